"""Whether a sale may be as cheap as it is: by who rings it up, or by what was approved for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.actor import Actor
from app.domain.clock import utc_text
from app.domain.errors import NotAllowed
from app.domain.limits import is_covered, is_reduced, wanted_for
from app.domain.money import Money
from app.domain.people import ACT_RIGHTS, Act, Wanted
from app.domain.quantity import price_times
from app.domain.sale import Kind, Sale
from app.domain.sale_line import SaleLine
from app.domain.settings import ShopSettings
from app.storage.approvals import approvals_of
from app.storage.audit import note
from app.storage.database import Database
from app.storage.rights import holds

_IN_A_CART = timedelta(days=31)
"""How long goods wait in a parked sale, at most, for the price they were scanned at."""

_LOWEST = "SELECT lowest_price FROM products WHERE id = ?"
# A pack is its own price; where it is cheaper than its pieces it is looked at more closely.
_BELOW = """SELECT line_no, price FROM sale_items CROSS JOIN products ON products.id = product_id
WHERE sale_id = ? AND listed_price IS NULL AND unit_price * 1000 < price * factor"""
_LEAST = """SELECT min(price) FROM (
    SELECT price FROM product_barcodes WHERE product_id = ?1 AND factor = ?2
    UNION ALL SELECT price FROM former_prices
    WHERE product_id = ?1 AND factor = ?2 AND until >= ?3)"""
_LIMIT = "SELECT value FROM settings WHERE key = 'shop.discount_limit_bp'"


def refuse_unapproved(database: Database, sale: Sale, by: Actor) -> None:
    """Raise NotAllowed for a discount or a price that nobody allowed; inside the sale's write.

    What the person at the till may allow themselves needs no approval and is written down.
    """
    reduced = [line for line in sale.lines if is_reduced(line)]
    if reduced and sale.kind is Kind.SALE:
        _judge(database, sale, reduced, by)


def refuse_below_shelf(database: Database, sale: Sale, sale_id: int, by: Actor) -> None:
    """Raise NotAllowed for a line that does not say it is cheaper than the shelf, and is; inside
    the sale's write, once its lines are there: one statement for all of them.

    A price that was raised while the goods were in the cart was the shelf's when they were
    scanned. Whoever may give any price is not asked: every sale would pay for it.
    """
    if sale.kind is not Kind.SALE or holds(by, ACT_RIGHTS[Act.PRICE]):
        return
    hidden = []
    for number, price in database.rows(_BELOW, (sale_id,)):
        line = sale.lines[number - 1]
        if not _was_the_shelf(database, line, sale.sold_at):
            listed = price_times(Money(price), line.factor)
            hidden.append(replace(line, listed_price=listed))
    if hidden:
        _judge(database, sale, hidden, by)


def _was_the_shelf(database: Database, line: SaleLine, sold_at: datetime) -> bool:
    """Say whether the goods cost this, or less, as a pack or while they lay in a cart."""
    since = utc_text(sold_at - _IN_A_CART)
    asked = (line.product_id, line.factor.thousandths, since)
    least = database.value(_LEAST, asked)
    return least is not None and line.unit_price >= Money(least)


def _judge(database: Database, sale: Sale, reduced: Sequence[SaleLine], by: Actor) -> None:
    lowest: dict[int, Money] = {}
    for line in reduced:
        price = database.value(_LOWEST, (line.product_id,))
        if line.product_id is not None and price is not None:
            lowest[line.product_id] = Money(price)
    wanted = wanted_for(sale.key, reduced, lowest, _limit_bp(database))
    if not wanted:
        return
    approvals = approvals_of(database, sale.key)
    open_ones = [each for each in wanted if not is_covered(each, approvals)]
    missing = tuple(each for each in open_ones if not holds(by, ACT_RIGHTS[each.act]))
    if missing:
        refusal = NotAllowed(_sentence(missing[0]), advice="Ask somebody who may approve it.")
        refusal.wanted = missing
        raise refusal
    for each in open_ones:
        note(database, by, f"allowed {each.act.value}", each.subject, "", str(each.up_to),
             at=sale.sold_at)  # fmt: skip


def _limit_bp(database: Database) -> int:
    """Give the shop's limit; what is damaged is as in a new shop."""
    text = database.value(_LIMIT)
    try:
        limit = json.loads(text) if text else None
    except ValueError:
        limit = None
    return limit if type(limit) is int else ShopSettings("").discount_limit_bp


def _sentence(wanted: Wanted) -> str:
    if wanted.act is Act.PRICE:
        return f"{Money(wanted.up_to)} for {wanted.subject} is below its lowest price."
    whole, hundredths = divmod(wanted.up_to, 100)
    percent = f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")
    return f"{percent} % off {wanted.subject} is above the limit."
