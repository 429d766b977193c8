"""Where a name becomes a customer. A wrong customer is worse than a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.customer import Customer, CustomerRef, Verdict
from app.domain.errors import InvalidName, StoreUnavailable
from app.ui.actions import keycap
from app.ui.sell.customer_lookup import CustomerLookup
from app.ui.sell.name_keys import NameKeys
from app.ui.sell.name_list import NameList
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.field import Field
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.sell.suggestions import Suggestions


class CustomerField(Field):
    """Suggests from the first letter; Enter decides on the text as it stands, or not at all."""

    decided = Signal(object)  # CustomerRef, or None for nobody
    refused = Signal(object)  # InvalidName
    cancelled = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        lookup: CustomerLookup,
        stage: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        """`stage` is what the panel may lie over; it must not be smaller than panel and field."""
        super().__init__(
            theme,
            icon="user",
            key=keycap("customer"),
            height=theme.size("controlPrimary"),
            parent=parent,
        )
        self.setObjectName("customer_field")
        self.edit.setObjectName("customer_edit")
        self.set_placeholder(self.tr("Customer name (optional)"))
        self.set_accessible_name(self.tr("Customer name (optional)"))
        self._lookup = lookup
        self._before: CustomerRef | None = None
        self._is_another = False
        self._refused_text = ""
        self._list = NameList(theme, wording, lookup, stage, self)
        self._list.rested.connect(self.search_now)
        self._list.picked.connect(self._take)
        self._list.new_picked.connect(self.take_as_new)
        self.text_edited.connect(self._list.follow)
        self._listen(NameKeys(self.edit, self))

    def _listen(self, keys: NameKeys) -> None:
        keys.entered.connect(self._on_enter)
        keys.moved.connect(self._on_arrow)
        keys.escaped.connect(self._on_escape)
        keys.swapped.connect(self.take_alike)
        keys.tabbed.connect(self._on_tab)
        keys.focus_left.connect(self.keep_typed)

    # What others ask of it

    @property
    def panel(self) -> Suggestions:
        """Give the list under the field."""
        return self._list.panel

    @property
    def shows_list(self) -> bool:
        return self._list.is_open

    @property
    def is_replacing(self) -> bool:
        """True while a customer already chosen may be typed over."""
        return self._before is not None

    def begin(self, current: CustomerRef | None) -> None:
        """Take the focus; a customer already chosen stands there selected, ready to be replaced."""
        if not self.text() and current is not None:
            self._before = current
            self.set_text(current.name)
        self._say_nothing()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.select_all()

    def begin_another(self, current: CustomerRef) -> None:
        """Ask for what tells somebody of the same name apart: `Juan dela Cruz, Cebu`."""
        self.start_over()
        self._before = current
        self._is_another = True
        self.set_text(f"{current.name}, ")
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.end(False)
        self._list.ask_what_tells_apart()

    def start_over(self) -> None:
        """Forget text and list."""
        self._before = None
        self._is_another = False
        self._refused_text = ""
        self._list.close()
        self.edit.clear()
        self._say_nothing()

    def start_over_but(self, text_before: str) -> None:
        """Forget what belongs to the sale before; what was typed since is the next one's."""
        text = self.text()
        if text == text_before or self._is_as_before(text):
            self.start_over()
            return
        self._before = None
        self._is_another = False
        self._refused_text = ""

    def keep_typed(self) -> bool:
        """Accept what stands there as the name it is, without guessing.

        False when it cannot be a name, which is said once: the same text asked about again
        is left where it is, and the sale goes on without it.
        """
        text, before = self.text(), self._before
        self._list.close()
        if not text.strip():
            if before is not None:
                self._decide(None)
            return True
        if self._is_as_before(text):
            self._decide(before)
            return True
        if text == self._refused_text:
            if before is not None:  # whoever was to be replaced is not who buys
                self._before = None
                self.decided.emit(None)
            return True
        try:
            self._decide(self._lookup.as_typed(text, another=self._is_another), text)
        except InvalidName as problem:
            self._refused_text = text
            self.refused.emit(problem)
            return False
        return True

    @Slot()
    def search_now(self) -> None:
        """Show who may be meant by the text as it stands, and what Enter would do."""
        self._list.show_for(self.text(), another=self._is_another)

    @Slot()
    def take_as_new(self) -> None:
        """Use exactly what was typed."""
        try:
            text = self.text()
            self._decide(self._lookup.as_new(text, another=self._is_another), text)
        except InvalidName as problem:
            self.refused.emit(problem)

    @Slot()
    def take_alike(self) -> None:
        """Take whom the hint names instead of what was typed."""
        try:
            alike = self._lookup.read(self.text(), 1, another=self._is_another).alike
        except StoreUnavailable:
            return
        if alike is not None:
            self._take(alike)

    # Keys

    @Slot(bool)
    def _on_enter(self, shift: bool) -> None:
        if shift and self.text().strip():
            self.take_as_new()
        elif (chosen := self._list.chosen) is not None:
            self._take(chosen)
        elif self._list.chooses_new:
            self.take_as_new()
        else:
            self._decide_now()

    def _decide_now(self) -> None:
        """Ask again for the text as it stands: the list may be older than the last letter."""
        text = self.text()
        if self._is_as_before(text):
            self._decide(self._before)
            return
        try:
            decision = self._lookup.decide(text, another=self._is_another)
        except StoreUnavailable:
            self.take_as_new()
            return
        except InvalidName as problem:
            self.refused.emit(problem)
            return
        if decision.verdict is Verdict.NOBODY:
            self._decide(None, text)
        elif decision.verdict is Verdict.NEW:
            self.take_as_new()
        elif decision.customer is not None:
            self._take(decision.customer)
        else:
            must_choose = decision.verdict is Verdict.CHOOSE
            self._list.ask_to_choose(text, another=self._is_another, must_choose=must_choose)

    @Slot(int)
    def _on_arrow(self, step: int) -> None:
        if not self.shows_list or self._list.is_behind:
            self.search_now()
            self.panel.light(None)
        if self.shows_list:
            self._list.move(step)

    @Slot()
    def _on_escape(self) -> None:
        if self.shows_list:
            self._list.close()
        elif self._before is not None:
            self._decide(self._before)
        elif self.text():
            self.start_over()
        else:
            self.cancelled.emit()

    # Inside

    @Slot()
    def _on_tab(self) -> None:
        self.keep_typed()
        self.left.emit()

    @Slot(object)
    def _take(self, customer: Customer) -> None:
        self._decide(CustomerRef(customer.name, customer.id))

    def _decide(self, who: CustomerRef | None, text: str = "") -> None:
        self.start_over()
        self.decided.emit(who)
        if who is None and self._lookup.is_no_name(text):
            from app.ui.sell.new_row_words import no_name_words

            self.set_placeholder(no_name_words(text))
            announce(self.edit, no_name_words(text))

    def _say_nothing(self) -> None:
        self.set_placeholder(self.tr("Customer name (optional)"))

    def _is_as_before(self, text: str) -> bool:
        """True while the customer to be replaced still stands there, with nothing behind."""
        before = self._before
        if before is None:
            return False
        return text == before.name or (self._is_another and text.rstrip(", ") == before.name)
