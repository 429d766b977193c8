"""What one row of a file of sales says was sold."""

from __future__ import annotations

from app.domain.errors import InvalidAmount, InvalidQuantity
from app.domain.money import LARGEST_MINOR, ZERO, Money, divide_half_away
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine
from app.exchange.amounts import ONE, Exact, read_amount, read_count
from app.exchange.rows import LONGEST_ARTICLE, LONGEST_CODE, Row, checked_text

UNNAMED = "Imported item"

_NOTHING = Exact(0)


def read_line(row: Row) -> SaleLine | None:
    """Give the line, or None for a row of no quantity and no money: nothing was sold.

    The row's total wins over price x quantity; either is rounded once, halves away from zero.
    What a total is below price x quantity is the line's discount. A negative amount is a
    negative quantity at a positive price. Raises InvalidInput.
    """
    quantity = _quantity(row)
    price = _amount(row, "price")
    amount, is_given = _line_amount(row, price, quantity)
    if not quantity:
        if amount:
            raise InvalidQuantity(f"The quantity is 0, but the amount is {amount}.")
        return None
    count = abs(quantity.quantity().thousandths)
    if not count:
        raise InvalidQuantity("The quantity is smaller than 0.001.")
    is_negative = amount < ZERO or (quantity.digits < 0 and (is_given or not amount))
    sign = -1 if is_negative else 1
    size = abs(amount.minor)
    unit_price, discount = _price_and_discount(size, count, price, quantity)
    sku = checked_text(row.text("sku"), "SKU", LONGEST_CODE)
    return SaleLine(
        name=checked_text(row.text("name"), "name", LONGEST_ARTICLE) or sku or UNNAMED,
        quantity=Quantity(sign * count),
        unit_price=unit_price,
        total=Money(sign * size),
        discount=Money(sign * discount),
        sku=sku,
    )


def turned_round(line: SaleLine) -> SaleLine:
    """Give the line with the opposite sign, for systems that write returns as positive numbers."""
    return SaleLine(
        name=line.name,
        quantity=-line.quantity,
        unit_price=line.unit_price,
        total=-line.total,
        discount=-line.discount,
        sku=line.sku,
    )


def _price_and_discount(
    size: int, count: int, price: Exact | None, quantity: Exact
) -> tuple[Money, int]:
    """Make the price, rounded to a centavo, and the discount fit the size of the amount.

    A price that would make less than the amount is not what was charged, so it is left aside.
    """
    if price is not None:
        gross = abs(price.times(quantity).money().minor)
        if gross >= size:
            return Money(abs(price.money().minor)), gross - size
    unit_price = divide_half_away(size * 1000, count)
    if unit_price > LARGEST_MINOR:
        raise InvalidAmount("The price of one unit would be too large.")
    return Money(unit_price), 0


def _quantity(row: Row) -> Exact:
    if not row.has("quantity"):
        return ONE
    text = row.text("quantity")
    if not text:
        raise InvalidQuantity("The quantity is missing.")
    return read_count(text)


def _amount(row: Row, ours: str) -> Exact | None:
    text = row.text(ours)
    return read_amount(text) if text else None


def _line_amount(row: Row, price: Exact | None, quantity: Exact) -> tuple[Money, bool]:
    """Give the amount, and whether the row states it instead of leaving it to price x quantity."""
    if (total := _amount(row, "total")) is not None:
        return total.money(), True
    if price is None:
        raise InvalidAmount("The price is missing.")
    whole = price.times(quantity)
    discount = _amount(row, "discount") or _NOTHING
    return whole.minus(discount).money(), False
