"""A slip on the screen: of a payment just recorded, or again later; of a sale too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.money import ZERO, Money
from app.ui.accounts.file_note import FileNote
from app.ui.accounts.paper import ask_where, save_slip
from app.ui.tender.receipt_lines import ReceiptLine
from app.ui.tender.receipt_view import ReceiptView
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.rows import style_view
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_HOLDS_MS = 400
"""The second Enter of a double tap that paid must not take the change off the screen."""


class SlipSheet(Sheet):
    """The change first, as long as somebody waits for it; Enter closes."""

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        title: str,
        lines: Sequence[ReceiptLine],
        spoken: str,
        *,
        file_name: str,
        change: Money = ZERO,
        is_new: bool = False,
    ) -> None:
        """`change` is still to be given; of a payment that was taken long ago there is none."""
        super().__init__(theme, window, title, width=480, height=640, delete_on_close=True)
        self.setObjectName("slip_sheet")
        self._wording, self._lines, self._file_name = wording, lines, file_name
        self.view = ReceiptView(theme, wording, "")
        self.view.setObjectName("slip_view")
        self.view.show_lines(lines, spoken)
        words = self.tr("Change {amount}").format(amount=wording.money(change))
        self.change = Label(theme, words, "title", "success_text", tabular=True,
                            align=Qt.AlignmentFlag.AlignCenter)  # fmt: skip
        self.change.setObjectName("slip_change")
        self.said = FileNote(theme, wording, "slip_said")
        self.save_button = SecondaryButton(theme, self.tr("Save as PDF"), icon="download")
        self.save_button.setObjectName("slip_save")
        self.done = PrimaryButton(theme, self.tr("Done"), icon="check", key="Enter")
        self.done.setObjectName("slip_done")
        self.set_primary(self.done)
        self._lay_out()
        self.change.setVisible(change > ZERO)
        self.done.clicked.connect(self.close_sheet)
        self.save_button.clicked.connect(self.save)
        if is_new:
            self.done.setEnabled(False)
            QTimer.singleShot(_HOLDS_MS, self, self._let_go)
        if change > ZERO:
            announce(self, words)

    def ask(self) -> None:
        self.open(self.done if self.done.isEnabled() else self)

    @Slot()
    def _let_go(self) -> None:
        self.done.setEnabled(True)
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        path = ask_where(self, self.tr("Save slip"), self._file_name, "pdf")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the slip to a file and say so."""
        title = self.view.accessibleName()
        self.said.save(path, partial(save_slip, path, self._lines, self._wording, title))

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setObjectName("slip_area")
        area.setAccessibleName(self.view.accessibleName())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style_view(self.theme, area)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(24, 0, 24, 0)
        inside.addWidget(self.view)
        inside.addStretch(1)
        area.setWidget(holder)
        holder.setAutoFillBackground(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.done, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(10)
        column.addWidget(self.change)
        column.addWidget(area, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)
