"""Finding a customer by keys: search, order, nobody found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.customer import Sort
from app.ui.customers.contact_sheet import ContactSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.storage.builders import a_sale
from tests.ui.customers.reading import (
    chosen,
    names,
    search_for,
    texts,
    wait_for_detail,
)
from tests.ui.keys import press

Key = Qt.Key
menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""What the offscreen platform says when a menu opens."""


# Finding


def test_typing_narrows_the_list_and_the_detail_follows(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    search_for(qtbot, window, dialog, "dela")
    assert names(dialog) == ["Maricel Dela Cruz"]
    assert dialog.list.count_label.text() == "1 customer"
    wait_for_detail(qtbot, dialog, "Maricel Dela Cruz")
    assert dialog.detail.sale.title_label.text() == "Receipt 000004"


def test_a_chosen_customer_stays_chosen_while_the_search_still_finds_them(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    press(window, Key.Key_Down, times=2)
    wait_for_detail(qtbot, dialog, "Marlon Reyes")
    search_for(qtbot, window, dialog, "mar")
    assert chosen(dialog) == "Marlon Reyes"
    press(window, Key.Key_Escape)
    assert dialog.is_open
    qtbot.waitUntil(lambda: len(names(dialog)) == 4)
    assert chosen(dialog) == "Marlon Reyes"


def test_nobody_found_says_so_and_offers_to_write_them_down(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    search_for(qtbot, window, dialog, "xyz")
    assert dialog.list.no_match.isVisible()
    assert "No one matches “xyz”" in texts(dialog.list.no_match)
    qtbot.waitUntil(dialog.detail.nobody.isVisible)
    assert dialog.list.no_match.button is not None
    dialog.list.no_match.button.click()
    sheet = window.findChild(ContactSheet)
    assert isinstance(sheet, ContactSheet)
    assert sheet.name.text() == "xyz"


def test_an_empty_shop_says_how_customers_come(
    empty_shop: Shop, theme: Theme, wording: Wording, window: QWidget
) -> None:
    dialog = CustomersDialog(empty_shop, theme, wording, window)
    dialog.open()
    assert dialog.list.nobody.isVisible()
    assert texts(dialog.list.nobody)[:2] == [
        "No customers yet",
        "Type a name on the next sale and they appear here.",
    ]
    assert dialog.detail.nobody.isVisible()


def test_the_first_sale_ever_fills_the_open_dialog(
    empty_shop: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    dialog = CustomersDialog(empty_shop, theme, wording, window)
    dialog.open()
    with qtbot.waitSignal(empty_shop.changed):
        empty_shop.record(a_sale("Ana Reyes", at=empty_shop.clock.now()))
    assert names(dialog) == ["Ana Reyes"]
    wait_for_detail(qtbot, dialog, "Ana Reyes")
    assert dialog.detail.sale.title_label.text() == "Receipt 000001"


# Sorting


@menus
def test_an_order_is_chosen_by_keys_and_turned_round_by_choosing_it_again(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    choose_order(qtbot, dialog, window, Sort.NAME)
    assert names(dialog) == [
        "Maria Santos", "Maricel Dela Cruz", "Marlon Reyes", "Peña Grande Store"
    ]  # fmt: skip
    assert dialog.list.sort_button.text() == "Sort: Name"
    assert dialog.list.sort_button.accessibleName() == "Sort: Name, ascending"
    choose_order(qtbot, dialog, window, Sort.NAME)
    assert names(dialog)[0] == "Peña Grande Store"
    assert dialog.list.sort_button.accessibleName() == "Sort: Name, descending"
    assert chosen(dialog) == "Maria Santos"


@menus
@pytest.mark.parametrize(
    ("sort", "first"),
    [(Sort.TOTAL, "Peña Grande Store"), (Sort.COUNT, "Maria Santos"),
     (Sort.LAST, "Peña Grande Store")],
)  # fmt: skip
def test_each_order_is_the_stores(
    dialog: CustomersDialog, shop: Shop, window: QWidget, qtbot: QtBot, sort: Sort, first: str
) -> None:
    choose_order(qtbot, dialog, window, sort)
    if sort is Sort.TOTAL:
        assert dialog.list.sort_button.is_reversed
    reverse = sort is Sort.TOTAL
    expected = shop.reader.customers.page("", sort, None, 9, by=shop.by, reverse=reverse)
    assert names(dialog) == [customer.name for customer in expected]
    assert names(dialog)[0] == first


def choose_order(qtbot: QtBot, dialog: CustomersDialog, window: QWidget, sort: Sort) -> None:
    button = dialog.list.sort_button
    button.setFocus()
    press(window, Key.Key_Space)
    menu = button.menu_of_orders
    qtbot.waitUntil(menu.isVisible)
    wanted = list(Sort).index(sort) - list(Sort).index(button.sort)
    key = Key.Key_Down if wanted > 0 else Key.Key_Up
    for _ in range(abs(wanted)):
        QTest.keyClick(menu, key)
    QTest.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: not menu.isVisible())
