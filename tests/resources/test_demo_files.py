import csv
from collections import Counter

import pytest

from app.domain.money import ZERO, Money
from app.domain.names import clean_name, name_key
from app.domain.product import TaxCode, barcode_key, has_right_check_digit
from app.domain.resources import resource

Row = dict[str, str]


@pytest.fixture(scope="module")
def products() -> list[Row]:
    with resource("demo", "products.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_a_few_hundred_products_and_many_of_each_kind_of_code(
    products: list[Row],
) -> None:
    codes = [row["barcode"] for row in products]
    assert 300 <= len(products) <= 450
    assert sum(code.startswith("480") for code in codes) >= 80
    assert sum(len(code) == 13 and code.startswith("0") for code in codes) >= 80
    assert sum(len(code) == 8 for code in codes) >= 10


def test_every_barcode_has_the_right_check_digit_and_its_stored_form(products: list[Row]) -> None:
    codes = [row["barcode"] for row in products if row["barcode"]]
    assert [code for code in codes if not has_right_check_digit(code)] == []
    assert [code for code in codes if barcode_key(code) != code] == []


def test_no_sku_barcode_or_name_stands_twice(products: list[Row]) -> None:
    names = Counter(row["name"].casefold() for row in products)
    codes = Counter([row["sku"] for row in products])
    codes.update(row["barcode"] for row in products if row["barcode"])
    assert [each for each, times in (names + codes).items() if times > 1] == []


def test_every_name_is_clean(products: list[Row]) -> None:
    names = [row["name"] for row in products]
    assert [name for name in names if clean_name(name) != name or "&amp;" in name] == []


def test_every_price_is_above_its_cost(products: list[Row]) -> None:
    prices = [(Money.parse(row["price"]), Money.parse(row["cost"])) for row in products]
    assert all(ZERO < cost < price for price, cost in prices)


def test_rice_vegetables_and_fresh_eggs_carry_no_vat(products: list[Row]) -> None:
    tax = {row["name"]: TaxCode(row["tax"]) for row in products}
    exempt = ("Rice, per kilo", "Red onions", "Eggs, each", "Fresh eggs, tray of 30")
    assert {tax[name] for name in exempt} == {TaxCode.EXEMPT}
    assert tax["Pandesal"] is TaxCode.STANDARD


def test_names_for_demo_customers_are_usable() -> None:
    with resource("demo", "names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = Counter(row["kind"] for row in rows)
    assert kinds["given"] > 200
    assert kinds["surname"] > 200
    assert all(name_key(row["name"]) for row in rows)


def test_the_credit_for_the_barcodes_is_given_where_they_lie() -> None:
    for page in (resource("demo", "README.md"), resource("LICENCES.md")):
        assert "Open Food Facts, ODbL" in page.read_text(encoding="utf-8")
