"""The panel under the customer field: who may be meant, and the name as typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.customer import Customer
from app.ui.sell.matching import matched_spans
from app.ui.sell.new_customer_row import NEW_HEIGHT, TEXT_LEFT, NewCustomerRow
from app.ui.sell.pick_list import EDGE, PickDelegate, PickList, PickModel
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.badge import paint_badge
from app.ui.widgets.card import Divider
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import paint_text
from app.ui.widgets.panel import Panel
from app.ui.widgets.rows import paint_matched
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

_AVATAR = 38
_MESSAGE_HEIGHT = 60


class SuggestionDelegate(PickDelegate):
    """Avatar, name with the match bold, phone and last visit to tell people apart."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, theme.size("suggestRow"))
        self._wording = wording
        self.badge = self.tr("Account")
        self.typed = ""
        self.on_account: frozenset[int] = frozenset()

    def paint_row(self, painter: QPainter, area: QRectF, row: Customer, *, lit: bool) -> None:
        theme = self.theme
        top = area.center().y() - _AVATAR / 2
        paint_avatar(painter, theme, QRectF(area.left() + 10, top, _AVATAR, _AVATAR), row.name)
        text = area.adjusted(TEXT_LEFT, 0, -10, 0)
        if row.id in self.on_account:
            at = QPointF(text.right(), text.center().y())
            badge = paint_badge(painter, theme, at, self.badge, "neutral", from_right=True)
            text.setRight(badge.left() - 8)
        name, below = two_lines(text, theme.scale)
        spans = matched_spans(row.name, self.typed)
        font = theme.font("line-item")
        paint_matched(painter, theme, name, row.name, spans, font, theme.color("text"))
        color = theme.color("text2" if lit else "text3")
        words = known_by(row, self._wording)
        paint_text(painter, below, words, theme.font("label", weight=400), color)


def known_by(customer: Customer, words: Wording) -> str:
    """Say what tells this customer from another: phone and last visit."""
    phone = customer.phone or words.tr("no phone")
    return f"{phone}  ·  {words.visit(customer.last_purchase)}"


class Suggestions(QWidget):
    """The panel's content and its manners."""

    picked = Signal(object)  # Customer
    new_picked = Signal()

    def __init__(self, theme: Theme, wording: Wording, stage: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._panel = Panel(theme, stage)
        self._panel.setObjectName("suggestions")
        self._said = ""
        self._model = PickModel(self._spoken, self)
        self._delegate = SuggestionDelegate(theme, wording)
        self.list = PickList(theme, self._model, self._delegate, "suggestion_list")
        self.list.setAccessibleName(self.tr("Customers found"))
        self.message = Label(theme, "", "body", "text2", wrap=True)
        self.message.setObjectName("suggestion_message")
        self.message.setContentsMargins(16, 0, 16, 0)
        self.message.setFixedHeight(_MESSAGE_HEIGHT)
        self.new_row = NewCustomerRow(theme)
        self._divider = Divider(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, EDGE - 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addWidget(self.list, 1)
        column.addSpacing(4)
        column.addWidget(self._divider)
        column.addWidget(self.new_row)
        self._panel.set_content(self)
        self.list.picked.connect(self._pick)
        self.new_row.clicked.connect(self.new_picked)

    # What it shows

    @property
    def is_open(self) -> bool:
        return not self._panel.isHidden()

    @property
    def customers(self) -> tuple[Customer, ...]:
        return self._model.rows

    @property
    def lit_customer(self) -> Customer | None:
        return self._model.rows[self.list.lit] if self.list.lit >= 0 else None

    @property
    def lights_new(self) -> bool:
        return self.new_row.is_lit

    def show_customers(
        self,
        anchor: QWidget,
        typed: str,
        customers: Sequence[Customer],
        message: str = "",
        *,
        on_account: frozenset[int] = frozenset(),
    ) -> None:
        """Show who was found for a text, no row lit, or a sentence in their place."""
        self._delegate.typed = typed
        self._delegate.on_account = on_account
        self._model.set_rows(customers)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.list.setVisible(bool(customers))
        self.light(None)
        body = len(customers) * self._theme.size("suggestRow")
        body += _MESSAGE_HEIGHT if message else 0
        self._divider.setVisible(body > 0)
        self._panel.show_under(anchor, EDGE + body + 6 + NEW_HEIGHT)
        said = message or self._found_words(len(customers))
        if said != self._said:  # each letter looks anew, and most find the same
            self._said = said
            announce(anchor, said)

    def light(self, customer: Customer | None, *, new: bool = False) -> None:
        """Light what Enter would take: one of the rows, the typed name, or nothing."""
        rows = self._model.rows
        self.list.light(rows.index(customer) if customer in rows else -1)
        self.new_row.set_lit(new and self.new_row.isEnabled())

    def move_light(self, step: int) -> None:
        """Go on to the next row; the typed name is the last one."""
        rows: list[Customer | None] = list(self._model.rows)
        if self.new_row.isEnabled():
            rows.append(None)
        if not rows:
            return
        at = len(self._model.rows) if self.lights_new else self.list.lit
        at = (max(at, -1 if step > 0 else 0) + step) % len(rows)
        chosen = rows[at]
        self.light(chosen, new=chosen is None)
        announce(self.list, self.new_row.text() if chosen is None else self._spoken(chosen))

    def close_panel(self) -> None:
        self._said = ""
        self._panel.hide()

    # Inside

    def _pick(self, row: int) -> None:
        self.picked.emit(self._model.rows[row])

    def _spoken(self, customer: Customer) -> str:
        said = f"{customer.name}, {known_by(customer, self._wording)}"
        has_account = customer.id in self._delegate.on_account
        return f"{said}, {self._delegate.badge}" if has_account else said

    def _found_words(self, count: int) -> str:
        if count == 1:
            return self.tr("1 customer found")
        return self.tr("{count} customers found").format(count=count)
