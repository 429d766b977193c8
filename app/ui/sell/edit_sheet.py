"""What the small dialogs over a line share: a large field, a number pad, Apply."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.sell.line_preview import LinePreview
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.field import AmountField
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.sheet_parts import lay_beside_pad
from app.ui.wording import Wording

_WIDTH, _HEIGHT = 800, 490

Then = Callable[[], None]


def at_once(_asked: object, then: Then) -> None:
    """Apply without asking anybody."""
    then()


class EditSheet(Sheet):
    """Field and preview at the left, number pad and Apply at the right."""

    def __init__(
        self, theme: Theme, wording: Wording, window: QWidget, title: str, *, height: int = _HEIGHT
    ) -> None:
        super().__init__(theme, window, title, width=_WIDTH, height=height)
        self.words = wording
        self.have_allowed: Callable[[object, Then], None] = at_once
        """Asked on Apply with what was asked for; goes on once somebody may have it."""
        self.field = AmountField(theme, label=title, prefix="")
        self.preview = LinePreview(theme, wording)
        self.pad = NumberPad(theme, key_height=62)
        self.pad.feed(self.field.edit)
        self.apply_button = PrimaryButton(
            theme, self.tr("Apply"), icon="check", key=self.tr("Enter"), height=64
        )
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.set_primary(self.apply_button)
        self._lay_out()

    def currency_in(self, text: str) -> bool:
        """Say whether an amount in money is meant: its sign, or P for a peso, is in the text."""
        sign = self.words.currency
        return sign in text or (sign == "\N{PESO SIGN}" and "p" in text.casefold())

    def without_signs(self, text: str) -> str:
        """Take signs that choose between money and percent out of what was typed."""
        bare = text.replace(self.words.currency, "").replace("%", "")
        if self.words.currency == "\N{PESO SIGN}":
            bare = bare.replace("p", "").replace("P", "")
        return bare

    def _lay_out(self) -> None:
        lay_beside_pad(self.body, self.pad, self.apply_button, (self.left, 444))
        self.left.setAlignment(Qt.AlignmentFlag.AlignTop)
