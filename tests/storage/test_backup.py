"""A copy counts only when it is whole, checked and written down."""

from __future__ import annotations

import errno
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.backup import Copy, Reason
from app.domain.errors import NotAllowed, StoreUnavailable
from app.domain.money import Money
from app.domain.settings import ShopSettings
from app.storage.backup import copy_to_file, make_copy
from app.storage.backup_files import record_of, sha256_of, write_record
from app.storage.backup_list import copies_in, thin
from app.storage.backup_round import back_up
from app.storage.backup_second import SIGN, begin_place
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.migrations import NEWEST
from app.storage.store import WriterStore
from tests.people import allowed, everyone
from tests.storage.builders import FixedClock, a_sale


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture
def shop(store: WriterStore, owner: Actor, folder: Path) -> Path:
    """The file of an open shop with two sales, one of them still in its log only."""
    store.settings.save(ShopSettings("Nena's"), by=owner)
    store.sales.record(a_sale("Ana Reyes"), by=owner)
    store.database.checkpoint()
    store.sales.record(a_sale("Ana Reyes"), by=owner)
    return folder / DATABASE_NAME


@pytest.fixture
def copies(folder: Path) -> Path:
    return folder / COPIES


@pytest.fixture
def place(tmp_path: Path, folder: Path, store: WriterStore, owner: Actor, shop: Path) -> Path:
    """A drive that was chosen as the second place."""
    drive = tmp_path / "POS BACKUP"
    drive.mkdir()
    begin_place(drive, folder)
    settings = store.settings.load(by=owner)
    assert settings is not None
    store.settings.save(replace(settings, second_place=str(drive)), by=owner)
    return drive


def copy_now(shop: Path, clock: FixedClock, reason: Reason = Reason.ASKED) -> Copy:
    return make_copy(shop, shop.parent / COPIES, reason, clock.now(), newest=NEWEST)


def round_of(folder: Path, clock: FixedClock) -> tuple[Copy, str]:
    done = back_up(folder, Reason.TIMED, clock.now(), clock.local, newest=NEWEST)
    return done.copy, "" if done.second_problem is None else done.second_problem.message


def test_a_copy_of_a_selling_till_is_whole_and_says_what_it_holds(
    shop: Path, copies: Path, clock: FixedClock
) -> None:
    copy = copy_now(shop, clock)
    path = copies / copy.name
    assert (copy.figures.sales, copy.figures.customers) == (2, 1)
    assert copy.figures.last_number == "000002"
    assert copy.figures.total == Money(2500)
    assert copy.figures.last_sale_at == clock.now()
    assert (copy.schema, copy.differing, copy.origin.shop_name) == (NEWEST, 0, "Nena's")
    assert (copy.size, copy.sha256) == (path.stat().st_size, sha256_of(path))
    assert rows(path, "SELECT sale_number FROM sales") == [("000001",), ("000002",)]
    assert copies_in(copies) == [copy]
    assert not list(copies.glob("*-wal")) + list(copies.glob("unfinished*"))


def test_the_till_sells_on_while_a_copy_is_made_and_after(
    shop: Path, store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    copy_now(shop, clock)
    store.sales.record(a_sale(), by=owner)
    assert copy_now(shop, clock).figures.sales == 3
    assert store.verify(by=owner).discrepancies == ()


def test_two_copies_of_one_second_have_two_names(shop: Path, clock: FixedClock) -> None:
    assert copy_now(shop, clock).name != copy_now(shop, clock).name


def test_a_shop_whose_figures_differ_is_copied_all_the_same_and_it_is_said(
    shop: Path, store: WriterStore, clock: FixedClock
) -> None:
    with store.database.write("spoil a figure"):
        store.database.run("UPDATE customers SET total_purchases = 7")
    assert copy_now(shop, clock).differing == 1


def test_a_shop_that_belongs_to_nothing_gives_no_copy(
    shop: Path, copies: Path, store: WriterStore, clock: FixedClock
) -> None:
    store.database.rows("PRAGMA foreign_keys = 0")
    with store.database.write("lose a customer"):
        store.database.run("DELETE FROM customers")
    with pytest.raises(StoreUnavailable, match="not whole"):
        copy_now(shop, clock)
    assert copies_in(copies) == []
    assert list(copies.glob("*.db*")) == []


def test_what_was_not_finished_does_not_count_and_goes_with_the_next(
    shop: Path, copies: Path, clock: FixedClock
) -> None:
    copy = copy_now(shop, clock)
    left = [copies / "unfinished-suki-x.db", copies / "unfinished-suki-x.db-journal"]
    for path in left:
        path.write_bytes(b"half")
    (copies / "suki-y.db.json").write_bytes(record_of(copies / copy.name).read_bytes())
    (copies / "unfinished-suki-x.db").write_bytes((copies / copy.name).read_bytes())
    (copies / "unfinished-suki-x.db.json").write_bytes(record_of(copies / copy.name).read_bytes())
    (copies / "suki-z.db").write_bytes((copies / copy.name).read_bytes())
    (copies / "suki-z.db.json").write_text("{")
    assert copies_in(copies) == [copy]
    clock.advance(minutes=30)
    copy_now(shop, clock)
    assert not any(path.exists() for path in left)


def test_a_copy_cut_short_does_not_count(shop: Path, copies: Path, clock: FixedClock) -> None:
    copy = copy_now(shop, clock)
    with (copies / copy.name).open("r+b") as file:
        file.truncate(copy.size - 1)
    assert copies_in(copies) == []


def test_a_copy_under_a_name_of_ones_own_replaces_nothing(
    shop: Path, tmp_path: Path, clock: FixedClock
) -> None:
    target = tmp_path / "mine.db"
    copy_to_file(shop, target, clock.now(), newest=NEWEST)
    before = target.read_bytes()
    with pytest.raises(StoreUnavailable, match="already a file"):
        copy_to_file(shop, target, clock.now(), newest=NEWEST)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.db", "mine.db.json", "shop"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "is read-only"),
        (errno.EACCES, "is read-only"),
        (errno.ENOENT, "is not there"),
        (errno.ENODEV, "is not there"),
        (errno.EIO, "did not do what it was asked"),
        (errno.EFBIG, "takes no file that large"),
    ],
)
def test_a_fault_of_the_disk_is_one_sentence_and_leaves_nothing(
    shop: Path, copies: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, code: int,
    sentence: str,
) -> None:  # fmt: skip
    def fail(path: Path) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("app.storage.backup.flush", fail)
    with pytest.raises(StoreUnavailable, match=sentence) as refused:
        copy_now(shop, clock)
    assert refused.value.advice
    assert list(copies.glob("*.db*")) == []


def test_a_full_disk_under_sqlite_is_the_same_sentence(
    shop: Path, copies: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_source: Path, _draft: Path) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr("app.storage.backup._vacuum_into", fail)
    with pytest.raises(StoreUnavailable, match="the disk is full"):
        copy_now(shop, clock)


def test_old_copies_are_cleared_away_and_what_has_no_record_stays(
    shop: Path, copies: Path, clock: FixedClock
) -> None:
    for _ in range(19):
        copy_now(shop, clock)
        clock.advance(days=1)
    copy = copy_now(shop, clock)
    (copies / "before-step-2.db").write_bytes(b"from an older version")
    gone = thin(copies, clock.now(), clock.local, ours=copy)
    left = copies_in(copies)
    assert len(left) + len(gone) == 20
    assert left[0] == copy
    assert [clock.local(each.made_at).day for each in left] == [21, 20, 19, 18, 17, 16, 15, 8]
    assert {path.suffix for path in copies.glob("suki-*")} == {".db", ".json"}
    assert len(list(copies.glob("suki-*"))) == 2 * len(left)
    assert (copies / "before-step-2.db").exists()


def test_a_clock_that_went_back_never_costs_the_copy_just_made(
    shop: Path, copies: Path, clock: FixedClock
) -> None:
    for _ in range(12):
        clock.advance(days=1)
        copy_now(shop, clock)
    clock.advance(days=-11, hours=-3)
    copy = copy_now(shop, clock)
    assert copy not in thin(copies, clock.advance(days=11), clock.local, ours=copy)


# The second place


def test_a_round_puts_the_same_bytes_into_both_places(
    folder: Path, copies: Path, place: Path, clock: FixedClock
) -> None:
    copy, problem = round_of(folder, clock)
    assert problem == ""
    assert copy.second_place == str(place)
    assert copies_in(copies) == [copy]
    (there,) = copies_in(place)
    assert there == replace(copy, second_place="")
    assert sha256_of(place / there.name) == copy.sha256


def test_a_drive_that_is_not_plugged_in_costs_only_the_second_copy(
    folder: Path, copies: Path, place: Path, clock: FixedClock, tmp_path: Path
) -> None:
    place.rename(tmp_path / "elsewhere")
    copy, problem = round_of(folder, clock)
    assert "not there" in problem
    assert copies_in(copies) == [copy]
    assert copy.second_place == ""
    assert not place.exists()


def test_an_empty_folder_where_the_drive_was_is_not_the_drive(
    folder: Path, place: Path, clock: FixedClock
) -> None:
    (place / SIGN).unlink()
    _, problem = round_of(folder, clock)
    assert "not there" in problem
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "is read-only"),
        (errno.ENOENT, "is not there"),
        (errno.EIO, "did not do what it was asked"),
    ],
)
def test_a_drive_that_fails_in_the_middle_is_one_sentence(
    folder: Path, copies: Path, place: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch,
    code: int, sentence: str,
) -> None:  # fmt: skip
    def fail(_source: Path, draft: Path) -> str:
        draft.write_bytes(b"half")
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("app.storage.backup_second.copy_bytes", fail)
    copy, problem = round_of(folder, clock)
    assert sentence in problem
    assert copies_in(copies) == [copy]
    assert [path.name for path in place.iterdir()] == [SIGN]


def test_a_drive_that_writes_something_else_is_caught(
    folder: Path, place: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.backup_second.sha256_of", lambda _path: "0" * 64)
    _, problem = round_of(folder, clock)
    assert "not whole" in problem
    assert copies_in(place) == []


def test_the_copies_of_another_shop_on_the_same_drive_stay(
    folder: Path, place: Path, clock: FixedClock
) -> None:
    other, _ = round_of(folder, clock)
    theirs = replace(other, origin=replace(other.origin, shop_id="another"))
    write_record(theirs, record_of(place / other.name))
    for _ in range(12):
        clock.advance(days=1)
        round_of(folder, clock)
    assert (place / other.name).exists()
    assert len(copies_in(place)) == 1 + 7


def test_two_shops_that_copy_in_the_same_second_do_not_meet(
    folder: Path, place: Path, clock: FixedClock, copies: Path
) -> None:
    copy, _ = round_of(folder, clock)
    (copies / copy.name).unlink()
    round_of(folder, clock)
    assert len(copies_in(place)) == 2


def test_the_shops_own_folder_is_no_second_place(folder: Path, shop: Path) -> None:
    with pytest.raises(StoreUnavailable, match="inside the shop's own"):
        begin_place(folder, folder)


def test_a_place_that_is_not_there_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is not there"):
        begin_place(tmp_path / "gone", folder)


def test_only_who_may_choose_places_chooses_one(store: WriterStore, owner: Actor) -> None:
    settings = ShopSettings("Nena's")
    store.settings.save(settings, by=owner)
    rights = everyone().rights
    cashier = allowed("Joy", frozenset(right for right in rights if right.value != "backups"))
    store.settings.save(replace(settings, volume=30), by=cashier)
    with pytest.raises(NotAllowed):
        store.settings.save(replace(settings, second_place="/media/usb"), by=cashier)
