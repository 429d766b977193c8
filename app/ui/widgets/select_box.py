"""A choice among a few, looking like a field: label above, the choice and an arrow inside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.menu import Menu
from app.ui.widgets.painting import paint_box, paint_text

_PADDING = 14
_ARROW = 18
_LABEL_GAP = 4
_WORDS_PX = 16.0


class SelectBox(QPushButton):
    """Opens a menu of its choices; `chosen` is said only when a person chose another."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, label: str, *, height: int = 48, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._box_height = height
        self._choices: dict[str, str] = {}
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.menu_of_choices = Menu(theme, self)
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._refresh)

    # What it holds

    @property
    def current(self) -> str:
        """Give the key of the choice."""
        return self._current

    def set_choices(self, choices: dict[str, str], current: str) -> None:
        """Offer keys with their words; a current key that is not among them is offered too."""
        self._choices = dict(choices)
        if current not in self._choices:
            self._choices[current] = current
        self._fill_menu()
        self.set_current(current)

    def set_current(self, key: str) -> None:
        self._current = key
        words = self._choices[key]
        self.setText(words)
        self.setAccessibleName(f"{self._label}: {words}")
        for action in self.menu_of_choices.actions():
            action.setChecked(action.data() == key)
        self.update()

    @Slot()
    def open_menu(self) -> None:
        menu = self.menu_of_choices
        menu.setMinimumWidth(self.width())
        checked = next((a for a in menu.actions() if a.isChecked()), None)
        if checked is not None:
            menu.setActiveAction(checked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(160, self._label_height() + self._box_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        top = self._label_height()
        rect = QRectF(0, 0, self.width(), top - _LABEL_GAP)
        paint_text(painter, rect, self._label, theme.font("label"), theme.color("text2"))
        box = QRectF(0, top, self.width(), self._box_height)
        lit = self.hasFocus()
        fill = "surface3" if self.underMouse() and self.isEnabled() else "surface"
        paint_box(
            painter,
            box,
            theme.radius("control"),
            fill=theme.color(fill),
            edge=theme.color("focus" if lit else "border_strong"),
            width=theme.ring_width if lit else 1,
        )
        ink = "text" if self.isEnabled() else "disabled"
        words = box.adjusted(_PADDING, 0, -_PADDING - _ARROW - 4, 0)
        paint_text(painter, words, self.text(), self.words_font(words.width()), theme.color(ink))
        at = QPointF(box.right() - _PADDING - _ARROW + 2, round(box.center().y() - _ARROW / 2))
        theme.paint_icon(painter, at, "chevron-down", "text2", _ARROW)

    # Inside

    def words_font(self, room: float) -> QFont:
        """Give the largest font up to the chosen text size in which the choice fits."""
        px = _WORDS_PX
        while px > 1 and self._theme.metrics("field", px=px).horizontalAdvance(self.text()) > room:
            px -= 0.5
        return self._theme.font("field", px=px)

    def _label_height(self) -> int:
        return round(18 * self._theme.scale) + _LABEL_GAP

    def _fill_menu(self) -> None:
        self.menu_of_choices.clear()
        group = QActionGroup(self.menu_of_choices)
        for key, words in self._choices.items():
            action = QAction(words, group, checkable=True)
            action.setData(key)
            self.menu_of_choices.addAction(action)
        group.triggered.connect(self._take)

    @Slot(QAction)
    def _take(self, action: QAction) -> None:
        key = str(action.data())
        if key != self._current:
            self.set_current(key)
            self.chosen.emit(key)

    @Slot()
    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
