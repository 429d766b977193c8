"""The page as a whole: ready for the next scan, ready after a power cut, the same in every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.clock import business_day
from app.domain.draft import Draft
from app.domain.errors import StoreUnavailable
from app.domain.sale import Payment
from app.ui.shop import Shop
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.ui.sell.conftest import COFFEE, EVAP, RICE, Counter

TAB = Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier


def _name(counter: Counter, text: str) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.type(text)
    counter.enter()


def _kept(shop: Shop, qtbot: QtBot) -> Draft | None:
    """Wait until every draft wished for is on disk, and read it back."""
    qtbot.waitUntil(lambda: shop.drafts.are_written)
    return shop.reader.drafts.kept(by=shop.by)


# Paying


def test_enter_in_the_empty_scan_field_wishes_to_charge(counter: Counter) -> None:
    counter.scan(RICE)
    counter.enter()
    assert counter.charges == 1


def test_f12_charges_and_control_enter_pays_exactly(counter: Counter) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F12)
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.press(Qt.Key.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)
    assert (counter.charges, counter.exacts) == (1, 2)


def test_an_empty_cart_cannot_be_charged(counter: Counter) -> None:
    counter.enter()
    counter.press(Qt.Key.Key_F12)
    counter.press(Qt.Key.Key_Return, CONTROL)
    assert (counter.charges, counter.exacts) == (0, 0)


def test_the_enter_of_a_scan_never_charges(counter: Counter) -> None:
    counter.scan(RICE, RICE)
    assert counter.charges == 0


# Totals


def test_totals_show_the_cart(counter: Counter) -> None:
    counter.scan(RICE, EVAP, EVAP)
    totals = counter.page.side.totals
    assert totals.total.amount == "₱358.00"
    assert totals.subtotal.text() == "₱358.00"
    assert totals.vat_name.text() == "VAT included (12%)"
    assert totals.vat.text() == "₱7.39"  # 69.00 x 12 / 112; the rice is exempt
    assert totals.items.text() == "3 items"
    assert counter.page.card.count.text() == "2 lines  ·  3 items"


def test_what_was_added_last_stands_large(counter: Counter) -> None:
    counter.scan(RICE, EVAP, RICE)
    last = counter.page.side.last_added
    assert last.accessibleName() == "Jasmine rice 5 kg. Last added  ·  2 × 289.00"
    counter.type("--")
    assert last.line is not None
    assert last.line.name == "Evaporated milk 370 ml"


def test_an_empty_sale_says_how_to_begin(counter: Counter) -> None:
    assert counter.page.card.empty.isVisible()
    assert counter.page.card.count.text() == "No items yet"
    counter.scan(RICE)
    assert counter.page.view.isVisible()


# The finished sale


def _finish(counter: Counter) -> None:
    counter.page.changeover.show_result(QLabel("complete"), QLabel("receipt"))


def test_a_finished_sale_stays_and_behind_it_waits_a_new_one(counter: Counter) -> None:
    counter.scan(RICE)
    old = counter.cart.key
    _finish(counter)
    assert counter.page.changeover.shows_result
    assert counter.is_ready
    assert counter.cart.is_empty
    assert counter.cart.key != old
    counter.scan("4801234567890")
    assert counter.page.changeover.shows_result  # an unknown code must not take the change away


def test_the_next_item_begins_the_next_sale(counter: Counter) -> None:
    counter.scan(RICE)
    _finish(counter)
    counter.scan(EVAP)
    assert not counter.page.changeover.shows_result
    assert counter.lines == [("Evaporated milk 370 ml", "1")]


def test_the_second_enter_of_a_double_tap_leaves_the_change_on_screen(counter: Counter) -> None:
    counter.scan(RICE)
    _finish(counter)
    counter.enter()
    assert counter.page.changeover.shows_result


def test_enter_begins_the_next_sale(counter: Counter) -> None:
    counter.scan(RICE)
    _finish(counter)
    counter.page.changeover._holds.stop()
    counter.enter()
    assert not counter.page.changeover.shows_result
    assert counter.charges == 0


def test_a_typed_product_begins_the_next_sale(counter: Counter) -> None:
    counter.scan(RICE)
    _finish(counter)
    counter.type("evap")
    assert counter.page.changeover.shows_result
    counter.enter()
    assert not counter.page.changeover.shows_result


def test_f3_begins_the_next_sale_with_its_customer(counter: Counter) -> None:
    counter.scan(RICE)
    _name(counter, "maria santos")
    _finish(counter)
    _name(counter, "marlo")
    assert not counter.page.changeover.shows_result
    assert counter.cart.customer is not None
    assert counter.cart.customer.name == "Marlon Reyes"


def test_the_result_can_be_shown_for_every_sale(counter: Counter) -> None:
    card, side = QLabel("complete"), QLabel("receipt")
    for _ in range(3):
        counter.scan(RICE)
        counter.page.changeover.show_result(card, side)
        assert card.isVisible()
        assert side.isVisible()
        counter.page.changeover.leave_result()
        assert counter.page.side.isVisible()


# Draft


def test_every_edit_is_kept(counter: Counter, shop: Shop, qtbot: QtBot) -> None:
    counter.scan(RICE, EVAP)
    _name(counter, "maria santos")
    kept = _kept(shop, qtbot)
    assert kept is not None
    assert kept.key == counter.cart.key
    assert "Evaporated milk" in kept.content
    assert "Maria Santos" in kept.content


def test_an_emptied_sale_leaves_no_draft(counter: Counter, shop: Shop, qtbot: QtBot) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_Delete)
    assert _kept(shop, qtbot) is None


def test_after_a_restart_the_same_cart_with_the_same_key_is_there(
    make_counter: Callable[[], Counter], shop: Shop, qtbot: QtBot
) -> None:
    before = make_counter()
    before.scan(RICE, EVAP, EVAP)
    _name(before, "maria santos")
    _kept(shop, qtbot)
    after = make_counter()
    after.page.take_up()
    assert after.cart.key == before.cart.key
    assert after.lines == before.lines
    assert after.cart.customer == before.cart.customer
    assert after.page.side.customer.chip.name.text() == "Maria Santos"
    assert after.message == "The unfinished sale is back"


def test_a_draft_that_cannot_be_read_is_said_and_the_till_goes_on(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    shop.drafts.keep(Draft("0" * 32, "{broken"))
    _kept(shop, qtbot)
    counter.page.take_up()
    assert counter.message == "The unfinished sale could not be read."
    counter.scan(RICE)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_after_an_unclean_end_the_last_sale_is_named_and_stays_named(
    counter: Counter, shop: Shop, clock: HeldClock, owner: Actor, qtbot: QtBot
) -> None:
    counter.scan(COFFEE)
    _name(counter, "maria santos")
    total = counter.cart.total
    paid = Payment("cash", total, tendered=total + total)
    at = clock.now()
    with qtbot.waitSignal(shop.sale_recorded) as recorded:
        shop.record(counter.cart.complete((paid,), at, business_day(clock, at)))
    counter.page.changeover.start_new()
    shop.ended_cleanly = False
    counter.page.take_up()
    number = recorded.args[0].number
    assert counter.message == f"The last saved sale is {number}: ₱215.00"
    current = counter.toasts.current
    assert current is not None
    assert "Change ₱215.00" in current.detail
    assert "Maria Santos" in current.detail
    counter.scan(RICE)
    assert counter.message.startswith("The last saved sale")


def test_after_a_clean_end_nothing_is_said(counter: Counter) -> None:
    counter.page.take_up()
    assert counter.message == ""


def test_a_draft_that_cannot_be_written_is_said(counter: Counter, shop: Shop) -> None:
    shop.drafts.failed.emit(StoreUnavailable("The disk is full."))
    assert counter.message == "The disk is full."
    assert counter.is_ready


# Focus


def test_f2_comes_back_from_anywhere(counter: Counter) -> None:
    counter.page.side.charge.setFocus()
    counter.press(Qt.Key.Key_F2)
    assert counter.is_ready


def test_buttons_take_no_focus_by_a_click(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    side, card = counter.page.side, counter.page.card
    for button in (side.charge, side.exact, side.remove, card.undo, card.clear):
        counter.click(button)
        assert counter.is_ready


def test_tab_goes_as_the_eye_does(counter: Counter) -> None:
    counter.scan(RICE)
    side, card = counter.page.side, counter.page.card
    wanted: list[QWidget] = [
        *(side.customer.field.edit, counter.page.view, *side.line_buttons),
        *(side.charge, side.exact, side.park, card.undo, card.clear),
    ]
    for widget in wanted:
        counter.press(TAB)
        assert QApplication.focusWidget() is widget


def test_the_focus_comes_home_after_idling_with_nothing_typed(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    assert counter.page._idle.timer.interval() == 10_000
    assert counter.page._idle.timer.isActive()
    counter.page._idle.timer.timeout.emit()
    assert counter.is_ready
    counter.press(Qt.Key.Key_F3)
    counter.type("Ma")
    counter.page._idle.timer.timeout.emit()
    assert counter.page.side.customer.field.edit.hasFocus()


# Looks and ears


@pytest.mark.parametrize(
    ("width", "height", "side"), [(1280, 720, 360), (1366, 768, 400), (1920, 1080, 456)]
)
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_sizes_are_those_of_the_design(
    counter: Counter, theme: Theme, width: int, height: int, side: int, scale: float
) -> None:
    theme.set_scale(scale)
    counter.resize(width, height)
    QTest.qWait(0)
    panel = counter.page.side
    assert panel.width() == side + 1  # the hairline
    assert panel.charge.height() == 76
    assert panel.exact.height() == 56
    assert panel.totals.height() == 165
    assert panel.last_added.height() == 62
    assert counter.page.scan_field.height() == 56
    bottom = panel.exact.mapTo(counter, panel.exact.rect().bottomLeft()).y()
    assert bottom == height - 17
    card = counter.page.card
    strip = 72 if counter.page.quick.strip.isVisible() else 0
    assert bool(strip) == (width == 1366)
    assert card.mapTo(counter, card.rect().bottomLeft()).y() == bottom - strip


def test_charge_and_total_stand_still_in_every_state(counter: Counter) -> None:
    def places() -> list[tuple[int, int, int, int]]:
        side = counter.page.side
        boxes = (side.charge.geometry(), side.totals.geometry(), side.exact.geometry())
        return [(box.x(), box.y(), box.width(), box.height()) for box in boxes]

    before = places()
    counter.scan(RICE)
    assert places() == before
    _name(counter, "maria santos")
    QTest.qWait(0)
    assert places() == before


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_every_scheme_paints_every_part(counter: Counter, theme: Theme, scheme: Scheme) -> None:
    counter.scan(RICE, EVAP)
    before = counter.grab().toImage()
    theme.set_scheme(scheme)
    after = counter.grab().toImage()
    assert (before == after) == (scheme is Scheme.LIGHT)
    assert after.pixelColor(1360, 400) == theme.color("surface")


def test_every_control_has_a_name(counter: Counter) -> None:
    counter.scan(RICE)
    _name(counter, "maria santos")
    page = counter.page
    for widget in (
        *(page.scan_field.edit, page.side.customer.chip.clear, page.view, page.view.stepper),
        *(page.view.stepper.less, page.view.stepper.more, page.side.charge, page.side.exact),
        *(page.side.quantity, page.side.remove, page.card.undo, page.card.clear),
    ):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), widget.objectName()
    charge = QAccessible.queryAccessibleInterface(page.side.charge)
    assert charge is not None
    assert "₱289.00" in charge.text(QAccessible.Text.Description)


def test_a_new_line_and_an_error_are_announced(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    counter.scan(RICE)
    assert "Jasmine rice 5 kg, 1 pc, ₱289.00. Total ₱289.00" in said
    counter.scan("4801234567890")
    assert any(text.startswith("No product has barcode 4801 2345 67890") for text in said)


def test_the_newest_line_glows_and_the_glow_goes(
    shop: Shop, qapp: QApplication, clock: HeldClock, qtbot: QtBot
) -> None:
    theme = Theme(Scheme.LIGHT)
    theme.apply(qapp)
    counter = Counter(shop, theme, Wording(clock))
    qtbot.addWidget(counter)
    counter.show()
    QTest.qWaitForWindowActive(counter)
    counter.scan(RICE)
    delegate = counter.page.view._delegate
    qtbot.waitUntil(lambda: 0 < delegate.flash < 1)
    qtbot.waitUntil(lambda: delegate.flash == 0)
    counter.gate.release()
    counter.toasts.close_all()
