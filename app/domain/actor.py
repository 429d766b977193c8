"""Who acts, and what they may do; every door of the store asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Right(Enum):
    """What a person may do at the till or at the owner's desk."""

    SELL = "sell"
    SEE_CUSTOMERS = "see_customers"
    EDIT_CUSTOMERS = "edit_customers"
    EDIT_PRODUCTS = "edit_products"
    VOID_AND_RETURN = "void_and_return"
    IMPORT = "import"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at the machine with the rights they hold now."""

    name: str
    rights: frozenset[Right]


def everyone(name: str = "") -> Actor:
    """Give the one person of a shop without PINs: all rights, no name needed."""
    return Actor(name, frozenset(Right))
