"""Other systems' own files, made from their header rows: what they say, and counted once."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import InvalidInput
from app.domain.imported import ImportedSale
from app.domain.money import Money
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.domain.sale import Kind, Payment
from app.exchange.products import ProductsFile
from app.exchange.rows import BadRow
from app.exchange.sales import SalesFile
from tests.exchange.files import a_file, as_workbook

SQUARE = (
    "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,"
    "Discounts,Net Sales,Tax,Transaction ID,Payment ID,Event Type,Customer Name,Unit,Employee,"
    "Card Brand,PAN Suffix"
)
LOYVERSE = (
    "Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Modifiers applied,Quantity,"
    "Gross sales,Discounts,Net sales,Cost of goods,Gross profit,Taxes,POS,Store,Cashier name,"
    "Customer name,Customer contacts,Comment,Status"
)
SQUARE_ROWS = (
    (
        "2026-03-01,23:30:00,Pacific Time (US & Canada),Tea,Chai,2,Large,T1,,$10.00,-$1.00,$9.00,"
        "$0.72,TX1,P1,Payment,Ana Reyes,ea,Nena,Visa,4242"
    ),
    (
        "2026-03-02,09:00:00,Asia/Manila,Tea,Chai,-1,Regular,T1,,-$5.00,$0.00,-$5.00,-$0.40,TX2,P2,"
        "Refund,Ana Reyes,ea,Nena,Visa,4242"
    ),
)
LOYVERSE_ROWS = (
    (
        "8/17/26 12:16 PM,1-1001,Sale,Rice,R1,Rice,5 kg,,2,600.00,50.00,550.00,0,0,58.93,P1,Main,"
        "Nena,Ana Reyes,,,Closed"
    ),
    (
        "8/17/26 12:16 PM,1-1001,Sale,Salt,S1,Salt,,,1,12.00,0.00,12.00,0,0,1.29,POS 1,Main,"
        "Nena,Ana Reyes,,,Closed"
    ),
    (
        "8/18/26 9:00 AM,1-1002,Refund,Salt,S1,Salt,,,1,12.00,0.00,12.00,0,0,1.29,POS 1,Main,"
        "Nena,Ana Reyes,,,Closed"
    ),
    (
        "8/18/26 9:05 AM,1-1003,Sale,Salt,S1,Salt,,,1,12.00,0.00,12.00,0,0,1.29,POS 1,Main,"
        "Nena,Ben,,,Cancelled"
    ),
)


def read(path: Path, **options: Any) -> tuple[list[ImportedSale], list[BadRow]]:
    items = list(SalesFile(path, zone=UTC, **options).read())
    return (
        [item for item in items if isinstance(item, ImportedSale)],
        [item for item in items if isinstance(item, BadRow)],
    )


def test_squares_items_say_when_where_and_what_was_paid(tmp_path: Path) -> None:
    (sale, back), bad = read(a_file(tmp_path, SQUARE, *SQUARE_ROWS))
    assert bad == []
    assert sale.sale.sold_at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert sale.sale.business_date == date(2026, 3, 1)
    (line,) = sale.sale.lines
    assert (line.name, line.quantity, line.total) == ("Chai Large", Quantity.of(2), Money(972))
    assert (line.unit_price, line.discount) == (Money(536), Money(100))
    assert (sale.sale.cashier, line.unit) == ("Nena", "ea")
    assert back.sale.kind is Kind.RETURN
    assert back.sale.lines[0].name == "Chai"
    assert back.sale.total == Money(-540)
    assert back.sale.sold_at == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_a_refund_under_the_number_of_its_sale_is_a_return_of_its_own(tmp_path: Path) -> None:
    rows = (SQUARE_ROWS[0], SQUARE_ROWS[1].replace("TX2", "TX1"))
    sale, back = (each.sale for each in read(a_file(tmp_path, SQUARE, *rows))[0])
    assert (sale.kind, back.kind) == (Kind.SALE, Kind.RETURN)
    assert (sale.foreign_number, back.foreign_number) == ("TX1", "TX1")


def test_a_zone_nobody_knows_is_refused_by_name(tmp_path: Path) -> None:
    row = SQUARE_ROWS[0].replace("Pacific Time (US & Canada)", "Middle Earth")
    _, bad = read(a_file(tmp_path, SQUARE, row))
    assert [row.number for row in bad] == [2]
    assert '"Middle Earth" is not a time zone' in bad[0].reason


def test_loyverses_items_have_discounts_refunds_and_cancelled_receipts(tmp_path: Path) -> None:
    path = a_file(tmp_path, LOYVERSE, *LOYVERSE_ROWS)
    file = SalesFile(path, zone=UTC)
    sale, back = (item for item in file.read() if isinstance(item, ImportedSale))
    assert (file.cancelled, file.untold_tax) == (1, 3)
    rice, salt = sale.sale.lines
    assert (rice.name, rice.unit_price, rice.discount, rice.total) == (
        "Rice 5 kg", Money(30_000), Money(5_000), Money(55_000),
    )  # fmt: skip
    assert (salt.name, sale.sale.total) == ("Salt", Money(56_200))
    assert (back.sale.kind, back.sale.total) == (Kind.RETURN, Money(-1_200))


def test_one_cancelled_row_cancels_its_sale_and_the_sale_is_named(tmp_path: Path) -> None:
    rows = (LOYVERSE_ROWS[0], LOYVERSE_ROWS[1].replace("Closed", "Cancelled"))
    file = SalesFile(a_file(tmp_path, LOYVERSE, *rows), zone=UTC)
    assert list(file.read()) == []
    assert (file.cancelled, file.cancelled_sales) == (2, ["1-1001"])


SHOPIFY = (
    "Name,Financial Status,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Cancelled at,"
    "Payment Method,Refunded Amount,Lineitem discount"
)
NOTHING_MORE = ",,,,,,,2026-03-01 10:00:00 +0800"


def _order(number: int, *, total: str, cancelled: str = "", refunded: str = "0.00") -> str:
    return (
        f"#{number},paid,110.00,50.00,0.00,{total},10.00,2026-03-01 10:00:00 +0800,2,Tea,50.00,T1,"
        f"Ana Reyes,{cancelled},Cash,{refunded},0.00"
    )


def _more_of(number: int) -> str:
    return f"#{number}{NOTHING_MORE},1,Cup,20.00,C1,,,,,0.00"


def test_shopifys_orders_are_worth_what_was_paid_for_them(tmp_path: Path) -> None:
    rows = (_order(1001, total="160.00"), _more_of(1001), _order(1002, total="90.00"))
    (dear, cheap), bad = read(a_file(tmp_path, SHOPIFY, *rows))
    assert bad == []
    assert [(line.name, line.total) for line in dear.sale.lines] == [
        ("Tea", Money(10_000)), ("Cup", Money(2_000)), ("Shipping and taxes", Money(4_000)),
    ]  # fmt: skip
    assert cheap.sale.lines[-1].name == "Discount"
    assert cheap.sale.total == Money(9_000)


def test_shopifys_cancelled_orders_are_not_counted_whatever_their_further_rows_say(
    tmp_path: Path,
) -> None:
    gone = _order(1001, total="120.00", cancelled="2026-03-02 09:00:00 +0800")
    void = _order(1003, total="100.00").replace("paid", "voided")
    rows = (gone, _more_of(1001), _order(1002, total="100.00"), void)
    file = SalesFile(a_file(tmp_path, SHOPIFY, *rows), zone=UTC)
    (kept,) = file.read()
    assert isinstance(kept, ImportedSale)
    assert kept.sale.foreign_number == "#1002"
    assert (file.cancelled, file.cancelled_sales) == (3, ["#1001", "#1003"])


@pytest.mark.parametrize(("refunded", "back"), [("30.00", -3_000), ("900.00", -10_000)])
def test_what_shopify_gave_back_is_a_return_of_its_own_and_never_more_than_was_paid(
    tmp_path: Path, refunded: str, back: int
) -> None:
    rows = (_order(1001, total="100.00", refunded=refunded), _order(1002, total="100.00"))
    (sale, refund, other), _ = read(a_file(tmp_path, SHOPIFY, *rows))
    assert (sale.sale.total, other.sale.total) == (Money(10_000), Money(10_000))
    assert (refund.sale.kind, refund.sale.total) == (Kind.RETURN, Money(back))
    assert refund.sale.customer == sale.sale.customer
    assert refund.identity != sale.identity


def test_loyverses_other_header_says_the_same(tmp_path: Path) -> None:
    header = LOYVERSE.replace(",Item,", ",Item name,").replace(",Comment", "")
    rows = [row.replace(",,,Closed", ",,Closed") for row in LOYVERSE_ROWS[:3]]
    (sale, back), bad = read(a_file(tmp_path, header, *rows))
    assert (bad, sale.sale.total, back.sale.total) == ([], Money(56_200), Money(-1_200))


def test_a_card_number_in_the_payment_is_kept_by_its_last_four_digits(tmp_path: Path) -> None:
    row = "2026-01-01,5.00,Visa 4111 1111 1111 1111"
    (sale,), _ = read(a_file(tmp_path, "date,total,method", row))
    assert sale.sale.payments[0].reference.endswith("1111")
    assert "4111 1111" not in sale.sale.payments[0].reference


PLAIN = "date,customer,quantity,price"
PLAIN_ROWS = ("2026-01-01 10:00,Ana,2,5.00", "2026-01-01 10:00,Ana,2,5.00", "2026-01-02,,1,0.125")


@pytest.mark.parametrize(
    ("header", "rows"),
    [(SQUARE, SQUARE_ROWS), (LOYVERSE, LOYVERSE_ROWS), (PLAIN, PLAIN_ROWS)],
    ids=["Square", "Loyverse", "no numbers"],
)
def test_a_sale_is_the_same_in_every_file_it_comes_in(
    tmp_path: Path, header: str, rows: Sequence[str]
) -> None:
    whole = a_file(tmp_path, header, *rows)
    identities = [each.identity for each in read(whole)[0]]
    assert len(set(identities)) == len(identities)
    assert [each.identity for each in read(as_workbook(whole))[0]] == identities
    part = a_file(tmp_path, header, rows[-1], name="part.csv")
    later = {each.identity for each in read(part)[0]}
    assert later <= set(identities)
    turned = [",".join(reversed(next(csv.reader([row])))) for row in (header, *rows[:1])]
    other = {each.identity for each in read(a_file(tmp_path, *turned, name="turned.csv"))[0]}
    assert other <= set(identities)


def test_amounts_with_commas_are_read_where_the_file_leaves_no_doubt(tmp_path: Path) -> None:
    rows = ('1,2026-01-01,1,"1.234,50"', '2,2026-01-01,1,"12,50"', "3,2026-01-01,1,2.000")
    file = SalesFile(a_file(tmp_path, "sale,date,quantity,price", *rows), zone=UTC)
    sales = [item.sale.total for item in file.read() if isinstance(item, ImportedSale)]
    assert sales == [Money(123_450), Money(1_250), Money(200_000)]
    assert file.repaired == 3


def test_amounts_in_both_ways_are_refused_but_for_the_certain_ones(tmp_path: Path) -> None:
    rows = (
        *('1,2026-01-01,1,"1.234,50"', '2,2026-01-01,1,"12,50"', "3,2026-01-01,1,2.000"),
        *("4,2026-01-01,1,9.90", '5,2026-01-01,1,"₱1,234.50"', "6,2026-01-01,1,PHP 1,234.50"),
    )
    rows = (*rows[:5], '6,2026-01-01,1,"PHP 1,234.50"')
    sales, bad = read(a_file(tmp_path, "sale,date,quantity,price", *rows))
    assert [each.sale.total.minor for each in sales] == [123_450, 990, 123_450, 123_450]
    assert [row.number for row in bad] == [3, 4]
    assert "dots for thousands and for decimals" in bad[1].reason


def test_a_sale_with_a_bad_row_is_left_out_whole_where_that_is_asked(tmp_path: Path) -> None:
    rows = ("1,2026-01-01,1,5", "1,2026-01-01,x,6", "1,2026-01-01,1,7", "2,2026-01-01,1,8")
    path = a_file(tmp_path, "sale,date,quantity,price", *rows)
    sales, bad = read(path, whole=True)
    assert [each.sale.foreign_number for each in sales] == ["2"]
    assert [(row.number, row.reason[:40]) for row in bad[1:]] == [
        (2, "Its sale is left out with row 3."),
        (4, "Its sale is left out with row 3."),
    ]


# Products


def products(path: Path) -> tuple[ProductsFile, list[Product], list[BadRow]]:
    file = ProductsFile(path)
    items = list(file.read())
    return (
        file,
        [item for item in items if isinstance(item, Product)],
        [item for item in items if isinstance(item, BadRow)],
    )


def test_of_several_stores_the_first_with_a_price_counts(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        "Handle,SKU,Name,Sold by weight,Price [Main],In stock [Main],Price [North],"
        "In stock [North],Low stock [North]",
        "rice,R1,Rice,N,50,7,55,9,2",
        "salt,S1,Salt,N,,7,12,9,2",
        "pork,P1,Pork,Y,320,1.5,320,,",
    )
    file, (rice, salt, pork), _ = products(path)
    assert (rice.price, rice.stock) == (Money(5_000), Quantity.of(7))
    assert (salt.price, salt.stock, salt.min_stock) == (
        Money(1_200), Quantity.of(9), Quantity.of(2),
    )  # fmt: skip
    assert (pork.unit, rice.unit) == ("kg", "pc")
    assert [branch.name for branch in file.branches] == ["Main", "North"]
    assert (file.priced_apart, file.weighed) == (1, 1)


def test_a_row_that_says_the_same_again_is_passed_over_and_another_is_refused(
    tmp_path: Path,
) -> None:
    rows = ("S1,480,Salt,5", "S1,480,Salt,5.00", "S1,480,Salt,6", " , , , ", "S2,,Rice,50")
    file, good, bad = products(a_file(tmp_path, "sku,barcode,name,price", *rows))
    assert [each.name for each in good] == ["Salt", "Rice"]
    assert file.repeated == 1
    assert [(row.number, row.reason) for row in bad] == [(4, '"S1" is already the code of row 2.')]
    assert file.rows == 6


def test_prices_with_commas_are_read_and_counted(tmp_path: Path) -> None:
    rows = ('A,A,"1.234,50"', 'B,B,"₱12,90"', "C,C,1.500")
    file, good, _ = products(a_file(tmp_path, "sku,name,price", *rows))
    assert [each.price.minor for each in good] == [123_450, 1_290, 150_000]
    assert file.commas == 3


def test_a_price_with_a_comma_alone_is_not_guessed_at(tmp_path: Path) -> None:
    _, good, bad = products(a_file(tmp_path, "sku,name,price", 'A,A,"12,50"'))
    assert (good, [row.number for row in bad]) == ([], [2])


def test_a_sku_that_lost_its_digits_is_refused(tmp_path: Path) -> None:
    _, good, bad = products(a_file(tmp_path, "sku,name,price", "4.80012E+12,A,5", "1E5,B,5"))
    assert [each.sku for each in good] == ["1E5"]
    assert "has lost its digits" in bad[0].reason


def test_a_file_of_mail_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        ProductsFile(a_file(tmp_path, "from,to", "a,b"))


def test_a_split_payment_of_our_own_comes_back_in_its_parts(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        "sale,date,quantity,price,method,payments,sale_key",
        "7,2026-01-01,1,10.00,split,cash 4.00; Visa *42 6.00,k7",
        "8,2026-01-01,1,10.00,split,cash 4.00; gcash 5.00,k8",
    )
    one, two = (each.sale for each in read(path)[0])
    assert one.payments == (
        Payment("cash", Money(400)),
        Payment("other", Money(600), None, "Visa *42"),
    )
    assert two.payments == (Payment("other", Money(1000), reference="split"),)
    assert one.key == "k7"
