"""How a name typed at the counter becomes a customer, and when it must not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.flows.counter import CTRL, EVAP, RICE, SHIFT, Counter

REGULARS = 4


def customers(counter: Counter) -> int:
    return counter.count("customers")


def test_a_new_name_stands_in_amber_until_it_is_saved_once(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("Mar")
    counter.enter(SHIFT)
    assert counter.words("chip_name") == "Mar"
    assert counter.is_shown("chip_new")
    assert counter.is_ready

    counter.open_tender()
    assert counter.words("buyer_name") == "New: Mar"
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.words("saved_pill") == "New: Mar  ·  purchase no. 1"
    assert counter.rows("SELECT name, transaction_count FROM customers WHERE name_key = 'mar'") == [
        ("Mar", 1)
    ]
    assert customers(counter) == REGULARS + 1


def test_the_same_name_in_other_letters_and_spaces_is_the_same_customer(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("Lola  Basyang")
    counter.enter()
    counter.pay_exactly()

    counter.scan(EVAP)
    counter.name(" LOLA basyang ")
    counter.enter()
    assert not counter.is_shown("chip_new")
    assert counter.words("chip_name") == "Lola Basyang"
    assert counter.words("chip_detail").startswith("1 purchase")
    counter.pay_exactly()
    assert counter.words("saved_pill") == "Saved to Lola Basyang  ·  purchase no. 2"
    assert counter.rows(
        "SELECT name, transaction_count, total_purchases FROM customers WHERE name_key LIKE 'lola%'"
    ) == [("Lola Basyang", 2, 28900 + 3450)]


def test_a_sale_without_a_name_belongs_to_nobody(counter: Counter) -> None:
    counter.scan(RICE)
    counter.pay_exactly()
    assert counter.last_sale("customer_id, customer_name") == (None, "")
    assert counter.words("saved_pill") == "No customer name on this sale"
    assert customers(counter) == REGULARS


def test_digits_alone_are_refused_as_a_name(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("0917555")
    counter.enter()
    assert counter.words("new_customer") == "A number alone is not a name"
    assert counter.focus == "customer_edit"

    counter.press(Qt.Key.Key_F12)
    assert counter.sheet == ""
    assert counter.messages[0] == "A number alone is not a name."
    assert counter.heard[-1] == "refused"
    counter.press(Qt.Key.Key_F12)
    assert counter.sheet == "tender", "what was said once does not stop the queue"
    assert counter.words("buyer_name") == "No customer"
    assert counter.cart.customer is None
    assert customers(counter) == REGULARS


def test_digits_of_a_known_phone_find_the_customer_but_never_choose_them(counter: Counter) -> None:
    counter.name("0928")
    counter.until(lambda: counter.is_shown("suggestions"))
    counter.enter()
    assert counter.cart.customer is None
    counter.press(Qt.Key.Key_Down)
    counter.enter()
    assert counter.customer == "Maricel Dela Cruz"


@pytest.mark.parametrize("leave", ["tab", "scan", "scan field", "charge", "exact cash"])
def test_leaving_the_field_keeps_what_was_typed_and_guesses_nobody(
    counter: Counter, leave: str
) -> None:
    counter.scan(RICE)
    counter.name("maria santo")
    match leave:
        case "tab":
            counter.press(Qt.Key.Key_Tab)
        case "scan":
            counter.scan(EVAP)
        case "scan field":
            counter.press(Qt.Key.Key_F2)
        case "charge":
            counter.open_tender()
            assert counter.words("buyer_name") == "New: maria santo"
            counter.escape()
        case _:
            pass
    if leave != "exact cash":
        assert counter.customer == "maria santo"
        assert counter.is_shown("chip_new")
        assert counter.is_ready
    counter.pay_exactly()
    name, linked = counter.last_sale(
        "customer_name, (SELECT name FROM customers WHERE id = customer_id)"
    )
    assert (name, linked) == ("maria santo", "maria santo")
    assert customers(counter) == REGULARS + 1


@pytest.mark.parametrize("typed", ["maria santos", "MARIA  SANTOS", "Ｍaria Santos"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_F2, Qt.Key.Key_F12])
def test_an_equal_name_is_the_customer_however_the_field_is_left(
    counter: Counter, typed: str, key: Qt.Key
) -> None:
    counter.scan(RICE)
    counter.name(typed)
    counter.press(key)
    counter.escape()
    assert counter.customer == "Maria Santos"
    assert not counter.is_shown("chip_new")


def test_enter_takes_the_only_name_that_begins_so_and_ends_inside_a_word(counter: Counter) -> None:
    counter.name("maric")
    counter.enter()
    assert counter.customer == "Maricel Dela Cruz"


def test_enter_leaves_an_unclear_name_to_be_chosen(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("mar")
    counter.enter()
    assert counter.cart.customer is None
    assert counter.is_shown("suggestions")
    assert counter.focus == "customer_edit"
    hint = counter.find(QPushButton, "new_customer").accessibleDescription()
    assert hint == "Down to choose, Shift+Enter for new “mar”"

    counter.enter(CTRL)
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.last_sale("customer_name") == ("mar",), "paying keeps what was typed"


def test_down_and_enter_choose_from_the_list(counter: Counter) -> None:
    counter.name("mar")
    counter.until(lambda: counter.is_shown("suggestions"))
    counter.press(Qt.Key.Key_Down, times=2)
    counter.enter()
    chosen = counter.cart.customer
    assert chosen is not None
    assert chosen.id is not None
    assert counter.is_ready


def test_enter_looks_at_the_last_letter_and_not_at_an_older_list(counter: Counter) -> None:
    counter.name("maria")
    counter.until(lambda: counter.is_shown("suggestions"))
    counter.write("nne")
    counter.enter()
    assert counter.customer == "marianne"
    assert counter.is_shown("chip_new")


def test_escape_keeps_the_text_once_and_clears_it_the_second_time(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("mar")
    counter.until(lambda: counter.is_shown("suggestions"))
    counter.escape()
    assert not counter.is_shown("suggestions")
    assert counter.window.sell.side.customer.field.text() == "mar"
    counter.escape()
    assert counter.window.sell.side.customer.field.text() == ""
    counter.escape()
    assert counter.is_ready
    assert counter.lines == [("RICE5", "1")], "Esc never clears a sale"


def test_accents_lead_to_the_list_and_never_by_themselves_to_a_customer(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name("Pena Grande Store")
    counter.until(lambda: counter.is_shown("suggestions"))
    counter.press(Qt.Key.Key_F2)
    assert counter.customer == "Pena Grande Store"
    counter.pay_exactly()
    assert counter.rows(
        "SELECT name FROM customers WHERE name LIKE 'P%Grande Store' ORDER BY id"
    ) == [("Peña Grande Store",), ("Pena Grande Store",)]


def test_the_beginning_of_an_accented_name_typed_without_accents_decides_nothing(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    counter.name("pena gr")
    counter.press(Qt.Key.Key_Return)
    assert counter.is_shown("suggestions")
    assert counter.customer == ""
