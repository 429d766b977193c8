"""Twenty thousand customers: every one can be reached, and the window never waits for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.customer import Sort
from app.storage.store import open_store
from app.ui.customers.dialog import CustomersDialog
from app.ui.shop import Shop
from tests.clocks import HeldClock
from tests.storage.builders import a_line, a_sale
from tests.storage.crowd import crowd
from tests.ui.customers.conftest import Record
from tests.ui.keys import press, type_text

MANY = 20_000
Key = Qt.Key


@pytest.fixture
def shop_folder(tmp_path: Path, clock: HeldClock, owner: Actor) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    store = open_store(folder, clock)
    crowd(store.database, MANY)
    store.close()
    return folder


def test_end_reaches_the_very_last_customer_and_home_comes_back(
    dialog: CustomersDialog, shop: Shop, window: QWidget, qtbot: QtBot
) -> None:
    assert dialog.list.count_label.text() == "20,000 customers"
    assert dialog.list.model.rowCount() == MANY
    press(window, Key.Key_End)
    qtbot.waitUntil(lambda: dialog.list.view.currentIndex().row() == MANY - 1, timeout=20_000)
    (last,) = shop.reader.customers.page("", Sort.TOTAL, None, 1, by=shop.by, reverse=True)
    assert dialog.list.view.current == last
    qtbot.waitUntil(lambda: dialog.detail.head.name_label.text() == last.name)
    press(window, Key.Key_Home)
    assert dialog.list.view.currentIndex().row() == 0


@pytest.mark.parametrize("part", [0.25, 0.5, 0.99])
def test_the_thumb_can_be_dragged_anywhere(
    dialog: CustomersDialog, shop: Shop, part: float
) -> None:
    view = dialog.list.view
    bar = view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))
    row = view.indexAt(view.viewport().rect().center()).row()
    assert row == pytest.approx(MANY * part, rel=0.02)
    (there,) = shop.reader.customers.page("", Sort.TOTAL, None, 1, by=shop.by, skip=row)
    assert view.indexAt(view.viewport().rect().center()).data() == there.name


def test_a_few_letters_find_one_of_them(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.list.model.modelReset):
        type_text(window, "mar pena 19")
    found = dialog.list.model
    assert found.rowCount() > 1
    assert all("Peña 19" in found.index(row, 0).data() for row in range(found.rowCount()))


def test_a_sale_finds_its_place_with_everybody_loaded(
    dialog: CustomersDialog, window: QWidget, record: Record, clock: HeldClock, qtbot: QtBot
) -> None:
    press(window, Key.Key_End)
    qtbot.waitUntil(lambda: dialog.list.view.currentIndex().row() == MANY - 1, timeout=20_000)
    last = dialog.list.view.current
    assert last is not None
    record(a_sale(last.name, (a_line(99_999_999),), at=clock.now()))
    assert dialog.list.view.currentIndex().row() == 0
    current = dialog.list.view.current
    assert current is not None
    assert current.id == last.id


@pytest.mark.bench
def test_no_step_on_the_way_to_the_end_holds_the_window_up(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    """The longest time between two turns of the event loop while 20,000 rows are read."""
    watch, longest = QElapsedTimer(), [0]

    def turn() -> None:
        longest[0] = max(longest[0], watch.nsecsElapsed())
        watch.restart()

    ticking = QTimer(window, interval=0)
    ticking.timeout.connect(turn)
    watch.start()
    ticking.start()
    press(window, Key.Key_End)
    qtbot.waitUntil(lambda: dialog.list.view.currentIndex().row() == MANY - 1, timeout=20_000)
    assert longest[0] / 1e6 < 50
