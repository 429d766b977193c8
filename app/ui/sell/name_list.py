"""The list under the customer field: who may be meant by the text as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.customer import Customer, Verdict
from app.domain.errors import StoreUnavailable
from app.ui.sell.customer_lookup import CustomerLookup
from app.ui.theme import Theme
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.sell.suggestions import Suggestions

_ROWS, _ROWS_WHERE_LOW = 5, 4
_TALL = 900
"""From this height on there is room for one more row above the totals."""


class NameList(QObject):
    """Looks names up when typing rests, shows them, and knows what was chosen by hand."""

    rested = Signal()
    picked = Signal(object)  # Customer
    new_picked = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        lookup: CustomerLookup,
        stage: QWidget,
        field: QWidget,
    ) -> None:
        super().__init__(field)
        self._theme, self._wording, self._lookup = theme, wording, lookup
        self._stage, self._field = stage, field
        self._panel: Suggestions | None = None
        self._is_by_hand = False
        self._rest = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))
        self._rest.timeout.connect(self.rested)

    @property
    def panel(self) -> Suggestions:
        """Give the list itself, made for the first letter."""
        if self._panel is None:
            from app.ui.sell.suggestions import Suggestions

            self._panel = Suggestions(self._theme, self._wording, self._stage)
            self._panel.picked.connect(self.picked)
            self._panel.new_picked.connect(self.new_picked)
        return self._panel

    @property
    def is_open(self) -> bool:
        return self._panel is not None and self._panel.is_open

    @property
    def is_behind(self) -> bool:
        """True while letters were typed that the list does not know yet."""
        return self._rest.isActive()

    @property
    def chosen(self) -> Customer | None:
        """Give the customer lit by hand, not by the list itself."""
        return self.panel.lit_customer if self._is_by_hand else None

    @property
    def chooses_new(self) -> bool:
        """True when the row of the new customer was lit by hand."""
        return self._is_by_hand and self.panel.lights_new

    def follow(self, text: str) -> None:
        """Something was typed: look again when the hand rests."""
        self._is_by_hand = False
        if self._panel is not None:
            self._panel.light(None)
        if text.strip():
            self._rest.start()
        else:
            self.close()

    def show_for(self, text: str, *, another: bool) -> None:
        """Show who may be meant, and light what Enter would do."""
        self._rest.stop()
        self._is_by_hand = False
        if not text.strip():
            self.close()
            return
        try:
            read = self._lookup.read(text, self._row_count(), another=another)
        except StoreUnavailable:
            sentence = self.tr("Names cannot be searched right now. You can still type one.")
            self._show_new_row(text, another=another)
            self.panel.show_customers(self._field, text, (), sentence)
            self.panel.light(None, new=True)
            return
        owner = read.decision.customer
        self._show_new_row(text, read.alike, another=another, owner=owner)
        self.panel.show_customers(self._field, text, read.found, on_account=read.on_account)
        self.panel.light(read.decision.customer, new=read.decision.verdict is Verdict.NEW)

    def ask_to_choose(self, text: str, *, another: bool, must_choose: bool) -> None:
        """Show the list with nothing lit: Enter alone decides nothing here."""
        self.show_for(text, another=another)
        if must_choose:
            self._show_new_row(text, another=another, must_choose=True)
        self.panel.light(None)

    def ask_what_tells_apart(self) -> None:
        """Show what to type for another person of the same name."""
        self.panel.new_row.show_name(
            self.tr("Type what tells them apart"),
            self.tr("Where from, or the phone number"),
            can_be_new=False,
        )
        self.panel.show_customers(self._field, "", ())

    def move(self, step: int) -> None:
        """Light the next row; from now on Enter means that one."""
        self._is_by_hand = True
        self.panel.move_light(step)

    @Slot()
    def close(self) -> None:
        self._rest.stop()
        if self._panel is not None:
            self._panel.close_panel()

    # Inside

    def _show_new_row(
        self,
        text: str,
        alike: Customer | None = None,
        *,
        another: bool,
        must_choose: bool = False,
        owner: Customer | None = None,
    ) -> None:
        from app.ui.sell.new_row_words import row_words

        words = row_words(
            self._lookup, text, alike, another=another, must_choose=must_choose, owner=owner
        )
        self.panel.new_row.show_name(
            words.text, words.hint, can_be_new=words.can_be_new, hint_key=words.hint_key
        )

    def _row_count(self) -> int:
        return _ROWS if self._stage.height() >= _TALL else _ROWS_WHERE_LOW
