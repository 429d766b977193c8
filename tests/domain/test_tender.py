from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import ZERO, Money
from app.domain.sale import Payment
from app.domain.tender import CASH, METHODS, QR_WALLET, PaymentMethod, pay, quick_amounts, still_due

dues = st.integers(0, 10**9).map(Money)


@pytest.mark.parametrize(
    ("due", "sums"),
    [
        (24_500, (25_000, 30_000, 50_000)),
        (25_000, (30_000, 50_000, 100_000)),
        (99_999, (100_000,)),
        (100_000, ()),
        (100_001, (101_000, 110_000, 150_000)),
        (1, (1_000, 10_000, 50_000)),
        (0, ()),
    ],
)
def test_quick_amounts_are_what_the_notes_can_make(due: int, sums: tuple[int, ...]) -> None:
    assert quick_amounts(Money(due)) == tuple(Money(minor) for minor in sums)


@given(dues)
def test_quick_amounts_are_few_whole_tens_above_the_due_in_order(due: Money) -> None:
    sums = quick_amounts(due)
    assert len(sums) <= 3
    assert list(sums) == sorted(set(sums))
    assert all(each > due and each.minor % 1_000 == 0 for each in sums)


@given(dues, dues)
def test_cash_counts_what_is_due_and_gives_the_rest_back(due: Money, more: Money) -> None:
    payment = pay(CASH, due, due + more)
    assert payment == Payment("cash", due, tendered=due + more)
    assert payment.change == more


@pytest.mark.parametrize("method", METHODS)
def test_less_than_is_due_is_refused(method: PaymentMethod) -> None:
    with pytest.raises(NotEnoughPaid):
        pay(method, Money(100), Money(99), "ref")


def test_only_cash_can_be_more_than_is_due() -> None:
    with pytest.raises(SaleRefused, match="Only cash"):
        pay(QR_WALLET, Money(100), Money(101), "ref")


@pytest.mark.parametrize("reference", ["", "  ", "\u200b"])
def test_a_wallet_payment_needs_its_reference(reference: str) -> None:
    with pytest.raises(SaleRefused, match="reference number"):
        pay(QR_WALLET, Money(100), Money(100), reference)


def test_a_reference_is_kept_on_one_line_and_can_be_written_to_disk() -> None:
    payment = pay(QR_WALLET, Money(100), Money(100), " 12\n 34\ud83d ")
    assert (payment.reference, payment.tendered) == ("12 34", None)


def test_methods_answer_to_letters_of_their_own() -> None:
    assert len({method.letter for method in METHODS}) == len(METHODS)


@pytest.mark.parametrize(("paid", "left"), [((), 500), ((200,), 300), ((200, 300), 0), ((600,), 0)])
def test_what_is_still_due_is_never_below_zero(paid: tuple[int, ...], left: int) -> None:
    payments = tuple(Payment("cash", Money(minor)) for minor in paid)
    assert still_due(Money(500), payments) == Money(left)
    assert still_due(ZERO, ()) == ZERO
