"""Settings, scanner: what was read, how quickly, and what would help a slow one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.settings.scanner_section import ScannerSection
from tests.ui import keys
from tests.ui.settings.conftest import Office


@pytest.fixture
def section(office: Office) -> ScannerSection:
    return office.open(ScannerSection)


def scan_slowly(office: Office, section: ScannerSection, gap: int) -> None:
    """A scanner whose keys come too far apart to be taken for a scan."""
    section.test.edit.setFocus()
    keys.scan(office, "4800123450173", gap=gap)
    office.gate.release()


def test_a_scan_says_what_was_read_and_how_quickly(office: Office, section: ScannerSection) -> None:
    keys.scan(office, "4800123450173", gap=12)
    assert office.used == [True]
    assert section.said.text() == "Read 4800 1234 50173: 13 keys, at most 12 ms apart."
    assert section.test.text() == ""


def test_a_slow_scanner_is_told_from_a_person_and_helped(
    office: Office, section: ScannerSection
) -> None:
    scan_slowly(office, section, 62)
    assert office.used == []
    assert section.said.text() == (
        "Read 4800 1234 50173 too slowly for a scan: 62 ms between two keys."
    )
    assert section.use.text() == "Allow 75 ms"
    assert office.saved(lambda: office.tap(section.use)).scan_gap_ms == 75
    assert not section.use.isVisible()


def test_what_a_person_types_is_no_scan(office: Office, section: ScannerSection) -> None:
    scan_slowly(office, section, 140)
    assert section.said.text() == "Typed by hand: 140 ms between two keys."
    assert not section.use.isVisible()


def test_too_few_keys_are_no_scan(office: Office, section: ScannerSection) -> None:
    section.test.edit.setFocus()
    keys.type_text(office, "12")
    office.gate.release()
    office.press(Qt.Key.Key_Return)
    assert section.said.text() == "A scan has at least 4 keys."


def test_the_time_moves_in_steps_between_its_ends(office: Office, section: ScannerSection) -> None:
    assert section.gap.text() == "35 ms"
    assert not section.less.isEnabled()
    for _ in range(13):
        office.saved(lambda: office.tap(section.more))
    assert section.gap.text() == "100 ms"
    assert not section.more.isEnabled()
    assert office.saved(lambda: office.tap(section.less)).scan_gap_ms == 95


def test_taps_quicker_than_the_file_all_count(
    office: Office, section: ScannerSection, qtbot: QtBot
) -> None:
    for _ in range(4):
        office.tap(section.more)
    qtbot.waitUntil(lambda: section.gap.text() == "55 ms")
    assert office.shop.settings.scan_gap_ms == 55
