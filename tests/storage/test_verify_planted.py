"""One wrong value in each figure a shop keeps is told as that one, and nothing else beside it."""

from __future__ import annotations

import itertools
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.customer import CustomerRef
from app.domain.imported import ImportedSale
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.storage.classify import DATABASE_NAME
from app.storage.database import Database
from app.storage.references import lost_references
from app.storage.store import WriterStore, open_store
from app.storage.verify import verify
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_return, a_sale
from tests.storage.credits import an_account, on_account, paid_on
from tests.storage.test_sales import add_product

BY = everyone("Nena")
FAULTS = (Path(__file__).parent / "planted_faults.txt").read_text("utf-8")
"""What is changed, each with all that a recount then says."""
Finding = tuple[str, ...]

_MORE = (
    "INSERT INTO product_barcodes (barcode, product_id) VALUES ('480', 1)",
    "INSERT INTO quick_keys (position, product_id) VALUES (1, 1)",
    """INSERT INTO former_prices (product_id, factor, price, until)
    VALUES (1, 1000, 5, '2026-01-01T00:00:00.000Z')""",
    "INSERT INTO account_customers (customer_id, account_id) VALUES (4, 1)",
    "INSERT INTO customer_aliases (name_key, customer_id) VALUES ('bennie', 2)",
    """INSERT INTO products (id, sku, name, name_folded, price, created_at, updated_at)
    VALUES (77, 'late', 'late', ' late', 5,
        '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')""",
)
_REFERENCES = """SELECT m.name, f."from" FROM sqlite_schema AS m
JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'"""
_KEYS = """SELECT m.name, (SELECT group_concat(name, ', ') FROM pragma_table_info(m.name)
    WHERE pk) FROM sqlite_schema AS m WHERE type = 'table'"""
_NOWHERE = (-1, 0, 50, 999_999)
"""There are products before and behind the third."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with something in all that is recounted, closed."""
    folder, clock = tmp_path_factory.mktemp("sound"), FixedClock()
    store = open_store(folder, clock)
    _sell(store, clock)
    _owe(store, clock)
    with store.database.write("fill"):
        for statement in _MORE:
            store.database.run(statement)
    store.close()
    return folder / DATABASE_NAME


def _sell(store: WriterStore, clock: FixedClock) -> None:
    rice, beans = (
        add_product(store.database, *each) for each in (("rice", 90_000), ("beans", None))
    )
    line = a_line(1000, "3", "Rice", product_id=rice, discount=Money(100))
    taxed = [line, a_line(55, tax_rate_bp=0, product_id=beans), a_line(700, tax_rate_bp=500)]
    sold = store.sales.record(a_sale("Ana", taxed), by=BY)
    store.sales.record(a_return([a_line(1000, "-1", product_id=rice)], of=sold.sale_id), by=BY)
    void = store.sales.record(a_sale("Ben", [line]), by=BY)
    store.sales.void(void.sale_id, "slip", clock.now(), by=BY)
    store.sales.bring_in([ImportedSale("old:1", a_sale("Ana", foreign="1"))], by=BY)
    box = a_line(9_000, name="Box", product_id=rice, factor=Quantity(12_000))
    moved = store.sales.record(a_sale("Ben", [box, line]), by=BY)
    store.sales.change_customer([moved.sale_id], CustomerRef("Ana"), clock.now(), by=BY)
    nobody = store.sales.record(a_sale("Cora"), by=BY)
    store.sales.change_customer([nobody.sale_id], None, clock.now(), by=BY)
    store.sales.record(a_sale(None), by=BY)


def _owe(store: WriterStore, clock: FixedClock) -> None:
    account = an_account(store, BY, phone="0917 5")
    store.sales.record(on_account(account.code, 2_000, customer="Dina"), by=BY)
    at = clock.advance(days=1)
    rider = paid_on(account.code, 500, at=at)
    store.sales.record(on_account(account.code, 900, charged=400, at=at, rider=rider), by=BY)
    wrong = store.accounts.take_payment(paid_on(account.code, 70, at=at), by=BY)
    store.accounts.reverse(wrong.id, "slip", at, by=BY)
    store.accounts.adjust(account.id, Money(-100), "rounding", at, by=BY)


@contextmanager
def planted(sound: Path, place: Path, *statements: str) -> Iterator[Database]:
    """Give a copy in which this was changed past all that SQLite would have to say to it."""
    spoilt = place / "spoilt.db"
    shutil.copyfile(sound, spoilt)
    connection = sqlite3.connect(spoilt, isolation_level=None)
    database = Database(spoilt, connection)
    try:
        connection.execute("PRAGMA ignore_check_constraints = ON").fetchall()
        for statement in statements:
            assert connection.execute(statement).rowcount, statement
        connection.execute("PRAGMA ignore_check_constraints = OFF").fetchall()
        yield database
    finally:
        database.close()


def findings(database: Database, *, is_fresh: bool = False) -> list[Finding]:
    found = verify(database, is_fresh=is_fresh).discrepancies
    return [(each.subject, each.figure, each.stored, each.recounted) for each in found]


def faults() -> Iterator[tuple[str, list[str], list[Finding]]]:
    for block in FAULTS.split("\n\n"):
        name, *lines = block.splitlines()
        statements = [line for line in lines if line.endswith(";")]
        told = [tuple(line[2:].split(" | ")) for line in lines if line.startswith("  ")]
        yield name[2:], statements, told


def test_a_sound_shop_has_nothing_to_tell(sound: Path, tmp_path: Path) -> None:
    with planted(sound, tmp_path) as database:
        assert findings(database) == findings(database, is_fresh=True) == []


@pytest.mark.parametrize(
    ("statements", "told"), [pytest.param(*each[1:], id=each[0]) for each in faults()]
)
def test_what_was_planted_is_told_and_nothing_else(
    sound: Path, tmp_path: Path, statements: list[str], told: list[Finding]
) -> None:
    with planted(sound, tmp_path, *statements) as database:
        assert findings(database) == told
        assert findings(database, is_fresh=True) == told


def test_every_reference_that_leads_nowhere_is_told(sound: Path, tmp_path: Path) -> None:
    with planted(sound, tmp_path) as database:
        keys: dict[str, str] = dict(database.rows(_KEYS))
        references = database.rows(_REFERENCES)
    assert len(references) > 20
    for (table, column), nowhere in itertools.product(references, _NOWHERE):
        key = keys[table]
        spoil = (
            f"UPDATE {table} SET {column} = {nowhere} WHERE ({key}) IN"
            f" (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1)"
        )
        with planted(sound, tmp_path, spoil) as database:
            told = list(lost_references(database))
        assert [each.subject.split()[0] for each in told] == [table], (table, column, nowhere)
        assert (told[0].figure, told[0].recounted) == ("belongs to", "nothing there")


def test_one_letter_changed_anywhere_on_the_disk_is_told(sound: Path, tmp_path: Path) -> None:
    with planted(sound, tmp_path):
        whole = (tmp_path / "spoilt.db").read_bytes()
    places = [found.start() for found in re.finditer(b"cora", whole)]
    assert len(places) > 4, "the key and the search name, in the table and in every index"
    for place in places:
        changed = tmp_path / "changed.db"
        changed.write_bytes(whole[:place] + b"k" + whole[place + 1 :])
        with planted(changed, tmp_path) as database:
            assert findings(database), place
