"""What the tender asks before it goes on, and for how long nobody can have answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QObject

from app.domain.sale import Payment
from app.domain.tender import ASK_ABOUT_CHANGE_FROM, PaymentMethod
from app.ui.tender.change_panel import ChangePanel
from app.ui.tender.part_list import sum_of_parts
from app.ui.wording import Wording

DEAF_MS = 400
"""Enter is not heard this long after opening, when it is the one that asked for the dialog, nor
after the customer or the parts were changed, nor after a question nobody can have read yet."""

_LEAVING = "leaving"

Doubt = Callable[[PaymentMethod, Payment, Sequence[Payment]], "tuple[str, str] | None"]
"""What speaks against the reference of a part, as a title and a detail."""


class TenderQuestions(QObject):
    """Each is asked once, where the change is said; typing anything else takes it back."""

    def __init__(
        self,
        wording: Wording,
        panel: ChangePanel,
        milliseconds: Callable[[], int] | None,
        parent: QObject,
    ) -> None:
        """`milliseconds` counts up from anywhere; without one a timer of its own does."""
        super().__init__(parent)
        self._wording, self._panel = wording, panel
        self.doubt: Doubt | None = None
        self._asked: object = None
        self._deaf_until = 0
        self._timer = QElapsedTimer()
        self._timer.start()
        self._milliseconds = milliseconds or self._timer.elapsed

    @property
    def is_deaf(self) -> bool:
        """True while Enter, a second Esc and a second tap on a cross are not heard."""
        return self._milliseconds() < self._deaf_until

    def be_deaf(self) -> None:
        self._deaf_until = self._milliseconds() + DEAF_MS

    @property
    def is_about_leaving(self) -> bool:
        """True while it was asked whether to leave."""
        return self._asked == _LEAVING

    def forget(self) -> None:
        """Ask anew from now on."""
        self._asked = None

    def asks_about(self, method: PaymentMethod, part: Payment, parts: Sequence[Payment]) -> bool:
        """Ask about what is more often a slip or a trick than meant."""
        if self._asked == part:
            return False
        again = self.tr("Press Enter again if it is right.")
        doubt = self.doubt and self.doubt(method, part, parts)
        if doubt is not None:
            title, detail = doubt
            self._ask(part, title, f"{detail} {again}".strip())
        elif part.change >= ASK_ABOUT_CHANGE_FROM:
            amount = self._wording.money(part.change)
            self._ask(part, self.tr("Give this much change?"), again, amount)
        return self._asked == part

    def asks_about_leaving(self, parts: Sequence[Payment]) -> bool:
        """Ask where money was taken already; then it is to be given back."""
        if self.is_about_leaving:
            return False
        taken = sum_of_parts(self._wording, parts)
        detail = self.tr("{parts} to give back. Esc again cancels, Enter goes on.")
        self._ask(_LEAVING, self.tr("Cancel this payment?"), detail.format(parts=taken))
        return True

    def _ask(self, about: object, title: str, detail: str, amount: str = "") -> None:
        self._asked = about
        self._panel.ask(title, detail, amount)
        self.be_deaf()
