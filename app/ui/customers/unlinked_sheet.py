"""Sales that have a name and no customer: given to somebody one by one, or linked all at once."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import ShopError
from app.ui.actions import answer_key, keycap
from app.ui.customer_changer import CustomerChanger
from app.ui.customers.unlinked_view import UnlinkedModel, UnlinkedView
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_MOST = 500


class UnlinkedSheet(Sheet):
    """Stays open until nothing is left, or until it is closed."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        changer: CustomerChanger,
    ) -> None:
        title = self.tr("Sales without a customer")
        super().__init__(theme, window, title, width=760, height=560, delete_on_close=True)
        self.setObjectName("unlinked_sheet")
        self._shop, self._wording, self._changer = shop, wording, changer
        self._is_linking = False
        self.model = UnlinkedModel(wording, self)
        self.view = UnlinkedView(theme, wording, self.model)
        words = self.tr(
            "Each was paid and saved; only its customer was not. Choose whose it is, or let Suki "
            "link every name to its customer."
        )
        self.words = Label(theme, words, "body", "text2", wrap=True)
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName("unlinked_problem")
        self.problem.hide()
        self.choose = SecondaryButton(
            theme, self.tr("Choose customer"), icon="user", key=keycap("change_customer")
        )
        self.choose.setObjectName("unlinked_choose")
        self.link = PrimaryButton(theme, self.tr("Link all"), icon="user-check", key=keycap("save"))
        self.link.setObjectName("unlinked_link")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setContentsMargins(28, 16, 28, 12)
        texts.addWidget(self.words)
        texts.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(28, 14, 28, 20)
        buttons.setSpacing(8)
        buttons.addWidget(self.choose, 1)
        buttons.addWidget(self.link, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(texts)
        column.addWidget(Divider(self.theme))
        column.addWidget(self.view, 1)
        column.addWidget(Divider(self.theme))
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.view.taken.connect(self.choose_customer)
        self.choose.clicked.connect(self.choose_customer)
        self.link.clicked.connect(self.link_all)
        self._shop.changed.connect(self._on_changed)
        self._shop.customers.sales_linked.connect(self._on_linked)
        self._shop.customers.change_refused.connect(self._on_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        slots = {"change_customer": self.choose_customer, "save": self.link_all}
        if not answer_key(event, slots):
            super().keyPressEvent(event)

    # What it does

    def ask(self) -> None:
        """Open with the oldest sale chosen."""
        self.reload()
        self.open(self.view)

    @Slot()
    def reload(self) -> None:
        """Read them again; the place in the list stays."""
        row = max(0, self.view.currentIndex().row())
        try:
            self.model.show(self._shop.reader.sales.unlinked(_MOST, by=self._shop.by))
        except ShopError as problem:
            self._explain(self._wording.error_line(problem))
            return
        count = len(self.model.sales)
        self.set_subtitle(self._wording.sales(count))
        if count:
            self.view.go_to(min(row, count - 1))
        for button in (self.choose, self.link):
            button.setEnabled(bool(count))

    @Slot()
    def choose_customer(self) -> None:
        """Ask whose the chosen sale is."""
        sale = self.view.current
        if sale is not None and not self._is_linking:
            self.problem.hide()
            self._changer.ask([sale.row.sale_id], None, sale.customer_name)

    @Slot()
    def link_all(self) -> None:
        """Let every name find or make its customer."""
        if not self._is_linking and self.model.sales:
            self._is_linking = True
            self.problem.hide()
            self._shop.customers.link_unlinked()

    # Answers

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.is_open and changes.sales:
            self.reload()
            if not self.model.sales:
                self.close_sheet()

    @Slot(int)
    def _on_linked(self, count: int) -> None:
        if not self._is_linking:
            return
        self._is_linking = False
        left = len(self.model.sales) - count
        if left > 0:
            words = self.tr("{count} could not be linked. Choose a customer for each.")
            self._explain(words.format(count=left))

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._is_linking:
            self._is_linking = False
            self._explain(self._wording.error_line(problem))

    def _explain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        announce(self, words, at_once=True)
