"""`suki import`: products, customers and sales of another system."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from app.commands import incoming
from app.commands.incoming import Incoming, Tally, left_out, listed
from app.commands.progress import Interruption, Progress
from app.commands.session import Session
from app.commands.text_table import counted
from app.commands.trial import on_trial
from app.domain.errors import InvalidInput, NameTaken, SaleRefused
from app.domain.import_text import columns_text
from app.domain.ports import Store
from app.exchange.left_out import write_left_out
from app.exchange.rows import BadRow
from app.exchange.table import open_table
from app.storage.classify import DATABASE_NAME, FileState, classify
from app.storage.migrations import NEWEST

BATCH = 300
"""Items in one transaction: a few dozen milliseconds, and a flush of the disk for each."""
_SEARCHED_AT_ONCE = 20_000
MOST_BAD_ROWS = 100
"""So many are told one by one; a whole column in a wrong form would hide the rest."""

Item = TypeVar("Item")
Batch = list[tuple[tuple[int, ...], Item]]
"""Items with the rows of the file that each was made of"""

_REFUSALS = (InvalidInput, NameTaken, SaleRefused)


def run(options: argparse.Namespace, session: Session) -> int:
    """Return 1 when nothing was of use, when `--strict` refused it, or when it was stopped."""
    options = with_remembered(options, session)
    file = incoming.opened(options, session.clock, whole=options.refused is not None)
    reasons: dict[int, str] = {}
    code = _run(file, options, session, reasons)
    if options.refused is not None:
        _write_left_out(file, options, session, reasons)
    return code


def with_remembered(options: argparse.Namespace, session: Session) -> argparse.Namespace:
    """Take the columns as they were named in the window for a file with this header."""
    file = session.folder / DATABASE_NAME
    if options.columns or classify(file, NEWEST, for_writing=False) is not FileState.OK:
        return options
    header = open_table(options.file).header
    with session.reading() as store:
        columns = store.settings.columns(options.what, header, by=session.by)
    return argparse.Namespace(**{**vars(options), "columns": list(columns_text(columns))})


def _write_left_out(
    file: Incoming[Item], options: argparse.Namespace, session: Session, reasons: dict[int, str]
) -> None:
    if not reasons:
        return
    count = write_left_out(options.refused, file.table, reasons, file.day_first_at)
    session.tell(
        f"{counted(count, 'row')} left out written to {options.refused.name}, each with its "
        "reason. Correct them there and import that file."
    )


def _run(
    file: Incoming[Item],
    options: argparse.Namespace,
    session: Session,
    reasons: dict[int, str],
) -> int:
    session.tell(f"Columns: {file.columns}")

    def on_bad(row: BadRow) -> None:
        reasons[row.number] = row.reason

    with Interruption() as interruption:
        if options.dry_run or options.strict:
            with on_trial(session, options.what) as copy:
                trial = Work(file, copy, interruption, on_bad=on_bad)
                is_complete = trial.do()
            if options.dry_run:
                session.answer(trial.summary(would_be="would be "))
            if options.dry_run or not is_complete or trial.bad_rows:
                return _refused(trial, options, session, is_complete=is_complete)
        session.folder.mkdir(parents=True, exist_ok=True)
        work = Work(
            file, session, interruption, is_quiet=options.strict, is_real=True, on_bad=on_bad
        )
        is_complete = work.do()
        session.answer(work.summary())
        if not is_complete:
            session.tell(
                f"Stopped at row {file.row():,}. Import the file again to go on: "
                "what is in already is not counted twice."
            )
    return 0 if is_complete and not work.was_of_no_use else 1


def _refused(
    trial: Work[Item], options: argparse.Namespace, session: Session, *, is_complete: bool
) -> int:
    """Say that a trial was all; gives the exit code the real work would have had."""
    session.tell("Nothing was written.")
    is_refused = bool(trial.bad_rows) and options.strict
    return 0 if is_complete and not is_refused and not trial.was_of_no_use else 1


class Work(Generic[Item]):
    """One file going into one shop, in batches that are each whole or not there."""

    def __init__(
        self,
        file: Incoming[Item],
        session: Session,
        interruption: Interruption,
        *,
        is_quiet: bool = False,
        is_real: bool = False,
        on_bad: Callable[[BadRow], object] = lambda _row: None,
        on_row: Callable[[int], object] = lambda _row: None,
        on_saved: Callable[[Batch[Item]], object] = lambda _batch: None,
    ) -> None:
        """`is_quiet` is for what a trial has told already; `is_real` work also makes ready what
        searches go by; `on_bad` hears of every row left out, `on_row` how far it is, `on_saved`
        of what went in.
        """
        self._file = file
        self._session = session
        self._interruption = interruption
        self._is_quiet = is_quiet
        self._is_real = is_real
        self._on_bad, self._on_row, self._on_saved = on_bad, on_row, on_saved
        self._progress = Progress(session.err, file.last_row)
        self._tally = Tally()
        self.bad_rows = 0

    @property
    def was_of_no_use(self) -> bool:
        """Say whether there were rows, and not one of them could be used."""
        return bool(self.bad_rows) and self._tally == Tally()

    @property
    def tally(self) -> Tally:
        """Give what became of all rows so far."""
        return self._tally

    def do(self) -> bool:
        """Do it; says whether it came to the end."""
        try:
            with self._session.writing() as store:
                is_complete = self._all_batches(store)
                if is_complete and self._is_real:
                    self._prepare_searches(store)
        finally:
            self._progress.clear()
        if not self._is_quiet:
            if self.bad_rows > MOST_BAD_ROWS:
                self._session.tell(f"... and {self.bad_rows - MOST_BAD_ROWS:,} more bad rows.")
            for remark in (*self._file.remarks(), *self.differences()):
                self._session.tell(remark)
        return is_complete

    def differences(self) -> list[str]:
        """Say what is in the shop with other content: a sale is a fact and was kept as it was."""
        numbers = self._tally.differing
        return (
            [f"In the shop with other content, kept as it was: {listed(numbers)}."]
            if numbers
            else []
        )

    def summary(self, *, would_be: str = "") -> str:
        """Give the result in one sentence."""
        tally, noun = self._tally, self._file.noun
        parts = [f"{counted(tally.added, noun)} {would_be}added"]
        if tally.changed:
            parts.append(f"{tally.changed:,} {would_be}changed")
        parts.append(f"{tally.known:,} known already")
        if noun == "sale":
            parts.append(counted(tally.new_customers, "new customer"))
        parts.append(f"{counted(self.bad_rows, 'row')} left out")
        return f"{', '.join(parts)}."

    def _all_batches(self, store: Store) -> bool:
        batch: Batch[Item] = []
        for item in self._file.read():
            if self._interruption.is_wanted:
                return False
            if isinstance(item, BadRow):
                self._tell(item)
                continue
            batch.append((self._file.rows(), item))
            if len(batch) == BATCH:
                self._save(store, batch)
                batch = []
        if batch:
            self._save(store, batch)
        return True

    def _prepare_searches(self, store: Store) -> None:
        """Nobody is selling now, so it is quick; what is left undone the idle till does."""
        begun = time.monotonic()
        while not self._interruption.is_wanted and store.prepare_searches(_SEARCHED_AT_ONCE):
            seconds = int(time.monotonic() - begun)
            self._progress.at(self._file.row(), f"preparing the search, {seconds} s")

    def _save(self, store: Store, batch: Batch[Item]) -> None:
        """Save a batch; where the shop refuses one of it, save them one by one and tell which."""
        save, by = self._file.save, self._session.by
        try:
            done = save(store, [item for _, item in batch], by)
        except _REFUSALS as reason:
            if len(batch) > 1:
                for each in batch:
                    self._save(store, [each])
            else:
                told, *others = left_out(batch[0][0], str(reason))
                self._tell(told)
                for row in others:
                    self._on_bad(row)
            return
        self._on_saved(batch)
        self._tally = self._tally.plus(done)
        tally = self._tally
        self._on_row(self._file.row())
        so_far = tally.added + tally.changed + tally.known
        self._progress.at(self._file.row(), counted(so_far, self._file.noun))

    def _tell(self, bad: BadRow) -> None:
        self.bad_rows += 1
        self._on_bad(bad)
        if self.bad_rows <= MOST_BAD_ROWS and not self._is_quiet:
            self._progress.clear()
            self._session.tell(f"Row {bad.number}: {bad.reason}")
