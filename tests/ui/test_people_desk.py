from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.actor import AT_THE_COUNTER, Right
from app.domain.customer import Contact
from app.domain.errors import InvalidInput, NotAllowed, WrongPin
from app.domain.people import Act, Approval, Person, Wanted
from app.storage.store import open_reader, open_store
from app.ui.shop import Shop
from tests.clocks import HeldClock
from tests.storage.cheap_pins import cheap_pins

__all__ = ["cheap_pins"]

PIN = "271828"

pytestmark = pytest.mark.usefixtures("cheap_pins")


def begin(shop: Shop, qtbot: QtBot) -> str:
    with qtbot.waitSignal(shop.people.begun) as told:
        shop.people.begin_owner("Nena", PIN)
    code, owner = told.args or ("", None)
    assert owner is not None
    shop.serve(owner)
    return str(code)


def test_the_owner_who_sets_the_first_pin_is_let_in_by_it(shop: Shop, qtbot: QtBot) -> None:
    code = begin(shop, qtbot)
    assert len(code) == 23
    assert shop.by.name == "Nena"
    assert shop.by.rights == set(Right)


def test_a_wrong_pin_is_answered_with_the_tries_left(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    with qtbot.waitSignal(shop.people.not_entered) as told:
        shop.people.enter("999998")
    (problem,) = told.args or [None]
    assert isinstance(problem, WrongPin)
    assert problem.tries_left == 4


def test_whoever_enters_acts_only_once_the_window_says_so(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    counter = shop.reader.people.present()
    shop.serve(counter)
    with qtbot.waitSignal(shop.people.entered) as told:
        shop.people.enter(PIN)
    assert shop.by is counter
    with qtbot.waitSignal(shop.by_changed):
        shop.serve((told.args or [None])[0])
    assert Right.PEOPLE in shop.by.rights


def test_a_wish_is_done_by_who_was_there_when_it_was_wished(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    owner = shop.by
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.add(Contact("Wished By The Owner"))
        shop.serve(shop.reader.people.present())
    with qtbot.waitSignal(shop.customers.refused) as told:
        shop.customers.add(Contact("Wished By Nobody"))
        shop.serve(owner)
    assert isinstance((told.args or [None])[0], NotAllowed)


def test_an_approval_says_whose_pin_it_was(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    shop.serve(shop.reader.people.present())
    wanted = Wanted("sale-1", Act.DISCOUNT, "", 2_000)
    with qtbot.waitSignal(shop.people.approved) as told:
        shop.people.approve(PIN, wanted)
    (approval,) = told.args or [None]
    assert isinstance(approval, Approval)
    assert (approval.wanted, approval.approved_by) == (wanted, "Nena")
    with qtbot.waitSignal(shop.people.not_approved):
        shop.people.approve("999998", wanted)


def test_persons_and_their_pins_are_kept(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    with qtbot.waitSignal(shop.people.saved) as told:
        shop.people.save(Person(0, "Ben", AT_THE_COUNTER | {Right.EDIT_PRODUCTS}))
    (ben,) = told.args or [None]
    assert isinstance(ben, Person)
    with qtbot.waitSignal(shop.people.pin_set):
        shop.people.set_pin(ben.id, "161803")
    with qtbot.waitSignal(shop.people.pin_refused) as refused:
        shop.people.set_pin(ben.id, "123456")
    assert isinstance((refused.args or [None])[0], InvalidInput)
    with qtbot.waitSignal(shop.people.refused):
        shop.people.save(Person(0, "BEN"))


def test_the_recovery_code_lets_the_owner_in_and_gives_the_next(shop: Shop, qtbot: QtBot) -> None:
    code = begin(shop, qtbot)
    with qtbot.waitSignal(shop.people.recovered) as told:
        shop.people.recover(code.lower(), "314159")
    next_code, owner = told.args or ("", None)
    assert next_code != code
    assert owner is not None
    assert owner.rights == set(Right)
    with qtbot.waitSignal(shop.people.code_made) as made:
        shop.serve(owner)
        shop.people.make_code()
    assert (made.args or [""])[0] not in {code, next_code}


def test_a_refusal_by_the_reader_is_written_down(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    owner = shop.by
    shop.people.note_refusal("the list of customers")
    with qtbot.waitSignal(shop.people.code_made):
        shop.people.make_code()
    rows = shop.reader.audit.page("list of customers", None, 5, by=owner)
    assert [row.act for row in rows] == ["refused"]


def test_a_shop_with_pins_opens_for_the_counter_only(
    shop_folder: Path, clock: HeldClock, qtbot: QtBot
) -> None:
    store = open_store(shop_folder, clock)
    store.people.begin_owner("Nena", PIN)
    store.close()
    made = Shop(
        lambda: open_store(shop_folder, clock), lambda: open_reader(shop_folder, clock), clock
    )
    assert not made.by.rights
    with qtbot.waitSignal(made.opened):
        made.open()
    assert made.by.rights == AT_THE_COUNTER
    made.close()


def test_a_shop_without_pins_opens_for_its_one_person(
    shop_folder: Path, clock: HeldClock, qtbot: QtBot
) -> None:
    made = Shop(
        lambda: open_store(shop_folder, clock), lambda: open_reader(shop_folder, clock), clock
    )
    with qtbot.waitSignal(made.opened):
        made.open()
    assert made.by.rights == set(Right)
    made.close()
