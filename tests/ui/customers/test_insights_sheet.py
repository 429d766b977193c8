"""The best customers and who is slipping away: looked through by the real command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Right
from app.ui.customers.dialog import CustomersDialog
from app.ui.customers.insights_sheet import InsightsSheet
from app.ui.customers.regulars_list import RegularsList
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.people import allowed
from tests.storage.builders import a_line, a_sale
from tests.ui.customers.conftest import Record
from tests.ui.files.readings import INSIGHTS
from tests.ui.keys import press
from tests.ui.looks import misfits, nameless, settle

PATIENCE_MS = 20_000
ROOT = Path(__file__).parents[3]
SAY = "import sys; print(sys.argv[1])"
Run = Callable[[Sequence[str]], Sequence[str]]


class Said:
    """Answers what a test sets, from a real process."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = INSIGHTS
        self.asked: list[list[str]] = []

    def __call__(self, arguments: Sequence[str]) -> list[str]:
        self.asked.append(list(arguments))
        return [sys.executable, "-S", "-c", SAY, json.dumps(self.answer)]


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def people(
    shop: Shop, theme: Theme, wording: Wording, window: QWidget, said: Said
) -> Iterator[CustomersDialog]:
    made = CustomersDialog(shop, theme, wording, window, run_again=said)
    made.open()
    yield made
    made.close_sheet()


def opened(window: QWidget, dialog: CustomersDialog, qtbot: QtBot) -> InsightsSheet:
    """Ask for the sheet by its button, and wait until something else than blocks is shown."""
    QTest.mouseClick(dialog.list.insights_button, Qt.MouseButton.LeftButton)
    sheet = Sheet.top(window)
    assert isinstance(sheet, InsightsSheet)
    qtbot.waitUntil(lambda: sheet.state.isVisible() or sheet.best.isVisible(), timeout=PATIENCE_MS)
    settle()
    return sheet


def read(people: RegularsList) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [people.item(row).data(role) for row in range(people.count())]


def test_both_lists_say_who_and_why(
    window: QWidget, people: CustomersDialog, said: Said, qtbot: QtBot
) -> None:
    sheet = opened(window, people, qtbot)
    assert said.asked == [["insights", "--feed", "--limit", "50"]]
    assert read(sheet.best) == ["Maria Santos, 0917 555 0142, ₱48,210.50, 12 sales"]
    assert read(sheet.slipping) == ["Maricel Dela Cruz, 1,009 days away, usually every day"]
    assert sheet.bars.accessibleDescription().startswith("Best customers: 6, 15% of sales; Reg")
    assert sheet.best.hasFocus()


def test_enter_and_a_tap_lead_to_the_customer(
    window: QWidget, people: CustomersDialog, qtbot: QtBot
) -> None:
    opened(window, people, qtbot)
    press(window, Qt.Key.Key_Return)
    assert Sheet.top(window) is people
    assert people.detail.head.name_label.text() == "Maria Santos"
    again = opened(window, people, qtbot)
    row = again.slipping.visualItemRect(again.slipping.item(0)).center()
    QTest.mouseClick(again.slipping.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert people.detail.head.name_label.text() == "Maricel Dela Cruz"
    assert people.is_open


@pytest.mark.parametrize("sales", [0, 19])
def test_few_sales_tell_nothing_yet(
    window: QWidget, people: CustomersDialog, said: Said, qtbot: QtBot, sales: int
) -> None:
    said.answer = INSIGHTS | {"sales": sales}
    sheet = opened(window, people, qtbot)
    assert sheet.state.isVisible()
    assert not sheet.best.isVisible()


def test_what_went_wrong_is_said_and_can_be_tried_again(
    window: QWidget, people: CustomersDialog, said: Said, qtbot: QtBot
) -> None:
    said.answer = {"problem": "The shop's file cannot be read.", "advice": "Try again."}
    sheet = opened(window, people, qtbot)
    assert sheet.state.isVisible()
    said.answer = INSIGHTS
    assert sheet.state.button is not None
    QTest.mouseClick(sheet.state.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.best.isVisible, timeout=PATIENCE_MS)


def test_who_may_not_see_the_customers_is_refused(
    window: QWidget, people: CustomersDialog, shop: Shop, said: Said, qtbot: QtBot
) -> None:
    shop.serve(allowed("Joy", {Right.SELL}))
    sheet = opened(window, people, qtbot)
    assert sheet.state.isVisible()
    assert said.asked == []


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)])
def test_it_fits_every_window_and_text_size(
    window: QWidget,
    people: CustomersDialog,
    theme: Theme,
    qtbot: QtBot,
    size: tuple[int, int],
    scale: float,
) -> None:
    window.resize(*size)
    theme.set_scale(scale)
    sheet = opened(window, people, qtbot)
    assert misfits(sheet) == []
    assert nameless(sheet) == []
    theme.set_scale(1.0)


def test_the_real_command_looks_through_the_real_shop(
    shop: Shop,
    shop_folder: Path,
    theme: Theme,
    wording: Wording,
    window: QWidget,
    clock: HeldClock,
    record: Record,
    qtbot: QtBot,
) -> None:
    for name, newest in (("Maria Santos", 1), ("Marlon Reyes", 30)):
        for turn in range(12):
            at = clock.now() - timedelta(days=newest + 7 * turn)
            record(a_sale(name, [a_line(5_000)], at=at))
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.clocks import HeldClock; "
    main = f"{start}from app.__main__ import main; sys.exit(main(clock=HeldClock()))"

    def run(words: Sequence[str]) -> list[str]:
        return [sys.executable, "-c", main, "--data", str(shop_folder), *words]

    dialog = CustomersDialog(shop, theme, wording, window, run_again=run)
    dialog.open()
    sheet = opened(window, dialog, qtbot)
    assert [each.split(",")[0] for each in read(sheet.best)] == ["Maria Santos"]
    assert [each.split(",")[0] for each in read(sheet.slipping)] == ["Marlon Reyes"]
