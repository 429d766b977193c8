"""How long a sale may have to wait behind what is written in the background."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from app.domain.customer import Contact
from app.domain.money import Money
from app.domain.pace import LONGEST, Pace
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.storage.store import WriterStore, open_store
from tests.benchmarks.measuring import held_to
from tests.people import everyone
from tests.storage.builders import FixedClock

pytestmark = pytest.mark.bench

BY = everyone()
ROWS = 4_000
CUSTOMERS = 25_000


def _goods(count: int) -> list[Product]:
    stock = Quantity.of(50)
    return [
        Product(0, f"SKU{n}", f"Something number {n}", Money(100 + n), f"480{n:010d}", stock=stock)
        for n in range(count)
    ]


def _held(what: str, walls: list[float], cpus: list[float]) -> None:
    """Hold the median to the limit, and CPU to it but for one part in a hundred.

    One part in many meets a busy disk, which no size of it can help.
    """
    held_to(f"{what}, median", statistics.median(walls) * 1e3, LONGEST * 1e3)
    held_to(f"{what}, CPU p99", sorted(cpus)[int(len(cpus) * 0.99)] * 1e3, LONGEST * 1e3)


def test_a_batch_of_an_import_of_products(tmp_path: Path) -> None:
    store = open_store(tmp_path, FixedClock())
    pace, goods = Pace(5, 100), _goods(ROWS)
    walls, cpus = [], []
    while goods:
        batch, goods = goods[: pace.size], goods[pace.size :]
        wall, cpu = time.perf_counter(), time.thread_time()
        store.products.bring_in(batch, by=BY)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.thread_time() - cpu)
        pace.took(walls[-1], len(batch))
    _held(f"a batch of an import of {ROWS:,} products", walls, cpus)
    store.close()


def test_a_part_of_what_the_idle_till_writes(tmp_path: Path) -> None:
    store = open_store(tmp_path, FixedClock())
    store.customers.bring_in([Contact(f"Maria Santos {n}") for n in range(CUSTOMERS)], by=BY)
    walls, cpus = _parts(store)
    _held(f"a part of what {CUSTOMERS:,} customers are found by", walls, cpus)
    store.close()


def _parts(store: WriterStore) -> tuple[list[float], list[float]]:
    store.checkpoint()  # the first folds the log of all that, as an idle till does once
    walls, cpus, has_more = [], [], True
    while has_more:
        wall, cpu = time.perf_counter(), time.thread_time()
        has_more = store.checkpoint()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.thread_time() - cpu)
    return walls, cpus
