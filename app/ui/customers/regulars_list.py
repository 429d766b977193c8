"""A short list of customers worth a look: who, how to reach them, and why they are in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.insights import Regular
from app.ui.theme import Theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.widgets.rows import paint_row, style_view
from app.ui.wording import Wording

ROW, _AVATAR, _INSET, _LINE = 56, 34, 12, 19
_REGULAR = Qt.ItemDataRole.UserRole


class RegularsList(QListWidget):
    """Enter, or a tap on a row, asks for that customer."""

    opened = Signal(int)
    """The customer's id"""

    def __init__(
        self, theme: Theme, wording: Wording, name: str, spoken: str, *, tells_absence: bool
    ) -> None:
        """By choice a row tells how long somebody is away, else what they spent."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.theme, self.wording, self.tells_absence = theme, wording, tells_absence
        style_view(theme, self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        self.clicked.connect(self._open)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_people(self, people: Sequence[Regular]) -> None:
        self.clear()
        for each in people:
            item = QListWidgetItem(each.name)
            item.setData(_REGULAR, each)
            words = [each.name, each.phone, *self.right_words(each)]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))
            self.addItem(item)
        if people:
            self.setCurrentRow(0)

    def right_words(self, regular: Regular) -> tuple[str, str]:
        """Give the two lines at the right: the reason, and what it is measured by."""
        words = self.wording
        if not self.tells_absence:
            return words.money(regular.spent), words.sales(regular.purchases)
        away = self.tr("{count} days away").format(count=f"{regular.away_days:,}")
        if regular.usual_days == 1:
            return away, self.tr("usually every day")
        return away, self.tr("usually every {count} days").format(count=regular.usual_days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        regular = index.data(_REGULAR)
        if isinstance(regular, Regular):
            self.opened.emit(regular.customer_id)


class _Rows(QStyledItemDelegate):
    def __init__(self, view: RegularsList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, max(ROW, round(2 * _LINE * self._view.theme.scale) + 12))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._view.theme, QRectF(option.rect)
        regular = index.data(_REGULAR)
        if not isinstance(regular, Regular):
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.save()
        paint_row(painter, theme, rect, selected=selected)
        if selected:
            ring = rect.adjusted(1, 1, -1, -2)
            paint_box(painter, ring, 4, edge=theme.color("focus"), width=theme.ring_width)
        at = QRectF(rect.left() + _INSET, rect.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        paint_avatar(painter, theme, at, regular.name)
        self._paint_words(painter, rect.adjusted(_INSET + _AVATAR + 10, 0, -_INSET, 0), regular)
        painter.restore()

    def _paint_words(self, painter: QPainter, words: QRectF, regular: Regular) -> None:
        theme, line = self._view.theme, _LINE * self._view.theme.scale
        reason, measure = self._view.right_words(regular)
        ink = "warning_text" if self._view.tells_absence else "text"
        strong, figures = theme.font("button-sm"), theme.font("button-sm", tabular=True)
        above = QRectF(words.left(), words.center().y() - line, words.width(), line)
        small = theme.font("label", weight=400)
        self._paint_line(painter, above, (regular.name, strong, "text"), (reason, figures, ink))
        low = above.translated(0, line)
        phone = regular.phone or self._view.tr("no phone")
        self._paint_line(painter, low, (phone, small, "text2"), (measure, small, "text2"))

    def _paint_line(
        self,
        painter: QPainter,
        line: QRectF,
        left: tuple[str, QFont, str],
        right: tuple[str, QFont, str],
    ) -> None:
        color = self._view.theme.color
        paint_text(painter, line, right[0], right[1], color(right[2]), RIGHT)
        taken = QFontMetricsF(right[1]).horizontalAdvance(right[0])
        line = line.adjusted(0, 0, -taken - 10, 0)
        paint_text(painter, line, left[0], left[1], color(left[2]))
