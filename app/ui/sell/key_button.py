"""Cards of products that can be tapped, and the quick key among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.button import Button, Look
from app.ui.widgets.painting import paint_text
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.product import Product, QuickKey

_INSET = 12


class ProductCard(Button):
    """A card of one product that can be tapped; not shown before it holds one."""

    def __init__(
        self, theme: Theme, wording: Wording, *, height: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", height=height, type_name="button-sm", parent=parent)
        self._wording = wording
        self.held: QuickKey | None = None
        self.hide()

    def price_of(self, product: Product) -> str:
        """Give what one unit costs; empty where the price is asked for at the till."""
        if not product.price:
            return ""
        unit = "" if product.unit in ("", "pc") else f" /{product.unit}"
        return self._wording.money(product.price) + unit

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface", "disabled", "border")
        if self.isDown():
            return Look("held", "text", "border")
        return Look("surface3" if self.underMouse() else "surface", "text", "border")

    def sizeHint(self) -> QSize:
        return QSize(96, self._height)


class KeyButton(ProductCard):
    """What it sells, over its price; a name too long for it is whole in the tooltip."""

    def __init__(
        self, theme: Theme, wording: Wording, *, height: int = 60, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, wording, height=height, parent=parent)
        self._price = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hold(self, key: QuickKey | None) -> None:
        """Take a key over; None takes the button away."""
        self.held = key
        self.setVisible(key is not None)
        if key is None:
            return
        product = key.product
        self._price = self.price_of(product) or self.tr("enter amount")
        self.setAccessibleName(key.label or product.full_name)
        self.setAccessibleDescription(self._price)
        self.setToolTip(product.full_name)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self._height)

    def paint_content(self, painter: QPainter, look: Look) -> None:
        theme = self.theme
        inner = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
        half = 20 * theme.scale
        middle = inner.center().y()
        name = QRectF(inner.left(), middle - half - 1, inner.width(), half)
        below = QRectF(inner.left(), middle + 1, inner.width(), half)
        paint_text(
            painter, name, self.accessibleName(), theme.font("button-sm"), theme.color(look.ink)
        )
        font = theme.font("label", tabular=True, weight=400)
        ink = "text2" if self.isEnabled() else "disabled"
        paint_text(painter, below, self._price, font, theme.color(ink))
