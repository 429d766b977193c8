"""An old balance that may be paid along with the sale: offered, or taken and changeable."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.money import ZERO
from app.ui.actions import keycap
from app.ui.tender.account_stand import AccountStand
from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton, SecondaryButton
from app.ui.widgets.labels import ElidedLabel
from app.ui.wording import Wording


class RiderRow(QWidget):
    """One row under the amount due; not there where nothing is owed."""

    wished = Signal()
    change_wished = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rider_row")
        self._wording = wording
        self.offer = SecondaryButton(theme, "", key=keycap("old_balance"), height=44)
        self.offer.setObjectName("rider_offer")
        self.offer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words = ElidedLabel(theme, "", "body-lg", tabular=True, weight=600)
        self.words.setObjectName("rider_words")
        self.change = SecondaryButton(
            theme, self.tr("Change"), icon="pencil", key=keycap("old_balance"), height=44
        )
        self.change.setObjectName("rider_change")
        self.drop = IconButton(theme, "x", self.tr("Do not pay the old balance now"))
        self.drop.setObjectName("rider_drop")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.offer, 1)
        row.addWidget(self.words, 1)
        row.addWidget(self.change)
        row.addWidget(self.drop)
        self.offer.clicked.connect(self.wished)
        self.change.clicked.connect(self.change_wished)
        self.drop.clicked.connect(self.dropped)

    def show_stand(self, stand: AccountStand | None) -> None:
        """Offer what is owed, show what is paid of it, or be away."""
        rider = stand.rider if stand else None
        owed = stand.account.balance if stand else ZERO
        self.setVisible(rider is not None or owed > ZERO)
        self.offer.setVisible(rider is None)
        for part in (self.words, self.change, self.drop):
            part.setVisible(rider is not None)
        if rider is not None:
            words = self.tr("Old balance {amount}")
            self.words.setText(words.format(amount=self._wording.money(rider.amount)))
        elif owed > ZERO:
            words = self.tr("Also pay the old balance of {amount}")
            self.offer.setText(words.format(amount=self._wording.money(owed)))
            self.offer.refresh()

    def set_shut(self, shut: bool) -> None:
        for button in (self.offer, self.change, self.drop):
            button.setEnabled(not shut)
