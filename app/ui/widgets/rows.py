"""What delegates and views share: row backgrounds, matched text, headers, thin scroll bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHeaderView,
    QScroller,
    QTableView,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_text
from app.ui.widgets.scroll_bar import OverlayBar, ThinScrollBar

BAR_WIDTH = 4


def paint_row(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    *,
    selected: bool = False,
    hovered: bool = False,
    bar: bool = True,
    line: bool = True,
    flash: float = 0.0,
) -> None:
    """Paint what lies behind a row; `flash` from 1 to 0 fades a new row in.

    Paint one call per row (delegates: in the first column only draw the bar).
    """
    if selected or flash > 0:
        color = theme.color("accent_soft")
        color.setAlphaF(1.0 if selected else flash)
        painter.fillRect(rect, color)
    elif hovered:
        painter.fillRect(rect, theme.color("surface2"))
    if selected and bar:
        painter.fillRect(
            QRectF(rect.left(), rect.top(), BAR_WIDTH, rect.height()), theme.color("accent")
        )
    if line:
        edge = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(edge, theme.color("border"))


def paint_matched(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    spans: Sequence[tuple[int, int]],
    font: QFont,
    color: QColor,
) -> None:
    """Draw one line with the spans `[start, end)` bold in the match colour, elided at its end."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    match = theme.color("accent_text")
    x = rect.left()
    for piece, is_match in _pieces(text, spans):
        used = bold if is_match else font
        metrics = QFontMetricsF(used)
        room = rect.right() - x
        width = metrics.horizontalAdvance(piece)
        area = QRectF(x, rect.top(), room, rect.height())
        paint_text(painter, area, piece, used, match if is_match else color)
        if width > room:
            return
        x += width


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces


def give_viewport(view: QAbstractItemView) -> None:
    """Give a view a viewport that Python made; to be called before anything is put into it.

    For the one that Qt made PySide would build every class of widget there is, to find out
    which it may be: 10 ms of the start.
    """
    view.setViewport(QWidget())


def style_view(theme: Theme, view: QAbstractScrollArea) -> None:
    """Take frame, grid and platform scroll bars off a view and let its card show through."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    palette = view.palette()
    clear = QColor(Qt.GlobalColor.transparent)
    palette.setColor(QPalette.ColorRole.Base, clear)
    view.setPalette(palette)
    if isinstance(view, QAbstractItemView):
        give_viewport(view)
    view.viewport().setAutoFillBackground(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    OverlayBar(theme, view)
    QScroller.grabGesture(view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    if isinstance(view, QAbstractItemView):
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    if isinstance(view, QTableView):
        view.setShowGrid(False)
        view.setCornerButtonEnabled(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()


class TableHeader(QHeaderView):
    """Column names in small semibold; the sorted one is darker and carries an arrow."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        height: int = 38,
        padding: int = 16,
        sortable: bool = False,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._padding = padding
        self.setFixedHeight(height)
        self.setSectionsClickable(sortable)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802
        model = self.model()
        if rect.isEmpty():
            return
        text = str(model.headerData(index, self.orientation()))
        align = model.headerData(index, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        right = bool(Qt.AlignmentFlag(align or 0) & Qt.AlignmentFlag.AlignRight)
        middle = bool(Qt.AlignmentFlag(align or 0) & Qt.AlignmentFlag.AlignHCenter)
        area = QRectF(rect).adjusted(self._padding, 0, -self._padding, -1)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == index
        painter.save()
        self._paint_name(painter, area, text, right=right, middle=middle, lit=sorted_here)
        line = QRectF(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self._theme.color("border"))
        painter.restore()

    def _paint_name(
        self, painter: QPainter, area: QRectF, text: str, *, right: bool, middle: bool, lit: bool
    ) -> None:
        font = self._theme.font("label-strong")
        color = self._theme.color("text" if lit else "text3")
        width = min(QFontMetricsF(font).horizontalAdvance(text), area.width())
        arrow = 18.0 if lit else 0.0
        left = area.left()
        if right:
            left = max(left, area.right() - width - arrow)
        elif middle:
            left = area.center().x() - width / 2
        paint_text(painter, QRectF(left, area.top(), width + 1, area.height()), text, font, color)
        if lit:
            descending = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            name = "arrow-down" if descending else "arrow-up"
            at = QPointF(left + width + 4, area.center().y() - 7)
            self._theme.paint_icon(painter, at, name, "text", 14)


__all__ = [
    "BAR_WIDTH",
    "OverlayBar",
    "TableHeader",
    "ThinScrollBar",
    "paint_matched",
    "paint_row",
    "paint_text",
    "style_view",
]
