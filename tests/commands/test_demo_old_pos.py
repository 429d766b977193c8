"""The tour's database of another POS is one, and comes along without a row to look at."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from app.commands.demo_old_pos import make_old_pos
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
