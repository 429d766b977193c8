from __future__ import annotations

import codecs
import gzip
import sqlite3
from pathlib import Path

import pytest

from app.domain.errors import InvalidInput
from app.exchange.table import open_table
from tests.exchange.files import a_file

TEXT = "name,price\r\nNiño,₱5\r\n"


def content(path: Path) -> list[list[str]]:
    return [cells for _, cells in open_table(path).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_letters_of_a_file_are_known_by_their_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert open_table(path).header == ("name", "price")
    assert content(path) == [["Niño", "₱5"]]


def test_big_endian_letters_are_known_by_their_mark(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert content(path) == [["Niño", "₱5"]]


def test_an_old_windows_file_keeps_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("name,price\nNiño,€5\n".encode("cp1252"))
    assert content(path) == [["Niño", "€5"]]


def test_a_long_file_that_is_not_utf8_at_its_end_is_seen_as_old_windows(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"name\n" + b"plain\n" * 400_000 + "Niño\n".encode("cp1252"))
    assert content(path)[-1] == ["Niño"]


def test_letters_that_nobody_can_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"name\n\x81\x8d\n")
    with pytest.raises(InvalidInput, match="Save it as CSV in UTF-8"):
        open_table(path)


@pytest.mark.parametrize("name", ["export.csv", "export.csv.gz"])
def test_a_packed_file_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert content(path) == [["Niño", "₱5"]]


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode())[:-9])
    with pytest.raises(InvalidInput, match="not complete"):
        open_table(path)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_mark_between_cells_is_found(tmp_path: Path, mark: str) -> None:
    path = a_file(tmp_path, mark.join(("name", '"a, b; and c"', "price")), mark.join("xyz"))
    assert open_table(path).header == ("name", "a, b; and c", "price")
    assert content(path) == [["x", "y", "z"]]


def test_the_line_by_which_excel_names_the_mark_is_no_header(tmp_path: Path) -> None:
    path = a_file(tmp_path, "sep=|", "name|price", "x|1")
    assert open_table(path).header == ("name", "price")
    assert list(open_table(path).rows()) == [(3, ["x", "1"])]


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = a_file(tmp_path, "name,note", '"two\nlines",x', "", ",", "short")
    assert list(open_table(path).rows()) == [(2, ["two\nlines", "x"]), (5, ["short", ""])]


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_row(tmp_path: Path) -> None:
    path = a_file(tmp_path, "name,price", "a,1", '"b,2', "c,3", "d,4")
    with pytest.raises(InvalidInput, match=r"Row 3 cannot be read.*never closed"):
        content(path)


def test_it_is_also_named_when_the_rest_is_too_long_for_a_cell(tmp_path: Path) -> None:
    path = a_file(tmp_path, "name,price", "a,1", '"b,2', *["c,3"] * 50_000)
    with pytest.raises(InvalidInput, match=r"Row 3 cannot be read.*never closed"):
        content(path)


def test_a_quotation_mark_inside_a_cell_is_a_sign_like_any_other(tmp_path: Path) -> None:
    assert content(a_file(tmp_path, "name,price", 'Nail 5",3')) == [['Nail 5"', "3"]]


def test_a_file_may_end_without_a_line_end(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("name\nx")
    assert content(path) == [["x"]]


def test_what_is_no_table_is_named_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(InvalidInput, match=r"not an Excel workbook.*Save the sheet as CSV"):
        open_table(tmp_path / "sheet.csv")
    sqlite3.connect(tmp_path / "pos.csv").execute("CREATE TABLE t (a)").connection.close()
    with pytest.raises(InvalidInput, match="is a database"):
        open_table(tmp_path / "pos.csv")


def test_a_file_that_is_not_there_or_not_a_file_or_empty_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        open_table(tmp_path / "nowhere.csv")
    with pytest.raises(InvalidInput, match="is a folder"):
        open_table(tmp_path)
    with pytest.raises(InvalidInput, match="no header row"):
        open_table(a_file(tmp_path, ""))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_letters_of_two_bytes_are_known_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert open_table(path).header == ("name", "price")
    assert content(path) == [["Niño", "₱5"]]


LOCKED = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\xff" * 90


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (b"", "export.csv is empty."),
        (b"\xef\xbb\xbf\r\n\r\n", "has no header row"),
        (b"\x89PNG\r\n\x1a\n\0\0", "export.csv is a picture."),
        (b"\r\n <!DOCTYPE html><table>", "export.csv is a web page."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "export.csv is an old Excel workbook."),
        (LOCKED, "export.csv is locked with a password."),
        (b"\0" * 5_000, "export.csv is no text."),
        (b"\0\1\2\0\3\0\0\4" * 600, "export.csv is no text."),
    ],
)
def test_what_is_no_list_is_said_in_one_sentence(tmp_path: Path, begins: bytes, said: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(begins)
    with pytest.raises(InvalidInput) as refused:
        open_table(path)
    assert said in refused.value.message


def test_a_title_above_the_names_of_the_columns_is_passed_over(tmp_path: Path) -> None:
    path = a_file(tmp_path, "Our prices,,", ",,", "SKU,Name,Price", "S1,Salt,5")
    assert open_table(path).header == ("SKU", "Name", "Price")
    assert list(open_table(path).rows()) == [(4, ["S1", "Salt", "5"])]


@pytest.mark.parametrize("row", ["Ana", "Reyes, Ana"])
def test_the_one_name_of_a_list_of_one_column_is_no_title(tmp_path: Path, row: str) -> None:
    assert open_table(a_file(tmp_path, "name", row)).header == ("name",)


def test_one_name_among_empty_ones_is_the_header_where_no_other_row_is(tmp_path: Path) -> None:
    path = a_file(tmp_path, "name,,", "Ana,,", "Ben,,")
    assert open_table(path).header == ("name", "", "")
    assert len(content(path)) == 2
