"""Lines by key, button and finger; each edit can be taken back and leaves the focus ready."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.ui.sell.columns import Column
from app.ui.sell.quantity_sheet import QuantitySheet
from app.ui.widgets.sheet import Sheet
from tests.ui.keys import type_text
from tests.ui.sell.conftest import COFFEE, EGGS, EVAP, ONIONS, RICE, Counter

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _sheet(counter: Counter) -> QuantitySheet:
    sheet = Sheet.top(counter)
    assert isinstance(sheet, QuantitySheet)
    return sheet


def test_the_newest_line_is_chosen(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    assert counter.cart.selected == 2
    assert counter.page.view.currentIndex().row() == 2


def test_up_and_down_choose_a_line_and_the_ends_hold(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    counter.press(Qt.Key.Key_Up, times=5)
    assert counter.cart.selected == 0
    counter.press(Qt.Key.Key_Down, times=5)
    assert counter.cart.selected == 2
    assert counter.is_ready


def test_plus_and_minus_change_the_chosen_line(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.type("++")
    counter.press(Qt.Key.Key_Up)
    counter.type("+")
    assert counter.lines == [("Jasmine rice 5 kg", "2"), ("Evaporated milk 370 ml", "3")]
    counter.type("-")
    assert counter.lines[0] == ("Jasmine rice 5 kg", "1")
    assert counter.scan_text == ""


def test_minus_on_a_single_piece_takes_the_line_out_and_offers_it_back(counter: Counter) -> None:
    counter.scan(RICE)
    counter.type("-")
    assert counter.lines == []
    assert counter.message == "Removed Jasmine rice 5 kg"
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_delete_removes_the_chosen_line_and_the_message_gives_it_back(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.press(Qt.Key.Key_Delete)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    button = counter.toasts.toast.findChild(type(counter.page.side.exact), "toast_action")
    assert button is not None
    counter.click(button)
    assert len(counter.lines) == 2
    assert counter.is_ready


def test_the_offer_to_undo_goes_with_the_next_edit(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.press(Qt.Key.Key_Delete)
    counter.scan(COFFEE)
    assert counter.message == ""


def test_keys_of_the_lines_are_letters_while_something_is_typed(counter: Counter) -> None:
    counter.scan(RICE)
    counter.type("7-up+")
    assert counter.scan_text == "7-up+"
    counter.press(Qt.Key.Key_Home)
    counter.press(Qt.Key.Key_Delete)
    assert counter.scan_text == "-up+"
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_undo_and_redo_walk_through_every_edit(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.type("+")
    counter.press(Qt.Key.Key_Z, CONTROL, times=2)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    counter.press(Qt.Key.Key_Z, CONTROL | SHIFT, times=2)
    assert counter.lines[1] == ("Evaporated milk 370 ml", "2")
    counter.click(counter.page.card.undo)
    assert counter.lines[1] == ("Evaporated milk 370 ml", "1")
    assert counter.is_ready


def test_undo_means_the_cart_and_not_the_letters(counter: Counter) -> None:
    counter.scan(RICE)
    counter.type("mil")
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert counter.lines == []
    assert counter.scan_text == "mil"


def test_a_cleared_sale_comes_back_whole(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.page.focus_customer()
    counter.type("Maria Santos")
    counter.enter()
    counter.click(counter.page.card.clear)
    assert counter.lines == []
    assert counter.cart.customer is None
    assert counter.message == "Sale cleared"
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert len(counter.lines) == 2
    assert counter.cart.customer is not None


def test_the_stepper_lies_on_the_chosen_line_and_counts(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    stepper = counter.page.view.stepper
    assert (stepper.less.width(), stepper.less.height()) == (44, 44)
    counter.click(stepper.more)
    assert counter.lines[1] == ("Evaporated milk 370 ml", "2")
    counter.click(stepper.less)
    counter.click(stepper.less)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.is_ready


def test_the_stepper_follows_the_choice_and_the_scrolling(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    view = counter.page.view
    before = view.stepper.y()
    counter.press(Qt.Key.Key_Up)
    cell = view.visualRect(view.model().index(0, Column.QUANTITY))
    assert view.stepper.y() == before - 56
    assert cell.contains(view.stepper.geometry())


def test_a_weight_is_typed_and_not_counted(counter: Counter) -> None:
    counter.type(".725*")
    counter.scan(ONIONS)
    assert counter.page.view.stepper.isHidden()
    counter.type("+")
    assert counter.lines == [("Red onions", "0.725")]
    assert _sheet(counter).field.text() == "0.725"


def test_a_tap_on_a_line_chooses_it_and_the_focus_stays(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    view = counter.page.view
    place = view.visualRect(view.model().index(1, Column.ITEM)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert counter.cart.selected == 1
    assert counter.is_ready


def test_a_finger_that_slides_off_a_line_chooses_nothing(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    view = counter.page.view
    start = view.visualRect(view.model().index(0, Column.ITEM)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 110))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, 110))
    assert counter.cart.selected == 2


def test_page_down_scrolls_a_long_cart(counter: Counter) -> None:
    counter.type("1.5*")
    for _ in range(30):
        counter.scan(ONIONS)
        counter.type("1.5*")
    counter.press(Qt.Key.Key_Backspace)
    bar = counter.page.view.verticalScrollBar()
    end = bar.value()
    assert end > 0
    counter.press(Qt.Key.Key_PageUp)
    assert bar.value() < end
    counter.press(Qt.Key.Key_PageDown)
    assert bar.value() == end


def test_the_quantity_dialog_shows_the_result_before_it_is_applied(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F4)
    sheet = _sheet(counter)
    assert sheet.field.edit.selectedText() == "1"
    type_text(counter, "6")
    assert sheet.preview.total == "₱1,470.00"
    assert counter.lines == [("Fresh eggs, tray of 30", "1")]
    counter.enter()
    assert counter.lines == [("Fresh eggs, tray of 30", "6")]
    assert Sheet.top(counter) is None
    assert counter.is_ready


def test_the_pad_types_into_the_quantity(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.click(counter.page.side.quantity)
    sheet = _sheet(counter)
    for name in ("pad_1", "pad_2"):
        key = next(each for each in sheet.pad.children() if each.objectName() == name)
        counter.click(key)  # type: ignore[arg-type]
    counter.click(sheet.apply_button)
    assert counter.lines == [("Fresh eggs, tray of 30", "12")]


def test_a_quantity_that_is_none_stays_in_the_dialog_with_its_sentence(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F4)
    type_text(counter, "0")
    sheet = _sheet(counter)
    assert sheet.field.error == "A quantity has to be more than zero."
    assert not sheet.apply_button.isEnabled()
    counter.enter()
    assert Sheet.top(counter) is sheet
    counter.press(Qt.Key.Key_Escape)
    assert counter.lines == [("Fresh eggs, tray of 30", "1")]
    assert counter.is_ready


def test_line_actions_wait_for_a_line(counter: Counter) -> None:
    side = counter.page.side
    buttons = (side.quantity, side.remove, side.charge, side.exact)
    assert not any(button.isEnabled() for button in buttons)
    counter.scan(RICE)
    assert all(button.isEnabled() for button in buttons)
    counter.press(Qt.Key.Key_Delete)
    assert not any(button.isEnabled() for button in buttons)


def test_a_quantity_no_line_can_hold_is_refused_and_nothing_changes(counter: Counter) -> None:
    counter.type("1000000*")
    counter.scan(EGGS)
    counter.type("+")
    assert counter.lines == [("Fresh eggs, tray of 30", "1000000")]
    assert "1,000,000" in counter.message


def test_the_table_takes_the_same_keys_when_it_has_the_focus(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.page.view.setFocus()
    counter.press(Qt.Key.Key_Up)
    counter.type("+")
    assert counter.lines[0] == ("Jasmine rice 5 kg", "2")
