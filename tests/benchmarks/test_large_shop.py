"""A shop with a million customers and a million sales, at the counter and at the owner's desk."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.sale import HistoryRow
from app.storage.store import ReaderStore, WriterStore, open_reader, open_store
from tests.benchmarks.large_shop import FREQUENT, GOODS, REGULAR, SIZE
from tests.benchmarks.measuring import (
    Timing,
    Work,
    held_to,
    held_to_ratio,
    in_turns,
    prepared_in_turns,
    timed,
)
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_sale

pytestmark = pytest.mark.bench
BY = everyone()
_PRODUCT_TEXTS = ["m", "l z", "large", "zz", "zamora", "zenaida 4", "yap zenaida 1", "480000001"]
"""What many products have, in two words or far down the alphabet."""


@pytest.fixture
def reader(large: Path) -> Iterator[ReaderStore]:
    store = open_reader(large, FixedClock())
    yield store
    store.close()


def _keystrokes(reader: ReaderStore, names: int) -> list[str]:
    """Give every text on the way to names as they are typed, and to phone numbers."""
    dice = random.Random(1)
    texts: list[str] = []
    for turn in range(names):
        customer = reader.customers.customer(dice.randrange(2, SIZE), by=BY)
        whole = customer.phone if turn % 4 == 0 else customer.name
        texts += [whole[:end] for end in range(1, len(whole) + 1)]
    return texts


def test_a_keystroke_in_the_customer_field(reader: ReaderStore) -> None:
    texts = _keystrokes(reader, 40)
    for text in texts:
        reader.customers.suggest(text, 6, by=BY)
    seconds = [
        timed(lambda text=text: reader.customers.suggest(text, 6, by=BY), 3).best  # type: ignore[misc]
        for text in texts
    ]
    spread = Timing(tuple(sorted(seconds)))
    what = f"keystroke in the customer field, {SIZE:,} customers, CPU"
    held_to(f"{what}, p50", spread.median * 1e3, 3)
    held_to(f"{what}, p99", spread.percentile(0.99) * 1e3, 3)
    held_to(f"{what}, max", spread.seconds[-1] * 1e3, 6)


def test_a_page_of_history_at_any_depth(reader: ReaderStore) -> None:
    depth, before = 0, None
    pages: list[float] = []
    while True:
        page = timed(lambda at=before: reader.customers.history(REGULAR, at, 50, by=BY), 5)  # type: ignore[misc]
        pages.append(page.best)
        rows: list[HistoryRow] = reader.customers.history(REGULAR, before, 500, by=BY)
        depth += len(rows)
        if len(rows) < 500:
            break
        before = rows[-1]
    assert depth == SIZE // 10 + 1  # and the one of their own
    pages.sort()
    held_to(f"a page of 50 of {depth:,} sales, CPU, median", pages[len(pages) // 2] * 1e3, 0.3)
    held_to(f"a page of 50 of {depth:,} sales, CPU, the slowest", pages[-1] * 1e3, 0.3)


def test_what_somebody_often_buys(reader: ReaderStore) -> None:
    for who, count in ((FREQUENT, SIZE // 200), (REGULAR, SIZE // 10 + 1)):
        assert reader.customers.customer(who, by=BY).transaction_count == count
        spread = timed(lambda who=who: reader.customers.often_buys(who, 4, by=BY), 300)  # type: ignore[misc]
        what = f"what somebody with {count:,} sales often buys, CPU"
        held_to(f"{what}, p50", spread.median * 1e3, 5)
        held_to(f"{what}, p99", spread.percentile(0.99) * 1e3, 5)
    assert len(reader.customers.often_buys(FREQUENT, 4, by=BY)) == 4


def _product_keystrokes(reader: ReaderStore) -> list[str]:
    """Give every text on the way to names in some order of words, to SKUs and to barcodes."""
    dice = random.Random(1)
    texts = list(_PRODUCT_TEXTS)
    for turn in range(60):
        product = reader.products.product(dice.randrange(1, GOODS), by=BY)
        words = product.name.split()
        dice.shuffle(words)
        whole = (" ".join(words), product.sku, product.barcode)[turn % 3]
        texts += [whole[:end] for end in range(1, len(whole) + 1)]
    return texts


def test_a_product_keystroke(reader: ReaderStore) -> None:
    seconds = [
        timed(lambda text=text: reader.products.search(text, 8, by=BY), 3).best  # type: ignore[misc]
        for text in _product_keystrokes(reader)
    ]
    spread = Timing(tuple(sorted(seconds)))
    what = f"product keystroke, {GOODS:,} products, CPU"
    held_to(f"{what}, p50", spread.median * 1e3, 1)
    held_to(f"{what}, p99", spread.percentile(0.99) * 1e3, 1)
    held_to(f"{what}, max", spread.seconds[-1] * 1e3, 1)


def test_a_scanned_code(reader: ReaderStore) -> None:
    codes = iter([f"480{n * 37 % GOODS + 1:010d}" for n in range(4_000)])
    raw = reader.database._connection.execute
    sql = """SELECT products.*, product_barcodes.* FROM product_barcodes
        JOIN products ON products.id = product_id WHERE barcode = ?"""
    ours, floor = in_turns(
        [
            lambda: reader.products.by_code(next(codes), by=BY),
            lambda: raw(sql, (next(codes),)).fetchall(),
        ],
        1_000,
    )
    held_to_ratio("a scanned code", ours.median, floor.median, 1.5, "the bare query")


def test_a_sale_in_a_large_shop_beside_one_in_an_empty_shop(large: Path, tmp_path: Path) -> None:
    big, small = open_store(large, FixedClock()), open_store(tmp_path, FixedClock())
    numbers = itertools.count()

    def ours(store: WriterStore) -> Callable[[], Work]:
        def prepared() -> Work:
            number = next(numbers)
            lines = [a_line(1_250 + n, name=f"Something {n}") for n in range(10)]
            sale = a_sale(f"Maria Santos {number % 500}", lines)
            return lambda: store.sales.record(sale, by=BY)

        return prepared

    in_large, in_small = prepared_in_turns([ours(big), ours(small)], 1_000)
    what = f"saving a sale at {SIZE:,} sales, CPU"
    held_to_ratio(what, in_large.median, in_small.median, 1.35, "an empty shop")
    big.close()
    small.close()
