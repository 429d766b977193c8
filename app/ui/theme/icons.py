"""Lucide icons as pixmaps in a token colour, drawn when first asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.domain.resources import resource

_FILE_STROKE = 'stroke-width="1.9"'
_SMALL, _USUAL = 16, 22


class IconCabinet:
    """Draws each icon once per colour, size and pixel ratio, and keeps it."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, int, float, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: float, ratio: float) -> QPixmap:
        """Return the icon `size` logical pixels square, sharp at the given pixel ratio."""
        key = (name, color.rgba(), size, ratio)
        if (found := self._drawn.get(key)) is None:
            found = self._drawn[key] = self._draw(name, color, size, ratio)
        return found

    def _draw(self, name: str, color: QColor, size: float, ratio: float) -> QPixmap:
        # Imported here: a window without a painted icon should not pay for the SVG library.
        from PySide6.QtSvg import QSvgRenderer

        renderer = QSvgRenderer(QByteArray(self._source(name, color, size).encode()))
        edge = max(1, round(size * ratio))
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str, color: QColor, size: float) -> str:
        if name not in self._sources:
            path = resource("icons", f"{name}.svg")
            self._sources[name] = path.read_text(encoding="utf-8")
        drawn = self._sources[name].replace("currentColor", color.name())
        return drawn.replace(_FILE_STROKE, f'stroke-width="{_stroke(size)}"')


def _stroke(size: float) -> float:
    """Keep lines about 1.9 pixels thick: scaled down with the icon they would turn grey."""
    if size <= _SMALL:
        return 2.4
    return 2.2 if size <= _USUAL else 1.9
