"""Draws every state of the Sell page into a folder, to be laid beside the mocks.

Run as `python -m tests.ui.sell.shots FOLDER`; needs no display. Not a test itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.cart import Cart, Content
from app.domain.cart_line import CartLine
from app.domain.clock import business_day
from app.domain.customer import Contact, CustomerRef
from app.domain.discount import Discount
from app.domain.draft import Draft, draft_of
from app.domain.money import ZERO, Money
from app.domain.parked import ParkedSale
from app.domain.ports import Store
from app.domain.product import Product, QuickKey, TaxCode
from app.domain.quantity import Quantity
from app.domain.sale import Payment
from app.storage.store import open_reader, open_store
from app.ui.sell.parked_sheet import ParkedSheet
from app.ui.sell.variants import Choice
from app.ui.shop import Shop
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.people import everyone
from tests.ui.conftest import SETTINGS
from tests.ui.sell.conftest import Counter

SIZES = {"": (1366, 768), "1920-": (1920, 1080), "1280-": (1280, 720)}
FIVE_PERCENT = 840
QUICK = (
    ("Ice, 1 bag", 1000, "pc"), ("Eggs, each", 900, "pc"), ("Rice, per kilo", 5200, "pc"),
    ("Plastic bag", 200, "pc"), ("Pandesal", 500, "pc"), ("Prepaid load", 0, "pc"),
    ("Bottle water", 1500, "pc"), ("Cooking oil, gal", 16500, "pc"), ("Onion", 14000, "kg"),
)  # fmt: skip
E_, V = TaxCode.EXEMPT, TaxCode.STANDARD
GOODS: tuple[tuple[str, str, str, int, str, TaxCode, int, int, int | None, int | None], ...] = (
    ("Jasmine rice 5 kg", "RICE", "4800123450173", 28900, "pc", E_, 2000, 0, 40000, None),
    ("Evaporated milk 370 ml", "EVAP", "4800552100418", 3450, "pc", V, 6000, 0, 64000, None),
    ("Pancit canton kalamansi, 6-pack", "P6", "4807770271260", 8400, "pc", V, 2000, 840, 9, None),
    ("Coffee 3-in-1, 30 sachets", "COF", "4800016330091", 21500, "pc", V, 1000, 0, 9000, None),
    ("Red onions", "4082", "", 14000, "kg", E_, 725, 0, None, None),
    ("Sardines in tomato sauce 155 g", "SAR", "4800249910052", 2675, "pc", V, 4000, 0, 50000, None),
    ("Laundry powder 1.2 kg", "LAU", "4902430088216", 18600, "pc", V, 1000, 2000, 9000, None),
    ("Fresh eggs, tray of 30", "3010", "", 24500, "tray", E_, 1000, 0, None, None),
    ("Condensed milk 300 ml", "COND", "4800552100517", 4700, "pc", V, 0, 0, 31000, None),
    ("Fresh milk 1 L", "FRE", "4800771920015", 9800, "pc", V, 0, 0, 6000, 10000),
    ("Powdered milk 320 g", "POW", "4800088170042", 14200, "pc", V, 0, 0, 0, 10000),
    ("Chocolate milk 180 ml", "CHO", "4800771920114", 2200, "pc", V, 0, 0, 48000, None),
)  # fmt: skip
PEOPLE = (
    ("Maria Santos", "0917 555 0142", 37, 4),
    ("Maricel Dela Cruz", "0928 555 0177", 12, 12),
    ("Marlon Reyes", "0905 555 0119", 3, 21),
    ("Mark Anthony Villanueva", "", 2, 91),
    ("Juan dela Cruz", "0917 555 0200", 1, 40),
    ("Juan dela Cruz, Cebu", "0917 555 0201", 1, 41),
)


def stock(store: Store, clock: HeldClock) -> None:
    by = everyone()
    store.settings.save(SETTINGS, by=by)
    store.products.bring_in(
        [
            Product(0, sku, name, Money(price), barcode, unit, tax_code=tax,
                    stock=None if held is None else Quantity(held),
                    min_stock=None if low is None else Quantity(low))
            for name, sku, barcode, price, unit, tax, _, _, held, low in GOODS
        ],
        by=by,
    )  # fmt: skip
    for name, phone, count, days in PEOPLE:
        customer = store.customers.add(Contact(name, phone), by=by)
        for turn in range(count):
            cart = Cart(SETTINGS)
            for code in ("RICE", "EVAP", "COF", "SAR")[turn % 4 :]:
                found = store.products.by_code(code, by=by)
                assert found is not None
                cart.add(found.product)
            cart.set_customer(CustomerRef(name, customer.id))
            at = clock.now() - timedelta(days=days + turn)
            paid = Payment("cash", cart.total, tendered=cart.total)
            store.sales.record(cart.complete((paid,), at, business_day(clock, at)), by=by)


def mock_cart() -> Cart:
    """Give the eight lines of the mocks, discounts included."""
    cart = Cart(SETTINGS)
    lines: list[CartLine] = []
    for name, sku, barcode, price, unit, tax, quantity, off, _, _ in GOODS:
        if quantity:
            line = CartLine(
                name, Quantity(quantity), Money(price), sku, barcode, unit,
                SETTINGS.rate_bp(tax), tax.value,
            )  # fmt: skip
            if off == FIVE_PERCENT:
                line = line.with_discount(Discount(percent_bp=500))
            elif off:
                line = line.with_discount(Discount(amount=Money(off)))
            lines.append(line)
    cart.restore(Content(tuple(lines), selected=len(lines) - 1))
    assert cart.total > ZERO
    return cart


def empty(counter: Counter) -> None:
    counter.page.changeover.start_new()


def known(counter: Counter) -> None:
    counter.page.sale.resume(draft_of(mock_cart()))
    counter.page.side.customer.field.set_text("maria santos")
    counter.page.side.customer.keep_typed()


def new(counter: Counter) -> None:
    counter.page.sale.resume(draft_of(mock_cart()))
    counter.page.side.customer.field.set_text("Mario Cruz")
    counter.page.side.customer.keep_typed()


def suggest(counter: Counter) -> None:
    counter.page.sale.resume(draft_of(mock_cart()))
    counter.page.focus_customer()
    counter.type("mar")
    counter.page.side.customer.field.search_now()


def choose(counter: Counter) -> None:
    counter.page.sale.resume(draft_of(mock_cart()))
    counter.page.focus_customer()
    counter.type("juan")
    counter.enter()


def digits(counter: Counter) -> None:
    counter.page.sale.resume(draft_of(mock_cart()))
    counter.page.focus_customer()
    counter.type("0917")
    counter.enter()


def nobody(counter: Counter) -> None:
    counter.page.sale.resume(draft_of(mock_cart()))
    counter.page.focus_customer()
    counter.type("Xyl")
    counter.page.side.customer.field.search_now()


def search(counter: Counter) -> None:
    known(counter)
    counter.page.focus_scan()
    counter.type("milk")
    counter.page.scanning.search_now()


def times(counter: Counter) -> None:
    known(counter)
    counter.page.focus_scan()
    counter.type("2.5*on")
    counter.page.scanning.search_now()


def no_product(counter: Counter) -> None:
    known(counter)
    counter.page.focus_scan()
    counter.type("zebra")
    counter.page.scanning.search_now()


def toast(counter: Counter) -> None:
    known(counter)
    counter.scan("4801234567890")


def removed(counter: Counter) -> None:
    known(counter)
    counter.page.lines.remove()


def quantity(counter: Counter) -> None:
    known(counter)
    counter.page.lines.ask_quantity()


def large(counter: Counter) -> None:
    cart = mock_cart()
    line = replace(cart.items[0], quantity=Quantity(1_234_000))
    longest = replace(line, name="A name as long as names of goods can get, with size and colour")
    cart.restore(Content((*cart.items, line, longest), selected=9))
    counter.page.sale.resume(draft_of(cart))


def discount(counter: Counter) -> None:
    known(counter)
    counter.page.lines.ask_discount()
    counter.type("10")


def sale_discount(counter: Counter) -> None:
    known(counter)
    counter.page.lines.ask_sale_discount()
    counter.type("5")


def price(counter: Counter) -> None:
    known(counter)
    counter.page.lines.ask_price()
    counter.type("199")


def for_money(counter: Counter) -> None:
    known(counter)
    counter.page.sale.select(4)
    counter.page.lines.ask_quantity()
    counter.type("p50")


def reworked(counter: Counter) -> None:
    known(counter)
    sale = counter.page.sale
    sale.set_price(7, Money(19900), "Damaged")
    sale.set_quantity(4, Money(5000))
    sale.discount_sale(Discount(percent_bp=500))


def parked(counter: Counter) -> None:
    counter.page.changeover.start_new()
    now = HeldClock().now()
    sheet = ParkedSheet(counter.page.scan_field.theme, Wording(HeldClock()), counter)
    sheet.show_sales(
        [
            ParkedSale(Draft("b", ""), "Rodel Pascual", 11, Money(84250), "Forgot his wallet",
                       now - timedelta(minutes=12)),
            ParkedSale(Draft("a", ""), "", 3, Money(15600), "", now - timedelta(minutes=48)),
        ]
    )  # fmt: skip


def variants(counter: Counter) -> None:
    known(counter)
    shirts = [
        Product(9 + at, "", f"Polo shirt {size}", Money(24900), family="Polo shirt", variant=size,
                stock=Quantity.of(7 + at))
        for at, size in enumerate(("Small", "Medium", "Large", "XL", "Red, Large", "Blue, Large"))
    ]  # fmt: skip
    counter.type("polo")
    counter.page.products.show_products(
        counter.page.scan_field, "polo", [Choice(tuple(shirts), 2)], light_first=True
    )


def item(counter: Counter) -> None:
    known(counter)
    counter.page.goods.sell_item()
    counter.type("25")


def unknown(counter: Counter) -> None:
    known(counter)
    counter.scan("4801234567890")
    counter.page.goods.sell_unknown()
    counter.type("Blue ballpen")


def check(counter: Counter) -> None:
    known(counter)
    counter.page.check_price()
    counter.scan("4800552100418")


def quick(counter: Counter) -> None:
    known(counter)
    for bar in (counter.page.quick.strip, counter.page.quick.column):
        bar.show_keys(
            [
                QuickKey(Product(at, "", name, Money(price), unit=unit))
                for at, (name, price, unit) in enumerate(QUICK)
            ]
        )


STATES: tuple[Callable[[Counter], None], ...] = (
    empty, known, new, suggest, choose, digits, nobody, search, times, no_product, toast, removed,
    quantity, large, discount, sale_discount, price, for_money, reworked,
    parked, variants, item, unknown, check, quick,
)  # fmt: skip


def draw_all(folder: Path, only: set[str]) -> None:
    app = QApplication([])
    theme = Theme(Scheme.LIGHT, reduce_motion=True)
    theme.apply(app)
    clock = HeldClock()
    with TemporaryDirectory() as place:
        writer = open_store(Path(place), clock)
        stock(writer, clock)
        writer.close()
        shop = Shop(
            lambda: open_store(Path(place), clock),
            lambda: open_reader(Path(place), clock),
            clock,
            everyone("Joy D."),
        )
        loop = QEventLoop()
        shop.opened.connect(loop.quit)
        QTimer.singleShot(0, shop.open)
        QTimer.singleShot(20_000, loop.quit)
        loop.exec()
        for tone in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST):
            theme.set_scheme(tone)
            for prefix, (width, height) in SIZES.items():
                for state in STATES:
                    name = f"{prefix}{state.__name__}-{tone.value}"
                    if not only or name in only:
                        counter = Counter(shop, theme, Wording(clock))
                        counter.resize(width, height)
                        counter.show()
                        QTest.qWaitForWindowActive(counter)
                        state(counter)
                        counter.page.side.often.read_now()
                        app.processEvents()
                        counter.grab().save(str(folder / f"{name}.png"))
                        counter.toasts.close_all()
                        counter.close()
                        counter.deleteLater()
                        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shop.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw_all(target, set(sys.argv[2:]))
