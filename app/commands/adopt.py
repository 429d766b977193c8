"""`suki adopt`: the old POS's database comes along, from a SQLite file or a mysqldump text."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from app.commands.incoming import shop_zone
from app.commands.progress import Interruption
from app.commands.session import Session
from app.commands.story import heard
from app.domain.errors import ShopError
from app.exchange.dump import is_dump, to_database
from app.storage.adopt.adoption import adopt, preview, put_back, what_would_go_back
from app.storage.adopt.draft import Watch
from app.storage.adopt.looking import AlreadyOurs
from app.storage.adopt.report import Report
from app.storage.adopt.work import Wishes
from app.storage.adoption_record import NOTHING_TO_DO
from app.storage.classify import DATABASE_NAME

Tell = Callable[[str, int, int], None]


def run(options: argparse.Namespace, session: Session) -> int:
    """Return 1 when it was refused or stopped; then nothing was changed."""
    if not options.feed:
        return _run(options, session, _Stages(session))
    with heard() as story:
        return _run(options, session, _Feed(session, story))


def _run(options: argparse.Namespace, session: Session, say: _Stages) -> int:
    if options.put_back:
        return _put_back(options, session, say)
    if options.file is None:
        session.tell("Name the old database, or say --put-back.")
        return 2
    with Interruption(sys.stdin if options.feed else None) as interruption:
        watch = Watch(say.at, lambda: interruption.is_wanted)
        try:
            report = _do(options, session, watch)
        except AlreadyOurs:
            if not _is_the_shop(options.file, session.folder):
                raise
            session.tell(NOTHING_TO_DO)
            return 0
        except ShopError as problem:
            if not options.feed:
                raise
            say.refused(problem)
            return 1
    say.done(report, is_trial=options.dry_run)
    return 0


def _put_back(options: argparse.Namespace, session: Session, say: _Stages) -> int:
    try:
        kept = what_would_go_back(session.folder, by=session.by)
        if not options.dry_run:
            put_back(session.folder, session.clock, by=session.by)
    except ShopError as problem:
        if not options.feed:
            raise
        say.refused(problem)
        return 1
    say.went_back(kept, is_trial=options.dry_run)
    return 0


def _do(options: argparse.Namespace, session: Session, watch: Watch) -> Report:
    zone = options.timezone or shop_zone(session.clock)
    no_names = () if options.keep_no_names else None
    with _as_database(options.file, watch) as database:
        dump = None if database is options.file else options.file
        wishes = Wishes(zone, no_names, name=options.file.name, dump=dump, watch=watch)
        do = preview if options.dry_run else adopt
        return do(database, session.folder, session.clock, wishes, by=session.by)


@contextmanager
def _as_database(file: Path, watch: Watch) -> Iterator[Path]:
    """Give a database of the same content; that of a dump is there only meanwhile."""
    if not is_dump(file):
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="suki-dump-") as place:
        database = Path(place) / "dump.db"
        watch.begin("reading the dump", file.stat().st_size)
        to_database(file, database, watch.step)
        yield database


def _is_the_shop(file: Path, folder: Path) -> bool:
    shop = folder / DATABASE_NAME
    return file.exists() and shop.exists() and file.samefile(shop)


class _Stages:
    """Tells a person which stage it is at, and what came of it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stage = ""

    def at(self, stage: str, done: int, of: int) -> None:
        err = self._session.err
        if stage != self._stage:
            self._stage = stage
            self._session.tell(f"{stage.capitalize()} ...")
        elif of and err.isatty():
            said = f"{done:,} of {of:,}"
            print(f"{said}\r{' ' * len(said)}\r", end="", file=err, flush=True)

    def refused(self, problem: ShopError) -> None:
        self._session.refuse(problem)

    def went_back(self, kept: str, *, is_trial: bool) -> None:
        """The story of what was done is told in the log."""
        if is_trial:
            self._session.answer(f"{kept} would be put back.")

    def done(self, report: Report, *, is_trial: bool) -> None:
        for line in report.text(would_be=is_trial):
            self._session.answer(line)
        if is_trial:
            self._session.tell("Nothing was written.")
        elif report.saved_as:
            self._session.tell(f"The report, with every row to be looked at: {report.saved_as}")


class _Feed(_Stages):
    """Tells the till's window, in lines of JSON; the window stops it by an end of its input.

    What the log tells of it goes along, as the log is the window's.
    """

    def __init__(self, session: Session, story: list[str]) -> None:
        super().__init__(session)
        self._story = story

    def at(self, stage: str, done: int, of: int) -> None:
        self._say(stage=stage, done=done, of=of)

    def refused(self, problem: ShopError) -> None:
        self._say(problem=problem.message, advice=problem.advice)

    def went_back(self, kept: str, *, is_trial: bool) -> None:
        self._say(problem="", advice="", kept=kept, trial=is_trial, story=self._story)

    def done(self, report: Report, *, is_trial: bool) -> None:
        facts = asdict(report)
        facts |= {"at": report.at.isoformat(), "owed": report.owed.minor}
        facts |= {"total": report.total.minor, "text": report.text(would_be=is_trial)}
        if report.saved_as:
            facts["path"] = str(self._session.folder / report.saved_as)
        self._say(trial=is_trial, report=facts, story=self._story)

    def _say(self, **facts: object) -> None:
        print(json.dumps(facts), file=self._session.out, flush=True)
