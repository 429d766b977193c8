"""A keystroke in a shop with 20,000 customers, whatever is typed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.customer import Sort
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import FixedClock
from tests.storage.crowd import crowd

pytestmark = pytest.mark.bench

KEYSTROKE_MS = 5.0
TEXTS = ["m", "mar", "mar san", "santos 19999", "nobody at all", "0917", "0917123456", "9"]


@pytest.fixture(scope="module")
def full_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WriterStore]:
    folder: Path = tmp_path_factory.mktemp("shop")
    store = open_store(folder, FixedClock())
    crowd(store.database, 20_000)
    yield store
    store.close()


def _best_ms(store: WriterStore, text: str, sort: Sort | None) -> float:
    best = float("inf")
    for _ in range(9):
        begun = time.perf_counter()
        if sort is None:
            store.customers.suggest(text, 6, by=everyone())
        else:
            store.customers.page(text, sort, None, 100, by=everyone())
        best = min(best, time.perf_counter() - begun)
    return best * 1_000


@pytest.mark.parametrize("text", TEXTS)
def test_suggestions_come_within_a_keystroke(full_shop: WriterStore, text: str) -> None:
    assert _best_ms(full_shop, text, None) < KEYSTROKE_MS


@pytest.mark.parametrize("text", ["", *TEXTS])
@pytest.mark.parametrize("sort", Sort)
def test_a_page_of_the_list_comes_within_a_keystroke(
    full_shop: WriterStore, text: str, sort: Sort
) -> None:
    assert _best_ms(full_shop, text, sort) < KEYSTROKE_MS
