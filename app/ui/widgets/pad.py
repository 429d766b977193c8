"""A number pad for tills without keys, and for fingers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, paint_box, paint_text

_GAP = 8


class PadKey(QPushButton):
    """One key of the pad; it never takes the focus from the field it types into."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        name: str = "",
        height: int = 84,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(84, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(44, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        lit = self.isEnabled() and (self.isDown() or self.underMouse())
        fill = "held" if lit else "surface3"
        paint_box(painter, rect, self._theme.radius("tile"), fill=self._theme.color(fill))
        ink = "text" if self.isEnabled() else "disabled"
        if self._icon_name:
            at = rect.center() - QPointF(12, 12)
            self._theme.paint_icon(painter, at, self._icon_name, ink, 24)
        else:
            paint_text(
                painter, rect, self.text(), self._theme.font("pad"), self._theme.color(ink), CENTER
            )


class NumberPad(QWidget):
    """Digits in calculator order, dot and backspace."""

    digit_pressed = Signal(str)
    dot_pressed = Signal()
    backspace_pressed = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        key_height: int = 84,
        dot: bool = True,
        as_phone: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """With `as_phone` 1 is at the top and there is no dot: for digits that are no amount."""
        super().__init__(parent)
        self._edit: QLineEdit | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for position, digit in enumerate("123456789" if as_phone else "789456123"):
            key = self._add(grid, PadKey(theme, digit, height=key_height), digit, position)
            key.clicked.connect(self._press_digit)
        self._dot = self._add(
            grid, PadKey(theme, ".", name=self.tr("Dot"), height=key_height), "dot", 9
        )
        zero = self._add(grid, PadKey(theme, "0", height=key_height), "0", 10)
        back = PadKey(theme, "", icon="delete", name=self.tr("Backspace"), height=key_height)
        self._add(grid, back, "backspace", 11)
        back.setAutoRepeat(True)
        zero.clicked.connect(self._press_digit)
        self._dot.clicked.connect(self._press_dot)
        back.clicked.connect(self._press_backspace)
        self.set_dot(dot)
        self._dot.setVisible(not as_phone)

    def set_dot(self, enabled: bool) -> None:
        """Offer the dot or not: whole pieces have none."""
        self._dot.setEnabled(enabled)

    def feed(self, edit: QLineEdit) -> None:
        """Type into this line edit, as its own keys would."""
        self._edit = edit

    @staticmethod
    def _add(grid: QGridLayout, key: PadKey, name: str, position: int) -> PadKey:
        key.setObjectName(f"pad_{name}")
        grid.addWidget(key, position // 3, position % 3)
        return key

    @Slot()
    def _press_digit(self) -> None:
        key = self.sender()
        if isinstance(key, PadKey):
            self._type(Qt.Key(Qt.Key.Key_0 + int(key.text())), key.text())
            self.digit_pressed.emit(key.text())

    @Slot()
    def _press_dot(self) -> None:
        self._type(Qt.Key.Key_Period, ".")
        self.dot_pressed.emit()

    @Slot()
    def _press_backspace(self) -> None:
        self._type(Qt.Key.Key_Backspace, "")
        self.backspace_pressed.emit()

    def _type(self, key: Qt.Key, text: str) -> None:
        if self._edit is not None:
            # Handed to the edit itself: keys sent through the application would meet the
            # scan gate, which waits for the rest of a barcode.
            none = Qt.KeyboardModifier.NoModifier
            self._edit.event(QKeyEvent(QEvent.Type.KeyPress, key, none, text))
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
