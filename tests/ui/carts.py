"""Carts and stores for tests of what happens between a full cart and a saved sale."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from app.domain.actor import Actor
from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.customer import CustomerRef
from app.domain.draft import Draft
from app.domain.ports import Store
from app.domain.quantity import Quantity
from app.domain.sale import Payment, RecordedSale, Sale
from app.ui.shop import Shop


def cart_of(shop: Shop, *codes: str, customer: str = "") -> Cart:
    """Put one of each of these products into a new cart."""
    cart = Cart(shop.settings)
    for code in codes or ("COFFEE",):
        found = shop.reader.products.by_code(code, by=shop.by)
        assert found is not None
        cart.add(found.product, Quantity.of(1))
    if customer:
        cart.set_customer(CustomerRef(customer))
    return cart


def paid_in_cash(shop: Shop, cart: Cart) -> Sale:
    """Complete a cart with exactly its total."""
    at = shop.clock.now()
    payment = Payment("cash", cart.total, tendered=cart.total)
    return cart.complete((payment,), at, business_day(shop.clock, at), cashier=shop.by.name)


class Watched:
    """A real store whose sales and drafts can be made to fail, to wait, and to tell."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.sales = WatchedSales(store)
        self.drafts = WatchedDrafts(store)
        self.checkpointed = threading.Event()
        self.checkpoint_fault: Callable[[], None] = lambda: None
        self.thread = threading.get_ident()

    def checkpoint(self) -> bool:
        self.checkpoint_fault()
        is_more = self._store.checkpoint()
        self.checkpointed.set()
        return is_more

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class WatchedSales:
    def __init__(self, store: Store) -> None:
        self._sales = store.sales
        self.seen: list[Sale] = []
        self.before: Callable[[], None] = lambda: None
        """Runs before each sale and may raise."""
        self.after: Callable[[], None] = lambda: None
        """Runs when the sale is on disk and may raise: nobody hears that it was saved."""

    def record(self, sale: Sale, *, by: Actor) -> RecordedSale:
        self.seen.append(sale)
        self.before()
        recorded = self._sales.record(sale, by=by)
        self.after()
        return recorded

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sales, name)


class WatchedDrafts:
    def __init__(self, store: Store) -> None:
        self._drafts = store.drafts
        self.kept_keys: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.fault: Callable[[], None] = lambda: None

    def keep(self, draft: Draft, *, by: Actor) -> None:
        self.gate.wait()
        self.fault()
        self.kept_keys.append(draft.key)
        self._drafts.keep(draft, by=by)

    def drop(self, *, by: Actor) -> None:
        self.gate.wait()
        self.kept_keys.append("")
        self._drafts.drop(by=by)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._drafts, name)
