"""A till that sells all day does not grow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measuring import held_to
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.bench

FIRST, LAST = 500, 10_000

_SELLER = """
import gc, os, sys
from pathlib import Path
from app.storage.store import open_store
from tests.benchmarks.test_sale_commit import BY, _fill, _sales
from tests.storage.builders import FixedClock

def size():
    gc.collect()
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
store = open_store(folder, FixedClock())
_fill(store)
make = _sales(store)
for number in range(1, last + 1):
    store.sales.record(make(), by=BY)
    if number % 100 == 0:
        store.checkpoint()
    if number in (first, last):
        print(size(), flush=True)
store.close()
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="asks Linux")  # noqa: PTH110
def test_ten_thousand_sales_take_no_memory(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _SELLER, str(tmp_path), str(FIRST), str(LAST)]
    done = subprocess.run(command, check=True, cwd=CHECKOUT, capture_output=True, text=True)
    begun, ended = map(float, done.stdout.split())
    held_to(f"memory from sale {FIRST:,} to {LAST:,}", ended - begun, 2, "MB")
