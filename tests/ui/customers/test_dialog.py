"""The customers dialog driven by keys: find, walk, drill down, stay true."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.customer import Sort
from app.domain.money import Money
from app.domain.ports import Changes
from app.ui.customers.contact_sheet import ContactSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.customers.period_picker import PeriodPicker
from app.ui.shop import Shop
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.storage.builders import a_line, a_sale
from tests.ui.customers.conftest import Record
from tests.ui.customers.staged import StagedStore
from tests.ui.keys import press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""What the offscreen platform says when a menu opens."""


def names(dialog: CustomersDialog) -> list[str]:
    model = dialog.list.model
    return [model.index(row).data() for row in range(model.rowCount())]


def chosen(dialog: CustomersDialog) -> str:
    current = dialog.list.view.current
    return current.name if current else ""


def wait_for_detail(qtbot: QtBot, dialog: CustomersDialog, name: str) -> None:
    qtbot.waitUntil(lambda: dialog.detail.head.name_label.text() == name)


def search_for(qtbot: QtBot, window: QWidget, dialog: CustomersDialog, text: str) -> None:
    with qtbot.waitSignal(dialog.list.model.modelReset):
        type_text(window, text)


def focus_name() -> str:
    widget = QApplication.focusWidget()
    if widget is None:
        return ""
    parent = widget.parentWidget()
    return widget.objectName() or (parent.objectName() if parent else "")


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


# Finding


def test_typing_narrows_the_list_and_the_detail_follows(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    search_for(qtbot, window, dialog, "dela")
    assert names(dialog) == ["Maricel Dela Cruz"]
    assert dialog.list.count_label.text() == "1 customer"
    wait_for_detail(qtbot, dialog, "Maricel Dela Cruz")
    assert dialog.detail.sale.title_label.text() == "Receipt 000004"


def test_a_chosen_customer_stays_chosen_while_the_search_still_finds_them(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    press(window, Key.Key_Down, times=2)
    wait_for_detail(qtbot, dialog, "Marlon Reyes")
    search_for(qtbot, window, dialog, "mar")
    assert chosen(dialog) == "Marlon Reyes"
    press(window, Key.Key_Escape)
    assert dialog.is_open
    qtbot.waitUntil(lambda: len(names(dialog)) == 4)
    assert chosen(dialog) == "Marlon Reyes"


def test_nobody_found_says_so_and_offers_to_write_them_down(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    search_for(qtbot, window, dialog, "xyz")
    assert dialog.list.no_match.isVisible()
    assert "No one matches “xyz”" in texts(dialog.list.no_match)
    qtbot.waitUntil(dialog.detail.nobody.isVisible)
    assert dialog.list.no_match.button is not None
    dialog.list.no_match.button.click()
    sheet = window.findChild(ContactSheet)
    assert isinstance(sheet, ContactSheet)
    assert sheet.name.text() == "xyz"


def test_an_empty_shop_says_how_customers_come(
    empty_shop: Shop, theme: Theme, wording: Wording, window: QWidget
) -> None:
    dialog = CustomersDialog(empty_shop, theme, wording, window)
    dialog.open()
    assert dialog.list.nobody.isVisible()
    assert texts(dialog.list.nobody)[:2] == [
        "No customers yet",
        "Type a name on the next sale and they appear here.",
    ]
    assert dialog.detail.nobody.isVisible()


def test_the_first_sale_ever_fills_the_open_dialog(
    empty_shop: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    dialog = CustomersDialog(empty_shop, theme, wording, window)
    dialog.open()
    with qtbot.waitSignal(empty_shop.changed):
        empty_shop.record(a_sale("Ana Reyes", at=empty_shop.clock.now()))
    assert names(dialog) == ["Ana Reyes"]
    wait_for_detail(qtbot, dialog, "Ana Reyes")
    assert dialog.detail.sale.title_label.text() == "Receipt 000001"


def texts(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


# Walking


def test_arrows_move_the_list_from_the_search_field(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    press(window, Key.Key_Down)
    assert chosen(dialog) == "Maricel Dela Cruz"
    press(window, Key.Key_End)
    assert chosen(dialog) == "Peña Grande Store"
    press(window, Key.Key_Down)
    assert chosen(dialog) == "Peña Grande Store"
    press(window, Key.Key_Home)
    press(window, Key.Key_PageDown)
    assert chosen(dialog) == "Peña Grande Store"
    press(window, Key.Key_PageUp)
    assert chosen(dialog) == "Maria Santos"
    press(window, Key.Key_Up)
    assert chosen(dialog) == "Maria Santos"
    assert focus_name() == "customer_search"


def test_a_key_held_down_reads_only_the_last_detail(
    staged_dialog: CustomersDialog, staged: StagedStore, window: QWidget, qtbot: QtBot
) -> None:
    staged.asked.clear()
    press(window, Key.Key_Down, times=5)
    assert "history" not in staged.asked
    wait_for_detail(qtbot, staged_dialog, "Barangay San Roque")
    assert staged.asked.count("history") == 1


def test_tab_goes_round_in_reading_order_and_shows_where_it_is(
    dialog: CustomersDialog, window: QWidget
) -> None:
    stops = []
    for _ in range(10):
        stops.append(focus_name())
        press(window, Key.Key_Tab)
    assert stops == [
        "customer_search", "customer_sort", "customer_list", "customer_edit", "customer_months",
        "history_period", "customer_history", "sale_lines", "customer_new", "close_sheet",
    ]  # fmt: skip
    assert focus_name() == "customer_search"


def test_esc_peels_the_search_then_the_dialog(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    search_for(qtbot, window, dialog, "mar")
    press(window, Key.Key_Escape)
    assert dialog.is_open
    assert dialog.list.search.text() == ""
    press(window, Key.Key_Escape)
    assert not dialog.is_open


def test_ctrl_f_comes_back_to_the_search(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    search_for(qtbot, window, dialog, "mar")
    dialog.detail.history.view.setFocus()
    press(window, Key.Key_F, CTRL)
    assert focus_name() == "customer_search"
    assert dialog.list.search.edit.selectedText() == "mar"


def test_arrows_in_the_history_open_the_sale_they_stand_on(
    dialog: CustomersDialog, window: QWidget
) -> None:
    dialog.detail.history.view.setFocus()
    for number in ("000002", "000003", "000003"):
        press(window, Key.Key_Down)
        assert dialog.detail.sale.title_label.text() == f"Receipt {number}"
    press(window, Key.Key_Home)
    assert dialog.detail.sale.title_label.text() == "Receipt 000001"


# Sorting


@menus
def test_an_order_is_chosen_by_keys_and_turned_round_by_choosing_it_again(
    dialog: CustomersDialog, window: QWidget, qtbot: QtBot
) -> None:
    choose_order(qtbot, dialog, window, Sort.NAME)
    assert names(dialog) == [
        "Maria Santos", "Maricel Dela Cruz", "Marlon Reyes", "Peña Grande Store"
    ]  # fmt: skip
    assert dialog.list.sort_button.text() == "Sort: Name"
    assert dialog.list.sort_button.accessibleName() == "Sort: Name, ascending"
    choose_order(qtbot, dialog, window, Sort.NAME)
    assert names(dialog)[0] == "Peña Grande Store"
    assert dialog.list.sort_button.accessibleName() == "Sort: Name, descending"
    assert chosen(dialog) == "Maria Santos"


@menus
@pytest.mark.parametrize(
    ("sort", "first"),
    [(Sort.TOTAL, "Peña Grande Store"), (Sort.COUNT, "Maria Santos"),
     (Sort.LAST, "Peña Grande Store")],
)  # fmt: skip
def test_each_order_is_the_stores(
    dialog: CustomersDialog, shop: Shop, window: QWidget, qtbot: QtBot, sort: Sort, first: str
) -> None:
    choose_order(qtbot, dialog, window, sort)
    if sort is Sort.TOTAL:
        assert dialog.list.sort_button.is_reversed
    reverse = sort is Sort.TOTAL
    expected = shop.reader.customers.page("", sort, None, 9, by=shop.by, reverse=reverse)
    assert names(dialog) == [customer.name for customer in expected]
    assert names(dialog)[0] == first


def choose_order(qtbot: QtBot, dialog: CustomersDialog, window: QWidget, sort: Sort) -> None:
    button = dialog.list.sort_button
    button.setFocus()
    press(window, Key.Key_Space)
    menu = button.menu_of_orders
    qtbot.waitUntil(menu.isVisible)
    wanted = list(Sort).index(sort) - list(Sort).index(button.sort)
    key = Key.Key_Down if wanted > 0 else Key.Key_Up
    for _ in range(abs(wanted)):
        QTest.keyClick(menu, key)
    QTest.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: not menu.isVisible())


# Staying true


def test_a_sale_that_lands_updates_everything_in_place(
    dialog: CustomersDialog, record: Record, clock: HeldClock, window: QWidget, qtbot: QtBot
) -> None:
    press(window, Key.Key_Down)
    wait_for_detail(qtbot, dialog, "Maricel Dela Cruz")
    view = dialog.detail.history.view
    view.go_to(1)
    opened = dialog.detail.sale.title_label.text()
    record(a_sale("maricel DELA cruz", (a_line(100_000),), at=clock.now()))
    assert names(dialog)[:2] == ["Maricel Dela Cruz", "Maria Santos"]
    assert chosen(dialog) == "Maricel Dela Cruz"
    assert dialog.detail.figures.total.text == "₱1,430.00"
    assert dialog.detail.figures.count.text == "3"
    assert dialog.detail.figures.last.text == "12 Nov 2026"
    assert dialog.detail.months.chart.accessibleDescription().endswith("Nov ₱1,000.00")
    assert dialog.detail.history.model.rowCount() == 3
    assert view.currentIndex().row() == 2
    assert dialog.detail.sale.title_label.text() == opened


def test_a_sale_to_somebody_else_leaves_the_detail_alone(
    dialog: CustomersDialog, record: Record, clock: HeldClock
) -> None:
    sale = dialog.detail.sale.title_label.text()
    record(a_sale("Zoe Lim", (a_line(1),), at=clock.now()))
    assert names(dialog)[-1] == "Zoe Lim"
    assert dialog.list.count_label.text() == "5 customers"
    assert dialog.detail.head.name_label.text() == "Maria Santos"
    assert dialog.detail.sale.title_label.text() == sale


def test_a_sale_to_nobody_changes_nothing(
    dialog: CustomersDialog, record: Record, clock: HeldClock, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(dialog.list.model.dataChanged):
        record(a_sale(None, at=clock.now()))


def test_scrolled_lists_stay_where_they_are(
    staged_dialog: CustomersDialog, staged: StagedStore, staged_shop: Shop
) -> None:
    model, view = staged_dialog.list.model, staged_dialog.list.view
    view.verticalScrollBar().setValue(1_000)
    seen = [model.customer(view.indexAt(QPoint(5, y)).row()) for y in range(0, 500, 50)]
    richest = replace(staged.people[60], total_purchases=Money(10**9))
    staged.put(richest)
    staged_shop.changed.emit(Changes(customers=frozenset({richest.id})))
    assert model.customer(0) == richest
    assert [model.customer(view.indexAt(QPoint(5, y)).row()) for y in range(0, 500, 50)] == seen
    assert view.verticalScrollBar().value() == 1_056
    assert chosen(staged_dialog) == "Maria Santos"


def test_at_the_top_of_the_list_news_come_into_sight(
    staged_dialog: CustomersDialog, staged: StagedStore, staged_shop: Shop
) -> None:
    richest = replace(staged.people[60], total_purchases=Money(10**9))
    staged.put(richest)
    staged_shop.changed.emit(Changes(customers=frozenset({richest.id})))
    view = staged_dialog.list.view
    assert view.verticalScrollBar().value() == 0
    assert staged_dialog.list.model.customer(view.indexAt(QPoint(5, 5)).row()) == richest


def test_a_customer_who_moves_away_does_not_take_the_list_along(
    staged_dialog: CustomersDialog, staged: StagedStore, staged_shop: Shop
) -> None:
    model, view = staged_dialog.list.model, staged_dialog.list.view
    view.verticalScrollBar().setValue(1_000)
    top = view.indexAt(QPoint(5, 0)).row()
    first, second = model.customer(top), model.customer(top + 1)
    assert first is not None
    staged.put(replace(first, total_purchases=Money(10**9)))
    staged_shop.changed.emit(Changes(customers=frozenset({first.id})))
    assert model.customer(view.indexAt(QPoint(5, 50)).row()) == second


def test_a_closed_dialog_is_fresh_when_it_opens_again(
    dialog: CustomersDialog, record: Record, clock: HeldClock
) -> None:
    dialog.close_sheet()
    record(a_sale("Marlon Reyes", (a_line(100_000),), at=clock.now()))
    dialog.open()
    assert names(dialog)[0] == "Marlon Reyes"
    assert chosen(dialog) == "Marlon Reyes"
    assert dialog.detail.figures.count.text == "2"


# When the file cannot be used


def test_a_list_that_cannot_be_read_says_so_and_tries_again(
    staged_dialog: CustomersDialog, staged: StagedStore, window: QWidget, qtbot: QtBot
) -> None:
    staged.broken = True
    type_text(window, "rod")
    qtbot.waitUntil(staged_dialog.list.broken.isVisible)
    assert "The shop's file cannot be used right now. Nothing was saved." in texts(
        staged_dialog.list.broken
    )
    staged.broken = False
    assert staged_dialog.list.broken.button is not None
    staged_dialog.list.broken.button.click()
    assert names(staged_dialog) == ["Rodel Pascual"]
    assert staged_dialog.list.view.isVisible()


def test_a_detail_that_cannot_be_read_says_so_and_tries_again(
    staged_dialog: CustomersDialog, staged: StagedStore, window: QWidget, qtbot: QtBot
) -> None:
    staged.broken = True
    press(window, Key.Key_Down)
    qtbot.waitUntil(staged_dialog.detail.broken.isVisible)
    staged.broken = False
    assert staged_dialog.detail.broken.button is not None
    staged_dialog.detail.broken.button.click()
    assert staged_dialog.detail.head.isVisible()
    assert staged_dialog.detail.head.name_label.text() == "Rodel Pascual"


def test_a_history_and_a_sale_that_cannot_be_read_say_so_too(
    staged_dialog: CustomersDialog, staged: StagedStore
) -> None:
    detail = staged_dialog.detail
    staged.broken = True
    detail.history.view.go_to(2)
    assert detail.sale.broken.isVisible()
    detail.history.reload()
    assert detail.history.broken.isVisible()
    staged.broken = False
    assert detail.history.broken.button is not None
    detail.history.broken.button.click()
    assert detail.history.view.isVisible()
    assert detail.sale.title_label.text() == "Receipt 000431"


def test_a_broken_file_while_a_sale_lands_is_no_crash(
    staged_dialog: CustomersDialog, staged: StagedStore, staged_shop: Shop
) -> None:
    staged.broken = True
    staged_shop.changed.emit(Changes(customers=frozenset({1}), sales=frozenset({500})))
    assert staged_dialog.list.broken.isVisible()
    assert staged_dialog.detail.broken.isVisible()


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
    assert dialog.list._stack.mask().contains(dialog.list._stack.rect().center())
    assert not dialog.list._stack.mask().contains(dialog.list._stack.rect().bottomLeft())


def test_an_old_sale_in_a_year_of_sales_keeps_its_place_in_the_chart(
    dialog: CustomersDialog, record: Record, clock: HeldClock
) -> None:
    chart = dialog.detail.months.chart
    chart.select(10)
    record(a_sale("Maria Santos", (a_line(700),), at=clock.now() - timedelta(days=200)))
    assert chart.selected == 10
    assert "Apr ₱7.00" in chart.accessibleDescription()
