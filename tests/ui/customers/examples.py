"""The people and sales of the mock-ups, for pictures and tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.clock import business_day
from app.domain.customer import Customer
from app.domain.money import Money
from app.domain.quantity import Quantity, price_times
from app.domain.sale import HistoryRow, Kind, Payment, SaleLine, SaleRecord, Status
from tests.clocks import HeldClock
from tests.ui.customers.staged import StagedStore

NOW = datetime(2026, 11, 12, 6, 41, tzinfo=UTC)
MARIA = 1

_PEOPLE = (
    ("Maria Santos", "0917 555 0142", 48_210_50, 37, 4),
    ("Rodel Pascual", "0918 555 0190", 44_980_00, 52, 1),
    ("Aling Tess Store", "0920 555 0103", 41_115_75, 28, 2),
    ("Marlon Reyes", "0905 555 0119", 32_440_00, 21, 21),
    ("Grace Lim", "0927 555 0123", 29_874_25, 33, 6),
    ("Barangay San Roque", "0998 555 0111", 27_300_00, 12, 35),
    ("Maricel Dela Cruz", "0928 555 0177", 12_890_00, 9, 12),
    ("Jun Bautista", "0939 555 0155", 11_240_50, 17, 63),
    ("Liza Fernandez", "", 6_480_00, 6, 9),
    ("Carlo Mendoza", "0956 555 0188", 3_320_00, 4, 0),
)
_MONTHS = (2150, 3400, 3000, 4120, 3790, 5020, 4500, 3380, 4900, 5620)
_BASKET = (
    ("Jasmine rice 5 kg", 2000, 289_00, "E", 0),
    ("Cooking oil 1 L", 2000, 112_00, "V", 0),
    ("Evaporated milk 370 ml", 6000, 34_50, "V", 0),
    ("Bath soap 3-pack", 2000, 96_00, "V", 0),
    ("Sardines in tomato sauce 155 g", 5000, 26_75, "V", 0),
    ("Brown sugar 1 kg", 1000, 78_00, "V", 0),
    ("Garlic, kilo", 347, 159_95, "E", 0),
)
_HISTORY = (
    (8, 11, "000431", "cash", 1468_25),
    (4, 11, "000402", "gcash", 612_00),
    (29, 10, "000377", "cash", 2250_00),
    (25, 10, "000356", "cash", 428_50),
    (19, 10, "000319", "cash", 1190_75),
    (12, 10, "000288", "cash", 860_75),
    (3, 10, "000241", "split", 1870_00),
)


def a_line(
    name: str, thousandths: int, price: int, tax_code: str = "V", discount: int = 0
) -> SaleLine:
    quantity, unit_price = Quantity(thousandths), Money(price)
    total = price_times(unit_price, quantity) - Money(discount)
    unit = "pc" if quantity.is_whole else "kg"
    rate = 1200 if tax_code == "V" else 0
    return SaleLine(name, quantity, unit_price, total, Money(discount), unit=unit, tax_rate_bp=rate)


def a_sale(
    sale_id: int,
    at: datetime,
    lines: tuple[SaleLine, ...],
    *,
    number: str = "",
    payments: tuple[Payment, ...] = (),
    kind: Kind = Kind.SALE,
    status: Status = Status.COMPLETED,
    foreign_number: str | None = None,
    void_reason: str = "",
    customer_id: int = MARIA,
) -> SaleRecord:
    total = sum(line.total.minor for line in lines)
    discount = sum(line.discount.minor for line in lines)
    payments = payments or (Payment("cash", Money(total), Money(total)),)
    method = payments[0].method if len({p.method for p in payments}) == 1 else "split"
    head = HistoryRow(
        sale_id,
        number or f"{sale_id:06d}",
        foreign_number,
        kind,
        status,
        at,
        Money(total),
        method,
        "Joy D.",
        len(lines),
    )
    return SaleRecord(
        head,
        customer_id,
        "Maria Santos",
        Money(total + discount),
        Money(discount),
        Money(0),
        lines,
        payments,
        business_day(HeldClock(), at),
        void_reason=void_reason,
    )


def mock_shop() -> StagedStore:
    """Everything the pictures of the customers dialog show."""
    store = StagedStore()
    for customer_id, (name, phone, total, count, days) in enumerate(_PEOPLE, 1):
        first = datetime(2025, 12, 6, 3, tzinfo=UTC)
        last = NOW - timedelta(days=days)
        store.put(
            Customer(
                customer_id,
                name,
                phone,
                address="Brgy. San Roque, Cebu City" if customer_id == MARIA else "",
                total_purchases=Money(total),
                transaction_count=count,
                first_purchase=first,
                last_purchase=last,
            )
        )
    store.put(store.people[0], [*_older(), *_recent()])
    store.people.sort(key=lambda customer: customer.id)
    for extra in range(402):
        name = f"Customer {extra:03d}"
        store.put(Customer(100 + extra, name, total_purchases=Money(300_000 - extra)))
    return store


def _recent() -> list[SaleRecord]:
    sales = []
    for place, (day, month, number, method, total) in enumerate(_HISTORY):
        at = datetime(2026, month, day, 9, 12, tzinfo=UTC)
        lines: tuple[SaleLine, ...] = (a_line("Groceries", 1000, total),)
        paid: tuple[Payment, ...] = (Payment(method, Money(total), reference=""),)
        if place == 0:
            lines = tuple(a_line(*line) for line in _BASKET)
            paid = (Payment("cash", Money(1468_25), Money(1500_00)),)
        elif method == "split":
            half = Money(total // 2)
            paid = (Payment("cash", half, half), Payment("gcash", half, reference="7731"))
        sales.append(a_sale(500 - place, at, lines, number=number, payments=paid))
    back = (a_line("Bath soap 3-pack", -1000, 96_00),)
    when = datetime(2026, 10, 26, 2, tzinfo=UTC)
    sales.append(a_sale(494, when, back, number="000361", kind=Kind.RETURN))
    slip = (a_line("Cooking oil 1 L", 2000, 112_00),)
    when = datetime(2026, 10, 21, 2, tzinfo=UTC)
    sales.append(
        a_sale(493, when, slip, number="000330", status=Status.VOIDED, void_reason="rung up twice")
    )
    return sales


def _older() -> list[SaleRecord]:
    sales = []
    for month, whole in enumerate(_MONTHS):
        at = datetime(2025 + (month + 11) // 12, (month + 11) % 12 + 1, 6, 3, tzinfo=UTC)
        sales.append(a_sale(100 + month, at, (a_line("Groceries", 1000, whole * 100),)))
    return sales
