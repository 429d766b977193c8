"""Wishes about accounts: each is answered, and told to every open window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.credit import Account, AccountTerms, EntryKind
from app.domain.errors import InvalidInput, SaleRefused
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.ui.shop import Shop

DAY = date(2026, 3, 2)


def answer(qtbot: QtBot, signal: SignalInstance, wish: Callable[[], None]) -> Any:
    with qtbot.waitSignal(signal) as heard:
        wish()
    return heard.args[0]


@pytest.fixture
def account(shop: Shop, qtbot: QtBot) -> Account:
    terms = AccountTerms("Aling Tess Store", Money(1_500_000))
    made = answer(qtbot, shop.ledgers.saved, lambda: shop.ledgers.open(terms, shop.clock.now()))
    assert isinstance(made, Account)
    return made


def a_payment(shop: Shop, code: str, minor: int, key: str = "pad-1") -> AccountPayment:
    parts = (Payment("cash", Money(minor), Money(100_000)),)
    return AccountPayment(key, code, parts, shop.clock.now(), DAY)


def test_an_account_is_opened_changed_promised_and_closed(
    shop: Shop, account: Account, qtbot: QtBot
) -> None:
    desk = shop.ledgers
    assert account.code == "AR-0001"
    terms = AccountTerms("Aling Tess", Money(2_000_000))
    kept = answer(qtbot, desk.saved, lambda: desk.edit(account.id, terms, "pays well"))
    assert (kept.name, kept.limit) == ("Aling Tess", Money(2_000_000))
    desk.adjust(account.id, Money(5_000), "brought forward", shop.clock.now())
    kept = answer(qtbot, desk.saved, lambda: desk.promise(account.id, DAY))
    assert kept.promise_date == DAY
    desk.take_payment(a_payment(shop, account.code, 5_000))
    assert not answer(qtbot, desk.saved, lambda: desk.close(account.id)).is_active
    assert answer(qtbot, desk.saved, lambda: desk.close(account.id, closed=False)).is_active


def test_a_payment_is_booked_once_and_told(shop: Shop, account: Account, qtbot: QtBot) -> None:
    desk, payment = shop.ledgers, a_payment(shop, account.code, 30_000)
    first = answer(qtbot, desk.paid, lambda: desk.take_payment(payment))
    assert (first.kind, first.change) == (EntryKind.DEPOSIT, Money(70_000))
    assert answer(qtbot, desk.paid, lambda: desk.take_payment(payment)) == first
    told: list[Changes] = []
    shop.changed.connect(told.append)
    for key in ("pad-2", "pad-3"):  # what one commit touched comes before the next answer
        again = a_payment(shop, account.code, 100, key)
        answer(qtbot, desk.paid, partial(desk.take_payment, again))
    assert told[-1] == Changes(accounts=frozenset({account.id}))
    kept = shop.reader.accounts.account(account.id, by=shop.by)
    assert kept.balance == Money(-30_200)


def test_a_balance_is_put_right_and_that_is_taken_back(
    shop: Shop, account: Account, qtbot: QtBot
) -> None:
    desk, now = shop.ledgers, shop.clock.now()
    entry = answer(
        qtbot, desk.entered, lambda: desk.adjust(account.id, Money(700), "slip lost", now)
    )
    assert (entry.kind, entry.balance) == (EntryKind.ADJUSTMENT, Money(700))
    back = answer(
        qtbot, desk.entered, lambda: desk.reverse(account.id, entry.id, "slip found", now)
    )
    assert (back.reverses_id, back.balance) == (entry.id, Money(0))


def test_every_refusal_is_answered(shop: Shop, account: Account, qtbot: QtBot) -> None:
    desk, now = shop.ledgers, shop.clock.now()
    nameless = AccountTerms("  ")
    said = answer(qtbot, desk.refused, lambda: desk.open(nameless, now))
    assert said.message == "Type the name of the account."
    said = answer(qtbot, desk.not_paid, lambda: desk.take_payment(a_payment(shop, "AR-9", 5)))
    assert said.message == "There is no account AR-9."
    said = answer(qtbot, desk.not_entered, lambda: desk.adjust(account.id, Money(1), " ", now))
    assert isinstance(said, InvalidInput)
    desk.take_payment(a_payment(shop, account.code, 5))
    said = answer(qtbot, desk.refused, lambda: desk.close(account.id))
    assert isinstance(said, SaleRefused)
