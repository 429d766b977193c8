"""Settings, scale labels: rules that can be tried before a queue meets them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.embedded import BarcodeRule
from app.ui.settings.labels_section import LabelsSection
from tests.ui import keys
from tests.ui.conftest import SETTINGS
from tests.ui.settings.conftest import Office

ONIONS_725_GRAMS = "2104082007259"
RULE = BarcodeRule("21", 5, is_weight=True, decimals=3)


@pytest.fixture
def section(office: Office) -> LabelsSection:
    return office.open(LabelsSection)


def with_check_digit(twelve: str) -> str:
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def pick(control: QWidget, key: str) -> QWidget:
    segment = control.findChild(QWidget, f"segment_{key}")
    assert isinstance(segment, QWidget)
    return segment


def test_a_rule_is_made_tried_by_a_scan_and_saved(office: Office, section: LabelsSection) -> None:
    assert not section.editor.isVisible()
    office.tap(section.add)
    assert section.prefix.edit.hasFocus()
    office.type(section.prefix, "21")
    office.type(section.code_length, "4")
    assert section.shape.text() == "21 · 4 digits of code · 6 digits of value · check digit"
    keys.scan(office, with_check_digit("214082000725"))
    assert office.used == [True]
    assert section.said.text() == "Code 4082: Red onions, 0.725"
    kept = office.saved(office.save_by_key)
    assert kept.barcode_rules == (BarcodeRule("21", 4, is_weight=True, decimals=3),)


def test_a_price_has_two_decimals_at_most(office: Office, section: LabelsSection) -> None:
    office.tap(section.add)
    office.type(section.prefix, "22")
    office.tap(pick(section.kind, "price"))
    assert section.decimals.current == "2"
    office.tap(pick(section.decimals, "3"))
    assert section.decimals.current == "2"
    section.handle_scan(with_check_digit("223010012550"))
    assert section.said.text() == "Code 30100: no product has this code, ₱125.50"


def test_an_ordinary_barcode_is_called_one(office: Office, section: LabelsSection) -> None:
    section.handle_scan("4800123450173")
    assert section.said.text() == "No rule reads this; it is an ordinary barcode."
    section.trial.set_text("")
    assert section.said.text() == ""


@pytest.mark.parametrize(
    ("prefix", "code", "field", "said"),
    [
        ("2x", "5", "prefix", "The prefix of a label has digits only, like 21."),
        ("", "5", "prefix", "The prefix of a label has digits only, like 21."),
        ("21", "12", "code", "Prefix, code and value have to fit into twelve digits."),
        ("21", "five", "code", "Prefix, code and value have to fit into twelve digits."),
    ],
)
def test_a_rule_no_label_can_follow_is_refused_beside_its_field(
    office: Office, section: LabelsSection, prefix: str, code: str, field: str, said: str
) -> None:
    office.tap(section.add)
    for edit, text in ((section.prefix, prefix), (section.code_length, code)):
        edit.set_text(text)
        edit.text_edited.emit(text)
    office.save_by_key()
    wrong = section.prefix if field == "prefix" else section.code_length
    assert wrong.error == said
    assert wrong.edit.hasFocus()


def test_two_rules_do_not_begin_alike(office: Office, section: LabelsSection) -> None:
    for _ in range(2):
        office.tap(section.add)
        office.type(section.prefix, "21")
    office.save_by_key()
    assert section.prefix.error == "Another rule begins like this."
    office.tap(section.remove)
    assert office.saved(office.save_by_key).barcode_rules == (RULE,)


def test_saved_rules_are_shown_and_taken_back(office: Office, section: LabelsSection) -> None:
    office.saved(lambda: office.shop.save_settings(replace(SETTINGS, barcode_rules=(RULE,))))
    assert section.list.count() == 1
    assert section.editor.isVisible()
    assert section.prefix.text() == "21"
    office.tap(section.remove)
    assert office.saved(office.save_by_key).barcode_rules == ()
    assert office.saved(office.undo_by_key).barcode_rules == (RULE,)
