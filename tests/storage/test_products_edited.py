"""The contract of ProductShelf where the owner or the counter writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.card_numbers import is_card_number
from app.domain.errors import InvalidInput, NotAllowed, NotFound, StoreUnavailable
from app.domain.money import LARGEST_MINOR, Money
from app.domain.ports_products import ProductShelf
from app.domain.product import Found, Pack, Product, QuickKey, Stocked, TaxCode
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader
from tests.people import allowed
from tests.storage.builders import FixedClock, a_line, a_sale

SHIRT = Product(
    *(0, "TS-L", "T-shirt", Money(25_000)),
    unit="pc",
    category="Clothes",
    tax_code=TaxCode.STANDARD,
    cost=Money(14_000),
    stock=Quantity.of(8),
    min_stock=Quantity.of(2),
    family="T-shirt",
    variant="Large, red",
    lowest_price=Money(20_000),
)
PIECE = Pack("4800016644931")
OTHER = Pack("96385074")
SIX = Pack("111", Quantity.of(6))
BOX = Pack("222", Quantity.of(12), Money(240_000), "box")
CASHIER = allowed("Ben", frozenset({Right.SELL}))


@pytest.fixture
def shelf(store: WriterStore) -> ProductShelf:
    return store.products


@pytest.fixture(autouse=True)
def all_adds_up(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> Iterator[None]:
    """Whatever a test does, the moves of every product add up to its stock."""
    yield
    reader = open_reader(folder, clock)
    assert reader.verify(by=owner).discrepancies == ()
    reader.close()


def test_a_new_product_comes_back_with_all_its_barcodes(shelf: ProductShelf, owner: Actor) -> None:
    made = shelf.save(SHIRT, [BOX, PIECE, SIX, OTHER], by=owner)
    assert made == replace(SHIRT, id=made.id, barcode=PIECE.barcode)
    assert shelf.product(made.id, by=owner) == made
    assert shelf.packs(made.id, by=owner) == [PIECE, OTHER, BOX, SIX]


def test_each_barcode_says_what_one_of_it_is(shelf: ProductShelf, owner: Actor) -> None:
    made = shelf.save(SHIRT, [PIECE, SIX, BOX], by=owner)
    assert shelf.by_code(PIECE.barcode, by=owner) == Found(made, ONE, PIECE.barcode)
    assert shelf.by_code("111", by=owner) == Found(made, Quantity.of(6), "111")
    box = Found(made, Quantity.of(12), "222", Money(240_000), "box")
    assert shelf.by_code("222", by=owner) == box
    assert shelf.by_code("TS-L", by=owner) == Found(made, ONE)


def test_a_changed_product_keeps_its_id_and_loses_codes_not_given(
    shelf: ProductShelf, owner: Actor
) -> None:
    made = shelf.save(SHIRT, [PIECE, SIX], by=owner)
    change = replace(made, sku="TS-XL", name="Tee", price=Money(30_000), variant="XL")
    now = shelf.save(change, [OTHER], by=owner)
    assert now == replace(change, barcode=OTHER.barcode)
    assert shelf.by_code(PIECE.barcode, by=owner) is None
    assert [each.id for each in shelf.search("tee xl", 5, by=owner)] == [made.id]
    assert shelf.search("red", 5, by=owner) == []
    bare = shelf.save(now, [], by=owner)
    assert (bare.barcode, shelf.packs(bare.id, by=owner)) == ("", [])


def test_stock_given_is_a_count_and_otherwise_stays_as_it_is(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    made = store.products.save(SHIRT, [], by=owner)
    line = a_line(25_000, "3", "T-shirt", product_id=made.id)
    store.sales.record(a_sale(None, [line]), by=owner)
    kept = store.products.save(replace(made, brand="Del Sur"), [], by=owner, counts_stock=False)
    assert (kept.stock, kept.brand) == (Quantity.of(5), "Del Sur")
    counted = store.products.save(replace(kept, stock=Quantity.of(4)), [], by=owner)
    assert counted.stock == Quantity.of(4)
    reasons = database.rows("SELECT reason, quantity FROM stock_moves ORDER BY id")
    assert reasons == [("count", 8_000), ("sale", -3_000), ("count", -1_000)]
    assert store.products.save(replace(counted, stock=None), [], by=owner).stock is None


def test_saving_clears_the_mark_to_check(shelf: ProductShelf, owner: Actor) -> None:
    made = shelf.make_at_counter("777", "Candle", Money(500), by=owner)
    assert made.to_check
    assert not shelf.save(replace(made, price=Money(600)), [Pack("777")], by=owner).to_check


def test_without_a_sku_a_product_gets_one(shelf: ProductShelf, owner: Actor) -> None:
    bare = replace(SHIRT, sku=" ")
    assert shelf.save(bare, [PIECE], by=owner).sku == PIECE.barcode
    assert shelf.save(bare, [], by=owner).sku == "N-000001"
    assert shelf.save(bare, [], by=owner).sku == "N-000002"
    shelf.save(replace(SHIRT, sku="333"), [], by=owner)
    assert shelf.save(bare, [Pack("333")], by=owner).sku == "N-000003"


@pytest.mark.parametrize(
    ("product", "packs", "sentence"),
    [
        (replace(SHIRT, sku="TAKEN"), [], "SKU TAKEN belongs to Candle"),
        (SHIRT, [Pack("777")], "barcode 777 belongs to Candle"),
        (SHIRT, [PIECE, PIECE], "there twice"),
        (SHIRT, [Pack(" ")], "Scan or type"),
        (SHIRT, [Pack("1" * 81)], "at most 80"),
        (SHIRT, [Pack("1", Quantity(0))], "how many pieces"),
        (SHIRT, [Pack("1", Quantity(LARGEST_THOUSANDTHS + 1))], "how many pieces"),
        (SHIRT, [Pack("1", ONE, Money(-1), "box")], "out of range"),
        (SHIRT, [Pack("1", ONE, Money(LARGEST_MINOR + 1), "box")], "out of range"),
        (SHIRT, [Pack("1", Quantity.of(6), Money(5), " ")], "needs a unit"),
        (replace(SHIRT, lowest_price=Money(25_001)), [], "cannot be above the price"),
        (replace(SHIRT, lowest_price=Money(-1)), [], "out of range"),
        (replace(SHIRT, name=" "), [], "needs a name"),
        (replace(SHIRT, family="x" * 81), [], "at most 80"),
        (replace(SHIRT, price=Money(2**70)), [], "out of range"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_changes_nothing(
    shelf: ProductShelf, owner: Actor, product: Product, packs: list[Pack], sentence: str
) -> None:
    shelf.save(Product(0, "TAKEN", "Candle", Money(1)), [Pack("777")], by=owner)
    made = shelf.save(replace(SHIRT, sku="OLD"), [SIX], by=owner)
    for product_id in (0, made.id):
        with pytest.raises(InvalidInput, match=sentence):
            shelf.save(replace(product, id=product_id), packs, by=owner)
    assert shelf.count(by=owner) == 2
    assert shelf.product(made.id, by=owner) == made
    assert shelf.packs(made.id, by=owner) == [SIX]


def test_an_archived_product_gives_its_barcode_away(shelf: ProductShelf, owner: Actor) -> None:
    old = shelf.save(replace(SHIRT, sku="OLD"), [PIECE], by=owner)
    shelf.archive(old.id, by=owner)
    new = shelf.save(SHIRT, [PIECE], by=owner)
    assert shelf.by_code(PIECE.barcode, by=owner) == Found(new, ONE, PIECE.barcode)
    assert shelf.packs(old.id, by=owner) == []


@pytest.mark.parametrize("missing", [99, -1, 2**70])
def test_a_product_that_is_not_there_is_not_found(
    shelf: ProductShelf, owner: Actor, missing: int
) -> None:
    for ask in (
        lambda: shelf.product(missing, by=owner),
        lambda: shelf.archive(missing, by=owner),
        lambda: shelf.save(replace(SHIRT, id=missing), [], by=owner),
        lambda: shelf.save(replace(SHIRT, id=missing), [], by=owner, counts_stock=False),
    ):
        with pytest.raises(NotFound):
            ask()
    assert shelf.packs(missing, by=owner) == []
    assert shelf.family(missing, by=owner) == []


def test_an_archived_product_is_off_sale_and_comes_back(shelf: ProductShelf, owner: Actor) -> None:
    made = shelf.save(SHIRT, [PIECE], by=owner)
    shelf.archive(made.id, by=owner)
    assert shelf.by_code(PIECE.barcode, by=owner) is None
    assert shelf.search("shirt", 5, by=owner) == []
    assert not shelf.product(made.id, by=owner).is_active
    shelf.archive(made.id, by=owner, archived=False)
    assert shelf.by_code(PIECE.barcode, by=owner) == Found(made, ONE, PIECE.barcode)


# Families


def test_variants_of_one_name_are_found_together(shelf: ProductShelf, owner: Actor) -> None:
    red, blue, gone = (
        shelf.save(replace(SHIRT, sku=sku, variant=variant, family=family), [], by=owner)
        for sku, variant, family in (
            ("R", "Red", "T-shirt"),
            ("B", "Blue", "t-SHIRT "),
            ("G", "Green", "T-shirt"),
        )
    )
    alone = shelf.save(replace(SHIRT, sku="S", family="", variant=""), [], by=owner)
    shelf.save(replace(SHIRT, sku="O", family="Other"), [], by=owner)
    shelf.archive(gone.id, by=owner)
    assert [each.sku for each in shelf.family(red.id, by=owner)] == ["B", "R"]
    assert shelf.family(blue.id, by=owner) == shelf.family(red.id, by=owner)
    assert shelf.family(alone.id, by=owner) == []
    assert [each.sku for each in shelf.search("t-shirt blue", 9, by=owner)] == ["B"]


# The list


@pytest.fixture
def stocked(shelf: ProductShelf, owner: Actor) -> ProductShelf:
    """One of everything the lists tell apart."""

    def put(sku: str, stock: int | None, least: int | None = None) -> int:
        counted = None if stock is None else Quantity.of(stock)
        lowest = None if least is None else Quantity.of(least)
        product = replace(SHIRT, sku=sku, name=sku, variant="", stock=counted, min_stock=lowest)
        return shelf.save(product, [], by=owner).id

    put("Apple", 9, 3)
    put("Banana", 3, 3)
    put("Cherry", 0, 3)
    put("Date", -1)
    put("Elder", None, 3)
    shelf.archive(put("Fig", 0, 3), by=owner)
    shelf.make_at_counter("777", "Grape", Money(5), by=owner)
    return shelf


LISTS = {
    Stocked.ALL: ["Apple", "Banana", "Cherry", "Date", "Elder", "Grape"],
    Stocked.LOW: ["Banana", "Cherry"],
    Stocked.OUT: ["Cherry", "Date"],
    Stocked.TO_CHECK: ["Grape"],
    Stocked.ARCHIVED: ["Fig"],
}


@pytest.mark.parametrize("which", Stocked)
def test_each_list_shows_and_counts_the_same(
    stocked: ProductShelf, owner: Actor, which: Stocked
) -> None:
    names = [each.name for each in stocked.page("", which, None, 99, by=owner)]
    assert names == LISTS[which]
    assert stocked.counts("", by=owner)[which] == len(names)
    found = [each for each in names if each.startswith("C")]
    assert [each.name for each in stocked.page("c", which, None, 99, by=owner)] == found
    assert stocked.counts("c", by=owner)[which] == len(found)


def test_pages_follow_each_other_without_gap_or_repeat(shelf: ProductShelf, owner: Actor) -> None:
    names = [*("Rice", "rice", "Rice", "Piña", "pina", "O'Brien"), *("Añejo", "Zebra", "1 kg", "-")]
    for number, name in enumerate(names):
        variant = "Large" if number % 2 else ""
        product = replace(SHIRT, sku=f"S{number}", name=name, variant=variant)
        shelf.save(product, [], by=owner)
    seen: list[Product] = []
    while page := shelf.page("", Stocked.ALL, seen[-1] if seen else None, 3, by=owner):
        assert len(page) <= 3
        seen += page
    assert len(seen) == len({each.id for each in seen}) == len(names)
    assert seen == shelf.page("", Stocked.ALL, None, 99, by=owner)


# At the counter


def test_an_unknown_barcode_becomes_a_product_to_check(shelf: ProductShelf, owner: Actor) -> None:
    made = shelf.make_at_counter(" 0480 0000 1", "  Candle\n", Money(1_550), by=CASHIER)
    assert (made.name, made.price, made.sku) == ("Candle", Money(1_550), "048000001")
    assert (made.barcode, made.to_check, made.stock) == ("048000001", True, None)
    assert shelf.by_code("048000001", by=CASHIER) == Found(made, ONE, "048000001")
    again = shelf.make_at_counter("048000001", "Another", Money(1), by=CASHIER)
    assert again == made
    assert shelf.count(by=owner) == 1


def test_goods_without_a_barcode_may_be_made_too(shelf: ProductShelf, owner: Actor) -> None:
    first = shelf.make_at_counter("", "Ice", Money(500), by=CASHIER)
    second = shelf.make_at_counter("", "Ice", Money(500), by=CASHIER)
    assert (first.sku, second.sku, first.barcode) == ("N-000001", "N-000002", "")


def test_a_barcode_that_is_some_products_sku_gets_another(
    shelf: ProductShelf, owner: Actor
) -> None:
    old = shelf.save(replace(SHIRT, sku="777"), [], by=owner)
    shelf.archive(old.id, by=owner)
    assert shelf.make_at_counter("777", "Candle", Money(1), by=owner).sku == "N-000001"


def test_an_archived_product_comes_back_at_the_price_it_is_sold_for(
    shelf: ProductShelf, owner: Actor
) -> None:
    old = shelf.save(SHIRT, [PIECE, SIX], by=owner)
    shelf.archive(old.id, by=owner)
    back = shelf.make_at_counter(PIECE.barcode, "Red tee", Money(9_900), by=CASHIER)
    assert back == replace(old, name="Red tee", price=Money(9_900), to_check=True)
    assert shelf.packs(old.id, by=owner) == [PIECE, SIX]


def test_the_box_of_an_archived_product_becomes_one_of_its_own(
    shelf: ProductShelf, owner: Actor
) -> None:
    old = shelf.save(SHIRT, [PIECE, SIX], by=owner)
    shelf.archive(old.id, by=owner)
    made = shelf.make_at_counter("111", "Six tees", Money(9_900), by=CASHIER)
    assert made.id != old.id
    assert shelf.by_code("111", by=owner) == Found(made, ONE, "111")
    assert shelf.packs(old.id, by=owner) == [PIECE]


@pytest.mark.parametrize("name", ["", " \t\n", "\u200b"])
def test_a_product_without_a_name_is_not_made(shelf: ProductShelf, owner: Actor, name: str) -> None:
    with pytest.raises(InvalidInput, match="Type what it is"):
        shelf.make_at_counter("777", name, Money(1), by=owner)
    assert shelf.count(by=owner) == 0


# Quick keys


def test_quick_keys_come_back_in_their_order(shelf: ProductShelf, owner: Actor) -> None:
    ice, rice, gone = (
        shelf.save(replace(SHIRT, sku=sku), [], by=owner) for sku in ("ICE", "RICE", "GONE")
    )
    keys = [QuickKey(rice, "Rice\nloose"), QuickKey(gone), QuickKey(ice)]
    shelf.set_quick_keys([QuickKey(ice)], by=owner)
    shelf.set_quick_keys([*keys, QuickKey(replace(ice, id=999)), QuickKey(ice)], by=owner)
    shelf.archive(gone.id, by=owner)
    assert shelf.quick_keys(by=CASHIER) == [
        *(QuickKey(rice, "Rice loose"), QuickKey(ice), QuickKey(ice))
    ]
    with pytest.raises(InvalidInput, match="at most 200"):
        shelf.set_quick_keys([QuickKey(ice)] * 201, by=owner)
    assert len(shelf.quick_keys(by=owner)) == 3
    shelf.set_quick_keys([], by=owner)
    assert shelf.quick_keys(by=owner) == []


# Rights and readers


def test_the_shelf_asks_who_it_is(shelf: ProductShelf, owner: Actor) -> None:
    nobody = allowed("Temp", frozenset())
    made = shelf.save(SHIRT, [], by=owner)
    for write in (
        lambda: shelf.save(SHIRT, [], by=CASHIER),
        lambda: shelf.archive(made.id, by=CASHIER),
        lambda: shelf.set_quick_keys([], by=CASHIER),
        lambda: shelf.make_at_counter("1", "x", Money(1), by=nobody),
        lambda: shelf.product(made.id, by=nobody),
        lambda: shelf.packs(made.id, by=nobody),
        lambda: shelf.family(made.id, by=nobody),
        lambda: shelf.page("", Stocked.ALL, None, 1, by=nobody),
        lambda: shelf.counts("", by=nobody),
        lambda: shelf.quick_keys(by=nobody),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert shelf.count(by=owner) == 1


def test_a_reader_looks_at_the_shelf_only(
    shelf: ProductShelf, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    made = shelf.save(SHIRT, [BOX], by=owner)
    reader = open_reader(folder, clock)
    assert reader.products.packs(made.id, by=owner) == [BOX]
    assert reader.products.page("", Stocked.ALL, None, 9, by=owner) == [made]
    for write in (
        lambda: reader.products.save(SHIRT, [], by=owner),
        lambda: reader.products.archive(made.id, by=owner),
        lambda: reader.products.make_at_counter("1", "x", Money(1), by=owner),
        lambda: reader.products.set_quick_keys([], by=owner),
    ):
        with pytest.raises(StoreUnavailable, match="reading only"):
            write()
    reader.close()


def test_who_did_what_names_goods_by_their_whole_code(
    shelf: ProductShelf, database: Database, owner: Actor
) -> None:
    """One barcode in ten passes for a card's number, and it is looked for among what was done."""
    code = "4801234001094"
    assert is_card_number(code)
    shelf.save(replace(SHIRT, sku=""), (Pack(code),), by=owner)
    assert database.rows("SELECT subject FROM audit_log") == [(code,)]
