"""A small shop to test with: settings, articles, lines and carts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.domain.cart import Cart
from app.domain.cart_line import CartLine
from app.domain.customer import Customer
from app.domain.money import Money, total_of
from app.domain.product import Product, TaxCode
from app.domain.quantity import ONE, Quantity, price_times
from app.domain.sale import Payment, Sale, SaleLine
from app.domain.settings import ShopSettings

SETTINGS = ShopSettings("Aling Nena's")
NOON = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)
PI_DAY = date(2026, 3, 14)

EGGS = Product(1, "EGG", "Fresh eggs", Money(24_500), barcode="4800016644931", unit="tray")
RICE = Product(2, "RICE", "Rice", Money(5_235), unit="kg", tax_code=TaxCode.EXEMPT)
SOAP = Product(3, "SOAP", "Soap", Money(1_999), cost=Money(1_100))


def a_cart(key: str = "k") -> Cart:
    return Cart(SETTINGS, key)


def a_line(
    minor: int = 1_000, quantity: Quantity | None = None, discount: int = 0, rate_bp: int = 1200
) -> SaleLine:
    amount = quantity or Quantity.of(1)
    total = price_times(Money(minor), amount) - Money(discount)
    return SaleLine(
        "Soap", amount, Money(minor), total, discount=Money(discount), tax_rate_bp=rate_bp
    )


def a_cart_line(minor: int = 1_000, quantity: Quantity = ONE, **more: object) -> CartLine:
    return CartLine("Soap", quantity, Money(minor), tax_rate_bp=1200, **more)  # type: ignore[arg-type]


def paid(lines: tuple[SaleLine, ...], method: str = "cash") -> tuple[Payment, ...]:
    total = total_of(line.total for line in lines)
    return (Payment(method, total, tendered=total if method == "cash" else None),)


def a_sale(*lines: SaleLine, key: str = "k") -> Sale:
    held = lines or (a_line(),)
    return Sale(key, held, paid(held), NOON, PI_DAY)


def somebody(name: str, customer_id: int = 1) -> Customer:
    return Customer(customer_id, name)
