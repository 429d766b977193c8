"""Whether a reference was used before, asked of the shop's real sales."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.payment import AccountPayment
from app.domain.sale import Payment
from app.domain.tender import METHODS, QR_WALLET
from app.ui.shop import Shop
from app.ui.tender.references import References
from app.ui.wording import Wording
from tests.ui.carts import cart_of

PART = Payment("gcash", Money(5_000), reference="77")
BY_CODE = {method.code: method for method in METHODS}


def pay(shop: Shop, qtbot: QtBot, method: str, reference: str, customer: str = "") -> str:
    """Record a sale of coffee paid like this; gives its number."""
    cart, at = cart_of(shop, customer=customer), shop.clock.now()
    part = Payment(method, cart.total, reference=reference)
    with qtbot.waitSignal(shop.sale_recorded) as answer:
        shop.record(cart.complete((part,), at, business_day(shop.clock, at)))
    return str(answer.args[0].number)


@pytest.fixture
def references(shop: Shop, wording: Wording) -> References:
    return References(shop, wording)


def test_a_new_reference_is_beyond_doubt(references: References) -> None:
    assert references.doubt(QR_WALLET, PART, ()) is None
    assert references.doubt(QR_WALLET, Payment("gcash", Money(5_000)), ()) is None


@pytest.mark.parametrize("code", ["gcash", "bank", "cheque"])
def test_one_used_before_is_named_with_number_date_total_and_customer(
    shop: Shop, references: References, qtbot: QtBot, code: str
) -> None:
    number = pay(shop, qtbot, code, "77", "Maria Santos")
    doubt = references.doubt(BY_CODE[code], Payment(code, Money(5_000), reference="77"), ())
    assert doubt == (
        "This reference was used before",
        f"Sale {number}  ·  12 Nov 2026, 2:41 PM  ·  ₱215.00  ·  Maria Santos.",
    )


def test_a_sale_to_nobody_says_so(shop: Shop, references: References, qtbot: QtBot) -> None:
    pay(shop, qtbot, "gcash", "77")
    doubt = references.doubt(QR_WALLET, PART, ())
    assert doubt is not None
    assert doubt[1].endswith("no customer name.")


def test_one_an_old_balance_was_paid_with_is_named_with_whose_account_it_is(
    shop: Shop, references: References, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.ledgers.saved) as opened:
        shop.ledgers.open(AccountTerms("Aling Tess"), shop.clock.now())
    at, code = shop.clock.now(), opened.args[0].code
    paid = AccountPayment("pad", code, (PART,), at, business_day(shop.clock, at))
    with qtbot.waitSignal(shop.ledgers.paid) as booked:
        shop.ledgers.take_payment(paid)
    doubt = references.doubt(QR_WALLET, PART, ())
    detail = f"Account payment {booked.args[0].number}  ·  12 Nov 2026, 2:41 PM  ·  ₱50.00"
    assert doubt == ("This reference was used before", f"{detail}  ·  Aling Tess.")


def test_the_same_number_of_another_method_is_another_reference(
    shop: Shop, references: References, qtbot: QtBot
) -> None:
    pay(shop, qtbot, "bank", "77")
    assert references.doubt(QR_WALLET, PART, ()) is None


def test_the_digits_of_a_card_come_again_with_its_owner(
    shop: Shop, references: References, qtbot: QtBot
) -> None:
    pay(shop, qtbot, "card", "4242")
    card = Payment("card", Money(5_000), reference="4242")
    assert references.doubt(BY_CODE["card"], card, (card,)) is None


def test_one_in_the_list_of_this_payment_is_doubted(references: References) -> None:
    doubt = references.doubt(QR_WALLET, PART, (PART,))
    assert doubt == ("This reference was used before", "It stands in the list above.")


def test_where_sales_cannot_be_read_it_is_said_and_the_queue_goes_on(
    shop: Shop, references: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(shop.reader.sales, "with_reference", fail)
    assert references.doubt(QR_WALLET, PART, ()) == ("The reference could not be checked", "")
