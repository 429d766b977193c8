"""Where the window meets its copies: the rail says how it stands, a toast when one is late."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ShopError
from app.ui.copies import words
from app.ui.copies.keeper import CopyKeeper, RunAgain
from app.ui.copies.restore_desk import RestoreDesk
from app.ui.rail import Rail
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording


class CopiesOffice(QObject):
    """Keeper and restore desk of one window."""

    reopening = Signal(object)
    """ToastMessage: the shop was let go; a new till opens it and says this"""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        rail: Rail,
        toasts: ToastHost,
        run_again: RunAgain,
    ) -> None:
        super().__init__(window)
        self._wording, self._rail, self._toasts = wording, rail, toasts
        self.keeper = CopyKeeper(shop, run_again, self)
        self.desk = RestoreDesk(shop, theme, wording, window, run_again)
        self.keeper.changed.connect(self._show_on_rail)
        self.keeper.late.connect(self._warn)
        self.desk.refused.connect(self._refuse)
        self.desk.closing.connect(self.keeper.stop)
        self.desk.ended.connect(self.reopening)

    @Slot()
    def start(self) -> None:
        """Look after the copies from now on."""
        self.keeper.start()

    @Slot()
    def _show_on_rail(self) -> None:
        if self.keeper.is_known:
            found = words.standing(self.keeper, self._wording)
            self._rail.backup.show_state(
                found.icon,
                (found.short, self._made_at()),
                f"{found.title}. {found.detail}",
                tone=found.tone,
            )

    def _made_at(self) -> str:
        """Give the time of the newest copy, or its day when that is long ago."""
        copy = self.keeper.newest
        if copy is None:
            return ""
        is_fresh = not self.keeper.is_late
        return self._wording.time(copy.made_at) if is_fresh else self._wording.date(copy.made_at)

    @Slot()
    def _warn(self) -> None:
        self._toasts.post(words.late_toast(self.keeper, self._wording))

    @Slot(object)
    def _refuse(self, problem: ShopError) -> None:
        title, detail = self._wording.error(problem)
        self._toasts.post(ToastMessage(title, detail, "error"))
