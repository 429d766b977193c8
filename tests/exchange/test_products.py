from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity
from app.exchange.products import ProductsFile
from app.exchange.rows import BadRow
from tests.exchange.files import a_file

HEADER = "sku,barcode,name,price"


def read(path: Path) -> tuple[list[Product], list[BadRow]]:
    items = list(ProductsFile(path).read())
    return (
        [item for item in items if isinstance(item, Product)],
        [item for item in items if isinstance(item, BadRow)],
    )


def test_a_row_becomes_a_product_with_all_it_says(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        f"{HEADER},brand,category,unit,cost,stock,min_stock,tax",
        'S1,4800016644931,Rice,"₱1,310.50",Ganador,Grain,kg,280.125,12.5,-1,Exempt',
    )
    assert read(path) == (
        [
            Product(
                0, "S1", "Rice", Money(131050), "4800016644931", "kg", "Grain", "Ganador",
                TaxCode.EXEMPT, Money(28013), Quantity(12500), Quantity(-1000),
            )
        ],
        [],
    )  # fmt: skip


def test_what_a_file_does_not_say_is_left_open(tmp_path: Path) -> None:
    (product,), _ = read(a_file(tmp_path, "barcode,name,price", "480,Salt,5"))
    assert (product.sku, product.barcode, product.unit) == ("480", "480", "pc")
    assert (product.cost, product.stock, product.min_stock) == (None, None, None)
    assert product.tax_code is TaxCode.STANDARD


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("S1,,,5", "The name is missing."),
        (",,Salt,5", "neither a SKU nor a barcode"),
        ("S1,,Salt,", "The price is missing."),
        ("S1,,Salt,five", "is not an amount"),
        ("S1,,Salt,-5", "below zero"),
        ("S1,,Salt,5.125", "more than two decimals"),
        ("S1,4.80001E+12,Salt,5", "lost its digits in a spreadsheet"),
        ("S2,,Other,6", '"S2" is already the code of row 2'),
        ("S3,012345678905,Other,6", '"012345678905" is already the code of row 2'),
        (f"S1,,{'n' * 251},5", "longer than 250"),
        (f"{'s' * 81},,Salt,5", "longer than 80"),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_stops_nothing_else(
    tmp_path: Path, row: str, why: str
) -> None:
    good = "S2,0012345678905,Good,1.00"  # the same article as UPC-A 012345678905
    products, (bad,) = read(a_file(tmp_path, HEADER, good, row, "S9,,Last,2.00"))
    assert bad.number == 3
    assert why in bad.reason
    assert [product.name for product in products] == ["Good", "Last"]


def test_a_tax_code_that_nobody_knows_is_bad(tmp_path: Path) -> None:
    _, (bad,) = read(a_file(tmp_path, f"{HEADER},tax", "S1,,Salt,5,19%"))
    assert "Use V, E (exempt) or Z" in bad.reason


@pytest.mark.parametrize(
    ("written", "barcode"),
    [
        ("4800016644931.0", "4800016644931"),
        ("12345678905", "012345678905"),  # Excel dropped the zero of a UPC-A
        ("12345678901", "12345678901"),  # the check digit says it is none
    ],
)
def test_a_barcode_is_mended_where_its_digits_are_still_there(
    tmp_path: Path, written: str, barcode: str
) -> None:
    file = ProductsFile(a_file(tmp_path, HEADER, f"S1,{written},Salt,5"))
    (product,) = file.read()
    assert isinstance(product, Product)
    assert product.barcode == barcode
    assert file.repaired == (written != barcode)


def test_sizes_and_colours_belong_to_the_name(tmp_path: Path) -> None:
    products, _ = read(
        a_file(
            tmp_path,
            "SKU,Name,Size,Color,Price",
            "1,Spray Paint,400 ml,White,99",
            "2,White Glue,,White,50",
            "3,Tape,Default Title,,20",
        )
    )
    assert [product.name for product in products] == [
        "Spray Paint 400 ml White",
        "White Glue",
        "Tape",
    ]


def test_a_name_on_the_first_row_stands_for_all_rows_of_its_handle(tmp_path: Path) -> None:
    products, bad = read(
        a_file(
            tmp_path,
            "Handle,Title,Option1 Value,Variant SKU,Variant Price,Image Src",
            "mug,Mug,Small,M-S,5.00,a.png",
            "mug,,Large,M-L,7.00,",
            "mug,,,,,b.png",
            "cup,,Small,C-S,3.00,",
        )
    )
    assert [(product.name, product.price.minor) for product in products] == [
        ("Mug Small", 500),
        ("Mug Large", 700),
    ]
    assert [(row.number, row.reason) for row in bad] == [(5, "The name is missing.")]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("sku,price", "Which column is the name of the product"),
        ("sku,name", "Which column is the price of the product"),
        ("name,price", "Which column is the sku or the barcode"),
    ],
)
def test_a_file_without_a_needed_column_is_refused_with_the_way_to_say_it(
    tmp_path: Path, header: str, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why) as refusal:
        ProductsFile(a_file(tmp_path, header))
    assert "--columns" in refusal.value.advice


def test_a_real_price_list_is_read_to_its_last_row(shared_data: Path) -> None:
    products, bad = read(shared_data / "catalogue/products_priced.csv.gz")
    assert (len(products), bad) == (3000, [])
    assert products[0].price == Money(99)


def test_a_real_export_of_a_hardware_store_tells_its_paints_apart(shared_data: Path) -> None:
    products, bad = read(shared_data / "pos_csv_headers/hardware_store_products_export.csv")
    assert bad == []
    assert len({product.name for product in products}) == len(products) == 15
    assert products[0].name == "Spray Paint White"
    assert (products[0].cost, products[0].stock) == (Money(6936), Quantity.of(9))
