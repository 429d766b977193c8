"""A whole list of products from a file: chosen, looked at, brought in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.products.import_sheet import ImportSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

FileReader = Callable[[Path], Sequence[str]]
"""Gives the command, program first, that previews and feeds a file of products."""


class ImportDesk(QObject):
    """Shows what would come of a file; it is brought in when the person agrees."""

    imported = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        read_file: FileReader | None,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._read_file, self._page = read_file, page

    @property
    def is_able(self) -> bool:
        """Whether files can be read at all."""
        return self._read_file is not None

    @property
    def is_busy(self) -> bool:
        """Whether a file is being looked at or brought in; it says so when it is through."""
        return isinstance(Sheet.top(self._page.window()), ImportSheet)

    @Slot()
    def ask_for_file(self) -> None:
        files = self.tr("Lists (*.csv *.xlsx *.tsv *.txt *.gz)")
        dialog = QFileDialog(self._page.window(), self.tr("Import products"), "", files)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    @Slot(str)
    def import_file(self, name: str) -> None:
        """Open the preview of a file."""
        window = self._page.window()
        if self._read_file is None or Sheet.top(window) is not None:
            return
        path = Path(name)
        command = self._read_file(path)
        sheet = ImportSheet(self._shop, self._theme, self._wording, window, path, command)
        sheet.imported.connect(self.imported)
        sheet.open(sheet.cancel_button)
