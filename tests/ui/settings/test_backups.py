"""The Backups page: how it stands, the copies there are, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.backup import Reason
from app.ui.copies.keeper import CopyKeeper
from app.ui.settings.backups_section import BackupsSection
from app.ui.settings.copies_list import CopiesModel
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.ui.copies.errands import DRIVE, Errands, a_copy

Settle = Callable[[Callable[[], object]], None]


@pytest.fixture
def errands() -> Errands:
    made = Errands()
    made.copies = [a_copy(second_place=DRIVE), a_copy(30, reason=Reason.CLOSING)]
    return made


@pytest.fixture
def keeper(shop: Shop, errands: Errands) -> Iterator[CopyKeeper]:
    made = CopyKeeper(shop, errands, shop)
    yield made
    made.stop()


@pytest.fixture
def page(theme: Theme, wording: Wording, keeper: CopyKeeper, qtbot: QtBot) -> BackupsSection:
    made = BackupsSection(theme, wording, keeper, lambda: False)
    qtbot.addWidget(made)
    made.resize(1000, 680)
    made.show()
    QTest.qWaitForWindowActive(made)
    keeper.start()
    qtbot.waitUntil(lambda: keeper.is_known and keeper.is_idle)
    return made


def rows(page: BackupsSection) -> list[str]:
    model = page.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def test_the_state_and_every_copy_are_said(page: BackupsSection) -> None:
    assert page.headline.text() == "Your data is safe"
    assert page.detail.text().startswith("Last copy today 1:41 PM, checked and readable")
    assert rows(page) == [
        "Today 1:41 PM, This computer and USB drive “POS BACKUP”, 14.2 MB, Checked",
        "Yesterday 8:41 AM, end of day, This computer, 14.2 MB, Checked",
    ]


def test_back_up_now_says_that_it_is_at_work_and_then_shows_the_copy(
    page: BackupsSection, errands: Errands, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    errands.made = a_copy(0)
    page.now.click()
    assert page.headline.text() == "Making a copy …"
    assert not page.now.isEnabled()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert page.now.isEnabled()
    assert rows(page)[0].startswith("Today 2:41 PM")
    assert errands.asked[-1] == ["backup", "--reason", "asked", "--feed"]


def test_a_copy_that_was_not_made_is_red_and_tried_again(
    page: BackupsSection, errands: Errands, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    errands.problem = "Could not make a copy of the shop: the disk is full."
    page.now.click()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert page.headline.text() == "The last copy was not made"
    assert page.detail.text() == errands.problem
    assert page.now.text() == "Try again"
    errands.problem = ""
    page.now.click()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert page.now.text() == "Back up now"


def test_the_chosen_copy_stays_chosen_when_another_is_made(
    page: BackupsSection, errands: Errands, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    page.list.setCurrentIndex(page.list.rows.index(1, 0))
    errands.made = a_copy(0)
    page.now.click()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert page.list.currentIndex().row() == 2
    with qtbot.waitSignal(page.restore_requested) as wish:
        page.restore.click()
    assert wish.args is not None
    assert str(wish.args[0]) == "/shop/backups/suki-30.db"


def test_another_file_is_asked_for(page: BackupsSection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.restore_requested) as wish:
        page.other.click()
    assert wish.args == [None]


def test_while_selling_nothing_is_restored(
    theme: Theme, wording: Wording, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    selling = [True]
    page = BackupsSection(theme, wording, keeper, lambda: selling[0])
    qtbot.addWidget(page)
    page.show()
    keeper.start()
    qtbot.waitUntil(lambda: keeper.is_known and keeper.is_idle)
    assert page.selling.isVisible()
    assert not page.restore.isEnabled()
    assert not page.other.isEnabled()
    selling[0] = False
    page.hide()
    page.show()
    assert page.restore.isEnabled()
    assert not page.selling.isVisible()


def test_a_shop_without_copies_says_so(
    theme: Theme, wording: Wording, keeper: CopyKeeper, errands: Errands, qtbot: QtBot
) -> None:
    errands.copies = []
    page = BackupsSection(theme, wording, keeper, lambda: False)
    qtbot.addWidget(page)
    keeper.start()
    qtbot.waitUntil(lambda: keeper.is_known and keeper.is_idle)
    assert page.headline.text() == "No copy yet"
    assert page.stack.currentWidget() is page.empty
    assert not page.restore.isEnabled()


def test_a_second_place_is_chosen_in_a_dialog_and_given_up(
    page: BackupsSection, shop: Shop, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    page.choose.click()
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(DRIVE)
    dialog.close()
    qtbot.waitUntil(lambda: keeper.second_place == DRIVE and keeper.is_idle)
    page.show_settings(shop.settings)
    assert page.place.text() == f"Second place: USB drive “POS BACKUP”, {DRIVE}"
    page.drop.click()
    qtbot.waitUntil(lambda: keeper.second_place == "" and keeper.is_idle)
    qtbot.waitUntil(lambda: not page.drop.isVisible())


def test_a_place_that_is_refused_is_said_under_the_copies(
    page: BackupsSection, errands: Errands, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    errands.problem = "Could not keep copies there: the folder is read-only."
    keeper.use_place(DRIVE)
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert page.problem.isVisible()
    assert page.problem.text() == errands.problem


def test_the_copy_that_is_kept_to_be_put_back_says_so(
    page: BackupsSection, errands: Errands, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    way_back = a_copy(400, reason=Reason.ADOPTION)
    errands.copies.append(way_back)
    errands.way_back = way_back.name
    keeper.back_up()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert rows(page)[2].startswith("26 Oct 2026, 10:41 PM, before the old POS came along, Kept as")
    errands.way_back = ""
    keeper.back_up()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert "This computer" in rows(page)[2]


def test_copies_that_do_not_count_are_named(
    page: BackupsSection, errands: Errands, keeper: CopyKeeper, qtbot: QtBot
) -> None:
    assert not page.damaged.isVisible()
    errands.damaged = ["a.db", "b.db", "c.db", "d.db"]
    keeper.back_up()
    qtbot.waitUntil(lambda: keeper.is_idle)
    assert page.damaged.isVisible()
    assert page.damaged.text().endswith("does not count: a.db, b.db, c.db …")


def test_the_model_keeps_to_the_rules(wording: Wording, qtmodeltester: object) -> None:
    model = CopiesModel(wording)
    model.show_copies([a_copy(), replace(a_copy(2), differing=1)], DRIVE)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
