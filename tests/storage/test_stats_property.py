"""Whatever happens in a shop, its figures are those of a recount in plain Python."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.cart import Cart
from app.domain.customer import Contact, CustomerRef
from app.domain.discount import Discount
from app.domain.errors import NameTaken, SaleRefused
from app.domain.imported import ImportCounts, ImportedSale
from app.domain.money import Money, total_of
from app.domain.names import name_key
from app.domain.product import Found, Product
from app.domain.quantity import Quantity
from app.domain.sale import Outcome, Sale, SaleLine
from app.domain.settings import ShopSettings
from app.domain.tender import CASH, METHODS, pay
from app.storage.store import open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_line, a_return, a_sale
from tests.storage.ledger import Change, Entry, Ledger, Person

OWNER = everyone()
CARD = METHODS[1]
NAMES = st.sampled_from(
    [
        *("Ana Reyes", "ana  reyes", " ANA REYES\t", "\uff21na Reyes"),
        *("Jos\u00e9", "JOSE\u0301", "Jose", "Weiss", "Wei\u00df", "", " "),
    ]
)
PRICES = st.integers(0, 5000)
PIECES = st.integers(1, 4)
PICKS = st.integers(0, 30)
HOURS = st.integers(-30, 30)


class ShopLife(RuleBasedStateMachine):
    """Does every step in the store and in the ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock()
        self.store = open_store(Path(self.folder.name), self.clock)
        self.ledger = Ledger()
        self.sent: list[Sale] = []
        self.brought_in: dict[int, tuple[str, int]] = {}
        goods = Product(0, "SOAP", "Soap", Money(100), stock=Quantity.of(1_000))
        self.goods = self.store.products.save(goods, [], by=OWNER)

    def teardown(self) -> None:
        report = self.store.verify(by=OWNER)
        self.store.close()
        self.folder.cleanup()
        assert report.discrepancies == ()

    def _sell(self, ref: CustomerRef, person: Person | None, price: int, pieces: int) -> None:
        sale = a_sale(ref, [a_line(price, str(pieces))], at=self.clock.now())
        receipt = self.store.sales.record(sale, by=OWNER)
        self.sent.append(sale)
        self._note(person, receipt.customer_id)
        self.ledger.entries.append(Entry(receipt.sale_id, person, price, pieces, self.clock.now()))

    def _note(self, person: Person | None, customer_id: int | None) -> None:
        if person is None:
            assert customer_id is None
            return
        person.id = person.id or customer_id
        assert person.id == customer_id

    @rule(name=NAMES, price=PRICES, pieces=PIECES)
    def sell(self, name: str, price: int, pieces: int) -> None:
        self._sell(CustomerRef(name), self.ledger.person(name), price, pieces)

    @rule(pick=PICKS, typed=NAMES, price=PRICES)
    def sell_to_a_chosen_customer(self, pick: int, typed: str, price: int) -> None:
        if self.ledger.people:
            person = self.ledger.people[pick % len(self.ledger.people)]
            self._sell(CustomerRef(typed, person.id), person, price, 1)

    @rule(name=NAMES, price=PRICES)
    def sell_while_no_customer_can_be_written(self, name: str, price: int) -> None:
        database = self.store.database
        sale = a_sale(name, [a_line(price)], at=self.clock.now())
        with database.write("plant"):
            for event in ("INSERT", "UPDATE"):
                database.run(
                    f"CREATE TEMP TRIGGER no_{event} BEFORE {event} ON customers"
                    " BEGIN SELECT RAISE(ABORT, 'planted'); END"
                )
        receipt = self.store.sales.record(sale, by=OWNER)
        with database.write("mend"):
            database.run("DROP TRIGGER no_INSERT")
            database.run("DROP TRIGGER no_UPDATE")
        assert receipt.is_unlinked == bool(name_key(name))
        assert self.store.sales.link_unlinked(by=OWNER) == int(receipt.is_unlinked)
        person = self.ledger.person(name)
        self._note(person, self.store.sales.sale(receipt.sale_id, by=OWNER).customer_id)
        self.ledger.entries.append(Entry(receipt.sale_id, person, price, 1, self.clock.now()))

    @rule(
        name=NAMES,
        price=PRICES,
        boxes=PIECES,
        line_off=st.none() | st.integers(1, 10_000),
        sale_off=st.none() | st.integers(1, 10_000),
        by_card=st.integers(0, 3_000),
    )
    def sell_boxes_with_discounts_in_two_parts(
        self,
        name: str,
        price: int,
        boxes: int,
        line_off: int | None,
        sale_off: int | None,
        by_card: int,
    ) -> None:
        cart = Cart(ShopSettings(""))
        index = cart.add(Found(self.goods, Quantity.of(12), "BOX", Money(price), "box"))
        cart.set_quantity(index, Quantity.of(boxes))
        cart.discount_line(index, Discount(line_off) if line_off else None)
        cart.discount_sale(Discount(sale_off) if sale_off else None)
        cart.set_customer(CustomerRef(name))
        card = pay(CARD, cart.total, min(Money(by_card), cart.total)) if by_card else None
        parts = (card,) if card and card.amount else ()
        due = cart.total - total_of(part.amount for part in parts)
        parts = (*parts, pay(CASH, due, due)) if due else parts
        sale = cart.complete(parts, self.clock.now(), self.clock.now().date())
        receipt = self.store.sales.record(sale, by=OWNER)
        person = self.ledger.person(name)
        self.sent.append(sale)
        self._note(person, receipt.customer_id)
        off = price * boxes - cart.total.minor
        self.ledger.entries.append(
            Entry(receipt.sale_id, person, price, boxes, self.clock.now(), off=off, is_box=True)
        )
        stock = self.store.products.product(self.goods.id, by=OWNER).stock
        assert stock == Quantity.of(1_000 - 12 * self._boxes_out())

    def _boxes_out(self) -> int:
        boxes = (each for each in self.ledger.entries if each.is_box and not each.is_void)
        return sum(each.pieces for each in boxes)

    @rule(pick=PICKS, pieces=PIECES, name=NAMES)
    def bring_back(self, pick: int, pieces: int, name: str) -> None:
        sold = self.ledger.pick(pick)
        if sold is None:
            return
        line = self._line_back(sold, pieces)
        may = (
            sold.is_sale
            and not sold.is_void
            and pieces <= self.ledger.still_out(sold)
            and sold.price * pieces <= self.ledger.still_paid(sold)
        )
        back = a_return([line], of=sold.sale_id, customer=name, at=self.clock.now())
        try:
            receipt = self.store.sales.record(back, by=OWNER)
        except SaleRefused:
            assert not may
            return
        assert may
        person = self.ledger.person(name) or sold.person
        self._note(person, receipt.customer_id)
        entry = Entry(receipt.sale_id, person, sold.price, -pieces, self.clock.now(), sold)
        entry.is_box = sold.is_box
        self.ledger.entries.append(entry)

    def _line_back(self, sold: Entry, pieces: int) -> SaleLine:
        if not sold.is_box:
            return a_line(sold.price, f"-{pieces}")
        words = {"sku": self.goods.sku, "product_id": self.goods.id, "factor": Quantity.of(12)}
        return a_line(sold.price, f"-{pieces}", self.goods.name, **words)

    @rule(picks=st.lists(PICKS, min_size=1, max_size=3), name=NAMES)
    def give_sales_to_somebody_else(self, picks: list[int], name: str) -> None:
        if not self.ledger.entries:
            return
        asked = [self.ledger.pick(pick) for pick in picks]
        ids = [each.sale_id for each in asked if each]
        to = CustomerRef(name) if name_key(name) else None
        known = self.ledger.known(name) if to else None
        may = any(each.person is not known for each in asked if each) or (to and not known)
        try:
            change = self.store.sales.change_customer(ids, to, self.clock.now(), by=OWNER)
        except SaleRefused:
            assert not may
            return
        assert may
        person = self.ledger.person(name)
        self._note(person, change.to_customer_id)
        moved = self.ledger.give([each for each in asked if each], person)
        self.ledger.changes.append(Change(change.id, person, moved, len(self.ledger.entries)))

    @rule(pick=PICKS)
    def take_a_change_back(self, pick: int) -> None:
        if not self.ledger.changes:
            return
        change = self.ledger.changes[pick % len(self.ledger.changes)]
        may = self.ledger.may_take_back(change)
        try:
            self.store.sales.undo_change(change.id, self.clock.now(), by=OWNER)
        except SaleRefused:
            assert not may
            return
        assert may
        self.ledger.take_back(change)

    @rule(name=NAMES, price=PRICES)
    def bring_back_without_a_receipt(self, name: str, price: int) -> None:
        sale = a_return([a_line(price, "-1")], customer=name, at=self.clock.now())
        receipt = self.store.sales.record(sale, by=OWNER)
        person = self.ledger.person(name)
        self._note(person, receipt.customer_id)
        self.ledger.entries.append(Entry(receipt.sale_id, person, price, -1, self.clock.now()))

    @rule(pick=PICKS)
    def void(self, pick: int) -> None:
        entry = self.ledger.pick(pick)
        if entry is None:
            return
        may = not entry.is_void and not self.ledger.has_come_back(entry)
        try:
            self.store.sales.void(entry.sale_id, "slip", self.clock.now(), by=OWNER)
        except SaleRefused:
            assert not may
            return
        assert may
        entry.is_void = True

    @rule(name=NAMES, price=PRICES, number=st.integers(1, 5))
    def bring_in(self, name: str, price: int, number: int) -> None:
        known = any(each.is_imported and each.price % 10 == number for each in self.ledger.entries)
        price = price // 10 * 10 + number  # the number is in the price, so that the ledger sees it
        sale = a_sale(name, [a_line(price)], at=self.clock.now(), foreign=str(number))
        counts = self.store.sales.bring_in([ImportedSale(f"import/{number}", sale)], by=OWNER)
        content = (name_key(name), price)
        if known:
            is_same = self.brought_in[number] == content
            assert counts == ImportCounts(0, 1, 0, () if is_same else (str(number),))
            return
        self.brought_in[number] = content
        person = self.ledger.person(name)
        found = self.store.database.value(
            "SELECT id FROM sales WHERE foreign_number = ?", (str(number),)
        )
        entry = Entry(found, person, price, 1, self.clock.now(), is_imported=True)
        self._note(person, self.store.sales.sale(found, by=OWNER).customer_id)
        self.ledger.entries.append(entry)

    @rule(pick=PICKS, name=NAMES)
    def rename(self, pick: int, name: str) -> None:
        if not self.ledger.people or not name_key(name):
            return
        person = self.ledger.people[pick % len(self.ledger.people)]
        assert person.id is not None
        taken = self.ledger.known(name) not in {None, person}
        try:
            self.store.customers.edit(person.id, Contact(name), by=OWNER)
        except NameTaken:
            assert taken
            return
        assert not taken
        person.key = name_key(name)

    @rule(pick=PICKS)
    def press_pay_again(self, pick: int) -> None:
        if self.sent:
            receipt = self.store.sales.record(self.sent[pick % len(self.sent)], by=OWNER)
            assert receipt.outcome is Outcome.ALREADY_RECORDED

    @rule(hours=HOURS)
    def let_time_pass_or_set_the_clock_back(self, hours: int) -> None:
        self.clock.advance(hours=hours)

    @invariant()
    def every_sale_is_whose_the_ledger_says(self) -> None:
        for entry in self.ledger.entries:
            record = self.store.sales.sale(entry.sale_id, by=OWNER)
            assert record.customer_id == (entry.person.id if entry.person else None)
            assert record.head.total.minor == entry.total

    @invariant()
    def figures_are_those_of_a_recount(self) -> None:
        assert self.store.customers.count(by=OWNER) == len(self.ledger.people)
        for person in self.ledger.people:
            assert person.id is not None
            kept = self.store.customers.customer(person.id, by=OWNER)
            assert (
                kept.total_purchases.minor,
                kept.transaction_count,
                kept.first_purchase,
                kept.last_purchase,
            ) == self.ledger.figures(person)


TestShopLife = ShopLife.TestCase
TestShopLife.settings = settings(
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
