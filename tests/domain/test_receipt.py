from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import ZERO, Money, total_of
from app.domain.quantity import Quantity
from app.domain.receipt import Part, receipt_rows
from app.domain.sale import HistoryRow, Payment, Sale, SaleLine, SaleRecord, Status
from tests.domain.examples import NOON, PI_DAY, a_line


def _record(sale: Sale) -> SaleRecord:
    head = HistoryRow(
        *(1, "000001", None, sale.kind, Status.COMPLETED, sale.sold_at, sale.total),
        *(sale.method, "", len(sale.lines)),
    )
    return SaleRecord(
        *(head, None, "", sale.subtotal, sale.discount, sale.tax, sale.lines, sale.payments),
        sale.business_date,
    )


def _sale(lines: tuple[SaleLine, ...], more: Money = ZERO) -> Sale:
    total = total_of(line.total for line in lines)
    half = Money(total.minor // 2)
    payments = (
        Payment("gcash", half, reference="77"),
        Payment("cash", total - half, tendered=total - half + more),
    )
    return Sale("k", lines, payments, NOON, PI_DAY)


def _sum(record: SaleRecord, *parts: Part) -> Money:
    return total_of(row.amount for row in receipt_rows(record) if row.part in parts)


sold = st.builds(
    a_line,
    st.integers(1_000, 10**6),
    st.integers(1_000, 9_000).map(Quantity),
    st.integers(0, 900),
    st.sampled_from([0, 500, 1200]),
)


@given(st.lists(sold, min_size=1, max_size=8).map(tuple), st.integers(0, 10**6).map(Money))
def test_the_rows_of_a_receipt_add_up_in_every_direction(
    lines: tuple[SaleLine, ...], more: Money
) -> None:
    record = _record(_sale(lines, more))
    total = _sum(record, Part.TOTAL)
    assert total == record.head.total
    assert _sum(record, Part.LINE, Part.DISCOUNTS) == total
    assert _sum(record, Part.PAYMENT) - _sum(record, Part.CHANGE) == total
    assert _sum(record, Part.NET_OF_TAX, Part.TAX, Part.EXEMPT) == total
    assert _sum(record, Part.TAX) == record.tax


def test_a_receipt_reads_from_lines_to_taxes_and_leaves_out_what_is_nothing() -> None:
    lines = (a_line(1_000), a_line(500, rate_bp=0))
    parts = [row.part for row in receipt_rows(_record(_sale(lines)))]
    assert parts == [
        *(Part.LINE, Part.LINE, Part.TOTAL, Part.PAYMENT, Part.PAYMENT),
        *(Part.NET_OF_TAX, Part.TAX, Part.EXEMPT),
    ]


def test_a_row_brings_along_what_it_speaks_of() -> None:
    line = a_line(1_000, Quantity.of(3), discount=100)
    rows = {row.part: row for row in receipt_rows(_record(_sale((line,), Money(500))))}
    assert rows[Part.LINE].quantity == Quantity.of(3)
    assert rows[Part.DISCOUNTS].amount == Money(-100)
    assert rows[Part.CHANGE].amount == Money(500)
    assert rows[Part.TOTAL].quantity is None
    share = rows[Part.TAX].share
    assert share is not None
    assert share.rate_bp == 1200
