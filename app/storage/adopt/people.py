"""Who bought: every distinct name becomes one customer, found by id or by name in one pass."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.card_numbers import without_card_numbers
from app.domain.names import findable, name_key, phone_key
from app.domain.settings import ShopSettings
from app.storage.adopt.remembered import Remembered
from app.storage.adopt.values import buyer, cents, odd_text, words
from app.storage.linking import LONGEST_PHONE
from app.storage.old_pos import Shape

_LONGEST_NOTES = 4_000
_LONGEST_TYPED = 400

_PEOPLE = """CREATE TEMP TABLE people (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, name_folded TEXT NOT NULL,
    phone TEXT NOT NULL, phone_key TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL,
    notes TEXT NOT NULL)"""
_STATS = """CREATE TEMP TABLE stats AS
SELECT customer_id, sum(total_amount) AS total, count(*) FILTER (WHERE kind = 'sale') AS sales,
    min(sale_date) FILTER (WHERE kind = 'sale') AS first,
    max(sale_date) FILTER (WHERE kind = 'sale') AS last
FROM main.sales WHERE customer_id IS NOT NULL AND status = 'completed'
GROUP BY customer_id"""
_INSERT = """INSERT INTO main.customers (id, name, name_key, name_folded, phone, phone_key, email,
    address, notes, total_purchases, transaction_count, first_purchase_date, last_purchase_date,
    created_at, updated_at)
SELECT id, name, name_key, name_folded, phone, phone_key, email, address, notes,
    coalesce(total, 0), coalesce(sales, 0), first, last, ?1, ?1
FROM temp.people LEFT JOIN temp.stats ON customer_id = id ORDER BY id"""
_ADD_UP = """UPDATE main.customers SET total_purchases = total, transaction_count = sales,
    first_purchase_date = first, last_purchase_date = last
FROM temp.stats WHERE stats.customer_id = customers.id AND customers.id < ?"""
_FILL_IN = """UPDATE main.customers SET
    phone = iif(phone = '', ?2, phone), phone_key = iif(phone = '', ?3, phone_key),
    email = iif(email = '', ?4, email), address = iif(address = '', ?5, address),
    notes = iif(instr(notes, ?6), notes, trim(notes || char(10) || ?6, char(10) || ' '))
WHERE id = ?1"""


@dataclass(slots=True)
class Contact:
    """What the old rows of one customer say; further answers go into the notes."""

    phone: str = ""
    email: str = ""
    address: str = ""
    notes: str = ""

    def add(self, phone: str, email: str, address: str, notes: str) -> None:
        """Take what is new; nothing that was there is lost."""
        more = [notes] if notes and notes not in self.notes else []
        for fact, value in (("phone", phone), ("email", email), ("address", address)):
            known = getattr(self, fact)
            if not known:
                setattr(self, fact, value)
            elif value and value != known:
                more.append(value)
        self.notes = "\n".join(filter(None, (self.notes, *more)))[:_LONGEST_NOTES]


class People:
    """Finds the customer of every sale, and makes those that are missing."""

    def __init__(
        self, connection: sqlite3.Connection, shape: Shape, no_names: tuple[str, ...]
    ) -> None:
        """`no_names` are names that count as no name."""
        self._connection = connection
        self._shape = shape
        self._settings = ShopSettings("", no_names=no_names)
        self._no_names = frozenset(map(name_key, no_names))
        self._by_key = _known(connection)
        self._by_row: dict[object, int] = {}
        self._by_name = Remembered(self._buyer_named)
        self._shown: dict[int, str] = {}
        self._keeps: set[int] = set()
        self._named_only: set[int] = set()
        newest = connection.execute(
            "SELECT max(coalesce((SELECT max(id) FROM main.customers), 0),"
            " coalesce((SELECT seq FROM main.sqlite_sequence WHERE name = 'customers'), 0))"
        ).fetchone()[0]
        self._first = self._next = newest + 1
        self.has_met_nobody = False
        """Whether a sale says in words that it was nobody's."""
        self.untidy: dict[str, str] = {}
        self.shared_rows: list[tuple[str, int]] = []
        self.differing: set[tuple[object, str]] = set()
        connection.create_function("buyer_of", 2, self._buyer_of)
        connection.create_function("buyer_named", 1, self._by_name.__getitem__)
        connection.create_function("row_name", 1, self._row_name)
        connection.create_function("row_person", 1, self.of_row)

    def read_rows(self) -> None:
        """Look at the old customers, lowest id first, as their names are the ones shown."""
        if not self._shape.has("customers", "id") or not self._shape.has("customers", "name"):
            return
        counts: dict[int, int] = {}
        for old_id, text, has_account in self._connection.execute(self._rows()):
            name = buyer(str(text or ""))
            if self._is_nobody(name):
                self._by_row[old_id] = 0
                continue
            person = self._find_or_make(name)
            self._by_row[old_id] = person
            counts[person] = counts.get(person, 0) + 1
            if not has_account:
                self._keeps.add(person)
        names = self._shown
        self.shared_rows = [
            (names.get(person, "a customer of this shop"), count)
            for person, count in counts.items()
            if count > 1
        ]

    def of_row(self, old_id: object) -> int | None:
        """Give the customer an old row became, for what hangs on it."""
        return self._by_row.get(old_id) or None

    def named(self, name: str) -> int | None:
        """Give the customer of this name, if there is one; makes nobody."""
        person = self._by_key.get(name_key(name))
        return person if person and self.is_kept(person) else None

    def is_kept(self, person: int) -> bool:
        """Say whether this is a customer here, and not only an account."""
        return person < self._first or person in self._keeps

    def _row_name(self, old_id: object) -> str:
        return self._shown.get(self._by_row.get(old_id, 0), "")

    def new_ones(self) -> int:
        """Count those to be made."""
        return sum(1 for person in self._by_key.values() if self._is_new(person))

    def made_of_names(self) -> int:
        """Count those no old row and no record of ours told of."""
        return len(self._named_only)

    def write(self, now: str) -> None:
        """Write down who is new, with their figures, and add up the others'; after the sales."""
        run = self._connection.execute
        contacts = self._contacts()
        run(_PEOPLE)
        self._connection.executemany(
            "INSERT INTO temp.people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._rows_to_write(contacts),
        )
        run(_STATS)
        run(_INSERT, (now,))
        run(_ADD_UP, (self._first,))
        for person, known in contacts.items():
            if person < self._first:
                facts = (known.phone, phone_key(known.phone), known.email, known.address)
                run(_FILL_IN, (person, *facts, known.notes))

    def _is_new(self, person: int) -> bool:
        return person >= self._first and person in self._keeps

    def _rows_to_write(self, contacts: Mapping[int, Contact]) -> Iterator[tuple[object, ...]]:
        nothing = Contact()
        for key, person in self._by_key.items():
            if self._is_new(person):
                name, known = self._shown[person], contacts.get(person, nothing)
                facts = (known.phone, phone_key(known.phone), known.email, known.address)
                yield (person, name, key, findable(name), *facts, known.notes)

    def _buyer_of(self, old_id: object, text: object) -> int | None:
        """Give the customer of a sale: the id wins, then the name; a missing one is made."""
        person = self._by_row.get(old_id)
        if person is None:
            return self._by_name[text]
        if text:
            self._compare(old_id, person, str(text))
        if person:
            self._keeps.add(person)
        elif text:
            self.has_met_nobody = True
        return person or None

    def _buyer_named(self, text: object) -> int | None:
        if not text:
            return None
        person = self._of_name(text if isinstance(text, str) else odd_text(text, _LONGEST_TYPED))
        if person:
            self._keeps.add(person)
        return person or None

    def _of_name(self, raw: str) -> int:
        name = buyer(raw)
        self._look_at(raw)
        if self._is_nobody(name):
            self.has_met_nobody = True
            return 0
        before = self._next
        person = self._find_or_make(name)
        if person == before:
            self._named_only.add(person)
        return person

    def _find_or_make(self, name: str) -> int:
        key = name_key(name)
        person = self._by_key.get(key)
        if person is None:
            person = self._by_key[key] = self._next
            self._shown[person] = name
            self._next += 1
        return person

    def _look_at(self, raw: str) -> None:
        """Note how a name stands on its sales when not as typed: on one line, no card's number."""
        tidy = without_card_numbers(odd_text(raw, _LONGEST_TYPED))
        if tidy != raw:
            self.untidy[raw] = tidy

    def _is_nobody(self, name: str) -> bool:
        """Say whether a cleaned name is none; signs alone are looked at more closely."""
        key = name_key(name)
        if not key or key in self._no_names:
            return True
        return not any(map(str.isalnum, key)) and self._settings.is_no_name(key)

    def _compare(self, old_id: object, person: int, text: str) -> None:
        pair = (old_id, text)
        if pair in self.differing or text == self._shown.get(person):
            return
        name = buyer(text)
        self._look_at(text)
        if not self._is_nobody(name) and self._by_key.get(name_key(name)) != person:
            self.differing.add(pair)

    def _rows(self) -> str:
        shape = self._shape
        marks = ["0"]
        if shape.has_merged_accounts:
            for fact in ("limit", "balance"):
                amount = cents(shape.sql("customers", fact, "c"))
                marks.append(f"coalesce({amount}, 0) <> 0")
            marks.append(f"{words(shape.sql('customers', 'code', 'c'))} <> ''")
            if shape.has("ar_transactions", "customer_id"):
                column = shape.sql("ar_transactions", "customer_id", "a")
                key = shape.sql("customers", "id", "c")
                marks.append(f"{key} IN (SELECT {column} FROM old.ar_transactions AS a)")
        old_id, name = (shape.sql("customers", fact, "c") for fact in ("id", "name"))
        return (
            f"SELECT {old_id}, {name}, {' OR '.join(marks)}"
            f" FROM old.customers AS c ORDER BY {old_id}"
        )

    def _contacts(self) -> dict[int, Contact]:
        """Gather what the old rows say of those who are customers here."""
        found: dict[int, Contact] = {}
        if not self._by_row:
            return found
        asked = ("id", "phone", "email", "address", "notes", "tax_id", "contact")
        columns = ", ".join(self._shape.sql("customers", fact, "c") for fact in asked)
        for old_id, phone, email, address, notes, tax, contact in self._connection.execute(
            f"SELECT {columns} FROM old.customers AS c ORDER BY 1"
        ):
            person = self._by_row.get(old_id)
            if not person or person not in self._keeps:
                continue
            lines = [str(notes or "")]
            lines += [f"TIN {tax}"] if tax else []
            lines += [f"Contact: {contact}"] if contact else []
            texts = (odd_text(line, _LONGEST_NOTES) for line in lines)
            said = without_card_numbers("\n".join(filter(None, texts)))
            given = ((phone, LONGEST_PHONE), (email, 250), (address, 1_000))
            facts = [without_card_numbers(odd_text(text or "", most)) for text, most in given]
            found.setdefault(person, Contact()).add(facts[0], facts[1], facts[2], said)
        return found


def _known(connection: sqlite3.Connection) -> dict[str, int]:
    """Give whom the shop knows by name already, merged names too."""
    rows = connection.execute(
        "SELECT name_key, id FROM main.customers"
        " UNION ALL SELECT name_key, customer_id FROM main.customer_aliases"
    )
    return dict(rows.fetchall())
