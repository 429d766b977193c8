"""The scan gate: a scanner's keys become a scan, a person's reach the field as typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.scan_gate import ScanGate
from tests.ui.keys import key_event, press, scan, send, type_text

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
CODE = "4800123450173"


class Counter(QWidget):
    """A window with a field, a button that Enter would press, and a gate."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0
        self.field = QLineEdit(self)
        self.button = QPushButton("Pay", self)
        self.presses = 0
        self.button.clicked.connect(self._count)
        self.field.returnPressed.connect(self.button.click)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.scans: list[str] = []
        self.gate = ScanGate(self, clock=self._now)
        self.gate.scanned.connect(self.scans.append)

    def _now(self) -> int:
        return self.moment

    def _count(self) -> None:
        self.presses += 1

    def keys(self, text: str, *, start: int, gap: int) -> int:
        """Press keys that came at these moments, all handed over now; gives the next moment."""
        for letter in text:
            send(self, key_event(PRESS, ord(letter.upper()), letter, at=start))
            start += gap
        return start

    def enter(self, at: int, key: Qt.Key = Qt.Key.Key_Return, *, repeat: bool = False) -> None:
        send(self, key_event(PRESS, key, "\r", at=at, repeat=repeat))


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:
    window = Counter()
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    window.field.setFocus()
    yield window
    window.gate.release()


def test_a_scan_is_announced_and_reaches_no_field_and_no_button(counter: Counter) -> None:
    scan(counter, CODE)
    assert counter.scans == [CODE]
    assert counter.field.text() == ""
    assert counter.presses == 0


def test_tab_ends_a_scan_and_does_not_move_the_focus(counter: Counter) -> None:
    scan(counter, CODE, end=Qt.Key.Key_Tab)
    assert counter.scans == [CODE]
    assert counter.field.hasFocus()


def test_the_enter_of_a_scan_does_not_press_the_focused_button(counter: Counter) -> None:
    counter.button.setFocus()
    scan(counter, CODE)
    assert (counter.scans, counter.presses) == ([CODE], 0)


def test_what_a_person_types_reaches_the_field_at_once(counter: Counter) -> None:
    type_text(counter, "Mar")
    assert counter.field.text() == "Mar"
    assert counter.scans == []


def test_the_enter_of_a_person_presses_what_it_should(counter: Counter) -> None:
    type_text(counter, "5555")
    press(counter, Qt.Key.Key_Return)
    assert (counter.field.text(), counter.presses, counter.scans) == ("5555", 1, [])


def test_a_fast_typist_is_no_scanner(counter: Counter) -> None:
    end = counter.keys("santos", start=1000, gap=36)
    counter.enter(end)
    assert (counter.field.text(), counter.presses, counter.scans) == ("santos", 1, [])


def test_fingers_that_roll_over_four_keys_are_no_scanner_without_a_quick_enter(
    counter: Counter,
) -> None:
    end = counter.keys("mari", start=1000, gap=30)
    counter.enter(end + 36)
    assert (counter.field.text(), counter.presses, counter.scans) == ("mari", 1, [])


def test_three_quick_keys_and_enter_are_passed_on(counter: Counter) -> None:
    end = counter.keys("123", start=1000, gap=2)
    counter.enter(end)
    assert (counter.field.text(), counter.presses, counter.scans) == ("123", 1, [])


def test_four_quick_keys_and_enter_are_a_scan(counter: Counter) -> None:
    end = counter.keys("1234", start=1000, gap=35)
    counter.enter(end)
    assert (counter.field.text(), counter.presses, counter.scans) == ("", 0, ["1234"])


def test_a_person_typing_while_the_till_was_busy_is_no_scanner(counter: Counter) -> None:
    end = counter.keys("9171234", start=1000, gap=150)  # all of it handed over in one moment
    counter.enter(end)
    assert (counter.field.text(), counter.presses, counter.scans) == ("9171234", 1, [])


def test_a_scan_that_waited_in_the_queue_is_still_a_scan(counter: Counter) -> None:
    end = counter.keys(CODE[:6], start=1000, gap=5)
    counter.gate._patience.timeout.emit()  # the timer comes first when a stalled loop goes on
    end = counter.keys(CODE[6:], start=end, gap=5)
    counter.enter(end)
    assert (counter.field.text(), counter.scans) == ("", [CODE])


def test_a_held_key_is_let_go_when_nothing_follows(counter: Counter, qtbot: QtBot) -> None:
    send(counter, key_event(PRESS, Qt.Key.Key_M, "m", at=1000))
    assert counter.field.text() == ""
    qtbot.waitUntil(lambda: counter.field.text() == "m", timeout=1000)


def test_two_scans_in_a_row_are_both_announced(counter: Counter) -> None:
    end = counter.keys("11112222", start=1000, gap=3)
    counter.enter(end)
    end = counter.keys("33334444", start=end + 3, gap=3)
    counter.enter(end)
    assert counter.scans == ["11112222", "33334444"]
    assert counter.field.text() == ""


def test_the_line_feed_after_the_carriage_return_is_dropped(counter: Counter) -> None:
    scan(counter, CODE, end=Qt.Key.Key_Return, then=Qt.Key.Key_Enter)
    assert (counter.scans, counter.presses) == ([CODE], 0)


@pytest.mark.parametrize(("later", "presses"), [(120, 0), (121, 1)])
def test_a_second_enter_counts_only_after_a_while(
    counter: Counter, later: int, presses: int
) -> None:
    end = counter.keys(CODE, start=1000, gap=3)
    counter.enter(end)
    counter.enter(end + later)
    assert counter.presses == presses


def test_an_enter_kept_down_by_the_scanner_presses_nothing(counter: Counter) -> None:
    end = counter.keys(CODE, start=1000, gap=3)
    counter.enter(end)
    counter.enter(end + 500, repeat=True)
    assert counter.presses == 0


def test_a_key_kept_down_is_no_part_of_a_scan(counter: Counter) -> None:
    send(counter, key_event(PRESS, Qt.Key.Key_1, "1", at=1000))
    for at in range(1005, 1050, 5):
        send(counter, key_event(PRESS, Qt.Key.Key_1, "1", at=at, repeat=True))
    counter.enter(1052)
    assert counter.field.text() == "1" * 10
    assert (counter.scans, counter.presses) == ([], 1)


def test_capital_letters_belong_to_a_scan(counter: Counter) -> None:
    at = 1000
    shift = Qt.KeyboardModifier.ShiftModifier
    for letter in "SKU-0042":
        if letter.isupper():
            send(counter, key_event(PRESS, Qt.Key.Key_Shift, at=at, modifiers=shift))
        modifiers = shift if letter.isupper() else Qt.KeyboardModifier.NoModifier
        send(counter, key_event(PRESS, ord(letter), letter, at=at + 2, modifiers=modifiers))
        at += 10
    counter.enter(at)
    assert (counter.scans, counter.field.text()) == (["SKU-0042"], "")


def test_a_slow_wireless_scanner_needs_a_longer_gap(counter: Counter) -> None:
    scan(counter, "55556666", gap=80)
    assert counter.scans == []
    counter.field.clear()
    counter.gate.set_gap(100)
    scan(counter, "55556666", gap=80)
    assert counter.scans == ["55556666"]
    assert counter.field.text() == ""


def test_keys_without_a_moment_are_timed_by_the_clock(counter: Counter) -> None:
    for letter in "12345":
        counter.moment += 200
        send(counter, key_event(PRESS, ord(letter), letter))
    counter.moment += 200
    send(counter, key_event(PRESS, Qt.Key.Key_Return, "\r"))
    assert (counter.field.text(), counter.scans) == ("12345", [])
    counter.field.clear()
    for letter in "12345":
        counter.moment += 3
        send(counter, key_event(PRESS, ord(letter), letter))
    send(counter, key_event(PRESS, Qt.Key.Key_Return, "\r"))
    assert (counter.field.text(), counter.scans) == ("", ["12345"])


def test_keys_go_on_in_the_order_they_came(counter: Counter) -> None:
    counter.button.setFocus()
    space = Qt.Key.Key_Space
    send(counter, key_event(PRESS, space, " ", at=1000))
    send(counter, key_event(RELEASE, space, " ", at=1020))
    assert counter.presses == 0
    counter.gate.release()
    assert counter.presses == 1  # pressed, then let go


def test_a_shortcut_waits_for_the_letters_before_it(counter: Counter) -> None:
    seen: list[str] = []
    action = QAction(counter)
    action.setShortcut("F12")
    action.triggered.connect(lambda: seen.append(counter.field.text()))
    counter.addAction(action)
    send(counter, key_event(PRESS, Qt.Key.Key_M, "m", at=1000))
    press(counter, Qt.Key.Key_F12)
    assert seen == ["m"]


def test_a_letter_made_with_a_dead_key_keeps_its_place(counter: Counter) -> None:
    send(counter, key_event(PRESS, Qt.Key.Key_E, "e", at=1000))
    composed = QInputMethodEvent()
    composed.setCommitString("ñ")
    QCoreApplication.sendEvent(counter.field, composed)
    counter.gate.release()
    assert counter.field.text() == "eñ"


def test_chords_are_never_held(counter: Counter) -> None:
    counter.field.setText("mar")
    press(counter, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counter.field.selectedText() == "mar"


def test_letters_of_any_script_pass_untouched(counter: Counter) -> None:
    type_text(counter, "Peña Ωmega 李")
    assert counter.field.text() == "Peña Ωmega 李"
