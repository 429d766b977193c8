"""Errands that answer what a test wants, from a real process of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from app.domain.backup import Copy, Figures, Origin, Reason
from app.domain.backup_text import copy_object, figures_object
from app.domain.money import Money
from tests.clocks import HeldClock

DRIVE = "/media/nena/POS BACKUP"
_SAY = "import sys; sys.stdout.write(sys.argv[1]); sys.exit(int(sys.argv[2]))"


def a_copy(hours: float = 1.0, **more: object) -> Copy:
    """A copy made so many hours before the held clock's first moment."""
    at = HeldClock().now() - timedelta(hours=hours)
    facts: dict[str, object] = {
        "name": f"suki-{hours}.db",
        "reason": Reason.TIMED,
        "schema": 3,
        "size": 14_200_000,
        "sha256": "ab",
        "origin": Origin("shop", 1, "Santos Mini Mart", "TILL-PC"),
        "figures": Figures(7, 4, 9, Money(150500), "000007", at - timedelta(minutes=4)),
    }
    return Copy(made_at=at, **{**facts, **more})  # type: ignore[arg-type]


class Errands:
    """Answers each errand with what is set here, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.copies: list[Copy] = []
        self.made: Copy | None = None
        """The copy that the next backup makes"""
        self.problem = self.second_problem = ""
        self.way_back = ""
        self.damaged: list[str] = []
        self.is_elsewhere = self.has_no_record = False
        self.taken = [0, 1]
        self.till = 1
        self.garbage = ""
        self.really: Callable[[Sequence[str]], list[str]] | None = None
        """The command of the real program, when its own answer is wanted"""

    def __call__(self, arguments: Sequence[str]) -> list[str]:
        self.asked.append(list(arguments))
        if self.really is not None:
            return self.really(arguments)
        text = self.garbage or json.dumps(self._answer(arguments))
        return [sys.executable, "-S", "-c", _SAY, text, "1" if self.problem else "0"]

    def _answer(self, arguments: Sequence[str]) -> dict[str, Any]:
        if arguments[0] == "restore":
            return self._sides()
        if "--check" in arguments and self.has_no_record:
            self.problem, self.has_no_record = "", False
        if "--list" not in arguments and self.made is not None and not self.problem:
            self.copies, self.made = [self.made, *self.copies], None
        return {
            "problem": "" if "--list" in arguments else self.problem,
            "second_problem": self.second_problem,
            "folder": "/shop/backups",
            "way_back": self.way_back,
            "damaged": self.damaged,
            "copies": [copy_object(copy) for copy in self.copies],
        }

    def _sides(self) -> dict[str, Any]:
        if self.problem:
            return {"problem": self.problem, "has_no_record": self.has_no_record}
        at = HeldClock().now()
        return {
            "problem": "",
            "copy": copy_object(self.copies[0]),
            "here": figures_object(Figures(9, 5, 9, Money(200000), "000009", at)),
            "is_elsewhere": self.is_elsewhere,
            "taken": self.taken,
            "till": self.till,
        }
