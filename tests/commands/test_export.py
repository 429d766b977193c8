from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.actor import Actor
from app.domain.credit import AccountTerms
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.storage.store import open_store
from tests.clocks import HeldClock
from tests.commands.conftest import Suki
from tests.storage.builders import a_line, a_return, a_sale


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def shop(folder: Path, clock: HeldClock, by: Actor) -> Path:
    """Two customers, three sales (one voided), a return, two products and two accounts."""
    folder.mkdir()
    store = open_store(folder, clock, is_till=False)
    now = clock.now()
    store.products.bring_in(
        [
            Product(0, "RICE", "Rice, 5 kg", Money(28_000), barcode="0004800123456"),
            Product(0, "=1+1", "=SUM(A1)", Money(1), cost=Money(5), stock=Quantity(1500)),
        ],
        by=by,
    )
    lines = [a_line(1250, "2"), a_line(999, "0.725", "Niño's ham")]
    store.sales.record(a_sale("Ana Cruz", lines, at=now), by=by)
    store.sales.record(a_sale("ana  cruz", at=now + timedelta(minutes=1)), by=by)
    gone = store.sales.record(a_sale("Ben", at=now + timedelta(minutes=2)), by=by)
    store.sales.void(gone.sale_id, "typed twice", now, by=by)
    back = [a_line(1250, "-1")]
    store.sales.record(a_return(back, customer="Ana Cruz", at=now + timedelta(days=1)), by=by)
    account = store.accounts.open(AccountTerms("Aling Tess", Money(500_000)), now, by=by)
    store.accounts.open(AccountTerms("Nobody yet"), now, by=by)
    store.accounts.adjust(account.id, Money(64_000), "from the old book", now, by=by)
    paid = (Payment("cash", Money(10_000), Money(10_000)),)
    today = clock.local(now).date()
    store.accounts.take_payment(AccountPayment("k", account.code, paid, now, today), by=by)
    store.close()
    return folder


@pytest.mark.parametrize("what", ["customers", "products", "sales", "accounts"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_everything_can_leave_the_shop(
    suki: Suki, shop: Path, tmp_path: Path, what: str, ending: str
) -> None:
    file = tmp_path / f"{what}.{ending}"
    said = suki("export", what, file)
    assert (said.code, said.err) == (0, "")
    assert f"written to {what}.{ending}" in said.out
    assert file.stat().st_size > 100


def test_customers_come_with_their_figures(suki: Suki, shop: Path, tmp_path: Path) -> None:
    suki("export", "customers", tmp_path / "c.csv")
    ana, ben = rows_of(tmp_path / "c.csv")
    assert (ana["name"], ana["transactions"], ana["total_purchases"]) == ("Ana Cruz", "2", "32.24")
    assert ana["last_purchase"].endswith("+08:00")
    assert (ben["transactions"], ben["total_purchases"], ben["last_purchase"]) == ("0", "0.00", "")


def test_sales_have_a_row_for_each_line_and_add_up(suki: Suki, shop: Path, tmp_path: Path) -> None:
    suki("export", "sales", tmp_path / "s.csv")
    rows = rows_of(tmp_path / "s.csv")
    assert [(row["sale"], row["line"], row["receipt_type"], row["status"]) for row in rows] == [
        ("000001", "1", "Sale", "completed"),
        ("000001", "2", "Sale", "completed"),
        ("000002", "1", "Sale", "completed"),
        ("000003", "1", "Sale", "voided"),
        ("000004", "1", "Refund", "completed"),
    ]
    assert [row["total"] for row in rows] == ["25.00", "7.24", "12.50", "12.50", "-12.50"]
    assert rows[0]["sale_total"] == rows[1]["sale_total"] == "32.24"
    day = rows[-1]["business_date"]
    suki("export", "sales", tmp_path / "d.csv", "--from", day, "--to", day)
    assert rows_of(tmp_path / "d.csv") == rows[-1:]


def test_a_workbook_of_sales_has_their_payments_too(suki: Suki, shop: Path, tmp_path: Path) -> None:
    suki("export", "sales", tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    assert [page.max_row for page in book.worksheets] == [6, 5]


def test_products_come_back_as_they_left(suki: Suki, shop: Path, tmp_path: Path) -> None:
    for name in ("p.csv", "p.xlsx"):
        suki("export", "products", tmp_path / name)
        said = suki("import", "products", tmp_path / name)
        assert "0 products added, 2 known already" in said.out


def test_accounts_have_a_row_for_each_entry(suki: Suki, shop: Path, tmp_path: Path) -> None:
    suki("export", "accounts", tmp_path / "a.csv")
    rows = rows_of(tmp_path / "a.csv")
    assert [
        (row["account"], row["entry"], row["amount"], row["balance_after"]) for row in rows
    ] == [
        ("Aling Tess", "adjustment", "640.00", "640.00"),
        ("Aling Tess", "payment", "-100.00", "540.00"),
        ("Nobody yet", "", "", ""),
    ]


def test_a_file_of_another_kind_is_refused_in_one_sentence(
    suki: Suki, shop: Path, tmp_path: Path
) -> None:
    said = suki("export", "sales", tmp_path / "s.pdf")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Name a file that ends in .csv or .xlsx.\n"
    gone = suki("export", "sales", tmp_path / "no" / "s.csv")
    assert gone.code == 1
    assert "could not be written" in gone.err
