"""One product the customer often buys: a tap adds it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.habits import Habit
from app.domain.product import QuickKey
from app.ui.sell.key_button import ProductCard
from app.ui.theme import Theme
from app.ui.widgets.button import Look
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.wording import Wording

_INSET, _ICON, _LINE, _LOW = 12, 18, 17, 44


class OftenTile(ProductCard):
    """A wide one has the price at the right, a narrow one below the name."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(theme, wording, height=_LOW, parent=parent)
        self.price = ""
        self.is_wide = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hold(self, habit: Habit) -> None:
        """Take a product over."""
        product = habit.product
        self.held = QuickKey(product)
        self.price = self.price_of(product)
        seen = self.tr("In {times} of the last {of} purchases")
        seen = seen.format(times=habit.times, of=habit.of)
        self.setAccessibleName(product.full_name)
        self.setAccessibleDescription(", ".join(filter(None, (seen, self.price))))
        self.setToolTip(f"{product.full_name}\n{seen}")
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _LOW)

    def words_of(self, width: float) -> tuple[str, str]:
        """Give the two lines of a narrow tile: the price only below a name that fits one."""
        name, metrics = self.accessibleName(), self.theme.metrics("label", weight=500)
        if metrics.horizontalAdvance(name) <= width:
            return name, self.price
        first, rest = "", name.split(" ")
        while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
            first = f"{first} {rest.pop(0)}".strip()
        return (first, " ".join(rest)) if first else (name, self.price)

    def paint_content(self, painter: QPainter, look: Look) -> None:
        theme, enabled = self.theme, self.isEnabled()
        words = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
        at = QPointF(words.left(), round(words.center().y() - _ICON / 2))
        theme.paint_icon(painter, at, "plus", "accent_text" if enabled else "disabled", _ICON)
        words.setLeft(words.left() + _ICON + 8)
        if self.is_wide:
            self._paint_wide(painter, words, look)
        else:
            self._paint_narrow(painter, words, look)

    def _paint_wide(self, painter: QPainter, words: QRectF, look: Look) -> None:
        theme = self.theme
        font = theme.font("body", tabular=True)
        ink = "text2" if self.isEnabled() else "disabled"
        paint_text(painter, words, self.price, font, theme.color(ink), RIGHT)
        words.setRight(words.right() - QFontMetricsF(font).horizontalAdvance(self.price) - 8)
        name = theme.font("body", weight=500)
        paint_text(painter, words, self.accessibleName(), name, theme.color(look.ink))

    def _paint_narrow(self, painter: QPainter, words: QRectF, look: Look) -> None:
        theme, line = self.theme, _LINE * self.theme.scale
        first, second = self.words_of(words.width())
        above = QRectF(words.left(), words.center().y() - line, words.width(), line)
        name, ink = theme.font("label", weight=500), look.ink
        paint_text(painter, above, first, name, theme.color(ink))
        if second == self.price:
            name = theme.font("label", tabular=True, weight=400)
            ink = "text2" if self.isEnabled() else "disabled"
        paint_text(painter, above.translated(0, line + 1), second, name, theme.color(ink))
