"""What is said about PINs that were not right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.errors import NotAllowed, ShopError, TooEarly, WrongPin


def refusal_words(problem: ShopError) -> str:
    """Give one sentence; how long to wait is said by the countdown."""
    if isinstance(problem, WrongPin) and problem.tries_left:
        if problem.tries_left == 1:
            return QCoreApplication.translate("pin", "Wrong PIN. 1 try left.")
        return QCoreApplication.translate("pin", "Wrong PIN. {count} tries left.").format(
            count=problem.tries_left
        )
    if isinstance(problem, NotAllowed):
        return problem.message
    return " ".join(each for each in (problem.message, problem.advice) if each)


def wait_of(problem: ShopError) -> int:
    """Give the seconds until the next try is looked at."""
    return problem.wait_seconds if isinstance(problem, WrongPin | TooEarly) else 0


def wait_words(seconds: int) -> str:
    """Give the countdown."""
    minutes, rest = divmod(seconds, 60)
    text = QCoreApplication.translate("pin", "Too many wrong PINs. Wait {minutes}:{seconds}")
    return text.format(minutes=minutes, seconds=f"{rest:02}")
