"""A year of a real wholesaler through the real command, against right answers computed apart."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

FILE = "online_retail_5pct/online_retail_5pct.csv.gz"
ADJUSTMENTS = """SELECT business_date, count(DISTINCT sales.id), count(*) FROM sales
JOIN sale_items ON sale_id = sales.id
WHERE kind = 'return' AND foreign_number NOT LIKE 'C%' GROUP BY business_date"""
DAYS = """SELECT business_date,
    count(DISTINCT CASE kind WHEN 'sale' THEN sales.id END),
    count(DISTINCT CASE kind WHEN 'return' THEN sales.id END),
    sum(kind = 'sale'), sum(kind = 'return'), sum(quantity) / 1000, sum(total_price)
FROM sales JOIN sale_items ON sale_id = sales.id GROUP BY business_date"""


@pytest.fixture(scope="module")
def folder(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop into which the file was brought once."""
    shop = tmp_path_factory.mktemp("retail") / "shop"
    assert bring_in(shared_data, shop) == 0
    return shop


@pytest.fixture
def rows(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(
        sqlite3.connect(f"{(folder / 'shop.db').as_uri()}?mode=ro", uri=True)
    ) as open_file:
        yield open_file


def bring_in(shared_data: Path, shop: Path) -> int:
    file = str(shared_data / FILE)
    options = ["--returns", "C*", "--timezone", "UTC"]
    return main(["--data", str(shop), "import", "sales", file, *options])


def answers(shared_data: Path, name: str) -> list[dict[str, str]]:
    path = shared_data / "online_retail_5pct" / name
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def listed(shop: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert main(["--data", str(shop), "customers", "--json"]) == 0
    return {each["name"]: each for each in json.loads(capsys.readouterr().out)}


def utc(text: str) -> str | None:
    if not text:
        return None
    return datetime.fromisoformat(text).isoformat(timespec="milliseconds") + "Z"


def test_all_219_customers_have_the_right_count_total_and_dates(
    shared_data: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {
        name: (
            each["transaction_count"],
            each["total_purchases"],
            each["first_purchase_date"],
            each["last_purchase_date"],
        )
        for name, each in listed(folder, capsys).items()
    }
    expected = {
        row["customer_id"]: (
            int(row["sale_invoices"]),
            row["net_total_rounded_per_line"],
            utc(row["first_sale_at"]),
            utc(row["last_sale_at"]),
        )
        for row in answers(shared_data, "expected_customers.csv")
    }
    assert len(expected) == 219
    assert found == expected


def test_every_customer_has_the_right_returns_lines_and_units(
    shared_data: Path, rows: sqlite3.Connection
) -> None:
    query = """SELECT customer_name,
        count(DISTINCT CASE kind WHEN 'return' THEN sales.id END), sum(kind = 'sale'),
        sum(kind = 'return'), sum(CASE kind WHEN 'sale' THEN quantity ELSE 0 END) / 1000,
        -sum(CASE kind WHEN 'return' THEN quantity ELSE 0 END) / 1000
        FROM sales JOIN sale_items ON sale_id = sales.id
        WHERE customer_name <> '' GROUP BY customer_name"""
    figures = ("return_invoices", "sale_lines", "return_lines", "units_sold", "units_returned")
    assert {row[0]: row[1:] for row in rows.execute(query)} == {
        row["customer_id"]: tuple(int(row[name]) for name in figures)
        for row in answers(shared_data, "expected_customers.csv")
    }


def test_every_day_has_the_right_sales_returns_units_and_total(
    shared_data: Path, rows: sqlite3.Connection
) -> None:
    """The answers count a stock adjustment as a sale of negative units; to us it is a return."""
    adjusted = {day: (invoices, lines) for day, invoices, lines in rows.execute(ADJUSTMENTS)}
    assert sum(invoices for invoices, _ in adjusted.values()) == 11
    found = {}
    for day, sales, returns, sold, returned, units, total in rows.execute(DAYS):
        invoices, lines = adjusted.get(day, (0, 0))
        found[day] = (
            sales + invoices, returns - invoices, sold + lines, returned - lines, units, total,
        )  # fmt: skip
    expected = {
        row["day"]: (
            *(int(row[name]) for name in ("sale_invoices", "return_invoices")),
            *(int(row[name]) for name in ("sale_lines", "return_lines")),
            int(row["units_sold"]) - int(row["units_returned"]),
            int(Decimal(row["net_total_rounded_per_line"]) * 100),
        )
        for row in answers(shared_data, "expected_days.csv")
    }
    assert len(expected) == 294
    assert found == expected


def test_the_days_that_are_kept_beside_have_the_same_totals(
    shared_data: Path, rows: sqlite3.Connection
) -> None:
    kept = dict(rows.execute("SELECT business_date, total_amount FROM sales_days"))
    assert kept == {
        row["day"]: int(Decimal(row["net_total_rounded_per_line"]) * 100)
        for row in answers(shared_data, "expected_days.csv")
    }


def test_the_same_file_again_changes_nothing(
    shared_data: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listed(folder, capsys)
    assert bring_in(shared_data, folder) == 0
    assert capsys.readouterr().out.startswith("0 sales added, 1,305 known already")
    assert listed(folder, capsys) == before


def test_every_figure_equals_a_recount(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "verify"]) == 0
    assert capsys.readouterr().out == "Everything adds up: 1,305 sales, 219 customers.\n"


def test_a_history_is_whole_and_a_sale_has_its_lines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(folder), "history", "12415", "--json"]) == 0
    history = json.loads(capsys.readouterr().out)
    kinds = [sale["kind"] for sale in history["sales"]]
    assert (kinds.count("sale"), kinds.count("return")) == (21, 5)
    total = sum(Decimal(sale["total_amount"]) for sale in history["sales"])
    assert str(total) == history["customer"]["total_purchases"] == "123725.45"
    assert main(["--data", str(folder), "sale", "553000", "--customer", "17667", "--json"]) == 0
    sale = json.loads(capsys.readouterr().out)
    assert [line["total_price"] for line in sale["lines"]] == ["23.12", "19.50", "19.50", "0.00"]
    assert sale["total_amount"] == "62.12"
