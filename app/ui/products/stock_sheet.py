"""Receive, adjust or count one product, beside all that moved its stock before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.product import Product
from app.domain.stock import MoveReason, StockChange
from app.ui.products.stock_form import NOBODY, StockForm
from app.ui.products.stock_moves import MovesList
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import GhostButton, PrimaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.sheet_parts import lay_beside_pad
from app.ui.wording import Wording

_WIDTH, _HEIGHT = 1140, 640


class StockSheet(Sheet):
    """Nothing changes before Apply; what was typed stays until the shop has answered."""

    change_requested = Signal(object)  # StockChange
    looked_for = Signal(str)
    """On a round of counting: a code or a name, scanned or typed."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("Stock"), width=_WIDTH, height=_HEIGHT)
        self.setObjectName("stock_sheet")
        self._is_waiting = False
        self.is_round = False
        self.search = Field(
            theme, icon="scan-barcode", placeholder=self.tr("Scan or type what you count")
        )
        self.search.edit.setObjectName("stock_search")
        self.form = StockForm(theme, wording)
        self.stop = GhostButton(theme, self.tr("Do not count this product"), height=44)
        self.stop.setObjectName("stock_stop")
        self.pad = NumberPad(theme, key_height=62)
        self.pad.feed(self.form.field.edit)
        self.apply_button = PrimaryButton(
            theme, self.tr("Apply"), icon="check", key=self.tr("Enter"), height=64
        )
        self.apply_button.setObjectName("apply_stock")
        self.moves = MovesList(shop, theme, wording)
        self._lay_out(theme)
        self.search.submitted.connect(self._look)
        self.form.edited.connect(self._on_edited)
        self.stop.clicked.connect(self._stop_counting)
        self.apply_button.clicked.connect(self._apply)
        self.set_primary(self.apply_button)

    def _lay_out(self, theme: Theme) -> None:
        listed = Card(theme, clip=True, outside="surface")
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.moves)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Label(theme, self.tr("What moved the stock"), "label", "text2"))
        left.addWidget(listed, 1)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.search)
        middle.addWidget(self.form)
        middle.addStretch(1)
        middle.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        lay_beside_pad(self.body, self.pad, self.apply_button, (left, 380), (middle, 390))

    # What it is about

    def ask(self, product: Product, reason: MoveReason) -> None:
        """Open over one product."""
        self.is_round = False
        self._show(product, reason)
        self.open(self.form.field)

    def begin_round(self, product: Product | None) -> None:
        """Open to count one product after the other, as they are scanned."""
        self.is_round = True
        self._show(product or NOBODY, MoveReason.COUNT)
        self.open(self.form.field if product else self.search)

    def take_up(self, product: Product) -> None:
        """Go on with another product of the round."""
        self.search.set_text("")
        self.search.set_error("")
        self._show(product, MoveReason.COUNT)
        self.form.focus_number()

    def say_unknown(self, text: str) -> None:
        """Nothing is called so."""
        self.search.set_error(self.tr("Nothing has the code or name “{text}”.").format(text=text))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.select_all()

    def show_done(self, product: Product) -> None:
        """Close, or on a round show what is kept now and wait for the next."""
        self._set_waiting(False)
        if not self.is_round:
            self.close_sheet()
            return
        self._show(product, MoveReason.COUNT)
        self.form.say_kept()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: ShopError) -> None:
        """Stay with what was typed and say why it was not kept."""
        self._set_waiting(False)
        self.form.field.set_error(problem.message)
        self.form.focus_number()

    def take_scan(self, code: str) -> bool:
        """Go on with what was scanned on a round; else another product is not meant."""
        if self.is_round and not self._is_waiting:
            self.looked_for.emit(code)
        return self.is_round

    # Inside

    def _show(self, product: Product, reason: MoveReason) -> None:
        self.set_title(self.tr("Count stock") if self.is_round else self.tr("Stock"))
        self.set_subtitle(product.full_name)
        self.moves.moves.show_product(product.id)
        self.search.setVisible(self.is_round)
        self.form.kind.setVisible(not self.is_round)
        self.form.show_product(product, reason)

    @Slot()
    def _on_edited(self) -> None:
        product = self.form.product
        is_counted = bool(product.id) and product.stock is not None
        self.stop.setVisible(self.form.reason is MoveReason.COUNT and is_counted)
        self.stop.setEnabled(not self._is_waiting)
        self.apply_button.setEnabled(self.form.is_ready and not self._is_waiting)

    @Slot()
    def _look(self) -> None:
        if (text := self.search.text().strip()) and not self._is_waiting:
            self.looked_for.emit(text)

    @Slot()
    def _stop_counting(self) -> None:
        self._ask(StockChange(self.form.product.id, MoveReason.COUNT, None))

    @Slot()
    def _apply(self) -> None:
        if self._is_waiting or self.search.edit.hasFocus():
            return
        if (asked := self.form.read()) is not None:
            self._ask(asked)

    def _ask(self, change: StockChange) -> None:
        self._set_waiting(True)
        announce(self, self.tr("Saving"))
        self.change_requested.emit(change)

    def _set_waiting(self, waiting: bool) -> None:
        self._is_waiting = waiting
        self.set_closable(not waiting)
        self._on_edited()
