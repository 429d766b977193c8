"""Accounts receivable on disk: who owes what, and every entry that made it so."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, business_day, utc_text
from app.domain.credit import (
    Account,
    AccountSort,
    AccountTerms,
    Ageing,
    Charge,
    EntryKind,
    LedgerEntry,
    Owing,
    Receivables,
    ageing_of,
)
from app.domain.errors import InvalidInput
from app.domain.money import LARGEST_MINOR, ZERO, Money
from app.domain.names import one_line
from app.domain.payment import AccountPayment
from app.storage import account_list, account_payments, account_writing
from app.storage.account_ledger import UNPAID
from app.storage.account_rows import (
    ENTRIES,
    account_coded,
    account_of_customer,
    account_with_id,
    entry_row,
    entry_with_id,
    payment_with_reference,
)
from app.storage.audit import note
from app.storage.database import Database
from app.storage.fit import LARGEST_ID, storable, typed
from app.storage.rights import guarded, holds, require

log = logging.getLogger(__name__)

LONGEST_REASON = 200
_MOST_FOUND = 50
"""The counter looks for one account; the list of them all is the owner's."""

_CUSTOMERS = """SELECT customers.id, customers.name FROM account_customers
JOIN customers ON customers.id = customer_id WHERE account_id = ? ORDER BY name_folded, id"""
_PROMISE = "UPDATE customer_accounts SET promise_date = ?2, updated_at = ?3 WHERE id = ?1"
_BEFORE = """SELECT coalesce(sum(amount), 0) FROM ar_transactions
WHERE account_id = ? AND business_date < ?"""
_PAGE = f"{ENTRIES} account_id = ? AND entry.id < ? ORDER BY entry.id DESC LIMIT ?"
_PERIOD = f"""{ENTRIES} account_id = ? AND entry.business_date BETWEEN ? AND ?
ORDER BY entry.business_date, entry.id"""
_SALE_NUMBER = "SELECT sale_number FROM sales WHERE id = ?"
_OPENING_APPROVED = """SELECT approved_by FROM approvals
WHERE sale_key = ? AND act = 'open_account' AND subject IN ('', ?) AND up_to >= ?
ORDER BY id DESC LIMIT 1"""


@guarded
class AccountRepository:
    """Keeps the promises of `AccountBook` over the shop's file."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open connection, the writer's or a reader's."""
        self._database = database
        self._clock = clock

    # Opening and changing

    def open(self, terms: AccountTerms, at: datetime, *, by: Actor, sale_key: str = "") -> Account:
        card = account_writing.card_of(terms)
        approved_by = self._may_open(card, sale_key, by)
        with self._database.write("open the account"):
            account_id = account_writing.open_account(self._database, card, utc_text(at))
            account = account_with_id(self._database, account_id)
            self._note(by, "account opened", account.code, "", self._said(account), approved_by)
        return account

    def edit(self, account_id: int, terms: AccountTerms, reason: str, *, by: Actor) -> Account:
        require(by, Right.ACCOUNTS)
        card = account_writing.card_of(terms)
        why = _reason(reason) if reason.strip() else ""
        with self._database.write("save the account"):
            known = account_with_id(self._database, account_id)
            before = self._said(known)
            if card.limit != known.limit.minor and not why:
                raise InvalidInput("Say why the limit is another.")
            kept = account_writing.edit_account(self._database, known, card, self._moment())
            said = f"{self._said(kept)}, {why}" if why else self._said(kept)
            self._note(by, "account changed", kept.code, before, said)
        return kept

    def close(self, account_id: int, *, by: Actor, closed: bool = True) -> None:
        require(by, Right.ACCOUNTS)
        with self._database.write("close the account"):
            known = account_with_id(self._database, account_id)
            account_writing.close_account(self._database, known, self._moment(), closed=closed)
            self._note(by, "account closed" if closed else "account opened again", known.code)

    def promise(self, account_id: int, day: date | None, *, by: Actor) -> None:
        require(by, Right.TAKE_PAYMENTS)
        with self._database.write("keep the promise"):
            known = account_with_id(self._database, account_id)
            if day is not None and known.balance <= ZERO:
                raise InvalidInput(f"{known.name} owes nothing.")
            kept = None if day is None else day.isoformat()
            self._database.run(_PROMISE, (account_id, kept, self._moment()))
            before = "" if known.promise_date is None else known.promise_date.isoformat()
            self._note(by, "promise", known.code, before, kept or "")

    def bring_in(self, terms: Sequence[AccountTerms], *, by: Actor) -> int:
        require(by, Right.IMPORT)
        cards = [account_writing.card_of(each) for each in terms]
        added = 0
        with self._database.write("bring in the accounts"):
            for card in cards:
                if card.code and account_coded(self._database, card.code):
                    continue
                account_writing.open_account(self._database, card, self._moment())
                added += 1
            self._note(by, "accounts brought in", "", "", str(added))
        return added

    # Looking

    def account(self, account_id: int, *, by: Actor) -> Account:
        _require_sight(by)
        return account_with_id(self._database, account_id)

    def coded(self, code: str, *, by: Actor) -> Account | None:
        _require_sight(by)
        return account_coded(self._database, storable(code))

    def of_customer(self, customer_id: int, *, by: Actor) -> Account | None:
        _require_sight(by)
        return account_of_customer(self._database, customer_id)

    def customers_of(self, account_id: int, *, by: Actor) -> list[tuple[int, str]]:
        _require_sight(by)
        account_with_id(self._database, account_id)
        return [(each, name) for each, name in self._database.rows(_CUSTOMERS, (account_id,))]

    def find(self, text: str, limit: int, *, by: Actor) -> list[Account]:
        _require_sight(by)
        return account_list.find(self._database, storable(text), min(limit, _MOST_FOUND))

    def page(
        self,
        search: str,
        which: Owing,
        sort: AccountSort,
        after: Account | None,
        limit: int,
        today: date,
        *,
        by: Actor,
        reverse: bool = False,
        skip: int = 0,
    ) -> list[Account]:
        require(by, Right.ACCOUNTS)
        asked = storable(search)
        return account_list.page(
            self._database, asked, which, sort, after, limit, today, reverse=reverse, skip=skip
        )

    def count(self, search: str, which: Owing, today: date, *, by: Actor) -> int:
        require(by, Right.ACCOUNTS)
        return account_list.count(self._database, storable(search), which, today)

    def figures(self, today: date, *, by: Actor) -> Receivables:
        require(by, Right.ACCOUNTS)
        return account_list.figures(self._database, today)

    # The ledger

    def ledger(
        self, account_id: int, before: LedgerEntry | None, limit: int, *, by: Actor
    ) -> list[LedgerEntry]:
        _require_sight(by)
        account_with_id(self._database, account_id)
        last = LARGEST_ID if before is None else before.id
        return list(map(entry_row, self._database.rows(_PAGE, (account_id, last, limit))))

    def entry(self, entry_id: int, *, by: Actor) -> LedgerEntry:
        _require_sight(by)
        return entry_with_id(self._database, entry_id)

    def with_reference(
        self, method: str, reference: str, *, by: Actor
    ) -> tuple[Account, LedgerEntry] | None:
        _require_sight(by)
        asked = storable(one_line(reference))
        return payment_with_reference(self._database, storable(method), asked)

    def statement(
        self, account_id: int, start: date, end: date, *, by: Actor
    ) -> tuple[Money, list[LedgerEntry]]:
        _require_sight(by)
        account_with_id(self._database, account_id)
        days = (start.isoformat(), end.isoformat())
        before = self._database.value(_BEFORE, (account_id, days[0]))
        entries = self._database.rows(_PERIOD, (account_id, *days))
        return Money(before), list(map(entry_row, entries))

    def unpaid(self, account_id: int, *, by: Actor) -> list[Charge]:
        _require_sight(by)
        balance = account_with_id(self._database, account_id).balance.minor
        rows = self._database.rows(UNPAID, (account_id, balance)) if balance > 0 else []
        return [
            Charge(self._what(kind, sale_id), date.fromisoformat(day), Money(amount))
            for day, amount, kind, sale_id in rows
        ]

    def ageing(self, account_id: int, today: date, *, by: Actor) -> Ageing:
        return ageing_of(self.unpaid(account_id, by=by), today)

    # Entries

    def take_payment(self, payment: AccountPayment, *, by: Actor) -> LedgerEntry:
        require(by, Right.TAKE_PAYMENTS)
        with self._database.write("save the payment"):
            if account_coded(self._database, storable(payment.code)) is None:
                raise account_payments.no_account(payment.code)
            entry_id = account_payments.take_payment(self._database, payment, by.name)
            kept = entry_with_id(self._database, entry_id)
        log.info("account payment %s: %s", kept.number, kept.amount)
        return kept

    def adjust(
        self, account_id: int, amount: Money, reason: str, at: datetime, *, by: Actor
    ) -> LedgerEntry:
        require(by, Right.ACCOUNTS)
        why = _reason(reason)
        if not amount or abs(amount.minor) > LARGEST_MINOR:
            raise InvalidInput("Type by how much the balance changes.")
        with self._database.write("adjust the balance"):
            known = account_with_id(self._database, account_id)
            if abs(known.balance.minor + amount.minor) > LARGEST_MINOR:
                raise InvalidInput("The balance would be too large.")
            entry_id = account_payments.adjust(
                self._database, known, amount.minor, why, *self._when(at), by.name
            )
            kept = entry_with_id(self._database, entry_id)
            balances = (str(known.balance), f"{kept.balance}, {why}")
            self._note(by, "account adjusted", known.code, *balances)
        return kept

    def reverse(self, entry_id: int, reason: str, at: datetime, *, by: Actor) -> LedgerEntry:
        require(by, Right.ACCOUNTS)
        why = _reason(reason)
        with self._database.write("take the entry back"):
            new_id = account_payments.reverse(
                self._database, entry_id, why, *self._when(at), by.name
            )
            kept = entry_with_id(self._database, new_id)
            taken = entry_with_id(self._database, entry_id)
            self._note(by, "entry taken back", taken.number or taken.kind.value, "", why)
        return kept

    # Inside

    def _may_open(self, card: account_writing.Card, sale_key: str, by: Actor) -> str:
        """Say who allows it: the right, or an approval of the sale for this name and limit."""
        if sale_key:
            asked = (storable(sale_key), card.name, card.limit)
            approved: str | None = self._database.value(_OPENING_APPROVED, asked)
            if approved is not None:
                require(by, Right.SELL)
                return approved
        require(by, Right.ACCOUNTS)
        return ""

    def _what(self, kind: str, sale_id: int | None) -> str:
        number: str | None = self._database.value(_SALE_NUMBER, (sale_id,)) if sale_id else None
        return number or EntryKind(kind).value

    def _moment(self) -> str:
        return utc_text(self._clock.now())

    def _when(self, at: datetime) -> tuple[str, str]:
        return utc_text(at), business_day(self._clock, at).isoformat()

    def _said(self, account: Account) -> str:
        """Say what the owner decided about an account, and who buys on it."""
        whose = ", ".join(name for _, name in self._database.rows(_CUSTOMERS, (account.id,)))
        facts = (account.contact_person, account.phone, account.notes)
        terms = f"limit {account.limit}, {account.terms_days} days"
        return ", ".join(filter(None, (account.name, terms, *facts, whose and f"for {whose}")))

    def _note(
        self, by: Actor, act: str, code: str, old: str = "", new: str = "", approved_by: str = ""
    ) -> None:
        note(self._database, by, act, code, old, new, approved_by, self._clock.now())


def _require_sight(by: Actor) -> None:
    """Whoever serves one account may see it; the list of all is another right."""
    if not (holds(by, Right.ACCOUNTS) or holds(by, Right.TAKE_PAYMENTS)):
        require(by, Right.SEE_BUYER)


def _reason(text: str) -> str:
    why = typed(one_line(text))
    if not why:
        raise InvalidInput("Say why.")
    if len(why) > LONGEST_REASON:
        raise InvalidInput(f"The reason can have at most {LONGEST_REASON} letters.")
    return why
