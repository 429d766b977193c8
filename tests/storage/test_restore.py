"""A copy comes back whole, over whatever is there, and there is always a way back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.backup import Copy, Reason
from app.domain.draft import Draft
from app.domain.errors import InvalidInput, NotAllowed, StoreUnavailable, TillOpen, UnusableFile
from app.domain.settings import ShopSettings
from app.storage.backup import make_copy
from app.storage.backup_files import record_of, write_record
from app.storage.backup_list import copies_in
from app.storage.classify import COPIES, DATABASE_NAME, RESTORING
from app.storage.lock import ShopLock
from app.storage.migrations import NEWEST
from app.storage.restore import Restored, restore
from app.storage.restore_sides import NoRecord, look_at, record_anew, sides
from app.storage.store import open_store
from tests.people import allowed
from tests.storage.builders import FixedClock, a_sale


def sell(folder: Path, clock: FixedClock, owner: Actor, *names: str) -> None:
    """Open the shop as the till does, sell something to each, close it."""
    store = open_store(folder, clock)
    for name in names:
        store.sales.record(a_sale(name), by=owner)
    store.close()


def names_in(path: Path) -> list[str]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = connection.execute("SELECT customer_name FROM sales ORDER BY id").fetchall()
        return [name for (name,) in found]
    finally:
        connection.close()


@pytest.fixture
def copy(folder: Path, clock: FixedClock, owner: Actor) -> Path:
    """A copy with Ana's sale in it; Ben's came after."""
    sell(folder, clock, owner, "Ana")
    made = make_copy(
        folder / DATABASE_NAME, folder / COPIES, Reason.ASKED, clock.now(), newest=NEWEST
    )
    clock.advance(minutes=1)
    sell(folder, clock, owner, "Ben")
    return folder / COPIES / made.name


Bring = Callable[..., Restored]


@pytest.fixture
def bring(folder: Path, clock: FixedClock, owner: Actor) -> Bring:
    def run(path: Path, into: Path = folder, as_till: int | None = None) -> Restored:
        return restore(path, into, clock.now(), newest=NEWEST, by=owner, as_till=as_till)

    return run


def away(copy: Path, place: Path) -> Path:
    """Take a copy and its record to another place, as on a drive."""
    place.mkdir(exist_ok=True)
    shutil.copy(record_of(copy), place)
    return Path(shutil.copy(copy, place))


def test_the_copy_stands_in_place_and_what_was_there_is_kept(
    copy: Path, folder: Path, bring: Bring, clock: FixedClock, owner: Actor
) -> None:
    done = bring(copy)
    assert names_in(folder / DATABASE_NAME) == ["Ana"]
    assert done.safety is not None
    assert names_in(folder / COPIES / done.safety.name) == ["Ana", "Ben"]
    assert done.safety.reason is Reason.RESTORE
    store = open_store(folder, clock)
    assert store.ended_cleanly
    assert store.verify(by=owner).discrepancies == ()
    store.sales.record(a_sale("Cora"), by=owner)
    assert store.sales.last(by=owner).head.number == "000002"  # type: ignore[union-attr]
    store.close()
    assert names_in(folder / DATABASE_NAME) == ["Ana", "Cora"]
    assert not list(folder.glob(f"{RESTORING}*"))


def test_the_safety_copy_leads_back(copy: Path, folder: Path, bring: Bring) -> None:
    done = bring(copy)
    assert done.safety is not None
    bring(folder / COPIES / done.safety.name)
    assert names_in(folder / DATABASE_NAME) == ["Ana", "Ben"]


@pytest.mark.parametrize("planted", ["of the old shop", "of another shop", "noise"])
def test_a_log_left_beside_the_old_shop_is_never_played_over_the_restored_one(
    copy: Path, folder: Path, bring: Bring, clock: FixedClock, owner: Actor, tmp_path: Path,
    planted: str,
) -> None:  # fmt: skip
    shop = folder / DATABASE_NAME
    plant_sidecars(shop, planted, tmp_path)
    bring(copy)
    assert names_in(shop) == ["Ana"]
    assert [path.name for path in folder.glob(f"{DATABASE_NAME}-*")] == []
    store = open_store(folder, clock)
    assert store.verify(by=owner).discrepancies == ()
    store.close()
    assert names_in(shop) == ["Ana"]


def plant_sidecars(shop: Path, planted: str, tmp_path: Path) -> None:
    """Leave a log and a journal behind, as a till does that was killed."""
    if planted == "noise":
        for ending in ("-wal", "-shm", "-journal"):
            shop.with_name(shop.name + ending).write_bytes(b"noise" * 1000)
        return
    source = shop
    if planted == "of another shop":
        source = tmp_path / "other" / DATABASE_NAME
        source.parent.mkdir()
        shutil.copy(shop, source)
    connection = sqlite3.connect(source, isolation_level=None)
    connection.execute("UPDATE sales SET customer_name = 'Replayed'")
    kept = [source.with_name(source.name + ending) for ending in ("-wal", "-shm")]
    held = [(path.name, path.read_bytes()) for path in kept]
    assert len(held[0][1]) > 4096
    before = shop.read_bytes()
    connection.close()
    if planted == "of the old shop":
        shop.write_bytes(before)  # the log was not folded
    for name, content in held:
        (shop.parent / name).write_bytes(content)


def test_a_log_of_sales_that_were_never_folded_is_in_the_safety_copy(
    copy: Path, folder: Path, bring: Bring, tmp_path: Path
) -> None:
    plant_sidecars(folder / DATABASE_NAME, "of the old shop", tmp_path)
    done = bring(copy)
    assert done.safety is not None
    assert names_in(folder / COPIES / done.safety.name) == ["Replayed", "Replayed"]


def test_a_log_beside_the_copy_is_not_played_either(
    copy: Path, folder: Path, bring: Bring, tmp_path: Path
) -> None:
    drive = away(copy, tmp_path / "drive")
    for ending in ("-wal", "-shm", "-journal"):
        drive.with_name(drive.name + ending).write_bytes(b"noise" * 1000)
    bring(drive)
    assert names_in(folder / DATABASE_NAME) == ["Ana"]


def test_one_byte_anywhere_is_noticed(copy: Path, folder: Path, bring: Bring) -> None:
    whole, shop = copy.read_bytes(), (folder / DATABASE_NAME).read_bytes()
    places = [0, 18, 40, 100, 4095, *range(5000, len(whole), 9973), len(whole) - 1]
    for place in places:
        spoiled = bytearray(whole)
        spoiled[place] ^= 1
        copy.write_bytes(spoiled)
        with pytest.raises(UnusableFile, match="This copy is damaged"):
            bring(copy)
    assert (folder / DATABASE_NAME).read_bytes() == shop
    copy.write_bytes(whole)
    assert look_at(copy).figures.sales == 1


def test_one_byte_of_its_record_is_noticed_by_the_list_and_by_a_restore(
    copy: Path, folder: Path, bring: Bring
) -> None:
    record = record_of(copy)
    whole = record.read_bytes()
    for place in range(0, len(whole), 7):
        record.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert copies_in(folder / COPIES) == []
        with pytest.raises(UnusableFile, match=r"The record .* beside this copy is damaged"):
            look_at(copy)
    record.write_bytes(whole.replace(b"\n", b"\r\n"))
    with pytest.raises(UnusableFile, match=r"The record .* beside this copy is damaged"):
        bring(copy)
    record.write_bytes(whole)
    assert bring(copy).copy.figures.sales == 1


@pytest.mark.parametrize("record", [None, b"{", b"\xff"])
def test_a_copy_whose_record_is_lost_is_looked_through_and_gets_another(
    copy: Path, folder: Path, bring: Bring, record: bytes | None
) -> None:
    before = look_at(copy)
    with pytest.raises(UnusableFile, match="is what its record says"):
        record_anew(copy, NEWEST)
    record_of(copy).unlink() if record is None else record_of(copy).write_bytes(record)
    with pytest.raises(NoRecord) as refused:
        bring(copy)
    assert "`suki backup --check`" in refused.value.advice
    made = record_anew(copy, NEWEST)
    assert (made.figures, made.sha256, made.schema) == (
        *(before.figures, before.sha256, before.schema),
    )
    assert made.origin == replace(before.origin, computer="")
    assert look_at(copy) == made
    assert bring(copy).copy == made


def test_what_is_no_whole_shop_gets_no_record(copy: Path) -> None:
    record_of(copy).unlink()
    whole = copy.read_bytes()
    for spoiled in (b"", b"noise" * 1000, whole[:-4096], whole[:8192] + b"\xff" * 8192):
        copy.write_bytes(spoiled)
        with pytest.raises(UnusableFile, match="This file is no whole copy of a shop"):
            record_anew(copy, NEWEST)
        assert [path.name for path in copy.parent.glob("*.db*")] == [copy.name]
    copy.write_bytes(whole)
    copy.with_name(f"{copy.name}.json").mkdir()
    with pytest.raises(StoreUnavailable):
        record_anew(copy, NEWEST)


def test_a_damaged_copy_is_not_blessed_by_a_new_record(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    with pytest.raises(UnusableFile, match="This copy is damaged"):
        record_anew(copy, NEWEST)


def test_a_copy_that_changes_while_it_is_read_is_noticed(
    copy: Path, folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.restore.copy_bytes", lambda _source, _draft: "0" * 64)
    with pytest.raises(UnusableFile, match="This copy is damaged"):
        bring(copy)
    assert names_in(folder / DATABASE_NAME) == ["Ana", "Ben"]


def test_a_copy_is_refused_without_its_record_and_with_a_damaged_one(
    copy: Path, bring: Bring
) -> None:
    record_of(copy).write_text("{")
    with pytest.raises(UnusableFile, match=r"record .* is damaged"):
        bring(copy)
    record_of(copy).unlink()
    with pytest.raises(UnusableFile, match="nobody can tell whether it is whole"):
        bring(copy)
    copy.unlink()
    with pytest.raises(UnusableFile, match="There is no copy"):
        bring(copy)


def test_a_copy_of_a_newer_version_is_refused(copy: Path, folder: Path, bring: Bring) -> None:
    write_record(replace(look_at(copy), schema=NEWEST + 1), record_of(copy))
    for look in (bring, lambda path: sides(path, folder, newest=NEWEST)):
        with pytest.raises(UnusableFile, match=r"newer Suki: it needs Suki [\d.]+ or newer"):
            look(copy)


def test_while_the_till_is_open_nothing_is_restored(copy: Path, folder: Path, bring: Bring) -> None:
    lock = ShopLock(folder)
    with pytest.raises(TillOpen):
        bring(copy)
    lock.release()
    assert names_in(folder / DATABASE_NAME) == ["Ana", "Ben"]


def test_a_shop_somebody_reads_for_long_is_left_as_it_is(
    copy: Path, folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.restore_swap.WAIT_SECONDS", 0.0)
    shop = folder / DATABASE_NAME
    reading = sqlite3.connect(f"file:{shop}?mode=ro", uri=True, isolation_level=None)
    reading.execute("BEGIN")
    assert reading.execute("SELECT count(*) FROM sales").fetchone() == (2,)
    writing = sqlite3.connect(shop, isolation_level=None)
    writing.execute("UPDATE sales SET customer_name = 'Dina' WHERE customer_name = 'Ben'")
    with pytest.raises(UnusableFile, match="Another program is using"):
        bring(copy)
    reading.close()
    writing.close()
    assert names_in(shop) == ["Ana", "Dina"]


def test_without_room_for_the_way_back_nothing_is_restored(
    copy: Path, folder: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_more: object) -> Copy:
        raise StoreUnavailable("Could not make a copy of the shop: the disk is full.")

    monkeypatch.setattr("app.storage.restore.make_copy", full)
    with pytest.raises(StoreUnavailable, match="disk is full"):
        bring(copy)
    assert names_in(folder / DATABASE_NAME) == ["Ana", "Ben"]


@pytest.mark.parametrize("state", ["empty", "noise", "cut short", "damaged inside", "only a log"])
def test_a_shop_that_cannot_be_read_is_put_away_as_it_is(
    copy: Path, folder: Path, bring: Bring, state: str
) -> None:
    shop = folder / DATABASE_NAME
    spoil(shop, state)
    left = {path.name: path.read_bytes() for path in folder.glob(f"{DATABASE_NAME}*")}
    done = bring(copy)
    assert done.put_away is not None
    assert {path.name: path.read_bytes() for path in done.put_away.iterdir()} == left
    assert names_in(shop) == ["Ana"]
    assert len(copies_in(folder / COPIES)) == 1


def spoil(shop: Path, state: str) -> None:
    whole = shop.read_bytes()
    if state == "empty":
        shop.write_bytes(b"")
    elif state == "noise":
        shop.write_bytes(b"noise" * 1000)
    elif state == "cut short":
        shop.write_bytes(whole[: len(whole) // 2])
    elif state == "damaged inside":
        shop.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    else:
        shop.unlink()
        shop.with_name(f"{DATABASE_NAME}-wal").write_bytes(b"left")


def test_another_programs_file_is_left_alone(copy: Path, folder: Path, bring: Bring) -> None:
    shop = folder / DATABASE_NAME
    shop.unlink()
    connection = sqlite3.connect(shop)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = shop.read_bytes()
    with pytest.raises(UnusableFile, match="another program"):
        bring(copy)
    assert shop.read_bytes() == before


def test_only_who_may_restore_does(copy: Path, folder: Path, clock: FixedClock) -> None:
    cashier = allowed("Joy", frozenset(Right) - {Right.BACKUPS})
    with pytest.raises(NotAllowed):
        restore(copy, folder, clock.now(), newest=NEWEST, by=cashier)


# Both sides, and on another computer


def test_both_sides_are_shown(copy: Path, folder: Path) -> None:
    both = sides(copy, folder, newest=NEWEST)
    assert both.here is not None
    assert (both.here.sales, both.here.last_number) == (2, "000002")
    assert (both.copy.figures.sales, both.copy.figures.last_number) == (1, "000001")
    assert not both.is_elsewhere


def test_a_copy_from_a_drive_comes_home_to_its_own_till(copy: Path, folder: Path) -> None:
    assert not sides(away(copy, folder.parent / "drive"), folder, newest=NEWEST).is_elsewhere


@pytest.mark.parametrize("there", ["nothing", "another shop"])
def test_elsewhere_the_old_computer_is_asked_about(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor, there: str
) -> None:
    folder = tmp_path / "new computer"
    folder.mkdir()
    if there == "another shop":
        sell(folder, clock, owner, "Zoe")
    both = sides(copy, folder, newest=NEWEST)
    assert both.is_elsewhere
    assert (both.here is None) == (there == "nothing")


def test_a_second_till_gets_numbers_of_its_own_and_nothing_that_is_open_at_the_first(
    folder: Path, clock: FixedClock, owner: Actor, tmp_path: Path, bring: Bring
) -> None:
    store = open_store(folder, clock)
    store.settings.save(ShopSettings("Nena's"), by=owner)
    store.sales.record(a_sale("Ana"), by=owner)
    store.drafts.keep(Draft("open-key", "{}"), by=owner)
    made = make_copy(
        folder / DATABASE_NAME, folder / COPIES, Reason.TIMED, clock.now(), newest=NEWEST
    )
    store.close()
    new = tmp_path / "new"
    done = bring(folder / COPIES / made.name, new, 2)
    assert done.till == 2
    second = open_store(new, clock)
    assert second.drafts.kept(by=owner) is None
    sold = [second.sales.record(a_sale("Ben"), by=owner) for _ in range(2)]
    assert [each.number for each in sold] == ["2-000001", "2-000002"]
    assert second.sales.last(by=owner).head.number == "2-000002"  # type: ignore[union-attr]
    for asked, customer in (("1", "Ben"), ("000001", "Ana"), ("2-000001", "Ben"), ("2", "Ben")):
        assert second.sales.numbered(asked, by=owner).customer_name == customer
    second.drafts.keep(Draft("another-key", "{}"), by=owner)
    assert second.drafts.kept(by=owner) == Draft("another-key", "{}")
    assert second.verify(by=owner).discrepancies == ()
    with second.database.write("spoil the series"):
        second.database.run("UPDATE sale_series SET last_number = 9")
    assert second.verify(by=owner, repair=True).repaired
    assert second.database.rows("SELECT * FROM sale_series") == [(0, 0), (1, 1), (2, 2)]
    copied = make_copy(new / DATABASE_NAME, new / COPIES, Reason.TIMED, clock.now(), newest=NEWEST)
    assert (copied.figures.last_number, copied.origin.till) == ("2-000002", 2)
    second.close()


def test_a_till_number_that_has_numbers_already_is_refused(
    copy: Path, tmp_path: Path, bring: Bring
) -> None:
    with pytest.raises(InvalidInput, match="Till 1 has numbers already"):
        bring(copy, tmp_path / "new", 1)
    assert list((tmp_path / "new").glob("shop.db*")) == []
    assert bring(copy, tmp_path / "new", 7).till == 7


def test_a_retired_computers_numbers_go_on(
    copy: Path, tmp_path: Path, bring: Bring, clock: FixedClock, owner: Actor
) -> None:
    new = tmp_path / "new"
    assert bring(copy, new).till == 1
    sell(new, clock, owner, "Ben")
    assert names_in(new / DATABASE_NAME) == ["Ana", "Ben"]


def test_a_restore_that_was_ended_keeps_nobody_from_opening_the_shop(
    folder: Path, clock: FixedClock, owner: Actor
) -> None:
    (folder / RESTORING).write_bytes(b"SQLite format 3\0half")
    sell(folder, clock, owner, "Ana")
    assert not (folder / RESTORING).exists()
