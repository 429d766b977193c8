"""F1: every key that works, and the guide, readable and by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.ui import help_sheet
from app.ui.actions import ACTIONS, keycap
from app.ui.help_sheet import HelpSheet
from app.ui.theme import Scheme, Theme
from app.ui.widgets.badge import Keycap
from tests.ui.keys import press
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects

GUIDE = """# How it works

A [page](https://example.org/page), see [below](#below).

## The second part

```
suki customers --limit 3
suki verify
```

| Figure | Meaning |
|---|---|
| Total | All sales |

""" + "\n\n".join(f"Paragraph {number}." for number in range(60))


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window
    window.close()


@pytest.fixture
def guide_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "guide.md"
    file.write_text(GUIDE, encoding="utf-8")
    monkeypatch.setattr(help_sheet, "resource", lambda *_: file)
    return file


@pytest.fixture
def sheet(theme: Theme, window: QWidget, guide_file: Path) -> HelpSheet:
    sheet = HelpSheet(theme, window)
    sheet.open()
    settle()
    return sheet


def test_every_key_is_listed_with_its_word(sheet: HelpSheet) -> None:
    labels = sheet.keys.findChildren(QLabel)
    for cap, action in zip(sheet.keys.findChildren(Keycap), ACTIONS.values(), strict=True):
        row = [
            x for x in labels if abs(x.geometry().center().y() - cap.geometry().center().y()) < 3
        ]
        assert [x.text() for x in row] == [action.label]
        assert cap.accessibleName() == keycap(action.id)


def test_the_real_guide_is_shown(theme: Theme, window: QWidget) -> None:
    sheet = HelpSheet(theme, window)
    sheet.open()
    assert "customer" in sheet.guide.toPlainText().casefold()
    assert "suki customers" in sheet.guide.toPlainText()


def test_the_guide_begins_at_its_top_and_pages_by_key(window: QWidget, sheet: HelpSheet) -> None:
    bar = sheet.guide.verticalScrollBar()
    assert bar.value() == 0
    press(window, Qt.Key.Key_PageDown)
    assert bar.value() > 300
    press(window, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_esc_closes_and_leaves_nothing_behind(
    window: QWidget, sheet: HelpSheet, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(HelpSheet))


def test_a_switch_to_dark_repaints_the_guide_and_keeps_the_place(
    sheet: HelpSheet, theme: Theme
) -> None:
    bar = sheet.guide.verticalScrollBar()
    bar.setValue(200)
    theme.set_scheme(Scheme.DARK)
    settle()
    heading = sheet.guide.document().begin()
    fragment = heading.begin().fragment()
    assert fragment.charFormat().foreground().color() == theme.color("text")
    assert bar.value() == 200


def test_headings_are_larger_than_the_text(sheet: HelpSheet) -> None:
    found = [
        sheet.guide.document().find(words) for words in ("How it works", "The second part", "Total")
    ]
    sizes = [cursor.charFormat().font().pixelSize() for cursor in found]
    assert sizes[0] > sizes[1] > sizes[2]


def test_commands_stand_in_a_box_and_tables_have_a_head(sheet: HelpSheet) -> None:
    frames = sheet.guide.document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    boxes = [frame for frame in frames if not isinstance(frame, QTextTable)]
    assert len(boxes) == len(tables) == 1
    cursor = boxes[0].firstCursorPosition()
    cursor.setPosition(boxes[0].lastPosition(), cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText().split("\u2029") == ["suki customers --limit 3", "suki verify"]
    head = tables[0].cellAt(0, 0).firstCursorPosition()
    assert head.block().text() == "Figure"


def test_links_inside_scroll_and_links_outside_open_the_browser(
    sheet: HelpSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    jumps: list[str] = []
    monkeypatch.setattr(sheet.guide, "scrollToAnchor", jumps.append)
    sheet.guide.anchorClicked.emit(QUrl("https://example.org/page"))
    sheet.guide.anchorClicked.emit(QUrl("#below"))
    assert (opened, jumps) == (["https://example.org/page"], ["below"])


@pytest.mark.parametrize("scale", SCALES)
def test_everything_fits_at_every_text_size(
    window: QWidget, theme: Theme, guide_file: Path, scale: float
) -> None:
    window.resize(1280, 720)
    theme.set_scale(scale)
    sheet = HelpSheet(theme, window)
    sheet.open()
    settle()
    assert misfits(sheet) == []
    area = sheet.findChild(QScrollArea, "help_keys")
    assert area is not None
    assert sheet.keys.width() <= area.viewport().width()
    assert misfits(sheet.keys) == []


def test_everything_has_a_name(sheet: HelpSheet) -> None:
    assert (nameless(sheet), unnamed_objects(sheet)) == ([], [])
    guide = sheet.findChild(QTextBrowser)
    assert guide is not None
    assert guide.accessibleName() == "How customers are tracked"
