"""No PIN, recovery code or card number is in any file of the shop: put in, then looked for."""

from __future__ import annotations

import gzip
import io
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands.till import LOG_NAME, _logged_to
from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.customer import Contact, CustomerRef
from app.domain.draft import DraftWriter
from app.domain.errors import InvalidInput, NotAllowed, WrongPin
from app.domain.money import Money
from app.domain.parked import ParkedSale
from app.domain.people import Act, Person, Wanted
from app.domain.product import Product
from app.domain.recovery import read_code
from app.domain.sale import Payment
from app.domain.settings import ShopSettings
from app.domain.tender import MethodKind, PaymentMethod
from app.storage.store import WriterStore, open_store
from tests.clocks import HeldClock
from tests.commands.conftest import Suki
from tests.storage.cheap_pins import cheap_pins
from tests.storage.old_pos import SHAPES, old_tables, write_sqlite

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

PIN, NEXT_PIN, WRONG_PIN, CASHIERS_PIN = "27182818", "31415926", "66260701", "16180339"
CARD = "4539 1488 0343 6467"
CARDS = (CARD.replace(" ", ""), "6011000990139424", "378282246310005")
SETTINGS = ShopSettings("Santos Mini Mart")


def sell(store: WriterStore, clock: HeldClock) -> list[str]:
    """Let people in and out, sell, park and write down, with a canary in every field."""
    codes = [store.people.begin_owner(f"Nena {CARDS[1]}", PIN)]
    for attempt in (store.people.enter, lambda pin: store.people.recover(codes[0][::-1], pin)):
        with pytest.raises(WrongPin):
            attempt(WRONG_PIN)
    codes.append(store.people.recover(codes[0], NEXT_PIN))
    owner = store.people.enter(NEXT_PIN)
    codes.append(store.people.new_recovery_code(by=owner))
    joy = store.people.save(Person(0, "Joy"), by=owner)
    store.people.set_pin(joy.id, CASHIERS_PIN, by=owner)
    with pytest.raises(NotAllowed):
        store.people.approve(CASHIERS_PIN, Wanted("k", Act.PRICE, CARD, 1), by=owner)
    store.people.approve(NEXT_PIN, Wanted("k", Act.PRICE, CARD, 1), by=owner)
    rice = store.products.save(Product(0, "RICE", "Rice", Money(10_000)), (), by=owner)
    store.products.make_at_counter("", f"Bag {CARD}", Money(100), by=owner)
    with pytest.raises(InvalidInput):
        store.products.make_at_counter(CARDS[0], "Bag", Money(100), by=owner)
    made = Product(0, "BAG", f"Bag {CARD}", Money(100), brand=CARDS[0], category=CARDS[1])
    store.products.save(replace(made, family=CARD, variant=CARDS[0]), [], by=owner)
    wallet = PaymentMethod("maya", "m", MethodKind.WALLET, f"Maya {CARD}")
    store.methods.save((*store.methods.methods(by=owner), wallet), by=owner)
    store.settings.save(ShopSettings(f"Nena {CARDS[1]}"), by=owner)
    store.accounts.open(AccountTerms("Ben", code=CARDS[0], phone=CARD), clock.now(), by=owner)
    store.customers.add(Contact("Cora", CARDS[1]), by=owner)
    contact = Contact(f"Ana {CARD}", "0917 555 0142", CARD, CARD, f"pays with {CARDS[2]}")
    store.customers.add(contact, by=owner)
    terms = AccountTerms(f"Ana {CARD}", Money(100_000), notes=CARD, contact_person=CARD)
    account = store.accounts.open(terms, clock.now(), by=owner)
    store.accounts.adjust(account.id, Money(5), f"from {CARD}", clock.now(), by=owner)
    for customer in (CARD, f"Ben {CARDS[1]}"):
        cart = Cart(SETTINGS)
        cart.add(rice)
        cart.set_customer(CustomerRef(customer))
        cart.set_note(f"card {CARD}")
        cart.set_price(0, Money(9_500), f"card {CARD}")
        draft = DraftWriter().draft_of(cart)
        store.drafts.keep(draft, by=owner)
        name = cart.customer.name if cart.customer else ""
        parked = ParkedSale(draft, name, 1, cart.total, CARD, clock.now())
        store.parked.park(parked, by=owner)
        paid = (Payment("card", cart.total, reference=CARD),)
        at = clock.now()
        store.sales.record(cart.complete(paid, at, business_day(clock, at)), by=owner)
    store.sales.void(1, f"paid by {CARD}", clock.now(), by=owner)
    store.audit.refused(f"door {CARD}", by=owner)
    return codes


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file, what is packed in it as well."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            yield path.name, content
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(io.BytesIO(content)) as packed:
                    for name in packed.namelist():
                        yield f"{path.name}/{name}", packed.read(name)
            if content[:2] == b"\x1f\x8b":
                yield path.name, gzip.decompress(content)


def test_no_secret_is_left_in_the_database_its_log_copies_or_exports(
    suki: Suki, folder: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    with _logged_to(folder / LOG_NAME):
        store = open_store(folder, clock)
        logging.getLogger("app").info("the shop is open")
        codes = sell(store, clock)
        kept = dict(files_of(folder))  # with the write-ahead log, before it is folded away
        store.close()
    assert {"shop.db", "shop.db-wal", LOG_NAME} <= set(kept)
    out = folder / "exports"
    out.mkdir()
    for what in ("customers", "sales", "accounts", "products"):
        for ending in ("csv", "xlsx"):
            monkeypatch.setattr("sys.stdin", io.StringIO(f"{NEXT_PIN}\n"))
            assert suki("export", what, out / f"{what}.{ending}").code == 0
    assert suki("backup").code == 0
    found = [*kept.items(), *files_of(folder)]
    assert len(found) > 20
    secrets = {PIN, NEXT_PIN, WRONG_PIN, CASHIERS_PIN, CARD, *CARDS}
    secrets |= {*codes, *map(read_code, codes), *(code[:11] for code in codes)}
    for name, content in found:
        for secret in secrets:
            for form in (secret.encode(), secret.lower().encode(), secret.encode("utf-16-le")):
                assert form not in content, f"{secret} is in {name}"
    assert b"...6467" in kept["shop.db-wal"]


def test_what_is_looked_for_would_be_found(folder: Path, clock: HeldClock) -> None:
    folder.mkdir()
    store = open_store(folder, clock)
    with store.database.write("test"):
        store.database.run("UPDATE customers SET notes = notes")
        store.database.insert(
            "INSERT INTO settings (key, value) VALUES ('canary', ?)", (f'"{CARDS[0]}"',)
        )
    assert any(CARDS[0].encode() in content for _, content in files_of(folder))
    store.close()


def test_the_old_pos_brings_no_card_number_along(suki: Suki, folder: Path, tmp_path: Path) -> None:
    """A card in every text of every table, but for what says how a row is to be read."""
    place = tmp_path / "old"
    place.mkdir()
    old = write_sqlite(place / "old.db", old_tables(SHAPES["tracking"]))
    with closing(sqlite3.connect(old)) as connection, connection:
        for table, columns in text_columns(connection).items():
            for column in columns:
                connection.execute(
                    f"UPDATE {table} SET {column} = coalesce({column}, '') || ' {CARD}'"
                    " WHERE id % 3 = 1"
                )
    assert suki("adopt", old).code == 0
    out = folder / "exports"
    out.mkdir()
    for what in ("customers", "sales", "accounts", "products"):
        assert suki("export", what, out / f"{what}.csv").code == 0
    assert suki("backup").code == 0
    found = [each for each in files_of(folder) if each[0] != "old.db"]
    assert any(name.endswith(".txt") or "report" in name for name, _ in found), found
    for name, content in found:
        for secret in (CARD, CARDS[0]):
            assert secret.encode() not in content, f"a card number is in {name}"
    assert any(b"...6467" in content for _, content in found)


def text_columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Give the columns a person wrote into."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    words = {
        *("name", "phone", "email", "address", "notes", "full_name", "contact_person", "tax_id"),
        *("customer_name", "void_reason", "product_name", "reference_number"),
    }
    return {
        table: [
            name
            for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()
            if kind == "TEXT" and name in words
        ]
        for (table,) in connection.execute(tables).fetchall()
    }
