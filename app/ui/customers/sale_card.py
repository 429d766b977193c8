"""The drill-down: one sale whole, beside the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import NotFound, StoreUnavailable
from app.domain.sale import Kind, SaleRecord, Status, till_of_number
from app.domain.sale_customer import CustomerChange
from app.ui.actions import keycap
from app.ui.customers.lines_model import LinesModel
from app.ui.customers.lines_view import LinesView
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.badge import Badge
from app.ui.widgets.buttons import GhostButton, IconButton
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.labels import ElidedLabel
from app.ui.wording import Wording

_DOT = "  ·  "


class SaleCard(Card):
    """`Receipt 000431`: when, where and by whom; lines, total, payments, VAT."""

    change_requested = Signal()
    slip_requested = Signal(int)

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, clip=True, parent=parent)
        self._shop = shop
        self._wording = wording
        self._sale_id: int | None = None
        self.model = LinesModel(wording, self)
        self._create()
        self._lay_out()
        self.states.retried.connect(self.reload)

    def _create(self) -> None:
        theme = self.theme
        self.title_label = ElidedLabel(theme, "", "line-item", weight=600)
        self.title_label.setObjectName("sale_title")
        self.badge = Badge(theme, "")
        self.change_button = GhostButton(theme, "", key=keycap("change_customer"))
        self.change_button.setObjectName("sale_change")
        self.change_button.clicked.connect(self.change_requested)
        self.slip_button = IconButton(theme, "receipt-text", self.tr("Show the slip"))
        self.slip_button.setObjectName("sale_slip")
        self.slip_button.clicked.connect(self._ask_for_slip)
        self.set_chosen(1)
        self.facts_label = ElidedLabel(theme, "", "label", "text3", weight=400, tabular=True)
        self.facts_label.setObjectName("sale_facts")
        self.origin_label = ElidedLabel(theme, "", "label", "text3", weight=400)
        self.origin_label.setObjectName("sale_origin")
        self.view = LinesView(theme, self.model)
        self._ring = FocusRing(theme, self, self.view)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 0, 6, 0)
        heading.addWidget(self.title_label, 1)
        heading.addWidget(self.badge)
        heading.addWidget(self.change_button)
        heading.addWidget(self.slip_button)
        self._sheet = QWidget()
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(0)
        for label in (self.facts_label, self.origin_label):
            label.setContentsMargins(16, 2, 16, 2)
            inside.addWidget(label)
        inside.addSpacing(5)
        inside.addWidget(self.view, 1)
        self._blank = QWidget()
        self.states = States(self.theme, self._wording, self._sheet, self._blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heading_box = QWidget()
        heading_box.setLayout(heading)
        heading_box.setFixedHeight(48)
        column.addWidget(heading_box)
        column.addWidget(Divider(self.theme))
        column.addWidget(self.states, 1)

    # What it shows

    @property
    def sale_id(self) -> int | None:
        return self._sale_id

    def set_chosen(self, count: int) -> None:
        """Say how many sales another customer would get."""
        one, many = self.tr("Change customer"), self.tr("Move {count} sales")
        self.change_button.setText(one if count <= 1 else many.format(count=count))
        self.change_button.refresh()

    def show_sale(self, sale_id: int | None) -> None:
        """Show a sale, or nothing."""
        self._sale_id = sale_id
        self.reload()

    @Slot()
    def reload(self) -> None:
        if self._sale_id is None:
            self._show_nothing()
            return
        try:
            book = self._shop.reader.sales
            sale = book.sale(self._sale_id, by=self._shop.by)
            changes = book.changes(self._sale_id, by=self._shop.by)
        except NotFound:
            self._show_nothing()
        except StoreUnavailable as problem:
            self._show_nothing()
            self.states.show_problem(problem)
        else:
            self._show(sale, changes)

    # Inside

    @Slot()
    def _ask_for_slip(self) -> None:
        if self._sale_id is not None:
            self.slip_requested.emit(self._sale_id)

    def _show_nothing(self) -> None:
        self.title_label.setText("")
        self.badge.hide()
        self.change_button.hide()
        self.slip_button.hide()
        self.model.show(None)
        self.states.setCurrentWidget(self._blank)

    def _show(self, sale: SaleRecord, changes: Sequence[CustomerChange]) -> None:
        self.title_label.setText(self._title(sale))
        self._mark(sale)
        self.change_button.show()
        self.slip_button.show()
        self.facts_label.setText(_DOT.join(self._facts(sale)))
        origin = _DOT.join([*self._origin(sale), *self._whose(sale, changes)])
        self.origin_label.setText(origin)
        self.origin_label.setVisible(bool(origin))
        self.model.show(sale)
        self.view.scrollToTop()
        self.states.setCurrentWidget(self._sheet)

    def _title(self, sale: SaleRecord) -> str:
        is_return = sale.head.kind is Kind.RETURN
        title = self.tr("Return {number}") if is_return else self.tr("Receipt {number}")
        return title.format(number=sale.head.number)

    def _mark(self, sale: SaleRecord) -> None:
        voided = sale.head.status is Status.VOIDED
        returned = sale.head.kind is Kind.RETURN
        if voided:
            self.badge.set(self.tr("Voided"), "neutral", "circle-x")
        elif returned:
            self.badge.set(self.tr("Return"), "warning", "undo-2")
        self.badge.setVisible(voided or returned)

    def _facts(self, sale: SaleRecord) -> list[str]:
        head = sale.head
        imported = head.foreign_number is not None
        number = till_of_number(head.number)
        till = self.tr("Imported") if imported else self.tr("Till {number}").format(number=number)
        facts = [self._wording.date_time(head.sold_at), till, head.cashier]
        return [fact for fact in facts if fact]

    def _origin(self, sale: SaleRecord) -> list[str]:
        """Say what else explains this sale: its number elsewhere, or why it was voided."""
        parts = []
        if sale.head.foreign_number:
            number = sale.head.foreign_number
            parts.append(self.tr("Number {number} before the import").format(number=number))
        if sale.void_reason:
            parts.append(self.tr("Voided: {reason}").format(reason=sale.void_reason))
        return parts

    def _whose(self, sale: SaleRecord, changes: Sequence[CustomerChange]) -> list[str]:
        """Say what was typed at the counter, and who changed the customer since."""
        kept = next((change for change in changes if change.undone_at is None), None)
        if kept is None:
            return []
        typed = sale.customer_name or self.tr("no name")
        parts = [self.tr("Typed at the counter: {name}").format(name=typed)]
        when = self._wording.date(kept.changed_at)
        parts.append(self.tr("moved by {who}, {date}").format(who=kept.changed_by, date=when))
        return parts
