"""Brings the focus back to the scan field when nobody is doing anything elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

IDLE_MS = 10_000


class IdleFocus(QObject):
    """Watches one page: ten idle seconds with nothing typed elsewhere, and scans land again."""

    def __init__(self, page: QWidget, home: QLineEdit, elsewhere: QLineEdit) -> None:
        super().__init__(page)
        self._page, self._home, self._elsewhere = page, home, elsewhere
        self.timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self.timer.timeout.connect(self._go_home)
        elsewhere.textEdited.connect(self.timer.start)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._home and self._page.isAncestorOf(now):
            self.timer.start()
        else:
            self.timer.stop()

    @Slot()
    def _go_home(self) -> None:
        if self._page.isVisible() and not self._elsewhere.text():
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
