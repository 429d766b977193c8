"""The name of a sale's content: put together by hand, and the same as JSON would make it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.customer import CustomerRef
from app.domain.money import Money
from app.domain.names import name_key
from app.domain.payment import AccountPayment
from app.domain.quantity import Quantity
from app.domain.sale import Payment, Sale, SaleLine

NOON, DAY = datetime(2026, 3, 14, 4, tzinfo=UTC), date(2026, 3, 14)

words = st.text(st.characters(), max_size=8)
amounts = st.integers(0, 10**9).map(Money)
lines = st.builds(
    SaleLine,
    name=words,
    quantity=st.integers(-(10**6), 10**6).map(Quantity),
    unit_price=amounts,
    total=amounts,
    discount=amounts,
    sku=words,
    tax_rate_bp=st.integers(0, 10_000),
    product_id=st.none() | st.integers(1, 2**63 - 1),
    factor=st.sampled_from([Quantity(1000), Quantity(1), Quantity(12_000)]),
    listed_price=st.none() | amounts,
    price_reason=words,
)


def json_of(line: SaleLine) -> list[object]:
    content: list[object] = [line.product_id, line.name, line.sku, line.quantity.thousandths]
    content += [line.unit_price.minor, line.discount.minor, line.total.minor, line.tax_rate_bp]
    if line.factor != Quantity(1000) or line.listed_price is not None:
        listed = None if line.listed_price is None else line.listed_price.minor
        content += [line.factor.thousandths, listed, line.price_reason]
    return content


def parts_of(parts: tuple[Payment, ...]) -> list[list[object]]:
    return [
        [p.method, p.amount.minor, p.tendered.minor if p.tendered else None, p.reference]
        for p in parts
    ]


def expected(sale: Sale) -> str:
    content: list[object] = [
        sale.kind.value,
        name_key(sale.customer.name) if sale.customer else None,
        [json_of(line) for line in sale.lines],
        parts_of(sale.payments),
    ]
    if sale.rider is not None:
        content.append([sale.rider.code, parts_of(sale.rider.parts)])
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@given(st.lists(lines, min_size=1, max_size=4), st.none() | words, words, st.booleans())
def test_it_is_the_hash_of_the_content_as_json(
    content: list[SaleLine], name: str | None, reference: str, has_tendered: bool
) -> None:
    total = Money(sum(line.total.minor for line in content))
    paid = Payment("cash", total, total if has_tendered else None, reference)
    who = None if name is None else CustomerRef(name)
    sale = Sale("k", tuple(content), (paid,), NOON, DAY, customer=who)
    assert sale.fingerprint() == expected(sale)


def test_an_old_balance_paid_along_is_a_part_of_it() -> None:
    rider = AccountPayment("r", "A-1", (Payment("cash", Money(500), Money(1_000)),), NOON, DAY)
    line = SaleLine("Rice", Quantity(1000), Money(100), Money(100))
    sale = Sale("k", (line,), (Payment("gcash", Money(100)),), NOON, DAY, rider=rider)
    assert sale.fingerprint() == expected(sale)
