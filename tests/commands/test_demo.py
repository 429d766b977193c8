import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.commands.demo import SHOP, DemoShop, make_demo
from app.domain.clock import WallClock
from app.domain.errors import UnusableFile
from app.domain.product import barcode_key
from app.domain.quantity import Quantity
from app.domain.resources import resource
from app.domain.sale import Kind
from app.exchange.products import ProductsFile
from app.exchange.rows import BadRow
from app.storage.store import ReaderStore, open_reader
from tests.people import everyone

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
MANILA = ZoneInfo("Asia/Manila")
OWNER = everyone()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def made(folder: Path) -> DemoShop:
    return make_demo(folder, seed=1, now=NOW, zone=MANILA)


@pytest.fixture
def store(folder: Path, made: DemoShop) -> Iterator[ReaderStore]:
    with closing(open_reader(folder, WallClock(MANILA))) as opened:
        yield opened


def dump(folder: Path) -> list[str]:
    """Give everything but the shop's own mark, which no two shops share."""
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        return [line for line in connection.iterdump() if "identity.shop" not in line]


def test_the_demo_shop_stands_up_to_a_recount(store: ReaderStore, made: DemoShop) -> None:
    report = store.verify(by=OWNER)
    assert report.discrepancies == ()
    assert (report.sales, report.customers, report.unlinked) == (made.sales, made.customers, 0)


def test_a_name_typed_in_other_letters_made_no_second_customer(made: DemoShop) -> None:
    assert made.customers == 251


def test_the_same_seed_and_moment_make_the_same_shop(
    folder: Path, made: DemoShop, tmp_path: Path
) -> None:
    make_demo(tmp_path, seed=1, now=NOW, zone=MANILA)
    assert dump(tmp_path) == dump(folder)


def test_every_product_of_the_file_is_on_the_shelf_and_found_by_a_scan(
    store: ReaderStore, made: DemoShop
) -> None:
    with resource("demo", "products.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert made.products == len(rows) == store.products.count(by=OWNER)
    for row in rows:
        found = store.products.by_code(row["barcode"] or row["sku"], by=OWNER)
        assert found is not None, row
        assert found.product.name == row["name"]
        assert found.product.barcode == barcode_key(row["barcode"])


def test_the_file_of_products_reads_like_any_import() -> None:
    file = ProductsFile(resource("demo", "products.csv"))
    assert [row for row in file.read() if isinstance(row, BadRow)] == []


def test_after_a_year_of_sales_the_shelf_is_as_full_as_the_file_says(store: ReaderStore) -> None:
    onions = store.products.by_code("4082", by=OWNER)
    assert onions is not None
    assert onions.product.stock == Quantity.parse("36.25")


def test_maria_santos_is_a_regular_who_came_four_days_ago(store: ReaderStore) -> None:
    maria = store.customers.named("MARIA  santos", by=OWNER)
    assert maria is not None
    assert (maria.name, maria.phone) == ("Maria Santos", "0917 555 0142")
    assert maria.transaction_count > 30
    assert maria.last_purchase is not None
    assert NOW.date() - maria.last_purchase.astimezone(MANILA).date() == timedelta(days=4)


def test_the_till_goes_on_with_the_next_number(store: ReaderStore, made: DemoShop) -> None:
    last = store.sales.last(by=OWNER)
    assert last is not None
    assert last.head.number == f"{made.sales:06d}"
    assert last.head.sold_at < NOW


def test_a_return_names_the_sale_its_goods_come_from(store: ReaderStore, made: DemoShop) -> None:
    sales = (store.sales.sale(number, by=OWNER) for number in range(1, made.sales + 1))
    returns = [each for each in sales if each.head.kind is Kind.RETURN]
    assert len(returns) > 5
    for back in returns:
        assert back.original_sale_id is not None
        original = store.sales.sale(back.original_sale_id, by=OWNER)
        assert original.customer_id == back.customer_id is not None


def test_the_demo_says_in_its_name_that_prices_are_examples(store: ReaderStore) -> None:
    settings = store.settings.load(by=OWNER)
    assert settings == SHOP
    assert "examples" in settings.shop_name


def test_a_demo_is_never_made_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_bytes(b"a letter, not a shop")
    with pytest.raises(UnusableFile):
        make_demo(tmp_path, seed=1, now=NOW)
    assert (tmp_path / "shop.db").read_bytes() == b"a letter, not a shop"


def test_goods_without_a_barcode_have_keys_of_their_own(store: ReaderStore) -> None:
    keys = [key.product for key in store.products.quick_keys(by=OWNER)]
    assert [key.name for key in keys[:2]] == ["Ice, 1 bag", "Eggs, each"]
    assert len(keys) == 6
    assert not any(key.barcode for key in keys)
