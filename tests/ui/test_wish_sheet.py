"""A sheet that waits for the shop: one wish at a time, and nobody else's answer is taken for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import InvalidInput, NameTaken, ShopError
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.wish_sheet import Wish, WishSheet
from app.ui.wording import Wording


class Desk(QObject):
    """Counts what it is asked, and answers when the test says so."""

    done = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []


class NameSheet(WishSheet):
    """Asks for a name; a taken one is said at its field."""

    def __init__(self, theme: Theme, wording: Wording, window: QWidget, desk: Desk) -> None:
        super().__init__(theme, wording, window, "Name", "name", width=500, height=300)
        self.name = Field(theme, label="Name")
        column = QVBoxLayout()
        column.addWidget(self.name)
        self.lay_out(column)
        self.watch(self.name)
        self.listen(desk.done, desk.refused)
        self._desk = desk

    def wish(self) -> Wish | None:
        text = self.name.text()
        if not text:
            self.name.point_out("Type a name.")
            return None
        return lambda: self._desk.asked.append(text)

    def field_of(self, problem: ShopError) -> Field | None:
        return self.name if isinstance(problem, NameTaken) else None


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    yield made
    made.close()


@pytest.fixture
def sheet(theme: Theme, wording: Wording, window: QWidget, desk: Desk) -> NameSheet:
    made = NameSheet(theme, wording, window, desk)
    made.open(made.name)
    made.name.set_text("Ana")
    return made


def test_a_second_tap_asks_nothing_more(sheet: NameSheet, desk: Desk) -> None:
    sheet.save_button.click()
    sheet.save()
    assert desk.asked == ["Ana"]
    assert not sheet.save_button.isEnabled()
    assert not sheet.cancel.isEnabled()
    sheet.leave()
    assert sheet.is_open


def test_the_answer_closes_it_and_is_given_on(sheet: NameSheet, desk: Desk, qtbot: QtBot) -> None:
    sheet.save()
    with qtbot.waitSignal(sheet.saved) as saved:
        desk.done.emit("record")
    assert saved.args == ["record"]
    assert not sheet.is_open


def test_what_was_asked_elsewhere_is_no_answer(sheet: NameSheet, desk: Desk) -> None:
    desk.done.emit("record")
    desk.refused.emit(InvalidInput("Not now."))
    assert sheet.is_open
    assert not sheet.problem.isVisible()


def test_what_is_missing_is_said_and_nothing_is_asked(sheet: NameSheet, desk: Desk) -> None:
    sheet.name.set_text("")
    sheet.save()
    assert sheet.name.error == "Type a name."
    assert desk.asked == []
    assert not sheet.is_saving


def test_a_refusal_is_said_where_it_can_be_mended(sheet: NameSheet, desk: Desk) -> None:
    sheet.save()
    desk.refused.emit(NameTaken("There is an Ana."))
    assert sheet.name.error.startswith("There is an Ana.")
    assert not sheet.problem.isVisible()
    sheet.name.edit.insert("x")
    sheet.name.text_edited.emit("x")
    assert sheet.name.error == ""


def test_any_other_refusal_is_said_above_the_buttons_until_the_next_try(
    sheet: NameSheet, desk: Desk
) -> None:
    sheet.save()
    desk.refused.emit(InvalidInput("Not now.", advice="Try later."))
    assert sheet.problem.text() == "Not now. Try later."
    assert sheet.problem.isVisible()
    assert sheet.name.text() == "Ana"
    sheet.save()
    assert not sheet.problem.isVisible()
    assert desk.asked == ["Ana", "Ana"]
