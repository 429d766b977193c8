"""How one message looks: stripe, icon, words, actions."""

from __future__ import annotations

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton, SecondaryButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.painting import paint_box, square
from app.ui.widgets.shadow import Shadow
from app.ui.widgets.toast_message import KINDS, ToastAction, ToastMessage

_STRIPE = 6
_TEXT_LEFT = 72


class Toast(QWidget):
    """The one message on screen."""

    dismissed = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = KINDS["info"]
        self._icon = ""
        self._buttons: list[SecondaryButton] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = ElidedLabel(theme, "", "line-item", weight=600)
        self.detail = ElidedLabel(theme, "", "body", "text2")
        self.more = Label(theme, "", "label", "text3")
        self.close_button = IconButton(theme, "x", self.tr("Close message"))
        self.close_button.setObjectName("close_toast")
        self.close_button.clicked.connect(self.dismissed)
        self._build()
        self._shadow = Shadow(theme, self)
        theme.changed.connect(self.update)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_TEXT_LEFT, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.more)
        self._row.addWidget(self.close_button)

    def show_message(self, message: ToastMessage) -> None:
        self._kind = KINDS[message.kind]
        self._icon = message.icon or self._kind.icon
        self.title.setText(message.title)
        self.detail.setText(message.detail)
        self.detail.setVisible(bool(message.detail))
        self._replace_buttons(message.actions)
        self.update()

    def set_waiting(self, count: int) -> None:
        self.more.setText(self.tr("+{count} more").format(count=count))
        self.more.setVisible(count > 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        rect, radius = QRectF(self.rect()), self._theme.radius("card")
        ink = f"{self._kind.tone}_text"
        edge = "border" if self._theme.tone == "light" else "border_strong"
        paint_box(painter, rect, radius, fill=color("surface"), edge=color(edge))
        painter.save()
        painter.setClipRect(QRect(1, 1, _STRIPE, self.height() - 2))
        paint_box(painter, rect, radius, fill=color(ink))
        painter.restore()
        centre = QPointF(40, rect.center().y())
        paint_box(painter, square(centre, 40), 20, fill=color(f"{self._kind.tone}_soft"))
        self._theme.paint_icon(painter, centre - QPointF(11, 11), self._icon, ink, 22)

    def _replace_buttons(self, actions: tuple[ToastAction, ...]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._make_button(action) for action in actions]
        for offset, button in enumerate(self._buttons):
            self._row.insertWidget(2 + offset, button)

    def _make_button(self, action: ToastAction) -> SecondaryButton:
        button = SecondaryButton(self._theme, action.text, key=action.key, height=44)
        button.setObjectName("toast_action")

        def act() -> None:
            self.acted.emit(action.text)
            action.callback()

        button.clicked.connect(act)
        return button
