"""What goods cost the shop: shown to whoever keeps the products, kept on every line sold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.actor import Actor, Right
from app.domain.product import Product
from app.domain.sale import Kind, Sale
from app.storage.database import Database
from app.storage.rights import holds

# Half a centavo goes up, as everywhere; beyond these sizes no cost was meant.
_FILL = """UPDATE sale_items SET unit_cost = (
    SELECT (cost * factor + 500) / 1000 FROM products
    WHERE products.id = product_id AND cost <= 1000000000 AND cost * factor <= 100000000000000000)
WHERE sale_id = ? AND unit_cost IS NULL AND product_id IS NOT NULL"""


def shown_to(by: Actor, product: Product) -> Product:
    """Give a product without its cost to whoever only sells it."""
    if product.cost is None or holds(by, Right.EDIT_PRODUCTS):
        return product
    return replace(product, cost=None)


def all_shown_to(by: Actor, products: Iterable[Product]) -> list[Product]:
    """Give products as somebody may see them."""
    return [shown_to(by, product) for product in products]


def fill_costs(database: Database, sale: Sale, sale_id: int) -> None:
    """Keep the cost on lines whose cashier was not shown it; inside the sale's write."""
    if sale.kind is Kind.SALE and any(
        line.unit_cost is None and line.product_id is not None for line in sale.lines
    ):
        database.run(_FILL, (sale_id,))
