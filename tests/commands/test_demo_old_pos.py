"""What the tour brings along and imports is what other systems leave behind."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from app.commands.demo_old_pos import make_old_pos
from app.commands.demo_sales_file import make_sales_file
from tests.commands.conftest import Suki


def test_it_comes_along_whole_with_names_that_stand_for_nobody(suki: Suki, tmp_path: Path) -> None:
    old = tmp_path / "old-pos.db"
    count = make_old_pos(old, seed=7, now=datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert count > 5_000
    told = suki("adopt", old, "--timezone", "UTC", "--feed").out.splitlines()
    report = json.loads(told[-1])["report"]
    assert report["sales"] == count
    assert report["look_at"] == {}
    assert report["no_name_sales"] > 100
    assert report["voided_sales"] > 50
    assert report["customers_new"] > 100
    assert suki("verify").code == 0


def test_the_list_of_sales_is_imported_but_for_the_rows_to_correct(
    suki: Suki, tmp_path: Path
) -> None:
    file = tmp_path / "sales.csv"
    count = make_sales_file(file, seed=7, now=datetime(2026, 3, 2, 9, tzinfo=UTC))
    said = suki("import", "sales", file, "--timezone", "UTC")
    assert f"{count} sales added" in said.out
    assert "2 rows left out" in said.out
    assert suki("verify").code == 0
