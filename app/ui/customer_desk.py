"""What is wished for about the regulars: their records, and whose a sale is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.domain.clock import Clock
from app.domain.customer import Contact, CustomerRef
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering, repeatable

_MOST_UNLINKED = 10_000


class CustomerWriter(DeskWriter):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    saved = Signal(object)
    refused = Signal(object)
    sales_given = Signal(object)
    change_undone = Signal(object)
    sales_linked = Signal(int)
    change_refused = Signal(object)

    @Slot(object, object)
    @repeatable
    def save(self, customer_id: int | None, contact: Contact) -> None:
        with answering(self.refused.emit):
            book, by = self._writer.store.customers, self._writer.by
            if customer_id is None:
                customer = book.add(contact, by=by)
            else:
                customer = book.edit(customer_id, contact, by=by)
            self.saved.emit(customer)
            self._writer.announce(Changes(customers=frozenset({customer.id})))

    @Slot(object, object, object)
    @repeatable
    def give_sales(self, sale_ids: tuple[int, ...], who: CustomerRef | None, at: datetime) -> None:
        with answering(self.change_refused.emit):
            before = self._touched_by(sale_ids)
            book = self._writer.store.sales
            change = book.change_customer(sale_ids, who, at, by=self._writer.by)
            self.sales_given.emit(change)
            self._announce_moved(change.sale_ids, before)

    @Slot(object, object)
    @repeatable
    def undo_change(self, change_id: int, at: datetime) -> None:
        with answering(self.change_refused.emit):
            change = self._writer.store.sales.undo_change(change_id, at, by=self._writer.by)
            self.change_undone.emit(change)
            self._announce_moved(change.sale_ids, self._had_them(change.to_customer_id))

    @Slot()
    @repeatable
    def link_unlinked(self) -> None:
        with answering(self.change_refused.emit):
            book, by = self._writer.store.sales, self._writer.by
            waiting = [each.row.sale_id for each in book.unlinked(_MOST_UNLINKED, by=by)]
            linked = book.link_unlinked(by=by)
            self.sales_linked.emit(linked)
            self._announce_moved(waiting, Changes())

    def _touched_by(self, sale_ids: Iterable[int]) -> Changes:
        """Name the customers these sales belong to, and the accounts they lie on."""
        book, by = self._writer.store.sales, self._writer.by
        records = [book.sale(sale_id, by=by) for sale_id in sale_ids]
        owners = (record.customer_id for record in records)
        return Changes(
            frozenset(owner for owner in owners if owner is not None),
            accounts=frozenset(slip.account_id for each in records for slip in each.charged),
        )

    def _had_them(self, customer_id: int | None) -> Changes:
        """Name a customer and the account they buy on."""
        if customer_id is None:
            return Changes()
        account = self._writer.store.accounts.of_customer(customer_id, by=self._writer.by)
        accounts = frozenset[int]() if account is None else frozenset({account.id})
        return Changes(frozenset({customer_id}), accounts=accounts)

    def _announce_moved(self, sale_ids: Iterable[int], before: Changes) -> None:
        """Name everybody who lost or got a sale: their figures moved in the same commit."""
        sales = frozenset(sale_ids)
        now = self._touched_by(sales)
        self._writer.announce(
            Changes(
                before.customers | now.customers, sales, accounts=before.accounts | now.accounts
            )
        )


class CustomerDesk(Desk):
    """Every answer comes on the window's thread, after the commit."""

    saved = Signal(object)
    """Customer"""
    refused = Signal(object)
    """ShopError: no record was added or changed"""
    sales_given = Signal(object)
    """CustomerChange: whose the sales are now"""
    change_undone = Signal(object)
    """CustomerChange"""
    sales_linked = Signal(int)
    change_refused = Signal(object)
    """ShopError: every sale is still whose it was"""

    _save_requested = Signal(object, object)
    _give_requested = Signal(object, object, object)
    _undo_requested = Signal(object, object)
    _link_requested = Signal()

    def __init__(self, writer: Writer, thread: QThread, clock: Clock, parent: QObject) -> None:
        half = CustomerWriter(writer)
        super().__init__(half, thread, parent)
        self._clock = clock
        self._hand_on(
            (self._save_requested, half.save),
            (self._give_requested, half.give_sales),
            (self._undo_requested, half.undo_change),
            (self._link_requested, half.link_unlinked),
        )

    def add(self, contact: Contact) -> None:
        """Open a record by hand; `saved` or `refused` follows."""
        self._save_requested.emit(None, contact)

    def edit(self, customer_id: int, contact: Contact) -> None:
        """Change a record; `saved` or `refused` follows."""
        self._save_requested.emit(customer_id, contact)

    def give_sales(self, sale_ids: Sequence[int], who: CustomerRef | None) -> None:
        """Give sales to somebody or nobody; `sales_given` or `change_refused` follows."""
        self._give_requested.emit(tuple(sale_ids), who, self._clock.now())

    def undo_change(self, change_id: int) -> None:
        """Take such a change back; `change_undone` or `change_refused` follows."""
        self._undo_requested.emit(change_id, self._clock.now())

    def link_unlinked(self) -> None:
        """Link the sales that wait for a customer; `sales_linked` or `change_refused` follows."""
        self._link_requested.emit()
