"""What a line or a sale will come to before it is changed: price, discount, total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.cart_line import CartLine
from app.domain.money import Money
from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.wording import Wording

_ROW = 24
_INSET = 16


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the calculation; what is taken off stands out."""

    words: str
    amount: str
    is_off: bool = False
    is_struck: bool = False


class LinePreview(QWidget):
    """A small calculation, painted; read aloud as one sentence."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line_preview")
        self._theme = theme
        self._wording = wording
        self._steps: tuple[Step, ...] = ()
        self._name = self.tr("Line total")
        self._total = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def total(self) -> str:
        """The total shown, empty while there is none."""
        return self._total

    def show_line(self, line: CartLine) -> None:
        """Show how a line comes to its total; a price of its own stands under the old one."""
        words = self._wording
        steps = []
        if line.listed_price is not None:
            was = words.amount(line.listed_price)
            steps.append(Step(self.tr("Price"), was, is_struck=True))
        count = f"{words.quantity(line.quantity)} × {words.amount(line.unit_price)}"
        steps.append(Step(count, words.amount(line.gross)))
        if off := line.own_discount:
            steps.append(Step(self.tr("Discount"), words.amount(-off), is_off=True))
        self.show_steps(steps, self.tr("Line total"), line.net)

    def show_steps(self, steps: Sequence[Step], name: str, total: Money) -> None:
        """Show any calculation."""
        self._steps, self._name = tuple(steps), name
        self._total = self._wording.money(total)
        self._tell()

    def show_nothing(self) -> None:
        self._steps, self._total = (), ""
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(240, 28 + _ROW * max(len(self._steps), 1) + 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        box = QRectF(self.rect())
        radius = theme.radius("control")
        paint_box(painter, box, radius, fill=color("surface2"), edge=color("border"))
        inner = box.adjusted(_INSET, 8, -_INSET, -8)
        row = QRectF(inner.left(), inner.top(), inner.width(), _ROW)
        for step in self._steps:
            self._paint_step(painter, row, step)
            row.translate(0, _ROW)
        total = QRectF(inner.left(), inner.bottom() - 28, inner.width(), 28)
        if self._steps:
            painter.fillRect(
                QRectF(inner.left(), total.top() - 4, inner.width(), 1), color("border")
            )
        paint_text(painter, total, self._name, theme.font("body-lg", weight=600), color("text"))
        font = theme.font("section", tabular=True)
        paint_text(painter, total, self._total, font, color("text"), RIGHT)

    def _paint_step(self, painter: QPainter, row: QRectF, step: Step) -> None:
        theme, color = self._theme, self._theme.color
        paint_text(painter, row, step.words, theme.font("body"), color("text2"))
        font = theme.font("body", tabular=True, weight=500)
        font.setStrikeOut(step.is_struck)
        token = "warning_text" if step.is_off else "text2"
        paint_text(painter, row, step.amount, font, color(token), RIGHT)

    def _tell(self) -> None:
        name = self.tr("{name} {amount}").format(name=self._name, amount=self._total)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()
