"""The customers dialog over a real window and a real shop, and a shop that can break."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.ports import Store
from app.domain.sale import Sale
from app.storage.store import open_reader, open_store
from app.ui.customers.dialog import CustomersDialog
from app.ui.scan_gate import ScanGate
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.ui.customers.examples import mock_shop
from tests.ui.customers.staged import StagedStore

Record = Callable[[Sale], None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An active window with the gate that every key goes through."""
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    ScanGate(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def dialog(
    shop: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> CustomersDialog:
    made = CustomersDialog(shop, theme, wording, window)
    made.open()
    return made


@pytest.fixture
def record(shop: Shop, qtbot: QtBot) -> Record:
    """Record a sale through the shop and wait until the window has heard of it."""

    def do(sale: Sale) -> None:
        with qtbot.waitSignal(shop.changed):
            shop.record(sale)

    return do


@pytest.fixture
def staged() -> StagedStore:
    return mock_shop()


@pytest.fixture
def staged_shop(
    staged: StagedStore, clock: HeldClock, owner: Actor, qtbot: QtBot
) -> Iterator[Shop]:
    store = cast(Store, staged)
    made = Shop(lambda: store, lambda: store, clock, owner)
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()


@pytest.fixture
def staged_dialog(
    staged_shop: Shop, theme: Theme, wording: Wording, window: QWidget
) -> CustomersDialog:
    made = CustomersDialog(staged_shop, theme, wording, window)
    made.open()
    return made


@pytest.fixture
def empty_shop(tmp_path: Path, clock: HeldClock, owner: Actor, qtbot: QtBot) -> Iterator[Shop]:
    folder = tmp_path / "new"
    folder.mkdir()
    made = Shop(lambda: open_store(folder, clock), lambda: open_reader(folder, clock), clock, owner)
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()
