"""Walking the focus in reading order inside one widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focusable_widgets(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches inside `root`: as its widgets were laid out, depth first.

    Not by nextInFocusChain(): PySide makes each widget it returns belong to the one that was
    asked, across dialogs, so that closing one dialog makes another's widgets invalid.
    """
    return [widget for widget in root.findChildren(QWidget) if _takes_tab(root, widget)]


def step_focus(root: QWidget, *, forward: bool) -> None:
    """Move the focus one step, going round inside `root`."""
    order = focusable_widgets(root)
    if not order:
        return
    current = QApplication.focusWidget()
    at = order.index(current) if current in order else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[(at + (1 if forward else -1)) % len(order)].setFocus(reason)


def _takes_tab(root: QWidget, widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.isVisibleTo(root)
        and widget.focusProxy() is None
    )
