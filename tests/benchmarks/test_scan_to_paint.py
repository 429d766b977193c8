"""From a scanned code to the painted row, at a short and at a very long sale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.money import Money
from app.domain.product import Product
from app.storage.store import open_store
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.benchmarks.measuring import Work, held_to_ratio, in_turns, noted
from tests.clocks import HeldClock
from tests.ui.conftest import SETTINGS

pytestmark = pytest.mark.bench

GOODS = 2_000
GOES = 100


def _product(number: int) -> Product:
    name = f"Something number {number}"
    return Product(0, f"SKU{number}", name, Money(100 + number), _code(number))


def _code(number: int) -> str:
    return f"480{number:010d}"


@pytest.fixture
def shop_folder(tmp_path: Path, clock: HeldClock, owner: Actor) -> Path:
    store = open_store(tmp_path, clock)
    store.settings.save(SETTINGS, by=owner)
    store.products.bring_in(map(_product, range(GOODS)), by=owner)
    store.close()
    return tmp_path


@pytest.fixture
def make_window(
    shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot
) -> Iterator[Callable[[int], MainWindow]]:
    """Give windows whose carts have so many lines."""
    windows: list[MainWindow] = []

    def make(lines: int) -> MainWindow:
        window = MainWindow(shop, theme, wording, Sounds(player=lambda sound, volume: None))
        windows.append(window)
        qtbot.addWidget(window)
        for number in range(lines):
            found = shop.reader.products.by_code(_code(number), by=shop.by)
            assert found is not None
            window.sell.cart.add(found)
        window.sell.sale.changed.emit()
        window.show()
        QCoreApplication.processEvents()
        return window

    yield make
    for window in windows:
        window.gate.release()
        window.toasts.close_all()


def _scans(window: MainWindow) -> Work:
    """Scan what is not in the cart yet, and let the window paint it."""
    numbers = iter(range(len(window.sell.cart.items), GOODS))

    def scan() -> None:
        window.sell.handle_scan(_code(next(numbers)))
        QCoreApplication.processEvents()

    return scan


class PlainTable(QTableView):
    """The floor: Qt's own table, its item model and its delegate, with fixed sections."""

    def __init__(self, row_height: int) -> None:
        super().__init__()
        self._items = QStandardItemModel(0, 6, self)
        self.setModel(self._items)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.resize(850, 605)

    def add(self) -> None:
        row = self._items.rowCount()
        texts = (str(row), f"Something number {row}", "1.00", "1", "", "1.00")
        self._items.appendRow([QStandardItem(text) for text in texts])
        index = self._items.index(row, 1)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def put_into(self, window: MainWindow) -> None:
        """Take the place of our table, which hears of nothing any more."""
        page = window.sell
        page._model.show_lines = lambda lines: None  # type: ignore[method-assign]
        page.view.choose = lambda row: None  # type: ignore[method-assign]
        page.view.flash = lambda row: None  # type: ignore[method-assign]
        page.card._body.addWidget(self)
        page.card._body.setCurrentWidget = lambda widget: None  # type: ignore[method-assign]
        page.card._body.setCurrentIndex(page.card._body.count() - 1)
        page.sale.line_added.disconnect()
        page.sale.line_added.connect(self.add)


def test_a_scan_into_a_thousand_lines(
    make_window: Callable[[int], MainWindow], theme: Theme, qtbot: QtBot
) -> None:
    short, long, plain = make_window(100), make_window(1_000), make_window(1_000)
    table, bare = PlainTable(theme.size("cartRow")), PlainTable(theme.size("cartRow"))
    qtbot.addWidget(bare)
    for _ in range(1_000):
        table.add()
        bare.add()
    table.put_into(plain)
    bare.show()

    def add_to_bare() -> None:
        bare.add()
        QCoreApplication.processEvents()

    ours, with_100, floor, table_alone = in_turns(
        [_scans(long), _scans(short), _scans(plain), add_to_bare], GOES
    )
    what = "scan to painted row, 1,000 lines"
    table_name = "QTableView with QStandardItemModel"
    noted(what, ours.median, table_alone.median, f"{table_name} alone, no till around it")
    held_to_ratio(what, ours.median, floor.median, 1.3, f"{table_name} in the same window")
    held_to_ratio(what, ours.median, with_100.median, 1.1, "100 lines")
