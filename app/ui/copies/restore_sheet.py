"""Before a copy replaces the shop: both sides, what stays, and whose numbers go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.backup import Copy, Figures
from app.domain.backup_text import copy_of, figures_of
from app.ui.copies import words
from app.ui.copies.errand import Errand
from app.ui.copies.keeper import RunAgain
from app.ui.copies.which_till import WhichTill
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_WIDTH = 840
_HEIGHT = 480
_HEIGHT_ASKING = 580
_HEIGHT_NUMBERING = 680


class RestoreSheet(Sheet):
    """Checks the copy byte for byte first; nothing is replaced before the button was pressed."""

    confirmed = Signal(object)
    """list[str]: the arguments that restore it"""
    another_wanted = Signal()
    left = Signal()
    """Closed, and nothing else was asked for"""

    def __init__(
        self, theme: Theme, wording: Wording, window: QWidget, run_again: RunAgain, path: Path
    ) -> None:
        super().__init__(theme, window, "", width=_WIDTH, height=_HEIGHT, delete_on_close=True)
        self.setObjectName("restore_sheet")
        self.set_title(self.tr("Restore a copy"))
        self._wording, self._path = wording, path
        self._is_elsewhere = False
        self.about = Label(theme, self.tr("Checking the copy …"), "body-lg", "text2", wrap=True)
        self.about.setObjectName("restore_about")
        self.sides = QGridLayout()
        self.problem = Label(theme, "", "body-lg", "danger_text", wrap=True)
        self.problem.setObjectName("restore_problem")
        self.question = WhichTill(theme)
        self.restore = PrimaryButton(theme, self.tr("Restore this copy"), icon="history")
        self.restore.setObjectName("restore_confirm")
        self.cancel = SecondaryButton(theme, self.tr("Cancel"))
        self.cancel.setObjectName("restore_cancel")
        self.another = SecondaryButton(theme, self.tr("Another file…"))
        self.another.setObjectName("restore_another")
        self.check = SecondaryButton(theme, self.tr("Look it through anew"))
        self.check.setObjectName("restore_check")
        self._run_again = run_again
        self._is_followed = self._is_anew = False
        self._lay_out()
        self.restore.setEnabled(False)
        self.set_primary(self.restore)
        self.cancel.clicked.connect(self.leave)
        self.another.clicked.connect(self._want_another)
        self.restore.clicked.connect(self._confirm)
        self.question.answered.connect(self._on_answer)
        self.closed.connect(self._stop)
        self.check.clicked.connect(self._check_anew)
        self._errand = self._look()

    def show_busy(self) -> None:
        """From here on there is no way back to this till."""
        self.set_closable(False)
        for button in (self.restore, self.cancel, self.another):
            button.setEnabled(False)
        self.question.setEnabled(False)
        self.about.setText(self.tr("Restoring. This can take a minute …"))

    def _lay_out(self) -> None:
        card = Card(self.theme, fill="surface2", outside="surface")
        self.sides.setContentsMargins(20, 14, 20, 14)
        self.sides.setHorizontalSpacing(16)
        self.sides.setVerticalSpacing(6)
        self.sides.setColumnStretch(1, 1)
        self.sides.setColumnStretch(2, 1)
        card.setLayout(self.sides)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.another)
        buttons.addWidget(self.check)
        buttons.addWidget(self.restore, 1)
        self.check.hide()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(12)
        for each in (self.about, card, self.question, self.problem):
            column.addWidget(each)
        column.addStretch(1)
        column.addLayout(buttons)
        self._card = card
        card.hide()
        self.question.hide()
        self.problem.hide()

    def _look(self) -> Errand:
        command = self._run_again(("restore", str(self._path), "--dry-run", "--feed"))
        errand = Errand(command, self)
        errand.done.connect(self._on_looked)
        errand.begin()
        return errand

    @Slot()
    def _check_anew(self) -> None:
        """Have a record written in place of the one that is lost, and look again."""
        self.check.setEnabled(False)
        self.problem.hide()
        self.about.setText(self.tr("Looking the copy through …"))
        command = self._run_again(("backup", "--check", str(self._path), "--feed"))
        self._errand = Errand(command, self)
        self._errand.done.connect(self._on_checked)
        self._errand.begin()

    @Slot(object)
    def _on_checked(self, said: dict[str, Any]) -> None:
        if said["problem"]:
            self._on_looked(said)
        else:
            self._is_anew = True
            self._errand = self._look()

    @Slot(object)
    def _on_looked(self, said: dict[str, Any]) -> None:
        self.check.setVisible(said.get("has_no_record", False))
        if said["problem"]:
            self.about.setText(self.tr("This copy was not restored."))
            self.problem.setText(said["problem"])
            self.problem.show()
            return
        copy, here = copy_of(said["copy"]), said["here"]
        self._is_elsewhere = said["is_elsewhere"]
        self.about.setText(self._said_of(copy))
        made = words.when(copy, self._wording)
        self._show_sides(
            None if here is None else figures_of(here), copy.figures, self.tr("The copy"), made
        )
        if self._is_elsewhere:
            self.question.ask(copy.origin.computer, said["taken"])
            self.question.show()
            self.resize_panel(_WIDTH, _HEIGHT_ASKING)
        self.restore.setEnabled(not self._is_elsewhere)
        (self.question.retired if self._is_elsewhere else self.restore).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _said_of(self, copy: Copy) -> str:
        said = [self.tr("The copy is whole.")]
        if self._is_anew:
            said = [self.tr("It was looked through; whether a byte of it changed nobody can tell.")]
        if copy.differing:
            said.append(self.tr("Some of its figures differ from the recount."))
        replaces = self.tr(
            "It replaces everything that is here now; what is here is copied first, so there is a "
            "way back. Suki closes and opens again."
        )
        return " ".join((*said, replaces))

    def _show_sides(self, here: Figures | None, copy: Figures, title: str, made: str) -> None:
        head = [("", "", title), ("", self.tr("Here now"), made)]
        there = words.facts(copy, self._wording)
        now = (
            [(name, "–") for name, _ in there] if here is None else words.facts(here, self._wording)
        )
        rows = [(name, mine, theirs) for (name, mine), (_, theirs) in zip(now, there, strict=True)]
        self._fill([(name, mine, theirs) for name, mine, theirs in head[1:]], "label-strong", 0)
        self._fill(rows, "body-lg", 1)
        self._card.setAccessibleName(
            "; ".join(f"{name}: {mine}, {title}: {theirs}" for name, mine, theirs in rows)
        )
        self._card.show()

    def _fill(self, rows: Sequence[tuple[str, str, str]], type_name: str, first: int) -> None:
        for row, (name, mine, theirs) in enumerate(rows, first):
            differs = mine != theirs and row > 0
            self.sides.addWidget(Label(self.theme, name, "body", "text2"), row, 0)
            for column, text in ((1, mine), (2, theirs)):
                weight = 600 if differs else None
                label = ElidedLabel(self.theme, text, type_name, tabular=row > 0, weight=weight)
                self.sides.addWidget(label, row, column)

    @Slot()
    def _on_answer(self) -> None:
        is_numbering = self.question.in_use.isChecked()
        self.resize_panel(_WIDTH, _HEIGHT_NUMBERING if is_numbering else _HEIGHT_ASKING)
        self.restore.setEnabled(self.question.is_answered)

    @Slot()
    def _confirm(self) -> None:
        arguments = ["restore", str(self._path), "--feed"]
        if self._is_elsewhere:
            till = self.question.till
            arguments += ["--retired"] if till is None else ["--till", str(till)]
        self.confirmed.emit(arguments)

    @Slot()
    def _want_another(self) -> None:
        self._is_followed = True
        self.close_sheet()
        self.another_wanted.emit()

    @Slot()
    def _stop(self) -> None:
        self._errand.stop()
        if not self._is_followed:
            self.left.emit()
