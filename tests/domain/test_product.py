from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.product import Product, barcode_key, has_right_check_digit


@pytest.mark.parametrize(
    ("name", "variant", "full"),
    [
        ("T-shirt", "Large, red", "T-shirt Large, red"),
        ("T-shirt, large red", "Large, red", "T-shirt, large red"),
        ("Lola candle", "L", "Lola candle L"),
        ("Candle", "", "Candle"),
    ],
)
def test_the_full_name_tells_sizes_apart_and_says_nothing_twice(
    name: str, variant: str, full: str
) -> None:
    assert Product(1, "S", name, Money(100), family="F", variant=variant).full_name == full


@pytest.mark.parametrize("code", ["4800016644931", "036000291452", "0036000291452", "96385074"])
def test_a_printed_barcode_proves_itself(code: str) -> None:
    assert has_right_check_digit(code)


@pytest.mark.parametrize(
    "code", ["4800016644930", "036000291453", "", "12", "٤٨٠٠٠١٦٦٤٤٩٣١", "48000166449x1"]
)
def test_a_wrong_or_foreign_barcode_does_not(code: str) -> None:
    assert not has_right_check_digit(code)


@given(st.integers(0, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, change: int) -> None:
    code = next(c for d in range(10) if has_right_check_digit(c := f"{number:012d}{d}"))
    wrong = code[:place] + str((int(code[place]) + change) % 10) + code[place + 1 :]
    assert not has_right_check_digit(wrong)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_upc_a_and_its_ean_13_form_are_one_code(code: str) -> None:
    assert barcode_key(code) == barcode_key("0" + code) == "0" + code
    assert has_right_check_digit(code) == has_right_check_digit("0" + code)


@given(st.text("0123456789 ", max_size=14))
def test_a_stored_code_stays_as_it_is(code: str) -> None:
    assert barcode_key(barcode_key(code)) == barcode_key(code)
    assert barcode_key(f" {code} ") == barcode_key(code)


@pytest.mark.parametrize("code", ["123", "ABC-12", "12345678901x", "１２３４５６７８９０１２"])
def test_a_code_of_the_house_is_left_alone(code: str) -> None:
    assert barcode_key(code) == code


def test_every_printed_code_of_a_real_catalogue_proves_itself(shared_data: Path) -> None:
    for file in ("products_barcodes.csv.gz", "products_priced.csv.gz"):
        with gzip.open(shared_data / "catalogue" / file, "rt", encoding="utf-8") as text:
            codes = [
                row["barcode"]
                for row in csv.DictReader(text)
                if row.get("symbology", row.get("code_type")) in ("UPC-A", "EAN-13", "EAN-8")
            ]
        # Ten codes of the priced file have 14 digits: a second check digit was added there.
        printed = [code for code in codes if len(code) != 14]
        assert len(printed) > 2_000
        assert [code for code in printed if not has_right_check_digit(code)] == []


def test_no_mistyped_code_of_a_real_catalogue_proves_itself(shared_data: Path) -> None:
    path = shared_data / "catalogue" / "products_bad_barcodes.csv"
    with path.open(encoding="utf-8", newline="") as text:
        codes = [row["barcode"] for row in csv.DictReader(text)]
    assert len(codes) == 200
    assert [code for code in codes if has_right_check_digit(code)] == []
