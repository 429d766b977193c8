"""Every screen of the till, opened in the running program: what all of them owe is asked of all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.actor import Right
from app.domain.backup import Reason
from app.domain.customer import CustomerRef
from app.domain.embedded import BarcodeRule
from app.domain.money import Money
from app.domain.people import Person
from app.domain.product import Product
from app.ui.copies.restore_sheet import RestoreSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.files.export_sheet import ExportSheet
from app.ui.files.import_sheet import ImportSheet
from app.ui.sell.new_customer_row import NewCustomerRow
from app.ui.settings.page import SettingsPage
from tests.flows.counter import ALT, COFFEE, COLA, CTRL, EVAP, RICE, SHIFT, Counter, other_hand
from tests.ui.copies.errands import DRIVE, a_copy
from tests.ui.looks import settle
from tests.ui.old_pos.test_old_pos import REPORT

LONG_NAME = "Maria Concepcion Villanueva Dela Cruz y Santos-Reyes of the corner store"
SECTIONS = (
    "shop",
    "look",
    "sounds",
    "selling",
    "scanner",
    "methods",
    "labels",
    "people",
    "audit",
    "backups",
    "files",
    "old_pos",
)


def empty(counter: Counter) -> None:
    """Sell with nothing in the cart."""


def filled(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE, COLA)
    counter.write("99*")
    counter.scan(RICE)
    counter.window.sell.set_customer(CustomerRef(LONG_NAME))


def known_customer(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("Maria Santos")
    counter.enter()


def names(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("ma")
    counter.until(lambda: counter.is_shown("suggestions"))


def products(counter: Counter) -> None:
    counter.write("milk")
    counter.until(lambda: counter.is_shown("product_panel"))


def refused(counter: Counter) -> None:
    counter.scan(RICE, "4801234567890")


def removed(counter: Counter) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_Delete)


def after_key(
    key: Qt.Key, counter: Counter, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    counter.scan(RICE, EVAP)
    counter.press(key, modifiers)
    assert counter.sheet


def half_paid(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("100")
    counter.enter()


def sold(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.name("Maria Santos")
    counter.enter()
    counter.pay_exactly()


def parked(counter: Counter) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F7)
    counter.until(lambda: counter.cart.is_empty)
    counter.press(Qt.Key.Key_F8)
    assert counter.sheet


def buyer(counter: Counter) -> None:
    sold(counter)
    counter.until(lambda: counter.is_shown("complete_view"))
    counter.press(Qt.Key.Key_F3)
    assert counter.sheet


def lookalike(counter: Counter) -> None:
    """Type a name as a hurried hand does; who is known is offered beside it."""
    counter.scan(RICE)
    counter.name("Maria Santso")
    counter.enter()
    counter.until(lambda: counter.is_shown("chip_swap"))


def lookalike_row(counter: Counter) -> None:
    """The same while the name is still being typed."""
    counter.scan(RICE)
    counter.name("Maria Santso")
    counter.until(lambda: counter.is_shown("suggestions"))
    assert "Maria Santos" in counter.find(NewCustomerRow, "new_customer").accessibleDescription()


def several_sizes(counter: Counter) -> None:
    for size in ("Small", "Medium, red", "Extra large, dark green"):
        shirt = Product(0, f"S{size}", "Shirt", Money(9900), family="Shirt", variant=size)
        counter.shop.shelf.save(shirt, (), counts_stock=False)
    counter.settle()
    counter.write("shirt")
    counter.until(lambda: counter.is_shown("product_panel"))


def unknown_code(counter: Counter) -> None:
    counter.scan("4801234567890")
    counter.press(Qt.Key.Key_Insert)
    assert counter.sheet == "item_sheet"


def unlinked(counter: Counter) -> None:
    """Leave sales behind whose customer could not be written, and open their list."""
    for _ in range(2):
        counter.ring_up_elsewhere("EVAP", CustomerRef("Corazon Aquino"))
    with other_hand(counter.folder) as file:
        file.execute("UPDATE sales SET customer_id = NULL WHERE customer_name = 'Corazon Aquino'")
    counter.press(Qt.Key.Key_F10)
    counter.find(QPushButton, "customers_unlinked").click()
    assert counter.sheet == "unlinked_sheet"


def insights(counter: Counter) -> None:
    """Look who the best customers are and who is slipping away."""
    counter.press(Qt.Key.Key_F10)
    counter.find(QPushButton, "customers_insights").click()
    assert counter.sheet == "insights_sheet"
    counter.until(lambda: counter.is_shown("best_list"))


def often(counter: Counter) -> None:
    """A regular at the counter."""
    for _ in range(2):
        counter.ring_up_elsewhere("EVAP", CustomerRef("Maria Santos"))
    known_customer(counter)
    counter.until(lambda: counter.is_shown("often_0") or counter.is_shown("chip_often"))


def shelf(counter: Counter) -> None:
    counter.window.areas.show_page("products")


def shelf_editor(counter: Counter) -> None:
    shelf(counter)
    counter.press(Qt.Key.Key_N, CTRL)


def shelf_pack(counter: Counter) -> None:
    shelf_editor(counter)
    counter.find(QPushButton, "product_add_barcode").click()


def shelf_left(counter: Counter) -> None:
    shelf_editor(counter)
    counter.write("Banana chips")
    counter.escape()
    assert counter.sheet


def stock(button: str, counter: Counter) -> None:
    shelf(counter)
    counter.scan(RICE)
    counter.find(QPushButton, button).click()
    assert counter.sheet == "stock_sheet"


def customer_form(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    counter.press(Qt.Key.Key_N, CTRL)


def owing(counter: Counter) -> None:
    """Maria owes something on her account, and a store without a customer much and for long."""
    counter.open_account(LONG_NAME, owed=1_248_000, limit=1_300_000, code="AR-0003", days=65)
    counter.open_account("Maria Santos", owed=125_000)


def account_chip(counter: Counter) -> None:
    owing(counter)
    known_customer(counter)
    counter.until(lambda: counter.is_shown("chip_account"))


def account_names(counter: Counter) -> None:
    owing(counter)
    counter.scan(RICE)
    counter.name("AR-00")
    counter.until(lambda: counter.is_shown("suggestions"))


def account_tender(counter: Counter) -> None:
    account_chip(counter)
    counter.open_tender()
    counter.press(Qt.Key.Key_O, ALT)
    counter.press(Qt.Key.Key_A, ALT)


def over_the_limit(counter: Counter) -> None:
    counter.open_account("Maria Santos", owed=490_000)
    known_customer(counter)
    counter.open_tender()
    counter.press(Qt.Key.Key_A, ALT)
    counter.until(lambda: counter.is_shown("account_allow"))


def old_balance(counter: Counter) -> None:
    account_chip(counter)
    counter.open_tender()
    counter.press(Qt.Key.Key_O, ALT)
    counter.press(Qt.Key.Key_O, ALT)
    assert counter.sheet == "amount_sheet"


def account_opened(counter: Counter) -> None:
    known_customer(counter)
    counter.open_tender()
    counter.press(Qt.Key.Key_A, ALT)
    assert counter.sheet == "account_sheet"


def account_picked(counter: Counter) -> None:
    owing(counter)
    counter.press(Qt.Key.Key_F12, SHIFT)
    counter.write("maria")
    counter.until(lambda: counter.is_shown("account_matches"))


def charged(counter: Counter) -> None:
    account_chip(counter)
    counter.open_tender()
    counter.press(Qt.Key.Key_A, ALT)
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))


def charge_slip(counter: Counter) -> None:
    charged(counter)
    counter.find(QPushButton, "receipt_slip").click()
    assert counter.sheet == "slip_sheet"


def receivables(counter: Counter) -> None:
    owing(counter)
    counter.press(Qt.Key.Key_F10)
    counter.press(Qt.Key.Key_2, CTRL)
    counter.until(lambda: counter.is_shown("account_pay"))


def receivable_entry(counter: Counter) -> None:
    receivables(counter)
    counter.tab_to("account_ledger")
    counter.press(Qt.Key.Key_Down)
    counter.until(lambda: counter.is_shown("entry_undo"))


def no_accounts(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    counter.press(Qt.Key.Key_2, CTRL)


def account_wish(wish: str, sheet: str, counter: Counter) -> None:
    receivables(counter)
    dialog = counter.window.findChild(CustomersDialog)
    assert dialog is not None
    getattr(dialog.accounts, wish)()
    assert counter.sheet == sheet


def account_paid(counter: Counter) -> None:
    account_wish("pay", "payment_sheet", counter)
    counter.enter()
    counter.until(lambda: counter.sheet == "slip_sheet")


def settings(section: str, counter: Counter) -> None:
    rule = BarcodeRule("21", 5, is_weight=True, decimals=3)
    counter.shop.save_settings(replace(counter.shop.settings, barcode_rules=(rule,)))
    counter.settle()
    counter.window.areas.show_page("settings")
    page = counter.window.pages.page
    assert isinstance(page, SettingsPage)
    page.show_section(section)


def backups(counter: Counter) -> None:
    counter.errands.copies = [
        a_copy(second_place=DRIVE),
        a_copy(30, reason=Reason.CLOSING),
        a_copy(60, reason=Reason.UPGRADE, differing=2),
    ]
    kept = replace(counter.shop.settings, second_place=DRIVE)
    counter.shop.save_settings(kept)
    counter.settle()
    copies = counter.window.desks.copies
    assert copies is not None
    copies.start()
    counter.until(lambda: copies.keeper.is_known and copies.keeper.is_idle)
    counter.window.areas.show_page("settings")
    page = counter.window.pages.page
    assert isinstance(page, SettingsPage)
    page.show_section("backups")


def restoring(counter: Counter) -> None:
    backups(counter)
    counter.errands.is_elsewhere = True
    counter.find(QPushButton, "restore_copy").click()
    sheet = counter.window.findChild(RestoreSheet)
    assert sheet is not None
    counter.until(sheet.question.isVisible)
    sheet.question.in_use.click()


def old_pos(counter: Counter) -> None:
    """The POS before this one, and what would come of its database."""
    counter.window.areas.show_page("settings")
    page = counter.window.pages.page
    assert isinstance(page, SettingsPage)
    page.show_section("old_pos")
    desk = counter.window.desks.old_pos
    assert desk is not None
    counter.errands.garbage = json.dumps({"trial": True, "report": REPORT})
    desk.look_at("old.sql")
    sheet = desk.sheet
    assert sheet is not None
    counter.until(sheet.bring.isEnabled)


def pin_pad(counter: Counter) -> None:
    counter.scan(RICE)
    what_for = "Price of ₱31.00, too low, for Coffee 3-in-1, 30 sachets, original"
    counter.window.attendance.guard.sign_in(what_for)
    counter.write("12345")
    counter.enter()
    assert counter.sheet == "pin_pad"


def person(counter: Counter) -> None:
    for name in ("Ben", "Maria Concepcion Villanueva Dela Cruz y Santos-Reyes"):
        counter.shop.people.save(Person(0, name))
    counter.settle()
    counter.find(QPushButton, "rail_person").click()
    assert counter.sheet == "person_sheet"


def recovery(counter: Counter) -> None:
    counter.window.attendance.recover()
    counter.enter()
    assert counter.sheet == "recover_sheet"


def recovery_code(counter: Counter) -> None:
    counter.window.attendance.show_code("ABCDE-FGHJK-MNPQR-STVWX")
    counter.until(lambda: counter.sheet == "code_sheet")


def new_pin(counter: Counter) -> None:
    settings("people", counter)
    counter.find(QPushButton, "begin_owner").click()
    counter.write("123456")
    counter.enter()
    assert counter.sheet == "new_pin_sheet"


def somebody(counter: Counter) -> None:
    """Settings with a person who may do a few things."""
    counter.shop.people.save(Person(0, "Ben", frozenset({Right.EDIT_PRODUCTS})))
    counter.settle()
    settings("people", counter)


def importing(what: str, counter: Counter) -> ImportSheet:
    """Choose a file and wait until it is known what would come of it."""
    files = counter.window.desks.files
    assert files is not None
    files.import_file(what, "products-of-the-hardware-store-from-january.csv")
    sheet = counter.window.findChild(ImportSheet)
    assert sheet is not None
    counter.until(lambda: sheet.import_button.isVisible() or sheet.use_button.isVisible())
    return sheet


def import_preview(counter: Counter) -> None:
    importing("products", counter)


def import_columns(what: str, counter: Counter) -> None:
    counter.readings.missing = "Which column is the name of the product? The file has: SKU, Name."
    importing(what, counter)


def import_over(counter: Counter) -> None:
    sheet = importing("sales", counter)
    sheet.start()
    counter.until(lambda: sheet.headline.text().startswith("Imported."))


def exporting(counter: Counter) -> None:
    files = counter.window.desks.files
    assert files is not None
    files.open_export("sales")
    assert counter.sheet == "export_sheet"


def export_going_on(counter: Counter) -> None:
    exporting(counter)
    sheet = counter.window.findChild(ExportSheet)
    assert sheet is not None
    sheet.export_to(str(counter.folder / "sales-2026-11-12.xlsx"))
    counter.until(lambda: "12,500" in sheet.said.text())


F = Qt.Key
SCREENS: dict[str, Callable[[Counter], None]] = {
    "empty": empty,
    "filled": filled,
    "known customer": known_customer,
    "names": names,
    "look-alike": lookalike,
    "look-alike row": lookalike_row,
    "sizes": several_sizes,
    "products": products,
    "refused": refused,
    "removed": removed,
    "quantity": partial(after_key, F.Key_F4),
    "discount": partial(after_key, F.Key_F5),
    "sale discount": partial(after_key, F.Key_F5, modifiers=SHIFT),
    "price": partial(after_key, F.Key_F6),
    "tender": partial(after_key, F.Key_F12),
    "half paid": half_paid,
    "parked": parked,
    "price check": partial(after_key, F.Key_F2, modifiers=SHIFT),
    "all keys": partial(after_key, F.Key_K, modifiers=CTRL),
    "item without a code": partial(after_key, F.Key_I, modifiers=CTRL),
    "unknown code": unknown_code,
    "buyer": buyer,
    "shelf": shelf,
    "shelf editor": shelf_editor,
    "shelf pack": shelf_pack,
    "shelf left": shelf_left,
    "stock received": partial(stock, "product_receive"),
    "stock adjusted": partial(stock, "product_adjust"),
    "stock counted": partial(stock, "product_count"),
    "sold": sold,
    "customers": partial(after_key, F.Key_F10),
    "customer form": customer_form,
    "unlinked": unlinked,
    "insights": insights,
    "often buys": often,
    "account chip": account_chip,
    "account names": account_names,
    "account tender": account_tender,
    "over the limit": over_the_limit,
    "old balance": old_balance,
    "account opened": account_opened,
    "account picked": account_picked,
    "charged": charged,
    "charge slip": charge_slip,
    "receivables": receivables,
    "receivable entry": receivable_entry,
    "no accounts": no_accounts,
    "account payment": partial(account_wish, "pay", "payment_sheet"),
    "account paid": account_paid,
    "account edited": partial(account_wish, "edit", "account_sheet"),
    "account adjusted": partial(account_wish, "adjust", "adjust_sheet"),
    "account promise": partial(account_wish, "note_promise", "promise_sheet"),
    "account statement": partial(account_wish, "show_statement", "statement_sheet"),
    "help": partial(after_key, F.Key_F1),
    "PIN pad": pin_pad,
    "person": person,
    "recovery": recovery,
    "recovery code": recovery_code,
    "new PIN": new_pin,
    "somebody": somebody,
    "import preview": import_preview,
    "import columns": partial(import_columns, "products"),
    "import columns of sales": partial(import_columns, "sales"),
    "import over": import_over,
    "export": exporting,
    "export going on": export_going_on,
    "backups": backups,
    "restoring": restoring,
    "old POS": old_pos,
    **{f"settings {section}": partial(settings, section) for section in SECTIONS},
}


def show(counter: Counter, name: str) -> QWidget:
    """Open a screen and give the window it is in."""
    SCREENS[name](counter)
    settle()
    return counter.window
