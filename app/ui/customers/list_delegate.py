"""A customer as one row of the list: who they are at the left, what they spent at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.customer import Customer
from app.ui.customers.list_model import CUSTOMER_ROLE
from app.ui.theme import Theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.rows import paint_row
from app.ui.wording import Wording

_LEFT, _RIGHT = 15, 16
_AVATAR = 38
_TEXT_LEFT = _LEFT + _AVATAR + 12
_GAP = 12
_LINE = 20


class CustomerDelegate(QStyledItemDelegate):
    """Paints rows of a CustomerListModel."""

    def __init__(self, theme: Theme, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wording = wording

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.size("listRow"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        customer = index.data(CUSTOMER_ROLE)
        if customer is None:
            return  # it could not be read, and that is said elsewhere
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        paint_row(painter, self._theme, rect, selected=selected, hovered=hovered)
        avatar = QRectF(rect.left() + _LEFT, rect.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        paint_avatar(painter, self._theme, avatar, customer.name)
        self._paint_words(painter, rect, customer)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, customer: Customer) -> None:
        height = round(_LINE * self._theme.scale)
        line = QRectF(rect.left() + _TEXT_LEFT, rect.center().y() - height, 0, height)
        line.setRight(rect.right() - _RIGHT)
        total = self._wording.amount(customer.total_purchases)
        strong, figures = self._theme.font("button"), self._theme.font("button", tabular=True)
        self._paint_line(painter, line, (customer.name, strong), (total, figures), "text")
        small = self._theme.font("label", weight=400)
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
        color = self._theme.color(ink)
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
