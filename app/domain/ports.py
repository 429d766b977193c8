"""What the shop needs from a store, as types only. Contract tests are written against these.

Every method takes `by`, the person who acts. Methods that read work on a reader and on the
writer; methods that write raise StoreUnavailable on a reader. Unless said otherwise a method
raises StoreUnavailable when the file cannot be used, and then nothing was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from app.domain.actor import Actor
from app.domain.changes import Changes as Changes
from app.domain.customer import Contact, Customer, CustomerRef, Sort
from app.domain.draft import Draft
from app.domain.money import Money
from app.domain.ports_accounts import AccountBook
from app.domain.ports_people import AuditBook, PeopleBook
from app.domain.product import Found, Pack, Product
from app.domain.sale import HistoryRow, RecordedSale, Sale, SaleRecord
from app.domain.settings import ShopSettings
from app.domain.stock import StockChange, StockMove
from app.domain.tender import PaymentMethod


@dataclass(frozen=True, slots=True)
class Period:
    """Business days, both ends included; None is open."""

    start: date | None = None
    end: date | None = None


ALL_TIME = Period()


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What a customer spent in one calendar month of business days (first day given)."""

    month: date
    total: Money


@dataclass(frozen=True, slots=True)
class HistorySummary:
    """Sales not voided in a period (returns are none), and their total minus returns."""

    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class CustomerChange:
    """Sales given to another customer (None: to nobody) at one moment, by one person.

    The name typed at the counter stays on each sale. `undone_at` is set once it was taken back.
    """

    id: int
    sale_ids: tuple[int, ...]
    to_customer_id: int | None
    changed_at: datetime
    changed_by: str
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnlinkedSale:
    """A sale with a name and no customer: its customer step failed."""

    row: HistoryRow
    customer_name: str


@dataclass(frozen=True, slots=True)
class ParkedSale:
    """A cart put aside: what the list of parked sales shows, and the draft itself."""

    draft: Draft
    customer_name: str
    item_count: int
    total: Money
    note: str
    parked_at: datetime


class Stocked(Enum):
    """Which products the list shows."""

    ALL = "all"
    LOW = "low"
    OUT = "out"
    TO_CHECK = "to_check"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class QuickKey:
    """A product on a key of its own; `label` is what stands on it, empty for the product's name."""

    product: Product
    label: str = ""


@dataclass(frozen=True, slots=True)
class ImportedSale:
    """A sale of another system with the identity that makes a second import change nothing.

    `identity` is stable for the same row or invoice, whatever file it comes in.
    """

    identity: str
    sale: Sale


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What a batch did; `known` sales were there already and changed nothing.

    `differing` are the known ones that have other content in the file, by foreign number.
    """

    added: int = 0
    known: int = 0
    new_customers: int = 0
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One figure that differs from the recount: `subject` names the row, in plain words."""

    subject: str
    figure: str
    stored: str
    recounted: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found. `unlinked` sales have a name and no customer yet: no discrepancy."""

    sales: int
    customers: int
    unlinked: int
    discrepancies: tuple[Discrepancy, ...]
    repaired: bool = False


class SaleBook(Protocol):
    """Every sale, and the one door by which it gets in."""

    def record(self, sale: Sale, *, by: Actor) -> RecordedSale:
        """Save sale, lines, payments, customer, stock and stats: all or nothing, once.

        Drops the draft of the same key. If only the customer step fails the sale is whole and
        unlinked. Raises StoreUnavailable; with `in_doubt` the same call again cannot charge twice.
        """

    def bring_in(self, sales: Sequence[ImportedSale], *, by: Actor) -> ImportCounts:
        """Save another system's sales in one transaction: no stock, own number series."""

    def void(self, sale_id: int, reason: str, at: datetime, *, by: Actor) -> None:
        """Take a sale's effects back; it stays on record. Refused twice, or after a return."""

    def sale(self, sale_id: int, *, by: Actor) -> SaleRecord:
        """Give one sale whole. Raises NotFound."""

    def numbered(self, number: str, *, by: Actor) -> SaleRecord:
        """Give the sale with this number (own numbers before foreign ones). Raises NotFound."""

    def last(self, *, by: Actor) -> SaleRecord | None:
        """Give the newest sale rung up at this till."""

    def page(
        self, after: int, limit: int, *, by: Actor, period: Period = ALL_TIME
    ) -> list[SaleRecord]:
        """Give sales and returns after the id given, oldest first, voided ones too; 0 begins."""

    def with_reference(self, method: str, reference: str, *, by: Actor) -> HistoryRow | None:
        """Give the newest sale, not voided, that was paid by this method with this reference."""

    def change_customer(
        self, sale_ids: Sequence[int], who: CustomerRef | None, at: datetime, *, by: Actor
    ) -> CustomerChange:
        """Give sales to another customer, found or made like any, or to nobody.

        Both customers' figures move in the same transaction, returns of the sales go along, and
        who and when is kept. Raises NotFound, InvalidName; SaleRefused where nothing would change.
        """

    def undo_change(self, change_id: int, at: datetime, *, by: Actor) -> CustomerChange:
        """Take a change back. Raises SaleRefused when it was taken back or changed again since."""

    def changes(self, sale_id: int, *, by: Actor) -> list[CustomerChange]:
        """Give the changes of a sale's customer, newest first."""

    def unlinked(self, limit: int, *, by: Actor) -> list[UnlinkedSale]:
        """Give the sales whose customer step failed, oldest first."""

    def unlinked_count(self, *, by: Actor) -> int:
        """Count them."""

    def link_unlinked(self, *, by: Actor) -> int:
        """Link the sales whose customer step failed; gives how many. Done at every start."""


class CustomerBook(Protocol):
    """The regulars."""

    def customer(self, customer_id: int, *, by: Actor) -> Customer:
        """Give one. Raises NotFound."""

    def named(self, name: str, *, by: Actor) -> Customer | None:
        """Give the one whose name key (or merged alias) is this name's."""

    def beginning(self, text: str, limit: int, *, by: Actor) -> list[Customer]:
        """Give customers whose whole name begins with the text, accent-blind."""

    def suggest(self, text: str, limit: int, *, by: Actor) -> list[Customer]:
        """Give customers with words that begin with the words typed, or with these phone digits.

        Accent-blind, `%` and `_` literal. An exact name first, then newest buyers first.
        """

    def lookalikes(self, name: str, limit: int, *, by: Actor) -> list[Customer]:
        """Give customers whose name looks like this one without being it, likeliest first."""

    def page(
        self,
        search: str,
        sort: Sort,
        after: Customer | None,
        limit: int,
        *,
        by: Actor,
        reverse: bool = False,
        skip: int = 0,
    ) -> list[Customer]:
        """Give the next customers of the list after the one given (keyset); None begins it.

        `skip` passes over some thousands of rows at most.
        """

    def count(self, search: str = "", *, by: Actor) -> int:
        """Count the customers a search finds."""

    def history(
        self,
        customer_id: int,
        before: HistoryRow | None,
        limit: int,
        *,
        by: Actor,
        period: Period = ALL_TIME,
    ) -> list[HistoryRow]:
        """Give a page of sales and returns, voided ones too, newest first, older than `before`."""

    def summary(self, customer_id: int, period: Period, *, by: Actor) -> HistorySummary:
        """Count and add up a period."""

    def months(
        self, customer_id: int, last_month: date, count: int, *, by: Actor
    ) -> list[MonthTotal]:
        """Give the totals of `count` calendar months up to and with `last_month`, oldest first."""

    def add(self, contact: Contact, *, by: Actor) -> Customer:
        """Open a record by hand. Raises NameTaken or InvalidName."""

    def edit(self, customer_id: int, contact: Contact, *, by: Actor) -> Customer:
        """Change name and contact. Raises NameTaken, InvalidName or NotFound."""

    def bring_in(self, contacts: Sequence[Contact], *, by: Actor) -> ImportCounts:
        """Add whom the shop does not know; of whom it knows fill in only what was open.

        All or, when one is refused, none. `known` counts unchanged ones; those neither `added`
        nor `known` were changed. Raises InvalidName or InvalidInput.
        """


class ProductShelf(Protocol):
    """What is for sale."""

    def by_code(self, code: str, *, by: Actor) -> Found | None:
        """Find by barcode, then SKU, exactly; UPC-A and its EAN-13 form are one code."""

    def search(self, text: str, limit: int, *, by: Actor) -> list[Product]:
        """Find active products whose name words, SKU or barcode begin with the words typed."""

    def count(self, *, by: Actor) -> int:
        """Count active products."""

    def bring_in(self, products: Iterable[Product], *, by: Actor) -> ImportCounts:
        """Add or update by SKU, all or, when one is refused, none; the id given is ignored.

        `known` counts unchanged ones; those neither `added` nor `known` were changed.
        """

    def product(self, product_id: int, *, by: Actor) -> Product:
        """Give one, archived or not. Raises NotFound."""

    def packs(self, product_id: int, *, by: Actor) -> list[Pack]:
        """Give a product's barcodes, the main one first."""

    def family(self, product_id: int, *, by: Actor) -> list[Product]:
        """Give the active products of the same family, this one included, by variant."""

    def page(
        self,
        search: str,
        which: Stocked,
        after: Product | None,
        limit: int,
        *,
        by: Actor,
        skip: int = 0,
    ) -> list[Product]:
        """Give the next products of the list by name after the one given; None begins it.

        `skip` passes over some thousands of rows at most.
        """

    def counts(self, search: str, *, by: Actor) -> dict[Stocked, int]:
        """Count what each list would show."""

    def save(
        self, product: Product, packs: Sequence[Pack], *, by: Actor, counts_stock: bool = True
    ) -> Product:
        """Add (id 0) or change a product with exactly these barcodes; clears `to_check`.

        The first pack of one piece without a price of its own is the main barcode; the product's
        own `barcode` is not looked at. Stock given here is a count, unless `counts_stock` is
        false: then it stays as it is now. Without a SKU the product gets one. Raises
        InvalidInput with the sentence for the field, NotFound.
        """

    def archive(self, product_id: int, *, by: Actor, archived: bool = True) -> None:
        """Take a product off sale, or bring it back; sold lines keep it. Raises NotFound."""

    def change_stock(self, change: StockChange, *, by: Actor) -> Product:
        """Receive, adjust or count one product's stock; the move is kept with who and why.

        Raises InvalidQuantity, InvalidInput or NotFound.
        """

    def stock_moves(
        self, product_id: int, limit: int, before: StockMove | None = None, *, by: Actor
    ) -> list[StockMove]:
        """Give what moved a product's stock, newest first, from after the one given."""

    def make_at_counter(self, barcode: str, name: str, price: Money, *, by: Actor) -> Product:
        """Make a product from a code nobody knew, marked to be checked by the owner.

        Raises InvalidInput for an empty name.
        """

    def quick_keys(self, *, by: Actor) -> list[QuickKey]:
        """Give the quick keys in their order; archived products are left out."""

    def set_quick_keys(self, keys: Sequence[QuickKey], *, by: Actor) -> None:
        """Keep the quick keys in this order."""


class MethodDrawer(Protocol):
    """The ways to pay."""

    def methods(self, *, by: Actor) -> tuple[PaymentMethod, ...]:
        """Give them in their order, hidden ones too."""

    def save(self, methods: Sequence[PaymentMethod], *, by: Actor) -> None:
        """Keep them in this order. Raises InvalidInput for a letter used twice, or no cash."""


class ParkedDrawer(Protocol):
    """Carts put aside."""

    def park(self, parked: ParkedSale, *, by: Actor) -> None:
        """Put a cart aside and forget it as the open one, in one transaction."""

    def parked(self, *, by: Actor) -> list[ParkedSale]:
        """Give the carts put aside, oldest first."""

    def count(self, *, by: Actor) -> int:
        """Count them."""

    def recall(self, key: str, in_place_of: ParkedSale | None, *, by: Actor) -> Draft:
        """Make a parked cart the open one, parking the open one first; one transaction.

        Raises NotFound.
        """

    def discard(self, key: str, *, by: Actor) -> None:
        """Forget a parked cart. Raises NotFound."""


class DraftDrawer(Protocol):
    """The one open cart."""

    def keep(self, draft: Draft, *, by: Actor) -> None:
        """Write the cart down in place of the one before."""

    def drop(self, *, by: Actor) -> None:
        """Forget the cart."""

    def kept(self, *, by: Actor) -> Draft | None:
        """Give the cart that was open, unless its key has become a sale."""


class SettingsDrawer(Protocol):
    """The shop's own decisions."""

    def load(self, *, by: Actor) -> ShopSettings | None:
        """Give them; None before the first start was answered."""

    def save(self, settings: ShopSettings, *, by: Actor) -> None:
        """Keep them."""

    def columns(self, what: str, header: Sequence[str], *, by: Actor) -> dict[str, str]:
        """Give which column was which in a file with this header: our name -> the file's.

        Empty where nobody ever said; a name that is empty is a column the file has not.
        """

    def keep_columns(
        self, what: str, header: Sequence[str], columns: Mapping[str, str], *, by: Actor
    ) -> None:
        """Remember it for the next file with this header."""


class Store(Protocol):
    """One open shop file: the writer (one, in the till's storage thread) or a reader."""

    @property
    def sales(self) -> SaleBook:
        """Give the sales."""

    @property
    def customers(self) -> CustomerBook:
        """Give the customers."""

    @property
    def accounts(self) -> AccountBook:
        """Give who owes what."""

    @property
    def products(self) -> ProductShelf:
        """Give the products."""

    @property
    def methods(self) -> MethodDrawer:
        """Give the ways to pay."""

    @property
    def parked(self) -> ParkedDrawer:
        """Give the carts put aside."""

    @property
    def drafts(self) -> DraftDrawer:
        """Give the open cart."""

    @property
    def settings(self) -> SettingsDrawer:
        """Give the settings."""

    @property
    def people(self) -> PeopleBook:
        """Give the persons at the machine."""

    @property
    def audit(self) -> AuditBook:
        """Give who did what."""

    @property
    def ended_cleanly(self) -> bool:
        """Say whether the program before this one closed the shop in order (true when new)."""

    def verify(self, *, by: Actor, repair: bool = False) -> VerifyReport:
        """Recount everything from the sales; `repair` writes the recount (writer only)."""

    def checkpoint(self) -> bool:
        """Tidy the file when idle, never as part of a sale; says whether there is more to do.

        Folds the write-ahead log, and writes what look-alikes are found by.
        """

    def prepare_searches(self, at_once: int) -> bool:
        """Make the next part of what searches go by, where no sale waits; more is left if true.

        Nothing to a reader.
        """

    def close(self) -> None:
        """Close in order. Readers close before the writer."""


StoreOpener = Callable[[], Store]
