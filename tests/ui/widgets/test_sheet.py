"""Sheets: dialogs inside the window that keep keys, clicks and focus to themselves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.sheet import Sheet


class Till(QWidget):
    """A window with a field and a button, and a sheet over them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.resize(1366, 768)
        self.scan = QLineEdit(self)
        self.scan.setGeometry(100, 20, 300, 40)
        self.charge = PrimaryButton(theme, "Charge", parent=self)
        self.charge.setGeometry(20, 700, 200, 56)
        self.sheet = Sheet(theme, self, "Take payment", width=600, height=400)
        self.amount = QLineEdit("12.00", self.sheet.body)
        self.amount.setGeometry(20, 20, 200, 40)
        self.back = SecondaryButton(theme, "Back", parent=self.sheet.body)
        self.back.setGeometry(20, 100, 200, 56)
        self.done = PrimaryButton(theme, "Complete", parent=self.sheet.body)
        self.done.setGeometry(240, 100, 200, 56)
        self.sheet.set_primary(self.done)


@pytest.fixture
def till(theme: Theme, qtbot: QtBot) -> Till:
    made = Till(theme)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.scan.setFocus()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_opening_takes_the_focus_and_closing_gives_it_back(till: Till, qtbot: QtBot) -> None:
    with qtbot.waitSignal(till.sheet.opened):
        till.sheet.open(till.amount)
    assert till.amount.hasFocus()
    assert Sheet.top(till) is till.sheet
    with qtbot.waitSignal(till.sheet.closed):
        till.sheet.close_sheet()
    assert till.scan.hasFocus()
    assert Sheet.top(till) is None


def test_without_a_wish_the_first_field_gets_the_focus(till: Till) -> None:
    till.sheet.open()
    assert till.amount.hasFocus()


def test_esc_closes(till: Till, qtbot: QtBot) -> None:
    till.sheet.open(till.amount)
    with qtbot.waitSignal(till.sheet.closed):
        press(Qt.Key.Key_Escape)
    assert not till.sheet.is_open


def test_esc_does_not_close_what_may_not_be_closed(till: Till) -> None:
    till.sheet.open(till.amount)
    till.sheet.set_closable(False)
    press(Qt.Key.Key_Escape)
    assert till.sheet.is_open


def test_enter_presses_the_primary_button(till: Till, qtbot: QtBot) -> None:
    till.sheet.open(till.amount)
    with qtbot.waitSignal(till.done.clicked):
        press(Qt.Key.Key_Return)


def test_enter_on_another_button_presses_that_one(till: Till, qtbot: QtBot) -> None:
    till.sheet.open(till.back)
    with qtbot.assertNotEmitted(till.done.clicked), qtbot.waitSignal(till.back.clicked):
        press(Qt.Key.Key_Return)


def test_enter_on_a_disabled_primary_does_nothing(till: Till, qtbot: QtBot) -> None:
    till.done.setEnabled(False)
    till.sheet.open(till.amount)
    with qtbot.assertNotEmitted(till.done.clicked):
        press(Qt.Key.Key_Return)
    assert till.sheet.is_open


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_round_inside(till: Till, key: Qt.Key) -> None:
    till.sheet.open(till.amount)
    seen = set()
    for _ in range(8):
        press(key)
        widget = QApplication.focusWidget()
        assert widget is not None
        assert till.sheet.isAncestorOf(widget)
        seen.add(widget.objectName() or type(widget).__name__)
    assert len(seen) == 4  # amount, back, complete, close


def test_a_control_that_turns_off_leaves_the_focus_in_the_sheet(till: Till) -> None:
    till.sheet.open(till.amount)
    till.amount.setEnabled(False)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert till.sheet.isAncestorOf(widget)


def test_the_scrim_keeps_clicks_from_what_lies_below(till: Till, qtbot: QtBot) -> None:
    till.sheet.open(till.amount)
    with qtbot.assertNotEmitted(till.charge.clicked):
        at = till.charge.geometry().center()
        below = till.childAt(at)
        assert below is not None
        QTest.mouseClick(below, Qt.MouseButton.LeftButton, pos=below.mapFrom(till, at))
    assert till.sheet.is_open
    assert till.amount.hasFocus()


def count_shortcut(till: QWidget, key: str) -> Callable[[], int]:
    fired: list[str] = []
    shortcut = QShortcut(QKeySequence(key), till)
    shortcut.activated.connect(lambda: fired.append(key))
    return lambda: len(fired)


def test_shortcuts_of_the_window_wait_behind_the_sheet(till: Till) -> None:
    park, full = count_shortcut(till, "F7"), count_shortcut(till, "F11")
    till.sheet.let_through("F11")
    till.sheet.open(till.amount)
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F11)
    assert (park(), full()) == (0, 1)
    till.sheet.close_sheet()
    press(Qt.Key.Key_F7)
    assert park() == 1


def test_shortcuts_of_the_sheet_work(till: Till) -> None:
    exact = count_shortcut(till.sheet, "Alt+E")
    till.sheet.open(till.amount)
    press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert exact() == 1


def test_the_panel_stays_in_the_middle_of_a_window_that_changes(till: Till) -> None:
    till.sheet.open(till.amount)
    till.resize(1280, 720)
    panel = till.sheet.panel.geometry()
    assert till.sheet.geometry() == till.rect()
    assert abs(panel.center().x() - 640) <= 1
    assert abs(panel.center().y() - 360) <= 1


def test_a_panel_larger_than_the_window_is_made_to_fit(theme: Theme, till: Till) -> None:
    big = Sheet(theme, till, "Customers", width=4000, height=4000)
    big.open()
    assert till.rect().adjusted(16, 16, -16, -16) == big.panel.geometry()


def test_a_second_sheet_lies_on_top_and_gives_the_focus_back(theme: Theme, till: Till) -> None:
    till.sheet.open(till.amount)
    pin = Sheet(theme, till, "Owner PIN", width=380, height=300)
    field = QLineEdit(pin.body)
    pin.open(field)
    assert Sheet.top(till) is pin
    press(Qt.Key.Key_Escape)
    assert Sheet.top(till) is till.sheet
    assert till.amount.hasFocus()


def test_a_former_focus_that_is_gone_is_no_harm(till: Till, qtbot: QtBot) -> None:
    passing = QLineEdit(till)
    passing.show()
    passing.setFocus()
    till.sheet.open(till.amount)
    with qtbot.waitSignal(passing.destroyed):
        passing.deleteLater()
    till.sheet.close_sheet()
    assert not till.sheet.is_open


def test_a_sheet_is_heard_as_a_dialog_with_its_title(till: Till) -> None:
    till.sheet.open()
    heard = QAccessible.queryAccessibleInterface(till.sheet.panel)
    assert heard.role() == QAccessible.Role.Dialog
    assert heard.text(QAccessible.Text.Name) == "Take payment"


def test_the_shadow_lies_under_the_panel_and_lets_clicks_through(till: Till) -> None:
    till.sheet.open()
    corner = till.sheet.panel.geometry().bottomRight() + QPoint(10, 10)
    assert till.childAt(corner) is till.sheet
