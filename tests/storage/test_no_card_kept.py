"""Every text that comes in at a writing door: of a card's number four digits lie in the file."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.credit import AccountTerms
from app.domain.customer import Contact, CustomerRef
from app.domain.draft import Draft
from app.domain.imported import ImportedSale
from app.domain.money import Money
from app.domain.parked import ParkedSale
from app.domain.payment import AccountPayment
from app.domain.people import Act, Person, Wanted
from app.domain.product import Pack, Product, QuickKey
from app.domain.quantity import Quantity
from app.domain.sale import Payment, Sale
from app.domain.settings import ShopSettings
from app.domain.stock import MoveReason, StockChange
from app.domain.tender import METHODS, MethodKind, PaymentMethod
from app.storage.store import WriterStore
from tests.people import everyone
from tests.storage.builders import MANILA_NOON, a_line, a_sale
from tests.storage.cheap_pins import cheap_pins
from tests.storage.planting import Plants, card, text_paths
from tests.storage.walking import Door, doors

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

PIN = "280641"
DAY = date(2026, 3, 2)
CODES = {
    "a code of goods has as many digits as its maker gave it": (
        *("products.save product.sku", "products.save product.barcode"),
        *("products.save packs.barcode", "products.bring_in products.sku"),
        *("products.bring_in products.barcode", "products.make_at_counter barcode"),
        *("sales.record sale.lines.sku", "sales.record sale.lines.barcode"),
        *("sales.bring_in sales.sale.lines.sku", "sales.bring_in sales.sale.lines.barcode"),
        "settings.save settings.barcode_rules.prefix",
    ),
    "a key or number was drawn by a program, and is what something is known again by": (
        *("accounts.open sale_key", "accounts.take_payment payment.key", "drafts.keep draft.key"),
        *("parked.park parked.draft.key", "parked.recall in_place_of.draft.key"),
        *("parked.recall key", "parked.discard key", "people.approve wanted.sale_key"),
        *("sales.record sale.key", "sales.record sale.rider.key"),
        *("sales.record sale.foreign_number", "sales.bring_in sales.identity"),
        *("sales.bring_in sales.sale.key", "sales.bring_in sales.sale.foreign_number"),
        *("sales.bring_in sales.sale.rider", "settings.keep_columns what"),
    ),
    "a cart as text has codes of goods in it; its words are tidied before, see test_draft": (
        *("drafts.keep draft.content", "parked.park parked.draft.content"),
        "parked.recall in_place_of.draft.content",
    ),
    "a PIN or recovery code is kept as its hash": (
        *("people.approve pin", "people.begin_owner pin", "people.enter pin"),
        *("people.recover code", "people.recover new_pin", "people.set_pin pin"),
    ),
    "it names an account that has to be there": (
        *("accounts.take_payment payment.code", "sales.record sale.rider.code"),
        "accounts.edit terms.code",
    ),
    "one letter, or a word of the program": (
        *("methods.save methods.letter", "sales.record sale.lines.tax_code"),
        "sales.bring_in sales.sale.lines.tax_code",
    ),
    "a folder with another name would be another folder": ("settings.save settings.second_place",),
}
"""Texts that go to the disk as they are, each with the reason why."""

NOT_KEPT = {
    *(  # the product is known by its id; who did what names its SKU
        f"products.set_quick_keys keys.product.{name}"
        for name in ("name", "barcode", "unit", "category", "brand", "family", "variant")
    ),
    "sales.bring_in sales.sale.customer.phone",  # no file of sales has one
    "settings.keep_columns header",  # kept as its hash
    "settings.keep_columns columns",  # a row with a card's number is no header
}
"""Texts that are asked for and do not get to the disk at all."""


def is_left(path: str) -> bool:
    return any(path.startswith(each) for named in CODES.values() for each in named)


@pytest.fixture
def by() -> Actor:
    """Whoever acts is called by a card's number, which no way of adding a person allows."""
    return everyone(f"Nena {card(0)}")


@pytest.fixture
def store(store: WriterStore, owner: Actor) -> WriterStore:
    """Give a shop in which everything has the number one."""
    rice = Product(0, "RICE", "Rice", Money(1250), stock=Quantity.of(50))
    store.products.save(rice, (), by=owner)
    store.customers.add(Contact("Maria Santos"), by=owner)
    store.accounts.open(AccountTerms("Santos", Money(9000), "AR-1"), MANILA_NOON, by=owner)
    store.accounts.adjust(1, Money(5000), "opening", MANILA_NOON, by=owner)
    store.sales.record(a_sale("Maria Santos", key="first"), by=owner)
    store.parked.park(a_parked("aside"), by=owner)
    return store


def a_parked(key: str) -> ParkedSale:
    return ParkedSale(Draft(key, "{}"), "", 1, Money(1250), "", MANILA_NOON)


def a_payment(key: str) -> AccountPayment:
    return AccountPayment(key, "AR-1", (Payment("gcash", Money(500)),), MANILA_NOON, DAY)


def a_whole_sale(rider: AccountPayment | None = None) -> Sale:
    line = a_line(listed_price=Money(1300))
    paid = (Payment("gcash", line.total),)
    who = CustomerRef("Ben")
    return Sale("second", (line,), paid, MANILA_NOON, DAY, who, foreign_number="F-1", rider=rider)


CALLS: Mapping[str, Mapping[str, Any]] = {
    "accounts.adjust": {
        "account_id": 1, "amount": Money(100), "reason": "", "at": MANILA_NOON,
    },
    "accounts.bring_in": {"terms": [AccountTerms("Cruz", code="C-1")]},
    "accounts.edit": {
        "account_id": 1, "terms": AccountTerms("Cruz", Money(100)), "reason": "",
    },
    "accounts.open": {"terms": AccountTerms("Cruz", code="C-1"), "at": MANILA_NOON, "sale_key": ""},
    "accounts.promise": {"account_id": 1, "day": DAY},
    "accounts.reverse": {"entry_id": 1, "reason": "", "at": MANILA_NOON},
    "accounts.take_payment": {"payment": a_payment("pays")},
    "audit.refused": {"act": ""},
    "customers.add": {"contact": Contact("Ben")},
    "customers.bring_in": {"contacts": [Contact("Ben")]},
    "customers.edit": {"customer_id": 1, "contact": Contact("Ben")},
    "drafts.keep": {"draft": Draft("open", "{}")},
    "methods.save": {"methods": (*METHODS, PaymentMethod("x", "", MethodKind.CARD))},
    "parked.discard": {"key": "aside"},
    "parked.park": {"parked": a_parked("another")},
    "parked.recall": {"key": "aside", "in_place_of": a_parked("another")},
    "people.approve": {"pin": PIN, "wanted": Wanted("open", Act.DISCOUNT, "", 500)},
    "people.begin_owner": {"name": "", "pin": PIN},
    "people.save": {"person": Person(0, "Ben")},
    "products.archive": {"product_id": 1},
    "products.bring_in": {"products": [Product(0, "SOAP", "Soap", Money(900))]},
    "products.change_stock": {"change": StockChange(1, MoveReason.RECEIVE, Quantity.of(2), "")},
    "products.make_at_counter": {"barcode": "4801234567890", "name": "", "price": Money(900)},
    "products.save": {
        "product": Product(0, "SOAP", "Soap", Money(900)),
        "packs": (Pack("4801234567890", Quantity.of(12), Money(9900), "box"),),
    },
    "products.set_quick_keys": {"keys": [QuickKey(Product(1, "RICE", "Rice", Money(1250)))]},
    "sales.bring_in": {"sales": [ImportedSale("id", a_whole_sale())]},
    "sales.change_customer": {"sale_ids": [1], "who": CustomerRef("Ben"), "at": MANILA_NOON},
    "sales.record": {"sale": a_whole_sale(a_payment("rides"))},
    "sales.undo_change": {"change_id": 1, "at": MANILA_NOON},
    "sales.void": {"sale_id": 1, "reason": "", "at": MANILA_NOON},
    "settings.keep_columns": {"what": "sales", "header": ["Item"], "columns": {"name": "Item"}},
    "settings.save": {"settings": ShopSettings("Aling Nena")},
}  # fmt: skip
BEFORE: Mapping[str, Callable[[WriterStore], object]] = {
    "people.approve": lambda store: store.people.begin_owner("Nena", PIN),
    "sales.undo_change": lambda store: store.sales.change_customer(
        [1], CustomerRef("Ben"), MANILA_NOON, by=everyone()
    ),
}


def door_of(store: WriterStore, name: str) -> Door:
    return next(door for door in doors(store) if door.name == name)


def rows_of(store: WriterStore) -> str:
    """Give all that lies in the tables, but for the blanks and hyphens between digits."""
    tables = store.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    rows = [store.database.rows(f'SELECT * FROM "{name}"') for (name,) in tables]
    return str(rows).casefold().replace(" ", "").replace("-", "")


@pytest.mark.parametrize("name", CALLS)
def test_of_a_card_four_digits_are_kept_wherever_it_was_typed(
    store: WriterStore, folder: Path, by: Actor, name: str
) -> None:
    if name in BEFORE:
        BEFORE[name](store)
    plants = Plants(name, is_left, METHODS)
    door, arguments = door_of(store, name), plants.in_all(CALLS[name])
    door.method(**arguments, **({"by": by} if door.asks_who else {}))
    kept = rows_of(store)
    for path, planted in plants.planted.items():
        for word, digits in planted:
            is_kept = not any(f"{name} {path}".startswith(each) for each in NOT_KEPT)
            assert (word in kept) == is_kept, f"{path} of {name} was not tried, or is kept"
            assert digits not in kept, f"{path} of {name} keeps a card's number"
    assert card(0) not in kept, f"{name} keeps the number that the person is called by"
    store.close()
    content = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    for _, digits in (each for planted in plants.planted.values() for each in planted):
        assert digits.encode() not in content


def test_every_text_of_every_writing_door_is_tried_or_left_for_a_reason(
    store: WriterStore,
) -> None:
    """A new text has to be tried here, or to be named with the reason why it is not."""
    wanted = {
        f"{door.name} {path}"
        for door in doors(store)
        if ".write(" in inspect.getsource(inspect.unwrap(door.method.__func__))  # type: ignore[attr-defined]
        for path in text_paths(door.method)
    }
    tried = set()
    for name, arguments in CALLS.items():
        plants = Plants(name, is_left, METHODS)
        plants.in_all(arguments)
        tried |= {f"{name} {path}" for path in plants.planted}
    assert len(tried) > 60
    assert {path for path in wanted - tried if not is_left(path)} == set()
    known = wanted | {path.rpartition(".")[0] for path in wanted}
    assert {each for named in CODES.values() for each in named} <= known, "a reason is not needed"


def test_the_numbers_that_are_planted_pass_for_cards() -> None:
    from app.domain.card_numbers import is_card_number

    assert all(is_card_number(card(number)) for number in range(100))
    assert len({card(number)[-10:] for number in range(100)}) == 100
