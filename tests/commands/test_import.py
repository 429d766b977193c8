from __future__ import annotations

import json
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import Actor
from app.storage.sales import SaleRepository
from tests.commands.conftest import Suki
from tests.exchange.files import a_file, as_workbook

HEADER = "sale,date,customer,name,quantity,price"
SALES = (
    HEADER,
    "1,2026-01-01 10:00,Ana Reyes,Rice,2,50.00",
    "1,2026-01-01 10:00,Ana Reyes,Salt,1,8.50",
    "2,2026-01-02 11:00,ana  REYES,Rice,1,50.00",
    "C3,2026-01-03 12:00,Ana Reyes,Rice,-1,50.00",
    "4,2026-01-04 13:00,,Rice,1,50.00",
)


def customers(suki: Suki) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(suki("customers", "--json").out)
    return found


def test_sales_are_brought_in_and_counted_for_their_customer(suki: Suki, tmp_path: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, *SALES), "--returns", "C*")
    assert (said.code, said.out) == (
        0,
        "4 sales added, 0 known already, 1 new customer, 0 rows left out.\n",
    )
    (ana,) = customers(suki)
    assert (ana["name"], ana["transaction_count"], ana["total_purchases"]) == (
        "Ana Reyes",
        2,
        "108.50",
    )
    assert ana["first_purchase_date"] == "2026-01-01T02:00:00.000Z"  # the shop is in Manila
    assert ana["last_purchase_date"] == "2026-01-02T03:00:00.000Z"


def test_it_is_said_which_column_is_taken_for_which(suki: Suki, tmp_path: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, "InvoiceNo,When,Total", "1,2026-01-01,5"),
                "--columns", "date=When")  # fmt: skip
    assert said.err.splitlines()[0] == "Columns: sale=InvoiceNo, date=When, total=Total"


def test_the_same_file_again_changes_nothing(suki: Suki, tmp_path: Path) -> None:
    file = a_file(tmp_path, *SALES)
    suki("import", "sales", file)
    before = customers(suki)
    again = suki("import", "sales", file)
    assert again.out == "0 sales added, 4 known already, 0 new customers, 0 rows left out.\n"
    assert customers(suki) == before


def test_rows_without_numbers_are_counted_once_over_files_that_overlap(
    suki: Suki, tmp_path: Path
) -> None:
    header = "date,customer,total"
    rows = [f"2026-01-0{day},Ana,{day}.00" for day in (1, 2, 2, 3, 4)]
    suki("import", "sales", a_file(tmp_path, header, *rows[:4], name="one.csv"))
    said = suki("import", "sales", a_file(tmp_path, header, *rows[1:], name="two.csv"))
    assert said.out.startswith("1 sale added, 3 known already")
    assert [(each["transaction_count"], each["total_purchases"]) for each in customers(suki)] == [
        (5, "12.00")
    ]


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ((), "2025-12-31T16:00:00.000Z"),
        (("--timezone", "UTC"), "2026-01-01T00:00:00.000Z"),
        (("--timezone", "America/New_York"), "2026-01-01T05:00:00.000Z"),
    ],
)
def test_times_without_a_zone_are_the_shops_or_as_said(
    suki: Suki, tmp_path: Path, options: tuple[str, ...], first: str
) -> None:
    suki("import", "sales", a_file(tmp_path, "date,customer,total", "2026-01-01,Ana,5"), *options)
    assert customers(suki)[0]["first_purchase_date"] == first


# Bad rows

BAD = (*SALES[:2], "1,2026-01-01 10:00,Ana Reyes,Salt,one,8.50", *SALES[3:])


def test_a_bad_row_is_told_and_stops_nothing_else(suki: Suki, tmp_path: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, *BAD))
    assert said.code == 0
    assert 'Row 3: "one" is not a quantity.' in said.err
    assert "Without a bad row of theirs: sale 1.\n" in said.err
    assert said.out.endswith("4 sales added, 0 known already, 1 new customer, 1 row left out.\n")
    assert customers(suki)[0]["total_purchases"] == "100.00"


def test_strict_writes_nothing_when_a_row_is_bad(suki: Suki, tmp_path: Path, folder: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, *BAD), "--strict")
    assert said.code == 1
    assert 'Row 3: "one" is not a quantity.' in said.err
    assert said.err.endswith("Nothing was written.\n")
    assert not folder.exists()


def test_strict_writes_everything_when_all_rows_are_good(suki: Suki, tmp_path: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, *SALES), "--strict")
    assert (said.code, said.out[:13]) == (0, "4 sales added")
    assert len(customers(suki)) == 1


def test_a_file_of_bad_rows_only_is_refused(suki: Suki, tmp_path: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, HEADER, "1,soon,Ana,Rice,1,5"))
    assert said.code == 1
    assert "1 row left out" in said.out


def test_very_many_bad_rows_are_counted_and_the_first_hundred_told(
    suki: Suki, tmp_path: Path
) -> None:
    said = suki("import", "sales", a_file(tmp_path, "date,total", *["soon,1"] * 130))
    assert said.err.count("is not a date") == 100
    assert "... and 30 more bad rows." in said.err
    assert "130 rows left out" in said.out


# A dry run


def test_a_dry_run_says_exactly_what_would_happen_and_writes_nothing(
    suki: Suki, tmp_path: Path
) -> None:
    suki("import", "sales", a_file(tmp_path, *SALES[:3], name="one.csv"))
    before = customers(suki)
    said = suki("import", "sales", a_file(tmp_path, *SALES, name="two.csv"), "--dry-run")
    assert (said.code, said.out) == (
        0,
        "3 sales would be added, 1 known already, 0 new customers, 0 rows left out.\n",
    )
    assert said.err.endswith("Nothing was written.\n")
    assert customers(suki) == before


def test_a_dry_run_makes_no_shop_where_none_is(suki: Suki, tmp_path: Path, folder: Path) -> None:
    assert suki("import", "sales", a_file(tmp_path, *SALES), "--dry-run").code == 0
    assert not folder.exists()


def test_a_strict_dry_run_gives_the_code_the_real_one_would(suki: Suki, tmp_path: Path) -> None:
    file = a_file(tmp_path, *BAD)
    assert suki("import", "sales", file, "--dry-run").code == 0
    assert suki("import", "sales", file, "--dry-run", "--strict").code == 1


# The till is open; the work is stopped


def test_while_the_till_is_open_nothing_is_written_and_a_dry_run_works(
    suki: Suki, tmp_path: Path, writing: Any
) -> None:
    file = a_file(tmp_path, *SALES)
    with writing():
        said = suki("import", "sales", file)
        assert said.code == 1
        assert "Close the till first" in said.err
        assert suki("import", "sales", file, "--dry-run").out.startswith("4 sales would be added")
        assert customers(suki) == []


def test_ctrl_c_leaves_whole_batches_and_the_next_run_goes_on(
    suki: Suki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"{n},2026-01-01,Ana,Rice,1,1.00" for n in range(1000)]
    file = a_file(tmp_path, HEADER, *rows)
    bring_in = SaleRepository.bring_in

    def interrupted(book: SaleRepository, *given: Any, by: Actor) -> Any:
        counts = bring_in(book, *given, by=by)
        signal.raise_signal(signal.SIGINT)
        return counts

    before = signal.getsignal(signal.SIGINT)  # ignored, where the tests run in the background
    with monkeypatch.context() as patch:
        patch.setattr(SaleRepository, "bring_in", interrupted)
        said = suki("import", "sales", file)
    assert said.code == 1
    assert said.out.startswith("300 sales added")
    assert "Stopped at row" in said.err
    assert customers(suki)[0]["transaction_count"] == 300
    assert suki("import", "sales", file).out.startswith("700 sales added, 300 known already")
    assert signal.getsignal(signal.SIGINT) is before


def test_progress_is_told_in_a_log_every_ten_thousand_rows(suki: Suki, tmp_path: Path) -> None:
    rows = ["2026-01-01,0"] * 20_500
    said = suki("import", "sales", a_file(tmp_path, "date,total", *rows), "--dry-run")
    told = [line for line in said.err.splitlines() if line.startswith("Row ")]
    assert told == [
        "Row 10,201 of 20,501: 10,200 sales",
        "Row 20,101 of 20,501: 20,100 sales",
    ]


# Products and customers


def test_products_are_added_changed_or_known(suki: Suki, tmp_path: Path, writing: Any) -> None:
    header = "sku,barcode,name,price"
    one = a_file(tmp_path, header, "S1,480,Rice,50.00", "S2,,Salt,8.00", name="one.csv")
    two = a_file(tmp_path, header, "S1,480,Rice,55.00", "S2,,Salt,8.00", name="two.csv")
    assert suki("import", "products", one).out == (
        "2 products added, 0 known already, 0 rows left out.\n"
    )
    assert suki("import", "products", two, "--dry-run").out == (
        "0 products would be added, 1 would be changed, 1 known already, 0 rows left out.\n"
    )
    assert suki("import", "products", two).out == (
        "0 products added, 1 changed, 1 known already, 0 rows left out.\n"
    )


def test_a_product_that_the_shop_refuses_is_told_by_its_row_and_stops_no_other(
    suki: Suki, tmp_path: Path
) -> None:
    header = "sku,barcode,name,price"
    suki("import", "products", a_file(tmp_path, header, "S1,4801,Rice,50.00", name="one.csv"))
    two = a_file(
        tmp_path, header, "S2,,Salt,8", "S3,4801,Sugar,9", "S4,,Soap,7", name="two.csv"
    )  # S3 has the barcode of S1
    strict = suki("import", "products", two, "--strict")
    assert (strict.code, strict.out) == (1, "")
    said = suki("import", "products", two)
    assert said.code == 0
    assert [line[:6] for line in said.err.splitlines() if line.startswith("Row")] == ["Row 3:"]
    assert said.out == "2 products added, 0 known already, 1 row left out.\n"


def test_customers_are_added_and_only_what_was_open_is_filled_in(
    suki: Suki, tmp_path: Path
) -> None:
    header = "name,phone,email"
    suki("import", "customers", a_file(tmp_path, header, "Ana Reyes,0917 1,", name="one.csv"))
    two = a_file(
        tmp_path, header, "ANA REYES,0999 9,ana@example.com", "Ben,,", "ben ,,", name="two.csv"
    )
    said = suki("import", "customers", two)
    assert said.out == "1 customer added, 1 changed, 1 known already, 0 rows left out.\n"
    ana, ben = sorted(customers(suki), key=lambda each: str(each["name"]))
    assert (ana["name"], ana["phone"], ana["email"]) == ("Ana Reyes", "0917 1", "ana@example.com")
    assert (ben["name"], ben["transaction_count"], ben["last_purchase_date"]) == ("Ben", 0, None)
    again = suki("import", "customers", two)
    assert again.out == "0 customers added, 3 known already, 0 rows left out.\n"


def test_what_was_mended_is_told(suki: Suki, tmp_path: Path) -> None:
    file = a_file(tmp_path, "name,phone", "Ana,9171234567.0", "Ben,0918")
    said = suki("import", "customers", file)
    assert "1 phone number mended" in said.err
    assert suki("import", "customers", a_file(tmp_path, "name,phone", "Ben,0918")).err == (
        "Columns: name=name, phone=phone\n"
    )


# Refusals


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("sales", "nowhere.csv"), 1, "There is no file nowhere.csv."),
        (("sales", "--columns", "foo=bar"), 2, "ours is one of: sale, date"),
        (("sales", "--columns", "sale=Nr"), 1, 'no column "Nr" for sale'),
        (("sales", "--timezone", "Mars/Base"), 2, "is not a zone like Asia/Manila"),
        (("sales", "--timezone", "/etc"), 2, "is not a zone like Asia/Manila"),
        (("goods",), 2, "invalid choice"),
        (("customers", "--columns", "name="), 1, "Which column is the name of the customer?"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    suki: Suki, tmp_path: Path, folder: Path, arguments: tuple[str, ...], code: int, why: str
) -> None:
    file = a_file(tmp_path, *SALES)
    what, *rest = arguments
    said = suki("import", what, *([] if "nowhere.csv" in rest else [file]), *rest)
    assert (said.code, said.out) == (code, "")
    assert why in said.err
    assert not folder.exists()


def test_a_sale_that_has_other_content_in_a_second_file_is_named_and_kept(
    suki: Suki, tmp_path: Path
) -> None:
    head = "sale,date,customer,name,quantity,price"
    suki("import", "sales", a_file(tmp_path, head, "M3,2026-01-05,Ana,Rice,1,50.00"))
    said = suki("import", "sales", a_file(tmp_path, head, "M3,2026-01-05,Ana,Rice,9,50.00"))
    assert said.out.startswith("0 sales added, 1 known already")
    assert "In the shop with other content, kept as it was: sale M3." in said.err
    assert customers(suki)[0]["total_purchases"] == "50.00"


def test_what_is_looked_alike_by_is_ready_when_customers_are_in(
    suki: Suki, tmp_path: Path, folder: Path
) -> None:
    names = [f"Maria Santos {number}" for number in range(250)]
    assert suki("import", "customers", a_file(tmp_path, "name", *names)).code == 0
    with closing(sqlite3.connect(folder / "shop.db")) as file:
        (last,) = file.execute("SELECT last_customer_id FROM customer_likeness_state").fetchone()
        assert last == file.execute("SELECT max(id) FROM customers").fetchone()[0]


def test_rows_left_out_can_be_corrected_and_imported_again(suki: Suki, tmp_path: Path) -> None:
    rows = ("1,2026-01-01,Ana,Rice,1,5", "1,2026-01-01,Ana,Salt,x,6", "2,2026-01-02,Ana,Rice,1,7")
    out = tmp_path / "out.csv"
    said = suki("import", "sales", a_file(tmp_path, HEADER, *rows), "--refused", out)
    assert said.out == "1 sale added, 0 known already, 1 new customer, 2 rows left out.\n"
    assert "2 rows left out written to out.csv, each with its reason." in said.err
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == f"{HEADER},reason"
    assert lines[1] == "1,2026-01-01,Ana,Rice,1,5,Its sale is left out with row 3."
    out.write_text("\n".join(lines).replace("Salt,x", "Salt,2"), encoding="utf-8")
    again = suki("import", "sales", out)
    assert again.out == "1 sale added, 0 known already, 0 new customers, 0 rows left out.\n"
    (ana,) = customers(suki)
    assert (ana["transaction_count"], ana["total_purchases"]) == (2, "24.00")


def test_nothing_left_out_writes_no_file(suki: Suki, tmp_path: Path) -> None:
    said = suki("import", "sales", a_file(tmp_path, *SALES), "--refused", tmp_path / "out.csv")
    assert said.code == 0
    assert not (tmp_path / "out.csv").exists()


def test_a_product_the_shop_refuses_is_among_the_rows_left_out(suki: Suki, tmp_path: Path) -> None:
    suki("import", "products", a_file(tmp_path, "sku,barcode,name,price", "A,4806,Salt,5"))
    rows = ("B,4806,Sugar,6", "C,,,1", "D,,Rice,50")
    file = a_file(tmp_path, "sku,barcode,name,price", *rows, name="new.csv")
    out = tmp_path / "out.csv"
    for how in ("--dry-run", "--strict"):
        suki("import", "products", file, "--refused", out, how)
        lines = out.read_text(encoding="utf-8-sig").splitlines()
        assert [line.split(",")[0] for line in lines] == ["sku", "B", "C"]
        out.unlink()


def test_the_same_sales_as_a_workbook_are_counted_once(suki: Suki, tmp_path: Path) -> None:
    rows = ("2026-01-01 10:00,Ana,2,5.00", "2026-01-01 10:00,Ana,2,5.00", "2026-01-02,Ana,1,0.50")
    path = a_file(tmp_path, "date,customer,quantity,price", *rows)
    assert "3 sales added" in suki("import", "sales", path).out
    said = suki("import", "sales", as_workbook(path))
    assert said.out.startswith("0 sales added, 3 known already")
