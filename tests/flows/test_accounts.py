"""Buying on the list, by keys alone: on account, over the limit, an old balance, a payment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.actor import AT_THE_COUNTER
from app.domain.people import Act
from app.ui.widgets.field import AmountField
from tests.flows.conftest import OpenCounter
from tests.flows.counter import ALT, COFFEE, CTRL, EVAP, RICE, SHIFT, Counter, rows
from tests.flows.program import running
from tests.people import allowed

KEY = Qt.Key
PARTS = "SELECT method, amount, tendered, reference FROM payments ORDER BY sale_id DESC LIMIT 1"
LEDGER = "SELECT kind, amount, balance_after FROM ar_transactions ORDER BY id"


@pytest.fixture
def maria(counter: Counter) -> Counter:
    """Maria owes 500.00 of 5,000.00 and is chosen."""
    counter.open_account("Maria Santos", owed=50_000)
    counter.name("maria santos")
    counter.enter()
    counter.until(lambda: counter.is_ready)
    return counter


def put_on_account(counter: Counter) -> None:
    counter.press(KEY.Key_F12)
    counter.press(KEY.Key_A, ALT)
    counter.let_enter_be_heard()
    counter.enter()


def close_slip(counter: Counter) -> None:
    """Close the slip of a payment once Enter is heard there."""
    done = counter.find(QPushButton, "slip_done")
    counter.until(done.isEnabled)
    counter.enter()


def wait_for_the_sale(counter: Counter) -> None:
    counter.until(lambda: counter.is_shown("complete_view"))


# Sell


def test_the_chip_shows_the_account_and_what_is_left_never_what_was_spent(maria: Counter) -> None:
    row = maria.find(QPushButton, "chip_account")
    assert row.accessibleName() == "Account AR-0007, ₱4,500.00 available"
    assert "645" not in maria.words("chip_detail")


def test_hidden_details_hide_the_account_too(counter: Counter) -> None:
    hidden = replace(counter.shop.settings, hides_customer_details=True)
    counter.shop.save_settings(hidden)
    counter.settle()
    counter.open_account("Maria Santos", owed=50_000)
    counter.name("maria santos")
    counter.enter()
    assert not counter.is_shown("chip_account")


def test_a_code_finds_who_buys_on_it_and_the_whole_code_takes_them(counter: Counter) -> None:
    counter.open_account("Maria Santos", owed=50_000)
    counter.name("ar-00")
    counter.until(lambda: counter.is_shown("suggestions"))
    counter.enter()
    assert counter.customer == "", "a part of a code is a choice"
    counter.write("07")
    counter.enter()
    counter.until(lambda: counter.customer == "Maria Santos")


# On account


def test_a_sale_on_account_is_owed_from_now_on_and_the_slip_says_so(maria: Counter) -> None:
    maria.scan(COFFEE)
    put_on_account(maria)
    wait_for_the_sale(maria)
    assert maria.rows(PARTS) == [("account", 21_500, None, "AR-0007")]
    assert maria.balance() == 71_500
    assert maria.words("complete_what") == "Put on account"
    assert maria.words("complete_how") == "AR-0007 owes ₱715.00 now"
    receipt = maria.window.selling.result.receipt.receipt.accessibleDescription()
    assert "New balance of AR-0007 715.00" in receipt
    assert "Received by" in receipt


def test_a_part_goes_on_account_and_the_rest_is_paid_in_cash(maria: Counter) -> None:
    maria.scan(COFFEE)
    maria.open_tender()
    maria.press(KEY.Key_A, ALT)
    maria.write("100")
    maria.let_enter_be_heard()
    maria.enter()
    maria.let_enter_be_heard()
    maria.enter()
    wait_for_the_sale(maria)
    parts = maria.rows(
        "SELECT method, amount FROM payments ORDER BY sale_id DESC, line_no DESC LIMIT 2"
    )
    assert parts == [("cash", 11_500), ("account", 10_000)]
    assert maria.balance() == 60_000


def test_over_the_limit_only_a_part_goes_on_it_or_somebody_allows_it(counter: Counter) -> None:
    counter.open_account("Maria Santos", owed=490_000)
    counter.name("maria santos")
    counter.enter()
    counter.scan(COFFEE)
    put_on_account(counter)
    assert counter.sheet == "tender"
    assert counter.balance() == 490_000
    counter.find(QPushButton, "account_allow").click()
    counter.let_enter_be_heard()
    counter.enter()
    wait_for_the_sale(counter)
    assert counter.balance() == 511_500
    acts = [act for (act,) in counter.rows("SELECT act FROM audit_log ORDER BY id DESC LIMIT 1")]
    assert acts == ["over the credit limit"]


def test_who_may_not_allow_it_asks_somebody_who_may(counter: Counter) -> None:
    """The question goes to the pad with the account and the balance it would come to."""
    counter.open_account("Maria Santos", owed=490_000)
    asked: list[tuple[Act, str, int, str]] = []
    checkout = counter.window.checkout
    checkout.approve = lambda wanted, what, then: asked.append(
        (wanted.act, wanted.subject, wanted.up_to, what)
    )
    counter.shop.serve(allowed("Ben", AT_THE_COUNTER))
    counter.name("maria santos")
    counter.enter()
    counter.scan(COFFEE)
    put_on_account(counter)
    counter.find(QPushButton, "account_allow").click()
    words = "Maria Santos would owe ₱5,115.00, the limit is ₱5,000.00"
    assert asked == [(Act.CREDIT, "AR-0007", 511_500, words)]
    assert counter.count("sales") == 7, "nothing was sold"


def test_without_a_customer_an_account_is_picked_by_its_name(counter: Counter) -> None:
    counter.open_account("Barangay San Roque", owed=10_000, code="AR-0011")
    counter.scan(COFFEE)
    counter.open_tender()
    assert counter.words("account_reason") == "Choose a customer first"
    counter.press(KEY.Key_A, ALT)
    assert counter.sheet == "account_picker"
    counter.write("roque")
    counter.enter()
    assert counter.sheet == "tender"
    assert counter.words("account_whose") == "Barangay San Roque  ·  AR-0011"
    counter.let_enter_be_heard()
    counter.enter()
    wait_for_the_sale(counter)
    assert counter.balance("AR-0011") == 31_500
    assert counter.last_sale("customer_id") == (None,)


def test_an_account_is_opened_in_the_tender_and_used_at_once(counter: Counter) -> None:
    counter.name("maricel dela cruz")
    counter.enter()
    counter.scan(COFFEE)
    counter.open_tender()
    assert counter.words("account_reason") == "No account for this customer"
    counter.press(KEY.Key_A, ALT)
    assert counter.focus_is_in("account_limit_field")
    counter.write("1000")
    counter.enter()
    counter.until(lambda: counter.sheet == "tender")
    assert counter.words("account_owes") == "Owes ₱0 of 1,000"
    counter.let_enter_be_heard()
    counter.enter()
    wait_for_the_sale(counter)
    assert counter.balance("AR-0001") == 21_500
    linked = "SELECT count(*) FROM account_customers"
    assert counter.rows(linked) == [(1,)]


def test_a_customer_changed_in_the_tender_changes_the_account(maria: Counter) -> None:
    maria.scan(COFFEE)
    maria.open_tender()
    maria.press(KEY.Key_O, ALT)
    maria.press(KEY.Key_F3)
    maria.write("marlon reyes")
    maria.enter()
    maria.until(lambda: maria.sheet == "tender")
    assert maria.words("account_reason") == "No account for this customer"
    assert maria.amount("amount_due") == "₱215.00"
    assert maria.cart.rider is None


# An old balance paid along


def test_the_old_balance_is_paid_along_in_one_tender(maria: Counter) -> None:
    """₱215 of goods and ₱500 of old balance from ₱1,000: ₱285 go back."""
    maria.scan(COFFEE)
    maria.open_tender()
    maria.press(KEY.Key_O, ALT)
    assert maria.words("due_of_total") == "Sale ₱215.00 + old balance ₱500.00"
    maria.let_enter_be_heard()
    maria.write("1000")
    maria.enter()
    wait_for_the_sale(maria)
    assert maria.amount("complete_change") == "₱285.00"
    assert maria.words("complete_how") == (
        "Cash ₱1,000.00   −   Total ₱215.00   −   Old balance ₱500.00"
    )
    assert maria.balance() == 0
    assert maria.last_sale("total_amount") == (21_500,), "an old balance is no purchase"
    assert maria.rows(LEDGER)[-1] == ("payment", -50_000, 0)


def test_less_of_the_old_balance_may_be_paid_along(maria: Counter) -> None:
    maria.scan(COFFEE)
    maria.open_tender()
    maria.press(KEY.Key_O, ALT)
    maria.press(KEY.Key_O, ALT)
    assert maria.sheet == "amount_sheet"
    maria.write("200")
    maria.enter()
    assert maria.amount("amount_due") == "₱415.00"
    maria.let_enter_be_heard()
    maria.enter()
    wait_for_the_sale(maria)
    assert maria.balance() == 30_000


def test_a_tender_that_is_left_pays_no_old_balance(maria: Counter) -> None:
    maria.scan(COFFEE)
    maria.open_tender()
    maria.press(KEY.Key_O, ALT)
    maria.escape()
    assert maria.cart.rider is None
    maria.pay_exactly()
    assert maria.balance() == 50_000


# A payment on an account


def test_a_payment_is_taken_from_sell_and_its_change_is_shown(maria: Counter) -> None:
    maria.press(KEY.Key_F12, SHIFT)
    assert maria.sheet == "payment_sheet"
    assert maria.amount("payment_balance") == "₱500.00"
    given = maria.find(AmountField, "payment_given")
    given.setFocus()
    maria.write("1000")
    maria.enter()
    maria.until(lambda: maria.sheet == "slip_sheet")
    assert maria.words("slip_change") == "Change ₱500.00"
    assert maria.balance() == 0
    close_slip(maria)
    maria.until(lambda: maria.is_ready)
    assert "₱5,000.00 available" in maria.find(QPushButton, "chip_account").accessibleName()


def test_enter_pressed_twice_records_once(maria: Counter) -> None:
    maria.press(KEY.Key_F12, SHIFT)
    maria.enter()
    maria.enter()
    maria.until(lambda: maria.sheet == "slip_sheet")
    maria.enter()
    assert maria.sheet == "slip_sheet", "nor does it take the slip away"
    assert maria.count("ar_transactions WHERE kind = 'payment'") == 1


def test_more_than_is_owed_is_asked_about_and_becomes_credit(maria: Counter) -> None:
    maria.press(KEY.Key_F12, SHIFT)
    maria.write("700")
    assert maria.words("new_balance") == "₱200.00"
    maria.enter()
    assert maria.sheet == "payment_sheet"
    maria.enter()
    maria.until(lambda: maria.sheet == "slip_sheet")
    assert maria.balance() == -20_000


def test_a_cashier_takes_payments_but_does_not_see_the_list(counter: Counter) -> None:
    counter.open_account("Aling Tess Store", owed=10_000, code="AR-0003")
    counter.shop.serve(allowed("Ben", AT_THE_COUNTER))
    counter.press(KEY.Key_F12, SHIFT)
    counter.write("ar-0003")
    counter.enter()
    counter.until(lambda: counter.sheet == "payment_sheet")
    counter.enter()
    counter.until(lambda: counter.sheet == "slip_sheet")
    assert counter.balance("AR-0003") == 0


# The owner's tab


def test_the_owner_records_a_full_payment_and_is_back_on_the_same_row(counter: Counter) -> None:
    counter.open_account("Aling Tess Store", owed=1_248_000, limit=1_500_000, code="AR-0003")
    counter.open_account("Maria Santos", owed=125_000)
    counter.press(KEY.Key_F10)
    counter.press(KEY.Key_2, CTRL)
    counter.write("mar")
    counter.enter()
    counter.press(KEY.Key_R, CTRL)
    counter.until(lambda: counter.sheet == "payment_sheet")
    counter.enter()
    counter.until(lambda: counter.sheet == "slip_sheet")
    close_slip(counter)
    counter.until(lambda: counter.sheet == "customers_dialog")
    assert counter.balance() == 0
    assert counter.words("account_title") == "Maria Santos"
    assert counter.amount("account_balance") == "₱0.00"
    assert counter.amount("tile_owed_amount") == "₱12,480.00"


# The power fails


def test_a_tender_with_an_old_balance_survives_a_power_cut(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    first = open_counter(shop_folder)
    first.open_account("Maria Santos", owed=50_000)
    first.close()
    steps = ("press:F3", "write:maria santos", "press:Return", f"scan:{COFFEE}", "press:F12",
             "heard", "press:Alt+O", "heard", "write:100", "press:Return", "tell:kept")  # fmt: skip
    with running(shop_folder, *steps) as program:
        program.until("kept")
        program.cut_the_power()
    counter = open_counter(shop_folder)
    assert counter.cart.rider is not None
    counter.open_tender()
    assert counter.amount("amount_due") == "₱615.00", "of 715.00, 100.00 was taken"
    counter.enter()
    wait_for_the_sale(counter)
    assert counter.balance() == 0


def test_a_sale_on_account_is_charged_once_over_a_power_cut(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    first = open_counter(shop_folder)
    first.open_account("Maria Santos", owed=50_000)
    first.close()
    steps = ("press:F3", "write:maria santos", "press:Return", f"scan:{RICE}", f"scan:{EVAP}",
             "press:F12", "press:Alt+A", "heard", "die-after-commit", "press:Return")  # fmt: skip
    with (
        running(shop_folder, *steps) as program,
        pytest.raises(AssertionError, match="it ended before"),
    ):
        program.until("recorded")
    assert rows(shop_folder, "SELECT balance FROM customer_accounts") == [(50_000 + 32_350,)]
    counter = open_counter(shop_folder)
    assert counter.lines == []
    assert counter.balance() == 82_350
