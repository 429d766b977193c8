"""Settings: one list, one page each; saved, taken back, refused, and worked by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.ui.settings.look_section import LookSection, nearest_scale
from app.ui.settings.selling_section import SellingSection
from app.ui.settings.shop_section import ShopSection
from app.ui.settings.sounds_section import SoundsSection
from app.ui.theme import Theme
from app.ui.widgets.switch import Switch
from tests.ui.conftest import SETTINGS
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.settings.conftest import Office


def focused() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


def test_arrows_in_the_list_open_page_after_page_and_tab_goes_into_it(office: Office) -> None:
    office.page.take_focus()
    opened = []
    for _ in office.page.sections:
        opened.append(office.page.section.key)
        office.press(Qt.Key.Key_Down)
    assert opened == [
        "shop",
        "look",
        "sounds",
        "selling",
        "scanner",
        "methods",
        "labels",
        "people",
        "audit",
    ]
    assert (office.page.section.key, focused()) == ("shop", "open_shop")
    office.press(Qt.Key.Key_Tab)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert office.page.section.isAncestorOf(inside)


def test_escape_leads_back_to_sell_and_loses_nothing_typed(office: Office, qtbot: QtBot) -> None:
    section = office.open(ShopSection)
    office.type(section.fields.shop_name, "Other name")
    with qtbot.waitSignal(office.page.left):
        office.press(Qt.Key.Key_Escape)
    assert section.fields.shop_name.text() == "Other name"


@pytest.mark.parametrize("key", ["light", "dark", "contrast", "system"])
def test_colours_are_saved_as_they_are_chosen(office: Office, key: str) -> None:
    look = office.open(LookSection)
    segment = look.scheme.findChild(QWidget, f"segment_{key}")
    assert isinstance(segment, QWidget)
    assert office.saved(lambda: office.tap(segment)) == replace(SETTINGS, theme=key)


def test_text_size_and_motion_are_saved_as_they_are_chosen(office: Office) -> None:
    look = office.open(LookSection)
    largest = look.scale.findChild(QWidget, "segment_130")
    assert isinstance(largest, QWidget)
    assert office.saved(lambda: office.tap(largest)).text_scale == 130
    assert office.saved(lambda: office.tap(look.motion)).reduce_motion


@pytest.mark.parametrize(("percent", "offered"), [(100, 100), (110, 115), (90, 100), (200, 130)])
def test_a_size_not_on_offer_is_shown_as_the_nearest(percent: int, offered: int) -> None:
    assert nearest_scale(percent) == offered


def test_a_choice_is_taken_back_by_key_and_by_button(office: Office) -> None:
    look = office.open(LookSection)
    dark = look.scheme.findChild(QWidget, "segment_dark")
    assert isinstance(dark, QWidget)
    assert not office.page.undo.isEnabled()
    office.saved(lambda: office.tap(dark))
    office.saved(lambda: office.tap(look.motion))
    assert office.saved(office.undo_by_key) == replace(SETTINGS, theme="dark")
    assert office.saved(lambda: office.tap(office.page.undo)) == SETTINGS
    assert look.scheme.current == "system"
    assert not office.page.undo.isEnabled()


def test_on_and_off_at_once_is_off(office: Office, qtbot: QtBot) -> None:
    look = office.open(LookSection)
    with qtbot.waitSignals([office.shop.settings_saved] * 2):
        office.tap(look.motion)
        office.tap(look.motion)
    assert office.shop.settings == SETTINGS
    assert not look.motion.isChecked()


def test_taking_back_leaves_alone_what_was_decided_elsewhere(office: Office) -> None:
    look = office.open(LookSection)
    office.saved(lambda: office.tap(look.motion))
    office.saved(lambda: office.shop.save_settings(replace(office.shop.settings, theme="dark")))
    assert look.scheme.current == "dark"
    assert office.saved(office.undo_by_key) == replace(SETTINGS, theme="dark")


def test_sounds_are_heard_when_they_are_tried_and_as_loud_as_chosen(office: Office) -> None:
    section = office.open(SoundsSection)
    half = section.volume.findChild(QWidget, "segment_50")
    assert isinstance(half, QWidget)
    assert office.saved(lambda: office.tap(half)).volume == 50
    office.tap(section.tries["refused"])
    assert office.heard == [("added", 50), ("refused", 50)]
    assert not office.saved(lambda: office.tap(section.on)).sounds
    assert not section.tries["refused"].isEnabled()


def test_selling_switches_are_saved(office: Office) -> None:
    section = office.open(SellingSection)
    assert not office.saved(lambda: office.tap(section.adds_to_line)).adds_to_line
    section.hides_details.setFocus()
    kept = office.saved(lambda: office.press(Qt.Key.Key_Space))
    assert kept.hides_customer_details


def test_words_that_are_no_name_are_added_and_removed(office: Office) -> None:
    section = office.open(SellingSection)
    office.type(section.word, "suki  lang")
    kept = office.saved(lambda: office.press(Qt.Key.Key_Return))
    assert kept.no_names == (*SETTINGS.no_names, "suki lang")
    assert kept.is_no_name("SUKI LANG")
    section.names.setCurrentRow(len(kept.no_names) - 1)
    section.names.setFocus()
    assert office.saved(lambda: office.press(Qt.Key.Key_Delete)) == SETTINGS
    section.names.setCurrentRow(0)
    assert "walk-in" not in office.saved(lambda: office.tap(section.remove)).no_names
    assert office.saved(lambda: office.tap(section.usual)) == SETTINGS


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Type the word first."), ("Walk-In", "This word is in the list already.")],
)
def test_a_word_that_cannot_be_added_is_refused_beside_the_field(
    office: Office, typed: str, said: str
) -> None:
    section = office.open(SellingSection)
    section.word.set_text(typed)
    office.tap(section.add)
    assert section.word.error == said
    assert section.word.edit.hasFocus()


def test_the_shop_is_saved_by_key_and_sales_keep_their_rate(office: Office) -> None:
    section = office.open(ShopSection)
    assert not section.save.isEnabled()
    office.type(section.fields.rate, "10")
    assert section.save.isEnabled()
    assert office.saved(office.save_by_key) == replace(SETTINGS, vat_rate_bp=1000)
    assert not section.save.isEnabled()
    before = office.shop.reader.sales.last(by=office.shop.by)
    assert before is not None
    assert {line.tax_rate_bp for line in before.lines} == {1200}


def test_a_wrong_rate_is_said_beside_its_field_and_given_up(office: Office) -> None:
    section = office.open(ShopSection)
    office.type(section.fields.rate, "a lot")
    office.save_by_key()
    assert section.fields.rate.error.startswith("Type the rate as a number")
    assert section.fields.rate.edit.hasFocus()
    office.tap(section.give_up)
    assert section.fields.rate.text() == "12"
    assert section.fields.rate.error == ""
    assert not section.save.isEnabled()


def test_what_is_being_typed_survives_a_change_elsewhere(office: Office) -> None:
    section = office.open(ShopSection)
    office.type(section.fields.shop_name, "Half a na")
    office.saved(lambda: office.shop.save_settings(replace(SETTINGS, theme="dark")))
    assert section.fields.shop_name.text() == "Half a na"
    assert section.save.isEnabled()


def test_a_refusal_is_said_on_the_page_and_the_choice_goes_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = office.open(LookSection)
    full = StoreUnavailable("The disk is full.", advice="Free some space.")
    monkeypatch.setattr(office.shop, "save_settings", lambda _: office.shop.refused.emit(full))
    office.tap(look.motion)
    assert look.problem.text() == "The disk is full. Free some space."
    assert look.problem.isVisible()
    assert not look.motion.isChecked()
    assert not office.page.undo.isEnabled()


def test_a_step_back_that_is_refused_can_be_taken_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = office.open(LookSection)
    office.saved(lambda: office.tap(look.motion))
    full = StoreUnavailable("The disk is full.")
    with monkeypatch.context() as full_disk:
        full_disk.setattr(office.shop, "save_settings", lambda _: office.shop.refused.emit(full))
        office.undo_by_key()
    assert look.motion.isChecked()
    assert office.saved(office.undo_by_key) == SETTINGS


def test_a_refusal_of_something_else_takes_no_step_away(office: Office) -> None:
    look = office.open(LookSection)
    office.saved(lambda: office.tap(look.motion))
    office.shop.refused.emit(StoreUnavailable("Something else failed."))
    assert office.page.undo.isEnabled()


def test_a_scan_has_no_use_where_nothing_is_tried(office: Office) -> None:
    office.open(ShopSection)
    assert not office.page.handle_scan("4800123450173")


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)])
def test_every_page_fits_at_every_text_size(
    office: Office, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    theme.set_scale(scale)
    office.resize(*size)
    for section in office.page.sections:
        office.page.show_section(section.key)
        settle()
        assert misfits(office.page) == [], section.key
        assert misfits(section) == [], section.key
        assert [s.text() for s in section.findChildren(Switch) if s.is_cut] == []


def test_everything_has_a_name(office: Office) -> None:
    for section in office.page.sections:
        office.page.show_section(section.key)
        settle()
        assert (nameless(section), unnamed_objects(section)) == ([], []), section.key
