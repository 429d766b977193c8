"""A place that shows one of several things, or why it could not be read."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import ShopError
from app.ui.theme import Theme
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording


class States(QStackedWidget):
    """Shows the first of its states until another is asked for with `setCurrentWidget`."""

    retried = Signal()

    def __init__(
        self, theme: Theme, wording: Wording, *states: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._wording = theme, wording
        self.broken = EmptyState(
            theme, "circle-alert", "", button=self.tr("Try again"), button_icon="refresh-cw"
        )
        self.broken.button_clicked.connect(self.retried)
        for state in (*states, self.broken):
            self.addWidget(state)

    @Slot(object)
    def show_problem(self, problem: ShopError) -> None:
        """Say what went wrong, with a button that tries again."""
        self.broken.set(*self._wording.error(problem))
        self.setCurrentWidget(self.broken)
