"""Settings: how slow a scanner may be, and a place to try it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.settings import ShopSettings
from app.ui.scan_gate import SHORTEST_SCAN, ScanGate
from app.ui.settings.section import Section
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton, SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.wording import Wording

SHORTEST_GAP, LONGEST_GAP, STEP = 35, 100, 5
"""Milliseconds. Nobody types four keys in a row faster than the longest."""

_ROOM = 10
"""Milliseconds more than the slowest gap seen: no two scans are alike."""


class ScannerSection(Section):
    """A scan is shown with its pace; one too slow to be taken for a scan says what would help."""

    def __init__(self, theme: Theme, wording: Wording, gate: ScanGate) -> None:
        super().__init__(theme, "scanner", "scan-barcode")
        self.set_title(self.tr("Scanner"))
        self._wording, self._gate = wording, gate
        self._moments: list[int] = []
        self._advised = SHORTEST_GAP
        self.less = IconButton(theme, "minus", self.tr("Shorter time"), size=48, framed=True)
        self.less.setObjectName("gap_less")
        self.more = IconButton(theme, "plus", self.tr("Longer time"), size=48, framed=True)
        self.more.setObjectName("gap_more")
        self.gap = Label(theme, "", "section", tabular=True)
        self.gap.setObjectName("scan_gap")
        self.test = Field(
            theme, icon="scan-barcode", placeholder=self.tr("Scan anything here"), height=56
        )
        self.test.setObjectName("scan_test")
        self.said = Label(theme, self.tr("Nothing scanned yet."), "body-lg", "text2", wrap=True)
        self.said.setObjectName("scan_said")
        self.use = SecondaryButton(theme, "", icon="check", height=48)
        self.use.setObjectName("use_gap")
        self.use.hide()
        self._lay_out()
        self.end()
        self.less.clicked.connect(self._shorten)
        self.more.clicked.connect(self._lengthen)
        self.use.clicked.connect(self._take_advice)
        self.test.edit.installEventFilter(self)
        self.test.submitted.connect(self._read_typed)

    def _lay_out(self) -> None:
        box = self.add_card(
            self.tr("Longest time between two keys of one scan"),
            self.tr("Leave it short. Only slow wireless scanners need more."),
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        for widget in (self.less, self.gap, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        box.addLayout(row)
        box = self.add_card(
            self.tr("Try the scanner"), self.tr("Nothing scanned here is put into a sale.")
        )
        box.addWidget(self.test)
        box.addWidget(self.said)
        below = QHBoxLayout()
        below.addWidget(self.use)
        below.addStretch(1)
        box.addLayout(below)

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        gap = settings.scan_gap_ms
        self.gap.setText(self.tr("{time} ms").format(time=gap))
        self.less.setEnabled(gap > SHORTEST_GAP)
        self.more.setEnabled(gap < LONGEST_GAP)

    def handle_scan(self, code: str) -> bool:
        """Say what was read and how quickly."""
        self._moments = []
        self.test.set_text("")
        said = self.tr("Read {code}: {count} keys, at most {time} ms apart.")
        shown = said.format(
            code=self._wording.barcode(code), count=len(code), time=self._gate.slowest
        )
        self._say(shown, "success_text")
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when each key that was no scan was pressed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if not self.test.text():
                self._moments = []
            self._moments.append(event.timestamp())
        return False

    @Slot()
    def _read_typed(self) -> None:
        typed = self.test.text()
        moments, self._moments = self._moments, []
        self.test.set_text("")
        slowest = max((late - early for early, late in pairwise(moments)), default=0)
        if len(typed) < SHORTEST_SCAN:
            said = self.tr("A scan has at least {count} keys.")
            self._say(said.format(count=SHORTEST_SCAN), "text2")
        elif slowest + _ROOM > LONGEST_GAP:
            said = self.tr("Typed by hand: {time} ms between two keys.").format(time=slowest)
            self._say(said, "text2")
        else:
            self._advise(typed, slowest)

    def _advise(self, typed: str, slowest: int) -> None:
        said = self.tr("Read {code} too slowly for a scan: {time} ms between two keys.")
        self._say(said.format(code=self._wording.barcode(typed), time=slowest), "warning_text")
        self._advised = min(LONGEST_GAP, -(-(slowest + _ROOM) // STEP) * STEP)
        self.use.setText(self.tr("Allow {time} ms").format(time=self._advised))
        self.use.show()

    def _say(self, text: str, color: str) -> None:
        self.use.hide()
        self.said.setText(text)
        self.said.set_color(color)
        announce(self.said, text)

    @Slot()
    def _shorten(self) -> None:
        self._set_gap(max(SHORTEST_GAP, self.settings.scan_gap_ms - STEP))

    @Slot()
    def _lengthen(self) -> None:
        self._set_gap(min(LONGEST_GAP, self.settings.scan_gap_ms + STEP))

    @Slot()
    def _take_advice(self) -> None:
        self.use.hide()
        self._set_gap(self._advised)

    def _set_gap(self, milliseconds: int) -> None:
        self.wished.emit(replace(self.settings, scan_gap_ms=milliseconds))
