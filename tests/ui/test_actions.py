"""One table of keys: no key means two things, and keycaps say what is pressed."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.actions import ACTIONS, DIALOGS, SELL, TENDER, keycap, make_action
from tests.ui.keys import press, type_text

GROUPS = (SELL, TENDER, DIALOGS)


@pytest.mark.parametrize("group", GROUPS)
def test_no_key_means_two_things_in_one_place(group: str) -> None:
    keys = [
        QKeySequence(key).toString() if row.is_shortcut else key
        for row in ACTIONS.values()
        if row.group == group
        for key in row.keys
    ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("group", GROUPS)
def test_no_action_is_called_like_another_in_its_place(group: str) -> None:
    labels = [row.label for row in ACTIONS.values() if row.group == group]
    assert len(labels) == len(set(labels))


def test_every_row_is_complete_and_stands_under_its_own_name() -> None:
    for name, row in ACTIONS.items():
        assert row.id == name
        assert row.label
        assert row.keys
        assert row.group in GROUPS


def test_every_shortcut_is_a_key_that_qt_knows() -> None:
    for row in ACTIONS.values():
        for key in row.keys if row.is_shortcut else ():
            (combination,) = QKeySequence.listFromString(key)
            assert combination.count() == 1, row
            assert combination.toString(), row


def test_payment_methods_answer_alt_and_a_letter_only() -> None:
    for row in ACTIONS.values():
        if row.group == TENDER and row.is_shortcut and row.id != "tender_customer":
            assert all(key.startswith("Alt+") and len(key) == 5 for key in row.keys), row


@pytest.mark.parametrize(
    ("action", "cap"),
    [("charge", "F12"), ("exact_cash", "Ctrl+Enter"), ("exact", "Alt+E"), ("complete", "Enter")],
)
def test_a_keycap_shows_the_key_as_it_is_printed(action: str, cap: str) -> None:
    assert keycap(action) == cap


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window
    window.close()


def test_an_action_runs_on_each_of_its_keys_and_is_named(window: QWidget) -> None:
    runs: list[bool] = []
    action = make_action("exact_cash", window, lambda: runs.append(True))
    window.addAction(action)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert len(runs) == 2
    assert (action.text(), action.objectName()) == ("Exact cash", "action_exact_cash")
    assert not action.autoRepeat()


def test_keys_a_screen_reads_itself_make_no_shortcut(window: QWidget) -> None:
    runs: list[bool] = []
    action = make_action("more", window, lambda: runs.append(True))
    window.addAction(action)
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    type_text(window, "+")
    assert action.shortcuts() == []
    assert (runs, field.text()) == ([], "+")
