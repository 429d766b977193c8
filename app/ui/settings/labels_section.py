"""Settings: labels of a scale, whose barcodes carry a price or a weight."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.embedded import BarcodeRule, Label, read_label
from app.domain.errors import InvalidInput, StoreUnavailable
from app.domain.settings import ShopSettings
from app.ui.settings.list_section import ListSection
from app.ui.settings.section import point_at
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label as Words
from app.ui.widgets.segments import SegmentedControl
from app.ui.wording import Wording

_WEIGHT, _PRICE = "weight", "price"
_DECIMALS = "0123"
_PRICE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as typed; prefix and code length may still be wrong."""

    prefix: str
    code_length: str
    is_weight: bool
    decimals: int

    def rule(self) -> BarcodeRule:
        """Give the rule. Raises InvalidInput with the sentence for the prefix or the code."""
        length = int(self.code_length) if self.code_length.isdecimal() else 0
        return BarcodeRule(self.prefix, length, self.is_weight, self.decimals)


class LabelsSection(ListSection[RuleDraft]):
    """One rule for each kind of label, and a place to try one."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, "labels", "tag")
        self.set_title(self.tr("Scale labels"))
        self._shop, self._wording = shop, wording
        self.list.setAccessibleName(self.title)
        self.up.hide()  # their order means nothing
        self.down.hide()
        self.prefix = Field(theme, label=self.tr("Begins with"), height=48)
        self.code_length = Field(theme, label=self.tr("Digits of the code"), height=48)
        self.kind = SegmentedControl(theme)
        self.kind.add(_WEIGHT, self.tr("Weight"))
        self.kind.add(_PRICE, self.tr("Price"))
        self.decimals = SegmentedControl(theme)
        for digit in _DECIMALS:
            self.decimals.add(digit, digit)
        self.shape = Words(theme, "", "body", "text2", wrap=True)
        self.trial = Field(theme, icon="scan-barcode", height=48, label=self.tr("Try a label"),
                           placeholder=self.tr("Scan it, or type its digits"))  # fmt: skip
        self.said = Words(theme, "", "body-lg", "text2", wrap=True)
        self._name_fields()
        self._lay_out_editor()
        self.lay_out_list(
            self.tr("Labels printed by a scale"),
            self.tr("The longest beginning that fits is used."),
        )
        self._add_trial()
        self.end()
        for field in (self.prefix, self.code_length):
            field.text_edited.connect(self._on_edited)
            field.submitted.connect(self.try_to_save)
        self.kind.chosen.connect(self._on_edited)
        self.decimals.chosen.connect(self._on_edited)
        self.trial.text_changed.connect(self._try_label)
        self.refill()

    def show_settings(self, settings: ShopSettings) -> None:
        self.settings = settings
        self.show_problem(None)
        self.set_saved(
            [
                RuleDraft(rule.prefix, str(rule.code_length), rule.is_weight, rule.decimals)
                for rule in settings.barcode_rules
            ]
        )

    def handle_scan(self, code: str) -> bool:
        """Read the label by the rules as they stand here, saved or not."""
        self.trial.set_text(code)
        return True

    # The list

    def row_of(self, entry: RuleDraft) -> tuple[str, str]:
        kind = self.tr("weight") if entry.is_weight else self.tr("price")
        return entry.prefix or self.tr("New rule"), kind

    def new_entry(self) -> RuleDraft:
        return RuleDraft("", "5", is_weight=True, decimals=3)

    def focus_entry(self) -> None:
        self.prefix.edit.setFocus()

    def show_entry(self, entry: RuleDraft) -> None:
        self._forget_errors()
        self.prefix.set_text(entry.prefix)
        self.code_length.set_text(entry.code_length)
        self.kind.set_current(_WEIGHT if entry.is_weight else _PRICE)
        self.decimals.set_current(str(entry.decimals))
        self._show_shape()

    def entry_from_fields(self, entry: RuleDraft) -> RuleDraft:
        is_weight = self.kind.current == _WEIGHT
        decimals = int(self.decimals.current)
        return RuleDraft(
            self.prefix.text().strip(),
            self.code_length.text().strip(),
            is_weight,
            decimals if is_weight else min(decimals, _PRICE_DECIMALS),
        )

    @Slot()
    def try_to_save(self) -> None:
        rules = []
        for row, draft in enumerate(self.drafts):
            try:
                rules.append(draft.rule())
            except InvalidInput as problem:
                self._point_at(row, draft, problem.message)
                return
            if any(draft.prefix == other.prefix for other in rules[:-1]):
                self.list.setCurrentRow(row)
                point_at(self.prefix, self.tr("Another rule begins like this."))
                return
        if self.is_edited:
            self.wished.emit(replace(self.settings, barcode_rules=tuple(rules)))

    # Inside

    def _name_fields(self) -> None:
        self.kind.setAccessibleName(self.tr("What the label carries"))
        self.decimals.setAccessibleName(self.tr("Decimals"))
        for name in ("prefix", "code_length", "kind", "decimals", "shape", "trial", "said"):
            getattr(self, name).setObjectName(f"label_{name}")
        for field, longest in ((self.prefix, 8), (self.code_length, 2), (self.trial, 20)):
            field.edit.setMaxLength(longest)

    def _lay_out_editor(self) -> None:
        column = QVBoxLayout(self.editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.prefix, 1)
        first.addWidget(self.code_length, 1)
        column.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(12)
        for title, control in (
            (self.tr("What the label carries"), self.kind),
            (self.tr("Decimals"), self.decimals),
        ):
            both = QVBoxLayout()
            both.setSpacing(4)
            both.addWidget(Words(self.theme, title, "label", "text2"))
            both.addWidget(control)
            second.addLayout(both)
        second.addStretch(1)
        column.addLayout(second)
        column.addWidget(self.shape)
        column.addStretch(1)

    def _add_trial(self) -> None:
        box = self.add_card(self.tr("Try it"))
        box.addWidget(self.trial)
        box.addWidget(self.said)

    @Slot()
    def _on_edited(self) -> None:
        self._forget_errors()
        self.take_fields()
        if (entry := self.current) is not None:
            self.decimals.set_current(str(entry.decimals))
        self._show_shape()
        self._try_label()

    def _show_shape(self) -> None:
        """Draw the label in letters: beginning, code, value, check digit."""
        entry = self.current
        if entry is None:
            return
        try:
            rule = entry.rule()
        except InvalidInput as problem:
            self.shape.setText(problem.message)
            return
        said = self.tr("{prefix} · {code} digits of code · {value} digits of value · check digit")
        self.shape.setText(
            said.format(prefix=rule.prefix, code=rule.code_length, value=rule.value_length)
        )

    @Slot()
    def _try_label(self) -> None:
        code = "".join(self.trial.text().split())
        label = read_label(code, self._rules()) if code else None
        if not code:
            text, color = "", "text2"
        elif label is None:
            text, color = self.tr("No rule reads this; it is an ordinary barcode."), "text2"
        else:
            text, color = self._what_it_says(label), "success_text"
        self.said.setText(text)
        self.said.set_color(color)
        if text:
            announce(self.said, text)

    def _rules(self) -> list[BarcodeRule]:
        rules = []
        for draft in self.drafts:
            try:
                rules.append(draft.rule())
            except InvalidInput:
                continue  # said beside its field
        return rules

    def _what_it_says(self, label: Label) -> str:
        if label.price is not None:
            value = self._wording.money(label.price)
        else:
            value = "" if label.quantity is None else self._wording.quantity(label.quantity)
        name = self._product_called(label.code)
        said = self.tr("Code {code}: {name}, {value}")
        return said.format(code=label.code, name=name, value=value)

    def _product_called(self, code: str) -> str:
        try:
            found = self._shop.reader.products.by_code(code, by=self._shop.by)
        except StoreUnavailable:
            return self.tr("products cannot be looked up right now")
        return self.tr("no product has this code") if found is None else found.product.full_name

    def _forget_errors(self) -> None:
        self.prefix.set_error("")
        self.code_length.set_error("")
        self.show_problem(None)

    def _point_at(self, row: int, draft: RuleDraft, sentence: str) -> None:
        self.list.setCurrentRow(row)
        is_prefix = not (draft.prefix.isascii() and draft.prefix.isdigit())
        point_at(self.prefix if is_prefix else self.code_length, sentence)
