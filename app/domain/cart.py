"""The open sale at the counter: the only thing in the shop that changes in place."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.card_numbers import without_card_numbers
from app.domain.cart_line import CartLine, line_of
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of
from app.domain.product import Found, Product
from app.domain.quantity import ONE, Quantity
from app.domain.reckoning import Reckoning, reckon
from app.domain.sale_line import SaleLine
from app.domain.settings import ShopSettings
from app.domain.tax import TaxShare, tax_shares

if TYPE_CHECKING:
    from app.domain.credit import Rider
    from app.domain.payment import AccountPayment, Payment
    from app.domain.sale import Sale

UNDO_STEPS = 20
_ON_ACCOUNT = frozenset({"account"})


def new_key() -> str:
    """Draw the random key that makes a cart's sale happen once."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in a cart at one moment; undo goes from one to another."""

    items: tuple[CartLine, ...] = ()
    customer: CustomerRef | None = None
    discount: Discount | None = None
    parts: tuple[Payment, ...] = ()
    note: str = ""
    selected: int = -1
    rider: Rider | None = None


_Step = tuple[Content, Reckoning, bool]
"""What there was before an edit, and whether that edit emptied the cart."""


class Cart:
    """Lines and a customer on their way to becoming a Sale. Every edit can be undone.

    After any refusal the cart is exactly as it was.
    """

    def __init__(self, settings: ShopSettings, key: str = "") -> None:
        """Open an empty cart; `key` only when an earlier cart is taken up again."""
        self.key = key or new_key()
        self._settings = settings
        self._state = Content()
        self._sums = Reckoning()
        self._met: set[int | None] = set()
        self._undo: deque[_Step] = deque(maxlen=UNDO_STEPS)
        self._redo: deque[_Step] = deque(maxlen=UNDO_STEPS)

    def use_settings(self, settings: ShopSettings) -> None:
        """Add by the shop's new decisions from now on; lines already there stay as they are."""
        self._settings = settings

    # Properties

    @property
    def lines(self) -> tuple[SaleLine, ...]:
        """Give the lines as they will be sold, in the order they were added."""
        return self._sums.lines

    @property
    def content(self) -> Content:
        """Give everything in the cart, as a draft or a parked sale keeps it."""
        return self._state

    @property
    def items(self) -> tuple[CartLine, ...]:
        """Give the lines as they were asked for: own discounts, prices, amounts in money."""
        return self._state.items

    @property
    def sale_discount(self) -> Discount | None:
        """Give what is taken off the whole sale, beside the lines' own discounts."""
        return self._state.discount

    @property
    def parts(self) -> tuple[Payment, ...]:
        """Give the payments taken so far; they survive a power cut with the cart."""
        return self._state.parts

    @property
    def rider(self) -> Rider | None:
        """Give the old balance that is paid along, no part of the sale."""
        return self._state.rider

    @property
    def to_pay(self) -> Money:
        """Give what the payments have to come to: the total and an old balance paid along."""
        return self.total + self.rider.amount if self.rider else self.total

    @property
    def note(self) -> str:
        """Give what was written on the sale when it was parked."""
        return self._state.note

    @property
    def customer(self) -> CustomerRef | None:
        """Give the customer, None for nobody in particular."""
        return self._state.customer

    @property
    def selected(self) -> int:
        """Give the index of the chosen line, -1 when there is none."""
        return self._state.selected

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is in the cart; a customer alone is not a sale."""
        return not self.lines

    @property
    def subtotal(self) -> Money:
        """Give the lines before discounts."""
        return Money(self._sums.gross)

    @property
    def discount(self) -> Money:
        """Give all discounts, as a positive amount."""
        return Money(self._sums.discount)

    @property
    def total(self) -> Money:
        """Give what is to be paid, VAT inside."""
        return Money(self._sums.total)

    @property
    def taxes(self) -> tuple[TaxShare, ...]:
        """Give VAT by rate, each rounded once."""
        return tax_shares((rate, Money(total)) for rate, _, total in self._sums.rates)

    @property
    def tax(self) -> Money:
        """Give all VAT inside the total."""
        return total_of(share.tax for share in self.taxes)

    @property
    def item_count(self) -> int:
        """Count pieces; a weighed line is one item."""
        return self._sums.pieces

    @property
    def can_undo(self) -> bool:
        """Say whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Say whether there is a step to take again."""
        return bool(self._redo)

    # Edits

    def add(self, found: Found | Product, quantity: Quantity = ONE) -> int:
        """Add what was found and choose its line; the same goods add to their line.

        A weighed, discounted or re-priced line is left alone and a new one made. Returns the
        line's index. Raises SaleRefused when the quantity is not above zero or gets too large.
        """
        if isinstance(found, Product):
            found = Found(found)
        return self.add_line(line_of(found, quantity, self._settings))

    def add_line(self, line: CartLine) -> int:
        """Add a line that was made elsewhere, as one without a product; returns its index."""
        if self._settings.adds_to_line and line.product_id in self._met:
            for index, old in enumerate(self.items):
                # Asked here already: of a thousand lines hardly one gets as far as the call.
                if old.product_id == line.product_id and old.takes_more_of(line):
                    self._replace(index, old.with_quantity(old.quantity + line.quantity))
                    return index
        end = len(self.items)
        self._splice(end, end, (line,), end)
        self._met.add(line.product_id)
        return end

    def set_quantity(self, index: int, quantity: Quantity) -> None:
        """Change a line's quantity. Raises SaleRefused when it is not above zero or too large."""
        self._replace(index, self._item_at(index).with_quantity(quantity))

    def sell_for(self, index: int, amount: Money) -> None:
        """Sell as much as an amount buys; the line costs exactly that. Raises SaleRefused."""
        self._replace(index, self._item_at(index).for_money(amount))

    def discount_line(self, index: int, discount: Discount | None) -> None:
        """Take something off a line, or nothing any more. Raises SaleRefused."""
        self._replace(index, self._item_at(index).with_discount(discount))

    def discount_sale(self, discount: Discount | None) -> None:
        """Take something off the whole sale, spread to the centavo. Raises SaleRefused."""
        self._change(replace(self._state, discount=discount))

    def set_price(self, index: int, price: Money, reason: str) -> None:
        """Give a line another price with its reason. Raises SaleRefused without one."""
        self._replace(index, self._item_at(index).with_price(price, reason))

    def remove(self, index: int) -> SaleLine:
        """Take a line out and choose its neighbour; gives the line that was removed.

        Raises SaleRefused when there is no such line.
        """
        gone = self._item_at(index)
        removed = self.lines[index]
        chosen = min(index, len(self.items) - 2)
        agreed = self.sale_discount
        left = total_of(item.net for item in self.items) - gone.net if agreed else ZERO
        if agreed and (chosen < 0 or agreed.amount > left):
            # What was agreed for more goods than are left holds no longer.
            items = self.items[:index] + self.items[index + 1 :]
            self._change(replace(self._state, items=items, selected=chosen, discount=None))
        else:
            self._splice(index, index + 1, (), chosen)
        return removed

    def clear(self) -> None:
        """Empty the cart, customer included; one undo brings everything back."""
        self._change(Content(), is_clear=True)

    def set_customer(self, customer: CustomerRef | None) -> None:
        """Say who buys, or nobody."""
        self._change(replace(self._state, customer=customer))

    def select(self, index: int) -> None:
        """Choose a line; choosing is no edit and needs no undo."""
        if -1 <= index < len(self.items):
            self._state = replace(self._state, selected=index)

    def set_parts(self, parts: tuple[Payment, ...]) -> None:
        """Keep the payments taken so far; no edit, and undo leaves them alone."""
        self._state = replace(self._state, parts=parts)

    def set_rider(self, rider: Rider | None) -> None:
        """Let an old balance be paid along, or none; no edit, and undo leaves it alone.

        Raises SaleRefused when nothing would be paid.
        """
        if rider is not None and rider.amount <= ZERO:
            raise SaleRefused("Type how much is paid.")
        self._state = replace(self._state, rider=rider)

    def set_note(self, note: str) -> None:
        """Write something on the sale; no edit of it."""
        self._state = replace(self._state, note=without_card_numbers(note))

    def undo(self) -> bool:
        """Take the last edit back; says whether there was one."""
        return self._swap(self._undo, self._redo)

    def redo(self) -> bool:
        """Make the edit again that was taken back; says whether there was one."""
        return self._swap(self._redo, self._undo)

    def restore(self, content: Content) -> None:
        """Take up what a draft or a parked sale kept; the undo steps begin here.

        Raises SaleRefused when it does not add up.
        """
        self._sums = reckon(content.items, content.discount)
        self._state = content
        self._met = {item.product_id for item in content.items}
        self._undo.clear()
        self._redo.clear()

    # Completion

    def complete(
        self,
        payments: tuple[Payment, ...],
        at: datetime,
        day: date,
        cashier: str = "",
        account_methods: frozenset[str] = _ON_ACCOUNT,
    ) -> Sale:
        """Freeze the cart as a Sale; the cart itself stays until the store has answered.

        `at` is aware, `day` the local business day. With a rider the payments come to the total
        and the old balance; `account_methods` put on account and so pay for goods only. Raises
        SaleRefused or NotEnoughPaid.
        """
        rider = None
        if self.rider is not None:
            from app.domain.credit import split_parts

            payments, old = split_parts(payments, self.total, account_methods)
            rider = self._paid_along(self.rider, old, at, day)
        from app.domain.sale import Sale

        return Sale(
            *(self.key, self.lines, payments, at, day, self.customer), cashier=cashier, rider=rider
        )

    def _paid_along(
        self, rider: Rider, parts: tuple[Payment, ...], at: datetime, day: date
    ) -> AccountPayment:
        paid = total_of(part.amount for part in parts)
        if paid != rider.amount:
            raise NotEnoughPaid(f"Paid {paid} of {rider.amount} on the old balance.")
        from app.domain.payment import AccountPayment

        return AccountPayment(f"{self.key}:rider", rider.code, parts, at, day)

    # Inside

    def _replace(self, index: int, item: CartLine) -> None:
        self._splice(index, index + 1, (item,), index)

    def _splice(self, start: int, stop: int, new: tuple[CartLine, ...], selected: int) -> None:
        """Put items in place of a stretch; only they are reckoned unless all share a discount."""
        items = self.items[:start] + new + self.items[stop:]
        state = replace(self._state, items=items, selected=selected)
        if state.discount:
            self._change(state)
        else:
            sold = tuple(item.sold(ZERO) for item in new)
            self._take(state, self._sums.spliced(start, stop, sold))

    def _item_at(self, index: int) -> CartLine:
        if not 0 <= index < len(self.items):  # -1 means no line is chosen, not the last one
            raise SaleRefused("Choose a line first.")
        return self.items[index]

    def _change(self, state: Content, *, is_clear: bool = False) -> None:
        same = state.items is self._state.items and state.discount == self._state.discount
        sums = self._sums if same else reckon(state.items, state.discount)
        self._take(state, sums, is_clear=is_clear)

    def _take(self, state: Content, sums: Reckoning, *, is_clear: bool = False) -> None:
        if sums.gross > LARGEST_MINOR:
            raise SaleRefused("This sale would be too large.")
        self._undo.append((self._state, self._sums, is_clear))
        self._redo.clear()
        self._state, self._sums = state, sums

    def _swap(self, source: deque[_Step], target: deque[_Step]) -> bool:
        if not source:
            return False
        state, sums, is_clear = source.pop()
        target.append((self._state, self._sums, is_clear))
        # Payments and note are no edits and stay; only clearing took them away.
        kept = (
            state
            if is_clear
            else replace(state, parts=self.parts, note=self.note, rider=self.rider)
        )
        self._state, self._sums = kept, sums
        return True
