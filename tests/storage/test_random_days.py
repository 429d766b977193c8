"""Random days in shops of every age: whatever was done, every figure is that of a recount."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.customer import CustomerRef
from app.domain.errors import InvalidInput, NotFound, SaleRefused
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.domain.sale import Sale
from app.storage.classify import DATABASE_NAME
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_return
from tests.storage.recount import differences
from tests.storage.test_upgrade import build

OWNER = everyone("Nena")
NAMES = ("", "Ana", "Ben Cruz", "Dina Lim", "Elmo", "Jun")
ACTS = 160


class Days:
    """A shop in which anything may happen next."""

    def __init__(self, store: WriterStore, clock: FixedClock, seed: int) -> None:
        self.store, self.clock, self.chance = store, clock, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.keys = iter(range(10**6))
        self.accounts = [
            store.accounts.open(AccountTerms(name, Money(limit)), clock.now(), by=OWNER).id
            for name, limit in (("Ana", 5_000), ("Family", 10_000), ("Canteen", 0))
        ]
        with contextlib.suppress(InvalidInput):
            self.share()

    def live(self) -> None:
        acts: list[Callable[[], object]] = [
            *(self.sell, self.sell, self.sell, self.pay, self.adjust, self.reverse),
            *(self.bring_back, self.bring_back, self.void, self.give, self.give, self.undo),
            *(self.share, self.close),
        ]
        for _ in range(ACTS):
            act = self.chance.choice(acts)
            try:
                act()
                self.done[act.__name__] += 1
            except (SaleRefused, NotFound, InvalidInput):
                self.done[f"{act.__name__} refused"] += 1
            self.clock.advance(days=self.chance.choice((0, 0, 0, 1, 9, -2)), minutes=7)

    def some(self, table: str, where: str = "1") -> int:
        """Give the id of a row; 1 where there is none."""
        found = self.store.database.rows(f"SELECT id FROM {table} WHERE {where}")
        return int(self.chance.choice(found)[0]) if found else 1

    def code(self) -> str:
        account = self.chance.choice(self.accounts)
        return self.store.accounts.account(account, by=OWNER).code

    def key(self) -> str:
        return f"random-{next(self.keys)}"

    def part(self, amount: int) -> Payment:
        if self.chance.random() < 0.5:
            return Payment("cash", Money(amount), Money(amount + 25))
        return Payment("gcash", Money(amount), reference=self.key())

    def paid_on(self) -> AccountPayment:
        parts = (self.part(self.chance.randint(1, 900)), self.part(self.chance.randint(1, 900)))
        at = self.clock.now()
        return AccountPayment(self.key(), self.code(), parts, at, business_day(self.clock, at))

    def sell(self) -> None:
        total, name = self.chance.randint(2, 2_000), self.chance.choice(NAMES)
        owed = self.chance.choice((0, 0, 1, total // 2, total))
        parts = [Payment("account", Money(owed), reference=self.code())] if owed else []
        parts += [self.part(total - owed)] if total > owed else []
        at, who = self.clock.now(), CustomerRef(name) if name else None
        day, along = business_day(self.clock, at), self.chance.random() < 0.3
        sale = Sale(self.key(), (a_line(total),), tuple(parts), at, day, who)
        self.store.sales.record(replace(sale, rider=self.paid_on()) if along else sale, by=OWNER)

    def pay(self) -> None:
        self.store.accounts.take_payment(self.paid_on(), by=OWNER)

    def adjust(self) -> None:
        amount = Money(self.chance.choice((-700, -1, 1, 700)))
        account, at = self.chance.choice(self.accounts), self.clock.now()
        self.store.accounts.adjust(account, amount, "counted", at, by=OWNER)

    def reverse(self) -> None:
        entry = self.some("ar_transactions")
        self.store.accounts.reverse(entry, "slip", self.clock.now(), by=OWNER)

    def bring_back(self) -> None:
        """Goods of a sale, paid back in any way, whoever the sale belongs to by now."""
        of = self.some("sales", "kind = 'sale' AND sale_key LIKE 'random-%'")
        sold = self.store.sales.sale(of, by=OWNER)
        line = a_line(sold.head.total.minor, "-1")
        back = a_return([line], of=of, at=self.clock.now(), key=self.key())
        way = self.chance.choice(("cash", "gcash", "account"))
        paid = Payment(way, line.total, reference=self.code() if way == "account" else "")
        self.store.sales.record(replace(back, payments=(paid,)), by=OWNER)

    def void(self) -> None:
        self.store.sales.void(self.some("sales"), "wrong", self.clock.now(), by=OWNER)

    def give(self) -> None:
        ids = sorted(
            {self.some("sales", "kind = 'sale'") for _ in range(self.chance.randint(1, 3))}
        )
        name = self.chance.choice(NAMES)
        to = CustomerRef(name) if name else None
        self.store.sales.change_customer(ids, to, self.clock.now(), by=OWNER)

    def undo(self) -> None:
        self.store.sales.undo_change(self.some("customer_changes"), self.clock.now(), by=OWNER)

    def share(self) -> None:
        """Let others buy on an account from now on."""
        account = self.store.accounts.account(self.chance.choice(self.accounts), by=OWNER)
        everybody = [row[0] for row in self.store.database.rows("SELECT id FROM customers")]
        count = self.chance.randint(0, min(3, len(everybody)))
        who = tuple(self.chance.sample(everybody, count))
        terms = AccountTerms(account.name, account.limit, account.code, customer_ids=who)
        self.store.accounts.edit(account.id, terms, "asked", by=OWNER)

    def close(self) -> None:
        account = self.store.accounts.account(self.chance.choice(self.accounts), by=OWNER)
        self.store.accounts.close(account.id, by=OWNER, closed=account.is_active)


@pytest.fixture(params=[0, 1, 2, 3], ids=["new", "of step 1", "of step 2", "of step 3"])
def store(request: pytest.FixtureRequest, folder: Path, clock: FixedClock) -> Iterator[WriterStore]:
    """A shop of that age, opened by the program of today."""
    if request.param:
        build(folder / DATABASE_NAME, request.param)
    opened = open_store(folder, clock)
    yield opened
    opened.close()


@pytest.mark.parametrize("turn", range(3))
def test_every_figure_is_that_of_a_recount(
    store: WriterStore, clock: FixedClock, turn: int
) -> None:
    seed = random.randrange(1 << 30)
    assert differences(store.database.path) == {}
    days = Days(store, clock, seed)
    days.live()
    assert differences(store.database.path) == {}, f"seed {seed}"
    assert store.verify(by=OWNER).discrepancies == (), f"seed {seed}"
    for act in ("sell", "pay", "adjust", "bring_back", "void", "give", "share"):
        assert days.done[act], f"no {act} was done, seed {seed}"


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("customers", "UPDATE customers SET total_purchases = total_purchases + 1 WHERE id = 1"),
        ("customers", "UPDATE customers SET transaction_count = 99 WHERE transaction_count > 0"),
        ("days", "UPDATE sales_days SET cash_amount = cash_amount - 1"),
        ("days", "UPDATE sales_days SET return_count = return_count + 1"),
        ("accounts", "UPDATE customer_accounts SET balance = balance + 5, oldest_unpaid = NULL"),
        ("stock", "UPDATE products SET stock = 5 WHERE id = 1"),
    ],
)
def test_the_recount_finds_a_figure_that_is_wrong(
    folder: Path, clock: FixedClock, what: str, sql: str
) -> None:
    build(folder / DATABASE_NAME, 2)
    store = open_store(folder, clock)
    Days(store, clock, 7).live()
    store.close()
    connection = sqlite3.connect(folder / DATABASE_NAME)
    connection.execute(sql)
    connection.commit()
    connection.close()
    assert list(differences(folder / DATABASE_NAME)) == [what]
