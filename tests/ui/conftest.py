"""A real shop in a folder of its own, and the theme every window is painted with."""

import gc
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from app.domain.actor import Actor
from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.customer import Contact, CustomerRef
from app.domain.money import Money
from app.domain.ports import Store
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity
from app.domain.sale import Payment
from app.domain.settings import ShopSettings
from app.storage.store import open_reader, open_store
from app.ui.shop import Shop
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.people import everyone

_GARBAGE = 20_000
"""Objects made since the last collection; windows leave a few thousand each."""

SETTINGS = ShopSettings("Santos Mini Mart")

PRODUCTS = (
    Product(0, "RICE5", "Jasmine rice 5 kg", Money(28900), "4800123450173",
            tax_code=TaxCode.EXEMPT, stock=Quantity.of(40)),
    Product(0, "EVAP", "Evaporated milk 370 ml", Money(3450), "4800552100418",
            stock=Quantity.of(64), min_stock=Quantity.of(10)),
    Product(0, "COND", "Condensed milk 300 ml", Money(4700), "4800552100517",
            stock=Quantity.of(31)),
    Product(0, "FRESH", "Fresh milk 1 L", Money(9800), "4800771920015",
            stock=Quantity.of(6), min_stock=Quantity.of(10)),
    Product(0, "POWD", "Powdered milk 320 g", Money(14200), "4800088170042",
            stock=Quantity.of(0)),
    Product(0, "COFFEE", "Coffee 3-in-1, 30 sachets", Money(21500), "4800016330091"),
    Product(0, "4082", "Red onions", Money(14000), unit="kg", tax_code=TaxCode.EXEMPT),
    Product(0, "3010", "Fresh eggs, tray of 30", Money(24500), unit="tray",
            tax_code=TaxCode.EXEMPT),
    Product(0, "COLA", "Cola 12 fl oz", Money(2500), "0049000028904"),
)  # fmt: skip

CUSTOMERS = (
    (Contact("Maria Santos", "0917 555 0142"), 3, 4),
    (Contact("Maricel Dela Cruz", "0928 555 0177"), 2, 12),
    (Contact("Marlon Reyes", "0905 555 0119"), 1, 21),
    (Contact("Peña Grande Store"), 1, 2),
)
"""Contact, number of sales, days since the last one."""


def stock_the_shop(store: Store, clock: HeldClock, by: Actor) -> None:
    store.settings.save(SETTINGS, by=by)
    store.products.bring_in(PRODUCTS, by=by)
    coffee = store.products.by_code("COFFEE", by=by)
    assert coffee is not None
    for contact, count, days in CUSTOMERS:
        customer = store.customers.add(contact, by=by)
        for turn in range(count):
            cart = Cart(SETTINGS)
            cart.add(coffee.product)
            cart.set_customer(CustomerRef(customer.name, customer.id))
            at = clock.now() - timedelta(days=days + 7 * turn)
            paid = Payment("cash", cart.total, tendered=cart.total)
            store.sales.record(cart.complete((paid,), at, business_day(clock, at)), by=by)


@pytest.fixture(autouse=True)
def _garbage_stays_in_the_windows_thread() -> Iterator[None]:
    """Python's own collector would take old windows apart in a shop's storage thread as well."""
    gc.disable()
    yield
    if gc.get_count()[0] > _GARBAGE:
        _take_windows_apart()
        gc.collect()


def _take_windows_apart() -> None:
    """Delete Qt's side of every window left over, while the Python side can still answer it.

    The collector empties a theme before the buttons that ask it for their size.
    """
    for window in QApplication.topLevelWidgets():
        if isValid(window):
            delete(window)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def owner() -> Actor:
    return everyone("Joy D.")


@pytest.fixture
def wording(clock: HeldClock) -> Wording:
    return Wording(clock)


@pytest.fixture
def theme(qapp: object) -> Theme:
    made = Theme(Scheme.LIGHT, reduce_motion=True)
    made.apply(qapp)  # type: ignore[arg-type]
    return made


@pytest.fixture(scope="session")
def stocked_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the shop once: to make one takes longer than most of what is asked of it."""
    folder, clock = tmp_path_factory.mktemp("stocked"), HeldClock()
    store = open_store(folder, clock)
    stock_the_shop(store, clock, everyone("Joy D."))
    store.close()
    return folder


@pytest.fixture
def shop_folder(tmp_path: Path, stocked_shop: Path) -> Path:
    return shutil.copytree(stocked_shop, tmp_path / "shop")


@pytest.fixture
def shop(shop_folder: Path, clock: HeldClock, owner: Actor, qtbot: QtBot) -> Iterator[Shop]:
    made = Shop(
        lambda: open_store(shop_folder, clock),
        lambda: open_reader(shop_folder, clock),
        clock,
        owner,
    )
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()
