"""Settings: how the Sell screen behaves, and what counts as no name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.names import LONGEST_NAME, name_key, one_line
from app.domain.settings import NO_NAMES, ShopSettings
from app.ui.settings.section import Section, point_at
from app.ui.shop_fields import parse_rate
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.row_list import ROW, RowList
from app.ui.widgets.switch import Switch
from app.ui.wording import Wording

_ROWS_SHOWN = 5
_LIMIT_WIDTH = 260


class SellingSection(Section):
    """Every choice is saved at once."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, "selling", "shopping-cart")
        self.set_title(self.tr("Selling"))
        self._wording = wording
        self._shown_limit = -1
        self.adds_to_line = Switch(
            theme,
            self.tr("Scanning again adds to the line"),
            self.tr("Off: every scan is a line of its own."),
        )
        self.adds_to_line.setObjectName("adds_to_line")
        self.hides_details = Switch(
            theme,
            self.tr("Hide customer details on the Sell screen"),
            self.tr("Only the name is shown: others may see this screen."),
        )
        self.hides_details.setObjectName("hides_details")
        box = self.add_card(self.tr("On the Sell screen"))
        box.addWidget(self.adds_to_line)
        box.addWidget(self.hides_details)
        self._add_limit()
        self._add_names()
        self.end()
        self.adds_to_line.clicked.connect(self._choose_lines)
        self.hides_details.clicked.connect(self._choose_details)

    def _add_limit(self) -> None:
        box = self.add_card(
            self.tr("Discounts"),
            self.tr("A cashier takes off so much without asking. More asks for a PIN."),
        )
        self.limit = Field(
            self.theme, label=self.tr("Discount without asking"), icon="tag", suffix="%", height=48
        )
        self.limit.setObjectName("discount_limit")
        self.limit.setMaximumWidth(_LIMIT_WIDTH)
        self.set_limit = SecondaryButton(self.theme, self.tr("Save"), height=48)
        self.set_limit.setObjectName("save_discount_limit")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.limit, 1)
        row.addWidget(self.set_limit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        box.addLayout(row)
        self.limit.submitted.connect(self._save_limit)
        self.limit.text_changed.connect(self._note_limit)
        self.set_limit.clicked.connect(self._save_limit)

    def _add_names(self) -> None:
        theme = self.theme
        box = self.add_card(
            self.tr("Counts as no name"),
            self.tr("What is typed when nobody gives a name. No customer is kept under it."),
        )
        self.word = Field(theme, placeholder=self.tr("Add a word, like walk-in"), height=48)
        self.word.setObjectName("no_name")
        self.word.edit.setMaxLength(LONGEST_NAME)
        self.add = SecondaryButton(theme, self.tr("Add"), icon="plus", height=48)
        self.add.setObjectName("add_no_name")
        self.names = RowList(theme, "no_names", self.tr("Counts as no name"))
        self.names.setFixedHeight(_ROWS_SHOWN * ROW)
        self.remove = SecondaryButton(theme, self.tr("Remove"), icon="trash-2", height=48)
        self.remove.setObjectName("remove_no_name")
        self.usual = SecondaryButton(theme, self.tr("As at the start"), height=48)
        self.usual.setObjectName("usual_no_names")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.names, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self.remove, self.usual):
            buttons.addWidget(button)
        buttons.addStretch(1)
        row.addLayout(buttons)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.word, 1)
        above.addWidget(self.add)
        box.addLayout(above)
        box.addLayout(row)
        self.word.submitted.connect(self._add)
        self.add.clicked.connect(self._add)
        self.word.text_changed.connect(self._forget_error)
        self.remove.clicked.connect(self._remove)
        self.names.removal_requested.connect(self._remove)
        self.usual.clicked.connect(self._take_usual)

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self.adds_to_line.setChecked(settings.adds_to_line)
        self.hides_details.setChecked(settings.hides_customer_details)
        if settings.discount_limit_bp != self._shown_limit:
            self._shown_limit = settings.discount_limit_bp
            self.limit.set_text(self._wording.percent_bp(self._shown_limit).rstrip("%"))
        self._note_limit()
        self.names.fill([(name, "") for name in settings.no_names])
        self.remove.setEnabled(bool(settings.no_names))
        self.usual.setEnabled(tuple(settings.no_names) != NO_NAMES)

    @Slot()
    def _note_limit(self) -> None:
        self.limit.set_error("")
        self.set_limit.setEnabled(parse_rate(self.limit.text()) != self.settings.discount_limit_bp)

    @Slot()
    def _save_limit(self) -> None:
        limit = parse_rate(self.limit.text())
        if limit is None:
            point_at(self.limit, self.tr("Type per cent as a number, like 10."))
        elif limit != self.settings.discount_limit_bp:
            self.wished.emit(replace(self.settings, discount_limit_bp=limit))

    @Slot(bool)
    def _choose_lines(self, on: bool) -> None:
        self.wished.emit(replace(self.settings, adds_to_line=on))

    @Slot(bool)
    def _choose_details(self, on: bool) -> None:
        self.wished.emit(replace(self.settings, hides_customer_details=on))

    @Slot()
    def _forget_error(self) -> None:
        self.word.set_error("")

    @Slot()
    def _add(self) -> None:
        name = one_line(self.word.text())
        if not name:
            point_at(self.word, self.tr("Type the word first."))
        elif self.settings.is_no_name(name) and name_key(name) in self._keys():
            point_at(self.word, self.tr("This word is in the list already."))
        else:
            self.word.set_text("")
            self.wished.emit(replace(self.settings, no_names=(*self.settings.no_names, name)))

    def _keys(self) -> set[str]:
        return {name_key(name) for name in self.settings.no_names}

    @Slot()
    def _remove(self) -> None:
        names, row = list(self.settings.no_names), self.names.currentRow()
        if 0 <= row < len(names):
            del names[row]
            self.wished.emit(replace(self.settings, no_names=tuple(names)))

    @Slot()
    def _take_usual(self) -> None:
        self.wished.emit(replace(self.settings, no_names=NO_NAMES))
