"""Every kind of wish has two halves: a desk in the window's thread, and what carries it out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, SignalInstance

from app.ui.storage_thread import Writer

_QUEUED = Qt.ConnectionType.QueuedConnection


class DeskWriter(QObject):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer


class Desk(QObject):
    """What the window may ask for; every answer comes on its own thread, after the commit.

    Each signal of the other half is an answer, and the desk's own signal of that name gives it on.
    """

    def __init__(self, half: DeskWriter, thread: QThread, parent: QObject) -> None:
        super().__init__(parent)
        self._half = half
        half.moveToThread(thread)
        for name, each in vars(type(half)).items():
            if isinstance(each, Signal):
                getattr(half, name).connect(getattr(self, name), _QUEUED)

    def _hand_on(self, *wishes: tuple[SignalInstance, Callable[..., object]]) -> None:
        """Have each wish carried out by a slot of the other half."""
        for wish, slot in wishes:
            wish.connect(slot, _QUEUED)
