"""A whole shop to try out: made up, but recorded by the same doors as a real one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from app.commands.demo_accounts import DemoList
from app.commands.demo_people import Person
from app.commands.demo_year import DemoYear, demo_year
from app.domain.actor import Actor
from app.domain.clock import WallClock
from app.domain.customer import Contact
from app.domain.product import Product, QuickKey
from app.domain.quantity import Quantity
from app.domain.resources import resource
from app.domain.sale import Sale
from app.domain.settings import ShopSettings
from app.exchange.products import ProductsFile
from app.storage.store import WriterStore, open_store

SHOP = ShopSettings("Demo store (prices are examples)")

_ON_KEYS = ("Ice, 1 bag", "Eggs, each", "Rice, per kilo", "Plastic bag", "Pandesal", "Red onions")


@dataclass(frozen=True, slots=True)
class DemoShop:
    """What was made."""

    products: int
    customers: int
    sales: int


class _StandingClock(WallClock):
    """A demo shop is made at one moment, so that it comes out the same again."""

    def __init__(self, now: datetime, zone: tzinfo | None) -> None:
        super().__init__(zone)
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now


def make_demo(folder: Path, *, seed: int, now: datetime, zone: tzinfo | None = None) -> DemoShop:
    """Begin a demo shop in an empty folder; `now` is aware, `zone` None is the machine's.

    Raises what opening a shop raises.
    """
    store = open_store(folder, _StandingClock(now, zone), is_till=False)
    try:
        by = store.people.present()
        store.settings.save(SHOP, by=by)
        products = _stock_up(store, by)
        store.products.set_quick_keys(_quick_keys(products), by=by)
        year = demo_year(products, SHOP, seed=seed, now=now, zone=zone)
        # A demo needs no proof against a power cut, and nobody wants to wait for the disk.
        store.database.rows("PRAGMA synchronous = OFF")
        store.products.bring_in(_with_stock_for(products, year.sales), by=by)
        _record(store, year, by)
        _write_down_contacts(store, year.people, by)
        return DemoShop(len(products), store.customers.count(by=by), len(year.sales))
    finally:
        store.close()


def _stock_up(store: WriterStore, by: Actor) -> list[Product]:
    """Bring the goods in; gives them with the ids the store gave them."""
    file = ProductsFile(resource("demo", "products.csv"))
    store.products.bring_in([row for row in file.read() if isinstance(row, Product)], by=by)
    skus = [row.sku for row in file.read() if isinstance(row, Product)]
    found = (store.products.by_code(sku, by=by) for sku in skus)
    return [each.product for each in found if each]


def _quick_keys(products: Iterable[Product]) -> list[QuickKey]:
    """Give the goods without a barcode that are sold all day a key each."""
    named = {product.name: product for product in products if not product.barcode}
    return [QuickKey(named[name]) for name in _ON_KEYS if name in named]


def _with_stock_for(products: Sequence[Product], sales: Iterable[Sale]) -> list[Product]:
    """Add what the year will sell, so that the shelf ends as the file says."""
    sold = dict.fromkeys((product.id for product in products), Quantity(0))
    for sale in sales:
        for line in sale.lines:
            if line.product_id in sold:
                sold[line.product_id] += line.quantity
    return [
        replace(product, stock=product.stock + sold[product.id])
        for product in products
        if product.stock is not None
    ]


def _record(store: WriterStore, year: DemoYear, by: Actor) -> None:
    ids: dict[str, int] = {}
    credit = DemoList(store, max(sale.business_date for sale in year.sales), by)
    credit.open(year.sales[0].sold_at)
    for sale in year.sales:
        original = year.originals.get(sale.key)
        known = replace(sale, original_sale_id=ids[original]) if original else sale
        ids[sale.key] = store.sales.record(credit.put_on(known), by=by).sale_id
    credit.name_customers()


def _write_down_contacts(store: WriterStore, people: Iterable[Person], by: Actor) -> None:
    for person in people:
        customer = store.customers.named(person.name, by=by) if person.phone else None
        if customer:
            contact = Contact(customer.name, person.phone, address=person.address)
            store.customers.edit(customer.id, contact, by=by)
