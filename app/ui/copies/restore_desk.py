"""Leads from the wish to restore to a till that opens again over the restored shop."""

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
from app.ui.copies.restore_sheet import RestoreSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording

log = logging.getLogger(__name__)


class RestoreDesk(QObject):
    """The shop is let go before its file is replaced, and opened by a new till after."""

    refused = Signal(object)
    """ShopError: nothing was begun"""
    closing = Signal()
    """The shop is about to be let go: nothing else may use it"""
    given_up = Signal()
    """Neither a file nor a copy was taken"""
    ended = Signal(object)
    """ToastMessage: what came of it; the till has to open again"""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, run_again: RunAgain
    ) -> None:
        super().__init__(window)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._window, self._run_again = window, run_again
        self.sheet: RestoreSheet | None = None

    def is_selling(self) -> bool:
        """Say whether a sale is open; its cart would be gone with the shop."""
        try:
            return self._shop.reader.drafts.kept(by=self._shop.by) is not None
        except ShopError:
            return False

    @Slot(object)
    def ask(self, path: Path | None) -> None:
        """Show both sides of a copy; without a path ask for the file first."""
        if Right.BACKUPS not in self._shop.by.rights:
            self.refused.emit(NotAllowed())
        elif path is None:
            self._choose()
        else:
            self.look_at(str(path))

    @Slot()
    def rescue(self) -> None:
        """Begin with the newest of the folder's own copies: its shop cannot be opened."""
        errand = Errand(self._run_again(("backup", "--list", "--feed")), self)
        errand.done.connect(self._on_listed)
        errand.begin()

    @Slot(object)
    def _on_listed(self, said: dict[str, Any]) -> None:
        if said.get("copies"):
            self.look_at(str(Path(said["folder"]) / said["copies"][0]["name"]))
        else:
            self._choose()

    @Slot()
    def _choose(self) -> None:
        copies = self.tr("Copies of a shop (*.db);;All files (*)")
        dialog = QFileDialog(self._window, self.tr("Restore a copy"), "", copies)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.look_at)
        dialog.rejected.connect(self.given_up)
        dialog.open()

    @Slot(str)
    def look_at(self, path: str) -> None:
        self.sheet = RestoreSheet(
            self._theme, self._wording, self._window, self._run_again, Path(path)
        )
        self.sheet.confirmed.connect(self._restore)
        self.sheet.another_wanted.connect(self._choose)
        self.sheet.left.connect(self.given_up)
        self.sheet.open(self.sheet.cancel)

    @Slot(object)
    def _restore(self, arguments: Sequence[str]) -> None:
        try:
            # Where no shop can be opened there is nobody to ask for a PIN, and nothing to see.
            is_open = self._shop.is_open
            letter = self._shop.reader.people.letter(by=self._shop.by) if is_open else ""
        except ShopError as problem:
            self.refused.emit(problem)
            return
        if self.sheet is not None:
            self.sheet.show_busy()
        self.closing.emit()
        self._shop.close()
        errand = Errand(self._run_again(arguments), self, letter=letter)
        errand.done.connect(self._on_done)
        errand.begin()

    @Slot(object)
    def _on_done(self, said: dict[str, Any]) -> None:
        """Whatever came of it, the shop is whole: open it again and say what happened."""
        if said["problem"]:
            log.warning("not restored: %s", said["problem"])
            title = self.tr("The copy was not restored")
            self.ended.emit(ToastMessage(title, said["problem"], "error"))
            return
        title = self.tr("The copy is in place")
        detail = self.tr("What was here before is among the copies in Settings.")
        if said["till"] != said["copy"]["origin"]["till"]:
            numbers = self.tr("This is till {till} now; its sales begin with number {till}-000001.")
            detail = numbers.format(till=said["till"])
        self.ended.emit(ToastMessage(title, detail, "success"))
