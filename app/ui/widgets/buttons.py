"""Push buttons painted from the tokens: filled, outlined, dangerous, soft and bare."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme import Theme
from app.ui.widgets.button import Button, Look, key_text

__all__ = [
    "Button",
    "DangerButton",
    "GhostButton",
    "IconButton",
    "Look",
    "PrimaryButton",
    "SecondaryButton",
    "SoftButton",
    "key_text",
]


class PrimaryButton(Button):
    """The one filled button of a place; a double tap on it counts once."""

    TAP_ONCE = True

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface3", "disabled", key_ink="disabled", key_edge="disabled")
        fill = _by_state(self, "accent", "accent_hover", "accent_press")
        return Look(fill, "on_accent", key_ink="on_accent", key_edge="on_accent")


class DangerButton(Button):
    """A filled button for what cannot be taken back; a double tap on it counts once."""

    TAP_ONCE = True

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface3", "disabled", key_ink="disabled", key_edge="disabled")
        fill = _by_state(self, "danger", "danger_hover", "danger_hover")
        return Look(fill, "on_danger", key_ink="on_danger", key_edge="on_danger")


class SecondaryButton(Button):
    """An outlined button."""

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface", "disabled", "border", "disabled", "disabled")
        return Look(_by_state(self, "surface", "surface3", "held"), "text", "border_strong")


class SoftButton(Button):
    """A quiet filled button without an edge."""

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface3", "disabled", key_ink="disabled", key_edge="disabled")
        return Look(_by_state(self, "surface3", "held", "held"), "text", key_edge="border_strong")


class GhostButton(Button):
    """A button without a frame, for the second row of importance."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        height: int = 44,
        type_name: str = "button-sm",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, text, icon=icon, key=key, height=height, type_name=type_name, parent=parent
        )

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("", "disabled", key_ink="disabled", key_edge="disabled")
        return Look(_by_state(self, "", "surface3", "held"), "text2")


class IconButton(Button):
    """A square button that shows only an icon; its name is heard and shown as a tooltip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        size: int = 44,
        color: str = "text2",
        icon_size: int = 20,
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", icon=icon, height=size, parent=parent)
        self._color = color
        self._square_icon = icon_size
        self._framed = framed
        self.setFixedSize(size, size)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)

    def look(self) -> Look:
        edge = "border_strong" if self._framed else ""
        rest = "surface" if self._framed else ""
        if not self.isEnabled():
            return Look(rest, "disabled", "border" if self._framed else "")
        return Look(_by_state(self, rest, "surface3", "held"), self._color, edge)

    def _icon_size(self) -> int:
        return self._square_icon


def _by_state(button: QPushButton, rest: str, hover: str, press: str) -> str:
    if button.isDown():
        return press
    return hover if button.underMouse() else rest
