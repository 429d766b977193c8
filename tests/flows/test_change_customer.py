"""F3 on the finished sale: whose it is after all, by keys, and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.buyer_sheet import BuyerSheet
from app.ui.tender.complete_view import CompleteView
from app.ui.widgets.sheet import Sheet
from tests.flows.counter import CTRL, RICE, Counter, rows

F3 = Qt.Key.Key_F3
OWNER = """SELECT coalesce(customers.name, ''), sales.customer_name FROM sales
LEFT JOIN customers ON customers.id = sales.customer_id ORDER BY sales.id DESC LIMIT 1"""
FIGURES = "SELECT transaction_count FROM customers WHERE name = ?"


def _sell(counter: Counter, name: str, qtbot: QtBot) -> None:
    counter.scan(RICE)
    if name:
        counter.name(name)
        counter.enter()
    with qtbot.waitSignal(counter.shop.sale_recorded):
        counter.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: counter.window.sell.changeover.shows_result)


def _give(counter: Counter, name: str, qtbot: QtBot) -> None:
    counter.press(F3)
    assert isinstance(Sheet.top(counter.window), BuyerSheet)
    counter.write(name)
    with qtbot.waitSignal(counter.shop.changed):
        counter.enter()


def _saved(counter: Counter) -> str:
    view = counter.window.findChild(CompleteView)
    assert view is not None
    return str(view.saved.label.text())


def _count(folder: Path, name: str) -> int:
    ((count,),) = rows(folder, FIGURES, name)
    return int(count)


def test_f3_gives_the_finished_sale_to_another(
    counter: Counter, shop_folder: Path, qtbot: QtBot
) -> None:
    _sell(counter, "maria santos", qtbot)
    assert _count(shop_folder, "Maria Santos") == 4
    _give(counter, "marl", qtbot)
    assert rows(shop_folder, OWNER) == [("Marlon Reyes", "Maria Santos")]
    assert (_count(shop_folder, "Maria Santos"), _count(shop_folder, "Marlon Reyes")) == (3, 2)
    assert counter.window.sell.changeover.shows_result
    assert _saved(counter) == "Saved to Marlon Reyes  ·  purchase no. 2"


def test_the_change_is_taken_back_by_its_undo(
    counter: Counter, shop_folder: Path, qtbot: QtBot
) -> None:
    _sell(counter, "maria santos", qtbot)
    _give(counter, "marl", qtbot)
    message = counter.window.toasts.current
    assert message is not None
    assert message.title.endswith("is Marlon Reyes’s now")
    (undo,) = message.actions
    with qtbot.waitSignal(counter.shop.changed):
        undo.callback()
    assert rows(shop_folder, OWNER) == [("Maria Santos", "Maria Santos")]
    assert (_count(shop_folder, "Maria Santos"), _count(shop_folder, "Marlon Reyes")) == (4, 1)
    assert _saved(counter) == "Saved to Maria Santos  ·  purchase no. 4"


def test_a_sale_without_a_name_gets_a_new_customer(
    counter: Counter, shop_folder: Path, qtbot: QtBot
) -> None:
    _sell(counter, "", qtbot)
    _give(counter, "Zenaida Lim 0917 555 0999", qtbot)
    assert rows(shop_folder, OWNER) == [("Zenaida Lim", "")]
    assert rows(shop_folder, "SELECT phone FROM customers WHERE name = 'Zenaida Lim'") == [
        ("0917 555 0999",)
    ]


def test_a_sale_can_be_given_to_nobody(counter: Counter, shop_folder: Path, qtbot: QtBot) -> None:
    _sell(counter, "maria santos", qtbot)
    counter.press(F3)
    with qtbot.waitSignal(counter.shop.changed):
        counter.find(BuyerSheet, "buyer_sheet").nobody.click()
    assert rows(shop_folder, OWNER) == [("", "Maria Santos")]
    assert _saved(counter) == "No customer name on this sale"


def test_the_same_customer_again_changes_nothing(
    counter: Counter, shop_folder: Path, qtbot: QtBot
) -> None:
    _sell(counter, "maria santos", qtbot)
    counter.press(F3)
    with qtbot.assertNotEmitted(counter.shop.changed, wait=0):
        counter.enter()
    assert Sheet.top(counter.window) is None
    assert rows(shop_folder, "SELECT count(*) FROM customer_changes") == [(0,)]


def test_the_next_scan_begins_a_sale_and_f3_is_its_customer_again(
    counter: Counter, qtbot: QtBot
) -> None:
    _sell(counter, "maria santos", qtbot)
    _give(counter, "marl", qtbot)
    counter.scan(RICE)
    assert not counter.window.sell.changeover.shows_result
    assert counter.customer == ""
    counter.name("maria santos")
    counter.enter()
    assert counter.customer == "Maria Santos"


def test_f3_in_the_owners_dialog_moves_the_open_sale(
    counter: Counter, shop_folder: Path, qtbot: QtBot
) -> None:
    _sell(counter, "maria santos", qtbot)
    counter.press(Qt.Key.Key_F10)
    assert counter.sheet == "customers_dialog"
    _give(counter, "marl", qtbot)
    assert rows(shop_folder, OWNER) == [("Marlon Reyes", "Maria Santos")]
    assert counter.sheet == "customers_dialog"
    counter.escape()
    assert counter.is_ready
