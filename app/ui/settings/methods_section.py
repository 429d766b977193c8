"""Settings: the ways to pay."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.errors import SaleRefused, ShopError
from app.domain.names import one_line
from app.domain.tender import MethodKind, PaymentMethod
from app.ui.settings.list_section import ListSection
from app.ui.settings.method_draft import MethodDraft, Trouble, draft_of, methods_of, trouble_in
from app.ui.settings.section import point_at
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.switch import Switch
from app.ui.wording import Wording

_LONGEST_NAME = 24
_LONGEST_PATTERN = 80


class MethodsSection(ListSection[MethodDraft]):
    """Name, letter, kind, and what reference each payment needs."""

    methods_wished = Signal(object)  # tuple[PaymentMethod, ...]

    def __init__(self, theme: Theme, plain: Wording) -> None:
        """`plain` knows the program's own words for methods, not the shop's."""
        super().__init__(theme, "methods", "credit-card")
        self.set_title(self.tr("Payments"))
        self._wording = plain
        self.list.setAccessibleName(self.tr("Ways to pay"))
        self._make_fields()
        self._lay_out_editor()
        self.lay_out_list(
            self.tr("How customers can pay"),
            self.tr("In this order on the payment screen. Alt and the letter choose one."),
        )
        self.end()
        for field in (self.name, self.letter, self.pattern):
            field.text_edited.connect(self._on_edited)
            field.submitted.connect(self.try_to_save)
        for switch in (self.needs_reference, self.opens_drawer, self.is_shown):
            switch.clicked.connect(self._on_edited)
        self.kind.chosen.connect(self._on_edited)
        self.trial.text_changed.connect(self._try_reference)
        self.refill()

    def show_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Show what is saved."""
        self.set_saved([draft_of(method) for method in methods])
        self.show_problem(None)

    # The list

    def row_of(self, entry: MethodDraft) -> tuple[str, str]:
        name = self._name_of(entry) or self.tr("New method")
        if not entry.is_shown:
            return name, self.tr("not shown")
        return name, self.tr("Alt+{letter}").format(letter=entry.letter) if entry.letter else ""

    def new_entry(self) -> MethodDraft:
        return MethodDraft("", "", MethodKind.WALLET, "", needs_reference=True)

    def can_remove(self, entry: MethodDraft) -> bool:
        """What sales may have been paid by stays; it can be hidden."""
        return entry.code not in {saved.code for saved in self.saved}

    def focus_entry(self) -> None:
        self.name.edit.setFocus()

    def show_entry(self, entry: MethodDraft) -> None:
        self._forget_errors()
        self.name.set_placeholder(self._wording.method(entry.code) if entry.code else "")
        self.name.set_text(entry.name)
        self.letter.set_text(entry.letter)
        is_account = entry.kind is MethodKind.ACCOUNT
        self.kind.setVisible(not is_account)
        self.kind_label.setText(self.tr("Put on an account") if is_account else self.tr("Kind"))
        if not is_account:
            self.kind.set_current(entry.kind.value)
        self.pattern.set_text(entry.pattern)
        self.needs_reference.setChecked(entry.needs_reference)
        self.opens_drawer.setChecked(entry.opens_drawer)
        self.is_shown.setChecked(entry.is_shown)
        self.trial.set_text("")
        self._offer_reference()

    def entry_from_fields(self, entry: MethodDraft) -> MethodDraft:
        return MethodDraft(
            entry.code,
            one_line(self.name.text()),
            self._kind_of(entry),
            self.letter.text().strip().upper(),
            self.needs_reference.isChecked(),
            self.pattern.text().strip(),
            self.opens_drawer.isChecked(),
            self.is_shown.isChecked(),
        )

    @Slot()
    def try_to_save(self) -> None:
        found = trouble_in(self.drafts, [self._name_of(draft) for draft in self.drafts])
        if found is not None:
            self._point_at(*found)
        elif self.is_edited:
            methods = methods_of(self.drafts)
            self.drafts = [draft_of(method) for method in methods]  # new ones have a code now
            self.methods_wished.emit(methods)

    # Inside

    def _make_fields(self) -> None:
        theme = self.theme
        self.name = Field(theme, label=self.tr("Name"), height=48)
        self.name.edit.setMaxLength(_LONGEST_NAME)
        self.letter = Field(theme, label=self.tr("Letter"), height=48)
        self.letter.edit.setMaxLength(1)
        self.kind_label = Label(theme, self.tr("Kind"), "label", "text2")
        self.kind = SegmentedControl(theme)
        self.kind.setAccessibleName(self.tr("Kind"))
        for kind, text in (
            (MethodKind.CASH, self.tr("Cash")),
            (MethodKind.CARD, self.tr("Card")),
            (MethodKind.WALLET, self.tr("Wallet")),
            (MethodKind.BANK, self.tr("Bank")),
            (MethodKind.CHEQUE, self.tr("Cheque")),
        ):
            self.kind.add(kind.value, text)
        self.needs_reference = Switch(theme, self.tr("Needs a reference"))
        self.opens_drawer = Switch(theme, self.tr("Opens the drawer"))
        self.is_shown = Switch(theme, self.tr("On the payment screen"))
        self.pattern = Field(
            theme, label=self.tr("Pattern of the reference"), height=48,
            placeholder=self.tr("Anything"),
        )  # fmt: skip
        self.pattern.edit.setMaxLength(_LONGEST_PATTERN)
        self.trial = Field(theme, label=self.tr("Try a reference"), height=48)
        self.said = Label(theme, "", "label", "text2", wrap=True)
        for name in ("name", "letter", "kind", "needs_reference", "opens_drawer", "is_shown",
                     "pattern", "trial", "said"):  # fmt: skip
            getattr(self, name).setObjectName(f"method_{name}")

    def _lay_out_editor(self) -> None:
        column = QVBoxLayout(self.editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name, 1)
        self.letter.setFixedWidth(96)
        first.addWidget(self.letter)
        column.addLayout(first)
        column.addWidget(self.kind_label)
        column.addWidget(self.kind)
        for switch in (self.is_shown, self.opens_drawer, self.needs_reference):
            column.addWidget(switch)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.pattern, 1)
        last.addWidget(self.trial, 1)
        column.addLayout(last)
        column.addWidget(self.said)
        column.addStretch(1)

    def _name_of(self, entry: MethodDraft) -> str:
        return entry.name or (self._wording.method(entry.code) if entry.code else "")

    def _kind_of(self, entry: MethodDraft) -> MethodKind:
        """A way to pay on account stays one; nothing else becomes one."""
        is_account = entry.kind is MethodKind.ACCOUNT
        return MethodKind.ACCOUNT if is_account else MethodKind(self.kind.current)

    def _offer_reference(self) -> None:
        entry = self.current
        kind = None if entry is None else self._kind_of(entry)
        has_reference = kind not in (MethodKind.CASH, MethodKind.ACCOUNT)
        for widget in (self.needs_reference, self.pattern, self.trial):
            widget.setEnabled(has_reference)
        if not self.trial.text():
            self.said.set_color("text2")
            self.said.setText(self._about_reference(kind))

    def _about_reference(self, kind: MethodKind | None) -> str:
        if kind is MethodKind.CASH:
            return self.tr("Cash has no reference.")
        if kind is MethodKind.ACCOUNT:
            return self.tr("Its reference is the code of the account.")
        return self.tr("[0-9]{13} asks for 13 digits, for example. Empty takes anything.")

    @Slot()
    def _on_edited(self) -> None:
        self._forget_errors()
        self.take_fields()
        self._offer_reference()
        self._try_reference()

    @Slot()
    def _try_reference(self) -> None:
        entry, typed = self.current, self.trial.text()
        if entry is None or not typed:
            self._offer_reference()
            return
        try:
            entry.method("trial").checked_reference(typed)
        except ShopError as problem:
            fits = self.tr("Would be refused.") if isinstance(problem, SaleRefused) else ""
            self.said.set_color("danger_text")
            self.said.setText(fits or problem.message)
        else:
            self.said.set_color("success_text")
            self.said.setText(self.tr("This reference fits."))

    def _forget_errors(self) -> None:
        for field in (self.name, self.letter, self.pattern):
            field.set_error("")
        self.show_problem(None)

    def _point_at(self, row: int, trouble: Trouble) -> None:
        sentences = {
            Trouble.NO_NAME: self.tr("Type the name of this method."),
            Trouble.SAME_NAME: self.tr("Another method has this name."),
            Trouble.NO_LETTER: self.tr("Type A to Z or 0 to 9."),
            Trouble.SAME_LETTER: self.tr("Another method has it."),
            Trouble.EXACT_LETTER: self.tr("Taken: exact amount."),
            Trouble.PATTERN: self.tr("This pattern cannot be read."),
            Trouble.NO_CASH: self.tr("Keep one method of the kind Cash on the payment screen."),
        }
        self.list.setCurrentRow(row)
        if trouble is Trouble.NO_CASH:
            self.problem.setText(sentences[trouble])
            self.problem.show()
        elif trouble in (Trouble.NO_NAME, Trouble.SAME_NAME):
            point_at(self.name, sentences[trouble])
        elif trouble is Trouble.PATTERN:
            point_at(self.pattern, sentences[trouble])
        else:
            point_at(self.letter, sentences[trouble])
