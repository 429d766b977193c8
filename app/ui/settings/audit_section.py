"""Settings: who did what."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.errors import NotAllowed, ShopError
from app.ui.actions import make_action
from app.ui.list_search import ListSearch
from app.ui.settings.audit_list import AuditModel, AuditView
from app.ui.settings.section import Section
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

_LOWEST = 420


class AuditSection(Section):
    """Search and a long list, read anew each time it is opened."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, "audit", "clipboard-list")
        self.set_title(self.tr("Who did what"))
        placeholder = self.tr("Search names, goods, what was done")
        self.search = ListSearch(theme, placeholder, "audit_search")
        self.model = AuditModel(shop, wording, self)
        self.view = AuditView(theme, self.model)
        self.empty = EmptyState(theme, "clipboard-list", self.tr("Nothing here yet"))
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(_LOWEST)
        card = Card(theme, clip=True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.stack)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.search)
        self.column.addWidget(card, 1)
        self.column.addWidget(self.problem)
        self.search.rested.connect(self.reload)
        self.search.submitted.connect(self.reload)
        self.model.failed.connect(self.show_problem)
        self.addAction(make_action("search", self, self.search.begin))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.search.stop_waiting()

    @Slot()
    def reload(self) -> None:
        """Read it from the newest on."""
        if not self.isVisible():
            return
        self.search.stop_waiting()
        self.show_problem(None)
        searched = self.search.searched
        try:
            self.model.show(searched)
        except NotAllowed:
            self.problem.setText(self.tr("Only who may look after people sees this."))
            self.problem.show()
        except ShopError as problem:
            self.show_problem(problem)
        title = self.tr("Nothing here yet")
        if searched:
            title = self.tr("Nothing matches “{text}”").format(text=searched)
        self.empty.set(title, "")
        self.stack.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
