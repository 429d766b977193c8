"""Who did what, in the shop's own words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.actor import AT_THE_COUNTER, Right
from app.domain.money import Money
from app.domain.people import AuditRow
from app.ui.pin.right_words import right_words

_SETTING = "setting changed"
_PERSONS = ("person added", "person changed", "person archived", "person brought back")
_PERCENT, _PRICE = ("discount", "_bp"), ("price", "credit", "open_account")
_ACTS: dict[str, object] = {
    "owner begun": QT_TRANSLATE_NOOP("audit", "Owner's PIN set for the first time"),
    "approved discount": QT_TRANSLATE_NOOP("audit", "Discount approved"),
    "approved price": QT_TRANSLATE_NOOP("audit", "Price approved"),
    "approved credit": QT_TRANSLATE_NOOP("audit", "Credit approved"),
    "approved open_account": QT_TRANSLATE_NOOP("audit", "New account approved"),
    "allowed discount": QT_TRANSLATE_NOOP("audit", "Discount above the limit"),
    "allowed price": QT_TRANSLATE_NOOP("audit", "Price below the lowest"),
}
"""What is kept in other words than are said; the rest is said as it is kept."""
_SETTINGS: dict[str, object] = {
    "shop_name": QT_TRANSLATE_NOOP("audit", "Shop name"),
    "currency": QT_TRANSLATE_NOOP("audit", "Currency sign"),
    "vat_rate_bp": QT_TRANSLATE_NOOP("audit", "VAT inside prices"),
    "theme": QT_TRANSLATE_NOOP("audit", "Colours"),
    "text_scale": QT_TRANSLATE_NOOP("audit", "Text size"),
    "reduce_motion": QT_TRANSLATE_NOOP("audit", "Less motion"),
    "sounds": QT_TRANSLATE_NOOP("audit", "Sounds"),
    "volume": QT_TRANSLATE_NOOP("audit", "Volume"),
    "adds_to_line": QT_TRANSLATE_NOOP("audit", "Scanning again adds to the line"),
    "hides_customer_details": QT_TRANSLATE_NOOP("audit", "Customer details hidden"),
    "scan_gap_ms": QT_TRANSLATE_NOOP("audit", "Speed of the scanner"),
    "no_names": QT_TRANSLATE_NOOP("audit", "Counts as no name"),
    "barcode_rules": QT_TRANSLATE_NOOP("audit", "Scale labels"),
    "second_place": QT_TRANSLATE_NOOP("audit", "Second place for copies"),
    "discount_limit_bp": QT_TRANSLATE_NOOP("audit", "Discount without asking"),
    "was_asked_for_pin": QT_TRANSLATE_NOOP("audit", "First start was finished"),
    "idle_minutes": QT_TRANSLATE_NOOP("audit", "Idle minutes until it locks"),
}


def act_words(act: str) -> str:
    """Give what was done, with a capital letter."""
    if act in _ACTS:
        return QCoreApplication.translate("audit", str(_ACTS[act]))
    return act[:1].upper() + act[1:]


def subject_words(row: AuditRow) -> str:
    """Give to what it was done."""
    if row.act == _SETTING and row.subject in _SETTINGS:
        return QCoreApplication.translate("audit", str(_SETTINGS[row.subject]))
    return row.subject


def value_words(row: AuditRow, value: str) -> str:
    """Give what it was before or after: rights in words, shares in per cent, prices as amounts."""
    if row.act in _PERSONS:
        return _person_words(value)
    digits = value.removeprefix("-").isdecimal()
    about = row.subject if row.act == _SETTING else row.act
    if digits and about.endswith(_PERCENT):
        return f"{Money(int(value))}".removesuffix(".00") + "%"
    if digits and row.act != _SETTING and about.endswith(_PRICE):
        return str(Money(int(value)))
    return value


def _person_words(value: str) -> str:
    name, _, kept = value.partition(": ")
    said = {right.value: right_words(right) for right in Right if right not in AT_THE_COUNTER}
    rights = [said.get(each, each) for each in kept.split()]
    skipped = {right.value for right in AT_THE_COUNTER}
    words = ", ".join(each for each in rights if each not in skipped)
    return f"{name}: {words}" if words else name
