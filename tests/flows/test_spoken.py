"""What a person hears who works the till by ear: every step of a sale, in its order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.ui.customers.dialog import CustomersDialog
from app.ui.widgets.money_label import MoneyLabel
from tests.flows.counter import EVAP, RICE, Counter

Key = Qt.Key


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_the_window_is_a_window_with_a_name(counter: Counter) -> None:
    interface = QAccessible.queryAccessibleInterface(counter.window)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Window
    assert interface.text(QAccessible.Text.Name)


def test_a_line_that_is_chosen_is_said_while_the_focus_stays_in_the_scan_field(
    counter: Counter, said: list[str]
) -> None:
    counter.scan(RICE, EVAP)
    said.clear()
    counter.press(Key.Key_Up)
    assert said == ["Jasmine rice 5 kg, 1, ₱289.00"]


def test_a_list_found_again_by_the_next_letter_is_said_once(
    counter: Counter, said: list[str]
) -> None:
    counter.write("ric")
    counter.until(lambda: any("found" in text for text in said))
    found = [text for text in said if "found" in text]
    assert len(found) == len(set(found))
    assert "found. Jasmine rice 5 kg, ₱289.00" in found[-1]


def test_what_is_due_and_the_change_are_said_when_typing_rests(
    counter: Counter, said: list[str]
) -> None:
    counter.scan(RICE)
    said.clear()
    counter.press(Key.Key_F12)
    counter.until(lambda: "Amount due ₱289.00" in said)
    counter.write("500")
    counter.until(lambda: "Change ₱211.00" in said)
    assert [text for text in said if text.startswith(("Change", "Still"))] == ["Change ₱211.00"]


def test_what_is_still_to_pay_is_said(counter: Counter, said: list[str]) -> None:
    counter.scan(RICE)
    counter.press(Key.Key_F12)
    counter.write("200")
    counter.until(lambda: "Still to pay ₱89.00" in said)


def test_the_customer_that_is_gone_to_from_the_search_is_said(
    counter: Counter, said: list[str]
) -> None:
    counter.press(Key.Key_F10)
    customers = counter.find(CustomersDialog, "customers_dialog").list
    counter.until(lambda: customers.model.rowCount() > 1)
    said.clear()
    counter.press(Key.Key_Down)
    current = customers.view.current
    assert current is not None
    assert said[0].startswith(f"{current.name},")


def test_the_total_and_what_is_due_are_texts_to_a_screen_reader(counter: Counter) -> None:
    counter.scan(RICE)
    counter.press(Key.Key_F12)
    heard = [
        QAccessible.queryAccessibleInterface(label)
        for label in counter.window.findChildren(MoneyLabel)
        if label.isVisible()
    ]
    texts = [each for each in heard if each.role() == QAccessible.Role.StaticText]
    names = {each.text(QAccessible.Text.Name) for each in texts}
    assert {"Total ₱289.00", "₱289.00"} <= names
