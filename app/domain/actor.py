"""Who acts, and what they may do; every door of the store asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Right(Enum):
    """What a person may do at the till or at the owner's desk."""

    SELL = "sell"
    SEE_BUYER = "see_buyer"
    """The chosen customer's purchases, lines and balance; no totals of the shop."""
    TAKE_PAYMENTS = "take_payments"
    """What is paid on an account."""
    SEE_CUSTOMERS = "see_customers"
    """The list of all customers, who spent what, and its export."""
    EDIT_CUSTOMERS = "edit_customers"
    CHANGE_OLD_SALES = "change_old_sales"
    """Give a sale of another day to another customer."""
    ACCOUNTS = "accounts"
    """Open accounts, their limits, adjustments, and the list of who owes what."""
    EDIT_PRODUCTS = "edit_products"
    """Products, their costs, and what is in stock."""
    VOID_AND_RETURN = "void_and_return"
    OPEN_DRAWER = "open_drawer"
    PRICE_BELOW_LOWEST = "price_below_lowest"
    DISCOUNT_ABOVE_LIMIT = "discount_above_limit"
    OVER_CREDIT_LIMIT = "over_credit_limit"
    SEE_INSIGHTS = "see_insights"
    IMPORT = "import"
    BACKUPS = "backups"
    SETTINGS = "settings"
    PEOPLE = "people"
    """Persons, their rights and PINs, and what is written about who did what."""


AT_THE_COUNTER = frozenset({Right.SELL, Right.SEE_BUYER, Right.TAKE_PAYMENTS})
"""What everybody may who stands at the till, without a PIN."""

LETTER = "SUKI_LETTER"
"""In this variable of its environment a command finds for whom the till sent it off."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at the machine with the rights they hold now.

    The store gives these out, each with its seal: one made elsewhere opens no door.
    """

    name: str
    rights: frozenset[Right]
    person_id: int | None = None
    seal: bytes = field(default=b"", repr=False, compare=False)
