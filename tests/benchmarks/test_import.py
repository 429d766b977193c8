"""A long file of sales: its preview, its way in through the window, and a sale meanwhile."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.pace import LONGEST
from app.storage.database import set_up
from app.storage.store import open_store
from app.storage.writer import _WRITER_PRAGMAS
from app.ui.files.bringing_in import BringingIn
from app.ui.files.feed import FileFeed
from app.ui.shop import Shop
from tests.benchmarks.measuring import held_to, held_to_ratio, noted
from tests.conftest import CHECKOUT
from tests.storage.builders import FixedClock, a_sale

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.bench

SALES, MOST_LINES, PEOPLE, GOODS = 20_000, 5, 4_000, 1_500
HEADER = ("sale", "date", "customer", "sku", "name", "quantity", "price", "method")
PATIENCE_MS = 600_000
_SALE = """INSERT INTO sales (till_id, sale_key, fingerprint, sale_number, foreign_number, kind,
    customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount,
    payment_method, sale_date, business_date)
VALUES (0, ?1, ?1, ?1, ?1, 'sale', ?2, 1, ?3, 0, 0, ?3, 'cash', ?4, substr(?4, 1, 10))"""
_LINE = """INSERT INTO sale_items (sale_id, line_no, sku, barcode, name, unit, quantity,
    unit_price, discount_amount, total_price, tax_code, tax_rate_bp)
VALUES (?, ?, ?, '', ?, 'pc', 1000, ?, 0, ?, 'V', 0)"""


def _rows() -> Iterator[tuple[str, ...]]:
    chance, moment = random.Random(5), datetime(2025, 1, 2, 8, tzinfo=UTC)
    for number in range(SALES):
        moment += timedelta(seconds=chance.randint(20, 900))
        who = f"Maria Santos {chance.randint(1, PEOPLE)}" if chance.random() < 0.8 else ""
        for _ in range(chance.randint(1, MOST_LINES)):
            goods = chance.randint(1, GOODS)
            price = f"{5 + goods * 7919 % 49500 / 100:.2f}"
            yield (
                *(f"R-{number:06d}", f"{moment:%Y-%m-%d %H:%M:%S}", who, f"SKU{goods}"),
                *(f"Article number {goods}", str(chance.randint(1, 5)), price, "cash"),
            )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sales") / "sales.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows((HEADER, *_rows()))
    return path


def _reading(folder: Path, file: Path) -> list[str]:
    """Give the real command; the test's clock is of no zone, so one is said."""
    words = ["import", "sales", str(file), "--feed", "--timezone", "Asia/Manila"]
    run = f"import sys; sys.path.insert(0, {str(CHECKOUT)!r}); from app.__main__ import main; "
    return [sys.executable, "-c", f"{run}sys.exit(main())", "--data", str(folder), *words]


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def _bare_reading(file: Path) -> float:
    """Read the file twice, make each row a dict, and name what it says as JSON."""
    begun = time.thread_time()
    for _ in range(2):
        with file.open(newline="", encoding="utf-8") as text:
            for row in csv.DictReader(text):
                hashlib.sha256(json.dumps(row).encode())
    return time.thread_time() - begun


def _bare_writing(file: Path, folder: Path) -> float:
    """Write the same sales and lines by bare statements, fifty sales in each transaction."""
    folder.mkdir()
    open_store(folder, FixedClock()).close()
    with closing(sqlite3.connect(folder / "shop.db", isolation_level=None)) as connection:
        set_up(connection, _WRITER_PRAGMAS)
        with file.open(newline="", encoding="utf-8") as text:
            rows = list(csv.reader(text))[1:]
        begun = time.thread_time()
        for batch in _batches(rows):
            connection.execute("BEGIN IMMEDIATE")
            for sale in batch:
                number, date, who = sale[0][:3]
                values = (number, who, 100, f"{date.replace(' ', 'T')}.000Z")
                made = connection.execute(_SALE, values).lastrowid
                lines = [(made, n, row[3], row[4], 100, 100) for n, row in enumerate(sale, 1)]
                connection.executemany(_LINE, lines)
            connection.execute("COMMIT")
        return time.thread_time() - begun


def _batches(rows: Sequence[list[str]]) -> Iterator[list[list[list[str]]]]:
    sales: dict[str, list[list[str]]] = {}
    for row in rows:
        sales.setdefault(row[0], []).append(row)
    kept = list(sales.values())
    return (kept[begin : begin + 50] for begin in range(0, len(kept), 50))


def test_a_long_file_of_sales(
    file: Path, shop: Shop, shop_folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QObject()
    before, begun = _children(), time.perf_counter()
    feed = FileFeed("sales", _reading(shop_folder, file), parent)
    with qtbot.waitSignal(feed.previewed, timeout=PATIENCE_MS) as seen:
        pass
    preview, waited = seen.args[0], time.perf_counter() - begun

    took_each: list[tuple[float, float]] = []
    shop.intake.brought_in.connect(lambda _, *seconds: took_each.append(seconds))
    work = BringingIn(shop, "sales", feed, preview, parent)
    begun = time.perf_counter()
    sold: list[float] = []
    while not sold or work.added + work.known < SALES:
        asked = time.perf_counter()
        with qtbot.waitSignal(shop.sale_recorded, timeout=PATIENCE_MS):
            shop.record(a_sale("Zoila Uy"))
        sold.append(time.perf_counter() - asked)
        qtbot.wait(50)
    took = time.perf_counter() - begun
    feed.stop()
    reading = _children() - before
    walls, cpus = zip(*took_each, strict=True)
    assert (work.added, work.customers) == (preview.added, preview.customers)

    held_to_ratio("reading a file of 20,000 sales for the window", reading, _bare_reading(file), 8,
                  "csv and json alone")  # fmt: skip
    held_to_ratio("writing them while selling", sum(cpus), _bare_writing(file, tmp_path / "bare"),
                  6, "bare rows")  # fmt: skip
    noted("their preview, as it is waited for", waited, reading, "its CPU")
    noted("their way in, as it is waited for", took, sum(cpus), "its CPU")
    held_to("a batch of them, CPU p99", sorted(cpus)[int(len(cpus) * 0.99)] * 1e3, LONGEST * 1e3)
    held_to("a batch of them, median", statistics.median(walls) * 1e3, LONGEST * 1e3)
    noted("a sale meanwhile, median", statistics.median(sold), statistics.median(walls), "a batch")
