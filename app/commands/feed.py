"""`suki import products FILE --feed`: reads for the till's window, in a process of its own.

The window stays quick however long a file is. Lines of JSON go out, words come in: after the
preview `go`, after every batch `next`; anything else, or the end of the input, stops it. What
comes of the file is tried on a copy of the shop; only the till itself writes into the shop.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TextIO

from app.commands import incoming
from app.commands.bring_in import Work
from app.commands.incoming import Incoming
from app.commands.progress import Interruption
from app.commands.session import Inside, Session
from app.commands.trial import on_a_copy
from app.domain.errors import ShopError
from app.domain.money import Money
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.exchange.rows import BadRow
from app.storage.rights import of_the_store

FIRST_ROWS = 8
BATCH = 25
"""Products in one transaction of the till: well under 20 ms, so that a sale need not wait."""


def run(options: argparse.Namespace, session: Session, answers: TextIO | None = None) -> int:
    """Preview the file, then feed it batch by batch; a file of no use is said in one sentence."""
    answers = answers or sys.stdin
    try:
        file = incoming.products(options)
        refused = _preview(file, session)
    except ShopError as problem:
        _say(session, problem=" ".join(filter(None, (problem.message, problem.advice))))
        return 1
    if answers.readline().strip() != "go":
        return 0
    items = _useful(file, {row.number for row in refused})
    while batch := list(islice(items, BATCH)):
        _say(session, batch=[[row, as_json(product)] for row, product in batch])
        if answers.readline().strip() != "next":
            return 0
    _say(session, done=True)
    return 0


def _preview(file: Incoming[Product], session: Session) -> list[BadRow]:
    """Say what would come of the file; gives the rows that would be left out."""
    refused: list[BadRow] = []
    first = islice((item for item in file.read() if isinstance(item, Product)), FIRST_ROWS)
    rows = [as_json(product) for product in first]
    # The copy is thrown away, and all that is said of it is what the file brings.
    trial = replace(session, inside=Inside(of_the_store()))
    with Interruption() as interruption, on_a_copy(trial) as copy:
        work = Work(file, copy, interruption, is_quiet=True, on_bad=refused.append)
        work.do()
    tally = work.tally
    _say(
        session,
        columns=file.columns,
        rows=rows,
        added=tally.added,
        changed=tally.changed,
        known=tally.known,
        refused=[[row.number, row.reason] for row in refused],
        remarks=file.remarks(),
    )
    return refused


def _useful(file: Incoming[Product], left_out: set[int]) -> Iterator[tuple[int, Product]]:
    for item in file.read():
        if isinstance(item, Product) and file.row() not in left_out:
            yield file.row(), item


def as_json(product: Product) -> dict[str, object]:
    """Give what a file can say of a product: money in centavos, quantities in thousandths."""
    return {
        "sku": product.sku,
        "name": product.name,
        "price": product.price.minor,
        "barcode": product.barcode,
        "unit": product.unit,
        "category": product.category,
        "brand": product.brand,
        "tax": product.tax_code.value,
        "cost": _whole(product.cost),
        "stock": _whole(product.stock),
        "min_stock": _whole(product.min_stock),
    }


def _whole(value: Money | Quantity | None) -> int | None:
    if value is None:
        return None
    return value.minor if isinstance(value, Money) else value.thousandths


def _say(session: Session, **facts: object) -> None:
    print(json.dumps(facts), file=session.out, flush=True)
