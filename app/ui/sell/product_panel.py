"""Products whose names begin with what was typed, under the scan field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.product import Product
from app.ui.sell.cart_model import code_words
from app.ui.sell.matching import matched_spans
from app.ui.sell.pick_list import EDGE, PickDelegate, PickList, PickModel
from app.ui.sell.variants import Choice, variant_word
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.badge import BarHints
from app.ui.widgets.card import Divider
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import CENTER, RIGHT, paint_box, paint_text
from app.ui.widgets.panel import Panel
from app.ui.widgets.rows import paint_matched
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

_ROW_HEIGHT = 56
_HINTS_HEIGHT = 38
_INSET = 14
_PRICE_WIDTH = 110
_STOCK_ROOM = 130
_CHIP_GAP = 6


class ProductDelegate(PickDelegate):
    """Name with the match bold, code, stock in its colour, price."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, _ROW_HEIGHT)
        self._wording = wording
        self.typed = ""

    def paint_row(
        self, painter: QPainter, area: QRectF, row: Product | Choice, *, lit: bool
    ) -> None:
        if isinstance(row, Choice) and row.is_family:
            self._paint_family(painter, area, row)
        else:
            product = row.product if isinstance(row, Choice) else row
            self._paint_product(painter, area, product, lit=lit)

    def variant_at(self, area: QRectF, row: Choice, x: float) -> int:
        """Give the variant whose chip is at this place, -1 for none."""
        for index, chip in enumerate(self._chips(area, row)):
            if max(chip.left(), self._chips_left(area, row)) <= x <= chip.right():
                return index
        return -1

    def _paint_family(self, painter: QPainter, area: QRectF, row: Choice) -> None:
        theme = self.theme
        inner = area.adjusted(_INSET, 0, -_INSET, 0)
        price = QRectF(inner.right() - _PRICE_WIDTH, area.top(), _PRICE_WIDTH, area.height())
        font = theme.font("line-amount", tabular=True)
        money = self._wording.money(row.product.price)
        paint_text(painter, price, money, font, theme.color("text"), RIGHT)
        left = self._paint_stock(painter, price.left(), area, row.product)
        chips = self._chips(area, row)
        start = self._chips_left(area, row)
        name = QRectF(inner.left(), area.top(), start - inner.left() - 12, area.height())
        spans = matched_spans(row.name, self.typed)
        ink = theme.color("text")
        paint_matched(painter, theme, name, row.name, spans, theme.font("line-item"), ink)
        painter.save()
        painter.setClipRect(QRectF(start, area.top(), left - start, area.height()))
        for index, (chip, product) in enumerate(zip(chips, row.products, strict=True)):
            self._paint_chip(painter, chip, variant_word(product), chosen=index == row.at)
        painter.restore()

    def _paint_chip(self, painter: QPainter, chip: QRectF, text: str, *, chosen: bool) -> None:
        theme = self.theme
        fill = theme.color("accent" if chosen else "surface")
        edge = theme.color("accent" if chosen else "border_strong")
        paint_box(painter, chip, theme.radius("control"), fill=fill, edge=edge)
        font, ink = theme.font("label"), theme.color("on_accent" if chosen else "text")
        paint_text(painter, chip, text, font, ink, CENTER)

    def _chips_left(self, area: QRectF, row: Choice) -> float:
        name = self.theme.metrics("line-item", weight=700).horizontalAdvance(row.name)
        return area.left() + _INSET + min(name, area.width() * 0.3) + 16

    def _chips(self, area: QRectF, row: Choice) -> list[QRectF]:
        """Place the chips behind the name, moved left as far as the chosen one needs."""
        metrics = self.theme.metrics("label")
        words = map(variant_word, row.products)
        widths = [max(44.0, metrics.horizontalAdvance(word) + 20) for word in words]
        start = self._chips_left(area, row)
        room = area.right() - _INSET - _PRICE_WIDTH - _STOCK_ROOM - start
        x = start - max(0.0, sum(widths[: row.at + 1]) + _CHIP_GAP * row.at - room)
        places = []
        for width in widths:
            places.append(QRectF(x, area.center().y() - 16, width, 32))
            x += width + _CHIP_GAP
        return places

    def _paint_product(self, painter: QPainter, area: QRectF, row: Product, *, lit: bool) -> None:
        theme, words = self.theme, self._wording
        inner = area.adjusted(_INSET, 0, -_INSET, 0)
        price = QRectF(inner.right() - _PRICE_WIDTH, area.top(), _PRICE_WIDTH, area.height())
        font = theme.font("line-amount", tabular=True)
        paint_text(painter, price, words.money(row.price), font, theme.color("text"), RIGHT)
        stock_left = self._paint_stock(painter, price.left(), area, row)
        room = stock_left - inner.left() - 12
        text = QRectF(inner.left(), area.top(), room, area.height())
        name, code = two_lines(text, theme.scale)
        spans = matched_spans(row.full_name, self.typed)
        ink = theme.color("text")
        paint_matched(painter, theme, name, row.full_name, spans, theme.font("line-item"), ink)
        color = theme.color("text2" if lit else "text3")
        label = code_words(row.sku, row.barcode, words)
        paint_text(painter, code, label, theme.font("label", weight=400), color)

    def _paint_stock(self, painter: QPainter, right: float, area: QRectF, row: Product) -> float:
        text, color, icon = stock_words(row, self._wording)
        if not text:
            return right
        font = self.theme.font("body", weight=500 if icon else 400)
        width = self.theme.metrics("body", weight=500).horizontalAdvance(text) + 2
        rect = QRectF(right - width, area.top(), width, area.height())
        paint_text(painter, rect, text, font, self.theme.color(color), RIGHT)
        if icon:
            at = QPointF(rect.left() - 22, area.center().y() - 8)
            self.theme.paint_icon(painter, at, icon, color, 16)
        return rect.left() - 26


def stock_words(product: Product, words: Wording) -> tuple[str, str, str]:
    """Say what is in stock: text, colour and icon; an empty text where nothing is counted."""
    if product.stock is None:
        return "", "", ""
    text = QCoreApplication.translate("products", "{count} in stock")
    text = text.format(count=words.quantity(product.stock))
    if product.stock.thousandths <= 0:
        return text, "danger_text", "circle-x"
    if product.min_stock is not None and product.stock <= product.min_stock:
        return text, "warning_text", "triangle-alert"
    return text, "text2", ""


class ProductPanel(QWidget):
    """The panel's content and its manners: show, light, pick, hide."""

    picked = Signal(object)  # Product

    def __init__(self, theme: Theme, wording: Wording, stage: QWidget) -> None:
        super().__init__()
        self._wording = wording
        self._panel = Panel(theme, stage)
        self._panel.setObjectName("product_panel")
        self._said = ""
        self._model = PickModel(self._spoken, self)
        self._delegate = ProductDelegate(theme, wording)
        self.list = PickList(theme, self._model, self._delegate, "product_list")
        self.list.setAccessibleName(self.tr("Products found"))
        self.list.picked.connect(self._pick)
        self._nothing = Label(theme, "", "body-lg", "text2", align=Qt.AlignmentFlag.AlignCenter)
        self._nothing.setObjectName("no_product")
        self._lay_out(theme)
        self._panel.set_content(self)

    def _lay_out(self, theme: Theme) -> None:
        self._hints = BarHints(theme, ())
        self._hints.setObjectName("product_hints")
        self._hints.setFixedHeight(_HINTS_HEIGHT)
        row = QHBoxLayout()
        row.setContentsMargins(EDGE + _INSET - 1, 0, 12, 0)
        row.addWidget(self._hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, EDGE - 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addSpacing(4)
        column.addWidget(Divider(theme))
        column.addLayout(row)

    # What it shows

    @property
    def is_open(self) -> bool:
        return not self._panel.isHidden()

    @property
    def lit_product(self) -> Product | None:
        row = self.list.lit
        if row < 0:
            return None
        choice: Choice = self._model.rows[row]
        return choice.product

    def show_products(
        self, anchor: QWidget, typed: str, products: list[Choice], *, light_first: bool
    ) -> None:
        """Show what was found for a text; the first row is lit for a name, none for a code."""
        self._delegate.typed = typed
        self._model.set_rows(products)
        self._hints.set_hints(self._keys_for(products))
        self._nothing.setText(self.tr("Nothing is called “{text}”").format(text=typed.strip()))
        self._show(anchor, len(products))
        self.list.light(0 if light_first and products else -1)
        said = self._found_words(len(products))
        if self.list.lit >= 0:
            said = f"{said}. {self._spoken(products[self.list.lit])}"
        if said != self._said:  # each letter looks anew, and most find the same
            self._said = said
            announce(anchor, said)

    def show_fault(self, anchor: QWidget, sentence: str) -> None:
        self._model.set_rows(())
        self._nothing.setText(sentence)
        self._show(anchor, 0)

    def turn(self, step: int) -> bool:
        """Choose another variant in the lit row; says whether there is one to choose."""
        row = self.list.lit if self.is_open else -1
        if row < 0 or not self._model.rows[row].is_family:
            return False
        self._choose(row, self._model.rows[row].turned(step))
        announce(self.list, self._spoken(self._model.rows[row]))
        return True

    def move_light(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            self.list.light((max(self.list.lit, -1 if step > 0 else 0) + step) % count)
            announce(self.list, self._spoken(self._model.rows[self.list.lit]))

    def close_panel(self) -> None:
        self._said = ""
        self._panel.hide()

    # Inside

    def _keys_for(self, rows: Sequence[Choice]) -> list[tuple[str, str]]:
        """Give the keys that do something now; sizes are chosen where there are any."""
        keys = [(self.tr("Enter"), self.tr("Add")), ("↑ ↓", self.tr("Choose"))]
        if any(row.is_family for row in rows):
            keys.append(("← →", self.tr("Size or colour")))
        return [*keys, ("3*", self.tr("Quantity first")), (self.tr("Esc"), self.tr("Close"))]

    def _show(self, anchor: QWidget, rows: int) -> None:
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        height = EDGE + max(rows, 1) * _ROW_HEIGHT + 6 + _HINTS_HEIGHT
        self._panel.show_under(anchor, height)

    def _pick(self, row: int) -> None:
        choice: Choice = self._model.rows[row]
        if choice.is_family:
            place = QRectF(self.list.visualRect(self._model.index(row, 0)))
            area = place.adjusted(EDGE - 1, 0, -EDGE + 1, 0)
            at = self._delegate.variant_at(area, choice, self.list.released_at.x())
            choice = choice if at < 0 else choice.at_variant(at)
        self.picked.emit(choice.product)

    def _choose(self, row: int, choice: Choice) -> None:
        rows = list(self._model.rows)
        rows[row] = choice
        self._model.rows = tuple(rows)
        self.list.viewport().update()

    def _spoken(self, choice: Choice) -> str:
        product = choice.product
        stock = stock_words(product, self._wording)[0]
        parts = (product.full_name, self._wording.money(product.price), stock)
        return ", ".join(part for part in parts if part)

    def _found_words(self, count: int) -> str:
        if count == 1:
            return self.tr("1 product found")
        return self.tr("{count} products found").format(count=count)
