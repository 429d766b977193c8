"""How far a cashier may go down, and what has to be approved beyond that; one rule for the
screen, which asks on the spot, and for the door of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.money import Money, divide_half_away
from app.domain.people import Act, Approval, Wanted
from app.domain.quantity import price_times
from app.domain.sale_line import SaleLine
from app.domain.tax import WHOLE

_ROUNDING = 1
"""A share of the whole sale's discount may be a centavo more than its part."""


def is_reduced(line: SaleLine) -> bool:
    """Say whether a line has a discount or another price, and is to be judged at all."""
    return bool(line.discount) or line.listed_price is not None


def wanted_for(
    sale_key: str, lines: Iterable[SaleLine], lowest: Mapping[int, Money], limit_bp: int
) -> tuple[Wanted, ...]:
    """Give what a sale with these lines needs approval for, one entry for each of its lines.

    A line is judged by what it comes to after every discount: not below the product's lowest
    price (`lowest`, by product id), or without one not further below the listed price than
    `limit_bp`. A discount is wanted in basis points off the listed price, a price as one unit of
    the line comes to, in centavos.
    """
    wanted = (_wanted(sale_key, line, lowest, limit_bp) for line in lines if is_reduced(line))
    return tuple(each for each in wanted if each is not None)


def is_covered(wanted: Wanted, approvals: Iterable[Approval]) -> bool:
    """Say whether what is wanted was allowed: for this line or the whole sale, this far or more."""
    return any(_covers(approval.wanted, wanted) for approval in approvals)


def _covers(allowed: Wanted, wanted: Wanted) -> bool:
    if (allowed.sale_key, allowed.act) != (wanted.sale_key, wanted.act):
        return False
    if allowed.act is Act.PRICE:  # a price is of one product
        return allowed.subject == wanted.subject and allowed.up_to <= wanted.up_to
    return allowed.subject in ("", wanted.subject) and allowed.up_to >= wanted.up_to


def _wanted(
    sale_key: str, line: SaleLine, lowest: Mapping[int, Money], limit_bp: int
) -> Wanted | None:
    listed_price = line.unit_price if line.listed_price is None else line.listed_price
    listed = line.gross.minor
    if line.listed_price is not None:
        listed = price_times(line.listed_price, line.quantity).minor
    floor = None if line.product_id is None else lowest.get(line.product_id)
    subject = line.sku or line.name
    if floor is None:
        off = listed - line.total.minor
        if off <= listed * limit_bp // WHOLE + _ROUNDING:
            return None
        if line.listed_price is None:
            return Wanted(sale_key, Act.DISCOUNT, subject, -(-off * WHOLE // listed))
        return Wanted(sale_key, Act.PRICE, subject, _unit_price(line))
    least = price_times(min(price_times(floor, line.factor), listed_price), line.quantity).minor
    if line.total.minor + _ROUNDING >= least:
        return None
    return Wanted(sale_key, Act.PRICE, subject, _unit_price(line))


def _unit_price(line: SaleLine) -> int:
    """Give what one unit of the line comes to, rounded half away."""
    return divide_half_away(line.total.minor * 1000, line.quantity.thousandths)
