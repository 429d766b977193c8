"""The order of the customer list, as one word and a menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.domain.customer import Sort
from app.ui.theme import Theme
from app.ui.widgets.menu import Menu
from app.ui.widgets.painting import paint_box, paint_focus_ring, paint_text

_ARROW = 14
_GAP = 5
_INSET = 8


class SortButton(QPushButton):
    """Opens a menu of four orders; choosing the present one again turns it round."""

    chosen = Signal()

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sort = Sort.TOTAL
        self._reverse = False
        self.setObjectName("customer_sort")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menu_of_orders = Menu(theme, self)
        self.menu_of_orders.setObjectName("customer_sort_menu")
        self._fill_menu()
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._say)
        self._say()

    @property
    def sort(self) -> Sort:
        return self._sort

    @property
    def is_reversed(self) -> bool:
        return self._reverse

    def choose(self, sort: Sort) -> None:
        """Take an order, or turn the present one round."""
        self._reverse = not self._reverse if sort is self._sort else False
        self._sort = sort
        self._say()
        self.chosen.emit()

    @Slot()
    def open_menu(self) -> None:
        menu = self.menu_of_orders
        corner = self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.height() + 2))
        menu.setActiveAction(self._actions[self._sort])
        menu.popup(corner)

    # Qt

    def sizeHint(self) -> QSize:
        advance = self._theme.metrics("label-strong").horizontalAdvance(self.text())
        return QSize(round(advance) + _GAP + _ARROW + 2 * _INSET, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        box = QRectF(self.rect()).adjusted(0, 6, 0, -6)
        radius = theme.radius("control")
        if self.underMouse():
            paint_box(painter, box, radius, fill=theme.color("surface3"))
        if self.hasFocus():
            paint_focus_ring(painter, theme, box, radius)
        words = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET - _ARROW - _GAP, 0)
        paint_text(painter, words, self.text(), theme.font("label-strong"), theme.color("text"))
        at = QPointF(self.width() - _INSET - _ARROW, self.height() / 2 - _ARROW / 2)
        theme.paint_icon(painter, at, self._arrow(), "text", _ARROW)

    # Inside

    def _fill_menu(self) -> None:
        self._actions: dict[Sort, QAction] = {}
        group = QActionGroup(self)
        for sort, words in self._words().items():
            action = self.menu_of_orders.addAction(words)
            action.setCheckable(True)
            action.setObjectName(f"sort_{sort.value}")
            action.triggered.connect(self._take)
            group.addAction(action)
            self._actions[sort] = action

    def _words(self) -> dict[Sort, str]:
        return {
            Sort.TOTAL: self.tr("Total purchases"),
            Sort.COUNT: self.tr("Transactions"),
            Sort.LAST: self.tr("Last purchase"),
            Sort.NAME: self.tr("Name"),
        }

    def _arrow(self) -> str:
        descends = (self._sort is not Sort.NAME) != self._reverse
        return "arrow-down" if descends else "arrow-up"

    @Slot()
    def _say(self) -> None:
        words = self._words()[self._sort]
        self.setText(self.tr("Sort: {order}").format(order=words))
        way = self.tr("descending") if self._arrow() == "arrow-down" else self.tr("ascending")
        self.setAccessibleName(f"{self.text()}, {way}")
        self._actions[self._sort].setChecked(True)
        self.updateGeometry()
        self.update()

    @Slot()
    def _take(self) -> None:
        sender = self.sender()
        self.choose(next(sort for sort, action in self._actions.items() if action is sender))
