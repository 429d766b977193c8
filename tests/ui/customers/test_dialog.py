"""The customers dialog as it opens and as it looks."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.customers.dialog import CustomersDialog
from app.ui.period_picker import PeriodPicker
from app.ui.theme import Scheme, Theme
from tests.clocks import HeldClock
from tests.storage.builders import a_line, a_sale
from tests.ui.customers.conftest import Record
from tests.ui.customers.reading import (
    focus_name,
    names,
)
from tests.ui.keys import press

Key = Qt.Key

# Opening


def test_it_opens_on_the_best_customer_with_the_search_ready(dialog: CustomersDialog) -> None:
    assert names(dialog) == [
        "Maria Santos", "Maricel Dela Cruz", "Marlon Reyes", "Peña Grande Store"
    ]  # fmt: skip
    assert dialog.list.count_label.text() == "4 customers"
    assert focus_name() == "customer_search"
    assert dialog.detail.head.name_label.text() == "Maria Santos"
    assert dialog.detail.figures.total.text == "₱645.00"
    assert dialog.detail.figures.count.text == "3"
    assert dialog.detail.figures.average.text == "₱215.00"
    assert dialog.detail.figures.last.text == "8 Nov 2026"


def test_somebody_new_or_not_seen_any_more_has_a_badge(
    dialog: CustomersDialog, record: Record, clock: HeldClock, qtbot: QtBot
) -> None:
    badge = dialog.detail.head.badge
    assert (badge.isVisible(), badge.text) == (True, "New")
    for turn in range(3):
        at = clock.now() - timedelta(days=40 + 7 * turn)
        record(a_sale("Maria Santos", [a_line()], at=at))
    qtbot.waitUntil(lambda: not badge.isVisible())
    clock.pass_time(days=30)
    record(a_sale("Peña Grande Store", [a_line()], at=clock.now()))
    dialog.detail.show_customer(dialog.detail.customer)
    assert (badge.isVisible(), badge.text) == (True, "Slipping away")
    assert badge.toolTip().startswith("Usually comes every ")


def test_the_newest_sale_is_open(dialog: CustomersDialog) -> None:
    assert dialog.detail.history.view.currentIndex().row() == 0
    assert dialog.detail.sale.title_label.text() == "Receipt 000001"
    assert dialog.detail.sale.facts_label.text() == "8 Nov 2026, 2:41 PM  ·  Till 1"
    assert ("1", "Coffee 3-in-1, 30 sachets", "215.00") in dialog.detail.sale.model.texts()


def test_it_is_as_large_as_the_window_has_room_for(
    dialog: CustomersDialog, window: QWidget
) -> None:
    assert (dialog.panel.width(), dialog.panel.height()) == (1334, 736)
    window.resize(1920, 1080)
    assert (dialog.panel.width(), dialog.panel.height()) == (1640, 940)
    assert dialog.detail.sale.width() == 470
    window.resize(1280, 720)
    assert (dialog.panel.width(), dialog.panel.height()) == (1248, 688)
    assert dialog.detail.sale.width() == 340
    window.resize(1366, 768)
    assert dialog.detail.sale.width() == 388


def test_the_head_says_how_to_reach_them_and_since_when(dialog: CustomersDialog) -> None:
    words = "0917 555 0142  ·  first purchase 25 Oct 2026"
    assert dialog.detail.head.contact_label.text() == words


def test_the_chart_tells_its_months_to_those_who_listen(dialog: CustomersDialog) -> None:
    spoken = dialog.detail.months.chart.accessibleDescription()
    assert spoken.startswith("Dec ₱0.00; Jan ₱0.00")
    assert spoken.endswith("Oct ₱215.00; Nov ₱430.00")


# Looks


def test_it_can_change_its_colours_while_open_and_after_a_sheet_was_closed(
    dialog: CustomersDialog, theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    dialog.pick_period()
    picker = window.findChild(PeriodPicker)
    assert isinstance(picker, PeriodPicker)
    with qtbot.waitSignal(picker.destroyed):
        press(window, Key.Key_Escape)
    light = dialog.grab().toImage().pixelColor(600, 300)
    theme.set_scheme(Scheme.DARK)
    assert dialog.grab().toImage().pixelColor(600, 300) != light
    assert dialog.list.sort_button.text() == "Sort: Total purchases"


def test_rows_stay_inside_the_round_corner(dialog: CustomersDialog) -> None:
    corner = dialog.list.mapTo(dialog.panel, dialog.list.rect().bottomLeft())
    picture = dialog.panel.grab().toImage()
    canvas = dialog.theme.color("canvas")
    assert picture.pixelColor(corner.x() + 8, corner.y() - 60) != canvas
    assert dialog.list.states.mask().contains(dialog.list.states.rect().center())
    assert not dialog.list.states.mask().contains(dialog.list.states.rect().bottomLeft())


def test_what_somebody_often_buys_is_beside_their_months(
    dialog: CustomersDialog, qtbot: QtBot
) -> None:
    card = dialog.detail.months
    assert card.chart.isVisible()
    card.views.set_current("months")
    segment = card.views.findChild(QWidget, "segment_habits")
    assert segment is not None
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert card.habits.isVisible()
    assert not card.chart.isVisible()
    said = card.habits.accessibleDescription()
    assert said.startswith(card.habits.lines[0])
    name, _, often = card.habits.lines[0].rpartition(", ")
    assert name
    assert often.endswith(" sales")
    dialog.list.view.move_by_key(Key.Key_Down)
    qtbot.waitUntil(lambda: card.habits.accessibleDescription() != said)
    assert card.habits.isVisible(), "the next customer is shown the same way"


def test_an_old_sale_in_a_year_of_sales_keeps_its_place_in_the_chart(
    dialog: CustomersDialog, record: Record, clock: HeldClock
) -> None:
    chart = dialog.detail.months.chart
    chart.select(10)
    record(a_sale("Maria Santos", (a_line(700),), at=clock.now() - timedelta(days=200)))
    assert chart.selected == 10
    assert "Apr ₱7.00" in chart.accessibleDescription()
