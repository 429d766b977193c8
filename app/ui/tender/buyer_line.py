"""The customer in the head of the tender, readable, and F3 to change it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.actions import keycap
from app.ui.buyer import Buyer
from app.ui.theme import Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.badge import Badge
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.labels import ElidedLabel


class BuyerLine(QWidget):
    """Avatar, name, and what is known; a new customer stands there in amber."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buyer_line")
        self._avatar = AvatarView(theme, "", 30)
        self.name = ElidedLabel(theme, "", "body-lg", "text", weight=500)
        self.name.setObjectName("buyer_name")
        self.badge = Badge(theme, self.tr("New"), "warning")
        self.badge.setObjectName("buyer_new")
        self.detail = ElidedLabel(theme, "", "body", "text2")
        self.detail.setObjectName("buyer_detail")
        self.change = GhostButton(
            theme, self.tr("Change"), key=keycap("tender_customer"), height=44
        )
        self.change.setObjectName("change_buyer")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._avatar, self.name, self.badge, self.detail, self.change):
            row.addWidget(widget)
        row.addStretch(1)
        for label in (self.name, self.detail):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @Slot(object)
    def show_buyer(self, buyer: Buyer | None) -> None:
        self._avatar.setVisible(buyer is not None)
        self.badge.setVisible(buyer is not None and buyer.is_new)
        self.detail.setVisible(buyer is not None and bool(buyer.detail))
        if buyer is None:
            self.name.setText(self.tr("No customer"))
            self.name.set_color("text3")
            self.change.setText(self.tr("Add a name"))
            return
        self._avatar.set_name(buyer.name)
        self.name.setText(buyer.name)
        self.name.set_color("warning_text" if buyer.is_new else "text")
        self.detail.setText(buyer.detail)
        self.change.setText(self.tr("Change"))
