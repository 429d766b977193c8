"""Accounts opened, changed and closed by hand, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.credit import Account, AccountTerms
from app.domain.errors import InvalidInput, NameTaken, NotFound, SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO
from app.domain.names import name_key, one_line, phone_key
from app.storage.account_rows import account_coded, account_with_id, account_words, code_key
from app.storage.account_series import take_code
from app.storage.database import Database
from app.storage.fit import fits, storable, typed, typed_phone

LONGEST_NAME = 120
LONGEST_CODE = 20
LONGEST_LINE = 200
LONGEST_NOTES = 4_000
LONGEST_TERMS = 3_650

_INSERT = """INSERT INTO customer_accounts (code, code_key, name, name_folded, contact_person,
    phone, phone_key, credit_limit, terms_days, notes, opened_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)"""
_UPDATE = """UPDATE customer_accounts SET name = ?2, name_folded = ?3, contact_person = ?4,
    phone = ?5, phone_key = ?6, credit_limit = ?7, terms_days = ?8, notes = ?9, updated_at = ?10
WHERE id = ?1"""
_CLOSE = "UPDATE customer_accounts SET is_active = ?2, updated_at = ?3 WHERE id = ?1"
_CODE_USED = "SELECT 1 FROM customer_accounts WHERE code_key = ?"
_CUSTOMER = """SELECT customers.name, account_id FROM customers
LEFT JOIN account_customers ON customer_id = id WHERE id = ?"""
_FREE = "DELETE FROM account_customers WHERE account_id = ?"
_LET_BUY = "INSERT INTO account_customers (customer_id, account_id) VALUES (?, ?)"


@dataclass(frozen=True, slots=True)
class Card:
    """An account as it will stand in the table; `code` is empty where the shop gives the next."""

    code: str
    name: str
    contact_person: str
    phone: str
    limit: int
    terms_days: int
    notes: str
    customer_ids: tuple[int, ...]

    def columns(self) -> tuple[str | int, ...]:
        """Give what may change, in the order of the statements."""
        words = account_words(self.name, self.contact_person)
        who = (self.name, words, self.contact_person, self.phone, phone_key(self.phone))
        return (*who, self.limit, self.terms_days, self.notes)


def card_of(terms: AccountTerms) -> Card:
    """Clean what was typed. Raises InvalidInput."""
    name = typed(one_line(terms.name))
    if not name_key(name):
        raise InvalidInput("Type the name of the account.")
    if not terms.limit >= ZERO or terms.limit.minor > LARGEST_MINOR:
        raise InvalidInput("The limit is an amount from 0.00 up.")
    if not 0 <= terms.terms_days <= LONGEST_TERMS:
        raise InvalidInput(f"The terms are 0 to {LONGEST_TERMS:,} days.")
    if terms.code and not code_key(storable(terms.code)):
        raise InvalidInput("The code of an account needs a letter or digit.")
    notes = typed(terms.notes).strip()
    if len(notes) > LONGEST_NOTES:
        raise InvalidInput(f"The notes can have at most {LONGEST_NOTES:,} letters.")
    return Card(
        _line("code", typed(one_line(terms.code)), LONGEST_CODE),
        _line("name", name, LONGEST_NAME),
        _line("contact", typed(one_line(terms.contact_person)), LONGEST_LINE),
        _line("phone number", typed_phone(one_line(terms.phone)), LONGEST_LINE),
        terms.limit.minor,
        terms.terms_days,
        notes,
        tuple(dict.fromkeys(terms.customer_ids)),
    )


def open_account(database: Database, card: Card, at: str) -> int:
    """Write a new account; gives its id. Raises NameTaken, NotFound or InvalidInput."""
    code = card.code or _next_code(database)
    taken = account_coded(database, code)
    if taken is not None:
        raise NameTaken(f"{taken.name} has the code {taken.code} already.")
    account_id = database.insert(_INSERT, (code, code_key(code), *card.columns(), at))
    _let_buy(database, account_id, card.customer_ids)
    return account_id


def edit_account(database: Database, known: Account, card: Card, at: str) -> Account:
    """Change an account, but for its code. Raises NotFound or InvalidInput."""
    if card.code and code_key(card.code) != code_key(known.code):
        raise InvalidInput("The code of an account never changes.")
    database.run(_UPDATE, (known.id, *card.columns(), at))
    _let_buy(database, known.id, card.customer_ids)
    return account_with_id(database, known.id)


def close_account(database: Database, known: Account, at: str, *, closed: bool) -> None:
    """Close an account or open it again. Raises SaleRefused while one owes the other."""
    if closed and known.balance > ZERO:
        raise SaleRefused(f"{known.name} still owes {known.balance}.")
    if closed and known.balance < ZERO:
        raise SaleRefused(f"{known.name} still has {-known.balance} of credit.")
    database.run(_CLOSE, (known.id, int(not closed), at))


def _next_code(database: Database) -> str:
    while True:
        code = take_code(database)
        if database.value(_CODE_USED, (code_key(code),)) is None:
            return code


def _let_buy(database: Database, account_id: int, customer_ids: Sequence[int]) -> None:
    """Let exactly these customers buy on the account."""
    database.run(_FREE, (account_id,))
    for customer_id in customer_ids:
        row = database.row(_CUSTOMER, (customer_id,)) if fits(customer_id) else None
        if row is None:
            raise NotFound("There is no such customer.")
        name, other_id = row
        if other_id is not None:
            other = account_with_id(database, other_id)
            raise InvalidInput(f"{name} buys on account {other.code} of {other.name} already.")
        database.run(_LET_BUY, (customer_id, account_id))


def _line(what: str, line: str, longest: int) -> str:
    if len(line) > longest:
        raise InvalidInput(f"The {what} can have at most {longest} letters.")
    return line
