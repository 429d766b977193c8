"""From key presses to rows on disk and back to a screen, by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from tests.flows.counter import COFFEE, EVAP, RICE, Counter


def test_scan_three_name_a_regular_pay_and_look_the_sale_up(counter: Counter) -> None:
    known = "SELECT id, transaction_count, total_purchases FROM customers WHERE name = ?"
    customer_id, count, total = counter.rows(known, "Maria Santos")[0]
    counter.scan(RICE, EVAP, COFFEE)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "1"), ("COFFEE", "1")]

    counter.name("mARIA   sANTOS")
    counter.enter()
    assert counter.customer == "Maria Santos"
    counter.pay_exactly()

    columns = "id, customer_id, customer_name, total_amount, payment_method, status, sale_number"
    sale_id, *head, number = counter.last_sale(columns)
    assert head == [customer_id, "Maria Santos", 28900 + 3450 + 21500, "cash", "completed"]
    assert counter.rows(
        "SELECT sku, quantity, total_price FROM sale_items WHERE sale_id = ? ORDER BY line_no",
        sale_id,
    ) == [("RICE5", 1000, 28900), ("EVAP", 1000, 3450), ("COFFEE", 1000, 21500)]
    paid = "SELECT method, amount, tendered FROM payments WHERE sale_id = ?"
    assert counter.rows(paid, sale_id) == [("cash", 53850, 53850)]
    assert counter.rows(known, "Maria Santos") == [(customer_id, count + 1, total + 53850)]
    assert counter.count("customers WHERE name LIKE 'maria%'") == 1
    assert counter.count("cart_drafts") == 0

    counter.press(Qt.Key.Key_F10)
    counter.write("maria santos")
    counter.until(lambda: counter.words("customer_name") == "Maria Santos")
    counter.tab_to("customer_history")
    counter.press(Qt.Key.Key_Home)
    counter.until(lambda: str(number) in counter.words("sale_title"))
    model = counter.find(QAbstractItemView, "sale_lines").model()
    words = " ".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))
    assert "Jasmine rice 5 kg" in words
    assert "Coffee 3-in-1, 30 sachets" in words
