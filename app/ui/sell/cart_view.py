"""The table of lines: chosen line, stepper, flash of the newest."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.sell.cart_delegate import CartDelegate
from app.ui.sell.cart_model import CartModel
from app.ui.sell.columns import CartHeader, Column
from app.ui.sell.line_keys import LineKeys
from app.ui.sell.row_pictures import RowPictures
from app.ui.sell.stepper import Stepper
from app.ui.theme import Theme
from app.ui.widgets.painting import paint_focus_ring
from app.ui.widgets.rows import style_view


class CartView(QTableView):
    """Follows the cart's chosen line; a click wishes for another one and keeps no focus."""

    line_pressed = Signal(int)

    def __init__(
        self, theme: Theme, model: CartModel, keys: LineKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cart_view")
        self.setAccessibleName(self.tr("Items of this sale"))
        self._theme = theme
        self._cart_model = model
        self._keys = keys
        self._pressed_row = -1
        self._delegate = CartDelegate(theme, model, self)
        style_view(theme, self)
        header = CartHeader(theme, self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        header.apply_widths()
        # A choice of line concerns the rows; on the shared one every scan repaints the titles.
        header.setSelectionModel(QItemSelectionModel(model, header))
        self._pictures = RowPictures(theme, model, self._delegate, self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        header.geometriesChanged.connect(self._settle_stepper)
        header.sectionResized.connect(self._settle_stepper)
        self.setItemDelegate(self._delegate)
        self._fix_rows()
        self.stepper = Stepper(theme, self.viewport())
        self._glow = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._glow.valueChanged.connect(self._show_glow)
        model.dataChanged.connect(self._settle_stepper)
        theme.changed.connect(self._repaint_all)

    def _fix_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._theme.size("cartRow"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)

    # What it shows

    def choose(self, row: int) -> None:
        """Light a line and bring it into view; -1 lights none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self.model().index(row, Column.ITEM)
            if self.currentIndex().row() != row or not self.selectionModel().hasSelection():
                self.setCurrentIndex(index)
            self.scrollTo(index)
        self._settle_stepper()

    def flash(self, row: int) -> None:
        """Let the newest line glow for a moment."""
        self._glow.stop()
        length = self._theme.motion("rowFlash")
        self._delegate.flashing_row = row
        if length:
            self._glow.setDuration(length)
            self._glow.start()

    def scroll_page(self, direction: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.handle(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_row = self.rowAt(round(event.position().y())) if left else -1
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose on letting go over the same line: a finger that slides off chooses nothing."""
        row = self.rowAt(round(event.position().y()))
        if row >= 0 and row == self._pressed_row:
            self.line_pressed.emit(row)
        self._pressed_row = -1
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()  # dragging over rows chooses nothing

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._pictures.paint(painter, event.rect())
        if self.hasFocus():
            place = QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2)
            paint_focus_ring(painter, self._theme, place, self._theme.radius("control"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_stepper()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._settle_stepper()

    # Inside

    @Slot()
    def _settle_stepper(self) -> None:
        """Lay the stepper over the quantity of the chosen line; a weight has none."""
        row = self.currentIndex().row()
        shown = 0 <= row < self._cart_model.rowCount()
        text = self._cart_model.row_text(row) if shown else None
        if text is None or text.is_weighed:
            self.stepper.hide()
            return
        cell = self.visualRect(self.model().index(row, Column.QUANTITY))
        size = self.stepper.size()
        corner = QPoint(
            cell.left() + (cell.width() - size.width()) // 2,
            cell.top() + (cell.height() - size.height()) // 2,
        )
        self.stepper.set_line(text.name, text.quantity)
        self.stepper.move(corner)
        self.stepper.show()

    @Slot()
    def _repaint_all(self) -> None:
        self._pictures.forget()
        self.viewport().update()

    @Slot(object)
    def _show_glow(self, value: float) -> None:
        self._delegate.flash = value
        row = self._delegate.flashing_row
        if 0 <= row < self._cart_model.rowCount():
            rect = self.visualRect(self.model().index(row, 0))
            self.viewport().update(0, rect.top(), self.viewport().width(), rect.height())
