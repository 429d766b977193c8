"""Files come in and go out: chosen, looked at, brought in or written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.actor import Right
from app.domain.errors import ShopError
from app.ui.files import words
from app.ui.files.export_sheet import ExportSheet
from app.ui.files.import_sheet import ImportSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

Run = Callable[[Sequence[str]], Sequence[str]]
"""Gives the command that starts this program again over the same shop, with these arguments."""
Admit = Callable[[Right, str, Callable[[], None]], object]
"""Goes on once somebody with this right is there, and says for what; else does nothing."""

_RIGHTS = {
    words.PRODUCTS: Right.EDIT_PRODUCTS,
    words.CUSTOMERS: Right.SEE_CUSTOMERS,
    words.SALES: Right.SEE_CUSTOMERS,
    words.ACCOUNTS: Right.ACCOUNTS,
}


class FileDesk(QObject):
    """One file at a time; both windows lie over whatever page or dialog asked for them."""

    imported = Signal(str)
    """what came in: products, customers or sales"""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        toasts: ToastHost,
        run: Run,
        admit: Admit,
    ) -> None:
        super().__init__(window)
        self._toasts = toasts
        self._aside: ImportSheet | None = None
        self._shop, self._theme, self._wording = shop, theme, wording
        self._window, self._run, self._admit = window, run, admit

    @property
    def is_importing(self) -> bool:
        """Whether a file is being looked at or brought in; it says so when it is through."""
        return isinstance(Sheet.top(self._window), ImportSheet)

    # Coming in

    def ask_for_file(self, what: str) -> None:
        """Ask which file, once somebody who may import is there.

        While a file is being imported it is that one which is shown.
        """
        if self._aside is not None:
            self._come_back()
            return
        self._admit(Right.IMPORT, words.import_title(what), lambda: self._choose_file(what))

    def import_file(self, what: str, name: str) -> None:
        """Open the preview of a file."""
        if self._is_busy() or self._aside is not None:
            return
        path = Path(name)
        try:
            letter = self._shop.reader.people.letter(by=self._shop.by)
        except ShopError as problem:
            title, detail = self._wording.error(problem)
            self._toasts.post(ToastMessage(title, detail, "error"))
            return

        def read_file(more: Sequence[str]) -> Sequence[str]:
            return self._run(["import", what, str(path), "--feed", *more])

        sheet = ImportSheet(
            *(self._shop, self._theme, self._wording, self._window, what, path, read_file),
            letter,
        )
        sheet.imported.connect(self.imported)
        sheet.put_away.connect(self._put_away)
        sheet.news.connect(self._tell_news)
        sheet.open(sheet.cancel_button)

    @Slot()
    def _put_away(self) -> None:
        sheet = self.sender()
        if isinstance(sheet, ImportSheet):
            self._aside = sheet
            title = self.tr("The import goes on")
            detail = self.tr("You are told when there is something to see.")
            self._toasts.post(ToastMessage(title, detail, "info", "upload", self._way_back()))

    @Slot(str)
    def _tell_news(self, title: str) -> None:
        self._toasts.post(ToastMessage(title, "", "info", "upload", self._way_back()))

    def _way_back(self) -> tuple[ToastAction, ...]:
        return (ToastAction(self.tr("Show"), self._come_back),)

    def _come_back(self) -> None:
        """Show the import that was put aside, once nothing else is open over the page."""
        if self._aside is not None and not self._is_busy():
            sheet, self._aside = self._aside, None
            sheet.come_back()

    def _choose_file(self, what: str) -> None:
        files = self.tr("Lists (*.csv *.xlsx *.tsv *.txt *.gz)")
        dialog = QFileDialog(self._window, words.import_title(what), "", files)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.import_file(what, name))
        dialog.open()

    # Going out

    @Slot(str)
    def export(self, what: str) -> None:
        """Ask how and where to, once somebody who may see all of it is there."""
        self._admit(_RIGHTS[what], words.export_title(what), lambda: self.open_export(what))

    def open_export(self, what: str) -> None:
        if not self._is_busy():
            sheet = ExportSheet(
                self._shop, self._theme, self._wording, self._window, what, self._run
            )
            sheet.open(sheet.export_button)

    def _is_busy(self) -> bool:
        return isinstance(Sheet.top(self._window), ImportSheet | ExportSheet)
