"""Whatever an old file looks like, its sales come along as plain Python reads them."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.storage.adopt.adoption import adopt, preview
from app.storage.adopt.work import Wishes
from app.storage.classify import DATABASE_NAME
from app.storage.store import open_reader
from tests.people import everyone
from tests.storage.any_old_file import Answer, AnyOldFile, answers, key_of
from tests.storage.builders import FixedClock

BY = everyone("Nena")
WISHES = Wishes(zone=ZoneInfo("Asia/Manila"), no_names=())
FOUND = """SELECT sale_key, foreign_number, customers.name, total_amount, status FROM sales
LEFT JOIN customers ON customers.id = customer_id ORDER BY sales.id"""


def in_words(answer: Answer) -> str:
    """A name of signs alone may count as none."""
    return answer.buyer if any(map(str.isalnum, answer.buyer)) else ""


@pytest.mark.parametrize("turn", range(10))
def test_any_old_file_comes_along_as_it_was_foreseen_and_once(
    turn: int, tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    seed = random.randrange(10**9) + turn
    old = tmp_path / "old.db"
    AnyOldFile(seed).write(old)
    before, expected = old.read_bytes(), answers(old)
    foreseen = preview(old, folder, clock, WISHES, by=BY)
    report = adopt(old, folder, clock, WISHES, by=BY)
    assert foreseen.text() == report.text(), seed
    assert old.read_bytes() == before
    with closing(open_reader(folder, clock)) as store:
        assert store.verify(by=BY).discrepancies == (), seed
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as shop:
        found = shop.execute(FOUND).fetchall()
    for (_, _, name, total, status), old_id in zip(found, sorted_ids(expected), strict=True):
        answer = expected[old_id]
        said = key_of(name) if name and any(map(str.isalnum, key_of(name))) else ""
        assert (said, status == "voided") == (in_words(answer), answer.is_void), (seed, old_id)
        assert answer.total in (None, total), (seed, old_id)
    again = adopt(old, folder, clock, WISHES, by=BY)
    assert (again.is_nothing_new, again.known_sales) == (True, len(expected)), seed


def sorted_ids(expected: dict[object, Answer]) -> list[object]:
    return sorted(expected, key=lambda one: int(str(one)))
