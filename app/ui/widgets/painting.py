"""The strokes every painted widget shares: boxes, rings, text that elides, keycaps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
KEYCAP_HEIGHT = 20


def paint_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
) -> None:
    """Fill a rounded box; the edge lies wholly inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(edge, width))
        half = width / 2
        rect = rect.adjusted(half, half, -half, -half)
        radius -= half
    radius = min(radius, rect.height() / 2)
    painter.drawRoundedRect(rect, radius, radius)


def paint_focus_ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> QRectF:
    """Draw the ring along the inside of `rect`; return what is left for the control itself."""
    width = theme.ring_width
    paint_box(painter, rect, radius, edge=theme.color("focus"), width=width)
    inset = width + 2
    return rect.adjusted(inset, inset, -inset, -inset)


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line of text, elided at its end where it does not fit."""
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > rect.width() + 0.5:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)


def keycap_width(theme: Theme, text: str) -> float:
    """How wide a keycap with this text is drawn."""
    advance = theme.metrics("keycap").horizontalAdvance(text)
    return max(22.0, float(round(advance + 10)))


def keycap_height(theme: Theme) -> float:
    """How high a keycap is drawn at this text size."""
    return round(KEYCAP_HEIGHT * theme.scale)


def paint_keycap(
    painter: QPainter,
    theme: Theme,
    right_x: float,
    centre_y: float,
    text: str,
    *,
    color: str = "text3",
    edge: str = "border",
) -> QRectF:
    """Draw a key's name in a small frame that ends at `right_x`; return the frame."""
    width, height = keycap_width(theme, text), keycap_height(theme)
    rect = QRectF(round(right_x - width), round(centre_y - height / 2), width, height)
    paint_box(painter, rect, theme.radius("keycap"), edge=theme.color(edge))
    paint_text(painter, rect, text, theme.font("keycap"), theme.color(color), CENTER)
    return rect


def square(centre: QPointF, edge: float) -> QRectF:
    """Return the square of this edge around a point."""
    return QRectF(centre.x() - edge / 2, centre.y() - edge / 2, edge, edge)
