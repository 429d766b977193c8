"""Old databases as nobody planned them: columns in any order or missing, odd values everywhere."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

NAMES = (
    "Ana Reyes", "ana reyes", "ANA  REYES", "Ana\u00a0Reyes", "Ana\u200b Reyes", "Ana\tReyes",
    " Ana Reyes ", "Åsa", "A\u030asa", "Nena 🌺", "🌺", "Straße", "STRASSE", "ﬁlomena", "İstanbul",
    "0917 555 1234", "x" * 130, "O'Brien", "%", "_", "\\", "日本 太郎", "\u202eevil", "Peña",
    "Pena", "", " ", "\u3000", None, "Wala", "a\x00b",
)  # fmt: skip
VOIDED = ("void", "voided", "cancelled", "refunded", "deleted")
_MONEY = ("DECIMAL(12,2)", "REAL", "TEXT", "NUMERIC", "", "INTEGER")
_TEXT = ("VARCHAR(255)", "TEXT", "", "CHAR(80) COLLATE NOCASE")
_KEYS = ("INTEGER PRIMARY KEY", "INT", "BIGINT", "INTEGER NOT NULL UNIQUE")
_AMOUNTS = (0, 100, 12_345, 99_999, 1, -500, 10**11, 7, 333)
_ODD = (None, "", "ten", 1e300, float("inf"), "₱5.00", "1,2", "1e3")
_TIMES = (
    "2025-03-30 08:00:00", "2025-03-31T09:30:00", "2025-04-01 10:00:00.5", "2025-04-02",
    "2025-04-03T10:00:00Z", "2025-04-04T10:00:00+09:30", "0000-00-00 00:00:00", None, "", "soon",
)  # fmt: skip
Value = str | int | float | bytes | None


@dataclass
class Table:
    """Columns with their types and how a value of each is drawn."""

    columns: list[tuple[str, str]] = field(default_factory=list)
    draws: list[Callable[[int], Value]] = field(default_factory=list)

    def add(self, name: str, kind: str, draw: Callable[[int], Value]) -> None:
        self.columns.append((name, kind))
        self.draws.append(draw)


class AnyOldFile:
    """One made from a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._money = self._chance.choice(_MONEY)
        self._text = self._chance.choice(_TEXT)

    def write(self, path: Path) -> None:
        chance = self._chance
        ids = chance.sample(range(1, 999), chance.choice((0, 1, 5, 40)))
        if chance.random() < 0.1:
            ids = [each - 500 for each in ids]
        with closing(sqlite3.connect(path)) as made, made:
            self._fill(made, "users", self._users(), (1, 2))
            self._fill(made, "sales", self._sales(), ids)
            if chance.random() < 0.8:
                self._fill(made, "customers", self._people(), (-5, 0, 1, 2, 1 << 60))
            if chance.random() < 0.8:
                self._fill(made, "sale_items", self._lines(), [*ids, *ids[:9], 4_444])

    def _fill(self, made: sqlite3.Connection, name: str, table: Table, ids: Sequence[int]) -> None:
        order = self._chance.sample(range(len(table.columns)), len(table.columns))
        columns = ", ".join(f'"{table.columns[n][0]}" {table.columns[n][1]}' for n in order)
        made.execute(f"CREATE TABLE {name} ({columns})")
        marks = ", ".join("?" * len(order))
        rows = [[table.draws[n](one) for n in order] for one in ids]
        made.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)

    def _users(self) -> Table:
        table = Table()
        table.add("id", "INTEGER PRIMARY KEY", lambda one: one)
        table.add("username", self._text, lambda _: self._one(("ana", None, "")))
        return table

    def _people(self) -> Table:
        table = Table()
        table.add("id", self._one(("INTEGER PRIMARY KEY", "INT", "TEXT")), lambda one: one)
        table.add(self._one(("customer_name", "name")), self._text, lambda _: self._one(NAMES))
        for name in ("phone", "notes", "created_at", "customer_code"):
            if self._chance.random() < 0.5:
                table.add(name, self._text, lambda _: self._one((None, "", "x", "ñ" * 300)))
        return table

    def _sales(self) -> Table:
        table, one_of = Table(), self._one
        table.add("id", one_of(_KEYS), lambda one: one)
        table.add(one_of(("total_amount", "Total")), self._money, lambda _: self._amount())
        table.add("customer_name", self._text, lambda _: one_of(NAMES))
        draws: dict[str, Callable[[int], Value]] = {
            "customer_id": lambda _: one_of((None, None, 1, 2, 0, -5, 999, 1 << 60)),
            "sale_number": lambda one: one_of((f"SALE-{one}",) * 8 + (None, "", "DUP", "spa ce")),
            "cashier_id": lambda _: one_of((1, 2, 77, None)),
            "subtotal": lambda _: self._amount(),
            "tax_amount": lambda _: one_of((None, "0.00", "1.20")),
            "discount_amount": lambda _: one_of((None, "0.00", "0.50")),
            "payment_method": lambda _: one_of(("CASH", "AR", "QR_PH", "credit", None, "Barter")),
            "created_at": lambda _: one_of(_TIMES),
            "sale_date": lambda _: one_of(_TIMES),
            "status": lambda _: one_of(("completed",) * 6 + ("VOIDED", "void", None, "pending")),
            "voided_at": lambda _: one_of((None, "", "0000-00-00 00:00:00", _TIMES[0])),
            "void_reason": lambda _: one_of((None, "wrong")),
            "voided_by": lambda _: one_of((None, 1, 99)),
        }
        for name, draw in draws.items():
            if self._chance.random() < 0.7:
                table.add(name, self._text if name != "customer_id" else "INT", draw)
        return table

    def _lines(self) -> Table:
        table, one_of = Table(), self._one
        table.add("sale_id", one_of(("INT", "INTEGER")), lambda one: one)
        for name, values in (
            ("product_name", (None, "", "Rice")),
            ("quantity", (1, "1.500", 0, -1, None)),
            ("unit_price", (None, "12.50", 0)),
            ("total_price", (None, "12.50", 3)),
        ):
            if self._chance.random() < 0.8:
                table.add(name, self._money, lambda _, values=values: one_of(values))  # type: ignore[misc]
        return table

    def _amount(self) -> Value:
        if self._chance.random() < 0.05:
            odd: Value = self._one(_ODD)
            return odd
        amount = Decimal(self._one(_AMOUNTS)) / 100
        written = (f"{amount:.2f}", float(amount), f"{amount:,.2f}", f" {amount} ")
        return written[self._chance.randrange(len(written))]

    def _one(self, among: Sequence[Any]) -> Any:
        return self._chance.choice(among)


@dataclass(frozen=True, slots=True)
class Answer:
    """What plain Python says of one old sale; `total` None where it says nothing certain."""

    buyer: str
    total: int | None
    is_void: bool


def answers(path: Path) -> dict[object, Answer]:
    """Read the old file again, without a line of the program."""
    with closing(sqlite3.connect(path)) as old:
        old.row_factory = sqlite3.Row
        has = "SELECT count(*) FROM sqlite_schema WHERE name = 'customers'"
        people = (
            list(old.execute("SELECT * FROM customers")) if old.execute(has).fetchone()[0] else []
        )
        names = {row["id"]: row[_column(row, "customer_name", "name")] for row in people}
        return {
            row["id"]: _answer({key.lower(): row[key] for key in row.keys()}, names)  # noqa: SIM118
            for row in old.execute("SELECT * FROM sales")
        }


def _answer(sale: dict[str, Any], names: dict[object, Any]) -> Answer:
    linked, total = sale.get("customer_id"), sale.get("total_amount", sale.get("total"))
    name = names[linked] if linked in names else sale["customer_name"]
    when = str(sale.get("voided_at") or "").strip()
    is_void = str(sale.get("status") or "").lower() in VOIDED
    is_void = is_void or bool(when and not when.startswith("0000"))
    return Answer(key_of(name), _centavos(total), is_void)


def key_of(name: object) -> str:
    """The identity of a name, written anew."""
    text = "" if name is None else str(name).replace("\0", "")
    shown = (" " if each.isspace() else each for each in text)
    plain = "".join(c for c in shown if unicodedata.category(c) not in {"Cc", "Cf"})
    key, before = " ".join(plain.split())[:120].strip(), ""
    while key != before:
        before, key = key, unicodedata.normalize("NFKC", key).casefold()
    return " ".join(key.split())


def _column(row: sqlite3.Row, *names: str) -> str:
    return next(name for name in names if name in row.keys())  # noqa: SIM118


def _centavos(value: Any) -> int | None:
    is_odd = value in _ODD or any(map(str.isalpha, str(value)))
    if is_odd or (isinstance(value, float) and abs(value) > 1e12):
        return None
    said = Decimal(value.strip().replace(",", "") if isinstance(value, str) else value)
    return int((said * 100).quantize(Decimal(1), ROUND_HALF_UP))
