"""Where a name and the smaller words under it stand in a row, at every text size."""

from __future__ import annotations

from PySide6.QtCore import QRectF

_UPPER, _LOWER = 24, 20


def two_lines(area: QRectF, scale: float, lead: int = 23) -> tuple[QRectF, QRectF]:
    """Give the places of both lines, together in the middle; `lead` is from one to the other."""
    lead_now, lower = lead * scale, _LOWER * scale
    top = area.center().y() - (lead_now + lower) / 2
    upper = QRectF(area.left(), round(top), area.width(), _UPPER * scale)
    return upper, QRectF(area.left(), round(top + lead_now), area.width(), lower)
