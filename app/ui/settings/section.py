"""What the pages of Settings share: a heading, rows in a card, a wish to save."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.settings import ShopSettings
from app.ui.actions import keycap, make_action
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label

_WIDEST = 760


class Section(QWidget):
    """One page: cards in a column. What a person decided goes out as `wished`."""

    wished = Signal(object)  # ShopSettings

    def __init__(self, theme: Theme, name: str, icon: str) -> None:
        super().__init__()
        self.setObjectName(f"settings_{name}")
        self.theme, self.key, self.title, self.icon = theme, name, "", icon
        self.settings = ShopSettings("")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 16, 16)
        self.column.setSpacing(14)
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName(f"settings_{name}_problem")
        self.problem.hide()

    # What the page asks of it

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what is saved; what is being typed stays."""
        self.settings = settings
        self.show_problem(None)

    def show_problem(self, problem: ShopError | None) -> None:
        """Say why nothing was saved."""
        said = "" if problem is None else f"{problem.message} {problem.advice}".strip()
        self.problem.setText(said)
        self.problem.setVisible(bool(said))

    def handle_scan(self, code: str) -> bool:
        """Use a scan; false where there is no use for one."""
        return False

    # Building

    def set_title(self, title: str) -> None:
        """Name the page, in the list at the left and for screen readers."""
        self.title = title
        self.setAccessibleName(title)

    def add_card(self, title: str, about: str = "") -> QVBoxLayout:
        """Add a card with a heading, and give the column for its rows."""
        card = Card(self.theme)
        card.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(card)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(8)
        box.addWidget(Label(self.theme, title, "heading"))
        if about:
            box.addWidget(Label(self.theme, about, "body", "text2", wrap=True))
        self.column.addWidget(card)
        return box

    def end(self) -> None:
        """Close the column; nothing is added after it."""
        self.column.addWidget(self.problem)
        self.column.addStretch(1)


class FormSection(Section):
    """A page whose answers belong together: they are saved by a button, or given up."""

    def __init__(self, theme: Theme, name: str, icon: str) -> None:
        super().__init__(theme, name, icon)
        self.save = PrimaryButton(theme, self.tr("Save"), height=48, key=keycap("save"))
        self.save.setObjectName(f"save_{name}")
        self.give_up = SecondaryButton(theme, self.tr("Discard changes"), height=48)
        self.give_up.setObjectName(f"discard_{name}")
        self.save.clicked.connect(self.try_to_save)
        self.give_up.clicked.connect(self.refill)
        self.addAction(make_action("save", self, self.try_to_save))

    def end(self) -> None:
        """Close the column with the two buttons."""
        self.column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.give_up)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_settings(self, settings: ShopSettings) -> None:
        """Answers that are being typed stay, unless it is they that were saved."""
        was_edited = self.is_edited
        super().show_settings(settings)
        if was_edited and self.is_edited:
            self.note_edits()
        else:
            self.refill()

    @property
    def is_edited(self) -> bool:
        """Say whether something typed here is not saved."""
        return False

    def try_to_save(self) -> None:
        """Wish to save, or point at the first field in error."""

    def refill(self) -> None:
        """Put back what is saved."""

    def note_edits(self) -> None:
        """Offer the buttons only where there is something to save."""
        self.save.setEnabled(self.is_edited)
        self.give_up.setEnabled(self.is_edited)


def point_at(field: Field, sentence: str) -> None:
    """Say what is wrong beside the field, and go there."""
    field.set_error(sentence)
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    field.select_all()
