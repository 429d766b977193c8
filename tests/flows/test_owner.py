"""The owner's dialog over the running till: it stays true, and gives the counter back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView

from app.domain.customer import CustomerRef
from app.ui.customers.figures import FiguresCard
from app.ui.widgets.field import Field
from tests.flows.counter import CTRL, RICE, Counter


def model(counter: Counter, name: str) -> QAbstractItemModel:
    found = counter.find(QAbstractItemView, name).model()
    assert found is not None
    return found


def spoken(counter: Counter, name: str) -> list[str]:
    """Read every row loaded as a screen reader does."""
    rows = model(counter, name)
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(rows.index(row, 0).data(role)) for row in range(rows.rowCount())]


def look_up(counter: Counter, name: str) -> None:
    counter.press(Qt.Key.Key_F10)
    assert counter.focus_is_in("customer_search")
    counter.write(name.lower())
    counter.until(lambda: counter.words("customer_name") == name)


def test_a_sale_that_lands_refreshes_list_head_and_history(counter: Counter) -> None:
    look_up(counter, "Marlon Reyes")
    figures = counter.find(FiguresCard, "customer_figures")
    assert figures.count.text == "1"
    assert model(counter, "customer_history").rowCount() == 1
    before = spoken(counter, "customer_list")

    marlon = counter.rows("SELECT id FROM customers WHERE name = 'Marlon Reyes'")[0][0]
    counter.clock.pass_time(minutes=5)
    counter.ring_up_elsewhere("RICE5", CustomerRef("Marlon Reyes", marlon))
    counter.until(lambda: figures.count.text == "2")
    assert figures.total.text == "₱504.00"
    assert figures.average.text == "₱252.00"
    assert figures.last.text == "12 Nov 2026"
    assert model(counter, "customer_history").rowCount() == 2
    after = spoken(counter, "customer_list")
    assert len(after) == len(before) == 1
    assert after != before
    assert "504" in after[0]


def test_a_sale_of_somebody_else_leaves_what_is_shown_alone(counter: Counter) -> None:
    look_up(counter, "Marlon Reyes")
    counter.tab_to("customer_history")
    maria = counter.rows("SELECT id FROM customers WHERE name = 'Maria Santos'")[0][0]
    counter.ring_up_elsewhere("RICE5", CustomerRef("Maria Santos", maria))
    assert counter.words("customer_name") == "Marlon Reyes"
    assert counter.focus == "customer_history"


def test_a_customer_new_to_the_shop_appears_in_the_open_list(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    assert counter.words("customer_count") == "4 customers"
    counter.ring_up_elsewhere("RICE5", CustomerRef("Lola Basyang"))
    counter.until(lambda: counter.words("customer_count") == "5 customers")
    assert any("Lola Basyang" in row for row in spoken(counter, "customer_list"))


def test_a_rename_to_a_taken_name_is_refused_and_says_why(counter: Counter) -> None:
    look_up(counter, "Marlon Reyes")
    counter.press(Qt.Key.Key_E, CTRL)
    assert counter.sheet == "contact_sheet"
    counter.press(Qt.Key.Key_A, CTRL)
    counter.write("MARIA  santos")
    counter.press(Qt.Key.Key_S, CTRL)
    name = counter.find(Field, "contact_name")
    counter.until(lambda: name.error)
    assert "already has this name" in name.error
    assert counter.sheet == "contact_sheet"
    assert counter.rows("SELECT count(*) FROM customers WHERE name_key = 'maria santos'") == [(1,)]

    counter.press(Qt.Key.Key_A, CTRL)
    counter.write("Marlon Reyes, Cebu")
    counter.press(Qt.Key.Key_S, CTRL)
    counter.until(lambda: counter.sheet == "customers_dialog")
    counter.until(lambda: counter.words("customer_name") == "Marlon Reyes, Cebu")
    assert counter.count("customers WHERE name = 'Marlon Reyes, Cebu'") == 1


def test_a_rename_reaches_the_customer_of_the_open_sale(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("marlon reyes")
    counter.enter()
    look_up(counter, "Marlon Reyes")
    counter.press(Qt.Key.Key_E, CTRL)
    counter.press(Qt.Key.Key_A, CTRL)
    counter.write("Marlon Reyes, Cebu")
    counter.press(Qt.Key.Key_S, CTRL)
    counter.until(lambda: counter.sheet == "customers_dialog")
    for _ in range(2):  # the search, then the dialog
        counter.escape()
    assert counter.words("chip_name") == "Marlon Reyes, Cebu"
    counter.pay_exactly()
    assert counter.rows(
        "SELECT c.name, c.transaction_count FROM sales s JOIN customers c ON c.id = s.customer_id "
        "ORDER BY s.id DESC LIMIT 1"
    ) == [("Marlon Reyes, Cebu", 2)]


@pytest.mark.parametrize("text", ["", "marl"])
def test_the_scan_field_has_the_focus_after_the_dialog(counter: Counter, text: str) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F10)
    counter.write(text)
    for _ in range(2 if text else 1):
        counter.escape()
    assert counter.sheet == ""
    assert counter.is_ready
    assert counter.lines == [("RICE5", "1")]


def test_a_scan_over_the_dialog_is_refused_and_reaches_no_field(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    counter.scan(RICE)
    assert counter.messages == ["Item not added", "Finish or close what is open first."]
    assert counter.heard == ["refused"]
    assert counter.find(Field, "customer_search").text() == ""
    counter.escape()
    assert counter.sheet == ""
    assert counter.lines == []


def test_a_name_half_typed_waits_while_the_owner_looks_somebody_up(counter: Counter) -> None:
    counter.name("Lola B")
    look_up(counter, "Maria Santos")
    counter.escape()
    counter.escape()
    assert counter.focus == "customer_edit"
    counter.write("asyang")
    counter.enter()
    assert counter.customer == "Lola Basyang"


def test_the_way_through_every_dialog_and_back_ends_in_the_scan_field(counter: Counter) -> None:
    for _ in range(3):
        counter.press(Qt.Key.Key_F10)
        counter.press(Qt.Key.Key_N, CTRL)
        assert counter.sheet == "contact_sheet"
        counter.escape()
        assert counter.sheet == "customers_dialog"
        assert counter.focus_is_in("customer_search")
        counter.press(Qt.Key.Key_F1)
        assert counter.sheet == "help"
        counter.escape()
        assert counter.sheet == "customers_dialog"
        counter.escape()
        assert counter.is_ready


@pytest.mark.parametrize("page", ["settings", "products"])
def test_keys_of_the_dialog_are_its_own_over_a_page_that_has_them_too(
    counter: Counter, page: str
) -> None:
    counter.window.areas.show_page(page)
    counter.press(Qt.Key.Key_F10)
    counter.press(Qt.Key.Key_N, CTRL)
    assert counter.sheet == "contact_sheet"
    counter.write("Lola Basyang")
    counter.press(Qt.Key.Key_S, CTRL)
    counter.until(lambda: counter.count("customers WHERE name = 'Lola Basyang'") == 1)
    counter.until(lambda: counter.sheet == "customers_dialog")
    counter.press(Qt.Key.Key_F, CTRL)
    assert counter.focus_is_in("customer_search")
