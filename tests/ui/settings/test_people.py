"""Settings: persons, their rights and PINs, the recovery code, and who did what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import AT_THE_COUNTER, Right
from app.domain.clock import Clock
from app.domain.people import AuditRow, Person
from app.domain.settings import ShopSettings
from app.ui.pin.new_pin_sheet import NewPinSheet
from app.ui.pin.right_words import CHOICES, right_words
from app.ui.settings.audit_section import AuditSection
from app.ui.settings.audit_words import act_words, subject_words, value_words
from app.ui.settings.people_section import PeopleSection
from app.ui.settings.selling_section import SellingSection
from app.ui.widgets.sheet import Sheet
from tests.people import allowed
from tests.storage.cheap_pins import cheap_pins
from tests.ui.settings.conftest import Office

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")
PIN = "271828"


@pytest.fixture
def section(office: Office) -> PeopleSection:
    return office.open(PeopleSection)


@pytest.fixture
def owned(office: Office, qtbot: QtBot) -> PeopleSection:
    """The page as the owner sees it who has just got a PIN."""
    with qtbot.waitSignal(office.shop.people.begun) as told:
        office.shop.people.begin_owner("Nena", PIN)
    office.shop.serve((told.args or ["", None])[1])
    return office.open(PeopleSection)


def add(office: Office, section: PeopleSection, qtbot: QtBot, name: str) -> None:
    office.tap(section.add)
    office.type(section.editor.name.edit, name)
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(section.editor.save)


def names(section: PeopleSection) -> list[str]:
    return [section.list.item(row).text() for row in range(section.list.count())]


def people(office: Office) -> dict[str, Person]:
    return {each.name: each for each in office.shop.reader.people.people(by=office.shop.by)}


def test_a_person_is_added_with_what_they_may_do(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    office.tap(section.add)
    office.type(section.editor.name.edit, " Ben  Cruz ")
    section.editor.switches[Right.VOID_AND_RETURN].click()
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(section.editor.save)
    assert names(section) == ["Ben Cruz"]
    assert people(office)["Ben Cruz"].rights == AT_THE_COUNTER | {Right.VOID_AND_RETURN}
    assert not section.editor.save.isEnabled()


def test_a_name_that_is_taken_or_missing_is_said_beside_it(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    add(office, section, qtbot, "Ben")
    office.tap(section.add)
    section.editor.switches[Right.SETTINGS].click()
    office.tap(section.editor.save)
    assert section.editor.name.error == "Type the name first."
    office.type(section.editor.name.edit, "ben")
    with qtbot.waitSignal(office.shop.people.refused):
        office.tap(section.editor.save)
    assert section.editor.name.error == "Another person already has this name."


def test_every_right_that_is_a_choice_has_words_and_a_switch(section: PeopleSection) -> None:
    assert set(CHOICES) == set(Right) - AT_THE_COUNTER
    assert set(section.editor.switches) == set(CHOICES)
    assert len({right_words(right) for right in CHOICES}) == len(CHOICES)


def test_who_is_being_added_stays_in_the_fields_when_the_list_is_read_again(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    add(office, section, qtbot, "Ben")
    office.tap(section.add)
    section.reload()
    assert (section.editor.person.id, section.list.currentRow()) == (0, -1)
    section.list.setCurrentRow(0)
    assert section.editor.person.name == "Ben"


def test_somebody_who_left_is_archived_and_gone_from_the_list(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    add(office, section, qtbot, "Ben")
    add(office, section, qtbot, "Joy")
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(section.editor.archive)
    assert names(section) == ["Ben"]


def test_who_was_archived_is_seen_on_wish_and_comes_back_without_a_pin(
    office: Office, owned: PeopleSection, qtbot: QtBot
) -> None:
    add(office, owned, qtbot, "Ben")
    assert not owned.show_archived.isVisible()
    with qtbot.waitSignal(office.shop.people.pin_set):
        office.shop.people.set_pin(owned.editor.person.id, "314159")
    qtbot.waitUntil(owned.editor.no_pin.isEnabled)
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(owned.editor.archive)
    assert (names(owned), owned.show_archived.text()) == (["Nena"], "Archived (1)")
    office.tap(owned.show_archived)
    assert names(owned) == ["Nena", "Ben"]
    owned.list.setCurrentRow(1)
    spoken = owned.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (spoken, owned.editor.archive.text()) == ("Ben, Archived", "Bring back")
    assert not owned.editor.name.isEnabled()
    assert not owned.editor.pin.isEnabled()
    assert not any(each.isEnabled() for each in owned.editor.switches.values())
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(owned.editor.archive)
    assert not owned.show_archived.isVisible()
    assert (names(owned), owned.editor.person.name) == (["Ben", "Nena"], "Ben")
    assert (owned.editor.pin.text(), owned.editor.archive.text()) == ("Set a PIN", "Archive")
    assert not people(office)["Ben"].has_pin


def test_what_is_being_typed_stays_when_the_archived_are_shown(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    for name in ("Ben", "Joy"):
        add(office, section, qtbot, name)
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(section.editor.archive)
    office.type(section.editor.name.edit, "Benjamin")
    office.tap(section.show_archived)
    assert names(section) == ["Ben", "Joy"]
    assert section.editor.name.text() == "Benjamin"
    assert section.editor.person.name == "Ben"


def test_a_name_somebody_archived_has_says_so(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    add(office, section, qtbot, "Ben")
    with qtbot.waitSignal(office.shop.people.saved):
        office.tap(section.editor.archive)
    office.tap(section.add)
    office.type(section.editor.name.edit, "BEN")
    with qtbot.waitSignal(office.shop.people.refused):
        office.tap(section.editor.save)
    said = "Somebody archived has this name: bring them back instead."
    assert section.editor.name.error == said


def test_without_a_pin_in_the_shop_only_the_owner_can_begin(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    add(office, section, qtbot, "Ben")
    assert not section.editor.pin.isEnabled()
    assert section.begin.isVisible()
    assert not section.code.isVisible()
    office.tap(section.begin)
    sheet = Sheet.top(office)
    assert isinstance(sheet, NewPinSheet)
    office.type(sheet.name.edit, "Nena")
    for field in (sheet.pin.first, sheet.pin.second):
        office.type(field.edit, PIN)
    with qtbot.waitSignal(office.shop.people.begun):
        office.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: Sheet.top(office) is None)
    assert office.shop.reader.people.has_pins()


def test_a_pin_is_set_changed_and_taken_away(
    office: Office, owned: PeopleSection, qtbot: QtBot
) -> None:
    add(office, owned, qtbot, "Ben")
    for pin in ("314159", "602214"):
        office.tap(owned.editor.pin)
        sheet = Sheet.top(office)
        assert isinstance(sheet, NewPinSheet)
        for field in (sheet.pin.first, sheet.pin.second):
            office.type(field.edit, pin)
        with qtbot.waitSignal(office.shop.people.pin_set):
            office.press(Qt.Key.Key_Return)
        qtbot.waitUntil(owned.editor.no_pin.isEnabled)
        assert owned.editor.pin.text() == "Change the PIN"
    with qtbot.waitSignal(office.shop.people.pin_set):
        office.tap(owned.editor.no_pin)
    qtbot.waitUntil(lambda: not people(office)["Ben"].has_pin)


def test_a_pin_somebody_has_cannot_be_used_twice_and_the_dialog_stays(
    office: Office, owned: PeopleSection, qtbot: QtBot
) -> None:
    add(office, owned, qtbot, "Ben")
    office.tap(owned.editor.pin)
    sheet = Sheet.top(office)
    assert isinstance(sheet, NewPinSheet)
    for field in (sheet.pin.first, sheet.pin.second):
        office.type(field.edit, PIN)
    with qtbot.waitSignal(office.shop.people.pin_refused):
        office.press(Qt.Key.Key_Return)
    assert sheet.pin.first.error == "This PIN cannot be used. Choose another one."
    assert sheet.is_open


def test_the_owner_keeps_every_right_and_the_pin(owned: PeopleSection) -> None:
    assert names(owned) == ["Nena"]
    editor = owned.editor
    assert editor.state.text() == "The owner may do everything."
    assert not any(each.isEnabled() for each in editor.switches.values())
    assert not editor.archive.isEnabled()
    assert not editor.no_pin.isEnabled()
    assert editor.pin.isEnabled()


def test_a_new_recovery_code_is_the_owners_alone(
    office: Office, owned: PeopleSection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(office.shop.people.code_made) as told:
        office.tap(owned.code)
    assert len((told.args or [""])[0]) == 23
    office.shop.serve(allowed("Joy", {Right.SELL, Right.SETTINGS, Right.PEOPLE}))
    owned.reload()
    assert not owned.code.isEnabled()
    assert owned.add.isEnabled()


def test_who_may_not_look_after_people_sees_none(office: Office, owned: PeopleSection) -> None:
    office.shop.serve(allowed("Joy", {Right.SELL, Right.SETTINGS}))
    owned.reload()
    assert names(owned) == []
    assert not owned.editor.isEnabled()
    assert owned.problem.text() == "Only who may look after people sees them here."


def test_idle_minutes_are_saved_as_they_are_chosen(office: Office, section: PeopleSection) -> None:
    segment = section.idle.findChild(QWidget, "segment_10")
    assert segment is not None
    assert office.saved(lambda: office.tap(segment)).idle_minutes == 10


def test_the_discount_without_asking_is_saved_or_refused(office: Office) -> None:
    selling = office.open(SellingSection)
    assert (selling.limit.text(), selling.set_limit.isEnabled()) == ("10", False)
    office.type(selling.limit.edit, "much")
    office.press(Qt.Key.Key_Return)
    assert selling.limit.error == "Type per cent as a number, like 10."
    office.type(selling.limit.edit, "7.5")
    saved: ShopSettings = office.saved(lambda: office.press(Qt.Key.Key_Return))
    assert saved.discount_limit_bp == 750
    assert not selling.set_limit.isEnabled()


# Who did what


def rows(section: AuditSection) -> list[str]:
    model = section.model
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_what_was_done_is_listed_newest_first_and_searched(
    office: Office, section: PeopleSection, qtbot: QtBot
) -> None:
    add(office, section, qtbot, "Ben")
    audit = office.open(AuditSection)
    assert rows(audit)[0] == "Person added, Ben"
    assert len(rows(audit)) > 5
    audit.search.begin()
    office.type(audit.search.edit, "maria")
    audit.reload()
    assert rows(audit) == ["Customer added, Maria Santos"]
    office.type(audit.search.edit, "xyzzy")
    audit.reload()
    assert audit.empty.isVisible()


def test_a_row_is_spoken_as_a_whole(office: Office) -> None:
    audit = office.open(AuditSection)
    office.type(audit.search.edit, "maria")
    audit.reload()
    spoken = audit.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "12 Nov 2026, 2:41 PM, Joy D., Customer added, Maria Santos, Maria Santos, 0917 555 0142"
    )


def test_who_may_not_look_after_people_reads_nothing(office: Office) -> None:
    audit = office.open(AuditSection)
    office.shop.serve(allowed("Joy", {Right.SELL, Right.SETTINGS}))
    audit.reload()
    assert rows(audit) == []
    assert audit.problem.text() == "Only who may look after people sees this."


@pytest.mark.parametrize(
    ("act", "subject", "value", "said"),
    [
        ("setting changed", "discount_limit_bp", "1250",
         ("Setting changed", "Discount without asking", "12.50%")),
        ("setting changed", "idle_minutes", "10",
         ("Setting changed", "Idle minutes until it locks", "10")),
        ("approved discount", "EVAP", "1500", ("Discount approved", "EVAP", "15%")),
        ("approved price", "EVAP", "3100", ("Price approved", "EVAP", "31.00")),
        ("person added", "Ben", "Ben: sell settings", ("Person added", "Ben", "Ben: Settings")),
        ("person added", "Ben", "Ben: sell", ("Person added", "Ben", "Ben")),
        ("person archived", "Ben", "Ben: left", ("Person archived", "Ben", "Ben: left")),
        ("person brought back", "Ben", "Ben: settings",
         ("Person brought back", "Ben", "Ben: Settings")),
        ("sale voided", "000001", "wrong", ("Sale voided", "000001", "wrong")),
    ],
)  # fmt: skip
def test_what_was_done_is_said_in_the_words_of_the_shop(
    clock: Clock, act: str, subject: str, value: str, said: tuple[str, str, str]
) -> None:
    row = AuditRow(1, clock.now(), "Nena", "", act, subject, "", value)
    assert (act_words(row.act), subject_words(row), value_words(row, row.new)) == said
