"""What the counter needs next is made while nobody waits, a little at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea

if TYPE_CHECKING:
    from app.ui.window import MainWindow

_PAUSE_MS = 40
"""Between two pieces of work: a key or a scan comes first."""
_NEXT_MODULES = (
    "app.ui.widgets.toast_view",
    "app.ui.sell.pick_list",
    "app.ui.sell.product_panel",
    "app.ui.sell.suggestions",
    "app.ui.sell.new_row_words",
    "app.ui.widgets.sheet",
    "app.domain.tender",
    "app.ui.widgets.pad",
    "app.ui.tender.methods",
    "app.ui.tender.amounts",
    "app.ui.tender.tender_sheet",
    "app.ui.tender.references",
    "app.domain.parked",
    "app.ui.tender.receipt_view",
    "app.ui.sale_result",
)


class WarmUp(QObject):
    """Does one piece of work after the other; each is to be shorter than a frame."""

    done = Signal()

    def __init__(self, work: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._work = iter(work)
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest to whoever asks for it."""
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        piece = next(self._work, None)
        if piece is None:
            self._timer.stop()
            self.done.emit()
        else:
            piece()


def first_sale_needs(window: MainWindow) -> Iterator[Callable[[], object]]:
    """Give what a first sale asks for, in its order, in pieces shorter than a frame."""
    yield lambda: QScrollArea().viewport()  # PySide makes every class of widget for it, once
    for name in _NEXT_MODULES:
        yield partial(import_module, name)
    yield lambda: window.toasts.toast
    yield lambda: window.sell.products
    yield lambda: window.sell.side.customer.field.panel
    yield lambda: window.checkout.tender
    yield lambda: window.selling.result
