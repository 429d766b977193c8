"""The pad that asks for a PIN: what for, one dot a digit, Enter."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.pin import LONGEST_PIN, SHORTEST_PIN
from app.ui.actions import keycap
from app.ui.pin.pin_edit import PinEdit
from app.ui.pin.session import monotonic_ms
from app.ui.pin.words import wait_words
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 380, 620
_KEY_HEIGHT = 60
_SECOND_MS = 1_000
_CENTER = Qt.AlignmentFlag.AlignCenter


class _Lock(QWidget):
    """The sign over the pad."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(48, 48))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        self._theme.paint_icon(painter, QPointF(12, 12), "lock", "accent_text", 24)


class PinPad(Sheet):
    """Hands out what was typed and shows what came of it; whose PIN it is it does not know."""

    submitted = Signal(str)
    forgotten = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, milliseconds: Callable[[], int] = monotonic_ms
    ) -> None:
        """`milliseconds` counts up from anywhere; the wait is measured by it."""
        title = self.tr("Enter a PIN")
        super().__init__(theme, window, title, width=_WIDTH, height=_HEIGHT, header_height=0)
        self.setObjectName("pin_pad")
        self._milliseconds = milliseconds
        self._shut_until = 0
        self._is_checking = False
        self.heading = Label(theme, title, "title", align=_CENTER)
        self.what_for = Label(theme, "", "body", "text2", align=_CENTER, wrap=True)
        self.what_for.setObjectName("pin_what_for")
        self.edit = PinEdit(theme)
        self.edit.setObjectName("pin_edit")
        self.edit.setAccessibleName(self.tr("PIN"))
        self.hint = Label(theme, "", "body", "text3", align=_CENTER)
        self.hint.setObjectName("pin_hint")
        self.pad = NumberPad(theme, key_height=_KEY_HEIGHT, dot=False, as_phone=True)
        self.pad.feed(self.edit)
        self.forgot = GhostButton(theme, self.tr("Forgot the PIN?"))
        self.forgot.setObjectName("pin_forgot")
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), key=keycap("back"), height=52)
        self.cancel.setObjectName("pin_cancel")
        self.confirm = PrimaryButton(theme, self.tr("Open"), key=keycap("primary"), height=52)
        self.confirm.setObjectName("pin_confirm")
        self.set_primary(self.confirm)
        self._second = QTimer(self, interval=_SECOND_MS)
        self._lay_out(theme)
        self._connect()

    def ask(self, what_for: str, wait_seconds: int = 0, *, allows: bool = False) -> None:
        """Open for one purpose, to let somebody in or to allow one act; a wait that still runs
        goes on.
        """
        self.what_for.setText(what_for)
        self.confirm.setText(self.tr("Allow") if allows else self.tr("Open"))
        self.setAccessibleDescription(what_for)
        self._stop_checking()
        self._shut_until = max(self._shut_until, self._milliseconds() + wait_seconds * 1_000)
        self._fit()
        self.edit.clear()
        self.edit.set_wrong(False)
        self._show_state("")
        self.open(self.edit)

    def refuse(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say that this was not it; the digits are gone."""
        self._stop_checking()
        self._shut_until = self._milliseconds() + wait_seconds * 1_000
        self.edit.clear()
        self.edit.set_wrong(True)
        self._show_state(sentence)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def seconds_left(self) -> int:
        """Say how long no try is looked at."""
        return max(0, ceil((self._shut_until - self._milliseconds()) / 1_000))

    def take_scan(self, code: str) -> bool:
        """A scan is no PIN, and nothing has to be said about it."""
        return True

    # Building

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(27, 22, 27, 22)
        column.setSpacing(0)
        column.addWidget(_Lock(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self.heading)
        column.addSpacing(4)
        column.addWidget(self.what_for, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.edit)
        column.addWidget(self.hint)
        column.addSpacing(8)
        column.addWidget(self.pad)
        column.addSpacing(4)
        column.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cancel, 1)
        row.addWidget(self.confirm, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.edit.textEdited.connect(self._on_typed)
        self.confirm.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.leave)
        self.forgot.clicked.connect(self.forgotten)
        self.closed.connect(self._forget)
        self._second.timeout.connect(self._count_down)
        self.theme.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        """Larger text needs more room: the panel grows as far as the smallest window has it."""
        more = self.theme.scale - 1
        self.resize_panel(round(_WIDTH + 200 * more), round(_HEIGHT + 220 * more))

    # Typing

    @Slot()
    def _on_typed(self) -> None:
        self.edit.set_wrong(False)
        self._show_state("")

    @Slot()
    def _submit(self) -> None:
        pin = self.edit.text()
        if self._is_checking or self.seconds_left:
            return
        if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
            self._show_state(self.tr("A PIN has 6 digits or more."))
            return
        self._is_checking = True
        self.set_closable(False)
        self.edit.setReadOnly(True)
        self._say(self.tr("One moment"), "text2")
        self.submitted.emit(pin)

    def _stop_checking(self) -> None:
        self._is_checking = False
        self.set_closable(True)
        self.edit.setReadOnly(False)

    @Slot()
    def _forget(self) -> None:
        self.edit.clear()
        self._second.stop()

    # What it says

    @Slot()
    def _count_down(self) -> None:
        if self.seconds_left:
            self._say(wait_words(self.seconds_left), "danger_text")
        else:
            self.edit.set_wrong(False)
            self._show_state("")

    def _show_state(self, sentence: str) -> None:
        is_shut = bool(self.seconds_left)
        self.edit.setReadOnly(is_shut)
        self.pad.setEnabled(not is_shut)
        self.confirm.setEnabled(not is_shut)
        if is_shut:
            self._second.start()
            sentence = wait_words(self.seconds_left)
        else:
            self._second.stop()
        if sentence:
            self._say(sentence, "danger_text")
            announce(self.edit, sentence, at_once=True)
        else:
            self._say(self.tr("6 to 12 digits, then Enter"), "text3")

    def _say(self, sentence: str, color: str) -> None:
        self.hint.setText(sentence)
        self.hint.set_color(color)
        self.hint.set_type("body", weight=600 if color == "danger_text" else 400)
        self.edit.setAccessibleDescription(sentence)
