"""What the shop needs of the store about goods, as types only; see `ports`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.domain.actor import Actor
from app.domain.imported import ImportCounts
from app.domain.money import Money
from app.domain.product import Found, Pack, Product, QuickKey, Stocked
from app.domain.stock import StockChange, StockMove


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
