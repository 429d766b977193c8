"""The step goals: every task of a counter by its real keys and scans, counted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget

from app.domain.actor import Actor
from app.domain.customer import CustomerRef
from app.domain.product import QuickKey
from app.ui.widgets.pad import PadKey
from app.ui.widgets.sheet import Sheet
from tests.flows.counter import ALT, COFFEE, COLA, CTRL, EVAP, NO_MODIFIER, RICE, Counter

KEY = Qt.Key
ITEMS = (RICE, EVAP, COFFEE)
PARTS = "SELECT method, amount, tendered FROM payments WHERE sale_id = ? ORDER BY line_no"


@dataclass
class Steps:
    """How often a hand moved: keys pressed, codes scanned, places touched, digits of a pad."""

    keys: int = 0
    scans: int = 0
    taps: int = 0
    digits: int = 0


class Hands:
    """Works the counter one real key, scan or tap at a time, and counts each."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.steps = Steps()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """A key together with Ctrl, Alt or Shift is one press."""
        self.steps.keys += 1
        self.counter.press(key, modifiers)

    def write(self, text: str) -> None:
        self.steps.keys += len(text)
        self.counter.write(text)

    def enter(self) -> None:
        self.counter.let_enter_be_heard()
        self.press(KEY.Key_Return)

    def scan(self, *codes: str) -> None:
        self.steps.scans += len(codes)
        self.counter.scan(*codes)

    def tap(self, name: str) -> None:
        self.steps.taps += 1
        QApplication.processEvents()  # what a tap opened is on screen before the next one
        buttons = self.counter.window.findChildren(QAbstractButton, name)
        (button,) = [each for each in buttons if each.isVisible() and each.isEnabled()]
        self.counter.let_enter_be_heard()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def tap_field(self, name: str) -> None:
        self.steps.taps += 1
        QTest.mouseClick(self.counter.find(QLineEdit, name), Qt.MouseButton.LeftButton)

    def tap_row(self, name: str, row: int) -> None:
        """Touch the middle of a row of a list or a table."""
        self.steps.taps += 1
        view = self.counter.find(QAbstractItemView, name)
        middle = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    def tap_digits(self, pad: QWidget, digits: str) -> None:
        """Touch the keys of a number pad; they are counted apart from taps, as letters are."""
        for digit in digits:
            self.steps.digits += 1
            keys = pad.findChildren(PadKey)
            (key,) = [each for each in keys if each.text() == digit and each.isVisible()]
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)

    def sheet(self) -> Sheet:
        """Give the dialog on top."""
        top = Sheet.top(self.counter.window)
        assert top is not None
        return top

    @contextmanager
    def at_most(
        self, *, keys: int = 0, scans: int = 0, taps: int = 0, digits: int = 0
    ) -> Iterator[None]:
        """Count from nothing; afterwards no more was needed than the goal."""
        self.steps = Steps()
        yield
        assert self.steps.keys <= keys
        assert self.steps.scans <= scans
        assert self.steps.taps <= taps
        assert self.steps.digits <= digits


@pytest.fixture
def hands(counter: Counter) -> Hands:
    return Hands(counter)


def wait_for_the_sale(counter: Counter) -> None:
    counter.until(lambda: counter.is_shown("complete_view"))


def test_three_items_without_a_name_paid_exactly(hands: Hands, counter: Counter) -> None:
    with hands.at_most(scans=3, keys=1):
        hands.scan(*ITEMS)
        hands.press(KEY.Key_Return, CTRL)
    wait_for_the_sale(counter)
    assert counter.last_sale("customer_name, total_amount") == ("", 53_850)


def test_three_items_without_a_name_paid_exactly_by_touch(hands: Hands, counter: Counter) -> None:
    with hands.at_most(scans=3, taps=1):
        hands.scan(*ITEMS)
        hands.tap("exact_cash")
    wait_for_the_sale(counter)
    assert counter.last_sale("total_amount") == (53_850,)


def test_three_items_for_a_customer_who_was_here_before(hands: Hands, counter: Counter) -> None:
    counter.ring_up_elsewhere("RICE5", CustomerRef("Corazon Aquino"))
    with hands.at_most(scans=3, keys=6):
        hands.scan(*ITEMS)
        hands.press(KEY.Key_F3)
        hands.write("cor")
        hands.press(KEY.Key_Return)
        hands.press(KEY.Key_Return, CTRL)
    wait_for_the_sale(counter)
    assert counter.last_sale("customer_name, total_amount") == ("Corazon Aquino", 53_850)
    assert counter.count("customers WHERE name = 'Corazon Aquino'") == 1


def test_three_items_for_a_customer_who_was_here_before_by_touch(
    hands: Hands, counter: Counter
) -> None:
    counter.ring_up_elsewhere("RICE5", CustomerRef("Corazon Aquino"))
    with hands.at_most(scans=3, keys=3, taps=3):
        hands.scan(*ITEMS)
        hands.tap_field("customer_edit")
        hands.write("cor")
        counter.until(lambda: counter.is_shown("suggestions"))
        hands.tap_row("suggestion_list", 0)
        hands.tap("exact_cash")
    wait_for_the_sale(counter)
    assert counter.last_sale("customer_name, total_amount") == ("Corazon Aquino", 53_850)
    assert counter.count("customers WHERE name = 'Corazon Aquino'") == 1


def test_three_items_a_note_and_change(hands: Hands, counter: Counter) -> None:
    with hands.at_most(scans=3, keys=6):
        hands.scan(*ITEMS)
        hands.enter()
        hands.write("1000")
        hands.enter()
    wait_for_the_sale(counter)
    assert counter.amount("complete_change") == "₱461.50"


def test_three_items_a_note_and_change_by_touch(hands: Hands, counter: Counter) -> None:
    with hands.at_most(scans=3, taps=3):
        hands.scan(*ITEMS)
        hands.tap("charge")
        hands.tap("quick_2")
        hands.tap("complete_sale")
    wait_for_the_sale(counter)
    assert counter.last_sale("total_amount") == (53_850,)


def test_a_new_customer_on_a_sale(hands: Hands, counter: Counter) -> None:
    name = "Corazon Aquino"
    counter.scan(RICE)
    with hands.at_most(keys=len(name) + 2):
        hands.press(KEY.Key_F3)
        hands.write(name)
        hands.enter()
    assert counter.customer == name
    assert counter.is_shown("chip_new")
    assert counter.is_ready


def test_a_new_customer_on_a_sale_by_touch(hands: Hands, counter: Counter) -> None:
    name = "Corazon Aquino"
    counter.scan(RICE)
    with hands.at_most(keys=len(name), taps=2):
        hands.tap_field("customer_edit")
        hands.write(name)
        counter.until(lambda: counter.is_shown("suggestions"))
        hands.tap("new_customer")
    assert counter.customer == name
    assert counter.is_shown("chip_new")
    assert counter.is_ready


def test_six_of_the_same_said_before_the_scan(hands: Hands, counter: Counter) -> None:
    with hands.at_most(scans=1, keys=2):
        hands.write("6*")
        hands.scan(EVAP)
    assert counter.lines == [("EVAP", "6")]


def test_six_of_the_same_said_after_the_scan(hands: Hands, counter: Counter) -> None:
    counter.scan(EVAP)
    with hands.at_most(keys=3):
        hands.press(KEY.Key_F4)
        hands.write("6")
        hands.enter()
    assert counter.lines == [("EVAP", "6")]


def test_six_of_the_same_by_touch(hands: Hands, counter: Counter) -> None:
    """The goal is three touches; the one digit is among them."""
    counter.scan(EVAP)
    with hands.at_most(taps=2, digits=1):
        hands.tap("line_quantity")
        hands.tap_digits(hands.sheet(), "6")
        hands.tap("apply_quantity")
    assert counter.lines == [("EVAP", "6")]


def test_an_item_without_a_barcode(hands: Hands, counter: Counter) -> None:
    with hands.at_most(keys=5):
        hands.write("eggs")
        hands.press(KEY.Key_Return)
    counter.until(lambda: counter.lines == [("3010", "1")])


def test_an_item_without_a_barcode_has_a_key_of_its_own(
    hands: Hands, counter: Counter, owner: Actor
) -> None:
    found = counter.shop.reader.products.by_code("3010", by=owner)
    assert found is not None
    counter.shop.counter.save_keys([QuickKey(found.product)])
    counter.until(lambda: counter.is_shown("quick_key_0"))
    with hands.at_most(taps=1):
        hands.tap("quick_key_0")
    assert counter.lines == [("3010", "1")]


def test_ten_per_cent_off_a_line(hands: Hands, counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    with hands.at_most(keys=4):
        hands.press(KEY.Key_F5)
        hands.write("10")
        hands.enter()
    assert [line.discount.minor for line in counter.cart.lines] == [0, 345]


def test_ten_per_cent_off_a_line_by_touch(hands: Hands, counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    with hands.at_most(taps=3):
        hands.tap("line_discount")
        hands.tap("preset_10")
        hands.tap("apply_discount")
    assert [line.discount.minor for line in counter.cart.lines] == [0, 345]


def test_a_sale_is_parked_and_recalled(hands: Hands, counter: Counter) -> None:
    counter.scan(*ITEMS)
    key = counter.cart.key
    with hands.at_most(keys=1):
        hands.press(KEY.Key_F7)
    counter.until(lambda: counter.cart.is_empty)
    with hands.at_most(keys=2):
        hands.press(KEY.Key_F8)
        hands.press(KEY.Key_Return)
    counter.until(lambda: counter.cart.key == key)
    assert len(counter.lines) == 3


def test_a_sale_is_parked_and_recalled_by_touch(hands: Hands, counter: Counter) -> None:
    counter.scan(*ITEMS)
    key = counter.cart.key
    with hands.at_most(taps=1):
        hands.tap("park")
    counter.until(lambda: counter.cart.is_empty)
    with hands.at_most(taps=2):
        hands.tap("parked")
        hands.tap("recall_parked")
    counter.until(lambda: counter.cart.key == key)


def test_a_thousand_by_wallet_and_the_rest_in_cash(hands: Hands, counter: Counter) -> None:
    counter.scan(*[RICE] * 6)
    reference = "4471902"
    with hands.at_most(keys=12 + len(reference)):
        hands.enter()
        hands.press(KEY.Key_G, ALT)
        hands.write("1000")
        hands.enter()
        hands.write(reference)
        hands.enter()
        hands.write("800")
        hands.enter()
    wait_for_the_sale(counter)
    (sale,) = counter.last_sale("id")
    assert counter.rows(PARTS, sale) == [("gcash", 100_000, None), ("cash", 73_400, 80_000)]
    assert counter.amount("complete_change") == "₱66.00"


def test_a_thousand_by_wallet_and_the_rest_in_cash_by_touch(hands: Hands, counter: Counter) -> None:
    counter.scan(*[RICE] * 6)
    reference = "4471902"
    with hands.at_most(taps=5, digits=len("1000" + reference + "800")):
        hands.tap("charge")
        hands.tap("method_gcash")
        hands.tap_digits(hands.sheet(), "1000")
        hands.tap("complete_sale")
        hands.tap_digits(hands.sheet(), reference)
        hands.tap("complete_sale")
        hands.tap_digits(hands.sheet(), "800")
        hands.tap("complete_sale")
    wait_for_the_sale(counter)
    (sale,) = counter.last_sale("id")
    assert counter.rows(PARTS, sale) == [("gcash", 100_000, None), ("cash", 73_400, 80_000)]


def test_what_a_customer_bought_last_time(hands: Hands, counter: Counter) -> None:
    """The goal is eleven keys with a PIN of six; this shop has none, the PIN tests count it."""
    with hands.at_most(keys=11 - 6):
        hands.press(KEY.Key_F10)
        hands.write("pen")
        counter.until(lambda: counter.words("customer_name") == "Peña Grande Store")
    lines = counter.find(QAbstractItemView, "sale_lines")
    assert lines.isVisible()
    assert "Coffee 3-in-1, 30 sachets" in str(lines.model().index(0, 0).data())


def test_what_a_customer_bought_last_time_by_touch(hands: Hands, counter: Counter) -> None:
    """The goal is three touches with a PIN's; this shop has none, the PIN tests count it."""
    with hands.at_most(keys=3, taps=2):
        hands.tap("rail_customers")
        hands.write("pen")
        counter.until(lambda: counter.words("customer_name") == "Peña Grande Store")
    lines = counter.find(QAbstractItemView, "sale_lines")
    assert lines.isVisible()
    assert "Coffee 3-in-1, 30 sachets" in str(lines.model().index(0, 0).data())


def owing(counter: Counter, name: str = "Peña Grande Store") -> None:
    """Somebody whose name no other begins like owes 500.00."""
    counter.open_account(name, owed=50_000)


TWO_HUNDRED = (COLA,) * 8


def test_five_hundred_of_old_balance_with_two_hundred_of_goods(
    hands: Hands, counter: Counter
) -> None:
    """Scans, F3, three letters, Enter, F12, Alt+O, 1000, Enter."""
    owing(counter)
    with hands.at_most(scans=8, keys=1 + 3 + 1 + 1 + 1 + 4 + 1):
        hands.scan(*TWO_HUNDRED)
        hands.press(KEY.Key_F3)
        hands.write("peñ")
        hands.press(KEY.Key_Return)
        hands.press(KEY.Key_F12)
        hands.press(KEY.Key_O, ALT)
        hands.write("1000")
        hands.enter()
    wait_for_the_sale(counter)
    assert counter.last_sale("customer_name, total_amount") == ("Peña Grande Store", 20_000)
    assert counter.amount("complete_change") == "₱300.00"
    assert counter.balance() == 0


def test_five_hundred_of_old_balance_with_two_hundred_of_goods_by_touch(
    hands: Hands, counter: Counter
) -> None:
    """The customer is chosen already: Charge, the old balance, the thousand, Complete."""
    owing(counter)
    counter.name("peña grande store")
    counter.enter()
    with hands.at_most(scans=8, taps=4):
        hands.scan(*TWO_HUNDRED)
        hands.tap("charge")
        hands.tap("rider_offer")
        tiles = counter.window.checkout.tender.amounts.quick.tiles
        (thousand,) = [tile for tile in tiles if tile.isVisible() and tile.text() == "₱1,000"]
        hands.tap(thousand.objectName())
        hands.tap("complete_sale")
    wait_for_the_sale(counter)
    assert counter.amount("complete_change") == "₱300.00"
    assert counter.balance() == 0


def test_an_account_is_paid_in_full(hands: Hands, counter: Counter) -> None:
    """The goal is fourteen keys with a PIN of six: F10, Ctrl+2, three letters, Enter, Ctrl+R,
    Enter.
    """
    counter.open_account("Aling Tess Store", owed=90_000, code="AR-0003")
    owing(counter)
    with hands.at_most(keys=14 - 6):
        hands.press(KEY.Key_F10)
        hands.press(KEY.Key_2, CTRL)
        hands.write("pen")
        hands.press(KEY.Key_Return)
        hands.press(KEY.Key_R, CTRL)
        hands.press(KEY.Key_Return)
    counter.until(lambda: counter.sheet == "slip_sheet")
    assert (counter.balance(), counter.balance("AR-0003")) == (0, 90_000)


def test_an_account_is_paid_in_full_by_touch(hands: Hands, counter: Counter) -> None:
    """The goal is four touches and three letters, beside the PIN."""
    counter.open_account("Aling Tess Store", owed=90_000, code="AR-0003")
    owing(counter)
    with hands.at_most(keys=3, taps=4):
        hands.tap("rail_customers")
        hands.tap("segment_accounts")
        hands.write("pen")
        counter.until(lambda: counter.words("account_title") == "Peña Grande Store")
        hands.tap("account_pay")
        hands.tap("payment_save")
    counter.until(lambda: counter.sheet == "slip_sheet")
    assert (counter.balance(), counter.balance("AR-0003")) == (0, 90_000)


def test_all_that_is_owed_on_an_account_is_paid(hands: Hands, counter: Counter) -> None:
    """The goal is fourteen keys with a PIN of six and its Enter; this shop has none."""
    counter.open_account("Maria Santos", owed=125_000)
    counter.open_account("Peña Grande Store", owed=40_000, code="AR-0008")
    with hands.at_most(keys=14 - 7):
        hands.press(KEY.Key_F10)
        hands.press(KEY.Key_2, CTRL)
        hands.write("mar")
        counter.until(lambda: "Maria Santos" in counter.words("account_title"))
        hands.press(KEY.Key_R, CTRL)
        hands.press(KEY.Key_Return)
    counter.until(lambda: counter.sheet == "slip_sheet")
    assert counter.balance() == 0
    assert counter.balance("AR-0008") == 40_000


def test_a_payment_in_a_hurry_is_of_who_was_typed(counter: Counter) -> None:
    """The list follows a moment later; the key must not go to who still stands first in it."""
    counter.open_account("Maria Santos", owed=40_000)
    counter.open_account("Peña Grande Store", owed=125_000, code="AR-0003", days=60)
    counter.press(KEY.Key_F10)
    counter.press(KEY.Key_2, CTRL)
    counter.write("mar")
    counter.press(KEY.Key_R, CTRL)
    counter.press(KEY.Key_Return)
    counter.until(lambda: counter.sheet == "slip_sheet")
    assert (counter.balance(), counter.balance("AR-0003")) == (0, 125_000)
