from __future__ import annotations

import csv
from datetime import UTC
from pathlib import Path

import pytest

from app.domain.errors import InvalidInput
from app.domain.imported import ImportedSale
from app.exchange.left_out import write_left_out
from app.exchange.rows import BadRow
from app.exchange.sales import SalesFile
from app.exchange.table import open_table
from tests.exchange.files import a_file


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_rows_come_as_they_were_with_their_reason_at_the_end(tmp_path: Path) -> None:
    table = open_table(a_file(tmp_path, "name,price", '"Salt, fine",x', "Rice,5", "=A1,-5"))
    out = tmp_path / "out.csv"
    assert write_left_out(out, table, {2: "=no", 4: "below zero"}) == 2
    assert rows_of(out) == [
        ["name", "price", "reason"],
        ["Salt, fine", "x", "'=no"],
        ["'=A1", "-5", "below zero"],
    ]


def test_a_file_that_was_corrected_is_written_anew_with_one_reason(tmp_path: Path) -> None:
    table = open_table(a_file(tmp_path, "name,price,reason", "Salt,x,old"))
    write_left_out(tmp_path / "out.csv", table, {2: "new"})
    assert rows_of(tmp_path / "out.csv") == [["name", "price", "reason"], ["Salt", "x", "new"]]


def test_a_row_that_slipped_stays_one_that_has_slipped(tmp_path: Path) -> None:
    table = open_table(a_file(tmp_path, "name,price", "Salt,5,6"))
    write_left_out(tmp_path / "out.csv", table, {2: "slipped"})
    assert rows_of(tmp_path / "out.csv")[1] == ["Salt", "5", "slipped", "6"]


def test_of_a_card_number_four_digits_are_kept(tmp_path: Path) -> None:
    table = open_table(a_file(tmp_path, "price,PAN Suffix", "x,4111111111114242"))
    write_left_out(tmp_path / "out.csv", table, {2: "no"})
    assert rows_of(tmp_path / "out.csv")[1] == ["x", "4242", "no"]


def test_dates_keep_their_meaning_in_a_file_of_a_few_rows(tmp_path: Path) -> None:
    rows = ("1,31/01/2026,5", "2,03/04/26 9:30,x")
    file = SalesFile(a_file(tmp_path, "sale,date,total", *rows), zone=UTC)
    bad = {row.number: row.reason for row in file.read() if isinstance(row, BadRow)}
    out = tmp_path / "out.csv"
    write_left_out(out, file.table, bad, file.places["date"] if file.day_first else None)
    assert rows_of(out)[1][:2] == ["2", "2026-04-03 9:30"]


def test_what_was_corrected_is_no_other_sale(tmp_path: Path) -> None:
    path = a_file(tmp_path, "date,total", "2026-01-01,x", "2026-01-01,-5.00")
    out = tmp_path / "out.csv"
    write_left_out(out, open_table(path), {3: "whatever"})
    (one,) = (item for item in SalesFile(path, zone=UTC).read() if isinstance(item, ImportedSale))
    (two,) = SalesFile(out, zone=UTC).read()
    assert one == two


def test_only_a_csv_file_is_written(tmp_path: Path) -> None:
    table = open_table(a_file(tmp_path, "name", "Salt"))
    with pytest.raises(InvalidInput):
        write_left_out(tmp_path / "out.xlsx", table, {2: "no"})
