"""Whatever happens to accounts, every figure is that of a recount in plain Python and SQL."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.customer import CustomerRef
from app.domain.errors import SaleRefused
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.domain.sale import Kind, Outcome, Sale
from app.storage.classify import DATABASE_NAME
from app.storage.store import open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_sale
from tests.storage.credit_book import Change, CreditBook, Ledger, Line, Sold

OWNER = everyone("Nena")
ACCOUNTS = (
    ("AR-0001", "Ana", 3_000, ("Ana",)),
    ("AR-0002", "Ben", 10_000, ("Ben",)),
    ("AR-0003", "Reyes family", 50, ("Carla", "Dina")),
    ("AR-0004", "Canteen", 0, ()),
)
NAMES = st.sampled_from(["", "Ana", "Ben", "Carla", "Dina", "Ester"])
PICKS = st.integers(0, 30)
AMOUNTS = st.integers(1, 4_000)
WAYS = st.sampled_from(["cash", "gcash"])


class CreditLife(RuleBasedStateMachine):
    """Does every step in the store and in the book."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock()
        self.store = open_store(Path(self.folder.name), self.clock)
        self.book = CreditBook()
        self.sent: list[Sale] = []
        self.payments: list[AccountPayment] = []
        self.reversible: list[tuple[int, Ledger, Line]] = []
        for code, name, limit, who in ACCOUNTS:
            ids = []
            for each in who:
                sale = a_sale(each, [a_line(0)], at=self.clock.now())
                receipt = self.store.sales.record(sale, by=OWNER)
                ids.append(receipt.customer_id or 0)
                self.book.sales.append(Sold(receipt.sale_id, 0, each, self.today))
            terms = AccountTerms(name, Money(limit), code, customer_ids=tuple(ids))
            kept = self.store.accounts.open(terms, self.clock.now(), by=OWNER)
            self.book.ledgers.append(Ledger(code, kept.id, limit, who))

    def teardown(self) -> None:
        report = self.store.verify(by=OWNER)
        self.store.close()
        try:
            assert report.discrepancies == ()
            self.recount(Path(self.folder.name) / DATABASE_NAME)
        finally:
            self.folder.cleanup()

    def recount(self, path: Path) -> None:
        """Ask the file itself, by nothing but sums over its facts."""
        connection = sqlite3.connect(path)
        try:
            sums = connection.execute(
                "SELECT code, balance, (SELECT coalesce(sum(amount), 0) FROM ar_transactions"
                " WHERE account_id = account.id) FROM customer_accounts AS account ORDER BY id"
            ).fetchall()
            cash = connection.execute(
                "SELECT business_date, cash_amount FROM sales_days WHERE cash_amount <> 0"
            ).fetchall()
            sold = connection.execute(
                "SELECT coalesce(sum(total_amount), 0) FROM sales WHERE status = 'completed'"
            ).fetchone()
            days = connection.execute("SELECT sum(total_amount) FROM sales_days").fetchone()
        finally:
            connection.close()
        assert sums == [(each.code, each.balance, each.balance) for each in self.book.ledgers]
        assert dict(cash) == self.book.cash()
        assert sold == (sum(each.total for each in self.book.sales if not each.is_void),)
        assert (days[0] or 0) == sold[0]

    @property
    def today(self) -> date:
        return business_day(self.clock, self.clock.now())

    def ledger(self, pick: int) -> Ledger:
        return self.book.ledgers[pick % len(self.book.ledgers)]

    # Steps

    @rule(name=NAMES, pick=PICKS, total=AMOUNTS, owed=st.none() | AMOUNTS, way=WAYS)
    def sell_on_account(self, name: str, pick: int, total: int, owed: int | None, way: str) -> None:
        ledger = self.book.ledger_of(name) or self.ledger(pick)
        charged = total if owed is None else min(owed, total)
        self._record(name, total, [(ledger, charged)], way)

    @rule(name=NAMES, one=PICKS, other=PICKS, total=AMOUNTS, way=WAYS)
    def sell_on_two_accounts(self, name: str, one: int, other: int, total: int, way: str) -> None:
        half = total // 2
        if half:
            self._record(name, total, [(self.ledger(one), half), (self.ledger(other), half)], way)

    @rule(name=NAMES, pick=PICKS, total=AMOUNTS, old=AMOUNTS, owed=AMOUNTS, way=WAYS)
    def pay_an_old_balance_along(
        self, name: str, pick: int, total: int, old: int, owed: int, way: str
    ) -> None:
        ledger = self.ledger(pick)
        owed = min(owed, total)
        charged = [(ledger, owed)] if owed % 2 else []
        self._record(name, total, charged, way, rider=(ledger, old))

    def _record(
        self,
        name: str,
        total: int,
        charged: list[tuple[Ledger, int]],
        way: str,
        rider: tuple[Ledger, int] | None = None,
    ) -> None:
        now, rest = self.clock.now(), total - sum(amount for _, amount in charged)
        parts = [Payment("account", Money(each), reference=on.code) for on, each in charged]
        parts += [_part(way, rest)] if rest else []
        along = None
        if rider is not None:
            along = self._payment(*rider, way)
        kept = Sale(
            f"sale-{len(self.sent)}",
            (a_line(total),),
            tuple(parts),
            now,
            self.today,
            CustomerRef(name) if name else None,
            rider=along,
        )
        receipt = self.store.sales.record(kept, by=OWNER)
        self.sent.append(kept)
        sold = Sold(receipt.sale_id, total, name, self.today, rest if way == "cash" else 0)
        if rider is not None:
            ledger, amount = rider
            line = ledger.put(-amount, self.today, amount if way == "cash" else 0)
            sold.paid_along.append((ledger, line))
        for ledger, amount in charged:
            sold.owed.append((ledger, ledger.put(amount, self.today)))
        self.book.sales.append(sold)
        after = {ledger.id: ledger.balance for ledger, _ in charged}
        assert {slip.account_id: slip.balance.minor for slip in receipt.charged} == after

    def _payment(self, ledger: Ledger, amount: int, way: str) -> AccountPayment:
        key = f"pad-{len(self.payments)}"
        payment = AccountPayment(
            key, ledger.code, (_part(way, amount),), self.clock.now(), self.today
        )
        self.payments.append(payment)
        return payment

    @rule(pick=PICKS, amount=AMOUNTS, way=WAYS)
    def take_a_payment(self, pick: int, amount: int, way: str) -> None:
        ledger = self.ledger(pick)
        payment = self._payment(ledger, amount, way)
        entry = self.store.accounts.take_payment(payment, by=OWNER)
        assert self.store.accounts.take_payment(payment, by=OWNER) == entry
        line = ledger.put(-amount, self.today, amount if way == "cash" else 0)
        self.reversible.append((entry.id, ledger, line))

    @rule(pick=PICKS, amount=AMOUNTS, up=st.booleans())
    def adjust(self, pick: int, amount: int, up: bool) -> None:
        ledger, signed = self.ledger(pick), amount if up else -amount
        entry = self.store.accounts.adjust(
            ledger.id, Money(signed), "counted", self.clock.now(), by=OWNER
        )
        self.reversible.append((entry.id, ledger, ledger.put(signed, self.today)))

    @rule(pick=PICKS)
    def take_an_entry_back(self, pick: int) -> None:
        if not self.reversible:
            return
        entry_id, ledger, line = self.reversible[pick % len(self.reversible)]
        try:
            self.store.accounts.reverse(entry_id, "slip", self.clock.now(), by=OWNER)
        except SaleRefused:
            assert not line.stands
            return
        assert line.stands
        ledger.take_back(line, self.today)

    @rule(pick=PICKS, amount=AMOUNTS)
    def take_goods_back_on_account(self, pick: int, amount: int) -> None:
        ledger = self.ledger(pick)
        paid = (Payment("account", Money(-amount), reference=ledger.code),)
        back = Sale(
            f"back-{len(self.book.sales)}",
            (a_line(amount, "-1"),),
            paid,
            self.clock.now(),
            self.today,
            kind=Kind.RETURN,
        )
        receipt = self.store.sales.record(back, by=OWNER)
        sold = Sold(receipt.sale_id, -amount, "", self.today)
        sold.owed.append((ledger, ledger.put(-amount, self.today)))
        self.book.sales.append(sold)

    @rule(pick=PICKS)
    def void(self, pick: int) -> None:
        if not self.book.sales:
            return
        sale = self.book.sales[pick % len(self.book.sales)]
        try:
            self.store.sales.void(sale.id, "wrong", self.clock.now(), by=OWNER)
        except SaleRefused:
            assert sale.is_void
            return
        assert not sale.is_void
        self.book.void(sale, self.today)

    @rule(pick=PICKS, name=NAMES)
    def give_a_sale_to_somebody_else(self, pick: int, name: str) -> None:
        if not self.book.sales:
            return
        sale = self.book.sales[pick % len(self.book.sales)]
        if sale.name == name or sale.total < 0:
            return
        source, target = self.book.ledger_of(sale.name), self.book.ledger_of(name)
        lies_there = source and not sale.is_void and any(on is source for on, _ in sale.owed)
        to = CustomerRef(name) if name else None
        try:
            change = self.store.sales.change_customer([sale.id], to, self.clock.now(), by=OWNER)
        except SaleRefused:
            assert lies_there
            assert target is None
            return
        assert not lies_there or target is not None
        moved = []
        if lies_there and source and target and target is not source:
            places = self.book.owed_on(sale, source)
            self.book.move(sale, places, target, self.today)
            moved.append((source, places))
        self.book.changes.append(Change(change.id, sale, sale.name, name, moved))
        sale.name = name

    @rule(pick=PICKS)
    def take_a_change_back(self, pick: int) -> None:
        if not self.book.changes:
            return
        change = self.book.changes[pick % len(self.book.changes)]
        may = self.book.may_undo(change)
        try:
            self.store.sales.undo_change(change.id, self.clock.now(), by=OWNER)
        except SaleRefused:
            assert not may
            return
        assert may
        change.is_undone = True
        change.sale.name = change.before
        for source, places in change.moved:
            if not change.sale.is_void:
                self.book.move(change.sale, places, source, self.today)

    @rule(pick=PICKS)
    def press_pay_again(self, pick: int) -> None:
        if self.sent:
            receipt = self.store.sales.record(self.sent[pick % len(self.sent)], by=OWNER)
            assert receipt.outcome is Outcome.ALREADY_RECORDED

    @rule(days=st.integers(-20, 45))
    def let_days_pass_or_set_the_clock_back(self, days: int) -> None:
        self.clock.advance(days=days)

    # What always holds

    @invariant()
    def every_account_is_that_of_the_book(self) -> None:
        for ledger in self.book.ledgers:
            kept = self.store.accounts.account(ledger.id, by=OWNER)
            assert kept.balance.minor == ledger.balance
            open_debts = ledger.unpaid()
            assert kept.oldest_unpaid == (open_debts[0][0] if open_debts else None)
            by_day: dict[date, int] = {}
            for charge in self.store.accounts.unpaid(ledger.id, by=OWNER):
                by_day[charge.day] = by_day.get(charge.day, 0) + charge.amount.minor
            assert sorted(by_day.items()) == open_debts
            page = self.store.accounts.ledger(ledger.id, None, 1_000, by=OWNER)
            entries = [(each.amount.minor, each.business_date) for each in reversed(page)]
            assert entries == [(line.amount, line.day) for line in ledger.lines]
            running = 0
            for entry in reversed(page):
                running += entry.amount.minor
                assert entry.balance.minor == running

    @invariant()
    def figures_are_those_of_a_recount(self) -> None:
        figures = self.store.accounts.figures(self.today, by=OWNER)
        balances = [(each.balance, each.limit) for each in self.book.ledgers]
        assert figures.owed.minor == sum(owed for owed, _ in balances if owed > 0)
        over = [owed - limit for owed, limit in balances if owed > max(limit, 0)]
        assert (figures.over_limit.minor, figures.over_limit_count) == (sum(over), len(over))
        ages = [0, 0, 0, 0]
        for ledger in self.book.ledgers:
            for day, amount in ledger.unpaid():
                age = self.today - day
                ages[sum(age > timedelta(days=edge) for edge in (30, 60, 90))] += amount
        ageing = figures.ageing
        parts = (ageing.to_30, ageing.to_60, ageing.to_90, ageing.over_90)
        assert [part.minor for part in parts] == ages
        assert figures.overdue.minor == sum(ages[1:])

    @invariant()
    def purchases_are_those_of_a_recount(self) -> None:
        for name, figures in self.book.purchases().items():
            kept = self.store.customers.named(name, by=OWNER)
            assert kept is not None
            assert (kept.total_purchases.minor, kept.transaction_count) == figures


def _part(way: str, amount: int) -> Payment:
    given = Money(amount + 37) if way == "cash" else None
    return Payment(way, Money(amount), given)


TestCreditLife = CreditLife.TestCase
TestCreditLife.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
