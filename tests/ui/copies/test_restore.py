"""Nothing is replaced before both sides were seen, and the till opens again whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.draft import Draft
from app.ui.copies.restore_desk import RestoreDesk
from app.ui.copies.restore_sheet import RestoreSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.widgets.toggles import Chip
from app.ui.wording import Wording
from tests.people import cashier
from tests.ui import keys
from tests.ui.copies.errands import Errands, a_copy
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects

PATH = Path("/shop/backups/suki-1.0.db")


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
def desk(
    shop: Shop, theme: Theme, wording: Wording, window: QWidget, errands: Errands
) -> RestoreDesk:
    errands.copies = [a_copy()]
    return RestoreDesk(shop, theme, wording, window, errands)


def looked(desk: RestoreDesk, qtbot: QtBot) -> RestoreSheet:
    """Open the sheet and wait until the copy was looked at."""
    desk.ask(PATH)
    sheet = desk.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: "Checking" not in sheet.about.text())
    return sheet


def texts(sheet: RestoreSheet) -> list[str]:
    return [label.text() for label in sheet.panel.findChildren(QLabel) if label.isVisible()]


def test_both_sides_are_shown_before_anything_happens(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot, shop: Shop
) -> None:
    sheet = looked(desk, qtbot)
    assert errands.asked == [["restore", str(PATH), "--dry-run", "--feed"]]
    shown = texts(sheet)
    for text in ("Here now", "Today 1:41 PM", "000009", "000007", "₱2,000.00", "₱1,505.00"):
        assert text in shown
    assert not sheet.question.isVisible()
    assert sheet.restore.isEnabled()
    keys.press(sheet, Qt.Key.Key_Escape)
    assert shop.is_open
    assert len(errands.asked) == 1


def test_enter_restores_lets_the_shop_go_and_says_what_came_of_it(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot, shop: Shop
) -> None:
    sheet = looked(desk, qtbot)
    with qtbot.waitSignal(desk.ended) as ended, qtbot.waitSignal(desk.closing):
        QTest.keyClick(sheet.restore, Qt.Key.Key_Return)
        assert not shop.is_open
        keys.press(sheet, Qt.Key.Key_Escape)
        assert sheet.is_open
    assert errands.asked[1:] == [["restore", str(PATH), "--feed"]]
    assert ended.args is not None
    said = ended.args[0]
    assert isinstance(said, ToastMessage)
    assert (said.title, said.kind) == ("The copy is in place", "success")


@pytest.mark.parametrize("differing", [0, 2])
def test_figures_that_differ_are_said(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot, differing: int
) -> None:
    errands.copies = [a_copy(differing=differing)]
    said = looked(desk, qtbot).about.text()
    assert said.startswith("The copy is whole.")
    assert ("figures differ from the recount" in said) == bool(differing)


def test_a_damaged_copy_is_one_sentence_and_no_button(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.problem = "This copy is damaged: it is not what was written, byte for byte."
    sheet = looked(desk, qtbot)
    assert errands.problem in texts(sheet)
    assert not sheet.restore.isEnabled()


def test_a_copy_without_its_record_is_looked_through_on_wish_and_can_be_restored(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.problem, errands.has_no_record = "The record is not beside this copy.", True
    sheet = looked(desk, qtbot)
    assert not sheet.restore.isEnabled()
    assert misfits(sheet) == []
    sheet.check.click()
    qtbot.waitUntil(sheet.restore.isEnabled)
    assert errands.asked[1] == ["backup", "--check", str(PATH), "--feed"]
    assert sheet.about.text().startswith("It was looked through; whether a byte of it changed")
    assert not sheet.check.isVisible()
    assert not sheet.problem.isVisible()


def test_a_copy_that_is_no_shop_stays_refused(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.problem, errands.has_no_record = "The record is not beside this copy.", True
    sheet = looked(desk, qtbot)
    errands.problem, errands.has_no_record = "This file is no whole copy of a shop.", False
    sheet.check.click()
    qtbot.waitUntil(lambda: errands.problem in texts(sheet))
    assert not sheet.restore.isEnabled()
    assert not sheet.check.isVisible()


def test_a_restore_that_fails_opens_the_till_again_with_the_reason(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    sheet = looked(desk, qtbot)
    errands.problem = "The disk is full."
    with qtbot.waitSignal(desk.ended) as ended:
        sheet.restore.click()
    assert ended.args is not None
    assert (ended.args[0].detail, ended.args[0].kind) == ("The disk is full.", "error")


def test_a_copy_from_elsewhere_goes_on_with_its_numbers_where_the_other_computer_is_out_of_use(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.is_elsewhere = True
    sheet = looked(desk, qtbot)
    assert "The copy was made on the computer “TILL-PC”. Is that till still used?" in texts(sheet)
    assert not sheet.restore.isEnabled()
    sheet.question.retired.click()
    with qtbot.waitSignal(desk.ended) as ended:
        sheet.restore.click()
    assert errands.asked[1] == ["restore", str(PATH), "--feed", "--retired"]
    assert ended.args is not None
    assert "till" not in ended.args[0].detail


def numbers(sheet: RestoreSheet) -> dict[str, Chip]:
    chips = sheet.question.findChildren(Chip)
    return {chip.text(): chip for chip in chips if chip.isVisible()}


def test_where_it_is_still_used_nobody_but_the_owner_says_which_till_this_is(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.is_elsewhere, errands.taken, errands.till = True, [0, 1, 3], 4
    sheet = looked(desk, qtbot)
    assert numbers(sheet) == {}
    sheet.question.in_use.click()
    assert list(numbers(sheet)) == [f"Till {number}" for number in (2, 4, 5, 6, 7, 8, 9)]
    assert not sheet.restore.isEnabled()
    numbers(sheet)["Till 4"].click()
    assert sheet.restore.isEnabled()
    with qtbot.waitSignal(desk.ended) as ended:
        sheet.restore.click()
    assert errands.asked[1] == ["restore", str(PATH), "--feed", "--till", "4"]
    assert ended.args is not None
    assert "till 4" in ended.args[0].detail


def test_a_number_chosen_does_not_count_where_the_computer_is_out_of_use_after_all(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.is_elsewhere = True
    sheet = looked(desk, qtbot)
    sheet.question.in_use.click()
    numbers(sheet)["Till 2"].click()
    sheet.question.retired.click()
    assert numbers(sheet) == {}
    with qtbot.waitSignal(desk.ended):
        sheet.restore.click()
    assert errands.asked[1][-1] == "--retired"


def press_where_the_focus_is(*pressed: Qt.Key) -> None:
    for key in pressed:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_the_keyboard_says_which_till_it_is(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot
) -> None:
    errands.is_elsewhere = True
    sheet = looked(desk, qtbot)
    assert sheet.question.retired.hasFocus()
    tab, space = Qt.Key.Key_Tab, Qt.Key.Key_Space
    press_where_the_focus_is(tab, space, tab, tab, space)
    assert sheet.question.till == 3
    press_where_the_focus_is(tab, space)
    assert sheet.question.till == 4
    assert [chip.isChecked() for chip in numbers(sheet).values()].count(True) == 1
    with qtbot.waitSignal(desk.ended):
        QTest.keyClick(sheet.restore, Qt.Key.Key_Return)
    assert errands.asked[1][-2:] == ["--till", "4"]


def test_who_may_not_restore_is_told_so(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shop, "by", property(lambda _: cashier()))
    with qtbot.waitSignal(desk.refused):
        desk.ask(PATH)
    assert errands.asked == []


def test_an_open_sale_is_known(desk: RestoreDesk, shop: Shop, qtbot: QtBot) -> None:
    assert not desk.is_selling()
    shop.drafts.keep(Draft("key", "{}"))
    qtbot.waitUntil(desk.is_selling)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_the_sheet_fits_and_everything_in_it_has_a_name(
    desk: RestoreDesk, errands: Errands, qtbot: QtBot, theme: Theme, scale: float,
    is_elsewhere: bool,
) -> None:  # fmt: skip
    theme.set_scale(scale)
    errands.is_elsewhere = is_elsewhere
    sheet = looked(desk, qtbot)
    if is_elsewhere:
        sheet.question.in_use.click()
    settle()
    assert misfits(sheet) == []
    assert nameless(sheet) == []
    assert unnamed_objects(sheet) == []
