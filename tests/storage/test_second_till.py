"""One copy on several computers: each till has numbers of its own, and nobody gets free guesses."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.backup import Reason
from app.domain.errors import InvalidInput, TooEarly, WrongPin
from app.domain.pin import FREE_TRIES, wait_after
from app.domain.settings import ShopSettings
from app.storage.backup import make_copy
from app.storage.backup_files import record_of
from app.storage.backup_round import back_up
from app.storage.backup_second import begin_place
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.migrations import NEWEST
from app.storage.restore import Restored, restore
from app.storage.restore_sides import look_at, sides
from app.storage.store import WriterStore, open_store
from tests.storage.builders import FixedClock, a_sale
from tests.storage.cheap_pins import cheap_pins
from tests.storage.credits import an_account, paid_on

__all__ = ["cheap_pins"]

PIN, WRONG = "271828", "999998"
MARK = "suki-till-{}-{}.txt"
TRIES = "SELECT failed_tries FROM pin_gate"


@contextmanager
def opened(folder: Path, clock: FixedClock) -> Iterator[WriterStore]:
    store = open_store(folder, clock)
    try:
        yield store
    finally:
        store.close()


def copied(folder: Path, clock: FixedClock) -> Path:
    copy = make_copy(
        folder / DATABASE_NAME, folder / COPIES, Reason.ASKED, clock.now(), newest=NEWEST
    )
    return folder / COPIES / copy.name


def on_a_stick(copy: Path, stick: Path) -> Path:
    stick.mkdir(exist_ok=True)
    shutil.copy(record_of(copy), stick)
    return Path(shutil.copy(copy, stick))


def id_of(copy: Path) -> str:
    return look_at(copy).origin.shop_id[:12]


def bring(
    copy: Path, folder: Path, clock: FixedClock, owner: Actor, as_till: int | None = None
) -> Restored:
    return restore(copy, folder, clock.now(), newest=NEWEST, by=owner, as_till=as_till)


@pytest.fixture
def copy(folder: Path, clock: FixedClock, owner: Actor, tmp_path: Path) -> Path:
    """A stick with a copy of the first till: a sale, an account, three payments on it."""
    with opened(folder, clock) as store:
        store.settings.save(ShopSettings("Nena's"), by=owner)
        work_at(store, owner, clock)
    return on_a_stick(copied(folder, clock), tmp_path / "stick")


def work_at(store: WriterStore, owner: Actor, clock: FixedClock) -> list[str]:
    """Sell, open an account, take payments; gives every number that was given to somebody."""
    sale = store.sales.record(a_sale("Ana"), by=owner)
    account = an_account(store, owner)
    paid = [
        store.accounts.take_payment(paid_on(account.code, 500, at=clock.now()), by=owner)
        for _ in range(3)
    ]
    assert store.verify(by=owner).discrepancies == ()
    return [sale.number, account.code, *(entry.number for entry in paid)]


def test_one_copy_on_two_computers_gives_no_number_twice(
    copy: Path, folder: Path, tmp_path: Path, clock: FixedClock, owner: Actor
) -> None:
    given: list[str] = []
    for name, till in (("shop", None), ("second", 2), ("third", 3)):
        if till is not None:
            assert bring(copy, tmp_path / name, clock, owner, till).till == till
        with opened(tmp_path / name, clock) as store:
            given += [number for _ in range(2) for number in work_at(store, owner, clock)]
    assert len(set(given)) == len(given) == 30
    assert given[10:15] == ["2-000001", "AR2-0001", "P2-000001", "P2-000002", "P2-000003"]
    assert given[20:22] == ["3-000001", "AR3-0001"]


def test_a_stick_that_is_carried_on_knows_which_tills_were_made_of_its_copy(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor
) -> None:
    bring(copy, tmp_path / "second", clock, owner, 2)
    assert (copy.parent / MARK.format(2, id_of(copy))).read_text().startswith("Till 2 is the ")
    assert sides(copy, tmp_path / "third", newest=NEWEST).taken == (0, 1, 2)
    with pytest.raises(InvalidInput, match="Till 2 has numbers already"):
        bring(copy, tmp_path / "third", clock, owner, 2)
    (copy.parent / MARK.format("x", id_of(copy))).touch()
    (copy.parent / MARK.format(7, "another shop")).touch()
    assert sides(copy, tmp_path / "third", newest=NEWEST).taken == (0, 1, 2)
    assert bring(copy, tmp_path / "third", clock, owner, 3).till == 3
    bring(copy, tmp_path / "new first", clock, owner)
    assert sides(copy, tmp_path / "fourth", newest=NEWEST).taken == (0, 1, 2, 3)


def test_a_stick_nobody_can_write_to_is_restored_from_all_the_same(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *_arguments: object, **_more: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "write_text", refuse)
    assert bring(copy, tmp_path / "second", clock, owner, 2).till == 2
    assert sides(copy, tmp_path / "third", newest=NEWEST).taken == (0, 1)


def test_a_number_some_copy_beside_it_has_is_not_given_to_another_computer(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor
) -> None:
    second, third = tmp_path / "second", tmp_path / "third"
    begin_place(copy.parent, second)
    bring(copy, second, clock, owner, 2)
    (copy.parent / MARK.format(2, id_of(copy))).unlink()
    with opened(second, clock) as store:
        settings = store.settings.load(by=owner)
        assert settings is not None
        store.settings.save(replace(settings, second_place=str(copy.parent)), by=owner)
    assert sides(copy, third, newest=NEWEST).taken == (0, 1)
    back_up(second, Reason.CLOSING, clock.now(), clock.local, newest=NEWEST)
    assert sides(copy, third, newest=NEWEST).taken == (0, 1, 2)
    with pytest.raises(InvalidInput, match="Till 2 has numbers already"):
        bring(copy, third, clock, owner, 2)
    assert bring(copy, third, clock, owner, 3).till == 3


def test_a_computer_that_was_a_till_of_this_shop_does_not_begin_its_numbers_again(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor
) -> None:
    second = tmp_path / "second"
    bring(copy, second, clock, owner, 2)
    both = sides(copy, second, newest=NEWEST)
    assert (both.is_elsewhere, both.taken) == (True, (0, 1, 2))
    with pytest.raises(InvalidInput, match="Till 2 has numbers already"):
        bring(copy, second, clock, owner, 2)


def test_a_folder_that_was_carried_to_another_computer_is_asked_about_too(
    folder: Path, copy: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = tmp_path / "carried"
    shutil.copytree(folder / COPIES, carried / COPIES)
    own = carried / COPIES / copy.name
    assert not sides(own, carried, newest=NEWEST).is_elsewhere
    monkeypatch.setattr("platform.node", lambda: "NEW-PC")
    assert sides(own, carried, newest=NEWEST).is_elsewhere
    assert not sides(own, folder, newest=NEWEST).is_elsewhere


def test_another_shops_tills_take_no_numbers(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with opened(other, clock) as store:
        store.settings.save(ShopSettings("Ben's"), by=owner)
    clock.advance(minutes=1)
    theirs = on_a_stick(copied(other, clock), tmp_path / "their stick")
    bring(theirs, tmp_path / "their second", clock, owner, 2)
    on_a_stick(copied(tmp_path / "their second", clock), copy.parent)
    assert sides(copy, tmp_path / "new", newest=NEWEST).taken == (0, 1)
    assert sides(copy, tmp_path / "their second", newest=NEWEST).taken == (0, 1)


@pytest.mark.parametrize("till", [-1, 0, 1000])
def test_a_number_no_till_can_have_is_refused(
    copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor, till: int
) -> None:
    with pytest.raises(InvalidInput, match="numbers 1 to 999"):
        bring(copy, tmp_path / "new", clock, owner, till)
    assert not (tmp_path / "new" / DATABASE_NAME).exists()


# The recount


OF_2 = "SELECT id FROM ar_transactions WHERE number = 'P2-000002'"
PLANTED = {
    "UPDATE account_series SET last_payment = 4": ("till 2", "4", "3"),
    "UPDATE account_series SET last_payment = 2": ("till 2", "2", "3"),
    f"UPDATE ar_transactions SET number = 'P2-000007' WHERE id = ({OF_2})": ("till 2", "3", "7"),
    f"UPDATE ar_transactions SET number = 'P2-000001' WHERE id = ({OF_2})": ("till 2", "3", "2"),
    f"UPDATE ar_transactions SET number = 'P000004' WHERE id = ({OF_2})": ("till 2", "3", "2"),
    "UPDATE ar_transactions SET number = 'P000009' WHERE number = 'P000003'": ("till 1", "9", "3"),
    "UPDATE ar_transactions SET number = 'P000002' WHERE number = 'P000003'": ("till 1", "2", "3"),
    "UPDATE ar_transactions SET number = '' WHERE number = 'P000002'": ("till 1", "3", "2"),
}


@pytest.fixture
def second(copy: Path, tmp_path: Path, clock: FixedClock, owner: Actor) -> Iterator[WriterStore]:
    bring(copy, tmp_path / "second", clock, owner, 2)
    with opened(tmp_path / "second", clock) as store:
        work_at(store, owner, clock)
        yield store


@pytest.mark.parametrize("damage", PLANTED)
def test_numbers_of_payments_are_recounted_for_every_till(
    second: WriterStore, owner: Actor, damage: str
) -> None:
    with second.database.write("plant"):
        second.database.run(damage)
    found = second.verify(by=owner).discrepancies
    subject, stored, recounted = PLANTED[damage]
    assert (subject, "account payment numbers given", stored, recounted) in {
        (each.subject, each.figure, each.stored, each.recounted) for each in found
    }


@pytest.mark.parametrize("last", [0, 9])
def test_a_repair_goes_on_after_the_highest_number_that_was_given(
    second: WriterStore, owner: Actor, clock: FixedClock, last: int
) -> None:
    with second.database.write("plant"):
        second.database.run("UPDATE account_series SET last_payment = ?", (last,))
    assert second.verify(by=owner, repair=True).repaired
    assert work_at(second, owner, clock)[2] == "P2-000004"


# Wrong PINs


@pytest.fixture
def guarded(folder: Path, clock: FixedClock, cheap_pins: None) -> Path:
    """A copy of a shop with a PIN, made when one wrong try was counted."""
    with opened(folder, clock) as store:
        store.people.begin_owner("Nena", PIN)
        guess(store, 1)
    return copied(folder, clock)


def guess(store: WriterStore, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            store.people.enter(WRONG)


def test_restoring_an_older_copy_gives_no_free_guesses(
    guarded: Path, folder: Path, clock: FixedClock, owner: Actor
) -> None:
    with opened(folder, clock) as store:
        guess(store, FREE_TRIES - 1)
    bring(guarded, folder, clock, owner)
    with opened(folder, clock) as store:
        assert store.database.value(TRIES) == FREE_TRIES
        assert store.people.seconds_to_wait() == wait_after(FREE_TRIES) > 0
        with pytest.raises(TooEarly):
            store.people.enter(WRONG)


def test_tries_counted_where_the_copy_was_made_are_not_forgotten_either(
    guarded: Path, folder: Path, clock: FixedClock, owner: Actor, tmp_path: Path
) -> None:
    with opened(folder, clock) as store:
        store.people.enter(PIN)
        assert store.database.value(TRIES) == 0
    for place in (folder, tmp_path / "new computer"):
        bring(guarded, place, clock, owner)
        with opened(place, clock) as store:
            assert store.database.value(TRIES) == 1


def test_tries_that_lie_in_the_log_only_are_counted(
    guarded: Path, folder: Path, clock: FixedClock, owner: Actor
) -> None:
    shop = folder / DATABASE_NAME
    with opened(folder, clock) as store:
        guess(store, 2)
        left = {path.name: path.read_bytes() for path in folder.glob(f"{DATABASE_NAME}*")}
    for name, content in left.items():
        (folder / name).write_bytes(content)  # as if the till had been killed
    assert shop.with_name(f"{DATABASE_NAME}-wal").stat().st_size > 0
    bring(guarded, folder, clock, owner)
    with opened(folder, clock) as store:
        assert store.database.value(TRIES) == 3


def test_a_shop_that_counts_no_tries_adds_none(
    guarded: Path, folder: Path, clock: FixedClock, owner: Actor
) -> None:
    with opened(folder, clock) as store, store.database.write("make it old"):
        store.database.run("DROP TABLE pin_gate")
    bring(guarded, folder, clock, owner)
    with opened(folder, clock) as store:
        assert store.database.value(TRIES) == 1
        assert store.people.enter(PIN).name == "Nena"
