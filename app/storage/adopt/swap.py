"""The moment a finished draft becomes the shop, and the way back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.domain.card_numbers import without_card_numbers
from app.domain.errors import UnusableFile
from app.storage.adoption_record import REPORT_DRAFT
from app.storage.backup_files import SIDECARS, copy_bytes, flush
from app.storage.classify import ADOPTING, DATABASE_NAME, FileState, refusal
from app.storage.file_uri import file_uri
from app.storage.moves import move, remove

KEPT = "old-pos"
"""Begins the name of the old POS's file once ours has its place."""
REPORT = "adoption"
_HOT = bytes.fromhex("d9d505f920a163d7")
"""Begins a journal whose change did not come to its end."""


def settle(path: Path) -> None:
    """Fold a log into its file, so that the one file is all of it. Raises UnusableFile."""
    if not has_sidecar(path):
        return
    try:
        with closing(sqlite3.connect(file_uri(path, "mode=rw"), uri=True)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            old.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except sqlite3.Error as error:
        raise refusal(FileState.LOCKED, path) from error
    if has_sidecar(path):
        raise refusal(FileState.LOCKED, path)


def has_sidecar(path: Path) -> bool:
    """Say whether a log lies beside the file: somebody has it open, or had when it ended."""
    return any(path.with_name(path.name + ending).exists() for ending in SIDECARS)


def is_half_written(path: Path) -> bool:
    """Say whether a change is to be taken back before the file is what it was."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as file:
            return file.read(len(_HOT)) == _HOT
    except FileNotFoundError:
        return False


def keep_beside(shop: Path, beginning: str, now: datetime, ending: str = ".db") -> Path:
    """Give the file in the shop's place a second name with today's date, and leave it there.

    So there is a shop at its place at every instant. Where a file cannot have two names it is
    copied. Done again, it finds the name it gave before.
    """
    for number in range(1, 1_000):
        number_text = "" if number == 1 else f"-{number}"
        kept = shop.with_name(f"{beginning}-{now:%Y-%m-%d}{number_text}{ending}")
        if kept.exists():
            if kept.samefile(shop):
                return kept
            continue
        try:
            os.link(shop, kept)
        except OSError:
            draft = kept.with_name(f"{DATABASE_NAME}.keeping")
            remove(draft)
            copy_bytes(shop, draft)
            flush(draft)
            move(draft, kept)
        flush(shop.parent)
        return kept
    raise UnusableFile("There are too many old files in the shop's folder.")


def take_place(draft: Path, shop: Path) -> None:
    """Make the draft the shop, in one step. Raises UnusableFile when a log lies in the way."""
    if has_sidecar(shop):
        raise refusal(FileState.LOCKED, shop)
    move(draft, shop)
    flush(shop.parent)


def second_of(kept: Path, shop: Path) -> Path:
    """Make a second file of the same bytes, ready to take the shop's place."""
    draft = draft_of(shop)
    remove(draft)
    copy_bytes(kept, draft)
    flush(draft)
    return draft


def draft_of(shop: Path) -> Path:
    """Give where the new shop is put together."""
    return shop.with_name(ADOPTING)


def write_report(folder: Path, lines: Iterable[str]) -> None:
    """Write the report under a name that becomes its own after the swap."""
    draft = folder / REPORT_DRAFT
    with draft.open("w", encoding="utf-8") as file:
        for line in lines:
            print(without_card_numbers(line), file=file)
    flush(draft)


def free_report_name(folder: Path, now: datetime) -> str:
    """Give a name with today's date that no other report has."""
    name, number = f"{REPORT}-{now:%Y-%m-%d}.txt", 1
    while (folder / name).exists():
        number += 1
        name = f"{REPORT}-{now:%Y-%m-%d}-{number}.txt"
    return name


def drop_report(folder: Path) -> None:
    """Forget a report of what was not done."""
    remove(folder / REPORT_DRAFT)
