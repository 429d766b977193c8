"""The customers list of a million: opened, jumped about in, searched, all in the GUI's thread."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.customer import Sort
from app.storage.store import ReaderStore, open_reader
from app.ui.customers.list_model import CustomerListModel
from app.ui.customers.list_view import CustomerListView
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.benchmarks.large_shop import SIZE
from tests.benchmarks.measuring import held_to, timed
from tests.people import everyone
from tests.storage.builders import FixedClock

pytestmark = pytest.mark.bench
BY = everyone()


@pytest.fixture(scope="module")
def reader(large: Path) -> Iterator[ReaderStore]:
    store = open_reader(large, FixedClock())
    yield store
    store.close()


@pytest.fixture
def view(
    reader: ReaderStore, theme: Theme, wording: Wording, qtbot: QtBot
) -> Iterator[CustomerListView]:
    shop = cast(Shop, SimpleNamespace(reader=reader, by=BY))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(460, 700)
    made = CustomerListView(theme, wording, CustomerListModel(shop, wording, window), parent=window)
    made.resize(460, 700)
    window.show()
    yield made
    window.close()


def _model(view: CustomerListView) -> CustomerListModel:
    return cast(CustomerListModel, view.model())


def _seen(view: CustomerListView) -> None:
    """Lay out and paint, as the next frame would."""
    view.executeDelayedItemsLayout()
    view.viewport().repaint()


@pytest.mark.parametrize("sort", Sort)
def test_the_list_of_a_million_opens(
    view: CustomerListView, reader: ReaderStore, sort: Sort
) -> None:
    def opened() -> None:
        _model(view).show("", sort)
        _seen(view)

    spent = timed(opened, 3)
    assert _model(view).rowCount() == reader.customers.count(by=BY) >= SIZE
    held_to(f"customers list of {SIZE:,} opens, by {sort.value}, CPU", spent.median * 1e3, 150)


def test_the_thumb_is_dragged_anywhere(view: CustomerListView, qtbot: QtBot) -> None:
    _model(view).show("", Sort.TOTAL)
    _seen(view)
    qtbot.waitUntil(lambda: not _model(view).is_looking, timeout=20_000)
    bar = view.verticalScrollBar()
    places = itertools.cycle([n * 7919 % 1000 / 1000 for n in range(1, 40)])

    def jumped() -> None:
        bar.setValue(round(bar.maximum() * next(places)))
        _seen(view)

    held_to(f"a jump in {SIZE:,} customers, p95, CPU", timed(jumped, 39).percentile(0.95) * 1e3, 8)


def test_end_and_home(view: CustomerListView, qtbot: QtBot) -> None:
    _model(view).show("", Sort.NAME)
    _seen(view)
    qtbot.waitUntil(lambda: not _model(view).is_looking, timeout=20_000)
    keys = itertools.cycle([Qt.Key.Key_End, Qt.Key.Key_Home])

    def pressed() -> None:
        view.move_by_key(next(keys))
        _seen(view)

    held_to(f"End or Home in {SIZE:,} customers, CPU", timed(pressed, 10).percentile(0.9) * 1e3, 8)
    assert view.currentIndex().row() == 0


def test_look_alikes_of_a_typed_name(reader: ReaderStore) -> None:
    names = iter(itertools.cycle(["Mria Santos", "Jose Reyez 77", "Zenayda Cruz", "Ana Limm"]))
    spent = timed(lambda: reader.customers.lookalikes(next(names), 1, by=BY), 40)
    held_to(f"look-alikes among {SIZE:,} customers, p99, CPU", spent.percentile(0.99) * 1e3, 5)
