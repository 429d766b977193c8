"""`suki restore FILE`: put a copy back in place of the shop, which is copied first.

The till's window runs this as well, after it let the shop go: with `--feed` one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import sys

from app.commands.as_json import written
from app.commands.backup import in_words, sentence
from app.commands.session import Session
from app.domain.backup_text import copy_object, figures_object
from app.domain.errors import ShopError
from app.storage.classify import COPIES
from app.storage.migrations import NEWEST
from app.storage.restore import Restored, Sides, restore, sides
from app.storage.till_change import Series

_QUESTION = "Is the computer this copy comes from out of use for good? [y/N] "


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
    goes_on = not options.till and (options.retired or not both.is_elsewhere)
    if asks and both.is_elsewhere and not (options.till or options.retired):
        goes_on = _is_retired(session)
    return restore(
        options.file.expanduser().absolute(),
        session.folder,
        session.clock.now(),
        newest=NEWEST,
        series=Series(goes_on, options.till or 0),
        by=session.by,
    )


def _is_retired(session: Session) -> bool:
    """Ask whoever sits there; nobody's answer is no, since then no number is given twice."""
    if not sys.stdin.isatty():
        return False
    print(_QUESTION, end="", file=session.err, flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _as_text(both: Sides, session: Session) -> str:
    made = f"{session.clock.local(both.copy.made_at):%Y-%m-%d %H:%M}"
    here = "no shop" if both.here is None else in_words(both.here, session.clock)
    return (
        f"Here now:  {here}.\n"
        f"The copy:  {in_words(both.copy.figures, session.clock)}; made {made}, whole."
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
            f"This is till {done.till} now: its sales are numbered {done.till}-000001 and up, so "
            "that no number is given twice. Where the other computer is out of use, restore "
            "with --retired."
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
        said["problem"] = sentence(problem)
    print(json.dumps(said), file=session.out, flush=True)
    return 1 if said["problem"] else 0


def _sides_object(both: Sides) -> dict[str, object]:
    return {
        "copy": copy_object(both.copy),
        "here": None if both.here is None else figures_object(both.here),
        "is_elsewhere": both.is_elsewhere,
    }


def _restored_object(done: Restored) -> dict[str, object]:
    return {
        "copy": copy_object(done.copy),
        "till": done.till,
        "safety": None if done.safety is None else copy_object(done.safety),
        "put_away": None if done.put_away is None else str(done.put_away),
    }
