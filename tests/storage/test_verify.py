from __future__ import annotations

import pytest

from app.domain.actor import Actor
from app.domain.errors import StoreUnavailable
from app.domain.imported import ImportedSale
from app.domain.money import Money
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader
from tests.storage.builders import FixedClock, a_line, a_return, a_sale
from tests.storage.test_sales import add_product


@pytest.fixture
def busy(store: WriterStore, owner: Actor, database: Database) -> WriterStore:
    """A shop with something in every table that is recounted."""
    rice = add_product(database, "rice", 90_000)
    line = a_line(1000, "3", "Rice", product_id=rice, discount=Money(100))
    sold = store.sales.record(a_sale("Ana", [line, a_line(55, tax_rate_bp=0)]), by=owner)
    back = a_line(1000, "-1", "Rice", product_id=rice)
    store.sales.record(a_return([back], of=sold.sale_id), by=owner)
    void = store.sales.record(a_sale("Ben", [line]), by=owner)
    store.sales.void(void.sale_id, "slip", FixedClock().now(), by=owner)
    store.sales.bring_in([ImportedSale("old:1", a_sale("Ana", foreign="1"))], by=owner)
    store.sales.record(a_sale("y" * 130), by=owner)
    return store


def plant(database: Database, *statements: str) -> None:
    with database.write("plant damage"):
        for statement in statements:
            database.run(statement)


def test_a_shop_in_order_has_nothing_to_report(busy: WriterStore, owner: Actor) -> None:
    report = busy.verify(by=owner)
    assert report.discrepancies == ()
    assert (report.sales, report.customers, report.unlinked) == (5, 2, 1)


DAMAGE = {
    "UPDATE customers SET total_purchases = total_purchases + 1 WHERE name = 'Ana'": (
        "customer Ana",
        "total purchases",
    ),
    "UPDATE customers SET transaction_count = 7 WHERE name = 'Ana'": (
        "customer Ana",
        "number of sales",
    ),
    "UPDATE customers SET first_purchase_date = '2001-01-01T00:00:00.000Z' WHERE name = 'Ana'": (
        "customer Ana",
        "first purchase",
    ),
    "UPDATE customers SET last_purchase_date = '2031-01-01T00:00:00.000Z' WHERE name = 'Ana'": (
        "customer Ana",
        "last purchase",
    ),
    "UPDATE sales_days SET total_amount = total_amount - 1": ("day 2026-03-02", "total"),
    "UPDATE sales_days SET sale_count = 9": ("day 2026-03-02", "number of sales"),
    "UPDATE sales_days SET return_count = 9": ("day 2026-03-02", "number of returns"),
    "UPDATE sales_days SET tax_amount = 9": ("day 2026-03-02", "VAT"),
    "DELETE FROM sales_days": ("day 2026-03-02", "number of sales"),
    "INSERT INTO sales_days VALUES ('2030-01-01', 1, 0, 0, 0, 0)": (
        "day 2030-01-01",
        "number of sales",
    ),
    "UPDATE products SET stock = 1": ("product rice", "stock"),
    "UPDATE sale_series SET last_number = 99 WHERE till_id = 1": ("till 1", "sale numbers given"),
    "UPDATE customers SET name_folded = 'x' WHERE name = 'Ana'": ("customer Ana", "search name"),
    "UPDATE customers SET phone_key = '9' WHERE name = 'Ana'": ("customer Ana", "phone digits"),
    "UPDATE products SET name_folded = 'x'": ("product rice", "search name"),
}
FACTS = {
    "UPDATE sale_items SET total_price = 1 WHERE sale_id = 1 AND line_no = 1": (
        "sale 000001",
        "total of the lines",
    ),
    "UPDATE sale_items SET discount_amount = 1 WHERE sale_id = 1 AND line_no = 1": (
        "sale 000001",
        "discounts",
    ),
    "UPDATE payments SET amount = 1 WHERE sale_id = 1": ("sale 000001", "payments"),
    "DELETE FROM payments WHERE sale_id = 1": ("sale 000001", "payments"),
    "DELETE FROM sale_items WHERE sale_id = 1": ("sale 000001", "lines"),
    "UPDATE sales SET tax_amount = 3 WHERE id = 1": ("sale 000001", "VAT"),
    "UPDATE sales SET sale_number = '000044' WHERE id = 1": ("till 1", "sale numbers given"),
    "UPDATE customers SET name_key = 'x' WHERE name = 'Ana'": ("customer Ana", "name key"),
}


@pytest.mark.parametrize("damage", [*DAMAGE, *FACTS])
def test_planted_damage_is_found(
    busy: WriterStore, owner: Actor, database: Database, damage: str
) -> None:
    plant(database, damage)
    found = busy.verify(by=owner).discrepancies
    assert (DAMAGE | FACTS)[damage] in {(each.subject, each.figure) for each in found}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_repair_writes_the_recount(
    busy: WriterStore, owner: Actor, database: Database, damage: str
) -> None:
    plant(database, damage)
    report = busy.verify(by=owner, repair=True)
    assert report.repaired
    assert report.discrepancies != ()
    assert busy.verify(by=owner).discrepancies == ()


@pytest.mark.parametrize("damage", FACTS)
def test_a_repair_changes_no_fact_and_says_so(
    busy: WriterStore, owner: Actor, database: Database, damage: str
) -> None:
    plant(database, damage)
    before = [database.rows(f"SELECT * FROM {t}") for t in ("sales", "sale_items", "payments")]
    busy.verify(by=owner, repair=True)
    after = [database.rows(f"SELECT * FROM {t}") for t in ("sales", "sale_items", "payments")]
    assert before == after


def test_nothing_to_repair_writes_nothing(
    busy: WriterStore, owner: Actor, database: Database
) -> None:
    before = database.value("PRAGMA data_version"), database.value("SELECT total_changes()")
    assert not busy.verify(by=owner, repair=True).repaired
    after = database.value("PRAGMA data_version"), database.value("SELECT total_changes()")
    assert before == after


def test_rows_without_their_parents_are_found(
    busy: WriterStore, owner: Actor, database: Database
) -> None:
    database.value("PRAGMA foreign_keys = 0")
    plant(database, "INSERT INTO payments VALUES (999, 1, 'cash', 0, NULL, '')")
    found = busy.verify(by=owner).discrepancies
    assert [each.subject for each in found] == ["payments None"]


def test_a_reader_verifies_and_cannot_repair(
    busy: WriterStore, owner: Actor, database: Database, clock: FixedClock
) -> None:
    plant(database, "UPDATE sales_days SET sale_count = 9")
    reader = open_reader(database.path.parent, clock)
    try:
        assert len(reader.verify(by=owner).discrepancies) == 1
        with pytest.raises(StoreUnavailable, match="reading only"):
            reader.verify(by=owner, repair=True)
    finally:
        reader.close()
