"""A desk and its other half: answers have one name on both sides, and come on the desk's thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import StorageThread, Writer


class EchoWriter(DeskWriter):
    """Says back what it was told."""

    said = Signal(str)

    @Slot(str)
    def say(self, text: str) -> None:
        name = "here" if QThread.currentThread() is self.thread() else "elsewhere"
        self.said.emit(f"{text} {name}")


class Echo(Desk):
    """Asks for it."""

    said = Signal(str)
    say_requested = Signal(str)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        half = EchoWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on((self.say_requested, half.say))


class Deaf(Desk):
    """Has no signal for the answer."""


@pytest.fixture
def thread() -> Iterator[StorageThread]:
    made = StorageThread()
    made.start()
    yield made
    made.quit()
    made.wait()


@pytest.fixture
def writer(owner: Actor) -> Writer:
    def no_store() -> object:
        raise AssertionError

    return Writer(no_store, owner)  # type: ignore[arg-type]


def test_a_wish_is_carried_out_in_the_thread_and_answered_here(
    thread: StorageThread, writer: Writer, qtbot: QtBot
) -> None:
    parent = QObject()
    echo = Echo(writer, thread, parent)
    heard: list[tuple[str, bool]] = []
    echo.said.connect(lambda text: heard.append((text, QThread.currentThread() is echo.thread())))
    with qtbot.waitSignal(echo.said):
        echo.say_requested.emit("hello")
    assert heard == [("hello here", True)]


def test_an_answer_nobody_could_hear_is_found_at_once(
    thread: StorageThread, writer: Writer
) -> None:
    with pytest.raises(AttributeError, match="said"):
        Deaf(EchoWriter(writer), thread, QObject())
