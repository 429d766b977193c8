"""A list of any length: every row is where it belongs, however one comes to it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.ui.widgets.far_rows import STEP
from app.ui.widgets.items import Index
from app.ui.widgets.paged_model import PagedModel


class Numbers(PagedModel[int]):
    """Even numbers in their order; `rows` is what lies in the store."""

    page_size = 10

    def __init__(self, count: int, *, can_jump: bool = True, knows: bool = False) -> None:
        super().__init__()
        self.rows = list(range(0, 2 * count, 2))
        self.can_jump, self.knows, self.is_broken = can_jump, knows, False
        self.asked = 0

    def read(self, after: int | None, limit: int, skip: int) -> Sequence[int]:
        if self.is_broken:
            raise StoreUnavailable("Could not read the shop.")
        self.asked += 1
        first = 0 if after is None else next(
            (at for at, number in enumerate(self.rows) if number > after), len(self.rows)
        )  # fmt: skip
        return self.rows[first + skip : first + skip + limit]

    def key_of(self, item: int) -> int:
        return item

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_shown = index.isValid() and role == Qt.ItemDataRole.DisplayRole
        return str(self.item(index.row())) if is_shown else None

    def size(self) -> int | None:
        return len(self.rows) if self.knows else None


def _all(model: Numbers) -> list[int | None]:
    return [model.item(row) for row in range(model.rowCount())]


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, STEP - 1, STEP, STEP + 1, 2 * STEP, 2500])
@pytest.mark.parametrize("knows", [False, True])
def test_every_row_is_there_whatever_the_length(qapp: object, count: int, knows: bool) -> None:
    model = Numbers(count, knows=knows)
    counted: list[int] = []
    model.counted.connect(counted.append)
    model.begin()
    assert counted[-1] == model.total == model.rowCount() == count
    assert _all(model) == model.rows


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 2_999), min_size=1, max_size=30))
def test_any_row_is_gone_to_from_any_other(qapp: object, rows: list[int]) -> None:
    model = Numbers(3_000)
    model.begin()
    assert [model.item(row) for row in rows] == [2 * row for row in rows]
    assert [model.row_of(2 * row, near=row) for row in rows] == rows


def test_a_far_row_costs_few_reads_and_its_neighbours_none(qapp: object) -> None:
    model = Numbers(3_000)
    model.begin()
    model.asked = 0
    for row in range(2_800, 2_810):
        assert model.item(row) == 2 * row
    assert model.asked == 1


def test_a_list_that_cannot_jump_follows_as_it_is_scrolled(qapp: object) -> None:
    model = Numbers(25, can_jump=False)
    model.begin()
    assert (model.rowCount(), model.total) == (10, None)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert (model.rowCount(), model.total) == (25, 25)
    assert _all(model) == model.rows


@pytest.mark.parametrize("knows", [False, True])
def test_what_changed_far_below_is_found_again(
    qapp: object, knows: bool, qtmodeltester: ModelTester
) -> None:
    model = Numbers(3_000, knows=knows)
    model.begin()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.item(2_500) == 5_000
    model.rows[2_000:2_000] = [3_999]
    model.rows.remove(5_990)
    model.rows.remove(5_992)
    model.reread()
    assert model.rowCount() == 2_999
    assert model.item(2_501) == 5_000
    assert model.row_of(5_000, near=2_500) == 2_501
    assert _all(model) == model.rows


def test_the_top_is_moved_about_row_by_row(qapp: object, qtmodeltester: ModelTester) -> None:
    model = Numbers(30)
    model.begin()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.move(5, 0, 10)
    model.put_in(1, 7)
    model.take_out(3)
    assert model.top()[:5] == [10, 7, 0, 4, 6]
    assert model.rowCount() == 30


def test_a_list_that_cannot_be_read_says_so_once(qapp: object, qtbot: QtBot) -> None:
    model = Numbers(300)
    model.begin()
    model.is_broken = True
    with qtbot.waitSignal(model.failed) as told:
        assert [model.item(row) for row in (100, 200)] == [None, None]
    assert isinstance(told.args[0], StoreUnavailable)
    with qtbot.assertNotEmitted(model.failed):
        assert model.item(250) is None
    with pytest.raises(StoreUnavailable):
        model.begin()
    assert model.rowCount() == 0


def test_a_very_long_list_is_counted_while_nobody_waits(qapp: object, qtbot: QtBot) -> None:
    model = Numbers(50 * STEP + 3)
    with qtbot.waitSignal(model.counted) as told:
        model.begin()
        assert (model.total, model.rowCount()) == (None, 10)
    assert told.args == [50 * STEP + 3]
    assert model.item(50 * STEP + 2) == 2 * (50 * STEP + 2)


def test_a_file_that_fails_while_the_list_is_counted_is_told(qapp: object, qtbot: QtBot) -> None:
    model = Numbers(50 * STEP)
    with qtbot.waitSignal(model.failed):
        model.begin()
        model.is_broken = True
    assert model.total is None
    assert not model.canFetchMore(QModelIndex())
