"""Who is let in, what they may, and what is kept of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actor import AT_THE_COUNTER, Actor, Right
from app.domain.errors import (
    InvalidInput,
    NameTaken,
    NotAllowed,
    NotFound,
    SaleRefused,
    StoreUnavailable,
    TooEarly,
    WrongPin,
)
from app.domain.people import Act, Person, Wanted
from app.domain.pin import FREE_TRIES, wait_after
from app.storage.people import PeopleRepository
from app.storage.store import WriterStore, open_reader, open_store
from tests.people import allowed
from tests.storage.builders import FixedClock
from tests.storage.cheap_pins import cheap_pins

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

PIN, OTHER_PIN, WRONG = "271828", "161803", "999998"
DISCOUNT = Wanted("sale-1", Act.DISCOUNT, "RICE", 2_000)


@dataclass
class Seconds:
    """Seconds that pass only when a test says so."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def people(store: WriterStore, clock: FixedClock, seconds: Seconds) -> PeopleRepository:
    """The book of the shop, with a time to wait that the test lets pass."""
    return PeopleRepository(store.database, clock, seconds)


@pytest.fixture
def nena(people: PeopleRepository) -> Actor:
    """The owner, let in by her PIN."""
    people.begin_owner("Nena", PIN)
    return people.enter(PIN)


def tries(store: WriterStore) -> int:
    counted: int = store.database.value("SELECT failed_tries FROM pin_gate")
    return counted


def with_pin(
    people: PeopleRepository, nena: Actor, name: str, *rights: Right, pin: str = OTHER_PIN
) -> Person:
    person = people.save(Person(0, name, AT_THE_COUNTER | set(rights)), by=nena)
    people.set_pin(person.id, pin, by=nena)
    return person


def acts(store: WriterStore, nena: Actor) -> list[str]:
    return [row.act for row in store.audit.page("", None, 100, by=nena)]


# Who is present


def test_in_a_shop_without_pins_whoever_is_there_may_do_everything(
    people: PeopleRepository,
) -> None:
    assert not people.has_pins()
    assert people.present().rights == set(Right)


def test_once_there_is_a_pin_only_the_counter_is_open_without_it(
    people: PeopleRepository, nena: Actor
) -> None:
    assert people.has_pins()
    assert people.present().rights == AT_THE_COUNTER
    assert nena.rights == set(Right)


def test_a_person_without_a_pin_is_chosen_by_name_and_stays_out_of_what_is_the_owners(
    people: PeopleRepository, nena: Actor
) -> None:
    rights = AT_THE_COUNTER | {Right.CHANGE_OLD_SALES, Right.SEE_CUSTOMERS}
    ben = people.save(Person(0, "Ben", rights), by=nena)
    actor = people.present(ben.id)
    assert (actor.name, actor.person_id) == ("Ben", ben.id)
    assert actor.rights == AT_THE_COUNTER | {Right.CHANGE_OLD_SALES}
    assert people.present(people.people(by=actor)[1].id).rights == AT_THE_COUNTER


def test_nobody_unknown_or_gone_is_present(people: PeopleRepository, nena: Actor) -> None:
    ben = people.save(Person(0, "Ben"), by=nena)
    people.save(replace(ben, is_active=False), by=nena)
    for person_id in (ben.id, 999, 2**80):
        with pytest.raises(NotFound):
            people.present(person_id)


# Persons and their PINs


def test_the_first_owner_is_made_once(people: PeopleRepository, nena: Actor) -> None:
    with pytest.raises(NotAllowed):
        people.begin_owner("Mallory", OTHER_PIN)
    assert [each.name for each in people.people(by=nena)] == ["Nena"]


def test_a_person_who_was_there_before_the_pins_becomes_the_owner(
    people: PeopleRepository,
) -> None:
    nena = people.save(Person(0, "Nena"), by=people.present())
    people.begin_owner("  NENA ", PIN)
    (owner,) = people.people(by=people.present())
    assert (owner.id, owner.is_owner, owner.has_pin) == (nena.id, True, True)


def test_a_pin_says_whose_it_is(people: PeopleRepository, nena: Actor) -> None:
    with_pin(people, nena, "Joy", Right.EDIT_PRODUCTS)
    joy = people.enter(OTHER_PIN)
    assert joy.name == "Joy"
    assert joy.rights == AT_THE_COUNTER | {Right.EDIT_PRODUCTS}
    assert people.enter(PIN).name == "Nena"


def test_two_people_never_have_one_pin(people: PeopleRepository, nena: Actor) -> None:
    ben = people.save(Person(0, "Ben"), by=nena)
    with pytest.raises(InvalidInput):
        people.set_pin(ben.id, PIN, by=nena)
    people.set_pin(ben.id, OTHER_PIN, by=nena)
    people.set_pin(ben.id, OTHER_PIN, by=nena)


@pytest.mark.parametrize("pin", ["123456", "111111", "12345", "abcdef"])
def test_an_easy_pin_is_refused_everywhere(
    people: PeopleRepository, store: WriterStore, pin: str
) -> None:
    with pytest.raises(InvalidInput):
        people.begin_owner("Nena", pin)
    code = people.begin_owner("Nena", PIN)
    owner = people.enter(PIN)
    with pytest.raises(InvalidInput):
        people.set_pin(owner.person_id or 0, pin, by=owner)
    with pytest.raises(InvalidInput):
        people.recover(code, pin)
    assert tries(store) == 0


def test_names_are_told_apart_whatever_their_case(people: PeopleRepository, nena: Actor) -> None:
    people.save(Person(0, "Ben"), by=nena)
    with pytest.raises(NameTaken):
        people.save(Person(0, " bEn "), by=nena)
    for name in ("", "  ", "x" * 61):
        with pytest.raises(InvalidInput):
            people.save(Person(0, name), by=nena)


def test_who_left_has_no_pin_any_more(people: PeopleRepository, nena: Actor) -> None:
    joy = with_pin(people, nena, "Joy")
    people.save(replace(joy, is_active=False), by=nena)
    with pytest.raises(WrongPin):
        people.enter(OTHER_PIN)
    people.save(joy, by=nena)
    with pytest.raises(WrongPin):
        people.enter(OTHER_PIN)


def test_who_left_is_listed_for_who_looks_after_people_and_comes_back_without_a_pin(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    joy = with_pin(people, nena, "Joy", Right.EDIT_PRODUCTS)
    gone = people.save(replace(joy, is_active=False), by=nena)
    assert people.archived(by=nena) == [gone]
    assert not gone.has_pin
    with pytest.raises(NotAllowed):
        people.archived(by=people.present())
    with pytest.raises(NotAllowed):
        people.save(replace(gone, is_active=True), by=people.present())
    back = people.save(replace(gone, is_active=True), by=nena)
    assert (back.rights, back.has_pin, back.id) == (joy.rights, False, joy.id)
    assert people.archived(by=nena) == []
    row = store.audit.page("", None, 2, by=nena)[0]
    assert (row.act, row.subject, row.person) == ("person brought back", "Joy", "Nena")
    assert (row.old, row.new.partition(": ")[0]) == ("Joy: left", "Joy")


def test_nobody_brings_back_more_than_they_may_themselves(
    people: PeopleRepository, nena: Actor
) -> None:
    with_pin(people, nena, "Joy", Right.PEOPLE)
    ben = people.save(Person(0, "Ben", AT_THE_COUNTER | {Right.BACKUPS}), by=nena)
    gone = people.save(replace(ben, is_active=False), by=nena)
    with pytest.raises(NotAllowed):
        people.save(replace(gone, is_active=True), by=people.enter(OTHER_PIN))
    assert people.archived(by=nena) == [gone]


def test_no_pin_waits_for_somebody_to_come_back(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    joy = with_pin(people, nena, "Joy")
    gone = people.save(replace(joy, is_active=False), by=nena)
    with pytest.raises(SaleRefused):
        people.set_pin(joy.id, OTHER_PIN, by=nena)
    with store.database.write("a file of before it was refused"):
        store.database.run("UPDATE users SET pin_hash = '$argon2id$' WHERE id = ?", (joy.id,))
    assert not people.save(replace(gone, is_active=True), by=nena).has_pin


def test_an_owner_with_a_pin_is_there_as_long_as_anybody_has_one(
    people: PeopleRepository, nena: Actor
) -> None:
    owner = people.people(by=nena)[0]
    joy = with_pin(people, nena, "Joy", *Right)
    for change in (replace(owner, is_owner=False), replace(owner, is_active=False)):
        with pytest.raises(SaleRefused):
            people.save(change, by=nena)
    with pytest.raises(SaleRefused):
        people.set_pin(owner.id, None, by=nena)
    people.set_pin(joy.id, None, by=nena)
    people.set_pin(owner.id, None, by=nena)
    assert not people.has_pins()


def test_the_first_pin_of_a_shop_is_an_owners(people: PeopleRepository) -> None:
    everyone = people.present()
    ben = people.save(Person(0, "Ben"), by=everyone)
    with pytest.raises(SaleRefused):
        people.set_pin(ben.id, PIN, by=everyone)
    assert not people.has_pins()


def test_nobody_gives_what_they_may_not_do_themselves(
    people: PeopleRepository, nena: Actor
) -> None:
    joy = with_pin(people, nena, "Joy", Right.PEOPLE)
    actor = people.enter(OTHER_PIN)
    owner = people.people(by=nena)[1]
    assert owner.is_owner
    attempts: list[Callable[[], object]] = [
        lambda: people.save(replace(joy, is_owner=True), by=actor),
        lambda: people.save(replace(joy, rights=frozenset(Right)), by=actor),
        lambda: people.save(replace(owner, is_active=False), by=actor),
        lambda: people.set_pin(owner.id, "314159", by=actor),
        lambda: people.new_recovery_code(by=actor),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    people.save(Person(0, "Ben"), by=actor)


def test_an_unknown_right_in_the_file_gives_nothing(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    joy = with_pin(people, nena, "Joy")
    with store.database.write("test"):
        store.database.run("UPDATE users SET rights = 'sell fly' WHERE id = ?", (joy.id,))
    assert people.enter(OTHER_PIN).rights == AT_THE_COUNTER


# The gate


def test_every_wrong_try_is_counted_and_said(
    people: PeopleRepository, nena: Actor, store: WriterStore, seconds: Seconds
) -> None:
    left = []
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPin) as told:
            people.enter(WRONG)
        left.append((told.value.tries_left, told.value.wait_seconds))
    assert left == [(4, 0), (3, 0), (2, 0), (1, 0), (0, 30)]
    with pytest.raises(TooEarly) as early:
        people.enter(PIN)
    assert early.value.wait_seconds == 30
    assert tries(store) == FREE_TRIES
    seconds.now += 29.5
    with pytest.raises(TooEarly):
        people.enter(PIN)
    seconds.now += 0.5
    assert people.enter(PIN).name == "Nena"
    assert (tries(store), people.seconds_to_wait()) == (0, 0)


def test_only_the_owners_pin_forgets_the_tries_before_it(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    """Else whoever has a PIN could guess four times, enter their own, and guess again."""
    with_pin(people, nena, "Joy")
    for _ in range(4):
        with pytest.raises(WrongPin):
            people.enter(WRONG)
    people.enter(OTHER_PIN)
    assert tries(store) == 4
    with pytest.raises(WrongPin) as told:
        people.enter(WRONG)
    assert told.value.wait_seconds == 30


def test_a_try_is_on_disk_before_it_is_looked_at(
    people: PeopleRepository, nena: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(secret: str, kept: str | None) -> bool:
        with sqlite3.connect(folder / "shop.db") as other:
            seen.append(other.execute("SELECT failed_tries FROM pin_gate").fetchone()[0])
        other.close()
        return False

    monkeypatch.setattr("app.storage.people.fits", look)
    for _ in range(3):
        with pytest.raises(WrongPin):
            people.enter(PIN)
    assert seen == [1, 2, 3]


def test_a_try_that_cannot_be_counted_is_not_looked_at(
    people: PeopleRepository, nena: Actor, folder: Path, clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def never(secret: str, kept: str | None) -> bool:
        pytest.fail("it was looked at")

    monkeypatch.setattr("app.storage.people.fits", never)
    reader = open_reader(folder, clock)
    with pytest.raises(StoreUnavailable):
        reader.people.enter(PIN)
    reader.close()


def test_neither_the_clock_nor_a_new_start_shortens_the_wait(
    folder: Path, clock: FixedClock
) -> None:
    store = open_store(folder, clock)
    store.people.begin_owner("Nena", PIN)
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPin):
            store.people.enter(WRONG)
    for days in (400, -900):
        clock.advance(days=days)
        assert store.people.seconds_to_wait() == wait_after(FREE_TRIES)
        store.close()
        store = open_store(folder, clock)
        assert store.people.seconds_to_wait() == wait_after(FREE_TRIES)
        with pytest.raises(TooEarly):
            store.people.enter(PIN)
    store.close()


@given(st.lists(st.sampled_from([PIN, OTHER_PIN, WRONG, "31", 1, 29, 900]), max_size=25))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_and_whenever_the_gate_keeps_its_count(
    people: PeopleRepository, store: WriterStore, seconds: Seconds, steps: list[str | int]
) -> None:
    """A model of the gate: number is seconds that pass, text is a PIN typed."""
    if not people.has_pins():
        people.begin_owner("Nena", PIN)
        with_pin(people, people.enter(PIN), "Joy")
    seconds.now += 1_000
    people.enter(PIN)
    failed, shut_until = 0, 0.0
    for step in steps:
        if isinstance(step, int):
            seconds.now += step
            continue
        try:
            entered = people.enter(step).name
        except TooEarly:
            assert seconds.now < shut_until
            assert tries(store) == failed
            continue
        except WrongPin:
            assert step not in (PIN, OTHER_PIN)
            entered, failed = "", failed + 1
            shut_until_next = seconds.now + wait_after(failed)
        else:
            assert entered == {PIN: "Nena", OTHER_PIN: "Joy"}[step]
            failed = 0 if step == PIN else failed
            shut_until_next = shut_until
        assert seconds.now >= shut_until
        shut_until = shut_until_next
        assert tries(store) == failed


# The recovery code


def test_the_recovery_code_works_once_and_gives_the_next(
    people: PeopleRepository, store: WriterStore
) -> None:
    code = people.begin_owner("Nena", PIN)
    next_code = people.recover(f" {code.lower()} ", OTHER_PIN)
    assert people.enter(OTHER_PIN).name == "Nena"
    with pytest.raises(WrongPin):
        people.enter(PIN)
    with pytest.raises(WrongPin):
        people.recover(code, "314159")
    assert tries(store) == 2
    people.recover(next_code, "314159")
    assert tries(store) == 0


def test_a_new_recovery_code_takes_the_place_of_the_one_before(people: PeopleRepository) -> None:
    code = people.begin_owner("Nena", PIN)
    newer = people.new_recovery_code(by=people.enter(PIN))
    with pytest.raises(WrongPin):
        people.recover(code, "314159")
    people.recover(newer, "314159")


def test_wrong_codes_shut_the_same_gate(people: PeopleRepository, nena: Actor) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPin):
            people.recover("AAAAA-AAAAA-AAAAA-AAAAA", OTHER_PIN)
    with pytest.raises(TooEarly):
        people.enter(PIN)


# Approvals


def test_an_approval_is_kept_with_whose_pin_it_was(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    cashier = people.present()
    approval = people.approve(PIN, DISCOUNT, by=cashier)
    assert approval.approved_by == "Nena"
    assert people.approvals("sale-1", by=cashier) == [approval]
    row = store.audit.page("", None, 1, by=nena)[0]
    assert (row.act, row.subject, row.approved_by) == ("approved discount", "RICE", "Nena")


def test_a_right_pin_of_somebody_who_may_not_approves_nothing_and_is_written_down(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    with_pin(people, nena, "Joy")
    with pytest.raises(NotAllowed, match="Joy"):
        people.approve(OTHER_PIN, DISCOUNT, by=people.present())
    assert people.approvals("sale-1", by=nena) == []
    refused = [row for row in store.audit.page("", None, 10, by=nena) if row.act == "refused"]
    assert [(row.person, row.subject) for row in refused] == [("Joy", "approve discount")]


def test_a_wrong_pin_approves_nothing(people: PeopleRepository, nena: Actor) -> None:
    with pytest.raises(WrongPin):
        people.approve(WRONG, DISCOUNT, by=nena)
    assert people.approvals("sale-1", by=nena) == []


@pytest.mark.parametrize("wanted", [
    replace(DISCOUNT, sale_key=""), replace(DISCOUNT, up_to=10**15),
])  # fmt: skip
def test_what_cannot_be_approved_costs_no_try(
    people: PeopleRepository, nena: Actor, store: WriterStore, wanted: Wanted
) -> None:
    with pytest.raises(InvalidInput):
        people.approve(PIN, wanted, by=nena)
    assert tries(store) == 0


# What is written down


def test_all_that_is_done_to_people_is_written_down(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    joy = with_pin(people, nena, "Joy", Right.EDIT_PRODUCTS)
    people.save(replace(joy, is_active=False), by=nena)
    people.new_recovery_code(by=nena)
    assert acts(store, nena) == [
        "recovery code made",
        "person archived",
        "PIN set",
        "person added",
        "owner begun",
    ]
    changed = store.audit.page("left", None, 5, by=nena)[0]
    assert changed.old.startswith("Joy: ")
    assert "edit_products" in changed.old
    assert (changed.new, changed.person) == ("Joy: left", "Nena")


def test_what_is_refused_leaves_no_trace_but_the_refusal(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    before = acts(store, nena)
    with pytest.raises(NotAllowed):
        people.save(Person(0, "Ben"), by=people.present())
    with pytest.raises(NameTaken):
        people.save(Person(0, "nena"), by=nena)
    assert acts(store, nena) == ["refused", *before]


@pytest.mark.parametrize("sql", ["DELETE FROM audit_log", "UPDATE audit_log SET person = 'x'"])
def test_nothing_written_down_is_changed_or_removed(
    people: PeopleRepository, nena: Actor, store: WriterStore, sql: str
) -> None:
    database = store.database
    with pytest.raises(sqlite3.IntegrityError, match="only added to"), database.write("test"):
        database.run(sql)
    assert acts(store, nena) == ["owner begun"]


def test_who_did_what_is_read_page_by_page_and_searched(
    people: PeopleRepository, nena: Actor, store: WriterStore
) -> None:
    for number in range(7):
        store.audit.refused(f"door_{number}%", by=allowed("Ben", ()))
    first = store.audit.page("", None, 5, by=nena)
    second = store.audit.page("", first[-1], 5, by=nena)
    assert [row.subject for row in first] == [f"door_{n}%" for n in (6, 5, 4, 3, 2)]
    assert [row.subject for row in second] == ["door_1%", "door_0%", "Nena"]
    assert [row.subject for row in store.audit.page("R_3%", None, 5, by=nena)] == ["door_3%"]
    assert store.audit.page("r.3", None, 5, by=nena) == []
