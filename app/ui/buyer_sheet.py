"""Who is buying, asked again while the money is being taken, or after the sale."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.customer import CustomerRef
from app.domain.errors import ShopError
from app.ui.sell.customer_box import CustomerBox
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording


class BuyerSheet(Sheet):
    """The customer field of Sell in a dialog of its own; closes on a decision."""

    decided = Signal(object)  # CustomerRef | None

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        who: CustomerRef | None,
    ) -> None:
        super().__init__(
            theme, window, self.tr("Who is buying?"), width=480, height=520, delete_on_close=True
        )
        self.setObjectName("buyer_sheet")
        self._wording = wording
        self.box = CustomerBox(shop, theme, wording, self.panel, has_keys=False)
        self.nobody = SecondaryButton(theme, self.tr("No customer"), icon="user-x")
        self.nobody.setObjectName("buyer_nobody")
        self.nobody.hide()
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName("buyer_problem")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        column.addWidget(self.box)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(self.nobody)
        self.box.customer_decided.connect(self._decide)
        self.box.name_refused.connect(self._show_problem)
        self.box.left.connect(self.close_sheet)
        self.nobody.clicked.connect(self._decide_nobody)
        self.box.show_customer(who)

    def ask_about_sales(self, count: int, *, has_name: bool) -> None:
        """Ask about saved sales; what has a name may be given to nobody."""
        one, many = self.tr("Whose sale is this?"), self.tr("Whose {count} sales are these?")
        self.set_title(one if count == 1 else many.format(count=count))
        self.nobody.setVisible(has_name)

    def ask(self) -> None:
        """Open with the name that stands there now, ready to be typed over."""
        self.open(self.box.field)
        self.box.begin()

    @Slot()
    def _decide_nobody(self) -> None:
        self._decide(None)

    @Slot(object)
    def _decide(self, who: CustomerRef | None) -> None:
        self.decided.emit(who)
        self.close_sheet()

    @Slot(object)
    def _show_problem(self, problem: ShopError) -> None:
        self.problem.setText(self._wording.error_line(problem))
