"""What it takes from nothing to the painted till, beside an empty window of the same library."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.clock import WallClock
from app.storage.store import open_store
from tests.benchmarks.measuring import held_to, held_to_ratio
from tests.conftest import CHECKOUT
from tests.people import everyone
from tests.ui.conftest import SETTINGS

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
import os, sys
import app.commands.till as till
from app.__main__ import main

laid_out = till._premises

def premises(session, **wishes):
    from app.ui.start import Till
    from app.ui.window import MainWindow
    listen(Till, MainWindow)
    return laid_out(session, **wishes)

till._premises = premises
main(["--data", sys.argv[1]])
"""
_FIRST_PAINT = """
def listen(Till, MainWindow):
    def leave(window):
        late = {"peewee", "sqlite3", "openpyxl", "PySide6.QtNetwork", "app.exchange"}
        late |= {"app.storage.store", "app.domain.ports", "app.domain.receipt"}
        late |= {"app.ui.widgets.sheet", "app.ui.tender.tender_sheet"}
        found = sorted(late & set(sys.modules))
        assert not found, found
        os._exit(0)
    MainWindow._after_first_paint = leave
"""
_MEMORY = """
def tell_memory():
    with open("/proc/self/statm") as pages:
        print(int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, flush=True)
    os._exit(0)
"""
_AT_REST = """
def listen(Till, MainWindow):
    opened = Till._on_opened
    def on_opened(till):
        opened(till)
        till.warm_up.done.connect(tell_memory)
    Till._on_opened = on_opened
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
        ours.append(_cpu_of(_FIRST_PAINT + _TILL, environment, str(tmp_path)))
    del ours[0], floor[0]  # these compiled
    what = "from nothing to the first paint, CPU"
    held_to_ratio(what, sorted(ours)[ROUNDS // 2], sorted(floor)[ROUNDS // 2], 2.0, "empty window")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="asks Linux")  # noqa: PTH110
def test_memory_of_an_open_till(tmp_path: Path) -> None:
    environment = _compiling_once(tmp_path / "compiled")
    _set_up(tmp_path)
    window = "import os\n" + _FLOOR + _MEMORY + "tell_memory()"
    till = _MEMORY + _AT_REST + _TILL
    for code in (window, till):  # the second time without a compiler in memory
        _answer(code, environment, tmp_path)
    floor = _answer(window, environment, tmp_path)
    ours = _answer(till, environment, tmp_path)
    what = "memory of an open till at its start"
    held_to(f"{what} (an empty window: {floor:.3g} MB)", ours, 72, "MB")


def _set_up(folder: Path) -> None:
    """Answer the questions of the first start."""
    store = open_store(folder, WallClock())
    store.settings.save(SETTINGS, by=everyone())
    store.close()


def _answer(code: str, environment: dict[str, str], folder: Path) -> float:
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(
        command, check=True, cwd=CHECKOUT, capture_output=True, text=True, env=environment
    )
    return float(done.stdout.split()[-1])
