"""Reading and changing one product: fields, refusals, scans, leaving, archive, to check."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.product import Pack, Product, Stocked, TaxCode
from app.domain.quantity import Quantity
from app.storage.products import ProductRepository
from app.ui.products.leave_sheet import LeaveSheet
from app.ui.products.page import ProductsPage
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from tests.ui.looks import SCALES, SIZES, misfits, settle
from tests.ui.products.conftest import Saved
from tests.ui.products.reading import chips, names

MILK = "4800771920015"


@pytest.fixture
def milk(page: ProductsPage) -> Product:
    """Open Fresh milk in the editor."""
    page.handle_scan(MILK)
    return page.editor.product


def packs_of(shop: Shop, product: Product) -> list[Pack]:
    return shop.reader.products.packs(product.id, by=shop.by)


def test_a_price_shows_what_is_kept_and_what_is_vat_as_it_is_typed(
    page: ProductsPage, milk: Product
) -> None:
    form = page.editor.form
    assert form.figures.text() == "Margin 14%  ·  VAT inside ₱10.50"
    form.price.set_text("112")
    assert form.figures.text() == "Margin 25%  ·  VAT inside ₱12.00"
    form.vat.set_current(TaxCode.EXEMPT.value)
    form.price.set_text("80")
    assert form.figures.text() == "Margin −5%  ·  VAT inside ₱0.00"
    assert form.figures.color == "danger_text"


def test_ctrl_s_saves_every_field(
    page: ProductsPage, milk: Product, shop: Shop, qtbot: QtBot
) -> None:
    form = page.editor.form
    form.name.set_text("Fresh milk, 1 litre")
    form.price.set_text("99.50")
    form.lowest.set_text("95")
    form.category.set_text("Dairy")
    form.brand.set_text("Alpine")
    form.sku.set_text("MILK1")
    form.family.set_text("Fresh milk")
    form.variant.set_text("1 L")
    form.min_stock.set_text("12")
    form.unit.set_current("bottle")
    form.vat.set_current(TaxCode.ZERO.value)
    form.name.edit.setFocus()
    with qtbot.waitSignal(page.editor.saved) as answer:
        QTest.keyClick(form.name.edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = answer.args[0]
    assert (kept.id, kept.name, kept.price) == (milk.id, "Fresh milk, 1 litre", Money(9950))
    assert (kept.lowest_price, kept.category, kept.brand) == (Money(9500), "Dairy", "Alpine")
    assert (kept.sku, kept.family, kept.variant) == ("MILK1", "Fresh milk", "1 L")
    assert (kept.min_stock, kept.unit, kept.tax_code) == (
        Quantity.of(12), "bottle", TaxCode.ZERO)  # fmt: skip
    assert kept.stock == milk.stock
    assert not page.editor.is_dirty


def test_stock_sold_while_the_editor_was_open_is_not_undone_by_saving_the_price(
    page: ProductsPage, milk: Product, shop: Shop, save: Saved, qtbot: QtBot
) -> None:
    sold = Product(0, milk.sku, milk.name, milk.price, milk.barcode, stock=Quantity.of(2))
    with qtbot.waitSignal(shop.intake.brought_in):
        shop.intake.bring_in("products", [sold], shop.by)
    page.editor.form.price.set_text("99")
    assert save().stock == Quantity.of(2)


def test_the_stock_of_a_saved_product_is_read_and_not_typed(
    page: ProductsPage, milk: Product, save: Saved
) -> None:
    form = page.editor.form
    assert (form.stock.text(), form.stock.isEnabled()) == ("6", False)
    assert form.on_shelf.receive.isVisible()
    page.opening.begin_new()
    assert form.stock.isEnabled()
    assert not form.on_shelf.receive.isVisible()
    form.name.set_text("Banana chips")
    form.price.set_text("35")
    form.stock.set_text("12.5")
    assert save().stock == Quantity(12_500)
    assert not form.stock.isEnabled()


def test_a_box_has_a_barcode_a_factor_and_a_price_of_its_own(
    page: ProductsPage, milk: Product, shop: Shop, save: Saved, qtbot: QtBot
) -> None:
    page.editor.form.barcodes.add_button.click()
    page.handle_scan("14800771920012")
    row = page.editor.form.barcodes.rows[0]
    assert row.code.text() == "14800771920012"
    row.holds.set_text("12")
    row.price.set_text("1,100")
    row.unit.set_text("box")
    kept = save()
    box = Pack("14800771920012", Quantity.of(12), Money(110000), "box")
    assert packs_of(shop, kept) == [Pack(MILK), box]
    assert len(page.editor.form.barcodes.rows) == 1
    page.editor.form.barcodes.rows[0].remove_button.click()
    assert packs_of(shop, save()) == [Pack(MILK)]


def test_every_refusal_stands_beside_its_field_and_the_first_has_the_cursor(
    page: ProductsPage, milk: Product
) -> None:
    form = page.editor.form
    form.name.set_text(" ")
    form.price.set_text("1,23")
    form.lowest.set_text("x")
    form.stock.set_text("1,5.2,")
    page.editor.save()
    assert form.name.error == "Type what it is called."
    assert form.price.error == "Use digits and a dot for centavos, like 12.00."
    assert form.lowest.error
    assert form.stock.error
    assert form.name.edit.hasFocus()


def test_a_lowest_price_above_the_price_is_refused(page: ProductsPage, milk: Product) -> None:
    page.editor.form.lowest.set_text("99")
    page.editor.save()
    assert page.editor.form.lowest.error == "This is above the price."
    assert page.editor.form.lowest.edit.hasFocus()


def test_a_barcode_or_sku_of_another_product_is_named(page: ProductsPage, milk: Product) -> None:
    form = page.editor.form
    form.barcodes.main.set_text("4800016330091")
    form.sku.set_text("RIC")
    page.editor.save()
    assert form.barcodes.main.error == "This barcode is of Coffee 3-in-1, 30 sachets."
    assert form.sku.error == "This SKU is of Jasmine rice 5 kg."


def test_what_only_the_shop_can_refuse_is_said_and_kept_typed(
    page: ProductsPage, milk: Product, monkeypatch: pytest.MonkeyPatch, shop: Shop, qtbot: QtBot
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise StoreUnavailable("The disk is full.")

    monkeypatch.setattr(ProductRepository, "save", fail)
    page.editor.form.price.set_text("99")
    with qtbot.waitSignal(shop.shelf.refused):
        page.editor.save()
    assert page.editor.problem.text() == "The disk is full."
    assert page.editor.form.price.text() == "99"
    assert page.editor.save_button.isEnabled()


def test_a_scan_fills_the_barcode_of_a_product_that_is_being_made(
    page: ProductsPage, save: Saved
) -> None:
    page.opening.begin_new()
    page.handle_scan("4806789012345")
    assert page.editor.form.barcodes.main.text() == "4806789012345"
    page.editor.form.name.set_text("Banana chips")
    page.editor.form.price.set_text("45")
    kept = save()
    assert kept.barcode == "4806789012345"
    assert "Banana chips" in names(page)
    assert page.list.view.current is not None
    assert page.list.view.current.id == kept.id


def test_a_scanned_barcode_of_another_product_is_named_at_once(page: ProductsPage) -> None:
    page.opening.begin_new()
    page.handle_scan(MILK)
    assert page.editor.form.barcodes.main.error == "This barcode is of Fresh milk 1 L."


def test_a_scan_while_nothing_is_typed_finds_the_next_product(
    page: ProductsPage, milk: Product
) -> None:
    page.handle_scan("4800016330091")
    assert page.editor.product.name == "Coffee 3-in-1, 30 sachets"


def test_a_code_nobody_has_fills_the_barcode_of_what_is_open_or_begins_another(
    page: ProductsPage, window: MainWindow, milk: Product, shop: Shop
) -> None:
    page.handle_scan("4801234567890")
    assert page.editor.product.id == milk.id
    assert page.editor.form.barcodes.rows[0].code.text() == "4801234567890"
    assert page.editor.is_dirty
    assert window.toasts.current is not None
    (new,) = window.toasts.current.actions
    assert new.text == "New product"
    new.callback()
    assert page.editor.product.id == 0
    assert page.editor.form.barcodes.main.text() == "4801234567890"
    assert packs_of(shop, milk) == [Pack(MILK)]


def test_what_was_typed_since_such_a_scan_is_asked_about(
    page: ProductsPage, window: MainWindow, milk: Product
) -> None:
    page.handle_scan("4801234567890")
    page.editor.form.price.set_text("99")
    assert window.toasts.current is not None
    window.toasts.current.actions[0].callback()
    assert isinstance(Sheet.top(window), LeaveSheet)
    assert page.editor.form.price.text() == "99"


def test_escape_closes_an_unchanged_product_without_asking(
    page: ProductsPage, window: MainWindow, milk: Product, qtbot: QtBot
) -> None:
    page.editor.form.name.edit.setFocus()
    QTest.keyClick(page.editor.form.name.edit, Qt.Key.Key_Escape)
    assert not page.editor.is_open
    assert Sheet.top(window) is None
    assert page.list.search.edit.hasFocus()


def test_escape_drops_a_new_product_of_which_nothing_is_written(
    page: ProductsPage, window: MainWindow
) -> None:
    page.opening.begin_new()
    QTest.keyClick(page.editor.form.name.edit, Qt.Key.Key_Escape)
    assert not page.editor.is_open
    assert Sheet.top(window) is None


def test_escape_with_changes_offers_to_keep_editing(
    page: ProductsPage, window: MainWindow, milk: Product, qtbot: QtBot
) -> None:
    page.editor.form.price.set_text("99")
    page.editor.form.price.edit.setFocus()
    QTest.keyClick(page.editor.form.price.edit, Qt.Key.Key_Escape)
    sheet = Sheet.top(window)
    assert isinstance(sheet, LeaveSheet)
    QTest.keyClick(sheet.keep_button, Qt.Key.Key_Return)
    assert page.editor.is_open
    assert page.editor.form.price.text() == "99"
    assert page.editor.form.price.edit.hasFocus()


def test_discarding_goes_where_one_wanted_to_go(
    page: ProductsPage, window: MainWindow, milk: Product, qtbot: QtBot
) -> None:
    page.editor.form.price.set_text("99")
    page.opening.begin_new()
    sheet = Sheet.top(window)
    assert isinstance(sheet, LeaveSheet)
    sheet.discard_button.click()
    assert page.editor.title.text() == "New product"
    assert shop_price(page, milk) == Money(9800)


def shop_price(page: ProductsPage, product: Product) -> Money:
    return page._shop.reader.products.product(product.id, by=page._shop.by).price


def test_what_is_typed_survives_a_look_at_another_page(
    page: ProductsPage, window: MainWindow, milk: Product
) -> None:
    page.editor.form.price.set_text("99")
    window.areas.show_sell()
    window.areas.show_page("products")
    assert page.editor.form.price.text() == "99"


def test_the_field_with_the_cursor_is_in_sight_with_its_label(
    page: ProductsPage, milk: Product
) -> None:
    form, view = page.editor.form, page.editor.view
    for field in (form.variant, form.name, form.barcodes.add().code):
        field.edit.setFocus()
        settle()
        top = field.mapTo(view.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= view.viewport().height() - field.height()


def test_archiving_can_be_undone(
    page: ProductsPage, window: MainWindow, shop: Shop, milk: Product, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.shelf.archived):
        page.editor.archive_button.click()
    assert "Fresh milk 1 L" not in names(page)
    assert not page.editor.is_open
    toast = window.toasts.current
    assert toast is not None
    assert toast.title == "Archived Fresh milk 1 L"
    with qtbot.waitSignal(shop.shelf.archived):
        toast.actions[0].callback()
    assert "Fresh milk 1 L" in names(page)


class TestToCheck:
    @pytest.fixture
    def made_at_counter(self) -> tuple[str, ...]:
        return ("Mystery jam",)

    def test_the_banner_leads_to_what_was_made_at_the_counter(self, page: ProductsPage) -> None:
        assert not page.list.banner.isHidden()
        assert page.list.banner.words.text() == "1 product made at the counter, to check"
        page.list.banner.button.click()
        assert page.list.chips.current is Stocked.TO_CHECK
        assert names(page) == ["Mystery jam"]

    def test_looks_right_clears_it(self, page: ProductsPage, qtbot: QtBot) -> None:
        page.list.banner.button.click()
        product = page.list.model.product(0)
        assert product is not None
        page.opening.open(product)
        assert page.editor.check.isVisible()
        with qtbot.waitSignal(page.editor.saved):
            page.editor.looks_right.click()
        assert not page.editor.check.isVisible()
        assert names(page) == []
        assert chips(page)[3] == "To check 0"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", SCALES)
def test_nothing_is_cut_off_at_any_size(
    page: ProductsPage, window: MainWindow, milk: Product, size: tuple[int, int], scale: float
) -> None:
    page._theme.set_scale(scale)
    window.resize(*size)
    settle()
    assert misfits(page) == []
    assert QApplication.focusWidget() is not None


def test_after_saving_the_editor_stays_with_what_was_saved(
    page: ProductsPage, milk: Product, save: Saved
) -> None:
    page.editor.form.price.set_text("99")
    save()
    assert not page.opening._rest.isActive(), "the row's neighbour does not follow into the editor"
    assert page.editor.product.id == milk.id
    assert page.list.view.current is not None
    assert page.list.view.current.id == milk.id
