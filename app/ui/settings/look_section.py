"""Settings: colours, size of texts, motion. What is chosen is seen and saved at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from app.domain.settings import ShopSettings
from app.ui.settings.section import Section
from app.ui.theme import Scheme, Theme
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.switch import Switch

TEXT_SCALES = (100, 115, 130)
"""In percent. Every screen is laid out for the largest at the smallest window."""


class LookSection(Section):
    """Nothing here needs a button: the screen itself is the preview."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "look", "contrast")
        self.set_title(self.tr("Look"))
        self.scheme = SegmentedControl(theme)
        self.scheme.setAccessibleName(self.tr("Colours"))
        for scheme, text in (
            (Scheme.SYSTEM, self.tr("Same as the system")),
            (Scheme.LIGHT, self.tr("Light")),
            (Scheme.DARK, self.tr("Dark")),
            (Scheme.CONTRAST, self.tr("High contrast")),
        ):
            self.scheme.add(scheme.value, text)
        self.scale = SegmentedControl(theme)
        self.scale.setAccessibleName(self.tr("Text size"))
        for percent in TEXT_SCALES:
            self.scale.add(str(percent), self.tr("{percent}%").format(percent=percent))
        self.motion = Switch(
            theme, self.tr("Reduce motion"), self.tr("Panels and new lines appear at once.")
        )
        self.motion.setObjectName("reduce_motion")
        self.add_card(self.tr("Colours")).addWidget(self.scheme)
        self.add_card(
            self.tr("Text size"), self.tr("Larger text leaves buttons and rows in their places.")
        ).addWidget(self.scale)
        self.add_card(self.tr("Motion")).addWidget(self.motion)
        self.end()
        self.scheme.chosen.connect(self._choose_scheme)
        self.scale.chosen.connect(self._choose_scale)
        self.motion.clicked.connect(self._choose_motion)

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self.scheme.set_current(settings.theme)
        self.scale.set_current(str(nearest_scale(settings.text_scale)))
        self.motion.setChecked(settings.reduce_motion)

    @Slot(str)
    def _choose_scheme(self, key: str) -> None:
        self.wished.emit(replace(self.settings, theme=key))

    @Slot(str)
    def _choose_scale(self, key: str) -> None:
        self.wished.emit(replace(self.settings, text_scale=int(key)))

    @Slot(bool)
    def _choose_motion(self, reduce: bool) -> None:
        self.wished.emit(replace(self.settings, reduce_motion=reduce))


def nearest_scale(percent: int) -> int:
    """Give the size on offer that is nearest to what the shop's file says."""
    return min(TEXT_SCALES, key=lambda each: abs(each - percent))
