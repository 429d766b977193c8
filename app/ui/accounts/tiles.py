"""Four figures over the list: owed, overdue, over their limit, collected this month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credit import Receivables
from app.domain.money import Money
from app.ui.account_words import accounts_words, payments_words
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import LEFT, paint_box
from app.ui.wording import Wording

_HEIGHT = 92
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip


class FigureTile(Card):
    """A word, an amount, and how many of what."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self.setObjectName(f"tile_{name}")
        self._is_waiting = False
        self.title = ElidedLabel(theme, "", "label", "text2", weight=500)
        self.amount = MoneyLabel(theme, "title", align=LEFT, shrink=(20, 18, 16))
        self.amount.setObjectName(f"tile_{name}_amount")
        self.detail = Label(theme, "", "label", "text3", weight=400)
        self.setMinimumHeight(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(0)
        for label in (self.title, self.amount, self.detail):
            column.addWidget(label)

    def show_figure(self, title: str, amount: str, detail: str, color: str = "text3") -> None:
        self._is_waiting = False
        self.title.setText(title)
        self.amount.set_amount(amount)
        self.detail.setText(detail)
        self.detail.set_color(color)
        self.setAccessibleName(f"{title}: {amount}, {detail}")

    def wait(self, title: str) -> None:
        """Show still blocks in the figures' place."""
        self._is_waiting = True
        self.title.setText(title)
        self.amount.set_amount("")
        self.detail.setText("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_waiting:
            fill = self.theme.color("surface3")
            paint_box(QPainter(self), QRectF(16, 36, self.width() * 0.6, 20), 6, fill=fill)


class FigureTiles(QWidget):
    """The four in a row."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.owed = FigureTile(theme, "owed")
        self.overdue = FigureTile(theme, "overdue")
        self.over = FigureTile(theme, "over")
        self.collected = FigureTile(theme, "collected")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for tile in (self.owed, self.overdue, self.over, self.collected):
            row.addWidget(tile, 1)
        self._wait()

    def show_figures(self, figures: Receivables | None, today: date) -> None:
        """Show the figures, or blocks while they cannot be read."""
        if figures is None:
            self._wait()
            return
        late, over = figures.overdue_count, figures.over_limit_count
        self._show(self.owed, self._titles[0], figures.owed, accounts_words(figures.owing_count))
        self._show(self.overdue, self._titles[1], figures.overdue, accounts_words(late),
                   "warning_text" if late else "text3")  # fmt: skip
        self._show(self.over, self._titles[2], figures.over_limit, accounts_words(over),
                   "danger_text" if over else "text3")  # fmt: skip
        collected = self.tr("Collected in {month}").format(month=_MONTHS[today.month - 1])
        self._show(
            self.collected, collected, figures.collected, payments_words(figures.payment_count)
        )

    @property
    def _titles(self) -> tuple[str, str, str, str]:
        return (
            self.tr("Owed to you"),
            self.tr("Overdue, over 30 days"),
            self.tr("Over their limit"),
            self.tr("Collected this month"),
        )

    def _wait(self) -> None:
        tiles = (self.owed, self.overdue, self.over, self.collected)
        for tile, title in zip(tiles, self._titles, strict=True):
            tile.wait(title)

    def _show(
        self, tile: FigureTile, title: str, money: Money, detail: str, color: str = "text3"
    ) -> None:
        tile.show_figure(title, self._wording.money(money), detail, color)
