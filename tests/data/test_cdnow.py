"""Sixty-nine thousand real purchases without numbers, through the real command."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from app.__main__ import main

COLUMNS = "customer=customer_id,date=date,quantity=number_of_cds,total=dollar_value"


@pytest.fixture(scope="module")
def folder(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop into which the file was brought once."""
    shop = tmp_path_factory.mktemp("cdnow") / "shop"
    assert bring_in(shared_data, shop) == 0
    return shop


def bring_in(shared_data: Path, shop: Path) -> int:
    file = str(shared_data / "cdnow/cdnow_master.csv.gz")
    options = ["--columns", COLUMNS, "--timezone", "UTC"]
    return main(["--data", str(shop), "import", "sales", file, *options])


def test_all_23570_customers_have_the_right_count_total_and_dates(
    shared_data: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--data", str(folder), "customers", "--json"]) == 0
    found = {
        each["name"]: (
            each["transaction_count"],
            each["total_purchases"],
            each["first_purchase_date"],
            each["last_purchase_date"],
        )
        for each in json.loads(capsys.readouterr().out)
    }
    with gzip.open(shared_data / "cdnow/expected_customers.csv.gz", "rt", newline="") as text:
        expected = {
            row["customer_id"]: (
                int(row["purchases"]),
                row["total"],
                f"{row['first_purchase']}T00:00:00.000Z",
                f"{row['last_purchase']}T00:00:00.000Z",
            )
            for row in csv.DictReader(text)
        }
    assert len(expected) == 23_570
    assert found == expected


def test_every_month_has_the_right_purchases_customers_units_and_total(
    shared_data: Path, folder: Path
) -> None:
    query = """SELECT substr(business_date, 1, 7), count(*), count(DISTINCT customer_id),
        sum((SELECT sum(quantity) FROM sale_items WHERE sale_id = sales.id)) / 1000,
        sum(total_amount) FROM sales GROUP BY 1 ORDER BY 1"""
    uri = f"{(folder / 'shop.db').as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as rows:
        found = rows.execute(query).fetchall()
    with (shared_data / "cdnow/expected_months.csv").open(newline="") as text:
        expected = [
            (
                row["month"],
                *(int(row[name]) for name in ("purchases", "customers", "units")),
                int(Decimal(row["total"]) * 100),
            )
            for row in csv.DictReader(text)
        ]
    assert len(expected) == 18
    assert found == expected


def test_the_same_file_again_changes_nothing(
    shared_data: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(shared_data, folder) == 0
    assert capsys.readouterr().out.startswith("0 sales added, 69,659 known already")
    assert main(["--data", str(folder), "verify"]) == 0
    assert capsys.readouterr().out == "Everything adds up: 69,659 sales, 23,570 customers.\n"
