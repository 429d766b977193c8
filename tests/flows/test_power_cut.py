"""The power fails in the middle of selling; the next start goes on where the shop was left."""

import sys
from pathlib import Path

import pytest

from tests.flows.conftest import OpenCounter
from tests.flows.counter import EVAP, RICE, other_hand, rows
from tests.flows.program import running

BACK = "The unfinished sale is back"


def last_number(folder: Path) -> str:
    return str(rows(folder, "SELECT max(sale_number) FROM sales")[0][0])


def test_the_open_cart_is_there_again_with_its_key_and_its_customer(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    steps = (f"scan:{RICE}", f"scan:{EVAP}", f"scan:{EVAP}", "press:F3", "write:Lola", "press:Tab")
    with running(shop_folder, *steps, "tell:kept") as program:
        program.until("kept")
        program.cut_the_power()
    key = rows(shop_folder, "SELECT sale_key FROM cart_drafts")[0][0]

    counter = open_counter(shop_folder)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "2")]
    assert counter.customer == "Lola"
    assert counter.words("chip_name") == "Lola"
    assert counter.cart.key == key
    assert counter.messages == [BACK, "2 lines, ₱358.00. Nothing of it was charged."]
    assert counter.is_ready

    counter.pay_exactly()
    assert counter.last_sale("sale_key, customer_name, total_amount") == (key, "Lola", 35800)


def test_after_an_unclean_end_the_last_saved_sale_is_named(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    steps = (f"scan:{RICE}", "press:F3", "write:maria santos", "press:Return", "press:Ctrl+Return")
    with running(shop_folder, *steps) as program:
        program.until("recorded")
        program.cut_the_power()
    counter = open_counter(shop_folder)
    title, detail = counter.messages
    assert title == f"The last saved sale is {last_number(shop_folder)}: ₱289.00"
    assert "Change ₱0.00  ·  Maria Santos" in detail
    assert "do not ring it up again" in detail
    assert counter.lines == []

    counter.scan(EVAP)
    assert counter.messages == [title, detail], "it stays until somebody has read it"


def test_after_an_orderly_end_nothing_is_said(shop_folder: Path, open_counter: OpenCounter) -> None:
    steps = (f"scan:{RICE}", "press:Ctrl+Return", "tell:kept", "close")
    with running(shop_folder, *steps) as program:
        assert program.end() == 0
        assert "recorded" in program.said
    counter = open_counter(shop_folder)
    assert counter.messages == []
    assert counter.lines == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks programs to end in another way")
def test_a_computer_that_shuts_down_closes_the_till_in_order(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    steps = (f"scan:{RICE}", "press:Ctrl+Return", f"scan:{EVAP}", "tell:kept")
    with running(shop_folder, *steps) as program:
        program.until("kept")
        program.ask_to_end()
        assert program.end() == 0
    counter = open_counter(shop_folder)
    assert counter.messages[0] == BACK, "and no word of an unclean end"
    assert counter.lines == [("EVAP", "1")]


def test_an_orderly_end_keeps_the_open_cart_too(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    with running(shop_folder, f"scan:{RICE}", f"scan:{EVAP}", "close") as program:
        assert program.end() == 0
    counter = open_counter(shop_folder)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "1")]
    assert counter.messages[0] == BACK


def test_a_sale_that_was_saved_unheard_is_not_brought_back_as_a_cart(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    before = rows(shop_folder, "SELECT count(*) FROM sales")[0][0]
    steps = (f"scan:{RICE}", "tell:kept", "die-after-commit", "press:Ctrl+Return")
    with running(shop_folder, *steps) as program:
        program.until("kept")
        with pytest.raises(AssertionError, match="it ended before"):
            program.until("recorded")
    assert rows(shop_folder, "SELECT count(*) FROM sales") == [(before + 1,)]

    counter = open_counter(shop_folder)
    assert counter.lines == []
    assert counter.messages[0] == f"The last saved sale is {last_number(shop_folder)}: ₱289.00"


def test_a_draft_left_beside_its_own_sale_is_no_cart(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    first = open_counter(shop_folder)
    first.scan(RICE)
    first.settle()
    key, content = first.rows("SELECT sale_key, content FROM cart_drafts")[0]
    first.pay_exactly()
    first.close()
    with other_hand(shop_folder) as connection:
        connection.execute(
            "INSERT INTO cart_drafts (till_id, sale_key, content, updated_at) "
            "SELECT till_id, ?, ?, sale_date FROM sales WHERE sale_key = ?",
            (key, content, key),
        )
    counter = open_counter(shop_folder)
    assert counter.lines == []
    assert counter.cart.key != key


def test_a_draft_that_cannot_be_read_does_not_keep_the_shop_closed(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    first = open_counter(shop_folder)
    first.scan(RICE)
    first.close()
    with other_hand(shop_folder) as connection:
        connection.execute("UPDATE cart_drafts SET content = '[]'")
    counter = open_counter(shop_folder)
    assert counter.messages == ["The unfinished sale could not be read.", ""]
    counter.scan(EVAP)
    assert counter.lines == [("EVAP", "1")]
