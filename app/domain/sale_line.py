"""A line of a sale, as it was sold."""

from __future__ import annotations

from dataclasses import dataclass
from json.encoder import encode_basestring_ascii as quoted

from app.domain.money import ZERO, Money
from app.domain.quantity import ONE, Quantity


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line in its own words, so that a renamed product changes no history.

    `total` is price x quantity rounded half away once, minus `discount`; imported lines keep
    the total of prices with more than two decimals. `unit_cost` is the cost as sold, of one unit
    of the line; `factor` is how many stock units that is. `listed_price` is the product's own
    price where another was given, with `price_reason`.
    """

    name: str
    quantity: Quantity
    unit_price: Money
    total: Money
    discount: Money = ZERO
    sku: str = ""
    barcode: str = ""
    unit: str = "pc"
    tax_rate_bp: int = 0
    tax_code: str = "V"
    unit_cost: Money | None = None
    product_id: int | None = None
    factor: Quantity = ONE
    listed_price: Money | None = None
    price_reason: str = ""

    @property
    def gross(self) -> Money:
        """Give the line before its discount."""
        return self.total + self.discount

    def content(self) -> str:
        """Give what the line says of the goods, as JSON, for the fingerprint of its sale.

        Few lines have a size in stock units or another price than the listed one; without them
        the others have the content they always had.
        """
        product, factor, own = self.product_id, self.factor.thousandths, ""
        if factor != 1000 or self.listed_price is not None:
            listed = "null" if self.listed_price is None else self.listed_price.minor
            own = f",{factor},{listed},{quoted(self.price_reason)}"
        return (
            f"[{'null' if product is None else product},{quoted(self.name)},{quoted(self.sku)},"
            f"{self.quantity.thousandths},{self.unit_price.minor},{self.discount.minor},"
            f"{self.total.minor},{self.tax_rate_bp}{own}]"
        )
