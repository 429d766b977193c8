"""Spoken messages for people who listen to the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject


def announce(source: QObject, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say the text: after what it is saying, or at once for an error."""
    # Imported here: their roles and events are a long list that no screen at rest needs.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(source, text)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if at_once else level.Polite)
    QAccessible.updateAccessibility(event)
