"""Accounts and their ledgers: the rows are kept, and the balance is the one the screen showed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.money import LARGEST_MINOR, Money
from app.domain.names import LONGEST_NAME, one_line, phone_key
from app.storage.account_rows import account_words, code_key
from app.storage.account_verify import OLDEST_RECOUNTED
from app.storage.adopt.goods import is_active
from app.storage.adopt.old_sales import SOURCE, OldSales, user_name
from app.storage.adopt.people import People
from app.storage.adopt.report import Findings
from app.storage.adopt.values import cents, free, words
from app.storage.old_pos import Shape, quoted

_DEFAULT_TERMS = 30
_MOST_TERMS = 3_650

_ACCOUNT = """INSERT INTO main.customer_accounts (code, code_key, name, name_folded,
    contact_person, phone, phone_key, credit_limit, terms_days, notes, is_active, opened_at,
    updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_LINK = "INSERT OR IGNORE INTO main.account_customers (customer_id, account_id) VALUES (?, ?)"
_LINKED = "SELECT 1 FROM main.account_customers WHERE customer_id = ? AND account_id = ?"
_ENTRY = """INSERT INTO main.ar_transactions (account_id, entry_key, kind, amount, balance_after,
    number, sale_id, reason, person, made_at, business_date)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_BALANCE = """UPDATE main.customer_accounts SET balance = ?2, oldest_unpaid = NULL,
    updated_at = max(updated_at, ?3) WHERE id = ?1"""
_OLDEST = f"""UPDATE main.customer_accounts SET oldest_unpaid = oldest
FROM ({OLDEST_RECOUNTED}) AS recount WHERE recount.account_id = customer_accounts.id"""


@dataclass(frozen=True, slots=True)
class _Old:
    """One old account; `shown` is the balance its screen showed, None where it showed none."""

    old_id: int
    name: str
    code: str
    contact: str
    phone: str
    more: str
    limit: int
    shown: int | None
    terms: str
    is_active: int
    customer: int | None


@dataclass(slots=True)
class _Ledger:
    """The running balance of one account while its rows are read."""

    account: int
    balance: int = 0
    before: int = 0
    last_shown: int | None = None
    has_rows: bool = False


class Receivables:
    """The accounts of one old file on their way into the shop."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        shape: Shape,
        sales: OldSales,
        people: People,
        findings: Findings,
    ) -> None:
        """The sales are written by now and their customers known."""
        self._connection = connection
        self._shape = shape
        self._sales = sales
        self._people = people
        self._findings = findings
        self._table = "customers" if shape.has_merged_accounts else "customer_accounts"
        self._accounts: dict[int, int] = {}
        self._codes: dict[str, int] = dict(
            connection.execute("SELECT code_key, id FROM main.customer_accounts").fetchall()
        )
        self._found: set[int] = set()
        self.opened = 0
        self.entries = 0

    def open_accounts(self, now: str) -> None:
        """Open those that are not there, and say which account each sale was charged to."""
        run = self._connection.execute
        run("CREATE TEMP TABLE sale_accounts (sale_id INTEGER PRIMARY KEY, code TEXT NOT NULL)")
        if not self._shape.has(self._table, "id"):
            return
        for old in self._old_accounts():
            self._open(old, now)
        run("CREATE TEMP TABLE accounts_brought (old_id PRIMARY KEY, id INTEGER NOT NULL)")
        self._connection.executemany(
            "INSERT INTO temp.accounts_brought VALUES (?, ?)", self._accounts.items()
        )
        for statement in self._sources_of_codes():
            run(f"INSERT OR IGNORE INTO temp.sale_accounts {statement}")

    def write_ledgers(self, now: str, today: str) -> None:
        """Write the rows with a balance of their own, and correct it to the one that was shown."""
        if not self._shape.has("ar_transactions", "id") and not self._accounts:
            return
        shown = {old.old_id: old for old in self._old_accounts()} if self._accounts else {}
        ledgers = {old_id: _Ledger(account) for old_id, account in self._accounts.items()}
        for ledger in ledgers.values():
            ledger.balance = ledger.before = self._balance(ledger.account)
        if self._shape.has("ar_transactions", "id") and self._key_of_account() != "NULL":
            for row in self._connection.execute(self._old_entries()).fetchall():
                if row[1] in ledgers:
                    self._write_entry(ledgers[row[1]], row)
                else:
                    self._findings.add("entry of an account that is not there", f"row {row[0]}")
        for old_id, ledger in ledgers.items():
            self._settle(ledger, shown[old_id], now, today)
        self._connection.execute(_OLDEST)

    def _open(self, old: _Old, now: str) -> None:
        """Find it by its code; one without gets that of its row, to be found by another time."""
        code = old.code or f"OLD-{str(old.old_id).zfill(4)}"
        account = self._codes.get(code_key(code))
        while account in self._found:
            self._findings.add("account code used twice", old.name, f"{code} got -{old.old_id}")
            code = f"{code}-{old.old_id}"
            account = self._codes.get(code_key(code))
        if account is None:
            account = self._insert(old, code, now)
            self.opened += 1
        self._codes[code_key(code)] = account
        self._found.add(account)
        self._accounts[old.old_id] = account
        if old.customer is not None and not self._link(old.customer, account):
            self._findings.add("customer has another account already", old.name, code)

    def _link(self, customer: int, account: int) -> bool:
        """Say whether they belong together now; a customer has one account."""
        self._connection.execute(_LINK, (customer, account))
        found = self._connection.execute(_LINKED, (customer, account)).fetchone()
        return found is not None

    def _insert(self, old: _Old, code: str, now: str) -> int:
        terms = old.terms if old.terms.isdigit() else "".join(filter(str.isdigit, old.terms))
        days = int(terms[:9]) if terms else _DEFAULT_TERMS
        limit = max(0, min(old.limit, LARGEST_MINOR))
        row = (
            code,
            code_key(code),
            old.name,
            account_words(old.name, old.contact),
            old.contact,
            old.phone,
        )
        rest = (phone_key(old.phone), limit, min(days, _MOST_TERMS), old.more, old.is_active)
        made = self._connection.execute(_ACCOUNT, (*row, *rest, now, now)).lastrowid
        return made or 0

    def _balance(self, account: int) -> int:
        row = self._connection.execute(
            "SELECT balance FROM main.customer_accounts WHERE id = ?", (account,)
        ).fetchone()
        return int(row[0])

    def _write_entry(self, ledger: _Ledger, row: tuple[object, ...]) -> None:
        old_id, _, sale, kind, raw, after, number, method, notes, person, at, day = row
        amount, shown = int(str(raw or 0)), None if after is None else int(str(after))
        # Numbers begin at one in every old database: what is the same entry says the rest of it.
        entry_key = f"{SOURCE}entry:{old_id}:{ledger.account}:{at}:{amount}"
        ledger.has_rows = True
        before, ledger.last_shown = ledger.last_shown or 0, shown
        if self._is_known(entry_key):
            return
        ours, moved = _read_entry(str(kind), amount, None if shown is None else shown - before)
        ledger.balance += moved
        said = [str(notes), f"by {method}" if method else ""]
        if shown is not None and shown != ledger.balance - ledger.before:
            said.append(f"the old balance after it was {Money(shown)}")
            self._findings.add(
                "account entry whose balance contradicts the sum",
                f"account entry {old_id}",
                f"{Money(shown)} shown, {Money(ledger.balance)} by the sum",
            )
        reason = ", ".join(filter(None, said))
        facts = (ours, moved, ledger.balance, str(number), sale, reason, str(person), at, day)
        self._connection.execute(_ENTRY, (ledger.account, entry_key, *facts))
        self.entries += 1

    def _settle(self, ledger: _Ledger, old: _Old, now: str, today: str) -> None:
        """Bring the balance to what the screen showed, by an entry that says so."""
        shown = old.shown if old.shown is not None else ledger.last_shown
        key = f"{SOURCE}account:{old.old_id}:{ledger.account}"
        if (
            shown is not None
            and shown != ledger.balance
            and not ledger.before
            and (not self._is_known(key))
        ):
            kind = "correction" if ledger.has_rows else "opening"
            off = shown - ledger.balance
            reason = "to the balance the old POS showed" if ledger.has_rows else "from the old POS"
            if ledger.has_rows:
                self._findings.add(
                    "account balance corrected",
                    old.name,
                    f"{Money(ledger.balance)} by its entries, {Money(shown)} shown",
                )
            ledger.balance = shown
            row = (ledger.account, key, kind, off, shown, "", None, reason, "", now, today)
            self._connection.execute(_ENTRY, row)
            self.entries += 1
        self._connection.execute(_BALANCE, (ledger.account, ledger.balance, now))

    def _is_known(self, key: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM main.ar_transactions WHERE entry_key = ?", (key,)
        ).fetchone()
        return found is not None

    def _old_accounts(self) -> Iterator[_Old]:
        shape, table = self._shape, self._table

        def fact(name: str) -> str:
            return shape.sql(table, name, "c")

        columns = (
            fact("id"), free(fact("name"), LONGEST_NAME), words(fact("code"), 60),
            free(fact("contact"), 120), free(fact("phone"), 200), free(fact("email"), 200),
            free(fact("address"), 400), free(fact("tax_id"), 60), free(fact("notes"), 2_000),
            cents(fact("limit")), cents(fact("balance")), words(fact("terms"), 40),
            is_active(shape, table, "c"),
        )  # fmt: skip
        sql = f"SELECT {', '.join(columns)} FROM old.{quoted(table)} AS c ORDER BY 1"
        with_entries = self._with_entries()
        for row in self._connection.execute(sql).fetchall():
            old_id, name, code, contact, phone, email, address, tax, notes, limit, shown = row[:11]
            has_mark = code or limit or shown or old_id in with_entries
            if self._table == "customers" and not has_mark:
                continue
            more = [notes, email, address, f"TIN {tax}" if tax else ""]
            shown_name = name or code or f"Account {old_id}"
            yield _Old(
                old_id, shown_name, code, contact, phone, "\n".join(filter(None, more)),
                limit or 0, shown, row[11], row[12], self._customer(old_id, shown_name),
            )  # fmt: skip

    def _customer(self, old_id: int, name: str) -> int | None:
        if self._table == "customers":
            person = self._people.of_row(old_id)
            return person if person is not None and self._people.is_kept(person) else None
        return self._people.named(name)

    def _with_entries(self) -> set[int]:
        key = self._key_of_account()
        if key == "NULL":
            return set()
        rows = self._connection.execute(f"SELECT DISTINCT {key} FROM old.ar_transactions AS a")
        return {old_id for (old_id,) in rows.fetchall()}

    def _key_of_account(self) -> str:
        by_account = self._shape.sql("ar_transactions", "account_id", "a")
        by_customer = self._shape.sql("ar_transactions", "customer_id", "a")
        if self._table == "customers" and by_customer != "NULL":
            return by_customer
        return by_account if by_account != "NULL" else by_customer

    def _old_entries(self) -> str:
        shape = self._shape

        def fact(name: str) -> str:
            return shape.sql("ar_transactions", name, "a")

        sale = fact("sale_id")
        here = f"SELECT ?1 + {self._sales.id} FROM old.sales AS s WHERE {self._sales.id} = {sale}"
        sale = f"({here} AND {self._sales.is_new})".replace("?1", str(self._sales.offset))
        person = free(fact("person_id"), 80)
        if shape.has("users", "id") and fact("person_id") != "NULL":
            named = f"SELECT {user_name(shape, 'u')} FROM old.users AS u"
            same = f"{shape.sql('users', 'id', 'u')} = {fact('person_id')}"
            person = f"coalesce(({named} WHERE {same}), {person})"
        columns = (
            fact("id"), self._key_of_account(), sale if fact("sale_id") != "NULL" else "NULL",
            words(fact("kind"), 40), cents(fact("amount")), cents(fact("balance_after")),
            free(fact("number"), 80), words(fact("method"), 40), free(fact("notes"), 400),
            person, f"moment({fact('at')})", f"day_of({fact('at')})",
        )  # fmt: skip
        return f"SELECT {', '.join(columns)} FROM old.ar_transactions AS a ORDER BY {fact('id')}"

    def _sources_of_codes(self) -> Iterator[str]:
        """Give where it stands which account a sale was charged to, the surest first."""
        offset, key = self._sales.offset, self._sales.id
        brought = "JOIN temp.accounts_brought AS b ON b.old_id = {0}"
        code = "JOIN main.customer_accounts AS c ON c.id = b.id"
        if self._shape.has("sales", "account_id"):
            joined = brought.format(self._sales.fact("account_id"))
            yield f"SELECT {offset} + {key}, c.code FROM old.sales AS s {joined} {code}"
        sale = self._shape.sql("ar_transactions", "sale_id", "a")
        if sale != "NULL" and self._key_of_account() != "NULL":
            joined = brought.format(self._key_of_account())
            here = f"{sale} IS NOT NULL ORDER BY a.rowid"
            yield (
                f"SELECT {offset} + {sale}, c.code FROM old.ar_transactions AS a {joined} {code}"
                f" WHERE {here}"
            )
        yield (
            "SELECT sales.id, c.code FROM main.sales JOIN main.account_customers AS a"
            " ON a.customer_id = sales.customer_id"
            " JOIN main.customer_accounts AS c ON c.id = a.account_id"
            f" WHERE sales.id > {offset}"
        )


def _read_entry(kind: str, amount: int, shown_move: int | None) -> tuple[str, int]:
    """Give our kind and the signed amount. A payment is written with either sign; which way an
    adjustment went is told by the balance that was shown, else by its sign.
    """
    plain = one_line(kind).casefold()
    if plain == "charge" and amount >= 0:
        return "charge", amount
    if plain == "payment" and not (amount < 0 and shown_move == -amount):
        return "payment", -abs(amount)
    if shown_move is not None and abs(shown_move) == abs(amount):
        return "adjustment", shown_move
    return "adjustment", amount
