"""The ledger of the chosen account, and what can be done with an entry."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.credit import EntryKind, LedgerEntry
from app.domain.statement import is_payment
from app.ui.accounts.ledger import LedgerModel, LedgerView
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.labels import Label
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

_UNDOABLE = (EntryKind.PAYMENT, EntryKind.DEPOSIT, EntryKind.ADJUSTMENT, EntryKind.OPENING)


class LedgerPane(QWidget):
    """Offers for the lit entry to take it back, and to open its slip or its sale."""

    opened = Signal(object)  # LedgerEntry
    undo_requested = Signal(object)  # LedgerEntry

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = LedgerModel(shop, wording, self)
        self.undo = GhostButton(theme, self.tr("Take back"), icon="undo-2", height=44)
        self.undo.setObjectName("entry_undo")
        self.slip = GhostButton(theme, self.tr("Open"), icon="receipt-text", height=44)
        self.slip.setObjectName("entry_open")
        self.view = LedgerView(theme, self.model)
        self.nothing = EmptyState(theme, "notebook-pen", self.tr("Nothing charged yet"))
        self._ring = FocusRing(theme, self.view, self.view, radius="control")
        self._lay_out(Label(theme, self.tr("Ledger"), "body-lg", weight=600))
        self.view.opened.connect(self._open)
        self.view.doubleClicked.connect(self._open_current)
        self.view.current_changed.connect(self._show_choices)
        self.slip.clicked.connect(self._open_current)
        self.undo.clicked.connect(self._undo_current)

    def _lay_out(self, title: Label) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title, 1)
        head.addWidget(self.undo)
        head.addWidget(self.slip)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def show_account(self, account_id: int) -> None:
        """Show an account's entries from the newest on. Raises StoreUnavailable."""
        self.model.show(account_id)
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else self.nothing)
        self._show_choices(None)

    # Inside

    @Slot(object)
    def _show_choices(self, entry: LedgerEntry | None) -> None:
        """Offer for the chosen entry what can be done with it."""
        self.undo.setVisible(entry is not None and _can_undo(entry))
        self.slip.setVisible(entry is not None and _can_open(entry))
        if entry is not None:
            self.slip.setText(self.tr("Slip") if is_payment(entry) else self.tr("Sale"))
            self.slip.refresh()

    @Slot(object)
    def _open(self, entry: LedgerEntry) -> None:
        if _can_open(entry):
            self.opened.emit(entry)

    @Slot()
    def _open_current(self) -> None:
        if self.view.current is not None:
            self._open(self.view.current)

    @Slot()
    def _undo_current(self) -> None:
        if self.view.current is not None:
            self.undo_requested.emit(self.view.current)


def _can_undo(entry: LedgerEntry) -> bool:
    return entry.kind in _UNDOABLE and not entry.is_reversed and entry.sale_id is None


def _can_open(entry: LedgerEntry) -> bool:
    return is_payment(entry) or entry.sale_id is not None
