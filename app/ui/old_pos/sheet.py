"""Before an old database comes along: what would come of it; then how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimeZone, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.copies.keeper import RunAgain
from app.ui.long_errand import LongErrand
from app.ui.old_pos.figures import Figures
from app.ui.old_pos.progress import Progress
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.switch import Switch
from app.ui.wording import Wording

_WIDTH = 840
_HEIGHT = 680
_HEIGHT_BUSY = 320
_AROUND = 78
"""The header, and some air."""


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
        self._run_again, self._path = run_again, path
        self._letter = letter
        self._is_done = False
        self.about = Label(theme, "", "body-lg", "text2", wrap=True)
        self.about.setObjectName("old_pos_about")
        self.progress = Progress(theme)
        self.figures = Figures(theme, wording)
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
        self.read = SecondaryButton(theme, self.tr("Show the report"))
        self.read.setObjectName("old_pos_report")
        self.read.hide()
        self._errand: LongErrand | None = None
        self._report_path = ""
        self._lay_out()
        self.set_primary(self.bring)
        self.cancel.clicked.connect(self.leave)
        self.bring.clicked.connect(self._confirm)
        self.read.clicked.connect(self._open_report)
        self.zone.submitted.connect(self.look)
        self.zone.text_edited.connect(lambda: self.zone.set_error(""))
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
        if not self._has_zone():
            return
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
        for each in (self.figures, self.zone, self.no_names, self.bring):
            each.hide()
        self._buttons.setStretchFactor(self.cancel, 1)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize_panel(_WIDTH, _HEIGHT_BUSY)
        self.about.setText(self.tr("Bringing it along. Cancel leaves everything as it was."))

    def show_report(self, report: dict[str, Any]) -> None:
        """Tell what came of it, until the till is to open."""
        self._is_done = True
        said = self.tr("It came along. The report names every row to be looked at: {file}")
        if not report["saved_as"]:
            said = self.tr("All of it came along before; there was nothing to do.")
        self.about.setText(said.format(file=report["saved_as"]))
        self._show(report)
        self.cancel.hide()
        self._report_path = str(report.get("path", ""))
        self.read.setVisible(bool(self._report_path))
        self.bring.setText(self.tr("Open the till"))
        self.bring.show()
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize_panel(_WIDTH, _AROUND + self._column.totalHeightForWidth(_WIDTH))

    def _lay_out(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.read)
        self._buttons.addWidget(self.bring, 1)
        column = self._column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(12)
        said = (self.about, self.progress, self.figures, self.problem)
        for each in (*said, self.zone, self.no_names):
            column.addWidget(each)
        column.addStretch(1)
        column.addLayout(self._buttons)
        self.figures.hide()
        self.problem.hide()

    def _clear(self) -> None:
        self.figures.hide()
        self.problem.hide()

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
        self.figures.show_report(report, is_done=self._is_done)
        self.bring.setEnabled(True)
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _confirm(self) -> None:
        if self._is_done:
            self.close_sheet()
            self.finished.emit()
        elif self._has_zone():
            self.confirmed.emit(self.arguments())

    def _has_zone(self) -> bool:
        """Say whether the zone is one; the machine's where none is said."""
        zone = self.zone.text().strip()
        if not zone or QTimeZone.isTimeZoneIdAvailable(QByteArray(zone.encode())):
            return True
        self.zone.point_out(self.tr("This is no time zone. Write it like Asia/Manila."))
        return False

    @Slot()
    def _open_report(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._report_path))

    @Slot()
    def _stop(self) -> None:
        if self._errand is not None:
            self._errand.stop()
