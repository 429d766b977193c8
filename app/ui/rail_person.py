"""Who is at the till, at the bottom of the rail."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme import Theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.painting import CENTER, paint_focus_ring, paint_text

_SIZE = QSize(68, 58)
_AVATAR = 32.0
_WORD_PX, _SMALLEST_PX = 12.0, 9.0


class RailPerson(QPushButton):
    """Avatar over the name; a tap asks who else it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail_person")
        self._theme = theme
        self._name = ""
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_person("")
        theme.changed.connect(self.update)

    def show_person(self, name: str) -> None:
        self._name = name
        self.setText(name or self.tr("No name"))
        spoken = self.tr("At the till: {name}").format(name=name)
        self.setAccessibleName(spoken if name else self.tr("At the till: nobody by name"))
        self.setToolTip(self.accessibleName())
        self.update()

    def words_font(self) -> QFont:
        """Give the largest font in which the name fits; the smallest one elides it."""
        px = _WORD_PX
        while px > _SMALLEST_PX:
            metrics = self._theme.metrics("caption", weight=600, px=px)
            if metrics.horizontalAdvance(self.text()) <= self.width():
                break
            px -= 0.5
        return self._theme.font("caption", weight=600, px=px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as everywhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        is_lit = self.underMouse() or self.isDown()
        if is_lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("rail_active_bg"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        face = QRectF((self.width() - _AVATAR) / 2, 4, _AVATAR, _AVATAR)
        if self._name:
            paint_avatar(painter, self._theme, face, self._name)
        else:
            at = face.center() - QPointF(12, 12)
            self._theme.paint_icon(painter, at, "user", "rail_text", 24)
        words = QRectF(0, 39, self.width(), 17)
        # High contrast turns the two round: its lit item is dark words on a bright ground.
        ink = "rail_active" if is_lit or self._theme.tone != "contrast" else "rail_text"
        paint_text(painter, words, self.text(), self.words_font(), color(ink), CENTER)
        if self.hasFocus():
            paint_focus_ring(painter, self._theme, QRectF(self.rect()).adjusted(2, 2, -2, -2), 6)
