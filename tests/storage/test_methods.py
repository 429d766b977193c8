"""The contract of MethodDrawer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.errors import InvalidInput, NotAllowed, StoreUnavailable
from app.domain.ports import Store
from app.domain.tender import CASH, METHODS, ON_ACCOUNT, MethodKind, PaymentMethod
from app.storage.database import Database
from app.storage.store import open_reader
from tests.people import allowed
from tests.storage.builders import FixedClock, a_sale

MAYA = PaymentMethod("maya", "m", MethodKind.WALLET, " Maya \n QR ", True, r"\d{12}", False, True)
CHOSEN = (replace(METHODS[2], is_shown=False), MAYA, CASH, ON_ACCOUNT)


def test_a_new_shop_has_the_ways_to_pay_of_the_centre(store: Store, owner: Actor) -> None:
    assert store.methods.methods(by=owner) == METHODS


def test_ways_to_pay_come_back_in_the_order_given(store: Store, owner: Actor) -> None:
    store.methods.save(CHOSEN, by=owner)
    kept = replace(MAYA, letter="M", name="Maya QR")
    assert store.methods.methods(by=owner) == (CHOSEN[0], kept, CASH, ON_ACCOUNT)


@pytest.mark.parametrize(
    ("methods", "sentence"),
    [
        ((), "in cash"),
        ((MAYA,), "in cash"),
        ((replace(CASH, is_shown=False), MAYA), "in cash"),
        ((CASH, replace(MAYA, letter="c")), "same letter"),
        ((CASH, replace(CASH, letter="X")), "same code"),
        ((CASH, replace(MAYA, letter="AB")), "one letter"),
        ((CASH, replace(MAYA, code=" ")), "at most"),
        ((CASH, replace(MAYA, name="x" * 41)), "at most"),
        ((CASH, replace(MAYA, pattern="x" * 201)), "at most"),
    ],
)
def test_what_no_till_can_work_with_is_refused(
    store: Store, owner: Actor, methods: tuple[PaymentMethod, ...], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        store.methods.save(methods, by=owner)
    assert store.methods.methods(by=owner) == METHODS


@pytest.mark.parametrize(
    ("methods", "sentence"),
    [
        (METHODS[:-1], "on account stays"),
        ((CASH, replace(ON_ACCOUNT, kind=MethodKind.BANK)), "on account stays"),
        ((*METHODS, replace(ON_ACCOUNT, code="more", letter="")), "one way to pay on account"),
        ((replace(METHODS[1], kind=MethodKind.CASH), *METHODS[2:]), "paid this way"),
        ((replace(MAYA, kind=MethodKind.CASH), *METHODS[1:]), "paid this way"),
        ((CASH, replace(METHODS[1], kind=MethodKind.CASH), *METHODS[2:]), "paid this way"),
    ],
)
def test_cash_stays_cash_and_on_account_stays_on_account(
    store: Store, owner: Actor, methods: tuple[PaymentMethod, ...], sentence: str
) -> None:
    store.sales.record(a_sale(), by=owner)
    store.sales.record(a_sale(method="card"), by=owner)
    with pytest.raises(InvalidInput, match=sentence):
        store.methods.save(methods, by=owner)
    assert store.methods.methods(by=owner) == METHODS


def test_a_way_nobody_paid_by_may_become_cash(store: Store, owner: Actor) -> None:
    methods = (CASH, replace(METHODS[1], kind=MethodKind.CASH, letter=""), ON_ACCOUNT)
    store.methods.save(methods, by=owner)
    assert store.methods.methods(by=owner) == methods


def test_ways_without_a_letter_are_no_clash(store: Store, owner: Actor) -> None:
    methods = (
        CASH,
        replace(MAYA, letter="", name="Maya"),
        replace(METHODS[3], letter=""),
        ON_ACCOUNT,
    )
    store.methods.save(methods, by=owner)
    assert store.methods.methods(by=owner) == methods


def test_a_damaged_pattern_asks_for_none(store: Store, owner: Actor, database: Database) -> None:
    with database.write("damage"):
        database.run("UPDATE payment_methods SET pattern = '[' WHERE code = 'gcash'")
    assert store.methods.methods(by=owner) == METHODS


def test_ways_to_pay_ask_for_their_right(
    store: Store, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    seller = allowed("Ben", frozenset({Right.SELL}))
    assert store.methods.methods(by=seller) == METHODS
    with pytest.raises(NotAllowed):
        store.methods.save(METHODS, by=seller)
    with pytest.raises(NotAllowed):
        store.methods.methods(by=allowed("Temp", frozenset()))
    reader = open_reader(folder, clock)
    with pytest.raises(StoreUnavailable, match="reading only"):
        reader.methods.save(METHODS, by=owner)
    reader.close()
