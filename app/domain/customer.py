"""The regulars: who they are, what they spent, and when a typed name is clearly one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.domain.card_numbers import phone_without_card, without_card_numbers
from app.domain.money import ZERO, Money, divide_half_away
from app.domain.names import clean_name, is_only_digits, name_key


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer with the figures that always equal a recount of their sales.

    `total_purchases` is sales not voided minus returns; `transaction_count` counts sales not
    voided (a return is none and takes none away); the dates are over those sales.
    """

    id: int
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    notes: str = ""
    total_purchases: Money = ZERO
    transaction_count: int = 0
    first_purchase: datetime | None = None
    last_purchase: datetime | None = None

    @property
    def average_sale(self) -> Money:
        """Give the spending per transaction, rounded half away; zero before the first."""
        if not self.transaction_count:
            return ZERO
        return Money(divide_half_away(self.total_purchases.minor, self.transaction_count))


@dataclass(frozen=True, slots=True)
class Contact:
    """What the owner may write down about a customer."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Forget a card's number but for its last digits, wherever it was typed."""
        for name in ("name", "email", "address", "notes"):
            object.__setattr__(self, name, without_card_numbers(getattr(self, name)))
        object.__setattr__(self, "phone", phone_without_card(self.phone))


@dataclass(frozen=True, slots=True)
class CustomerRef:
    """The customer of a cart: the name as typed or chosen, and the id when one was chosen.

    With an id the person on record is meant, even if they are renamed meanwhile. `phone` was
    typed behind a new name and is kept with it.
    """

    name: str
    id: int | None = None
    phone: str = ""

    def __post_init__(self) -> None:
        """Forget the number of a card that was read into the field of the customer."""
        object.__setattr__(self, "name", without_card_numbers(self.name))
        object.__setattr__(self, "phone", phone_without_card(self.phone))


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What a customer spent in one calendar month of business days (first day given)."""

    month: date
    total: Money


@dataclass(frozen=True, slots=True)
class HistorySummary:
    """Sales not voided in a period (returns are none), and their total minus returns."""

    count: int
    total: Money


class Sort(Enum):
    """How the list of customers is ordered: descending but for the name; ties by id."""

    TOTAL = "total"
    COUNT = "count"
    LAST = "last"
    NAME = "name"


class Verdict(Enum):
    """What Enter means for a typed name."""

    NOBODY = "nobody"
    TAKE = "take"
    NEW = "new"
    CHOOSE = "choose"
    NOT_A_NAME = "not_a_name"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, and the customer when it is TAKE."""

    verdict: Verdict
    customer: Customer | None = None


def decide(text: str, equal: Customer | None, beginning: Sequence[Customer]) -> Decision:
    """Say what Enter does with typed text: a wrong customer is worse than a new one.

    `equal` is the customer whose name key is the text's. `beginning` are customers whose whole
    name begins with it, accent-blind; two are enough to know that it is not clear.
    """
    if not name_key(text):
        return Decision(Verdict.NOBODY)
    if equal is not None:
        return Decision(Verdict.TAKE, equal)
    if is_only_digits(text):
        return Decision(Verdict.NOT_A_NAME)
    clean_name(text)
    if not beginning:
        return Decision(Verdict.NEW)
    if len(beginning) == 1 and _ends_inside_a_word(text, beginning[0].name):
        return Decision(Verdict.TAKE, beginning[0])
    return Decision(Verdict.CHOOSE)


def _ends_inside_a_word(text: str, name: str) -> bool:
    """True when the name begins with the text, accents and all, and the text stops in a word.

    Unaccented letters typed for accented ones find the name but never decide: Pena may be new.
    """
    typed, whole = name_key(text), name_key(name)
    if not whole.startswith(typed) or text != text.rstrip():
        return False
    rest = whole[len(typed) :]
    return bool(rest) and rest[0].isalnum() and typed[-1].isalnum()
