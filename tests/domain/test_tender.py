from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput, NotEnoughPaid, SaleRefused
from app.domain.money import ZERO, Money, total_of
from app.domain.quantity import ONE
from app.domain.sale import Payment, Sale, SaleLine
from app.domain.tender import (
    CASH,
    METHODS,
    QR_WALLET,
    MethodKind,
    PaymentMethod,
    Taken,
    pay,
    quick_amounts,
)
from tests.clocks import HeldClock

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
def test_less_than_is_due_is_a_part_without_change(method: PaymentMethod) -> None:
    part = pay(method, Money(100), Money(99), "ref")
    assert (part.amount, part.change) == (Money(99), ZERO)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("given", [ZERO, Money(-1)])
def test_nothing_is_no_part(method: PaymentMethod, given: Money) -> None:
    with pytest.raises(NotEnoughPaid, match="how much"):
        pay(method, Money(100), given, "ref")


def test_only_cash_can_be_more_than_is_due() -> None:
    with pytest.raises(SaleRefused, match="Only cash"):
        pay(QR_WALLET, Money(100), Money(101), "ref")


@pytest.mark.parametrize("reference", ["", "  ", "\u200b"])
def test_a_wallet_payment_needs_its_reference(reference: str) -> None:
    with pytest.raises(SaleRefused, match="reference number"):
        pay(QR_WALLET, Money(100), Money(100), reference)


def test_a_reference_is_kept_on_one_line_and_can_be_written_to_disk() -> None:
    payment = pay(QR_WALLET, Money(100), Money(100), " ab\n 34\ud83d ")
    assert (payment.reference, payment.tendered) == ("ab 34", None)


def test_methods_answer_to_letters_of_their_own() -> None:
    assert len({method.letter for method in METHODS}) == len(METHODS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9013 4471 2208", "901344712208"),
        ("9013-4471-2208", "901344712208"),
        ("BPI 12-34", "BPI 12-34"),
        ("0042", "0042"),
    ],
)
def test_a_number_typed_in_groups_is_the_same_number(typed: str, kept: str) -> None:
    assert QR_WALLET.checked_reference(typed) == kept


def test_groups_the_owner_asks_for_stay() -> None:
    bank = PaymentMethod("bank", "B", MethodKind.BANK, pattern=r"\d{4}-\d{4}")
    assert bank.checked_reference("1234-5678") == "1234-5678"
    with pytest.raises(SaleRefused, match="does not look right"):
        bank.checked_reference("12345678")


def test_a_reference_has_to_match_the_pattern_of_its_method_as_a_whole() -> None:
    card = PaymentMethod("card", "D", MethodKind.CARD, pattern=r"\d{4}")
    assert card.checked_reference("") == ""
    assert card.checked_reference("4242") == "4242"
    for wrong in ("424", "42424", "4242x"):
        with pytest.raises(SaleRefused, match="does not look right"):
            card.checked_reference(wrong)


def test_a_pattern_nobody_can_read_makes_no_method() -> None:
    with pytest.raises(InvalidInput, match="pattern"):
        PaymentMethod("card", "D", MethodKind.CARD, pattern="(")


# Parts

LINE = SaleLine("Rice", ONE, Money(1), Money(1))


@st.composite
def ways_to_pay(draw: st.DrawFn) -> Sale:
    """Pay a total in any parts by any methods until it is covered, taking some back on the way."""
    total = Money(draw(st.integers(1, 10**7)))
    taken, steps = Taken(total), 0
    while not taken.is_covered:
        steps += 1
        if steps < 12 and bool(taken.parts) and draw(st.booleans()):
            taken = taken.without(draw(st.integers(0, len(taken.parts) - 1)))
            continue
        method = draw(st.sampled_from(METHODS))
        most = taken.due.minor + (10**6 if method.is_cash else 0)
        least = taken.due.minor if steps >= 12 else 1
        given = Money(draw(st.integers(least, most)))
        taken = taken.with_part(pay(method, taken.due, given, "7"))
    line = replace(LINE, unit_price=total, total=total)
    return Sale("key", (line,), taken.parts, HeldClock().now(), HeldClock().now().date())


@given(ways_to_pay())
def test_any_parts_in_any_order_cover_the_total_exactly_with_change_from_cash_only(
    sale: Sale,
) -> None:
    assert total_of(part.amount for part in sale.payments) == sale.total
    assert all(part.amount > ZERO for part in sale.payments)
    giving_change = [part for part in sale.payments if part.change]
    assert all(part.method == "cash" for part in giving_change)
    assert giving_change in ([], [sale.payments[-1]])
    handed_over = total_of(part.tendered or part.amount for part in sale.payments)
    assert handed_over == sale.total + sale.change
    methods = {part.method for part in sale.payments}
    assert sale.method == (methods.pop() if len(methods) == 1 else "split")


@pytest.mark.parametrize(
    ("paid", "due", "too_much", "is_covered"),
    [
        ((), 500, 0, False),
        ((200,), 300, 0, False),
        ((200, 300), 0, 0, True),
        ((600,), 0, 100, False),
    ],
)
def test_what_is_open_and_what_is_too_much(
    paid: tuple[int, ...], due: int, too_much: int, is_covered: bool
) -> None:
    taken = Taken(Money(500), tuple(Payment("cash", Money(minor)) for minor in paid))
    assert (taken.due, taken.too_much) == (Money(due), Money(too_much))
    assert taken.is_covered is is_covered


def test_nothing_taken_covers_not_even_nothing() -> None:
    assert not Taken(ZERO).is_covered
    assert Taken(ZERO, (pay(CASH, ZERO, ZERO),)).is_covered


def test_a_part_that_is_too_much_or_not_there_is_refused() -> None:
    taken = Taken(Money(500), (Payment("cash", Money(400)),))
    with pytest.raises(SaleRefused, match="more than"):
        taken.with_part(Payment("card", Money(101)))
    for index in (-1, 1):
        with pytest.raises(SaleRefused, match="not in the list"):
            taken.without(index)
