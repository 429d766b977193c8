from __future__ import annotations

import io
import os
import threading

from app.commands.progress import Interruption, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_renews_itself() -> None:
    terminal = Terminal()
    progress = Progress(terminal, 1_000)
    progress.at(900, "1,234 sales")
    progress.at(1_000, "9 sales")
    progress.clear()
    first, second = "Row 900 of 1,000: 1,234 sales", "Row 1,000 of 1,000: 9 sales"
    assert terminal.getvalue() == f"\r{first}\r{second.ljust(len(first))}\r{' ' * len(second)}\r"


def test_elsewhere_a_line_is_written_now_and_then_and_nothing_has_to_be_cleared() -> None:
    log = io.StringIO()
    progress = Progress(log, 0)
    for row in (300, 9_999, 10_001, 19_999, 20_000):
        progress.at(row, "so far")
    progress.clear()
    assert log.getvalue().splitlines() == ["Row 10,001: so far", "Row 20,000: so far"]


def test_the_end_of_the_input_is_the_wish_to_stop() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as words, Interruption(words) as interruption:
        waited = [interruption.is_wanted]
        os.close(writing)
        while not waited[-1] and len(waited) < 1_000:
            threading.Event().wait(0.01)
            waited.append(interruption.is_wanted)
    assert (waited[0], waited[-1]) == (False, True)


def test_an_input_that_has_no_other_end_is_no_wish() -> None:
    before = set(threading.enumerate())
    with Interruption(io.StringIO()) as interruption:
        for listening in set(threading.enumerate()) - before:
            listening.join()
        assert not interruption.is_wanted
