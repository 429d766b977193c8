"""A setting that is on or off: words at the left, the switch at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import Button, Look
from app.ui.widgets.painting import paint_box, paint_focus_ring, paint_text

_TRACK = QSize(44, 24)
_GAP = 16
_INSET = 8


class Switch(Button):
    """The whole row is the target; on and off differ in place and sign, not in colour alone."""

    def __init__(
        self, theme: Theme, text: str, detail: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, height=64 if detail else 48, parent=parent)
        self._detail = detail
        self.setCheckable(True)
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def detail(self) -> str:
        return self._detail

    @property
    def is_cut(self) -> bool:
        """Whether the words are longer than the room for them."""
        room = self._words().width()
        title = self.theme.metrics("body-lg", weight=500).horizontalAdvance(self.text())
        return max(title, self.theme.metrics("label").horizontalAdvance(self._detail)) > room

    def look(self) -> Look:
        fill = "surface2" if self.underMouse() and self.isEnabled() else ""
        return Look(fill, "text" if self.isEnabled() else "disabled")

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self.look(), QRectF(self.rect())
        radius = self.theme.radius("control")
        if look.fill:
            paint_box(painter, box, radius, fill=self.theme.color(look.fill))
        if self.hasFocus():
            paint_focus_ring(painter, self.theme, box, radius)
        self._paint_words(painter, look)
        self._paint_track(painter)

    def _words(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_INSET, 0, -_INSET - _TRACK.width() - _GAP, 0)

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        title = self._words()
        color = self.theme.color
        if self._detail:
            below = title.translated(0, 11 * self.theme.scale)
            quiet = color("text2" if self.isEnabled() else "disabled")
            paint_text(painter, below, self._detail, self.theme.font("label", weight=400), quiet)
            title.translate(0, -10 * self.theme.scale)
        font = self.theme.font("body-lg", weight=500)
        paint_text(painter, title, self.text(), font, color(look.ink))

    def _paint_track(self, painter: QPainter) -> None:
        color, is_on = self.theme.color, self.isChecked()
        left = self.width() - _INSET - _TRACK.width()
        top = round((self.height() - _TRACK.height()) / 2)
        track = QRectF(left, top, _TRACK.width(), _TRACK.height())
        fill = "accent" if is_on else "surface"
        if not self.isEnabled():
            fill = "surface3"
        edge = "accent" if is_on and self.isEnabled() else "border_strong"
        paint_box(painter, track, 12, fill=color(fill), edge=color(edge))
        knob = QRectF(track.right() - 21 if is_on else track.left() + 3, track.top() + 3, 18, 18)
        paint_box(painter, knob, 9, fill=color("on_accent" if is_on else "text3"))
        if is_on:
            at = knob.center() - QPointF(6, 6)
            self.theme.paint_icon(painter, at, "check", "accent_text", 12)
