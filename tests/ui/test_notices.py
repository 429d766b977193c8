"""A fault of our own: one notice with a report, whatever thread it came from; the till goes on."""

import logging
import sys
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    Qt,
    QThread,
    QTimer,
    QtMsgType,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import notices
from app.ui.notices import FaultReporter, offer, tell


class Shown:
    """What a person would have read, in place of a box that waits for them."""

    def __init__(self) -> None:
        self.boxes: list[tuple[str, str, str]] = []
        self.while_open: Callable[[], None] = lambda: None
        self.presses = ""

    def exec(self, box: QMessageBox) -> int:
        self.boxes.append((box.text(), box.informativeText(), box.detailedText()))
        self.while_open()
        for button in box.findChildren(QPushButton):
            if button.text() == self.presses:
                button.click()
        return 0


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    shown = Shown()
    monkeypatch.setattr(QMessageBox, "exec", _bound(shown.exec))
    return shown


@pytest.fixture
def qt_log(monkeypatch: pytest.MonkeyPatch) -> list[Callable[..., None]]:
    """The handler that would have been installed; the tests' own stays in place."""
    handlers: list[Callable[..., None]] = []
    monkeypatch.setattr(notices, "qInstallMessageHandler", handlers.append)
    return handlers


@pytest.fixture
def reporter(
    shown: Shown,
    qt_log: list[Callable[..., None]],
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,
) -> Iterator[FaultReporter]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # given back afterwards
    made = FaultReporter()
    made.install()
    yield made
    made.deleteLater()


def _bound(read: Callable[[QMessageBox], int]) -> Callable[[QMessageBox], int]:
    """Make a plain function of it, which a class hands its own object to."""
    return lambda box: read(box)  # noqa: PLW0108 - a method would not be handed the box


def fail(words: str = "the roof is leaking") -> None:
    raise RuntimeError(words)


class Worker(QThread):
    def run(self) -> None:
        fail("from another thread")


def test_a_fault_in_a_slot_is_shown_with_its_report(
    reporter: FaultReporter, shown: Shown, qtbot: QtBot
) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(shown.boxes))
    ((text, about, report),) = shown.boxes
    assert text == "Something in Suki went wrong."
    assert "Sales that were completed are saved." in about
    assert "RuntimeError: the roof is leaking" in report
    assert "in fail" in report


def test_a_fault_in_another_thread_reaches_the_same_notice(
    reporter: FaultReporter, shown: Shown, qtbot: QtBot
) -> None:
    seen: list[bool] = []
    here = QThread.currentThread()
    shown.while_open = lambda: seen.append(QThread.currentThread() is here)
    worker = Worker()
    worker.start()
    qtbot.waitUntil(lambda: bool(shown.boxes))
    worker.wait()
    assert "from another thread" in shown.boxes[0][2]
    assert seen == [True]


def test_a_repeating_fault_opens_one_notice_and_all_of_it_is_in_the_log(
    reporter: FaultReporter, shown: Shown, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def ten_more() -> None:
        shown.while_open = lambda: None
        for number in range(10):
            QTimer.singleShot(0, partial(fail, f"again {number}"))
        qtbot.waitUntil(lambda: caplog.text.count("RuntimeError: again") == 10)
        QCoreApplication.sendPostedEvents()

    shown.while_open = ten_more
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: "again 9" in caplog.text)
    assert len(shown.boxes) == 1


def test_after_the_notice_was_closed_the_next_fault_is_shown(
    reporter: FaultReporter, shown: Shown, qtbot: QtBot
) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: len(shown.boxes) == 1)
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: len(shown.boxes) == 2)


def test_the_report_can_be_copied(reporter: FaultReporter, shown: Shown, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    shown.presses = "Copy report"
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: "the roof is leaking" in QGuiApplication.clipboard().text())


def test_going_on_leaves_the_clipboard_alone(
    reporter: FaultReporter, shown: Shown, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("before")
    shown.presses = "Go on"
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(shown.boxes))
    assert QGuiApplication.clipboard().text() == "before"


def test_an_interrupt_from_the_terminal_ends_the_program_without_a_notice(
    reporter: FaultReporter, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(QCoreApplication, "quit", lambda: quits.append(True))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    QCoreApplication.sendPostedEvents()
    assert (quits, shown.boxes) == ([True], [])


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (QtMsgType.QtDebugMsg, logging.DEBUG),
        (QtMsgType.QtInfoMsg, logging.INFO),
        (QtMsgType.QtWarningMsg, logging.WARNING),
        (QtMsgType.QtCriticalMsg, logging.ERROR),
    ],
)
def test_what_qt_says_goes_to_the_log(
    reporter: FaultReporter,
    qt_log: list[Callable[..., None]],
    caplog: pytest.LogCaptureFixture,
    kind: QtMsgType,
    level: int,
) -> None:
    caplog.set_level(logging.DEBUG, "qt")
    qt_log[0](kind, QMessageLogContext(), "Qt says so: 100%")
    assert [(each.levelno, each.getMessage()) for each in caplog.records] == [
        (level, "Qt says so: 100%")
    ]


def test_a_notice_says_what_happened_and_what_to_do(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    formats: list[Qt.TextFormat] = []
    buttons: list[str] = []

    def read(box: QMessageBox) -> int:
        buttons.extend(button.text() for button in box.buttons())
        formats.extend(label.textFormat() for label in box.findChildren(QLabel) if label.text())
        return shown.exec(box)

    monkeypatch.setattr(QMessageBox, "exec", _bound(read))
    tell("This shop is open.", "Close the other Suki, <b>then</b> start again.")
    assert shown.boxes == [
        ("This shop is open.", "Close the other Suki, <b>then</b> start again.", "")
    ]
    assert formats == [Qt.TextFormat.PlainText] * 2
    assert buttons == ["Close"]


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_notice_may_offer_a_way_out(monkeypatch: pytest.MonkeyPatch, is_taken: bool) -> None:
    def answer(box: QMessageBox) -> int:
        words = "Restore a copy…" if is_taken else "Close"
        (button,) = (each for each in box.buttons() if each.text() == words)
        assert box.defaultButton().text() == "Close"
        monkeypatch.setattr(box, "clickedButton", lambda: button)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", _bound(answer))
    assert offer("The file is damaged.", "Put a copy back.", "Restore a copy…") is is_taken
