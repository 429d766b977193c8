"""A till stays open from morning to evening: nothing piles up, and its end is always quiet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

from tests.flows.counter import CTRL, EVAP, RICE, Counter

MOST_ROUNDS = 6


def serve(counter: Counter, name: str) -> None:
    """One customer, with every dialog there is on the way."""
    counter.scan(RICE, EVAP)
    counter.scan("4801234567890")
    counter.press(Qt.Key.Key_F4)
    counter.escape()
    counter.open_tender()
    counter.press(Qt.Key.Key_F3)
    counter.write(name)
    counter.enter()
    counter.write("500")
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    counter.press(Qt.Key.Key_F10)
    counter.press(Qt.Key.Key_N, CTRL)
    counter.escape()
    counter.escape()
    counter.press(Qt.Key.Key_F1)
    counter.escape()


def things_alive(counter: Counter) -> int:
    counter.window.toasts.close_all()
    counter.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(counter.window.findChildren(QObject))


def test_sales_and_dialogs_leave_nothing_behind(counter: Counter) -> None:
    """What is made while nobody waits is made once; what piles up does so in every round."""
    assert counter.window.desks.copies is not None  # made after a while, or when asked for
    alive: list[int] = []
    while len(alive) < 2 or alive[-1] != alive[-2]:
        assert len(alive) < MOST_ROUNDS, f"it grows with every round: {alive}"
        for _ in range(3):
            serve(counter, "Maria Santos")
        alive.append(things_alive(counter))
    sales = 3 + 3 * len(alive)
    assert counter.rows("SELECT transaction_count FROM customers WHERE name = 'Maria Santos'") == [
        (sales,)
    ]


def test_a_shop_whose_disk_is_gone_closes_without_a_word_too_many(counter: Counter) -> None:
    counter.scan(RICE)
    counter.settle()
    counter.folder.rename(counter.folder.with_name("unplugged"))
    counter.scan(EVAP)
    counter.until(lambda: counter.messages)
    counter.close()
    assert not counter.folder.exists(), "and makes no new one in its place"
