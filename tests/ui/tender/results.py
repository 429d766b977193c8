"""Sales that were just saved, in every shape the result can have."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.money import ZERO, Money, total_of
from app.domain.quantity import Quantity, price_times
from app.domain.sale import (
    HistoryRow,
    Kind,
    Payment,
    RecordedSale,
    SaleLine,
    SaleRecord,
    Status,
)
from tests.clocks import HeldClock

_GOODS = (
    ("Jasmine rice 5 kg", 2000, 28900, "E", "pc"),
    ("Evaporated milk 370 ml", 6000, 3450, "V", "pc"),
    ("Red onions", 725, 14000, "E", "kg"),
    ("Fresh eggs, tray of 30", 1000, 24500, "E", "tray"),
)


def a_line(
    name: str, thousandths: int = 1000, price: int = 1000, code: str = "V", unit: str = "pc"
) -> SaleLine:
    quantity = Quantity(thousandths)
    return SaleLine(
        name,
        quantity,
        Money(price),
        price_times(Money(price), quantity),
        unit=unit,
        tax_rate_bp=1200 if code == "V" else 0,
        tax_code=code,
    )


GOODS = tuple(a_line(*each) for each in _GOODS)
"""Four lines, 1,131.50 in all."""


def a_result(
    *,
    lines: Sequence[SaleLine] = GOODS,
    given: Money | None = None,
    method: str = "cash",
    reference: str = "",
    customer: str = "",
    purchase: int = 0,
    **more: Any,
) -> tuple[RecordedSale, SaleRecord]:
    """Make what the store answers and what then lies on disk; `more` changes the answer."""
    total = total_of(line.total for line in lines)
    tendered = None if method != "cash" else (given or total)
    payment = Payment(method, total, tendered=tendered, reference=reference)
    at = HeldClock().now()
    head = HistoryRow(
        1, "000482", None, Kind.SALE, Status.COMPLETED, at, total, method, "Joy D.", len(lines)
    )
    customer_id = 1 if customer else None
    sale = SaleRecord(
        head, customer_id, customer, total, ZERO, ZERO, tuple(lines), (payment,), at.date()
    )
    recorded = RecordedSale(
        1,
        "000482",
        total,
        payment.change,
        at,
        customer_name=customer,
        customer_id=customer_id,
        purchase_number=purchase,
    )
    return replace(recorded, **more), sale


def a_split_result() -> tuple[RecordedSale, SaleRecord]:
    """Make a sale of 1,131.50 paid by wallet and in cash, with change."""
    recorded, sale = a_result(method="split", customer="Maria Santos", purchase=38)
    left = recorded.total - Money(100_000)
    payments = (
        Payment("gcash", Money(100_000), reference="901344712208"),
        Payment("cash", left, tendered=Money(20_000)),
    )
    change = Money(20_000) - left
    return replace(recorded, change=change), replace(sale, payments=payments)
