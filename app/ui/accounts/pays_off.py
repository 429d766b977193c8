"""What a payment pays off, oldest first, and what is owed afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.credit import Charge, paid_off
from app.domain.money import ZERO, Money, total_of
from app.ui.account_words import charge_words
from app.ui.theme import Theme
from app.ui.widgets.card import Divider
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.painting import RIGHT, paint_box
from app.ui.wording import Wording

_SHOWN = 3


class PaysOff(QWidget):
    """At most three charges and a word for the others, then the new balance or the credit."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pays_off")
        self._theme, self._wording = theme, wording
        title = Label(theme, self.tr("Pays off, oldest first"), "label", "text2", weight=400)
        self.rows = [
            (ElidedLabel(theme, "", "body-lg", weight=500), self._figure("body-lg"))
            for _ in range(_SHOWN)
        ]
        self.balance_word = Label(theme, "", "body-lg", "text2", weight=400)
        self.balance = self._figure("line-item")
        self.balance.setObjectName("new_balance")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        column.setSpacing(3)
        column.addWidget(title)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for row, (words, figure) in enumerate(self.rows):
            words.setObjectName(f"paid_off_{row}")
            grid.addWidget(words, row, 0)
            grid.addWidget(figure, row, 1)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(Divider(theme))
        last = QGridLayout()
        last.addWidget(self.balance_word, 0, 0)
        last.addWidget(self.balance, 0, 1)
        last.setColumnStretch(0, 1)
        column.addLayout(last)
        theme.changed.connect(self.update)

    def _figure(self, type_name: str) -> Label:
        return Label(self._theme, "", type_name, tabular=True, weight=600, align=RIGHT)

    def show_payment(self, charges: Sequence[Charge], balance: Money, amount: Money) -> None:
        """Show what this amount pays off of these charges."""
        paid = list(paid_off(charges, amount))
        shown = paid[:_SHOWN] if len(paid) <= _SHOWN else paid[: _SHOWN - 1]
        lines = [(self._words(charge), charge.amount) for charge in shown]
        if len(paid) > len(shown):
            rest = paid[len(shown) :]
            words = self.tr("{count} more").format(count=len(rest))
            lines.append((words, total_of(each.amount for each in rest)))
        if not lines:
            lines.append((self.tr("Nothing is owed"), ZERO))
        for index, (label, figure) in enumerate(self.rows):
            words, money = lines[index] if index < len(lines) else ("", ZERO)
            label.setText(words)
            label.setVisible(bool(words))
            figure.setVisible(bool(words))
            figure.setText(self._wording.money(money) if index < len(lines) and paid else "")
        after = balance - amount
        is_credit = after < ZERO
        self.balance_word.setText(self.tr("Becomes credit") if is_credit else
                                  self.tr("New balance"))  # fmt: skip
        self.balance.setText(self._wording.money(-after if is_credit else after))
        self.balance.set_color("warning_text" if is_credit else "text" if after else "success_text")
        self.setAccessibleName(f"{self.balance_word.text()} {self.balance.text()}")

    def _words(self, charge: Charge) -> str:
        return f"{charge_words(charge.what)}, {charge.day.day} {self._wording.month(charge.day)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        color, radius = self._theme.color, self._theme.radius("card")
        fill, edge = color("surface2"), color("border")
        paint_box(QPainter(self), QRectF(self.rect()), radius, fill=fill, edge=edge)
