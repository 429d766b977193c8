"""What the shop needs of the store about accounts receivable, as types only; see `ports`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from app.domain.actor import Actor
from app.domain.credit import (
    Account,
    AccountSort,
    AccountTerms,
    Ageing,
    Charge,
    LedgerEntry,
    Owing,
    Receivables,
)
from app.domain.money import Money
from app.domain.payment import AccountPayment


class AccountBook(Protocol):
    """Who owes what. The list, limits and adjustments are the owner's (Right.ACCOUNTS);
    one account that was asked for by code, name or customer is the counter's.
    """

    def open(self, terms: AccountTerms, at: datetime, *, by: Actor, sale_key: str = "") -> Account:
        """Open an account by hand. `sale_key` names the sale whose approval allows it.

        Raises NameTaken for a code in use, InvalidInput, NotFound for a customer.
        """

    def edit(self, account_id: int, terms: AccountTerms, reason: str, *, by: Actor) -> Account:
        """Change name, limit, contact or who buys on it; a new limit needs a reason."""

    def close(self, account_id: int, *, by: Actor, closed: bool = True) -> None:
        """Close an account, or open it again. Raises SaleRefused while anything is owed."""

    def promise(self, account_id: int, day: date | None, *, by: Actor) -> None:
        """Keep the day on which they said they would pay, or none."""

    def account(self, account_id: int, *, by: Actor) -> Account:
        """Give one. Raises NotFound."""

    def coded(self, code: str, *, by: Actor) -> Account | None:
        """Give the one with this code, whatever its case and spacing."""

    def of_customer(self, customer_id: int, *, by: Actor) -> Account | None:
        """Give the account a customer buys on."""

    def customers_of(self, account_id: int, *, by: Actor) -> list[tuple[int, str]]:
        """Give ids and names of who buys on an account, by name."""

    def find(self, text: str, limit: int, *, by: Actor) -> list[Account]:
        """Find open accounts by code, or words of the name, contact or phone; for the counter."""

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
        """Give the next accounts of the list after the one given (keyset); None begins it.

        `skip` passes over so many first. Overdue is a charge older than 30 days, as of `today`.
        """

    def count(self, search: str, which: Owing, today: date, *, by: Actor) -> int:
        """Count what that list shows."""

    def figures(self, today: date, *, by: Actor) -> Receivables:
        """Give what is owed, overdue, over the limit, and was collected this month."""

    def ledger(
        self, account_id: int, before: LedgerEntry | None, limit: int, *, by: Actor
    ) -> list[LedgerEntry]:
        """Give a page of entries, newest first, older than `before`."""

    def entry(self, entry_id: int, *, by: Actor) -> LedgerEntry:
        """Give one entry with the parts it was paid in, as a slip shows it. Raises NotFound."""

    def with_reference(
        self, method: str, reference: str, *, by: Actor
    ) -> tuple[Account, LedgerEntry] | None:
        """Give the newest payment, not taken back, that was paid by this method with this
        reference, and on whose account.
        """

    def statement(
        self, account_id: int, start: date, end: date, *, by: Actor
    ) -> tuple[Money, list[LedgerEntry]]:
        """Give the balance before a period and its entries, oldest first; both days included."""

    def unpaid(self, account_id: int, *, by: Actor) -> list[Charge]:
        """Give what is not paid off yet, oldest first; adds up to a balance above zero."""

    def ageing(self, account_id: int, today: date, *, by: Actor) -> Ageing:
        """Sort what is owed by its age."""

    def take_payment(self, payment: AccountPayment, *, by: Actor) -> LedgerEntry:
        """Book a payment, once: the same key gives the same entry. Raises NotFound.

        What is more than is owed is credit; a payment where nothing is owed is a deposit.
        """

    def adjust(
        self, account_id: int, amount: Money, reason: str, at: datetime, *, by: Actor
    ) -> LedgerEntry:
        """Put a balance right, up or down, with a reason. Raises InvalidInput without one."""

    def reverse(self, entry_id: int, reason: str, at: datetime, *, by: Actor) -> LedgerEntry:
        """Take a payment or adjustment back by an entry that names it. Raises SaleRefused twice,
        or for an entry that belongs to a sale.
        """

    def bring_in(self, terms: Sequence[AccountTerms], *, by: Actor) -> int:
        """Open the accounts of another system's file that are not there; gives how many."""
