"""How much of an account's limit is used, as a bar; the words beside it say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.credit import Account
from app.domain.money import ZERO
from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box

_HEIGHT = 8
_NEARLY_ALL = 0.9


def share_used(account: Account) -> float:
    """Give what of the limit is used, from 0 to 1; only to be painted."""
    used, limit = max(ZERO, account.balance).minor, account.limit.minor
    return min(1.0, used / limit) if limit else float(used > 0)


def paint_limit(painter: QPainter, theme: Theme, track: QRectF, account: Account) -> None:
    """Fill as much of the track as is used, in the colour of how near the limit is."""
    color, radius, share = theme.color, track.height() / 2, share_used(account)
    edge = color("border") if theme.tone == "contrast" else None
    paint_box(painter, track, radius, fill=color("surface3"), edge=edge)
    if share:
        ink = "warning_text" if share > _NEARLY_ALL else "accent"
        ink = "danger_text" if account.available < ZERO else ink
        done = QRectF(track)
        done.setWidth(max(track.height(), track.width() * share))
        paint_box(painter, done, radius, fill=color(ink))


class LimitBar(QWidget):
    """The bar of one account."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self.setFixedHeight(_HEIGHT)
        theme.changed.connect(self.update)

    def show_account(self, account: Account) -> None:
        self._account = account
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._account is not None:
            paint_limit(QPainter(self), self._theme, QRectF(self.rect()), self._account)
