"""Sales of other systems on their way into the file: laid out where they are read, written here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.domain.imported import ImportedSale, LaidOutSale
from app.domain.sale import IMPORTED_TILL
from app.storage.database import Database, Row
from app.storage.entries import DAY, ITEM, PAYMENT, take_numbers
from app.storage.fit import storable
from app.storage.linking import Linked, link
from app.storage.sale_rows import sale_rows
from app.storage.till import number_text

IMPORTED_KEY = "import/"
_KNOWN_CONTENT = "SELECT fingerprint FROM sales WHERE sale_key = ?"
_NEWEST = "SELECT coalesce(max(id), 0) FROM sales"
# Unlike the till's sales many come at once, so their ids are given here.
_SALE = """INSERT INTO sales (id, till_id, sale_key, fingerprint, sale_number, foreign_number,
    customer_id, customer_name, sale_date, business_date, kind, item_count,
    subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class ImportRows(NamedTuple):
    """What will be written of one sale; lists of plain values, as they come from another process.

    `items` and `payments` are whole but for the sale's id.
    """

    key: str
    fingerprint: str
    sold_at: str
    business_date: str
    typed_name: str
    foreign_number: str | None
    is_sale: bool
    total: int
    tax: int
    head: Sequence[str | int]
    items: Sequence[Sequence[str | int | None]]
    payments: Sequence[Sequence[str | int | None]]

    @property
    def customer_id(self) -> int | None:
        """Nobody was chosen: another system's number says nothing here."""
        return None

    @property
    def phone(self) -> str:
        """A file of sales has no phones."""
        return ""


def laid_out(imported: ImportedSale) -> LaidOutSale:
    """Check a sale and lay it out. Raises SaleRefused for what no column can hold."""
    return LaidOutSale(tuple(import_rows(imported)))


def import_rows(imported: ImportedSale | LaidOutSale) -> ImportRows:
    """Give the rows of a sale. Raises SaleRefused for what no column can hold."""
    if isinstance(imported, LaidOutSale):
        return ImportRows(*imported.rows)
    entry = sale_rows(imported.sale, at_till=False)
    return ImportRows(
        storable(imported.identity),
        *(entry.fingerprint, entry.sold_at, entry.business_date, entry.typed_name),
        *(entry.foreign_number, entry.is_sale, entry.total, entry.tax),
        *(entry.head, entry.items, entry.payments),
    )


class Batch:
    """Finds out which sales of a batch are new, and which are known with other content."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._content: dict[str, str] = {}
        self.known = 0
        self.differing: list[str] = []

    def new_of(self, entries: Iterable[ImportRows]) -> list[ImportRows]:
        """Give the sales that are not in the shop; the same one twice counts once."""
        return [entry for entry in entries if self._is_new(entry)]

    def _is_new(self, entry: ImportRows) -> bool:
        content = self._content.get(entry.key) or known_content(self._database, entry.key)
        if content is None:
            self._content[entry.key] = entry.fingerprint
            return True
        self.known += 1
        if differs(entry, content) and entry.foreign_number:
            self.differing.append(entry.foreign_number)
        return False


def known_content(database: Database, key: str) -> str | None:
    """Give the fingerprint of a sale that is in the shop."""
    found: str | None = database.value(_KNOWN_CONTENT, (key,))
    return found


def differs(entry: ImportRows, content: str) -> bool:
    """Say whether a known sale has other content in the file.

    One that comes home from our own export never says all it knows.
    """
    return content != entry.fingerprint and entry.key.startswith(IMPORTED_KEY)


def write_batch(database: Database, entries: Sequence[ImportRows]) -> list[Linked | None]:
    """Write new sales with all they move, inside the caller's transaction; gives their customers.

    Statement by statement for the whole batch, which is half again as quick as sale by sale.
    """
    linked = [link(database, entry) for entry in entries]
    first = take_numbers(database, IMPORTED_TILL, len(entries))
    begin = 1 + database.value(_NEWEST)
    numbered = list(enumerate(entries, begin))
    database.run_many(
        _SALE,
        [
            (
                *(sale_id, IMPORTED_TILL, entry.key, entry.fingerprint),
                *(number_text(IMPORTED_TILL, first + sale_id - begin), entry.foreign_number),
                *(who.id if who else None, entry.typed_name or (who.name if who else "")),
                *(entry.sold_at, entry.business_date, *entry.head),
            )
            for (sale_id, entry), who in zip(numbered, linked, strict=True)
        ],
    )
    items = [(sale_id, *item, None) for sale_id, entry in numbered for item in entry.items]
    database.run_many(ITEM, items)
    parts = [(sale_id, *part) for sale_id, entry in numbered for part in entry.payments]
    database.run_many(PAYMENT, parts)
    database.run_many(DAY, _days(entries))
    return linked


def _days(entries: Iterable[ImportRows]) -> list[Row]:
    """Add up what the sales bring to each day; what was brought in never came into a drawer."""
    days: dict[str, list[int]] = {}
    for entry in entries:
        day = days.setdefault(entry.business_date, [0, 0, 0, 0])
        day[0 if entry.is_sale else 1] += 1
        day[2] += entry.total
        day[3] += entry.tax
    return [(day, *figures, None) for day, figures in days.items()]
