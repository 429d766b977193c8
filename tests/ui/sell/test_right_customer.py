"""The right customer by keys: look-alikes, phone numbers, no names, another person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.customer import Contact, CustomerRef
from app.domain.draft import cart_of
from app.ui.sell.customer_box import CustomerBox
from app.ui.shop import Shop
from tests.ui.sell.conftest import RICE, Counter

F3, DOWN = Qt.Key.Key_F3, Qt.Key.Key_Down
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PENA = "Peña Grande Store"


def _box(counter: Counter) -> CustomerBox:
    return counter.page.side.customer


def _name(counter: Counter, text: str) -> None:
    """Go to the customer field, type, and let the list come."""
    counter.press(F3)
    counter.type(text)
    _box(counter).field.search_now()


def _row(counter: Counter) -> tuple[str, str]:
    """The row of the new customer and the line under it."""
    row = _box(counter).field.panel.new_row
    return row.text(), row.hint


def _listed(counter: Counter) -> list[str]:
    return [customer.name for customer in _box(counter).field.panel.customers]


def _customer(counter: Counter) -> tuple[str, bool] | None:
    who = counter.cart.customer
    return None if who is None else (who.name, who.id is not None)


# Look-alikes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Maria Santso", "Maria Santos"),
        ("Ma. Santos", "Maria Santos"),
        ("Maricel de la Cruz", "Maricel Dela Cruz"),
        ("Mr Marlon Reyes", "Marlon Reyes"),
        ("Pena Grande Store", PENA),
    ],
)
def test_a_name_that_looks_like_a_customers_asks_about_them(
    counter: Counter, typed: str, meant: str
) -> None:
    _name(counter, typed)
    assert _row(counter) == (f"New customer “{typed}”", f"Did you mean {meant}?")
    assert _listed(counter) == [meant]


def test_shift_f3_takes_who_was_meant(counter: Counter) -> None:
    _name(counter, "Maria Santso")
    counter.press(F3, SHIFT)
    assert _customer(counter) == ("Maria Santos", True)
    assert counter.is_ready


def test_who_was_meant_can_be_chosen_from_the_list(counter: Counter) -> None:
    _name(counter, "Maria Santso")
    counter.press(DOWN)
    counter.enter()
    assert _customer(counter) == ("Maria Santos", True)


def test_enter_never_takes_a_look_alike_by_itself(counter: Counter) -> None:
    _name(counter, "Maria Santso")
    counter.enter()
    assert _customer(counter) == ("Maria Santso", False)


def test_the_new_chip_asks_and_shift_f3_goes_there_and_back(counter: Counter) -> None:
    _name(counter, "Maria Santso")
    counter.enter()
    chip = _box(counter).chip
    assert chip.swap.text() == "Did you mean Maria Santos?"
    counter.press(F3, SHIFT)
    assert _customer(counter) == ("Maria Santos", True)
    assert chip.swap.text() == "Back to new “Maria Santso”"
    counter.press(F3, SHIFT)
    assert _customer(counter) == ("Maria Santso", False)
    assert counter.is_ready


def test_a_tap_on_the_question_takes_who_was_meant(counter: Counter) -> None:
    _name(counter, "Maria Santso")
    counter.enter()
    counter.click(_box(counter).chip.swap)
    assert _customer(counter) == ("Maria Santos", True)
    assert counter.is_ready


def test_taking_who_was_meant_can_be_undone(counter: Counter) -> None:
    counter.scan(RICE)
    _name(counter, "Maria Santso")
    counter.enter()
    counter.press(F3, SHIFT)
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert _customer(counter) == ("Maria Santso", False)


def test_a_name_chosen_afterwards_does_not_lead_back(counter: Counter) -> None:
    _name(counter, "Maria Santso")
    counter.press(F3, SHIFT)
    assert not _box(counter).chip.swap.isVisible()
    assert _box(counter).chip.another.isVisible()


@pytest.mark.parametrize("typed", ["Mar", "Mario Santos", "Zenaida Lim"])
def test_a_name_like_nobodys_asks_nothing(counter: Counter, typed: str) -> None:
    _name(counter, typed)
    assert "Did you mean" not in _row(counter)[1]


# A number behind the name


def test_a_number_typed_behind_a_new_name_is_their_phone(counter: Counter) -> None:
    _name(counter, "Ana Lim 0917 555 0999")
    assert _row(counter) == ("New customer “Ana Lim”", "0917 555 0999")
    counter.enter()
    assert counter.cart.customer == CustomerRef("Ana Lim", phone="0917 555 0999")
    assert _box(counter).chip.name.text() == "Ana Lim"
    assert _box(counter).chip.detail.text() == "0917 555 0999  ·  saved with this sale"


def test_the_number_is_in_the_draft(counter: Counter, shop: Shop, qtbot: QtBot) -> None:
    counter.scan(RICE)
    _name(counter, "Ana Lim 0917 555 0999")
    counter.enter()

    def kept() -> None:
        draft = shop.reader.drafts.kept(by=shop.by)
        assert draft is not None
        assert cart_of(draft, shop.settings).customer == CustomerRef(
            "Ana Lim", phone="0917 555 0999"
        )

    qtbot.waitUntil(lambda: _passes(kept))


def test_the_owner_of_the_number_is_asked_about(counter: Counter) -> None:
    _name(counter, "Mary S 0917-555-0142")
    assert _listed(counter) == ["Maria Santos"]
    counter.enter()
    assert counter.cart.customer is None
    assert _row(counter)[1] == "Down to choose, Shift+Enter for new “Mary S”"


def test_a_known_name_with_its_own_number_is_that_customer(counter: Counter) -> None:
    _name(counter, "maria santos +63 917 555 0142")
    counter.enter()
    assert _customer(counter) == ("Maria Santos", True)


@pytest.mark.parametrize("typed", ["0917 555 0142", "09175550142", "+63 917 555 0142"])
def test_a_whole_number_that_one_customer_has_is_that_customer(
    counter: Counter, typed: str
) -> None:
    _name(counter, typed)
    assert _listed(counter) == ["Maria Santos"]
    assert _box(counter).field.panel.lit_customer is not None
    assert _row(counter) == ("A number alone is not a name", "Enter takes Maria Santos")
    counter.enter()
    assert _customer(counter) == ("Maria Santos", True)


def test_a_number_still_in_the_field_is_its_owner_when_the_next_item_is_scanned(
    counter: Counter,
) -> None:
    _name(counter, "0917 555 0142")
    counter.scan(RICE)
    assert _customer(counter) == ("Maria Santos", True)
    assert len(counter.lines) == 1


@pytest.mark.parametrize("typed", ["0917 555 014", "0917 555 0143", "555 0142"])
def test_a_part_of_a_number_or_nobodys_takes_no_one(counter: Counter, typed: str) -> None:
    _name(counter, typed)
    counter.enter()
    assert _customer(counter) is None


@pytest.mark.parametrize("typed", ["0917 111 2222", "0918 333 4444"])
def test_either_number_of_somebody_with_two_is_theirs_alone_and_behind_their_name(
    counter: Counter, shop: Shop, qtbot: QtBot, typed: str
) -> None:
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.add(Contact("Tita Baby", "0917 111 2222 / 0918 333 4444"))
    for text in (typed, f"tita baby {typed}"):
        _name(counter, text)
        counter.enter()
        assert _customer(counter) == ("Tita Baby", True)
        counter.page.set_customer(None)


def test_a_number_two_customers_share_is_a_choice(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.add(Contact("Pedro Santos", "0917 555 0142"))
    _name(counter, "0917 555 0142")
    counter.enter()
    assert _customer(counter) is None
    assert sorted(_listed(counter)) == ["Maria Santos", "Pedro Santos"]


def test_a_known_name_with_another_number_is_not_taken_by_itself(counter: Counter) -> None:
    _name(counter, "Maria Santos 0999 555 1234")
    counter.enter()
    assert counter.cart.customer is None
    counter.shift_enter()
    assert counter.cart.customer == CustomerRef("Maria Santos, 1234", phone="0999 555 1234")


# No name


@pytest.mark.parametrize("typed", ["walk-in", "WALK IN", "n/a", "cash", "."])
def test_what_stands_for_no_name_is_nobody_and_says_so(counter: Counter, typed: str) -> None:
    counter.scan(RICE)
    _name(counter, typed)
    if typed != ".":
        assert _row(counter) == (f"“{typed}” counts as no name", "Enter to sell without a name")
    counter.enter()
    assert counter.cart.customer is None
    assert _box(counter).field.edit.hint == f"“{typed}” counts as no name"
    assert counter.is_ready


def test_leaving_the_field_with_no_name_is_nobody_too(counter: Counter) -> None:
    counter.press(F3)
    counter.type("walk-in")
    counter.scan(RICE)
    assert counter.cart.customer is None
    assert _box(counter).field.text() == ""


def test_no_name_takes_the_customer_off(counter: Counter) -> None:
    counter.scan(RICE)
    _name(counter, "maria santos")
    counter.enter()
    counter.press(F3)
    counter.type("none")
    counter.enter()
    assert counter.cart.customer is None


# Another person


def test_another_person_asks_for_what_tells_the_two_apart(counter: Counter) -> None:
    _name(counter, "maria santos")
    counter.enter()
    counter.press(F3, CONTROL)
    assert _box(counter).field.text() == "Maria Santos, "
    assert _row(counter) == ("Type what tells them apart", "Where from, or the phone number")
    counter.type("Cebu")
    counter.enter()
    assert _customer(counter) == ("Maria Santos, Cebu", False)
    assert "Did you mean" not in _box(counter).chip.accessibleName()


def test_another_person_by_tap_and_phone_gets_its_last_digits(counter: Counter) -> None:
    _name(counter, "marlon reyes")
    counter.enter()
    counter.click(_box(counter).chip.another)
    counter.type("0999 555 1234")
    counter.enter()
    assert counter.cart.customer == CustomerRef("Marlon Reyes, 1234", phone="0999 555 1234")


@pytest.mark.parametrize("leave", ["enter", "tab", "escape"])
def test_nothing_told_apart_keeps_the_customer(counter: Counter, leave: str) -> None:
    _name(counter, "maria santos")
    counter.enter()
    counter.press(F3, CONTROL)
    if leave == "enter":
        counter.enter()
    elif leave == "tab":
        counter.press(Qt.Key.Key_Tab)
    else:
        counter.press(Qt.Key.Key_Escape, times=2)
    assert _customer(counter) == ("Maria Santos", True)
    assert _box(counter).chip.isVisible()


def test_another_person_who_is_on_record_is_taken(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.add(Contact("Maria Santos, Cebu"))
    _name(counter, "maria santos")
    counter.enter()
    counter.press(F3, CONTROL)
    counter.type("cebu")
    counter.enter()
    assert _customer(counter) == ("Maria Santos, Cebu", True)


def _passes(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except AssertionError:
        return False
    return True
