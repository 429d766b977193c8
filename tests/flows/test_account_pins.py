"""A shop with PINs and people who buy on the list: what of it asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.actor import AT_THE_COUNTER, Right
from app.domain.credit import AccountTerms
from app.domain.money import Money
from app.storage.store import open_store
from tests.clocks import HeldClock
from tests.flows.counter import ALT, COFFEE, CTRL, SHIFT, Counter
from tests.flows.test_pins import PIN, cheap_pins, counter, enter_pin, recovery_code
from tests.people import allowed

__all__ = ["cheap_pins", "counter", "recovery_code"]

KEY = Qt.Key
APPROVALS = "SELECT act, subject, up_to, approved_by FROM approvals"

pytestmark = pytest.mark.usefixtures("cheap_pins", "owing")


@pytest.fixture
def owing(shop_folder: Path, clock: HeldClock, recovery_code: str) -> None:
    """Maria owes 4,900.00 of 5,000.00."""
    assert recovery_code
    store = open_store(shop_folder, clock)
    owner = store.people.enter(PIN)
    maria = store.customers.named("Maria Santos", by=owner)
    assert maria is not None
    terms = AccountTerms("Maria Santos", Money(500_000), "AR-0007", customer_ids=(maria.id,))
    account = store.accounts.open(terms, clock.now(), by=owner)
    store.accounts.adjust(account.id, Money(490_000), "Notebook", clock.now(), by=owner)
    store.close()


def charge(counter: Counter, name: str) -> None:
    counter.name(name)
    counter.enter()
    counter.scan(COFFEE)
    counter.press(KEY.Key_F12)
    counter.press(KEY.Key_A, ALT)


def test_a_cashier_sees_the_balance_and_takes_payments_without_a_pin(counter: Counter) -> None:
    counter.name("maria santos")
    counter.enter()
    row = counter.find(QPushButton, "chip_account")
    assert row.accessibleName() == "Account AR-0007, ₱100.00 available"
    counter.press(KEY.Key_F12, SHIFT)
    counter.write("900")
    counter.enter()
    counter.until(lambda: counter.sheet == "slip_sheet")
    assert counter.balance() == 400_000


def test_over_the_limit_asks_a_pin_and_remembers_whose_it_was(counter: Counter) -> None:
    charge(counter, "maria santos")
    counter.find(QPushButton, "account_allow").click()
    assert counter.words("pin_what_for") == (
        "Maria Santos would owe ₱5,115.00, the limit is ₱5,000.00"
    )
    enter_pin(counter)
    counter.until(lambda: counter.sheet == "tender")
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.rows(APPROVALS) == [("credit", "AR-0007", 511_500, "Nena")]
    assert counter.balance() == 511_500


def test_an_account_is_opened_in_the_tender_with_approval(counter: Counter) -> None:
    charge(counter, "maricel dela cruz")
    assert counter.sheet == "account_sheet"
    counter.write("1000")
    counter.enter()
    assert counter.words("pin_what_for") == (
        "Open an account for Maricel Dela Cruz, limit ₱1,000.00"
    )
    enter_pin(counter)
    counter.until(lambda: counter.sheet == "tender")
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.rows(APPROVALS) == [("open_account", "Maricel Dela Cruz", 100_000, "Nena")]
    opened = "SELECT person, approved_by FROM audit_log WHERE act = 'account opened'"
    assert counter.rows(opened)[-1][1] == "Nena"


def test_who_sees_customers_but_no_balances_is_asked_at_the_tab(counter: Counter) -> None:
    counter.shop.serve(allowed("Joy", AT_THE_COUNTER | {Right.SEE_CUSTOMERS}))
    counter.press(KEY.Key_F10)
    counter.press(KEY.Key_2, CTRL)
    assert counter.words("pin_what_for") == "Who owes what"
    enter_pin(counter)
    counter.until(lambda: counter.is_shown("account_pay"))
    assert counter.focus_is_in("accounts_search")
