"""What one row of a file of sales says of its whole sale."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from app.domain.names import clean_name
from app.exchange.amounts import Decimals
from app.exchange.moments import MomentReader
from app.exchange.open_sale import Head
from app.exchange.rows import LONGEST_LINE, Row, checked_text, whole_again

OF_A_HEAD = (
    *("date", "time", "zone", "business_date", "customer", "method", "payments", "cashier"),
    *("kind", "status", "cancelled", "whole", "refunded"),
)
"""The columns that say something of a whole sale"""
SAYS_CANCELLED = ("status", "cancelled")
_CANCELLED = {"cancelled", "canceled", "voided", "void", "failed", "deleted"}
_NOT_SO = {"", "0", "no", "false", "n"}
RETURN_WORDS = {"refund", "refunded", "return", "returned"}


def is_cancelled(row: Row) -> bool:
    """Say whether the row says so: by a word, or by the day on which it was."""
    is_so = row.text("status").casefold() in _CANCELLED
    return is_so or row.text("cancelled").casefold() not in _NOT_SO


def read_head(row: Row, moments: MomentReader, amounts: Decimals) -> Head:
    """Read what a row says of its whole sale. Raises InvalidInput."""
    date = date_text(row)
    when = moments.read(date, row.text("zone")) if date else None
    if when is not None and (day := row.text("business_date")):
        when = replace(when, day=moments.read(day).day)
    name = whole_again(row.text("customer"))
    whole, refunded = row.text("whole"), row.text("refunded")
    return Head(
        when=when,
        customer=_clean(name) if name else "",
        method=checked_text(row.text("method"), "payment method", LONGEST_LINE),
        parts=row.text("payments"),
        cashier=row.text("cashier")[:LONGEST_LINE],
        is_return=row.text("kind").casefold() in RETURN_WORDS,
        whole=amounts.read(whole) if whole else None,
        refunded=amounts.read(refunded) if refunded else None,
    )


def date_text(row: Row) -> str:
    """Give date and time as one text, also where they stand in two columns."""
    date, time = row.text("date"), row.text("time")
    return f"{date} {time}" if time and date and ":" not in date else date


@lru_cache(maxsize=20_000)
def _clean(name: str) -> str:
    return clean_name(name)
