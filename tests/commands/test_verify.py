from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Suki
from tests.exchange.files import a_file


@pytest.fixture
def file(suki: Suki, tmp_path: Path, folder: Path) -> Path:
    """A shop with one customer; gives its database."""
    rows = ["2026-01-01,Ana,5.00", "2026-01-02,Ana,7.00"]
    suki("import", "sales", a_file(tmp_path, "date,customer,total", *rows))
    return folder / "shop.db"


def spoil(file: Path) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE customers SET total_purchases = 9900, transaction_count = 3")
    connection.close()


@pytest.mark.usefixtures("file")
def test_a_shop_that_adds_up_says_so(suki: Suki) -> None:
    said = suki("verify")
    assert (said.code, said.out) == (0, "Everything adds up: 2 sales, 1 customer.\n")
    assert json.loads(suki("verify", "--json").out) == {
        "sales": 2,
        "customers": 1,
        "unlinked": 0,
        "repaired": False,
        "discrepancies": [],
    }


def test_a_figure_that_differs_is_shown_and_refused(suki: Suki, file: Path) -> None:
    spoil(file)
    said = suki("verify")
    assert said.code == 1
    assert "99.00" in said.out
    assert "12.00" in said.out
    assert "2 figures differ from the recount. `suki verify --repair`" in said.out
    report = json.loads(suki("verify", "--json").out)
    assert {(each["stored"], each["recounted"]) for each in report["discrepancies"]} == {
        ("99.00", "12.00"),
        ("3", "2"),
    }


def test_a_repair_writes_the_recount(suki: Suki, file: Path) -> None:
    spoil(file)
    said = suki("verify", "--repair")
    assert said.code == 0
    assert "2 figures differed and now are as recounted." in said.out
    assert suki("verify").code == 0


def test_a_repair_waits_until_the_till_is_closed(suki: Suki, file: Path, writing: Any) -> None:
    spoil(file)
    with writing():
        assert suki("verify").code == 1
        said = suki("verify", "--repair")
    assert said.code == 1
    assert "Close the till first" in said.err
    assert suki("verify").code == 1


def test_very_many_differences_are_cut_for_people_but_not_for_programs(
    suki: Suki, tmp_path: Path, folder: Path
) -> None:
    rows = [f"2026-01-01,Customer {n},5.00" for n in range(60)]
    suki("import", "sales", a_file(tmp_path, "date,customer,total", *rows))
    connection = sqlite3.connect(folder / "shop.db")
    with connection:
        connection.execute("UPDATE customers SET total_purchases = 1")
    connection.close()
    assert "... and 10 more; --json has them all." in suki("verify").out
    assert len(json.loads(suki("verify", "--json").out)["discrepancies"]) == 60
