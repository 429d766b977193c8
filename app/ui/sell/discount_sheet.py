"""Something off one line or off the whole sale: per cent or an amount, seen before it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.domain.cart import Cart
from app.domain.cart_line import CartLine
from app.domain.discount import Discount
from app.domain.errors import ShopError
from app.domain.money import ZERO, Money, total_of
from app.ui.actions import keycap
from app.ui.sell.edit_sheet import EditSheet
from app.ui.sell.line_preview import Step
from app.ui.theme import Theme
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.toggles import Chip, ChoiceTile
from app.ui.wording import Wording

PRESETS = (5, 10, 15, 20)
_PERCENT, _AMOUNT = "percent", "amount"
_PRESET_HEIGHT = 52


class DiscountSheet(EditSheet):
    """Asks for a discount; zero or nothing takes the one before away."""

    applied = Signal(object, bool)  # Discount or None; whether it is for the whole sale

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, wording, window, self.tr("Discount"))
        self.setObjectName("discount_sheet")
        self.field.edit.setObjectName("discount_edit")
        self.apply_button.setObjectName("apply_discount")
        self._cart: Cart | None = None
        self.kind = SegmentedControl(theme, height=48)
        self.kind.setObjectName("discount_kind")
        self.kind.add(_PERCENT, self.tr("% off"))
        self.kind.add(_AMOUNT, self.tr("{currency} off").format(currency=wording.currency))
        self.whole = Chip(theme, self.tr("Whole sale"), key=keycap("sale_discount"), height=48)
        self.whole.setObjectName("discount_whole_sale")
        self.presets: list[ChoiceTile] = []
        self._group = QButtonGroup(self)
        self._fill(theme)
        self.kind.chosen.connect(self._choose_kind)
        self.whole.toggled.connect(self._show_target)
        self.field.text_edited.connect(self._read_signs)
        self.field.text_changed.connect(self._show_result)
        self.apply_button.clicked.connect(self._apply)

    def ask(self, cart: Cart, *, whole_sale: bool) -> None:
        """Open over the chosen line or the whole sale, what holds now selected."""
        self._cart = cart
        self.whole.setEnabled(cart.selected >= 0)
        self.whole.setChecked(whole_sale)
        self._show_target()
        self.open(self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opens it for the whole sale turns it to the whole sale."""
        if QKeySequence(event.keyCombination()) == QKeySequence(keycap("sale_discount")):
            self.whole.click()
        else:
            super().keyPressEvent(event)

    # Building

    def _fill(self, theme: Theme) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.kind)
        top.addStretch(1)
        self.whole.setSizePolicy(
            self.kind.sizePolicy().horizontalPolicy(), self.whole.sizePolicy().verticalPolicy()
        )
        top.addWidget(self.whole)
        row = QHBoxLayout()
        row.setSpacing(8)
        for percent in PRESETS:
            tile = ChoiceTile(
                theme, self.words.percent_bp(percent * 100), height=_PRESET_HEIGHT, centered=True
            )
            tile.setObjectName(f"preset_{percent}")
            self._group.addButton(tile, percent)
            self.presets.append(tile)
            row.addWidget(tile)
        self._group.idClicked.connect(self._choose_preset)
        self.left.addLayout(top)
        self.left.addWidget(self.field)
        self.left.addLayout(row)
        self.left.addWidget(self.preview)
        self.left.addStretch(1)

    # What it is for

    @property
    def _line(self) -> CartLine | None:
        cart = self._cart
        if cart is None or self.whole.isChecked() or not 0 <= cart.selected < len(cart.items):
            return None
        return cart.items[cart.selected]

    @Slot()
    def _show_target(self) -> None:
        cart, line = self._cart, self._line
        if cart is None:
            return
        self.set_subtitle(self.tr("Whole sale") if line is None else line.name)
        now = cart.sale_discount if line is None else line.discount
        self._use(_AMOUNT if now is not None and now.amount else _PERCENT)
        self.field.set_text(_text_of(now))
        self.field.select_all()
        self._show_result()

    def _use(self, kind: str) -> None:
        self.kind.set_current(kind)
        if kind == _AMOUNT:
            self.field.set_affixes(self.words.currency, "")
            self.field.set_label(self.tr("Amount"))
        else:
            self.field.set_affixes("", "%")
            self.field.set_label(self.tr("Percent"))

    # Typing

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        self._use(kind)
        self._show_result()
        self.field.select_all()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _choose_preset(self, percent: int) -> None:
        self._use(_PERCENT)
        self.field.set_text(str(percent))
        self._show_result()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _read_signs(self, text: str) -> None:
        """A sign typed anywhere says which of the two is meant."""
        if "%" in text or self.currency_in(text):
            self._use(_PERCENT if "%" in text else _AMOUNT)
            self.field.set_text(self.without_signs(text))

    def _asked(self) -> Discount | None:
        """Read the field; None for nothing off. Raises InvalidAmount or SaleRefused."""
        text = self.field.text().strip()
        value = self.words.parse_amount(text) if text else ZERO
        if not value:
            return None
        if self.kind.current == _AMOUNT:
            return Discount(amount=value)
        return Discount(percent_bp=value.minor)

    @Slot()
    def _show_result(self) -> None:
        self.field.set_error("")
        self._light_preset()
        try:
            asked = self._asked()
            self._show_preview(asked)
        except ShopError as problem:
            self.field.set_error(problem.message)
            self.preview.show_nothing()
            self.apply_button.setEnabled(False)
            return
        self.apply_button.setEnabled(True)

    def _light_preset(self) -> None:
        self._group.setExclusive(False)
        text = self.field.text().strip() if self.kind.current == _PERCENT else ""
        for percent, tile in zip(PRESETS, self.presets, strict=True):
            tile.setChecked(text == str(percent))
        self._group.setExclusive(True)

    def _show_preview(self, asked: Discount | None) -> None:
        """Show what it comes to. Raises SaleRefused when it would be too much."""
        cart, line = self._cart, self._line
        if cart is None:
            return
        if line is not None:
            self.preview.show_line(line.with_discount(asked))
            return
        net = total_of(item.net for item in cart.items)
        off = ZERO if asked is None else asked.off(net)
        self.preview.show_steps(self._sale_steps(cart, net, off), self.tr("Total"), net - off)

    def _sale_steps(self, cart: Cart, net: Money, off: Money) -> list[Step]:
        words = self.words
        steps = [Step(words.items(cart.item_count), words.amount(net))]
        if off:
            steps.append(Step(self.tr("Discount"), words.amount(-off), is_off=True))
        return steps

    @Slot()
    def _apply(self) -> None:
        asked, whole = self._asked(), self._line is None
        self.have_allowed((asked, whole), lambda: self._take(asked, whole=whole))

    def _take(self, asked: Discount | None, *, whole: bool) -> None:
        self.close_sheet()
        self.applied.emit(asked, whole)


def _text_of(discount: Discount | None) -> str:
    """Write what is in the field: `10`, `12.5` or `20.00`."""
    if discount is None:
        return ""
    if discount.amount:
        return str(discount.amount)
    return str(Money(discount.percent_bp)).rstrip("0").rstrip(".")
