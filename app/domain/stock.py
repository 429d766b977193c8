"""What is on the shelf: every move of it, and the three by which the owner changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.errors import InvalidInput, InvalidQuantity
from app.domain.quantity import Quantity

LONGEST_NOTE = 200
LARGEST_STOCK = Quantity(10**12)
"""A thousand million of anything is a barcode typed into the wrong field."""


class MoveReason(Enum):
    """Why the number on the shelf became another."""

    SALE = "sale"
    RETURN = "return"
    VOID = "void"
    COUNT = "count"
    IMPORT = "import"
    RECEIVE = "receive"
    ADJUST = "adjust"


BY_HAND = (MoveReason.RECEIVE, MoveReason.ADJUST, MoveReason.COUNT)


@dataclass(frozen=True, slots=True)
class StockMove:
    """One move: `quantity` came in, or went out where it is below zero.

    `sale_number` is empty where no sale moved it; a count that found what was expected moved
    nothing and is here all the same.
    """

    id: int
    reason: MoveReason
    quantity: Quantity
    moved_at: datetime
    note: str = ""
    person: str = ""
    sale_number: str = ""


@dataclass(frozen=True, slots=True)
class StockChange:
    """What the owner wants of one product's stock, by one of BY_HAND.

    `quantity` is what came in, what is more or (below zero) less, or what was counted; None
    with a count means that the shop counts this product no longer.
    """

    product_id: int
    reason: MoveReason
    quantity: Quantity | None
    note: str = ""

    def after(self, stock: Quantity | None) -> Quantity | None:
        """Give what is on the shelf afterwards; what was never counted begins at nothing.

        Raises InvalidQuantity or InvalidInput.
        """
        nothing = Quantity(0)
        if self.quantity is None:
            if self.reason is not MoveReason.COUNT:
                raise InvalidQuantity
            return None
        if self.reason is MoveReason.COUNT:
            new = self.quantity
            if new < nothing:
                raise InvalidQuantity("A count cannot be below zero.")
        else:
            self._check(self.quantity)
            new = (stock or nothing) + self.quantity
        if max(new, -new) > LARGEST_STOCK:
            raise InvalidQuantity("This quantity is too large.")
        return new

    def _check(self, quantity: Quantity) -> None:
        if self.reason is MoveReason.RECEIVE and quantity <= Quantity(0):
            raise InvalidQuantity("A quantity has to be more than zero.")
        if self.reason is MoveReason.ADJUST:
            if quantity == Quantity(0):
                raise InvalidQuantity("Say how many more or fewer there are.")
            if not self.note.strip():
                raise InvalidInput("Say why the stock is another.")
        if self.reason not in BY_HAND:
            raise InvalidInput("Stock is changed by receiving, adjusting or counting.")
