"""The receipt as paper on the screen: what was sold, paid and taxed, in the receipt's order."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.receipt import Part, ReceiptRow, receipt_rows
from app.domain.sale import Kind, SaleRecord
from app.ui.theme import Theme
from app.ui.widgets.painting import LEFT, paint_text
from app.ui.wording import Wording

_SIDE = 20
_TAIL = 38
_TEETH = 8
_AMOUNT_RIGHT = 34
_HEIGHTS = {Part.TOTAL: 28, Part.PAYMENT: 19, Part.CHANGE: 19}
_ROW = 18
_RULE_BEFORE = {Part.TOTAL, Part.NET_OF_TAX, Part.EXEMPT}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ReceiptView(QWidget):
    """Paints one sale; taller than it may be shown, so it stands in a scroll area."""

    def __init__(
        self, theme: Theme, wording: Wording, shop_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receipt_view")
        self._theme = theme
        self._wording = wording
        self._shop_name = shop_name
        self._sale: SaleRecord | None = None
        self._rows: list[ReceiptRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_sale(self, sale: SaleRecord) -> None:
        self._sale = sale
        self._rows = receipt_rows(sale)
        self.setAccessibleName(self._spoken(sale))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        heights = sum(_HEIGHTS.get(row.part, _ROW) for row in self._rows)
        rules = len(self._rules())
        return QSize(360, 106 + heights + 14 * rules + _TAIL + _TEETH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter)
        if self._sale:
            self._paint_words(painter, self._sale)

    # Inside

    def _rules(self) -> set[int]:
        """Give the rows that begin under a dashed rule: first of totals, first of taxes."""
        parts = [row.part for row in self._rows]
        taxes = [i for i, part in enumerate(parts) if part in (Part.NET_OF_TAX, Part.EXEMPT)]
        return {parts.index(Part.TOTAL), *taxes[:1]} if parts else set()

    def _paint_paper(self, painter: QPainter) -> None:
        theme, bottom = self._theme, self.height() - _TEETH
        outline = [QPointF(0.5, 0.5), QPointF(self.width() - 0.5, 0.5)]
        outline.append(QPointF(self.width() - 0.5, bottom))
        x, low = self.width() - 0.5, True
        while x > 0.5:
            x = max(0.5, x - 6)
            outline.append(QPointF(x, bottom + (_TEETH - 2 if low else 0)))
            low = not low
        outline.append(QPointF(0.5, bottom))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawPolygon(QPolygonF(outline))

    def _paint_words(self, painter: QPainter, sale: SaleRecord) -> None:
        width = self.width() - 2 * _SIDE
        self._write(painter, 14, self._shop_name, "body-lg", "text", _CENTRE, weight=700)
        head = sale.head
        word = self.tr("Return {number}") if head.kind is Kind.RETURN else self.tr("Sale {number}")
        self._write(painter, 44, word.format(number=head.number), "caption", "text", weight=600)
        self._write(painter, 44, self._wording.date_time(head.sold_at), "caption", "text3", _RIGHT)
        till = self.tr("Till 1") + (f"  ·  {head.cashier}" if head.cashier else "")
        self._write(painter, 61, till, "caption", "text3")
        name = QRectF(_SIDE + width * 0.4, 61, width * 0.6, _ROW)
        font, ink = self._theme.font("caption"), self._theme.color("text3")
        paint_text(painter, name, sale.customer_name, font, ink, _RIGHT)
        self._dash(painter, 86)
        y, rules = 94.0, self._rules()
        for index, row in enumerate(self._rows):
            if index in rules:
                self._dash(painter, y + 5)
                y += 14
            height = _HEIGHTS.get(row.part, _ROW)
            self._paint_row(painter, QRectF(_SIDE, y, width, height), row)
            y += height
        thanks = self.tr("Salamat po! Keep this receipt for returns.")
        self._write(painter, y + 10, thanks, "caption", "text3", _CENTRE)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: ReceiptRow) -> None:
        big = row.part is Part.TOTAL
        color = (
            "text" if row.part in (Part.LINE, Part.TOTAL, Part.PAYMENT, Part.CHANGE) else "text3"
        )
        type_name = "section" if big else ("label" if color == "text" else "caption")
        weight = 700 if big else (None if color == "text" else 400)
        if row.part is Part.LINE:
            type_name = "caption"
        font = self._theme.font(type_name, weight=weight or 500)
        figures = self._theme.font(type_name, tabular=True, weight=weight or 500)
        ink = self._theme.color(color)
        money = self._wording.money(row.amount) if big else self._wording.amount(row.amount)
        right = rect.adjusted(rect.width() * 0.5, 0, 20 - _AMOUNT_RIGHT, 0)
        paint_text(painter, rect.adjusted(0, 0, -100, 0), self._words(row), font, ink, LEFT)
        paint_text(painter, right, money, figures, ink, _RIGHT)
        if row.line is not None and row.line.tax_code == "E":
            self._mark(painter, rect)

    def _mark(self, painter: QPainter, rect: QRectF) -> None:
        font, ink = self._theme.font("keycap"), self._theme.color("text3")
        paint_text(painter, rect, self.tr("E"), font, ink, _RIGHT)

    def _words(self, row: ReceiptRow) -> str:
        line, rate = row.line, row.share.rate_bp if row.share else 0
        if line is not None:
            unit = "" if line.unit == "pc" or line.quantity.is_whole else f" {line.unit}"
            return f"{self._wording.quantity(line.quantity)}{unit} × {line.name}"
        if row.payment is not None:
            return self._wording.method(row.payment.method)
        words = {
            Part.DISCOUNTS: self.tr("Discounts"),
            Part.TOTAL: self.tr("TOTAL"),
            Part.CHANGE: self.tr("Change"),
            Part.NET_OF_TAX: self.tr("VATable sales"),
            Part.TAX: self.tr("VAT ({rate})").format(rate=self._wording.percent_bp(rate)),
            Part.EXEMPT: self.tr("VAT-exempt sales"),
        }
        return words[row.part]

    def _write(
        self,
        painter: QPainter,
        y: float,
        text: str,
        type_name: str,
        color: str,
        align: Qt.AlignmentFlag = LEFT,
        weight: int | None = None,
    ) -> None:
        rect = QRectF(
            _SIDE, y, self.width() - 2 * _SIDE, _ROW + (6 if type_name != "caption" else 0)
        )
        font = self._theme.font(type_name, weight=weight)
        paint_text(painter, rect, text, font, self._theme.color(color), align)

    def _dash(self, painter: QPainter, y: float) -> None:
        pen = QPen(self._theme.color("border_strong"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(_SIDE, y), QPointF(self.width() - _SIDE, y))

    def _spoken(self, sale: SaleRecord) -> str:
        return self.tr("Receipt {number}, {items}, total {total}").format(
            number=sale.head.number,
            items=self._wording.lines(len(sale.lines)),
            total=self._wording.money(sale.head.total),
        )
