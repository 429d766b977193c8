"""Sales and shops made in a line, so that a test shows only what it is about."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.domain.clock import business_day
from app.domain.customer import CustomerRef
from app.domain.money import Money
from app.domain.quantity import Quantity, price_times
from app.domain.sale import Kind, Payment, Sale, SaleLine

MANILA_NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

_keys = itertools.count(1)


class FixedClock:
    """A clock that stands still until it is told to go on; the wall is eight hours ahead."""

    def __init__(self, moment: datetime = MANILA_NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def local(self, moment: datetime) -> datetime:
        return moment + timedelta(hours=8)

    def advance(self, **parts: float) -> datetime:
        self.moment += timedelta(**parts)
        return self.moment


def a_line(price: int = 1250, quantity: str = "1", name: str = "Rice", **more: object) -> SaleLine:
    """One line; a quantity that begins with a minus comes back."""
    amount = Quantity.parse(quantity.lstrip("-"))
    amount = -amount if quantity.startswith("-") else amount
    discount = more.pop("discount", Money(0))
    assert isinstance(discount, Money)
    total = price_times(Money(price), amount) - discount
    words: dict[str, object] = {"sku": name.upper(), "tax_rate_bp": 1200, **more}
    return SaleLine(name, amount, Money(price), total, discount, **words)  # type: ignore[arg-type]


def a_sale(
    customer: str | CustomerRef | None = None,
    lines: Sequence[SaleLine] = (),
    *,
    at: datetime = MANILA_NOON,
    key: str = "",
    given: int | None = None,
    method: str = "cash",
    kind: Kind = Kind.SALE,
    original: int | None = None,
    foreign: str | None = None,
    cashier: str = "",
) -> Sale:
    """A sale paid in one part; `given` is the cash handed over, exact when left out."""
    kept = tuple(lines) or (a_line(),)
    total = Money(sum(line.total.minor for line in kept))
    tendered = Money(given) if given is not None else (total if method == "cash" else None)
    return Sale(
        key=key or f"key-{next(_keys)}",
        lines=kept,
        payments=(Payment(method, total, tendered),),
        sold_at=at,
        business_date=business_day(FixedClock(), at),
        customer=CustomerRef(customer) if isinstance(customer, str) else customer,
        kind=kind,
        cashier=cashier,
        original_sale_id=original,
        foreign_number=foreign,
    )


def a_return(
    lines: Sequence[SaleLine], *, of: int | None = None, customer: str | None = None, **more: object
) -> Sale:
    """Goods that come back; the lines have quantities below zero."""
    return a_sale(customer, lines, kind=Kind.RETURN, original=of, method="refund", **more)  # type: ignore[arg-type]
