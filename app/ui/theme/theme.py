"""Colours, fonts, icons and times as the screen uses them now, and the switch between them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip

from app.domain.resources import resource
from app.ui.theme.icons import IconCabinet
from app.ui.theme.palette import build_palette
from app.ui.theme.tokens import load_tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_FONT_FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "InterDisplay-SemiBold.ttf",
    "InterDisplay-Bold.ttf",
)


_STYLED = "is_in_fusion"


def application_in_fusion(name: str) -> QApplication:
    """Make the one application in its style: set later, PySide builds all of QStyle for it."""
    app = QApplication([name, "-style", "fusion"])
    app.setProperty(_STYLED, True)
    return app


class Scheme(StrEnum):
    """What the shop chose; SYSTEM follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """Answers every question about looks; handed to each widget that paints."""

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = Scheme.SYSTEM,
        *,
        scale: float = 1.0,
        reduce_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tokens = load_tokens()
        self._scheme = scheme
        self._scale = scale
        self._reduce_motion = reduce_motion
        self._icons = IconCabinet()
        self._app: QApplication | None = None
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool, int | None, float | None], QFont] = {}
        self._tone = ""
        self._resolve()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # Choices

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def tone(self) -> str:
        """The colours in use: `light`, `dark` or `contrast`."""
        return self._tone

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def reduces_motion(self) -> bool:
        return self._reduce_motion

    def set_scheme(self, scheme: Scheme) -> None:
        if scheme != self._scheme:
            self._scheme = scheme
            self._resolve()
            self._announce()

    def set_scale(self, scale: float) -> None:
        if scale != self._scale:
            self._scale = scale
            self._fonts.clear()
            self._announce()

    def set_reduce_motion(self, reduce: bool) -> None:
        self._reduce_motion = reduce

    def apply(self, app: QApplication) -> None:
        """Dress the application; later switches dress it again by themselves."""
        self._app = app
        _load_fonts()
        if not app.property(_STYLED):
            app.setStyle("Fusion")
        self._dress()

    # Answers

    def color(self, name: str) -> QColor:
        return QColor(self._colors[name])

    def font(
        self,
        type_name: str,
        *,
        tabular: bool = False,
        weight: int | None = None,
        px: float | None = None,
    ) -> QFont:
        """Return a font of the type scale; `px` replaces its size and is scaled like it."""
        key = (type_name, tabular, weight, px)
        if (font := self._fonts.get(key)) is None:
            font = self._fonts[key] = self._make_font(type_name, tabular, weight, px)
        return QFont(font)

    def metrics(
        self,
        type_name: str,
        *,
        tabular: bool = False,
        weight: int | None = None,
        px: float | None = None,
    ) -> QFontMetricsF:
        return QFontMetricsF(self.font(type_name, tabular=tabular, weight=weight, px=px))

    def shrink_steps(self, type_name: str) -> tuple[int, ...]:
        """The unscaled sizes a text of this type may take, largest first."""
        style = self._tokens.types[type_name]
        return (style.px, *style.shrink)

    def radius(self, name: str) -> int:
        return self._tokens.radii[name]

    def size(self, name: str) -> int:
        return self._tokens.sizes[name]

    def motion(self, name: str) -> int:
        """Milliseconds an animation takes: nothing when motion is reduced."""
        return 0 if self._reduce_motion else self._tokens.motion[name]

    def time(self, name: str) -> int:
        return self._tokens.times[name]

    @property
    def ring_width(self) -> int:
        return 3 if self._tone == "contrast" else 2

    @property
    def scrim(self) -> QColor:
        """The colour laid over the window behind a dialog."""
        color = self.color("scrim")
        color.setAlphaF(self._tokens.scrim["dark" if self._tone == "dark" else "light"])
        return color

    def avatar_pair(self, name: str) -> tuple[QColor, QColor]:
        """Background and letter colour of a person, the same on every start and computer."""
        pairs = self._tokens.avatars["dark" if self._tone == "dark" else "light"]
        back, fore = pairs[sum(map(ord, name)) % len(pairs)]
        return QColor(back), QColor(fore)

    # Icons

    def icon_pixmap(self, name: str, color: str, size: float, ratio: float = 1.0) -> QPixmap:
        return self._icons.pixmap(name, self._colors[color], size, ratio)

    def icon(self, name: str, color: str, size: float = 20) -> QIcon:
        from PySide6.QtGui import QIcon

        icon = QIcon(self.icon_pixmap(name, color, size))
        icon.addPixmap(self.icon_pixmap(name, color, size, 2.0))
        return icon

    def paint_icon(
        self, painter: QPainter, top_left: QPointF, name: str, color: str, size: float = 20
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(top_left, self.icon_pixmap(name, color, size, ratio))

    # Inside

    def _resolve(self) -> None:
        self._tone = self._system_tone() if self._scheme is Scheme.SYSTEM else self._scheme.value
        named = self._tokens.colors[self._tone]
        self._colors = {name: QColor(value) for name, value in named.items()}
        # In high contrast every edge is black, and black text stands on what is held down.
        held = "grid" if self._tone == "contrast" else "border"
        self._colors["held"] = QColor(named[held])
        for name in ("success", "warning", "danger"):  # the rail is dark in every scheme
            text = self._tokens.colors["dark"][f"{name}_text"]
            self._colors[f"rail_{name}"] = QColor(text)

    @staticmethod
    def _system_tone() -> str:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    @Slot()
    def _follow_system(self) -> None:
        before = self._tone
        self._resolve()
        if self._tone != before:
            self._announce()

    def _announce(self) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        if self._app is not None:
            palette = build_palette(self.color)
            self._app.setPalette(palette)
            self._app.setFont(self.font("body"))
            QToolTip.setPalette(palette)
            QToolTip.setFont(self.font("label"))

    def _make_font(
        self, type_name: str, tabular: bool, weight: int | None, px: float | None
    ) -> QFont:
        style = self._tokens.types[type_name]
        family = self._tokens.families["display" if style.display else "text"]
        font = QFont([family, *self._tokens.fallbacks])
        font.setPixelSize(round((px or style.px) * self._scale))
        font.setWeight(QFont.Weight(weight or style.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


def _load_fonts() -> None:
    """Make the bundled fonts known to this application, once."""
    if not QFontDatabase.hasFamily("Inter Display"):
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
