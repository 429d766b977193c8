"""Settings, payments: a table of ways to pay that cannot be saved wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import InvalidInput
from app.domain.tender import METHODS, ON_ACCOUNT, MethodKind, PaymentMethod
from app.ui.settings.method_draft import MethodDraft, draft_of, methods_of
from app.ui.settings.methods_section import MethodsSection
from tests.ui.settings.conftest import Office


@pytest.fixture
def section(office: Office) -> MethodsSection:
    return office.open(MethodsSection)


def saved(office: Office, qtbot: QtBot, act: Callable[[], object]) -> tuple[PaymentMethod, ...]:
    with qtbot.waitSignal(office.shop.methods.saved):
        act()
    return office.shop.reader.methods.methods(by=office.shop.by)


def rows(section: MethodsSection) -> list[str]:
    return [section.list.item(row).text() for row in range(section.list.count())]


def choose(section: MethodsSection, key: str) -> QWidget:
    segment = section.kind.findChild(QWidget, f"segment_{key}")
    assert isinstance(segment, QWidget)
    return segment


def test_a_new_shop_has_the_usual_ways_to_pay(section: MethodsSection) -> None:
    assert rows(section) == ["Cash", "Card", "GCash / QR", "Bank transfer", "Cheque", "On account"]
    assert not section.save.isEnabled()


def test_a_way_to_pay_is_added_by_keys_alone(
    office: Office, section: MethodsSection, qtbot: QtBot
) -> None:
    office.tap(section.add)
    assert section.name.edit.hasFocus()
    office.type(section.name, "Maya")
    office.type(section.letter, "m")
    kept = saved(office, qtbot, office.save_by_key)
    assert kept == (*METHODS, PaymentMethod("maya", "M", MethodKind.WALLET, "Maya", True))
    assert not section.save.isEnabled()
    section.list.setFocus()  # in a field Ctrl+Z takes back letters
    assert saved(office, qtbot, office.undo_by_key) == METHODS
    assert rows(section)[-1] == "On account"


def test_order_name_and_switches_are_kept(
    office: Office, section: MethodsSection, qtbot: QtBot
) -> None:
    section.go_to(1)
    office.tap(section.up)
    assert rows(section)[:2] == ["Card", "Cash"]
    office.type(section.name, "Debit or credit")
    office.tap(section.needs_reference)
    office.tap(section.is_shown)
    first, second, *_ = saved(office, qtbot, lambda: office.tap(section.save))
    assert (first.code, first.name) == ("card", "Debit or credit")
    assert (first.needs_reference, first.is_shown) == (True, False)
    assert second.code == "cash"
    assert section.list.item(0).data(Qt.ItemDataRole.UserRole) == "not shown"


def test_a_pattern_is_tried_before_it_is_saved(office: Office, section: MethodsSection) -> None:
    section.go_to(2)
    office.type(section.pattern, "[0-9]{4}")
    office.type(section.trial, "123")
    assert section.said.text() == "Would be refused."
    office.type(section.trial, "1234")
    assert section.said.text() == "This reference fits."
    office.type(section.pattern, "[0-9")
    assert section.said.text() == "The pattern of the reference cannot be read."


def test_cash_has_no_reference(office: Office, section: MethodsSection) -> None:
    section.go_to(0)
    assert not section.needs_reference.isEnabled()
    section.go_to(2)
    assert section.needs_reference.isEnabled()
    office.tap(choose(section, "cash"))
    assert not section.pattern.isEnabled()


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("c", "Another method has it."),
        ("e", "Taken: exact amount."),
        ("?", "Type A to Z or 0 to 9."),
        ("", "Type A to Z or 0 to 9."),
    ],
)
def test_a_letter_that_cannot_be_is_refused_beside_it(
    office: Office, section: MethodsSection, letter: str, said: str
) -> None:
    section.go_to(3)
    section.letter.set_text(letter)
    section.letter.text_edited.emit(letter)
    section.go_to(0)
    office.save_by_key()
    assert section.row == 3
    assert section.letter.error == said
    assert section.letter.edit.hasFocus()


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Type the name of this method."), ("gcash / QR", "Another method has this name.")],
)
def test_a_name_that_cannot_be_is_refused_beside_it(
    office: Office, section: MethodsSection, name: str, said: str
) -> None:
    office.tap(section.add)
    if name:
        office.type(section.name, name)
    office.type(section.letter, "x")
    office.save_by_key()
    assert section.name.error == said


def test_a_pattern_that_cannot_be_read_is_refused(office: Office, section: MethodsSection) -> None:
    section.go_to(2)
    office.type(section.pattern, "(")
    office.save_by_key()
    assert section.pattern.error == "This pattern cannot be read."
    office.tap(section.give_up)
    assert section.pattern.text() == ""
    assert not section.save.isEnabled()


def test_a_shop_keeps_a_way_to_pay_in_cash(office: Office, section: MethodsSection) -> None:
    section.go_to(0)
    office.tap(section.is_shown)
    office.save_by_key()
    assert section.problem.isVisible()
    assert section.problem.text().startswith("Keep one method of the kind Cash")


def test_only_what_was_never_saved_can_be_removed(office: Office, section: MethodsSection) -> None:
    assert not section.remove.isEnabled()
    office.tap(section.add)
    assert section.remove.isEnabled()
    section.list.setFocus()
    office.press(Qt.Key.Key_Delete)
    assert section.list.count() == 6
    office.press(Qt.Key.Key_Delete)
    assert section.list.count() == 6


def test_on_account_is_renamed_and_hidden_and_stays_what_it_is(
    office: Office, section: MethodsSection, qtbot: QtBot
) -> None:
    section.go_to(5)
    assert not section.kind.isVisible()
    assert section.kind_label.text() == "Put on an account"
    assert not section.needs_reference.isEnabled()
    assert section.said.text() == "Its reference is the code of the account."
    assert not section.remove.isEnabled()
    office.type(section.name, "Lista")
    office.type(section.letter, "l")
    office.tap(section.is_shown)
    kept = saved(office, qtbot, office.save_by_key)
    assert kept[-1] == replace(ON_ACCOUNT, name="Lista", letter="L", is_shown=False)
    section.go_to(0)
    assert section.kind.isVisible()
    assert section.kind.current == "cash"


def test_a_refusal_of_the_file_is_said_and_the_drafts_stay(
    office: Office, section: MethodsSection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    section.go_to(1)
    office.type(section.name, "Plastic")
    with qtbot.waitSignal(office.shop.methods.refused):
        office.page._asked.append(None)
        office.shop.methods.save(METHODS[1:])
    assert section.problem.text() == "A shop needs one way to pay in cash."
    assert section.name.text() == "Plastic"


def test_new_codes_are_like_no_other() -> None:
    new = MethodDraft("", "GCash!", MethodKind.WALLET, "X")
    strange = MethodDraft("", "微信", MethodKind.WALLET, "W")
    made = methods_of([*(draft_of(method) for method in METHODS), new, strange, strange])
    assert [method.code for method in made[6:]] == ["gcash_2", "method", "method_2"]


def test_a_pattern_is_read_when_the_method_is_made() -> None:
    with pytest.raises(InvalidInput):
        MethodDraft("", "X", MethodKind.CARD, "X", pattern="(").method("x")
