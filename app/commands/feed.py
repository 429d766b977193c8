"""`suki import WHAT FILE --feed`: reads for the till's window, in a process of its own.

The window stays quick however long a file is. Lines of JSON go out, words come in. First comes
what the file looks like, then how far it is tried, then what would come of it. After that a word
is waited for: `go` and `next` have a batch sent, `left-out` with what to write has the rows left
out written into a file; anything else, or the end of the input, ends it. What comes of the file
is tried on a copy of the shop; only the till itself writes into the shop.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from app.commands import incoming
from app.commands.bring_in import Batch, Work, with_remembered
from app.commands.incoming import Incoming, Tally
from app.commands.progress import Interruption
from app.commands.session import Inside, Session
from app.commands.trial import on_trial
from app.domain.actor import Right
from app.domain.errors import InvalidInput, NotAllowed, ShopError
from app.domain.import_text import facts_of
from app.exchange.columns import named_twice
from app.exchange.left_out import write_left_out
from app.exchange.rows import BadRow
from app.exchange.table import Rows, open_table
from app.storage.rights import of_the_store

FIRST_ROWS = 5
BATCH = 100
"""Items the till gets at once; how many of them go into one transaction is its own choice."""
_TOLD_EVERY = 0.2
_LONGEST_CELL = 60


def run(options: argparse.Namespace, session: Session, answers: TextIO | None = None) -> int:
    """Preview the file, then feed it batch by batch; a file of no use is said in one sentence."""
    answers = answers or sys.stdin
    try:
        if Right.IMPORT not in session.by.rights:
            raise NotAllowed
        session = replace(session, inside=Inside(of_the_store()))
        table = open_table(options.file)
        options = with_remembered(options, session)
        file = _looked_at(table, options, session)
        if file is None:
            return 1
        with tempfile.TemporaryFile("w+", encoding="utf-8", prefix="suki-feed-") as kept:
            ready = _Ready(kept)
            _preview(file, options.what, session, ready)
            _serve(file, ready, session, answers)
    except ShopError as problem:
        _say(session, problem=_sentence(problem))
        return 1
    return 0


class _Ready:
    """What is of use in a file, a batch in each line of a file of its own."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._waiting: list[list[object]] = []
        self._is_whole = False

    def keep(self, batch: Batch[Any]) -> None:
        """Add items behind those there are."""
        self._waiting.extend([rows, facts_of(item)] for rows, item in batch)
        while len(self._waiting) >= BATCH:
            self._write()

    def next(self) -> str:
        """Give the next batch as JSON, empty after the last; nothing can be added any more."""
        if not self._is_whole:
            self._is_whole = True
            if self._waiting:
                self._write()
            self._file.seek(0)
        return self._file.readline().rstrip()

    def _write(self) -> None:
        self._file.write(f"{json.dumps(self._waiting[:BATCH])}\n")
        del self._waiting[:BATCH]


def _serve(file: Incoming[Any], ready: _Ready, session: Session, answers: TextIO) -> None:
    """Do what is asked until nothing more is."""
    for line in answers:
        word, _, rest = line.strip().partition(" ")
        if word in ("go", "next"):
            batch = ready.next()
            said = f'{{"batch": {batch}}}' if batch else '{"done": true}'
            print(said, file=session.out, flush=True)
        elif word == "left-out":
            _write(file, json.loads(rest), session)
        else:
            return


def _looked_at(table: Rows, options: argparse.Namespace, session: Session) -> Incoming[Any] | None:
    """Say what the file looks like, also when a column of it has to be named by hand."""
    rows = islice(table.rows(), FIRST_ROWS)
    first = [[cell[:_LONGEST_CELL] for cell in cells] for _, cells in rows]
    problem, file = "", None
    try:
        file = incoming.opened(options, session.clock, whole=True)
    except InvalidInput as reason:
        problem = reason.message
    header = table.header
    _say(
        session,
        header=header,
        first=first,
        columns={} if file is None else {o: header[place] for o, place in file.places.items()},
        ours=[column.ours for column in incoming.columns_of(options.what, header)],
        missing=problem,
    )
    return file


def _preview(file: Incoming[Any], what: str, session: Session, ready: _Ready) -> None:
    """Say what would come of the file, and keep what is of use ready: it is read only once."""
    refused: dict[int, str] = {}
    told = time.monotonic()

    def on_row(row: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _TOLD_EVERY:
            told = time.monotonic()
            _say(session, at=row, of=file.last_row)

    def on_bad(row: BadRow) -> None:
        refused[row.number] = row.reason

    # What is tried on is thrown away, and all that is said of it is what the file brings.
    with Interruption() as interruption, on_trial(session, what) as trial:
        work = Work(
            *(file, trial, interruption),
            is_quiet=True,
            on_bad=on_bad,
            on_row=on_row,
            on_saved=ready.keep,
        )
        work.do()
    tally = work.tally
    _say(
        session,
        added=tally.added,
        changed=tally.changed,
        known=tally.known,
        customers=tally.new_customers,
        refused=sorted(refused.items()),
        remarks=_remarks(file, work),
    )


def _remarks(file: Incoming[Any], work: Work[Any]) -> list[str]:
    said = [*named_twice(file.places, file.table.header), *file.remarks(), *work.differences()]
    if work.tally == Tally() and not work.bad_rows:
        said.append("There is nothing to bring in under the names of the columns.")
    return said


def _write(file: Incoming[Any], wanted: dict[str, Any], session: Session) -> None:
    reasons = {int(row): str(reason) for row, reason in wanted["rows"]}
    path = Path(wanted["path"])
    try:
        write_left_out(path, file.table, reasons, file.day_first_at)
    except ShopError as problem:
        _say(session, not_saved=_sentence(problem))
    else:
        _say(session, saved=path.name)


def _sentence(problem: ShopError) -> str:
    return " ".join(filter(None, (problem.message, problem.advice)))


def _say(session: Session, **facts: object) -> None:
    print(json.dumps(facts), file=session.out, flush=True)
