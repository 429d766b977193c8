"""Lucide icons as pixmaps in a token colour, drawn when first asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.domain.resources import resource


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

        renderer = QSvgRenderer(QByteArray(self._source(name, color).encode()))
        edge = max(1, round(size * ratio))
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str, color: QColor) -> str:
        if name not in self._sources:
            path = resource("icons", f"{name}.svg")
            self._sources[name] = path.read_text(encoding="utf-8")
        return self._sources[name].replace("currentColor", color.name())
