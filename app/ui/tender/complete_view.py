"""After the sale: the change, huge, and to whom it was saved. It stays until the next sale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.credit import whole_parts
from app.domain.money import ZERO, total_of
from app.domain.payment import AccountSlip, Payment
from app.domain.sale import Outcome, RecordedSale, SaleRecord
from app.ui.actions import keycap, make_action
from app.ui.tender.part_list import sum_of_parts
from app.ui.tender.receipt_view import ReceiptView
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import GhostButton, PrimaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording

_LONGEST_LINE = 64
"""Letters; more parts than that stand on the receipt beside it."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


class CompleteView(Card):
    """Takes the cart card's place."""

    new_sale_requested = Signal()
    change_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setObjectName("complete_view")
        self._wording = wording
        self._title = Label(theme, "", "section", "text2", align=_CENTRE, weight=600, wrap=True)
        self._what = Label(theme, "", "title", align=_CENTRE)
        self._change = MoneyLabel(
            theme, "change", "success_text", align=_CENTRE, shrink=(72, 56, 44)
        )
        self._how = Label(theme, "", "section", "text2", align=_CENTRE, tabular=True, weight=400)
        self.saved = SavedPill(theme, self)
        self.change = GhostButton(
            theme, self.tr("Change customer"), key=keycap("change_customer"), height=44
        )
        hint = self.tr("Scan an item to start the next sale")
        self._hint = Label(theme, hint, "body-lg", "text2", align=_CENTRE)
        self.again = PrimaryButton(
            theme, self.tr("New sale"), icon="plus", key=keycap("complete"),
            height=64, type_name="button-lg",
        )  # fmt: skip
        self._name_parts()
        self._lay_out(theme)
        self.again.clicked.connect(self.new_sale_requested)
        self.change.clicked.connect(self.change_requested)
        self.addAction(make_action("change_customer", self, self.change_requested.emit))

    def show_sale(self, recorded: RecordedSale, sale: SaleRecord) -> None:
        """Say what the store answered; the amounts are those on disk."""
        words = self._wording
        repeated = recorded.outcome is Outcome.OTHER_CONTENT
        self._title.setText(
            self.tr("This sale was already saved. Nothing was charged again.")
            if repeated
            else self.tr("Sale complete")
        )
        if recorded.change > ZERO:
            self._what.setText(self.tr("Change"))
            self._change.set_amount(words.money(recorded.change))
        else:
            self._what.setText(self._paid_words(sale))
            self._change.set_amount(words.money(recorded.total))
        self._how.setText(self._how_paid(recorded, sale))
        self.saved.show_sale(recorded, words)
        self._title.set_color("warning_text" if repeated else "text2")
        said = (self._title.text(), self._what.text(), self._change.amount)
        announce(self, ". ".join(said))

    def show_buyer(self, recorded: RecordedSale) -> None:
        """Say whose sale it is now."""
        self.saved.show_sale(recorded, self._wording)
        announce(self, self.saved.accessibleName())

    # Inside

    def _paid_words(self, sale: SaleRecord) -> str:
        if len(_whole(sale)) > 1:
            return self.tr("Paid in {count} parts").format(count=len(_whole(sale)))
        if sale.charged:
            return self.tr("Put on account")
        if sale.head.method in ("cash", "none"):
            return self.tr("Paid exactly")
        return self.tr("Paid by {method}").format(method=self._wording.method(sale.head.method))

    def _how_paid(self, recorded: RecordedSale, sale: SaleRecord) -> str:
        words = self._wording
        parts = _whole(sale)
        if recorded.change > ZERO or len(parts) > 1 or sale.paid_along is not None:
            line = self._parts_line(recorded, sum_of_parts(words, parts))
            if len(line) > _LONGEST_LINE:
                line = self._parts_line(recorded, self._parts_in_short(parts))
            return line
        if sale.charged:
            return self._balance_words(sale.charged[0])
        references = [p.reference for p in sale.payments if p.reference]
        return (
            self.tr("Reference {reference}").format(reference=references[0]) if references else ""
        )

    def _parts_line(self, recorded: RecordedSale, parts: str) -> str:
        if recorded.change == ZERO and recorded.paid_along is None:
            return parts
        along = recorded.paid_along
        total = self._wording.money(recorded.total)
        if along is not None:
            return self.tr("{parts}   −   Total {total}   −   Old balance {old}").format(
                parts=parts, total=total, old=self._wording.money(along.amount)
            )
        return self.tr("{parts}   −   Total {total}").format(parts=parts, total=total)

    def _parts_in_short(self, parts: Sequence[Payment]) -> str:
        if len(parts) == 1:
            return sum_of_parts(self._wording, parts)
        given = total_of(part.given for part in parts)
        return self.tr("{count} parts, {amount}").format(
            count=len(parts), amount=self._wording.money(given)
        )

    def _balance_words(self, slip: AccountSlip) -> str:
        return self.tr("{code} owes {amount} now").format(
            code=slip.code, amount=self._wording.money(slip.balance)
        )

    def _name_parts(self) -> None:
        self._title.setObjectName("complete_title")
        self._what.setObjectName("complete_what")
        self._change.setObjectName("complete_change")
        self._how.setObjectName("complete_how")
        self.change.setObjectName("change_sold")
        self.again.setObjectName("new_sale")

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(CheckMark(theme, self), alignment=_CENTRE)
        column.addSpacing(18)
        column.addWidget(self._title)
        column.addSpacing(18)
        column.addWidget(self._what)
        column.addWidget(self._change)
        column.addSpacing(2)
        column.addWidget(self._how)
        column.addSpacing(18)
        column.addWidget(self.saved, alignment=_CENTRE)
        column.addSpacing(4)
        column.addWidget(self.change, alignment=_CENTRE)
        column.addSpacing(8)
        column.addWidget(self._hint)
        column.addStretch(4)
        self.again.setFixedWidth(300)
        column.addWidget(self.again, alignment=_CENTRE)


def _whole(sale: SaleRecord) -> tuple[Payment, ...]:
    """Give what was handed over, as it was, for the goods and an old balance."""
    return whole_parts(sale.payments, sale.paid_along.parts if sale.paid_along else ())


class CheckMark(QWidget):
    """A check in a soft green circle; the words beside it say the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(68, 68)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("success_soft"))
        painter.drawEllipse(self.rect())
        self._theme.paint_icon(painter, QPointF(14, 14), "check", "success_text", 40)


class SavedPill(QFrame):
    """Says whose sale it is: known, new (amber), nobody's, or not linked yet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved_pill")
        self._theme = theme
        self._look = ("surface3", "user-check", "text2")
        self.label = ElidedLabel(theme, "", "body-lg", weight=500)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 0, 16, 0)
        row.addWidget(self.label)
        self.setFixedHeight(40)
        self.setMaximumWidth(620)
        theme.changed.connect(self.update)

    def show_sale(self, recorded: RecordedSale, words: Wording) -> None:
        name = recorded.customer_name
        self._look = ("surface3", "user-check", "text2")
        color = "text"
        if not name:
            self._look = ("surface3", "user", "text3")
            text = self.tr("No customer name on this sale")
        elif recorded.is_unlinked:
            self._look, color = ("warning_soft", "triangle-alert", "warning_text"), "warning_text"
            text = self.tr("{name} could not be linked now. It happens by itself later.")
        elif recorded.is_new_customer:
            self._look, color = ("warning_soft", "user-plus", "warning_text"), "warning_text"
            name = words.new_customer(name)
            text = self.tr("{name}  ·  purchase no. {count}")
        else:
            text = self.tr("Saved to {name}  ·  purchase no. {count}")
        self.label.set_color(color)
        self.label.setText(text.format(name=name, count=f"{recorded.purchase_number:,}"))
        self.setAccessibleName(self.label.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 64
        return QSize(min(width, 620), 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, icon, ink = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(fill))
        painter.drawRoundedRect(self.rect(), 20, 20)
        self._theme.paint_icon(painter, QPointF(16, 10), icon, ink, 20)


class ReceiptPanel(QWidget):
    """Takes the side panel's place: the receipt of the sale just made."""

    slip_requested = Signal()

    def __init__(
        self, theme: Theme, wording: Wording, shop_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receipt_panel")
        self._title = Label(theme, "", "section", tabular=True)
        self.receipt = ReceiptView(theme, wording, shop_name)
        scroll = QScrollArea()
        scroll.setObjectName("receipt_scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style_view(theme, scroll)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.receipt)
        inside.addStretch(1)
        scroll.setWidget(holder)
        self._bar = scroll.verticalScrollBar()
        holder.setAutoFillBackground(False)  # setWidget turned it on
        column = QVBoxLayout(self)
        self.slip = GhostButton(theme, self.tr("Save"), icon="download", height=44)
        self.slip.setObjectName("receipt_slip")
        self.slip.clicked.connect(self.slip_requested)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.slip)
        column.setContentsMargins(20, 10, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(scroll, 1)

    def show_sale(self, sale: SaleRecord) -> None:
        self._title.setText(self.tr("Receipt {number}").format(number=sale.head.number))
        self.receipt.show_sale(sale)
        self._bar.setValue(0)
