"""Settings: lists that come in from other programs, and what goes out to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout

from app.ui.files import words
from app.ui.settings.section import Section
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton

_HEIGHT = 48


class FilesSection(Section):
    """A button for each kind; the windows that open do the rest."""

    import_requested = Signal(str)
    export_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "files", "file-spreadsheet")
        self.set_title(self.tr("Files"))
        self.buttons: dict[str, SecondaryButton] = {}
        said = self.tr(
            "CSV and Excel lists of other programs, such as Square, Loyverse, Shopify and OSPOS, "
            "are recognised by their columns. You see what would come of a file first, and a "
            "file that comes in twice counts once."
        )
        self._add(self.tr("Import"), said, "import", "upload", words.IMPORTS, self.import_requested)
        said = self.tr("For spreadsheets and other programs. Suki can read these files again.")
        self._add(
            self.tr("Export"), said, "export", "download", words.EXPORTS, self.export_requested
        )
        self.end()

    def _add(
        self,
        title: str,
        said: str,
        name: str,
        icon: str,
        kinds: Sequence[str],
        wish: SignalInstance,
    ) -> None:
        box = self.add_card(title, said)
        for first in range(0, len(kinds), 2):
            row = QHBoxLayout()
            row.setSpacing(8)
            for what in kinds[first : first + 2]:
                text = words.import_title(what) if name == "import" else words.export_title(what)
                button = SecondaryButton(self.theme, text, icon=icon, height=_HEIGHT)
                button.setObjectName(f"files_{name}_{what}")
                button.clicked.connect(partial(wish.emit, what))
                self.buttons[f"{name} {what}"] = button
                row.addWidget(button)
            row.addStretch(1)
            box.addLayout(row)
