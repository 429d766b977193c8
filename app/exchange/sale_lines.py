"""What one row of a file of sales says was sold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter

from app.domain.errors import InvalidAmount, InvalidQuantity
from app.domain.money import LARGEST_MINOR, ZERO, Money, divide_half_away
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine
from app.domain.tax import WHOLE
from app.exchange.amounts import ONE, Decimals, Exact, read_amount, read_count
from app.exchange.rows import LONGEST_ARTICLE, LONGEST_CODE, Row, checked_text

_NO_VARIANT = {"", "regular", "default", "default title"}
UNNAMED = "Imported item"

_NOTHING = Exact(0)
_OF_A_LINE = {
    *("quantity", "price", "total", "gross", "tax_on_top", "discount", "sku", "name", "variant"),
    *("barcode", "unit", "vat_percent", "tax_code"),
}
"""The columns that `read_line` looks at"""
_MOST_REMEMBERED = 50_000


class LineReader:
    """Reads lines, and remembers them: the same goods are sold again and again."""

    def __init__(self, places: Mapping[str, int], amounts: Decimals) -> None:
        """`amounts` has learned how the file writes them before the first line is read."""
        self._amounts = amounts
        wanted = sorted(place for ours, place in places.items() if ours in _OF_A_LINE)
        self._said = itemgetter(*wanted, wanted[0])  # at least two, so that a tuple comes of it
        self._lines: dict[tuple[str, ...], tuple[SaleLine | None, int]] = {}

    def read(self, row: Row) -> SaleLine | None:
        """Give the line of a row, as `read_line` does. Raises InvalidInput."""
        said = self._said(row.cells)
        known = self._lines.get(said)
        if known is not None:
            self._amounts.repaired += known[1]
            return known[0]
        before = self._amounts.repaired
        line = read_line(row, self._amounts)
        if len(self._lines) < _MOST_REMEMBERED:
            self._lines[said] = line, self._amounts.repaired - before
        return line


def read_line(row: Row, amounts: Decimals) -> SaleLine | None:
    """Give the line, or None for a row of no quantity and no money: nothing was sold.

    The row's total wins over price x quantity; either is rounded once, halves away from zero.
    What a total is below price x quantity is the line's discount. A negative amount is a
    negative quantity at a positive price. Raises InvalidInput.
    """
    quantity = _quantity(row)
    price = _amount(row, "price", amounts)
    amount, is_given = _line_amount(row, price, quantity, amounts)
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
    gross = None if price is None else abs(price.times(quantity).money().minor)
    if price is None and (whole := _amount(row, "gross", amounts)) is not None:
        on_top = _amount(row, "tax_on_top", amounts) or _NOTHING
        gross = abs(whole.minus(-on_top).money().minor)
    unit_price, discount = _price_and_discount(size, count, price, gross)
    sku = checked_text(row.text("sku"), "SKU", LONGEST_CODE)
    return SaleLine(
        name=checked_text(_name(row), "name", LONGEST_ARTICLE) or sku or UNNAMED,
        quantity=Quantity(sign * count),
        unit_price=unit_price,
        total=Money(sign * size),
        discount=Money(sign * discount),
        sku=sku,
        barcode=checked_text(row.text("barcode"), "barcode", LONGEST_CODE),
        unit=checked_text(row.text("unit"), "unit", LONGEST_CODE) or "pc",
        tax_rate_bp=_rate_bp(row),
        tax_code=row.text("tax_code") or "V",
    )


def turned_round(line: SaleLine) -> SaleLine:
    """Give the line with the opposite sign, for systems that write returns as positive numbers."""
    return replace(line, quantity=-line.quantity, total=-line.total, discount=-line.discount)


def whole_line(name: str, minor: int) -> SaleLine:
    """Give a line for an amount that is of no goods."""
    return SaleLine(name, Quantity(1_000), Money(minor), Money(minor))


def _name(row: Row) -> str:
    """Give the name with its size or colour, where that stands in a column of its own."""
    name, variant = row.text("name"), row.text("variant")
    if variant.casefold() in _NO_VARIANT or variant.casefold() in name.casefold():
        return name
    return f"{name} {variant}".strip()


def _rate_bp(row: Row) -> int:
    """Give the VAT rate our own export wrote down; another file's may mean anything."""
    text = row.text("vat_percent")
    rate = read_amount(text).money().minor if text else 0
    if not 0 <= rate <= WHOLE:
        raise InvalidAmount("The VAT rate has to be between 0 and 100 percent.")
    return rate


def _price_and_discount(
    size: int, count: int, price: Exact | None, gross: int | None
) -> tuple[Money, int]:
    """Make the price, rounded to a centavo, and the discount fit the size of the amount.

    A price that would make less than the amount is not what was charged, so it is left aside.
    """
    if gross is None or gross < size:
        return _price_of_one(size, count), 0
    if price is not None:
        return Money(abs(price.money().minor)), gross - size
    return _price_of_one(gross, count), gross - size


def _price_of_one(amount: int, count: int) -> Money:
    price = divide_half_away(amount * 1000, count)
    if price > LARGEST_MINOR:
        raise InvalidAmount("The price of one unit would be too large.")
    return Money(price)


def _quantity(row: Row) -> Exact:
    if not row.has("quantity"):
        return ONE
    text = row.text("quantity")
    if not text:
        raise InvalidQuantity("The quantity is missing.")
    return read_count(text)


def _amount(row: Row, ours: str, amounts: Decimals) -> Exact | None:
    text = row.text(ours)
    return amounts.read(text) if text else None


def _line_amount(
    row: Row, price: Exact | None, quantity: Exact, amounts: Decimals
) -> tuple[Money, bool]:
    """Give the amount, and whether the row states it instead of leaving it to price x quantity."""
    if (total := _amount(row, "total", amounts)) is not None:
        on_top = _amount(row, "tax_on_top", amounts)
        return (total if on_top is None else total.minus(-on_top)).money(), True
    if price is None:
        raise InvalidAmount("The price is missing.")
    whole = price.times(quantity)
    discount = _amount(row, "discount", amounts) or _NOTHING
    return whole.minus(discount).money(), False
