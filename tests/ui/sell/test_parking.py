"""Sales put aside: any number, nothing asked, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import StoreUnavailable
from app.domain.parked import ParkedSale
from app.ui.sell.parked_sheet import ParkedSheet
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from tests.clocks import HeldClock
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.sell.conftest import COFFEE, EGGS, EVAP, RICE, Counter

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def park(counter: Counter, qtbot: QtBot) -> Callable[[], None]:
    def press() -> None:
        with qtbot.waitSignal(counter.page.parking._shop.counter.parked):
            counter.press(Qt.Key.Key_F7)

    return press


def _sheet(counter: Counter) -> ParkedSheet:
    sheet = Sheet.top(counter)
    assert isinstance(sheet, ParkedSheet)
    return sheet


def _rows(counter: Counter) -> list[str]:
    model = _sheet(counter).list.parked_model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def _on_disk(shop: Shop) -> list[ParkedSale]:
    return shop.reader.parked.parked(by=shop.by)


def test_park_is_one_key_and_recall_two(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE, EVAP)
    counter.page.sale.discount_line(0, Discount(percent_bp=500))
    counter.page.sale.discount_sale(Discount(percent_bp=1000))
    key, content = counter.cart.key, counter.cart.content
    park()
    assert counter.cart.is_empty
    assert counter.cart.key != key
    assert counter.message == "Parked: No name"
    assert counter.is_ready
    assert counter.page.parked.accessibleDescription() == "1"
    counter.press(Qt.Key.Key_F8)
    with qtbot.waitSignal(shop.counter.recalled):
        counter.enter()
    assert counter.cart.key == key
    assert counter.cart.content == replace(content, selected=1)
    assert _on_disk(shop) == []
    assert not counter.page.parked.isEnabled()
    assert counter.is_ready
    draft = shop.reader.drafts.kept(by=shop.by)
    assert draft is not None
    assert draft.key == key


def test_a_name_said_while_a_sale_is_on_its_way_aside_is_the_next_ones(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    with qtbot.waitSignal(shop.counter.parked):
        counter.page.parking.park()
        counter.page.set_customer(CustomerRef("Lola Basyang"))
    with qtbot.waitSignal(shop.settings_saved):
        shop.save_settings(shop.settings)
    assert [sale.customer_name for sale in _on_disk(shop)] == [""]
    assert counter.cart.customer == CustomerRef("Lola Basyang")
    draft = shop.reader.drafts.kept(by=shop.by)
    assert draft is not None
    assert draft.key == counter.cart.key


def test_a_name_half_typed_while_a_sale_is_put_aside_is_typed_on(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    counter.page.set_customer(CustomerRef("Maria Santos"))
    with qtbot.waitSignal(shop.counter.parked):
        counter.press(Qt.Key.Key_F7)
        counter.press(Qt.Key.Key_F3)
        counter.type("lola ba")
    settle()
    counter.type("syang")
    counter.shift_enter()
    assert counter.cart.customer == CustomerRef("lola basyang")
    assert [sale.customer_name for sale in _on_disk(shop)] == ["Maria Santos"]
    assert counter.is_ready


def test_a_field_only_opened_while_a_sale_is_put_aside_keeps_no_name_of_it(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    counter.page.set_customer(CustomerRef("Maria Santos"))
    with qtbot.waitSignal(shop.counter.parked):
        counter.press(Qt.Key.Key_F7)
        counter.press(Qt.Key.Key_F3)
    settle()
    assert counter.page.side.customer.field.text() == ""
    counter.scan(EVAP)
    assert counter.cart.customer is None


def test_a_name_half_typed_while_a_sale_is_taken_up_is_typed_on_there(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    counter.page.set_customer(CustomerRef("Maria Santos"))
    park()
    counter.press(Qt.Key.Key_F8)
    parked = _on_disk(shop)[0]
    _sheet(counter).close_sheet()
    with qtbot.waitSignal(shop.counter.recalled):
        counter.page.parking._recall(parked)
        counter.press(Qt.Key.Key_F3)
        counter.type("lola ba")
    settle()
    assert counter.cart.customer == CustomerRef("Maria Santos")
    counter.type("syang")
    counter.shift_enter()
    assert counter.cart.customer == CustomerRef("lola basyang")


def test_the_name_being_typed_goes_along(counter: Counter, park: Callable[[], None]) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F3)
    counter.type("maria santos")
    park()
    counter.press(Qt.Key.Key_F8)
    assert _rows(counter) == ["Maria Santos, ₱289.00, 1 item  ·  just now"]


def test_recalling_over_a_cart_parks_that_one_first_and_says_so(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    park()
    counter.scan(EVAP, EVAP)
    counter.press(Qt.Key.Key_F8)
    with qtbot.waitSignal(shop.counter.recalled):
        counter.enter()
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.message == "Parked: No name"
    (left,) = _on_disk(shop)
    assert (left.item_count, left.total.minor) == (2, 6900)


def test_the_newest_comes_first_with_its_age(
    counter: Counter, park: Callable[[], None], clock: HeldClock
) -> None:
    counter.scan(RICE)
    park()
    clock.pass_time(minutes=36)
    counter.scan(EVAP)
    park()
    clock.pass_time(minutes=12)
    counter.press(Qt.Key.Key_F8)
    assert _rows(counter) == [
        "No name, ₱34.50, 1 item  ·  12 min ago",
        "No name, ₱289.00, 1 item  ·  48 min ago",
    ]


def test_arrow_keys_choose_which_is_recalled(
    counter: Counter, park: Callable[[], None], shop: Shop, clock: HeldClock, qtbot: QtBot
) -> None:
    for code in (RICE, EVAP, COFFEE):
        counter.scan(code)
        park()
        clock.pass_time(minutes=1)
    counter.press(Qt.Key.Key_F8)
    counter.press(Qt.Key.Key_Down, times=5)
    counter.press(Qt.Key.Key_Up)
    with qtbot.waitSignal(shop.counter.recalled):
        counter.enter()
    assert counter.lines == [("Evaporated milk 370 ml", "1")]


def test_a_note_is_written_and_kept_through_recall_and_parking(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    park()
    counter.press(Qt.Key.Key_F8)
    counter.press(Qt.Key.Key_Tab)
    counter.type("Forgot his wallet")
    with qtbot.waitSignal(shop.counter.parked):
        counter.enter()
    assert _rows(counter) == ["No name, ₱289.00, 1 item  ·  just now  ·  Forgot his wallet"]
    with qtbot.waitSignal(shop.counter.recalled):
        counter.enter()
    assert counter.cart.note == "Forgot his wallet"
    counter.scan(EVAP)
    park()
    assert [each.note for each in _on_disk(shop)] == ["Forgot his wallet"]


def test_a_note_is_not_lost_when_recall_is_tapped(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    park()
    counter.press(Qt.Key.Key_F8)
    counter.press(Qt.Key.Key_Tab)
    counter.type("Comes back at 5")
    with qtbot.waitSignal(shop.counter.recalled):
        counter.click(_sheet(counter).recall)
    assert counter.cart.note == "Comes back at 5"
    assert _on_disk(shop) == []


def test_discard_can_be_taken_back(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    park()
    before = _on_disk(shop)
    counter.press(Qt.Key.Key_F8)
    with qtbot.waitSignal(shop.counter.discarded):
        counter.press(Qt.Key.Key_Delete)
    assert Sheet.top(counter) is None  # nothing is left to show
    assert _on_disk(shop) == []
    assert counter.message == "Discarded: No name"
    current = counter.toasts.current
    assert current is not None
    with qtbot.waitSignal(shop.counter.parked):
        current.actions[0].callback()
    assert _on_disk(shop) == before
    assert counter.cart.is_empty


def test_a_key_pressed_twice_discards_one(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    for code in (RICE, EVAP):
        counter.scan(code)
        park()
    counter.press(Qt.Key.Key_F8)
    sheet = _sheet(counter)
    with (
        qtbot.waitSignal(shop.counter.discarded),
        qtbot.assertNotEmitted(shop.counter.parking_refused),
    ):
        sheet.discard.click()
        sheet.discard.click()
    assert len(_on_disk(shop)) == 1
    assert counter.message.startswith("Discarded")


def test_an_empty_cart_is_not_parked_and_an_empty_list_does_not_open(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F7)
    assert not counter.page.side.park.isEnabled()
    counter.press(Qt.Key.Key_F8)
    assert Sheet.top(counter) is None
    assert counter.message == "No sale is parked"
    assert not counter.page.parked.isEnabled()


def test_a_scan_while_a_sale_is_put_aside_goes_to_the_next(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    with qtbot.waitSignal(shop.counter.parked):
        counter.page.park()
        counter.page.handle_scan(EVAP)
        assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.lines == [("Evaporated milk 370 ml", "1")]
    assert [each.item_count for each in _on_disk(shop)] == [1]


def test_what_cannot_be_parked_stays_in_the_cart(
    counter: Counter, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop, "park", lambda parked: None)
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F7)
    shop.counter.parking_refused.emit(StoreUnavailable("The disk is full."))
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.message == "The disk is full."
    assert not counter.page.sale.is_locked


def test_a_parked_sale_that_cannot_be_read_stays_where_it_is(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    park()
    (whole,) = _on_disk(shop)
    damaged = replace(whole, draft=replace(whole.draft, content='{"lines": 1}'))
    with qtbot.waitSignal(shop.counter.parked):
        shop.counter.park(damaged)
    counter.scan(EVAP)
    counter.press(Qt.Key.Key_F8)
    _sheet(counter).note.set_text("by the door")
    with qtbot.assertNotEmitted(shop.counter.recalled, wait=0):
        counter.enter()
        with qtbot.waitSignal(shop.settings_saved):
            shop.save_settings(shop.settings)
    assert counter.message == "This parked sale cannot be read"
    assert counter.lines == [("Evaporated milk 370 ml", "1")]
    assert not counter.page.sale.is_locked
    assert [sale.draft for sale in _on_disk(shop)] == [damaged.draft]
    with qtbot.waitSignal(shop.counter.discarded):
        counter.press(Qt.Key.Key_Delete)
    assert _on_disk(shop) == []


def test_a_parked_cart_does_not_come_back_by_a_late_draft(
    counter: Counter, park: Callable[[], None], shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE, EVAP, COFFEE, EGGS)  # drafts are on their way
    park()
    with qtbot.waitSignal(shop.settings_saved):
        shop.save_settings(shop.settings)
    assert shop.reader.drafts.kept(by=shop.by) is None
    assert len(_on_disk(shop)) == 1


def test_the_count_is_there_after_a_start(
    make_counter: Callable[[], Counter], qtbot: QtBot, shop: Shop
) -> None:
    first = make_counter()
    for code in (RICE, EVAP):
        first.scan(code)
        with qtbot.waitSignal(shop.counter.parked):
            first.press(Qt.Key.Key_F7)
    first.close()
    again = make_counter()
    again.page.take_up()
    assert again.page.parked.accessibleDescription() == "2"
    assert again.page.parked.isEnabled()


@pytest.mark.parametrize("scale", SCALES)
def test_the_list_fits_at_every_text_size(
    counter: Counter, park: Callable[[], None], scale: float
) -> None:
    counter.page.scan_field.theme.set_scale(scale)
    counter.resize(1280, 720)
    counter.scan(RICE)
    park()
    counter.press(Qt.Key.Key_F8)
    settle()
    sheet = _sheet(counter)
    assert misfits(sheet.panel) == []
    assert nameless(sheet.panel) == []
    assert unnamed_objects(sheet.panel) == []
