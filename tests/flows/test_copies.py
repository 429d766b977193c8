"""Copies from the running till: made by real processes, put back, and opened again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.backup import Reason
from app.storage.backup_list import copies_in
from app.storage.classify import COPIES, DATABASE_NAME
from app.ui.copies.errand import send_off
from app.ui.copies.restore_sheet import RestoreSheet
from app.ui.first_run import FirstRun
from app.ui.widgets.toggles import Chip
from tests.conftest import CHECKOUT
from tests.flows.conftest import OpenCounter
from tests.flows.counter import RICE, Counter, rows
from tests.ui.copies.errands import a_copy

PROGRAM = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from app.__main__ import main
from tests.clocks import HeldClock
sys.exit(main(clock=HeldClock()))
"""
SALES = "SELECT count(*) FROM sales"


def real_errands(counter: Counter) -> None:
    """Let the till start the real program, as an installed one does."""

    def command(arguments: Sequence[str]) -> list[str]:
        said = ["--data", str(counter.folder), *arguments]
        return [sys.executable, "-c", PROGRAM, str(CHECKOUT), *said]

    counter.errands.really = command
    counter.till._application = Loop()  # type: ignore[assignment]


class Loop:
    """Stands in for the application's loop, which no test is in."""

    def exit(self, code: int) -> None:
        assert code == 0


def sell(counter: Counter) -> None:
    before = rows(counter.folder, SALES)
    counter.scan(RICE)
    counter.pay_exactly()
    counter.until(lambda: rows(counter.folder, SALES) != before)


def has_copy(folder: Path, reason: Reason) -> bool:
    return any(copy.reason is reason for copy in copies_in(folder / COPIES))


def test_a_till_that_is_closed_leaves_a_checked_copy_of_its_last_sale(
    open_counter: OpenCounter, shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.copies.keeper.send_off", send_off)
    counter = open_counter(shop_folder)
    real_errands(counter)
    sell(counter)
    counter.close()
    counter.until(lambda: has_copy(shop_folder, Reason.CLOSING))
    (copy,) = copies_in(shop_folder / COPIES)
    assert copy.figures.sales == rows(shop_folder, SALES)[0][0]
    assert copy.differing == 0


def test_a_till_is_copied_while_it_sells_and_put_back_from_the_page(
    open_counter: OpenCounter, shop_folder: Path
) -> None:
    counter = open_counter(shop_folder)
    real_errands(counter)
    before = rows(shop_folder, SALES)
    copies = counter.window.desks.copies
    assert copies is not None
    copies.start()
    counter.until(lambda: copies.keeper.is_known and copies.keeper.is_idle)
    counter.until(lambda: bool(copies.keeper.copies))
    assert counter.window.rail.backup.lines[0] == "Backed up"
    sell(counter)
    counter.window.areas.show_page("settings")
    counter.window.pages.page.show_section("backups")  # type: ignore[attr-defined]
    counter.find(QPushButton, "restore_copy").click()
    sheet = counter.window.findChild(RestoreSheet)
    assert sheet is not None
    counter.until(sheet.restore.isEnabled)
    assert not sheet.question.isVisible()
    sheet.restore.click()
    counter.until(lambda: counter.till.last_words is not None)
    assert counter.till.last_words is not None
    assert counter.till.last_words.title == "The copy is in place"
    counter.close()
    assert rows(shop_folder, SALES) == before
    assert has_copy(shop_folder, Reason.RESTORE)
    again = open_counter(shop_folder)
    sell(again)
    assert rows(shop_folder, SALES) == [(before[0][0] + 1,)]


def test_while_a_sale_is_open_nothing_can_be_restored(
    open_counter: OpenCounter, shop_folder: Path
) -> None:
    counter = open_counter(shop_folder)
    counter.scan(RICE)
    counter.until(lambda: rows(shop_folder, "SELECT count(*) FROM cart_drafts") == [(1,)])
    counter.window.areas.show_page("settings")
    counter.window.pages.page.show_section("backups")  # type: ignore[attr-defined]
    assert not counter.find(QPushButton, "restore_copy").isEnabled()
    assert not counter.find(QPushButton, "restore_file").isEnabled()


def test_a_new_computer_begins_with_a_copy(
    open_counter: OpenCounter, shop_folder: Path, tmp_path: Path
) -> None:
    first = open_counter(shop_folder)
    real_errands(first)
    copies = first.window.desks.copies
    assert copies is not None
    copies.keeper.back_up()
    first.until(lambda: copies.keeper.is_idle)
    first.close()
    (copy,) = copies_in(shop_folder / COPIES)
    folder = tmp_path / "new computer"
    folder.mkdir()
    counter = open_counter(folder)
    real_errands(counter)
    assert isinstance(counter.window.opening.first_run, FirstRun)
    assert counter.window.opening.first_run.restore.isVisible()
    office = counter.window.desks.copies
    assert office is not None
    office.desk.look_at(str(shop_folder / COPIES / copy.name))
    sheet = counter.window.findChild(RestoreSheet)
    assert sheet is not None
    counter.until(sheet.question.isVisible)
    sheet.question.in_use.click()
    counter.find(Chip, "restore_till_2").click()
    sheet.restore.click()
    counter.until(lambda: counter.till.last_words is not None)
    counter.close()
    again = open_counter(folder)
    assert again.window.opening.first_run is None
    sell(again)
    newest = "SELECT sale_number FROM sales ORDER BY id DESC LIMIT 1"
    assert rows(folder, newest) == [("2-000001",)]
    assert (shop_folder / DATABASE_NAME).exists()


def spoil(folder: Path) -> None:
    shop = folder / DATABASE_NAME
    shop.write_bytes(shop.read_bytes()[:5000])


def test_a_shop_that_cannot_be_opened_is_put_back_from_its_newest_copy(
    open_counter: OpenCounter, make_counter: OpenCounter, shop_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    first = open_counter(shop_folder)
    real_errands(first)
    copies = first.window.desks.copies
    assert copies is not None
    copies.keeper.back_up()
    first.until(lambda: copies.keeper.is_idle)
    first.close()
    before = rows(shop_folder, SALES)
    spoil(shop_folder)
    offered: list[str] = []

    def take(title: str, _detail: str, way: str) -> bool:
        offered.extend((title, way))
        return True

    monkeypatch.setattr("app.ui.notices.offer", take)
    counter = make_counter(shop_folder)
    real_errands(counter)
    counter.till.start()
    counter.until(lambda: counter.window.findChild(RestoreSheet) is not None)
    assert offered == ["The end of the shop's file is missing.", "Restore a copy…"]
    sheet = counter.window.findChild(RestoreSheet)
    assert sheet is not None
    counter.until(sheet.restore.isEnabled)
    sheet.restore.click()
    counter.until(lambda: counter.till.last_words is not None)
    assert counter.till.exit_code == 0
    counter.close()
    assert rows(shop_folder, SALES) == before
    assert list((shop_folder / COPIES).glob("put-away-*/shop.db"))
    open_counter(shop_folder)


def test_who_gives_up_has_a_till_that_ends(
    make_counter: OpenCounter, shop_folder: Path, monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
) -> None:  # fmt: skip
    spoil(shop_folder)
    monkeypatch.setattr("app.ui.notices.offer", lambda *_: True)
    counter = make_counter(shop_folder)
    counter.errands.copies = [a_copy()]
    left: list[int] = []

    def leave() -> None:
        sheet = counter.window.findChild(RestoreSheet)
        if sheet is not None and not left:
            left.append(1)
            sheet.leave()

    timer = QTimer(interval=20)
    timer.timeout.connect(leave)
    timer.start()
    counter.till.start()
    assert qapp.exec() == 1
    assert left
