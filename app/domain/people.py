"""The persons at the machine, their PINs, and what one of them allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.actor import AT_THE_COUNTER, Right
from app.domain.card_numbers import without_card_numbers


@dataclass(frozen=True, slots=True)
class Person:
    """One person; the owner has every right. `has_pin` says whether the pad knows them."""

    id: int
    name: str
    rights: frozenset[Right] = AT_THE_COUNTER
    is_owner: bool = False
    has_pin: bool = False
    is_active: bool = True


OWNER_AREAS = frozenset(
    {
        Right.SEE_CUSTOMERS,
        Right.ACCOUNTS,
        Right.EDIT_PRODUCTS,
        Right.SEE_INSIGHTS,
        Right.IMPORT,
        Right.BACKUPS,
        Right.SETTINGS,
        Right.PEOPLE,
    }
)
"""What nobody has without a PIN, once anybody has one."""


def rights_without_pin(person: Person | None) -> frozenset[Right]:
    """Give what somebody may who was chosen at the till and typed no PIN.

    Whoever has a PIN has their own rights by it alone; a person without one can be chosen by
    anybody, so no area of the owner opens to them.
    """
    if person is None or person.has_pin or person.is_owner:
        return AT_THE_COUNTER
    return AT_THE_COUNTER | (person.rights - OWNER_AREAS)


def rights_with_pin(person: Person) -> frozenset[Right]:
    """Give what a person may who typed their PIN."""
    return frozenset(Right) if person.is_owner else AT_THE_COUNTER | person.rights


class Act(Enum):
    """What a PIN allows once, for one sale."""

    DISCOUNT = "discount"
    PRICE = "price"
    CREDIT = "credit"
    OPEN_ACCOUNT = "open_account"


ACT_RIGHTS = {
    Act.DISCOUNT: Right.DISCOUNT_ABOVE_LIMIT,
    Act.PRICE: Right.PRICE_BELOW_LOWEST,
    Act.CREDIT: Right.OVER_CREDIT_LIMIT,
    Act.OPEN_ACCOUNT: Right.ACCOUNTS,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of somebody with a PIN.

    `subject` is the SKU of a line (its name without one), empty for the whole sale, or the code
    of an account; `up_to` is basis points taken off, a price, or a balance in centavos.
    """

    sale_key: str
    act: Act
    subject: str
    up_to: int

    def __post_init__(self) -> None:
        """Forget a card's number, which goods without a SKU might be called by."""
        object.__setattr__(self, "subject", without_card_numbers(self.subject))


@dataclass(frozen=True, slots=True)
class Approval:
    """What was allowed, and whose PIN it was."""

    wanted: Wanted
    approved_by: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of who did what: `old` and `new` are plain words, empty where there is none."""

    id: int
    at: datetime
    person: str
    approved_by: str
    act: str
    subject: str
    old: str = ""
    new: str = ""
