"""What a person may do, in the shop's own words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.actor import Right

_WORDS: dict[Right, object] = {
    Right.DISCOUNT_ABOVE_LIMIT: QT_TRANSLATE_NOOP("rights", "Discounts above the limit"),
    Right.PRICE_BELOW_LOWEST: QT_TRANSLATE_NOOP("rights", "Prices below the lowest"),
    Right.OVER_CREDIT_LIMIT: QT_TRANSLATE_NOOP("rights", "Charges over an account's limit"),
    Right.CHANGE_OLD_SALES: QT_TRANSLATE_NOOP("rights", "Change an earlier sale's customer"),
    Right.VOID_AND_RETURN: QT_TRANSLATE_NOOP("rights", "Voids and returns"),
    Right.OPEN_DRAWER: QT_TRANSLATE_NOOP("rights", "Open the drawer without a sale"),
    Right.EDIT_CUSTOMERS: QT_TRANSLATE_NOOP("rights", "Write down and change customers"),
    Right.SEE_CUSTOMERS: QT_TRANSLATE_NOOP("rights", "See and export all customers"),
    Right.ACCOUNTS: QT_TRANSLATE_NOOP("rights", "Accounts: open, limits, who owes"),
    Right.EDIT_PRODUCTS: QT_TRANSLATE_NOOP("rights", "Products, costs and stock"),
    Right.SEE_INSIGHTS: QT_TRANSLATE_NOOP("rights", "See how the shop is doing"),
    Right.IMPORT: QT_TRANSLATE_NOOP("rights", "Import lists"),
    Right.BACKUPS: QT_TRANSLATE_NOOP("rights", "Copies and restoring"),
    Right.SETTINGS: QT_TRANSLATE_NOOP("rights", "Settings"),
    Right.PEOPLE: QT_TRANSLATE_NOOP("rights", "People, PINs, and who did what"),
}
"""What the counter may do anyhow is no choice and not here."""

CHOICES = tuple(_WORDS)


def right_words(right: Right) -> str:
    """Give the words of a right that is a choice."""
    return QCoreApplication.translate("rights", str(_WORDS[right]))
