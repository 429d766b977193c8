"""What is needed next is made a piece at a time, and keys come between."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.warm_up import WarmUp


def test_pieces_are_done_one_at_a_time_and_the_end_is_told(qtbot: QtBot) -> None:
    home, did = QObject(), list[str]()
    warm_up = WarmUp((lambda: did.append("one"), lambda: did.append("two")), home)
    with qtbot.waitSignal(warm_up.done):
        warm_up.start()
        assert did == []
        qtbot.waitUntil(lambda: did == ["one"])
    assert did == ["one", "two"]
