"""Soft shadows under popups, toasts and dialogs, painted once and stretched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.follower import Follower


@dataclass(frozen=True, slots=True)
class _Level:
    blur: int
    drop: int
    strength: float


_REACH = 0.85
"""How far the shadow is seen, as part of its blur."""
_ALPHA = QImage.Format.Format_Alpha8
_LEVELS = {"popup": _Level(20, 5, 0.13), "dialog": _Level(32, 12, 0.22)}


class Shadow(Follower):
    """Paints the shadow of its target just below it."""

    def __init__(self, theme: Theme, target: QWidget, level: str = "popup") -> None:
        self._theme = theme
        self._level = _LEVELS[level]
        self._radius = theme.radius("dialog" if level == "dialog" else "card")
        blur, drop = self._level.blur, self._level.drop
        super().__init__(target, QMargins(blur, blur - drop, blur, blur + drop))

    def restack(self) -> None:
        self.stackUnder(self._target)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        color = self._theme.color("shadow").rgb()
        level = self._level
        tile = _shadow_tile(level.blur, self._radius, color, level.strength, ratio)
        _paint_nine(QPainter(self), tile, self.rect(), level.blur * 2 + self._radius)


@lru_cache(maxsize=8)
def _shadow_tile(blur: int, radius: int, rgb: int, strength: float, ratio: float) -> QPixmap:
    """Draw the shadow of the smallest box with these corners: one corner, mirrored."""
    edge = round((blur * 2 + radius) * ratio)
    corner = QImage(_corner(edge, blur, radius, strength, ratio), edge, edge, edge, _ALPHA)
    sheet = QImage(edge * 2, edge * 2, _ALPHA)
    painter = QPainter(sheet)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    painter.drawImage(0, 0, corner)
    painter.drawImage(edge, 0, corner.flipped(across))
    painter.drawImage(0, edge, corner.flipped(down))
    painter.drawImage(edge, edge, corner.flipped(across | down))
    painter.end()
    pixmap = QPixmap(sheet.size())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.drawImage(0, 0, sheet)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(rgb))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _corner(edge: int, blur: int, radius: int, strength: float, ratio: float) -> bytes:
    """Compute one byte of opacity a pixel: full under the box, fading outward from its edge."""
    centre, reach = blur + radius, blur * _REACH
    pixels = bytearray()
    for row in range(edge):
        y = max(centre - (row + 0.5) / ratio, 0.0)
        for column in range(edge):
            x = max(centre - (column + 0.5) / ratio, 0.0)
            fade = min(1.0, max(0.0, 1 - (hypot(x, y) - radius) / reach))
            pixels.append(round(255 * strength * fade * fade))
    return bytes(pixels)


def _paint_nine(painter: QPainter, tile: QPixmap, target: QRect, corner: int) -> None:
    """Draw the tile's corners as they are and stretch what lies between."""
    ratio = tile.devicePixelRatio()
    edge = round(tile.width() / ratio)
    corner = min(corner, target.width() // 2, target.height() // 2)
    # Between the corners the tile is even: one pixel of it is enough.
    from_x = ((0, corner), (corner - 1, 1), (edge - corner, corner))
    to_x = (0, corner, target.width() - corner, target.width())
    to_y = (0, corner, target.height() - corner, target.height())
    for row in range(3):
        for column in range(3):
            if row == column == 1:
                continue
            (left, width), (top, height) = from_x[column], from_x[row]
            source = QRectF(left * ratio, top * ratio, width * ratio, height * ratio)
            painter.drawPixmap(
                QRectF(
                    to_x[column],
                    to_y[row],
                    to_x[column + 1] - to_x[column],
                    to_y[row + 1] - to_y[row],
                ),
                tile,
                source,
            )
