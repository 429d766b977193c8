from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.domain.errors import InvalidInput
from app.exchange.columns import (
    Column,
    WrongColumns,
    find_places,
    missing_column,
    read_choices,
)
from app.exchange.customers import CUSTOMER_COLUMNS
from app.exchange.product_columns import PRODUCT_COLUMNS
from app.exchange.sale_columns import SALE_COLUMNS, sale_columns

OURS = (
    Column("sale", ("sale", "invoiceno")),
    Column("name", ("name", "item")),
    Column("price", ("price",), begins=("price [",)),
    Column("time", ("time",), hidden=True),
)


def found(header: list[str], *choices: str) -> dict[str, str]:
    places = find_places(header, OURS, read_choices(choices, OURS))
    return {ours: header[place] for ours, place in places.items()}


def test_a_column_is_found_by_its_letters_whatever_the_case_and_the_blanks() -> None:
    header = ["Invoice_No.", "ITEM", "price", "Time"]
    assert found(header) == dict(zip(("sale", "name", "price", "time"), header, strict=True))


def test_the_surest_name_wins_wherever_it_stands() -> None:
    assert found(["Item", "Name"]) == {"name": "Name"}


def test_a_header_that_goes_on_with_the_name_of_the_shop_is_found() -> None:
    assert found(["Price [Main street]", "Price [Annex]"]) == {"price": "Price [Main street]"}


def test_a_chosen_column_is_taken_and_not_taken_twice() -> None:
    assert found(["Name", "Item"], "sale=Name") == {"sale": "Name", "name": "Item"}


def test_a_chosen_name_may_have_a_comma_and_quotation_marks() -> None:
    assert found(["Item, full", "Cost"], '"name=Item, full",price=Cost') == {
        "name": "Item, full",
        "price": "Cost",
    }


def test_choices_may_be_given_one_by_one() -> None:
    assert found(["a", "b"], "sale=a", "name=B") == {"sale": "a", "name": "b"}


def test_a_column_can_be_left_out() -> None:
    assert found(["Sale", "Name"], "sale=") == {"name": "Name"}


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        ("foo=Name", "ours is one of: sale, name, price"),
        ("Name", "Write ours=theirs"),
        ("time=Name", "ours is one of"),
        ("sale=a,sale=b", "given twice"),
    ],
)
def test_a_choice_that_makes_no_sense_is_wrong_usage(choice: str, why: str) -> None:
    with pytest.raises(WrongColumns, match=why):
        read_choices([choice], OURS)


def test_a_chosen_column_that_the_file_has_not_is_named_with_what_it_has() -> None:
    with pytest.raises(InvalidInput, match=r'no column "Nr" for sale\. It has: a, b'):
        found(["a", "b"], "sale=Nr")


@pytest.mark.parametrize(
    ("file", "columns", "expected"),
    [
        (
            "square_items_detail.csv",
            None,
            (
                "sale=Transaction ID date=Date customer=Customer Name sku=SKU name=Item "
                "quantity=Qty total=Net Sales time=Time zone=Time Zone kind=Event Type "
                "variant=Price Point Name gross=Gross Sales barcode=GTIN unit=Unit "
                "cashier=Employee tax_on_top=Tax"
            ),
        ),
        (
            "square_transactions.csv",
            SALE_COLUMNS,
            (
                "sale=Transaction ID date=Date customer=Customer Name name=Description "
                "total=Total Collected time=Time zone=Time Zone kind=Event Type "
                "status=Transaction Status gross=Gross Sales cashier=Staff Name"
            ),
        ),
        (
            "loyverse_receipts.csv",
            SALE_COLUMNS,
            (
                "sale=Receipt number date=Date customer=Customer name name=Description "
                "total=Total collected method=Payment type kind=Receipt type status=Status "
                "gross=Gross sales taxes=Taxes cashier=Cashier name"
            ),
        ),
        (
            "loyverse_receipts_by_item.csv",
            SALE_COLUMNS,
            (
                "sale=Receipt number date=Date customer=Customer name sku=SKU name=Item "
                "quantity=Quantity total=Net sales kind=Receipt type status=Status "
                "variant=Variant gross=Gross sales taxes=Taxes cashier=Cashier name"
            ),
        ),
        (
            "shopify_orders.csv",
            None,
            (
                "sale=Name date=Created at customer=Billing Name sku=Lineitem sku "
                "name=Lineitem name quantity=Lineitem quantity price=Lineitem price "
                "method=Payment Method discount=Lineitem discount status=Financial Status "
                "cancelled=Cancelled at whole=Total refunded=Refunded Amount cashier=Employee"
            ),
        ),
        (
            "square_items_catalog.csv",
            PRODUCT_COLUMNS,
            (
                "sku=SKU barcode=GTIN name=Item Name category=Categories price=Price "
                "cost=Default Unit Cost stock=Current Quantity <LOCATION> "
                "min_stock=Stock Alert Count <LOCATION>"
            ),
        ),
        (
            "loyverse_items.csv",
            PRODUCT_COLUMNS,
            (
                "sku=SKU barcode=Barcode name=Name category=Category price=Price [<STORE>] "
                "cost=Cost stock=In stock [<STORE>] min_stock=Low stock [<STORE>] handle=Handle "
                "by_weight=Sold by weight"
            ),
        ),
        (
            "shopify_products.csv",
            PRODUCT_COLUMNS,
            (
                "sku=Variant SKU barcode=Variant Barcode name=Title brand=Vendor "
                "category=Product Category price=Variant Price handle=Handle"
            ),
        ),
        (
            "ospos_items.csv",
            PRODUCT_COLUMNS,
            (
                "barcode=Barcode name=Item Name category=Category price=Unit Price cost=Cost Price "
                "stock=location_<LOCATION> min_stock=Reorder Level"
            ),
        ),
        (
            "square_customers.csv",
            CUSTOMER_COLUMNS,
            (
                "first_name=First Name last_name=Last Name phone=Phone Number email=Email Address "
                "company=Company Name notes=Memo"
            ),
        ),
        (
            "loyverse_customers_partial.csv",
            CUSTOMER_COLUMNS,
            "name=Customer name phone=Phone email=Email address=Address",
        ),
        (
            "shopify_customers.csv",
            CUSTOMER_COLUMNS,
            (
                "first_name=First Name last_name=Last Name phone=Phone email=Email "
                "company=Default Address Company notes=Note"
            ),
        ),
        (
            "shopify_customers_older.csv",
            CUSTOMER_COLUMNS,
            (
                "first_name=First Name last_name=Last Name phone=Phone email=Email "
                "company=Company notes=Note"
            ),
        ),
        (
            "ospos_customers.csv",
            CUSTOMER_COLUMNS,
            (
                "first_name=First Name last_name=Last Name phone=Phone Number email=Email "
                "company=Company notes=Comments"
            ),
        ),
        (
            "square_items_catalog_older.csv",
            PRODUCT_COLUMNS,
            (
                "sku=SKU barcode=GTIN name=Item Name category=Category price=Price "
                "cost=Default Unit Cost stock=Current Quantity <LOCATION> "
                "min_stock=Stock Alert Count <LOCATION>"
            ),
        ),
        (
            "hardware_store_products_export.csv",
            PRODUCT_COLUMNS,
            (
                "sku=SKU barcode=Barcode name=Name brand=Brand category=Category unit=Unit "
                "price=Selling_Price cost=Cost_Price stock=Initial_Stock "
                "min_stock=Min_Stock_Level"
            ),
        ),
    ],
)
def test_the_exports_of_other_systems_are_recognised(
    shared_data: Path, file: str, columns: tuple[Column, ...] | None, expected: str
) -> None:
    with (shared_data / "pos_csv_headers" / file).open(encoding="utf-8-sig") as text:
        header = next(csv.reader(text))
    places = find_places(header, columns or sale_columns(header), {})
    assert " ".join(f"{ours}={header[place]}" for ours, place in places.items()) == expected


def test_of_very_many_columns_the_first_are_named() -> None:
    header = [f"Extra {n}" for n in range(300)]
    said = missing_column("name of the product", header, PRODUCT_COLUMNS).message
    assert said.endswith("Extra 29 and 270 more.")
