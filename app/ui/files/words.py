"""What the kinds of things in a file and our columns of them are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

PRODUCTS, CUSTOMERS, SALES, ACCOUNTS = "products", "customers", "sales", "accounts"
IMPORTS = (PRODUCTS, CUSTOMERS, SALES)
EXPORTS = (PRODUCTS, CUSTOMERS, SALES, ACCOUNTS)

_IMPORT = {
    PRODUCTS: QT_TRANSLATE_NOOP("files", "Import products"),
    CUSTOMERS: QT_TRANSLATE_NOOP("files", "Import customers"),
    SALES: QT_TRANSLATE_NOOP("files", "Import sales"),
}
_EXPORT = {
    PRODUCTS: QT_TRANSLATE_NOOP("files", "Export products"),
    CUSTOMERS: QT_TRANSLATE_NOOP("files", "Export customers"),
    SALES: QT_TRANSLATE_NOOP("files", "Export sales"),
    ACCOUNTS: QT_TRANSLATE_NOOP("files", "Export accounts"),
}
_SAID = {
    PRODUCTS: QT_TRANSLATE_NOOP("files", "Barcode, price, cost and stock of every product."),
    CUSTOMERS: QT_TRANSLATE_NOOP("files", "Every customer with total, visits and last purchase."),
    SALES: QT_TRANSLATE_NOOP("files", "One row for each line of each sale."),
    ACCOUNTS: QT_TRANSLATE_NOOP("files", "Every account with its ledger."),
}
_COLUMNS = {
    "sku": QT_TRANSLATE_NOOP("files", "SKU"),
    "barcode": QT_TRANSLATE_NOOP("files", "Barcode"),
    "name": QT_TRANSLATE_NOOP("files", "Name"),
    "brand": QT_TRANSLATE_NOOP("files", "Brand"),
    "category": QT_TRANSLATE_NOOP("files", "Category"),
    "unit": QT_TRANSLATE_NOOP("files", "Unit"),
    "price": QT_TRANSLATE_NOOP("files", "Price"),
    "cost": QT_TRANSLATE_NOOP("files", "Cost"),
    "stock": QT_TRANSLATE_NOOP("files", "In stock"),
    "min_stock": QT_TRANSLATE_NOOP("files", "Low stock"),
    "tax": QT_TRANSLATE_NOOP("files", "VAT code"),
    "first_name": QT_TRANSLATE_NOOP("files", "First name"),
    "last_name": QT_TRANSLATE_NOOP("files", "Last name"),
    "phone": QT_TRANSLATE_NOOP("files", "Phone"),
    "email": QT_TRANSLATE_NOOP("files", "E-mail"),
    "address": QT_TRANSLATE_NOOP("files", "Address"),
    "notes": QT_TRANSLATE_NOOP("files", "Notes"),
    "sale": QT_TRANSLATE_NOOP("files", "Sale number"),
    "date": QT_TRANSLATE_NOOP("files", "Date"),
    "customer": QT_TRANSLATE_NOOP("files", "Customer"),
    "quantity": QT_TRANSLATE_NOOP("files", "Quantity"),
    "total": QT_TRANSLATE_NOOP("files", "Total of the row"),
    "method": QT_TRANSLATE_NOOP("files", "Way to pay"),
}


def import_title(what: str) -> str:
    return _said(_IMPORT[what])


def export_title(what: str) -> str:
    return _said(_EXPORT[what])


def export_detail(what: str) -> str:
    return _said(_SAID[what])


def column(ours: str) -> str:
    """Name one of our columns; empty for one that is found but never asked for."""
    return _said(_COLUMNS[ours]) if ours in _COLUMNS else ""


def _said(text: object) -> str:
    return QCoreApplication.translate("files", str(text))
