"""The open dialog while sales land, and while the file cannot be used."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.money import Money
from app.ui.customers.dialog import CustomersDialog
from app.ui.shop import Shop
from tests.clocks import HeldClock
from tests.storage.builders import a_line, a_sale
from tests.ui.customers.conftest import Record
from tests.ui.customers.reading import (
    chosen,
    names,
    texts,
    wait_for_detail,
)
from tests.ui.customers.staged import StagedStore
from tests.ui.keys import press, type_text

Key = Qt.Key

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
    seen = [model.item(view.indexAt(QPoint(5, y)).row()) for y in range(0, 500, 50)]
    richest = replace(staged.people[60], total_purchases=Money(10**9))
    staged.put(richest)
    staged_shop.changed.emit(Changes(customers=frozenset({richest.id})))
    assert model.item(0) == richest
    assert [model.item(view.indexAt(QPoint(5, y)).row()) for y in range(0, 500, 50)] == seen
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
    assert staged_dialog.list.model.item(view.indexAt(QPoint(5, 5)).row()) == richest


def test_a_customer_who_moves_away_does_not_take_the_list_along(
    staged_dialog: CustomersDialog, staged: StagedStore, staged_shop: Shop
) -> None:
    model, view = staged_dialog.list.model, staged_dialog.list.view
    view.verticalScrollBar().setValue(1_000)
    top = view.indexAt(QPoint(5, 0)).row()
    first, second = model.item(top), model.item(top + 1)
    assert first is not None
    staged.put(replace(first, total_purchases=Money(10**9)))
    staged_shop.changed.emit(Changes(customers=frozenset({first.id})))
    assert model.item(view.indexAt(QPoint(5, 50)).row()) == second


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
    qtbot.waitUntil(staged_dialog.list.states.broken.isVisible)
    assert "The shop's file cannot be used right now. Nothing was saved." in texts(
        staged_dialog.list.states.broken
    )
    staged.broken = False
    assert staged_dialog.list.states.broken.button is not None
    staged_dialog.list.states.broken.button.click()
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
    assert detail.sale.states.broken.isVisible()
    detail.history.reload()
    assert detail.history.states.broken.isVisible()
    staged.broken = False
    assert detail.history.states.broken.button is not None
    detail.history.states.broken.button.click()
    assert detail.history.view.isVisible()
    assert detail.sale.title_label.text() == "Receipt 000431"


def test_a_broken_file_while_a_sale_lands_is_no_crash(
    staged_dialog: CustomersDialog, staged: StagedStore, staged_shop: Shop
) -> None:
    staged.broken = True
    staged_shop.changed.emit(Changes(customers=frozenset({1}), sales=frozenset({500})))
    assert staged_dialog.list.states.broken.isVisible()
    assert staged_dialog.detail.broken.isVisible()
