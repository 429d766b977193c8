"""Whether a sale may be as cheap as it is: by who rings it up, or by what was approved for it."""

from __future__ import annotations

import json

from app.domain.actor import Actor
from app.domain.errors import NotAllowed
from app.domain.limits import is_covered, is_reduced, wanted_for
from app.domain.money import Money
from app.domain.people import ACT_RIGHTS, Act, Wanted
from app.domain.sale import Kind, Sale
from app.domain.settings import ShopSettings
from app.storage.approvals import approvals_of
from app.storage.audit import note
from app.storage.database import Database
from app.storage.rights import holds

_LOWEST = "SELECT lowest_price FROM products WHERE id = ?"
_LIMIT = "SELECT value FROM settings WHERE key = 'shop.discount_limit_bp'"


def refuse_unapproved(database: Database, sale: Sale, by: Actor) -> None:
    """Raise NotAllowed for a discount or a price that nobody allowed; inside the sale's write.

    What the person at the till may allow themselves needs no approval and is written down.
    """
    reduced = [line for line in sale.lines if is_reduced(line)]
    if not reduced or sale.kind is not Kind.SALE:
        return
    lowest: dict[int, Money] = {}
    for line in reduced:
        price = database.value(_LOWEST, (line.product_id,))
        if line.product_id is not None and price is not None:
            lowest[line.product_id] = Money(price)
    wanted = wanted_for(sale.key, reduced, lowest, _limit_bp(database))
    if not wanted:
        return
    approvals = approvals_of(database, sale.key)
    for each in wanted:
        if is_covered(each, approvals):
            continue
        if not holds(by, ACT_RIGHTS[each.act]):
            raise NotAllowed(_sentence(each), advice="Ask somebody who may approve it.")
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
