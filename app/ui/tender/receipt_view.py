"""The receipt as paper on the screen: what was sold, paid and taxed, in the receipt's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.sale import SaleRecord
from app.ui.tender.receipt_lines import ReceiptLine, ReceiptWords
from app.ui.theme import Theme
from app.ui.wording import Wording

_SIDE = 20
_GUTTER = 14
"""Right of the amounts, where the letter of the tax stands."""
_COLUMN_GAP = 12
_RULE_ROOM = 14
_TAIL = 28
_TEETH = 8
_WIDTH = 360


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the receipt and where it stands; the rectangle ends where its figure does."""

    line: ReceiptLine
    rect: QRectF
    figure_width: float


class ReceiptView(QWidget):
    """Paints one sale; taller than it may be shown, so it stands in a scroll area.

    Long names go on over the next row instead of being cut: a receipt leaves nothing out.
    """

    def __init__(
        self, theme: Theme, wording: Wording, shop_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receipt_view")
        self._theme = theme
        self._wording = wording
        self._words = ReceiptWords(wording, self)
        self._shop_name = shop_name
        self._lines: list[ReceiptLine] = []
        self._placed: dict[int, list[PlacedLine]] = {}
        """By the widths a layout has asked about."""
        # Not Fixed: that height would be the one of the width before.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._arrange)

    def set_shop_name(self, name: str) -> None:
        """Head the receipts shown from now on with this name."""
        self._shop_name = name

    def show_sale(self, sale: SaleRecord) -> None:
        self.show_lines(self._words.lines(sale, self._shop_name), self._spoken(sale))

    def show_lines(self, lines: Sequence[ReceiptLine], spoken: str) -> None:
        """Show any slip; `spoken` says in a breath what it is."""
        self._lines = list(lines)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(
            "\n".join(f"{line.words} {line.figure}".strip() for line in self._lines)
        )
        self._arrange()

    @property
    def placed_lines(self) -> list[PlacedLine]:
        """Give every line with its place at the present width, top to bottom."""
        return self._placed_at(self.width())

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    def heightForWidth(self, width: int) -> int:
        placed = self._placed_at(width)
        bottom = placed[-1].rect.bottom() if placed else 0
        return round(bottom) + _TAIL + _TEETH

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter)
        self._paint_lines(painter, event)

    def paint_on(self, painter: QPainter, width: int) -> None:
        """Paint all of it on other paper, so many of its own pixels wide."""
        for placed in self._placed_at(width):
            self._paint_line(painter, placed)

    def _paint_lines(self, painter: QPainter, event: QPaintEvent) -> None:
        top, bottom = event.rect().top() - _RULE_ROOM, event.rect().bottom() + _RULE_ROOM
        for placed in self.placed_lines:
            if placed.rect.bottom() >= top and placed.rect.top() <= bottom:
                self._paint_line(painter, placed)

    # Where things stand

    @Slot()
    def _arrange(self) -> None:
        self._placed.clear()
        self.updateGeometry()
        self.update()

    def _placed_at(self, width: int) -> list[PlacedLine]:
        if width not in self._placed:
            self._placed[width] = self._place(width)
        return self._placed[width]

    def _place(self, width: int) -> list[PlacedLine]:
        placed: list[PlacedLine] = []
        bottom = 0.0
        for line in self._lines_for(width):
            gap = line.gap + (_RULE_ROOM if line.has_rule else 0)
            height = self._row_height(line) * self._row_count(line, width)
            rect = QRectF(_SIDE, bottom + gap, _room(line, width), height)
            placed.append(PlacedLine(line, rect, self._figure_width(line)))
            bottom = rect.bottom()
        return placed

    def _lines_for(self, width: int) -> Iterator[ReceiptLine]:
        """Give the lines; the moment of the sale goes below its number where both do not fit."""
        for line in self._lines:
            if line.figure_color and self._row_count(line, width) > 1:
                yield replace(line, figure="")
                below = replace(line, words=line.figure, color=line.figure_color)
                yield replace(below, figure="", weight=400, gap=0)
            else:
                yield line

    def _row_count(self, line: ReceiptLine, width: int) -> int:
        room = _room(line, width)
        if line.figure:
            room -= self._figure_width(line) + _COLUMN_GAP
        return max(1, _broken(line.words, self._font(line), room).lineCount())

    def _figure_width(self, line: ReceiptLine) -> float:
        metrics = self._theme.metrics(line.type_name, tabular=True, weight=line.weight)
        return metrics.horizontalAdvance(line.figure)

    def _font(self, line: ReceiptLine) -> QFont:
        return self._theme.font(line.type_name, weight=line.weight)

    # Painting

    def _paint_paper(self, painter: QPainter) -> None:
        bottom, right = self.height() - _TEETH - 0.5, self.width() - 0.5
        outline = [QPointF(0.5, 0.5), QPointF(right, 0.5), QPointF(right, bottom)]
        x, is_low = right, True
        while x > 0.5:
            x = max(0.5, x - 6)
            outline.append(QPointF(x, bottom + (_TEETH - 2 if is_low else 0)))
            is_low = not is_low
        outline.append(QPointF(0.5, bottom))
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawPolygon(QPolygonF(outline))

    def _paint_line(self, painter: QPainter, placed: PlacedLine) -> None:
        line, rect = placed.line, placed.rect
        if line.has_rule:
            self._paint_rule(painter, rect.top() - _RULE_ROOM / 2)
        self._paint_words(painter, placed)
        base = self._baseline(line, rect.top())
        weight = 400 if line.figure_color else line.weight
        painter.setFont(self._theme.font(line.type_name, tabular=True, weight=weight))
        painter.setPen(self._theme.color(line.figure_color or line.color))
        figure_width = painter.fontMetrics().horizontalAdvance(line.figure)
        painter.drawText(QPointF(rect.right() - figure_width, base), line.figure)
        if line.mark:
            painter.setFont(self._theme.font("keycap"))
            painter.setPen(self._theme.color("text3"))
            mark_width = painter.fontMetrics().horizontalAdvance(line.mark)
            painter.drawText(QPointF(rect.right() + _GUTTER - mark_width, base), line.mark)

    def _paint_words(self, painter: QPainter, placed: PlacedLine) -> None:
        line = placed.line
        room = placed.figure_width + _COLUMN_GAP if line.figure else 0
        layout = _broken(line.words, self._font(line), placed.rect.width() - room, line.align)
        painter.setPen(self._theme.color(line.color))
        for index in range(layout.lineCount()):
            row = layout.lineAt(index)
            base = self._baseline(line, placed.rect.top(), index)
            row.draw(painter, QPointF(placed.rect.left(), base - row.ascent() - row.y()))

    def _paint_rule(self, painter: QPainter, y: float) -> None:
        pen = QPen(self._theme.color("border_strong"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        at = round(y) + 0.5
        painter.drawLine(QPointF(_SIDE, at), QPointF(self.width() - _SIDE, at))

    def _row_height(self, line: ReceiptLine) -> int:
        return round(line.height * self._theme.scale)

    def _baseline(self, line: ReceiptLine, top: float, row: int = 0) -> int:
        height = self._row_height(line)
        metrics = self._theme.metrics(line.type_name, weight=line.weight)
        return round(top + row * height + (height - metrics.height()) / 2 + metrics.ascent())

    def _spoken(self, sale: SaleRecord) -> str:
        return self.tr("Receipt {number}, {items}, total {total}").format(
            number=sale.head.number,
            items=self._wording.lines(len(sale.lines)),
            total=self._wording.money(sale.head.total),
        )


def _broken(
    text: str, font: QFont, width: float, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> QTextLayout:
    """Break a text into rows of at most this width, inside a word only where it must be."""
    option = QTextOption(align & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width, 40))
    layout.endLayout()
    return layout


def _room(line: ReceiptLine, width: int) -> float:
    return width - 2 * _SIDE - (_GUTTER if line.keeps_gutter else 0)
