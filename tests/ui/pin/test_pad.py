"""The pad as it looks and sounds, whatever it is for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import NotAllowed, StoreUnavailable, TooEarly, WrongPin
from app.ui.pin.pin_pad import PinPad
from app.ui.pin.words import refusal_words, wait_of, wait_words
from app.ui.theme import Scheme, Theme
from app.ui.widgets.pad import PadKey
from tests.ui.keys import press, type_text
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects

LONG = "Price of ₱1,031.00, too low, for Coffee 3-in-1 original, 30 sachets in a box"


class Milliseconds:
    now = 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def time() -> Milliseconds:
    return Milliseconds()


@pytest.fixture
def pad(theme: Theme, time: Milliseconds, qtbot: QtBot) -> Iterator[PinPad]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    QTest.qWaitForWindowActive(window)
    made = PinPad(theme, window, time)
    made.ask(LONG)
    yield made
    window.close()


def test_it_says_what_it_is_for_and_how_it_is_answered(pad: PinPad) -> None:
    assert pad.what_for.text() == LONG
    assert pad.hint.text() == "6 to 12 digits, then Enter"
    assert pad.edit.hasFocus()


def test_digits_only_and_no_more_than_the_longest_pin(pad: PinPad, qtbot: QtBot) -> None:
    type_text(pad.window(), "12a34 567-89012345")
    assert pad.edit.text() == "123456789012"
    assert pad.edit.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(pad.submitted) as told:
        press(pad.window(), Qt.Key.Key_Return)
    assert told.args == ["123456789012"]


def test_one_dot_is_painted_for_each_digit(pad: PinPad) -> None:
    pictures = []
    for _ in range(8):
        settle()
        pictures.append(pad.edit.grab().toImage())
        type_text(pad.window(), "1")
    assert len({bytes(each.constBits()) for each in pictures}) == 8


def test_keys_of_the_pad_type_and_take_back(pad: PinPad) -> None:
    for name in ("pad_7", "pad_0", "pad_backspace"):
        key = pad.findChild(PadKey, name)
        assert key is not None
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert pad.edit.text() == "7"
    assert pad.edit.hasFocus()


def test_while_it_is_looked_at_nothing_is_heard(pad: PinPad) -> None:
    asked: list[str] = []
    pad.submitted.connect(asked.append)
    type_text(pad.window(), "271828")
    press(pad.window(), Qt.Key.Key_Return, times=3)
    type_text(pad.window(), "9")
    press(pad.window(), Qt.Key.Key_Escape)
    assert asked == ["271828"]
    assert pad.is_open
    pad.refuse("Wrong PIN. 4 tries left.")
    assert (pad.edit.text(), pad.hint.text()) == ("", "Wrong PIN. 4 tries left.")
    assert pad.hint.color == "danger_text"
    press(pad.window(), Qt.Key.Key_Escape)
    assert not pad.is_open


def test_a_wait_is_counted_down_over_closing_and_opening(pad: PinPad, time: Milliseconds) -> None:
    pad.refuse("", wait_seconds=60)
    assert pad.hint.text() == "Too many wrong PINs. Wait 1:00"
    assert not pad.confirm.isEnabled()
    time.now += 30_500
    pad.close_sheet()
    pad.ask("")
    assert pad.hint.text() == "Too many wrong PINs. Wait 0:30"
    time.now += 29_500
    pad._count_down()
    assert pad.confirm.isEnabled()


def test_nothing_of_a_pin_stays_in_it(pad: PinPad) -> None:
    type_text(pad.window(), "271828")
    pad.close_sheet()
    assert pad.edit.text() == ""


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
@pytest.mark.parametrize("scale", SCALES)
def test_everything_fits_and_has_a_name(
    pad: PinPad, theme: Theme, scale: float, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    theme.set_scale(scale)
    pad.refuse("", wait_seconds=900)
    settle()
    assert misfits(pad.panel) == []
    assert (nameless(pad), unnamed_objects(pad)) == ([], [])


def test_refusals_are_said_in_one_sentence() -> None:
    assert refusal_words(WrongPin(tries_left=3)) == "Wrong PIN. 3 tries left."
    assert refusal_words(WrongPin(tries_left=1)) == "Wrong PIN. 1 try left."
    assert refusal_words(NotAllowed("Ben may not approve this.")) == "Ben may not approve this."
    assert refusal_words(StoreUnavailable("The disk is full.", advice="Free some.")) == (
        "The disk is full. Free some."
    )
    assert [wait_of(each) for each in (TooEarly(wait_seconds=9), NotAllowed())] == [9, 0]
    assert wait_words(905) == "Too many wrong PINs. Wait 15:05"
