"""`suki restore FILE`: put a copy back in place of the shop, which is copied first.

The till's window runs this as well, after it let the shop go: with `--feed` one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import NoReturn

from app.commands.as_json import written
from app.commands.backup import in_words, sentence
from app.commands.session import Session
from app.commands.text_table import counted
from app.domain.backup_text import copy_object, figures_object
from app.domain.errors import InvalidInput, ShopError
from app.storage.classify import COPIES
from app.storage.migrations import NEWEST
from app.storage.restore import Restored, restore
from app.storage.restore_sides import NoRecord, Sides, sides

_RETIRED = "Is the computer this copy comes from out of use for good? [y/N] "
_WHICH_TILL = (
    "Which till is this computer? {taken}. It needs a number that no other computer of the\n"
    "shop has, as its sales are numbered with it: "
)


def run(options: argparse.Namespace, session: Session) -> int:
    """Show both sides, then restore."""
    if options.feed:
        return _feed(options, session)
    path = options.file.expanduser().absolute()
    both = sides(path, session.folder, newest=NEWEST)
    if options.dry_run:
        session.answer(written(_sides_object(both)) if options.json else _as_text(both, session))
        return 0
    session.tell(_as_text(both, session))
    done = _restore(options, session, both, asks=True)
    session.answer(written(_restored_object(done)) if options.json else _outcome(done, session))
    return 0


def _restore(options: argparse.Namespace, session: Session, both: Sides, *, asks: bool) -> Restored:
    as_till: int | None = options.till
    if both.is_elsewhere and not (as_till or options.retired):
        as_till = _asked(session, both) if asks and sys.stdin.isatty() else _nobody_said(both)
    return restore(
        options.file.expanduser().absolute(),
        session.folder,
        session.clock.now(),
        newest=NEWEST,
        by=session.by,
        as_till=as_till,
    )


def _asked(session: Session, both: Sides) -> int | None:
    """Ask whoever sits there for this till's number, unless the other computer is out of use."""
    if _answer(session, _RETIRED).casefold() in {"y", "yes"}:
        return None
    number = _answer(session, _WHICH_TILL.format(taken=_taken(both)))
    is_number = number.isascii() and number.isdigit() and len(number) < 9
    return int(number) if is_number else _nobody_said(both)


def _answer(session: Session, question: str) -> str:
    print(question, end="", file=session.err, flush=True)
    return sys.stdin.readline().strip()


def _nobody_said(both: Sides) -> NoReturn:
    """A number that nobody chose could be that of another computer with the same copy."""
    raise InvalidInput(
        "This copy comes from another computer, and nobody said which till this one is.",
        advice="Say --retired if that computer is out of use for good, else --till N with a number "
        f"that no other computer of the shop has. {_taken(both)}. Nothing was changed.",
    )


def _taken(both: Sides) -> str:
    numbers = ", ".join(str(till) for till in both.taken if till)
    return f"Known tills: {numbers}"


def _as_text(both: Sides, session: Session) -> str:
    made = f"{session.clock.local(both.copy.made_at):%Y-%m-%d %H:%M}"
    differing = both.copy.differing
    but = f", but {counted(differing, 'figure')} not as recounted" if differing else ""
    here = "no shop" if both.here is None else in_words(both.here, session.clock)
    return (
        f"Here now:  {here}.\n"
        f"The copy:  {in_words(both.copy.figures, session.clock)}; made {made}, whole{but}."
    )


def _outcome(done: Restored, session: Session) -> str:
    lines = ["The copy is in place."]
    copies = session.folder / COPIES
    if done.safety is not None:
        lines.append(f"What was here before: {copies / done.safety.name}")
    elif done.put_away is not None:
        lines.append(f"What was here could not be read and was put away: {done.put_away}")
    if done.till != done.copy.origin.till:
        lines.append(
            f"This is till {done.till} now: its sales are numbered {done.till}-000001 and up, its "
            f"account payments P{done.till}-000001. No other computer of the shop may be till "
            f"{done.till}."
        )
    return "\n".join(lines)


def _feed(options: argparse.Namespace, session: Session) -> int:
    """Say both sides, or what came of it, or what stood in the way."""
    said: dict[str, object] = {"problem": ""}
    try:
        both = sides(options.file, session.folder, newest=NEWEST)
        said |= _sides_object(both)
        if not options.dry_run:
            said |= _restored_object(_restore(options, session, both, asks=False))
    except ShopError as problem:
        said |= {"problem": sentence(problem), "has_no_record": isinstance(problem, NoRecord)}
    print(json.dumps(said), file=session.out, flush=True)
    return 1 if said["problem"] else 0


def _sides_object(both: Sides) -> dict[str, object]:
    return {
        "copy": copy_object(both.copy),
        "here": None if both.here is None else figures_object(both.here),
        "is_elsewhere": both.is_elsewhere,
        "taken": list(both.taken),
    }


def _restored_object(done: Restored) -> dict[str, object]:
    return {
        "copy": copy_object(done.copy),
        "till": done.till,
        "safety": None if done.safety is None else copy_object(done.safety),
        "put_away": None if done.put_away is None else str(done.put_away),
    }
