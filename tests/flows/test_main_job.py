"""From key presses to rows on disk and back to a screen, by keys alone."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shop import Shop
from app.ui.window import MainWindow
from tests.ui.keys import press, scan, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(folder: Path, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{folder / 'shop.db'}?mode=ro", uri=True) as connection:
        found = connection.execute(sql, parameters).fetchall()
    connection.close()
    return found


def tab_to(window: MainWindow, name: str) -> None:
    for _ in range(20):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        press(window, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never reached {name}")


def shown(window: QWidget, name: str) -> str:
    """Give the text of the widget with this name."""
    widget = window.findChild(QWidget, name)
    assert widget is not None, name
    text: Callable[[], str] = widget.text  # type: ignore[attr-defined]
    return text()


def test_scan_three_name_a_regular_pay_and_look_the_sale_up(
    window: MainWindow, shop: Shop, shop_folder: Path, qtbot: QtBot
) -> None:
    before = rows(shop_folder, "SELECT id, transaction_count, total_purchases FROM customers "
                  "WHERE name = 'Maria Santos'")[0]  # fmt: skip
    for code in ("4800123450173", "4800552100418", "4800016330091"):
        scan(window, code)
    assert [line.sku for line in window.sell.cart.lines] == ["RICE5", "EVAP", "COFFEE"]

    press(window, Qt.Key.Key_F3)
    type_text(window, "mARIA   sANTOS")
    press(window, Qt.Key.Key_Return)
    assert window.sell.cart.customer is not None
    assert window.sell.cart.customer.name == "Maria Santos"

    with qtbot.waitSignal(shop.sale_recorded):
        press(window, Qt.Key.Key_Return, CTRL)

    sale = rows(
        shop_folder,
        "SELECT id, customer_id, customer_name, total_amount, payment_method, status, sale_number "
        "FROM sales ORDER BY id DESC LIMIT 1",
    )[0]
    assert sale[1:6] == (before[0], "Maria Santos", 28900 + 3450 + 21500, "cash", "completed")
    lines = rows(shop_folder, "SELECT sku, quantity, total_price FROM sale_items WHERE sale_id = ? "
                 "ORDER BY line_no", sale[0])  # fmt: skip
    assert lines == [("RICE5", 1000, 28900), ("EVAP", 1000, 3450), ("COFFEE", 1000, 21500)]
    payments = rows(shop_folder, "SELECT method, amount, tendered FROM payments WHERE sale_id = ?",
                    sale[0])  # fmt: skip
    assert payments == [("cash", 53850, 53850)]
    after = rows(
        shop_folder,
        "SELECT transaction_count, total_purchases FROM customers WHERE id = ?",
        before[0],
    )[0]
    assert after == (int(str(before[1])) + 1, int(str(before[2])) + 53850)
    assert rows(shop_folder, "SELECT count(*) FROM customers WHERE name LIKE 'maria%'") == [(1,)]
    assert rows(shop_folder, "SELECT count(*) FROM cart_drafts") == [(0,)]

    press(window, Qt.Key.Key_F10)
    type_text(window, "maria santos")
    qtbot.waitUntil(lambda: shown(window, "customer_name") == "Maria Santos")
    tab_to(window, "customer_history")
    press(window, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: str(sale[6]) in shown(window, "sale_title"))
    view = window.findChild(QWidget, "sale_lines")
    assert view is not None
    model = view.model()  # type: ignore[attr-defined]
    words = " ".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))
    assert "Jasmine rice 5 kg" in words
    assert "Coffee 3-in-1, 30 sachets" in words
