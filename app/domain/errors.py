"""Refusals and faults, each with the sentence a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.actor import Right
    from app.domain.people import Wanted


class ShopError(Exception):
    """Suki cannot do this."""

    def __init__(self, message: str = "", *, advice: str = "") -> None:
        """Keep the sentence for the person; the class docstring is the default one.

        `message` says what happened, `advice` what to do about it.
        """
        super().__init__(message or str(self.__doc__))
        self.message = message or str(self.__doc__)
        self.advice = advice


class InvalidInput(ShopError):
    """This cannot be read as it is written."""


class InvalidAmount(InvalidInput):
    """Use digits and a dot for centavos, like 12.00."""


class InvalidQuantity(InvalidInput):
    """Use digits and at most three decimals, like 2.5."""


class InvalidName(InvalidInput):
    """A customer's name needs between 1 and 120 letters on one line."""


class NameTaken(ShopError):
    """Another customer already has this name."""


class NotFound(ShopError):
    """There is nothing by that name or number."""


class NotAllowed(ShopError):
    """You are not allowed to do this."""

    is_noted: bool = False
    """Whether it was written down who was refused."""
    right: Right | None = None
    """What the person would need, where one right is all that is missing."""
    wanted: tuple[Wanted, ...] = ()
    """What somebody would have to allow, where that would do."""


class WrongPin(ShopError):
    """Wrong PIN."""

    def __init__(
        self, message: str = "", *, advice: str = "", tries_left: int = 0, wait_seconds: int = 0
    ) -> None:
        """`tries_left` go without a wait; at zero the next try has to wait so many seconds."""
        wait = f"Try again in {wait_seconds} seconds." if wait_seconds else ""
        super().__init__(message, advice=advice or wait)
        self.tries_left = tries_left
        self.wait_seconds = wait_seconds


class TooEarly(ShopError):
    """Too many wrong PINs."""

    def __init__(self, message: str = "", *, advice: str = "", wait_seconds: int = 0) -> None:
        """Say in how many seconds the next try is looked at."""
        wait = f"Try again in {wait_seconds} seconds." if wait_seconds else ""
        super().__init__(message, advice=advice or wait)
        self.wait_seconds = wait_seconds


class SaleRefused(ShopError):
    """This sale cannot be completed as it is."""


class NotEnoughPaid(SaleRefused):
    """The payments do not cover the total yet."""


class StoreUnavailable(ShopError):
    """The shop's file cannot be used right now. Nothing was saved."""

    def __init__(self, message: str = "", *, advice: str = "", in_doubt: bool = False) -> None:
        """`in_doubt` is true when a commit failed and the work may have been saved after all."""
        super().__init__(message, advice=advice)
        self.in_doubt = in_doubt


class TillOpen(StoreUnavailable):
    """The till has this shop open. Close the till first."""


class UnusableFile(StoreUnavailable):
    """This file is not a shop that this version of Suki can open. It was left as it is."""
