"""Keeps a shop of today's step as SQL, with real rows of everything the step knows.

`python -m tests.storage.make_old` goes on in the kept shop of the step before with the program of
today and writes `old/shop_of_step_3.sql`. A released step is never made again: the file is what
lies in the folders of shops.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.credit import AccountTerms
from app.domain.customer import CustomerRef
from app.domain.errors import WrongPin
from app.domain.money import Money
from app.domain.payment import Payment
from app.domain.people import Act, Person, Wanted
from app.domain.quantity import Quantity
from app.domain.stock import MoveReason, StockChange
from app.storage import pins
from app.storage.classify import DATABASE_NAME
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_return
from tests.storage.credits import on_account, paid_on

OLD = Path(__file__).with_name("old")
STEP = 3
PIN, CASHIERS_PIN = "271828", "161803"
OWNER = everyone("Nena")


def live(store: WriterStore, clock: FixedClock) -> None:
    """Do once what a shop could not do before this step."""
    _let_people_in(store)
    _sell_on_account(store, clock)
    water = store.products.by_code("WATER-S", by=OWNER)
    assert water is not None
    store.products.change_stock(
        StockChange(water.product.id, MoveReason.RECEIVE, Quantity.of(24), "delivery 7"), by=OWNER
    )
    dearer = replace(water.product, price=Money(1_600))
    store.products.save(dearer, store.products.packs(water.product.id, by=OWNER), by=OWNER)
    while store.checkpoint():
        continue


def _let_people_in(store: WriterStore) -> None:
    store.people.begin_owner("Nena", PIN)
    joy = store.people.save(Person(0, "Joy"), by=OWNER)
    store.people.set_pin(joy.id, CASHIERS_PIN, by=OWNER)
    cashier = store.people.enter(CASHIERS_PIN)
    wanted = Wanted("step3-cheap", Act.DISCOUNT, "", 2_000)
    store.people.approve(PIN, wanted, by=cashier)
    try:
        store.people.enter("999998")
    except WrongPin:
        return


def _sell_on_account(store: WriterStore, clock: FixedClock) -> None:
    sales, book = store.sales, store.accounts
    dina = store.customers.named("Dina Lim", by=OWNER)
    ana = store.customers.named("Ana Reyes", by=OWNER)
    assert dina is not None
    assert ana is not None
    terms = AccountTerms("Lim family", Money(50_000), "AR-0001", "Dina", "0917 555 0142")
    family = book.open(replace(terms, customer_ids=(dina.id,)), clock.now(), by=OWNER)
    hers = AccountTerms("Ana", Money(9_000), customer_ids=(ana.id,))
    other = book.open(hers, clock.now(), by=OWNER)
    canteen = book.open(AccountTerms("Canteen", Money(0)), clock.now(), by=OWNER)
    large = on_account(family.code, 12_000, customer="Dina Lim", key="step3-a")
    sold = sales.record(large, by=OWNER)
    rider = paid_on(family.code, 2_000, given=5_000, key="step3-rider")
    sales.record(
        on_account(family.code, 700, charged=300, customer="Dina Lim", key="step3-b", rider=rider),
        by=OWNER,
    )
    clock.advance(days=1)
    back = a_return([a_line(12_000, "-1")], of=sold.sale_id, at=clock.now(), key="step3-back")
    on_it = (Payment("account", Money(-12_000), reference=family.code),)
    moved = sales.record(on_account(family.code, 800, customer="Dina Lim", key="step3-c"), by=OWNER)
    sales.change_customer([moved.sale_id], CustomerRef("Ana Reyes", ana.id), clock.now(), by=OWNER)
    sales.record(replace(back, payments=on_it), by=OWNER)
    wallet = paid_on(other.code, 500, method="gcash", at=clock.now(), key="step3-pad")
    part = replace(wallet.parts[0], reference="GC 77")
    book.take_payment(replace(wallet, parts=(part,)), by=OWNER)
    deposit = book.take_payment(paid_on(canteen.code, 900, at=clock.now(), key="step3-d"), by=OWNER)
    book.reverse(deposit.id, "wrong account", clock.now(), by=OWNER)
    book.adjust(other.id, Money(-50), "counted twice", clock.now(), by=OWNER)
    book.promise(other.id, clock.advance(days=2).date(), by=OWNER)
    gone = sales.record(on_account(other.code, 100, customer="Ana Reyes", key="step3-d"), by=OWNER)
    sales.void(gone.sale_id, "rung up twice", clock.now(), by=OWNER)


def as_sql(path: Path) -> str:
    """Write a shop as text; what a text index keeps inside is made again by its own rows."""
    with closing(sqlite3.connect(path)) as connection:
        run = connection.execute
        out = [
            f"PRAGMA application_id = {run('PRAGMA application_id').fetchone()[0]};",
            f"PRAGMA user_version = {run('PRAGMA user_version').fetchone()[0]};",
            "BEGIN TRANSACTION;",
        ]
        listed = """SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL
AND name NOT LIKE 'sqlite%' AND name NOT IN
    (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY name"""
        for name, sql in run(listed, ("table",)).fetchall():
            out += [f"{sql};", *_rows(connection, name, sql)]
        for name, last in run("SELECT name, seq FROM sqlite_sequence ORDER BY 1").fetchall():
            out.append(f"DELETE FROM sqlite_sequence WHERE name = '{name}';")
            out.append(f"INSERT INTO sqlite_sequence VALUES('{name}',{last});")
        for kind in ("index", "trigger"):
            out += [f"{sql};" for _, sql in run(listed, (kind,)).fetchall()]
    return "\n".join((*out, "COMMIT;", ""))


def _rows(connection: sqlite3.Connection, name: str, sql: str) -> list[str]:
    if "fts5vocab" in sql:  # it shows another table
        return []
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    if sql.startswith("CREATE VIRTUAL"):
        columns.insert(0, "rowid")
    names = ", ".join(columns)
    values = " || ',' || ".join(f"quote({column})" for column in columns)
    order = ", ".join(str(number) for number in range(2, len(columns) + 2))
    rows = connection.execute(f"SELECT {values}, {names} FROM {name} ORDER BY {order}")
    return [f'INSERT INTO "{name}" ({names}) VALUES({row[0]});' for row in rows]


def main() -> None:
    """Write the file."""
    pins.TIME_COST, pins.MEMORY_KIB = 1, 64
    clock = FixedClock()
    clock.advance(days=9)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / DATABASE_NAME
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            kept = OLD / f"shop_of_step_{STEP - 1}.sql"
            connection.executescript(kept.read_text(encoding="utf-8"))
        store = open_store(path.parent, clock)
        live(store, clock)
        assert store.verify(by=OWNER).discrepancies == ()
        store.close()
        (OLD / f"shop_of_step_{STEP}.sql").write_text(as_sql(path), encoding="utf-8")


if __name__ == "__main__":
    main()
