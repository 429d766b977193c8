"""Finding products: lists, search, scans, empty states, a long shelf."""

from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.product import Product, Stocked
from app.storage.products import ProductRepository
from app.ui.products.list_model import PAGE, Column, ProductListModel
from app.ui.products.page import ProductsPage
from app.ui.shop import Shop
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.ui.looks import misfits, nameless, settle, unnamed_objects
from tests.ui.products.examples import SHELF, many
from tests.ui.products.reading import chips, column, names


def test_products_stand_by_name_with_their_figures(page: ProductsPage) -> None:
    assert names(page) == sorted(product.name for product in SHELF)
    assert column(page, Column.PRICE)[0] == "215.00"
    assert column(page, Column.MARGIN)[0] == "13%"
    assert column(page, Column.STOCK)[3] == "6 low"
    assert column(page, Column.STOCK)[7] == "Out"


def test_the_kinds_of_list_carry_counts(page: ProductsPage) -> None:
    assert chips(page) == ["All 10", "Low 2", "Out 1", "To check 0", "Archived 0"]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("low", ["Fresh milk 1 L", "Laundry powder 1.2 kg"]),
        ("out", ["Powdered milk 320 g"]),
    ],
)
def test_a_kind_shows_only_its_own(
    page: ProductsPage, qtbot: QtBot, which: str, expected: list[str]
) -> None:
    QTest.mouseClick(page.list.chips._keys.named(which), Qt.MouseButton.LeftButton)
    assert names(page) == expected


def test_typing_finds_by_the_beginning_of_any_word(page: ProductsPage, qtbot: QtBot) -> None:
    page.list.search.set_text("milk")
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert chips(page)[0] == "All 10"


def test_enter_opens_what_the_search_found(page: ProductsPage, qtbot: QtBot) -> None:
    page.list.search.set_text("sardines")
    QTest.keyClick(page.list.search.edit, Qt.Key.Key_Return)
    assert page.editor.title.text() == "Sardines in tomato sauce 155 g"


def test_arrows_walk_the_list_while_the_cursor_stays_in_the_search(
    page: ProductsPage, qtbot: QtBot
) -> None:
    for _ in range(2):
        QTest.keyClick(page.list.search.edit, Qt.Key.Key_Down)
    lit = page.list.view.current
    assert lit is not None
    assert lit.name == "Evaporated milk 370 ml"
    assert page.list.search.edit.hasFocus()


def test_a_scan_opens_what_it_names(page: ProductsPage, window: MainWindow) -> None:
    window.gate.scanned.emit("4800771920015")
    assert page.editor.is_open
    assert page.editor.product.name == "Fresh milk 1 L"


def test_an_unknown_scan_offers_a_new_product(page: ProductsPage, qtbot: QtBot) -> None:
    page.handle_scan("4801234567890")
    assert page.list.states.currentWidget() is page.list.no_match
    assert page.list.no_match._title.text() == "No product has barcode 4801 2345 67890"
    QTest.keyClick(page.list.search.edit, Qt.Key.Key_Return)
    assert page.editor.form.barcodes.main.text() == "4801234567890"
    assert page.editor.form.name.edit.hasFocus()


def test_a_search_without_result_begins_a_product_of_that_name(
    page: ProductsPage, qtbot: QtBot
) -> None:
    page.list.search.set_text("Banana chips")
    QTest.keyClick(page.list.search.edit, Qt.Key.Key_Return)
    assert page.editor.form.name.text() == "Banana chips"


def test_an_archived_product_is_found_by_scan_in_the_archive(
    page: ProductsPage, shop: Shop, qtbot: QtBot
) -> None:
    page.handle_scan("4800771920015")
    with qtbot.waitSignal(shop.shelf.archived):
        page.editor.archive_button.click()
    assert "Fresh milk 1 L" not in names(page)
    page.list.chips._keys.named("archived").click()
    assert names(page) == ["Fresh milk 1 L"]


def test_escape_peels_the_search_and_then_leads_back_to_sell(
    page: ProductsPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.list.search.set_text("milk")
    QTest.keyClick(page.list.search.edit, Qt.Key.Key_Escape)
    assert page.list.search.text() == ""
    assert window.pages.current == "products"
    QTest.keyClick(page.list.search.edit, Qt.Key.Key_Escape)
    assert window.pages.current == "sell"


def test_a_list_that_cannot_be_read_says_so_and_can_be_tried_again(
    page: ProductsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> list[Product]:
        raise StoreUnavailable("The shop's file is not there.")

    with monkeypatch.context() as broken:
        broken.setattr(ProductRepository, "page", fail)
        page.list.reload()
        assert page.list.states.currentWidget() is page.list.states.broken
    assert page.list.states.broken.button is not None
    page.list.states.broken.button.click()
    assert page.list.view.isVisible()


def test_products_sold_meanwhile_are_counted_when_the_page_is_seen_again(
    page: ProductsPage, window: MainWindow, shop: Shop, qtbot: QtBot
) -> None:
    window.areas.show_sell()
    with qtbot.waitSignal(shop.changed):
        shop.intake.bring_in("products", [Product(0, "NEW", "Aloe drink", Money(3000))], shop.by)
    window.areas.show_page("products")
    assert names(page)[0] == "Aloe drink"


def test_every_control_has_a_name_and_its_room(page: ProductsPage, qtbot: QtBot) -> None:
    page.handle_scan("4800771920015")
    assert misfits(page) == []
    assert nameless(page) == []
    assert unnamed_objects(page) == []


def test_a_row_says_all_of_itself_to_a_screen_reader(page: ProductsPage) -> None:
    spoken = page.list.model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Fresh milk 1 L, ₱98.00, 6 in stock, low, Canned and dairy, 4800771920015"


def test_the_model_keeps_the_rules_of_models(
    shop: Shop, wording: Wording, qtmodeltester: ModelTester
) -> None:
    model = ProductListModel(shop, wording)
    model.show("", Stocked.ALL)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


class TestWithoutProducts:
    @pytest.fixture
    def shelf(self) -> tuple[Product, ...]:
        return ()

    def test_an_empty_shelf_says_how_the_first_comes_in(
        self, page: ProductsPage, qtbot: QtBot
    ) -> None:
        assert page.list.states.currentWidget() is page.list.nothing
        assert page.list.nothing._title.text() == "No products yet"
        assert page.list.nothing.button is not None
        page.list.nothing.button.click()
        assert page.editor.title.text() == "New product"


class TestALongShelf:
    @pytest.fixture
    def shelf(self) -> tuple[Product, ...]:
        return tuple(many(3 * PAGE))

    def test_every_row_is_there_and_read_as_it_comes_into_sight(self, page: ProductsPage) -> None:
        model = page.list.model
        assert (len(model.top()), model.rowCount()) == (PAGE, 3 * PAGE)
        bar = page.list.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        settle()
        assert names(page) == [f"Article {n:06d} of the long shelf" for n in range(3 * PAGE)]

    def test_a_changed_name_moves_only_that_product(
        self, page: ProductsPage, shop: Shop, owner: Actor, qtbot: QtBot
    ) -> None:
        first = page.list.model.product(0)
        assert first is not None
        page.opening.open(first)
        page.editor.form.name.set_text("Article 000050x")
        with qtbot.waitSignal(page.editor.saved):
            page.editor.save()
        assert names(page)[50] == "Article 000050x"
        assert names(page)[0] == "Article 000001 of the long shelf"

    def test_a_page_more_costs_no_frame(self, page: ProductsPage) -> None:
        page.list.model.show("", Stocked.ALL)
        begun = process_time()
        page.list.model.load()
        assert process_time() - begun < 0.03
