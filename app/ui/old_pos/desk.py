"""Leads from the wish to bring an old database along to a till that opens over what came of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.actor import Right
from app.domain.errors import NotAllowed, ShopError
from app.ui.copies.errand import Errand
from app.ui.copies.keeper import RunAgain
from app.ui.old_pos.sheet import OldPosSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording

log = logging.getLogger(__name__)
story = logging.getLogger("app.story")
"""What the owner reads on the terminal as well as in the log."""


class OldPosDesk(QObject):
    """The shop is let go before the old database comes along, and opened by a new till after."""

    refused = Signal(object)
    """ShopError: nothing was begun"""
    closing = Signal()
    """The shop is about to be let go: nothing else may use it"""
    ended = Signal(object)
    """ToastMessage: it came along; the till has to open again"""
    way_back = Signal(str)
    """The file that can be put back, empty when there is none"""
    stopped = Signal(object)
    """ToastMessage: nothing was changed; the till has to open again"""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, run_again: RunAgain
    ) -> None:
        super().__init__(window)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._window, self._run_again = window, run_again
        self.sheet: OldPosSheet | None = None
        self._report: dict[str, Any] = {}

    @Slot()
    def ask(self) -> None:
        """Ask for the file, then show what would come of it."""
        if Right.IMPORT not in self._shop.by.rights:
            self.refused.emit(NotAllowed())
            return
        kinds = self.tr("Old databases (*.db *.sqlite *.sqlite3 *.sql *.gz);;All files (*)")
        dialog = QFileDialog(self._window, self.tr("Bring the old POS along"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.look_at)
        dialog.open()

    @Slot(str)
    def look_at(self, path: str) -> None:
        sheet = self._open_sheet(Path(path))
        sheet.confirmed.connect(self._bring)
        sheet.look()

    def begin_with(self, path: Path) -> None:
        """An old database lies in the shop's place: it comes along before anything else."""
        sheet = self._open_sheet(path)
        sheet.show_busy()
        self._run(sheet, ("adopt", str(path), "--feed"), "")

    @Slot()
    def find_way_back(self) -> None:
        """Find out whether the file from before can be put back; `way_back` follows."""
        command = self._run_again(("adopt", "--put-back", "--dry-run", "--feed"))
        errand = Errand(command, self, letter=self._letter())
        errand.done.connect(self._on_way_back)
        errand.begin()

    @Slot(object)
    def _on_way_back(self, said: dict[str, Any]) -> None:
        self.way_back.emit("" if said.get("problem") else said.get("kept", ""))

    @Slot()
    def put_back(self) -> None:
        """Put the file from before back; the till opens over it."""
        letter = self._letter()
        self.closing.emit()
        self._shop.close()
        errand = Errand(self._run_again(("adopt", "--put-back", "--feed")), self, letter=letter)
        errand.done.connect(self._on_put_back)
        errand.begin()

    @Slot(object)
    def _on_put_back(self, said: dict[str, Any]) -> None:
        _tell_again(said)
        if said["problem"]:
            title = self.tr("The old file was not put back")
            self.stopped.emit(ToastMessage(title, said["problem"], "error"))
        else:
            title, detail = self.tr("{file} is back"), self.tr("What came of it is kept beside it.")
            self.ended.emit(ToastMessage(title.format(file=said["kept"]), detail, "success"))

    def _open_sheet(self, path: Path) -> OldPosSheet:
        self.sheet = OldPosSheet(
            self._theme, self._wording, self._window, self._run_again, path, self._letter
        )
        self.sheet.finished.connect(self._on_seen)
        self.sheet.open(self.sheet.cancel)
        return self.sheet

    def _letter(self) -> str:
        """Say to the program started again who is there; where nobody can say, nobody is."""
        try:
            is_open = self._shop.is_open
            return self._shop.reader.people.letter(by=self._shop.by) if is_open else ""
        except ShopError:
            return ""

    @Slot(object)
    def _bring(self, arguments: Sequence[str]) -> None:
        sheet, letter = self.sheet, self._letter()
        if sheet is None:
            return
        sheet.show_busy()
        self.closing.emit()
        self._shop.close()
        self._run(sheet, arguments, letter)

    def _run(self, sheet: OldPosSheet, arguments: Sequence[str], letter: str) -> None:
        feed = sheet.run(self._run_again(arguments), letter)
        feed.done.connect(self._on_done)
        sheet.cancel.clicked.disconnect(sheet.leave)
        sheet.cancel.clicked.connect(feed.stop)
        sheet.cancel.clicked.connect(self._on_cancelled)

    @Slot()
    def _on_cancelled(self) -> None:
        detail = self.tr("Everything is as it was.")
        title = self.tr("Nothing was brought along")
        self._close()
        self.stopped.emit(ToastMessage(title, detail, "info"))

    @Slot(object)
    def _on_done(self, said: dict[str, Any]) -> None:
        """Whatever came of it, the shop is whole."""
        sheet = self.sheet
        _tell_again(said)
        if "report" not in said:
            log.warning("not brought along: %s", said["problem"])
            title = self.tr("The old database was not brought along")
            words = " ".join(filter(None, (said["problem"], said.get("advice", ""))))
            self._close()
            self.stopped.emit(ToastMessage(title, words, "error"))
        elif sheet is not None:
            self._report = said["report"]
            sheet.show_report(self._report)

    @Slot()
    def _on_seen(self) -> None:
        title = self.tr("The old database came along")
        detail = self.tr("{sales} sales, {customers} customers. The report is {report}.")
        words = detail.format(
            sales=f"{self._report['sales']:,}",
            customers=f"{self._report['linked_customers']:,}",
            report=self._report["saved_as"],
        )
        self.sheet = None
        self.ended.emit(ToastMessage(title, words, "success"))

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
            self.sheet = None


def _tell_again(said: dict[str, Any]) -> None:
    """Log what the program that was started logged nowhere."""
    for line in said.get("story", ()):
        story.info("%s", line)
