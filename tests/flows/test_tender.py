"""Taking money by keys: what completes a sale, what never does, and who it is saved to."""

from PySide6.QtCore import QEvent, Qt

from tests.flows.counter import ALT, COFFEE, CTRL, EVAP, RICE, SHIFT, Counter
from tests.ui import keys

PAID = "SELECT method, amount, tendered, reference FROM payments ORDER BY sale_id DESC LIMIT 1"


def sales(counter: Counter) -> int:
    return counter.count("sales")


def test_enter_on_the_empty_field_a_note_and_enter_give_change(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    counter.enter()
    assert counter.sheet == "tender"
    counter.write("1000")
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.words("complete_what") == "Change"
    assert counter.amount("complete_change") == "₱461.50"
    assert counter.heard[-1] == "complete"
    assert counter.is_ready
    assert counter.rows(PAID) == [("cash", 53850, 100000, "")]


def test_charge_leads_to_the_same_place_and_the_due_amount_can_be_typed_over(
    counter: Counter,
) -> None:
    counter.scan(COFFEE)
    counter.press(Qt.Key.Key_F12)
    amount = counter.window.checkout.tender.amounts.amount
    assert amount.text() == "215.00"
    counter.write("300")
    assert amount.text() == "300"


def test_a_key_held_down_never_completes_a_sale(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE)
    counter.hold(Qt.Key.Key_Return, "\r", 40)
    assert counter.sheet == "tender"
    counter.let_enter_be_heard()
    repeat = keys.key_event(QEvent.Type.KeyPress, Qt.Key.Key_Return, "\r", repeat=True)
    keys.send(counter.window, repeat)
    assert counter.sheet == "tender"
    assert not counter.window.checkout.is_saving
    counter.settle()
    assert sales(counter) == before


def test_an_enter_that_comes_too_soon_is_not_heard(counter: Counter) -> None:
    counter.scan(RICE)
    counter.enter()
    counter.enter()
    assert not counter.window.checkout.is_saving
    counter.stopwatch.now += 399
    counter.enter()
    assert not counter.window.checkout.is_saving
    counter.stopwatch.now += 1
    with counter.slow_disk():
        counter.enter()
        assert counter.window.checkout.is_saving


def test_enter_twice_records_the_sale_once(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE)
    counter.open_tender()
    counter.write("500")
    with counter.slow_disk():
        counter.enter()
        counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    counter.enter()
    assert counter.is_shown("complete_view"), "a double tap does not hide the change"
    counter.settle()
    assert sales(counter) == before + 1


def test_exact_cash_twice_records_the_sale_once(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE)
    with counter.slow_disk():
        counter.enter(CTRL)
        counter.enter(CTRL)
    counter.until(lambda: counter.is_shown("complete_view"))
    counter.enter(CTRL)
    counter.settle()
    assert sales(counter) == before + 1


def test_enter_on_a_finished_sale_goes_back_to_the_cart_once_it_can_have_been_read(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    counter.pay_exactly()

    def is_left() -> bool:
        counter.enter()
        return not counter.is_shown("complete_view")

    counter.until(is_left)
    assert counter.is_ready
    assert counter.sheet == "", "there is nothing to charge"


def test_ctrl_enter_in_the_tender_finishes_with_what_was_typed(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("500")
    counter.enter(CTRL)
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.rows(PAID) == [("cash", 28900, 50000, "")]


def test_another_method_asks_for_its_reference(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.press(Qt.Key.Key_G, ALT)
    counter.enter()
    assert counter.focus_is_in("reference")
    counter.enter()
    assert not counter.window.checkout.is_saving
    reference = counter.window.checkout.tender.amounts.reference
    assert reference.error == "Type the reference number of the payment."
    counter.write("GC 4471 902")
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.words("complete_what") == "Paid by GCash / QR"
    assert counter.rows(PAID) == [("gcash", 28900, None, "GC 4471 902")]
    assert counter.last_sale("payment_method") == ("gcash",)


def test_letters_typed_into_the_amount_choose_no_method(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("g")
    counter.enter()
    assert not counter.window.checkout.is_saving
    amount = counter.window.checkout.tender.amounts.amount
    assert amount.isVisible()
    assert amount.error


def test_change_that_looks_like_a_slip_is_asked_about_once(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("2000")
    counter.enter()
    assert counter.words("change_title") == "Give this much change?"
    counter.enter()
    assert not counter.window.checkout.is_saving, "nobody can have read the question yet"
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.rows(PAID) == [("cash", 28900, 200000, "")]


def test_the_customer_can_be_named_while_the_money_is_taken(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    assert counter.words("buyer_name") == "No customer"
    counter.press(Qt.Key.Key_F3)
    assert counter.sheet == "buyer_sheet"
    counter.write("MARLON reyes")
    counter.enter()
    assert counter.sheet == "tender"
    assert counter.words("buyer_name") == "Marlon Reyes"
    assert counter.window.checkout.tender.amounts.amount.edit.hasFocus()
    counter.let_enter_be_heard()
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    name, linked = counter.last_sale(
        "customer_name, (SELECT name FROM customers WHERE id = customer_id)"
    )
    assert (name, linked) == ("Marlon Reyes", "Marlon Reyes")


def test_the_customer_can_be_changed_and_taken_off_in_the_tender(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("maria santos")
    counter.enter()
    counter.open_tender()
    assert counter.words("buyer_name") == "Maria Santos"
    counter.press(Qt.Key.Key_F3)
    counter.write("Bong")
    counter.enter()
    assert counter.words("buyer_name") == "New: Bong"
    counter.press(Qt.Key.Key_F3)
    counter.press(Qt.Key.Key_Backspace)
    counter.enter()
    assert counter.words("buyer_name") == "No customer"
    assert counter.cart.customer is None
    counter.escape()
    assert counter.is_ready
    counter.pay_exactly()
    assert counter.last_sale("customer_id, customer_name") == (None, "")


def test_escape_from_the_question_who_buys_changes_nothing(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("maria santos")
    counter.enter()
    counter.open_tender()
    counter.press(Qt.Key.Key_F3)
    counter.escape()
    assert counter.sheet == "tender"
    assert counter.customer == "Maria Santos"
    counter.escape()
    assert counter.sheet == ""
    assert counter.is_ready


def test_a_number_is_no_name_in_the_tender_either(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.press(Qt.Key.Key_F3)
    counter.write("12345")
    counter.enter()
    assert counter.sheet == "buyer_sheet"
    assert counter.is_shown("new_customer")
    counter.press(Qt.Key.Key_Tab)
    assert counter.cart.customer is None


def test_escape_goes_back_to_the_cart_as_it_was(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE, EVAP)
    counter.name("Bong")
    counter.enter()
    key, lines = counter.cart.key, counter.lines
    counter.open_tender()
    counter.write("500")
    counter.escape()
    assert counter.sheet == ""
    assert (counter.cart.key, counter.lines, counter.customer) == (key, lines, "Bong")
    assert counter.is_ready
    counter.settle()
    assert sales(counter) == before


def test_a_scan_during_the_payment_is_refused_and_nothing_is_lost(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("50")
    counter.scan(EVAP)
    assert counter.messages == ["Item not added", "Finish or close the payment first."]
    assert counter.heard[-1] == "refused"
    assert counter.lines == [("RICE5", "1")]
    amount = counter.window.checkout.tender.amounts.amount
    assert amount.text() == "50", "neither the code nor its Enter reached the amount"
    assert counter.sheet == "tender"
    counter.escape()
    counter.scan(EVAP)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "1")]


def test_a_scan_while_who_buys_is_asked_does_not_become_a_name(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.press(Qt.Key.Key_F3)
    counter.write("Bo")
    counter.scan(EVAP)
    assert counter.sheet == "buyer_sheet"
    assert counter.messages[0] == "Item not added"
    counter.write("ng")
    counter.enter()
    assert counter.customer == "Bong"


def test_scans_while_exact_cash_is_being_saved_land_in_the_next_cart(counter: Counter) -> None:
    counter.scan(RICE)
    first = counter.cart.key
    with counter.slow_disk():
        counter.enter(CTRL)
        assert counter.window.checkout.is_saving
        counter.scan(EVAP, EVAP, COFFEE)
        assert counter.lines == [("RICE5", "1")]
    counter.until(lambda: len(counter.lines) == 2)
    assert counter.lines == [("EVAP", "2"), ("COFFEE", "1")]
    assert counter.cart.key != first
    assert counter.is_ready
    assert counter.rows(
        "SELECT sku FROM sale_items WHERE sale_id = (SELECT max(id) FROM sales)"
    ) == [("RICE5",)]


def test_a_scan_while_a_sale_with_change_is_being_saved_does_not_hide_the_change(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("500")
    with counter.slow_disk():
        counter.enter()
        counter.scan(EVAP)
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.amount("complete_change") == "₱211.00"
    assert counter.messages == ["Item not added", "Give the change first, then scan it again."]
    assert counter.heard[-1] == "refused"
    counter.scan(EVAP)
    assert counter.lines == [("EVAP", "1")]
    assert not counter.is_shown("complete_view")
    assert counter.messages == []


def test_a_name_given_while_exact_cash_is_being_saved_is_the_next_customers(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    with counter.slow_disk():
        counter.enter(CTRL)
        counter.name("maria santos")
        counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.last_sale("customer_name") == ("",)
    assert counter.customer == "Maria Santos"
    counter.scan(EVAP)
    counter.pay_exactly()
    assert counter.last_sale("customer_name") == ("Maria Santos",)


def test_a_name_half_typed_while_a_sale_is_saved_is_typed_on_beside_its_change(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    with counter.slow_disk():
        counter.enter(CTRL)
        counter.name("lola ba")
    counter.until(lambda: counter.is_shown("complete_view"))
    counter.write("syang")
    counter.enter(SHIFT)
    assert counter.is_shown("complete_view"), "what was paid is still to be seen"
    assert counter.customer == "lola basyang"
    assert counter.is_ready
    counter.scan(EVAP)
    assert not counter.is_shown("complete_view")
    counter.pay_exactly()
    assert counter.last_sale("customer_name") == ("lola basyang",)
    assert counter.count("sales WHERE customer_name = 'lola basyang'") == 1


def test_nothing_reaches_the_cart_or_the_money_while_a_sale_is_saved(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    with counter.slow_disk():
        counter.enter(CTRL)
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_F12, Qt.Key.Key_F4, Qt.Key.Key_Down):
            counter.press(key)
        counter.press(Qt.Key.Key_Z, CTRL)
        counter.press(Qt.Key.Key_F10)
        counter.write("+")
        assert counter.lines == [("RICE5", "1"), ("EVAP", "1")]
        assert counter.sheet == ""
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.lines == []
    assert counter.last_sale("total_amount, item_count") == (28900 + 3450, 2)


def test_closing_the_window_waits_for_the_sale_that_is_on_its_way(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE)
    with counter.slow_disk():
        counter.enter(CTRL)
        counter.window.close()
        assert counter.window.isVisible()
    counter.until(lambda: not counter.window.isVisible())
    assert sales(counter) == before + 1
