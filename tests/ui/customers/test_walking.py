"""Walking through list, history and dialog by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.customers.dialog import CustomersDialog
from tests.ui.customers.reading import (
    chosen,
    focus_name,
    search_for,
    wait_for_detail,
)
from tests.ui.customers.staged import StagedStore
from tests.ui.keys import press

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


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
    for _ in range(15):
        stops.append(focus_name())
        press(window, Key.Key_Tab)
    assert stops == [
        "customer_search", "customer_sort", "customer_list", "customer_edit", "segment_months",
        "customer_months",
        "history_several", "history_period", "customer_history", "sale_change", "sale_slip",
        "sale_lines", "segment_customers", "customer_new", "close_sheet",
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
