"""The card with the lines: table or empty state above, count, Undo and Clear sale below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.cart import Cart
from app.ui.sell.cart_model import discount_words
from app.ui.sell.cart_view import CartView
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import CENTER, paint_box, paint_text
from app.ui.wording import Wording

_FOOTER = 60
_CIRCLE = 88
_ICON = 40


class EmptyCart(QWidget):
    """Says how a sale begins."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_cart")
        self._theme = theme
        self._title = self.tr("Scan the first item")
        self._sentence = self.tr(
            "Or type a product name and press Enter. Up and Down choose a line."
        )
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._sentence)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        middle, top = self.width() / 2, self.height() / 2 - 114
        circle = QRectF(middle - _CIRCLE / 2, top, _CIRCLE, _CIRCLE)
        paint_box(painter, circle, _CIRCLE / 2, fill=theme.color("surface3"))
        at = circle.center() - QRectF(0, 0, _ICON, _ICON).center()
        theme.paint_icon(painter, at, "scan-barcode", "text3", _ICON)
        title = QRectF(0, top + 105, self.width(), 32)
        paint_text(painter, title, self._title, theme.font("title"), theme.color("text"), CENTER)
        below = QRectF(16, top + 138, self.width() - 32, 24)
        font = theme.font("body-lg")
        paint_text(painter, below, self._sentence, font, theme.color("text2"), CENTER)


class CartCard(Card):
    """The left card of Sell. Messages lie over its footer and hide no line."""

    def __init__(
        self, theme: Theme, wording: Wording, view: CartView, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, clip=True, parent=parent)
        self.setObjectName("cart_card")
        self._wording = wording
        self.view = view
        self.empty = EmptyCart(theme)
        self.count = Label(theme, "", "body", "text2", weight=500)
        self.count.setObjectName("cart_count")
        self.undo = GhostButton(theme, self.tr("Undo"), icon="undo-2")
        self.undo.setObjectName("undo")
        self.clear = GhostButton(theme, self.tr("Clear sale"), icon="trash-2")
        self.clear.setObjectName("clear_sale")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._body = QStackedLayout()
        column.addLayout(self._body, 1)  # first: it shows what it gets, else as a window of its own
        self._body.addWidget(self.empty)
        self._body.addWidget(view)
        column.addWidget(Divider(theme))
        column.addLayout(self._footer())

    def follow(self, undo: QAction, clear: QAction) -> None:
        self.undo.follow(undo)
        self.clear.follow(clear)

    def show_cart(self, cart: Cart) -> None:
        self._body.setCurrentWidget(self.empty if cart.is_empty else self.view)
        if cart.is_empty:
            self.count.setText(self.tr("No items yet"))
            return
        words = self._wording
        lines, items = words.lines(len(cart.lines)), words.items(cart.item_count)
        parts = [lines, items]
        if cart.sale_discount is not None:
            off = self.tr("{discount} off the sale")
            parts.append(off.format(discount=discount_words(cart.sale_discount, words)))
        self.count.setText("  ·  ".join(parts))

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        self.count.setFixedHeight(_FOOTER - 16)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
