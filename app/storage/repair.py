"""Write the recount in place of the figures that are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.actor import Actor
from app.domain.names import findable, phone_key
from app.domain.verification import VerifyReport
from app.storage.account_verify import repair_accounts
from app.storage.audit import note
from app.storage.database import Database
from app.storage.day_verify import DAYS_RECOUNTED
from app.storage.product_rows import search_words
from app.storage.till import NUMBER_SQL
from app.storage.verify import customer_keys, verify

_CUSTOMERS = """WITH recount AS (
    SELECT customers.id AS customer_id, coalesce(sum(total_amount), 0) AS total,
        count(*) FILTER (WHERE kind = 'sale') AS sales,
        min(sale_date) FILTER (WHERE kind = 'sale') AS first,
        max(sale_date) FILTER (WHERE kind = 'sale') AS last
    FROM customers LEFT JOIN sales ON sales.customer_id = customers.id AND status = 'completed'
    GROUP BY customers.id)
UPDATE customers SET total_purchases = total, transaction_count = sales,
    first_purchase_date = first, last_purchase_date = last
FROM recount WHERE recount.customer_id = customers.id
    AND (total_purchases <> total OR transaction_count <> sales
        OR first_purchase_date IS NOT first OR last_purchase_date IS NOT last)"""
_DAYS = f"""INSERT INTO sales_days
    (business_date, sale_count, return_count, total_amount, tax_amount) {DAYS_RECOUNTED}"""
_STOCK = """WITH moved AS (
    SELECT product_id, sum(quantity) AS quantity FROM stock_moves GROUP BY product_id)
UPDATE products SET stock = coalesce(
    (SELECT quantity FROM moved WHERE product_id = products.id), 0) WHERE stock IS NOT NULL"""
_SERIES = f"""UPDATE sale_series SET last_number = coalesce(
    (SELECT max({NUMBER_SQL}) FROM sales
     WHERE sales.till_id = sale_series.till_id), 0)"""  # noqa: S608
_MOST_NOTED = 200
"""More than that is a damaged file, of which no line says anything new."""
_KEYS = "UPDATE customers SET name_folded = ?2, phone_key = ?3 WHERE id = ?1"
_SHELF = "UPDATE products SET name_folded = ?2 WHERE id = ?1"


def repair(database: Database, by: Actor, at: datetime) -> VerifyReport:
    """Recount, write the recount, recount again; gives what was wrong before.

    `repaired` is true when nothing is left. Sales, lines and payments are facts and stay.
    """
    found = verify(database)
    if not found.discrepancies:
        return found
    with database.write("repair the figures"):
        for each in found.discrepancies[:_MOST_NOTED]:
            figures = (f"{each.subject}, {each.figure}", each.stored, each.recounted)
            note(database, by, "figure repaired", *figures, at=at)
        database.run(_CUSTOMERS)
        database.run("DELETE FROM sales_days")
        database.run(_DAYS)
        repair_accounts(database)
        database.run(_STOCK)
        database.run(_SERIES)
        database.run_many(_KEYS, _customer_keys(database))
        database.run_many(_SHELF, _product_keys(database))
        database.run("DELETE FROM customer_likeness")  # made again while nobody waits
        database.run("UPDATE customer_likeness_state SET last_customer_id = 0")
    return replace(found, repaired=not verify(database).discrepancies)


def _customer_keys(database: Database) -> list[tuple[int, str, str]]:
    """Make the search forms again; the name key itself is an identity and is not touched."""
    return [
        (customer_id, findable(name), phone_key(phone))
        for customer_id, name, _, folded, phone, digits in customer_keys(database)
        if (folded, digits) != (findable(name), phone_key(phone))
    ]


def _product_keys(database: Database) -> list[tuple[int, str]]:
    rows = database.rows("SELECT id, name, variant, name_folded FROM products")
    words = ((each, search_words(name, variant), folded) for each, name, variant, folded in rows)
    return [(each, made) for each, made, folded in words if made != folded]
