"""A statement as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io

from app.domain.statement import Statement, statement_rows
from app.ui.account_words import entry_words
from app.ui.accounts.statement_pages import part_words
from app.ui.wording import Wording

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def statement_csv(statement: Statement, wording: Wording) -> str:
    """Write a statement as CSV: days as 2026-11-08, amounts with a dot and without commas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Account", "Name", "Date", "Entry", "Number", "Reason", "Amount", "Balance"])
    account = statement.account
    for row in statement_rows(statement):
        entry = row.entry
        words = entry_words(entry, wording) if entry else part_words(row.part)
        number, reason = (entry.number, entry.reason) if entry else ("", "")
        day = row.day.isoformat() if row.day else ""
        balance = "" if row.balance is None else str(row.balance)
        facts = (day, _cell(words), number, _cell(reason), str(row.amount), balance)
        writer.writerow([account.code, _cell(account.name), *facts])
    return out.getvalue()


def _cell(text: str) -> str:
    """No text begins a formula in somebody's spreadsheet."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
