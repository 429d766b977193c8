"""The recount of a large shop, against one plain sum over each of the tables it reads."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.large_shop import GOODS, SIZE
from tests.benchmarks.measuring import held_to, held_to_ratio, noted
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.bench

MOST_MEGABYTES = 110
LIMIT = 28
"""Times the CPU of the plain sums; names and numbers of a million customers are a third of it."""

_MORE_LINES = f"""INSERT INTO sale_items (sale_id, line_no, product_id, sku, barcode, name, unit,
    quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp)
SELECT sales.id, n.value, 1 + (sales.id * 7919 + n.value * 104729) % {GOODS}, 'SOAP', '',
    'Soap', 'pc', 1000, 0, 0, 0, 'E', 0
FROM sales CROSS JOIN json_each('[12, 13, 14]') AS n"""
_MOVES = """INSERT INTO stock_moves (product_id, sale_id, reason, quantity, moved_at)
SELECT product_id, sale_id, 'sale', -quantity, '2026-01-01T00:00:00.000Z' FROM sale_items
WHERE product_id IS NOT NULL ORDER BY sale_id, line_no"""
_STOCK = """UPDATE products SET stock = moved.quantity FROM (
    SELECT product_id, sum(quantity) AS quantity FROM stock_moves NOT INDEXED GROUP BY product_id)
    AS moved WHERE moved.product_id = products.id"""
_RECOUNT = """
import json, sys, time
from pathlib import Path
from app.storage.database import Reader
from app.storage.verify import damage, recount
database = Reader(Path(sys.argv[1]))
def cpu(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun
floor = cpu(lambda: [database.rows(f"SELECT sum({column}) FROM {table} NOT INDEXED")
    for table, column in (("sales", "total_amount"), ("sale_items", "total_price"),
        ("payments", "amount"), ("stock_moves", "quantity"), ("customers", "total_purchases"))])
found = []
figures = cpu(lambda: found.extend(recount(database)))
whole = cpu(lambda: found.extend(damage(database)))
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(status["VmHWM"].split()[0]) / 1024  # what resource tells begins with the parent's
print(json.dumps([floor, figures, whole, peak, len(found)]))
"""


def with_more_lines(shop: Path, target: Path) -> Path:
    """Copy the shop; there every sale has three more lines, of goods that cost nothing."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        with closing(sqlite3.connect(shop)) as source:
            source.backup(copy)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
            copy.execute(f"PRAGMA {pragma}").fetchall()
        copy.execute("BEGIN")
        for sql in (_MORE_LINES, _MOVES, _STOCK):
            copy.execute(sql)
        copy.execute("COMMIT")
    return target


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the peak of memory")
@pytest.mark.parametrize("lines", [1, 4])
def test_a_recount_against_plain_sums(large: Path, tmp_path: Path, lines: int) -> None:
    file = large / "shop.db"
    if lines > 1:
        file = with_more_lines(file, tmp_path / "shop.db")
    done = subprocess.run(
        [sys.executable, "-c", _RECOUNT, str(file)],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    floor, figures, whole, peak, found = json.loads(done.stdout)
    assert found == 0
    what, floor_is = f"{SIZE:,} sales of {lines}", "each table summed once"
    noted(f"{what}: structure and references looked through", whole, floor, floor_is)
    held_to(f"{what}: peak of memory meanwhile", peak, MOST_MEGABYTES, "MB")
    held_to_ratio(f"{what}: figures recounted", figures, floor, LIMIT, floor_is)
