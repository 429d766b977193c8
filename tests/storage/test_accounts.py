"""The contract of AccountBook: accounts by hand, their ledgers and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import AT_THE_COUNTER, Actor, Right
from app.domain.credit import Account, AccountSort, AccountTerms, Ageing, Charge, EntryKind, Owing
from app.domain.customer import Contact
from app.domain.errors import InvalidInput, NameTaken, NotAllowed, NotFound, SaleRefused
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.storage.accounts import AccountRepository
from app.storage.database import Database, Reader, Row
from app.storage.store import WriterStore
from tests import people
from tests.storage.builders import FixedClock, a_sale
from tests.storage.credits import an_account, on_account, paid_on

TODAY = date(2026, 3, 2)


@pytest.fixture
def cashier() -> Actor:
    return people.cashier("Ben")


def entered(store: WriterStore, account: Account, by: Actor) -> list[tuple[EntryKind, int, int]]:
    """Give kind, amount and balance after, oldest first."""
    page = store.accounts.ledger(account.id, None, 100, by=by)
    return [(entry.kind, entry.amount.minor, entry.balance.minor) for entry in reversed(page)]


def now(store: WriterStore, account: Account, by: Actor) -> Account:
    return store.accounts.account(account.id, by=by)


# Opening and changing


def test_an_account_gets_the_next_code_and_keeps_what_was_typed(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    terms = AccountTerms(
        " Aling  Tess Store ", Money(1_500_000), "", "Tess", "0922 555 0107", 15, "pays on Fridays"
    )
    account = store.accounts.open(terms, clock.now(), by=owner)
    assert account == Account(
        *(1, "AR-0001", "Aling Tess Store", Money(1_500_000), Money(0), "Tess", "0922 555 0107"),
        terms_days=15,
        notes="pays on Fridays",
    )
    assert account.available == Money(1_500_000)
    assert an_account(store, owner, "Ben", code="ar - 0002").code == "ar - 0002"
    assert an_account(store, owner, "Ana").code == "AR-0003"
    with pytest.raises(NameTaken, match="Ben has the code"):
        an_account(store, owner, "Carla", code="AR-0002")
    found = store.accounts.coded("AR-0002", by=owner)
    assert found is not None
    assert found.name == "Ben"
    assert store.accounts.coded("AR-9", by=owner) is None


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (AccountTerms(" \t"), "Type the name"),
        (AccountTerms("x" * 121), "at most 120"),
        (AccountTerms("Ana", Money(-1)), "from 0.00 up"),
        (AccountTerms("Ana", Money(10**15)), "from 0.00 up"),
        (AccountTerms("Ana", terms_days=-1), "terms"),
        (AccountTerms("Ana", code="x" * 21), "code can have"),
        (AccountTerms("Ana", code="\u200b"), "letter or digit"),
        (AccountTerms("Ana", notes="x" * 4_001), "notes"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_one_sentence(
    store: WriterStore, owner: Actor, clock: FixedClock, terms: AccountTerms, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        store.accounts.open(terms, clock.now(), by=owner)
    assert store.accounts.count("", Owing.ALL, TODAY, by=owner) == 0


def test_several_customers_share_an_account_and_a_customer_has_one(
    store: WriterStore, owner: Actor
) -> None:
    ana = store.sales.record(a_sale("Ana Reyes"), by=owner).customer_id or 0
    ben = store.sales.record(a_sale("Ben Cruz"), by=owner).customer_id or 0
    account = an_account(store, owner, "Reyes family", 100, ben, ana, ana)
    assert store.accounts.customers_of(account.id, by=owner) == [
        (ana, "Ana Reyes"),
        (ben, "Ben Cruz"),
    ]
    assert store.accounts.of_customer(ben, by=owner) == account
    with pytest.raises(InvalidInput, match="Ana Reyes buys on account AR-0001 of Reyes family"):
        an_account(store, owner, "Ana", 100, ana)
    with pytest.raises(NotFound, match="no such customer"):
        an_account(store, owner, "Nobody", 100, 999)
    assert store.accounts.count("", Owing.ALL, TODAY, by=owner) == 1


def test_an_account_outlives_its_customer(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    ana = store.sales.record(a_sale("Ana Reyes"), by=owner).customer_id or 0
    account = an_account(store, owner, "Ana Reyes", 500_000, ana)
    store.sales.record(on_account(account.code, customer="Ana Reyes"), by=owner)
    with database.write("delete"):
        database.run("DELETE FROM customers")
    assert store.accounts.customers_of(account.id, by=owner) == []
    assert now(store, account, owner).balance == Money(1250)
    assert store.verify(by=owner).discrepancies == ()


def test_changing_an_account_leaves_its_code_and_asks_why_the_limit_is_another(
    store: WriterStore, owner: Actor
) -> None:
    account = an_account(store, owner)
    terms = AccountTerms("Maria S. Cruz", account.limit, phone="0917 555 0142")
    kept = store.accounts.edit(account.id, terms, "", by=owner)
    assert (kept.code, kept.name, kept.phone) == ("AR-0001", "Maria S. Cruz", "0917 555 0142")
    with pytest.raises(InvalidInput, match="Say why the limit"):
        store.accounts.edit(account.id, replace(terms, limit=Money(1)), " ", by=owner)
    with pytest.raises(InvalidInput, match="never changes"):
        store.accounts.edit(account.id, replace(terms, code="AR-7"), "", by=owner)
    wider = store.accounts.edit(account.id, replace(terms, limit=Money(1)), "late again", by=owner)
    assert wider.limit == Money(1)
    assert [each.code for each in store.accounts.find("cruz", 5, by=owner)] == ["AR-0001"]


def test_an_account_is_closed_only_when_nobody_owes(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    store.accounts.adjust(account.id, Money(500), "brought forward", clock.now(), by=owner)
    with pytest.raises(SaleRefused, match=r"still owes 5\.00"):
        store.accounts.close(account.id, by=owner)
    store.accounts.take_payment(paid_on(account.code, 700), by=owner)
    with pytest.raises(SaleRefused, match=r"2\.00 of credit"):
        store.accounts.close(account.id, by=owner)
    store.accounts.adjust(account.id, Money(200), "given back", clock.now(), by=owner)
    store.accounts.close(account.id, by=owner)
    assert not now(store, account, owner).is_active
    assert store.accounts.find("maria", 5, by=owner) == []
    with pytest.raises(SaleRefused, match="closed"):
        store.accounts.take_payment(paid_on(account.code, 100), by=owner)
    store.accounts.close(account.id, by=owner, closed=False)
    assert now(store, account, owner).is_active


# Payments


def test_a_payment_takes_off_the_balance_and_gives_change(
    store: WriterStore, owner: Actor, clock: FixedClock, database: Database
) -> None:
    account = an_account(store, owner)
    store.accounts.adjust(account.id, Money(125_000), "brought forward", clock.now(), by=owner)
    entry = store.accounts.take_payment(
        paid_on("ar 0001".replace(" ", "-"), 50_000, given=100_000), by=owner
    )
    assert (entry.kind, entry.amount, entry.balance) == (
        EntryKind.PAYMENT, Money(-50_000), Money(75_000),
    )  # fmt: skip
    assert (entry.number, entry.method, entry.change) == ("P000001", "cash", Money(50_000))
    assert entry.person == "Nena"
    assert store.accounts.entry(entry.id, by=owner) == entry
    assert database.rows("SELECT sale_count, total_amount, cash_amount FROM sales_days") == [
        (0, 0, 50_000)
    ]


def test_the_same_key_pays_once(store: WriterStore, owner: Actor) -> None:
    account = an_account(store, owner)
    payment = paid_on(account.code, 500, key="pad")
    first = store.accounts.take_payment(payment, by=owner)
    assert store.accounts.take_payment(payment, by=owner) == first
    store.accounts.adjust(account.id, Money(500), "back", payment.paid_at, by=owner)
    store.accounts.close(account.id, by=owner)
    assert store.accounts.take_payment(payment, by=owner) == first
    assert len(store.accounts.ledger(account.id, None, 10, by=owner)) == 2


def test_more_than_is_owed_is_credit_and_a_payment_on_nothing_is_a_deposit(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    store.accounts.adjust(account.id, Money(300), "brought forward", clock.now(), by=owner)
    store.accounts.take_payment(paid_on(account.code, 1_000), by=owner)
    store.accounts.take_payment(paid_on(account.code, 200, method="gcash"), by=owner)
    assert entered(store, account, owner) == [
        (EntryKind.ADJUSTMENT, 300, 300),
        (EntryKind.PAYMENT, -1_000, -700),
        (EntryKind.DEPOSIT, -200, -900),
    ]
    kept = now(store, account, owner)
    assert kept.available == Money(500_900)
    assert kept.oldest_unpaid is None
    assert store.accounts.unpaid(account.id, by=owner) == []


def test_a_payment_of_nothing_or_on_nobody_or_put_on_account_is_refused(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    for parts in ((), (Payment("cash", Money(0)),), (Payment("cash", Money(-5)),)):
        with pytest.raises(SaleRefused, match="how much is paid"):
            AccountPayment("k", account.code, parts, clock.now(), TODAY)
    with pytest.raises(SaleRefused, match="less than"):
        AccountPayment(
            "k", account.code, (Payment("cash", Money(9), Money(5)),), clock.now(), TODAY
        )
    with pytest.raises(SaleRefused, match="too large"):
        paid_on(account.code, 10**15)
    with pytest.raises(NotFound, match="no account AR-77"):
        store.accounts.take_payment(paid_on("AR-77", 5), by=owner)
    with pytest.raises(SaleRefused, match="putting it on account"):
        store.accounts.take_payment(paid_on(account.code, 5, method="account"), by=owner)
    with pytest.raises(SaleRefused, match="needs a key"):
        store.accounts.take_payment(replace(paid_on(account.code, 5), key="\0"), by=owner)
    assert now(store, account, owner).balance == Money(0)


def test_what_is_paid_pays_the_oldest_first(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    for minor in (1_000, 2_000, 3_000):
        store.sales.record(on_account(account.code, minor, at=clock.now()), by=owner)
        clock.advance(days=10)
    days = [TODAY + timedelta(days=each) for each in (0, 10, 20)]
    assert now(store, account, owner).oldest_unpaid == days[0]
    store.accounts.take_payment(paid_on(account.code, 1_500, at=clock.now()), by=owner)
    assert now(store, account, owner).oldest_unpaid == days[1]
    assert store.accounts.unpaid(account.id, by=owner) == [
        Charge("000002", days[1], Money(1_500)),
        Charge("000003", days[2], Money(3_000)),
    ]
    entry = store.accounts.take_payment(paid_on(account.code, 4_000, at=clock.now()), by=owner)
    assert now(store, account, owner).oldest_unpaid == days[2]
    store.accounts.reverse(entry.id, "wrong account", clock.now(), by=owner)
    assert now(store, account, owner).oldest_unpaid == days[1]


# By hand


def test_an_adjustment_needs_a_reason_and_moves_the_balance(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    for amount, reason, sentence in (
        (Money(1), "  ", "Say why"),
        (Money(0), "why", "by how much"),
        (Money(10**15), "why", "by how much"),
        (Money(1), "x" * 201, "at most 200"),
    ):
        with pytest.raises(InvalidInput, match=sentence):
            store.accounts.adjust(account.id, amount, reason, clock.now(), by=owner)
    store.accounts.adjust(account.id, Money(10**14), "all of it", clock.now(), by=owner)
    with pytest.raises(InvalidInput, match="too large"):
        store.accounts.adjust(account.id, Money(1), "and more", clock.now(), by=owner)
    entry = store.accounts.adjust(account.id, Money(-(10**14)), "forgiven", clock.now(), by=owner)
    assert (entry.reason, entry.balance) == ("forgiven", Money(0))


def test_an_entry_is_taken_back_once_by_another_that_names_it(
    store: WriterStore, owner: Actor, clock: FixedClock, database: Database
) -> None:
    account = an_account(store, owner)
    paid = store.accounts.take_payment(paid_on(account.code, 500), by=owner)
    clock.advance(days=3)
    back = store.accounts.reverse(paid.id, "counted twice", clock.now(), by=owner)
    assert (back.kind, back.reverses_id, back.amount) == (EntryKind.REVERSAL, paid.id, Money(500))
    assert store.accounts.entry(paid.id, by=owner).is_reversed
    assert database.rows("SELECT * FROM sales_days") == []
    for entry_id in (paid.id, back.id):
        with pytest.raises(SaleRefused, match="taken back"):
            store.accounts.reverse(entry_id, "again", clock.now(), by=owner)
    with pytest.raises(NotFound):
        store.accounts.reverse(999, "none", clock.now(), by=owner)


def test_what_belongs_to_a_sale_is_taken_back_by_its_void_only(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    sale = on_account(account.code, 900, charged=0, rider=paid_on(account.code, 100))
    store.sales.record(sale, by=owner)
    (entry,) = store.accounts.ledger(account.id, None, 10, by=owner)
    with pytest.raises(SaleRefused, match="belongs to sale 000001") as refused:
        store.accounts.reverse(entry.id, "why", clock.now(), by=owner)
    assert "Void that sale" in refused.value.advice


def test_a_promise_is_kept_until_nothing_is_owed(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    with pytest.raises(InvalidInput, match="owes nothing"):
        store.accounts.promise(account.id, TODAY, by=owner)
    store.accounts.adjust(account.id, Money(500), "brought forward", clock.now(), by=owner)
    store.accounts.promise(account.id, TODAY, by=owner)
    assert now(store, account, owner).promise_date == TODAY
    store.accounts.take_payment(paid_on(account.code, 400), by=owner)
    assert now(store, account, owner).promise_date == TODAY
    store.accounts.take_payment(paid_on(account.code, 100), by=owner)
    assert now(store, account, owner).promise_date is None


# Lists and figures


def test_debts_are_sorted_by_their_age(store: WriterStore, owner: Actor, clock: FixedClock) -> None:
    account = an_account(store, owner)
    start = clock.now()
    for age in (91, 90, 61, 60, 31, 30, 0):
        at = start - timedelta(days=age)
        store.sales.record(on_account(account.code, 100 + age, at=at), by=owner)
    ages = Ageing(Money(230), Money(291), Money(351), Money(191))
    assert store.accounts.ageing(account.id, TODAY, by=owner) == ages
    figures = store.accounts.figures(TODAY, by=owner)
    assert figures.ageing == ages
    assert (figures.owed, figures.owing_count) == (Money(1_063), 1)
    assert (figures.overdue, figures.overdue_count) == (Money(833), 1)


def test_the_figures_are_of_the_month_and_leave_out_what_was_taken_back(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account, other = an_account(store, owner, limit=1_000), an_account(store, owner, "Ben")
    store.accounts.adjust(account.id, Money(5_000), "brought forward", clock.now(), by=owner)
    february = clock.now() - timedelta(days=3)
    store.accounts.take_payment(paid_on(account.code, 50, at=february), by=owner)
    store.accounts.take_payment(paid_on(account.code, 100), by=owner)
    wrong = store.accounts.take_payment(paid_on(account.code, 999), by=owner)
    store.accounts.reverse(wrong.id, "slip", clock.now(), by=owner)
    store.accounts.take_payment(paid_on(other.code, 300), by=owner)
    figures = store.accounts.figures(TODAY, by=owner)
    assert (figures.collected, figures.payment_count) == (Money(400), 2)
    assert (figures.owed, figures.owing_count) == (Money(4_850), 1)
    assert (figures.over_limit, figures.over_limit_count) == (Money(3_850), 1)
    assert figures.overdue_count == 0


def everyone_of(
    store: WriterStore, which: Owing, sort: AccountSort, by: Actor, *, reverse: bool = False
) -> list[str]:
    """Page through a list two by two."""
    found: list[Account] = []
    while page := store.accounts.page(
        "", which, sort, found[-1] if found else None, 2, TODAY, by=by, reverse=reverse
    ):
        found += page
    return [each.name for each in found]


def test_the_list_is_paged_in_every_order(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    for name, limit, owed, age, promised in (
        ("Ana", 900, 500, 40, True),
        ("Ben", 700, 500, 5, False),
        ("Carla", 700, 0, 0, False),
        ("Dina", 200, 600, 70, True),
        ("Ester", 100, 0, 0, False),
    ):
        account = an_account(store, owner, name, limit, code=f"X-{9 - len(name)}{name}")
        if owed:
            at = clock.now() - timedelta(days=age)
            store.accounts.adjust(account.id, Money(owed), "brought forward", at, by=owner)
        if promised:
            store.accounts.promise(account.id, TODAY + timedelta(days=age), by=owner)
    expected = {
        AccountSort.BALANCE: ["Dina", "Ben", "Ana", "Ester", "Carla"],
        AccountSort.NAME: ["Ana", "Ben", "Carla", "Dina", "Ester"],
        AccountSort.CODE: ["Carla", "Ester", "Dina", "Ana", "Ben"],
        AccountSort.LIMIT: ["Ana", "Carla", "Ben", "Dina", "Ester"],
        AccountSort.AVAILABLE: ["Carla", "Ana", "Ben", "Ester", "Dina"],
        AccountSort.OLDEST: ["Dina", "Ana", "Ben", "Carla", "Ester"],
        AccountSort.PROMISE: ["Ana", "Dina", "Ben", "Carla", "Ester"],
    }
    for sort, names in expected.items():
        assert everyone_of(store, Owing.ALL, sort, owner) == names, sort
        dated = sort in (AccountSort.OLDEST, AccountSort.PROMISE)
        back = names[::-1]
        if dated:  # those without a day stay last
            known = {AccountSort.OLDEST: 3, AccountSort.PROMISE: 2}[sort]
            back = [*names[:known][::-1], *names[known:]]
        assert everyone_of(store, Owing.ALL, sort, owner, reverse=True) == back, sort
        for skip in range(6):
            page = store.accounts.page("", Owing.ALL, sort, None, 9, TODAY, by=owner, skip=skip)
            assert [each.name for each in page] == names[skip:], (sort, skip)
    by_name = AccountSort.NAME
    assert everyone_of(store, Owing.WITH_BALANCE, by_name, owner) == ["Ana", "Ben", "Dina"]
    assert everyone_of(store, Owing.OVERDUE, by_name, owner) == ["Ana", "Dina"]
    assert everyone_of(store, Owing.PROMISED, by_name, owner) == ["Ana", "Dina"]
    assert everyone_of(store, Owing.CLOSED, by_name, owner) == []
    assert store.accounts.count("", Owing.OVERDUE, TODAY, by=owner) == 2


@pytest.mark.parametrize(
    "typed", ["AR-0001", "ar-0001", "tess", "store al", "pena", "0922", "922 555 0107", "0001"]
)
def test_an_account_is_found_by_code_name_contact_or_phone(
    store: WriterStore, owner: Actor, typed: str
) -> None:
    an_account(
        store, owner, "Aling Tess Store", contact_person="Ana Pe\u00f1a", phone="0922 555 0107"
    )
    an_account(store, owner, "Rodel", code="X-9")
    assert [each.code for each in store.accounts.find(typed, 5, by=owner)] == ["AR-0001"]
    assert store.accounts.count(typed, Owing.ALL, TODAY, by=owner) == 1


def test_a_percent_sign_finds_only_itself(store: WriterStore, owner: Actor) -> None:
    an_account(store, owner)
    assert store.accounts.find("%", 5, by=owner) == []
    assert store.accounts.find("", 5, by=owner) == []


def test_a_statement_begins_with_the_balance_before_it(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    account = an_account(store, owner)
    for minor in (1_000, 2_000, 3_000):
        store.sales.record(on_account(account.code, minor, at=clock.now()), by=owner)
        clock.advance(days=10)
    start, end = TODAY + timedelta(days=1), TODAY + timedelta(days=10)
    before, entries = store.accounts.statement(account.id, start, end, by=owner)
    assert before == Money(1_000)
    assert [(entry.sale_number, entry.amount) for entry in entries] == [("000002", Money(2_000))]


def test_accounts_of_another_system_are_opened_once(store: WriterStore, owner: Actor) -> None:
    terms = [AccountTerms("Ana", code="C1"), AccountTerms("Ben", code="C2")]
    assert store.accounts.bring_in(terms, by=owner) == 2
    assert store.accounts.bring_in([*terms, AccountTerms("Carla")], by=owner) == 1
    assert store.accounts.count("", Owing.ALL, TODAY, by=owner) == 3


# Who may


def test_the_counter_sees_one_account_and_takes_payments_and_no_more(
    store: WriterStore, owner: Actor, clock: FixedClock, cashier: Actor, folder: Path
) -> None:
    account = an_account(store, owner)
    assert cashier.rights == AT_THE_COUNTER
    book = store.accounts
    book.take_payment(paid_on(account.code, 5), by=cashier)
    assert book.find("maria", 5, by=cashier)
    assert book.ledger(account.id, None, 5, by=cashier)
    book.promise(account.id, None, by=cashier)
    terms = AccountTerms("Ana")
    for refused in (
        lambda: book.open(terms, clock.now(), by=cashier),
        lambda: book.edit(account.id, terms, "why", by=cashier),
        lambda: book.close(account.id, by=cashier),
        lambda: book.adjust(account.id, Money(1), "why", clock.now(), by=cashier),
        lambda: book.reverse(1, "why", clock.now(), by=cashier),
        lambda: book.bring_in([terms], by=cashier),
        lambda: book.page("", Owing.ALL, AccountSort.NAME, None, 5, TODAY, by=cashier),
        lambda: book.count("", Owing.ALL, TODAY, by=cashier),
        lambda: book.figures(TODAY, by=cashier),
    ):
        with pytest.raises(NotAllowed):
            refused()
    stranger = Actor("Temp", frozenset({Right.SELL}))
    with pytest.raises(NotAllowed):
        book.find("maria", 5, by=stranger)


def test_every_act_on_an_account_stands_in_the_audit_log(
    store: WriterStore, owner: Actor, clock: FixedClock, database: Database
) -> None:
    account = an_account(store, owner, limit=1_000)
    terms = AccountTerms("Maria Santos", Money(2_000))
    store.accounts.edit(account.id, terms, "pays well", by=owner)
    entry = store.accounts.adjust(account.id, Money(500), "brought forward", clock.now(), by=owner)
    store.accounts.promise(account.id, TODAY, by=owner)
    store.accounts.reverse(entry.id, "slip", clock.now(), by=owner)
    store.sales.record(on_account(account.code, 2_001), by=owner)
    store.accounts.take_payment(paid_on(account.code, 2_001), by=owner)
    store.accounts.close(account.id, by=owner)
    assert database.rows("SELECT person, act, subject, old, new FROM audit_log ORDER BY id") == [
        ("Nena", "account opened", "AR-0001", "", "Maria Santos, limit 10.00, 30 days"),
        (
            *("Nena", "account changed", "AR-0001", "Maria Santos, limit 10.00, 30 days"),
            "Maria Santos, limit 20.00, 30 days, pays well",
        ),
        ("Nena", "account adjusted", "AR-0001", "0.00", "5.00, brought forward"),
        ("Nena", "promise", "AR-0001", "", "2026-03-02"),
        ("Nena", "entry taken back", "adjustment", "", "slip"),
        ("Nena", "over the credit limit", "AR-0001", "20.00", "20.01"),
        ("Nena", "account closed", "AR-0001", "", ""),
    ]


def test_a_renamed_customer_buys_on_the_same_account(store: WriterStore, owner: Actor) -> None:
    ana = store.sales.record(a_sale("Ana Reyes"), by=owner).customer_id or 0
    account = an_account(store, owner, "Ana Reyes", 500_000, ana)
    store.customers.edit(ana, Contact("Ana Cruz"), by=owner)
    assert store.accounts.of_customer(ana, by=owner) == account
    assert store.accounts.customers_of(account.id, by=owner) == [(ana, "Ana Cruz")]
    kept = store.accounts.edit(account.id, AccountTerms("Cruz family", account.limit), "", by=owner)
    assert kept.name == "Cruz family"
    assert store.accounts.of_customer(ana, by=owner) is None


class Explaining(Reader):
    """Notes how each question would be answered."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.plans: list[str] = []

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        self.plans += [row[3] for row in super().rows(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        return super().rows(sql, parameters)


@pytest.mark.parametrize("sort", AccountSort)
def test_a_page_of_the_list_sorts_nothing_however_many_there_are(
    store: WriterStore, owner: Actor, clock: FixedClock, database: Database, sort: AccountSort
) -> None:
    account = an_account(store, owner)
    store.accounts.adjust(account.id, Money(5), "brought forward", clock.now(), by=owner)
    asked = Explaining(database.path)
    book = AccountRepository(asked, clock)
    (first,) = book.page("", Owing.ALL, sort, None, 5, TODAY, by=owner)
    asked.plans.clear()
    for reverse in (False, True):
        book.page("", Owing.ALL, sort, first, 5, TODAY, by=owner, reverse=reverse)
    plans, asked.plans = asked.plans, []
    asked.close()
    assert plans
    assert [step for step in plans if "TEMP B-TREE" in step] == []


def test_a_reference_paid_with_before_is_found_until_it_is_taken_back(
    store: WriterStore, owner: Actor, clock: FixedClock, cashier: Actor
) -> None:
    account = an_account(store, owner)
    wallet = Payment("gcash", Money(500), reference="77")
    _, entry = (
        store.accounts.take_payment(
            AccountPayment(key, account.code, (wallet,), clock.now(), TODAY), by=owner
        )
        for key in ("one", "two")
    )
    other = (replace(wallet, reference="78"),)
    along = AccountPayment("three", account.code, other, clock.now(), TODAY)
    receipt = store.sales.record(on_account(account.code, 900, charged=0, rider=along), by=owner)
    find = store.accounts.with_reference
    assert find("gcash", " 77 ", by=cashier) == (now(store, account, owner), entry)
    rode = find("gcash", "78", by=cashier)
    assert rode is not None
    assert rode[1].sale_id == receipt.sale_id
    for method, reference in (("bank", "77"), ("gcash", "79"), ("gcash", ""), ("cash", "")):
        assert find(method, reference, by=owner) is None
    store.accounts.reverse(entry.id, "slip", clock.now(), by=owner)
    before = find("gcash", "77", by=owner)
    assert before is not None
    assert before[1].id < entry.id
    store.accounts.reverse(before[1].id, "slip", clock.now(), by=owner)
    assert find("gcash", "77", by=owner) is None
