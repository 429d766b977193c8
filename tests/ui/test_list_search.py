"""The field over a list: when it has the list read, and which keys it hands on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.list_search import AT_WORDS, ListSearch
from app.ui.theme import Theme

Key = Qt.Key


class Heard:
    """What came of the keys, in order."""

    def __init__(self, search: ListSearch) -> None:
        self.events: list[str] = []
        search.rested.connect(lambda: self.events.append("read"))

    def move(self, key: int) -> bool:
        self.events.append(Key(key).name)
        return key in (Key.Key_Down, Key.Key_Home)


@pytest.fixture
def search(theme: Theme, qtbot: QtBot) -> ListSearch:
    made = ListSearch(theme, "Search names", "names_search")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def heard(search: ListSearch) -> Heard:
    made = Heard(search)
    search.move_with(made.move)
    return made


def test_it_has_the_list_read_once_typing_rests(search: ListSearch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.rested):
        search.set_text("  ma ")
    assert search.searched == "ma"


def test_a_key_in_a_hurry_has_it_read_first(search: ListSearch, heard: Heard) -> None:
    search.set_text("ma")
    QTest.keyClick(search.edit, Key.Key_Down)
    QTest.keyClick(search.edit, Key.Key_Down)
    assert heard.events == ["read", "Key_Down", "Key_Down"]


def test_what_the_list_does_not_take_is_typed(search: ListSearch, heard: Heard) -> None:
    QTest.keyClicks(search.edit, "ma")
    assert search.text() == "ma"
    assert heard.events == ["Key_M", "Key_A"]


def test_keys_that_are_the_field_s_own_stay_in_it(search: ListSearch, heard: Heard) -> None:
    search.move_with(heard.move, AT_WORDS)
    search.set_text("ma")
    QTest.keyClick(search.edit, Key.Key_Home)
    assert search.edit.cursorPosition() == 0
    assert heard.events == []


def test_with_a_modifier_no_key_is_the_list_s(search: ListSearch, heard: Heard) -> None:
    QTest.keyClick(search.edit, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert heard.events == []


def test_what_is_read_anyway_is_not_read_again(
    search: ListSearch, heard: Heard, qtbot: QtBot
) -> None:
    search.set_text("ma")
    search.stop_waiting()
    search.settle()
    assert heard.events == []
