"""Import: what would come of a file, then how far it is, then what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ShopError
from app.ui.products.bringing_in import BringingIn, save_report
from app.ui.products.feed import Preview, ProductFeed, Refused
from app.ui.products.progress_line import ProgressLine
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.rows import style_view
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_MOST_LISTED = 500
"""Rows shown in the sheet; the saved report has all of them."""


class ImportSheet(Sheet):
    """Nothing is written before the person has seen what would be, and agreed."""

    imported = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        path: Path,
        command: Sequence[str],
    ) -> None:
        super().__init__(theme, window, "", width=720, height=600, delete_on_close=True)
        self.set_title(self.tr("Import products"))
        self.set_subtitle(path.name)
        self.setObjectName("import_sheet")
        self._shop, self._wording = shop, wording
        self._preview: Preview | None = None
        self._work: BringingIn | None = None
        self._is_stopped = self._is_over = False
        self._create()
        self._lay_out()
        self.feed = ProductFeed(command, self)
        self._connect()

    def _create(self) -> None:
        theme = self.theme
        self.headline = Label(theme, self.tr("Reading the file"), "section", "text", wrap=True)
        self.headline.setObjectName("import_headline")
        self.details = Label(theme, "", "body", "text2", wrap=True)
        self.details.setObjectName("import_details")
        self.first = [ElidedLabel(theme, "", "body", "text2") for _ in range(4)]
        self.refused_title = Label(theme, "", "label-strong", "warning_text")
        self.refused_list = QListWidget()
        self.refused_list.setObjectName("import_refused")
        self.refused_list.setAccessibleName(self.tr("Rows left out"))
        style_view(theme, self.refused_list)
        self.refused_list.setFont(theme.font("body"))
        self.bar = ProgressLine(theme)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setRange(0, 0)
        self.refused_list.setWordWrap(True)
        self.refused_list.setSpacing(3)
        self.refused_list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.cancel_button = SecondaryButton(theme, self.tr("Cancel"), height=52)
        self.cancel_button.setObjectName("import_cancel")
        self.report_button = SecondaryButton(
            theme, self.tr("Save report"), icon="file-spreadsheet", height=52
        )
        self.report_button.setObjectName("import_report")
        self.import_button = PrimaryButton(theme, self.tr("Import"), icon="upload", height=52)
        self.import_button.setObjectName("import_go")
        for later in (self.report_button, self.import_button, self.refused_title):
            later.hide()
        self.refused_list.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.report_button)
        buttons.addStretch(1)
        buttons.addWidget(self.import_button)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(10)
        column.addWidget(self.headline)
        column.addWidget(self.details)
        column.addWidget(self.bar)
        for label in self.first:
            column.addWidget(label)
        column.addWidget(self.refused_title)
        column.addWidget(self.refused_list, 1)
        column.addStretch(0)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.feed.previewed.connect(self._on_previewed)
        self.feed.failed.connect(self._on_failed)
        self.cancel_button.clicked.connect(self.leave)
        self.import_button.clicked.connect(self.start)
        self.report_button.clicked.connect(self._ask_where)
        self.closed.connect(self._on_closed)

    # What it does

    @Slot()
    def start(self) -> None:
        """Bring in what the preview showed."""
        if self._preview is None or self._work is not None:
            return
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.import_button.hide()
        self.cancel_button.setText(self.tr("Stop"))
        total = self._preview.added + self._preview.changed + self._preview.known
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(0)
        self.bar.show()
        self.headline.setText(self.tr("Importing"))
        self._work = BringingIn(self._shop, self.feed, self._preview, self)
        self._work.progressed.connect(self.bar.setValue)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_broken)

    def may_leave(self) -> bool:
        """While rows come in the first wish to leave stops them; what is in is told then."""
        if self._work is None or self._is_over:
            return True
        self._is_stopped = True
        self._work.stop()
        return False

    @Slot()
    def _on_closed(self) -> None:
        self.feed.stop()
        if self._work is not None:
            self.imported.emit()

    # Answers

    @Slot(object)
    def _on_previewed(self, preview: Preview) -> None:
        self._preview = preview
        self.bar.hide()
        useful = preview.added + preview.changed
        self.headline.setText(self._counted(preview.added, preview.changed, preview.known))
        remarks = " ".join(preview.remarks)
        columns = self.tr("Columns found: {columns}.").format(columns=preview.columns)
        self.details.setText(" ".join(part for part in (columns, remarks) if part))
        for label, product in zip(self.first, preview.first, strict=False):
            price = self._wording.money(product.price)
            label.setText("  ·  ".join(p for p in (product.name, product.sku, price) if p))
        self._list_refused(preview.refused)
        self.import_button.setVisible(useful > 0)
        self.set_primary(self.import_button if useful else None)
        first = self.import_button if useful else self.cancel_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.headline.text())

    @Slot()
    def _on_finished(self) -> None:
        if self._work is None:
            return
        work = self._work
        self._is_over = True
        self.bar.hide()
        for label in self.first:
            label.hide()
        counted = self._counted(work.added, work.changed, work.known)
        words = self.tr("Stopped. {counts}") if self._is_stopped else self.tr("Imported. {counts}")
        self.headline.setText(words.format(counts=counted))
        self.details.setText("")
        self._list_refused(work.refused)
        self.cancel_button.setText(self.tr("Close"))
        self.set_primary(self.cancel_button)
        announce(self, self.headline.text())

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self.bar.hide()
        self.import_button.hide()
        self.headline.setText(self.tr("This file cannot be imported"))
        self.details.setText(words)
        self.cancel_button.setText(self.tr("Close"))
        announce(self, words, at_once=True)

    @Slot(object)
    def _on_broken(self, problem: ShopError) -> None:
        words = " ".join(part for part in self._wording.error(problem) if part)
        self._is_over = True
        self._on_failed(words)
        self.headline.setText(self.tr("The import stopped. What is in stays in."))

    # Inside

    def _counted(self, added: int, changed: int, known: int) -> str:
        return self.tr("{added} new, {changed} changed, {known} unchanged").format(
            added=f"{added:,}", changed=f"{changed:,}", known=f"{known:,}"
        )

    def _list_refused(self, refused: Sequence[Refused]) -> None:
        self.refused_list.clear()
        for row in refused[:_MOST_LISTED]:
            self.refused_list.addItem(
                self.tr("Row {number}: {reason}").format(number=row.number, reason=row.reason)
            )
        self.refused_title.setText(
            self.tr("{count} rows left out").format(count=f"{len(refused):,}")
        )
        for widget in (self.refused_title, self.refused_list, self.report_button):
            widget.setVisible(bool(refused))

    @Slot()
    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save report"), "", self.tr("CSV (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("left-out.csv")
        dialog.fileSelected.connect(self.save_report_to)
        dialog.open()

    @Slot(str)
    def save_report_to(self, name: str) -> None:
        """Write every row left out, with its reason."""
        refused = self._work.refused if self._work is not None else None
        if refused is None and self._preview is not None:
            refused = list(self._preview.refused)
        try:
            save_report(Path(name), refused or [])
        except OSError as problem:
            self.details.setText(
                self.tr("The report could not be saved: {why}").format(why=problem.strerror)
            )
        else:
            self.details.setText(self.tr("Saved {name}").format(name=Path(name).name))
