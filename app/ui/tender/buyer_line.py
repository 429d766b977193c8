"""The customer in the head of the tender, readable, and F3 to change it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.actions import keycap
from app.ui.buyer import Buyer
from app.ui.theme import Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.labels import ElidedLabel
from app.ui.wording import Wording

_NAME_ROOM = 420
"""So much of a name is shown before what is known about the customer has to give way."""


class BuyerLine(QWidget):
    """Avatar, name, and what is known; a new customer stands there in amber."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buyer_line")
        self._wording = wording
        self._avatar = AvatarView(theme, "", 30)
        self.name = ElidedLabel(theme, "", "body-lg", weight=500)
        self.name.setObjectName("buyer_name")
        self.detail = ElidedLabel(theme, "", "body", "text2")
        self.detail.setObjectName("buyer_detail")
        self.name.setMaximumWidth(_NAME_ROOM)
        self.change = GhostButton(theme, "", key=keycap("tender_customer"))
        self.change.setObjectName("change_buyer")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._avatar, self.name, self.detail, self.change):
            row.addWidget(widget)
        row.addStretch(1)
        for label in (self.name, self.detail):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @Slot(object)
    def show_buyer(self, buyer: Buyer | None) -> None:
        self._avatar.setVisible(buyer is not None)
        if buyer is None:
            self._say(self.tr("No customer"), "text3", "", self.tr("Add a name"))
            return
        self._avatar.set_name(buyer.name)
        if buyer.is_new:
            name = self._wording.new_customer(buyer.name)
            self._say(name, "warning_text", buyer.detail, self.tr("Change"))
        else:
            self._say(buyer.name, "text", buyer.detail, self.tr("Change"))

    def _say(self, name: str, color: str, detail: str, change: str) -> None:
        self.name.setText(name)
        self.name.set_color(color)
        width = self.name.fontMetrics().horizontalAdvance(name) + 1
        self.name.setMinimumWidth(min(width, _NAME_ROOM))
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.change.setText(change)
