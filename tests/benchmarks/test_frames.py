"""No frame over 33 ms at the counter, whatever the disk, a report or a copy is doing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.money import Money
from app.domain.product import Product
from app.storage.store import open_reader, open_store
from app.storage.writer import Writer
from app.ui.sounds import Sounds
from app.ui.start import Premises, Till
from tests.benchmarks.frames import FrameWatch
from tests.benchmarks.large_shop import SIZE
from tests.benchmarks.measuring import held_to
from tests.clocks import HeldClock
from tests.conftest import CHECKOUT
from tests.people import everyone
from tests.ui import keys
from tests.ui.conftest import SETTINGS

pytestmark = pytest.mark.bench

FRAME_MS = 33
SALES = 200
_SLOW_FSYNC = 0.030
_BEAT_MS = 20
_GOODS = [Product(0, f"G{n}", f"Goods {n}", Money(100 + n), f"48099{n:08d}") for n in range(50)]

OpenTill = Callable[[Path], Till]


@pytest.fixture
def open_till(clock: HeldClock, qapp: QApplication) -> Iterator[OpenTill]:
    """Open the real till and let it make what it makes while nobody waits."""
    tills: list[Till] = []

    def make(folder: Path) -> Till:
        premises = Premises(
            lambda: open_store(folder, clock),
            lambda: open_reader(folder, clock),
            clock,
            everyone(),
            str(folder),
        )
        till = Till(qapp, premises, Sounds(player=lambda sound, volume: None))
        tills.append(till)
        ready = QEventLoop()
        till.warm_up.done.connect(ready.quit)
        till.start()
        ready.exec()
        QTest.qWaitForWindowActive(till.window)
        return till

    yield make
    for till in tills:
        till.stop()


@pytest.fixture
def small(tmp_path: Path, clock: HeldClock) -> Path:
    return _with_goods(tmp_path, clock)


@pytest.fixture(scope="module")
def large_with_goods(large: Path) -> Path:
    return _with_goods(large, HeldClock())


def _with_goods(folder: Path, clock: HeldClock) -> Path:
    store = open_store(folder, clock)
    store.settings.save(SETTINGS, by=everyone())
    store.products.bring_in(_GOODS, by=everyone())
    store.close()
    return folder


class Cashier(QObject):
    """Rings up one sale of three items after the other, as fast as the till takes them."""

    def __init__(self, till: Till, goes_on: Callable[[int], bool]) -> None:
        """`goes_on` is asked with the number of sales made."""
        super().__init__()
        self.sales = 0
        self._till, self._goes_on = till, goes_on
        self._codes = cycle(product.barcode for product in _GOODS)
        self._loop = QEventLoop()
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self._do_next)
        till.shop.sale_recorded.connect(self._on_recorded)

    def work(self) -> FrameWatch:
        """Come back when it is enough, with the frames of the time between."""
        watch = FrameWatch()
        self._beat.start()
        self._loop.exec()
        watch.stop()
        return watch

    @Slot()
    def _do_next(self) -> None:
        window = self._till.window
        if window.checkout.is_saving:
            return
        if len(window.sell.cart.lines) < 3:
            keys.scan(window, next(self._codes))
        else:
            window.sell.commands.exact.trigger()  # a key of QTest's would handle events inside

    @Slot()
    def _on_recorded(self) -> None:
        self.sales += 1
        if not self._goes_on(self.sales):
            self._beat.stop()
            QTimer.singleShot(_BEAT_MS, self._loop.quit)  # what the sale changed is painted too


def test_no_frame_is_late_while_every_flush_takes_30_ms(
    small: Path, open_till: OpenTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Writer._commit

    def commit_slowly(writer: Writer) -> None:
        time.sleep(_SLOW_FSYNC)
        commit(writer)

    till = open_till(small)
    monkeypatch.setattr(Writer, "_commit", commit_slowly)
    cashier = Cashier(till, lambda made: made < SALES)
    watch = cashier.work()
    assert cashier.sales == SALES
    _hold(f"longest frame over {SALES} sales, each flush slowed to 30 ms", watch)


def test_no_frame_is_late_while_a_million_sales_are_recounted(
    large_with_goods: Path, open_till: OpenTill
) -> None:
    till = open_till(large_with_goods)
    watch = _while_it_runs(till, large_with_goods, "verify", "--json")
    _hold(f"longest frame while a report runs over {SIZE:,} sales", watch)


def test_no_frame_is_late_while_the_file_is_copied(
    large_with_goods: Path, open_till: OpenTill, tmp_path: Path
) -> None:
    till = open_till(large_with_goods)
    watch = _while_it_runs(till, large_with_goods, "backup", str(tmp_path / "copy.db"))
    _hold("longest frame while a gigabyte is copied", watch)


def _while_it_runs(till: Till, folder: Path, *command: str) -> FrameWatch:
    """Sell as long as a command of ours works beside the till."""
    whole = [sys.executable, "-m", "app", "--data", str(folder), *command]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(whole, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL) as other:
        watch = Cashier(till, lambda _: other.poll() is None).work()
        assert other.wait() == 0
    return watch


def _hold(what: str, watch: FrameWatch) -> None:
    late, work = watch.longer_than(FRAME_MS), watch.longest_work_ms
    seen = f"{late} of {len(watch.seconds)} late, {work:.0f} ms of work at most"
    held_to(f"{what} ({seen})", watch.longest_ms, FRAME_MS)
