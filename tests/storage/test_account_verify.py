"""Planted damage to accounts and cash is found, and put right where it is no fact."""

from __future__ import annotations

import pytest

from app.domain.actor import Actor
from app.domain.money import Money
from app.storage.database import Database
from app.storage.store import WriterStore
from tests.storage.builders import FixedClock
from tests.storage.credits import an_account, on_account, paid_on


@pytest.fixture
def busy(store: WriterStore, owner: Actor, clock: FixedClock) -> WriterStore:
    """Maria owes of two sales, paid a part along with one; a payment was taken back."""
    account = an_account(store, owner, phone="0917 555 0142")
    store.sales.record(on_account(account.code, 2_000), by=owner)
    clock.advance(days=1)
    rider = paid_on(account.code, 500, at=clock.now())
    store.sales.record(
        on_account(account.code, 900, charged=400, at=clock.now(), rider=rider), by=owner
    )
    wrong = store.accounts.take_payment(paid_on(account.code, 70, at=clock.now()), by=owner)
    store.accounts.reverse(wrong.id, "slip", clock.now(), by=owner)
    store.accounts.adjust(account.id, Money(-100), "rounding", clock.now(), by=owner)
    return store


MARIA = "account AR-0001 Maria Santos"
FIGURES = {
    "UPDATE customer_accounts SET balance = 1": (MARIA, "balance"),
    "UPDATE customer_accounts SET oldest_unpaid = '2001-01-01'": (MARIA, "oldest unpaid"),
    "UPDATE customer_accounts SET oldest_unpaid = NULL": (MARIA, "oldest unpaid"),
    "UPDATE ar_transactions SET balance_after = 7 WHERE id = 2": (MARIA, "balance after entry 2"),
    "UPDATE customer_accounts SET name_folded = 'x'": (MARIA, "search name"),
    "UPDATE customer_accounts SET phone_key = '9'": (MARIA, "phone digits"),
    "UPDATE sales_days SET cash_amount = 9": ("day 2026-03-02", "cash"),
    "UPDATE sales_days SET cash_amount = 0": ("day 2026-03-03", "cash"),
    "INSERT INTO sales_days VALUES ('2030-01-01', 0, 0, 0, 0, 5)": ("day 2030-01-01", "cash"),
}
FACTS = {
    "UPDATE ar_transactions SET amount = 1999 WHERE id = 1": ("sale 000001", "put on account"),
    "DELETE FROM ar_transactions WHERE id = 3": ("sale 000002", "put on account"),
    "DELETE FROM ar_payments WHERE entry_id = 2": ("account payment P000001", "how it was paid"),
    "UPDATE ar_payments SET amount = 1": ("account payment P000001", "how it was paid"),
    "UPDATE ar_transactions SET amount = 71 WHERE id = 5": (
        "account entry 5",
        "what it takes back",
    ),
    "UPDATE customer_accounts SET code_key = 'x'": (MARIA, "code key"),
}


def plant(database: Database, damage: str) -> None:
    with database.write("plant"):
        database.run(damage)


def test_a_shop_at_work_has_nothing_to_find(busy: WriterStore, owner: Actor) -> None:
    assert busy.verify(by=owner).discrepancies == ()


@pytest.mark.parametrize("damage", [*FIGURES, *FACTS])
def test_planted_damage_is_found(
    busy: WriterStore, owner: Actor, database: Database, damage: str
) -> None:
    plant(database, damage)
    found = busy.verify(by=owner).discrepancies
    assert (FIGURES | FACTS)[damage] in {(each.subject, each.figure) for each in found}


@pytest.mark.parametrize("damage", FIGURES)
def test_a_repair_writes_the_recount(
    busy: WriterStore, owner: Actor, database: Database, damage: str
) -> None:
    kept = [database.rows(f"SELECT * FROM {t}") for t in ("customer_accounts", "sales_days")]
    plant(database, damage)
    assert busy.verify(by=owner, repair=True).repaired
    now = [database.rows(f"SELECT * FROM {t}") for t in ("customer_accounts", "sales_days")]
    assert now[0] == kept[0]
    assert [day for day in now[1] if any(day[1:])] == kept[1]


@pytest.mark.parametrize("damage", FACTS)
def test_a_repair_changes_no_fact(
    busy: WriterStore, owner: Actor, database: Database, damage: str
) -> None:
    plant(database, damage)
    facts = "SELECT id, account_id, kind, amount, sale_id, reverses_id FROM ar_transactions"
    before = database.rows(facts), database.rows("SELECT * FROM ar_payments")
    busy.verify(by=owner, repair=True)
    assert (database.rows(facts), database.rows("SELECT * FROM ar_payments")) == before
