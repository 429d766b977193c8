"""The database of the shop's old POS, recognised by its tables and columns, never by a version."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.storage.file_uri import file_uri

MAGIC = b"SQLite format 3\0"
OLD = "old"
"""The name under which the old file is attached beside the new one."""

NUMBERED, NUMBERED_SALE = "number given anew", "sale by the number given anew"
"""Columns of a copy whose sales were numbered anew; see `adopt/numbering`."""
OF_A_SALE = ("sale_items", "payment_splits", "ar_transactions")
"""Tables whose rows name the sale they belong to."""

_TOTALS = ("total_amount", "total", "grand_total")
_BESIDE = ("sale_items", "products", "customers", "users")
"""One of these lies beside the sales, else they may be anybody's."""
_NAMES_A_BUYER = ("customer_name", "customer_id", "customer")

# What a fact may be called; the first that is there is taken.
_CALLED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sales": {
        "id": (NUMBERED, "id"),
        "own_id": ("id",),
        "number": ("sale_number", "invoice_number", "receipt_number", "transaction_number"),
        "customer_id": ("customer_id",),
        "account_id": ("customer_account_id", "account_id"),
        "customer_name": ("customer_name", "customer"),
        "cashier_id": ("cashier_id", "user_id", "created_by", "sold_by"),
        "cashier": ("cashier_name", "cashier"),
        "subtotal": ("subtotal", "sub_total"),
        "discount": ("discount_amount", "discount", "total_discount"),
        "tax": ("tax_amount", "tax", "vat_amount", "vat"),
        "total": ("total_amount", "total", "grand_total"),
        "method": ("payment_method", "payment_type", "payment_mode"),
        "given": ("amount_tendered", "amount_paid", "cash_received", "amount_received"),
        "reference": ("reference_number", "payment_reference", "reference"),
        "at": ("sale_date", "transaction_date", "created_at", "date"),
        "at_else": ("created_at", "updated_at"),
        "status": ("status", "sale_status"),
        "void_reason": ("void_reason", "reason_voided"),
        "voided_by": ("voided_by", "void_by"),
        "voided_at": ("voided_at", "void_date"),
    },
    "sale_items": {
        "id": ("id",),
        "sale_id": (NUMBERED_SALE, "sale_id"),
        "product_id": ("product_id", "item_id"),
        "name": ("product_name", "item_name", "name", "description"),
        "sku": ("sku", "product_sku", "product_code"),
        "barcode": ("barcode",),
        "unit": ("unit", "uom", "unit_of_measure"),
        "quantity": ("quantity", "qty"),
        "price": ("unit_price", "price", "selling_price"),
        "discount": ("discount_amount", "discount", "line_discount"),
        "total": ("total_price", "line_total", "subtotal", "total", "amount", "total_amount"),
        "cost": ("unit_cost", "cost_price", "cost"),
    },
    "payment_splits": {
        "id": ("id",),
        "sale_id": (NUMBERED_SALE, "sale_id"),
        "method": ("payment_method", "method", "payment_type"),
        "amount": ("amount", "amount_paid"),
        "reference": ("reference_number", "reference", "payment_reference"),
        "account_id": ("customer_account_id", "account_id"),
    },
    "products": {
        "id": ("id",),
        "sku": ("sku", "product_code", "code", "item_code"),
        "barcode": ("barcode", "upc"),
        "name": ("name", "product_name", "item_name"),
        "brand": ("brand",),
        "category": ("category", "category_name"),
        "category_id": ("category_id",),
        "unit": ("unit", "unit_of_measure", "uom"),
        "price": ("selling_price", "price", "unit_price", "retail_price"),
        "cost": ("cost_price", "cost", "unit_cost", "purchase_price"),
        "stock": ("stock_quantity", "stock", "quantity", "current_stock"),
        "min_stock": ("min_stock", "reorder_level", "min_stock_level", "minimum_stock"),
        "is_active": ("is_active", "active"),
        "status": ("status",),
        "deleted_at": ("deleted_at",),
    },
    "inventory": {
        "product_id": ("product_id",),
        "stock": ("quantity", "current_stock", "stock", "quantity_on_hand", "stock_quantity"),
        "min_stock": ("min_stock", "reorder_level", "min_stock_level", "minimum_stock"),
    },
    "categories": {"id": ("id",), "name": ("name", "category_name")},
    "users": {
        "id": ("id",),
        "name": ("full_name", "name", "display_name"),
        "first_name": ("first_name",),
        "last_name": ("last_name",),
        "login": ("username", "login", "email"),
    },
    "customers": {
        "id": ("id",),
        "name": ("customer_name", "name", "full_name"),
        "phone": ("phone", "contact_number", "phone_number", "mobile"),
        "email": ("email",),
        "address": ("address",),
        "notes": ("notes", "remarks"),
        "kept_total": ("total_purchases",),
        "kept_last": ("last_purchase_date",),
        "code": ("customer_code", "account_code"),
        "contact": ("contact_person",),
        "limit": ("credit_limit",),
        "balance": ("current_balance", "balance"),
        "terms": ("payment_terms", "terms_days", "terms"),
        "tax_id": ("tax_id", "tin"),
        "is_active": ("is_active", "active"),
        "status": ("status",),
        "since": ("created_at",),
    },
    "ar_transactions": {
        "id": ("id",),
        "account_id": ("customer_account_id", "account_id"),
        "customer_id": ("customer_id",),
        "sale_id": (NUMBERED_SALE, "sale_id", "related_sale_id"),
        "kind": ("transaction_type", "type", "kind"),
        "amount": ("amount",),
        "balance_after": ("balance_after", "running_balance"),
        "number": ("reference_number", "reference", "or_number", "transaction_number"),
        "method": ("payment_method", "method"),
        "notes": ("notes", "description", "remarks"),
        "person_id": ("created_by", "user_id", "processed_by"),
        "at": ("transaction_date", "created_at", "date"),
    },
}
_CALLED = {**_CALLED, "customer_accounts": _CALLED["customers"]}
_ACCOUNT_FACTS = ("code", "limit", "balance")


@dataclass(frozen=True, slots=True)
class Shape:
    """Which tables the old file has, and under which names their facts."""

    facts: Mapping[str, Mapping[str, str]]
    homeless: tuple[str, ...]
    """Tables that have no place here; their rows stay in the old file."""

    def has(self, table: str, fact: str = "") -> bool:
        """Say whether there is such a table, or such a fact in it."""
        return table in self.facts and (not fact or fact in self.facts[table])

    def sql(self, table: str, fact: str, alias: str) -> str:
        """Write the column for a statement; `NULL` where the old file has no such fact."""
        name = self.facts.get(table, {}).get(fact)
        return "NULL" if name is None else f"{alias}.{quoted(name)}"

    @property
    def has_merged_accounts(self) -> bool:
        """Say whether accounts are rows of `customers`, as in the later shapes. Their entries tell
        when the table from before was left beside them.
        """
        by_customer = self.has("ar_transactions", "customer_id")
        if self.has("customer_accounts"):
            is_left = by_customer and not self.has("ar_transactions", "account_id")
            return is_left and self._customers_have_accounts
        return self._customers_have_accounts or by_customer

    @property
    def _customers_have_accounts(self) -> bool:
        return any(self.has("customers", fact) for fact in _ACCOUNT_FACTS)


def quoted(name: str) -> str:
    """Write a name of a table or column so that nothing in it is read as SQL."""
    return '"' + name.replace('"', '""') + '"'


def read_shape(connection: sqlite3.Connection, schema: str = OLD) -> Shape | None:
    """Look at the tables of an attached file; None when it is not the old POS's."""
    tables = {
        name.lower(): _columns(connection, schema, name)
        for (name,) in connection.execute(
            f"SELECT name FROM {quoted(schema)}.sqlite_schema"  # noqa: S608
            " WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
    }
    if not _is_old_pos(tables):
        return None
    facts = {
        table: {
            fact: tables[table][name]
            for fact, names in called.items()
            if (name := next((each for each in names if each in tables[table]), None))
        }
        for table, called in _CALLED.items()
        if table in tables
    }
    shape = Shape(facts, tuple(sorted(set(tables) - set(_CALLED))))
    if shape.has_merged_accounts and "customer_accounts" in facts:
        return replace(shape, homeless=tuple(sorted((*shape.homeless, "customer_accounts"))))
    return shape


def is_old_pos(path: Path) -> bool:
    """Say whether a file is a database of the old POS; changes no byte of it."""
    try:
        if not begins_as_database(path):
            return False
        connection = sqlite3.connect(read_only(path), uri=True, timeout=1.0)
        try:
            return read_shape(connection, "main") is not None
        finally:
            connection.close()
    except (sqlite3.Error, OSError):
        return False


def begins_as_database(path: Path) -> bool:
    """Say whether a file begins as those of SQLite do. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def read_only(path: Path) -> str:
    """Give the address under which a file is only looked at. Without a log nobody writes it,
    and `immutable` keeps SQLite from leaving one behind.
    """
    has_log = path.with_name(f"{path.name}-wal").exists()
    return file_uri(path, f"mode=ro{'' if has_log else '&immutable=1'}")


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name FROM pragma_table_xinfo(?1, ?2) WHERE hidden <> 1", (table, schema)
    ).fetchall()
    return {name.lower(): name for (name,) in rows}


def _is_old_pos(tables: Mapping[str, Mapping[str, str]]) -> bool:
    sales = tables.get("sales", {})
    if "id" not in sales or not any(name in sales for name in _TOTALS):
        return False
    # Our own shop has such tables too, with other columns.
    return (
        "sale_key" not in sales
        and any(name in sales for name in _NAMES_A_BUYER)
        and any(table in tables for table in _BESIDE)
    )
