"""What it takes from nothing to the painted till, beside an empty window of the same library."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measuring import held_to, held_to_ratio
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.bench

ROUNDS = 7
_FLOOR = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1366, 768)
window.show()
app.processEvents()
"""
_TILL = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.commands.till import _premises
from app.commands.session import Session
from app.domain.clock import WallClock
from app.ui.sounds import Sounds
from app.ui.start import Till, application
session = Session(Path(sys.argv[1]), WallClock(), sys.stdout, sys.stderr)
qt = application()
till = Till(qt, _premises(session), Sounds(enabled=False))
till.window.show()
qt.processEvents()
late = [name for name in ("peewee", "openpyxl", "app.exchange") if name in sys.modules]
assert not late, late
"""
_SIZE = """
till.shop.open()
while not till.shop.is_open:
    qt.processEvents()
for _ in range(20):
    qt.processEvents()
with open("/proc/self/statm") as pages:
    print(int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20)
sys.stdout.flush()
till.stop()
"""


def _compiling_once(folder: Path) -> dict[str, str]:
    """Give an environment that keeps compiled modules, as an installed program does."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder)}


def _cpu_of(code: str, environment: dict[str, str], *arguments: str) -> float:
    """Give the CPU seconds of a process of its own; it ends without taking itself apart."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole = f"{code}\nimport os\nos._exit(0)\n"
    command = [sys.executable, "-c", whole, *arguments]
    subprocess.run(command, check=True, cwd=CHECKOUT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_first_paint(tmp_path: Path) -> None:
    environment = _compiling_once(tmp_path / "compiled")
    ours, floor = [], []
    for _ in range(ROUNDS + 1):
        floor.append(_cpu_of(_FLOOR, environment))
        ours.append(_cpu_of(_TILL, environment, str(tmp_path)))
    del ours[0], floor[0]  # these compiled
    what = "from nothing to the first paint, CPU"
    held_to_ratio(what, sorted(ours)[ROUNDS // 2], sorted(floor)[ROUNDS // 2], 2.0, "empty window")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="asks Linux")  # noqa: PTH110
def test_memory_of_an_open_till(tmp_path: Path) -> None:
    environment = _compiling_once(tmp_path / "compiled")
    command = [sys.executable, "-c", _TILL + _SIZE, str(tmp_path)]
    answers = [
        subprocess.run(
            command, check=True, cwd=CHECKOUT, capture_output=True, text=True, env=environment
        ).stdout
        for _ in range(2)  # the second time without a compiler in memory
    ]
    held_to("memory of an open till at its start", float(answers[-1].split()[-1]), 72, "MB")
