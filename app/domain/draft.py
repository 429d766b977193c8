"""The open cart as text, so that a power cut gives it back with the same key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.cart import Cart, Content
from app.domain.cart_line import CartLine
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import InvalidInput, ShopError
from app.domain.money import ZERO, Money
from app.domain.quantity import LARGEST_THOUSANDTHS, Quantity
from app.domain.reckoning import same_ends
from app.domain.settings import ShopSettings

if TYPE_CHECKING:
    from app.domain.credit import Rider
    from app.domain.payment import Payment

_COMMA = ", "


@dataclass(frozen=True, slots=True)
class Draft:
    """A cart on disk: its key and its content as JSON text."""

    key: str
    content: str


class DraftWriter:
    """Writes carts down; a line that stood in the draft before is not written out again."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._items: tuple[CartLine, ...] = ()
        self._texts: list[str] = []

    def draft_of(self, cart: Cart) -> Draft:
        """Write a cart down."""
        items = cart.items
        start, end = same_ends(self._items, items)
        stop = len(items) - end
        self._texts[start : len(self._items) - end] = map(_line_text, items[start:stop])
        self._items = items
        # ASCII, because half of a surrogate pair in a pasted name cannot be written to disk.
        frame = json.dumps(_frame_out(cart.content))
        # In one go and each text with its own comma: a long draft is not copied about.
        first = self._texts[0][len(_COMMA) :] if items else ""
        return Draft(cart.key, "".join((frame[:-1], ', "lines": [', first, *self._texts[1:], "]}")))


def draft_of(cart: Cart) -> Draft:
    """Write a cart down once."""
    return DraftWriter().draft_of(cart)


def cart_of(draft: Draft, settings: ShopSettings) -> Cart:
    """Take a cart up again. Raises InvalidInput when the text is not a cart."""
    cart = Cart(settings, draft.key)
    try:
        cart.restore(_content_in(json.loads(draft.content)))
    except (ValueError, KeyError, TypeError, OverflowError, ShopError) as cause:
        raise InvalidInput("The unfinished sale could not be read.") from cause
    return cart


def _frame_out(content: Content) -> dict[str, Any]:
    who = content.customer
    frame: dict[str, Any] = {
        "customer": None if who is None else {"name": who.name, "id": who.id, "phone": who.phone},
        "discount": _discount_out(content.discount),
        "parts": [_part_out(part) for part in content.parts],
        "note": content.note,
    }
    if content.rider is not None:
        frame["rider"] = {"code": content.rider.code, "amount": content.rider.amount.minor}
    return frame


def _content_in(raw: dict[str, Any]) -> Content:
    who = raw["customer"]
    items = tuple(_line_in(line) for line in raw["lines"])
    return Content(
        items=items,
        customer=CustomerRef(str(who["name"]), who["id"], who.get("phone", "")) if who else None,
        discount=_discount_in(raw.get("discount")),
        parts=tuple(_part_in(part) for part in raw.get("parts", ())),
        note=str(raw.get("note", "")),
        selected=len(items) - 1,
        rider=_rider_in(raw.get("rider")),
    )


def _line_text(line: CartLine) -> str:
    return _COMMA + json.dumps(_line_out(line))


def _line_out(line: CartLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "quantity": line.quantity.thousandths,
        "unit_price": line.unit_price.minor,
        "sku": line.sku,
        "barcode": line.barcode,
        "unit": line.unit,
        "tax_rate_bp": line.tax_rate_bp,
        "tax_code": line.tax_code,
        "unit_cost": _minor(line.unit_cost),
        "product_id": line.product_id,
        "factor": line.factor.thousandths,
        "discount": _discount_out(line.discount),
        "listed_price": _minor(line.listed_price),
        "price_reason": line.price_reason,
        "by_money": _minor(line.by_money),
    }


def _line_in(raw: dict[str, Any]) -> CartLine:
    product_id = raw["product_id"]
    quantity = Quantity(int(raw["quantity"]))
    if not 0 < quantity.thousandths <= LARGEST_THOUSANDTHS:
        raise ValueError
    return CartLine(
        name=str(raw["name"]),
        quantity=quantity,
        unit_price=Money(int(raw["unit_price"])),
        sku=str(raw["sku"]),
        barcode=str(raw["barcode"]),
        unit=str(raw["unit"]),
        tax_rate_bp=int(raw["tax_rate_bp"]),
        tax_code=str(raw["tax_code"]),
        unit_cost=_money(raw["unit_cost"]),
        product_id=None if product_id is None else int(product_id),
        factor=Quantity(int(raw.get("factor", 1000))),
        discount=_discount_in(raw.get("discount")),
        listed_price=_money(raw.get("listed_price")),
        price_reason=str(raw.get("price_reason", "")),
        by_money=_money(raw.get("by_money")),
    )


def _discount_out(discount: Discount | None) -> dict[str, int] | None:
    if discount is None:
        return None
    return {"percent_bp": discount.percent_bp, "amount": discount.amount.minor}


def _discount_in(raw: object) -> Discount | None:
    """Read a discount; drafts of the first version wrote a line's as a bare amount."""
    if not raw:
        return None
    if isinstance(raw, dict):
        return Discount(int(raw["percent_bp"]), Money(int(raw["amount"])))
    return Discount(amount=Money(int(str(raw))))


def _part_out(part: Payment) -> dict[str, Any]:
    return {
        "method": part.method,
        "amount": part.amount.minor,
        "tendered": _minor(part.tendered),
        "reference": part.reference,
    }


def _part_in(raw: dict[str, Any]) -> Payment:
    amount, tendered = Money(int(raw["amount"])), _money(raw["tendered"])
    from app.domain.payment import Payment

    part = Payment(str(raw["method"]), amount, tendered, str(raw["reference"]))
    if amount < ZERO or part.change < ZERO:
        raise ValueError
    return part


def _rider_in(raw: dict[str, Any] | None) -> Rider | None:
    if raw is None:
        return None
    from app.domain.credit import Rider

    rider = Rider(str(raw["code"]), Money(int(raw["amount"])))
    if rider.amount <= ZERO:
        raise ValueError
    return rider


def _minor(money: Money | None) -> int | None:
    return None if money is None else money.minor


def _money(raw: object) -> Money | None:
    return None if raw is None else Money(int(str(raw)))
