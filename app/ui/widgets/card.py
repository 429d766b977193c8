"""Surfaces and lines: cards with rounded corners, dividers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box


class Card(QFrame):
    """A rounded surface with a hairline edge. With `clip`, children keep to its corners.

    A clipped card gives its layout one pixel of margin, so that the edge stays visible.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        fill: str = "surface",
        edge: str = "border",
        radius: str = "card",
        outside: str = "canvas",
        clip: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._fill = fill
        self._edge = edge
        self._radius = theme.radius(radius)
        self._outside = outside
        self._corners = (
            [_Corner(self, right, low) for right in (0, 1) for low in (0, 1)] if clip else []
        )
        if clip:
            self.setContentsMargins(1, 1, 1, 1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_card(QPainter(self), QRectF(self.rect()))

    def paint_card(self, painter: QPainter, rect: QRectF) -> None:
        fill = self.theme.color(self._fill) if self._fill else None
        edge = self.theme.color(self._edge) if self._edge else None
        paint_box(painter, rect, self._radius, fill=fill, edge=edge)

    def paint_outside(self, painter: QPainter, rect: QRectF) -> None:
        """Paint over what children drew beyond the rounded corners."""
        path = QPainterPath()
        path.addRect(rect)
        path.addRoundedRect(rect, self._radius, self._radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, self.theme.color(self._outside))
        if self._edge:
            painter.setPen(QPen(self.theme.color(self._edge), 1))
            half = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(half, self._radius - 0.5, self._radius - 0.5)

    @property
    def corner_edge(self) -> int:
        return self._radius

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for corner in self._corners:
            corner.settle()


class _Corner(QWidget):
    """A small mask over one corner of a card, above its children."""

    def __init__(self, card: Card, right: int, low: int) -> None:
        super().__init__(card)
        self._card = card
        self._right = right
        self._low = low
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def settle(self) -> None:
        edge = self._card.corner_edge
        x = (self._card.width() - edge) * self._right
        y = (self._card.height() - edge) * self._low
        self.setGeometry(x, y, edge, edge)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(-self.pos())
        self._card.paint_outside(painter, QRectF(self._card.rect()))


class Divider(QWidget):
    """A hairline, lying or standing."""

    def __init__(
        self, theme: Theme, *, vertical: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, free)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(free, fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))
