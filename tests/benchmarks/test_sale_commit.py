"""What saving a sale costs beside its bare statements over the same tables."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.clock import utc_text
from app.domain.customer import CustomerRef
from app.domain.money import Money
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.domain.sale import Sale, SaleLine
from app.storage import entries, linking, receipts, sales
from app.storage.database import set_up
from app.storage.store import WriterStore, open_store
from app.storage.writer import _WRITER_PRAGMAS
from tests.benchmarks.measuring import Work, held_to, held_to_ratio, noted, prepared_in_turns
from tests.conftest import CHECKOUT
from tests.people import everyone
from tests.storage.builders import MANILA_NOON, FixedClock, a_sale

pytestmark = pytest.mark.bench

LINES, CUSTOMERS, GOES = 10, 500, 1_500
CHECKPOINT_EVERY = 100
BY = everyone()
Make = Callable[[], Sale]

# Ours finds the customer and adds to their figures with one statement, and moves the stock of
# all lines with another; the floor does what anybody would.
_ADD_SALE = """UPDATE customers SET total_purchases = total_purchases + ?2,
    transaction_count = transaction_count + 1,
    first_purchase_date = min(coalesce(first_purchase_date, ?3), ?3),
    last_purchase_date = max(coalesce(last_purchase_date, ?3), ?3)
WHERE id = ?1 RETURNING name, transaction_count"""
_MOVE = """INSERT INTO stock_moves (product_id, sale_id, reason, quantity, moved_at)
SELECT id, ?2, ?3, ?4, ?5 FROM products WHERE id = ?1 AND stock IS NOT NULL"""
_SHELF = "UPDATE products SET stock = stock + ?2 WHERE id = ?1 AND stock IS NOT NULL"


def _fill(store: WriterStore) -> None:
    stock = Quantity.of(1_000_000)
    goods = [
        Product(0, f"SKU{n}", f"Something {n}", Money(1_250 + n), f"480{n:010d}", stock=stock)
        for n in range(200)
    ]
    store.products.bring_in(goods, by=BY)
    for n in range(CUSTOMERS):
        store.sales.record(a_sale(f"Maria Santos {n}"), by=BY)


def _sales(store: WriterStore) -> Make:
    goods = [store.products.search(f"SKU{n}", 1, by=BY)[0] for n in range(100, 200)]
    turns = itertools.count()

    def make() -> Sale:
        turn = next(turns)
        lines = [_line(goods[(turn * LINES + n) % len(goods)]) for n in range(LINES)]
        who = CustomerRef(f"Maria Santos {turn % CUSTOMERS}")
        return a_sale(who, lines, at=MANILA_NOON + timedelta(seconds=turn), cashier="Joy D.")

    return make


def _line(product: Product) -> SaleLine:
    return SaleLine(
        name=product.name,
        quantity=Quantity.of(1),
        unit_price=product.price,
        total=product.price,
        sku=product.sku,
        barcode=product.barcode,
        tax_rate_bp=1200,
        product_id=product.id,
    )


class Bare:
    """The same statements on a bare connection, with values made before the watch is started."""

    def __init__(self, path: Path, make: Make) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        set_up(self._connection, _WRITER_PRAGMAS)
        self._make = make
        self._turns = itertools.count()

    def prepared(self) -> Work:
        turn = next(self._turns)
        if turn % CHECKPOINT_EVERY == 0:  # as our till does when idle
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        sale = self._make()
        at, day = utc_text(sale.sold_at), sale.business_date.isoformat()
        total, key = sale.total.minor, f"bare-{turn}"
        assert sale.customer is not None
        name = sale.customer.name
        items = [
            (n, line.product_id, line.sku, line.barcode, line.name, line.unit, 1000,
             line.unit_price.minor, 0, line.total.minor, "V", 1200, None, 1000, None, "", None)
            for n, line in enumerate(sale.lines, 1)
        ]  # fmt: skip
        head = ("sale", LINES, total, 0, sale.tax.minor, total, "cash", "Joy D.")
        shelf = [(line.product_id, -1000) for line in sale.lines]
        moves = [(product, "sale", -1000, at) for product, _ in shelf]
        tax = sale.tax.minor

        def go() -> None:
            run = self._connection.execute
            run("BEGIN IMMEDIATE")
            run(receipts._KNOWN, (key,)).fetchall()
            ((customer,),) = run(linking._BY_KEY, (name.casefold(),)).fetchall()
            run(_ADD_SALE, (customer, total, at)).fetchall()
            ((number,),) = run(entries._NEXT_NUMBER, (1, 1)).fetchall()
            row = (1, key, "f" * 64, f"{number:06d}", None, None, customer, name, at, day, *head)
            sale_id = run(entries._SALE, row).lastrowid
            many = self._connection.executemany
            many(entries.ITEM, [(sale_id, *item) for item in items])
            many(entries.PAYMENT, [(sale_id, 1, "cash", total, total, "")])
            run(entries.DAY, (day, 1, 0, total, tax, sale_id))
            many(_MOVE, [(p, sale_id, why, q, when) for p, why, q, when in moves])
            many(_SHELF, shelf)
            run(sales._DROP_DRAFT, (key,))
            run("COMMIT")

        return go

    def close(self) -> None:
        self._connection.close()


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WriterStore, Bare]]:
    """Two shops that began alike: ours and the bare one."""
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("bare")
    store = open_store(ours, FixedClock())
    _fill(store)
    store.close()
    shutil.copy(ours / "shop.db", theirs / "shop.db")
    store = open_store(ours, FixedClock())
    with closing(Bare(theirs / "shop.db", _sales(store))) as bare:
        yield store, bare
    store.close()


def _ours(store: WriterStore) -> Callable[[], Work]:
    make, turns = _sales(store), itertools.count()

    def prepared() -> Work:
        if next(turns) % CHECKPOINT_EVERY == 0:
            store.database.checkpoint()
        sale = make()
        return lambda: store.sales.record(sale, by=BY)

    return prepared


def test_a_sale_beside_its_bare_statements(shops: tuple[WriterStore, Bare]) -> None:
    store, bare = shops
    ours, floor = prepared_in_turns([_ours(store), bare.prepared], GOES)
    what = f"saving a sale of {LINES} lines, CPU"
    held_to_ratio(what, ours.median, floor.median, 1.3, "the bare statements")


def test_the_slowest_sales_are_not_far_from_the_others(shops: tuple[WriterStore, Bare]) -> None:
    """Checkpoints stand beside the watch, as in the till. Another program may keep the disk busy
    for both: then ours may be as slow as the bare statements that had the same disk.
    """
    store, bare = shops
    (cpu,) = prepared_in_turns([_ours(store)], GOES)
    what = f"saving a sale of {LINES} lines"
    held_to_ratio(f"{what}, CPU, p99", cpu.percentile(0.99), cpu.median, 5, "p50")
    ours, floor = prepared_in_turns([_ours(store), bare.prepared], GOES, time.perf_counter)
    slow, their_slow = ours.percentile(0.99), floor.percentile(0.99)
    noted(f"{what}, wall, p99", slow, their_slow, "p99 of the bare statements")
    limit = max(5, 1.3 * their_slow / ours.median)
    held_to_ratio(f"{what}, wall, p99", slow, ours.median, limit, "p50")


_SELLER = """
import sys
from pathlib import Path
from app.storage.store import open_store
from tests.benchmarks.test_sale_commit import BY, _fill, _sales
from tests.storage.builders import FixedClock
from tests.people import everyone
folder, count = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir()
store = open_store(folder, FixedClock())
_fill(store)
store.checkpoint()  # as an idle till does
make = _sales(store)
for _ in range(count):
    store.sales.record(make(), by=BY)
store.close()
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to count")
def test_a_sale_is_flushed_exactly_once(tmp_path: Path) -> None:
    few, many = (_flushes(tmp_path / str(count), count) for count in (10, 110))
    held_to("flushes of the disk for a sale", (many - few) / 100, 1, "fsync")


def _flushes(folder: Path, sales_count: int) -> int:
    notes = folder.with_suffix(".strace")
    watch = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(notes)]
    command = [*watch, sys.executable, "-c", _SELLER, str(folder), str(sales_count)]
    subprocess.run(command, check=True, cwd=CHECKOUT)
    return sum("sync(" in line for line in notes.read_text().splitlines())
