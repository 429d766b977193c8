"""The first start: three questions, then the till; every start after it asks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.money import Money
from app.domain.product import Product
from app.ui.widgets.pad import PadKey
from tests.clocks import HeldClock
from tests.flows.conftest import OpenCounter
from tests.flows.counter import CTRL, Counter
from tests.storage.cheap_pins import cheap_pins

__all__ = ["cheap_pins"]

BARCODE = "4807770271260"


@pytest.fixture
def new_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    folder.mkdir()
    return folder


@pytest.fixture
def new_shop(open_counter: OpenCounter, new_folder: Path) -> Counter:
    return open_counter(new_folder)


def error_of(counter: Counter, question: str) -> str:
    assert counter.window.opening.first_run is not None
    return str(getattr(counter.window.opening.first_run, question).error)


def type_over(counter: Counter, text: str) -> None:
    counter.press(Qt.Key.Key_A, CTRL)
    counter.press(Qt.Key.Key_Backspace)
    counter.write(text)


def answer(counter: Counter, *answers: str) -> None:
    """Answer the questions in their order, as somebody who works alone."""
    for text in answers:
        type_over(counter, text)
        counter.press(Qt.Key.Key_Tab)
    counter.enter()
    skip_pin(counter)


def skip_pin(counter: Counter) -> None:
    """Leave the PIN out, where the answers were taken and it is asked for."""
    first_run = counter.window.opening.first_run
    assert first_run is not None
    if not first_run.start.isEnabled():
        counter.until(lambda: counter.is_shown("skip_pin"))
        counter.tab_to("skip_pin")
        counter.enter()


def test_three_answers_open_the_till(new_shop: Counter, open_counter: OpenCounter) -> None:
    assert new_shop.window.opening.first_run is not None
    answer(new_shop, "Tindahan ni  Aling Nena", "P", "10")
    new_shop.until(lambda: new_shop.window.opening.first_run is None)
    assert new_shop.is_ready
    assert new_shop.window.windowTitle() == "Tindahan ni Aling Nena · Suki"
    assert new_shop.words("vat") == "P0.00"
    new_shop.close()

    again = open_counter(new_shop.folder)
    assert again.window.opening.first_run is None
    assert again.is_ready
    assert again.window.windowTitle() == "Tindahan ni Aling Nena · Suki"
    assert again.words("vat") == "P0.00"
    assert again.messages == []


def test_nothing_else_works_before_the_answers(new_shop: Counter) -> None:
    for key in (Qt.Key.Key_F12, Qt.Key.Key_F3, Qt.Key.Key_F10):
        new_shop.press(key)
    new_shop.scan(BARCODE)
    new_shop.enter(CTRL)
    assert new_shop.sheet == ""
    first_run = new_shop.window.opening.first_run
    assert first_run is not None
    assert first_run.shop_name.edit.hasFocus()
    assert first_run.shop_name.text() == ""
    assert new_shop.messages == []


@pytest.mark.parametrize(
    ("answers", "question", "said"),
    [
        (("   ", "₱", "12"), "shop_name", "Type the name of your shop."),
        (("Aling Nena", "", "12"), "currency", "Type the sign before an amount, like ₱ or Rp."),
        (("Aling Nena", "12", "12"), "currency", "Type the sign before an amount, like ₱ or Rp."),
        (("Aling Nena", "₱", ""), "rate",
         "Type the rate as a number, like 12. Without VAT, type 0."),
        (("Aling Nena", "₱", "twelve"), "rate",
         "Type the rate as a number, like 12. Without VAT, type 0."),
        (("Aling Nena", "₱", "-1"), "rate",
         "Type the rate as a number, like 12. Without VAT, type 0."),
    ],
)  # fmt: skip
def test_an_answer_that_means_nothing_is_asked_for_again(
    new_shop: Counter, answers: tuple[str, ...], question: str, said: str
) -> None:
    answer(new_shop, *answers)
    assert error_of(new_shop, question) == said
    first_run = new_shop.window.opening.first_run
    assert first_run is not None
    assert getattr(first_run, question).edit.hasFocus()

    good = {"shop_name": "Aling Nena", "currency": "₱", "rate": "0"}[question]
    type_over(new_shop, good)
    assert error_of(new_shop, question) == ""
    new_shop.enter()
    skip_pin(new_shop)
    new_shop.until(lambda: new_shop.window.opening.first_run is None)
    assert new_shop.is_ready


def test_a_start_that_was_not_answered_asks_again(
    new_shop: Counter, open_counter: OpenCounter
) -> None:
    new_shop.write("Aling")
    new_shop.close()
    again = open_counter(new_shop.folder)
    assert again.window.opening.first_run is not None
    assert again.window.opening.first_run.shop_name.edit.hasFocus()


def test_sign_and_rate_of_the_answers_stand_in_totals_and_on_the_receipt(
    new_shop: Counter, open_counter: OpenCounter, clock: HeldClock
) -> None:
    answer(new_shop, "Warung Sari", "Rp", "11")
    new_shop.until(lambda: new_shop.window.opening.first_run is None)
    new_shop.close()
    stock(new_shop.folder, clock)

    counter = open_counter(new_shop.folder)
    counter.scan(BARCODE)
    assert counter.window.sell.side.totals.vat_name.text() == "VAT included (11%)"
    assert counter.words("vat") == "Rp11.00"
    assert counter.amount("total") == "Rp111.00"
    counter.pay_exactly()
    receipt = counter.find(QWidget, "receipt_view").accessibleDescription()
    assert "Warung Sari" in receipt
    assert "Rp111.00" in receipt
    assert "11%" in receipt
    assert counter.last_sale("total_amount, tax_amount") == (11100, 1100)


def stock(folder: Path, clock: HeldClock) -> None:
    from app.storage.store import open_store
    from tests.people import everyone

    store = open_store(folder, clock, is_till=False)
    store.products.bring_in(
        (Product(0, "NOODLE", "Noodles", Money(11100), BARCODE),), by=everyone()
    )
    store.close()


# The owner's PIN


def ask_for_pin(counter: Counter) -> None:
    counter.write("Aling Nena")
    counter.enter()
    counter.until(lambda: counter.is_shown("owner_name"))


@pytest.mark.usefixtures("cheap_pins")
def test_the_owner_sets_a_pin_writes_the_code_down_and_is_let_in(
    new_shop: Counter, open_counter: OpenCounter
) -> None:
    ask_for_pin(new_shop)
    new_shop.write("Nena")
    new_shop.enter()
    for _ in range(2):
        new_shop.write("271828")
        new_shop.enter()
    new_shop.until(lambda: new_shop.is_shown("recovery_code"))
    assert len(new_shop.words("recovery_code")) == 23
    new_shop.enter()
    assert new_shop.is_shown("recovery_code"), "an Enter too many does not lose the code"
    assert new_shop.focus == "code_written"
    new_shop.press(Qt.Key.Key_Space)
    new_shop.enter()
    assert new_shop.window.opening.first_run is None
    assert (new_shop.is_ready, new_shop.shop.by.name) == (True, "Nena")
    assert new_shop.rows("SELECT name, is_owner FROM users") == [("Nena", 1)]
    new_shop.close()
    again = open_counter(new_shop.folder)
    assert again.window.opening.first_run is None


def test_a_start_that_was_cut_short_goes_on_with_the_pin(
    new_shop: Counter, open_counter: OpenCounter
) -> None:
    ask_for_pin(new_shop)
    new_shop.close()
    again = open_counter(new_shop.folder)
    assert again.is_shown("owner_name")
    assert again.focus == "owner_name"
    again.tab_to("skip_pin")
    again.enter()
    assert (again.window.opening.first_run, again.is_ready) == (None, True)
    again.settle()
    again.close()
    third = open_counter(new_shop.folder)
    assert (third.window.opening.first_run, third.is_ready) == (None, True)


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("12345", "A PIN has 6 to 12 digits."),
        ("", "Type a PIN of 6 digits or more."),
        ("111111", "This PIN is too easy to guess. Choose another one."),
        ("123456", "This PIN is too easy to guess. Choose another one."),
    ],
)
def test_a_pin_that_is_none_is_refused_before_it_is_typed_twice(
    new_shop: Counter, pin: str, said: str
) -> None:
    ask_for_pin(new_shop)
    new_shop.write("Nena")
    new_shop.enter()
    new_shop.write(pin)
    new_shop.enter()
    first_run = new_shop.window.opening.first_run
    assert first_run is not None
    assert first_run.pin.pin.first.error == said
    assert new_shop.focus == "new_pin"


def test_two_different_pins_are_no_pin(new_shop: Counter) -> None:
    ask_for_pin(new_shop)
    new_shop.write("Nena")
    new_shop.enter()
    for pin in ("271828", "271829"):
        new_shop.write(pin)
        new_shop.enter()
    first_run = new_shop.window.opening.first_run
    assert first_run is not None
    assert first_run.pin.pin.second.error == "This was another PIN. Type the first one again."
    assert (new_shop.focus, new_shop.count("users")) == ("new_pin_again", 0)


def test_an_owner_has_a_name(new_shop: Counter) -> None:
    ask_for_pin(new_shop)
    new_shop.enter()
    first_run = new_shop.window.opening.first_run
    assert first_run is not None
    assert first_run.pin.name.error == "Type your name first."


def test_a_pin_can_be_tapped_in(new_shop: Counter) -> None:
    ask_for_pin(new_shop)
    first_run = new_shop.window.opening.first_run
    assert first_run is not None
    new_shop.write("Nena")
    new_shop.enter()
    for digit in "271828":
        QTest.mouseClick(new_shop.find(PadKey, f"pad_{digit}"), Qt.MouseButton.LeftButton)
    assert first_run.pin.pin.first.text() == "271828"
    assert new_shop.focus == "new_pin"
