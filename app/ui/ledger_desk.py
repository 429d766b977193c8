"""Wishes about accounts receivable: their way to the writer, and what came of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering, repeatable

if TYPE_CHECKING:
    from app.domain.credit import AccountTerms
    from app.domain.money import Money
    from app.domain.payment import AccountPayment


class LedgerWriter(DeskWriter):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    saved = Signal(object)
    refused = Signal(object)
    paid = Signal(object)
    not_paid = Signal(object)
    entered = Signal(object)
    not_entered = Signal(object)

    @Slot(object, object, str)
    @repeatable
    def open(self, terms: AccountTerms, at: datetime, sale_key: str) -> None:
        with answering(self.refused.emit):
            book = self._writer.store.accounts
            account = book.open(terms, at, by=self._writer.by, sale_key=sale_key)
            self.saved.emit(account)
            self._announce(account.id)

    @Slot(int, object, str)
    @repeatable
    def edit(self, account_id: int, terms: AccountTerms, reason: str) -> None:
        with answering(self.refused.emit):
            account = self._writer.store.accounts.edit(
                account_id, terms, reason, by=self._writer.by
            )
            self.saved.emit(account)
            self._announce(account_id)

    @Slot(int, bool)
    @repeatable
    def close(self, account_id: int, closed: bool) -> None:
        with answering(self.refused.emit):
            book = self._writer.store.accounts
            book.close(account_id, by=self._writer.by, closed=closed)
            self.saved.emit(book.account(account_id, by=self._writer.by))
            self._announce(account_id)

    @Slot(int, object)
    @repeatable
    def promise(self, account_id: int, day: date | None) -> None:
        with answering(self.refused.emit):
            book = self._writer.store.accounts
            book.promise(account_id, day, by=self._writer.by)
            self.saved.emit(book.account(account_id, by=self._writer.by))
            self._announce(account_id)

    @Slot(object)
    @repeatable
    def take_payment(self, payment: AccountPayment) -> None:
        with answering(self.not_paid.emit):
            book = self._writer.store.accounts
            entry = book.take_payment(payment, by=self._writer.by)
            self.paid.emit(entry)
            account = book.coded(payment.code, by=self._writer.by)
            if account is not None:
                self._announce(account.id)

    @Slot(int, object, str, object)
    @repeatable
    def adjust(self, account_id: int, amount: Money, reason: str, at: datetime) -> None:
        with answering(self.not_entered.emit):
            book = self._writer.store.accounts
            self.entered.emit(book.adjust(account_id, amount, reason, at, by=self._writer.by))
            self._announce(account_id)

    @Slot(int, int, str, object)
    @repeatable
    def reverse(self, account_id: int, entry_id: int, reason: str, at: datetime) -> None:
        with answering(self.not_entered.emit):
            book = self._writer.store.accounts
            self.entered.emit(book.reverse(entry_id, reason, at, by=self._writer.by))
            self._announce(account_id)

    def _announce(self, account_id: int) -> None:
        self._writer.announce(Changes(accounts=frozenset({account_id})))


class LedgerDesk(Desk):
    """What the window may ask for; every answer comes on its own thread, after the commit."""

    saved = Signal(object)
    """Account: opened, changed, closed, opened again, or with another promise"""
    refused = Signal(object)
    """ShopError: none of that was done"""
    paid = Signal(object)
    """LedgerEntry of a payment with its parts, as the slip shows it"""
    not_paid = Signal(object)
    """ShopError; when it is in doubt the same payment again is booked once"""
    entered = Signal(object)
    """LedgerEntry of an adjustment or reversal"""
    not_entered = Signal(object)
    """ShopError: neither adjusted nor taken back"""

    _open_requested = Signal(object, object, str)
    _edit_requested = Signal(int, object, str)
    _close_requested = Signal(int, bool)
    _promise_requested = Signal(int, object)
    _payment_requested = Signal(object)
    _adjust_requested = Signal(int, object, str, object)
    _reverse_requested = Signal(int, int, str, object)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        half = LedgerWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on(
            (self._open_requested, half.open),
            (self._edit_requested, half.edit),
            (self._close_requested, half.close),
            (self._promise_requested, half.promise),
            (self._payment_requested, half.take_payment),
            (self._adjust_requested, half.adjust),
            (self._reverse_requested, half.reverse),
        )

    def open(self, terms: AccountTerms, at: datetime, *, sale_key: str = "") -> None:
        """Open an account; `saved` or `refused` follows. `sale_key` names an approved sale."""
        self._open_requested.emit(terms, at, sale_key)

    def edit(self, account_id: int, terms: AccountTerms, reason: str = "") -> None:
        """Change an account; `saved` or `refused` follows. Another limit needs a reason."""
        self._edit_requested.emit(account_id, terms, reason)

    def close(self, account_id: int, *, closed: bool = True) -> None:
        """Close an account, or open it again; `saved` or `refused` follows."""
        self._close_requested.emit(account_id, closed)

    def promise(self, account_id: int, day: date | None) -> None:
        """Keep the day they said they would pay, or none; `saved` or `refused` follows."""
        self._promise_requested.emit(account_id, day)

    def take_payment(self, payment: AccountPayment) -> None:
        """Book what is paid on an account, once; `paid` or `not_paid` follows."""
        self._payment_requested.emit(payment)

    def adjust(self, account_id: int, amount: Money, reason: str, at: datetime) -> None:
        """Put a balance right; `entered` or `not_entered` follows."""
        self._adjust_requested.emit(account_id, amount, reason, at)

    def reverse(self, account_id: int, entry_id: int, reason: str, at: datetime) -> None:
        """Take a payment or adjustment back; `entered` or `not_entered` follows."""
        self._reverse_requested.emit(account_id, entry_id, reason, at)
