"""Whether the draft holds what the old file held; anything else ends the adoption."""

from __future__ import annotations

import sqlite3

from app.domain.errors import ShopError
from app.storage.adopt.old_sales import OldSales
from app.storage.adopt.remarks import ODD
from app.storage.adopt.sales import Figures
from app.storage.adopt.screening import adds_up
from app.storage.database import Database
from app.storage.old_pos import OLD, Shape
from app.storage.verify import file_faults, verify


class DoesNotAddUp(ShopError):
    """What was brought along does not add up to what the old file holds. Nothing was changed."""


def compare_with_old(
    connection: sqlite3.Connection, shape: Shape, sales: OldSales, figures: Figures
) -> None:
    """Count and add up both sides, the old one in another way. Raises DoesNotAddUp.

    Totals that had to be bent, and those that were missing, are left out of the sum.
    """
    total, here = sales.fact("total"), shape.sql("sale_items", "sale_id", "i")
    plain = f"{total} IS NOT NULL"
    if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {ODD})").fetchone()[0]:
        plain += f" AND {total} NOT IN (SELECT value FROM {ODD})"
    number = f"CAST(iif(typeof({total}) = 'text', replace({total}, ',', ''), {total}) AS REAL)"
    count, as_said, old = connection.execute(
        f"SELECT count(*), count(*) FILTER (WHERE {plain}),"
        f" sum(CAST(round({number} * 100) AS INTEGER)) FILTER (WHERE {plain})"
        f" FROM old.sales AS s WHERE {sales.is_new}"
    ).fetchone()
    new: int | None = figures.everything
    if as_said != count:
        (new,) = connection.execute(
            "SELECT sum(sales.total_amount) FROM main.sales"
            f" JOIN old.sales AS s ON {sales.id} = sales.id - {sales.offset}"
            f" WHERE sales.id > {sales.offset} AND {plain}"
        ).fetchone()
    _same("sales", count, figures.sales)
    _same("the total of all sales in centavos", old or 0, new or 0)
    if not shape.has("sale_items", "sale_id"):
        return
    lines = connection.execute(
        f"SELECT count(*) FROM old.sale_items AS i JOIN old.sales AS s ON {sales.id} = {here}"
        f" WHERE {sales.is_new}"
    ).fetchone()
    written = connection.execute("SELECT coalesce(sum(lines), 0) FROM temp.sums").fetchone()
    _same("lines", lines[0], written[0])


def verify_draft(connection: sqlite3.Connection, draft: Database, before: int) -> None:
    """Recount the whole draft. Raises DoesNotAddUp when more differs than before."""
    connection.execute(f"DETACH {OLD}")
    connection.execute("PRAGMA ignore_check_constraints = OFF").fetchall()
    if not before and not any(file_faults(draft, "quick_check")) and adds_up(draft):
        return
    found = verify(draft, is_fresh=True).discrepancies
    if len(found) > before:
        first = found[0]
        raise DoesNotAddUp(
            "The new shop does not add up, so nothing was changed.",
            advice=f"{first.subject}: {first.figure} {first.stored}, recounted {first.recounted}",
        )


def _same(what: str, old: int, new: int) -> None:
    if old != new:
        raise DoesNotAddUp(
            "What was brought along does not add up, so nothing was changed.",
            advice=f"{what}: {old:,} in the old file, {new:,} in the new one",
        )
