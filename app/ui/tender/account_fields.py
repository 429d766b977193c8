"""What an account comes to by this sale, and the ways out where its limit is passed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.money import ZERO, Money
from app.ui.tender.account_stand import AccountStand
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.painting import paint_box
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OverLimit(QWidget):
    """Two ways out: what the limit leaves, the rest another way; or somebody allows it."""

    part_chosen = Signal(object)  # Money
    allowance_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._room = ZERO
        self.part = ChoiceTile(theme, "", height=56, detail=self.tr("then the rest another way"))
        self.part.setCheckable(False)
        self.part.setObjectName("account_part")
        self.allow = SecondaryButton(theme, self.tr("Allow over the limit"), icon="lock", height=56)
        self.allow.setObjectName("account_allow")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for button in (self.part, self.allow):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(button)
        self.part.clicked.connect(self._choose_part)
        self.allow.clicked.connect(self.allowance_requested)

    def offer(self, room: Money) -> None:
        """Offer to put on the account what its limit leaves, where that is anything."""
        self._room = room
        words = self.tr("Put {amount} on account").format(amount=self._wording.money(room))
        self.part.setText(words)
        self.part.setAccessibleName(f"{words}, {self.part.detail}")
        self.part.setVisible(room > ZERO)

    @Slot()
    def _choose_part(self) -> None:
        self.part_chosen.emit(self._room)


class AccountPanel(QWidget):
    """Owes now, after this sale, limit: in the place where cash shows the change."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account_panel")
        self._theme, self._wording = theme, wording
        self.whose = ElidedLabel(theme, "", "body-lg", "text2", weight=400)
        self.whose.setObjectName("account_whose")
        self.owes = self._figure("account_owes")
        self.after = self._figure("account_after")
        self.limit = self._figure("account_limit")
        self.after_word = Label(theme, self.tr("After this sale"), "body-lg", weight=600)
        limit_word = Label(theme, self.tr("Limit"), "body-lg", "text2", weight=400)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 10, 20, 10)
        grid.setVerticalSpacing(6)
        for row, (words, figure) in enumerate((
            (self.whose, self.owes), (self.after_word, self.after), (limit_word, self.limit)
        )):  # fmt: skip
            grid.addWidget(words, row, 0)
            grid.addWidget(figure, row, 1)
        grid.setColumnStretch(0, 1)
        theme.changed.connect(self.update)

    def _figure(self, name: str) -> Label:
        label = Label(self._theme, "", "body-lg", tabular=True, weight=600, align=_RIGHT)
        label.setObjectName(name)
        return label

    def show_stand(self, stand: AccountStand, given: Money) -> None:
        """Show what the account comes to when so much more is put on it."""
        words, account = self._wording, stand.account
        self.whose.setText(f"{account.name}  ·  {account.code}")
        self.owes.setText(owes_words(stand, words))
        self.after.setText(words.money(stand.after(given)))
        self.after.set_color("danger_text" if stand.excess(given) else "text")
        self.limit.setText(words.money(account.limit))
        said = (self.owes.text(), self.after_word.text(), self.after.text())
        self.setAccessibleName(", ".join(said))

    def say(self) -> None:
        """Say it aloud, as when the account is chosen."""
        announce(self, self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        color, radius = self._theme.color, self._theme.radius("card")
        fill, edge = color("surface2"), color("border")
        paint_box(QPainter(self), QRectF(self.rect()), radius, fill=fill, edge=edge)


def owes_words(stand: AccountStand, words: Wording) -> str:
    """Write `Owes ₱1,250 of 5,000`, or that there is credit."""
    balance, limit = stand.account.balance, stand.account.limit
    if balance < ZERO:
        return words.tr("Has credit of {amount}").format(amount=words.round_money(-balance))
    return words.tr("Owes {amount} of {limit}").format(
        amount=words.round_money(balance), limit=words.amount(limit).removesuffix(".00")
    )
