"""An old database comes along in sight: what would come of it, how far it is, what came."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.long_errand import LongErrand
from app.ui.old_pos.desk import OldPosDesk
from app.ui.old_pos.progress import Progress
from app.ui.old_pos.sheet import OldPosSheet
from app.ui.settings.old_pos_section import OldPosSection
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording
from tests.people import cashier
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects

PATH = Path("/old/shop.sql")
_SAY = "import sys; print(sys.argv[1], flush=True); sys.stdin.read() if sys.argv[2] else None"
REPORT: dict[str, Any] = {
    "sales": 4812, "voided_sales": 31, "total": 795838069, "named_sales": 3950,
    "no_name_sales": 700, "known_sales": 0, "customers_made": 402, "customers_new": 371,
    "linked_customers": 412, "alike": [["Jon Cruz", "John Cruz"]],
    "products_added": 80, "accounts": 2,
    "look_at": {"below zero": 3, "number used twice": 9}, "homeless": [["shifts", 90]],
    "saved_as": "adoption-2026.txt",
}  # fmt: skip
STORY = ["Migrations completed", "The customer link was added", "Linked 3,950 of 4,812 sales"]


class Runs:
    """Answers each run with the lines that are set here, from a real process."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.problem = ""
        self.waits = False

    def __call__(self, arguments: Sequence[str]) -> list[str]:
        self.asked.append(list(arguments))
        if "--put-back" in arguments:
            kept = {"problem": self.problem, "advice": "", "kept": "old-pos-2026.db"}
            return [sys.executable, "-S", "-c", _SAY, json.dumps(kept), ""]
        said: list[dict[str, Any]] = [{"stage": "sales", "done": 1200, "of": 4812}]
        if self.problem:
            said.append({"problem": self.problem, "advice": ""})
        elif not self.waits:
            said.append({"trial": "--dry-run" in arguments, "report": REPORT, "story": STORY})
        lines = "\n".join(map(json.dumps, said))
        return [sys.executable, "-S", "-c", _SAY, lines, "1" if self.waits else ""]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()


@pytest.fixture
def runs() -> Runs:
    return Runs()


@pytest.fixture
def desk(
    shop: Shop, theme: Theme, wording: Wording, window: QWidget, runs: Runs, qtbot: QtBot
) -> Iterator[OldPosDesk]:
    made = OldPosDesk(shop, theme, wording, window, runs)
    yield made
    for errand in (*made.findChildren(LongErrand), *window.findChildren(LongErrand)):
        errand.stop()  # what a test did not wait for


def looked(desk: OldPosDesk, qtbot: QtBot) -> OldPosSheet:
    desk.look_at(str(PATH))
    sheet = desk.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.bring.isEnabled() or sheet.problem.isVisible())
    return sheet


def texts(sheet: OldPosSheet) -> list[str]:
    return [label.text() for label in sheet.panel.findChildren(QLabel) if label.isVisible()]


def test_the_preview_shows_the_numbers_before_anything_is_written(
    desk: OldPosDesk, runs: Runs, qtbot: QtBot
) -> None:
    sheet = looked(desk, qtbot)
    asked = runs.asked[0]
    assert asked[:2] == ["adopt", str(PATH)]
    assert "--dry-run" in asked
    assert asked[asked.index("--timezone") + 1] == sheet.zone.text()
    shown = " | ".join(texts(sheet))
    for figure in (
        "4,812, of them 31 voided",
        "3,950",
        "402 to be made, 371 of them",
        "shifts 90",
        "1: Jon Cruz / John Cruz",
        "12: number used twice (9); below zero (3)",
    ):
        assert figure in shown
    assert "In the shop already" not in shown
    assert not sheet.progress.isVisible()


def test_a_zone_that_is_none_is_pointed_out_before_anything_begins(
    desk: OldPosDesk, shop: Shop, runs: Runs, qtbot: QtBot
) -> None:
    sheet = looked(desk, qtbot)
    sheet.zone.edit.setText("Manila")
    sheet.zone.submitted.emit()
    assert "like Asia/Manila" in sheet.zone.error
    sheet.bring.click()
    assert shop.is_open
    assert len(runs.asked) == 1
    QTest.keyClicks(sheet.zone.edit, "Asia/Manila")
    assert sheet.zone.error == ""
    sheet.bring.click()
    assert "Asia/Manila" in runs.asked[-1]


def test_what_is_here_already_is_said_and_that_nothing_was_to_do(
    desk: OldPosDesk, runs: Runs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REPORT, "known_sales", 4812)
    monkeypatch.setitem(REPORT, "saved_as", "")
    sheet = looked(desk, qtbot)
    assert "In the shop already" in texts(sheet)
    sheet.bring.click()
    qtbot.waitUntil(lambda: sheet.bring.text() == "Open the till")
    assert sheet.about.text().endswith("there was nothing to do.")
    assert not sheet.read.isVisible()


def test_the_report_is_shown_by_the_systems_own_program(
    desk: OldPosDesk, runs: Runs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setitem(REPORT, "path", "/shop/adoption-2026.txt")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    sheet = looked(desk, qtbot)
    assert not sheet.read.isVisible()
    sheet.bring.click()
    qtbot.waitUntil(lambda: sheet.bring.text() == "Open the till")
    sheet.read.click()
    assert opened == ["/shop/adoption-2026.txt"]


def test_another_zone_or_the_names_as_they_are_are_looked_at_anew(
    desk: OldPosDesk, runs: Runs, qtbot: QtBot
) -> None:
    sheet = looked(desk, qtbot)
    sheet.zone.edit.setText("Asia/Manila")
    sheet.zone.submitted.emit()
    qtbot.waitUntil(sheet.bring.isEnabled)
    assert runs.asked[-1][3:5] == ["--timezone", "Asia/Manila"]
    sheet.no_names.click()
    qtbot.waitUntil(sheet.bring.isEnabled)
    assert "--keep-no-names" in runs.asked[-1]
    assert len(runs.asked) == 3


def test_how_far_it_is_is_told_in_rows_and_as_a_bar(
    desk: OldPosDesk, runs: Runs, qtbot: QtBot
) -> None:
    runs.waits = True
    desk.look_at(str(PATH))
    sheet = desk.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: "1,200 of 4,812" in sheet.progress.stage.text())
    assert 0 < sheet.progress.bar.part < 1
    assert not sheet.bring.isEnabled()
    sheet.close_sheet()


def test_a_file_that_is_no_dump_begins_at_the_beginning(theme: Theme, qtbot: QtBot) -> None:
    progress = Progress(theme)
    qtbot.addWidget(progress)
    parts = []
    for stages in (("looking", "sales", "checks"), ("reading the dump", "looking", "checks")):
        progress.begin()
        for stage in stages:
            progress.tell(stage, 0, 100)
            parts.append(progress.bar.part)
    assert parts[0] == parts[3] == 0
    assert parts[4] > 0.2
    assert parts == [*sorted(parts[:3]), *sorted(parts[3:])]
    progress.tell("something new", 1, 2)
    assert progress.bar.part == parts[-1]


def test_the_shop_is_let_go_and_the_report_is_shown_before_the_till_opens_again(
    desk: OldPosDesk, shop: Shop, runs: Runs, qtbot: QtBot
) -> None:
    sheet = looked(desk, qtbot)
    with qtbot.waitSignal(desk.closing):
        sheet.bring.click()
    assert not shop.is_open
    qtbot.waitUntil(lambda: sheet.bring.text() == "Open the till")
    assert "--dry-run" not in runs.asked[-1]
    assert any("adoption-2026.txt" in text for text in texts(sheet))
    with qtbot.waitSignal(desk.ended) as ended:
        sheet.bring.click()
    words: ToastMessage = ended.args[0]
    assert (words.kind, words.title) == ("success", "The old database came along")
    assert "4,812 sales, 412 customers" in words.detail


def test_the_log_tells_the_story_in_its_order(
    desk: OldPosDesk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "app.story"):
        desk.begin_with(PATH)
        sheet = desk.sheet
        assert sheet is not None
        qtbot.waitUntil(lambda: sheet.bring.text() == "Open the till")
    assert [r.getMessage() for r in caplog.records if r.name == "app.story"] == STORY


def test_cancelled_on_the_way_the_till_opens_again_over_what_was(
    desk: OldPosDesk, runs: Runs, qtbot: QtBot
) -> None:
    sheet = looked(desk, qtbot)
    runs.waits = True
    sheet.bring.click()
    qtbot.waitUntil(lambda: "1,200" in sheet.progress.stage.text())
    assert not any(each.isVisible() for each in (sheet.figures, sheet.zone, sheet.bring))
    with qtbot.waitSignal(desk.stopped) as stopped:
        sheet.cancel.click()
    assert stopped.args[0].title == "Nothing was brought along"


@pytest.mark.parametrize("begin", [OldPosDesk.look_at, OldPosDesk.begin_with])
def test_what_cannot_come_along_is_said_in_its_own_sentence(
    begin: Callable[..., None], desk: OldPosDesk, runs: Runs, qtbot: QtBot
) -> None:
    runs.problem = "shop.sql is not the old POS's database."
    if begin is OldPosDesk.look_at:
        sheet = looked(desk, qtbot)
        assert sheet.problem.text() == runs.problem
        assert not sheet.bring.isEnabled()
        return
    with qtbot.waitSignal(desk.stopped) as stopped:
        desk.begin_with(PATH)
    assert stopped.args[0] == ToastMessage(
        "The old database was not brought along", runs.problem, "error"
    )


def test_it_needs_the_right_to_import(
    desk: OldPosDesk, shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(shop), "by", cashier())
    with qtbot.waitSignal(desk.refused):
        desk.ask()
    assert desk.sheet is None


def test_settings_offer_the_way_back_only_while_there_is_one(
    desk: OldPosDesk, runs: Runs, theme: Theme, shop: Shop, qtbot: QtBot
) -> None:
    runs.problem = "No old file can be put back."
    section = OldPosSection(theme, desk)
    qtbot.addWidget(section)
    with qtbot.waitSignal(desk.way_back):
        section.show()
    assert not section.put_back.isVisible()
    section.hide()
    runs.problem = ""
    with qtbot.waitSignal(desk.way_back):
        section.show()
    assert "old-pos-2026.db was the shop's file before" in section.way_back.text()
    with qtbot.waitSignal(desk.ended) as ended:
        section.put_back.click()
    assert not shop.is_open
    assert ended.args[0].title == "old-pos-2026.db is back"


@pytest.mark.parametrize("scale", SCALES)
def test_everything_has_room_and_a_name(
    scale: float, desk: OldPosDesk, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_scale(scale)
    sheet = looked(desk, qtbot)
    settle()
    assert misfits(sheet) == []
    assert nameless(sheet) == []
    assert unnamed_objects(sheet) == []
    QTest.keyClick(sheet.bring, Qt.Key.Key_Escape)
