"""The sales of a ready-made shop whose customers have accents in their names."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.__main__ import main

LINES = """SELECT InvoiceId, InvoiceDate, FirstName || ' ' || LastName, Name, Quantity,
    printf('%.2f', InvoiceLine.UnitPrice)
FROM InvoiceLine JOIN Invoice USING (InvoiceId) JOIN Customer USING (CustomerId)
JOIN Track USING (TrackId) ORDER BY TrackId"""


@pytest.fixture
def export(shared_data: Path, tmp_path: Path) -> Path:
    """Its lines as a spreadsheet writes them: UTF-16, semicolons.

    They are in the order of the articles, so that the lines of a sale lie far apart.
    """
    database = tmp_path / "chinook.sqlite"
    database.write_bytes(
        gzip.decompress((shared_data / "sample_db/chinook.sqlite.gz").read_bytes())
    )
    with closing(sqlite3.connect(database)) as source:
        lines = source.execute(LINES).fetchall()
    assert len(lines) == 2_240
    file = tmp_path / "lines.csv"
    with file.open("w", encoding="utf-16", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(("Receipt no.", "Date", "Customer", "Item", "Qty", "Unit price"))
        writer.writerows(lines)
    return file


def test_all_59_customers_have_the_right_count_total_and_dates(
    shared_data: Path, export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = ["--data", str(tmp_path / "shop")]
    assert main([*shop, "import", "sales", str(export), "--timezone", "UTC", "--strict"]) == 0
    assert capsys.readouterr().out.startswith("412 sales added, 0 known already, 59 new customers")
    assert main([*shop, "customers", "--json"]) == 0
    found = {
        each["name"]: (
            each["transaction_count"],
            each["total_purchases"],
            each["first_purchase_date"][:10],
            each["last_purchase_date"][:10],
        )
        for each in json.loads(capsys.readouterr().out)
    }
    answers = shared_data / "sample_db/chinook_expected_customers.csv"
    with answers.open(encoding="utf-8", newline="") as text:
        assert found == {
            f"{row['first_name']} {row['last_name']}": (
                int(row["sales"]),
                row["total"],
                row["first_sale"][:10],
                row["last_sale"][:10],
            )
            for row in csv.DictReader(text)
        }
    assert main([*shop, "history", "luís gonçalves"]) == 0
    assert main([*shop, "history", "luis goncalves"]) == 1
    assert 'Did you mean "Luís Gonçalves"?' in capsys.readouterr().err
