"""Every figure a shop keeps, added up once more in plain Python from the rows it follows from."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

Rows = list[tuple[object, ...]]
Figures = dict[object, tuple[object, ...]]

_SALES = """SELECT customer_id, kind, total_amount, sale_date, business_date, tax_amount, id,
    till_id
FROM sales WHERE status = 'completed' ORDER BY id"""
_PAID = "SELECT sale_id, amount, kind FROM payments JOIN payment_methods ON code = method"
_PAID_ON_ACCOUNT = """SELECT entry_id, ar_payments.amount, payment_methods.kind
FROM ar_payments JOIN payment_methods ON code = method"""
_ENTRIES = """SELECT id, account_id, kind, amount, balance_after, business_date, reverses_id
FROM ar_transactions ORDER BY id"""
_CUSTOMERS = """SELECT id, total_purchases, transaction_count, first_purchase_date,
    last_purchase_date FROM customers"""
_DAYS = """SELECT business_date, sale_count, return_count, total_amount, tax_amount, cash_amount
FROM sales_days"""
_ACCOUNTS = "SELECT id, balance, oldest_unpaid FROM customer_accounts"
_STOCK = "SELECT id, coalesce(stock, 0) FROM products"
_MOVED = "SELECT product_id, quantity FROM stock_moves"
_NOTHING: dict[str, tuple[object, ...]] = {
    "customers": (0, 0, None, None),
    "days": (0, 0, 0, 0, 0),
    "accounts": (0, None),
    "stock": (0,),
}


def differences(path: Path) -> dict[str, tuple[Figures, Figures]]:
    """Give, by what it is about, what is kept and what comes of a recount, where they differ."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:

        def rows(sql: str) -> Rows:
            return connection.execute(sql).fetchall()

        both = {
            "customers": (_kept(rows(_CUSTOMERS)), _customers(rows(_SALES))),
            "days": (_kept(rows(_DAYS)), _days(rows)),
            "accounts": (_kept(rows(_ACCOUNTS)), _accounts(rows(_ENTRIES))),
            "stock": (_kept(rows(_STOCK)), _stock(rows(_MOVED))),
        }
    found = {}
    for what, (kept, counted) in both.items():
        nothing = _NOTHING[what]
        wrong = {
            key
            for key in kept.keys() | counted.keys()
            if kept.get(key, nothing) != counted.get(key, nothing)
        }
        if wrong:
            mine, theirs = (
                {key: side.get(key, nothing) for key in wrong} for side in (kept, counted)
            )
            found[what] = (mine, theirs)
    return found


def _kept(rows: Rows) -> Figures:
    return {row[0]: row[1:] for row in rows}


def _customers(sales: Rows) -> Figures:
    found: dict[object, list[tuple[object, ...]]] = defaultdict(list)
    for customer, *sale in sales:
        if customer is not None:
            found[customer].append(tuple(sale))
    counted: Figures = {}
    for customer, theirs in found.items():
        dates = sorted(str(at) for kind, _, at, *_ in theirs if kind == "sale")
        total = sum(int(str(amount)) for _, amount, *_ in theirs)
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        counted[customer] = (total, len(dates), first, last)
    return counted


def _days(rows: object) -> Figures:
    assert callable(rows)
    days: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    cash_of: dict[int, int] = defaultdict(int)
    for sale_id, amount, kind in rows(_PAID):
        cash_of[sale_id] += amount if kind == "cash" else 0
    for _, kind, total, _, day, tax, sale_id, till in rows(_SALES):
        figures = days[day]
        figures[kind == "return"] += 1
        figures[2] += total
        figures[3] += tax
        figures[4] += cash_of[sale_id] if till else 0
    cash_on: dict[int, int] = defaultdict(int)
    for entry_id, amount, kind in rows(_PAID_ON_ACCOUNT):
        cash_on[entry_id] += amount if kind == "cash" else 0
    entries = rows(_ENTRIES)
    taken_back = {entry[6] for entry in entries}
    for entry_id, _, _, _, _, day, _ in entries:
        if entry_id not in taken_back:
            days[day][4] += cash_on[entry_id]
    return {day: tuple(figures) for day, figures in days.items()}


def _accounts(entries: Rows) -> Figures:
    ledgers: dict[object, list[tuple[object, ...]]] = defaultdict(list)
    for entry in entries:
        ledgers[entry[1]].append(entry)
    return {account: (_balance(ledger), _oldest(ledger)) for account, ledger in ledgers.items()}


def _balance(ledger: Rows) -> int:
    """Follow the running balance; one that does not follow is told as it would have been."""
    balance = 0
    for entry in ledger:
        balance += int(str(entry[3]))
        assert entry[4] == balance, f"entry {entry[0]} says {entry[4]}, and it is {balance}"
    return balance


def _oldest(ledger: Rows) -> object:
    """Pay every debt in its turn, oldest first; an entry and its reversal are nothing together."""
    taken_back = {entry[6] for entry in ledger}
    standing = [each for each in ledger if each[2] != "reversal" and each[0] not in taken_back]
    amounts = [(str(each[5]), int(str(each[3]))) for each in standing]
    money = -sum(amount for _, amount in amounts if amount < 0)
    for day, amount in sorted(each for each in amounts if each[1] > 0):
        if amount > money:
            return day
        money -= amount
    return None


def _stock(moves: Rows) -> Figures:
    moved: dict[object, int] = defaultdict(int)
    for product, quantity in moves:
        moved[product] += int(str(quantity))
    return {product: (quantity,) for product, quantity in moved.items()}
