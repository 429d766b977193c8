"""What is for sale, on disk: found by a scan, found by name, brought in, written by the owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.actor import Actor, Right
from app.domain.card_numbers import is_card_number
from app.domain.clock import Clock, utc_text
from app.domain.errors import InvalidInput, NotFound
from app.domain.imported import ImportCounts
from app.domain.money import Money
from app.domain.names import one_line
from app.domain.product import Found, Pack, Product, QuickKey, Stocked, barcode_key
from app.domain.quantity import ONE, Quantity
from app.domain.stock import StockChange, StockMove
from app.storage import product_list, product_search, product_writing, quick_keys, stock_moves
from app.storage.audit import note
from app.storage.costs import all_shown_to, shown_to
from app.storage.database import Database
from app.storage.fit import fits, storable
from app.storage.product_packs import checked_packs, packs_of
from app.storage.product_reading import PRODUCT_COLUMNS, SCANNED_COLUMNS, product_of
from app.storage.product_rows import checked
from app.storage.product_search import keep_words
from app.storage.product_writing import Outcome
from app.storage.rights import guarded, require

_BY_BARCODE = f"""SELECT {SCANNED_COLUMNS}, held.barcode, held.factor, held.price, held.unit
FROM product_barcodes AS held JOIN products ON products.id = held.product_id
WHERE held.barcode = ? AND is_active = 1"""  # noqa: S608 - constants
_BY_SKU = f"""SELECT {PRODUCT_COLUMNS} FROM products
WHERE sku = ? AND is_active = 1"""  # noqa: S608 - constants
_BY_ID = f"SELECT {PRODUCT_COLUMNS} FROM products WHERE products.id = ?"  # noqa: S608
_COUNT = "SELECT count(*) FROM products WHERE is_active = 1"

_LONGEST_GTIN = 14
"""No number on goods is longer, and none of a card in use is shorter."""


@guarded
class ProductRepository:
    """Keeps the promises of `ProductShelf` over the shop's file."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open connection, the writer's or a reader's."""
        self._database = database
        self._clock = clock

    # Finding

    def by_code(self, code: str, *, by: Actor) -> Found | None:
        require(by, Right.SELL)
        typed = storable(code).strip()
        row = self._database.row(_BY_BARCODE, (barcode_key(typed),))
        if row is not None:
            barcode, factor, price, unit = row[-4:]
            own_price = None if price is None else Money(price)
            found = shown_to(by, product_of(row))
            return Found(found, Quantity(factor), barcode, own_price, unit)
        row = self._database.row(_BY_SKU, (typed,))
        return None if row is None else Found(shown_to(by, product_of(row)), ONE)

    def search(self, text: str, limit: int, *, by: Actor) -> list[Product]:
        require(by, Right.SELL)
        return all_shown_to(by, product_search.search(self._database, text, limit))

    def count(self, *, by: Actor) -> int:
        require(by, Right.SELL)
        return int(self._database.value(_COUNT))

    def product(self, product_id: int, *, by: Actor) -> Product:
        require(by, Right.SELL)
        return shown_to(by, self._product(product_id))

    def packs(self, product_id: int, *, by: Actor) -> list[Pack]:
        require(by, Right.SELL)
        return packs_of(self._database, product_id) if fits(product_id) else []

    def family(self, product_id: int, *, by: Actor) -> list[Product]:
        require(by, Right.SELL)
        if not fits(product_id):
            return []
        return all_shown_to(by, product_list.family(self._database, product_id))

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
        require(by, Right.EDIT_PRODUCTS)
        return product_list.page(self._database, search, which, after, limit, skip=skip)

    def counts(self, search: str, *, by: Actor) -> dict[Stocked, int]:
        require(by, Right.EDIT_PRODUCTS)
        return product_list.counts(self._database, search)

    def quick_keys(self, *, by: Actor) -> list[QuickKey]:
        require(by, Right.SELL)
        return quick_keys.quick_keys(self._database)

    def stock_moves(
        self, product_id: int, limit: int, before: StockMove | None = None, *, by: Actor
    ) -> list[StockMove]:
        require(by, Right.EDIT_PRODUCTS)
        return stock_moves.moves(self._database, product_id, limit, before)

    # Writing

    def bring_in(self, products: Iterable[Product], *, by: Actor) -> ImportCounts:
        """Add or update by SKU, all of them or, when one is refused, none.

        What a product leaves open (no barcode, cost, stock, brand or category) stays as it was.
        Those that are neither `added` nor `known` were changed. Raises InvalidInput that names
        the product, for amounts out of range and for a barcode that belongs to another product.
        """
        require(by, Right.IMPORT)
        rows = [checked(product) for product in products]
        now = utc_text(self._clock.now())
        with self._database.write("save the products"):
            outcomes = [product_writing.put(self._database, row, now) for row in rows]
            keep_words(self._database)
            added, known = outcomes.count(Outcome.ADDED), outcomes.count(Outcome.KNOWN)
            if known < len(outcomes):
                words = f"{added} added, {len(outcomes) - added - known} changed"
                self._note(by, "products imported", "", "", words)
        return ImportCounts(outcomes.count(Outcome.ADDED), outcomes.count(Outcome.KNOWN))

    def save(
        self, product: Product, packs: Sequence[Pack], *, by: Actor, counts_stock: bool = True
    ) -> Product:
        """Write a product with exactly these barcodes, the main one first; see the port.

        The barcode of `product` itself is not looked at. Without a SKU it gets one.
        """
        require(by, Right.EDIT_PRODUCTS)
        rows = checked_packs(packs)
        if product.lowest_price is not None and product.lowest_price > product.price:
            raise InvalidInput("The lowest price cannot be above the price.")
        now = utc_text(self._clock.now())
        with self._database.write("save the product"):
            if not one_line(product.sku):
                main = rows[0].barcode if rows else ""
                product = replace(product, sku=product_writing.free_sku(self._database, main))
            row = replace(checked(replace(product, barcode="")), to_check=False)
            old = _said(self._product(product.id)) if product.id else ""
            if product.id and not counts_stock:
                row = replace(row, stock=product_writing.stock_of(self._database, product.id))
            product_id = product_writing.save(self._database, product.id, row, rows, now)
            keep_words(self._database)
            kept = self._product(product_id)
            act = "product changed" if product.id else "product added"
            self._note(by, act, kept.sku, old, _said(kept))
            return kept

    def archive(self, product_id: int, *, by: Actor, archived: bool = True) -> None:
        require(by, Right.EDIT_PRODUCTS)
        now = utc_text(self._clock.now())
        with self._database.write("archive the product" if archived else "bring it back"):
            product_writing.archive(self._database, product_id, archived=archived, now=now)
            act = "product archived" if archived else "product brought back"
            self._note(by, act, self._product(product_id).sku)

    def change_stock(self, change: StockChange, *, by: Actor) -> Product:
        require(by, Right.EDIT_PRODUCTS)
        now = utc_text(self._clock.now())
        with self._database.write("change the stock"):
            before = self._product(change.product_id)
            stock_moves.change(self._database, change, by.name, now)
            kept = self._product(change.product_id)
            self._note(by, "stock changed", kept.sku, _stock(before), _stock(kept))
            return kept

    def make_at_counter(self, barcode: str, name: str, price: Money, *, by: Actor) -> Product:
        require(by, Right.SELL)
        if not one_line(name):
            raise InvalidInput("Type what it is.")
        if len(one_line(barcode)) > _LONGEST_GTIN and is_card_number(one_line(barcode)):
            raise InvalidInput("This is the number of a bank card, and it is not kept.")
        row = checked(Product(0, one_line(barcode) or "new", name, price, barcode, to_check=True))
        now = utc_text(self._clock.now())
        with self._database.write("keep the new product"):
            product_id = product_writing.make(self._database, row, now)
            keep_words(self._database)
            kept = self._product(product_id)
            self._note(by, "product made at the counter", kept.sku, "", _said(kept))
            return kept

    def set_quick_keys(self, keys: Sequence[QuickKey], *, by: Actor) -> None:
        require(by, Right.EDIT_PRODUCTS)
        with self._database.write("save the quick keys"):
            quick_keys.set_quick_keys(self._database, keys)
            self._note(by, "quick keys changed", "", "", " ".join(k.product.sku for k in keys))

    # Inside

    def _note(self, by: Actor, act: str, sku: str, old: str = "", new: str = "") -> None:
        note(self._database, by, act, sku, old, new, at=self._clock.now(), is_code=True)

    def _product(self, product_id: int) -> Product:
        row = self._database.row(_BY_ID, (product_id,)) if fits(product_id) else None
        if row is None:
            raise NotFound("There is no such product.")
        return product_of(row)


def _stock(product: Product) -> str:
    return "" if product.stock is None else str(product.stock)


def _said(product: Product) -> str:
    words = [product.full_name, f"price {product.price}"]
    if product.cost is not None:
        words.append(f"cost {product.cost}")
    if product.lowest_price is not None:
        words.append(f"lowest {product.lowest_price}")
    if product.stock is not None:
        words.append(f"stock {product.stock}")
    return ", ".join(words)
