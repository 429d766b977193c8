"""The open cart as text, so that a power cut gives it back with the same key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.domain.cart import Cart
from app.domain.customer import CustomerRef
from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine
from app.domain.settings import ShopSettings


@dataclass(frozen=True, slots=True)
class Draft:
    """A cart on disk: its key and its content as JSON text."""

    key: str
    content: str


def draft_of(cart: Cart) -> Draft:
    """Write a cart down."""
    customer = cart.customer
    content = {
        "customer": None if customer is None else {"name": customer.name, "id": customer.id},
        "lines": [_line_out(line) for line in cart.lines],
    }
    # ASCII, because half of a surrogate pair in a pasted name cannot be written to disk.
    return Draft(cart.key, json.dumps(content))


def cart_of(draft: Draft, settings: ShopSettings) -> Cart:
    """Take a cart up again. Raises InvalidInput when the text is not a cart."""
    try:
        content = json.loads(draft.content)
        lines = tuple(_line_in(line) for line in content["lines"])
        who = content["customer"]
        customer = CustomerRef(who["name"], who["id"]) if who else None
    except (ValueError, KeyError, TypeError, OverflowError) as cause:
        raise InvalidInput("The unfinished sale could not be read.") from cause
    cart = Cart(settings, draft.key)
    cart.restore(lines, customer)
    return cart


def _line_out(line: SaleLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "quantity": line.quantity.thousandths,
        "unit_price": line.unit_price.minor,
        "total": line.total.minor,
        "discount": line.discount.minor,
        "sku": line.sku,
        "barcode": line.barcode,
        "unit": line.unit,
        "tax_rate_bp": line.tax_rate_bp,
        "tax_code": line.tax_code,
        "unit_cost": None if line.unit_cost is None else line.unit_cost.minor,
        "product_id": line.product_id,
    }


def _line_in(raw: dict[str, Any]) -> SaleLine:
    cost, product_id = raw["unit_cost"], raw["product_id"]
    return SaleLine(
        name=str(raw["name"]),
        quantity=Quantity(int(raw["quantity"])),
        unit_price=Money(int(raw["unit_price"])),
        total=Money(int(raw["total"])),
        discount=Money(int(raw["discount"])),
        sku=str(raw["sku"]),
        barcode=str(raw["barcode"]),
        unit=str(raw["unit"]),
        tax_rate_bp=int(raw["tax_rate_bp"]),
        tax_code=str(raw["tax_code"]),
        unit_cost=None if cost is None else Money(int(cost)),
        product_id=None if product_id is None else int(product_id),
    )
