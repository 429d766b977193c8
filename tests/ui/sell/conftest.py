"""A counter: the Sell page in a window of its own, with gate, messages and sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cart import Cart
from app.ui.scan_gate import ScanGate
from app.ui.sell.page import SellPage
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording
from tests.ui import keys

RICE, EVAP, COFFEE, ONIONS, EGGS = "4800123450173", "4800552100418", "4800016330091", "4082", "3010"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Counter(QWidget):
    """A window around the page, and what a person sees on it in few words."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.charges = 0
        self.exacts = 0
        self.toasts = ToastHost(theme, self)
        sounds = Sounds(player=self._hear)
        self.page = SellPage(shop, theme, wording, sounds, self.toasts)
        row = QHBoxLayout(self)
        row.setContentsMargins(80, 0, 0, 0)
        row.addWidget(self.page)
        self.gate = ScanGate(self)
        self.gate.scanned.connect(self._on_scanned)
        self.page.charge_requested.connect(self._count_charge)
        self.page.exact_cash_requested.connect(self._count_exact)
        self.resize(1366, 768)

    def _on_scanned(self, code: str) -> None:
        sheet = Sheet.top(self)
        if sheet is None or not sheet.take_scan(code):
            self.page.handle_scan(code)

    def _hear(self, sound: Path, volume: int) -> None:
        self.heard.append(sound.stem)

    def _count_charge(self) -> None:
        self.charges += 1

    def _count_exact(self) -> None:
        self.exacts += 1

    # Doing

    def scan(self, *codes: str) -> None:
        for code in codes:
            keys.scan(self, code)

    def type(self, text: str) -> None:
        keys.type_text(self, text)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1
    ) -> None:
        keys.press(self, key, modifiers, times)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def shift_enter(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    # Seeing

    @property
    def cart(self) -> Cart:
        return self.page.cart

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Name and quantity of each line."""
        return [(line.name, str(line.quantity)) for line in self.cart.lines]

    @property
    def message(self) -> str:
        """The title of the message on screen."""
        current = self.toasts.current
        return "" if current is None else current.title

    @property
    def scan_text(self) -> str:
        return self.page.scan_field.text()

    @property
    def is_ready(self) -> bool:
        """The scan field has the focus."""
        return self.page.scan_field.edit.hasFocus()


@pytest.fixture
def make_counter(
    shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot
) -> Iterator[Callable[[], Counter]]:
    made: list[Counter] = []

    def make() -> Counter:
        counter = Counter(shop, theme, wording)
        made.append(counter)
        qtbot.addWidget(counter)
        counter.show()
        QTest.qWaitForWindowActive(counter)
        return counter

    yield make
    for counter in made:
        counter.gate.release()
        counter.toasts.close_all()


@pytest.fixture
def counter(make_counter: Callable[[], Counter]) -> Counter:
    return make_counter()
