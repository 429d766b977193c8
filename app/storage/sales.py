"""Every sale, and the one door by which it gets in."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, business_day, utc_text
from app.domain.customer import CustomerRef
from app.domain.errors import NotFound
from app.domain.imported import ImportCounts, ImportedSale, LaidOutSale
from app.domain.money import Money
from app.domain.names import one_line
from app.domain.period import ALL_TIME, Period
from app.domain.sale import IMPORTED_TILL, HistoryRow, Kind, RecordedSale, Sale, SaleRecord
from app.domain.sale_customer import CustomerChange, UnlinkedSale
from app.storage import customer_change
from app.storage.account_moves import move_back, move_charges
from app.storage.account_sales import NO_SLIPS, Slips, book, take_back, touches_accounts
from app.storage.audit import note
from app.storage.costs import fill_costs
from app.storage.database import Database
from app.storage.entries import insert_sale, move_stock, take_numbers
from app.storage.fit import storable
from app.storage.import_rows import Batch, import_rows, write_batch
from app.storage.limit_check import refuse_below_shelf, refuse_unapproved
from app.storage.linking import Linked, link
from app.storage.reading import HISTORY_COLUMNS, history_row
from app.storage.receipts import known_receipt, sale_record
from app.storage.returns import find_original
from app.storage.rights import guarded, require
from app.storage.sale_list import sales_after
from app.storage.sale_rows import SaleRows, sale_rows
from app.storage.till import number_text, till_of
from app.storage.unlinked import link_unlinked, unlinked, unlinked_count
from app.storage.voids import void_sale
from app.storage.whose_sale import refuse_old, sales_of_change

log = logging.getLogger(__name__)

_DROP_DRAFT = "DELETE FROM cart_drafts WHERE sale_key = ?"
_LAST_NUMBER = "SELECT last_number FROM sale_series WHERE till_id = ?"
_NUMBERED = "SELECT id FROM sales WHERE till_id = ? AND sale_number = ?"
# The numbers of every till of the shop are written so that no two are alike.
_NUMBERED_ELSEWHERE = """SELECT id FROM sales
WHERE till_id IN (SELECT till_id FROM sale_series WHERE till_id > 0) AND sale_number = ?"""
_MOST_DIGITS = 18
_NUMBER_OF = "SELECT sale_number FROM sales WHERE id = ?"
_NAME_OF = "SELECT name FROM customers WHERE id = ?"
_FORMER = """SELECT DISTINCT customers.name FROM customer_change_sales
JOIN customers ON customers.id = from_customer_id WHERE change_id = ? ORDER BY name LIMIT 10"""
_MOST_NAMED = 20
"""Sales named in one line of who did what; a change keeps them all."""
_FOREIGN = "SELECT max(id) FROM sales WHERE foreign_number = ?"
_WITH_REFERENCE = f"""SELECT {HISTORY_COLUMNS} FROM payments
JOIN sales ON sales.id = sale_id
WHERE reference = ? AND method = ? AND reference <> '' AND status = 'completed' AND kind = 'sale'
ORDER BY sale_id DESC LIMIT 1"""  # noqa: S608 - constants


@guarded
class SaleRepository:
    """Sales on disk; see SaleBook for what each method promises."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open shop; only the writer's records."""
        self._database = database
        self._clock = clock

    def record(self, sale: Sale, *, by: Actor) -> RecordedSale:
        """Save a sale or return with everything it moves, or nothing; the same key only once.

        Raises SaleRefused before anything is written.
        """
        require(by, Right.SELL if sale.kind is Kind.SALE else Right.VOID_AND_RETURN)
        entry = sale_rows(sale, at_till=True)
        with self._database.write("save the sale"):
            return known_receipt(self._database, entry) or self._record(entry, by)

    def bring_in(self, sales: Sequence[ImportedSale | LaidOutSale], *, by: Actor) -> ImportCounts:
        """Save a batch in one transaction; what was brought in before changes nothing."""
        require(by, Right.IMPORT)
        entries = [import_rows(each) for each in sales]
        batch = Batch(self._database)
        linked: list[Linked | None] = []
        with self._database.write("bring in the sales"):
            if new := batch.new_of(entries):
                linked = write_batch(self._database, new)
                words = f"{len(new)} brought in"
                note(self._database, by, "sales imported", "", "", words, at=self._clock.now())
        is_new = sum(1 for customer in linked if customer and customer.is_new)
        return ImportCounts(len(linked), batch.known, is_new, tuple(batch.differing))

    def void(self, sale_id: int, reason: str, at: datetime, *, by: Actor) -> None:
        """Take a sale's effects back; it stays on record. Raises NotFound or SaleRefused."""
        require(by, Right.VOID_AND_RETURN)
        with self._database.write("void the sale"):
            void_sale(self._database, sale_id, reason, at, by.name)
            note(self._database, by, "sale voided", self._number(sale_id), "", reason, at=at)
            take_back(self._database, sale_id, reason, *self._when(at), by)

    def sale(self, sale_id: int, *, by: Actor) -> SaleRecord:
        """Give one sale whole. Raises NotFound."""
        require(by, Right.SELL)
        return sale_record(self._database, sale_id)

    def numbered(self, number: str, *, by: Actor) -> SaleRecord:
        """Give the sale with this number: the till's own, then a foreign number, then the
        number it was brought in under; `42` is `000042` when nothing is called just that.

        Of several the newest. Raises NotFound.
        """
        require(by, Right.SELL)
        asked = storable(number).strip()
        till = till_of(self._database)
        is_plain = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
        padded = asked.zfill(6) if is_plain else asked
        for sql, parameters in (
            (_NUMBERED, (till, asked)),
            (_NUMBERED_ELSEWHERE, (asked,)),
            (_FOREIGN, (asked,)),
            (_NUMBERED, (IMPORTED_TILL, asked.upper())),
            (_NUMBERED, (till, number_text(till, int(asked)) if is_plain else "")),
            (_NUMBERED_ELSEWHERE, (padded,)),
        ):
            sale_id = self._database.value(sql, parameters)
            if sale_id is not None:
                return sale_record(self._database, sale_id)
        raise NotFound(f"There is no sale with the number {asked}.")

    def last(self, *, by: Actor) -> SaleRecord | None:
        """Give the newest sale or return rung up at this till."""
        require(by, Right.SELL)
        till = till_of(self._database)
        number = number_text(till, self._database.value(_LAST_NUMBER, (till,)))
        sale_id = self._database.value(_NUMBERED, (till, number))
        return None if sale_id is None else sale_record(self._database, sale_id)

    def page(
        self, after: int, limit: int, *, by: Actor, period: Period = ALL_TIME
    ) -> list[SaleRecord]:
        require(by, Right.SEE_CUSTOMERS)
        return sales_after(self._database, after, limit, period)

    def with_reference(self, method: str, reference: str, *, by: Actor) -> HistoryRow | None:
        require(by, Right.SELL)
        asked = (storable(one_line(reference)), storable(method))
        row = self._database.row(_WITH_REFERENCE, asked)
        return None if row is None else history_row(row)

    # Whose sale it is

    def change_customer(
        self, sale_ids: Sequence[int], who: CustomerRef | None, at: datetime, *, by: Actor
    ) -> CustomerChange:
        require(by, Right.SELL)
        with self._database.write("change the customer"):
            refuse_old(self._database, sale_ids, self._today(), by)
            change = customer_change.change_customer(self._database, sale_ids, who, at, by.name)
            move_charges(self._database, change.id, *self._when(at), by)
            self._note_change("customer of a sale changed", change, by, at)
        log.info("customer change %s: %s sales", change.id, len(change.sale_ids))
        return change

    def undo_change(self, change_id: int, at: datetime, *, by: Actor) -> CustomerChange:
        require(by, Right.SELL)
        with self._database.write("take the change back"):
            asked = sales_of_change(self._database, change_id)
            refuse_old(self._database, asked, self._today(), by)
            change = customer_change.undo_change(self._database, change_id, at, by.name)
            move_back(self._database, change_id, *self._when(at), by)
            self._note_change("change of customer taken back", change, by, at)
            return change

    def changes(self, sale_id: int, *, by: Actor) -> list[CustomerChange]:
        require(by, Right.SELL)
        return customer_change.changes_of_sale(self._database, sale_id)

    def unlinked(self, limit: int, *, by: Actor) -> list[UnlinkedSale]:
        require(by, Right.SELL)
        return unlinked(self._database, limit)

    def unlinked_count(self, *, by: Actor) -> int:
        require(by, Right.SELL)
        return unlinked_count(self._database)

    def link_unlinked(self, *, by: Actor) -> int:
        """Link the sales whose customer step failed; gives how many."""
        require(by, Right.SELL)
        return link_unlinked(self._database, utc_text(self._clock.now()))

    # Inside

    def _today(self) -> date:
        return business_day(self._clock, self._clock.now())

    def _number(self, sale_id: int) -> str:
        return str(self._database.value(_NUMBER_OF, (sale_id,)))

    def _note_change(self, act: str, change: CustomerChange, by: Actor, at: datetime) -> None:
        numbers = " ".join(self._number(sale_id) for sale_id in change.sale_ids[:_MOST_NAMED])
        there = self._database.value(_NAME_OF, (change.to_customer_id,)) or ""
        former = ", ".join(name for (name,) in self._database.rows(_FORMER, (change.id,)))
        old, new = (former, there) if change.undone_at is None else (there, former)
        note(self._database, by, act, numbers, old, new, at=at)

    def _when(self, at: datetime) -> tuple[str, str]:
        return utc_text(at), business_day(self._clock, at).isoformat()

    def _record(self, entry: SaleRows, by: Actor) -> RecordedSale:
        refuse_unapproved(self._database, entry.sale, by)
        original = find_original(self._database, entry)
        if original and not entry.typed_name and entry.customer_id is None:
            # Goods without a name of their own come back from whoever bought them.
            entry = entry._replace(
                typed_name=original.customer_name, customer_id=original.customer_id
            )
        linked = link(self._database, entry)
        till = till_of(self._database)
        number = number_text(till, take_numbers(self._database, till))
        lines = original.line_numbers if original else None
        sale_id = insert_sale(self._database, entry, till, number, linked, lines)
        fill_costs(self._database, entry.sale, sale_id)
        refuse_below_shelf(self._database, entry.sale, sale_id, by)
        move_stock(self._database, entry, sale_id)
        self._database.run(_DROP_DRAFT, (entry.key,))
        slips = NO_SLIPS
        if touches_accounts(entry):
            is_known = linked is not None or not entry.typed_name
            slips = book(self._database, entry, sale_id, by, has_customer=is_known)
        return _receipt(entry, sale_id, number, linked, slips)


def _receipt(
    entry: SaleRows, sale_id: int, number: str, linked: Linked | None, slips: Slips
) -> RecordedSale:
    return RecordedSale(
        sale_id=sale_id,
        number=number,
        total=Money(entry.total),
        change=entry.sale.change,
        sold_at=entry.sale.sold_at,
        customer_name=linked.name if linked else entry.typed_name,
        customer_id=linked.id if linked else None,
        is_new_customer=linked.is_new if linked else False,
        is_unlinked=linked is None and bool(entry.typed_name),
        purchase_number=linked.purchase_number if linked else 0,
        charged=slips.charged,
        paid_along=slips.paid_along,
    )
