"""Sales whose customer step failed: counted in the head, given to somebody, or all linked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.buyer_sheet import BuyerSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.customers.unlinked_sheet import UnlinkedSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording
from tests.ui.carts import cart_of, paid_in_cash
from tests.ui.keys import press, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MakeUnlinked = Callable[[str], int]


@pytest.fixture
def unlinked(shop: Shop, shop_folder: Path, qtbot: QtBot) -> MakeUnlinked:
    """Leave a sale behind as it is when its customer could not be written."""

    def make(name: str) -> int:
        recorded = qtbot.waitSignal(shop.sale_recorded)
        with qtbot.waitSignal(shop.changed), recorded as answer:
            shop.record(paid_in_cash(shop, cart_of(shop, "EVAP")))
        sale_id = int(answer.args[0].sale_id)
        with closing(sqlite3.connect(shop_folder / "shop.db")) as file, file:
            file.execute("UPDATE sales SET customer_name = ? WHERE id = ?", (name, sale_id))
        return sale_id

    return make


@pytest.fixture
def open_dialog(
    shop: Shop, theme: Theme, wording: Wording, window: QWidget
) -> Callable[[], CustomersDialog]:
    def open_it() -> CustomersDialog:
        dialog = CustomersDialog(shop, theme, wording, window)
        dialog.open()
        return dialog

    return open_it


def opened(dialog: CustomersDialog, window: QWidget) -> UnlinkedSheet:
    dialog.header.unlinked_button.click()
    sheet = Sheet.top(window)
    assert isinstance(sheet, UnlinkedSheet)
    return sheet


def owner_of(shop: Shop, sale_id: int) -> str:
    customer_id = shop.reader.sales.sale(sale_id, by=shop.by).customer_id
    if customer_id is None:
        return ""
    return shop.reader.customers.customer(customer_id, by=shop.by).name


def test_nothing_is_said_while_every_sale_is_linked(
    open_dialog: Callable[[], CustomersDialog],
) -> None:
    assert not open_dialog().header.unlinked_button.isVisible()


def test_the_head_counts_what_waits_for_a_customer(
    open_dialog: Callable[[], CustomersDialog], unlinked: MakeUnlinked
) -> None:
    unlinked("Lola Nena")
    unlinked("Lola Basyang")
    button = open_dialog().header.unlinked_button
    assert button.isVisible()
    assert button.text() == "2 sales without a customer"


def test_the_list_says_name_total_when_and_why(
    open_dialog: Callable[[], CustomersDialog], unlinked: MakeUnlinked, window: QWidget, shop: Shop
) -> None:
    sale = shop.reader.sales.sale(unlinked("Lola Nena"), by=shop.by)
    sheet = opened(open_dialog(), window)
    assert sheet.model.index(0).data() == (
        f"Lola Nena, ₱34.50, 12 Nov 2026, 2:41 PM  ·  {sale.head.number}  ·  "
        "the customer could not be saved with the sale"
    )
    assert sheet.view.hasFocus()


def test_enter_gives_one_to_whom_it_belongs(
    open_dialog: Callable[[], CustomersDialog],
    unlinked: MakeUnlinked,
    window: QWidget,
    shop: Shop,
    qtbot: QtBot,
) -> None:
    first, second = unlinked("Marya S"), unlinked("Lola Basyang")
    dialog = open_dialog()
    sheet = opened(dialog, window)
    press(window, Key.Key_Return)
    buyer = Sheet.top(window)
    assert isinstance(buyer, BuyerSheet)
    assert buyer.box.field.text() == "Marya S"
    type_text(window, "maria santos")
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_Return)
    assert owner_of(shop, first) == "Maria Santos"
    assert owner_of(shop, second) == ""
    assert [each.customer_name for each in sheet.model.sales] == ["Lola Basyang"]
    assert dialog.header.unlinked_button.text() == "1 sale without a customer"


def test_the_name_as_typed_makes_a_new_customer(
    open_dialog: Callable[[], CustomersDialog],
    unlinked: MakeUnlinked,
    window: QWidget,
    shop: Shop,
    qtbot: QtBot,
) -> None:
    sale = unlinked("Lola Basyang")
    dialog = open_dialog()
    opened(dialog, window)
    press(window, Key.Key_F3)
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: Sheet.top(window) is dialog)
    assert owner_of(shop, sale) == "Lola Basyang"


def test_all_are_linked_at_once(
    open_dialog: Callable[[], CustomersDialog],
    unlinked: MakeUnlinked,
    window: QWidget,
    shop: Shop,
    qtbot: QtBot,
) -> None:
    sales = [unlinked("Lola Nena"), unlinked("maria SANTOS"), unlinked("Lola Nena")]
    dialog = open_dialog()
    opened(dialog, window)
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: Sheet.top(window) is dialog)
    assert [owner_of(shop, sale) for sale in sales] == ["Lola Nena", "Maria Santos", "Lola Nena"]
    assert not dialog.header.unlinked_button.isVisible()


def test_what_cannot_be_linked_stays_and_says_so(
    open_dialog: Callable[[], CustomersDialog],
    unlinked: MakeUnlinked,
    window: QWidget,
    shop: Shop,
    qtbot: QtBot,
) -> None:
    unlinked("L" * 130)
    sheet = opened(open_dialog(), window)
    reason = "A customer's name can have at most 120 letters."
    assert sheet.model.reason(sheet.model.sales[0]) == reason
    with qtbot.waitSignal(shop.customers.sales_linked):
        sheet.link.click()
    qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.problem.text() == "1 could not be linked. Choose a customer for each."
    assert sheet.is_open
