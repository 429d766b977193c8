"""The Qt binding itself: a broken one ends the till in the middle of a day."""

import subprocess
import sys

# PySide6 6.12.0 on Python 3.11 loses one reference to None at each call that returns nothing and
# one to True at each emit, and aborts after some thousands. A child, since the fault would
# take the whole test run with it.
ROUNDS = 20_000
DRIFT = f"""
import sys
from PySide6.QtCore import QObject, Signal

class Till(QObject):
    rung = Signal(bool)

till, heard = Till(), []
till.rung.connect(heard.append)

def ring(times):
    for _ in range(times):
        till.setObjectName("till")
        till.rung.emit(True)
        heard.clear()

ring(100)
before = sys.getrefcount(None), sys.getrefcount(True)
ring({ROUNDS})
after = sys.getrefcount(None), sys.getrefcount(True)
print(*(then - now for then, now in zip(before, after)))
"""
# From 3.12 on both objects are immortal: they start above four thousand million and cannot be
# freed before half of that is lost, so a step or two a round is no danger there.
TOLERATED = 100 if sys.version_info < (3, 12) else 3 * ROUNDS


def test_qt_calls_and_signals_lose_no_reference() -> None:
    child = subprocess.run(
        [sys.executable, "-c", DRIFT], capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    of_none, of_true = (int(drift) for drift in child.stdout.split())
    assert abs(of_none) < TOLERATED
    assert abs(of_true) < TOLERATED
