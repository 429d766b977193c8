from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.errors import NotAllowed, SaleRefused
from app.domain.imported import ImportCounts, ImportedSale, LaidOutSale
from app.domain.sale import Sale
from app.storage.import_rows import laid_out
from app.storage.rehearsal import open_rehearsal
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_return, a_sale

NAMES = ("", "Ana", "ANA", "ana  reyes", "Ana Reyes", "Peña", "\u200b", "A" * 130, "walk-in")
OWNER = everyone()


def _sale(number: int, name: str, minor: int, *, is_return: bool) -> Sale:
    if is_return:
        return a_return([a_line(minor, "-1")], customer=name, foreign=str(number))
    return a_sale(name, [a_line(minor)], foreign=str(number))


imported = st.builds(
    lambda number, name, minor, is_return: ImportedSale(
        f"import/number/{number}", _sale(number, name, minor, is_return=is_return)
    ),
    st.integers(1, 12),
    st.sampled_from(NAMES),
    st.integers(1, 3),
    st.booleans(),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[WriterStore]:
    (tmp_path / "rehearsed").mkdir()
    store = open_store(tmp_path / "rehearsed", FixedClock())
    yield store
    store.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(imported, max_size=8), max_size=4))
def test_a_rehearsal_says_what_comes_of_it(
    shop: WriterStore, batches: list[list[ImportedSale]]
) -> None:
    folder = shop.database.path.parent
    rehearsal = open_rehearsal(folder, FixedClock())
    said = [rehearsal.sales.bring_in(batch, by=OWNER) for batch in batches]
    rehearsal.close()
    assert said == [shop.sales.bring_in(batch, by=OWNER) for batch in batches]


def test_a_rehearsal_changes_no_byte(shop: WriterStore) -> None:
    path = shop.database.path
    before = [path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()]
    rehearsal = open_rehearsal(path.parent, FixedClock())
    one = ImportedSale("import/number/1", a_sale("Ana"))
    assert rehearsal.sales.bring_in([one, one], by=OWNER) == ImportCounts(1, 1, 1)
    rehearsal.close()
    assert before == [path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()]


def test_who_may_not_import_may_not_rehearse_it(shop: WriterStore) -> None:
    rehearsal = open_rehearsal(shop.database.path.parent, FixedClock())
    with pytest.raises(NotAllowed):
        rehearsal.sales.bring_in([], by=Actor("Ben", frozenset()))
    rehearsal.close()


def test_a_sale_laid_out_elsewhere_lies_in_the_file_like_any_other(
    shop: WriterStore, tmp_path: Path
) -> None:
    sales = [
        ImportedSale("import/number/1", a_sale("Peña", [a_line(100), a_line(250, "0.5")])),
        ImportedSale("import/number/2", a_return([a_line(50, "-1")], customer="Ben", foreign="C4")),
    ]
    sent = json.loads(json.dumps([laid_out(sale).rows for sale in sales]))
    shop.sales.bring_in([LaidOutSale(rows) for rows in sent], by=OWNER)
    (tmp_path / "other").mkdir()
    other = open_store(tmp_path / "other", FixedClock())
    other.sales.bring_in(sales, by=OWNER)
    for table in ("sales", "sale_items", "payments", "sales_days", "customers", "sale_series"):
        rows = [each.database.rows(f"SELECT * FROM {table}") for each in (shop, other)]
        assert rows[0] == rows[1] != []
    assert shop.verify(by=OWNER).discrepancies == ()
    other.close()


def test_a_sale_no_column_can_hold_is_refused_where_it_is_laid_out() -> None:
    sale = a_sale(lines=[replace(a_line(100), product_id=2**70)])
    with pytest.raises(SaleRefused):
        laid_out(ImportedSale("import/number/1", sale))
