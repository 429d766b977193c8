"""Which column of the file is which of ours, said by hand."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.files import words
from app.ui.files.feed import Look
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.rows import style_view
from app.ui.widgets.select_box import SelectBox

_NONE = ""
_SHOWN_VALUES = 3


class ColumnsForm(QScrollArea):
    """One choice for each of our columns, with the first values beside it.

    Of sales it also asks how numbers of returns look and in which zone times are.
    """

    changed = Signal()

    def __init__(self, theme: Theme, what: str) -> None:
        super().__init__()
        self._theme, self._what = theme, what
        self._look: Look | None = None
        self.boxes: dict[str, SelectBox] = {}
        self._values: dict[str, ElidedLabel] = {}
        self.setObjectName("import_columns_form")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        style_view(theme, self)
        self.returns = Field(
            theme, label=self.tr("Numbers of returns"), placeholder="R*", height=48
        )
        self.returns.setObjectName("import_returns")
        self.zone = Field(
            theme, label=self.tr("Time zone of the file"), placeholder="Asia/Manila", height=48
        )
        self.zone.setObjectName("import_zone")
        self.returns.text_changed.connect(self.changed)
        self.zone.text_changed.connect(self.changed)

    def show_look(self, look: Look) -> None:
        """Ask about a file as it was understood so far."""
        self._look = look
        if self.boxes:
            return  # what was chosen stays
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 16, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        choices = {_NONE: self.tr("Not in the file")}
        choices.update((name, name) for name in look.header if name)
        for row, ours in enumerate(look.ours):
            box = SelectBox(self._theme, words.column(ours))
            box.setObjectName(f"import_column_{ours}")
            box.set_choices(choices, look.columns.get(ours, _NONE))
            box.chosen.connect(self._on_chosen)
            values = ElidedLabel(self._theme, "", "body", "text2")
            self.boxes[ours], self._values[ours] = box, values
            grid.addWidget(box, row, 0)
            grid.addWidget(values, row, 1, Qt.AlignmentFlag.AlignBottom)
        if self._what == words.SALES:
            self._add_questions(grid, len(look.ours))
        self.setWidget(inner)
        inner.setAutoFillBackground(False)  # setWidget turned it on
        self._show_values()

    @property
    def columns(self) -> dict[str, str]:
        """Give what was chosen: our name -> the file's, empty for none."""
        return {ours: box.current for ours, box in self.boxes.items()}

    def values(self, ours: str) -> str:
        """Give the first values of the column that was chosen for one of ours."""
        return self._values[ours].text()

    def arguments(self) -> list[str] | None:
        """Give what the command is told besides the columns; None when a zone is no zone."""
        said = []
        if number := self.returns.text().strip():
            said += ["--returns", number]
        zone = self.zone.text().strip()
        self.zone.set_error("")
        if zone:
            try:
                ZoneInfo(zone)
            except (ValueError, OSError, LookupError):
                self.zone.set_error(self.tr("Write it like Asia/Manila."))
                self.zone.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
            said += ["--timezone", zone]
        return said

    def _add_questions(self, grid: QGridLayout, row: int) -> None:
        about_returns = self.tr("Where they have numbers of their own; * stands for the rest.")
        about_zone = self.tr("Empty: the zone of this computer.")
        for field, why in ((self.returns, about_returns), (self.zone, about_zone)):
            beside = QVBoxLayout()
            beside.addStretch(1)
            beside.addWidget(Label(self._theme, why, "caption", "text2", wrap=True))
            grid.addWidget(field, row, 0)
            grid.addLayout(beside, row, 1)
            row += 1

    @Slot()
    def _on_chosen(self) -> None:
        self._show_values()
        self.changed.emit()

    def _show_values(self) -> None:
        look = self._look
        if look is None:
            return
        for ours, box in self.boxes.items():
            values: list[str] = []
            if box.current in look.header:
                place = look.header.index(box.current)
                values = [cells[place] for cells in look.first if cells[place]]
            self._values[ours].setText(",  ".join(values[:_SHOWN_VALUES]))
