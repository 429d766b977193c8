from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.actor import Actor, Right
from app.domain.customer import Contact, CustomerRef
from app.domain.draft import Draft
from app.domain.errors import NotAllowed, NotFound, SaleRefused
from app.domain.imported import ImportedSale
from app.domain.money import LARGEST_MINOR, Money
from app.domain.names import findable
from app.domain.ports import Store
from app.domain.sale import Outcome, Payment, Sale, SaleLine, Status
from app.storage.database import Database
from tests.people import allowed
from tests.storage.builders import FixedClock, a_line, a_return, a_sale


def figures(store: Store, name: str, by: Actor) -> tuple[int, int]:
    customer = store.customers.named(name, by=by)
    assert customer is not None
    return customer.total_purchases.minor, customer.transaction_count


def test_a_second_sale_adds_to_the_same_customer(store: Store, owner: Actor) -> None:
    first = store.sales.record(a_sale("Ana Reyes", [a_line(1250)]), by=owner)
    second = store.sales.record(a_sale("  ana   REYES ", [a_line(750)]), by=owner)
    assert (first.is_new_customer, second.is_new_customer) == (True, False)
    assert (second.customer_name, second.purchase_number) == ("Ana Reyes", 2)
    assert figures(store, "ana reyes", owner) == (2000, 2)


def test_the_receipt_says_number_total_and_change(store: Store, owner: Actor) -> None:
    receipt = store.sales.record(a_sale(lines=[a_line(177910)], given=200000), by=owner)
    assert (receipt.number, receipt.total, receipt.change) == (
        "000001",
        Money(177910),
        Money(22090),
    )
    assert receipt.outcome is Outcome.RECORDED


def test_a_sale_comes_back_as_it_went_in(store: Store, owner: Actor, clock: FixedClock) -> None:
    lines = [
        a_line(4999, "0.725", "Pork", unit="kg", barcode="0480000000000", unit_cost=Money(4000)),
        a_line(1000, "3", "Soap", discount=Money(500), tax_rate_bp=0, tax_code="E"),
    ]
    sale = replace(
        a_sale("Ana", lines, cashier="Nena", at=clock.now()),
        payments=(
            Payment("cash", Money(3000), Money(5000)),
            Payment("gcash", Money(3124), None, "REF 42"),
        ),
    )
    record = store.sales.sale(store.sales.record(sale, by=owner).sale_id, by=owner)
    assert (record.lines, record.payments) == (sale.lines, sale.payments)
    assert (record.subtotal, record.discount, record.tax) == (
        sale.subtotal,
        sale.discount,
        sale.tax,
    )
    assert (record.head.sold_at, record.business_date) == (sale.sold_at, sale.business_date)
    assert (record.head.method, record.head.cashier) == ("split", "Nena")
    assert record.head.item_count == 4


@pytest.mark.parametrize("name", [None, "", " \t ", "\u200b", "\ud800"])
def test_a_sale_without_a_name_belongs_to_nobody(
    store: Store, owner: Actor, name: str | None
) -> None:
    receipt = store.sales.record(a_sale(name), by=owner)
    assert (receipt.customer_id, receipt.customer_name, receipt.is_unlinked) == (None, "", False)
    assert store.customers.count(by=owner) == 0


def test_a_chosen_customer_is_meant_even_when_renamed_since(store: Store, owner: Actor) -> None:
    ana = store.sales.record(a_sale("Ana"), by=owner).customer_id
    assert ana is not None
    store.customers.edit(ana, Contact("Ana Cruz"), by=owner)
    receipt = store.sales.record(a_sale(CustomerRef("Ana", ana)), by=owner)
    assert (receipt.customer_id, receipt.customer_name) == (ana, "Ana Cruz")
    assert receipt.purchase_number == 2
    assert store.customers.count(by=owner) == 1


@pytest.mark.parametrize("lost_id", [99, 2**70, -1])
def test_a_chosen_customer_who_is_gone_is_found_by_name(
    store: Store, owner: Actor, lost_id: int
) -> None:
    ana = store.sales.record(a_sale("Ana"), by=owner).customer_id
    assert store.sales.record(a_sale(CustomerRef("ANA", lost_id)), by=owner).customer_id == ana


def test_a_merged_name_leads_to_the_customer_it_became(
    store: Store, owner: Actor, database: Database
) -> None:
    ana = store.sales.record(a_sale("Ana Reyes"), by=owner).customer_id
    with database.write("merge"):
        database.run("INSERT INTO customer_aliases VALUES ('annie', ?)", (ana,))
    receipt = store.sales.record(a_sale("ANNIE"), by=owner)
    assert (receipt.customer_id, receipt.customer_name) == (ana, "Ana Reyes")
    assert database.value("SELECT customer_name FROM sales WHERE id = 2") == "ANNIE"


def test_an_accent_makes_another_customer(store: Store, owner: Actor) -> None:
    plain = store.sales.record(a_sale("Pena"), by=owner)
    accented = store.sales.record(a_sale("Pe\u00f1a"), by=owner)
    assert plain.customer_id != accented.customer_id
    assert accented.is_new_customer


def test_the_same_key_gives_the_same_receipt_and_charges_nothing(
    store: Store, owner: Actor, database: Database
) -> None:
    sale = a_sale("Ana", given=2000, key="k")
    first = store.sales.record(sale, by=owner)
    again = store.sales.record(replace(sale), by=owner)
    assert again == replace(first, outcome=Outcome.ALREADY_RECORDED)
    assert database.value("SELECT count(*) FROM sales") == 1
    assert figures(store, "Ana", owner) == (1250, 1)


def test_the_same_key_with_other_content_shows_the_recorded_sale(
    store: Store, owner: Actor, database: Database
) -> None:
    first = store.sales.record(a_sale("Ana", [a_line(1000)], key="k"), by=owner)
    other = store.sales.record(a_sale("Ana", [a_line(9000)], key="k"), by=owner)
    assert other.outcome is Outcome.OTHER_CONTENT
    assert (other.sale_id, other.total) == (first.sale_id, Money(1000))
    assert database.value("SELECT sum(total_amount) FROM sales") == 1000


def test_numbers_have_no_gaps_even_after_a_refusal(store: Store, owner: Actor) -> None:
    first = store.sales.record(a_sale(lines=[a_line()]), by=owner)
    with pytest.raises(SaleRefused):
        store.sales.record(a_return([a_line(quantity="-9")], of=first.sale_id), by=owner)
    numbers = [store.sales.record(a_sale(), by=owner).number for _ in range(3)]
    assert numbers == ["000002", "000003", "000004"]


def test_a_sold_product_that_is_gone_leaves_its_words(
    store: Store, owner: Actor, database: Database
) -> None:
    receipt = store.sales.record(a_sale(lines=[a_line(product_id=77, name="Old")]), by=owner)
    line = store.sales.sale(receipt.sale_id, by=owner).lines[0]
    assert (line.name, line.product_id) == ("Old", None)


def add_product(database: Database, sku: str, stock: int | None) -> int:
    with database.write("add"):
        product = database.insert(
            "INSERT INTO products (sku, name, name_folded, price, stock, created_at, updated_at)"
            " VALUES (?1, ?1, ?4, 100, ?2, ?3, ?3)",
            (sku, stock, "2026-01-01T00:00:00.000Z", findable(sku)),
        )
        if stock:
            database.run(
                "INSERT INTO stock_moves (product_id, reason, quantity, moved_at)"
                " VALUES (?, 'count', ?, '2026-01-01T00:00:00.000Z')",
                (product, stock),
            )
    return product


def stock_of(database: Database, product: int) -> tuple[int | None, int]:
    stock = database.value("SELECT stock FROM products WHERE id = ?", (product,))
    moved = database.value(
        "SELECT coalesce(sum(quantity), 0) FROM stock_moves WHERE product_id = ?", (product,)
    )
    return stock, moved


def test_stock_follows_sale_return_and_void(store: Store, owner: Actor, database: Database) -> None:
    rice = add_product(database, "rice", 10_000)
    line = a_line(100, "2.5", "rice", product_id=rice)
    sold = store.sales.record(a_sale(lines=[line, line]), by=owner)
    assert stock_of(database, rice) == (5_000, 5_000)
    back = a_line(100, "-1", "rice", product_id=rice)
    returned = store.sales.record(a_return([back], of=sold.sale_id), by=owner)
    assert stock_of(database, rice) == (6_000, 6_000)
    store.sales.void(returned.sale_id, "slip", FixedClock().now(), by=owner)
    store.sales.void(sold.sale_id, "slip", FixedClock().now(), by=owner)
    assert stock_of(database, rice) == (10_000, 10_000)


def test_a_product_that_is_not_counted_moves_no_stock(
    store: Store, owner: Actor, database: Database
) -> None:
    bag = add_product(database, "bag", None)
    store.sales.record(a_sale(lines=[a_line(100, "1", "bag", product_id=bag)]), by=owner)
    assert stock_of(database, bag) == (None, 0)


def test_recording_drops_the_draft_of_that_cart_only(store: Store, owner: Actor) -> None:
    store.drafts.keep(Draft("k", "{}"), by=owner)
    store.sales.record(a_sale(key="another"), by=owner)
    assert store.drafts.kept(by=owner) == Draft("k", "{}")
    store.sales.record(a_sale(key="k"), by=owner)
    assert store.drafts.kept(by=owner) is None


def test_the_days_add_up_sales_and_returns(store: Store, owner: Actor, database: Database) -> None:
    store.sales.record(a_sale(lines=[a_line(1120)]), by=owner)
    store.sales.record(a_return([a_line(560, "-1")]), by=owner)
    assert database.rows("SELECT * FROM sales_days") == [("2026-03-02", 1, 1, 560, 60, 1120)]


def test_a_name_too_long_for_a_customer_leaves_the_sale_whole_and_unlinked(
    store: Store, owner: Actor
) -> None:
    receipt = store.sales.record(a_sale("x" * 121), by=owner)
    assert (receipt.is_unlinked, receipt.customer_name) == (True, "x" * 121)
    assert store.sales.link_unlinked(by=owner) == 0
    report = store.verify(by=owner)
    assert (report.unlinked, report.discrepancies) == (1, ())


@pytest.mark.parametrize(
    "line",
    [
        a_line(LARGEST_MINOR + 1),
        a_line(2**70),
        a_line(unit_cost=Money(2**70)),
        a_line(product_id=2**70),
        replace(a_line(0), quantity=replace(a_line().quantity, thousandths=10**9 + 1)),
        a_line(tax_rate_bp=10_001),
        replace(a_line(), total=Money(-LARGEST_MINOR), discount=Money(2 * LARGEST_MINOR)),
    ],
)
def test_what_no_column_can_hold_is_refused_before_anything_is_written(
    store: Store, owner: Actor, database: Database, line: SaleLine
) -> None:
    with pytest.raises(SaleRefused):
        store.sales.record(a_sale("Ana", [line]), by=owner)
    assert database.value("SELECT count(*) FROM sales") == 0
    assert database.value("SELECT count(*) FROM customers") == 0


def test_half_characters_and_nul_in_any_text_do_not_stop_a_sale(store: Store, owner: Actor) -> None:
    bad = "a\ud800\0b"
    line = a_line(name=bad, sku=bad, barcode=bad, unit=bad)
    sale = replace(
        a_sale(bad, [line], cashier=bad), payments=(Payment(bad, Money(1250), None, bad),)
    )
    receipt = store.sales.record(sale, by=owner)
    record = store.sales.sale(receipt.sale_id, by=owner)
    assert (record.customer_name, record.lines[0].name) == ("ab", "ab")
    assert (record.payments[0].method, record.payments[0].reference) == ("ab", "ab")


@pytest.mark.parametrize("sale_id", [1, -5, 2**70])
def test_a_sale_that_does_not_exist_is_not_found(store: Store, owner: Actor, sale_id: int) -> None:
    with pytest.raises(NotFound):
        store.sales.sale(sale_id, by=owner)


def bring(store: Store, owner: Actor, number: str, key: str | None = None) -> None:
    sale = a_sale("Ana", foreign=number)
    store.sales.bring_in([ImportedSale(key or f"old:{number}", sale)], by=owner)


def test_a_number_means_our_own_sale_before_a_foreign_one(store: Store, owner: Actor) -> None:
    bring(store, owner, "000001")
    own = store.sales.record(a_sale(), by=owner)
    assert store.sales.numbered("000001", by=owner).head.sale_id == own.sale_id


def test_a_number_is_found_in_each_of_its_forms(store: Store, owner: Actor) -> None:
    own = store.sales.record(a_sale(), by=owner).sale_id
    bring(store, owner, "C536365")
    for text in ("000001", "1", " 1 "):
        assert store.sales.numbered(text, by=owner).head.sale_id == own
    for text in ("C536365", "I000001", "i000001"):
        assert store.sales.numbered(text, by=owner).head.sale_id == own + 1


def test_of_several_foreign_numbers_the_newest_is_meant(store: Store, owner: Actor) -> None:
    bring(store, owner, "7", "one")
    bring(store, owner, "7", "two")
    assert store.sales.numbered("7", by=owner).head.number == "I000002"


@pytest.mark.parametrize("text", ["", "9", "\ud800", "x' OR 1=1 --", "9" * 5000])
def test_a_number_nobody_has_is_not_found(store: Store, owner: Actor, text: str) -> None:
    with pytest.raises(NotFound):
        store.sales.numbered(text, by=owner)


def test_the_last_sale_is_the_newest_of_this_till(store: Store, owner: Actor) -> None:
    assert store.sales.last(by=owner) is None
    store.sales.record(a_sale("Ana"), by=owner)
    newest = store.sales.record(a_sale("Ben", given=5000), by=owner)
    bring(store, owner, "later")
    last = store.sales.last(by=owner)
    assert last is not None
    assert (last.head.number, last.customer_name, last.change) == (
        newest.number,
        "Ben",
        Money(3750),
    )


def test_a_voided_sale_stays_on_record_and_counts_for_nothing(
    store: Store, owner: Actor, clock: FixedClock
) -> None:
    keep = store.sales.record(a_sale("Ana", at=clock.now()), by=owner)
    slip = store.sales.record(a_sale("Ana", [a_line(99)], at=clock.advance(days=1)), by=owner)
    store.sales.void(slip.sale_id, "rung twice", clock.advance(minutes=1), by=owner)
    record = store.sales.sale(slip.sale_id, by=owner)
    assert (record.head.status, record.void_reason) == (Status.VOIDED, "rung twice")
    ana = store.customers.named("Ana", by=owner)
    assert ana is not None
    assert (ana.total_purchases, ana.transaction_count) == (Money(1250), 1)
    assert ana.last_purchase == keep.sold_at
    assert store.verify(by=owner).discrepancies == ()


def test_a_sale_is_voided_once(store: Store, owner: Actor, clock: FixedClock) -> None:
    sale_id = store.sales.record(a_sale("Ana"), by=owner).sale_id
    store.sales.void(sale_id, "slip", clock.now(), by=owner)
    with pytest.raises(SaleRefused, match="void already"):
        store.sales.void(sale_id, "slip", clock.now(), by=owner)
    with pytest.raises(NotFound):
        store.sales.void(999, "slip", clock.now(), by=owner)


def nobody_may(right: Right) -> Actor:
    return allowed("Temp", frozenset(Right) - {right})


def test_every_door_asks_for_its_right(store: Store, owner: Actor, clock: FixedClock) -> None:
    sale_id = store.sales.record(a_sale("Ana"), by=owner).sale_id
    cashier, clerk = nobody_may(Right.SELL), nobody_may(Right.VOID_AND_RETURN)
    importer = nobody_may(Right.IMPORT)
    doors: list[Callable[[], object]] = [
        lambda: store.sales.record(a_sale(), by=cashier),
        lambda: store.sales.record(a_return([a_line(quantity="-1")]), by=clerk),
        lambda: store.sales.void(sale_id, "", clock.now(), by=clerk),
        lambda: store.sales.bring_in([], by=importer),
        lambda: store.sales.sale(sale_id, by=cashier),
        lambda: store.sales.numbered("1", by=cashier),
        lambda: store.sales.last(by=cashier),
        lambda: store.sales.link_unlinked(by=cashier),
        lambda: store.drafts.keep(Draft("k", ""), by=cashier),
        lambda: store.drafts.kept(by=cashier),
        lambda: store.drafts.drop(by=cashier),
        lambda: store.verify(by=nobody_may(Right.SEE_CUSTOMERS)),
        lambda: store.verify(by=nobody_may(Right.SETTINGS), repair=True),
    ]
    for door in doors:
        with pytest.raises(NotAllowed):
            door()


def test_a_sale_below_zero_is_refused(store: Store, owner: Actor) -> None:
    sale: Sale = a_sale(lines=[a_line(100), a_line(200, "-1")], method="gcash")
    with pytest.raises(SaleRefused, match="below zero"):
        store.sales.record(sale, by=owner)
