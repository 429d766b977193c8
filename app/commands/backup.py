"""`suki backup`: a checked copy of the shop, also while the till is open.

The till runs this as well, in a process of its own, so that selling never waits: with `--feed`
one line of JSON goes out, whatever happens.
"""

from __future__ import annotations

import argparse
import contextlib
import json
from pathlib import Path

from app.commands.as_json import written
from app.commands.gently import step_back
from app.commands.session import Session
from app.commands.text_table import counted, table
from app.domain.backup import Copy, Figures, Reason
from app.domain.backup_text import copy_object
from app.domain.clock import Clock
from app.domain.errors import ShopError
from app.storage.backup import copy_to_file
from app.storage.backup_list import copies_in, damaged_in
from app.storage.backup_round import back_up, way_back
from app.storage.backup_second import begin_place
from app.storage.classify import COPIES, DATABASE_NAME, FileState, classify, refusal
from app.storage.migrations import NEWEST
from app.storage.restore_sides import record_anew


def run(options: argparse.Namespace, session: Session) -> int:
    """Make a copy, or list those there are."""
    if options.feed:
        return _feed(options, session)
    if options.list:
        return _list(options, session)
    if options.check is not None:
        path = options.check.expanduser().absolute()
        _tell(session, record_anew(path, NEWEST), path, options)
        return 0
    _check_shop(session)
    if options.file is None:
        done = back_up(
            session.folder, Reason.ASKED, session.clock.now(), session.clock.local, newest=NEWEST
        )
        _tell(session, done.copy, session.folder / COPIES / done.copy.name, options)
        if done.second_problem:
            session.refuse(done.second_problem)
        return 0
    target = _target(options.file, session)
    copy = copy_to_file(session.folder / DATABASE_NAME, target, session.clock.now(), newest=NEWEST)
    _tell(session, copy, target, options)
    return 0


def _check_shop(session: Session) -> None:
    """What is no shop is named for what it is. Raises UnusableFile."""
    path = session.folder / DATABASE_NAME
    state = classify(path, NEWEST, for_writing=False)
    if state not in {FileState.OK, FileState.OLDER}:
        raise refusal(state, path)


def _target(file: Path, session: Session) -> Path:
    target = file.expanduser().absolute()
    if target.is_dir():
        return target / f"suki-{session.clock.local(session.clock.now()):%Y-%m-%d-%H%M%S}.db"
    return target


def _tell(session: Session, copy: Copy, path: Path, options: argparse.Namespace) -> None:
    if options.json:
        session.answer(written({**copy_object(copy), "path": str(path)}))
        return
    session.answer(str(path))
    done = "Checked" if options.check else "Copied and checked"
    session.tell(f"{done}: {in_words(copy.figures, session.clock)}.")
    if copy.second_place:
        session.tell(f"Also in {copy.second_place}.")
    if copy.differing:
        figures = counted(copy.differing, "figure")
        session.tell(
            f"The copy is whole, but {figures} of the shop itself "
            f"{'differs' if copy.differing == 1 else 'differ'} from the recount: see `suki verify`."
        )


def in_words(figures: Figures, clock: Clock) -> str:
    """Say what a shop holds: its sales, its total and its last sale."""
    last = ""
    if figures.last_sale_at is not None:
        at = f"{clock.local(figures.last_sale_at):%Y-%m-%d %H:%M}"
        last = f", the last {f'{figures.last_number} ' if figures.last_number else ''}on {at}"
    return (
        f"{counted(figures.sales, 'sale')}{last}, {figures.total} in total, "
        f"{counted(figures.customers, 'customer')}, {counted(figures.products, 'product')}"
    )


def _list(options: argparse.Namespace, session: Session) -> int:
    folder = session.folder / COPIES
    copies, kept = copies_in(folder), _way_back(session)
    for name in damaged_in(folder):
        session.tell(f"Not whole, or its record is not, so it does not count: {name}")
    if options.json:
        session.answer(written([copy_object(copy) for copy in copies]))
        return 0
    local = session.clock.local
    session.answer(
        table(
            ("MADE", "WHY", "SALES", "LAST SALE", "SIZE", "FILE"),
            [
                (
                    f"{local(copy.made_at):%Y-%m-%d %H:%M}",
                    copy.reason.value + (", kept to be put back" if copy.name == kept else ""),
                    f"{copy.figures.sales:,}",
                    copy.figures.last_number,
                    f"{copy.size:,}",
                    copy.name,
                )
                for copy in copies
            ],
            right="  r r ",
        )
        if copies
        else "There is no copy yet."
    )
    return 0


def _way_back(session: Session) -> str:
    with contextlib.suppress(ShopError):  # a shop nobody can open is put back from any copy
        return way_back(session.folder)
    return ""


def _feed(options: argparse.Namespace, session: Session) -> int:
    """Do what the till asks for, and say what copies there are then, or what stood in the way."""
    said: dict[str, object] = {"problem": "", "second_problem": ""}
    step_back()
    try:
        if options.check is not None:
            record_anew(options.check, NEWEST)
        elif options.place is not None:
            begin_place(options.place, session.folder)
        elif not options.list:
            _check_shop(session)
            done = back_up(
                session.folder,
                Reason(options.reason),
                session.clock.now(),
                session.clock.local,
                newest=NEWEST,
            )
            if done.second_problem:
                said["second_problem"] = sentence(done.second_problem)
    except ShopError as problem:
        said["problem"] = sentence(problem)
    folder = session.folder / COPIES
    said |= {"folder": str(folder), "way_back": _way_back(session), "damaged": damaged_in(folder)}
    said["copies"] = [copy_object(copy) for copy in copies_in(folder)]
    with contextlib.suppress(BrokenPipeError):  # the till that asked may be closed by now
        print(json.dumps(said), file=session.out, flush=True)
    return 1 if said["problem"] else 0


def sentence(problem: ShopError) -> str:
    """Give what happened and what to do about it."""
    return " ".join(filter(None, (problem.message, problem.advice)))
