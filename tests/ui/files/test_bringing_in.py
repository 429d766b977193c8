"""What a file feeds goes into the shop a batch at a time, and is read ahead meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal

from app.domain.errors import InvalidInput, StoreUnavailable
from app.domain.imported import ImportCounts
from app.ui.files.bringing_in import BringingIn
from app.ui.files.feed import Preview, Row


class Feed(QObject):
    """Remembers how often it was asked; the test answers."""

    fed = Signal(object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def go(self) -> None:
        self.asked += 1

    next_batch = go


class Intake(QObject):
    brought_in = Signal(object, float, float)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.got: list[list[int]] = []

    def bring_in(self, _what: str, items: list[int], _by: object) -> None:
        self.got.append(list(items))

    def take(self, seconds: float = 0.001) -> None:
        """Say that the batch on its way is in."""
        self.brought_in.emit(ImportCounts(added=len(self.got[-1])), seconds, seconds)


class Shop:
    by = None

    def __init__(self) -> None:
        self.intake = Intake()


def rows(count: int, begin: int = 2) -> list[Row]:
    return [((n,), n) for n in range(begin, begin + count)]  # type: ignore[misc]


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
def work(shop: Shop, feed: Feed, qapp: QObject) -> Iterator[BringingIn]:
    parent = QObject(qapp)
    preview = Preview(300, 0, 0, 0, (), ())
    yield BringingIn(shop, "sales", feed, preview, parent)  # type: ignore[arg-type]
    parent.deleteLater()


def test_the_next_part_is_read_while_one_is_written(
    work: BringingIn, shop: Shop, feed: Feed
) -> None:
    assert feed.asked == 1
    feed.fed.emit(rows(100))
    assert (len(shop.intake.got), feed.asked) == (1, 2)  # one is with the shop, one is asked for
    feed.fed.emit(rows(100, 102))
    assert (len(shop.intake.got), feed.asked) == (1, 3)
    feed.fed.emit(rows(100, 202))
    assert (len(shop.intake.got), feed.asked) == (1, 3)  # enough is read ahead
    while work.added < 300:
        shop.intake.take()
    assert [n for batch in shop.intake.got for n in batch] == list(range(2, 302))
    assert feed.asked == 4


def test_it_is_over_when_all_that_was_read_is_in(work: BringingIn, shop: Shop, feed: Feed) -> None:
    ended = []
    work.finished.connect(lambda: ended.append(work.added))
    feed.fed.emit(rows(4))
    feed.done.emit()
    assert ended == []
    shop.intake.take()
    assert ended == [4]


def test_one_refused_item_sends_its_batch_one_by_one_and_the_rest_as_before(
    work: BringingIn, shop: Shop, feed: Feed
) -> None:
    feed.fed.emit(rows(9))
    assert shop.intake.got == [[2, 3, 4, 5, 6]]
    shop.intake.refused.emit(InvalidInput("no"))
    for number in range(2, 7):
        assert shop.intake.got[-1] == [number]
        if number == 4:
            shop.intake.refused.emit(InvalidInput("Not this one."))
        else:
            shop.intake.take()
    assert shop.intake.got[-1] == [7, 8, 9, 10]
    assert [(row.number, row.reason) for row in work.refused] == [(4, "Not this one.")]


def test_stopping_waits_for_the_batch_on_its_way_and_sends_no_other(
    work: BringingIn, shop: Shop, feed: Feed
) -> None:
    ended = []
    work.finished.connect(lambda: ended.append(work.added))
    feed.fed.emit(rows(50))
    work.stop()
    assert ended == []
    shop.intake.take()
    assert (ended, len(shop.intake.got)) == ([5], 1)
    feed.fed.emit(rows(50, 52))
    assert len(shop.intake.got) == 1


def test_a_batch_refused_after_stopping_leaves_no_row_out(
    work: BringingIn, shop: Shop, feed: Feed
) -> None:
    feed.fed.emit(rows(50))
    work.stop()
    shop.intake.refused.emit(InvalidInput("no"))
    assert (work.refused, work.added) == ([], 0)


def test_a_fault_of_the_disk_ends_it(work: BringingIn, shop: Shop, feed: Feed) -> None:
    problems: list[object] = []
    work.failed.connect(problems.append)
    feed.fed.emit(rows(50))
    shop.intake.refused.emit(StoreUnavailable())
    assert len(problems) == 1
    feed.fed.emit(rows(50, 52))
    assert len(shop.intake.got) == 1
