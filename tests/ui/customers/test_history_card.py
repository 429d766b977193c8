"""The purchase history and its date range: presets, typed days, count and total, reading on."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.period import ALL_TIME, Period
from app.ui.customers.dialog import CustomersDialog
from app.ui.customers.history_card import HistoryCard
from app.ui.customers.history_model import PAGE
from app.ui.period_picker import PeriodPicker
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.storage.builders import a_sale
from tests.ui.customers.conftest import Record
from tests.ui.customers.examples import MARIA, a_line
from tests.ui.customers.examples import a_sale as staged_sale
from tests.ui.customers.staged import StagedStore
from tests.ui.keys import press, type_text

Key = Qt.Key


@pytest.fixture
def history(dialog: CustomersDialog) -> HistoryCard:
    return dialog.detail.history


def is_asking(window: QWidget) -> bool:
    """Say whether a picker is open; a closed one goes away altogether."""
    return any(picker.is_open for picker in window.findChildren(PeriodPicker))


def open_picker(history: HistoryCard, window: QWidget) -> PeriodPicker:
    history.period_button.setFocus()
    press(window, Key.Key_Return)
    pickers = [picker for picker in window.findChildren(PeriodPicker) if picker.is_open]
    assert len(pickers) == 1
    return pickers[0]


def numbers(history: HistoryCard) -> list[str]:
    model = history.model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def type_days(window: QWidget, picker: PeriodPicker, first: str, last: str) -> None:
    picker.first.edit.setFocus()
    type_text(window, first)
    press(window, Key.Key_Tab)
    type_text(window, last)
    press(window, Key.Key_Return)


def test_a_preset_is_taken_at_once_and_says_count_and_total(
    history: HistoryCard, window: QWidget, dialog: CustomersDialog
) -> None:
    picker = open_picker(history, window)
    assert QApplication.focusWidget() is picker.tiles["all"]
    picker.tiles["this_month"].setFocus()
    press(window, Key.Key_Return)
    assert not is_asking(window)
    assert history.period_button.text() == "This month"
    assert history.period_button.accessibleName() == "Dates: This month"
    assert history.summary_label.text() == "2 sales  ·  ₱430.00"
    assert history.summary_label.isVisible()
    assert numbers(history) == ["000001", "000002"]
    assert dialog.detail.sale.title_label.text() == "Receipt 000001"


def test_typed_days_are_taken_with_enter(history: HistoryCard, window: QWidget) -> None:
    picker = open_picker(history, window)
    type_days(window, picker, "20 Oct 2026", "2026-10-31")
    assert not is_asking(window)
    assert history.period == Period(date(2026, 10, 20), date(2026, 10, 31))
    assert history.period_button.text() == "20 Oct 2026 – 31 Oct 2026"
    assert history.summary_label.text() == "1 sale  ·  ₱215.00"
    assert numbers(history) == ["000003"]


def test_the_days_chosen_before_can_be_changed(history: HistoryCard, window: QWidget) -> None:
    history.set_period(Period(date(2026, 10, 20), None))
    picker = open_picker(history, window)
    assert (picker.first.text(), picker.last.text()) == ("20 Oct 2026", "")


@pytest.mark.parametrize(
    ("first", "last", "wrong", "words"),
    [
        ("10/20/2026", "", "first", "Write the date like 8 Nov 2026 or 2026-11-08."),
        ("1 Oct 2026", "31 Sep 2026", "last", "There is no such day. Check the date."),
        ("1 Oct 2026", "30 Sep 2026", "last", "This is before the first day."),
    ],
)
def test_days_that_cannot_be_understood_say_why_and_stay(
    history: HistoryCard, window: QWidget, first: str, last: str, wrong: str, words: str
) -> None:
    picker = open_picker(history, window)
    type_days(window, picker, first, last)
    assert is_asking(window)
    field = picker.first if wrong == "first" else picker.last
    assert field.error == words
    assert field.edit.hasFocus()
    assert field.edit.selectedText() == field.text() == (first if wrong == "first" else last)
    assert history.period == ALL_TIME
    type_text(window, "1")
    assert field.error == ""


def test_esc_keeps_the_days_and_the_dialog(
    history: HistoryCard, window: QWidget, dialog: CustomersDialog
) -> None:
    open_picker(history, window)
    press(window, Key.Key_Escape)
    assert not is_asking(window)
    assert dialog.is_open
    assert history.period_button.hasFocus()


def test_days_without_a_sale_say_so_and_lead_back(
    history: HistoryCard, window: QWidget, dialog: CustomersDialog
) -> None:
    history.set_period(Period(date(2025, 1, 1), date(2025, 1, 31)))
    assert history.none_then.isVisible()
    assert history.summary_label.text() == "0 sales  ·  ₱0.00"
    assert dialog.detail.sale.title_label.text() == ""
    history.all_button.setFocus()
    press(window, Key.Key_Return)
    assert history.period == ALL_TIME
    assert not history.summary_label.isVisible()
    assert history.view.hasFocus()
    assert len(numbers(history)) == 3


def test_count_and_total_follow_a_sale_that_lands(
    history: HistoryCard, record: Record, clock: HeldClock
) -> None:
    history.set_period(Period(date(2026, 11, 1), date(2026, 11, 30)))
    record(a_sale("Maria Santos", at=clock.now()))
    assert history.summary_label.text() == "3 sales  ·  ₱442.50"
    record(a_sale("Maria Santos", at=clock.now() - timedelta(days=60)))
    assert history.summary_label.text() == "3 sales  ·  ₱442.50"


def test_the_days_stay_when_another_customer_is_chosen(
    history: HistoryCard, dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    history.set_period(Period(date(2026, 11, 1), None))
    dialog.list.search.setFocus()
    press(window, Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.detail.head.name_label.text() == "Maricel Dela Cruz")
    assert history.none_then.isVisible()


def reads_more_than(history: HistoryCard, rows: int) -> bool:
    """Say whether more is loaded, and the view knows of it."""
    view = history.view
    in_all = view.verticalScrollBar().maximum() + view.viewport().height()
    return history.model.rowCount() > rows and in_all == history.model.rowCount() * 44


@pytest.fixture
def regular(staged: StagedStore, clock: HeldClock) -> StagedStore:
    """Maria came two thousand times."""
    lines = (a_line("Rice", 1000, 50_00),)
    staged.sales_of[MARIA] = [
        staged_sale(number, clock.now() - timedelta(hours=number), lines)
        for number in range(1, 2_001)
    ]
    return staged


def test_scrolling_reads_on_before_the_end_is_in_sight(
    regular: StagedStore, staged_dialog: CustomersDialog, qtbot: QtBot
) -> None:
    history = staged_dialog.detail.history
    assert history.model.rowCount() == PAGE
    bar = history.view.verticalScrollBar()
    while history.model.rowCount() < 2_000:
        read = history.model.rowCount()
        bar.setValue(bar.maximum())
        qtbot.waitUntil(partial(reads_more_than, history, read))
    assert numbers(history)[-1] == "002000"


def test_end_goes_to_the_very_first_purchase(
    regular: StagedStore, staged_dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    history = staged_dialog.detail.history
    history.view.setFocus()
    press(window, Key.Key_End)
    qtbot.waitUntil(lambda: staged_dialog.detail.sale.title_label.text() == "Receipt 002000")
    press(window, Key.Key_Home)
    assert staged_dialog.detail.sale.title_label.text() == "Receipt 000001"


def test_another_key_ends_the_way_to_the_end(
    regular: StagedStore, staged_dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    history = staged_dialog.detail.history
    history.view.setFocus()
    press(window, Key.Key_End)
    press(window, Key.Key_Down)
    read = history.model.rowCount()
    qtbot.wait(20)
    assert history.model.rowCount() == read < 2_000


def test_rows_in_sight_stay_when_a_sale_comes_on_top(
    regular: StagedStore, staged_dialog: CustomersDialog, clock: HeldClock
) -> None:
    history = staged_dialog.detail.history
    view = history.view
    view.verticalScrollBar().setValue(440)
    seen = history.model.sale(view.rowAt(0))
    lines = (a_line("Rice", 1000, 50_00),)
    regular.sales_of[MARIA].append(staged_sale(9_999, clock.now(), lines))
    history.refresh([9_999])
    assert history.model.sale(0) == regular.sales_of[MARIA][-1].head
    assert history.model.sale(view.rowAt(0)) == seen


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_every_date_and_number_has_room_at_every_text_size(
    history: HistoryCard, theme: Theme, wording: Wording, scale: float
) -> None:
    theme.set_scale(scale)
    dates = [wording.day(date(2026, month, day)) for month in range(1, 13) for day in (2, 25)]
    bold = theme.metrics("body", tabular=True, weight=500)
    room = history.view.columnWidth(0) - 16
    assert max(bold.horizontalAdvance(text) for text in dates) <= room
    plain = theme.metrics("body", tabular=True)
    assert plain.horizontalAdvance("I000000") <= history.view.columnWidth(1) - 16
    header = theme.metrics("label-strong")
    assert header.horizontalAdvance("Receipt") <= history.view.columnWidth(1) - 32
