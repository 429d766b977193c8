"""The Settings page in a window of its own, with gate and sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.settings import ShopSettings
from app.ui.scan_gate import ScanGate
from app.ui.settings.page import SettingsPage
from app.ui.settings.section import Section
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.ui import keys

Seen = TypeVar("Seen", bound=Section)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Office(QWidget):
    """A window around the page; what the gate takes for a scan goes to it."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot) -> None:
        super().__init__()
        self.shop, self._qtbot = shop, qtbot
        self.heard: list[tuple[str, int]] = []
        self.used: list[bool] = []
        self.gate = ScanGate(self)
        self.page = SettingsPage(shop, theme, wording, Sounds(player=self._hear), self.gate)
        row = QHBoxLayout(self)
        row.setContentsMargins(80, 0, 0, 0)
        row.addWidget(self.page)
        self.gate.scanned.connect(self._use)
        self.resize(1366, 768)

    def _hear(self, sound: Path, volume: int) -> None:
        self.heard.append((sound.stem, volume))

    def _use(self, code: str) -> None:
        self.used.append(self.page.handle_scan(code))

    def open(self, kind: type[Seen]) -> Seen:
        (section,) = (each for each in self.page.sections if isinstance(each, kind))
        self.page.show_section(section.key)
        QApplication.processEvents()
        return section

    def saved(self, act: Callable[[], object]) -> ShopSettings:
        """Do something, wait until the shop has saved it, and give what it saved."""
        with self._qtbot.waitSignal(self.shop.settings_saved) as answer:
            act()
        kept = self.shop.reader.settings.load(by=self.shop.by)
        assert kept is not None
        assert kept == answer.args[0]
        return kept

    def save_by_key(self) -> None:
        self.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def undo_by_key(self) -> None:
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        keys.press(self, key, modifiers)

    def type(self, field: QWidget, text: str) -> None:
        """Type into a field in place of what is in it."""
        field.setFocus()
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        keys.type_text(self, text)
        self.gate.release()

    def tap(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def office(shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot) -> Iterator[Office]:
    window = Office(shop, theme, wording, qtbot)
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window
    window.close()
