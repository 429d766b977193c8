"""A new recovery code over the page: it goes when it was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.actions import keycap
from app.ui.pin.code_view import RecoveryCodeView
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 520, 400


class CodeSheet(Sheet):
    """Neither Esc nor the cross closes it: the code would be gone unseen."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(
            theme, window, self.tr("Recovery code"), width=_WIDTH, height=_HEIGHT,
            delete_on_close=True,
        )  # fmt: skip
        self.setObjectName("code_sheet")
        self.view = RecoveryCodeView(theme)
        self.done = PrimaryButton(theme, self.tr("Done"), key=keycap("primary"))
        self.done.setObjectName("code_done")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(27, 20, 27, 23)
        column.addWidget(self.view)
        column.addStretch(1)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)
        self.set_primary(self.done)
        self.set_closable(False)
        self.view.confirmed.connect(self._on_confirmed)
        self.done.clicked.connect(self._close)
        self.done.setEnabled(False)
        self._fit()
        theme.changed.connect(self._fit)

    def show_code(self, code: str) -> None:
        self.view.show_code(code)
        self.open(self.view.written)

    @Slot()
    def _fit(self) -> None:
        more = self.theme.scale - 1
        self.resize_panel(round(_WIDTH + 400 * more), round(_HEIGHT + 300 * more))

    @Slot(bool)
    def _on_confirmed(self, is_written: bool) -> None:
        self.done.setEnabled(is_written)
        if is_written:
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _close(self) -> None:
        self.view.forget()
        self.close_sheet()
