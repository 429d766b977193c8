from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.customer import Contact
from app.domain.errors import InvalidInput
from app.exchange.customers import CustomersFile
from app.exchange.rows import BadRow
from tests.exchange.files import a_file


def read(path: Path) -> list[Contact | BadRow]:
    return list(CustomersFile(path).read())


def test_a_row_becomes_a_customer_with_all_it_says(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        "name,phone,email,address,notes",
        "Ana  Reyes,0917 123 4567,ana@example.com,12 Rizal St,pays on Friday",
    )
    assert read(path) == [
        Contact("Ana Reyes", "0917 123 4567", "ana@example.com", "12 Rizal St", "pays on Friday")
    ]


def test_first_and_last_name_make_one_name_and_parts_one_address(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        "First Name,Last Name,Address1,City,Zip,Phone",
        "Ana,Reyes,12 Rizal St,Cebu,'6000,'+63 917 123 4567",
        "Cher,,,,,",
    )
    assert read(path) == [
        Contact("Ana Reyes", "+63 917 123 4567", address="12 Rizal St, Cebu, 6000"),
        Contact("Cher"),
    ]


def test_a_company_is_a_customer_where_no_person_is_named(tmp_path: Path) -> None:
    header = "First Name,Last Name,Company Name"
    assert read(a_file(tmp_path, header, ",,Reyes Hardware", "Ana,Reyes,Reyes Hardware")) == [
        Contact("Reyes Hardware"),
        Contact("Ana Reyes"),
    ]


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("9171234567.0", "09171234567"),
        ("639171234567.0", "639171234567"),
        ("09171234567", "09171234567"),
        ("9171234567", "09171234567"),
        ("917-123-4567", "917-123-4567"),
    ],
)
def test_a_phone_number_that_a_spreadsheet_changed_is_mended(
    tmp_path: Path, written: str, phone: str
) -> None:
    file = CustomersFile(a_file(tmp_path, "name,phone", f"Ana,{written}"))
    assert list(file.read()) == [Contact("Ana", phone)]
    assert file.repaired == (written != phone)


@pytest.mark.parametrize("other", ["0321234567", "2125551234", "09181234567"])
def test_ten_digits_stay_where_other_numbers_of_the_file_have_their_zeros(
    tmp_path: Path, other: str
) -> None:
    file = CustomersFile(a_file(tmp_path, "name,phone", "Ana,9171234567", f"Ben,{other}"))
    assert list(file.read()) == [Contact("Ana", "9171234567"), Contact("Ben", other)]
    assert file.repaired == 0


def test_a_row_without_a_name_or_with_too_long_a_text_is_bad(tmp_path: Path) -> None:
    bad = read(
        a_file(tmp_path, "name,email", ",a@b.c", f"{'n' * 121},", f"Ana,{'x' * 201}", "Ben,")
    )
    assert [row.number for row in bad if isinstance(row, BadRow)] == [2, 3, 4]
    assert bad[-1] == Contact("Ben")


def test_a_name_in_another_script_keeps_its_letters(tmp_path: Path) -> None:
    joined = "नमस\u094d\u200dते"  # the joiner is invisible, and no blank
    (contact,) = read(a_file(tmp_path, "name", joined))
    assert isinstance(contact, Contact)
    assert contact.name == joined.replace("\u200d", "")


def test_a_file_without_names_is_refused_with_the_way_to_say_it(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Which column is the name of the customer"):
        CustomersFile(a_file(tmp_path, "phone,email"))


def test_the_sample_row_of_a_real_template_is_read(shared_data: Path) -> None:
    (contact,) = read(shared_data / "pos_csv_headers/ospos_customers.csv")
    assert contact == Contact(
        "Bob Smith",
        "585-555-1111",
        "bsmith@nowhere.com",
        "123 Nowhere Street, Apt 4, Awesome, NY, 11111",
        "Awesome guy",
    )
