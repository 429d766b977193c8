"""On whose account one payment may be put, and what of its old balance is paid along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.cart import Cart
from app.domain.errors import ShopError
from app.domain.money import ZERO, Money
from app.ui.buyer import Buyer, buyer_of
from app.ui.shop import Shop
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.credit import Account
    from app.ui.tender.account_stand import AccountStand


class SaleAccount:
    """The buyer's account, or one that was picked, from opening the tender to its answer.

    An old balance is paid along on that account only; of somebody else's it is forgotten.
    """

    def __init__(self, shop: Shop, wording: Wording, cart: Cart) -> None:
        self._shop, self._wording, self._cart = shop, wording, cart
        self._picked: Account | None = None
        self._allowed = ZERO
        self.buyer: Buyer | None = None
        self._read_buyer()

    @property
    def account(self) -> Account | None:
        """Give the account that can be used, None where there is none."""
        return self._picked or (self.buyer.account if self.buyer else None)

    def stand(self) -> AccountStand | None:
        """Give the account as the tender sees it."""
        account = self.account
        if account is None:
            return None
        from app.ui.tender.account_stand import AccountStand

        cart = self._cart
        return AccountStand(account, cart.total, cart.rider, allowed=self._allowed)

    def take_up(self) -> AccountStand | None:
        """Give it with the old balance that was to be paid along before a power cut."""
        rider = self._cart.rider
        if rider is not None and self.account is None:
            self._picked = self._coded(rider.code)
        self._forget_strange_rider()
        return self.stand()

    # What becomes of it

    def change_buyer(self) -> None:
        """Take whoever buys now; what was picked was for the one before."""
        self._picked = None
        self._read_buyer()
        self._forget_strange_rider()

    def pick(self, account: Account) -> None:
        self._picked = account

    def allow(self, balance: Money) -> None:
        """Let it owe so much, as somebody agreed."""
        self._allowed = balance

    def pay_along(self, amount: Money | None) -> None:
        """Have so much of the old balance paid along, or nothing."""
        from app.domain.credit import Rider

        account = self.account
        if account is not None:
            self._cart.set_rider(None if amount is None else Rider(account.code, amount))

    def read_again(self) -> None:
        """Take in what became of it meanwhile."""
        if self._picked is not None:
            self._picked = self._coded(self._picked.code) or self._picked
        self._read_buyer()

    # Inside

    def _read_buyer(self) -> None:
        self.buyer = buyer_of(self._cart.customer, self._shop, self._wording)

    def _forget_strange_rider(self) -> None:
        rider, account = self._cart.rider, self.account
        if rider is not None and (account is None or account.code != rider.code):
            self._cart.set_rider(None)

    def _coded(self, code: str) -> Account | None:
        try:
            return self._shop.reader.accounts.coded(code, by=self._shop.by)
        except ShopError:
            return None
