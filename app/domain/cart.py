"""The open sale at the counter: the only thing in the shop that changes in place."""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.customer import CustomerRef
from app.domain.errors import SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of
from app.domain.product import Product
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity, price_times
from app.domain.sale import Payment, Sale, SaleLine
from app.domain.settings import ShopSettings
from app.domain.tax import TaxShare, tax_shares

UNDO_STEPS = 20


def new_key() -> str:
    """Draw the random key that makes a cart's sale happen once."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class _State:
    lines: tuple[SaleLine, ...] = ()
    customer: CustomerRef | None = None
    selected: int = -1


class Cart:
    """Lines and a customer on their way to becoming a Sale. Every edit can be undone.

    After any refusal the cart is exactly as it was.
    """

    def __init__(self, settings: ShopSettings, key: str = "") -> None:
        """Open an empty cart; `key` only when an earlier cart is taken up again."""
        self.key = key or new_key()
        self._settings = settings
        self._state = _State()
        self._undo: deque[_State] = deque(maxlen=UNDO_STEPS)
        self._redo: deque[_State] = deque(maxlen=UNDO_STEPS)

    # Properties

    @property
    def lines(self) -> tuple[SaleLine, ...]:
        """Give the lines in the order they were added."""
        return self._state.lines

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
        return total_of(line.gross for line in self.lines)

    @property
    def discount(self) -> Money:
        """Give all discounts, as a positive amount."""
        return total_of(line.discount for line in self.lines)

    @property
    def total(self) -> Money:
        """Give what is to be paid, VAT inside."""
        return total_of(line.total for line in self.lines)

    @property
    def taxes(self) -> tuple[TaxShare, ...]:
        """Give VAT by rate, each rounded once."""
        return tax_shares((line.tax_rate_bp, line.total) for line in self.lines)

    @property
    def tax(self) -> Money:
        """Give all VAT inside the total."""
        return total_of(share.tax for share in self.taxes)

    @property
    def item_count(self) -> int:
        """Count pieces; a weighed line is one item."""
        return sum(
            line.quantity.thousandths // 1000 if line.quantity.is_whole else 1
            for line in self.lines
        )

    @property
    def can_undo(self) -> bool:
        """Say whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Say whether there is a step to take again."""
        return bool(self._redo)

    # Edits

    def add(self, product: Product, quantity: Quantity = ONE) -> int:
        """Add a product and choose its line; the same product adds to its line.

        A weighed, discounted or re-priced line is left alone and a new one made. Returns the
        line's index. Raises SaleRefused when the quantity is not above zero or gets too large.
        """
        for index, line in enumerate(self.lines):
            if _takes_more_of(line, product, quantity):
                self._set_quantity(index, line.quantity + quantity, select=index)
                return index
        _check(quantity)
        line = self._line_of(product, quantity)
        self._change(replace(self._state, lines=(*self.lines, line), selected=len(self.lines)))
        return self.selected

    def set_quantity(self, index: int, quantity: Quantity) -> None:
        """Change a line's quantity. Raises SaleRefused when it is not above zero or too large."""
        self._set_quantity(index, quantity, select=index)

    def remove(self, index: int) -> SaleLine:
        """Take a line out and choose its neighbour; gives the line that was removed.

        Raises SaleRefused when there is no such line.
        """
        removed = self._line_at(index)
        lines = self.lines[:index] + self.lines[index + 1 :]
        self._change(replace(self._state, lines=lines, selected=min(index, len(lines) - 1)))
        return removed

    def clear(self) -> None:
        """Empty the cart, customer included; one undo brings everything back."""
        self._change(_State())

    def set_customer(self, customer: CustomerRef | None) -> None:
        """Say who buys, or nobody."""
        self._change(replace(self._state, customer=customer))

    def select(self, index: int) -> None:
        """Choose a line; choosing is no edit and needs no undo."""
        if -1 <= index < len(self.lines):
            self._state = replace(self._state, selected=index)

    def undo(self) -> bool:
        """Take the last edit back; says whether there was one."""
        return self._swap(self._undo, self._redo)

    def redo(self) -> bool:
        """Make the edit again that was taken back; says whether there was one."""
        return self._swap(self._redo, self._undo)

    def restore(self, lines: tuple[SaleLine, ...], customer: CustomerRef | None) -> None:
        """Take up what a draft kept; the undo steps begin here."""
        self._state = _State(lines, customer, len(lines) - 1)
        self._undo.clear()
        self._redo.clear()

    # Completion

    def complete(
        self, payments: tuple[Payment, ...], at: datetime, day: date, cashier: str = ""
    ) -> Sale:
        """Freeze the cart as a Sale; the cart itself stays until the store has answered.

        `at` is aware, `day` the local business day. Raises SaleRefused or NotEnoughPaid.
        """
        return Sale(self.key, self.lines, payments, at, day, self.customer, cashier=cashier)

    # Inside

    def _line_of(self, product: Product, quantity: Quantity) -> SaleLine:
        return SaleLine(
            name=product.name,
            quantity=quantity,
            unit_price=product.price,
            total=price_times(product.price, quantity),
            sku=product.sku,
            barcode=product.barcode,
            unit=product.unit,
            tax_rate_bp=self._settings.rate_bp(product.tax_code),
            tax_code=product.tax_code.value,
            unit_cost=product.cost,
            product_id=product.id,
        )

    def _set_quantity(self, index: int, quantity: Quantity, *, select: int) -> None:
        _check(quantity)
        line = self._line_at(index)
        total = price_times(line.unit_price, quantity) - line.discount
        if total < ZERO:
            raise SaleRefused("The discount would be more than the line.")
        changed = replace(line, quantity=quantity, total=total)
        lines = (*self.lines[:index], changed, *self.lines[index + 1 :])
        self._change(replace(self._state, lines=lines, selected=select))

    def _line_at(self, index: int) -> SaleLine:
        if not 0 <= index < len(self.lines):  # -1 means no line is chosen, not the last one
            raise SaleRefused("Choose a line first.")
        return self.lines[index]

    def _change(self, state: _State) -> None:
        if total_of(line.gross for line in state.lines).minor > LARGEST_MINOR:
            raise SaleRefused("This sale would be too large.")
        self._undo.append(self._state)
        self._redo.clear()
        self._state = state

    def _swap(self, source: deque[_State], target: deque[_State]) -> bool:
        if not source:
            return False
        target.append(self._state)
        self._state = source.pop()
        return True


def _check(quantity: Quantity) -> None:
    if not 0 < quantity.thousandths <= LARGEST_THOUSANDTHS:
        raise SaleRefused("A quantity has to be between 0.001 and 1,000,000.")


def _takes_more_of(line: SaleLine, product: Product, quantity: Quantity) -> bool:
    """Say whether a scan of the product belongs on this line."""
    return (
        line.product_id == product.id
        and line.unit_price == product.price
        and not line.discount
        and line.quantity.is_whole
        and quantity.is_whole
    )
