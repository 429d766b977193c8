from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.customer import Contact
from app.domain.draft import Draft
from app.domain.errors import StoreUnavailable
from app.domain.ports import Store
from app.storage.store import WriterStore, open_reader, open_store
from tests.people import allowed
from tests.storage.builders import FixedClock, a_sale


def test_both_stores_are_what_the_shop_asks_for(store: WriterStore, clock: FixedClock) -> None:
    reader = open_reader(store.database.path.parent, clock)
    stores: list[Store] = [store, reader]
    assert [each.ended_cleanly for each in stores] == [True, True]
    reader.close()


def test_a_new_shop_and_one_that_was_closed_ended_cleanly(folder: Path, clock: FixedClock) -> None:
    for _ in range(3):
        store = open_store(folder, clock)
        assert store.ended_cleanly
        store.close()


def test_a_reader_answers_as_the_writer_does_and_writes_nothing(
    store: WriterStore, clock: FixedClock, owner: Actor
) -> None:
    sold = store.sales.record(a_sale("Ana", given=2000), by=owner)
    reader = open_reader(store.database.path.parent, clock)
    for sales in (store.sales, reader.sales):
        assert sales.sale(sold.sale_id, by=owner) == sales.last(by=owner)
        assert sales.numbered("1", by=owner).head.sale_id == sold.sale_id
    writes: list[Callable[[], object]] = [
        lambda: reader.sales.record(a_sale("Ana"), by=owner),
        lambda: reader.sales.bring_in([], by=owner),
        lambda: reader.sales.void(sold.sale_id, "", clock.now(), by=owner),
        lambda: reader.customers.add(Contact("Ben"), by=owner),
        lambda: reader.customers.edit(1, Contact("Ben"), by=owner),
        lambda: reader.products.bring_in([], by=owner),
        lambda: reader.drafts.keep(Draft("k", "{}"), by=owner),
        lambda: reader.drafts.drop(by=owner),
    ]
    for write in writes:
        with pytest.raises(StoreUnavailable, match="reading only"):
            write()
    assert reader.verify(by=owner).discrepancies == ()
    reader.close()


def abandon(store: WriterStore) -> None:
    """Let everything go as the end of a killed process does."""
    store.database.close()
    store._lock.release()


def test_a_shop_that_was_not_closed_says_so_once(folder: Path, clock: FixedClock) -> None:
    abandon(open_store(folder, clock))
    store = open_store(folder, clock)
    reader = open_reader(folder, clock)
    assert (store.ended_cleanly, reader.ended_cleanly) == (False, False)
    reader.close()
    store.close()
    after = open_store(folder, clock)
    assert after.ended_cleanly
    after.close()


def test_a_command_in_between_does_not_hide_an_unclean_end(folder: Path, clock: FixedClock) -> None:
    abandon(open_store(folder, clock))
    command = open_store(folder, clock, is_till=False)
    command.close()
    till = open_store(folder, clock)
    assert not till.ended_cleanly
    till.close()


def test_closing_twice_is_harmless(folder: Path, clock: FixedClock) -> None:
    store = open_store(folder, clock)
    store.close()
    store.close()


def test_an_end_that_cannot_be_noted_still_lets_everything_go(
    folder: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(folder, clock)
    store.database.rows("PRAGMA query_only = 1")
    store.close()
    assert "could not be noted" in caplog.text
    again = open_store(folder, clock)
    assert not again.ended_cleanly
    again.close()


def test_after_closing_one_file_is_left(folder: Path, clock: FixedClock, owner: Actor) -> None:
    store = open_store(folder, clock)
    store.sales.record(a_sale("Ana"), by=owner)
    reader = open_reader(folder, clock)
    reader.close()
    store.close()
    assert sorted(each.name for each in folder.iterdir()) == ["shop.db", "shop.lock"]


def plant(store: WriterStore) -> None:
    with store.database.write("plant"):
        store.database.run(
            "CREATE TRIGGER planted BEFORE INSERT ON customers"
            " BEGIN SELECT RAISE(ABORT, 'planted'); END"
        )


def test_unlinked_sales_are_linked_at_the_next_start(
    folder: Path, clock: FixedClock, owner: Actor
) -> None:
    store = open_store(folder, clock)
    plant(store)
    for name in ("Ana", "ANA", "Ben"):
        assert store.sales.record(a_sale(name), by=owner).is_unlinked
    with store.database.write("mend"):
        store.database.run("DROP TRIGGER planted")
    store.close()
    store = open_store(folder, clock)
    ana = store.customers.named("ana", by=owner)
    assert ana is not None
    assert (ana.name, ana.transaction_count) == ("Ana", 2)
    assert store.customers.count(by=owner) == 2
    assert store.verify(by=owner).unlinked == 0
    store.close()


def test_a_name_that_cannot_be_linked_stops_no_other_and_no_start(
    folder: Path, clock: FixedClock, owner: Actor
) -> None:
    store = open_store(folder, clock)
    plant(store)
    for name in ("Ana", "Ben"):
        store.sales.record(a_sale(name), by=owner)
    with store.database.write("mend a little"):
        store.database.run("DROP TRIGGER planted")
        store.database.run(
            "CREATE TRIGGER planted BEFORE INSERT ON customers WHEN NEW.name = 'Ana'"
            " BEGIN SELECT RAISE(ABORT, 'planted'); END"
        )
    store.close()
    store = open_store(folder, clock)
    report = store.verify(by=owner)
    assert (report.unlinked, report.customers, report.discrepancies) == (1, 1, ())
    store.close()


def test_a_start_goes_on_when_linking_meets_a_full_disk(
    folder: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object) -> int:
        raise StoreUnavailable("Could not link: the disk is full.")

    monkeypatch.setattr("app.storage.sales.link_unlinked", refuse)
    store = open_store(folder, clock)
    assert "the disk is full" in caplog.text
    store.close()


def test_repair_asks_for_more_rights_than_looking(store: WriterStore) -> None:
    looker = allowed("Ana", frozenset({Right.SEE_CUSTOMERS}))
    assert store.verify(by=looker).discrepancies == ()
