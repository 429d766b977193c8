"""Messages that say what happened and what to do, without standing in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton, SecondaryButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.painting import paint_box, square
from app.ui.widgets.shadow import Shadow

HEIGHT = 64
_STRIPE = 6
_TEXT_LEFT = 72
_WIDEST = 760
_EDGE = 24


@dataclass(frozen=True, slots=True)
class ToastAction:
    """A button of a message; `key` is the shortcut that does the same, if there is one."""

    text: str
    callback: Callable[[], None]
    key: str = ""


@dataclass(frozen=True, slots=True)
class ToastMessage:
    """What happened, and under it what to do. Kinds: info success undo warning error."""

    title: str
    detail: str = ""
    kind: str = "info"
    icon: str = ""
    actions: tuple[ToastAction, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    tone: str
    icon: str
    time: str = ""
    """Name of the time after which it goes by itself; empty: it stays."""


_KINDS = {
    "info": _Kind("accent", "info", "toastInfo"),
    "success": _Kind("success", "circle-check", "toastInfo"),
    "undo": _Kind("accent", "undo-2", "toastUndo"),
    "warning": _Kind("warning", "triangle-alert"),
    "error": _Kind("danger", "circle-alert"),
}


class Toast(QWidget):
    """The one message on screen."""

    dismissed = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = _KINDS["info"]
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
        self._kind = _KINDS[message.kind]
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


class ToastHost(QObject):
    """Shows one message at a time. The newest comes first, lasting ones wait under it."""

    posted = Signal(object)
    closed = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent or window)
        self._theme = theme
        self._window = window
        self._anchor: QWidget | None = None
        self._stack: list[ToastMessage] = []
        self.toast = Toast(theme, window)
        self.toast.hide()
        self.toast.dismissed.connect(self.dismiss)
        self.toast.acted.connect(self._acted)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._slide = QPropertyAnimation(self.toast, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        window.installEventFilter(self)

    @property
    def current(self) -> ToastMessage | None:
        return self._stack[-1] if self._stack else None

    @property
    def waiting(self) -> int:
        return max(0, len(self._stack) - 1)

    def set_anchor(self, anchor: QWidget | None) -> None:
        """Sit at the foot of this widget, or at the bottom of the window."""
        if self._anchor is not None:
            self._anchor.removeEventFilter(self)
        self._anchor = anchor
        if anchor is not None:
            anchor.installEventFilter(self)
        self._place()

    def post(self, message: ToastMessage) -> None:
        """Show a message at once. A passing one that is on screen gives way for good."""
        if self._stack and _KINDS[self._stack[-1].kind].time == "toastInfo":
            self._stack.pop()
        self._stack = [waiting for waiting in self._stack if waiting.title != message.title]
        self._stack.append(message)
        self._show_top()
        at_once = message.kind in ("error", "warning")
        spoken = f"{message.title}. {message.detail}" if message.detail else message.title
        announce(self.toast, spoken, at_once=at_once)
        self.posted.emit(message)

    @Slot()
    def dismiss(self) -> None:
        """Take the shown message away; the one that waits under it comes back."""
        if not self._stack:
            return
        self._stack.pop()
        if self._stack:
            self._show_top()
        else:
            self._hide()
        self.closed.emit()

    def clear_errors(self) -> None:
        """Drop errors and warnings: the next successful scan answers them."""
        lasting = [kept for kept in self._stack if kept.kind not in ("error", "warning")]
        if len(lasting) != len(self._stack):
            self._stack = lasting
            if lasting:
                self._show_top()
            else:
                self._hide()

    def close_all(self) -> None:
        self._stack.clear()
        self._hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)
        if moved and not self.toast.isHidden():
            self._place()
        return False

    def _show_top(self) -> None:
        message = self._stack[-1]
        self.toast.show_message(message)
        self.toast.set_waiting(self.waiting)
        was_hidden = self.toast.isHidden()
        self._place()
        self.toast.show()
        self.toast.raise_()
        if was_hidden:
            self._slide_in()
        self._timer.stop()
        if lasts := _KINDS[message.kind].time:
            self._timer.start(self._theme.time(lasts))

    def _hide(self) -> None:
        self._timer.stop()
        self.toast.hide()

    def _slide_in(self) -> None:
        lasts = self._theme.motion("base")
        if lasts:
            end = self.toast.pos()
            self._slide.setDuration(lasts)
            self._slide.setStartValue(end + QPoint(0, 10))
            self._slide.setEndValue(end)
            self._slide.start()

    def _place(self) -> None:
        self._slide.stop()
        if self._anchor is not None and self._anchor.isVisible():
            foot = self._anchor.mapTo(self._window, QPoint(5, self._anchor.height() - 4 - HEIGHT))
            self.toast.setGeometry(foot.x(), foot.y(), self._anchor.width() - 10, HEIGHT)
            return
        width = min(_WIDEST, self._window.width() - 2 * _EDGE)
        x = (self._window.width() - width) // 2
        self.toast.setGeometry(x, self._window.height() - HEIGHT - _EDGE, width, HEIGHT)

    @Slot(str)
    def _acted(self, text: str) -> None:
        self.dismiss()
        self.acted.emit(text)
