"""Finding the product that a scale label names."""

from __future__ import annotations

from app.domain.embedded import Label, read_label
from app.domain.money import Money, divide_half_away
from app.domain.product import Found
from app.domain.quantity import ONE, Quantity, price_times
from app.ui.shop import Shop


def labelled(shop: Shop, code: str) -> tuple[Found, Label] | None:
    """Read a scale label by the shop's rules; None for anything else. Raises StoreUnavailable."""
    label = read_label(code, shop.settings.barcode_rules)
    if label is None:
        return None
    # Scales fill the code up with zeros; the shop may have left them out.
    for sku in (label.code, label.code.lstrip("0")):
        if sku and (found := shop.reader.products.by_code(sku, by=shop.by)) is not None:
            return found, label
    return None


def asked_by(label: Label, times: Quantity | Money) -> Quantity | Money:
    """Give what a label asks for, so many times; an amount of money that waited gives way."""
    if isinstance(times, Money):
        times = ONE
    if label.price is not None:
        return price_times(label.price, times)
    weight = label.quantity or ONE
    return Quantity(divide_half_away(weight.thousandths * times.thousandths, 1000))
