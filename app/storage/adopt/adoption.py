"""The old POS's database comes along: put together beside the shop, then moved into its place."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.domain.actor import Actor, Right
from app.domain.backup import Reason
from app.domain.clock import Clock, utc_text
from app.domain.errors import ShopError, StoreUnavailable, UnusableFile
from app.storage.adopt import swap
from app.storage.adopt.draft import begin_draft, finish, remove_draft, working_on
from app.storage.adopt.looking import ending_of, look_for_shop
from app.storage.adopt.numbering import UnusableNumbers, number_anew
from app.storage.adopt.report import Finding, Report
from app.storage.adopt.texts import is_about_texts, recode
from app.storage.adopt.work import Wishes, Work
from app.storage.adoption_record import (
    LAST_SALE,
    NOTHING_TO_DO,
    RECORD,
    can_be_put_back,
    publish_report,
    story,
)
from app.storage.backup import make_copy
from app.storage.backup_files import flush, plain_faults
from app.storage.classify import COPIES, DATABASE_NAME, FileState, classify
from app.storage.database import Reader
from app.storage.doors import door
from app.storage.faults import error_name, raise_plain
from app.storage.lock import ShopLock
from app.storage.migrations import NEWEST, migrate
from app.storage.old_pos import is_old_pos
from app.storage.restore_sides import failed_tries, look_at
from app.storage.rights import require
from app.storage.till_change import settle_in
from app.storage.writer import Writer

_WHAT = "bring the old database along"
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_KEEP_RECORD = """INSERT INTO settings (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value"""


Keep = Callable[[Report, Iterator[Finding]], None]


@door
def preview(source: Path, folder: Path, clock: Clock, wishes: Wishes, *, by: Actor) -> Report:
    """Say what would come of it. All is done but the move, in a place of its own, so its numbers
    are those of the result. Raises UnusableFile, StoreUnavailable, DoesNotAddUp, Stopped.
    """
    require(by, Right.IMPORT)
    shop = folder / DATABASE_NAME
    is_ours = look_for_shop(source, shop, wishes)
    with plain_faults(_WHAT, folder), tempfile.TemporaryDirectory(prefix="suki-preview-") as place:
        return _make(source, Path(place), shop if is_ours else None, clock, wishes, _drop)


@door
def adopt(source: Path, folder: Path, clock: Clock, wishes: Wishes, *, by: Actor) -> Report:
    """Bring a database along, into a new shop or one that is there. Raises TillOpen and what
    `adopt_inside` does.
    """
    require(by, Right.IMPORT)
    folder.mkdir(parents=True, exist_ok=True)
    lock = ShopLock(folder)
    try:
        return adopt_inside(source, folder, clock, replace(wishes, person=by.name))
    finally:
        lock.release()


def adopt_inside(source: Path, folder: Path, clock: Clock, wishes: Wishes) -> Report:
    """Do it while the shop's lock is held. At every instant the shop is the old one or the
    finished new one; what is left of an earlier try is made again.

    The old file stays: in its own place, or beside the shop if it had the shop's. Raises
    UnusableFile, StoreUnavailable, DoesNotAddUp, Stopped; then nothing was changed.
    """
    shop = folder / DATABASE_NAME
    if shop.exists() and source.exists() and source.samefile(shop) and is_old_pos(shop):
        swap.settle(shop)
    is_ours = look_for_shop(source, shop, wishes)
    mark = _mark(wishes.dump or source)
    try:
        with plain_faults(_WHAT, folder):
            if is_ours:
                _bring_up_to_date(shop, clock)

            def keep(report: Report, findings: Iterator[Finding]) -> None:
                swap.write_report(folder, _lines(report, findings, clock))

            report = _make(source, folder, shop if is_ours else None, clock, wishes, keep)
            if is_ours and report.is_nothing_new:
                story.info("%s", NOTHING_TO_DO)
                return report
            if _mark(wishes.dump or source) != mark:
                raise UnusableFile("The old database changed meanwhile. Nothing was changed here.")
            return _move(shop, report, clock, is_ours=is_ours)
    finally:
        remove_draft(folder)
        swap.drop_report(folder)


@door
def what_would_go_back(folder: Path, *, by: Actor) -> str:
    """Name the file that `put_back` would put back. Raises UnusableFile when there is none."""
    require(by, Right.IMPORT)
    shop = folder / DATABASE_NAME
    if classify(shop, NEWEST, for_writing=False) is FileState.OK:
        reader = Reader(shop)
        try:
            if kept := can_be_put_back(reader):
                return kept
        finally:
            reader.close()
    raise UnusableFile("No old file can be put back: something was sold since, or none is here.")


@door
def put_back(folder: Path, clock: Clock, *, by: Actor) -> str:
    """Put the file back that was the shop before; what came of it stays beside it.

    Gives the name the shop is kept under. Raises TillOpen, and UnusableFile when something was
    sold since or nothing is there to be put back.
    """
    require(by, Right.IMPORT)
    shop, lock = folder / DATABASE_NAME, ShopLock(folder)
    try:
        if classify(shop, NEWEST) is not FileState.OK:
            raise UnusableFile("There is no shop here that an old database came along into.")
        writer = Writer(shop)
        try:
            kept = can_be_put_back(writer)
        finally:
            writer.close()
        if not kept:
            raise UnusableFile(
                "The old file cannot be put back: something was sold since, or it is gone."
            )
        with plain_faults("put the old file back", folder):
            local = clock.local(clock.now())
            name = swap.keep_beside(shop, "adopted", local).name
            swap.take_place(_as_it_was(folder / kept, shop, clock, by), shop)
        story.info("The old file %s is the shop again; what came of it is %s.", kept, name)
        return name
    finally:
        lock.release()


def _as_it_was(kept: Path, shop: Path, clock: Clock, by: Actor) -> Path:
    """Give a second file of what was the shop; a copy of ours is looked at as in a restore."""
    if kept.parent == shop.parent:
        return swap.second_of(kept, shop)
    look_at(kept)
    draft = swap.second_of(kept, shop)
    settle_in(draft, None, failed_tries(shop), clock.now(), by.name)
    flush(draft)
    return draft


def _bring_up_to_date(shop: Path, clock: Clock) -> None:
    if classify(shop, NEWEST) is FileState.OLDER:
        writer = Writer(shop)
        try:
            migrate(writer, clock.now())
        finally:
            writer.close()


def _make(
    source: Path, place: Path, ours: Path | None, clock: Clock, wishes: Wishes, keep: Keep
) -> Report:
    draft = begin_draft(place, ours)
    try:
        with working_on(draft, source, wishes.watch) as (connection, database):
            return Work(connection, database, source, clock, wishes).do(keep)
    except UnusableNumbers as unusable:
        with tempfile.TemporaryDirectory(prefix="suki-numbers-") as beside:
            numbered = Path(beside) / source.name
            count = number_anew(source, numbered, sales=unusable.are_of_sales)
            return _make(numbered, place, ours, clock, replace(wishes, numbered=count), keep)
    except sqlite3.Error as error:
        if problem := _in_plain_words(error, wishes.name or source.name, place):
            raise problem from error
        if wishes.recoded or not is_about_texts(error):
            raise_plain(error, _WHAT)
    with tempfile.TemporaryDirectory(prefix="suki-texts-") as beside:
        readable = Path(beside) / source.name
        recoded = recode(source, readable, wishes.watch)
        wishes = replace(wishes, recoded=tuple(recoded.items()) or (("none", 0),))
        return _make(readable, place, ours, clock, wishes, keep)


def _in_plain_words(error: sqlite3.Error, name: str, place: Path) -> ShopError | None:
    """Say what only this work meets, or meets in another place than the shop's."""
    if isinstance(error, sqlite3.IntegrityError):
        return UnusableFile(
            "Rows of the old database contradict each other, so nothing was changed.",
            advice=f"Its file says: {error}.",
        )
    if error_name(error) in _DAMAGED:
        return UnusableFile(
            f"{name} is damaged, so it cannot be brought along.",
            advice="Copy or dump it again from the old POS. Nothing was changed here.",
        )
    if error_name(error) == "SQLITE_FULL":
        disks = " and ".join(dict.fromkeys((str(place), tempfile.gettempdir())))
        return StoreUnavailable(
            f"Could not {_WHAT}: the disk is full.",
            advice=f"Free some space where {disks} lie, then try again. Nothing was changed.",
        )
    return None


def _move(shop: Path, report: Report, clock: Clock, *, is_ours: bool) -> Report:
    now, folder = clock.now(), shop.parent
    kept = ""
    if is_ours:
        copy = make_copy(shop, folder / COPIES, Reason.ADOPTION, now, newest=NEWEST)
        kept = f"{COPIES}/{copy.name}"
        swap.settle(shop)
    elif shop.exists():
        kept = swap.keep_beside(shop, swap.KEPT, clock.local(now), ending_of(shop)).name
    report = replace(report, kept_as=kept)
    name = swap.free_report_name(folder, clock.local(now))
    draft = swap.draft_of(shop)
    _record(draft, report, name, now)
    finish(draft)
    swap.take_place(draft, shop)
    publish_report(folder, name)
    story.info("Migrations completed: the shop's file is at step %s.", NEWEST)
    story.info("The customer link was added: every sale with a name has its customer.")
    story.info("%s", report.linked)
    return replace(report, saved_as=name)


def _record(draft: Path, report: Report, name: str, now: datetime) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        last = connection.execute(LAST_SALE).fetchone()[0]
        facts = {
            "file": report.file,
            "at": utc_text(now),
            "kept_as": report.kept_as,
            "report": name,
            "last_sale_id": last,
            "linked": report.linked,
        }
        connection.execute(_KEEP_RECORD, (RECORD, json.dumps(facts)))


def _mark(source: Path) -> tuple[int, int]:
    stat = source.stat()
    return stat.st_size, stat.st_mtime_ns


def _lines(report: Report, findings: Iterator[Finding], clock: Clock) -> Iterator[str]:
    yield f"Brought along on {clock.local(report.at):%Y-%m-%d %H:%M}"
    yield from report.text()
    if report.look_at:
        yield ""
        yield "Rows to be looked at"
    for finding in findings:
        yield f"{finding.kind}: {finding.subject}" + (
            f" ({finding.detail})" if finding.detail else ""
        )
    if report.alike:
        yield ""
        yield "Names that look alike; nobody was merged"
    for one, other in report.alike:
        yield f"{one} / {other}"


def _drop(report: Report, findings: Iterator[Finding]) -> None:
    """Read them as the report does, so that a preview meets whatever that would."""
    del report
    for _ in findings:
        pass
