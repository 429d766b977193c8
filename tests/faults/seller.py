"""A till that sells until it is killed, and what it must have sold by then."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.draft import Draft
from app.domain.money import Money
from app.domain.names import LONGEST_NAME
from app.domain.payment import AccountPayment, Payment
from app.domain.product import Product
from app.domain.sale import Sale, SaleLine
from app.storage import linking, sales
from app.storage.database import Database
from app.storage.sale_rows import SaleRows
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import MANILA_NOON, FixedClock, a_line, a_sale

OWNER = everyone()
STOCK = 10**12
CODES = ("AR-0001", "AR-0002", "AR-0003")
PAYMENTS = "pays-"
"""The keys of account payments begin so."""
PRODUCTS = tuple(Product(n, f"SKU{n}", f"Product {n}", Money(100 * n)) for n in range(1, 6))
NAMES = (
    *("Ana Reyes", "ana  REYES", "Jos\u00e9 Rizal", "JOSE\u0301 RIZAL", "Jose Rizal"),
    *("Ben", "Carla Santos", " carla santos", "Z" * 121, "", ""),
)


def sale_of(key: str) -> Sale:
    """Give the one sale that has this key: both sides know what it holds."""
    chance = random.Random(key)
    lines = [_line(chance) for _ in range(chance.randint(1, 6))]
    at = MANILA_NOON + timedelta(seconds=chance.randint(0, 10**7))
    name = chance.choice((*NAMES, f"Guest {chance.randint(1, 400)}"))
    sale = a_sale(name, lines, key=key, at=at)
    if chance.random() < 0.2 and len(name) <= LONGEST_NAME:
        sale = replace(sale, payments=_on_account(chance, sale.total))
    if chance.random() < 0.1:
        paid = _paid(chance, f"{key}:rider", at)
        sale = replace(sale, rider=paid)
    return sale


def payment_of(key: str) -> AccountPayment:
    """Give the one account payment that has this key."""
    chance = random.Random(key)
    return _paid(chance, key, MANILA_NOON + timedelta(seconds=chance.randint(0, 10**7)))


def _on_account(chance: random.Random, total: Money) -> tuple[Payment, ...]:
    """Put all of it on account, or a part and the rest in cash."""
    owed = Money(chance.choice((total.minor, total.minor // 2)))
    parts = [Payment("account", owed, reference=chance.choice(CODES))]
    rest = total - owed
    return (*parts, Payment("cash", rest, rest)) if rest else tuple(parts)


def _paid(chance: random.Random, key: str, at: datetime) -> AccountPayment:
    amount, day = Money(chance.randint(1, 9_000)), business_day(FixedClock(), at)
    return AccountPayment(key, chance.choice(CODES), (Payment("cash", amount, amount),), at, day)


def _line(chance: random.Random) -> SaleLine:
    product = chance.choice(PRODUCTS)
    quantity = str(chance.randint(1, 9))
    return a_line(product.price.minor, quantity, product.name, product_id=product.id)


def begin(folder: Path) -> None:
    """Open the shop for the first time and put the products on the shelf."""
    store = open_store(folder, FixedClock())
    with store.database.write("stock the shelf"):
        for product in PRODUCTS:
            store.database.run(
                "INSERT INTO products (id, sku, name, name_folded, price, stock, created_at,"
                " updated_at) VALUES (?1, ?2, ?3, ' ' || lower(?3), ?4, ?5, ?6, ?6)",
                (
                    *(product.id, product.sku, product.name, product.price.minor, STOCK),
                    "2026-01-01T00:00:00.000Z",
                ),
            )
            store.database.run(
                "INSERT INTO stock_moves (product_id, reason, quantity, moved_at)"
                " VALUES (?, 'count', ?, '2026-01-01T00:00:00.000Z')",
                (product.id, STOCK),
            )
    for code in CODES:
        terms = AccountTerms(f"Account {code}", Money(10**13))
        store.accounts.open(terms, MANILA_NOON, by=OWNER)
    store.close()


def sell_for_ever(folder: Path, run: str, pipe: int, *, split_commit: bool) -> None:
    """Sell, and write each key into the pipe once the store has answered; opens and closes too."""
    if split_commit:
        _plant_a_split_commit()
    chance, number = random.Random(run), 0
    while True:
        store = open_store(folder, FixedClock())
        for _ in range(chance.randint(1, 60)):
            number += 1
            pays = PAYMENTS if chance.random() < 0.15 else ""
            _sell(store, f"{pays}{run}-{number}", lambda key: os.write(pipe, f"{key}\n".encode()))
        if chance.random() < 0.5:
            store.checkpoint()
        store.close()


def _sell(store: WriterStore, key: str, acknowledge: Callable[[str], object]) -> None:
    if key.startswith(PAYMENTS):
        store.accounts.take_payment(payment_of(key), by=OWNER)
    else:
        store.drafts.keep(Draft(key, "{}"), by=OWNER)
        store.sales.record(sale_of(key), by=OWNER)
    acknowledge(key)


def _plant_a_split_commit() -> None:
    """The planted bug: the customer's figures are committed before the sale that made them."""
    link = linking.link

    def link_and_commit(database: Database, entry: SaleRows) -> linking.Linked | None:
        linked = link(database, entry)
        database._connection.execute("COMMIT")
        database._connection.execute("BEGIN IMMEDIATE")
        return linked

    vars(sales)["link"] = link_and_commit
