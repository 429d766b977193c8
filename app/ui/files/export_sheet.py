"""Export: how, of which days and where to; it is written in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.clock import business_day
from app.domain.errors import ShopError
from app.domain.unfinished import unfinished
from app.ui.files import words
from app.ui.long_errand import LongErrand
from app.ui.period import preset, preset_name
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.progress_line import ProgressLine
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toggles import ChipRow
from app.ui.wording import Wording

CSV, XLSX = "csv", "xlsx"
_PERIODS = ("all", "this_month", "last_month", "this_year")


class ExportSheet(Sheet):
    """Selling goes on meanwhile. The process acts for who is here, by a letter of the shop."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        what: str,
        run: Callable[[Sequence[str]], Sequence[str]],
    ) -> None:
        """`run` gives the command that starts this program again with these arguments."""
        super().__init__(theme, window, "", width=600, height=440, delete_on_close=True)
        self.set_title(words.export_title(what))
        self.setObjectName("export_sheet")
        self._shop, self._wording, self._what, self._run = shop, wording, what, run
        self._errand: LongErrand | None = None
        self._path = Path()
        self._create()
        self._lay_out()
        self.cancel_button.clicked.connect(self.leave)
        self.export_button.clicked.connect(self._ask_where)
        self.closed.connect(self._stop)
        self.set_primary(self.export_button)

    def _create(self) -> None:
        theme = self.theme
        self.detail = Label(theme, words.export_detail(self._what), "body", "text2", wrap=True)
        kinds = [(XLSX, self.tr("Excel workbook")), (CSV, self.tr("CSV"))]
        self.kind = ChipRow(theme, kinds)
        self.kind.setObjectName("export_kind")
        self.days = ChipRow(theme, [(key, preset_name(key)) for key in _PERIODS])
        self.days.setObjectName("export_days")
        self.bar = ProgressLine(theme)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setRange(0, 0)
        self.said = Label(theme, "", "body", "text", wrap=True)
        self.said.setObjectName("export_said")
        self.cancel_button = SecondaryButton(theme, self.tr("Cancel"), height=52)
        self.cancel_button.setObjectName("export_cancel")
        self.export_button = PrimaryButton(theme, self.tr("Export"), icon="download", height=52)
        self.export_button.setObjectName("export_go")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(12)
        column.addWidget(self.detail)
        column.addWidget(Label(self.theme, self.tr("File"), "label", "text2"))
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        days = Label(self.theme, self.tr("Days"), "label", "text2")
        column.addWidget(days)
        column.addWidget(self.days, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.export_button)
        column.addLayout(buttons)
        self.bar.hide()
        if self._what not in (words.SALES, words.ACCOUNTS):
            days.hide()
            self.days.hide()

    # What it does

    @Slot(str)
    def export_to(self, name: str) -> None:
        """Write the file; what lies there under that name is replaced when all is written."""
        if self._errand is not None:
            return
        self._path = Path(name)
        try:
            letter = self._shop.reader.people.letter(by=self._shop.by)
        except ShopError as problem:
            self._say(" ".join(part for part in self._wording.error(problem) if part))
            return
        command = self._run(["export", self._what, name, "--feed", *self._period()])
        self._errand = LongErrand(command, self, letter=letter)
        self._errand.told.connect(self._on_told)
        self._errand.done.connect(self._on_done)
        for choice in (self.kind, self.days):
            choice.setEnabled(False)
        self.export_button.hide()
        self.bar.show()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(self.tr("Writing {name}").format(name=self._path.name))
        self._errand.begin()

    def _period(self) -> list[str]:
        clock = self._shop.clock
        chosen = preset(self.days.current, business_day(clock, clock.now()))
        said = []
        if chosen.start is not None:
            said += ["--from", chosen.start.isoformat()]
        if chosen.end is not None:
            said += ["--to", chosen.end.isoformat()]
        return said

    @Slot()
    def _ask_where(self) -> None:
        kind = self.kind.current
        named = self.tr("Excel workbook (*.xlsx)") if kind == XLSX else self.tr("CSV (*.csv)")
        dialog = QFileDialog(self, words.export_title(self._what), "", named)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        day = business_day(self._shop.clock, self._shop.clock.now())
        dialog.selectFile(f"{self._what}-{day.isoformat()}.{kind}")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    # Answers

    @Slot(str, int, int)
    def _on_told(self, _stage: str, row: int, _of: int) -> None:
        self.said.setText(
            self.tr("Writing {name}: {rows} rows").format(name=self._path.name, rows=f"{row:,}")
        )

    @Slot(object)
    def _on_done(self, said: dict[str, Any]) -> None:
        self._errand = None
        self.bar.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.set_primary(self.cancel_button)
        if problem := said.get("problem"):
            advice = said.get("advice", "")
            self._say(f"{problem} {advice}".strip())
        else:
            words_ = self.tr("Written: {rows} rows in {name}")
            self._say(words_.format(rows=f"{said['written']:,}", name=self._path.name))

    @Slot()
    def _stop(self) -> None:
        if self._errand is not None:
            self._errand.stop()
            unfinished(self._path).unlink(missing_ok=True)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        announce(self, text)
