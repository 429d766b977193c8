"""Before an old database comes along: what would come of it; then how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.money import Money
from app.ui.copies.keeper import RunAgain
from app.ui.long_errand import LongErrand
from app.ui.old_pos.progress import Progress
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.switch import Switch
from app.ui.wording import Wording

_WIDTH = 840
_HEIGHT = 680
_HEIGHT_BUSY = 320
_HEIGHT_SEEN = 560


class OldPosSheet(Sheet):
    """Everything but the move is done for the preview, so its numbers are the result's."""

    confirmed = Signal(object)
    """list[str]: the arguments that bring it along"""
    finished = Signal()
    """The report was seen"""

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        run_again: RunAgain,
        path: Path,
        letter: Callable[[], str] = str,
    ) -> None:
        """`letter` says anew for whom each run is done."""
        super().__init__(theme, window, "", width=_WIDTH, height=_HEIGHT, delete_on_close=True)
        self.setObjectName("old_pos_sheet")
        self.set_title(self.tr("Bring the old POS along"))
        self._wording, self._run_again, self._path = wording, run_again, path
        self._letter = letter
        self._is_done = False
        self.about = Label(theme, "", "body-lg", "text2", wrap=True)
        self.about.setObjectName("old_pos_about")
        self.progress = Progress(theme)
        self.figures = QGridLayout()
        self.problem = Label(theme, "", "body-lg", "danger_text", wrap=True)
        self.problem.setObjectName("old_pos_problem")
        self.zone = Field(theme, label=self.tr("Time zone of its times"), height=48)
        self.zone.setObjectName("old_pos_zone")
        self.zone.edit.setText(bytes(QTimeZone.systemTimeZoneId().data()).decode())
        self.no_names = Switch(
            theme,
            self.tr("Walk-in and the like count as no name"),
            self.tr("Their sales belong to nobody; the list of these names is in Settings."),
        )
        self.no_names.setObjectName("old_pos_no_names")
        self.no_names.setChecked(True)
        self.bring = PrimaryButton(theme, self.tr("Bring it along"))
        self.bring.setObjectName("old_pos_bring")
        self.cancel = SecondaryButton(theme, self.tr("Cancel"))
        self.cancel.setObjectName("old_pos_cancel")
        self._errand: LongErrand | None = None
        self._lay_out()
        self.set_primary(self.bring)
        self.cancel.clicked.connect(self.leave)
        self.bring.clicked.connect(self._confirm)
        self.zone.submitted.connect(self.look)
        self.no_names.toggled.connect(self.look)
        self.closed.connect(self._stop)

    def arguments(self) -> list[str]:
        """Give what the program is started again with."""
        said = ["adopt", str(self._path), "--feed"]
        if zone := self.zone.text().strip():
            said += ["--timezone", zone]
        return said if self.no_names.isChecked() else [*said, "--keep-no-names"]

    @Slot()
    def look(self) -> None:
        """Find out what would come of it, as it is asked for now."""
        self._clear()
        self.about.setText(self.tr("Looking at the old database. Nothing is written yet."))
        command = self._run_again([*self.arguments(), "--dry-run"])
        self.run(command, self._letter()).done.connect(self._on_looked)

    def run(self, command: Sequence[str], letter: str = "") -> LongErrand:
        """Start a run and show how far it is; gives it."""
        if self._errand is not None:
            self._errand.stop()
        self.bring.setEnabled(False)
        self.progress.begin()
        self.progress.show()
        self._errand = LongErrand(command, self, letter=letter)
        self._errand.told.connect(self.progress.tell)
        self._errand.done.connect(self.progress.hide)
        self._errand.begin()
        return self._errand

    def show_busy(self) -> None:
        """The shop was let go; from here on the till opens again, whatever happens."""
        self.set_closable(False)
        self.bring.setEnabled(False)
        for each in (self.zone, self.no_names):
            each.hide()
        self.resize_panel(_WIDTH, _HEIGHT_BUSY)
        self.about.setText(self.tr("Bringing it along. Cancel leaves everything as it was."))

    def show_report(self, report: dict[str, Any]) -> None:
        """Tell what came of it, until the till is to open."""
        self._is_done = True
        said = self.tr("It came along. The report names every row to be looked at: {file}")
        self.about.setText(said.format(file=report["saved_as"]))
        self.resize_panel(_WIDTH, _HEIGHT_SEEN)
        self._show(report)
        self.cancel.hide()
        self.bring.setText(self.tr("Open the till"))

    def _lay_out(self) -> None:
        card = Card(self.theme, fill="surface2", outside="surface")
        self.figures.setContentsMargins(20, 14, 20, 14)
        self.figures.setHorizontalSpacing(16)
        self.figures.setVerticalSpacing(6)
        self.figures.setColumnStretch(1, 1)
        card.setLayout(self.figures)
        self._card = card
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.bring, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(12)
        for each in (self.about, self.progress, card, self.problem, self.zone, self.no_names):
            column.addWidget(each)
        column.addStretch(1)
        column.addLayout(buttons)
        card.hide()
        self.problem.hide()

    def _clear(self) -> None:
        self._card.hide()
        self.problem.hide()
        while (item := self.figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    @Slot(object)
    def _on_looked(self, said: dict[str, Any]) -> None:
        if "report" not in said:
            self.about.setText(self.tr("This was not brought along."))
            self.problem.setText(" ".join(filter(None, (said["problem"], said.get("advice", "")))))
            self.problem.show()
            return
        self.about.setText(
            self.tr(
                "This is what would come of it. The old file stays as it is, and so does what is "
                "here now; Suki closes and opens again."
            )
        )
        self._show(said["report"])

    def _show(self, report: dict[str, Any]) -> None:
        self._clear()
        rows = self._rows(report)
        for row, (name, value) in enumerate(rows):
            self.figures.addWidget(Label(self.theme, name, "body", "text2"), row, 0)
            shown = ElidedLabel(self.theme, value, "body-lg", tabular=True)
            self.figures.addWidget(shown, row, 1)
        self._card.setAccessibleName("; ".join(f"{name}: {value}" for name, value in rows))
        self._card.show()
        self.bring.setEnabled(True)
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self, report: dict[str, Any]) -> list[tuple[str, str]]:
        total = self._wording.money(Money(report["total"]))
        sales = self.tr("{count}, of them {voided} voided; {total}")
        people = self.tr("{count} to be made, {new} of them only from names on sales")
        if self._is_done:
            people = self.tr("{count} made, {new} of them only from names on sales")
        homeless = ", ".join(f"{table} {count:,}" for table, count in report["homeless"])
        rows = [
            (
                self.tr("Sales"),
                sales.format(
                    count=f"{report['sales']:,}", voided=f"{report['voided_sales']:,}", total=total
                ),
            ),
            (self.tr("With a name"), f"{report['named_sales']:,}"),
            (self.tr("Counted as no name"), f"{report['no_name_sales']:,}"),
            (
                self.tr("Customers"),
                people.format(
                    count=f"{report['customers_made']:,}", new=f"{report['customers_new']:,}"
                ),
            ),
            (self.tr("Names that look alike"), f"{len(report['alike']):,}"),
            (self.tr("New products"), f"{report['products_added']:,}"),
            (self.tr("Accounts"), f"{report['accounts']:,}"),
            (self.tr("Rows to be looked at"), f"{sum(report['look_at'].values()):,}"),
        ]
        return [*rows, (self.tr("Stays in the old file"), homeless)] if homeless else rows

    @Slot()
    def _confirm(self) -> None:
        if self._is_done:
            self.close_sheet()
            self.finished.emit()
        else:
            self.confirmed.emit(self.arguments())

    @Slot()
    def _stop(self) -> None:
        if self._errand is not None:
            self._errand.stop()
