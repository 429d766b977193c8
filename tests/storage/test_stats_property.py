"""Whatever happens in a shop, its figures are those of a recount in plain Python."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.actor import everyone
from app.domain.customer import Contact, CustomerRef
from app.domain.errors import NameTaken, SaleRefused
from app.domain.names import name_key
from app.domain.ports import ImportCounts, ImportedSale
from app.domain.sale import Outcome, Sale
from app.storage.store import open_store
from tests.storage.builders import FixedClock, a_line, a_return, a_sale
from tests.storage.ledger import Entry, Ledger, Person

OWNER = everyone()
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

    @rule(pick=PICKS, pieces=PIECES)
    def bring_back(self, pick: int, pieces: int) -> None:
        sold = self.ledger.pick(pick)
        if sold is None:
            return
        line = a_line(sold.price, f"-{pieces}")
        may = sold.is_sale and not sold.is_void and pieces <= self.ledger.still_out(sold)
        try:
            receipt = self.store.sales.record(
                a_return([line], of=sold.sale_id, at=self.clock.now()), by=OWNER
            )
        except SaleRefused:
            assert not may
            return
        assert may
        self._note(sold.person, receipt.customer_id)
        self.ledger.entries.append(
            Entry(receipt.sale_id, sold.person, sold.price, -pieces, self.clock.now(), sold)
        )

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
        counts = self.store.sales.bring_in([ImportedSale(f"old:{number}", sale)], by=OWNER)
        if known:
            assert counts == ImportCounts(0, 1, 0)
            return
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
