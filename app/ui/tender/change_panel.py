"""The panel under the amounts: change, what is missing, a question, or a problem."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel


class ChangePanel(QWidget):
    """Always 92 high, so that nothing around it moves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change_panel")
        self._theme = theme
        self._fill = "success_soft"
        self.setFixedHeight(92)
        self.title = Label(theme, "", "section", "success_text", wrap=True)
        self.title.setObjectName("change_title")
        self.detail = Label(theme, "", "label", "text2", wrap=True, weight=400)
        self.detail.setObjectName("change_detail")
        self.amount = MoneyLabel(
            theme, "amount-due", "success_text", align=Qt.AlignmentFlag.AlignRight, shrink=(40, 32)
        )
        self.amount.setObjectName("change_amount")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.addLayout(words, 1)
        row.addWidget(self.amount, 2)
        theme.changed.connect(self.update)

    def show_change(self, amount: str, is_any: bool) -> None:
        self._show("success_soft" if is_any else "surface2", "success_text" if is_any else "text2",
                   self.tr("Change"), "", amount)  # fmt: skip

    def show_missing(self, amount: str) -> None:
        self._show("surface2", "text2", self.tr("Still to pay"), "", amount)

    def show_nothing(self) -> None:
        self.show_words(self.tr("Type the amount, like 1,000 or 12.50"))

    def show_words(self, text: str) -> None:
        self._show("surface2", "text2", text, "", "")

    def ask(self, amount: str) -> None:
        """Ask about change that looks like a slip; the same Enter again confirms it."""
        self._show("warning_soft", "warning_text", self.tr("Give this much change?"),
                   self.tr("Press Enter again if it is right."), amount)  # fmt: skip
        announce(self, self.title.text() + " " + amount, at_once=True)

    def show_problem(self, title: str, detail: str) -> None:
        self._show("danger_soft", "danger_text", title, detail, "")
        announce(self, title, at_once=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._fill))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)

    def _show(self, fill: str, ink: str, title: str, detail: str, amount: str) -> None:
        self._fill = fill
        self.title.setText(title)
        self.title.set_color(ink)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.amount.set_color(ink)
        self.amount.set_amount(amount)
        self.amount.setVisible(bool(amount))
        self.update()
