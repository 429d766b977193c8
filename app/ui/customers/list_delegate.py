"""A customer as one row of the list: who they are at the left, what they spent at the right."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.domain.customer import Customer
from app.ui.theme import Theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.items import Index
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate
from app.ui.wording import Wording

_LEFT, _RIGHT = 15, 16
_AVATAR = 38
_TEXT_LEFT = _LEFT + _AVATAR + 12
_GAP = 12
_LINE = 20


class CustomerDelegate(RowDelegate[Customer]):
    """Paints rows of a CustomerListModel."""

    def __init__(self, theme: Theme, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._wording = wording
        self.height = theme.size("listRow")

    def is_pointed_at(self, option: QStyleOptionViewItem, index: Index) -> bool:
        return bool(option.state & QStyle.StateFlag.State_MouseOver)

    def paint_cell(self, painter: QPainter, cell: Cell[Customer]) -> None:
        rect = cell.rect
        avatar = QRectF(rect.left() + _LEFT, rect.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        paint_avatar(painter, self.theme, avatar, cell.row.name)
        self._paint_words(painter, rect, cell.row)

    def _paint_words(self, painter: QPainter, rect: QRectF, customer: Customer) -> None:
        height = round(_LINE * self.theme.scale)
        line = QRectF(rect.left() + _TEXT_LEFT, rect.center().y() - height, 0, height)
        line.setRight(rect.right() - _RIGHT)
        total = self._wording.amount(customer.total_purchases)
        strong, figures = self.theme.font("button"), self.theme.font("button", tabular=True)
        self._paint_line(painter, line, (customer.name, strong), (total, figures), "text")
        small = self.theme.font("label", weight=400)
        phone, visits = self._phone(customer), self._visits(customer)
        low = line.translated(0, height)
        self._paint_line(painter, low, (phone, small), (visits, small), "text3")

    def _paint_line(
        self,
        painter: QPainter,
        line: QRectF,
        left: tuple[str, QFont],
        right: tuple[str, QFont],
        ink: str,
    ) -> None:
        """Draw the right text whole and as much of the left one as there is room for."""
        color = self.theme.color(ink)
        taken = QFontMetricsF(right[1]).horizontalAdvance(right[0])
        paint_text(painter, line, *right, color, RIGHT)
        paint_text(painter, line.adjusted(0, 0, -taken - _GAP, 0), *left, color)

    def _phone(self, customer: Customer) -> str:
        return customer.phone or self.tr("no phone")

    def _visits(self, customer: Customer) -> str:
        if customer.last_purchase is None:
            return self.tr("no sales yet")
        sales = self._wording.sales(customer.transaction_count)
        return f"{sales}  ·  {self._wording.ago(customer.last_purchase)}"
