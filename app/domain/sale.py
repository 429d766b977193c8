"""A sale is a fact: what was sold, to whom, for how much, and how it was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from json.encoder import encode_basestring_ascii as quoted

from app.domain.customer import CustomerRef
from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of
from app.domain.names import name_key
from app.domain.payment import AccountPayment, AccountSlip
from app.domain.payment import Payment as Payment
from app.domain.quantity import LARGEST_THOUSANDTHS
from app.domain.sale_line import SaleLine as SaleLine
from app.domain.tax import WHOLE, TaxShare, tax_shares

TILL = 1
"""The first till of a shop; one that was restored beside it has another number."""
IMPORTED_TILL = 0
"""Sales brought in from elsewhere belong to no till and have a series of their own."""


def till_of_number(number: str) -> int:
    """Give the till that gave out a sale number: `000042` is the first's, `2-000042` the second's.

    Not for the numbers of sales that were brought in.
    """
    till, dash, _ = number.partition("-")
    return int(till) if dash and till.isascii() and till.isdigit() else TILL


class Kind(Enum):
    """A sale, or a return of goods with negative quantities."""

    SALE = "sale"
    RETURN = "return"


class Status(Enum):
    """A voided sale stays on record and counts for nothing."""

    COMPLETED = "completed"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Sale:
    """A completed sale (or return), frozen. Its key was drawn when the cart opened.

    Lines, discounts, payments and total add up exactly or it cannot be made:
    raises SaleRefused or NotEnoughPaid. `sold_at` is aware; `business_date` is the local day.
    `rider` is an old balance paid in the same tender: no part of the total or any figure of it.
    """

    key: str
    lines: tuple[SaleLine, ...]
    payments: tuple[Payment, ...]
    sold_at: datetime
    business_date: date
    customer: CustomerRef | None = None
    kind: Kind = Kind.SALE
    cashier: str = ""
    original_sale_id: int | None = None
    foreign_number: str | None = None
    rider: AccountPayment | None = None

    def __post_init__(self) -> None:
        """Refuse a sale that does not add up, or that no shop can have meant."""
        if not self.lines:
            raise SaleRefused("A sale needs at least one line.")
        for line in self.lines:
            if abs(line.quantity.thousandths) > LARGEST_THOUSANDTHS:
                raise SaleRefused("A quantity in this sale is too large.")
            if not 0 <= line.tax_rate_bp <= WHOLE:
                raise SaleRefused("A VAT rate has to be between 0 and 100 percent.")
            if not 0 < line.factor.thousandths <= LARGEST_THOUSANDTHS:
                raise SaleRefused("A pack in this sale is too large.")
        if max(map(abs, self._sizes())) > LARGEST_MINOR:
            raise SaleRefused("An amount in this sale is too large.")
        paid, total = sum([part.amount.minor for part in self.payments]), self.total
        if paid != total.minor:
            raise NotEnoughPaid(f"Paid {Money(paid)} of {total}.")
        if any(part.change < ZERO for part in self.payments):
            raise NotEnoughPaid

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
        """Give what the customer pays, VAT inside."""
        return Money(sum([line.total.minor for line in self.lines]))

    @property
    def change(self) -> Money:
        """Give the cash that goes back, also of an old balance paid along."""
        parts = self.payments if self.rider is None else (*self.payments, *self.rider.parts)
        return Money(
            sum([p.tendered.minor - p.amount.minor for p in parts if p.tendered is not None])
        )

    @property
    def taxes(self) -> tuple[TaxShare, ...]:
        """Give VAT by rate, each rounded once."""
        return tax_shares((line.tax_rate_bp, line.total) for line in self.lines)

    @property
    def tax(self) -> Money:
        """Give all VAT inside the total."""
        return total_of(share.tax for share in self.taxes)

    @property
    def method(self) -> str:
        """Name how it was paid: one method, `split`, or `none` where nothing was due."""
        methods = {p.method for p in self.payments}
        return methods.pop() if len(methods) == 1 else ("split" if methods else "none")

    def _sizes(self) -> list[int]:
        """Give every amount as a plain number: imports ask this of a million sales."""
        sizes, gross, discounts = [], 0, 0
        for line in self.lines:
            total, discount = line.total.minor, line.discount.minor
            sizes += [line.unit_price.minor, discount, total, total + discount]
            sizes += [each.minor for each in (line.unit_cost, line.listed_price) if each]
            gross, discounts = gross + total + discount, discounts + discount
        for part in self.payments:
            sizes += [part.amount.minor, part.tendered.minor if part.tendered else 0]
        return [*sizes, gross, discounts, gross - discounts]

    def fingerprint(self) -> str:
        """Name the content, not the moment: the same sale sent twice has the same one.

        The hash of a JSON text, put together by hand: every sale pays for it.
        """
        who = "null" if self.customer is None else quoted(name_key(self.customer.name))
        lines = ",".join([line.content() for line in self.lines])
        rider = self.rider  # the others keep the fingerprint they always had
        also = "" if rider is None else f",[{quoted(rider.code)},{_parts_content(rider.parts)}]"
        content = f'["{self.kind.value}",{who},[{lines}],{_parts_content(self.payments)}{also}]'
        import hashlib  # OpenSSL behind it is not needed to show a till

        return hashlib.sha256(content.encode()).hexdigest()


def _parts_content(parts: tuple[Payment, ...]) -> str:
    return f"[{','.join([_part_content(part) for part in parts])}]"


def _part_content(part: Payment) -> str:
    given = part.tendered.minor if part.tendered else "null"
    return f"[{quoted(part.method)},{part.amount.minor},{given},{quoted(part.reference)}]"


class Outcome(Enum):
    """What became of a sale handed to the store."""

    RECORDED = "recorded"
    ALREADY_RECORDED = "already_recorded"
    OTHER_CONTENT = "other_content"


@dataclass(frozen=True, slots=True)
class RecordedSale:
    """The receipt of the store. With OTHER_CONTENT nothing new was charged: this is the old sale.

    `customer` is None for a sale to nobody in particular, and for one whose customer step
    failed (`is_unlinked`): that one is linked later. `purchase_number` is the customer's count.
    `charged` is what was put on account, `paid_along` an old balance paid in the same tender.
    """

    sale_id: int
    number: str
    total: Money
    change: Money
    sold_at: datetime
    outcome: Outcome = Outcome.RECORDED
    customer_name: str = ""
    customer_id: int | None = None
    is_new_customer: bool = False
    is_unlinked: bool = False
    purchase_number: int = 0
    charged: tuple[AccountSlip, ...] = ()
    paid_along: AccountSlip | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One sale in a customer's history, without its lines."""

    sale_id: int
    number: str
    foreign_number: str | None
    kind: Kind
    status: Status
    sold_at: datetime
    total: Money
    method: str
    cashier: str
    item_count: int


@dataclass(frozen=True, slots=True)
class SaleRecord:
    """One sale as it lies on disk, whole.

    `charged` and `paid_along` are as in RecordedSale; a voided sale has neither.
    """

    head: HistoryRow
    customer_id: int | None
    customer_name: str
    subtotal: Money
    discount: Money
    tax: Money
    lines: tuple[SaleLine, ...]
    payments: tuple[Payment, ...]
    business_date: date
    original_sale_id: int | None = None
    void_reason: str = ""
    charged: tuple[AccountSlip, ...] = ()
    paid_along: AccountSlip | None = None
    key: str = ""

    @property
    def taxes(self) -> tuple[TaxShare, ...]:
        """Give VAT by rate, each rounded once."""
        return tax_shares((line.tax_rate_bp, line.total) for line in self.lines)

    @property
    def change(self) -> Money:
        """Give the cash that went back."""
        along = self.paid_along.parts if self.paid_along else ()
        return total_of(p.change for p in (*self.payments, *along))
