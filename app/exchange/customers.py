"""Customers of another system, read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.customer import Contact
from app.domain.errors import InvalidInput
from app.domain.names import clean_name, one_line
from app.exchange.columns import Column, described, find_places, missing_column, read_choices
from app.exchange.rows import (
    LONGEST_LINE,
    LONGEST_NOTES,
    BadRow,
    Row,
    checked_text,
    read_rows,
    refuse_lost_digits,
    whole_again,
)
from app.exchange.table import open_table

# Names are from the customer exports of Square, Loyverse, Shopify and OSPOS.
CUSTOMER_COLUMNS = (
    Column("name", ("name", "customername", "fullname", "customer", "clientname", "client")),
    Column("first_name", ("firstname", "givenname")),
    Column("last_name", ("lastname", "surname", "familyname")),
    Column(
        "phone",
        ("phone", "phonenumber", "mobile", "mobilenumber", "cellphone", "defaultaddressphone"),
    ),
    Column("email", ("email", "emailaddress")),
    Column("address", ("address", "fulladdress")),
    Column("company", ("companyname", "company", "defaultaddresscompany"), hidden=True),
    Column("notes", ("notes", "note", "memo", "comments", "comment", "remarks")),
)

_ADDRESS_PARTS = (
    *("streetaddress1", "address1", "defaultaddressaddress1", "street"),
    *("streetaddress2", "address2", "defaultaddressaddress2"),
    *("city", "defaultaddresscity"),
    *("province", "state", "defaultaddressprovincecode"),
    *("zip", "postalcode", "zipcode", "defaultaddresszip"),
)
_MOBILE_WITHOUT_ZERO = 10


class CustomersFile:
    """A file of customers. First and last name make a name where there is no whole one, and a
    company's stands for who has none.
    """

    def __init__(self, path: Path, *, columns: Sequence[str] = ()) -> None:
        """Look at the header. Raises InvalidInput, WrongColumns."""
        self.table = open_table(path)
        header = self.table.header
        chosen = read_choices(columns, CUSTOMER_COLUMNS)
        self.places = find_places(header, CUSTOMER_COLUMNS, chosen)
        if not {"name", "first_name", "last_name"} & self.places.keys():
            raise missing_column("name of the customer", header, CUSTOMER_COLUMNS)
        bare = ["".join(c for c in name.casefold() if c.isalnum()) for name in header]
        self._address_places = tuple(bare.index(part) for part in _ADDRESS_PARTS if part in bare)
        self.columns = described(self.places, header)
        self.row = 0
        """The row that was read last."""
        self.repaired = 0
        """Phone numbers that a spreadsheet had turned into numbers and that were mended."""
        self.rows = 0
        """The last row of the file."""
        self._has_lost_zeros = self._survey()

    def read(self) -> Iterator[Contact | BadRow]:
        """Give the customers and the rows that are of no use."""
        self.repaired = 0
        for row in read_rows(self.table, self.places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            try:
                yield self._contact(row)
            except InvalidInput as reason:
                yield BadRow(row.number, str(reason))

    def _survey(self) -> bool:
        """Learn how many rows there are, and whether a spreadsheet took the zeros of all mobiles:
        every number of ten digits begins with 9, and none of any length with 0.
        """
        mobiles, others = 0, 0
        for row in read_rows(self.table, self.places):
            self.rows = row.number
            phone = whole_again(row.text("phone")) if isinstance(row, Row) else ""
            is_bare = phone.isdecimal() and len(phone) == _MOBILE_WITHOUT_ZERO
            mobiles += is_bare and phone.startswith("9")
            others += phone.startswith("0") or (is_bare and not phone.startswith("9"))
        return mobiles > 0 and not others

    def _contact(self, row: Row) -> Contact:
        name = (
            row.text("name")
            or f"{row.text('first_name')} {row.text('last_name')}".strip()
            or row.text("company")
        )
        if not name:
            raise InvalidInput("The name is missing.")
        return Contact(
            name=clean_name(whole_again(name)),
            phone=checked_text(self._phone(row.text("phone")), "phone number", LONGEST_LINE),
            email=checked_text(row.text("email"), "e-mail address", LONGEST_LINE),
            address=checked_text(
                row.text("address") or self._address(row), "address", LONGEST_LINE
            ),
            notes=checked_text(_notes(row), "note", LONGEST_NOTES),
        )

    def _phone(self, text: str) -> str:
        """Mend what spreadsheets do to a number: `.0` behind, a mobile's leading zero lost.

        An apostrophe in front is how others keep spreadsheets from doing so.
        """
        phone = text.removeprefix("'")
        refuse_lost_digits(phone, "phone number")
        digits = whole_again(phone)
        if (
            len(digits) == _MOBILE_WITHOUT_ZERO
            and digits.startswith("9")
            and digits.isdecimal()
            and (digits != phone or self._has_lost_zeros)
        ):
            digits = "0" + digits
        self.repaired += digits != phone
        return digits

    def _address(self, row: Row) -> str:
        parts = (one_line(row.cells[place]).removeprefix("'") for place in self._address_places)
        return ", ".join(part for part in parts if part)


def _notes(row: Row) -> str:
    """Give the notes with their lines."""
    return "\n".join(line.rstrip() for line in row.raw("notes").strip().splitlines())
