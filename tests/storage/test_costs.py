"""A cost is the owner's to see, and every line sold keeps it whoever rang it up."""

from __future__ import annotations

import pytest

from app.domain.actor import Actor, Right
from app.domain.cart import Cart
from app.domain.credit import AccountTerms
from app.domain.money import Money
from app.domain.payment import Payment
from app.domain.ports import Store
from app.domain.product import Pack, Product
from app.domain.quantity import Quantity
from app.domain.settings import ShopSettings
from app.storage.database import Database
from tests.people import allowed, cashier
from tests.storage.builders import MANILA_NOON

BOX = "4800000000017"


@pytest.fixture
def milk(store: Store, owner: Actor) -> Product:
    made = Product(0, "MILK", "Milk", Money(1_000), cost=Money(715), family="milk")
    packs = [Pack("4800000000000"), Pack(BOX, Quantity.of(12), Money(11_000), "box")]
    return store.products.save(made, packs, by=owner)


def test_the_counter_is_shown_no_cost(store: Store, owner: Actor, milk: Product) -> None:
    for by, cost in ((owner, Money(715)), (cashier(), None)):
        found = store.products.by_code("MILK", by=by)
        packed = store.products.by_code(BOX, by=by)
        assert found is not None
        assert packed is not None
        seen = [
            *(found.product, packed.product, store.products.product(milk.id, by=by)),
            *store.products.search("milk", 5, by=by),
            *store.products.family(milk.id, by=by),
        ]
        assert [each.cost for each in seen] == [cost] * 5


@pytest.mark.parametrize(
    ("code", "cost"), [("MILK", 715), (BOX, 12 * 715)], ids=["a piece", "a box"]
)
def test_a_line_keeps_the_cost_whoever_rang_it_up(
    store: Store, database: Database, owner: Actor, milk: Product, code: str, cost: int
) -> None:
    for by in (owner, cashier()):
        found = store.products.by_code(code, by=by)
        assert found is not None
        cart = Cart(ShopSettings("Nena"))
        cart.add(found)
        paid = (Payment("cash", cart.total, cart.total),)
        store.sales.record(cart.complete(paid, MANILA_NOON, MANILA_NOON.date()), by=by)
    assert database.rows("SELECT unit_cost FROM sale_items") == [(cost,), (cost,)]


def test_the_counter_finds_a_few_accounts_and_not_all(store: Store, owner: Actor) -> None:
    for number in range(60):
        store.accounts.open(AccountTerms(f"Account {number}"), MANILA_NOON, by=owner)
    assert len(store.accounts.find("account", 10**6, by=cashier())) == 50


def test_what_was_changed_says_what_it_was(store: Store, owner: Actor) -> None:
    seller = allowed("Nena", Right)
    opened = store.accounts.open(AccountTerms("Ana"), MANILA_NOON, by=owner)
    store.accounts.edit(opened.id, AccountTerms("Ana", phone="0917 555 0142"), "", by=seller)
    row = store.audit.page("", None, 1, by=seller)[0]
    assert row.act == "account changed"
    assert "0917 555 0142" in row.new
    assert "0917 555 0142" not in row.old
