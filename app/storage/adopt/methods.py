"""The old ways to pay in the words of this shop."""

from __future__ import annotations

import sqlite3

OTHER = "other"
ACCOUNT = "account"

_OURS = {
    "cash": "cash",
    "ar": ACCOUNT, "account": ACCOUNT, "on_account": ACCOUNT, "receivable": ACCOUNT,
    "gcash": "gcash",
    "bank_transfer": "bank", "bank": "bank", "transfer": "bank",
    "card": "card", "credit_card": "card", "debit_card": "card", "credit": "card", "debit": "card",
    "check": "cheque", "cheque": "cheque",
    "qr_ph": "qr_ph", "qrph": "qr_ph", "mobile": "mobile", "digital": "digital",
    "split": "split", "mixed": "split", "multiple": "split",
}  # fmt: skip
_KEPT = {"qr_ph": "QR Ph", "mobile": "Mobile", "digital": "Digital"}
"""Ways this program has no own word for; they are kept, and not shown when taking money."""

_ADD = """INSERT OR IGNORE INTO main.payment_methods (code, position, letter, kind, name, is_shown)
SELECT ?1, 1 + max(position), '', 'wallet', ?2, 0 FROM main.payment_methods"""
_USED = f"SELECT DISTINCT method FROM main.payments WHERE method IN {tuple(_KEPT)}"


def ours(column: str) -> str:
    """Write which of our ways to pay a column names; `other` for what is not known."""
    if column == "NULL":
        return f"'{OTHER}'"
    cases = " ".join(f"WHEN '{theirs}' THEN '{our}'" for theirs, our in _OURS.items())
    as_written = " ".join(f"WHEN '{theirs.upper()}' THEN '{our}'" for theirs, our in _OURS.items())
    plain = f"replace(replace(lower(trim({column})), ' ', '_'), '-', '_')"
    otherwise = f"CASE {plain} {cases} ELSE '{OTHER}' END"
    return f"CASE {column} {as_written} {cases} ELSE {otherwise} END"


def keep_unknown_ways(connection: sqlite3.Connection) -> None:
    """Name the ways that were used and are not among the shop's own; after the payments."""
    used = {code for (code,) in connection.execute(_USED).fetchall()}
    for code, name in _KEPT.items():
        if code in used:
            connection.execute(_ADD, (code, name))
