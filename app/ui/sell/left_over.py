"""What was typed into the scan field and never added, before any money is taken."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.ui.sell.scan_field import ScanField
from app.ui.widgets.toast import ToastHost, ToastMessage


class LeftOver(QObject):
    """Asks once; the second wish to be paid drops the text."""

    def __init__(self, field: ScanField, toasts: ToastHost, parent: QObject) -> None:
        super().__init__(parent)
        self._field, self._toasts = field, toasts
        self._asked_about = ""

    def is_settled(self) -> bool:
        """Say whether nothing is left, or the person has been asked about it already."""
        left = self._field.edit.text().strip()
        asked, self._asked_about = self._asked_about, left
        if left and left != asked:
            title = self.tr("“{text}” is typed but not added").format(text=left)
            advice = self.tr("Press Enter to add it, or pay again to go on without it.")
            self._toasts.post(ToastMessage(title, advice, "warning"))
            return False
        if left:
            self._field.start_over()
        self._asked_about = ""
        return True
