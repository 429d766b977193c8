"""Draws what lies in layers: a table, a panel over it, a message, and a sheet over everything.

python -m tests.ui.gallery_layers PICTURE.png light|dark|contrast [sheet]
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import Scheme, Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.painting import paint_text
from app.ui.widgets.panel import Panel
from app.ui.widgets.rows import TableHeader, paint_matched, paint_row, style_view
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage

ROWS = [("Jasmine rice 5 kg", "578.00"), ("Evaporated milk 370 ml", "207.00"),
        ("Pancit canton kalamansi, 6-pack", "159.60"), ("Coffee 3-in-1", "215.00")] * 6  # fmt: skip
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel):
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return ROWS[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return Qt.AlignmentFlag.AlignRight
        return ("Item", "Amount")[section] if role == Qt.ItemDataRole.DisplayRole else None


class Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        chosen = index.row() == 1
        paint_row(painter, self.theme, rect, selected=chosen, bar=index.column() == 0)
        inner = rect.adjusted(16, 0, -16, 0)
        text = str(index.data())
        if index.column() == 0:
            spans = [(text.find("milk"), text.find("milk") + 4)] if "milk" in text else []
            font = self.theme.font("line-item")
            paint_matched(painter, self.theme, inner, text, spans, font, self.theme.color("text"))
        else:
            font = self.theme.font("line-amount", tabular=True)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint_text(painter, inner, text, font, self.theme.color("text"), align)


class Layers(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.resize(1366, 768)
        self.card = Card(theme, clip=True, parent=self)
        self.card.setGeometry(96, 84, 853, 596)
        table = QTableView()
        style_view(theme, table)
        header = TableHeader(theme, table, height=40, sortable=True)
        table.setHorizontalHeader(header)
        table.setModel(Lines())
        table.setItemDelegate(Rows(theme, table))
        table.verticalHeader().setDefaultSectionSize(56)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table)
        self.field = Field(theme, icon="scan-barcode", key="F2", clearable=True, parent=self)
        self.field.set_text("milk")
        self.field.setGeometry(96, 16, 669, 56)
        self.toasts = ToastHost(theme, self)
        self.toasts.set_anchor(self.card)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("canvas"))


def main(arguments: list[str]) -> None:
    app = QApplication([])
    theme = Theme(Scheme(arguments[1]), reduce_motion=True)
    theme.apply(app)
    window = Layers(theme)
    window.show()
    panel = Panel(theme, window)
    panel.show_under(window.field, 200)
    action = (ToastAction("Find by name", print), ToastAction("Add product", print))
    window.toasts.post(ToastMessage("No product has barcode 4801 2345 67890",
                                    "Set the item aside, or find it by name.", "error",
                                    "scan-barcode", action))  # fmt: skip
    if arguments[2:]:
        sheet = Sheet(theme, window, "Discount", width=800, height=490)
        sheet.set_subtitle("Fresh eggs, tray of 30")
        amount = AmountField(theme, label="Percent", prefix="", suffix="%", parent=sheet.body)
        amount.set_text("10")
        amount.setGeometry(27, 80, 444, amount.sizeHint().height())
        pad = NumberPad(theme, key_height=62, parent=sheet.body)
        pad.setGeometry(495, 20, 276, 272)
        apply = PrimaryButton(
            theme, "Apply", icon="check", key="Enter", height=64, parent=sheet.body
        )
        apply.setGeometry(495, 333, 276, 64)
        sheet.open(amount)
    app.processEvents()
    picture = QPixmap(window.size())
    window.render(picture)
    picture.save(arguments[0])


if __name__ == "__main__":
    main(sys.argv[1:])
