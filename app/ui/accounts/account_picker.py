"""An account picked by its code or a name: for the counter, which sees no list of all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.credit import Account
from app.domain.errors import ShopError
from app.ui.account_words import DOT, available_words, balance_words
from app.ui.sell.pick_list import PickDelegate, PickList, PickModel
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import paint_text
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

_ROWS = 5


class AccountDelegate(PickDelegate):
    """Name over code and balance."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, theme.size("suggestRow"))
        self._wording = wording

    def paint_row(self, painter: QPainter, area: QRectF, row: Account, *, lit: bool) -> None:
        theme = self.theme
        name, below = two_lines(area.adjusted(12, 0, -12, 0), theme.scale)
        paint_text(painter, name, row.name, theme.font("line-item"), theme.color("text"))
        color = theme.color("text2" if lit else "text3")
        font = theme.font("label", weight=400, tabular=True)
        paint_text(painter, below, known_by(row, self._wording), font, color)


def known_by(account: Account, words: Wording) -> str:
    """Say what tells this account from another, and what is owed on it."""
    return DOT.join((account.code, balance_words(account, words), available_words(account, words)))


class AccountPicker(Sheet):
    """Type, choose with the arrows, Enter. An exact code is lit at once."""

    picked = Signal(object)  # Account
    new_requested = Signal(str)

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        title: str,
        *,
        offers_new: bool = False,
    ) -> None:
        super().__init__(theme, window, title, width=520, height=540, delete_on_close=True)
        self.setObjectName("account_picker")
        self._shop, self._wording = shop, wording
        self.search = Field(
            theme, icon="search", placeholder=self.tr("Account code or name"), height=56,
            clearable=True,
        )  # fmt: skip
        self.search.setObjectName("account_search")
        self._model = PickModel(self._spoken, self)
        self.list = PickList(theme, self._model, AccountDelegate(theme, wording), "account_matches")
        self.list.setAccessibleName(self.tr("Accounts found"))
        self.message = Label(theme, "", "body", "text2", wrap=True)
        self.message.setObjectName("account_message")
        self.new = SecondaryButton(theme, self.tr("Open account"), icon="plus")
        self.new.setObjectName("account_open_new")
        self._debounce = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))
        self._lay_out()
        self.new.setVisible(offers_new)
        self.search.edit.installEventFilter(self)
        self.search.text_changed.connect(self._debounce.start)
        self._debounce.timeout.connect(self.search_now)
        self.list.picked.connect(self._pick)
        self.new.clicked.connect(self._ask_for_new)

    def ask(self, text: str = "") -> None:
        self.search.set_text(text)
        self.search_now()
        self.open(self.search)

    @Slot()
    def search_now(self) -> None:
        """Find what is typed, as it stands now."""
        self._debounce.stop()
        text = self.search.text().strip()
        found, message = self._found(text)
        self._model.set_rows(found)
        self.list.setVisible(bool(found))
        self.list.light(0 if found and (len(found) == 1 or self._is_code(found[0])) else -1)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        if text:
            announce(self.search.edit, message or self.tr("{n} found").format(n=len(found)))

    @property
    def accounts(self) -> tuple[Account, ...]:
        return self._model.rows

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._settle_search()
                count = len(self._model.rows)
                step = 1 if key == Qt.Key.Key_Down else -1
                if count:
                    self.list.light((max(self.list.lit, -1 if step > 0 else 0) + step) % count)
                    announce(self.list, self._spoken(self._model.rows[self.list.lit]))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._settle_search()
                if self.list.lit >= 0 and not event.isAutoRepeat():
                    self._pick(self.list.lit)
                return True
        return super().eventFilter(watched, event)

    def take_scan(self, code: str) -> bool:
        """An account's code may be scanned from a card."""
        self.search.set_text(code)
        self.search_now()
        return True

    # Inside

    def _settle_search(self) -> None:
        if self._debounce.isActive():
            self.search_now()

    def _found(self, text: str) -> tuple[list[Account], str]:
        if not text:
            return [], self.tr("Type the code, or the name it stands for.")
        try:
            found = self._shop.reader.accounts.find(text, _ROWS, by=self._shop.by)
        except ShopError as problem:
            return [], self._wording.error_line(problem)
        if not found:
            return [], self.tr("No account matches “{text}”").format(text=text)
        return found, ""

    def _is_code(self, account: Account) -> bool:
        return account.code.casefold() == self.search.text().strip().casefold()

    @Slot(int)
    def _pick(self, row: int) -> None:
        account = self._model.rows[row]
        self.close_sheet()
        self.picked.emit(account)

    @Slot()
    def _ask_for_new(self) -> None:
        text = self.search.text().strip()
        self.close_sheet()
        self.new_requested.emit(text)

    def _spoken(self, account: Account) -> str:
        return f"{account.name}, {known_by(account, self._wording)}"

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.message)
        column.addWidget(self.list)
        column.addStretch(1)
        column.addWidget(self.new)
