"""The quick look at a new shop: content with a sound one, doubtful of every planted error."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.storage.adopt import checks
from app.storage.adopt.adoption import adopt
from app.storage.adopt.checks import DoesNotAddUp, verify_draft
from app.storage.adopt.screening import adds_up
from app.storage.adopt.work import Wishes
from app.storage.classify import DATABASE_NAME
from app.storage.database import Database
from app.storage.old_pos import OLD
from app.storage.verify import verify
from tests.people import everyone
from tests.storage.builders import FixedClock
from tests.storage.old_pos import SHAPES, old_tables, write_sqlite

BY = everyone("Nena")
WISHES = Wishes(zone=ZoneInfo("Asia/Manila"))
SALE = "(SELECT max(id) FROM sales WHERE total_amount > 0 AND status = 'completed')"
BUYER = "(SELECT max(id) FROM customers WHERE transaction_count > 0)"

ERRORS = {
    "a total": f"UPDATE sales SET total_amount = total_amount + 1, subtotal = subtotal + 1"
    f" WHERE id = {SALE}",
    "a discount": f"UPDATE sales SET discount_amount = 7, subtotal = subtotal + 7 - discount_amount"
    f" WHERE id = {SALE}",
    "a tax": f"UPDATE sales SET tax_amount = tax_amount + 1 WHERE id = {SALE}",
    "a line's total": f"UPDATE sale_items SET total_price = total_price + 1 WHERE sale_id = {SALE}",
    "a lost line": f"DELETE FROM sale_items WHERE sale_id = {SALE}",
    "a line of no sale": "UPDATE sale_items SET sale_id = 999999 WHERE sale_id = "
    f"{SALE} AND line_no = 1",
    "a product of a line": f"UPDATE sale_items SET product_id = 999999 WHERE sale_id = {SALE}",
    "a payment": f"UPDATE payments SET amount = amount + 1 WHERE sale_id = {SALE}",
    "a lost payment": f"DELETE FROM payments WHERE sale_id = {SALE}",
    "a payment of no sale": f"UPDATE payments SET sale_id = 999999 WHERE sale_id = {SALE}",
    "a customer's total": "UPDATE customers SET total_purchases = total_purchases + 1"
    f" WHERE id = {BUYER}",
    "a customer's count": "UPDATE customers SET transaction_count = transaction_count + 1"
    f" WHERE id = {BUYER}",
    "a last purchase": "UPDATE customers SET last_purchase_date = '2031-01-01T00:00:00.000Z'"
    f" WHERE id = {BUYER}",
    "a first purchase": "UPDATE customers SET first_purchase_date = '2001-01-01T00:00:00.000Z'"
    f" WHERE id = {BUYER}",
    "a sale's customer": f"UPDATE sales SET customer_id = 999999 WHERE id = {SALE}",
    "a name key": f"UPDATE customers SET name_key = 'somebody else' WHERE id = {BUYER}",
    "a search name": f"UPDATE customers SET name_folded = 'somebody else' WHERE id = {BUYER}",
    "a sale that is gone": f"DELETE FROM sales WHERE id = {SALE}",
    "a day's count": "UPDATE sales_days SET sale_count = sale_count + 1",
    "a day's total": "UPDATE sales_days SET total_amount = total_amount + 1",
    "a day's tax": "UPDATE sales_days SET tax_amount = tax_amount + 1",
    "a day's cash": "UPDATE sales_days SET cash_amount = 1",
    "a lost day": "DELETE FROM sales_days WHERE business_date = (SELECT min(business_date)"
    " FROM sales_days)",
    "a day too many": "INSERT INTO sales_days (business_date, sale_count) VALUES ('2001-01-01', 1)",
    "a return": f"UPDATE sales SET kind = 'return', original_sale_id = 999999 WHERE id = {SALE}",
    "the last number": "UPDATE sale_series SET last_number = last_number + 1 WHERE till_id = 0",
    "a number": "UPDATE sales SET sale_number = 'I999999' WHERE id = 1",
    "the stock of a product": "UPDATE products SET stock = coalesce(stock, 0) + 1",
    "an account's balance": "UPDATE customer_accounts SET balance = balance + 1",
    "an entry": "UPDATE ar_transactions SET amount = amount - 1",
    "a state that is none": f"UPDATE sales SET status = 'lost' WHERE id = {SALE}",
}
"""What may go wrong, written past SQLite's own checks."""


@pytest.fixture(params=["tracking", "names only"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Path:
    """A shop that was brought along: with lines and accounts, or of names and totals."""
    return _brought(request.param, tmp_path, clock)


def _brought(what: str, place: Path, clock: FixedClock) -> Path:
    tables = old_tables(SHAPES["tracking"])
    old, folder = write_sqlite(place / "old.db", tables), place / "brought"
    if what == "names only":
        with closing(sqlite3.connect(old)) as made, made:
            made.execute("DROP TABLE sale_items")
            made.execute("DROP TABLE payment_splits")
    adopt(old, folder, clock, WISHES, by=BY)
    return folder / DATABASE_NAME


def opened(shop: Path) -> tuple[sqlite3.Connection, Database]:
    connection = sqlite3.connect(shop, isolation_level=None)
    return connection, Database(shop, connection)


def test_a_sound_shop_is_not_looked_at_twice(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection, database = opened(shop)
    connection.execute(f"ATTACH ':memory:' AS {OLD}")
    monkeypatch.setattr(checks, "verify", None)
    verify_draft(connection, database, 0)
    database.close()


def test_every_planted_error_is_found_and_named(shop: Path, tmp_path: Path) -> None:
    named = 0
    for name, statement in ERRORS.items():
        spoilt = tmp_path / "spoilt.db"
        shutil.copyfile(shop, spoilt)
        connection, database = opened(spoilt)
        connection.execute(f"ATTACH ':memory:' AS {OLD}")
        connection.execute("PRAGMA ignore_check_constraints = ON").fetchall()
        if not connection.execute(statement).rowcount:
            database.close()
            continue
        with pytest.raises(DoesNotAddUp) as refused:
            verify_draft(connection, database, 0)
        assert refused.value.advice, name
        named += 1
        database.close()
    assert named > 24


def test_what_the_full_recount_finds_the_quick_look_doubts(shop: Path, tmp_path: Path) -> None:
    met = set()
    for name, statement in ERRORS.items():
        spoilt = tmp_path / "spoilt.db"
        shutil.copyfile(shop, spoilt)
        connection, database = opened(spoilt)
        connection.execute("PRAGMA ignore_check_constraints = ON").fetchall()
        if connection.execute(statement).rowcount:
            connection.execute("PRAGMA ignore_check_constraints = OFF").fetchall()
            found = verify(database, is_fresh=True).discrepancies
            seen = {finding.figure for finding in found} - {"structure"}
            if seen:
                met.add(name)
                assert not adds_up(database), (name, found)
        database.close()
    assert len(met) > 20


def test_names_stand_tidy_on_sales_and_blanks_are_no_name(
    tmp_path: Path, clock: FixedClock
) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["tracking"]))
    with closing(sqlite3.connect(old)) as made, made:
        made.execute("UPDATE sales SET customer_id = NULL, customer_name = ' Lola\t Basyang  '")
        made.execute("UPDATE sales SET customer_name = '   ' WHERE id = 4")
        made.execute("UPDATE sales SET customer_name = 'Niño' WHERE id = 6")
        made.execute("UPDATE sales SET customer_name = x'4c6f6c61' WHERE id = 8")
    adopt(old, tmp_path / "shop", clock, WISHES, by=BY)
    with closing(sqlite3.connect(tmp_path / "shop" / DATABASE_NAME)) as shop:
        named = shop.execute(
            "SELECT sales.customer_name, customers.name, has_nobody FROM sales"
            " LEFT JOIN customers ON customers.id = customer_id ORDER BY sales.id LIMIT 4"
        ).fetchall()
    assert named == [
        ("Lola Basyang", "Lola Basyang", 0),
        ("", None, 0),
        ("Niño", "Niño", 0),
        ("Lola", "Lola", 0),
    ]


def test_times_nobody_can_read_are_those_of_the_sale_before_however_many(
    tmp_path: Path, clock: FixedClock
) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["tracking"]))
    with closing(sqlite3.connect(old)) as made, made:
        made.execute("UPDATE sales SET status = 'completed', voided_at = NULL")
        made.execute("UPDATE sales SET created_at = '2024-03-05 01:30:00' WHERE id = 6")
        made.execute(
            "UPDATE sales SET created_at = CASE id WHEN 2 THEN '0000-00-00 00:00:00'"
            " WHEN 8 THEN '2024-02-31 10:00:00' WHEN 10 THEN 'soon' ELSE '2024-03-05 10:61:00' END"
            " WHERE id IN (2, 8, 10, 12)"
        )
    adopt(old, tmp_path / "shop", clock, WISHES, by=BY)
    with closing(sqlite3.connect(tmp_path / "shop" / DATABASE_NAME)) as shop:
        times = shop.execute("SELECT sale_date, business_date FROM sales ORDER BY id").fetchall()
    assert times[0][0] == clock.now().strftime("%Y-%m-%dT%H:%M:%S.%f")[:23] + "Z"
    assert times[2:6] == [("2024-03-04T17:30:00.000Z", "2024-03-05")] * 4
