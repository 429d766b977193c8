"""Makes databases as the old POS left them, in every shape, as SQLite or as a dump's text."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

NAMES = (
    "Maria Santos", "maria  SANTOS", "Juan dela Cruz", "JUAN DELA CRUZ ", "Peña", "Pena",
    "José Rizal", "Jose\u0301 Rizal", "Walk-in", "cash", "", "  ", "Ana's Store", "O\\Brien; --",
    "Weiß", "WEISS", "Ｍaria Santos", "Nena (Cebu)", "...",
)  # fmt: skip
METHODS = (
    "CASH", "GCASH", "BANK_TRANSFER", "QR_PH", "CREDIT_CARD", "CHECK",
    "cash", "card", "credit", "debit", "mobile", "digital", "check",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """Which of the shapes the old system left behind; see issue 5."""

    has_customer_id: bool = True
    links: float = 1.0
    has_status: bool = True
    has_shift: bool = True
    accounts: str = "beside"
    """`beside`: customer_accounts; `merged`: in customers; `fresh`: every customer has a code;
    `none`: before there were any."""
    entries_by: str = "customer_account_id"
    money: str = "DECIMAL(10,2)"
    """TEXT keeps the decimals as text, REAL or DECIMAL as the converter leaves them."""
    has_splits: bool = True


SHAPES = {
    "before tracking": Shape(
        has_customer_id=False, has_status=False, has_shift=False, accounts="none", has_splits=False
    ),
    "half migrated": Shape(links=0.0, accounts="beside"),
    "tracking": Shape(links=0.6, accounts="beside"),
    "merged": Shape(links=0.7, accounts="merged", entries_by="customer_id"),
    "fresh install": Shape(links=0.5, accounts="fresh", entries_by="customer_id"),
    "decimals as text": Shape(links=0.5, money="TEXT"),
    "real": Shape(links=0.3, money="REAL", has_shift=False),
}


@dataclass
class Table:
    """Columns with their types as MySQL and as SQLite have them, and the rows."""

    columns: list[tuple[str, str]]
    rows: list[tuple[Any, ...]] = field(default_factory=list)


def old_tables(shape: Shape, *, sales: int = 120, seed: int = 7) -> dict[str, Table]:
    """Make up a shop of that shape."""
    chance = random.Random(seed)
    tables: dict[str, Table] = {
        "users": Table(
            [("id", "INTEGER"), ("username", "TEXT"), ("full_name", "TEXT"), ("password", "TEXT")],
            [(1, "ana", "Ana Cruz", "$2y$10$secret"), (2, "ben", "", "$2y$10$secret")],
        ),
        "categories": Table([("id", "INTEGER"), ("name", "TEXT")], [(1, "Food"), (2, "Tools")]),
        "suppliers": Table([("id", "INTEGER"), ("name", "TEXT")], [(1, "Wholesale")]),
        "products": Table(
            [
                ("id", "INTEGER"), ("sku", "TEXT"), ("name", "TEXT"), ("category_id", "INTEGER"),
                ("price", "MONEY"), ("cost", "MONEY"), ("barcode", "TEXT"),
            ],
            [
                (n, f"SKU{n if n != 4 else 3}", f"Item {n}", 1 + n % 2, Decimal(f"{n}0.25"),
                 Decimal(n * 7), f"480001664429{n}" if n < 6 else "4800016644291")
                for n in range(1, 8)
            ],
        ),
        "inventory": Table(
            [("id", "INTEGER"), ("product_id", "INTEGER"), ("quantity", "INTEGER")],
            [(n, n, n * 3) for n in range(1, 6)],
        ),
        "shifts": Table([("id", "INTEGER"), ("opened_at", "TEXT")], [(1, "2025-01-01 08:00:00")]),
        "expenses": Table([("id", "INTEGER"), ("amount", "MONEY")], [(1, Decimal("5.00"))] * 1),
    }  # fmt: skip
    _add_people(tables, shape)
    _add_sales(tables, shape, chance, sales)
    if shape.accounts != "none":
        _add_entries(tables, shape)
    return tables


def _add_people(tables: dict[str, Table], shape: Shape) -> None:
    people = [
        (1, "Maria Santos", "0917 555 1234", "m@example.ph", "Cebu", "rice", "2024-01-01 08:00:00"),
        (2, "Juan dela Cruz", "", "", "", "", "2024-01-01 08:00:00"),
        (3, "maria santos", "0918 555 9999", "", "", "", "2024-01-01 08:00:00"),
        (4, "Never Bought", "0919", "", "", "", "2024-01-01 08:00:00"),
        (5, "Walk-in", "", "", "", "", "2024-01-01 08:00:00"),
    ]  # fmt: skip
    plain = [
        ("id", "INTEGER"), ("customer_name", "TEXT"), ("phone", "TEXT"), ("email", "TEXT"),
        ("address", "TEXT"), ("notes", "TEXT"), ("created_at", "TEXT"),
    ]  # fmt: skip
    stats = [("total_purchases", "MONEY"), ("last_purchase_date", "TEXT")]
    credit = [
        ("customer_code", "TEXT"), ("contact_person", "TEXT"), ("credit_limit", "MONEY"),
        ("current_balance", "MONEY"), ("payment_terms", "TEXT"), ("tax_id", "TEXT"),
    ]  # fmt: skip
    cards = {
        1: ("C-001", "Maria", Decimal("5000.00"), Decimal("150.00"), "Net 30", "123-456"),
        4: ("", "", Decimal("0.00"), Decimal("0.00"), "", ""),
        6: ("C-006", "Sari", Decimal("1000.00"), Decimal("0.00"), "15 days", ""),
    }
    nothing = ("", "", Decimal("0.00"), Decimal("0.00"), "", "")
    kept = (Decimal("999.99"), "2025-01-05 10:00:00")
    if shape.accounts in {"beside", "none"}:
        tables["customers"] = Table([*plain, *stats], [(*row, *kept) for row in people])
        if shape.accounts == "beside":
            tables["customer_accounts"] = Table(
                [("id", "INTEGER"), ("customer_name", "TEXT"), *credit],
                [(1, "MARIA SANTOS", *cards[1]), (2, "Sari-Sari Corner", *cards[6])],
            )
        return
    people.append((6, "Sari-Sari Corner", "032", "", "Mabolo", "", "2024-01-01 08:00:00"))
    if shape.accounts == "merged":
        tables["customers"] = Table(
            [*plain, *stats, *credit],
            [(*row, *kept, *cards.get(row[0], nothing)) for row in people],
        )
    else:
        tables["customers"] = Table(
            [*plain, *credit],
            [(*row, *(cards.get(row[0]) or (f"C-00{row[0]}", *nothing[1:]))) for row in people],
        )
        tables["customers"].rows[3] = (*people[3], "C-004", *nothing[1:])


def _add_sales(tables: dict[str, Table], shape: Shape, chance: random.Random, count: int) -> None:
    heads = [("id", "INTEGER"), ("sale_number", "TEXT")]
    if shape.has_customer_id:
        heads.append(("customer_id", "INTEGER"))
    heads += [
        ("customer_name", "TEXT"), ("cashier_id", "INTEGER"), ("subtotal", "MONEY"),
        ("discount_amount", "MONEY"), ("tax_amount", "MONEY"), ("total_amount", "MONEY"),
        ("payment_method", "TEXT"), ("created_at", "TEXT"),
    ]  # fmt: skip
    if shape.has_status:
        heads += [
            ("status", "TEXT"), ("void_reason", "TEXT"), ("voided_by", "INTEGER"),
            ("voided_at", "TEXT"),
        ]  # fmt: skip
    if shape.has_shift:
        heads.append(("shift_id", "INTEGER"))
    sales, items = Table(heads), Table(
        [
            ("id", "INTEGER"), ("sale_id", "INTEGER"), ("product_id", "INTEGER"),
            ("quantity", "INTEGER"), ("unit_price", "MONEY"), ("total_price", "MONEY"),
        ]
    )  # fmt: skip
    splits = Table(
        [("id", "INTEGER"), ("sale_id", "INTEGER"), ("payment_method", "TEXT"), ("amount", "MONEY")]
    )
    at = datetime(2025, 1, 1, 8, 0, 0, tzinfo=UTC)  # whatever the clock on the wall said
    for sale_id in range(2, 2 + 2 * count, 2):  # with gaps, as deleted rows leave them
        at += timedelta(minutes=chance.randrange(1, 600))
        head, lines, parts = _one_sale(shape, chance, sale_id, at)
        sales.rows.append(head)
        for line in lines:
            items.rows.append((len(items.rows) + 1, sale_id, *line))
        for part in parts:
            splits.rows.append((len(splits.rows) + 1, sale_id, *part))
    items.rows.append((len(items.rows) + 1, 99_999, 1, 1, Decimal("5.00"), Decimal("5.00")))
    tables |= {"sales": sales, "sale_items": items}
    if shape.has_splits:
        tables["payment_splits"] = splits


def _one_sale(
    shape: Shape, chance: random.Random, sale_id: int, at: datetime
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    lines: list[tuple[Any, ...]] = []
    for _ in range(chance.randrange(0, 4)):
        price, count = Decimal(chance.randrange(100, 90_000)) / 100, chance.randrange(1, 5)
        product = chance.choice((1, 2, 3, 77, None))
        lines.append((product, count, price, price * count))
    net = sum((line[3] for line in lines), Decimal(0)) or Decimal("33.33")
    discount = chance.choice((Decimal("0.00"), Decimal("0.00"), Decimal("1.50")))
    meaning = chance.randrange(10)
    if meaning < 5:  # VAT inside: subtotal + tax = total
        total = net - discount
        tax = (total * 12 / 112).quantize(Decimal("0.01"))
        subtotal = total - tax
    elif meaning < 9:  # VAT on top: subtotal + tax - discount = total
        subtotal, tax = net, (net * Decimal("0.12")).quantize(Decimal("0.01"))
        total = subtotal + tax - discount
    else:  # neither
        subtotal, tax, total = net, Decimal("1.00"), net + Decimal("7.77")
    name = chance.choice(NAMES)
    method = chance.choice(METHODS)
    parts: list[tuple[Any, ...]] = []
    if shape.has_splits and sale_id % 10 == 0:
        half = (total / 2).quantize(Decimal("0.01"))
        parts = [("CASH", half), ("GCASH", total - half)]
        method = "split"
    head: list[Any] = [sale_id, f"SALE-{1735689600000 + sale_id}-{sale_id % 7}"]
    if shape.has_customer_id:
        head.append(chance.choice((1, 2, 3, 5, None)) if chance.random() < shape.links else None)
    when = f"{at:%Y-%m-%d %H:%M:%S}"
    head += [name or None if sale_id % 3 else name, 1 + sale_id % 2]
    head += [subtotal, discount, tax, total, method, when]
    if shape.has_status:
        void = sale_id % 8 == 0
        head += ["voided" if void else "completed", "wrong" if void else None]
        head += [1 if void else None, when if void else None]
    if shape.has_shift:
        head.append(1)
    return tuple(head), lines, parts


def _add_entries(tables: dict[str, Table], shape: Shape) -> None:
    """150.00 is what the screen showed; the third balance was clamped to zero."""
    first, second = (1, 6) if shape.accounts in {"merged", "fresh"} else (1, 2)
    rows = [
        (1, first, 2, "charge", Decimal("100.00"), Decimal("100.00"), "2025-01-02 09:00:00"),
        (2, first, None, "payment", Decimal("130.00"), Decimal("0.00"), "2025-01-03 09:00:00"),
        (3, first, 4, "charge", Decimal("150.00"), Decimal("150.00"), "2025-01-04 09:00:00"),
        (4, second, None, "charge", Decimal("80.00"), Decimal("80.00"), "2025-01-04 09:00:00"),
        (5, second, None, "adjustment", Decimal("80.00"), Decimal("0.00"), "2025-01-05 09:00:00"),
    ]
    tables["ar_transactions"] = Table(
        [
            ("id", "INTEGER"), (shape.entries_by, "INTEGER"), ("sale_id", "INTEGER"),
            ("transaction_type", "TEXT"), ("amount", "MONEY"), ("balance_after", "MONEY"),
            ("created_at", "TEXT"),
        ],
        rows,
    )  # fmt: skip


def write_sqlite(path: Path, tables: dict[str, Table], money: str = "DECIMAL(10,2)") -> Path:
    """Write it as the public converter does: decimals become REAL or whole numbers."""
    with closing(sqlite3.connect(path)) as made, made:
        for name, table in tables.items():
            columns = ", ".join(
                f'"{column}" {money if kind == "MONEY" else kind}'
                + (" NOT NULL PRIMARY KEY" if column == "id" else "")
                for column, kind in table.columns
            )
            made.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * len(table.columns))
            made.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})',
                [tuple(_plain(value) for value in row) for row in table.rows],
            )
    return path


def write_dump(path: Path, tables: dict[str, Table]) -> Path:
    """Write it as mysqldump does."""
    out = [
        "/*M!999999\\- enable the sandbox mode */ ",
        "-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)",
        "/*!40101 SET NAMES utf8mb4 */;",
        "/*!40103 SET TIME_ZONE='+00:00' */;",
    ]
    kinds = {"INTEGER": "int(11)", "TEXT": "varchar(255)", "MONEY": "decimal(10,2)"}
    for name, table in tables.items():
        columns = ",\n".join(
            f"  `{column}` {kinds[kind]} {'NOT NULL' if column == 'id' else 'DEFAULT NULL'}"
            for column, kind in table.columns
        )
        out.append(f"DROP TABLE IF EXISTS `{name}`;")
        key = ",\n  PRIMARY KEY (`id`)" if table.columns[0][0] == "id" else ""
        out.append(
            f"CREATE TABLE `{name}` (\n{columns}{key}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;"
        )
        out.append(f"LOCK TABLES `{name}` WRITE;")
        rows = [f"({','.join(_written(value) for value in row)})" for row in table.rows]
        out += [
            f"INSERT INTO `{name}` VALUES {','.join(rows[start : start + 40])};"
            for start in range(0, len(rows), 40)
        ]
        out.append("UNLOCK TABLES;")
    out += [
        "DELIMITER ;;",
        "CREATE TRIGGER t AFTER INSERT ON sales FOR EACH ROW BEGIN SET @a=1; END ;;",
    ]
    out += ["DELIMITER ;", "-- Dump completed"]
    path.write_text("\n".join(out), encoding="utf-8")
    return path


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _written(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int | Decimal):
        return str(value)
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'") + "'"
