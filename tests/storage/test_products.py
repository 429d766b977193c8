"""The contract of ProductShelf."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.errors import InvalidInput, NotAllowed, StoreUnavailable
from app.domain.imported import ImportCounts
from app.domain.money import LARGEST_MINOR, Money
from app.domain.ports import Store
from app.domain.ports_products import ProductShelf
from app.domain.product import Found, Product, TaxCode, barcode_key, has_right_check_digit
from app.domain.quantity import ONE, Quantity
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader
from tests.people import allowed
from tests.storage.builders import FixedClock, a_line, a_sale

EGGS = Product(0, "EGG-12", "Fresh eggs", Money(24_500), barcode="4800016644931", unit="tray")
PINA = Product(
    *(0, "PINA", "Piña juice 1L", Money(8_950)),
    barcode="036000291452",
    category="Drinks",
    brand="Del Sur",
    tax_code=TaxCode.ZERO,
    cost=Money(7_000),
    stock=Quantity.of(12),
    min_stock=Quantity.of(3),
)
RICE = Product(0, "RICE", "Rice", Money(5_200), unit="kg", stock=Quantity(2_500))


@pytest.fixture
def shelf(store: WriterStore) -> ProductShelf:
    whole: Store = store
    return whole.products


def _by_code(shelf: ProductShelf, code: str, by: Actor) -> Product:
    found = shelf.by_code(code, by=by)
    assert found is not None, code
    return found.product


def _moves_add_up(database: Database) -> bool:
    return not database.rows(
        """SELECT sku FROM products WHERE coalesce(stock, 0) <> (SELECT coalesce(sum(quantity), 0)
        FROM stock_moves WHERE product_id = products.id)"""
    )


def test_a_product_comes_back_as_it_was_brought_in(shelf: ProductShelf, owner: Actor) -> None:
    assert shelf.bring_in([EGGS, PINA, RICE], by=owner) == ImportCounts(added=3)
    assert shelf.count(by=owner) == 3
    for product in (EGGS, PINA, RICE):
        found = _by_code(shelf, product.sku, owner)
        wanted = replace(product, id=found.id, barcode=barcode_key(product.barcode))
        assert found == wanted


@pytest.mark.parametrize("code", ["036000291452", "0036000291452", " 0036000291452\n"])
def test_upc_a_and_its_ean_13_form_find_the_same_product(
    shelf: ProductShelf, owner: Actor, code: str
) -> None:
    shelf.bring_in([EGGS, PINA], by=owner)
    assert _by_code(shelf, code, owner).sku == "PINA"
    shelf.bring_in([replace(PINA, barcode="0036000291452")], by=owner)
    assert _by_code(shelf, code, owner).sku == "PINA"


@pytest.mark.parametrize(
    "code",
    ["", " ", "480001664493", "48000166449311", "egg-12", "EGG", "EGG%", "%", "_", "36000291452"],
)
def test_a_code_is_never_guessed_at(shelf: ProductShelf, owner: Actor, code: str) -> None:
    shelf.bring_in([EGGS, PINA], by=owner)
    assert shelf.by_code(code, by=owner) is None


@pytest.mark.parametrize("code", ["\0", "\ud800", "x" * 10_000, "' OR 1=1 --"])
def test_no_scan_can_break_the_look_up(shelf: ProductShelf, owner: Actor, code: str) -> None:
    shelf.bring_in([EGGS], by=owner)
    assert shelf.by_code(code, by=owner) is None
    assert shelf.search(code, 5, by=owner) in ([], shelf.search("", 5, by=owner))


def test_a_barcode_goes_before_a_sku(shelf: ProductShelf, owner: Actor) -> None:
    shelf.bring_in([replace(EGGS, sku="777", barcode=""), replace(RICE, barcode="777")], by=owner)
    assert _by_code(shelf, "777", owner).sku == "RICE"


def test_a_box_of_twelve_says_so(shelf: ProductShelf, owner: Actor, database: Database) -> None:
    shelf.bring_in([EGGS], by=owner)
    eggs = _by_code(shelf, "EGG-12", owner)
    with database.write("add a box"):
        box = ("BOX", eggs.id, 12_000, 1)
        database.run(
            "INSERT INTO product_barcodes (barcode, product_id, factor, position)"
            " VALUES (?, ?, ?, ?)",
            box,
        )
    assert shelf.by_code("BOX", by=owner) == Found(eggs, Quantity.of(12), "BOX")
    assert shelf.by_code(EGGS.barcode, by=owner) == Found(eggs, ONE, EGGS.barcode)


def test_a_product_that_is_no_longer_sold_is_not_found(shelf: ProductShelf, owner: Actor) -> None:
    shelf.bring_in([EGGS, RICE], by=owner)
    shelf.bring_in([replace(EGGS, is_active=False)], by=owner)
    assert shelf.by_code(EGGS.barcode, by=owner) is None
    assert shelf.by_code(EGGS.sku, by=owner) is None
    assert shelf.search("eggs", 5, by=owner) == []
    assert shelf.count(by=owner) == 1
    shelf.bring_in([EGGS], by=owner)
    assert _by_code(shelf, EGGS.barcode, owner).is_active


@pytest.mark.parametrize(
    ("text", "skus"),
    [
        ("egg", ["EGG-12"]),
        ("fresh", ["EGG-12"]),
        ("EGGS fre", ["EGG-12"]),
        ("pina", ["PINA"]),
        ("piñ jui", ["PINA"]),
        ("1l", ["PINA"]),
        ("4800", ["EGG-12"]),
        ("0360", ["PINA"]),
        ("00360", ["PINA"]),
        ("6000291452", []),
        ("resh", []),
        ("egg rice", []),
        ("%", []),
        ("_", []),
        ("", ["EGG-12", "PINA", "RICE"]),
    ],
)
def test_products_are_found_by_the_beginnings_of_words_sku_and_barcode(
    shelf: ProductShelf, owner: Actor, text: str, skus: list[str]
) -> None:
    shelf.bring_in([PINA, RICE, EGGS], by=owner)
    assert [each.sku for each in shelf.search(text, 9, by=owner)] == skus


def test_names_that_begin_so_come_first_then_by_name(shelf: ProductShelf, owner: Actor) -> None:
    names = ["Brown rice", "Rice wine", "Apple rice", "Rice"]
    shelf.bring_in([replace(RICE, sku=name, name=name) for name in names], by=owner)
    found = [each.name for each in shelf.search("rice", 9, by=owner)]
    assert found == ["Rice", "Rice wine", "Apple rice", "Brown rice"]
    assert len(shelf.search("rice", 2, by=owner)) == 2


def test_the_same_file_again_changes_nothing(
    shelf: ProductShelf, owner: Actor, database: Database, clock: FixedClock
) -> None:
    shelf.bring_in([EGGS, PINA, RICE], by=owner)
    before = database.rows("SELECT * FROM products ORDER BY id")
    clock.advance(days=1)
    assert shelf.bring_in([EGGS, PINA, RICE], by=owner) == ImportCounts(known=3)
    assert database.rows("SELECT * FROM products ORDER BY id") == before
    assert database.value("SELECT count(*) FROM stock_moves") == 2


def test_a_changed_product_keeps_its_id(
    shelf: ProductShelf, owner: Actor, database: Database
) -> None:
    shelf.bring_in([PINA], by=owner)
    before = _by_code(shelf, "PINA", owner)
    change = replace(PINA, name="Piña juice", price=Money(9_100), stock=Quantity.of(5))
    counts = shelf.bring_in([change, EGGS], by=owner)
    assert counts == ImportCounts(added=1)
    now = _by_code(shelf, "PINA", owner)
    assert (now.id, now.name, now.price) == (before.id, "Piña juice", Money(9_100))
    assert now.stock == Quantity.of(5)
    assert _moves_add_up(database)


def test_what_a_file_leaves_open_stays_as_it_was(
    shelf: ProductShelf, owner: Actor, database: Database
) -> None:
    shelf.bring_in([PINA], by=owner)
    before = _by_code(shelf, "PINA", owner)
    bare = Product(0, "PINA", PINA.name, PINA.price, tax_code=PINA.tax_code)
    assert shelf.bring_in([bare], by=owner) == ImportCounts(known=1)
    assert _by_code(shelf, "PINA", owner) == before
    assert _moves_add_up(database)


def test_a_new_barcode_takes_the_place_of_the_old_one(shelf: ProductShelf, owner: Actor) -> None:
    shelf.bring_in([EGGS], by=owner)
    shelf.bring_in([replace(EGGS, barcode="96385074")], by=owner)
    assert _by_code(shelf, "96385074", owner).barcode == "96385074"
    assert shelf.by_code(EGGS.barcode, by=owner) is None
    shelf.bring_in([replace(RICE, barcode=EGGS.barcode)], by=owner)
    assert _by_code(shelf, EGGS.barcode, owner).sku == "RICE"


def test_a_barcode_of_another_product_is_refused_and_nothing_is_changed(
    shelf: ProductShelf, owner: Actor
) -> None:
    shelf.bring_in([EGGS], by=owner)
    clash = replace(RICE, barcode=EGGS.barcode)
    with pytest.raises(
        InvalidInput, match=r"Rice \(RICE\): its barcode 48.* Fresh eggs \(EGG-12\)"
    ):
        shelf.bring_in([PINA, clash], by=owner)
    assert shelf.count(by=owner) == 1
    assert shelf.by_code("PINA", by=owner) is None
    assert _by_code(shelf, EGGS.barcode, owner).sku == "EGG-12"


@pytest.mark.parametrize(
    ("product", "sentence"),
    [
        (replace(EGGS, sku=" \u200b"), r"Fresh eggs \(no SKU\): it needs a SKU\."),
        (replace(EGGS, name=" "), "needs a name"),
        (replace(EGGS, name="x" * 251), "at most 250"),
        (replace(EGGS, sku="x" * 81), "at most 80"),
        (replace(EGGS, barcode="1" * 81), "at most 80"),
        (replace(EGGS, price=Money(-1)), "out of range"),
        (replace(EGGS, price=Money(LARGEST_MINOR + 1)), "out of range"),
        (replace(EGGS, cost=Money(2**70)), "out of range"),
        (replace(EGGS, stock=Quantity(2**70)), "stock is out of range"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(
    shelf: ProductShelf, owner: Actor, product: Product, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        shelf.bring_in([product], by=owner)
    assert shelf.count(by=owner) == 0


def test_words_are_cleaned_before_they_meet_the_disk(shelf: ProductShelf, owner: Actor) -> None:
    typed = replace(
        EGGS, sku=" E\n1 ", name="Fresh\teggs \ud83d\0", unit=" ", barcode="4800 0166 44931"
    )
    shelf.bring_in([typed], by=owner)
    found = _by_code(shelf, "E 1", owner)
    assert (found.name, found.unit, found.barcode) == ("Fresh eggs", "pc", "4800016644931")


def test_a_sale_takes_counted_products_off_the_shelf(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    store.products.bring_in([PINA, EGGS], by=owner)
    for sku in ("PINA", "EGG-12"):
        product = _by_code(store.products, sku, owner)
        line = a_line(product.price.minor, "2", product.name, product_id=product.id)
        store.sales.record(a_sale(None, [line]), by=owner)
    assert _by_code(store.products, "PINA", owner).stock == Quantity.of(10)
    assert _by_code(store.products, "EGG-12", owner).stock is None
    store.products.bring_in([replace(EGGS, stock=Quantity.of(4))], by=owner)
    assert _moves_add_up(database)
    assert store.verify(by=owner).discrepancies == ()


def test_the_door_asks_who_it_is(shelf: ProductShelf, owner: Actor) -> None:
    cashier = allowed("Ben", frozenset({Right.SELL}))
    nobody = allowed("x", frozenset())
    shelf.bring_in([EGGS], by=owner)
    with pytest.raises(NotAllowed):
        shelf.bring_in([RICE], by=cashier)
    assert _by_code(shelf, EGGS.sku, cashier).name == "Fresh eggs"
    assert shelf.search("eggs", 5, by=cashier)
    assert shelf.count(by=cashier) == 1
    with pytest.raises(NotAllowed):
        shelf.by_code(EGGS.sku, by=nobody)
    with pytest.raises(NotAllowed):
        shelf.search("eggs", 5, by=nobody)
    with pytest.raises(NotAllowed):
        shelf.count(by=nobody)


def test_a_reader_finds_and_refuses_to_write(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    store.products.bring_in([EGGS], by=owner)
    reader = open_reader(folder, clock)
    try:
        assert _by_code(reader.products, EGGS.barcode, owner).sku == "EGG-12"
        with pytest.raises(StoreUnavailable, match="reading only"):
            reader.products.bring_in([RICE], by=owner)
    finally:
        reader.close()


def _catalogue(path: Path) -> list[Product]:
    with gzip.open(path, "rt", encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    return [
        Product(0, row["barcode"], row["name"], Money(100), barcode=row["barcode"])
        for row in rows
        if row["name"].strip()
    ]


def test_a_real_catalogue_is_found_by_either_form_of_its_codes(
    store: WriterStore, owner: Actor, shared_data: Path
) -> None:
    products = _catalogue(shared_data / "catalogue" / "products_barcodes.csv.gz")
    assert len(products) > 4_900
    assert store.products.bring_in(products, by=owner).added == len(products)
    for each in products[::7]:
        codes = [each.barcode]
        if len(each.barcode) == 13 and each.barcode.startswith("0"):
            codes.append(each.barcode[1:])
        for code in codes:
            assert _by_code(store.products, code, owner).sku == each.sku


def test_codes_people_got_wrong_are_codes_all_the_same(
    store: WriterStore, owner: Actor, shared_data: Path
) -> None:
    path = shared_data / "catalogue" / "products_bad_barcodes.csv"
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    products = [
        Product(0, f"S{index}", row["name"], Money(100), barcode=row["barcode"])
        for index, row in enumerate(rows)
    ]
    store.products.bring_in(products, by=owner)
    for each in products:
        assert not has_right_check_digit(each.barcode)
        assert _by_code(store.products, each.barcode, owner).sku == each.sku
