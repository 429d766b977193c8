"""Which till of the shop this file is of: facts of the file that its numbers follow from."""

from __future__ import annotations

import json
from secrets import token_hex

from app.domain.sale import IMPORTED_TILL, TILL
from app.storage.database import Database

TILL_KEY = "identity.till"
SHOP_KEY = "identity.shop"
"""The shop's own mark, made with it: two shops may have one name."""

NUMBER_SQL = "CAST(ltrim(substr(sale_number, 1 + instr(sale_number, '-')), 'I') AS INTEGER)"
"""Takes the number out of what `number_text` wrote."""

NAME_SHOP = "INSERT INTO settings (key, value) VALUES ('identity.shop', ?)"

_VALUE = "SELECT value FROM settings WHERE key = ?"


def new_shop_mark() -> str:
    """Give a mark as it lies in the settings."""
    return json.dumps(token_hex(16))


def till_of(database: Database) -> int:
    """Give this till's number, 1 unless a restored copy was given a series of its own.

    It never changes while a file is open, so it is read once.
    """
    if database.till is None:
        value = database.value(_VALUE, (TILL_KEY,))
        database.till = TILL if value is None else int(json.loads(value))
    return database.till


def number_text(till: int, number: int) -> str:
    """Write a number as it is printed: `000001`, `2-000001` at another till than the first, or
    `I000001` for what was brought in.
    """
    if till == IMPORTED_TILL:
        return f"I{number:06d}"
    return f"{number:06d}" if till == TILL else f"{till}-{number:06d}"
