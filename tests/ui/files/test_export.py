"""Export: the file is written by the real command, for who is at the till."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actor import LETTER, Right
from app.domain.errors import NotAllowed
from app.ui.customers.dialog import CustomersDialog
from app.ui.files.export_sheet import ExportSheet
from app.ui.pages import PRODUCTS
from app.ui.pin.pin_pad import PinPad
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from tests.people import allowed
from tests.storage.builders import a_sale
from tests.ui.files.conftest import PATIENCE_MS
from tests.ui.products.examples import SHELF


def opened(window: MainWindow) -> ExportSheet:
    sheet = Sheet.top(window)
    assert isinstance(sheet, ExportSheet)
    return sheet


def written(sheet: ExportSheet, path: Path, qtbot: QtBot) -> str:
    """Have it written and give what is said at the end."""
    sheet.export_to(str(path))
    qtbot.waitUntil(lambda: sheet.cancel_button.text() == "Close", timeout=PATIENCE_MS)
    return sheet.said.text()


def test_the_products_page_writes_all_products(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.areas.show_page(PRODUCTS)
    button = window.findChild(QPushButton, "product_export")
    assert button is not None
    button.click()
    sheet = opened(window)
    assert not sheet.days.isVisible()
    path = tmp_path / "products.csv"
    assert written(sheet, path, qtbot) == f"Written: {len(SHELF)} rows in products.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["sku"] for row in rows} == {product.sku for product in SHELF}


def test_sales_are_written_for_the_days_that_were_chosen(
    window: MainWindow, shop: Shop, tmp_path: Path, qtbot: QtBot
) -> None:
    for at in (shop.clock.now(), shop.clock.now().replace(year=2025)):
        with qtbot.waitSignal(shop.sale_recorded):
            shop.record(a_sale("Zoila Uy", at=at))
    files = window.desks.files
    assert files is not None
    files.export("sales")
    sheet = opened(window)
    sheet.days.set_current("this_year")
    assert written(sheet, tmp_path / "s.xlsx", qtbot) == "Written: 2 rows in s.xlsx"
    book = load_workbook(tmp_path / "s.xlsx")
    assert [page.title for page in book.worksheets] == ["Sales", "Payments"]
    assert book.worksheets[0].max_row == 2


def test_customers_and_accounts_are_written_from_their_tabs(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.areas.show_customers()
    dialog = Sheet.top(window)
    assert isinstance(dialog, CustomersDialog)
    for turn, title in (
        (dialog.show_customers, "Export customers"),
        (dialog.show_accounts, "Export accounts"),
    ):
        turn()
        dialog.header.export_button.click()
        sheet = opened(window)
        assert sheet.accessibleName() == title
        sheet.close_sheet()
    assert not dialog.header.import_button.isVisible()


def test_where_nothing_can_be_written_the_sentence_says_why(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    files = window.desks.files
    assert files is not None
    files.open_export("customers")
    said = written(opened(window), tmp_path / "no" / "c.csv", qtbot)
    assert "could not be written" in said
    assert not (tmp_path / "no").exists()


def test_closing_ends_the_process_and_leaves_no_half_file(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    files = window.desks.files
    assert files is not None
    files.open_export("products")
    sheet = opened(window)
    sheet.export_to(str(tmp_path / "p.csv"))
    sheet.cancel_button.click()
    assert Sheet.top(window) is None
    assert [path.name for path in tmp_path.iterdir() if "p.csv" in path.name] == []


def test_somebody_without_the_right_is_asked_for_a_pin(window: MainWindow, shop: Shop) -> None:
    shop.serve(allowed("Ben", {Right.SELL}))
    files = window.desks.files
    assert files is not None
    for ask in (files.export, files.ask_for_file):
        ask("sales")
        sheet = Sheet.top(window)
        assert isinstance(sheet, PinPad)
        sheet.close_sheet()


def test_nobody_without_the_right_gets_a_letter(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        shop.reader.people.letter(by=allowed("Ben", {Right.SELL}))
    assert LETTER == "SUKI_LETTER"
