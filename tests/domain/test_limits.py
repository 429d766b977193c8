from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart_line import CartLine
from app.domain.discount import Discount, spread
from app.domain.limits import is_covered, wanted_for
from app.domain.money import ZERO, Money
from app.domain.people import Act, Approval, Wanted
from app.domain.quantity import ONE, Quantity
from app.domain.sale_line import SaleLine

KEY = "sale-1"
RICE = CartLine("Rice", Quantity.of(2), Money(10_000), sku="RICE", product_id=7)


def wanted(
    *lines: SaleLine, lowest: dict[int, Money] | None = None, limit_bp: int = 1_000
) -> tuple[Wanted, ...]:
    return wanted_for(KEY, lines, lowest or {}, limit_bp)


def approved(act: Act, subject: str, up_to: int, key: str = KEY) -> list[Approval]:
    return [Approval(Wanted(key, act, subject, up_to), "Nena", datetime(2026, 3, 31, tzinfo=UTC))]


def test_a_line_at_its_price_needs_nobody() -> None:
    assert wanted(RICE.sold(ZERO), limit_bp=0) == ()


def test_a_discount_up_to_the_limit_needs_nobody_and_one_above_it_does() -> None:
    assert wanted(RICE.with_discount(Discount(percent_bp=1_000)).sold(ZERO)) == ()
    (asked,) = wanted(RICE.with_discount(Discount(percent_bp=1_250)).sold(ZERO))
    assert asked == Wanted(KEY, Act.DISCOUNT, "RICE", 1_250)


def test_an_amount_counts_as_the_part_it_is_of_the_price() -> None:
    (asked,) = wanted(RICE.with_discount(Discount(amount=Money(5_000))).sold(ZERO))
    assert asked.up_to == 2_500


def test_a_discount_on_the_line_and_one_on_the_whole_sale_are_judged_together() -> None:
    line = RICE.with_discount(Discount(percent_bp=1_000))
    (asked,) = wanted(line.sold(Money(1_800)))
    assert asked == Wanted(KEY, Act.DISCOUNT, "RICE", 1_900)


def test_a_price_is_free_down_to_the_lowest_one_whatever_the_limit() -> None:
    lowest = {7: Money(7_000)}
    assert wanted(RICE.with_price(Money(7_000), "old").sold(ZERO), lowest=lowest) == ()
    assert wanted(RICE.with_discount(Discount(percent_bp=3_000)).sold(ZERO), lowest=lowest) == ()
    (asked,) = wanted(RICE.with_price(Money(6_900), "old").sold(ZERO), lowest=lowest)
    assert asked == Wanted(KEY, Act.PRICE, "RICE", 6_900)


def test_a_discount_on_a_lowered_price_may_not_go_below_the_lowest_either() -> None:
    line = RICE.with_price(Money(7_000), "old").with_discount(Discount(percent_bp=100))
    (asked,) = wanted(line.sold(ZERO), lowest={7: Money(7_000)})
    assert asked == Wanted(KEY, Act.PRICE, "RICE", 6_930)


def test_without_a_lowest_price_a_lower_one_is_held_to_the_limit() -> None:
    assert wanted(RICE.with_price(Money(9_000), "old").sold(ZERO)) == ()
    (asked,) = wanted(RICE.with_price(Money(8_900), "old").sold(ZERO))
    assert asked == Wanted(KEY, Act.PRICE, "RICE", 8_900)


def test_a_higher_price_needs_nobody() -> None:
    assert wanted(RICE.with_price(Money(12_000), "cut").sold(ZERO), limit_bp=0) == ()


def test_a_pack_may_go_down_to_the_lowest_price_of_its_pieces() -> None:
    box = CartLine("Cola", ONE, Money(30_000), sku="COLA", product_id=3, factor=Quantity.of(12))
    lowest = {3: Money(2_400)}
    assert wanted(box.with_price(Money(28_800), "dent").sold(ZERO), lowest=lowest) == ()
    assert wanted(box.with_price(Money(28_700), "dent").sold(ZERO), lowest=lowest)


def test_a_pack_listed_below_its_pieces_may_be_sold_as_listed() -> None:
    box = CartLine("Cola", ONE, Money(20_000), sku="COLA", product_id=3, factor=Quantity.of(12))
    assert wanted(box.sold(ZERO), lowest={3: Money(2_400)}) == ()


def test_goods_without_a_sku_are_named() -> None:
    loose = CartLine("Loose nails", ONE, Money(100)).with_discount(Discount(percent_bp=5_000))
    assert wanted(loose.sold(ZERO))[0].subject == "Loose nails"


def test_an_approval_covers_this_far_and_no_further() -> None:
    asked = Wanted(KEY, Act.DISCOUNT, "RICE", 2_000)
    assert is_covered(asked, approved(Act.DISCOUNT, "RICE", 2_000))
    assert is_covered(asked, approved(Act.DISCOUNT, "", 2_500))
    assert not is_covered(asked, approved(Act.DISCOUNT, "RICE", 1_999))
    assert not is_covered(asked, approved(Act.DISCOUNT, "COLA", 2_000))
    assert not is_covered(asked, approved(Act.DISCOUNT, "RICE", 2_000, key="sale-2"))
    assert not is_covered(asked, approved(Act.PRICE, "RICE", 2_000))
    assert not is_covered(asked, [])


def test_an_approved_price_covers_itself_and_higher_ones_of_the_same_goods() -> None:
    asked = Wanted(KEY, Act.PRICE, "RICE", 6_900)
    assert is_covered(asked, approved(Act.PRICE, "RICE", 6_900))
    assert is_covered(asked, approved(Act.PRICE, "RICE", 6_500))
    assert not is_covered(asked, approved(Act.PRICE, "RICE", 7_000))
    assert not is_covered(asked, approved(Act.PRICE, "", 1))


@given(
    st.lists(st.integers(1, 1_000_000), min_size=1, max_size=12),
    st.integers(1, 10_000),
    st.integers(0, 10_000),
)
def test_a_discount_on_the_whole_sale_is_asked_for_exactly_when_it_is_above_the_limit(
    prices: list[int], percent_bp: int, limit_bp: int
) -> None:
    """Rounding to centavos neither asks where nobody has to, nor gives away more than one."""
    lines = [CartLine(f"Goods {n}", ONE, Money(price)) for n, price in enumerate(prices)]
    nets = [line.net for line in lines]
    off = Discount(percent_bp=percent_bp).off(Money(sum(prices)))
    sold = [line.sold(share) for line, share in zip(lines, spread(off, nets), strict=True)]
    asked = wanted(*sold, limit_bp=limit_bp)
    if percent_bp <= limit_bp:
        assert asked == ()
    for line in sold:
        part = Fraction(line.gross.minor * limit_bp, 10_000)
        is_above = line.discount.minor > part + 1
        assert any(each.subject == line.name for each in asked) == is_above
