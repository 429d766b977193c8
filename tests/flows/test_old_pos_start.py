"""The old POS's database lies in the shop's place: the program starts, and it comes along."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands.session import Session
from app.commands.till import _premises
from app.domain.clock import WallClock
from app.storage.classify import DATABASE_NAME, FileState, classify
from app.storage.migrations import NEWEST
from app.storage.store import open_store
from app.ui import notices
from app.ui.sounds import Sounds
from app.ui.start import Till, application
from tests.clocks import HeldClock
from tests.storage.old_pos import SHAPES, old_tables, write_dump, write_sqlite


@pytest.mark.parametrize(("write", "kept"), [(write_sqlite, ".db"), (write_dump, ".sql")])
def test_it_comes_along_in_sight_and_then_the_first_questions_are_asked(
    qtbot: QtBot, tmp_path: Path, write: Callable[..., Path], kept: str
) -> None:
    old = write(tmp_path / DATABASE_NAME, old_tables(SHAPES["half migrated"]))
    session = Session(tmp_path, HeldClock(), io.StringIO(), io.StringIO())
    till = Till(application(), _premises(session, keeps_copies=True), Sounds(enabled=False))
    till.start()
    try:
        desk = till.window.desks.old_pos
        assert desk is not None
        qtbot.waitUntil(lambda: desk.sheet is not None)
        sheet = desk.sheet
        assert sheet is not None
        assert not till.shop.is_open
        qtbot.waitUntil(lambda: sheet.bring.text() == "Open the till", timeout=30_000)
        assert classify(old, NEWEST) is FileState.OK
        assert len(list(tmp_path.glob(f"old-pos-*{kept}"))) == 1
        sheet.bring.click()
        qtbot.waitUntil(lambda: till.window.opening.first_run is not None, timeout=10_000)
        assert till.shop.is_open
    finally:
        till.stop()


def test_what_was_put_back_stays_until_the_next_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = write_sqlite(tmp_path / DATABASE_NAME, old_tables(SHAPES["half migrated"]))
    before = old.read_bytes()
    session = Session(tmp_path, WallClock(), io.StringIO(), io.StringIO())
    open_store(tmp_path, session.clock).close()  # it comes along
    assert classify(old, NEWEST) is FileState.OK
    till = Till(application(), _premises(session, keeps_copies=True), Sounds(enabled=False))
    till.start()
    try:
        qtbot.waitUntil(lambda: till.shop.is_open)
        said: list[tuple[str, str]] = []
        ended: list[int] = []
        monkeypatch.setattr(notices, "tell", lambda *words: said.append(words))
        # Really ended, no test after this one would have an event loop.
        monkeypatch.setattr(QApplication, "exit", ended.append)
        desk = till.window.desks.old_pos_over_a_shop
        assert desk is not None
        desk.put_back()
        qtbot.waitUntil(lambda: bool(said), timeout=20_000)
        assert "is back" in said[0][0]
        assert "Started again" in said[0][1]
        assert ended == [0]
        assert till.last_words is None
        assert old.read_bytes() == before
    finally:
        till.stop()
