from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.money import Money
from app.domain.quantity import Quantity
from app.exchange.sheets import Cell, NotWritten, Sheet, write_csv, write_workbook

MANILA = timezone(timedelta(hours=8))
MOMENT = datetime(2026, 11, 12, 6, 41, 7, 250_000, tzinfo=UTC).astimezone(MANILA)
DANGEROUS = ("=1+1", "+63 917", "-x", "@SUM(A1)", "\tx", "\rx")


def a_sheet(*rows: tuple[Cell, ...], name: str = "Things") -> Sheet:
    width = len(rows[0]) if rows else 2
    return Sheet(name, tuple(f"c{number}" for number in range(width)), rows)


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_kind_of_cell_is_written_the_one_way(tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    row = ("Niño, ₱", 7, Money(-123450), Quantity(725), MOMENT, date(2026, 11, 12), None)
    assert write_csv(path, a_sheet(row)) == 1
    assert lines_of(path)[1] == [
        *("Niño, ₱", "7", "-1234.50", "0.725", "2026-11-12T14:41:07.250+08:00", "2026-11-12", "")
    ]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "x.csv", a_sheet((text, Money(-5))))
    assert lines_of(tmp_path / "x.csv")[1] == ["'" + text, "-0.05"]
    write_workbook(tmp_path / "x.xlsx", [a_sheet((text, Money(-5)))])
    cell = load_workbook(tmp_path / "x.xlsx").worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r").strip() == text.strip()


def test_a_workbook_has_exact_numbers_and_texts_that_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [("0004800123", Money(10), Quantity(1500), MOMENT, 12, None)]
    assert write_workbook(path, [a_sheet(*rows), a_sheet(*rows, name="Again")]) == 2
    book = load_workbook(path)
    assert book.sheetnames == ["Things", "Again"]
    code, price, quantity, when, count, nothing = next(
        book["Things"].iter_rows(min_row=2, values_only=True)
    )
    assert (code, count, nothing) == ("0004800123", 12, None)
    assert (Decimal(str(price)), Decimal(str(quantity))) == (Decimal("0.1"), Decimal("1.5"))
    assert when == datetime(2026, 11, 12, 14, 41, 7)  # noqa: DTZ001 - a workbook knows no zone


@given(st.text(max_size=40))
def test_any_text_can_be_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    assert write_csv(folder / "t.csv", a_sheet((text, 1))) == 1
    assert write_workbook(folder / "t.xlsx", [a_sheet((text, 1))]) == 1
    assert len(lines_of(folder / "t.csv")) == 2
    load_workbook(folder / "t.xlsx").close()


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("precious")

    def stop(_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten, match="No space left"):
        write_csv(path, a_sheet(("a", 1)), stop)
    with pytest.raises(NotWritten):
        write_csv(tmp_path / "gone" / "x.csv", a_sheet(("a", 1)))
    assert path.read_text() == "precious"
    assert [each.name for each in tmp_path.iterdir()] == ["old.csv"]


def test_work_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(row: int) -> None:
        if row == 3:
            raise KeyboardInterrupt

    rows = [("x", 1)] * 5
    with pytest.raises(KeyboardInterrupt):
        write_csv(tmp_path / "x.csv", a_sheet(*rows), stop)
    with pytest.raises(KeyboardInterrupt):
        write_workbook(tmp_path / "x.xlsx", [a_sheet(*rows)], stop)
    assert list(tmp_path.iterdir()) == []
