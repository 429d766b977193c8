"""Settings: what the till lets one hear."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from app.domain.settings import ShopSettings
from app.ui.settings.section import Section
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.switch import Switch

VOLUMES = (25, 50, 75, 100)
"""In percent of what the computer gives."""


class SoundsSection(Section):
    """On or off, how loud, and each sound to be tried."""

    def __init__(self, theme: Theme, sounds: Sounds) -> None:
        super().__init__(theme, "sounds", "volume-2")
        self.set_title(self.tr("Sounds"))
        self._sounds = sounds
        self.on = Switch(
            theme, self.tr("Sounds"), self.tr("Everything heard is also shown on the screen.")
        )
        self.on.setObjectName("sounds_on")
        self.volume = SegmentedControl(theme)
        self.volume.setAccessibleName(self.tr("Volume"))
        for percent in VOLUMES:
            self.volume.add(str(percent), self.tr("{percent}%").format(percent=percent))
        self.tries = {
            "added": SecondaryButton(theme, self.tr("Item added"), icon="volume-2", height=48),
            "refused": SecondaryButton(theme, self.tr("Refused"), icon="volume-2", height=48),
            "complete": SecondaryButton(theme, self.tr("Sale complete"), icon="volume-2",
                                        height=48),
        }  # fmt: skip
        self.add_card(self.tr("Sounds of the till")).addWidget(self.on)
        self.add_card(self.tr("Volume")).addWidget(self.volume)
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, button in self.tries.items():
            button.setObjectName(f"try_{name}")
            button.clicked.connect(self._try)
            row.addWidget(button)
        row.addStretch(1)
        self.add_card(self.tr("Try them")).addLayout(row)
        self.end()
        self.on.clicked.connect(self._switch)
        self.volume.chosen.connect(self._choose_volume)

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self.on.setChecked(settings.sounds)
        nearest = min(VOLUMES, key=lambda each: abs(each - settings.volume))
        self.volume.set_current(str(nearest))
        self.volume.setEnabled(settings.sounds)
        for button in self.tries.values():
            button.setEnabled(settings.sounds)

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.wished.emit(replace(self.settings, sounds=on))

    @Slot(str)
    def _choose_volume(self, key: str) -> None:
        """Let it be heard at once: the volume is set before the file knows it."""
        self._sounds.set_volume(int(key))
        self._sounds.play("added")
        self.wished.emit(replace(self.settings, volume=int(key)))

    @Slot()
    def _try(self) -> None:
        for name, button in self.tries.items():
            if button is self.sender():
                self._sounds.play(name)
