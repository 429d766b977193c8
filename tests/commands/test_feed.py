"""What the till's window is told of a file of products, line by line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.clocks import HeldClock
from tests.commands.conftest import Suki
from tests.exchange.files import a_file

HEADER = "SKU,Barcode,Name,Price"


def feed(suki: Suki, monkeypatch: Any, path: Path, *answers: str) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{word}\n" for word in answers)))
    said = suki("import", "products", path, "--feed")
    return [json.loads(line) for line in said.out.splitlines()]


@pytest.fixture
def path(tmp_path: Path, suki: Suki, folder: Path) -> Path:
    """A file of which the shop knows a part already."""
    suki("import", "products", a_file(tmp_path, HEADER, "S1,,Salt,5", "S2,4806,Sugar,60"))
    rows = ("S1,,Salt,5", "S2,,Sugar,62", "S3,,Rice,50", "S4,4806,Flour,9", "S5,,,1")
    return a_file(tmp_path, HEADER, *rows, name="new.csv")


def test_the_preview_tells_new_changed_unchanged_and_refused_rows(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    (preview,) = feed(suki, monkeypatch, path)
    assert (preview["added"], preview["changed"], preview["known"]) == (1, 1, 1)
    (no_name, taken) = sorted(preview["refused"], key=lambda row: -row[0])
    assert no_name == [6, "The name is missing."]
    assert taken[0] == 5
    assert "4806 belongs to Sugar" in taken[1]
    assert preview["rows"][0]["name"] == "Salt"
    assert preview["columns"] == "sku=SKU, barcode=Barcode, name=Name, price=Price"


def test_nothing_is_written_by_reading(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    feed(suki, monkeypatch, path, "go", "next")
    (again,) = feed(suki, monkeypatch, path)
    assert again["added"] == 1


def test_the_rows_of_use_follow_with_their_numbers_after_go(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    _, batch, done = feed(suki, monkeypatch, path, "go", "next")
    assert [(row, product["name"]) for row, product in batch["batch"]] == [
        (2, "Salt"),
        (3, "Sugar"),
        (4, "Rice"),
    ]
    assert done == {"done": True}


def test_whoever_says_nothing_more_gets_nothing_more(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    many = a_file(tmp_path, HEADER, *(f"S{n},,Article {n},5" for n in range(60)))
    lines = feed(suki, monkeypatch, many, "go", "next")
    assert len(lines) == 3  # the preview and two batches


def test_a_file_of_no_use_is_named_in_one_sentence(
    suki: Suki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: HeldClock
) -> None:
    (said,) = feed(suki, monkeypatch, a_file(tmp_path, "Colour,Weight", "red,5"))
    assert said["problem"].startswith("Which column is the name of the product?")
