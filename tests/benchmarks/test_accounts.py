"""Accounts receivable in a shop with 20,000 of them and 200,000 entries."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.credit import AccountSort, AccountTerms, Owing
from app.domain.money import Money
from app.storage.account_verify import repair_accounts
from app.storage.store import WriterStore, open_store
from tests.benchmarks.measuring import timed
from tests.people import everyone
from tests.storage.builders import FixedClock
from tests.storage.credits import paid_on

pytestmark = pytest.mark.bench

KEYSTROKE_MS = 5.0
FIGURES_MS = 250.0
"""Nearly everybody owes for months here; the window asks for these beside its own work."""
OWNER = everyone()
TODAY = date(2026, 3, 2)
ACCOUNTS, ENTRIES = 20_000, 10
_ENTRY = """INSERT INTO ar_transactions (account_id, entry_key, kind, amount, balance_after,
    made_at, business_date) VALUES (?, ?, ?, ?, 0, '2026-03-02T00:00:00.000Z', ?)"""


@pytest.fixture(scope="module")
def full_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WriterStore]:
    folder: Path = tmp_path_factory.mktemp("shop")
    store = open_store(folder, FixedClock())
    chance = random.Random(4)
    names = [f"{chance.choice(('Ana', 'Ben', 'Cora'))} Cruz {n}" for n in range(ACCOUNTS)]
    terms = [AccountTerms(name, Money(chance.randint(1, 900) * 1_000)) for name in names]
    store.accounts.bring_in(terms, by=OWNER)
    with store.database.write("fill the ledgers"):
        store.database.run_many(_ENTRY, _entries(chance))
        repair_accounts(store.database)
    yield store
    store.close()


def _entries(chance: random.Random) -> Iterator[tuple[object, ...]]:
    for account in range(1, ACCOUNTS + 1):
        for number in range(ENTRIES):
            day = TODAY - timedelta(days=150 - 15 * number)
            is_charge = number % 3 < 2
            amount = chance.randint(1, 20_000) * (1 if is_charge else -1)
            kind = "charge" if is_charge else "payment"
            yield account, f"{account}-{number}", kind, amount, day.isoformat()


def best_ms(work: Callable[[], object], goes: int = 9) -> float:
    return timed(work, goes).best * 1_000


@pytest.mark.parametrize("sort", AccountSort)
def test_a_page_deep_in_the_list_comes_within_a_keystroke(
    full_shop: WriterStore, sort: AccountSort
) -> None:
    book = full_shop.accounts
    last = book.page("", Owing.WITH_BALANCE, sort, None, 5_000, TODAY, by=OWNER)[-1]
    work = lambda: book.page("", Owing.WITH_BALANCE, sort, last, 50, TODAY, by=OWNER)  # noqa: E731
    assert best_ms(work) < KEYSTROKE_MS


@pytest.mark.parametrize("typed", ["ana", "cruz 199", "ar-00777", "19", "nobody"])
def test_an_account_is_found_within_a_keystroke(full_shop: WriterStore, typed: str) -> None:
    assert best_ms(lambda: full_shop.accounts.find(typed, 8, by=OWNER)) < 2 * KEYSTROKE_MS


def test_a_payment_and_an_unpaid_list_do_not_feel_how_many_accounts_there_are(
    full_shop: WriterStore,
) -> None:
    book = full_shop.accounts
    assert best_ms(lambda: book.unpaid(77, by=OWNER)) < KEYSTROKE_MS
    assert best_ms(lambda: book.take_payment(paid_on("AR-0077", 5), by=OWNER)) < 20 * KEYSTROKE_MS


def test_the_figures_come_before_anybody_wonders(full_shop: WriterStore) -> None:
    assert best_ms(lambda: full_shop.accounts.figures(TODAY, by=OWNER), 3) < FIGURES_MS
