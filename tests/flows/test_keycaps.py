"""Keycaps: what stands on a button is a key of the one table, and that key does the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.actions import ACTIONS, keycap
from app.ui.widgets.badge import Keycap
from app.ui.widgets.button import Button
from app.ui.widgets.field import Field
from tests.flows.counter import CTRL, Counter
from tests.flows.screens import SCREENS, show

METHOD_KEYS = "Alt+"
"""Alt and a letter: the letters of the ways to pay are the shop's own."""


def shown_keys(root: QWidget) -> dict[str, str]:
    """Give every keycap that can be seen, and what it stands on."""
    found = {}
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            key = ""
            if isinstance(widget, Button | Field):
                key = widget.key
            elif isinstance(widget, Keycap):
                key = widget.accessibleName()
            if key:
                found[f"{type(widget).__name__} {widget.objectName()}"] = key
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_every_keycap_is_a_key_of_the_table(counter: Counter, name: str) -> None:
    known = {keycap(action) for action in ACTIONS}
    seen = shown_keys(show(counter, name))
    strange = {
        where: key
        for where, key in seen.items()
        if key not in known and not (key.startswith(METHOD_KEYS) and len(key) == 5)
    }
    assert strange == {}


def test_every_shortcut_of_the_window_is_in_the_table(counter: Counter) -> None:
    known = {QKeySequence(key) for row in ACTIONS.values() for key in row.keys if row.is_shortcut}
    for name in ("filled", "settings shop"):
        window = show(counter, name)
        for widget in (window, *window.findChildren(QWidget)):
            for action in widget.actions():
                for key in action.shortcuts():
                    assert key in known, (action.objectName(), key.toString())


BY_DESIGN = {
    "F1", "F2", "F3", "F4", "F5", "Shift+F5", "F6", "F7", "F8", "F10", "F11", "F12", "Enter",
    "Ctrl+Enter", "Del", "Ctrl+Z", "Ctrl+Shift+Z", "Up", "Down", "+", "\N{MINUS SIGN}", "3*",
    "PgUp", "PgDown", "Alt+C", "Alt+E", "Esc", "Ctrl+F", "Ctrl+N", "Ctrl+S", "Space",
}  # fmt: skip


def test_every_key_of_the_design_that_applies_is_in_the_table_and_in_the_help(
    counter: Counter,
) -> None:
    assert {keycap(action) for action in ACTIONS} >= BY_DESIGN
    shown = [each.accessibleName() for each in show(counter, "help").findChildren(Keycap)]
    for action in ACTIONS:
        assert keycap(action) in shown, action


def test_settings_have_a_key(counter: Counter) -> None:
    counter.press(Qt.Key.Key_Comma, CTRL)
    assert counter.window.pages.current == "settings"
    assert counter.focus == "open_shop"
