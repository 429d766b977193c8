"""Dialogs that live inside the window: a panel over a scrim, with the focus kept in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.ui.theme import Theme
from app.ui.widgets.focus import focusable_widgets, step_focus
from app.ui.widgets.shadow import Shadow
from app.ui.widgets.sheet_parts import SheetHeader, SheetPanel

_EDGE = 16
"""How far a sheet stays from the window's edge when the window is small."""


class Sheet(QWidget):
    """One dialog: the scrim over the whole window, and the panel on it."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        title: str,
        *,
        width: int,
        height: int,
        header_height: int = 68,
        fill: str = "surface",
        header_fill: str = "",
        delete_on_close: bool = False,
    ) -> None:
        super().__init__(window)
        self.theme = theme
        self._window = window
        self._wanted = (width, height)
        self._delete_on_close = delete_on_close
        self._closable = True
        self._primary: QAbstractButton | None = None
        self._passing: list[QKeySequence] = []
        self._before: QWidget | None = None
        self.panel = SheetPanel(theme, self, fill, header_fill or fill, header_height)
        self.body = self.panel.body
        self._shadow = Shadow(theme, self.panel, "dialog")
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self._header = SheetHeader(theme, title, header_height, self.panel)
        self._header.close_button.clicked.connect(self.leave)
        self.panel.set_header(self._header)
        self._header.setVisible(header_height > 0)  # a panel may have a title of its own
        self.hide()
        window.installEventFilter(self)
        theme.changed.connect(self.update)

    # Making it

    def set_title(self, title: str) -> None:
        self._header.title.setText(title)
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)

    def set_subtitle(self, text: str) -> None:
        """Show a quieter text after the title."""
        self._header.subtitle.setText(text)
        self._header.subtitle.setVisible(bool(text))

    def add_to_header(self, widget: QWidget, *, at_right: bool = False) -> None:
        """Put a widget after the title, or before the close button."""
        self._header.add(widget, at_right=at_right)

    def set_primary(self, button: QAbstractButton | None) -> None:
        """Name the button that Enter presses."""
        self._primary = button

    def set_closable(self, closable: bool) -> None:
        """Allow closing by Esc and by the button, or not, for instance while saving."""
        self._closable = closable
        self._header.close_button.setEnabled(closable)

    def let_through(self, *keys: str) -> None:
        """Name shortcuts of the window that work while this sheet is open."""
        self._passing += [QKeySequence(key) for key in keys]

    def resize_panel(self, width: int, height: int) -> None:
        self._wanted = (width, height)
        self._settle()

    # Opening and closing

    @staticmethod
    def top(window: QWidget) -> Sheet | None:
        """Return the open sheet that lies on top of this window, if any."""
        for child in reversed(window.children()):
            if isinstance(child, Sheet) and not child.isHidden():
                return child
        return None

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet over everything; the focus goes to the given widget or the first."""
        if self.is_open:
            return
        self._before = QApplication.focusWidget()
        self._settle()
        self.raise_()
        self.show()
        self._take_focus(focus)
        self.opened.emit()

    @Slot()
    def close_sheet(self) -> None:
        """Close and give the focus back to what had it before, if that is still there."""
        if not self.is_open:
            return
        self.hide()
        before = self._before
        self._before = None
        if before is not None and _is_alive(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        elif (holder := QApplication.focusWidget()) is not None and self.isAncestorOf(holder):
            holder.clearFocus()  # a hidden sheet must hold no keys back
        self.closed.emit()
        if self._delete_on_close:
            self.deleteLater()

    @Slot()
    def leave(self) -> None:
        """Close on a person's wish: by Esc, by the cross, by a button that leads back."""
        if self._closable and self.may_leave():
            self.close_sheet()

    def may_leave(self) -> bool:
        """Say whether a person's wish to close may be followed now; a question may come first."""
        return True

    def take_scan(self, code: str) -> bool:
        """Take a scan that came while this sheet is on top; return whether it wanted it."""
        return False

    def handle_escape(self) -> bool:
        """Peel off an inner layer; return whether there was one. Esc closes when there is none."""
        return False

    # Qt

    def focusNextPrevChild(self, forward: bool) -> bool:
        step_focus(self.panel, forward=forward)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if not self.handle_escape():
                self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._press_primary()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._keeps(event))
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._settle()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.theme.scrim)

    # Inside

    def _press_primary(self) -> None:
        if self._primary is not None and self._primary.isVisible():
            self._primary.click()

    def _take_focus(self, focus: QWidget | None) -> None:
        if focus is None:
            order = focusable_widgets(self.panel)
            inside = [widget for widget in order if widget is not self._header.close_button]
            focus = (inside or order or [self])[0]
        focus.setFocus(Qt.FocusReason.PopupFocusReason)
        if hasattr(focus, "select_all"):
            focus.select_all()

    def _keeps(self, event: QKeyEvent) -> bool:
        """Whether a key stays in the sheet instead of reaching a shortcut of the window."""
        pressed = QKeySequence(event.keyCombination())
        if any(pressed == key for key in self._passing):
            return False
        actions = [key for a in self.findChildren(QAction) for key in a.shortcuts()]
        actions += [key for a in self.actions() for key in a.shortcuts()]
        shortcuts = [key for s in self.findChildren(QShortcut) for key in s.keys()]  # noqa: SIM118 - not a dict
        return pressed not in (*actions, *shortcuts)

    def _settle(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        width = min(self._wanted[0], window.width() - 2 * _EDGE)
        height = min(self._wanted[1], window.height() - 2 * _EDGE)
        corner = QPoint((window.width() - width) // 2, (window.height() - height) // 2)
        self.panel.setGeometry(QRect(corner.x(), corner.y(), width, height))


def _is_alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return isValid(widget)
