"""Name and contact of a customer: written down anew, or changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.customer import Contact, Customer
from app.domain.errors import InvalidName, NameTaken, ShopError
from app.domain.names import clean_name
from app.ui.actions import answer_key, keycap
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.wish_sheet import Wish, WishSheet
from app.ui.wording import Wording


class ContactSheet(WishSheet):
    """Asks for name, phone, email, address and notes."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        customer: Customer | None = None,
        *,
        name: str = "",
    ) -> None:
        """Without a customer a new record is opened, its name begun with `name`."""
        title = self.tr("Edit customer") if customer else self.tr("New customer")
        super().__init__(
            *(theme, wording, window, title, "contact"),
            width=600,
            height=560,
            save_words=self.tr("Save") if customer else self.tr("Save customer"),
            save_key=keycap("save"),
        )
        self._shop, self._customer = shop, customer
        self.name = self._field("contact_name", self.tr("Name"))
        self.phone = self._field("contact_phone", self.tr("Phone"))
        self.email = self._field("contact_email", self.tr("Email"))
        self.address = self._field("contact_address", self.tr("Address"))
        self.notes = self._field("contact_notes", self.tr("Notes"))
        self._fields = (self.name, self.phone, self.email, self.address, self.notes)
        self._arrange()
        self._fill(customer or Customer(0, name))
        self.watch(*self._fields)
        self.listen(shop.customers.saved, shop.customers.refused)

    def _field(self, name: str, label: str) -> Field:
        field = Field(self.theme, label=label, height=48)
        field.setObjectName(name)
        return field

    def _arrange(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(14)
        pair.addWidget(self.phone)
        pair.addWidget(self.email)
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(self.name)
        column.addLayout(pair)
        column.addWidget(self.address)
        column.addWidget(self.notes)
        self.lay_out(column, gap=14)

    def _fill(self, customer: Customer) -> None:
        facts = (customer.name, customer.phone, customer.email, customer.address, customer.notes)
        self._known: dict[Field, tuple[str, str]] = {}
        for field, fact in zip(self._fields, facts, strict=True):
            field.set_text(fact)
            self._known[field] = (field.text(), fact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer_key(event, {"save": self.save}):
            super().keyPressEvent(event)

    # What it does

    @property
    def contact(self) -> Contact:
        """What is written now. A fact nobody touched stays as it was, line breaks and all."""
        return Contact(*(self._written(field) for field in self._fields))

    def _written(self, field: Field) -> str:
        shown, fact = self._known[field]
        return fact if field.text() == shown else field.text().strip()

    def wish(self) -> Wish | None:
        try:
            clean_name(self.name.text())
        except InvalidName as problem:
            self.explain(problem)
            return None
        if self._customer:
            return partial(self._shop.customers.edit, self._customer.id, self.contact)
        return partial(self._shop.customers.add, self.contact)

    def field_of(self, problem: ShopError) -> Field | None:
        return self.name if isinstance(problem, NameTaken | InvalidName) else None
