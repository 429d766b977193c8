"""What was added last, large enough to be checked from where the cashier stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.cart_line import CartLine
from app.ui.theme import Theme
from app.ui.widgets.money_label import money_width
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

HEIGHT = 62
_INSET = 14


class LastAdded(QWidget):
    """Name, how many at which price, and the line's amount."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("last_added")
        self._theme = theme
        self._wording = wording
        self._line: CartLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_line(None)
        theme.changed.connect(self.update)

    @property
    def line(self) -> CartLine | None:
        return self._line

    def show_line(self, line: CartLine | None) -> None:
        self._line = line
        if line is None:
            self.setAccessibleName(self.tr("The last item you scan shows here"))
        else:
            self.setAccessibleName(f"{line.name}. {self._how_many(line)}")
        self.setToolTip("" if line is None else line.name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        box = QRectF(self.rect())
        color = theme.color
        radius = theme.radius("control")
        paint_box(painter, box, radius, fill=color("surface2"), edge=color("border"))
        inner = box.adjusted(_INSET, 0, -_INSET, 0)
        if self._line is None:
            words = self.accessibleName()
            paint_text(painter, inner, words, theme.font("body"), color("text2"))
            return
        amount = self._wording.money(self._line.net)
        font = theme.font("section", tabular=True)
        paint_text(painter, inner, amount, font, color("text"), RIGHT)
        room = inner.width() - money_width(theme, amount, "section", 18) - 12
        place = QRectF(inner.left(), 0, room, inner.height())
        name, below = two_lines(place, theme.scale)
        paint_text(painter, name, self._line.name, theme.font("heading"), color("text"))
        font = theme.font("label", weight=400)
        paint_text(painter, below, self._how_many(self._line), font, color("text3"))

    def _how_many(self, line: CartLine) -> str:
        words = self._wording
        unit = "" if line.unit in ("", "pc") else f" {line.unit}"
        return self.tr("Last added  ·  {quantity}{unit} × {price}").format(
            quantity=words.quantity(line.quantity), unit=unit, price=words.amount(line.unit_price)
        )
