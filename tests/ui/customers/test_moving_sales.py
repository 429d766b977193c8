"""Sales given to another customer from the owner's dialog: one, or several at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.customer import Customer
from app.ui.buyer_sheet import BuyerSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from tests.ui.keys import press, type_text

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Give = Callable[[str], None]


def named(shop: Shop, name: str) -> Customer:
    found = shop.reader.customers.named(name, by=shop.by)
    assert found is not None
    return found


def counts(shop: Shop) -> tuple[int, int]:
    """Sales of Maria and of Marlon."""
    return (
        named(shop, "Maria Santos").transaction_count,
        named(shop, "Marlon Reyes").transaction_count,
    )


@pytest.fixture
def maria(dialog: CustomersDialog, shop: Shop) -> CustomersDialog:
    """The dialog with Maria's history in hand."""
    dialog.list.choose(named(shop, "Maria Santos").id)
    dialog.following.show_now()
    dialog.detail.history.view.setFocus()
    return dialog


@pytest.fixture
def give(window: QWidget, shop: Shop, qtbot: QtBot) -> Give:
    def do(name: str) -> None:
        press(window, Key.Key_F3)
        assert isinstance(Sheet.top(window), BuyerSheet)
        type_text(window, name)
        with qtbot.waitSignal(shop.changed):
            press(window, Key.Key_Return)

    return do


def test_f3_gives_the_open_sale_to_another_and_both_are_right(
    maria: CustomersDialog, shop: Shop, give: Give
) -> None:
    moved = maria.detail.sale.sale_id
    give("marl")
    assert counts(shop) == (2, 2)
    assert maria.detail.history.model.rowCount() == 2
    assert maria.detail.sale.sale_id != moved
    assert maria.detail.customer == named(shop, "Maria Santos")


def test_the_sale_says_what_was_typed_and_who_moved_it(
    maria: CustomersDialog, shop: Shop, give: Give
) -> None:
    give("marl")
    maria.list.choose(named(shop, "Marlon Reyes").id)
    maria.following.show_now()
    origin = maria.detail.sale.origin_label.text()
    assert origin == "Typed at the counter: Maria Santos  ·  moved by Joy D., 12 Nov 2026"


def test_the_button_of_the_sale_asks_the_same(maria: CustomersDialog, window: QWidget) -> None:
    QTest.mouseClick(maria.detail.sale.change_button, Qt.MouseButton.LeftButton)
    sheet = Sheet.top(window)
    assert isinstance(sheet, BuyerSheet)
    assert sheet.accessibleName() == "Whose sale is this?"


def test_several_sales_ticked_by_space_move_at_once(
    maria: CustomersDialog, window: QWidget, shop: Shop, give: Give
) -> None:
    type_text(window, " ")
    press(window, Key.Key_Down, times=2)
    type_text(window, " ")
    assert len(maria.detail.history.view.chosen) == 2
    assert maria.detail.sale.change_button.text() == "Move 2 sales"
    give("marl")
    assert counts(shop) == (1, 3)
    assert not maria.detail.history.view.is_ticking
    message = maria.toasts.current
    assert message is not None
    assert message.title == "2 sales are Marlon Reyes’s now"


def test_shift_and_ctrl_choose_several_too(maria: CustomersDialog, window: QWidget) -> None:
    view = maria.detail.history.view
    press(window, Key.Key_Down, SHIFT)
    assert len(view.chosen) == 2
    press(window, Key.Key_Down)
    assert len(view.chosen) == 1


def test_taps_tick_after_several_was_pressed(maria: CustomersDialog, window: QWidget) -> None:
    history = maria.detail.history
    QTest.mouseClick(history.several_button, Qt.MouseButton.LeftButton)
    for row in (1, 2):
        at = history.view.visualRect(history.model.index(row, 0)).center()
        QTest.mouseClick(history.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(history.view.chosen) == 3
    press(window, Key.Key_Escape)
    assert len(history.view.chosen) == 1
    assert maria.detail.sale.change_button.text() == "Change customer"
    assert maria.is_open


def test_the_move_of_several_is_taken_back_at_once(
    maria: CustomersDialog, window: QWidget, shop: Shop, give: Give, qtbot: QtBot
) -> None:
    press(window, Key.Key_Down, SHIFT)
    give("marl")
    message = maria.toasts.current
    assert message is not None
    (undo,) = message.actions
    with qtbot.waitSignal(shop.changed):
        undo.callback()
    assert counts(shop) == (3, 1)
    assert maria.detail.history.model.rowCount() == 3


def test_ctrl_z_takes_the_move_back_also_once_its_message_is_gone(
    maria: CustomersDialog, window: QWidget, shop: Shop, give: Give, qtbot: QtBot
) -> None:
    press(window, Key.Key_Down, SHIFT)
    give("marl")
    assert counts(shop) == (1, 3)
    maria.toasts.close_all()
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_Z, CTRL)
    assert counts(shop) == (3, 1)
    with qtbot.assertNotEmitted(shop.customers.change_undone, wait=0):
        press(window, Key.Key_Z, CTRL)
        with qtbot.waitSignal(shop.settings_saved):
            shop.save_settings(shop.settings)
    assert counts(shop) == (3, 1), "once is enough"


def test_ctrl_z_takes_the_offer_to_undo_off_the_screen(
    maria: CustomersDialog, window: QWidget, shop: Shop, give: Give, qtbot: QtBot
) -> None:
    give("marl")
    with qtbot.waitSignal(shop.customers.change_undone):
        press(window, Key.Key_Z, CTRL)
    message = maria.toasts.current
    assert message is not None
    assert message.title == "The change was taken back"
    assert maria.toasts.waiting == 0


def test_ctrl_z_in_the_search_is_about_its_letters(
    maria: CustomersDialog, window: QWidget, shop: Shop, give: Give
) -> None:
    give("marl")
    maria.focus_search()
    type_text(window, "x")
    press(window, Key.Key_Z, CTRL)
    assert counts(shop) == (2, 2)


def test_a_new_customer_is_made_and_comes_into_the_list(
    maria: CustomersDialog, shop: Shop, give: Give
) -> None:
    give("Zenaida Lim")
    assert named(shop, "Zenaida Lim").transaction_count == 1
    assert maria.list.model.row_of(named(shop, "Zenaida Lim").id) >= 0


def test_without_a_sale_f3_asks_nothing(
    empty_shop: Shop, dialog: CustomersDialog, window: QWidget
) -> None:
    dialog.list.search.set_text("nobody of this name")
    dialog.list.reload()
    dialog.following.show_now()
    press(window, Key.Key_F3)
    assert Sheet.top(window) is dialog


def test_f3_in_a_hurry_is_about_who_was_typed(
    maria: CustomersDialog, window: QWidget, shop: Shop, give: Give
) -> None:
    maria.focus_search()
    type_text(window, "marlon")
    give("Zenaida Lim")
    assert counts(shop) == (3, 0)


def test_edit_in_a_hurry_is_about_who_was_typed(maria: CustomersDialog, window: QWidget) -> None:
    maria.focus_search()
    type_text(window, "marlon")
    press(window, Key.Key_E, CTRL)
    sheet = Sheet.top(window)
    assert sheet is not None
    assert "Marlon Reyes" in [edit.text() for edit in sheet.findChildren(QLineEdit)]
