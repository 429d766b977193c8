"""What the customer field asks the shop, always for the text as it stands at that moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.customer import Customer, CustomerRef, Decision, decide
from app.domain.errors import InvalidName, StoreUnavailable
from app.domain.names import clean_name, is_only_digits, name_key
from app.ui.shop import Shop

_ENOUGH_TO_DOUBT = 2


class CustomerLookup:
    """Suggests, decides, and keeps typed names; knows no widget."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def suggest(self, text: str, limit: int) -> list[Customer]:
        """Give customers who may be meant. Raises StoreUnavailable."""
        return self._shop.reader.customers.suggest(text, limit, by=self._shop.by)

    def decide(self, text: str) -> Decision:
        """Say what Enter does with this text. Raises InvalidName or StoreUnavailable."""
        book, by = self._shop.reader.customers, self._shop.by
        equal = book.named(text, by=by) if name_key(text) else None
        beginning = book.beginning(text, _ENOUGH_TO_DOUBT, by=by) if equal is None else ()
        return decide(text, equal, beginning)

    def as_typed(self, text: str) -> CustomerRef | None:
        """Keep a name nobody confirmed: an equal name is that customer, any other is new.

        Nothing is nobody. Raises InvalidName for digits alone and for what cannot be a name.
        A shop that cannot be searched links the name when the sale is saved.
        """
        if not name_key(text):
            return None
        if equal := self._equal(text):
            return CustomerRef(equal.name, equal.id)
        return self.as_new(text)

    def as_new(self, text: str) -> CustomerRef:
        """Use exactly what was typed. Raises InvalidName, digits alone included."""
        if is_only_digits(text):
            raise InvalidName(
                QCoreApplication.translate("customers", "A number alone is not a name."),
                advice=QCoreApplication.translate(
                    "customers", "Type the customer's name, or choose from the list."
                ),
            )
        return CustomerRef(clean_name(text))

    def _equal(self, text: str) -> Customer | None:
        try:
            return self._shop.reader.customers.named(text, by=self._shop.by)
        except StoreUnavailable:
            return None
