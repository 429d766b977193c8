from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.actor import Actor
from app.domain.errors import SaleRefused
from app.domain.imported import ImportCounts, ImportedSale
from app.domain.money import Money
from app.domain.ports import Store
from app.domain.sale import Kind
from app.storage.database import Database
from tests.storage.builders import FixedClock, a_line, a_return, a_sale
from tests.storage.test_sales import add_product, stock_of


def a_batch() -> list[ImportedSale]:
    return [
        ImportedSale("uci:1", a_sale("Ana", [a_line(100)], foreign="1")),
        ImportedSale("uci:2", a_sale("ANA", [a_line(250)], foreign="2")),
        ImportedSale("uci:3", a_sale(None, [a_line(30)], foreign="3")),
        ImportedSale("uci:C4", a_return([a_line(50, "-1")], customer="Ben", foreign="C4")),
    ]


def test_a_batch_counts_for_its_customers(store: Store, owner: Actor) -> None:
    assert store.sales.bring_in(a_batch(), by=owner) == ImportCounts(4, 0, 2)
    ana, ben = (store.customers.named(name, by=owner) for name in ("Ana", "Ben"))
    assert ana is not None
    assert ben is not None
    assert (ana.total_purchases, ana.transaction_count) == (Money(350), 2)
    assert (ben.total_purchases, ben.transaction_count) == (Money(-50), 0)
    assert store.verify(by=owner).discrepancies == ()


def test_the_same_batch_again_changes_nothing(
    store: Store, owner: Actor, database: Database
) -> None:
    store.sales.bring_in(a_batch(), by=owner)
    rows = [database.rows(f"SELECT * FROM {table}") for table in ("sales", "customers")]
    assert store.sales.bring_in(a_batch(), by=owner) == ImportCounts(0, 4, 0)
    assert rows == [database.rows(f"SELECT * FROM {table}") for table in ("sales", "customers")]


def test_a_sale_twice_in_one_batch_is_brought_in_once(store: Store, owner: Actor) -> None:
    one = a_batch()[0]
    assert store.sales.bring_in([one, one], by=owner) == ImportCounts(1, 1, 1)


def test_imported_sales_have_a_series_of_their_own(
    store: Store, owner: Actor, database: Database
) -> None:
    own = store.sales.record(a_sale(), by=owner)
    store.sales.bring_in(a_batch(), by=owner)
    assert own.number == "000001"
    assert database.rows(
        "SELECT sale_number, foreign_number, kind FROM sales WHERE till_id = 0 ORDER BY id"
    ) == [
        ("I000001", "1", "sale"),
        ("I000002", "2", "sale"),
        ("I000003", "3", "sale"),
        ("I000004", "C4", "return"),
    ]
    assert store.sales.record(a_sale(), by=owner).number == "000002"


def test_imported_sales_move_no_stock(store: Store, owner: Actor, database: Database) -> None:
    rice = add_product(database, "rice", 5000)
    sale = a_sale(lines=[a_line(product_id=rice)])
    store.sales.bring_in([ImportedSale("one", sale)], by=owner)
    assert stock_of(database, rice) == (5000, 5000)


def test_imported_sales_count_in_their_days(store: Store, owner: Actor, database: Database) -> None:
    store.sales.bring_in(a_batch(), by=owner)
    day = database.row("SELECT sale_count, return_count, total_amount FROM sales_days")
    assert day == (3, 1, 330)


def test_an_imported_sale_may_come_out_below_zero(store: Store, owner: Actor) -> None:
    mixed = a_sale("Ana", [a_line(100), a_line(300, "-1")], method="other")
    assert mixed.kind is Kind.SALE
    store.sales.bring_in([ImportedSale("mixed", mixed)], by=owner)
    assert store.verify(by=owner).discrepancies == ()


def test_a_batch_with_a_sale_that_cannot_be_held_writes_nothing(
    store: Store, owner: Actor, database: Database
) -> None:
    bad = ImportedSale("bad", a_sale(lines=[a_line(product_id=2**70)]))
    with pytest.raises(SaleRefused):
        store.sales.bring_in([*a_batch(), bad], by=owner)
    assert database.value("SELECT count(*) FROM sales") == 0


def test_an_imported_sale_keeps_a_line_total_of_finer_prices(store: Store, owner: Actor) -> None:
    line = replace(a_line(1, "3"), total=Money(4))  # 3 x 0.0133 is 0.04, printed price 0.01
    store.sales.bring_in([ImportedSale("fine", a_sale("Ana", [line], foreign="9"))], by=owner)
    assert store.sales.numbered("9", by=owner).lines[0].total == Money(4)
    assert store.verify(by=owner).discrepancies == ()


def test_a_voided_import_stays_voided_when_it_comes_again(
    store: Store, owner: Actor, clock: FixedClock
) -> None:
    store.sales.bring_in(a_batch(), by=owner)
    sale_id = store.sales.numbered("1", by=owner).head.sale_id
    store.sales.void(sale_id, "wrong", clock.now(), by=owner)
    store.sales.bring_in(a_batch(), by=owner)
    ana = store.customers.named("Ana", by=owner)
    assert ana is not None
    assert ana.total_purchases == Money(250)
