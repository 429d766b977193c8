"""Import: columns, preview, progress, rows left out, stop; the file is read by the real command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from app.domain.actor import Right
from app.domain.money import Money
from app.domain.product import Product
from app.ui.customers.dialog import CustomersDialog
from app.ui.files.import_sheet import ImportSheet
from app.ui.pages import PRODUCTS
from app.ui.products.page import ProductsPage
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from tests.exchange.files import a_file
from tests.people import allowed
from tests.storage.builders import a_sale
from tests.ui.files.conftest import PATIENCE_MS
from tests.ui.looks import misfits, settle
from tests.ui.products.examples import SHELF
from tests.ui.products.reading import names

HEADER = "SKU,Barcode,Name,Price"
SALES = "sale,date,customer,name,quantity,price"

Open = Callable[..., ImportSheet]


@pytest.fixture
def page(window: MainWindow) -> ProductsPage:
    window.areas.show_page(PRODUCTS)
    made = window.pages.page
    assert isinstance(made, ProductsPage)
    return made


def opened(window: MainWindow, path: Path, what: str = "products") -> ImportSheet:
    """Choose a file."""
    files = window.desks.files
    assert files is not None
    files.import_file(what, str(path))
    sheet = Sheet.top(window)
    assert isinstance(sheet, ImportSheet)
    return sheet


@pytest.fixture
def preview(window: MainWindow, qtbot: QtBot) -> Open:
    """Choose a file and wait for its preview."""

    def do(path: Path, what: str = "products") -> ImportSheet:
        sheet = opened(window, path, what)
        with qtbot.waitSignal(sheet.feed.previewed, timeout=PATIENCE_MS):
            pass
        return sheet

    return do


def cells(sheet: ImportSheet, row: int) -> list[str]:
    """Read a row of the first ones."""
    items = (sheet.first.item(row, column) for column in range(sheet.first.columnCount()))
    return [item.text() if item else "" for item in items]


def run(sheet: ImportSheet, qtbot: QtBot) -> None:
    """Agree, and wait for the end."""
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Imported"), timeout=PATIENCE_MS)


def test_the_preview_counts_and_names_what_is_left_out(
    tmp_path: Path, preview: Open, page: ProductsPage
) -> None:
    rows = ("RIC,4800123450173,Jasmine rice 5 kg,299", "NEW,,Banana chips,45", "BAD,,,5")
    sheet = preview(a_file(tmp_path, HEADER, *rows))
    assert sheet.headline.text() == "1 new, 1 changed, 0 unchanged"
    assert cells(sheet, 1) == ["NEW", "", "Banana chips", "45"]
    assert sheet.refused_list.item(0).text() == "Row 4: The name is missing."
    assert "Banana chips" not in names(page)
    settle()
    assert misfits(sheet.panel) == []


def test_a_workbook_comes_in_batch_by_batch_and_is_reported(
    tmp_path: Path, preview: Open, page: ProductsPage, qtbot: QtBot
) -> None:
    book = Workbook()
    sheet_of_book = book.active
    sheet_of_book.append(["SKU", "Barcode", "Name", "Price"])
    for number in range(60):
        sheet_of_book.append([f"N{number}", 12345678905 if number == 7 else "", f"Nut {number}", 9])
    book.save(tmp_path / "list.xlsx")
    sheet = preview(tmp_path / "list.xlsx")
    assert "1 barcode mended" in sheet.details.text()
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Imported"), timeout=PATIENCE_MS)
    assert sheet.headline.text() == "Imported. 60 new, 0 changed, 0 unchanged"
    sheet.cancel_button.click()
    assert len([name for name in names(page) if name.startswith("Nut ")]) == 60


def test_cancelling_the_preview_writes_nothing(
    tmp_path: Path, preview: Open, page: ProductsPage
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, "NEW,,Banana chips,45"))
    sheet.cancel_button.click()
    page.list.reload()
    assert "Banana chips" not in names(page)


def test_a_preview_that_is_cancelled_leaves_no_copy_of_the_shop_behind(
    tmp_path: Path, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    path = a_file(tmp_path, HEADER, *(f"N{n},,Nut {n:05d},9" for n in range(20_000)))
    sheet = opened(window, path)
    with qtbot.waitSignal(sheet.feed.tried, timeout=PATIENCE_MS):
        pass
    assert list(tmp_path.glob("suki-trial-*"))
    sheet.cancel_button.click()
    assert list(tmp_path.glob("suki-*")) == []


def test_stopping_keeps_what_is_in_and_says_how_much(
    tmp_path: Path, preview: Open, page: ProductsPage, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, *(f"N{n},,Nut {n:04d},9" for n in range(2_000))))
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.bar.value() > 0, timeout=PATIENCE_MS)
    sheet.cancel_button.click()
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Stopped"), timeout=PATIENCE_MS)
    assert sheet.isVisible()
    said = int(sheet.headline.text().split()[1].replace(",", ""))
    sheet.cancel_button.click()
    assert Sheet.top(page.window()) is None
    reader = page._shop.reader.products
    assert reader.count(by=page._shop.by) == said + len(SHELF)
    assert 0 < said < 2_000


def test_a_product_the_shop_refuses_meanwhile_is_named_and_the_others_come_in(
    tmp_path: Path, preview: Open, page: ProductsPage, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, "A,480555,Salt,5", "B,,Sugar,6"))
    with qtbot.waitSignal(page._shop.intake.brought_in):
        page._shop.intake.bring_in(
            "products", [Product(0, "C", "Cola", Money(900), "480555")], page._shop.by
        )
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Imported"), timeout=PATIENCE_MS)
    assert sheet.headline.text() == "Imported. 1 new, 0 changed, 0 unchanged"
    assert sheet.refused_list.item(0).text().startswith("Row 2: Salt (A): its barcode 480555")


def test_a_file_that_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, window: MainWindow, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"%PDF-1.7 no list")
    sheet = opened(window, path)
    with qtbot.waitSignal(sheet.feed.failed, timeout=PATIENCE_MS):
        pass
    assert sheet.headline.text() == "This file cannot be imported"
    assert "is a PDF" in sheet.details.text()
    assert not sheet.import_button.isVisible()


def test_columns_nobody_knows_are_named_once_and_known_the_next_time(
    tmp_path: Path, window: MainWindow, shop: Shop, qtbot: QtBot
) -> None:
    path = a_file(tmp_path, "Ware,Nummer,Geld", "Mango,M1,35", "Guava,G1,x")
    sheet = opened(window, path)
    qtbot.waitUntil(sheet.form.isVisible, timeout=PATIENCE_MS)
    assert sheet.details.text().startswith("Which column is the name of the product?")
    settle()
    assert misfits(sheet.panel) == []
    assert set(sheet.form.boxes) >= {"sku", "name", "price", "cost"}
    for ours, theirs in (("name", "Ware"), ("sku", "Nummer"), ("price", "Geld")):
        sheet.form.boxes[ours].set_current(theirs)
        sheet.form.boxes[ours].chosen.emit(theirs)
    assert sheet.form.values("name") == "Mango,  Guava"
    sheet.use_button.click()
    qtbot.waitUntil(sheet.import_button.isVisible, timeout=PATIENCE_MS)
    assert sheet.headline.text() == "1 new, 0 changed, 0 unchanged"
    run(sheet, qtbot)
    sheet.cancel_button.click()
    again = opened(window, path)
    with qtbot.waitSignal(again.feed.previewed, timeout=PATIENCE_MS):
        pass
    assert again.headline.text() == "0 new, 0 changed, 1 unchanged"


def test_rows_left_out_are_saved_as_they_are_also_after_the_import(
    tmp_path: Path, preview: Open, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, "A,,,5", "B,,Salt,x", "C,,Sugar,6"))
    assert sheet.report_button.isVisible()
    for name in ("before.csv", "after.csv"):
        with qtbot.waitSignal(sheet.feed.saved, timeout=PATIENCE_MS):
            sheet.save_left_out(str(tmp_path / name))
        assert sheet.details.text().startswith(f"Saved {name}.")
        lines = (tmp_path / name).read_text(encoding="utf-8-sig").splitlines()
        assert lines[0] == f"{HEADER},reason"
        assert lines[1] == "A,,,5,The name is missing."
        assert lines[2].startswith("B,,Salt,x,")
        if name == "before.csv":
            run(sheet, qtbot)


def test_where_rows_left_out_cannot_be_written_it_is_said(
    tmp_path: Path, preview: Open, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, "A,,,5"))
    with qtbot.waitSignal(sheet.feed.not_saved, timeout=PATIENCE_MS):
        sheet.save_left_out(str(tmp_path / "no" / "out.csv"))
    assert "could not be written" in sheet.details.text()


def test_customers_come_in_over_their_list(
    tmp_path: Path, window: MainWindow, preview: Open, qtbot: QtBot
) -> None:
    window.areas.show_customers()
    dialog = Sheet.top(window)
    assert isinstance(dialog, CustomersDialog)
    before = dialog.list.model.rowCount()
    sheet = preview(a_file(tmp_path, "name,phone", "Zoila Uy,0917", "Zenaida Co,"), "customers")
    run(sheet, qtbot)
    sheet.cancel_button.click()
    assert Sheet.top(window) is dialog
    qtbot.waitUntil(lambda: dialog.list.model.rowCount() == before + 2)


def test_sales_come_in_whole_with_their_customers(
    tmp_path: Path, preview: Open, shop: Shop, qtbot: QtBot
) -> None:
    rows = ("1,2026-01-01,Zoila Uy,Rice,1,50", "2,2026-01-02,Zoila Uy,Rice,1,x",
            "2,2026-01-02,Zoila Uy,Salt,1,9")  # fmt: skip
    sheet = preview(a_file(tmp_path, SALES, *rows), "sales")
    assert sheet.headline.text() == "1 sale new, 0 known already, 1 customer new"
    assert sheet.refused_list.count() == 2
    run(sheet, qtbot)
    (zoila,) = shop.reader.customers.suggest("Zoila", 5, by=shop.by)
    assert zoila.total_purchases == Money(5000)


def test_returns_and_the_zone_of_a_file_of_sales_are_asked_for(
    tmp_path: Path, window: MainWindow, preview: Open, shop: Shop, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, SALES, "R1,2026-01-01 10:00,Zoila Uy,Rice,1,50"), "sales")
    sheet.columns_button.click()
    sheet.form.returns.set_text("R*")
    sheet.form.zone.set_text("Nowhere")
    sheet.use_button.click()
    assert sheet.form.zone.error == "Write it like Asia/Manila."
    sheet.form.zone.set_text("UTC")
    sheet.use_button.click()
    qtbot.waitUntil(sheet.import_button.isVisible, timeout=PATIENCE_MS)
    run(sheet, qtbot)
    (zoila,) = shop.reader.customers.suggest("Zoila", 5, by=shop.by)
    (row,) = shop.reader.customers.history(zoila.id, None, 5, by=shop.by)
    assert (row.total, row.sold_at.hour) == (Money(-5000), 10)


def test_selling_goes_on_while_a_file_comes_in_whoever_is_at_the_till(
    tmp_path: Path, preview: Open, window: MainWindow, shop: Shop, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, *(f"N{n},,Nut {n:04d},9" for n in range(400))))
    sheet.import_button.click()
    sheet.aside_button.click()
    assert Sheet.top(window) is None
    owner = shop.by
    shop.serve(allowed("Ben", {Right.SELL}))
    with qtbot.waitSignal(shop.sale_recorded, timeout=PATIENCE_MS):
        shop.record(a_sale("Zoila Uy"))
    with qtbot.waitSignal(sheet.imported, timeout=PATIENCE_MS):
        pass
    shop.serve(owner)
    files = window.desks.files
    assert files is not None
    files.ask_for_file("sales")  # shows what was put aside
    assert Sheet.top(window) is sheet
    assert sheet.headline.text() == "Imported. 400 new, 0 changed, 0 unchanged"
    sheet.cancel_button.click()
    assert Sheet.top(window) is None


def test_news_of_a_file_put_aside_comes_where_selling_goes_on(
    tmp_path: Path, window: MainWindow, qtbot: QtBot
) -> None:
    sheet = opened(window, a_file(tmp_path, HEADER, "N,,Nut,9"))
    sheet.aside_button.click()
    with qtbot.waitSignal(sheet.news, timeout=PATIENCE_MS) as told:
        pass
    assert told.args == ["1 new, 0 changed, 0 unchanged"]
    while window.toasts.current is not None and window.toasts.current.title != told.args[0]:
        window.toasts.dismiss()
    assert window.toasts.current is not None
    window.toasts.current.actions[0].callback()
    assert Sheet.top(window) is sheet
    assert sheet.import_button.isVisible()


def test_a_sale_at_the_till_goes_before_the_next_batch(
    tmp_path: Path, preview: Open, window: MainWindow, shop: Shop, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, *(f"N{n},,Nut {n:04d},9" for n in range(1_500))))
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.bar.value() > 0, timeout=PATIENCE_MS)
    with qtbot.waitSignal(shop.sale_recorded, timeout=PATIENCE_MS):
        shop.record(a_sale("Zoila Uy"))
    assert not sheet.headline.text().startswith("Imported")
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Imported."), timeout=PATIENCE_MS)
