"""What is exported comes back into an empty shop as it was, and twice is once."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.__main__ import main
from app.domain.customer import Contact
from app.domain.money import Money
from app.domain.product import Product, TaxCode, barcode_key
from app.domain.quantity import Quantity
from app.domain.sale import Kind, Payment, Sale, SaleLine
from app.storage.classify import DATABASE_NAME
from app.storage.store import WriterStore, open_store
from tests.clocks import HeldClock
from tests.commands.conftest import Suki
from tests.people import everyone
from tests.storage.builders import a_sale

CLOCK = HeldClock()
BY = everyone()
_FIGURES = {
    "customers": """SELECT name, total_purchases, transaction_count, first_purchase_date,
        last_purchase_date FROM customers WHERE transaction_count > 0 ORDER BY name_key""",
    "days": """SELECT business_date, kind, count(*), sum(total_amount),
        sum(discount_amount), sum(tax_amount) FROM sales WHERE status = 'completed'
        GROUP BY 1, 2 ORDER BY 1, 2""",
    "lines": """SELECT name, sku, barcode, unit, quantity, unit_price, sale_items.discount_amount,
        total_price, tax_rate_bp, tax_code FROM sale_items JOIN sales ON sales.id = sale_id
        WHERE status = 'completed' ORDER BY 1, 2, 5, 6, 7, 8, 9""",
    "payments": """SELECT method, sum(amount) FROM payments JOIN sales ON sales.id = sale_id
        WHERE status = 'completed' GROUP BY 1 ORDER BY 1""",
}
_GOODS = """SELECT sku, name, name_folded, brand, category, products.unit, products.price, cost,
    tax_code, stock, min_stock, is_active, family, variant, lowest_price, barcode, factor
FROM products LEFT JOIN product_barcodes ON product_id = products.id ORDER BY sku, barcode"""
# Names that spreadsheets make something of; no letter that our own cleaning would change.
_WORDS = st.text("aAñé=+-@'\"9,; Ø日", min_size=1, max_size=12).map(
    lambda text: " ".join(f"{text}x".split())
)


@contextmanager
def a_shop(folder: Path) -> Iterator[WriterStore]:
    folder.mkdir(exist_ok=True)
    store = open_store(folder, CLOCK, is_till=False)
    try:
        yield store
    finally:
        store.close()


def run(*words: object) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in words], clock=CLOCK)
    assert code == 0, err.getvalue()
    return out.getvalue()


def figures(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as file:
        return {name: file.execute(query).fetchall() for name, query in _FIGURES.items()}


def goods(folder: Path) -> list[tuple[object, ...]]:
    """Give all that a shop knows of its products but when it came to know it."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as file:
        return file.execute(_GOODS).fetchall()


@st.composite
def lines(draw: st.DrawFn) -> SaleLine:
    price = draw(st.integers(0, 500_000))
    count = draw(st.integers(1, 20_000))
    gross = (price * count + 500) // 1000
    discount = draw(st.integers(0, gross))
    return SaleLine(
        draw(_WORDS), Quantity(count), Money(price), Money(gross - discount), Money(discount),
        draw(st.sampled_from(["", "S-1", "=S", "007"])), draw(st.sampled_from(["", "04800123"])),
        draw(st.sampled_from(["pc", "kg"])), draw(st.sampled_from([0, 500, 1200])),
    )  # fmt: skip


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    kept = tuple(draw(st.lists(lines(), min_size=1, max_size=3)))
    kind = draw(st.sampled_from(Kind))
    sign = -1 if kind is Kind.RETURN else 1
    kept = tuple(
        replace(
            each,
            quantity=Quantity(sign * each.quantity.thousandths),
            total=Money(sign * each.total.minor),
            discount=Money(sign * each.discount.minor),
        )
        for each in kept
    )
    total = sum(each.total.minor for each in kept)
    first = draw(st.integers(0, abs(total))) * sign
    ways = [("cash", first), ("gcash", total - first)]
    parts = tuple(Payment(way, Money(amount)) for way, amount in ways if amount)
    plain = a_sale(
        draw(st.none() | _WORDS),
        [SaleLine("x", Quantity.of(1), Money(0), Money(0))],
        at=CLOCK.now() - timedelta(milliseconds=draw(st.integers(0, 10**10))),
        cashier=draw(st.sampled_from(["", "Nena"])),
    )
    return Sale(
        plain.key, kept, parts, plain.sold_at, CLOCK.local(plain.sold_at).date(),
        plain.customer, kind, plain.cashier,
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(sales(), min_size=1, max_size=6))
def test_sales_come_back_with_the_same_figures(ending: str, sold: list[Sale]) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there, file = Path(name, "a"), Path(name, "b"), Path(name, f"sales.{ending}")
        with a_shop(here) as store:
            for sale in sold:
                store.sales.record(sale, by=BY)
            gone = store.sales.record(a_sale("Ana"), by=BY)
            store.sales.void(gone.sale_id, "typed twice", CLOCK.now(), by=BY)
        run("--data", here, "export", "sales", file)
        said = run("--data", there, "import", "sales", file)
        assert said.startswith(f"{len(sold)} sale")
        if ending == "csv":
            assert figures(there) == figures(here)
        else:
            without_moments = [figures(each)["customers"] for each in (here, there)]
            one, two = ([row[:3] for row in rows] for rows in without_moments)
            assert one == two
            assert figures(there)["days"] == figures(here)["days"]
        assert "0 sales added" in run("--data", there, "import", "sales", file)
        assert "0 sales added" in run("--data", here, "import", "sales", file)
        run("--data", there, "export", "sales", file)
        assert "0 sales added" in run("--data", here, "import", "sales", file)


def test_a_sale_that_comes_home_is_not_said_to_differ(suki: Suki, tmp_path: Path) -> None:
    with a_shop(tmp_path / "shop") as store:
        store.sales.record(a_sale("Ana"), by=BY)
    suki("export", "sales", tmp_path / "s.csv")
    said = suki("import", "sales", tmp_path / "s.csv")
    assert "1 known already" in said.out
    assert "other content" not in said.err


_AMOUNTS = st.none() | st.integers(0, 10**7).map(Money)
# Eleven digits with a right check digit are a UPC-A code whose zero a spreadsheet took.
_CODES = ("4800123450173", "2012345000008", "0036000291452", "036000291452", "=1+1", "a-1")
_DIGITS = st.text("0123456789", min_size=1, max_size=14).filter(lambda each: len(each) != 11)
_PRODUCTS = st.builds(
    Product,
    st.just(0),
    st.uuids().map(lambda each: f"S{each.hex[:12]}"),
    _WORDS,
    st.integers(0, 10**8).map(Money),
    unit=st.sampled_from(["pc", "kg", "box"]),
    category=st.sampled_from(["", "=Dry", "Rice"]),
    brand=st.sampled_from(["", "'=x", "''+y"]),
    tax_code=st.sampled_from(TaxCode),
    cost=_AMOUNTS,
    stock=st.none() | st.integers(-(10**6), 10**6).map(Quantity),
    min_stock=st.none() | st.integers(0, 10**6).map(Quantity),
    family=st.sampled_from(["", "Shirt"]),
    variant=st.sampled_from(["", "Large, red"]),
    barcode=st.just("") | _DIGITS | st.sampled_from(_CODES),
    lowest_price=_AMOUNTS,
)


def _code(product: Product) -> object:
    return barcode_key(product.barcode) or product.sku


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_PRODUCTS, min_size=1, max_size=6, unique_by=(lambda each: each.sku, _code)))
def test_products_come_back_as_they_were(ending: str, shelf: list[Product]) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there, file = Path(name, "a"), Path(name, "b"), Path(name, f"products.{ending}")
        with a_shop(here) as store:
            store.products.bring_in(shelf, by=BY)
        run("--data", here, "export", "products", file)
        run("--data", there, "import", "products", file)
        assert goods(there) == goods(here)
        with a_shop(there) as store:
            assert store.products.bring_in(shelf, by=BY).known == len(shelf)


_CONTACTS = st.builds(
    Contact,
    _WORDS.map(lambda text: f"N {text}"),
    st.sampled_from(["", "+63 917 123 4567", "09171234567", "'0917"]),
    st.sampled_from(["", "a@b.c", "@b"]),
    st.sampled_from(["", "=1 Rizal St, Cebu"]),
    st.sampled_from(["", "pays on Friday", "-two\nlines", "'=x"]),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_CONTACTS, min_size=1, max_size=6, unique_by=lambda each: each.name.casefold()))
def test_customers_come_back_as_they_were(ending: str, people: list[Contact]) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there, file = Path(name, "a"), Path(name, "b"), Path(name, f"people.{ending}")
        with a_shop(here) as store:
            added = store.customers.bring_in(people, by=BY).added
        run("--data", here, "export", "customers", file)
        run("--data", there, "import", "customers", file)
        with a_shop(there) as store:
            counts = store.customers.bring_in(people, by=BY)
            assert (counts.added, counts.known) == (0, len(people))
            assert store.customers.count(by=BY) == added
