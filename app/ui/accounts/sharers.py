"""Who buys on an account: a few names, each with its way off, and one more to add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.customer import CustomerRef
from app.ui.buyer_sheet import BuyerSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton, SecondaryButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording

_ROWS_HEIGHT = 96


class Sharers(QWidget):
    """Customers by id; a name that is not on record yet cannot buy on an account."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        customers: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__()
        self._shop, self._theme, self._wording, self._window = shop, theme, wording, window
        self._who: dict[int, str] = dict(customers)
        self.title = Label(theme, self.tr("Customers who buy on it"), "label", "text2")
        self.add_button = SecondaryButton(theme, self.tr("Add customer"), icon="user-plus",
                                          height=44)  # fmt: skip
        self.add_button.setObjectName("account_add_customer")
        self.note = Label(theme, "", "label", "text2", weight=400, wrap=True)
        self.note.setObjectName("account_sharers_note")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        style_view(theme, self._area)
        self._area.setWidget(holder)
        holder.setAutoFillBackground(False)
        self._lay_out()
        self.add_button.clicked.connect(self.ask)
        self._show()

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(self._who)

    @Slot()
    def ask(self) -> None:
        """Ask who else buys on it."""
        sheet = BuyerSheet(self._shop, self._theme, self._wording, self._window, None)
        sheet.decided.connect(self.add)
        sheet.ask()

    @Slot(object)
    def add(self, who: CustomerRef | None) -> None:
        if who is None:
            return
        if who.id is None:
            words = self.tr("{name} is not on record yet: sell to them once, or add them first.")
            self.note.setText(words.format(name=who.name))
            self.note.show()
            return
        self._who[who.id] = who.name
        self._show()

    @Slot()
    def _remove(self) -> None:
        self._who.pop(int(self.sender().property("customer")), None)
        self._show()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for customer_id, name in self._who.items():
            self._rows.addWidget(self._row(customer_id, name))
        self.note.setText("" if self._who else self.tr("Nobody yet: picked by its code or name."))
        self.note.setVisible(not self._who)
        self._area.setVisible(bool(self._who))
        self._area.setFixedHeight(min(_ROWS_HEIGHT, 46 * max(1, len(self._who))))

    def _row(self, customer_id: int, name: str) -> QWidget:
        row = QWidget()
        remove = IconButton(self._theme, "x", self.tr("Take {name} off").format(name=name))
        remove.setObjectName(f"account_sharer_{customer_id}")
        remove.setProperty("customer", customer_id)
        remove.clicked.connect(self._remove)
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(ElidedLabel(self._theme, name, "body-lg"), 1)
        inside.addWidget(remove)
        return row

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self._area)
