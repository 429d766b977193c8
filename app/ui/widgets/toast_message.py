"""What a message says, and how long each kind of it stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

HEIGHT = 64


class ToastAction(NamedTuple):
    """A button of a message; `key` is the shortcut that does the same, if there is one."""

    text: str
    callback: Callable[[], None]
    key: str = ""


class ToastMessage(NamedTuple):
    """What happened, and under it what to do. Kinds: info success undo warning error notice.

    A notice stays until it is closed; an error or a warning also goes with the next scan.
    """

    title: str
    detail: str = ""
    kind: str = "info"
    icon: str = ""
    actions: tuple[ToastAction, ...] = ()


class Kind(NamedTuple):
    tone: str
    icon: str
    time: str = ""
    """Name of the time after which it goes by itself; empty: it stays."""


KINDS = {
    "info": Kind("accent", "info", "toastInfo"),
    "success": Kind("success", "circle-check", "toastInfo"),
    "undo": Kind("accent", "undo-2", "toastUndo"),
    "warning": Kind("warning", "triangle-alert"),
    "error": Kind("danger", "circle-alert"),
    "notice": Kind("warning", "info"),
}
