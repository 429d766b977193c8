"""How facts about a product are said: units, VAT classes, margin, what is left on the shelf."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.money import Money, divide_half_away
from app.domain.product import Product, TaxCode
from app.domain.settings import ShopSettings
from app.domain.tax import vat_inside
from app.ui.wording import Wording

UNITS = ("pc", "kg", "g", "m", "L", "box", "pack", "bottle", "can", "sack", "tray", "dozen")
"""Offered first; any other word can be typed. The code itself is what a receipt shows."""

_VAT = {
    TaxCode.STANDARD: QT_TRANSLATE_NOOP("products", "VATable"),
    TaxCode.EXEMPT: QT_TRANSLATE_NOOP("products", "VAT-exempt"),
    TaxCode.ZERO: QT_TRANSLATE_NOOP("products", "Zero-rated"),
}


def vat_class(code: TaxCode, settings: ShopSettings, wording: Wording) -> str:
    """Name a VAT class, with the rate where there is one: `VATable 12%`."""
    name = QCoreApplication.translate("products", str(_VAT[code]))
    rate = settings.rate_bp(code)
    return f"{name} {wording.percent_bp(rate)}" if rate else name


def margin_bp(price: Money, cost: Money | None) -> int | None:
    """Give what is kept of the price in basis points of it, rounded to whole percents.

    None where the cost is not known, or nothing is asked for the product.
    """
    if cost is None or price.minor <= 0:
        return None
    return divide_half_away((price.minor - cost.minor) * 100, price.minor) * 100


def margin(price: Money, cost: Money | None, wording: Wording) -> str:
    """Write the margin as `14%`, negative with a real minus sign; empty where it is not known."""
    basis_points = margin_bp(price, cost)
    if basis_points is None:
        return ""
    sign = "\N{MINUS SIGN}" if basis_points < 0 else ""
    return sign + wording.percent_bp(abs(basis_points))


def inside(price: Money, code: TaxCode, settings: ShopSettings) -> Money:
    """Give the VAT inside a price."""
    return vat_inside(price, settings.rate_bp(code))


def is_out(product: Product) -> bool:
    return product.stock is not None and product.stock.thousandths <= 0


def is_low(product: Product) -> bool:
    """Say whether it has to be ordered and is not out yet."""
    if product.stock is None or product.min_stock is None or is_out(product):
        return False
    return product.stock <= product.min_stock
