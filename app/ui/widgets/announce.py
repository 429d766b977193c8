"""Spoken messages for people who listen to the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(source: QObject, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say the text: after what it is saying, or at once for an error."""
    event = QAccessibleAnnouncementEvent(source, text)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if at_once else level.Polite)
    QAccessible.updateAccessibility(event)
