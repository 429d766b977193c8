"""The only modal windows: what must be read before anything else, and a fault of our own."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS = {
    "QtDebugMsg": logging.DEBUG,
    "QtInfoMsg": logging.INFO,
    "QtWarningMsg": logging.WARNING,
    "QtCriticalMsg": logging.ERROR,
    "QtFatalMsg": logging.CRITICAL,
}


def tell(title: str, detail: str, parent: QWidget | None = None) -> None:
    """Show one sentence and what to do, and wait until it was read."""
    _notice(title, detail, parent)[0].exec()


def offer(title: str, detail: str, way: str) -> bool:
    """Show one sentence with a way out of it; says whether that was taken."""
    from PySide6.QtWidgets import QMessageBox

    box, close = _notice(title, detail, None)
    out = box.addButton(way, QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(close)
    box.exec()
    return box.clickedButton() is out


def _notice(title: str, detail: str, parent: QWidget | None) -> tuple[QMessageBox, QPushButton]:
    from PySide6.QtWidgets import QLabel, QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Suki", title, parent=parent)
    box.setObjectName("notice")
    box.setInformativeText(detail)
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)  # a folder's name is never markup
    words = QCoreApplication.translate("notices", "Close")
    return box, box.addButton(words, QMessageBox.ButtonRole.AcceptRole)


class FaultReporter(QObject):
    """Receives every uncaught exception, from any thread, and lets the till go on.

    The first one is shown with a report that can be copied; the rest only go to the log until
    that notice is closed, so that a repeating fault cannot bury the counter in windows.
    """

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.report
        qInstallMessageHandler(_log_qt_message)

    def report(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        log.critical("uncaught fault", exc_info=(kind, fault, trace))
        self._caught.emit("".join(traceback.format_exception(kind, fault, trace)))

    @Slot(str)
    def _show(self, report: str) -> None:
        if self._is_showing:
            return
        self._is_showing = True
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(
            QMessageBox.Icon.Critical, "Suki", self.tr("Something in Suki went wrong.")
        )
        box.setObjectName("fault")
        box.setInformativeText(
            self.tr(
                "Sales that were completed are saved. You can go on; if it happens again, close "
                "Suki, open it again, and send this report to whoever looks after it."
            )
        )
        box.setDetailedText(report)
        copy = box.addButton(self.tr("Copy report"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)
        self._is_showing = False


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    _qt_log.log(_LEVELS.get(kind.name, logging.WARNING), "%s", text)
