"""Accounts and their entries in the words of the counter, the same on every screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.money import ZERO
from app.ui.wording import Wording

if TYPE_CHECKING:  # the counter needs only some of these words, and no entries
    from app.domain.credit import Account, LedgerEntry

DOT = "  ·  "
LATE_DAYS, VERY_LATE_DAYS = 31, 61
"""From here on a debt is marked, and marked as bad."""


def translated(text: str) -> str:
    return QCoreApplication.translate("accounts", text)


def balance_words(account: Account, words: Wording) -> str:
    """Write `Owes ₱1,250.00`, `Owes nothing` or `Has credit of ₱50.00`."""
    if account.balance > ZERO:
        return translated("Owes {amount}").format(amount=words.money(account.balance))
    if account.balance < ZERO:
        return translated("Has credit of {amount}").format(amount=words.money(-account.balance))
    return translated("Owes nothing")


def available_words(account: Account, words: Wording) -> str:
    """Write `₱3,750.00 available`, or by how much the limit is passed."""
    if account.available < ZERO:
        return translated("{amount} over the limit").format(amount=words.money(-account.available))
    return translated("{amount} available").format(amount=words.money(account.available))


def entry_words(entry: LedgerEntry, words: Wording) -> str:
    """Say what moved the balance: `Sale 000377`, `Payment, cash`."""
    from app.domain.credit import EntryKind

    names = {
        EntryKind.OPENING: translated("Opening balance"),
        EntryKind.CHARGE: translated("Sale {number}"),
        EntryKind.PAYMENT: translated("Payment"),
        EntryKind.DEPOSIT: translated("Deposit"),
        EntryKind.ADJUSTMENT: translated("Adjustment"),
        EntryKind.REVERSAL: translated("Taken back"),
        EntryKind.CORRECTION: translated("Correction"),
    }
    name = names[entry.kind].format(number=entry.sale_number).strip()
    if entry.kind in (EntryKind.CORRECTION, EntryKind.REVERSAL) and entry.sale_number:
        name = f"{name}, {entry.sale_number}"
    if entry.method:
        name = f"{name}, {words.method(entry.method)}"
    return name


def charge_words(what: str) -> str:
    """Say what is unpaid: the number of a sale, else what kind of entry it was."""
    from app.domain.credit import EntryKind

    names = {
        EntryKind.OPENING.value: translated("Opening balance"),
        EntryKind.ADJUSTMENT.value: translated("Adjustment"),
        EntryKind.REVERSAL.value: translated("Payment taken back"),
        EntryKind.CORRECTION.value: translated("Correction"),
        EntryKind.CHARGE.value: translated("Sale"),
    }
    return names.get(what) or translated("Sale {number}").format(number=what)


def days_words(days: int) -> str:
    if days <= 0:
        return translated("today")
    return translated("1 day") if days == 1 else translated("{count} days").format(count=days)


def age_tone(since: date | None, today: date) -> str:
    """Give the badge's tone of the oldest debt: none, "warning" at 31 days, "danger" at 61."""
    days = (today - since).days if since else 0
    if days >= VERY_LATE_DAYS:
        return "danger"
    return "warning" if days >= LATE_DAYS else ""


def accounts_words(count: int) -> str:
    return translated("1 account") if count == 1 else translated("{count} accounts").format(
        count=f"{count:,}")  # fmt: skip


def payments_words(count: int) -> str:
    return translated("1 payment") if count == 1 else translated("{count} payments").format(
        count=f"{count:,}")  # fmt: skip
