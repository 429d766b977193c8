"""Which days of the history to show: a usual stretch, or first and last day as typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import InvalidInput
from app.domain.period import Period
from app.ui.actions import keycap
from app.ui.period import PRESETS, parse_day, preset, preset_name, preset_of, translated
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording


class PeriodPicker(Sheet):
    """A preset is taken at once; typed days are taken with Enter."""

    picked = Signal(object)

    def __init__(
        self, theme: Theme, wording: Wording, window: QWidget, period: Period, today: date
    ) -> None:
        super().__init__(
            theme, window, self.tr("Dates"), width=460, height=484, delete_on_close=True
        )
        self._wording = wording
        self._period = period
        self._today = today
        self.setObjectName("period_picker")
        self._create()
        self._lay_out()
        self.set_primary(self.show_button)
        self.show_button.clicked.connect(self._take_typed)
        self.cancel_button.clicked.connect(self.close_sheet)

    def _create(self) -> None:
        self.tiles: dict[str, ChoiceTile] = {}
        chosen = preset_of(self._period, self._today)
        for key in PRESETS:
            tile = ChoiceTile(self.theme, preset_name(key), height=48, centered=True)
            tile.setObjectName(f"period_{key}")
            tile.setChecked(key == chosen)
            tile.clicked.connect(self._take_preset)
            self.tiles[key] = tile
        example = self._wording.day(self._today)
        self.first = self._field("period_first", self.tr("From"), self._period.start, example)
        self.last = self._field("period_last", self.tr("To"), self._period.end, example)
        self.cancel_button = SecondaryButton(self.theme, self.tr("Cancel"), key=keycap("back"))
        self.cancel_button.setObjectName("period_cancel")
        self.show_button = PrimaryButton(self.theme, self.tr("Show these days"), key="Enter")
        self.show_button.setObjectName("period_show")

    def _field(self, name: str, label: str, day: date | None, example: str) -> Field:
        field = Field(self.theme, label=label, placeholder=example, height=48)
        field.setObjectName(name)
        field.set_text(self._wording.day(day) if day else "")
        field.text_edited.connect(self._clear_errors)
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, tile in enumerate(self.tiles.values()):
            line, half = divmod(place, 2)
            alone = place == len(self.tiles) - 1
            grid.addWidget(tile, line, half, 1, 2 if alone else 1)
        days = QHBoxLayout()
        days.setSpacing(14)
        for field in (self.first, self.last):
            days.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.show_button, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addLayout(days)
        column.addStretch(1)
        column.addLayout(buttons)

    @property
    def first_focus(self) -> QWidget:
        """Where the keys should go first: the chosen preset, else the first day."""
        checked = (tile for tile in self.tiles.values() if tile.isChecked())
        return next(checked, self.first)

    # Slots

    @Slot()
    def _take_preset(self) -> None:
        sender = self.sender()
        key = next(key for key, tile in self.tiles.items() if tile is sender)
        self._take(preset(key, self._today))

    @Slot()
    def _take_typed(self) -> None:
        first, last = self._read(self.first), self._read(self.last)
        wrong = next((field for field in (self.first, self.last) if field.error), None)
        if wrong is None and first and last and last < first:
            wrong = self.last
            wrong.set_error(translated("This is before the first day."))
        if wrong is not None:
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.select_all()
            return
        self._take(Period(first, last))

    @Slot()
    def _clear_errors(self) -> None:
        self.first.set_error("")
        self.last.set_error("")

    # Inside

    def _read(self, field: Field) -> date | None:
        field.set_error("")
        try:
            return parse_day(field.text())
        except InvalidInput as problem:
            field.set_error(problem.message)
            return None

    def _take(self, period: Period) -> None:
        self.close_sheet()
        self.picked.emit(period)
