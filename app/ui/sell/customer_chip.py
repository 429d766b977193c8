"""Who buys, as the cashier sees it before the money is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.money import ZERO
from app.ui.account_words import available_words
from app.ui.actions import keycap
from app.ui.buyer import Buyer
from app.ui.theme import Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.badge import Badge
from app.ui.widgets.buttons import GhostButton, IconButton, Look
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.labels import ElidedLabel
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.credit import Account

CHIP_HEIGHT, TALL_CHIP_HEIGHT, _ACCOUNT_HEIGHT = 68, 112, 44
_UNDER_NAME = 44


class AccountRow(GhostButton):
    """Which account they may buy on and what is left of it; a tap takes money on it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", icon="notebook-pen", height=_ACCOUNT_HEIGHT, parent=parent)
        self.setObjectName("chip_account")
        self.left = ""
        self._ink = "success_text"

    def show_account(self, account: Account, wording: Wording) -> None:
        self.setText(self.tr("Account {code}").format(code=account.code))
        self.left = available_words(account, wording)
        self._ink = "danger_text" if account.available < ZERO else "success_text"
        self.setAccessibleName(f"{self.text()}, {self.left}")
        self.setAccessibleDescription(self.tr("Take a payment on it"))
        self.setToolTip(keycap("account_payment"))
        self.update()

    def paint_content(self, painter: QPainter, look: Look) -> None:
        theme, middle, right = self.theme, self.height() / 2, self.width() - 10.0
        theme.paint_icon(painter, QPointF(12, round(middle - 9)), self._icon_name, "text2", 18)
        font = theme.font("body", weight=600, tabular=True)
        width = QFontMetricsF(font).horizontalAdvance(self.left) + 2
        room = QRectF(38, 0, right - 38, self.height())
        paint_text(painter, room.adjusted(0, 0, -width - 8, 0), self.text(),
                   theme.font("body"), theme.color("text2"))  # fmt: skip
        paint_text(painter, room, self.left, font, theme.color(self._ink), RIGHT)


class CustomerChip(Card):
    """Known, with purchases and last visit, or new, in amber. A tap changes who it is.

    The button under them offers who may have been meant, the way back to the typed name, or
    another person of the same name.
    """

    change_requested = Signal()
    clear_requested = Signal()
    swap_requested = Signal()
    another_requested = Signal()
    account_requested = Signal(object)  # Account
    often_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="border_strong", radius="control", parent=parent)
        self.setObjectName("customer_chip")
        self._wording = wording
        self._pressed = False
        self._account: Account | None = None
        self._avatar = AvatarView(theme, "", 44)
        self.name = ElidedLabel(theme, "", "heading")
        self.name.setObjectName("chip_name")
        self.badge = Badge(theme, self.tr("New"), "warning")
        self.badge.setObjectName("chip_new")
        self.detail = ElidedLabel(theme, "", "body", "text2")
        self.detail.setObjectName("chip_detail")
        self.clear = IconButton(theme, "x", self.tr("Take the customer off this sale"))
        self.clear.setObjectName("chip_clear")
        self.swap = GhostButton(theme, "", key=keycap("swap_customer"), height=44)
        self.swap.setObjectName("chip_swap")
        self.another = GhostButton(
            theme, self.tr("Another person"), key=keycap("another_person"), height=44
        )
        self.another.setObjectName("chip_another")
        self.often = GhostButton(theme, self.tr("Often buys"), height=44)
        self.often.setObjectName("chip_often")
        self.often.hide()
        self.account = AccountRow(theme)
        self._rule = Divider(theme)
        self._lay_out()
        self.account.clicked.connect(self._ask_for_account)
        self.clear.clicked.connect(self.clear_requested)
        self.swap.clicked.connect(self.swap_requested)
        self.another.clicked.connect(self.another_requested)
        self.often.clicked.connect(self.often_requested)

    def show_buyer(self, buyer: Buyer, *, typed: str = "") -> None:
        """Show who buys; `typed` is the new name that was swapped for theirs."""
        self._avatar.set_name(buyer.name)
        self.name.setText(buyer.name)
        self.name.set_color("warning_text" if buyer.is_new else "text")
        self.badge.setVisible(buyer.is_new)
        self.detail.setText(buyer.detail)
        self.detail.setVisible(bool(buyer.detail))
        offer = self._offer(buyer, typed)
        self.swap.setText(offer)
        self.swap.refresh()
        self.swap.setVisible(bool(offer))
        self.another.setVisible(not offer and buyer.customer is not None)
        tall = bool(offer) or buyer.customer is not None
        self._account = None if buyer.is_private else buyer.account
        has_account = self._account is not None
        self.account.setVisible(has_account)
        self._rule.setVisible(has_account)
        if self._account is not None:
            self.account.show_account(self._account, self._wording)
        height = TALL_CHIP_HEIGHT if tall else CHIP_HEIGHT
        self.setFixedHeight(height + (_ACCOUNT_HEIGHT + 1 if has_account else 0))
        self.setAccessibleName(spoken_buyer(buyer))

    @Slot(bool)
    def offer_often(self, offered: bool) -> None:
        """Offer what they often buy; the row begins further left then, to have room for both."""
        self._below.setContentsMargins(0 if offered else _UNDER_NAME, 0, 6, 0)
        self.often.setVisible(offered)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._pressed and inside:
            self.change_requested.emit()
        self._pressed = False

    @Slot()
    def _ask_for_account(self) -> None:
        self.account_requested.emit(self._account)

    def _offer(self, buyer: Buyer, typed: str) -> str:
        if buyer.is_new and buyer.alike is not None:
            from app.ui.sell.new_row_words import did_you_mean

            return did_you_mean(buyer.alike.name)
        if typed and not buyer.is_new:
            return self.tr("Back to new “{name}”").format(name=typed)
        return ""

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name)
        first.addWidget(self.badge)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 4)
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.detail)
        words.addStretch(1)
        self.name.setFixedHeight(24)
        self.detail.setFixedHeight(20)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(0)
        row.addWidget(self._avatar)
        row.addSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.clear)
        self._below = below = QHBoxLayout()
        below.setContentsMargins(_UNDER_NAME, 0, 6, 0)
        below.addWidget(self.swap)
        below.addWidget(self.another)
        below.addStretch(1)
        below.addWidget(self.often)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addLayout(below)
        column.addWidget(self._rule)
        column.addWidget(self.account)


def spoken_buyer(buyer: Buyer) -> str:
    """Say name, what is known about it, and who else may be meant, in one breath."""
    account = None if buyer.is_private else buyer.account
    parts = [buyer.name, buyer.detail, account.code if account else ""]
    if buyer.alike is not None:
        from app.ui.sell.new_row_words import did_you_mean

        parts.append(did_you_mean(buyer.alike.name))
    return ", ".join(part for part in parts if part)
