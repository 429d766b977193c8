"""Import: preview, progress, report, cancel; the file is read by the real command."""

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from app.domain.money import Money
from app.domain.product import Product
from app.ui.pages import PRODUCTS
from app.ui.products.bringing_in import save_report
from app.ui.products.feed import Refused
from app.ui.products.import_sheet import ImportSheet
from app.ui.products.page import ProductsPage
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.exchange.files import a_file
from tests.ui.looks import misfits, settle
from tests.ui.products.examples import SHELF
from tests.ui.products.reading import names

HEADER = "SKU,Barcode,Name,Price"
_ROOT = Path(__file__).parents[3]
_PATIENCE_MS = 20_000

Open = Callable[[Path], ImportSheet]


@pytest.fixture
def page(
    shop: Shop, shop_folder: Path, theme: Theme, wording: Wording, qtbot: QtBot
) -> Iterator[ProductsPage]:
    """The page of a window that can start the program for a file."""

    def read_products(path: Path) -> list[str]:
        start = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
        run = "from app.__main__ import main; sys.exit(main())"
        data = ["--data", str(shop_folder)]
        return [sys.executable, "-c", start + run, *data, "import", "products", str(path), "--feed"]

    window = MainWindow(shop, theme, wording, Sounds(enabled=False), None, read_products)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.show_page(PRODUCTS)
    made = window.pages.page
    assert isinstance(made, ProductsPage)
    yield made
    sheet = Sheet.top(window)
    if sheet is not None:
        sheet.close_sheet()
    window.hide()


@pytest.fixture
def preview(page: ProductsPage, qtbot: QtBot) -> Open:
    """Choose a file and wait for its preview."""

    def do(path: Path) -> ImportSheet:
        page.imports.import_file(str(path))
        sheet = Sheet.top(page.window())
        assert isinstance(sheet, ImportSheet)
        with qtbot.waitSignal(sheet.feed.previewed, timeout=_PATIENCE_MS):
            pass
        return sheet

    return do


def test_the_preview_counts_and_names_what_is_left_out(
    tmp_path: Path, preview: Open, page: ProductsPage
) -> None:
    rows = ("RIC,4800123450173,Jasmine rice 5 kg,299", "NEW,,Banana chips,45", "BAD,,,5")
    sheet = preview(a_file(tmp_path, HEADER, *rows))
    assert sheet.headline.text() == "1 new, 1 changed, 0 unchanged"
    assert "sku=SKU" in sheet.details.text()
    assert sheet.first[1].text() == "Banana chips  ·  NEW  ·  ₱45.00"
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
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Imported"), timeout=_PATIENCE_MS)
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


def test_stopping_keeps_what_is_in_and_says_how_much(
    tmp_path: Path, preview: Open, page: ProductsPage, qtbot: QtBot
) -> None:
    sheet = preview(a_file(tmp_path, HEADER, *(f"N{n},,Nut {n:04d},9" for n in range(2_000))))
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.bar.value() > 0, timeout=_PATIENCE_MS)
    sheet.cancel_button.click()
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Stopped"), timeout=_PATIENCE_MS)
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
    with qtbot.waitSignal(page._shop.shelf.brought_in):
        page._shop.shelf.bring_in([Product(0, "C", "Cola", Money(900), "480555")])
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.headline.text().startswith("Imported"), timeout=_PATIENCE_MS)
    assert sheet.headline.text() == "Imported. 1 new, 0 changed, 0 unchanged"
    assert sheet.refused_list.item(0).text().startswith("Row 2: Salt (A): its barcode 480555")


def test_a_file_of_no_use_is_said_in_one_sentence(
    tmp_path: Path, page: ProductsPage, qtbot: QtBot
) -> None:
    page.imports.import_file(str(a_file(tmp_path, "Colour,Weight", "red,5")))
    sheet = Sheet.top(page.window())
    assert isinstance(sheet, ImportSheet)
    with qtbot.waitSignal(sheet.feed.failed, timeout=_PATIENCE_MS):
        pass
    assert sheet.headline.text() == "This file cannot be imported"
    assert sheet.details.text().startswith("Which column is the name")
    assert not sheet.import_button.isVisible()


def test_the_report_is_a_table_without_formulas(tmp_path: Path) -> None:
    save_report(
        tmp_path / "out.csv", [Refused(4, "=SUM(A1) (X): it needs a SKU."), Refused(9, "b")]
    )
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["Row", "Reason"], ["4", "'=SUM(A1) (X): it needs a SKU."], ["9", "b"]]


def test_a_saved_report_holds_every_row_left_out(tmp_path: Path, preview: Open) -> None:
    sheet = preview(a_file(tmp_path, HEADER, "A,,,5", "B,,Salt,x"))
    sheet.save_report_to(str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("\n") == 3
    assert sheet.details.text() == "Saved out.csv"
