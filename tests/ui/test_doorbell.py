"""A second start of the same shop rings at the first one's door."""

import ntpath
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from app.ui.doorbell import Doorbell, name_of, ring

_RING = """
import sys
from PySide6.QtCore import QCoreApplication
from app.ui.doorbell import ring
application = QCoreApplication([])
print("answered" if ring(sys.argv[1]) else "silence")
"""

_DIE = """
import os, sys
from PySide6.QtCore import QCoreApplication
from app.ui.doorbell import Doorbell
application = QCoreApplication([])
door = Doorbell(sys.argv[1])
os._exit(9)
"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path)


@pytest.fixture
def door(folder: str, qapp: object) -> Iterator[Doorbell]:
    made = Doorbell(folder)
    yield made
    made.close()


def rings_of(door: Doorbell) -> list[bool]:
    rings: list[bool] = []
    door.rung.connect(lambda: rings.append(True))
    return rings


def test_another_process_is_answered_and_heard(door: Doorbell, folder: str, qtbot: QtBot) -> None:
    rings = rings_of(door)
    other = subprocess.Popen(
        [sys.executable, "-c", _RING, folder], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: bool(rings), timeout=20_000)
    said, _ = other.communicate(timeout=20)
    assert said.strip() == "answered"
    assert rings == [True]


def test_each_start_rings_once(door: Doorbell, folder: str, qtbot: QtBot) -> None:
    rings = rings_of(door)
    assert [ring(folder) for _ in range(3)] == [True] * 3
    qtbot.waitUntil(lambda: len(rings) == 3)


def test_nobody_answers_where_no_till_is_open(folder: str, qapp: object) -> None:
    assert not ring(folder)


def test_the_door_of_another_shop_stays_silent(
    door: Doorbell, tmp_path: Path, qtbot: QtBot
) -> None:
    rings = rings_of(door)
    assert not ring(str(tmp_path / "another"))
    assert ring(str(tmp_path))
    qtbot.waitUntil(lambda: bool(rings))
    assert len(rings) == 1


def test_a_closed_till_does_not_answer(door: Doorbell, folder: str) -> None:
    door.close()
    assert not ring(folder)


def test_a_name_left_behind_by_a_killed_till_is_taken_over(
    folder: str, qtbot: QtBot, tmp_path: Path
) -> None:
    left = subprocess.run(
        [
            sys.executable,
            "-c",
            _DIE,
            folder,
        ],
        check=False,
    )
    assert left.returncode == 9
    assert not ring(folder)
    door = Doorbell(folder)
    rings = rings_of(door)
    assert ring(folder)
    qtbot.waitUntil(lambda: bool(rings))
    door.close()


def test_a_door_that_cannot_be_hung_is_noted_and_opens_the_till_all_the_same(
    folder: str, qapp: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(QLocalServer, "listen", lambda *_: False)
    door = Doorbell(folder)
    assert "cannot be asked to show its window" in caplog.text
    door.close()


def test_on_windows_capitals_and_slashes_make_no_other_shop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.path.normcase", ntpath.normcase)
    assert name_of("C:\\Shop") == name_of("c:/shop")
    assert name_of("C:\\Shop") != name_of("C:\\Shop2")
