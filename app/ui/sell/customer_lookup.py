"""What the customer field asks the shop, always for the text as it stands at that moment."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.customer import Customer, CustomerRef, Decision, Verdict, decide
from app.domain.errors import InvalidName, StoreUnavailable
from app.domain.names import (
    clean_name,
    fold,
    is_only_digits,
    name_key,
    phone_key,
    phone_numbers,
    same_phone,
    split_phone,
)
from app.ui.buyer import account_of
from app.ui.shop import Shop

_ENOUGH_TO_DOUBT = 2
_FEWEST_LETTERS = 4
"""A shorter name looks like too many."""

_SHORTEST_CODE = 3
_ACCOUNTS_READ = 20
"""So many accounts of a code are looked at; some have no customer."""

_LAST_DIGITS = 4
_SAME_DIGITS = 4
"""So many numbers with the same digits in them are looked at; some only contain them."""
_SEARCHED_DIGITS = 9


class Reading(NamedTuple):
    """What a text may mean: whom to list, what Enter does, and who looks like it."""

    found: list[Customer]
    decision: Decision
    alike: Customer | None
    on_account: frozenset[int] = frozenset()
    """Who of those found has an account, by id."""


class CustomerLookup:
    """Suggests, decides, and keeps typed names; knows no widget.

    With `another` the text is meant for somebody who shares a name and is not on record.
    """

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def read(self, text: str, limit: int, *, another: bool = False) -> Reading:
        """Read a text once for the list; who looks like it is in it. Raises StoreUnavailable."""
        found = self.suggest(text, limit)
        try:
            decision = self.decide(text, another=another)
        except InvalidName:
            nothing = Decision(Verdict.NOT_A_NAME)
            return Reading(found, nothing, None, self._on_account(found))
        alike = self._alike_or_none(text, decision)
        if alike is not None and alike not in found:
            found = [*found[: limit - 1], alike]
        return Reading(found, decision, alike, self._on_account(found))

    def suggest(self, text: str, limit: int) -> list[Customer]:
        """Give customers who may be meant, the owner of a number typed first.

        Raises StoreUnavailable.
        """
        name, phone = (text, text) if is_only_digits(text) else split_phone(text)
        book, by = self._shop.reader.customers, self._shop.by
        coded = self._with_account(text, limit)
        if not (phone or coded):
            return book.suggest(text, limit, by=by)
        known = self._with_phone(phone) if phone else []
        found = [*coded, *known, *book.suggest(name, limit, by=by)]
        return list({customer.id: customer for customer in found}.values())[:limit]

    def is_no_name(self, text: str) -> bool:
        """Say whether the text is what this shop types for nobody in particular."""
        name, _ = split_phone(text)
        return bool(name) and self._shop.settings.is_no_name(name)

    def decide(self, text: str, *, another: bool = False) -> Decision:
        """Say what Enter does with this text. Raises InvalidName or StoreUnavailable."""
        name, phone = split_phone(text)
        if self.is_no_name(text):
            return Decision(Verdict.NOBODY)
        book, by = self._shop.reader.customers, self._shop.by
        equal = book.named(name, by=by) if name_key(name) else None
        beginning = book.beginning(name, _ENOUGH_TO_DOUBT, by=by) if equal is None else ()
        decision = decide(text if not phone else name, equal, beginning)
        if phone and (another or self._is_in_doubt(decision, equal, phone)):
            return Decision(Verdict.NEW if another else Verdict.CHOOSE)
        is_clear = decision.verdict in (Verdict.TAKE, Verdict.NOBODY)
        if is_clear or another:
            return decision
        return self._by_code(text) or self._by_phone(text) or decision

    def as_typed(self, text: str, *, another: bool = False) -> CustomerRef | None:
        """Keep a name nobody confirmed: an equal name is that customer, any other is new.

        Nothing is nobody, and a number that one customer alone has is theirs. Raises InvalidName
        for other digits alone and for what cannot be a name.
        A shop that cannot be searched links the name when the sale is saved.
        """
        if not name_key(text) or self.is_no_name(text):
            return None
        if (owner := self._known_owner(text)) is not None:
            return CustomerRef(owner.name, owner.id)
        if not split_phone(text)[1] and (equal := self._equal(text)):
            return CustomerRef(equal.name, equal.id)
        new = self.as_new(text, another=another)
        if new is not None and (equal := self._equal(new.name)):
            return CustomerRef(equal.name, equal.id)
        return new

    def as_new(self, text: str, *, another: bool = False) -> CustomerRef | None:
        """Use exactly what was typed, a number behind the name as the phone number.

        Whoever has the name of a customer with another number gets its last digits to tell the
        two apart. None for what stands for nobody. Raises InvalidName, digits alone included.
        """
        if is_only_digits(text):
            raise InvalidName(
                QCoreApplication.translate("customers", "A number alone is not a name."),
                advice=QCoreApplication.translate(
                    "customers", "Type the customer's name, or choose from the list."
                ),
            )
        if self.is_no_name(text):
            return None
        name, phone = split_phone(text)
        if phone and (equal := self._equal(name)) and (another or _differs(equal, phone)):
            name = f"{equal.name}, {phone_key(phone)[-_LAST_DIGITS:]}"
        return CustomerRef(clean_name(name), phone=phone)

    # Inside

    def _with_account(self, text: str, limit: int) -> list[Customer]:
        """Give who buys on the accounts whose code has what was typed in it, digits and all."""
        code = _bare_code(text)
        if not any(letter.isdigit() for letter in code) or len(code) < _SHORTEST_CODE:
            return []
        book, by = self._shop.reader.accounts, self._shop.by
        ids: list[int] = []
        for account in book.find(text, _ACCOUNTS_READ, by=by):
            if len(ids) < limit and code in _bare_code(account.code):
                ids += [who for who, _ in book.customers_of(account.id, by=by)]
        return [self._shop.reader.customers.customer(each, by=by) for each in ids[:limit]]

    def _by_code(self, text: str) -> Decision | None:
        """Take who alone buys on the account with exactly this code; a part of one is a choice."""
        coded = self._with_account(text, _ENOUGH_TO_DOUBT)
        if not coded:
            return None
        account = account_of(coded[0], self._shop) if len(coded) == 1 else None
        if account is not None and _bare_code(account.code) == _bare_code(text):
            return Decision(Verdict.TAKE, coded[0])
        return Decision(Verdict.CHOOSE)

    def _by_phone(self, text: str) -> Decision | None:
        """Take who alone has exactly this number; the beginning of one is a choice."""
        owner = self._owner_of(text)
        return None if owner is None else Decision(Verdict.TAKE, owner)

    def _owner_of(self, text: str) -> Customer | None:
        """Give the only customer with this number. Raises StoreUnavailable."""
        if not is_only_digits(text):
            return None
        owners = self._with_phone(text)
        return owners[0] if len(owners) == 1 else None

    def _on_account(self, found: list[Customer]) -> frozenset[int]:
        """Say who of those found has an open account."""
        if self._shop.settings.hides_customer_details:
            return frozenset()
        return frozenset(each.id for each in found if account_of(each, self._shop) is not None)

    def _alike_or_none(self, text: str, decision: Decision) -> Customer | None:
        """Give who may be meant by a name written a little differently.

        Where several names begin like it the list is full of them anyhow: then only one that
        differs by accents.
        """
        name, _ = split_phone(text)
        if decision.verdict not in (Verdict.NEW, Verdict.CHOOSE):
            return None
        if sum(c.isalpha() for c in name) < _FEWEST_LETTERS:
            return None
        found = self._shop.reader.customers.lookalikes(name, 1, by=self._shop.by)
        if not found or decision.verdict is Verdict.NEW or fold(found[0].name) == fold(name):
            return found[0] if found else None
        return None

    def _is_in_doubt(self, decision: Decision, equal: Customer | None, phone: str) -> bool:
        """Say whether the number contradicts the name, or is somebody's already."""
        if equal is not None:
            return _differs(equal, phone)
        return decision.verdict is not Verdict.NEW or bool(self._with_phone(phone))

    def _with_phone(self, phone: str) -> list[Customer]:
        """Give who has one of these numbers, as few as are needed to doubt."""
        book, by = self._shop.reader.customers, self._shop.by
        found = {
            customer.id: customer
            for digits in phone_numbers(phone)
            for customer in book.suggest(digits[-_SEARCHED_DIGITS:], _SAME_DIGITS, by=by)
            if same_phone(customer.phone, phone)
        }
        return list(found.values())[:_ENOUGH_TO_DOUBT]

    def _known_owner(self, text: str) -> Customer | None:
        try:
            return self._owner_of(text)
        except StoreUnavailable:
            return None

    def _equal(self, text: str) -> Customer | None:
        try:
            return self._shop.reader.customers.named(text, by=self._shop.by)
        except StoreUnavailable:
            return None


def _bare_code(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _differs(customer: Customer, phone: str) -> bool:
    return bool(customer.phone) and not same_phone(customer.phone, phone)
