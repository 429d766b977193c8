"""One line of the open cart: what was asked for, from which the line of the sale follows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.card_numbers import without_card_numbers
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import ZERO, Money, divide_half_away
from app.domain.product import Found
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity, price_times
from app.domain.sale_line import SaleLine
from app.domain.settings import ShopSettings

LONGEST_REASON = 80


@dataclass(frozen=True, slots=True)
class CartLine:
    """A line as the cashier made it.

    `listed_price` is the product's own price where another was given, `by_money` the amount a
    customer asked for (`fifty pesos of sugar`): then the line costs exactly that. `factor` is
    how many stock units one unit of the line takes (a box of 12: 12).
    """

    name: str
    quantity: Quantity
    unit_price: Money
    sku: str = ""
    barcode: str = ""
    unit: str = "pc"
    tax_rate_bp: int = 0
    tax_code: str = "V"
    unit_cost: Money | None = None
    product_id: int | None = None
    factor: Quantity = ONE
    discount: Discount | None = None
    listed_price: Money | None = None
    price_reason: str = ""
    by_money: Money | None = None

    def __post_init__(self) -> None:
        """Forget the number of a card that was typed as what the goods are called."""
        if (name := without_card_numbers(self.name)) is not self.name:
            object.__setattr__(self, "name", name)

    @property
    def gross(self) -> Money:
        """Give the line before discounts, rounded half away once."""
        if self.by_money is not None:
            return self.by_money
        return price_times(self.unit_price, self.quantity)

    @property
    def own_discount(self) -> Money:
        """Give what this line's own discount takes off. Raises SaleRefused when too much."""
        return self.discount.off(self.gross) if self.discount else ZERO

    @property
    def net(self) -> Money:
        """Give the line after its own discount, before its share of the whole sale's."""
        return self.gross - self.own_discount

    def with_quantity(self, quantity: Quantity) -> CartLine:
        """Change the quantity; an amount asked for in money no longer holds."""
        return _checked(replace(self, quantity=quantity, by_money=None))

    def for_money(self, amount: Money) -> CartLine:
        """Sell for an amount: quantity rounded half away to a thousandth, line exactly that.

        Raises SaleRefused where the amount buys less than a thousandth or the price is zero.
        """
        if self.unit_price <= ZERO or amount <= ZERO:
            raise SaleRefused("This amount buys nothing at this price.")
        thousandths = divide_half_away(amount.minor * 1000, self.unit_price.minor)
        return _checked(replace(self, quantity=Quantity(thousandths), by_money=amount))

    def with_discount(self, discount: Discount | None) -> CartLine:
        """Take something off, or nothing any more."""
        return _checked(replace(self, discount=discount))

    def with_price(self, price: Money, reason: str) -> CartLine:
        """Give another unit price with its reason; the product's own price puts it back."""
        if price < ZERO:
            raise SaleRefused("A price cannot be less than zero.")
        listed = self.unit_price if self.listed_price is None else self.listed_price
        why = without_card_numbers(" ".join(reason.split()))[:LONGEST_REASON]
        if price == listed:
            return _checked(
                replace(self, unit_price=price, listed_price=None, price_reason="", by_money=None)
            )
        if not why:
            raise SaleRefused("Say why the price is different.")
        return _checked(
            replace(self, unit_price=price, listed_price=listed, price_reason=why, by_money=None)
        )

    def takes_more_of(self, other: CartLine) -> bool:
        """Say whether a scan of the other belongs on this line: same goods, untouched."""
        return (
            self.product_id is not None
            and (self.product_id, self.unit_price, self.unit, self.factor)
            == (other.product_id, other.unit_price, other.unit, other.factor)
            and (self.discount, self.listed_price, self.by_money) == (None, None, None)
            and (other.discount, other.listed_price, other.by_money) == (None, None, None)
            and self.quantity.is_whole
            and other.quantity.is_whole
        )

    def sold(self, share: Money) -> SaleLine:
        """Give the line of the sale; `share` is its part of the whole sale's discount."""
        discount = self.own_discount + share
        return SaleLine(
            name=self.name,
            quantity=self.quantity,
            unit_price=self.unit_price,
            total=self.gross - discount,
            discount=discount,
            sku=self.sku,
            barcode=self.barcode,
            unit=self.unit,
            tax_rate_bp=self.tax_rate_bp,
            tax_code=self.tax_code,
            unit_cost=self.unit_cost,
            product_id=self.product_id,
            factor=self.factor,
            listed_price=self.listed_price,
            price_reason=self.price_reason,
        )


def line_of(found: Found, quantity: Quantity, settings: ShopSettings) -> CartLine:
    """Begin a line from what a code or a search named; a pack of its own price is its own unit.

    Raises SaleRefused when the quantity is not above zero or too large.
    """
    product = found.product
    packed = found.price is not None
    if not packed:
        pieces = quantity.thousandths * found.factor.thousandths
        quantity = Quantity(divide_half_away(pieces, 1000))
    cost = product.cost
    if packed and cost is not None:
        cost = price_times(cost, found.factor)
    return _checked(
        CartLine(
            name=product.full_name,
            quantity=quantity,
            unit_price=found.price if found.price is not None else product.price,
            sku=product.sku,
            barcode=found.barcode or product.barcode,
            unit=found.unit if packed else product.unit,
            tax_rate_bp=settings.rate_bp(product.tax_code),
            tax_code=product.tax_code.value,
            unit_cost=cost,
            product_id=product.id,
            factor=found.factor if packed else ONE,
        )
    )


def _checked(line: CartLine) -> CartLine:
    if not 0 < line.quantity.thousandths <= LARGEST_THOUSANDTHS:
        raise SaleRefused("A quantity has to be between 0.001 and 1,000,000.")
    if line.net < ZERO:
        raise SaleRefused("The discount would be more than the line.")
    return line
