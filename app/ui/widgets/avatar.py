"""A person's initials in a colour that stays theirs."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, paint_text


def initials(name: str) -> str:
    """Return the first letters of the first and the last word (`Maricel Dela Cruz` -> MC).

    Words after a comma only tell namesakes apart and are left out.
    """
    words = [word for word in name.split(",")[0].split() if word[0].isalnum()]
    if not words:
        return "?"
    ends = words if len(words) == 1 else (words[0], words[-1])
    return "".join(word[0] for word in ends).upper()


def paint_avatar(painter: QPainter, theme: Theme, rect: QRectF, name: str) -> None:
    """Draw the round picture of a person."""
    back, fore = theme.avatar_pair(name)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(back)
    painter.setBrush(back)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    px = max(10, round(rect.width() * 0.345))
    # The circle does not grow with the text size, so neither do its letters.
    font = theme.font("label-strong", px=px / theme.scale, weight=600)
    paint_text(painter, rect, initials(name), font, fore, CENTER)


class AvatarView(QWidget):
    """The avatar as a widget; it is decoration, the name stands beside it."""

    def __init__(
        self, theme: Theme, name: str, size: int = 38, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), self._theme, QRectF(self.rect()), self._name)
