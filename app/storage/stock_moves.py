"""The stock of one product, changed by hand, and all that ever moved it."""

from __future__ import annotations

from typing import Any

from app.domain.clock import from_utc_text
from app.domain.errors import InvalidInput
from app.domain.names import one_line
from app.domain.quantity import Quantity
from app.domain.stock import LONGEST_NOTE, MoveReason, StockChange, StockMove
from app.storage.database import Database
from app.storage.fit import LARGEST_ID, fits, typed
from app.storage.product_writing import stock_of

_SET = "UPDATE products SET stock = ?2, updated_at = ?3 WHERE id = ?1"
_MOVE = """INSERT INTO stock_moves (product_id, reason, quantity, note, person, moved_at)
VALUES (?, ?, ?, ?, ?, ?)"""
_MOVES = """SELECT moves.id, reason, quantity, moved_at, note, person, coalesce(sale_number, '')
FROM stock_moves AS moves LEFT JOIN sales ON sales.id = sale_id
WHERE product_id = ?1 AND moves.id < ?2 ORDER BY moves.id DESC LIMIT ?3"""


def change(database: Database, wanted: StockChange, person: str, now: str) -> None:
    """Change one product's stock inside a transaction and write down why.

    Raises InvalidQuantity, InvalidInput or NotFound.
    """
    note = typed(one_line(wanted.note))
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("This note is too long.")
    kept = stock_of(database, wanted.product_id)
    before = None if kept is None else Quantity(kept)
    after = wanted.after(before)
    moved = _minor(after) - _minor(before)
    stock = None if after is None else after.thousandths
    database.run(_SET, (wanted.product_id, stock, now))
    row = (wanted.product_id, wanted.reason.value, moved, note, typed(person), now)
    database.run(_MOVE, row)


def moves(
    database: Database, product_id: int, limit: int, before: StockMove | None
) -> list[StockMove]:
    """Give the moves of a product, newest first, those after the one given."""
    if not fits(product_id):
        return []
    last = LARGEST_ID if before is None else before.id
    return [_move(row) for row in database.rows(_MOVES, (product_id, last, limit))]


def _move(row: tuple[Any, ...]) -> StockMove:
    move_id, reason, quantity, moved_at, note, person, number = row
    return StockMove(
        move_id,
        MoveReason(reason),
        Quantity(quantity),
        from_utc_text(moved_at),
        note,
        person,
        number,
    )


def _minor(stock: Quantity | None) -> int:
    return 0 if stock is None else stock.thousandths
