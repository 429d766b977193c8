"""What the import window shows: a headline, what is known of the file, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.files import words
from app.ui.files.columns_form import ColumnsForm
from app.ui.files.feed import Refused
from app.ui.files.first_rows import FirstRows
from app.ui.files.refused_list import RefusedList
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.progress_line import ProgressLine
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording


class ImportPanel(Sheet):
    """The widgets of the import window, of which only those that fit its state are shown."""

    def __init__(
        self, theme: Theme, wording: Wording, window: QWidget, what: str, path: Path
    ) -> None:
        super().__init__(theme, window, "", width=900, height=648, delete_on_close=True)
        self.set_title(words.import_title(what))
        self.set_subtitle(path.name)
        self.setObjectName("import_sheet")
        self._wording, self._what = wording, what
        self._create()
        self._lay_out()

    def _create(self) -> None:
        theme = self.theme
        self.headline = Label(theme, "", "section", "text", wrap=True)
        self.headline.setObjectName("import_headline")
        self.details = Label(theme, "", "body", "text2", wrap=True)
        self.details.setObjectName("import_details")
        self.first = FirstRows(theme)
        self.form = ColumnsForm(theme, self._what)
        self.refused_title = Label(theme, "", "label-strong", "warning_text")
        self.refused_list = RefusedList(theme)
        self.bar = ProgressLine(theme)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._create_buttons()

    def _create_buttons(self) -> None:
        theme = self.theme
        self.cancel_button = SecondaryButton(theme, self.tr("Cancel"), height=52)
        self.cancel_button.setObjectName("import_cancel")
        self.report_button = SecondaryButton(
            theme, self.tr("Save rows left out"), icon="file-spreadsheet", height=52
        )
        self.report_button.setObjectName("import_report")
        self.aside_button = PrimaryButton(theme, self.tr("Sell meanwhile"), height=52)
        self.aside_button.setObjectName("import_aside")
        self.columns_button = SecondaryButton(theme, self.tr("Choose columns"), height=52)
        self.columns_button.setObjectName("import_columns")
        self.use_button = PrimaryButton(theme, self.tr("Use these columns"), height=52)
        self.use_button.setObjectName("import_use_columns")
        self.import_button = PrimaryButton(theme, self.tr("Import"), icon="upload", height=52)
        self.import_button.setObjectName("import_go")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.report_button)
        buttons.addStretch(1)
        for button in (
            *(self.aside_button, self.columns_button, self.use_button, self.import_button),
        ):
            buttons.addWidget(button)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(10)
        for widget in (self.headline, self.details, self.bar, self.first):
            column.addWidget(widget)
        column.addWidget(self.form, 1)
        column.addWidget(self.refused_title)
        column.addWidget(self.refused_list, 1)
        column.addStretch(0)
        column.addLayout(buttons)
        self.show_only()

    def show_only(self, *shown: QWidget) -> None:
        """Show of all that comes and goes only these; the headline and Cancel are always there."""
        for widget in (
            *(self.bar, self.first, self.form, self.refused_title, self.refused_list),
            *(self.report_button, self.aside_button, self.columns_button, self.use_button),
            self.import_button,
        ):
            widget.setVisible(widget in shown)

    def counted(self, added: int, changed: int, known: int, customers: int) -> str:
        """Say what came of the file, or would."""
        if self._what == words.SALES:
            said = self.tr("{sales} new, {known} known already, {customers} new")
            return said.format(
                sales=self._wording.sales(added),
                known=f"{known:,}",
                customers=self._wording.customers(customers),
            )
        said = self.tr("{added} new, {changed} changed, {known} unchanged")
        return said.format(added=f"{added:,}", changed=f"{changed:,}", known=f"{known:,}")

    def list_refused(self, refused: Sequence[Refused]) -> tuple[QWidget, ...]:
        """Fill the list of rows left out; gives what shows it."""
        self.refused_list.show_rows(refused)
        self.refused_title.setText(
            self.tr("{count} rows left out").format(count=f"{len(refused):,}")
            if len(refused) > 1
            else self.tr("1 row left out")
        )
        if not refused:
            return ()
        return (self.refused_title, self.refused_list, self.report_button)
