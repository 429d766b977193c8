"""Products of one name that come in sizes and colours: one row, and which of them is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.product import Product
from app.ui.shop import Shop


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the list: a product alone, or a family of which one is chosen."""

    products: tuple[Product, ...]
    at: int = 0

    @property
    def product(self) -> Product:
        """Give the one that would be added."""
        return self.products[self.at]

    @property
    def name(self) -> str:
        """Give what the row is called."""
        return self.product.family if self.is_family else self.product.full_name

    @property
    def is_family(self) -> bool:
        """Say whether there is something to choose."""
        return len(self.products) > 1

    def turned(self, step: int) -> Choice:
        """Choose the next variant; the ends hold."""
        return self.at_variant(min(max(self.at + step, 0), len(self.products) - 1))

    def at_variant(self, at: int) -> Choice:
        """Choose this variant."""
        return replace(self, at=at)


def variant_word(product: Product) -> str:
    """Say what tells a product from the others of its family."""
    return product.variant or product.name


def choices(shop: Shop, found: Sequence[Product], rows: int) -> list[Choice]:
    """Bring families together where their first product was found. Raises StoreUnavailable.

    The variant found first is the one chosen: who typed a colour meant it.
    """
    made: list[Choice] = []
    seen: set[str] = set()
    for product in found:
        if product.family and product.family in seen:
            continue
        if len(made) == rows:
            break
        if not product.family:
            made.append(Choice((product,)))
            continue
        seen.add(product.family)
        family = tuple(shop.reader.products.family(product.id, by=shop.by)) or (product,)
        ids = [each.id for each in family]
        made.append(Choice(family, ids.index(product.id) if product.id in ids else 0))
    return made
