"""The copies there are, newest first: when and where, how large, and whether checked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.backup import Copy
from app.ui.copies import words
from app.ui.theme import Theme
from app.ui.widgets.badge import paint_badge
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.widgets.rows import paint_row, style_view
from app.ui.wording import Wording

ROW = 58
_HEAD = 34
_SIDE = 20
_SIZE_RIGHT = 160
COPY_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class CopiesModel(QAbstractListModel):
    """Holds what the keeper knows; it is short."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.second_place = self.way_back = ""
        self.copies: tuple[Copy, ...] = ()

    def show_copies(self, copies: Sequence[Copy], second_place: str, way_back: str = "") -> None:
        self.beginResetModel()
        self.copies, self.second_place, self.way_back = tuple(copies), second_place, way_back
        self.endResetModel()

    def where(self, copy: Copy) -> str:
        """Give the second line of a copy."""
        return words.where(copy, self.second_place, is_way_back=copy.name == self.way_back)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.copies)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        copy = self.copies[index.row()]
        if role == COPY_ROLE:
            return copy
        if role == Qt.ItemDataRole.DisplayRole:
            return words.when(copy, self._wording)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [words.when(copy, self._wording), self.where(copy)]
            return ", ".join([*parts, words.size(copy.size), words.state(copy, "")[0]])
        return None


class CopiesView(QListView):
    """Arrows choose; the newest is chosen until somebody does."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("copies")
        self.setAccessibleName(self.tr("Copies"))
        self.theme = theme
        style_view(theme, self)
        self.rows = CopiesModel(wording, self)
        self.setModel(self.rows)
        self.setItemDelegate(_CopyRow(self))
        self.setUniformItemSizes(True)
        self.setMinimumHeight(3 * ROW)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> Copy | None:
        found = self.currentIndex().data(COPY_ROLE)
        return found if isinstance(found, Copy) else None

    def show_copies(self, copies: Sequence[Copy], second_place: str, way_back: str = "") -> None:
        """Show these; the one chosen stays chosen while it is there."""
        before = self.chosen
        self.rows.show_copies(copies, second_place, way_back)
        names = [copy.name for copy in copies]
        row = names.index(before.name) if before is not None and before.name in names else 0
        self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class CopiesHead(QWidget):
    """The names of the columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_HEAD)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font, ink = self._theme.font("caption-strong"), self._theme.color("text2")
        rect = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        paint_text(painter, rect, self.tr("When and where"), font, ink)
        paint_text(painter, rect, self.tr("State"), font, ink, RIGHT)
        middle = rect.adjusted(0, 0, -_shift(self._theme), 0)
        paint_text(painter, middle, self.tr("Size"), font, ink, RIGHT)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("border"))


def _shift(theme: Theme) -> float:
    """How far the sizes end from the right: wider letters make wider badges."""
    return (_SIZE_RIGHT - _SIDE) * theme.scale


class _CopyRow(QStyledItemDelegate):
    """Paints a copy in two lines; the focus shows as a ring on the chosen one."""

    def __init__(self, view: CopiesView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, copy = self._view.theme, QRectF(option.rect), index.data(COPY_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus()
        painter.save()
        paint_row(painter, theme, rect, selected=selected)
        if selected and has_focus:
            ring = rect.adjusted(1, 1, -1, -2)
            paint_box(painter, ring, 4, edge=theme.color("focus"), width=theme.ring_width)
        text, tone, icon = words.state(copy, self._view.rows.second_place)
        right = QPointF(rect.right() - _SIDE, rect.center().y())
        paint_badge(painter, theme, right, text, tone, icon=icon, from_right=True)
        size = rect.adjusted(0, 0, -_SIDE - _shift(theme), 0)
        font = theme.font("body", tabular=True)
        paint_text(painter, size, words.size(copy.size), font, theme.color("text2"), RIGHT)
        self._paint_words(painter, rect, copy, str(index.data()))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, copy: Copy, when: str) -> None:
        theme = self._view.theme
        middle, height = rect.center().y(), 20 * theme.scale
        line = QRectF(rect.left() + _SIDE, middle - height, 0, height)
        line.setRight(rect.right() - _SIDE - _shift(theme) - 100 * theme.scale)
        paint_text(painter, line, when, theme.font("body-lg", weight=500), theme.color("text"))
        where = self._view.rows.where(copy)
        low = line.translated(0, height)
        paint_text(painter, low, where, theme.font("label", weight=400), theme.color("text2"))
