"""What a line will come to before it is changed: price, discount, total."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine
from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.wording import Wording

_ROW = 24
_INSET = 16


class LinePreview(QWidget):
    """A small calculation, painted; read aloud as one sentence."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line_preview")
        self._theme = theme
        self._wording = wording
        self._rows: list[tuple[str, str, str]] = []
        self._total = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def total(self) -> str:
        """The line total shown, empty while there is none."""
        return self._total

    def show_result(self, line: SaleLine, quantity: Quantity, gross: Money) -> None:
        words = self._wording
        count = f"{words.quantity(quantity)} × {words.amount(line.unit_price)}"
        self._rows = [(count, words.amount(gross), "text2")]
        if line.discount:
            discount = words.amount(-line.discount)
            self._rows.append((self.tr("Discount"), discount, "warning_text"))
        self._total = words.money(gross - line.discount)
        self._tell()

    def show_nothing(self) -> None:
        self._rows, self._total = [], ""
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(240, 28 + _ROW * max(len(self._rows), 1) + 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        box = QRectF(self.rect())
        radius = theme.radius("control")
        paint_box(painter, box, radius, fill=color("surface2"), edge=color("border"))
        inner = box.adjusted(_INSET, 8, -_INSET, -8)
        row = QRectF(inner.left(), inner.top(), inner.width(), _ROW)
        for words, amount, token in self._rows:
            paint_text(painter, row, words, theme.font("body"), color("text2"))
            font = theme.font("body", tabular=True, weight=500)
            paint_text(painter, row, amount, font, color(token), RIGHT)
            row.translate(0, _ROW)
        total = QRectF(inner.left(), inner.bottom() - 28, inner.width(), 28)
        if self._rows:
            painter.fillRect(
                QRectF(inner.left(), total.top() - 4, inner.width(), 1), color("border")
            )
        paint_text(
            painter, total, self.tr("Line total"), theme.font("body-lg", weight=600), color("text")
        )
        font = theme.font("section", tabular=True)
        paint_text(painter, total, self._total, font, color("text"), RIGHT)

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Line total {amount}").format(amount=self._total))
        self.updateGeometry()
        self.update()
