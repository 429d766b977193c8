"""An account as the payment dialog sees it: what may still be put on it, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.credit import Account, Rider, over_limit
from app.domain.money import ZERO, Money, total_of
from app.domain.payment import Payment


@dataclass(frozen=True, slots=True)
class AccountStand:
    """One account within one payment. `goods` is what is bought: an old balance cannot be put on.

    `put_on` are the parts taken so far, `allowed` the balance somebody agreed to over the limit.
    """

    account: Account
    goods: Money
    rider: Rider | None = None
    put_on: Money = ZERO
    allowed: Money = ZERO

    def with_parts(self, parts: tuple[Payment, ...], methods: frozenset[str]) -> AccountStand:
        """Count in what these parts put on the account."""
        mine = (part.amount for part in parts if part.method in methods)
        return replace(self, put_on=total_of(mine))

    @property
    def paid_off(self) -> Money:
        """Give what of the old balance is paid in the same payment."""
        return self.rider.amount if self.rider else ZERO

    @property
    def most(self) -> Money:
        """Give what of the goods may still be put on it, whatever its limit."""
        return max(ZERO, self.goods - self.put_on)

    @property
    def room(self) -> Money:
        """Give what may still be put on it within the limit."""
        return max(ZERO, self.account.limit - self.after(ZERO))

    def after(self, given: Money) -> Money:
        """Give the balance after the sale when so much more is put on it."""
        return self.account.balance - self.paid_off + self.put_on + given

    def is_allowed(self, given: Money) -> bool:
        """Say whether so much may be put on it: within the limit, or as somebody agreed."""
        return not self.excess(given) or self.after(given) <= self.allowed

    def excess(self, given: Money) -> Money:
        """Give by how much the limit would be passed."""
        return over_limit(self.account.limit, self.after(given)) if given else ZERO
