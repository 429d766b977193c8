"""Text fields in a painted frame: label above, icon and keycap inside, error below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.field_edit import EDIT_MARGIN, FieldEdit
from app.ui.widgets.painting import (
    keycap_width,
    paint_box,
    paint_keycap,
    paint_text,
)

_PADDING = 14
_ICON_GAP = 10
_LABEL_GAP = 4
_ERROR_GAP = 3
_ERROR_LEFT = 19


class Field(QWidget):
    """A labelled line edit; `height` is that of the frame without label and error."""

    text_edited = Signal(str)
    text_changed = Signal(str)
    submitted = Signal()
    cleared = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        label: str = "",
        icon: str = "",
        placeholder: str = "",
        prefix: str = "",
        suffix: str = "",
        key: str = "",
        height: int = 56,
        clearable: bool = False,
        type_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._label, self._icon, self._key = label, icon, key
        self._prefix, self._suffix = prefix, suffix
        self._box_height = height
        self._clearable = clearable
        self._error = ""
        type_name = type_name or ("field-lg" if height >= 56 else "field")
        self.edit = FieldEdit(theme, type_name, self)
        self._clear = IconButton(theme, "x", self.tr("Clear"), parent=self)
        self._clear.setObjectName("clear_field")
        self._clear.hide()
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self.set_placeholder(placeholder)
        self.set_accessible_name(label or placeholder)
        self._connect()

    def _connect(self) -> None:
        self.edit.textEdited.connect(self.text_edited)
        self.edit.textChanged.connect(self._text_changed)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.focus_changed.connect(self.update)
        self._clear.clicked.connect(self._clear_text)
        self.theme.changed.connect(self._restyle)

    # What it holds

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def select_all(self) -> None:
        self.edit.selectAll()

    @property
    def error(self) -> str:
        return self._error

    def set_error(self, text: str) -> None:
        """Show what is wrong under the frame; an empty text takes it away."""
        if text == self._error:
            return
        self._error = text
        self.edit.setAccessibleDescription(text)
        if text:
            announce(self.edit, text, at_once=True)
        self.updateGeometry()
        self.update()

    def set_label(self, text: str) -> None:
        self._label = text
        self.set_accessible_name(text)
        self._arrange()
        self.update()

    def set_placeholder(self, text: str) -> None:
        self.edit.hint = text
        self.edit.update()

    def set_affixes(self, prefix: str, suffix: str) -> None:
        self._prefix, self._suffix = prefix, suffix
        self._arrange()
        self.update()

    def set_accessible_name(self, text: str) -> None:
        self.edit.setAccessibleName(text)

    # Qt

    def sizeHint(self) -> QSize:
        height = self._label_height() + self._box_height
        if self._error:
            height += _ERROR_GAP + self._error_height()
        return QSize(240, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._error and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self._box())
        self._paint_frame(painter, box)
        if self._label:
            rect = QRectF(0, 0, self.width(), self._line_height())
            font = self.theme.font("label")
            paint_text(painter, rect, self._label, font, self.theme.color("text2"))
        self._paint_inside(painter, box)
        if self._error:
            self._paint_error(painter, box.bottom() + _ERROR_GAP)

    # Painting

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        fill, edge, width = "surface", "border_strong", 1
        if not self.isEnabled():
            fill, edge = "surface2", "border"
        elif self._error:
            edge, width = "danger", 2
        elif self.edit.hasFocus():
            edge, width = "focus", self.theme.ring_width
        color = self.theme.color
        radius = self.theme.radius("control")
        paint_box(painter, box, radius, fill=color(fill), edge=color(edge), width=width)

    def _paint_inside(self, painter: QPainter, box: QRectF) -> None:
        quiet = "text3" if self.isEnabled() else "disabled"
        middle = box.center().y()
        if self._icon:
            lit = self.edit.hasFocus() and not self._error
            at = QPointF(box.left() + _PADDING, round(middle - 10))
            self.theme.paint_icon(painter, at, self._icon, "accent_text" if lit else quiet)
        if self._prefix:
            rect = box.adjusted(_PADDING, 0, 0, 0)
            paint_text(painter, rect, self._prefix, self._affix_font(), self.theme.color(quiet))
        right = box.right() - _PADDING
        if self._suffix:
            rect = QRectF(box.left(), box.top(), right - box.left(), box.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            font = self.theme.font("body")
            paint_text(painter, rect, self._suffix, font, self.theme.color(quiet), align)
        if self._shows_key():
            paint_keycap(painter, self.theme, right, middle, self._key)

    def _paint_error(self, painter: QPainter, top: float) -> None:
        height = self._line_height()
        at = QPointF(0, round(top + height / 2 - 7))
        self.theme.paint_icon(painter, at, "circle-alert", "danger_text", 14)
        rect = QRectF(_ERROR_LEFT, top, self.width() - _ERROR_LEFT, self._error_height())
        painter.setFont(self.theme.font("label", weight=400))
        painter.setPen(self.theme.color("danger_text"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, self._error)

    # Measures

    def _line_height(self) -> int:
        return round(18 * self.theme.scale)

    def _error_height(self) -> int:
        """The sentence wraps rather than lose its end."""
        metrics = self.theme.metrics("label", weight=400)
        room = QRectF(0, 0, max(60, self.width() - _ERROR_LEFT), 10_000)
        wanted = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._error)
        return max(self._line_height(), round(wanted.height()))

    def _label_height(self) -> int:
        return self._line_height() + _LABEL_GAP if self._label else 0

    def _box(self) -> QRect:
        return QRect(0, self._label_height(), self.width(), self._box_height)

    def _affix_font(self) -> QFont:
        return self.theme.font("field-lg" if self._box_height >= 64 else "field", weight=600)

    def _shows_key(self) -> bool:
        return bool(self._key) and not (self._clearable and self.text() and self.width() < 280)

    def _arrange(self) -> None:
        box = self._box()
        left = _PADDING
        if self._icon:
            left += self.theme.size("icon") + _ICON_GAP
        if self._prefix:
            left += round(QFontMetricsF(self._affix_font()).horizontalAdvance(self._prefix)) + 8
        right = box.width() - (18 if self._prefix and self._box_height >= 64 else _PADDING)
        if self._suffix:
            right -= round(self.theme.metrics("body").horizontalAdvance(self._suffix)) + 12
        if self._shows_key():
            right -= round(keycap_width(self.theme, self._key)) + 8
        self._clear.setVisible(self._clearable and bool(self.text()) and self.isEnabled())
        if self._clearable and self.text():
            centre = right - 9 if self._shows_key() else right - 10
            self._clear.move(round(centre - 22), box.center().y() - 21)
            right = round(centre - 18)
        left -= EDIT_MARGIN
        width = max(0, right + EDIT_MARGIN - left)
        self.edit.setGeometry(left, box.top() + 3, width, box.height() - 6)

    # Slots

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        if self._clearable:
            self._arrange()
            self.update()
        self.text_changed.emit(text)

    @Slot()
    def _clear_text(self) -> None:
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cleared.emit()

    @Slot()
    def _restyle(self) -> None:
        self.edit.restyle()
        self._arrange()
        self.updateGeometry()
        self.update()


class AmountField(Field):
    """A field for one amount: large figures at the right, the currency sign at the left."""

    def __init__(
        self,
        theme: Theme,
        *,
        label: str = "",
        prefix: str = "₱",
        suffix: str = "",
        placeholder: str = "",
        height: int = 64,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            label=label,
            prefix=prefix,
            suffix=suffix,
            placeholder=placeholder,
            height=height,
            type_name="amount-field",
            parent=parent,
        )
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.edit.tabular = True
        self.edit.restyle()
