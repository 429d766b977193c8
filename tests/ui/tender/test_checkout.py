"""From a full cart to a saved sale: one payment, one record, one answer, with a real store."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.cart import Cart
from app.domain.changes import Changes
from app.domain.customer import CustomerRef
from app.domain.errors import ShopError, StoreUnavailable
from app.domain.money import Money
from app.domain.ports import Store
from app.domain.quantity import Quantity
from app.domain.sale import Outcome, Payment, RecordedSale
from app.domain.tender import CASH, MethodKind, PaymentMethod
from app.storage.store import open_reader, open_store
from app.ui.shop import Shop
from app.ui.tender.checkout import Checkout
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.ui.carts import Watched, cart_of
from tests.ui.keys import press, type_text
from tests.ui.tender.conftest import Counter, Milliseconds

ENTER = Qt.Key.Key_Return
COFFEE = Money(21500)


def disk_full() -> NoReturn:
    raise StoreUnavailable("Could not save the sale: the disk is full.", advice="Free some space.")


def not_confirmed() -> NoReturn:
    raise StoreUnavailable(
        "Not confirmed. Press Pay again, it cannot be charged twice.", in_doubt=True
    )


class Desk:
    """A checkout with everything it says, and the writer's store to make it stumble."""

    def __init__(
        self, counter: Counter, checkout: Checkout, shop: Shop, store: Watched, watch: Milliseconds
    ) -> None:
        self.counter = counter
        self.checkout = checkout
        self.tender = checkout.tender
        self.shop = shop
        self.store = store
        self.watch = watch
        self.finished: list[RecordedSale] = []
        self.refused: list[ShopError] = []
        self.saving: list[bool] = []
        checkout.finished.connect(self.finished.append)
        checkout.refused.connect(self.refused.append)
        checkout.saving.connect(self.saving.append)

    def charge(self, cart: Cart) -> None:
        self.checkout.take_payment(cart)
        self.watch.now += DEAF_MS

    @property
    def sales_seen(self) -> int:
        return len(self.store.sales.seen)

    @property
    def last_number(self) -> str:
        last = self.shop.reader.sales.last(by=self.shop.by)
        return last.head.number if last else ""


@pytest.fixture
def desk(
    shop_folder: Path,
    clock: HeldClock,
    owner: Actor,
    theme: Theme,
    wording: Wording,
    counter: Counter,
    tender: TenderSheet,
    watch: Milliseconds,
    qtbot: QtBot,
) -> Iterator[Desk]:
    stores: list[Watched] = []

    def open_writer() -> Store:
        stores.append(Watched(open_store(shop_folder, clock)))
        return stores[0]

    shop = Shop(open_writer, lambda: open_reader(shop_folder, clock), clock, owner)
    try:
        with qtbot.waitSignal(shop.opened):
            shop.open()
        checkout = Checkout(shop, theme, wording, counter, tender)
        yield Desk(counter, checkout, shop, stores[0], watch)
    finally:
        shop.close()  # a thread left running would end the whole test run


def test_enter_saves_the_sale_with_what_was_handed_over(desk: Desk, qtbot: QtBot) -> None:
    cart = cart_of(desk.shop, customer="maria santos")
    desk.charge(cart)
    type_text(desk.counter, "500")
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    (recorded,) = desk.finished
    sale = desk.shop.reader.sales.sale(recorded.sale_id, by=desk.shop.by)
    assert (recorded.total, recorded.change) == (COFFEE, Money(28500))
    assert (recorded.customer_name, recorded.purchase_number) == ("Maria Santos", 4)
    assert sale.payments[0].tendered == Money(50000)
    assert sale.head.cashier == "Joy D."
    assert not desk.tender.is_open
    assert desk.saving == [True, False]


def test_a_wallet_payment_is_saved_with_its_reference(desk: Desk, qtbot: QtBot) -> None:
    desk.charge(cart_of(desk.shop))
    press(desk.counter, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    press(desk.counter, ENTER)
    type_text(desk.counter, "0042 1187")
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    sale = desk.shop.reader.sales.sale(desk.finished[0].sale_id, by=desk.shop.by)
    assert (sale.head.method, sale.payments[0].reference) == ("gcash", "00421187")


def test_exact_cash_needs_no_dialog(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.checkout.finished):
        desk.checkout.exact_cash(cart_of(desk.shop, "EVAP", "COND"))
    assert (desk.finished[0].total, desk.finished[0].change) == (Money(8150), Money(0))
    assert not desk.tender.is_open


def test_an_empty_cart_cannot_be_charged(desk: Desk) -> None:
    cart = Cart(desk.shop.settings)
    desk.checkout.take_payment(cart)
    desk.checkout.exact_cash(cart)
    assert (desk.tender.is_open, desk.checkout.is_busy, desk.sales_seen) == (False, False, 0)


@pytest.mark.parametrize("way", ["enter", "click", "exact cash"])
def test_however_often_it_is_pressed_the_sale_is_saved_once(
    desk: Desk, qtbot: QtBot, way: str
) -> None:
    cart = cart_of(desk.shop)
    if way == "exact cash":
        for _ in range(3):
            desk.checkout.exact_cash(cart)
    else:
        desk.charge(cart)
        for _ in range(3):
            if way == "enter":
                press(desk.counter, ENTER)
            else:
                QTest.mouseClick(desk.tender.complete, Qt.MouseButton.LeftButton)
                QTest.mouseDClick(desk.tender.complete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.finished))
    assert (desk.sales_seen, len(desk.finished)) == (1, 1)


def test_a_second_payment_for_the_same_cart_goes_nowhere(desk: Desk, qtbot: QtBot) -> None:
    desk.charge(cart_of(desk.shop))
    for _ in range(2):
        desk.tender.paid.emit((Payment("cash", COFFEE, tendered=COFFEE),))
    qtbot.waitUntil(lambda: bool(desk.finished))
    assert desk.sales_seen == 1


def test_while_a_sale_is_saved_nothing_else_can_be_charged(desk: Desk, qtbot: QtBot) -> None:
    first, second = cart_of(desk.shop), cart_of(desk.shop, "EVAP")
    desk.checkout.exact_cash(first)
    assert desk.checkout.is_saving
    desk.checkout.take_payment(second)
    desk.checkout.exact_cash(second)
    assert not desk.tender.is_open
    qtbot.waitUntil(lambda: bool(desk.finished))
    assert desk.sales_seen == 1
    assert not desk.checkout.is_busy


def test_a_refused_sale_is_said_in_the_tender_and_tried_again_with_the_same_key(
    desk: Desk, qtbot: QtBot
) -> None:
    before = desk.last_number
    cart = cart_of(desk.shop, "COFFEE", customer="Ana Reyes")
    desk.charge(cart)
    type_text(desk.counter, "500")
    desk.store.sales.before = disk_full
    with qtbot.waitSignal(desk.checkout.refused):
        press(desk.counter, ENTER)
    assert desk.tender.amounts.change.title.text() == "Could not save the sale: the disk is full."
    assert desk.tender.amounts.amount.text() == "500"
    assert desk.tender.complete.text() == "Try again"
    assert [line.sku for line in cart.lines] == ["COFFEE"]
    assert desk.last_number == before
    desk.store.sales.before = lambda: None
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    assert [sale.key for sale in desk.store.sales.seen] == [cart.key] * 2
    assert desk.finished[0].outcome is Outcome.RECORDED


def test_a_sale_in_doubt_that_was_saved_is_not_charged_again(desk: Desk, qtbot: QtBot) -> None:
    desk.charge(cart_of(desk.shop))
    desk.store.sales.after = not_confirmed
    with qtbot.waitSignal(desk.checkout.refused):
        press(desk.counter, ENTER)
    number = desk.last_number
    assert desk.tender.complete.text() == "Pay again"
    desk.store.sales.after = lambda: None
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    assert (desk.finished[0].number, desk.finished[0].outcome) == (
        number,
        Outcome.ALREADY_RECORDED,
    )


def test_a_cart_changed_after_a_doubt_shows_the_sale_that_was_saved(
    desk: Desk, qtbot: QtBot
) -> None:
    cart = cart_of(desk.shop)
    desk.store.sales.after = not_confirmed
    with qtbot.waitSignal(desk.checkout.refused):
        desk.checkout.exact_cash(cart)
    desk.store.sales.after = lambda: None
    cart.set_quantity(0, Quantity.of(2))
    with qtbot.waitSignal(desk.checkout.finished):
        desk.checkout.exact_cash(cart)
    assert desk.finished[0].outcome is Outcome.OTHER_CONTENT
    assert desk.finished[0].total == COFFEE


def test_a_refused_exact_cash_leaves_the_cart_and_opens_nothing(desk: Desk, qtbot: QtBot) -> None:
    cart = cart_of(desk.shop, "EVAP")
    desk.store.sales.before = disk_full
    with qtbot.waitSignal(desk.checkout.refused):
        desk.checkout.exact_cash(cart)
    assert (desk.tender.is_open, desk.checkout.is_busy, cart.is_empty) == (False, False, False)
    desk.store.sales.before = lambda: None
    with qtbot.waitSignal(desk.checkout.finished):
        desk.checkout.exact_cash(cart)


def test_a_sale_that_does_not_add_up_is_refused_before_it_leaves(desk: Desk) -> None:
    cart = cart_of(desk.shop)
    desk.charge(cart)
    cart.set_quantity(0, Quantity.of(2))  # as no dialog lets anybody do
    press(desk.counter, ENTER)
    assert desk.refused[0].message == "Paid 215.00 of 430.00."
    assert (desk.sales_seen, desk.tender.is_saving) == (0, False)


# Who buys


@pytest.mark.parametrize(
    ("typed", "shown", "color"),
    [
        ("MARIA santos", "Maria Santos", "text"),
        ("Mar", "New: Mar", "warning_text"),
        ("", "No customer", "text3"),
    ],
)
def test_the_tender_says_whose_sale_it_will_be(
    desk: Desk, typed: str, shown: str, color: str
) -> None:
    desk.charge(cart_of(desk.shop, customer=typed))
    assert (desk.tender.buyer_line.name.text(), desk.tender.buyer_line.name.color) == (shown, color)


def test_another_customer_chosen_during_the_tender_is_shown_and_saved(
    desk: Desk, qtbot: QtBot
) -> None:
    cart = cart_of(desk.shop, customer="Mar")
    desk.charge(cart)
    with qtbot.waitSignal(desk.checkout.customer_requested):
        press(desk.counter, Qt.Key.Key_F3)
    cart.set_customer(CustomerRef("Marlon Reyes"))
    desk.checkout.refresh_buyer()
    assert desk.tender.buyer_line.name.text() == "Marlon Reyes"
    desk.watch.now += DEAF_MS
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    assert (desk.finished[0].customer_name, desk.finished[0].is_new_customer) == (
        "Marlon Reyes",
        False,
    )


def test_a_tender_left_by_esc_leaves_everything_as_it_was(desk: Desk) -> None:
    cart = cart_of(desk.shop, customer="Mar")
    desk.charge(cart)
    type_text(desk.counter, "500")
    press(desk.counter, Qt.Key.Key_Escape)
    assert (desk.checkout.is_busy, cart.is_empty, desk.sales_seen) == (False, False, 0)
    assert desk.counter.field.hasFocus()


# Parts


def take_100_by_wallet(desk: Desk) -> None:
    press(desk.counter, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    type_text(desk.counter, "100")
    press(desk.counter, ENTER)
    type_text(desk.counter, "77")
    press(desk.counter, ENTER)
    desk.watch.now += DEAF_MS


def kept_parts(desk: Desk, qtbot: QtBot) -> list[str]:
    """Read the references of the parts on disk once everything wished for is done."""
    for _ in range(2):  # a draft may be waiting behind the one that is being written
        with qtbot.waitSignal(desk.shop.settings_saved):
            desk.shop.save_settings(desk.shop.settings)
    draft = desk.shop.reader.drafts.kept(by=desk.shop.by)
    assert draft is not None
    return [part["reference"] for part in json.loads(draft.content)["parts"]]


def test_a_part_is_kept_with_the_cart_and_goes_with_it_into_the_sale(
    desk: Desk, qtbot: QtBot
) -> None:
    cart = cart_of(desk.shop)
    desk.charge(cart)
    take_100_by_wallet(desk)
    assert kept_parts(desk, qtbot) == ["77"]
    assert [part.reference for part in cart.parts] == ["77"]
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    sale = desk.shop.reader.sales.sale(desk.finished[0].sale_id, by=desk.shop.by)
    assert [(part.method, part.amount.minor) for part in sale.payments] == [
        ("gcash", 10_000),
        ("cash", 11_500),
    ]
    assert sale.head.method == "split"
    assert desk.shop.reader.drafts.kept(by=desk.shop.by) is None


def test_a_payment_given_back_leaves_no_trace_and_is_named(desk: Desk, qtbot: QtBot) -> None:
    messages: list[ToastMessage] = []
    desk.checkout.given_back.connect(messages.append)
    cart = cart_of(desk.shop)
    desk.charge(cart)
    take_100_by_wallet(desk)
    press(desk.counter, Qt.Key.Key_Escape)
    desk.watch.now += DEAF_MS
    press(desk.counter, Qt.Key.Key_Escape)
    assert kept_parts(desk, qtbot) == []
    assert cart.parts == ()
    (message,) = messages
    assert message.title == "Payment cancelled. Give back ₱100.00."
    assert message.detail == "GCash / QR ₱100.00 77"
    assert message.kind == "warning", "it stays until somebody has read it"
    desk.charge(cart)
    assert desk.tender.parts == ()


def test_a_refused_split_sale_is_tried_again_with_the_same_parts(desk: Desk, qtbot: QtBot) -> None:
    desk.charge(cart_of(desk.shop))
    take_100_by_wallet(desk)
    desk.store.sales.before = disk_full
    with qtbot.waitSignal(desk.checkout.refused):
        press(desk.counter, ENTER)
    desk.store.sales.before = lambda: None
    with qtbot.waitSignal(desk.checkout.finished):
        press(desk.counter, ENTER)
    first, second = desk.store.sales.seen
    assert first.payments == second.payments
    assert len(second.payments) == 2


def test_exact_cash_over_parts_opens_the_tender(desk: Desk) -> None:
    cart = cart_of(desk.shop)
    cart.set_parts((Payment("gcash", Money(10_000), reference="77"),))
    desk.checkout.exact_cash(cart)
    assert desk.tender.is_open
    assert desk.tender.amounts.amount.text() == "115.00"


# The shop's own ways to pay


def test_the_tender_offers_what_the_shop_takes_under_its_own_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, wording: Wording
) -> None:
    maya = PaymentMethod("maya", "M", MethodKind.WALLET, name="Maya")
    own = (CASH, maya, PaymentMethod("card", "D", MethodKind.CARD, is_shown=False))
    monkeypatch.setattr(desk.shop.reader.methods, "methods", lambda *, by: own)
    desk.shop.changed.emit(Changes(settings=True))
    desk.charge(cart_of(desk.shop))
    assert [tile.text() for tile in desk.tender.methods.tiles.values()] == ["Cash", "Maya"]
    assert wording.method("maya") == "Maya"


def test_a_new_shop_offers_what_it_begins_with(desk: Desk) -> None:
    desk.charge(cart_of(desk.shop))
    assert list(desk.tender.methods.tiles) == [
        *("cash", "card", "gcash", "bank", "cheque", "account")
    ]


def test_where_methods_cannot_be_read_those_known_go_on_working(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*, by: Actor) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(desk.shop.reader.methods, "methods", unreadable)
    desk.shop.changed.emit(Changes(settings=True))
    desk.charge(cart_of(desk.shop))
    assert "gcash" in desk.tender.methods.tiles
