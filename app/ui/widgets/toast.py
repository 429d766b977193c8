"""Messages that say what happened and what to do, without standing in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QRect,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.toast_message import HEIGHT, KINDS, ToastAction, ToastMessage

if TYPE_CHECKING:
    from PySide6.QtCore import QPropertyAnimation

    from app.ui.widgets.toast_view import Toast

__all__ = ["ToastAction", "ToastHost", "ToastMessage"]

_WIDEST = 760
_EDGE = 24
_ABOVE_SHEET = 8


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
        self._toast: Toast | None = None
        self._slide: QPropertyAnimation | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        window.installEventFilter(self)

    @property
    def toast(self) -> Toast:
        """Give the message's widget, made for the first message."""
        if self._toast is None:
            from app.ui.widgets.toast_view import Toast

            self._toast = Toast(self._theme, self._window)
            self._toast.hide()
            self._toast.dismissed.connect(self.dismiss)
            self._toast.acted.connect(self._acted)
        return self._toast

    @property
    def current(self) -> ToastMessage | None:
        return self._stack[-1] if self._stack else None

    @property
    def waiting(self) -> int:
        return max(0, len(self._stack) - 1)

    def set_anchor(self, anchor: QWidget | None) -> None:
        """Sit at the foot of this widget, or at the bottom of the window.

        Over a sheet it sits at the top of the window: what is to be paid, the change and the
        buttons of a sheet are further down.
        """
        if self._anchor is not None:
            self._anchor.removeEventFilter(self)
        self._anchor = anchor
        if anchor is not None:
            anchor.installEventFilter(self)
        self._place()

    def post(self, message: ToastMessage) -> None:
        """Show a message at once. A passing one that is on screen gives way for good."""
        if self._stack and KINDS[self._stack[-1].kind].time == "toastInfo":
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

    def withdraw(self, message: ToastMessage) -> None:
        """Take back a message that no longer holds, also one that waits under another."""
        if self.current is message:
            self.dismiss()
        elif any(kept is message for kept in self._stack):
            self._stack = [kept for kept in self._stack if kept is not message]
            self.toast.set_waiting(self.waiting)

    def close_all(self) -> None:
        self._stack.clear()
        self._hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (
            *(QEvent.Type.Resize, QEvent.Type.Move),
            *(QEvent.Type.Show, QEvent.Type.Hide),
        )
        if moved:
            self._place()
        return False

    def _show_top(self) -> None:
        message = self._stack[-1]
        self.toast.show_message(message)
        self.toast.set_waiting(self.waiting)
        was_hidden = self.toast.isHidden()
        self.toast.show()
        self._place()
        self.toast.raise_()
        if was_hidden:
            self._slide_in()
        self._timer.stop()
        if lasts := KINDS[message.kind].time:
            self._timer.start(self._theme.time(lasts))

    def _hide(self) -> None:
        self._timer.stop()
        if self._toast is not None:
            self._toast.hide()

    def _slide_in(self) -> None:
        lasts = self._theme.motion("base")
        if lasts:
            slide, end = self._slide_of(self.toast), self.toast.pos()
            slide.setDuration(lasts)
            slide.setStartValue(end + QPoint(0, 10))
            slide.setEndValue(end)
            slide.start()

    def _slide_of(self, toast: Toast) -> QPropertyAnimation:
        if self._slide is None:
            from PySide6.QtCore import QEasingCurve, QPropertyAnimation

            self._slide = QPropertyAnimation(toast, b"pos", self)
            self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        return self._slide

    def _place(self) -> None:
        if self._toast is None or self._toast.isHidden():
            return
        if self._slide is not None:
            self._slide.stop()
        from app.ui.widgets.sheet import Sheet

        sheet = Sheet.top(self._window)
        if sheet is not None:
            sheet.installEventFilter(self)  # once it is gone the usual place is free again
            self._toast.setGeometry(self._centred(_ABOVE_SHEET))
        elif self._anchor is not None and self._anchor.isVisible():
            foot = self._anchor.mapTo(self._window, QPoint(5, self._anchor.height() - 4 - HEIGHT))
            self._toast.setGeometry(foot.x(), foot.y(), self._anchor.width() - 10, HEIGHT)
        else:
            self._toast.setGeometry(self._centred(self._window.height() - HEIGHT - _EDGE))

    def _centred(self, top: int) -> QRect:
        width = min(_WIDEST, self._window.width() - 2 * _EDGE)
        return QRect((self._window.width() - width) // 2, top, width, HEIGHT)

    @Slot(str)
    def _acted(self, text: str) -> None:
        self.dismiss()
        self.acted.emit(text)
