"""The − n + of the chosen line: two real buttons around its quantity."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, paint_box, paint_text

EDGE = 44
_NUMBER_WIDTH = 44
_FONT_STEPS = (16, 14, 12, 10)


class StepButton(QPushButton):
    """One end of the stepper; keys do the same, so it stays out of the tab order."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setFixedSize(EDGE, EDGE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isDown() or self.underMouse():
            fill = self._theme.color("border" if self.isDown() else "surface3")
            paint_box(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, fill=fill)
        at = QPointF((EDGE - 20) / 2, (EDGE - 20) / 2)
        self._theme.paint_icon(painter, at, self._icon_name, "text", 20)


class Stepper(QWidget):
    """Sits over the quantity cell of the chosen line."""

    less_requested = Signal()
    more_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stepper")
        self._theme = theme
        self._text = ""
        self.less = StepButton(theme, "minus", self.tr("One fewer"), self)
        self.less.setObjectName("step_less")
        self.more = StepButton(theme, "plus", self.tr("One more"), self)
        self.more.setObjectName("step_more")
        self.setFixedSize(self.sizeHint())
        self.less.move(0, 0)
        self.more.move(EDGE + _NUMBER_WIDTH, 0)
        self.less.clicked.connect(self.less_requested)
        self.more.clicked.connect(self.more_requested)
        self.hide()
        theme.changed.connect(self.update)

    def set_line(self, name: str, quantity: str) -> None:
        self._text = quantity
        self.setAccessibleName(self.tr("Quantity of {name}").format(name=name))
        self.setAccessibleDescription(quantity)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * EDGE + _NUMBER_WIDTH, EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        radius = self._theme.radius("control")
        box = QRectF(self.rect())
        paint_box(painter, box, radius, fill=color("surface"), edge=color("border_strong"))
        for x in (EDGE, EDGE + _NUMBER_WIDTH - 1):
            painter.fillRect(QRectF(x, 1, 1, EDGE - 2), color("border"))
        middle = QRectF(EDGE + 1, 0, _NUMBER_WIDTH - 2, EDGE)
        px = self._fitting_px(middle.width())
        font = self._theme.font("line-item", tabular=True, weight=600, px=px)
        paint_text(painter, middle, self._text, font, color("text"), CENTER)

    def _fitting_px(self, room: float) -> int:
        """The largest size that shows every digit."""
        for px in _FONT_STEPS:
            metrics = self._theme.metrics("line-item", tabular=True, weight=600, px=px)
            if metrics.horizontalAdvance(self._text) <= room:
                return px
        return _FONT_STEPS[-1]
