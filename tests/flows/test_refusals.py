"""The disk or the file fails while a sale is paid: one plain sentence, and nothing twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.actor import Actor
from app.domain.errors import StoreUnavailable
from app.domain.sale import SaleRecord
from app.storage.store import WriterStore
from tests.flows.conftest import OpenCounter
from tests.flows.counter import COLA, CTRL, EVAP, RICE, Counter, other_hand

Fault = Callable[[Counter], None]
MOVED = "Could not save the sale: the shop's file was moved, deleted or replaced while it was open."
LINES = 120
PUT_BACK = "Close Suki, put the file back in its folder, then start again."


def say_to_the_file(pragma: str) -> Callable[[WriterStore], object]:
    return lambda store: store.database.rows(pragma)


def fill_the_disk(counter: Counter) -> None:
    """Let the file not grow by one page, and leave none free inside it."""
    with other_hand(counter.folder) as connection:
        connection.execute("CREATE TABLE ballast (load BLOB)")
    with other_hand(counter.folder) as connection:
        free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0]
                      for name in ("freelist_count", "page_size"))  # fmt: skip
        connection.execute("INSERT INTO ballast VALUES (zeroblob(?))", (free * size,))
    pages = counter.rows("PRAGMA page_count")[0][0]
    counter.before_saving = say_to_the_file(f"PRAGMA max_page_count = {pages}")


def empty_the_disk(counter: Counter) -> None:
    counter.before_saving = say_to_the_file("PRAGMA max_page_count = 1000000")


def forbid_writing(counter: Counter) -> None:
    counter.before_saving = say_to_the_file("PRAGMA query_only = 1")


def allow_writing(counter: Counter) -> None:
    counter.before_saving = say_to_the_file("PRAGMA query_only = 0")


def move_away(counter: Counter) -> None:
    (counter.folder / "shop.db").rename(counter.folder / "elsewhere.db")


def replace(counter: Counter) -> None:
    move_away(counter)
    (counter.folder / "shop.db").write_bytes(b"another file")


def put_back(counter: Counter) -> None:
    (counter.folder / "elsewhere.db").replace(counter.folder / "shop.db")


FAULTS = {
    "full": (
        fill_the_disk,
        empty_the_disk,
        ["Could not save the sale: the disk is full.",
         "Free some space on the disk, then try again."],
    ),
    "read-only": (
        forbid_writing,
        allow_writing,
        ["Could not save the sale: the shop's file or its folder is read-only.",
         "Allow writing to the shop's folder, then try again."],
    ),
    "moved": (move_away, put_back, [MOVED, PUT_BACK]),
    "replaced": (replace, put_back, [MOVED, PUT_BACK]),
}  # fmt: skip


@pytest.fixture(params=sorted(FAULTS))
def fault(request: pytest.FixtureRequest) -> tuple[Fault, Fault, list[str]]:
    return FAULTS[request.param]


def fill_the_cart(counter: Counter) -> None:
    """As many lines, since weighed goods never share one: more than a page of the file."""
    counter.name("Lola Basyang of the corner store by the old church")
    counter.enter()
    for _ in range(LINES):
        counter.write("0.5*")
        counter.scan(RICE)
    counter.settle()


def test_exact_cash_refused_keeps_the_cart_and_works_again_with_the_same_key(
    counter: Counter, fault: tuple[Fault, Fault, list[str]]
) -> None:
    fail, mend, sentences = fault
    before = counter.count("sales")
    fill_the_cart(counter)
    key, lines, customer = counter.cart.key, counter.lines, counter.customer
    fail(counter)
    counter.enter(CTRL)
    counter.until(lambda: counter.messages)
    assert counter.messages == sentences
    assert counter.heard[-1] == "refused"
    assert (counter.cart.key, counter.lines, counter.customer) == (key, lines, customer)
    assert counter.is_ready
    assert not counter.is_shown("complete_view")

    mend(counter)
    assert counter.count("sales") == before
    current = counter.window.toasts.current
    assert current is not None
    (again,) = current.actions
    assert again.text == "Try again"
    again.callback()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.rows("SELECT count(*) FROM sales WHERE sale_key = ?", key) == [(1,)]
    assert counter.count("sales") == before + 1
    assert counter.last_sale("item_count, customer_name") == (LINES, customer)
    assert counter.messages == []


def test_a_tender_refused_says_so_in_its_place_and_pays_once_in_the_end(
    counter: Counter, fault: tuple[Fault, Fault, list[str]]
) -> None:
    fail, mend, sentences = fault
    before = counter.count("sales")
    fill_the_cart(counter)
    key = counter.cart.key
    counter.open_tender()
    counter.write("20000")
    fail(counter)
    counter.enter()
    counter.let_enter_be_heard()
    counter.enter()  # so much change is asked about
    counter.until(lambda: counter.words("complete_sale") == "Try again")
    assert [counter.words("change_title"), counter.words("change_detail")] == sentences
    assert counter.window.checkout.tender.amounts.amount.text() == "20000"
    assert counter.sheet == "tender"

    mend(counter)
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.amount("complete_change") == "₱2,660.00"
    assert counter.count("sales") == before + 1
    assert counter.last_sale("sale_key, total_amount") == (key, LINES * 14450)


def test_back_from_a_refused_tender_the_cart_can_still_be_changed(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.open_tender()
    move_away(counter)
    counter.enter()
    counter.until(lambda: counter.words("complete_sale") == "Try again")
    counter.escape()
    assert counter.is_ready
    put_back(counter)
    counter.press(Qt.Key.Key_Delete)
    assert counter.lines == [("RICE5", "1")]
    counter.pay_exactly()
    assert counter.last_sale("total_amount, item_count") == (28900, 1)


def test_an_item_scanned_behind_a_sale_that_is_refused_is_refused_too(counter: Counter) -> None:
    counter.scan(RICE)
    counter.settle()
    with counter.slow_disk():
        counter.enter(CTRL)
        counter.scan(COLA)
        move_away(counter)
    counter.until(lambda: counter.messages)
    assert counter.messages[0] == MOVED
    assert counter.lines == [("RICE5", "1")]
    counter.window.toasts.dismiss()
    assert counter.messages == ["Item not added", "The sale before it is not saved yet."]
    put_back(counter)


def test_a_cart_that_cannot_be_kept_is_said_once_and_selling_goes_on(counter: Counter) -> None:
    move_away(counter)
    counter.scan(RICE)
    counter.until(lambda: counter.messages)
    title, detail = counter.messages
    assert title == (
        "Could not keep the open sale: "
        "the shop's file was moved, deleted or replaced while it was open."
    )
    assert detail == "You can go on selling. After a power cut these items would be missing."
    counter.window.toasts.close_all()
    counter.scan(EVAP)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "1")]
    put_back(counter)
    counter.press(Qt.Key.Key_Delete)
    counter.settle()
    assert counter.messages[0] == "Removed Evaporated milk 370 ml", "nothing was said again"
    assert counter.count("cart_drafts") == 1


def test_a_customer_that_cannot_be_written_never_holds_the_sale_up(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    counter = open_counter(shop_folder)
    with other_hand(shop_folder) as connection:
        connection.execute(
            "CREATE TRIGGER stubborn BEFORE INSERT ON customers "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    counter.scan(RICE)
    counter.name("Lola Basyang")
    counter.enter()
    counter.pay_exactly()
    pill = "Lola Basyang could not be linked now. It happens by itself later."
    assert counter.words("saved_pill") == pill
    assert counter.last_sale("customer_id, customer_name") == (None, "Lola Basyang")
    counter.close()

    with other_hand(shop_folder) as connection:
        connection.execute("DROP TRIGGER stubborn")
    again = open_counter(shop_folder)
    assert again.rows(
        "SELECT c.name, c.transaction_count, c.total_purchases FROM sales s "
        "JOIN customers c ON c.id = s.customer_id ORDER BY s.id DESC LIMIT 1"
    ) == [("Lola Basyang", 1, 28900)]


def lose_the_answer() -> None:
    raise StoreUnavailable(
        "Not confirmed. Press Pay again, it cannot be charged twice.",
        advice="The disk did not do what it was asked.",
        in_doubt=True,
    )


def test_a_sale_in_doubt_is_paid_again_and_charged_once(counter: Counter) -> None:
    before = counter.count("sales")
    counter.scan(RICE)
    counter.after_saving = lose_the_answer
    counter.enter(CTRL)
    counter.until(lambda: counter.messages)
    assert counter.messages[0] == "Not confirmed. Press Pay again, it cannot be charged twice."
    current = counter.window.toasts.current
    assert current is not None
    assert [action.text for action in current.actions] == ["Pay again"]
    assert counter.lines == [("RICE5", "1")]
    counter.after_saving = None
    counter.pay_exactly()
    assert counter.words("complete_title") == "Sale complete"
    assert counter.count("sales") == before + 1
    assert counter.lines == []


def test_a_sale_in_doubt_in_the_tender_is_paid_again_and_charged_once(counter: Counter) -> None:
    before = counter.count("sales")
    counter.scan(RICE)
    counter.open_tender()
    counter.write("300")
    counter.after_saving = lose_the_answer
    counter.enter()
    counter.until(lambda: counter.words("complete_sale") == "Pay again")
    counter.after_saving = None
    counter.enter()
    counter.until(lambda: counter.is_shown("complete_view"))
    assert counter.amount("complete_change") == "₱11.00"
    assert counter.count("sales") == before + 1


def test_a_sale_in_doubt_that_was_changed_since_is_shown_as_it_was_saved(counter: Counter) -> None:
    before = counter.count("sales")
    counter.scan(RICE)
    counter.after_saving = lose_the_answer
    counter.enter(CTRL)
    counter.until(lambda: counter.messages)
    counter.after_saving = None
    counter.scan(EVAP)
    counter.pay_exactly()
    title = "This sale was already saved. Nothing was charged again."
    assert counter.words("complete_title") == title
    assert counter.count("sales") == before + 1
    assert counter.last_sale("total_amount") == (28900,)


def test_a_saved_sale_that_cannot_be_read_back_still_says_its_change(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("500")

    def cannot(sale_id: int, *, by: Actor) -> SaleRecord:
        raise StoreUnavailable("Could not read the shop's file.")

    monkeypatch.setattr(counter.shop.reader.sales, "sale", cannot)
    counter.enter()
    counter.until(lambda: counter.messages)
    number = counter.last_sale("sale_number")[0]
    assert counter.messages == [
        f"Sale {number} is saved: total ₱289.00, change ₱211.00",
        "Could not read the shop's file.",
    ]
    assert counter.lines == []
    assert counter.is_ready


def test_closing_the_window_is_put_off_by_a_sale_that_is_refused(counter: Counter) -> None:
    counter.scan(RICE)
    counter.settle()
    with counter.slow_disk():
        counter.enter(CTRL)
        counter.window.close()
        move_away(counter)
    counter.until(lambda: counter.messages)
    assert counter.window.isVisible()
    put_back(counter)
    counter.pay_exactly()
    assert counter.window.isVisible(), "the wish is forgotten by then"


def test_a_locked_file_is_said_and_waits(counter: Counter) -> None:
    counter.scan(RICE)
    counter.settle()
    counter.before_saving = say_to_the_file("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(counter.folder / "shop.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    counter.enter(CTRL)
    counter.until(lambda: counter.messages)
    other.rollback()
    other.close()
    assert counter.messages == [
        "Could not save the sale: another program is using the shop's file.",
        "Close the other program (a backup, a copy, another Suki), then try again.",
    ]
    counter.pay_exactly()
    assert counter.last_sale("total_amount") == (28900,)
