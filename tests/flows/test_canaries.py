"""A card's number typed anywhere at the till is in no file afterwards, not even in the draft."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt

from tests.commands.test_canaries import CARD, CARDS, files_of
from tests.flows.counter import ALT, RICE, Counter

KEY = Qt.Key
DIGITS = CARDS[0]


def left_in(counter: Counter) -> list[str]:
    """Name the files in which a card's number is, with the log that is not folded in yet."""
    return [
        name
        for name, content in files_of(counter.folder)
        if any(form in content for form in (CARD.encode(), DIGITS.encode()))
    ]


@pytest.mark.parametrize("typed", [CARD, DIGITS], ids=["in groups", "in one"])
def test_the_reference_of_a_part_keeps_four_digits_of_a_card(
    counter: Counter, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    counter.scan(RICE, RICE)
    counter.open_tender()
    for key, amount in ((KEY.Key_G, "100"), (KEY.Key_B, "50")):
        counter.press(key, ALT)
        counter.write(amount)
        counter.enter()
        counter.write(typed)
        counter.enter()
        counter.let_enter_be_heard()
    counter.settle()
    assert "...6467" in counter.rows("SELECT content FROM cart_drafts")[0][0]
    assert left_in(counter) == []
    counter.press(KEY.Key_C, ALT)
    counter.write("500")
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    paid = counter.rows(
        "SELECT method, reference FROM payments ORDER BY sale_id DESC, line_no LIMIT 3"
    )
    assert [row for row in paid if row[0] != "cash"] == [("gcash", "...6467"), ("bank", "...6467")]
    assert left_in(counter) == []
    counter.close()
    assert left_in(counter) == []
    assert DIGITS not in caplog.text
    assert CARD not in caplog.text


def test_names_and_what_is_searched_for_keep_no_card(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    counter.scan(DIGITS)  # no product has it
    counter.escape()
    counter.scan(RICE)
    counter.name(f"Ben {CARD}")
    counter.enter()
    counter.settle()
    assert left_in(counter) == []
    counter.pay_exactly()
    assert counter.last_sale("customer_name") == ("Ben ...6467",)
    counter.write(DIGITS)
    counter.enter()
    counter.escape()
    counter.settle()
    counter.close()
    assert left_in(counter) == []
    assert DIGITS not in caplog.text
    assert CARD not in caplog.text


def test_a_parked_sale_keeps_no_card(counter: Counter) -> None:
    counter.scan(RICE)
    counter.name(f"Carla {CARD}")
    counter.enter()
    counter.cart.set_note(f"pays with {CARD}")
    counter.press(KEY.Key_F7)
    counter.until(lambda: counter.count("parked_carts") == 1)
    counter.settle()
    ((content, name, note),) = counter.rows("SELECT content, customer_name, note FROM parked_carts")
    assert (name, note) == ("Carla ...6467", "pays with ...6467")
    assert CARD not in content
    assert left_in(counter) == []
