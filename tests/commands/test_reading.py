"""`customers`, `history`, `sale`: what they say, in which order, and of whom."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.customer import Contact, CustomerRef
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import Kind, Payment, Sale, SaleLine
from tests.commands.conftest import Suki
from tests.exchange.files import a_file

NOON = datetime(2026, 3, 31, 4, 0, tzinfo=UTC)  # twelve in Manila


def a_sale(key: str, name: str, minor: int, *, days: int = 0) -> Sale:
    at = NOON + timedelta(days=days)
    line = SaleLine("Rice", Quantity.of(1), Money(minor), Money(minor), sku="S1")
    given = Payment("cash", Money(minor), tendered=Money(minor + 500))
    return Sale(key, (line,), (given,), at, at.date(), CustomerRef(name) if name else None)


def a_return(key: str, name: str, minor: int, original: int) -> Sale:
    line = SaleLine("Rice", Quantity.of(-1), Money(minor), Money(-minor), sku="S1")
    at = NOON + timedelta(days=9)
    paid = (Payment("cash", Money(-minor)),)
    return Sale(key, (line,), paid, at, at.date(), CustomerRef(name), Kind.RETURN, "", original)


@pytest.fixture
def shop(writing: Any, by: Actor) -> None:
    """Ana bought twice and brought one back, Ben once, Cora never; one sale was to nobody."""
    with writing() as store:
        for sale in (
            a_sale("k1", "Ana Reyes", 1_250_00),
            a_sale("k2", "Ben Cruz", 100_00, days=1),
            a_sale("k3", "ana reyes", 80_00, days=2),
            a_sale("k4", "", 5_00, days=3),
        ):
            store.sales.record(sale, by=by)
        store.sales.record(a_return("k5", "Ana Reyes", 80_00, 3), by=by)
        store.customers.add(Contact("Cora Díaz", phone="0917 555 1234"), by=by)


def names(suki: Suki, *options: str) -> list[str]:
    return [each["name"] for each in json.loads(suki("customers", "--json", *options).out)]


# customers


@pytest.mark.usefixtures("shop")
def test_a_customer_has_exactly_the_promised_keys(suki: Suki) -> None:
    ana = json.loads(suki("customers", "--search", "ana", "--json").out)[0]
    assert ana == {
        "id": 1,
        "name": "Ana Reyes",
        "phone": "",
        "email": "",
        "address": "",
        "notes": "",
        "total_purchases": "1250.00",
        "transaction_count": 2,
        "first_purchase_date": "2026-03-31T04:00:00.000Z",
        "last_purchase_date": "2026-04-02T04:00:00.000Z",
    }


def test_figures_descend_names_ascend_and_ties_go_by_id(
    suki: Suki, writing: Any, by: Actor
) -> None:
    with writing() as store:
        for key, name in enumerate(("Zoe", "Bea", "Ana", "Bea")):
            store.sales.record(a_sale(f"k{key}", name, 100_00), by=by)
    assert names(suki) == ["Bea", "Zoe", "Ana"]
    assert names(suki, "--sort", "count") == ["Bea", "Zoe", "Ana"]
    assert names(suki, "--sort", "last") == ["Zoe", "Bea", "Ana"]
    assert names(suki, "--sort", "name") == ["Ana", "Bea", "Zoe"]


@pytest.mark.usefixtures("shop")
def test_a_search_is_blind_to_accents_and_finds_phones(suki: Suki) -> None:
    assert names(suki, "--search", "diaz") == ["Cora Díaz"]
    assert names(suki, "--search", "0917555") == ["Cora Díaz"]
    assert names(suki, "--search", "%") == []
    assert names(suki, "--limit", "2") == ["Ana Reyes", "Ben Cruz"]
    assert names(suki, "--limit", "0") == []


@pytest.mark.usefixtures("shop")
def test_the_list_is_a_table_for_people(suki: Suki) -> None:
    said = suki("customers")
    assert said.out == (
        "ID  NAME       SALES     TOTAL  LAST SALE         PHONE\n"
        " 1  Ana Reyes      2  1,250.00  2026-04-02 12:00\n"
        " 2  Ben Cruz       1    100.00  2026-04-01 12:00\n"
        " 3  Cora Díaz      0      0.00  -                 0917 555 1234\n"
    )
    nobody = suki("customers", "--search", "xyz")
    assert (nobody.code, nobody.out, nobody.err) == (0, "", "No customer found.\n")


def test_all_customers_are_listed_however_many(suki: Suki, tmp_path: Path) -> None:
    rows = [f"2026-01-01,Customer {n:04},{n}.00" for n in range(2_345)]
    suki("import", "sales", a_file(tmp_path, "date,customer,total", *rows))
    assert names(suki, "--sort", "name") == [f"Customer {n:04}" for n in range(2_345)]
    assert len(names(suki, "--limit", "1500")) == 1_500


# history


@pytest.mark.usefixtures("shop")
def test_a_history_has_exactly_the_promised_keys_newest_first(suki: Suki) -> None:
    found = json.loads(suki("history", "ANA  reyes", "--json").out)
    assert list(found) == ["customer", "sales"]
    assert found["customer"] == json.loads(suki("customers", "--json").out)[0]
    assert [sale["sale_number"] for sale in found["sales"]] == ["000005", "000003", "000001"]
    assert found["sales"][0] == {
        "sale_number": "000005",
        "foreign_number": None,
        "kind": "return",
        "status": "completed",
        "sale_date": "2026-04-09T04:00:00.000Z",
        "total_amount": "-80.00",
        "payment_method": "cash",
        "cashier": "",
        "item_count": found["sales"][0]["item_count"],
    }


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--from", "2026-04-01"), ["000005", "000003"]),
        (("--to", "2026-04-02"), ["000003", "000001"]),
        (("--from", "2026-04-02", "--to", "2026-04-02"), ["000003"]),
        (("--limit", "1"), ["000005"]),
        (("--from", "2027-01-01"), []),
    ],
)
def test_a_history_can_be_narrowed(
    suki: Suki, options: tuple[str, ...], expected: list[str]
) -> None:
    found = json.loads(suki("history", "Ana Reyes", "--json", *options).out)
    assert [sale["sale_number"] for sale in found["sales"]] == expected


@pytest.mark.usefixtures("shop")
def test_a_history_is_a_table_for_people_and_counts_its_period(suki: Suki) -> None:
    assert suki("history", "Ana Reyes").out == (
        "Ana Reyes (id 1): 2 sales, total 1,250.00\n"
        "\n"
        "DATE              NUMBER  FOREIGN NUMBER  ITEMS  PAID BY     TOTAL\n"
        "2026-04-09 12:00  000005  -                   1  cash       -80.00  return\n"
        "2026-04-02 12:00  000003  -                   1  cash        80.00\n"
        "2026-03-31 12:00  000001  -                   1  cash     1,250.00\n"
    )
    assert suki("history", "Ben Cruz", "--to", "2026-01-01").out == (
        "Ben Cruz (id 2): 0 sales, total 0.00\n"
    )


def test_a_voided_sale_stays_in_the_history_and_says_so(
    suki: Suki, writing: Any, by: Actor
) -> None:
    with writing() as store:
        sale = store.sales.record(a_sale("k1", "Ana", 5_00), by=by)
        store.sales.void(sale.sale_id, "rung up twice", NOON, by=by)
    assert suki("history", "Ana").out.splitlines()[-1].endswith("5.00  voided")
    assert "voided: rung up twice" in suki("sale", sale.number).out
    (row,) = json.loads(suki("history", "Ana", "--json").out)["sales"]
    assert row["status"] == "voided"


def test_a_history_of_many_pages_is_whole(suki: Suki, tmp_path: Path) -> None:
    rows = [f"{n},2026-01-01,Ana,1.00" for n in range(2_100)]
    suki("import", "sales", a_file(tmp_path, "sale,date,customer,total", *rows))
    found = json.loads(suki("history", "Ana", "--json").out)["sales"]
    assert [int(sale["foreign_number"]) for sale in found] == list(reversed(range(2_100)))


# Which customer


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("text", ["Ben Cruz", "ben  cruz", "2", "id:2"])
def test_a_customer_is_meant_by_name_or_id(suki: Suki, text: str) -> None:
    assert json.loads(suki("history", text, "--json").out)["customer"]["name"] == "Ben Cruz"


def test_a_name_of_digits_comes_before_the_id_unless_the_id_is_forced(
    suki: Suki, tmp_path: Path
) -> None:
    rows = ["2026-01-01,Ana,1", "2026-01-01,1,2"]
    suki("import", "sales", a_file(tmp_path, "date,customer,total", *rows))
    assert suki("history", "1").out.startswith("1 (id 2)")
    assert suki("history", "id:1").out.startswith("Ana (id 1)")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nobody", 'There is no customer "Nobody".\n'),
        ("ana", 'There is no customer "ana". Did you mean "Ana Reyes"?\n'),
        ("Cora Diaz", 'There is no customer "Cora Diaz". Did you mean "Cora Díaz"?\n'),
        ("77", "There is no customer with the id 77.\n"),
        (f"id:{10**30}", f"There is no customer with the id {10**30}.\n"),
        ("", 'There is no customer "".\n'),
    ],
)
def test_whom_nobody_knows_is_said_with_those_who_come_near(
    suki: Suki, text: str, why: str
) -> None:
    said = suki("history", text)
    assert (said.code, said.out, said.err) == (1, "", why)


# sale


@pytest.mark.usefixtures("shop")
def test_a_sale_has_exactly_the_promised_keys(suki: Suki) -> None:
    assert json.loads(suki("sale", "000001", "--json").out) == {
        "sale_number": "000001",
        "foreign_number": None,
        "kind": "sale",
        "status": "completed",
        "sale_date": "2026-03-31T04:00:00.000Z",
        "total_amount": "1250.00",
        "payment_method": "cash",
        "cashier": "",
        "item_count": 1,
        "customer_id": 1,
        "customer_name": "Ana Reyes",
        "subtotal": "1250.00",
        "discount_amount": "0.00",
        "tax_amount": "0.00",
        "lines": [
            {
                "line_no": 1,
                "sku": "S1",
                "name": "Rice",
                "quantity": "1",
                "unit": "pc",
                "unit_price": "1250.00",
                "discount_amount": "0.00",
                "total_price": "1250.00",
            }
        ],
        "payments": [
            {"method": "cash", "amount": "1250.00", "tendered": "1255.00", "reference": ""}
        ],
    }


@pytest.mark.usefixtures("shop")
def test_a_sale_is_laid_out_for_people(suki: Suki) -> None:
    assert suki("sale", "1").out == (
        "Sale 000001, 2026-03-31 12:00\n"
        "Customer: Ana Reyes (id 1)\n"
        "\n"
        "#  SKU  NAME  QUANTITY  UNIT     PRICE  DISCOUNT     TOTAL\n"
        "1  S1   Rice         1  pc    1,250.00         -  1,250.00\n"
        "\n"
        "Total         1,250.00\n"
        "Paid by cash  1,255.00\n"
        "Change            5.00\n"
    )
    assert suki("sale", "4").out.splitlines()[1] == "Customer: nobody in particular"


def test_an_imported_sale_shows_discount_reference_and_its_foreign_number(
    suki: Suki, tmp_path: Path
) -> None:
    suki(
        "import",
        "sales",
        a_file(
            tmp_path,
            "sale,date,name,quantity,price,total,method",
            "INV-7,2026-01-01,Rice,2,10.00,15.00,Visa",
        ),
    )
    assert suki("sale", "INV-7").out == (
        "Sale I000001 (there: INV-7), 2026-01-01 00:00\n"
        "Customer: nobody in particular\n"
        "\n"
        "#  SKU  NAME  QUANTITY  UNIT  PRICE  DISCOUNT  TOTAL\n"
        "1       Rice         2  pc    10.00      5.00  15.00\n"
        "\n"
        "Subtotal       20.00\n"
        "Discount       -5.00\n"
        "Total          15.00\n"
        "Paid by other  15.00  Visa\n"
    )
    assert suki("sale", "I000001").out == suki("sale", "INV-7").out


@pytest.mark.usefixtures("shop")
def test_a_sale_of_somebody_else_is_refused(suki: Suki) -> None:
    assert suki("sale", "000001", "--customer", "Ana Reyes").code == 0
    said = suki("sale", "000001", "--customer", "Ben Cruz", "--json")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Sale 000001 is not a sale of Ben Cruz.\n"
    assert suki("sale", "4", "--customer", "Ben Cruz").code == 1
    assert suki("sale", "999").code == 1


# Without a shop; while the till is open; wrong usage


@pytest.mark.parametrize(
    "arguments", [("customers",), ("history", "Ana"), ("sale", "1"), ("verify",)]
)
def test_where_no_shop_is_nothing_is_made(
    suki: Suki, folder: Path, arguments: tuple[str, ...]
) -> None:
    said = suki(*arguments)
    assert (said.code, said.out) == (1, "")
    assert "There is no shop in this folder." in said.err
    assert not folder.exists()


@pytest.mark.usefixtures("shop")
def test_reading_works_while_the_till_is_open(suki: Suki, writing: Any) -> None:
    with writing():
        for arguments in (("customers",), ("history", "Ana Reyes"), ("sale", "1"), ("verify",)):
            assert suki(*arguments).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("customers", "--sort", "age"),
        ("customers", "--limit", "-1"),
        ("customers", "--limit", "٣"),
        ("history",),
        ("history", "Ana", "--from", "31.3.2026"),
        ("sale",),
        ("sell",),
        ("--demo", "customers"),
        ("--tour", "x", "customers"),
        ("--demo", "--tour", "x"),
        ("verify", "--rep"),
    ],
)
def test_wrong_usage_leaves_with_two(suki: Suki, arguments: tuple[str, ...]) -> None:
    said = suki(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: suki")


def test_names_in_wide_letters_keep_the_columns_straight(suki: Suki, tmp_path: Path) -> None:
    rows = ["2026-01-01,山田太郎,1", "2026-01-01,Jo\u0301se,1"]
    suki("import", "sales", a_file(tmp_path, "date,customer,total", *rows))
    head, *lines = suki("customers", "--sort", "count").out.splitlines()
    assert lines[0].index("1", 4) == head.index("SALES") + 4 - len("山田太郎")
    assert lines[1].index("1", 4) == head.index("SALES") + 4 + 1
