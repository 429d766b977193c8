"""Sheets that ask the shop for something and wait for its answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

Wish = Callable[[], object]


class WishSheet(Sheet):
    """Sends one wish at a time and stays open, text kept, until the shop has answered.

    What others wished for meanwhile is not taken for the answer, nor does a second tap ask again.
    """

    saved = Signal(object)
    """What the shop answered, once the sheet is closed."""

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        title: str,
        name: str,
        *,
        width: int,
        height: int,
        save_words: str = "",
        save_key: str = "Enter",
    ) -> None:
        """`name` begins the object names of the sheet and of what it has at its foot."""
        super().__init__(theme, window, title, width=width, height=height, delete_on_close=True)
        self.setObjectName(f"{name}_sheet")
        self._wording = wording
        self._is_saving = False
        self._watched: tuple[Field, ...] = ()
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName(f"{name}_problem")
        self.problem.hide()
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), key=keycap("back"))
        self.cancel.setObjectName(f"{name}_cancel")
        words = save_words or self.tr("Save")
        self.save_button = PrimaryButton(theme, words, icon="check", key=save_key)
        self.save_button.setObjectName(f"{name}_save")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.save_button, 1)
        self.set_primary(self.save_button)
        self.cancel.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)

    # What a sheet gives

    @abstractmethod
    def wish(self) -> Wish | None:
        """Give what asks the shop, or None once it was said what is missing."""

    def field_of(self, problem: ShopError) -> Field | None:
        """Give the field where a refusal can be mended; None has it said above the buttons."""
        return None

    def watch(self, *fields: Field) -> None:
        """Take what is wrong away from all of these as soon as one is typed in."""
        self._watched = fields
        for field in fields:
            field.text_edited.connect(self.clear_problem)

    def listen(self, done: SignalInstance, refused: SignalInstance) -> None:
        """Name the answers to the wish."""
        done.connect(self._on_done)
        refused.connect(self._on_refused)

    def lay_out(self, inside: QLayout, *, above: int = 20, gap: int = 12) -> None:
        """Put the problem and the buttons under what the sheet asks."""
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(28, above, 28, above + 4)
        whole.setSpacing(gap)
        whole.addLayout(inside)
        whole.addStretch(1)
        whole.addWidget(self.problem)
        whole.addLayout(self.buttons)

    # What it does

    @property
    def is_saving(self) -> bool:
        """True from the wish until its answer."""
        return self._is_saving

    @Slot()
    def save(self) -> None:
        """Ask the shop for what is typed."""
        if self._is_saving:
            return
        self.clear_problem()
        if (wish := self.wish()) is not None:
            self.send(wish)

    def send(self, wish: Wish) -> None:
        """Ask the shop; nothing more can be asked until it answers."""
        if not self._is_saving:
            self.set_saving(True)
            wish()

    def set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.set_closable(not saving)
        for button in (self.save_button, self.cancel):
            button.setEnabled(not saving)

    def explain(self, problem: ShopError) -> None:
        """Say it where it can be mended."""
        words = self._wording.error_line(problem)
        if (field := self.field_of(problem)) is not None:
            field.point_out(words)
        else:
            self.problem.setText(words)
            self.problem.show()
            announce(self, words, at_once=True)

    @Slot()
    def clear_problem(self) -> None:
        for field in self._watched:
            field.set_error("")
        self.problem.hide()

    # Answers

    @Slot(object)
    def _on_done(self, answer: object) -> None:
        if self._is_saving:
            self.set_saving(False)
            self.close_sheet()
            self.saved.emit(answer)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._is_saving:
            self.set_saving(False)
            self.explain(problem)
