"""What the shop knows as tables for other programs. Our own imports read them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from app.domain.credit import Account, LedgerEntry
from app.domain.customer import Customer
from app.domain.product import Product
from app.domain.sale import Kind, Payment, SaleRecord
from app.exchange.open_sale import OTHER_METHOD
from app.exchange.sheets import Cell, Sheet

Local = Callable[[datetime], datetime]
"""Shows a moment in the shop's zone."""

_ACCOUNT = ("code", "account", "contact", "account_phone", "limit", "balance", "oldest_unpaid")
_ENTRY = ("entry_date", "entry", "number", "sale", "paid_with", "amount", "balance_after")
_WHY = ("reason", "person", "approved_by")


def customers_sheet(customers: Iterable[Customer], local: Local) -> Sheet:
    """Give the customers with their figures."""
    return Sheet(
        "Customers",
        (
            *("id", "name", "phone", "email", "address", "notes", "total_purchases"),
            *("transactions", "average_sale", "first_purchase", "last_purchase"),
        ),
        (
            (
                *(each.id, each.name, each.phone, each.email, each.address, each.notes),
                *(each.total_purchases, each.transaction_count, each.average_sale),
                *(_shown(each.first_purchase, local), _shown(each.last_purchase, local)),
            )
            for each in customers
        ),
    )


def products_sheet(products: Iterable[Product]) -> Sheet:
    """Give the products by their main barcode."""
    return Sheet(
        "Products",
        (
            *("sku", "barcode", "name", "variant", "brand", "category", "unit", "price", "cost"),
            *("stock", "min_stock", "tax", "lowest_price", "family"),
        ),
        (
            (
                *(each.sku, each.barcode, each.name, each.variant, each.brand, each.category),
                *(each.unit, each.price, each.cost, each.stock, each.min_stock),
                *(each.tax_code.value, each.lowest_price, each.family),
            )
            for each in products
        ),
    )


def sales_sheet(sales: Iterable[SaleRecord], local: Local) -> Sheet:
    """Give one row for each line of each sale, oldest first; the sale stands in each of them.

    Voided sales are there and say so in `status`.
    """
    return Sheet(
        "Sales",
        (
            *("sale", "foreign_number", "date", "business_date", "receipt_type", "status"),
            *("customer", "customer_id", "line", "sku", "barcode", "name", "quantity", "unit"),
            *("price", "discount", "total", "vat_percent", "tax_code", "sale_total", "method"),
            *("payments", "cashier", "sale_key"),
        ),
        (row for each in sales for row in _sale_rows(each, local)),
    )


def payments_sheet(sales: Iterable[SaleRecord], local: Local) -> Sheet:
    """Give one row for each part of each payment."""
    return Sheet(
        "Payments",
        ("sale", "date", "method", "amount", "tendered", "reference"),
        (
            (
                *(each.head.number, local(each.head.sold_at), part.method, part.amount),
                *(part.tendered, part.reference),
            )
            for each in sales
            for part in each.payments
        ),
    )


def accounts_sheet(accounts: Iterable[Account]) -> Sheet:
    """Give the accounts, one row each."""
    return Sheet("Accounts", _ACCOUNT, (_account_row(each) for each in accounts))


def ledger_sheet(ledgers: Iterable[tuple[Account, Iterable[LedgerEntry]]], local: Local) -> Sheet:
    """Give one row for each entry of each account, oldest first; an account without any has one."""
    return Sheet(
        "Ledger",
        (*_ACCOUNT, *_ENTRY, *_WHY),
        (row for account, entries in ledgers for row in _ledger_rows(account, entries, local)),
    )


def _sale_rows(sale: SaleRecord, local: Local) -> Iterator[tuple[Cell, ...]]:
    head = sale.head
    paid = "; ".join(f"{_way(part)} {part.amount}" for part in sale.payments)
    for number, line in enumerate(sale.lines, 1):
        yield (
            *(head.number, head.foreign_number, local(head.sold_at), sale.business_date),
            *("Refund" if head.kind is Kind.RETURN else "Sale", head.status.value),
            *(sale.customer_name, sale.customer_id, number, line.sku, line.barcode, line.name),
            *(line.quantity, line.unit, line.unit_price, line.discount, line.total),
            *(_percent(line.tax_rate_bp), line.tax_code, head.total, head.method),
            *(paid, head.cashier, sale.key),
        )


def _way(part: Payment) -> str:
    """Name how a part was paid; what another system called it is its reference."""
    return part.reference if part.method == OTHER_METHOD and part.reference else part.method


def _percent(basis_points: int) -> str:
    whole, part = divmod(basis_points, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".")


def _account_row(account: Account) -> tuple[Cell, ...]:
    return (
        *(account.code, account.name, account.contact_person, account.phone, account.limit),
        *(account.balance, account.oldest_unpaid),
    )


def _ledger_rows(
    account: Account, entries: Iterable[LedgerEntry], local: Local
) -> Iterator[tuple[Cell, ...]]:
    about = _account_row(account)
    is_empty = True
    for entry in entries:
        is_empty = False
        yield (
            *about,
            *(local(entry.made_at), entry.kind.value, entry.number, entry.sale_number),
            *(entry.method, entry.amount, entry.balance, entry.reason, entry.person),
            entry.approved_by,
        )
    if is_empty:
        yield (*about, *(None for _ in (*_ENTRY, *_WHY)))


def _shown(moment: datetime | None, local: Local) -> datetime | None:
    return None if moment is None else local(moment)
