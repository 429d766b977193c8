"""Text fields in a painted frame: label above, icon and keycap inside, error below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.field_edit import EDIT_MARGIN, FieldEdit
from app.ui.widgets.field_face import ERROR_GAP, FieldFace


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
        self._face = FieldFace(theme, height, label, icon, key, prefix, suffix)
        self._clearable = clearable
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

    def point_out(self, words: str) -> None:
        """Say what is wrong here, and let it be typed over at once."""
        self.set_error(words)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.select_all()

    @property
    def key(self) -> str:
        """The keycap inside, empty for none."""
        return self._face.key

    @property
    def error(self) -> str:
        return self._face.error

    def set_error(self, text: str) -> None:
        """Show what is wrong under the frame; an empty text takes it away."""
        if text == self._face.error:
            return
        self._face.error = text
        self.edit.setAccessibleDescription(text)
        if text:
            announce(self.edit, text, at_once=True)
        self.updateGeometry()
        self.update()

    def set_label(self, text: str) -> None:
        self._face.label = text
        self.set_accessible_name(text)
        self._arrange()
        self.update()

    def set_placeholder(self, text: str) -> None:
        self.edit.hint = text
        self.edit.update()

    def set_affixes(self, prefix: str, suffix: str) -> None:
        self._face.prefix, self._face.suffix = prefix, suffix
        self._arrange()
        self.update()

    def set_accessible_name(self, text: str) -> None:
        self.edit.setAccessibleName(text)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(240, self._face.whole_height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self.error and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, face = QPainter(self), self._face
        box = QRectF(self._box())
        is_enabled, is_focused = self.isEnabled(), self.edit.hasFocus()
        face.paint_frame(painter, box, is_enabled=is_enabled, is_focused=is_focused)
        if face.label:
            face.paint_label(painter, self.width())
        face.paint_inside(
            painter,
            box,
            is_enabled=is_enabled,
            is_focused=is_focused,
            shows_key=self._shows_key(),
        )
        if face.error:
            face.paint_error(painter, box.bottom() + ERROR_GAP, self.width())

    # Places

    def _box(self) -> QRect:
        return QRect(0, self._face.label_height, self.width(), self._face.height)

    def _shows_key(self) -> bool:
        return bool(self._face.key) and not (self._clearable and self.text() and self.width() < 280)

    def _arrange(self) -> None:
        box, shows_key = self._box(), self._shows_key()
        left, right = self._face.inside(box.width(), shows_key=shows_key)
        self._clear.setVisible(self._clearable and bool(self.text()) and self.isEnabled())
        if self._clearable and self.text():
            centre = right - 9 if shows_key else right - 10
            self._clear.move(round(centre - 22), box.center().y() - 21)
            right = round(centre - 18)
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
