"""What receiving, adjusting and counting make of a number on the shelf."""

from __future__ import annotations

import pytest

from app.domain.errors import InvalidInput, InvalidQuantity
from app.domain.quantity import Quantity
from app.domain.stock import LARGEST_STOCK, MoveReason, StockChange


def after(reason: MoveReason, quantity: int | None, note: str = "why") -> Quantity | None:
    asked = None if quantity is None else Quantity.of(quantity)
    return StockChange(1, reason, asked, note).after(Quantity.of(6))


def test_received_goods_are_added_and_need_no_word() -> None:
    assert after(MoveReason.RECEIVE, 12, "") == Quantity.of(18)


def test_an_adjustment_goes_either_way_and_says_why() -> None:
    assert after(MoveReason.ADJUST, -2) == Quantity.of(4)
    assert after(MoveReason.ADJUST, 2) == Quantity.of(8)
    with pytest.raises(InvalidInput, match="why"):
        after(MoveReason.ADJUST, -2, " ")


def test_a_count_is_what_there_is_and_none_means_not_counted_any_more() -> None:
    assert after(MoveReason.COUNT, 0, "") == Quantity(0)
    assert after(MoveReason.COUNT, 9, "") == Quantity.of(9)
    assert after(MoveReason.COUNT, None, "") is None


def test_what_was_never_counted_begins_at_nothing() -> None:
    change = StockChange(1, MoveReason.RECEIVE, Quantity.of(3))
    assert change.after(None) == Quantity.of(3)


@pytest.mark.parametrize(
    ("reason", "quantity"),
    [
        (MoveReason.RECEIVE, 0),
        (MoveReason.RECEIVE, -1),
        (MoveReason.RECEIVE, None),
        (MoveReason.ADJUST, 0),
        (MoveReason.ADJUST, None),
        (MoveReason.COUNT, -1),
        (MoveReason.COUNT, LARGEST_STOCK.thousandths),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused(reason: MoveReason, quantity: int | None) -> None:
    with pytest.raises(InvalidQuantity):
        after(reason, quantity)


def test_no_hand_makes_a_sale_of_it() -> None:
    with pytest.raises(InvalidInput, match="receiving"):
        after(MoveReason.SALE, -1)
