"""Import: what a file is, what would come of it, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import ShopError
from app.domain.import_text import columns_text
from app.ui.files.bringing_in import BringingIn
from app.ui.files.feed import FileFeed, Look, Preview, Refused
from app.ui.files.import_panel import ImportPanel
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.wording import Wording

ReadFile = Callable[[Sequence[str]], Sequence[str]]
"""Gives the command that reads the file, with these arguments more."""


class ImportSheet(ImportPanel):
    """Nothing is written before the person has seen what would be, and agreed."""

    imported = Signal(str)
    news = Signal(str)
    """What there is to see, while it is put aside"""
    put_away = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        what: str,
        path: Path,
        read_file: ReadFile,
        letter: str,
    ) -> None:
        """`letter` says to the process that reads for whom it does."""
        super().__init__(theme, wording, window, what, path)
        self._shop = shop
        self._path, self._read_file, self._letter = path, read_file, letter
        self._look: Look | None = None
        self._preview: Preview | None = None
        self._work: BringingIn | None = None
        self._named: dict[str, str] | None = None
        self._is_stopped = self._is_over = self._is_aside = False
        self._connect()
        self.feed = self._begin_reading(())

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.leave)
        self.aside_button.clicked.connect(self.put_aside)
        self.columns_button.clicked.connect(self.choose_columns)
        self.use_button.clicked.connect(self.use_columns)
        self.import_button.clicked.connect(self.start)
        self.report_button.clicked.connect(self._ask_where)
        self.closed.connect(self._on_closed)

    def _begin_reading(self, arguments: Sequence[str]) -> FileFeed:
        self._preview = None
        self.headline.setText(self.tr("Reading the file"))
        self.details.setText("")
        self.bar.setRange(0, 0)
        self.show_only(self.bar, self.aside_button)
        feed = FileFeed(self._what, self._read_file(arguments), self, letter=self._letter)
        feed.looked.connect(self._on_looked)
        feed.tried.connect(self._on_tried)
        feed.previewed.connect(self._on_previewed)
        feed.failed.connect(self._on_failed)
        feed.saved.connect(self._on_saved)
        feed.not_saved.connect(self.details.setText)
        return feed

    # What it does

    @Slot()
    def choose_columns(self) -> None:
        """Let the person say which column is which."""
        if self._look is None:
            return
        self.form.show_look(self._look)
        self.headline.setText(self.tr("Which column is which?"))
        self.details.setText(self._look.missing or self.tr("Beside each stand its first values."))
        self.show_only(self.form, self.use_button)
        self.set_primary(self.use_button)
        self._tell(next(iter(self.form.boxes.values())))

    @Slot()
    def use_columns(self) -> None:
        """Read the file again with the columns that were chosen."""
        more = self.form.arguments()
        if more is None:
            return
        self._named = self.form.columns
        self.feed.stop()
        self.feed.deleteLater()
        self.set_primary(None)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        columns = [f"--columns={text}" for text in columns_text(self._named)]
        self.feed = self._begin_reading([*columns, *more])

    @Slot()
    def start(self) -> None:
        """Bring in what the preview showed; remember the columns that were named for it."""
        preview, look = self._preview, self._look
        if preview is None or look is None or self._work is not None:
            return
        if self._named is not None:
            self._shop.intake.keep_columns(self._what, look.header, self._named)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cancel_button.setText(self.tr("Stop"))
        self.bar.setRange(0, max(1, preview.added + preview.changed + preview.known))
        self.bar.setValue(0)
        self.headline.setText(self.tr("Importing"))
        self.details.setText(self.tr("You can stop at any time: what is in stays in."))
        self.show_only(self.bar, self.aside_button)
        self.set_primary(self.aside_button)
        self._work = BringingIn(self._shop, self._what, self.feed, preview, self)
        self._work.progressed.connect(self._on_progressed)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_broken)

    @Slot()
    def put_aside(self) -> None:
        """Make room for selling; reading or importing goes on."""
        self._is_aside = True
        self._delete_on_close = False
        self.close_sheet()
        self._delete_on_close = True
        self.put_away.emit()

    def come_back(self) -> None:
        """Show it again as it stands."""
        self._is_aside = False
        self.open(self.cancel_button)

    def may_leave(self) -> bool:
        """While rows come in the first wish to leave stops them; what is in is told then."""
        if self._work is None or self._is_over:
            return True
        self._is_stopped = True
        self._work.stop()
        return False

    @Slot()
    def _on_closed(self) -> None:
        if self._is_aside:
            return
        self.feed.stop()
        if self._work is not None:
            self.imported.emit(self._what)

    # Answers

    @Slot(object)
    def _on_looked(self, look: Look) -> None:
        self._look = look
        if look.missing:
            self.choose_columns()
        else:
            self.first.show_rows(look)
            self.show_only(self.bar, self.first, self.aside_button)

    @Slot(int, int)
    def _on_tried(self, row: int, last: int) -> None:
        self.bar.setRange(0, last)
        self.bar.setValue(row)
        self.details.setText(self.tr("Row {row}").format(row=f"{row:,}"))

    @Slot(object)
    def _on_previewed(self, preview: Preview) -> None:
        self._preview = preview
        useful = preview.added + preview.changed
        self.headline.setText(
            self.counted(preview.added, preview.changed, preview.known, preview.customers)
        )
        self.details.setText(" ".join(preview.remarks))
        shown: list[QWidget] = [self.details, self.first, self.columns_button]
        if useful:
            shown.append(self.import_button)
        self.show_only(*shown, *self.list_refused(preview.refused))
        self.set_primary(self.import_button if useful else None)
        self._tell(self.import_button if useful else self.cancel_button)

    @Slot(int)
    def _on_progressed(self, through: int) -> None:
        self.bar.setValue(through)
        work = self._work
        if work is not None:
            self.headline.setText(
                self.tr("Importing: {counts}").format(
                    counts=self.counted(work.added, work.changed, work.known, work.customers)
                )
            )

    @Slot()
    def _on_finished(self) -> None:
        work = self._work
        if work is None:
            return
        self._is_over = True
        counts = self.counted(work.added, work.changed, work.known, work.customers)
        said = self.tr("Stopped. {counts}") if self._is_stopped else self.tr("Imported. {counts}")
        self.headline.setText(said.format(counts=counts))
        again = self.tr("Import the file again to go on: nothing is counted twice.")
        self.details.setText(again if self._is_stopped else "")
        self._end(self.list_refused(work.refused))
        if self._is_aside:
            self.imported.emit(self._what)

    @Slot(str)
    def _on_failed(self, problem: str) -> None:
        self.headline.setText(self.tr("This file cannot be imported"))
        self.details.setText(problem)
        self._end(())

    @Slot(object)
    def _on_broken(self, problem: ShopError) -> None:
        self._is_over = True
        self._on_failed(" ".join(part for part in self._wording.error(problem) if part))
        self.headline.setText(self.tr("The import stopped. What is in stays in."))

    @Slot(str)
    def _on_saved(self, name: str) -> None:
        self.details.setText(
            self.tr("Saved {name}. Correct the rows there and import that file.").format(name=name)
        )

    # Inside

    def _end(self, more: Sequence[QWidget]) -> None:
        self.cancel_button.setText(self.tr("Close"))
        self.show_only(self.details, *more)
        self.set_primary(self.cancel_button)
        self._tell(self.cancel_button)

    def _tell(self, next_button: QWidget) -> None:
        """Say what came, here or, while it is put aside, where selling goes on."""
        if self._is_aside:
            self.news.emit(self.headline.text())
            return
        next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.headline.text()} {self.details.text()}")

    @Slot()
    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save rows left out"), "", self.tr("CSV (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._path.stem}-left-out.csv")
        dialog.fileSelected.connect(self.save_left_out)
        dialog.open()

    @Slot(str)
    def save_left_out(self, name: str) -> None:
        """Have every row left out written, as it is and with its reason."""
        refused: Sequence[Refused] = ()
        if self._work is not None:
            refused = self._work.refused
        elif self._preview is not None:
            refused = self._preview.refused
        self.feed.save_left_out(Path(name), refused)
