"""Kill a selling till at random moments and recount: `python -m tests.faults.kills 500`.

Forks the till, so that a kill costs milliseconds; needs a system that can fork.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.domain.names import LONGEST_NAME, name_key
from app.domain.payment import AccountPayment
from app.domain.sale import Sale
from app.storage.store import open_store
from tests.faults.seller import (
    CODES,
    OWNER,
    PRODUCTS,
    STOCK,
    begin,
    payment_of,
    sale_of,
    sell_for_ever,
)
from tests.storage.builders import FixedClock

KILLS_PER_SHOP = 50
LONGEST_LIFE = 0.2
"""Seconds; a till opens in about a tenth of that and sells some hundred times."""

Rows = list[tuple[object, ...]]

_PAYMENT_KEYS = """SELECT entry_key FROM ar_transactions
WHERE kind IN ('payment', 'deposit') AND sale_id IS NULL"""
_ENTRIES = """SELECT entry_key, code, amount FROM ar_transactions
JOIN customer_accounts ON customer_accounts.id = account_id"""
_CASH = "SELECT business_date, cash_amount FROM sales_days WHERE cash_amount <> 0"


@dataclass
class Report:
    """What a run of kills found; `problems` is empty when nothing was lost or halved."""

    kills: int = 0
    acknowledged: int = 0
    recorded: int = 0
    recorded_but_not_acknowledged: int = 0
    killed_before_the_first_sale: int = 0
    unclean_ends: int = 0
    drafts_kept: int = 0
    seconds: float = 0
    problems: list[str] = field(default_factory=list)


def run(kills: int, seed: int, *, split_commit: bool = False) -> Report:
    """Kill that many tills, each at a random moment of its life; check after each."""
    report, chance, began = Report(), random.Random(seed), time.monotonic()
    while report.kills < kills and not report.problems:
        folder = Path(tempfile.mkdtemp(prefix="suki-kills-"))
        try:
            count = min(KILLS_PER_SHOP, kills - report.kills)
            _run_in_one_shop(folder, count, chance, report, split_commit=split_commit)
        finally:
            shutil.rmtree(folder)
    report.seconds = round(time.monotonic() - began, 1)
    return report


def _run_in_one_shop(
    folder: Path, kills: int, chance: random.Random, report: Report, *, split_commit: bool
) -> None:
    begin(folder)
    acknowledged: list[str] = []
    for _ in range(kills):
        keys = _kill_one(folder, f"{chance.random()}", chance, split_commit=split_commit)
        report.kills += 1
        report.killed_before_the_first_sale += not keys
        acknowledged += keys
        report.problems += _look_after(folder, report) + _recount(folder, acknowledged)
        if report.problems:
            break
    report.acknowledged += len(acknowledged)
    recorded = _read(
        folder,
        "SELECT (SELECT count(*) FROM sales) + (SELECT count(*) FROM ar_transactions"
        " WHERE kind IN ('payment', 'deposit') AND sale_id IS NULL)",
    )[0][0]
    assert isinstance(recorded, int)
    report.recorded += recorded
    report.recorded_but_not_acknowledged += recorded - len(acknowledged)


def _kill_one(
    folder: Path, run_name: str, chance: random.Random, *, split_commit: bool
) -> list[str]:
    """Start a till, kill it without warning, give the keys it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            sell_for_ever(folder, run_name, writing, split_commit=split_commit)
        finally:
            os._exit(1)  # whatever happened, the child must not go on as a second parent
    os.close(writing)
    # Every other till has sold something before its time runs, however busy the machine is.
    said = os.read(reading, 65536) if chance.random() < 0.5 else b""
    said += _listen(reading, chance.uniform(0, LONGEST_LIFE))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said += _listen(reading, None)
    os.close(reading)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the till ended by itself")
    return said.decode().split()


def _listen(pipe: int, seconds: float | None) -> bytes:
    """Read for so long, or to the end."""
    said, end = b"", None if seconds is None else time.monotonic() + seconds
    while True:
        left = None if end is None else end - time.monotonic()
        if left is not None and (left <= 0 or not select.select([pipe], [], [], left)[0]):
            return said
        part = os.read(pipe, 65536)
        if not part:
            return said
        said += part


def _look_after(folder: Path, report: Report) -> list[str]:
    """Open the shop as the next start does, and let it say what it finds."""
    store = open_store(folder, FixedClock())
    try:
        report.unclean_ends += not store.ended_cleanly
        found = store.verify(by=OWNER).discrepancies
        draft = store.drafts.kept(by=OWNER)
        report.drafts_kept += draft is not None
        sold = draft and store.database.value(
            "SELECT 1 FROM sales WHERE sale_key = ?", (draft.key,)
        )
        problems = [f"verify: {each}" for each in found]
        return [*problems, *(["a draft whose key is a sale came back"] if sold else [])]
    finally:
        store.close()


def _recount(folder: Path, acknowledged: list[str]) -> list[str]:
    """Compare the file with the sales themselves, without the store's help."""
    rows = _read(folder, "SELECT sale_key, id, total_amount, customer_id FROM sales")
    keys = [str(row[0]) for row in rows]
    paid = [str(key)[len("paid:") :] for (key,) in _read(folder, _PAYMENT_KEYS)]
    problems = [f"lost: {key}" for key in set(acknowledged) - set(keys) - set(paid)]
    if len(keys) != len(set(keys)):
        problems.append("a key is there twice")
    expected = {key: sale_of(key) for key in keys}
    problems += _halves(folder, {int(str(row[1])): expected[str(row[0])] for row in rows})
    problems += _wrong_figures(folder, list(expected.values()))
    problems += _wrong_shelf(folder, list(expected.values()))
    problems += _wrong_ledgers(folder, list(expected.values()), [payment_of(key) for key in paid])
    return problems


def _halves(folder: Path, expected: dict[int, Sale]) -> list[str]:
    """Find sales whose lines or payments are not all there, and such that belong to no sale."""
    lines, paid = defaultdict[int, Rows](list), defaultdict[int, Rows](list)
    for sale_id, *line in _read(
        folder, "SELECT sale_id, name, quantity, total_price FROM sale_items ORDER BY 1, line_no"
    ):
        lines[int(str(sale_id))].append(tuple(line))
    for sale_id, *part in _read(folder, "SELECT sale_id, method, amount FROM payments"):
        paid[int(str(sale_id))].append(tuple(part))
    problems = [f"of no sale: {each}" for each in (set(lines) | set(paid)) - set(expected)]
    for sale_id, sale in expected.items():
        whole = [(line.name, line.quantity.thousandths, line.total.minor) for line in sale.lines]
        parts = [(part.method, part.amount.minor) for part in sale.payments]
        if lines[sale_id] != whole or paid[sale_id] != parts:
            problems.append(f"half a sale: {sale.key}")
    return problems


def _wrong_figures(folder: Path, sold: list[Sale]) -> list[str]:
    totals: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for sale in sold:
        key = name_key(sale.customer.name) if sale.customer else ""
        if key and len(key) <= LONGEST_NAME:
            totals[key] += sale.total.minor
            counts[key] += 1
    kept = _read(folder, "SELECT name_key, total_purchases, transaction_count FROM customers")
    counted: Rows = [(key, total, counts[key]) for key, total in totals.items()]
    return [f"figures: {each}" for each in set(kept) ^ set(counted)]


def _wrong_shelf(folder: Path, sold: list[Sale]) -> list[str]:
    left = {product.id: STOCK for product in PRODUCTS}
    for sale in sold:
        for line in sale.lines:
            left[line.product_id or 0] -= line.quantity.thousandths
    kept = _read(folder, "SELECT id, stock FROM products")
    return [f"stock: {each}" for each in set(kept) ^ set(left.items())]


def _wrong_ledgers(folder: Path, sold: list[Sale], paid: list[AccountPayment]) -> list[str]:
    """Find entries and balances that are not those of the sales and payments, and wrong cash."""
    due: dict[str, tuple[str, int]] = {}
    cash: dict[str, int] = defaultdict(int)
    for payment in (*paid, *(sale.rider for sale in sold if sale.rider)):
        due[f"paid:{payment.key}"] = (payment.code, -payment.amount.minor)
        cash[payment.business_date.isoformat()] += payment.amount.minor
    for sale in sold:
        for number, part in enumerate(sale.payments, 1):
            if part.method == "account":
                due[f"sale:{sale.key}:{number}"] = (part.reference, part.amount.minor)
            else:
                cash[sale.business_date.isoformat()] += part.amount.minor
    entries: Rows = [(key, *what) for key, what in due.items()]
    balances: dict[str, int] = dict.fromkeys(CODES, 0)
    for code, amount in due.values():
        balances[code] += amount
    days = [(day, amount) for day, amount in cash.items() if amount]
    return [
        f"{what}: {each}"
        for what, sql, counted in (
            ("entry", _ENTRIES, entries),
            ("balance", "SELECT code, balance FROM customer_accounts", list(balances.items())),
            ("cash", _CASH, days),
        )
        for each in set(_read(folder, sql)) ^ set(counted)
    ]


def _read(folder: Path, sql: str) -> Rows:
    connection = sqlite3.connect(folder / "shop.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def main() -> int:
    """Print the report as JSON; 1 when anything was lost or halved."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills")
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split-commit", action="store_true", help="plant a bug to be caught")
    options = parser.parse_args()
    report = run(options.kills, options.seed, split_commit=options.split_commit)
    print(json.dumps(asdict(report), indent=1))
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
