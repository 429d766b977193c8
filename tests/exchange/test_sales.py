from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.domain.imported import ImportedSale
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import Kind, Payment, Sale
from app.exchange.rows import BadRow
from app.exchange.sales import SalesFile
from tests.exchange.files import a_file

HEADER = "sale,date,customer,sku,name,quantity,price"


def read(path: Path, **options: Any) -> tuple[list[ImportedSale], list[BadRow]]:
    items = list(SalesFile(path, zone=UTC, **options).read())
    return (
        [item for item in items if isinstance(item, ImportedSale)],
        [item for item in items if isinstance(item, BadRow)],
    )


def sales_of(folder: Path, *lines: str, **options: Any) -> list[Sale]:
    found, bad = read(a_file(folder, *lines), **options)
    assert bad == []
    return [each.sale for each in found]


def reasons(folder: Path, *lines: str, **options: Any) -> list[tuple[int, str]]:
    return [(bad.number, bad.reason) for bad in read(a_file(folder, *lines), **options)[1]]


def test_a_row_becomes_a_sale_with_all_it_says(tmp_path: Path) -> None:
    (sale,) = sales_of(
        tmp_path,
        f"{HEADER},method",
        "A7,2026-03-31 14:05,Ana  Reyes,S1,Rice  5kg,2,310.50,Cash",
    )
    assert sale.foreign_number == "A7"
    assert (sale.sold_at, sale.business_date) == (
        datetime(2026, 3, 31, 14, 5, tzinfo=UTC),
        date(2026, 3, 31),
    )
    assert sale.customer is not None
    assert (sale.customer.name, sale.customer.id) == ("Ana Reyes", None)
    (line,) = sale.lines
    assert (line.sku, line.name, line.quantity) == ("S1", "Rice 5kg", Quantity.of(2))
    assert (line.unit_price, line.total, line.discount) == (Money(31050), Money(62100), Money(0))
    assert sale.payments == (Payment("cash", Money(62100)),)
    assert sale.kind is Kind.SALE


def test_lines_with_one_number_are_one_sale_wherever_they_stand(tmp_path: Path) -> None:
    one, two = sales_of(
        tmp_path,
        HEADER,
        "1,2026-01-01 10:00,Ana,,a,1,1.00",
        "2,2026-01-02 10:00,Ben,,b,1,2.00",
        "1,2026-01-01 10:01,Ana,,c,1,3.00",
    )
    assert (two.foreign_number, two.total) == ("1", Money(400))
    assert (one.foreign_number, one.total) == ("2", Money(200))


def test_the_first_date_name_and_method_of_a_sale_count(tmp_path: Path) -> None:
    (sale,) = sales_of(
        tmp_path,
        f"{HEADER},method",
        "1,2026-01-01 10:00,,,a,1,1.00,",
        "1,2026-01-01 09:00,Ana,,b,1,1.00,gcash",
        "1,,Ben,,c,1,1.00,cash",
    )
    assert sale.sold_at.hour == 10
    assert sale.customer is not None
    assert sale.customer.name == "Ana"
    assert sale.method == "gcash"


def test_no_name_is_nobody_in_particular(tmp_path: Path) -> None:
    (sale,) = sales_of(tmp_path, HEADER, "1,2026-01-01,  ,,a,1,1.00")
    assert sale.customer is None


def test_a_number_may_be_a_name_and_loses_what_a_spreadsheet_added(tmp_path: Path) -> None:
    one, two = sales_of(
        tmp_path, HEADER, "1,2026-01-01,17511,,a,1,1.00", "2,2026-01-01,17511.0,,a,1,1.00"
    )
    assert one.customer is not None
    assert one.customer == two.customer
    assert one.customer.name == "17511"


def test_an_unknown_method_is_other_and_keeps_its_words(tmp_path: Path) -> None:
    (sale,) = sales_of(tmp_path, "date,total,method", "2026-01-01,5.00,Visa *1234")
    assert sale.payments == (Payment("other", Money(500), reference="Visa *1234"),)


def test_a_line_without_a_name_goes_by_its_sku(tmp_path: Path) -> None:
    one, two = sales_of(tmp_path, HEADER, "1,2026-01-01,,S1,,1,1.00", "2,2026-01-01,,,,1,1.00")
    assert [one.lines[0].name, two.lines[0].name] == ["S1", "Imported item"]


# Amounts


@pytest.mark.parametrize(
    ("price", "quantity", "total", "unit_price"),
    [
        ("0.333", "3", 100, 33),
        ("0.125", "1", 13, 13),  # half a centavo goes away from zero
        ("0.125", "-1", -13, 13),
        ("1.005", "1", 101, 101),  # a float would say 1.00
        ("1.0049", "100", 10049, 100),
        ("2.675", "2", 535, 268),
        ("12.50", "0.333", 416, 1250),
    ],
)
def test_a_price_with_more_than_two_decimals_is_rounded_once_in_the_total_of_its_line(
    tmp_path: Path, price: str, quantity: str, total: int, unit_price: int
) -> None:
    (sale,) = sales_of(tmp_path, HEADER, f"1,2026-01-01,Ana,,a,{quantity},{price}")
    assert (sale.total, sale.lines[0].unit_price) == (Money(total), Money(unit_price))


def test_the_total_of_a_row_wins_over_its_price(tmp_path: Path) -> None:
    less, more, alone = sales_of(
        tmp_path,
        "sale,date,quantity,price,total",
        "1,2026-01-01,2,10.00,15.00",
        "2,2026-01-01,2,10.00,25.00",
        "3,2026-01-01,3,,10.00",
    )
    assert (less.total, less.discount, less.lines[0].unit_price) == (
        Money(1500),
        Money(500),
        Money(1000),
    )
    assert (more.total, more.discount, more.lines[0].unit_price) == (
        Money(2500),
        Money(0),
        Money(1250),
    )
    assert (alone.total, alone.lines[0].unit_price) == (Money(1000), Money(333))


def test_a_row_without_a_quantity_column_is_one_piece(tmp_path: Path) -> None:
    bought, returned = sales_of(tmp_path, "date,total", "2026-01-01,5.00", "2026-01-02,-5.00")
    assert bought.lines[0].quantity == Quantity.of(1)
    assert (returned.lines[0].quantity, returned.kind) == (Quantity.of(-1), Kind.RETURN)


def test_a_purchase_of_nothing_to_pay_is_a_sale(tmp_path: Path) -> None:
    (sale,) = sales_of(tmp_path, HEADER, "1,2026-01-01,Ana,,promo,1,0.00")
    assert (sale.kind, sale.total, sale.payments) == (Kind.SALE, Money(0), ())


def test_a_row_of_no_quantity_and_no_amount_is_passed_over(tmp_path: Path) -> None:
    path = a_file(tmp_path, HEADER, "1,2026-01-01,,,a,0,5.00", "2,2026-01-01,,,b,1,5.00")
    file = SalesFile(path, zone=UTC)
    assert [item.sale.foreign_number for item in file.read() if isinstance(item, ImportedSale)] == [
        "2"
    ]
    assert file.passed_over == 1


# Returns


def test_a_sale_of_negative_quantities_only_is_a_return(tmp_path: Path) -> None:
    returned, exchanged, adjusted = sales_of(
        tmp_path,
        HEADER,
        "1,2026-01-01,Ana,,a,-1,5.00",
        "1,2026-01-01,Ana,,b,-2,1.00",
        "2,2026-01-01,Ana,,a,-1,5.00",
        "2,2026-01-01,Ana,,b,1,7.00",
        "3,2026-01-01,,,damaged,-43,0.00",
    )
    assert (returned.kind, returned.total) == (Kind.RETURN, Money(-700))
    assert returned.original_sale_id is None
    assert (exchanged.kind, exchanged.total) == (Kind.SALE, Money(200))
    assert (adjusted.kind, adjusted.total) == (Kind.RETURN, Money(0))


def test_numbers_that_match_the_pattern_are_returns(tmp_path: Path) -> None:
    lines = (HEADER, "C1,2026-01-01,Ana,,a,-1,5.00", "C1,2026-01-01,Ana,,fee,1,1.00")
    (returned,) = sales_of(tmp_path, *lines, returns="C*")
    assert (returned.kind, returned.total) == (Kind.RETURN, Money(-400))
    (other_case,) = sales_of(tmp_path, *lines, returns="c*")
    (part_only,) = sales_of(tmp_path, *lines, returns="C")
    assert (other_case.kind, part_only.kind) == (Kind.SALE, Kind.SALE)


def test_a_return_written_in_positive_numbers_is_turned_round(tmp_path: Path) -> None:
    (returned,) = sales_of(
        tmp_path, f"{HEADER},total", "R-9,2026-01-01,Ana,,a,2,5.00,9.00", returns="R-*"
    )
    (line,) = returned.lines
    assert (line.quantity, line.total, line.discount) == (Quantity.of(-2), Money(-900), Money(-100))
    assert returned.payments == (Payment("other", Money(-900)),)


def test_a_file_may_call_a_row_a_refund(tmp_path: Path) -> None:
    sold, returned = sales_of(
        tmp_path,
        "Receipt number,Date,Receipt type,Total collected",
        "1-1001,2026-01-01,Sale,12.00",
        "1-1002,2026-01-02,Refund,12.00",
    )
    assert (sold.kind, returned.kind) == (Kind.SALE, Kind.RETURN)
    assert returned.total == Money(-1200)


def test_a_negative_price_is_a_negative_quantity(tmp_path: Path) -> None:
    (debt,) = sales_of(tmp_path, HEADER, "A1,2026-01-01,,B,Adjust bad debt,1,-50.00")
    assert (debt.kind, debt.lines[0].quantity) == (Kind.RETURN, Quantity.of(-1))
    assert debt.lines[0].unit_price == Money(5000)


def test_a_return_with_a_negative_quantity_and_a_positive_total_is_negative(tmp_path: Path) -> None:
    (sale,) = sales_of(tmp_path, "date,quantity,total", "2026-01-01,-2,9.00")
    assert (sale.kind, sale.total) == (Kind.RETURN, Money(-900))


# Identity


def identities(path: Path) -> list[str]:
    return [each.identity for each in read(path)[0]]


def test_a_numbered_sale_is_the_same_whatever_file_it_comes_in(tmp_path: Path) -> None:
    one = a_file(tmp_path, HEADER, "1,2026-01-01,,,a,1,1.00", name="one.csv")
    two = a_file(tmp_path, "price,sale,date", "1.00,1,2026-01-01", name="two.csv")
    assert identities(one) == identities(two)


def test_the_same_row_twice_is_two_sales_and_the_same_two_in_the_next_file(tmp_path: Path) -> None:
    rows = ["2026-01-01,Ana,5.00", "2026-01-01,Ben,5.00", "2026-01-01,Ana,5.00"]
    header = "date,customer,total"
    whole = identities(a_file(tmp_path, header, *rows, name="whole.csv"))
    assert len(set(whole)) == 3
    later = identities(a_file(tmp_path, header, *rows[1:], name="later.csv"))
    assert set(later) < set(whole)


def test_a_row_stays_the_same_when_its_columns_change_places(tmp_path: Path) -> None:
    one = a_file(tmp_path, "date,customer,total", "2026-01-01,Ana,5.00", name="one.csv")
    two = a_file(tmp_path, "total,date,customer,tip", "5.00,2026-01-01,Ana,", name="two.csv")
    assert identities(one) == identities(two)


def test_cells_that_change_places_make_another_row(tmp_path: Path) -> None:
    one = a_file(tmp_path, "date,customer,name,total", "2026-01-01,Ana,Ben,5", name="one.csv")
    two = a_file(tmp_path, "date,customer,name,total", "2026-01-01,Ben,Ana,5", name="two.csv")
    assert identities(one) != identities(two)


# Bad rows


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",2026-01-01,,,a,1,1.00", "The sale number is missing."),
        (f"{'9' * 61},2026-01-01,,,a,1,1.00", "longer than 60"),
        ("1,,,,a,1,1.00", "The date is missing."),
        ("1,soon,,,a,1,1.00", '"soon" is not a date.'),
        ("1,2026-01-01,,,a,,1.00", "The quantity is missing."),
        ("1,2026-01-01,,,a,one,1.00", '"one" is not a quantity.'),
        ("1,2026-01-01,,,a,1,", "The price is missing."),
        ('1,2026-01-01,,,a,1,"1,50"', '"1,50" is not an amount.'),
        ("1,2026-01-01,,,a,0.0001,1.00", "smaller than 0.001"),
        ("1,2026-01-01,,,a,1000001,1.00", "larger than 1,000,000"),
        ("1,2026-01-01,,,a,1,10000000000000", "too large"),
        (f"1,2026-01-01,{'n' * 121},,a,1,1.00", "at most 120 letters"),
        ("1,2026-01-01,,,Nail, 5 inch,1,1.00", "8 cells under 7 column names"),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_stops_nothing_else(
    tmp_path: Path, row: str, why: str
) -> None:
    path = a_file(tmp_path, HEADER, row, "2,2026-01-01,,,b,1,2.00", "1,2026-01-01,,,c,1,3.00")
    found, (bad,) = read(path)
    assert bad.number == 2
    assert why in bad.reason
    assert [(each.sale.foreign_number, each.sale.total.minor) for each in found] == [
        ("2", 200),
        ("1", 300),
    ]


def test_sales_that_come_without_a_row_are_named(tmp_path: Path) -> None:
    rows = (
        "1,2026-01-01,,,a,one,1",
        "1,2026-01-01,,,b,1,1",
        "2,2026-01-01,,,c,1,1",
        "3,soon,,,d,1,1",
    )
    file = SalesFile(a_file(tmp_path, HEADER, *rows), zone=UTC)
    list(file.read())
    assert file.incomplete == ["1"]


def test_an_amount_for_no_quantity_contradicts_itself(tmp_path: Path) -> None:
    ((number, why),) = reasons(tmp_path, "date,quantity,total", "2026-01-01,0,5.00")
    assert (number, why) == (2, "The quantity is 0, but the amount is 5.00.")


def test_a_price_of_one_unit_that_no_shop_can_have_is_bad(tmp_path: Path) -> None:
    ((number, why),) = reasons(
        tmp_path, "date,quantity,total", "2026-01-01,0.001,90000000000", "2026-01-01,1,5"
    )
    assert (number, why) == (2, "The price of one unit would be too large.")


def test_a_sale_of_bad_rows_only_is_none(tmp_path: Path) -> None:
    found, bad = read(a_file(tmp_path, HEADER, "1,soon,,,a,1,1", "1,later,,,b,1,1"))
    assert (found, [row.number for row in bad]) == ([], [2, 3])


def test_lines_that_add_up_to_more_than_can_be_kept_are_bad(tmp_path: Path) -> None:
    big = "1,2026-01-01,,,a,1,600000000000"
    found, bad = read(a_file(tmp_path, HEADER, big, big))
    assert [row.number for row in bad] == [3]
    assert found[0].sale.total == Money(60_000_000_000_000)


# The file as a whole


def test_date_and_time_may_stand_in_two_columns(tmp_path: Path) -> None:
    (sale,) = sales_of(tmp_path, "Date,Time,Total", "3/31/2026,2:05 PM,5.00")
    assert sale.sold_at == datetime(2026, 3, 31, 14, 5, tzinfo=UTC)


def test_one_date_decides_how_all_are_read(tmp_path: Path) -> None:
    first, _ = sales_of(tmp_path, "date,total", "1/2/2026,5.00", "25/2/2026,6.00")
    assert first.business_date == date(2026, 2, 1)


def test_a_file_whose_dates_decide_nothing_says_that_it_is_guessed(tmp_path: Path) -> None:
    assert SalesFile(a_file(tmp_path, "date,total", "1/2/2026,5.00")).month_first_guessed


def test_an_export_with_order_columns_on_the_first_row_only_is_read_whole(tmp_path: Path) -> None:
    (sale,) = sales_of(
        tmp_path,
        "Name,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,"
        "Lineitem discount",
        "#1001,25.00,2026-01-05 10:11:12 +0800,2,Mug,10.00,Ana Reyes,0.00",
        "#1001,,,1,Tea,7.00,,2.00",
    )
    assert (sale.foreign_number, sale.total, sale.discount) == ("#1001", Money(2500), Money(200))
    assert sale.sold_at == datetime(2026, 1, 5, 2, 11, 12, tzinfo=UTC)
    assert sale.customer is not None
    assert sale.customer.name == "Ana Reyes"


@pytest.mark.parametrize(
    ("header", "options", "why"),
    [
        ("customer,total", {}, "Which column is the date of the sale"),
        ("date,customer", {}, "Which column is the price or the total"),
        ("date,total", {"returns": "C*"}, "Which column is the sale number"),
    ],
)
def test_a_file_without_a_needed_column_is_refused_with_the_way_to_say_it(
    tmp_path: Path, header: str, options: dict[str, str], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why) as refusal:
        SalesFile(a_file(tmp_path, header), **options)  # type: ignore[arg-type]
    assert header.replace(",", ", ") in refusal.value.message
    assert "--columns" in refusal.value.advice


amounts = st.integers(-99_999, 99_999).filter(bool)


@given(lines=st.lists(st.tuples(amounts, amounts, st.integers(0, 4)), min_size=1, max_size=8))
def test_every_sale_that_is_read_adds_up(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[int, int, int]]
) -> None:
    rows = [f"{n},2026-01-01,,,x,{q / 1000:.3f},{p / 10000:.4f}" for q, p, n in lines]
    path = a_file(tmp_path_factory.mktemp("sales"), HEADER, *rows)
    found, bad = read(path)
    assert bad == []
    assert sum(len(each.sale.lines) for each in found) == len(lines)
    for each in found:
        assert each.sale.subtotal - each.sale.discount == each.sale.total
        for line in each.sale.lines:
            assert line.unit_price >= Money(0)
            assert line.total.minor * line.quantity.thousandths >= 0
