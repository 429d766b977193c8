"""What the till's window is told of a file of products, line by line."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import Actor
from tests.commands.conftest import Suki
from tests.exchange.files import a_file

HEADER = "SKU,Barcode,Name,Price"


def feed(
    suki: Suki, monkeypatch: Any, path: Path, *answers: str, what: str = "products"
) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{word}\n" for word in answers)))
    said = suki("import", what, path, "--feed")
    lines = [json.loads(line) for line in said.out.splitlines()]
    return [line for line in lines if "at" not in line]  # how far it is, on a slow machine


@pytest.fixture
def path(tmp_path: Path, suki: Suki, folder: Path) -> Path:
    """A file of which the shop knows a part already."""
    suki("import", "products", a_file(tmp_path, HEADER, "S1,,Salt,5", "S2,4806,Sugar,60"))
    rows = ("S1,,Salt,5", "S2,,Sugar,62", "S3,,Rice,50", "S4,4806,Flour,9", "S5,,,1")
    return a_file(tmp_path, HEADER, *rows, name="new.csv")


def test_the_preview_tells_new_changed_unchanged_and_refused_rows(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    look, preview = feed(suki, monkeypatch, path)
    assert (preview["added"], preview["changed"], preview["known"]) == (1, 1, 1)
    taken, no_name = preview["refused"]
    assert no_name == [6, "The name is missing."]
    assert taken[0] == 5
    assert "4806 belongs to Sugar" in taken[1]
    assert look["header"] == ["SKU", "Barcode", "Name", "Price"]
    assert look["first"][0] == ["S1", "", "Salt", "5"]
    assert look["columns"] == {"sku": "SKU", "barcode": "Barcode", "name": "Name", "price": "Price"}
    assert {"sku", "cost", "tax"} <= set(look["ours"])
    assert "handle" not in look["ours"]


def test_nothing_is_written_by_reading(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    feed(suki, monkeypatch, path, "go", "next")
    again = feed(suki, monkeypatch, path)[1]
    assert again["added"] == 1


def test_the_rows_of_use_follow_with_their_numbers_after_go(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    batch, done = feed(suki, monkeypatch, path, "go", "next")[2:]
    assert [(rows, facts[1]) for rows, facts in batch["batch"]] == [
        ([2], "Salt"),
        ([3], "Sugar"),
        ([4], "Rice"),
    ]
    assert done == {"done": True}


def test_whoever_says_nothing_more_gets_nothing_more(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    many = a_file(tmp_path, HEADER, *(f"S{n},,Article {n},5" for n in range(160)))
    lines = feed(suki, monkeypatch, many, "go", "next", "enough", "next")
    assert [set(line) for line in lines[2:]] == [{"batch"}, {"batch"}]


def test_a_file_that_cannot_be_read_is_named_in_one_sentence(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (said,) = feed(suki, monkeypatch, tmp_path / "none.csv")
    assert said["problem"].startswith("There is no file")


def test_a_file_whose_columns_nobody_knows_is_shown_so_that_they_can_be_named(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (said,) = feed(suki, monkeypatch, a_file(tmp_path, "Colour,Weight", "red,5"))
    assert said["missing"].startswith("Which column is the name of the product?")
    assert (said["header"], said["first"]) == (["Colour", "Weight"], [["red", "5"]])


def test_columns_once_named_are_known_the_next_time(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, writing: Any, by: Actor
) -> None:
    path = a_file(tmp_path, "Ware,Ref,Geld", "Salt,S1,5")
    with writing() as store:
        named = {"name": "Ware", "sku": "Ref", "price": "Geld", "cost": ""}
        store.settings.keep_columns("products", ["Ware", "Ref", "Geld"], named, by=by)
    look, preview = feed(suki, monkeypatch, path)
    assert look["columns"] == {"name": "Ware", "sku": "Ref", "price": "Geld"}
    assert preview["added"] == 1
    assert "1 product added" in suki("import", "products", path).out


def test_sales_and_customers_are_fed_as_products_are(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = ("1,2026-01-01,Ana,1,5", "1,2026-01-01,Ana,x,6", "2,2026-01-02,Ana,1,7")
    path = a_file(tmp_path, "sale,date,customer,quantity,price", *rows)
    _, preview, batch = feed(suki, monkeypatch, path, "go", what="sales")
    assert (preview["added"], preview["customers"]) == (1, 1)
    assert [row for row, _ in preview["refused"]] == [2, 3]
    ((numbers, facts),) = batch["batch"]
    assert (numbers, facts[0]) == ([4], "import/number/2")
    people = a_file(tmp_path, "name,phone", "Ana,0917", name="people.csv")
    _, preview, batch = feed(suki, monkeypatch, people, "go", what="customers")
    assert batch["batch"] == [[[2], ["Ana", "0917", "", "", ""]]]


def test_rows_left_out_are_written_when_that_is_asked(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path, tmp_path: Path
) -> None:
    wanted = json.dumps({"path": str(tmp_path / "out.csv"), "rows": [[6, "no name"]]})
    said = feed(suki, monkeypatch, path, f"left-out {wanted}", "go")
    assert said[2] == {"saved": "out.csv"}
    assert "batch" in said[3]
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["SKU,Barcode,Name,Price,reason", "S5,,,1,no name"]
    nowhere = json.dumps({"path": str(tmp_path / "no" / "out.csv"), "rows": [[6, "no name"]]})
    last = feed(suki, monkeypatch, path, f"left-out {nowhere}")[2]
    assert "could not be written" in last["not_saved"]


def test_a_header_with_nothing_under_it_and_two_columns_of_one_name_are_said(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, bare = feed(suki, monkeypatch, a_file(tmp_path, HEADER))
    assert bare["remarks"] == ["There is nothing to bring in under the names of the columns."]
    twice = a_file(tmp_path, "SKU,Name,Price,Price", "S9,Tea,5,6")
    _, preview = feed(suki, monkeypatch, twice)
    assert preview["remarks"] == ['Of the columns called "Price" the first counts.']


def test_after_a_refused_item_the_batches_are_as_large_as_before(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: Path
) -> None:
    rows = [f"N{n},{4806 if n == 7 else ''},Article {n},5" for n in range(160)]
    lines = feed(suki, monkeypatch, a_file(tmp_path, HEADER, *rows), "go", "next", "next")
    assert [len(line.get("batch", ())) for line in lines[2:]] == [100, 59, 0]


def test_copies_of_the_shop_that_a_power_cut_left_are_removed(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name, days in (("suki-trial-old", 2), ("suki-trial-new", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "shop.db").write_bytes(b"Ana")
        then = time.time() - days * 86_400
        os.utime(tmp_path / name, (then, then))
    feed(suki, monkeypatch, path)
    assert [each.name for each in tmp_path.glob("suki-trial-*")] == ["suki-trial-new"]
