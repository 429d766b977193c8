"""What is on the shelf and when to warn: read here, changed by the buttons under it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.product import Product
from app.domain.stock import MoveReason
from app.ui.products.fields import figures, pair
from app.ui.products.typed import written_count
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.field import Field


class StockBox(QWidget):
    """A new product says what it begins with; a saved one is received, adjusted or counted."""

    change_requested = Signal(object)  # MoveReason

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.min_stock = figures(Field(theme, label=self.tr("Warn when below"), height=48))
        self.min_stock.setObjectName("product_min_stock")
        self.stock = figures(Field(theme, label=self.tr("In stock"), height=48))
        self.stock.setObjectName("product_stock")
        self.receive = SecondaryButton(
            theme, self.tr("Receive stock"), icon="package-plus", height=48
        )
        self.receive.setObjectName("product_receive")
        self.adjust = SecondaryButton(
            theme, self.tr("Adjust"), icon="sliders-horizontal", height=48
        )
        self.adjust.setObjectName("product_adjust")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(pair(self.min_stock, self.stock))
        column.addLayout(pair(self.receive, self.adjust))
        self.receive.clicked.connect(self._ask_receive)
        self.adjust.clicked.connect(self._ask_adjust)

    def show_product(self, product: Product) -> None:
        """Show what is on the shelf now; when to warn stays as it is typed."""
        is_new = not product.id
        self.stock.set_text(written_count(product.stock))
        self.stock.setEnabled(is_new)
        for button in (self.receive, self.adjust):
            button.setVisible(not is_new)

    def set_unit(self, unit: str) -> None:
        for field in (self.stock, self.min_stock):
            field.set_affixes("", unit)

    @Slot()
    def _ask_receive(self) -> None:
        self.change_requested.emit(MoveReason.RECEIVE)

    @Slot()
    def _ask_adjust(self) -> None:
        self.change_requested.emit(MoveReason.ADJUST)
