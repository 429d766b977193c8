"""The button that takes a product off sale, and brings it back."""

from __future__ import annotations

from app.ui.widgets.buttons import GhostButton, Look


class ArchiveButton(GhostButton):
    """Takes a product off sale, in the colour of what is missed; or brings it back, quietly."""

    takes_away = True

    def show_state(self, words: str, *, is_active: bool) -> None:
        self.takes_away = is_active
        self.setText(words)
        self.set_icon("archive" if is_active else "archive-restore")

    def look(self) -> Look:
        look = super().look()
        is_red = self.takes_away and self.isEnabled()
        return look._replace(ink="danger_text") if is_red else look
