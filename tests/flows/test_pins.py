"""A shop with PINs: what asks for one, what it opens and for how long, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Right
from app.domain.customer import CustomerRef
from app.domain.money import Money
from app.domain.people import Person
from app.storage.store import open_store
from app.ui.customers.dialog import CustomersDialog
from app.ui.pin.recover_sheet import RecoverSheet
from app.ui.theme import Scheme
from app.ui.widgets.sheet import Sheet
from tests.clocks import HeldClock
from tests.flows.counter import COFFEE, CTRL, EVAP, RICE, SHIFT, Counter, other_hand
from tests.flows.test_steps import Hands
from tests.storage.cheap_pins import cheap_pins

__all__ = ["cheap_pins"]

PIN, JOY = "271828", "314159"
MINUTE = 60_000
APPROVALS = "SELECT act, subject, up_to, approved_by FROM approvals"

pytestmark = pytest.mark.usefixtures("cheap_pins")


@pytest.fixture
def recovery_code(shop_folder: Path, clock: HeldClock, cheap_pins: None) -> str:
    """Give the owner, Joy and Ben to the shop; the code is what was written down then."""
    store = open_store(shop_folder, clock)
    code = store.people.begin_owner("Nena", PIN)
    owner = store.people.enter(PIN)
    joy = store.people.save(Person(0, "Joy", frozenset({Right.DISCOUNT_ABOVE_LIMIT})), by=owner)
    store.people.set_pin(joy.id, JOY, by=owner)
    store.people.save(Person(0, "Ben"), by=owner)
    store.close()
    return code


@pytest.fixture
def counter(
    shop_folder: Path, clock: HeldClock, recovery_code: str, qapp: QApplication, qtbot: QtBot
) -> Iterator[Counter]:
    """A till at which nobody has entered a PIN yet."""
    assert recovery_code
    made = Counter(shop_folder, clock, None, qapp, qtbot)
    made.open()
    yield made
    made.close()


def enter_pin(counter: Counter, pin: str = PIN) -> None:
    assert counter.sheet == "pin_pad"
    counter.write(pin)
    counter.enter()
    counter.until(lambda: counter.sheet != "pin_pad")


def refuse_pin(counter: Counter, pin: str) -> str:
    counter.write(pin)
    counter.enter()
    counter.until(lambda: counter.window.attendance.guard.pad.edit.is_wrong)
    return counter.words("pin_hint")


def tap(counter: Counter, name: str) -> None:
    QTest.mouseClick(counter.find(QAbstractButton, name), Qt.MouseButton.LeftButton)


def discount(counter: Counter, percent: str) -> None:
    counter.press(Qt.Key.Key_F5)
    counter.write(percent)
    counter.enter()


# Owner areas


def test_the_customers_open_by_the_pad_and_then_stay_open_to_the_owner(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    assert counter.words("pin_what_for") == "Customers and what they bought"
    enter_pin(counter)
    assert counter.sheet == "customers_dialog"
    assert counter.focus_is_in("customer_search")
    counter.escape()
    counter.press(Qt.Key.Key_F10)
    assert counter.sheet == "customers_dialog"


@pytest.mark.parametrize(
    ("button", "right"), [("rail_products", "products"), ("rail_settings", "settings")]
)
def test_a_page_of_the_owner_opens_by_the_pad(counter: Counter, button: str, right: str) -> None:
    assert counter.find(QAbstractButton, button).is_locked  # type: ignore[attr-defined]
    tap(counter, button)
    assert counter.window.pages.current == "sell"
    enter_pin(counter)
    assert counter.window.pages.current == right
    assert not counter.find(QAbstractButton, button).is_locked  # type: ignore[attr-defined]


def test_who_may_less_is_not_let_in_by_a_right_pin_and_it_is_written_down(
    counter: Counter,
) -> None:
    counter.press(Qt.Key.Key_F10)
    assert refuse_pin(counter, JOY) == "Joy may not do this. Ask somebody who may."
    assert counter.shop.by.name == ""
    counter.until(lambda: counter.rows("SELECT 1 FROM audit_log WHERE subject LIKE '%: Joy'"))
    assert counter.heard[-1] == "refused"


def test_escape_gives_up_and_the_scan_field_is_ready(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    counter.write("27")
    counter.escape()
    assert (counter.sheet, counter.is_ready) == ("", True)
    counter.press(Qt.Key.Key_F10)
    assert counter.window.attendance.guard.pad.edit.text() == ""


def test_a_scan_is_no_pin(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    counter.scan(RICE)
    assert counter.sheet == "pin_pad"
    assert counter.window.attendance.guard.pad.edit.text() == ""
    assert (counter.lines, counter.heard, counter.messages) == ([], [], [])


# Wrong PINs


def test_a_wrong_pin_is_heard_and_seen_and_counts(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    assert refuse_pin(counter, "999998") == "Wrong PIN. 4 tries left."
    pad = counter.window.attendance.guard.pad
    assert (pad.edit.text(), counter.heard) == ("", ["refused"])
    counter.write("2")
    assert not pad.edit.is_wrong


def test_after_five_the_pad_waits_longer_and_longer_and_opens_again(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        assert refuse_pin(counter, "999998") == f"Wrong PIN. {left} left."
        counter.write("9")
        counter.press(Qt.Key.Key_Backspace)
    assert refuse_pin(counter, "999998") == "Too many wrong PINs. Wait 0:30"
    pad = counter.window.attendance.guard.pad
    counter.write(PIN)
    counter.enter()
    assert pad.edit.text() == ""
    counter.stopwatch.now += 12_000
    pad._count_down()
    assert counter.words("pin_hint") == "Too many wrong PINs. Wait 0:18"
    counter.escape()
    counter.press(Qt.Key.Key_F10)
    assert counter.words("pin_hint") == "Too many wrong PINs. Wait 0:18"
    counter.stopwatch.now += 18_000
    pad._count_down()
    assert counter.words("pin_hint") == "6 to 12 digits, then Enter"
    assert pad.pad.isEnabled()


def test_a_short_pin_is_not_even_tried(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    counter.write("12345")
    counter.enter()
    assert counter.words("pin_hint") == "A PIN has 6 digits or more."
    assert counter.rows("SELECT failed_tries FROM pin_gate") == [(0,)]


# Who is there, and until when


def test_an_owner_who_sells_stays_owner_until_lock(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    enter_pin(counter)
    counter.escape()
    counter.scan(RICE)
    counter.pay_exactly()
    assert counter.last_sale("cashier") == ("Nena",)
    assert Right.SETTINGS in counter.shop.by.rights
    counter.press(Qt.Key.Key_L, CTRL)
    assert Right.SETTINGS not in counter.shop.by.rights
    assert counter.messages[0] == "Locked"
    assert counter.is_ready
    counter.press(Qt.Key.Key_F10)
    assert counter.sheet == "pin_pad"


def test_idle_minutes_lock_and_a_touch_begins_them_anew(counter: Counter) -> None:
    tap(counter, "rail_products")
    enter_pin(counter)
    session = counter.window.attendance.session
    counter.stopwatch.now += 4 * MINUTE
    counter.press(Qt.Key.Key_Down)
    counter.stopwatch.now += 4 * MINUTE
    session.look()
    assert counter.window.pages.current == "products"
    counter.stopwatch.now += MINUTE
    session.look()
    assert counter.window.pages.current == "sell"
    assert (counter.is_ready, session.has_entered) == (True, False)


def test_locking_takes_away_what_the_owner_had_open_and_leaves_the_sale(counter: Counter) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F10)
    enter_pin(counter)
    counter.window.attendance.session.lock()
    assert counter.sheet == ""
    assert counter.lines == [("RICE5", "1")]
    assert counter.is_ready


def test_the_key_locks_from_inside_the_customers_too(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)
    enter_pin(counter)
    counter.press(Qt.Key.Key_L, CTRL)
    assert (counter.sheet, counter.is_ready) == ("", True)
    assert Right.SEE_CUSTOMERS not in counter.shop.by.rights


def test_a_page_of_the_owner_that_is_left_asks_nothing_until_it_is_locked(
    counter: Counter,
) -> None:
    tap(counter, "rail_products")
    enter_pin(counter)
    counter.escape()
    assert counter.window.pages.current == "sell"
    tap(counter, "rail_settings")
    assert counter.window.pages.current == "settings"
    counter.press(Qt.Key.Key_L, CTRL)
    assert counter.window.pages.current == "sell"
    tap(counter, "rail_settings")
    assert counter.sheet == "pin_pad"


def test_who_is_at_the_till_is_chosen_without_a_pin_and_signs_the_sale(counter: Counter) -> None:
    tap(counter, "rail_person")
    assert counter.sheet == "person_sheet"
    counter.press(Qt.Key.Key_Home)
    counter.enter()
    assert counter.sheet == ""
    assert counter.words("rail_person") == "Ben"
    assert Right.SETTINGS not in counter.shop.by.rights
    counter.scan(RICE)
    counter.pay_exactly()
    assert counter.last_sale("cashier") == ("Ben",)


def test_the_person_chosen_comes_back_when_the_owner_has_left(counter: Counter) -> None:
    tap(counter, "rail_person")
    counter.press(Qt.Key.Key_Home)
    counter.enter()
    counter.press(Qt.Key.Key_F10)
    enter_pin(counter)
    assert counter.words("rail_person") == "Nena"
    counter.press(Qt.Key.Key_L, CTRL)
    counter.escape()
    tap(counter, "rail_lock")
    assert counter.words("rail_person") == "Ben"


# Acts that are allowed once


def test_a_discount_above_the_limit_is_allowed_on_the_spot_and_kept_with_the_sale(
    counter: Counter,
) -> None:
    counter.scan(EVAP)
    discount(counter, "15")
    assert counter.words("pin_what_for") == "Discount above 10% on Evaporated milk 370 ml"
    assert counter.words("pin_confirm") == "Allow"
    enter_pin(counter, JOY)
    assert (counter.sheet, counter.is_ready) == ("", True)
    assert str(counter.cart.lines[0].discount) == "5.18"
    assert counter.shop.by.name == ""
    assert counter.rows(APPROVALS) == [("discount", "EVAP", 1502, "Joy")]
    counter.pay_exactly()
    assert counter.last_sale("total_amount") == (2932,)


def test_up_to_the_limit_nobody_is_asked(counter: Counter) -> None:
    counter.scan(EVAP)
    discount(counter, "10")
    assert counter.sheet == ""
    assert str(counter.cart.lines[0].discount) == "3.45"


def test_what_was_allowed_is_not_asked_again_but_more_is(counter: Counter) -> None:
    counter.scan(EVAP)
    discount(counter, "20")
    enter_pin(counter)
    discount(counter, "15")
    assert counter.sheet == ""
    counter.press(Qt.Key.Key_Z, CTRL)
    counter.press(Qt.Key.Key_Z, CTRL)
    assert str(counter.cart.lines[0].discount) == "0.00"
    discount(counter, "20")
    assert counter.sheet == ""
    discount(counter, "25")
    assert counter.sheet == "pin_pad"


def test_cancel_leaves_the_dialog_with_what_was_typed(counter: Counter) -> None:
    counter.scan(EVAP)
    discount(counter, "50")
    counter.escape()
    assert counter.sheet == "discount_sheet"
    assert counter.focus == "discount_edit"
    assert counter.words("discount_edit") == "50"
    assert not counter.cart.lines[0].discount


def test_a_discount_on_the_whole_sale_is_allowed_by_one_pin(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    counter.press(Qt.Key.Key_F5, SHIFT)
    counter.write("30")
    counter.enter()
    assert counter.words("pin_what_for") == "Discount above 10% on the whole sale"
    enter_pin(counter)
    counter.pay_exactly()
    assert counter.last_sale("discount_amount")[0] > 0


def test_a_price_below_the_lowest_is_allowed_by_who_may(counter: Counter) -> None:
    with other_hand(counter.folder) as file:
        file.execute("UPDATE products SET lowest_price = 3200 WHERE sku = 'EVAP'")
    counter.scan(EVAP)
    counter.press(Qt.Key.Key_F6)
    counter.write("31")
    tap(counter, "reason_0")
    counter.enter()
    assert counter.words("pin_what_for") == "Price of ₱31.00, too low, for Evaporated milk 370 ml"
    assert refuse_pin(counter, JOY) == "Joy may not approve this."
    enter_pin(counter)
    assert counter.cart.lines[0].unit_price == Money(3100)
    counter.pay_exactly()
    assert counter.last_sale("total_amount") == (3100,)


def test_the_refusal_of_the_store_leads_to_the_pad_and_then_the_sale_is_saved(
    counter: Counter,
) -> None:
    """An owner takes more off than a cashier may, and leaves before it is paid."""
    counter.press(Qt.Key.Key_F10)
    enter_pin(counter)
    counter.escape()
    counter.scan(EVAP)
    discount(counter, "40")
    assert counter.sheet == ""
    counter.press(Qt.Key.Key_L, CTRL)
    counter.enter(CTRL)
    counter.until(lambda: counter.sheet == "pin_pad")
    counter.write(PIN)
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.last_sale("total_amount") == (2070,)


def test_fewer_pieces_for_the_same_amount_off_are_asked_about(counter: Counter) -> None:
    counter.write("4*")
    counter.scan(EVAP)
    counter.press(Qt.Key.Key_F5)
    counter.write("10p")
    counter.enter()
    assert counter.sheet == ""
    counter.write("-")
    assert counter.sheet == ""
    counter.write("-")
    assert counter.sheet == "pin_pad"
    enter_pin(counter)
    assert counter.lines == [("EVAP", "2")]


# Whatever else is refused


def test_a_wish_that_is_not_allowed_asks_for_a_pin_and_is_then_done(counter: Counter) -> None:
    counter.shop.save_settings(replace(counter.shop.settings, reduce_motion=True))
    counter.until(lambda: counter.sheet == "pin_pad")
    assert counter.words("pin_what_for") == "Settings"
    counter.write(PIN)
    counter.enter()
    counter.until(lambda: counter.shop.settings.reduce_motion and not counter.sheet)
    assert counter.rows("SELECT value FROM settings WHERE key = 'shop.reduce_motion'") == [
        ("true",)
    ]
    assert counter.messages == []


def test_a_wish_that_is_not_allowed_is_refused_in_words_when_nobody_enters_a_pin(
    counter: Counter,
) -> None:
    counter.shop.save_settings(replace(counter.shop.settings, reduce_motion=True))
    counter.until(lambda: counter.sheet == "pin_pad")
    counter.escape()
    counter.until(lambda: counter.messages)
    assert counter.messages[0] == "You are not allowed to do this."
    assert not counter.shop.settings.reduce_motion
    assert counter.rows("SELECT subject FROM audit_log WHERE act = 'refused'") == [
        ("SettingsRepository.save",)
    ]


def test_the_customer_of_an_earlier_sale_is_changed_by_who_may(counter: Counter) -> None:
    (sale,) = counter.rows("SELECT id FROM sales WHERE customer_name = 'Marlon Reyes'")[0]
    counter.shop.customers.give_sales([sale], CustomerRef("Maria Santos"))
    counter.until(lambda: counter.sheet == "pin_pad")
    assert counter.words("pin_what_for") == "Change an earlier sale's customer"
    counter.write(PIN)
    counter.enter()
    counter.until(lambda: counter.count("customer_changes"))
    whose = "SELECT name FROM customers JOIN sales ON customer_id = customers.id WHERE sales.id = ?"
    assert counter.rows(whose, sale) == [("Maria Santos",)]


def test_how_it_looks_is_for_everybody_but_only_kept_for_who_may(counter: Counter) -> None:
    counter.window.rail.scheme_chosen.emit(Scheme.DARK)
    assert counter.till.theme.tone == "dark"
    assert counter.sheet == ""
    assert counter.shop.settings.theme == "system"


# Step goals of the design, with a PIN of six digits


def test_owner_what_did_maria_buy_last_time(counter: Counter) -> None:
    hands = Hands(counter)
    with hands.at_most(keys=11):
        hands.press(Qt.Key.Key_F10)
        hands.write(PIN)
        hands.press(Qt.Key.Key_Return)
        counter.until(lambda: counter.sheet == "customers_dialog")
        hands.write("mar")
    dialog = counter.window.findChild(CustomersDialog)
    assert dialog is not None
    counter.until(lambda: dialog.detail.customer and dialog.detail.sale.isVisible())


def test_a_discount_above_the_limit_takes_its_four_keys_and_the_pin(counter: Counter) -> None:
    hands = Hands(counter)
    counter.scan(EVAP)
    with hands.at_most(keys=4 + 7):
        hands.press(Qt.Key.Key_F5)
        hands.write("20")
        hands.press(Qt.Key.Key_Return)
        hands.write(PIN)
        hands.press(Qt.Key.Key_Return)
        counter.until(lambda: counter.cart.lines[0].discount)


def test_the_pad_is_worked_by_touch_alone(counter: Counter) -> None:
    hands = Hands(counter)
    with hands.at_most(taps=2, digits=6):
        hands.tap("rail_customers")
        hands.tap_digits(counter.window.attendance.guard.pad, PIN)
        hands.tap("pin_confirm")
        counter.until(lambda: counter.sheet == "customers_dialog")


# The recovery code


def type_code(counter: Counter, code: str) -> None:
    counter.press(Qt.Key.Key_F10)
    tap(counter, "pin_forgot")
    assert (counter.sheet, counter.focus) == ("recover_sheet", "recovery_code_edit")
    counter.write(code)
    counter.enter()
    assert counter.focus == "new_pin"
    counter.write("602214")
    counter.enter()
    assert counter.focus == "new_pin_again"
    counter.write("602214")
    counter.enter()


def test_the_recovery_code_sets_a_new_pin_and_the_next_code_is_shown_once(
    counter: Counter, recovery_code: str
) -> None:
    type_code(counter, recovery_code.lower().replace("-", " "))
    counter.until(lambda: counter.sheet == "code_sheet")
    assert counter.shop.by.name == "Nena"
    next_code = counter.words("recovery_code")
    assert len(next_code) == 23
    assert next_code != recovery_code
    counter.escape()
    counter.enter()
    assert counter.sheet == "code_sheet", "neither Esc nor Enter loses the code"
    counter.press(Qt.Key.Key_Space)
    counter.enter()
    assert (counter.sheet, counter.is_ready) == ("", True)
    counter.press(Qt.Key.Key_L, CTRL)
    counter.press(Qt.Key.Key_F10)
    enter_pin(counter, "602214")
    assert counter.sheet == "customers_dialog"


def test_a_wrong_recovery_code_is_said_beside_it_and_lets_nobody_in(counter: Counter) -> None:
    type_code(counter, "AAAAA-AAAAA-AAAAA-AAAAA")
    counter.until(lambda: counter.heard == ["refused"])
    assert counter.focus == "recovery_code_edit"
    sheet = Sheet.top(counter.window)
    assert isinstance(sheet, RecoverSheet)
    assert sheet.code.error == "This is not the code."
    assert counter.shop.by.name == ""
    assert counter.rows("SELECT failed_tries FROM pin_gate") == [(1,)]
