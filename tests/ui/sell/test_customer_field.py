"""Names become customers: clear ones by Enter, unclear ones never by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.customer import Contact, CustomerRef
from app.domain.errors import StoreUnavailable
from app.ui.sell.customer_field import CustomerField
from app.ui.sell.suggestions import Suggestions
from app.ui.shop import Shop
from tests.ui.keys import key_event, send
from tests.ui.sell.conftest import RICE, Counter

DOWN, UP, TAB, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Escape
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def juans(shop: Shop, qtbot: QtBot) -> None:
    """Two people whose names begin the same, and one shorter name."""
    for name in ("Juan dela Cruz", "Juan dela Cruz, Cebu", "Ana", "Anabelle Cruz"):
        with qtbot.waitSignal(shop.customers.saved):
            shop.customers.add(Contact(name))


def _field(counter: Counter) -> CustomerField:
    return counter.page.side.customer.field


def _panel(counter: Counter) -> Suggestions:
    return _field(counter).panel


def _name(counter: Counter, text: str) -> None:
    """Go to the customer field and type."""
    counter.press(Qt.Key.Key_F3)
    counter.type(text)


def _customer(counter: Counter) -> tuple[str, bool] | None:
    """Name in the cart, and whether it is somebody on record."""
    who = counter.cart.customer
    return None if who is None else (who.name, who.id is not None)


def _names(counter: Counter) -> list[str]:
    return [customer.name for customer in _panel(counter).customers]


# Suggestions


def test_f3_goes_to_the_customer_field(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    assert _field(counter).edit.hasFocus()


def test_suggestions_come_from_the_first_letter(counter: Counter, qtbot: QtBot) -> None:
    _name(counter, "m")
    assert not _panel(counter).is_open
    qtbot.waitUntil(lambda: _panel(counter).is_open)
    assert _names(counter) == ["Maria Santos", "Maricel Dela Cruz", "Marlon Reyes"]
    assert _panel(counter).new_row.text() == "New customer “m”"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("santos", ["Maria Santos"]),
        ("pena", ["Peña Grande Store"]),
        ("0928", ["Maricel Dela Cruz"]),
        ("dela m", ["Maricel Dela Cruz"]),
        ("%", []),
    ],
)
def test_any_word_and_the_phone_find_a_customer(
    counter: Counter, typed: str, found: list[str]
) -> None:
    _name(counter, typed)
    _field(counter).search_now()
    assert _names(counter) == found


def test_no_row_is_lit_while_it_is_not_clear_who_is_meant(counter: Counter) -> None:
    _name(counter, "mar")
    _field(counter).search_now()
    assert _panel(counter).lit_customer is None
    assert not _panel(counter).lights_new


def test_the_row_enter_would_take_is_lit(counter: Counter) -> None:
    _name(counter, "marlo")
    _field(counter).search_now()
    lit = _panel(counter).lit_customer
    assert lit is not None
    assert lit.name == "Marlon Reyes"


def test_the_panel_never_covers_the_total_or_charge(counter: Counter) -> None:
    for width, height in ((1366, 768), (1280, 720), (1920, 1080)):
        counter.resize(width, height)
        QTest.qWait(0)
        _name(counter, "m")
        _field(counter).search_now()
        panel = _panel(counter)
        bottom = panel.mapTo(counter, panel.rect().bottomLeft()).y()
        totals = counter.page.side.totals
        assert bottom < totals.mapTo(counter, totals.rect().topLeft()).y()
        counter.press(ESCAPE, times=3)


def test_the_panel_stays_under_its_field_when_the_window_changes(
    counter: Counter, qtbot: QtBot
) -> None:
    _name(counter, "m")
    _field(counter).search_now()
    counter.resize(1920, 1080)
    panel, field = _panel(counter).parentWidget(), _field(counter)
    assert panel is not None
    qtbot.waitUntil(lambda: panel.x() == field.mapTo(counter.page, field.rect().topLeft()).x())


@pytest.mark.parametrize(("height", "rows"), [(768, 4), (1080, 5)])
def test_a_tall_screen_shows_one_more_name(
    counter: Counter, shop: Shop, qtbot: QtBot, height: int, rows: int
) -> None:
    for name in ("Mark", "Marvin", "Marites"):
        with qtbot.waitSignal(shop.customers.saved):
            shop.customers.add(Contact(name))
    counter.resize(1366, height)
    _name(counter, "mar")
    _field(counter).search_now()
    assert len(_names(counter)) == rows
    assert _panel(counter).list.verticalScrollBar().maximum() == 0


# Enter


def test_an_equal_name_in_another_case_takes_that_customer(counter: Counter) -> None:
    _name(counter, "maria  SANTOS")
    counter.enter()
    assert _customer(counter) == ("Maria Santos", True)
    assert counter.is_ready


def test_the_only_name_that_goes_on_within_a_word_is_taken(counter: Counter) -> None:
    _name(counter, "marlo")
    counter.enter()
    assert _customer(counter) == ("Marlon Reyes", True)


def test_a_whole_word_of_a_longer_name_is_not_guessed(counter: Counter) -> None:
    _name(counter, "marlon")
    counter.enter()
    assert _customer(counter) is None
    assert _panel(counter).is_open
    assert _panel(counter).new_row.hint == "Down to choose, Shift+Enter for new “marlon”"


def test_several_beginnings_keep_the_list_with_no_row_lit(counter: Counter, juans: None) -> None:
    _name(counter, "Juan")
    counter.enter()
    assert _customer(counter) is None
    assert sorted(_names(counter)) == ["Juan dela Cruz", "Juan dela Cruz, Cebu"]
    assert _panel(counter).lit_customer is None
    assert _panel(counter).new_row.hint == "Down to choose, Shift+Enter for new “Juan”"
    second = _names(counter)[1]
    counter.press(DOWN, times=2)
    counter.enter()
    assert _customer(counter) == (second, True)


def test_an_equal_name_wins_over_longer_ones(counter: Counter, juans: None) -> None:
    _name(counter, "ana")
    counter.enter()
    assert _customer(counter) == ("Ana", True)


def test_a_name_nobody_begins_with_is_new(counter: Counter) -> None:
    _name(counter, "Mario Cruz")
    counter.enter()
    assert _customer(counter) == ("Mario Cruz", False)


def test_a_surname_alone_is_a_new_name_and_not_its_bearer(counter: Counter) -> None:
    _name(counter, "Santos")
    counter.enter()
    assert _customer(counter) == ("Santos", False)


def test_an_accent_left_out_is_found_and_left_to_choose(counter: Counter) -> None:
    _name(counter, "pen")
    counter.enter()
    assert _customer(counter) is None
    counter.press(DOWN)
    counter.enter()
    assert _customer(counter) == ("Peña Grande Store", True)


def test_an_accent_that_is_not_in_the_name_takes_nobody(counter: Counter) -> None:
    _name(counter, "Pená G")
    counter.enter()
    assert _customer(counter) is None
    assert _panel(counter).lit_customer is None


def test_enter_decides_on_the_text_as_it_stands_and_not_on_the_list(counter: Counter) -> None:
    _name(counter, "mar")
    _field(counter).search_now()
    counter.type("lo")  # the list on screen is still that of "mar"
    counter.enter()
    assert _customer(counter) == ("Marlon Reyes", True)


def test_a_row_chosen_before_the_last_letter_is_forgotten(counter: Counter) -> None:
    _name(counter, "mar")
    _field(counter).search_now()
    counter.press(DOWN)
    counter.type("x")
    counter.enter()
    assert _customer(counter) == ("marx", False)


def test_down_goes_through_the_names_and_ends_with_the_new_one(counter: Counter) -> None:
    _name(counter, "mar")
    counter.press(DOWN, times=4)
    assert _panel(counter).lights_new
    counter.enter()
    assert _customer(counter) == ("mar", False)


def test_up_begins_at_the_end(counter: Counter) -> None:
    _name(counter, "mar")
    counter.press(UP)
    assert _panel(counter).lights_new
    counter.press(UP)
    lit = _panel(counter).lit_customer
    assert lit is not None
    assert lit.name == "Marlon Reyes"


def test_shift_enter_uses_exactly_what_was_typed(counter: Counter) -> None:
    _name(counter, "Mar")
    counter.shift_enter()
    assert _customer(counter) == ("Mar", False)


def test_a_tap_on_a_row_takes_it(counter: Counter) -> None:
    _name(counter, "mar")
    _field(counter).search_now()
    rows = _panel(counter).list
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _customer(counter) == ("Maricel Dela Cruz", True)
    assert counter.is_ready


def test_a_tap_on_the_new_row_takes_the_name_as_typed(counter: Counter) -> None:
    _name(counter, "mar")
    _field(counter).search_now()
    counter.click(_panel(counter).new_row)
    assert _customer(counter) == ("mar", False)


def test_enter_on_nothing_is_nobody(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.enter()
    assert _customer(counter) is None
    assert counter.is_ready


def test_an_enter_kept_down_decides_nothing(counter: Counter) -> None:
    _name(counter, "Mario")
    send(counter, key_event(QEvent.Type.KeyPress, Qt.Key.Key_Return, "\r", repeat=True))
    assert _customer(counter) is None


# Digits


def test_digits_alone_never_become_a_name(counter: Counter) -> None:
    _name(counter, "0999")
    counter.enter()
    assert _customer(counter) is None
    assert _panel(counter).new_row.text() == "A number alone is not a name"
    assert not _panel(counter).new_row.isEnabled()
    counter.shift_enter()
    assert _customer(counter) is None
    assert counter.message == "A number alone is not a name."


def test_digits_still_choose_somebody_by_phone(counter: Counter) -> None:
    _name(counter, "0917")
    counter.press(DOWN)
    counter.enter()
    assert _customer(counter) == ("Maria Santos", True)


def test_digits_stop_a_payment_once_and_then_go_without_a_name(counter: Counter) -> None:
    counter.scan(RICE)
    _name(counter, "0999")
    counter.press(Qt.Key.Key_Return, CONTROL)
    assert counter.exacts == 0
    assert counter.message == "A number alone is not a name."
    counter.press(Qt.Key.Key_Return, CONTROL)
    assert counter.exacts == 1
    assert _customer(counter) is None


def test_digits_in_place_of_a_customer_never_leave_that_customer_on_the_sale(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    _name(counter, "maria santos")
    counter.enter()
    _name(counter, "0999")
    counter.press(Qt.Key.Key_Return, CONTROL)
    assert counter.exacts == 0
    counter.press(Qt.Key.Key_Return, CONTROL)
    assert counter.exacts == 1
    assert _customer(counter) is None


# Keeping what was typed


@pytest.mark.parametrize("way", ["tab", "f2", "scan", "charge", "exact"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("maria santos", ("Maria Santos", True)),
        ("mari santos", ("mari santos", False)),
        ("marlo", ("marlo", False)),
        ("  Mario   Cruz ", ("Mario Cruz", False)),
    ],
)
def test_every_way_out_keeps_the_name_as_typed_and_guesses_nothing(
    counter: Counter, way: str, typed: str, kept: tuple[str, bool]
) -> None:
    counter.scan(RICE)
    _name(counter, typed)
    _field(counter).search_now()
    if way == "tab":
        counter.press(TAB)
    elif way == "f2":
        counter.press(Qt.Key.Key_F2)
    elif way == "scan":
        counter.scan(RICE)
    elif way == "charge":
        counter.press(Qt.Key.Key_F12)
    else:
        counter.press(Qt.Key.Key_Return, CONTROL)
    assert _customer(counter) == kept
    assert not _panel(counter).is_open
    assert (counter.charges, counter.exacts) == (int(way == "charge"), int(way == "exact"))


def test_the_first_tap_on_charge_works_while_the_list_is_open(counter: Counter) -> None:
    counter.scan(RICE)
    _name(counter, "mari santos")
    _field(counter).search_now()
    place = counter.page.side.charge.mapTo(counter, counter.page.side.charge.rect().center())
    target = counter.childAt(place)
    assert target is counter.page.side.charge
    counter.click(target)
    assert counter.charges == 1
    assert _customer(counter) == ("mari santos", False)


def test_a_scan_while_typing_a_name_lands_in_the_cart_only(counter: Counter) -> None:
    _name(counter, "Mario")
    counter.scan(RICE)
    assert _customer(counter) == ("Mario", False)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_escape_closes_the_list_then_clears_then_leaves(counter: Counter) -> None:
    _name(counter, "mar")
    _field(counter).search_now()
    counter.press(ESCAPE)
    assert not _panel(counter).is_open
    assert _field(counter).text() == "mar"
    counter.press(ESCAPE)
    assert _field(counter).text() == ""
    counter.press(ESCAPE)
    assert counter.is_ready
    assert _customer(counter) is None


# The chip


def test_a_known_customer_shows_purchases_and_last_visit(counter: Counter) -> None:
    _name(counter, "maria santos")
    counter.enter()
    chip = counter.page.side.customer.chip
    assert chip.isVisible()
    assert chip.height() == 112
    assert chip.name.text() == "Maria Santos"
    assert chip.detail.text() == "3 purchases  ·  last visit 4 days ago"
    assert not chip.badge.isVisible()


def test_a_new_customer_is_said_to_be_new_in_amber(counter: Counter) -> None:
    _name(counter, "Mar")
    counter.shift_enter()
    chip = counter.page.side.customer.chip
    assert chip.badge.text == "New"
    assert chip.badge.isVisible()
    assert chip.name.color == "warning_text"
    assert chip.detail.text() == "Will be saved with this sale"


def test_the_cross_takes_the_customer_off(counter: Counter) -> None:
    _name(counter, "maria santos")
    counter.enter()
    cross = counter.page.side.customer.chip.clear
    assert (cross.width(), cross.height()) == (44, 44)
    counter.click(cross)
    assert _customer(counter) is None
    assert _field(counter).isVisible()
    assert counter.is_ready
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert _customer(counter) == ("Maria Santos", True)


def test_f3_on_a_chip_lets_the_name_be_typed_over(counter: Counter) -> None:
    _name(counter, "maria santos")
    counter.enter()
    counter.press(Qt.Key.Key_F3)
    assert _field(counter).edit.selectedText() == "Maria Santos"
    counter.type("marlo")
    counter.enter()
    assert _customer(counter) == ("Marlon Reyes", True)


@pytest.mark.parametrize("key", [ESCAPE, TAB, Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_leaving_the_field_unchanged_keeps_the_very_same_customer(
    counter: Counter, key: Qt.Key
) -> None:
    _name(counter, "maria santos")
    counter.enter()
    before = counter.cart.customer
    counter.press(Qt.Key.Key_F3)
    counter.press(key)
    assert counter.cart.customer == before
    assert counter.page.side.customer.chip.isVisible()
    assert counter.is_ready


def test_emptying_the_field_takes_the_customer_off(counter: Counter) -> None:
    _name(counter, "maria santos")
    counter.enter()
    counter.press(Qt.Key.Key_F3)
    counter.press(Qt.Key.Key_Backspace)
    counter.enter()
    assert _customer(counter) is None


def test_the_chip_follows_a_renaming(counter: Counter, shop: Shop, qtbot: QtBot) -> None:
    _name(counter, "maria santos")
    counter.enter()
    who = counter.cart.customer
    assert who is not None
    assert who.id is not None
    with qtbot.waitSignal(shop.changed):
        shop.customers.edit(who.id, Contact("Maria Santos-Reyes"))
    assert counter.page.side.customer.chip.name.text() == "Maria Santos-Reyes"


def test_the_tender_may_change_the_customer(counter: Counter) -> None:
    counter.page.set_customer(CustomerRef("Somebody New"))
    assert counter.page.side.customer.chip.name.text() == "Somebody New"
    counter.page.set_customer(None)
    assert _field(counter).isVisible()


# When names cannot be searched


def test_a_name_can_be_typed_while_names_cannot_be_searched(
    counter: Counter, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object, **__: object) -> None:
        raise StoreUnavailable

    for method in ("suggest", "named", "beginning", "customer"):
        monkeypatch.setattr(type(shop.reader.customers), method, unreadable)
    _name(counter, "Maria Santos")
    _field(counter).search_now()
    message = _panel(counter).message
    assert message.isVisible()
    assert message.text() == "Names cannot be searched right now. You can still type one."
    counter.enter()
    assert _customer(counter) == ("Maria Santos", False)


def test_a_name_longer_than_a_name_can_be_is_refused_with_a_sentence(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    _field(counter).set_text("x" * 121)
    counter.enter()
    assert _customer(counter) is None
    assert counter.message == "A customer's name can have at most 120 letters."
