from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.exchange.products import ProductsFile
from app.exchange.table import open_table


def a_workbook(folder: Path, *rows: Sequence[object], name: str = "list.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    path = folder / name
    book.save(path)
    return path


def content(path: Path) -> list[tuple[int, list[str]]]:
    return list(open_table(path).rows())


def test_a_workbook_is_read_like_any_file_of_rows(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, ["Name", "Price"], ["Niño", 5], [None, None], ["Salt", 12.5])
    assert open_table(path).header == ("Name", "Price")
    assert content(path) == [(2, ["Niño", "5"]), (4, ["Salt", "12.5"])]


def test_a_workbook_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, ["Name"], ["Salt"])
    renamed = path.rename(tmp_path / "list.csv")
    assert content(renamed) == [(2, ["Salt"])]


def test_empty_rows_may_stand_above_the_header(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [None], ["Name"], ["Salt"])
    assert content(path) == [(3, ["Salt"])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (4800016644931, "4800016644931"),
        (4800016644931.0, "4800016644931"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (True, "TRUE"),
        (date(2026, 11, 8), "2026-11-08 00:00:00"),
    ],
)
def test_numbers_are_written_as_they_are_meant(tmp_path: Path, cell: object, text: str) -> None:
    assert content(a_workbook(tmp_path, ["a"], [cell])) == [(2, [text])]


def test_zeros_that_only_a_format_shows_are_kept(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["barcode"])
    sheet.append([49000028904])
    sheet["A2"].number_format = "0000000000000"
    book.save(tmp_path / "list.xlsx")
    assert content(tmp_path / "list.xlsx") == [(2, ["0049000028904"])]


def test_barcodes_that_excel_made_numbers_of_are_mended_and_counted(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        ["SKU", "Barcode", "Name", "Price", "Stock"],
        [1001, 12345678905, "Salt", 18.5, 40],
        ["S2", "4800016644931.0", "Sugar", 62, 3.5],
    )
    file = ProductsFile(path)
    assert list(file.read()) == [
        Product(0, "1001", "Salt", Money(1850), "012345678905", stock=Quantity.of(40)),
        Product(0, "S2", "Sugar", Money(6200), "4800016644931", stock=Quantity(3500)),
    ]
    assert file.repaired == 2


@pytest.mark.parametrize("beginning", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500])
def test_what_only_begins_like_a_workbook_is_refused(tmp_path: Path, beginning: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(beginning)
    with pytest.raises(InvalidInput, match="Save the sheet as CSV"):
        open_table(path)


def test_a_workbook_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, ["Name"], *[[f"Salt {n}"] for n in range(500)])
    path.write_bytes(path.read_bytes()[:-2_000])
    with pytest.raises(InvalidInput, match="Save the sheet as CSV"):
        open_table(path)


def test_a_workbook_without_anything_in_it_has_no_header(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no header row"):
        open_table(a_workbook(tmp_path))


def test_the_list_is_found_behind_a_cover_a_hidden_sheet_and_a_title(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Our shop"])
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden.append(["SKU", "Name", "Price"])
    shown = book.create_sheet("Items")
    shown.append(["Prices of March"])
    shown.merge_cells("A1:C1")
    for row in ([], ["SKU", "Name", "Price"], ["S1", "Salt", 5]):
        shown.append(row)
    book.save(tmp_path / "list.xlsx")
    assert open_table(tmp_path / "list.xlsx").header == ("SKU", "Name", "Price")
    assert content(tmp_path / "list.xlsx") == [(4, ["S1", "Salt", "5"])]


def test_a_list_of_one_column_needs_no_second(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, ["name"], ["Ana"], ["Ben"])
    assert open_table(path).header == ("name",)
    assert content(path) == [(2, ["Ana"]), (3, ["Ben"])]


def test_a_workbook_is_unpacked_once_for_all_its_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_workbook(tmp_path, ["name"], *([f"N{n}"] for n in range(5_000)))
    first = content(path)
    monkeypatch.setattr("openpyxl.load_workbook", None)
    assert content(path) == first == [(n + 2, [f"N{n}"]) for n in range(5_000)]


def test_a_workbook_that_was_saved_again_is_read_again(tmp_path: Path) -> None:
    assert content(a_workbook(tmp_path, ["name"], ["Ana"])) == [(2, ["Ana"])]
    assert content(a_workbook(tmp_path, ["name"], ["Ana"], ["Ben"]))[-1] == (3, ["Ben"])
