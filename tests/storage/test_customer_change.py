"""The contract of SaleBook about whose sale it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.customer import Contact, CustomerRef
from app.domain.errors import InvalidName, NotAllowed, NotFound, SaleRefused, StoreUnavailable
from app.domain.ports import Store
from app.domain.sale import HistoryRow, Outcome
from app.domain.sale_customer import CustomerChange
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader, open_store
from tests.people import allowed
from tests.storage.builders import MANILA_NOON, FixedClock, a_line, a_return, a_sale

LATER = MANILA_NOON + timedelta(days=3)
Figures = tuple[int, int, object, object]


@pytest.fixture(autouse=True)
def all_adds_up(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> Iterator[None]:
    """Whatever a test does, nothing differs from a recount afterwards."""
    yield
    reader = open_reader(folder, clock)
    assert reader.verify(by=owner).discrepancies == ()
    reader.close()


def sell(store: Store, who: str | None, price: int = 1000, days: int = 0) -> int:
    at = MANILA_NOON + timedelta(days=days)
    sale = a_sale(who, [a_line(price)], at=at)
    return store.sales.record(sale, by=allowed("Ben", frozenset({Right.SELL}))).sale_id


def figures(store: Store, name: str, owner: Actor) -> Figures:
    found = store.customers.named(name, by=owner)
    assert found is not None, name
    dates = (found.first_purchase, found.last_purchase)
    return (found.total_purchases.minor, found.transaction_count, *dates)


def owner_of(store: Store, sale_id: int, owner: Actor) -> int | None:
    return store.sales.sale(sale_id, by=owner).customer_id


def move(store: Store, sale_ids: list[int], to: CustomerRef | None, owner: Actor) -> CustomerChange:
    return store.sales.change_customer(sale_ids, to, LATER, by=owner)


def test_both_customers_figures_move(store: Store, owner: Actor) -> None:
    sell(store, "Ana", 100, days=0)
    wrong = sell(store, "Ana", 250, days=2)
    sell(store, "Bea", 500, days=1)
    change = move(store, [wrong], CustomerRef("bea"), owner)
    day = timedelta(days=1)
    assert figures(store, "Ana", owner) == (100, 1, MANILA_NOON, MANILA_NOON)
    assert figures(store, "Bea", owner) == (750, 2, MANILA_NOON + day, MANILA_NOON + 2 * day)
    assert (change.sale_ids, change.changed_at, change.changed_by) == ((wrong,), LATER, "Nena")
    assert (change.to_customer_id, change.undone_at) == (owner_of(store, wrong, owner), None)
    assert store.sales.changes(wrong, by=owner) == [change]


def test_the_typed_name_stays_on_the_sale(store: Store, owner: Actor) -> None:
    sale = sell(store, "Anna Reyes")
    move(store, [sale], CustomerRef("Ana Reyes"), owner)
    assert store.sales.sale(sale, by=owner).customer_name == "Anna Reyes"
    move(store, [sale], None, owner)
    assert store.sales.sale(sale, by=owner).customer_name == "Anna Reyes"


def test_the_last_sale_taken_away_leaves_no_dates(store: Store, owner: Actor) -> None:
    sale = sell(store, "Ana")
    move(store, [sale], CustomerRef("Bea"), owner)
    assert figures(store, "Ana", owner) == (0, 0, None, None)


def test_a_new_customer_is_made_with_the_phone_typed(store: Store, owner: Actor) -> None:
    sale = sell(store, None)
    move(store, [sale], CustomerRef(" Carla  Diaz ", phone="0917 555 0101"), owner)
    made = store.customers.named("carla diaz", by=owner)
    assert made is not None
    assert (made.id, made.name) == (owner_of(store, sale, owner), "Carla Diaz")
    assert (made.phone, made.transaction_count) == ("0917 555 0101", 1)
    assert store.customers.suggest("917555", 3, by=owner) == [made]


def test_a_chosen_customer_is_meant_whatever_the_name(store: Store, owner: Actor) -> None:
    bea = store.customers.add(Contact("Bea"), by=owner)
    sale = sell(store, "Ana")
    move(store, [sale], CustomerRef("Somebody else", bea.id), owner)
    assert owner_of(store, sale, owner) == bea.id


def test_a_sale_given_to_nobody_stays_so_at_every_start(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    sale = sell(store, "Ana", 300)
    change = move(store, [sale], None, owner)
    assert change.to_customer_id is None
    assert figures(store, "Ana", owner) == (0, 0, None, None)
    assert store.sales.link_unlinked(by=owner) == 0
    assert store.sales.unlinked_count(by=owner) == 0
    assert store.sales.unlinked(9, by=owner) == []
    assert store.verify(by=owner).unlinked == 0
    store.close()
    again = open_store(folder, clock)
    assert owner_of(again, sale, owner) is None
    again.sales.undo_change(change.id, LATER, by=owner)
    assert figures(again, "Ana", owner)[:2] == (300, 1)
    again.close()


def test_pressing_pay_again_finds_the_sale_with_its_new_customer(
    store: Store, owner: Actor
) -> None:
    sale = a_sale("Ana")
    first = store.sales.record(sale, by=owner)
    move(store, [first.sale_id], CustomerRef("Bea"), owner)
    again = store.sales.record(sale, by=owner)
    assert (again.outcome, again.customer_name) == (Outcome.ALREADY_RECORDED, "Bea")
    move(store, [first.sale_id], None, owner)
    again = store.sales.record(sale, by=owner)
    assert (again.customer_name, again.customer_id, again.is_unlinked) == ("", None, False)


def test_several_sales_are_given_at_once(store: Store, owner: Actor) -> None:
    sales = [sell(store, name, 100) for name in ("Ana", "Bea", None, "Carla")]
    change = move(store, [*sales, sales[0]], CustomerRef("Carla"), owner)
    assert change.sale_ids == tuple(sales[:3])
    assert figures(store, "Carla", owner)[:2] == (400, 4)
    assert figures(store, "Ana", owner)[:2] == figures(store, "Bea", owner)[:2] == (0, 0)
    store.sales.undo_change(change.id, LATER, by=owner)
    assert figures(store, "Carla", owner)[:2] == (100, 1)
    assert [owner_of(store, sale, owner) is None for sale in sales] == [False, False, True, False]


def test_one_sale_that_is_not_there_moves_none(store: Store, owner: Actor) -> None:
    sale = sell(store, "Ana")
    for missing in (999, -1, 2**70):
        with pytest.raises(NotFound):
            move(store, [sale, missing], CustomerRef("New"), owner)
    assert figures(store, "Ana", owner)[:2] == (1000, 1)
    assert store.customers.named("New", by=owner) is None


@pytest.mark.parametrize("name", ["", " \t", "x" * 121])
def test_a_name_that_is_none_is_refused(store: Store, owner: Actor, name: str) -> None:
    sale = sell(store, "Ana")
    with pytest.raises(InvalidName):
        move(store, [sale], CustomerRef(name), owner)
    assert figures(store, "Ana", owner)[:2] == (1000, 1)


def test_where_nothing_would_change_it_is_said(store: Store, owner: Actor) -> None:
    sale, nobodys = sell(store, "Ana"), sell(store, None)
    with pytest.raises(SaleRefused, match="that customer already"):
        move(store, [sale], CustomerRef("ANA"), owner)
    with pytest.raises(SaleRefused, match="Nobody in particular"):
        move(store, [nobodys], None, owner)
    with pytest.raises(SaleRefused):
        move(store, [], CustomerRef("New"), owner)
    given_away = sell(store, "Bea")
    move(store, [given_away], None, owner)
    with pytest.raises(SaleRefused, match="Nobody in particular"):
        move(store, [given_away], None, owner)
    assert store.sales.changes(sale, by=owner) == []
    assert store.customers.named("New", by=owner) is None


def test_what_came_back_goes_along(store: Store, owner: Actor) -> None:
    sold = store.sales.record(a_sale("Ana", [a_line(100, "3")]), by=owner)
    back = store.sales.record(a_return([a_line(100, "-1")], of=sold.sale_id), by=owner)
    other = store.sales.record(
        a_return([a_line(100, "-1")], of=sold.sale_id, customer="Carla"), by=owner
    )
    change = move(store, [sold.sale_id], CustomerRef("Bea"), owner)
    assert change.sale_ids == (sold.sale_id,)
    assert figures(store, "Ana", owner)[:2] == (0, 0)
    assert figures(store, "Bea", owner)[:2] == (200, 1)
    assert figures(store, "Carla", owner)[:2] == (-100, 0)
    assert owner_of(store, other.sale_id, owner) != change.to_customer_id
    store.sales.undo_change(change.id, LATER, by=owner)
    assert owner_of(store, back.sale_id, owner) == sold.customer_id
    assert figures(store, "Ana", owner)[:2] == (200, 1)


def test_what_comes_back_later_goes_to_whoever_has_the_sale(store: Store, owner: Actor) -> None:
    sold = store.sales.record(a_sale("Ana", [a_line(100, "3")]), by=owner)
    change = move(store, [sold.sale_id], CustomerRef("Bea"), owner)
    store.sales.record(a_return([a_line(100, "-1")], of=sold.sale_id), by=owner)
    assert figures(store, "Bea", owner)[:2] == (200, 1)
    store.sales.undo_change(change.id, LATER, by=owner)
    assert figures(store, "Ana", owner)[:2] == (200, 1)
    assert figures(store, "Bea", owner)[:2] == (0, 0)


def test_a_sale_and_what_came_back_of_it_may_both_be_asked_for(store: Store, owner: Actor) -> None:
    sold = store.sales.record(a_sale("Ana", [a_line(100, "3")]), by=owner)
    back = store.sales.record(a_return([a_line(100, "-1")], of=sold.sale_id), by=owner)
    both = [sold.sale_id, back.sale_id]
    change = move(store, both, CustomerRef("Bea"), owner)
    assert change.sale_ids == tuple(both)
    assert figures(store, "Bea", owner)[:2] == (200, 1)
    store.sales.undo_change(change.id, LATER, by=owner)
    assert figures(store, "Ana", owner)[:2] == (200, 1)


def test_what_came_back_in_the_others_name_before_stays_theirs(store: Store, owner: Actor) -> None:
    sold = store.sales.record(a_sale("Ana", [a_line(100, "3")]), by=owner)
    line = a_line(100, "-1")
    back = store.sales.record(a_return([line], of=sold.sale_id, customer="Bea"), by=owner)
    change = move(store, [sold.sale_id], CustomerRef("Bea"), owner)
    store.sales.undo_change(change.id, LATER, by=owner)
    assert owner_of(store, back.sale_id, owner) == change.to_customer_id
    assert figures(store, "Ana", owner)[:2] == (300, 1)
    assert figures(store, "Bea", owner)[:2] == (-100, 0)


def test_what_comes_back_of_a_sale_to_nobody_is_nobodys(store: Store, owner: Actor) -> None:
    sold = store.sales.record(a_sale("Ana", [a_line(100, "3")]), by=owner)
    move(store, [sold.sale_id], None, owner)
    back = store.sales.record(a_return([a_line(100, "-1")], of=sold.sale_id), by=owner)
    assert (back.customer_id, back.customer_name, back.is_unlinked) == (None, "", False)
    assert figures(store, "Ana", owner)[:2] == (0, 0)


def test_a_voided_sale_moves_and_counts_for_nobody(store: Store, owner: Actor) -> None:
    sale = sell(store, "Ana")
    store.sales.void(sale, "slip", LATER, by=owner)
    move(store, [sale], CustomerRef("Bea"), owner)
    assert figures(store, "Bea", owner) == (0, 0, None, None)
    assert [row.sale_id for row in _history(store, "Bea", owner)] == [sale]


def _history(store: Store, name: str, owner: Actor) -> list[HistoryRow]:
    found = store.customers.named(name, by=owner)
    assert found is not None
    return store.customers.history(found.id, None, 9, by=owner)


# Taking it back


def test_a_change_is_taken_back_once(store: Store, owner: Actor) -> None:
    sale = sell(store, "Ana", 100)
    change = move(store, [sale], CustomerRef("Bea"), owner)
    at = LATER + timedelta(minutes=1)
    undone = store.sales.undo_change(change.id, at, by=owner)
    assert (undone.undone_at, undone.sale_ids) == (at, change.sale_ids)
    assert figures(store, "Ana", owner) == (100, 1, MANILA_NOON, MANILA_NOON)
    assert store.sales.changes(sale, by=owner) == [undone]
    with pytest.raises(SaleRefused, match="taken back already"):
        store.sales.undo_change(change.id, at, by=owner)
    for missing in (99, -1, 2**70):
        with pytest.raises(NotFound):
            store.sales.undo_change(missing, at, by=owner)


def test_a_sale_changed_again_since_is_not_torn_away(store: Store, owner: Actor) -> None:
    sales = [sell(store, "Ana"), sell(store, "Ana")]
    first = move(store, sales, CustomerRef("Bea"), owner)
    second = move(store, sales[1:], CustomerRef("Carla"), owner)
    with pytest.raises(SaleRefused, match="changed again"):
        store.sales.undo_change(first.id, LATER, by=owner)
    back = move(store, sales[1:], CustomerRef("Bea"), owner)  # the same customer, but by hand
    with pytest.raises(SaleRefused, match="changed again"):
        store.sales.undo_change(first.id, LATER, by=owner)
    for change in (back, second, first):
        store.sales.undo_change(change.id, LATER, by=owner)
    assert figures(store, "Ana", owner)[:2] == (2000, 2)
    assert [each.id for each in store.sales.changes(sales[1], by=owner)] == [
        back.id,
        second.id,
        first.id,
    ]


def test_a_sale_given_to_nobody_and_then_to_somebody_comes_back_to_nobody(
    store: Store, owner: Actor
) -> None:
    sale = sell(store, "Ana")
    move(store, [sale], None, owner)
    change = move(store, [sale], CustomerRef("Bea"), owner)
    store.sales.undo_change(change.id, LATER, by=owner)
    assert owner_of(store, sale, owner) is None
    assert store.sales.link_unlinked(by=owner) == 0


# Unlinked sales


@pytest.fixture
def unlinked(store: Store, owner: Actor) -> list[int]:
    """Three sales whose customer step failed."""
    return [sell(store, letter * 121, 500) for letter in "yzx"]


def test_unlinked_sales_are_listed_oldest_first(
    store: Store, owner: Actor, unlinked: list[int]
) -> None:
    sell(store, "Ana")
    found = store.sales.unlinked(9, by=owner)
    assert [(each.row.sale_id, each.customer_name[:2]) for each in found] == [
        (unlinked[0], "yy"),
        (unlinked[1], "zz"),
        (unlinked[2], "xx"),
    ]
    assert [each.row.sale_id for each in store.sales.unlinked(1, by=owner)] == unlinked[:1]
    assert store.sales.unlinked_count(by=owner) == 3


def test_an_unlinked_sale_is_resolved_by_giving_it_to_somebody_or_nobody(
    store: Store, owner: Actor, unlinked: list[int]
) -> None:
    change = move(store, unlinked[:1], CustomerRef("Zita"), owner)
    nobody = move(store, unlinked[1:], None, owner)
    assert store.sales.unlinked_count(by=owner) == 0
    assert figures(store, "Zita", owner)[:2] == (500, 1)
    store.sales.undo_change(change.id, LATER, by=owner)
    store.sales.undo_change(nobody.id, LATER, by=owner)
    assert store.sales.unlinked_count(by=owner) == 3


# Rights and readers


def test_whose_sale_it_is_asks_for_the_right_to_sell(store: Store, owner: Actor) -> None:
    sale = sell(store, "Ana")
    nobody = allowed("Temp", frozenset())
    for ask in (
        lambda: store.sales.change_customer([sale], None, LATER, by=nobody),
        lambda: store.sales.undo_change(1, LATER, by=nobody),
        lambda: store.sales.changes(sale, by=nobody),
        lambda: store.sales.unlinked(1, by=nobody),
        lambda: store.sales.unlinked_count(by=nobody),
        lambda: store.sales.with_reference("gcash", "1", by=nobody),
    ):
        with pytest.raises(NotAllowed):
            ask()
    assert owner_of(store, sale, owner) is not None


def test_a_reader_sees_changes_and_makes_none(
    store: Store, owner: Actor, folder: Path, clock: FixedClock, unlinked: list[int]
) -> None:
    sale = sell(store, "Ana")
    change = move(store, [sale], CustomerRef("Bea"), owner)
    reader = open_reader(folder, clock)
    assert reader.sales.changes(sale, by=owner) == [change]
    assert reader.sales.unlinked_count(by=owner) == len(unlinked)
    with pytest.raises(StoreUnavailable, match="reading only"):
        reader.sales.change_customer([sale], None, LATER, by=owner)
    with pytest.raises(StoreUnavailable, match="reading only"):
        reader.sales.undo_change(change.id, LATER, by=owner)
    reader.close()


def test_verify_says_when_a_sale_is_not_where_it_was_given(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    sale = sell(store, "Ana")
    ana = owner_of(store, sale, owner)
    change = move(store, [sale], CustomerRef("Bea"), owner)
    with database.write("plant"):
        database.run("UPDATE sales SET customer_id = ? WHERE id = ?", (ana, sale))
    found = store.verify(by=owner).discrepancies
    assert ("sale 000001", "customer", "Ana", "Bea") in [
        (each.subject, each.figure, each.stored, each.recounted) for each in found
    ]
    with database.write("mend"):
        database.run("UPDATE sales SET customer_id = ?", (change.to_customer_id,))


# References


def test_a_reference_names_the_newest_sale_paid_with_it(store: Store, owner: Actor) -> None:
    def paid(reference: str, method: str = "gcash") -> int:
        sale = a_sale(method=method)
        (part,) = sale.payments
        part = type(part)(method, part.amount, None, reference)
        sale = type(sale)(sale.key, sale.lines, (part,), sale.sold_at, sale.business_date)
        return store.sales.record(sale, by=owner).sale_id

    first, second, card = paid("123"), paid("123"), paid("123", "card")
    paid("")
    found = store.sales.with_reference("gcash", " 123 ", by=owner)
    assert found is not None
    assert found.sale_id == second
    store.sales.void(second, "slip", LATER, by=owner)
    assert [
        None if row is None else row.sale_id
        for row in (
            store.sales.with_reference("gcash", "123", by=owner),
            store.sales.with_reference("card", "123", by=owner),
            store.sales.with_reference("bank", "123", by=owner),
            store.sales.with_reference("gcash", "124", by=owner),
            store.sales.with_reference("gcash", "", by=owner),
        )
    ] == [first, card, None, None, None]


def test_the_book_of_who_did_what_names_both_customers(store: Store, owner: Actor) -> None:
    sale = store.sales.record(a_sale("Ana"), by=owner)
    change = store.sales.change_customer([sale.sale_id], CustomerRef("Ben"), MANILA_NOON, by=owner)
    store.sales.undo_change(change.id, MANILA_NOON, by=owner)
    undone, changed = store.audit.page("", None, 2, by=owner)
    assert (changed.old, changed.new) == ("Ana", "Ben")
    assert (undone.old, undone.new) == ("Ben", "Ana")
