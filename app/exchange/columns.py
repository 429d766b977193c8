"""Which column of a file is which of ours: by the names others use, or as the person says."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import InvalidInput

_MOST_NAMED, _LONGEST_NAMED = 30, 60
"""A sentence has to end; the window lists all of them."""


class WrongColumns(InvalidInput):
    """A `--columns` that cannot be understood: wrong usage, whatever the file."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of our columns and the names others have for it, the surest first.

    A name is compared by its letters and digits only. `begins` are beginnings of headers that
    go on with a shop's own name, in small letters. A `hidden` one is found, never asked for.
    """

    ours: str
    known_as: tuple[str, ...]
    begins: tuple[str, ...] = ()
    hidden: bool = False


Places = Mapping[str, int]
"""Our column name -> where it stands in a row."""


def read_choices(texts: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """Read `ours=theirs,...`, each text split like one CSV record; `ours=` means "none of them".

    Raises WrongColumns.
    """
    ours = [column.ours for column in columns if not column.hidden]
    chosen: dict[str, str] = {}
    for text in texts:
        for pair in next(csv.reader([text]), []):
            name, equals, theirs = pair.partition("=")
            name = name.strip()
            if not equals or name not in ours:
                raise WrongColumns(
                    f'"{pair}" is not a column. Write ours=theirs, and ours is one of: '
                    f"{', '.join(ours)}."
                )
            if name in chosen:
                raise WrongColumns(f'The column "{name}" is given twice.')
            chosen[name] = theirs.strip()
    return chosen


def find_places(
    header: Sequence[str], columns: Sequence[Column], chosen: Mapping[str, str]
) -> dict[str, int]:
    """Find our columns in a header: first what was chosen, then by the names others use.

    Raises InvalidInput when a chosen one is not there.
    """
    places = {
        ours: _chosen_place(header, ours, theirs) for ours, theirs in chosen.items() if theirs
    }
    bare = [_bare(name) for name in header]
    taken = set(places.values())
    for column in columns:
        if column.ours not in chosen:
            place = _known_place(header, bare, column, taken)
            if place is not None:
                places[column.ours] = place
                taken.add(place)
    return places


def missing_column(what: str, header: Sequence[str], columns: Sequence[Column]) -> InvalidInput:
    """Say that a file has no column for something, what it has, and how to name one."""
    ours = what.split(" ")[0]
    return InvalidInput(
        f"Which column is the {what}? The file has: {_named(header)}.",
        advice=f'Say it with --columns, like --columns {ours}="{header[0]}". Ours are: '
        f"{', '.join(column.ours for column in columns if not column.hidden)}.",
    )


def described(places: Places, header: Sequence[str]) -> str:
    """Say which column was taken for which, in the file's order."""
    pairs = sorted(places.items(), key=lambda pair: pair[1])
    return ", ".join(f"{ours}={header[place]}" for ours, place in pairs)


def named_twice(places: Places, header: Sequence[str]) -> list[str]:
    """Say of which columns there are several with one name, so that it is the first that counts."""
    used = [header[place] for _, place in sorted(places.items(), key=lambda pair: pair[1])]
    names = dict.fromkeys(name for name in used if header.count(name) > 1)
    return [f'Of the columns called "{name}" the first counts.' for name in names]


def _chosen_place(header: Sequence[str], ours: str, theirs: str) -> int:
    if theirs in header:
        return header.index(theirs)
    folded = [name.casefold() for name in header]
    if theirs.casefold() in folded:
        return folded.index(theirs.casefold())
    raise InvalidInput(f'The file has no column "{theirs}" for {ours}. It has: {_named(header)}.')


def _known_place(
    header: Sequence[str], bare: Sequence[str], column: Column, taken: set[int]
) -> int | None:
    for name in column.known_as:
        for place, each in enumerate(bare):
            if each == name and place not in taken:
                return place
    for beginning in column.begins:
        for place, each in enumerate(header):
            if each.casefold().startswith(beginning) and place not in taken:
                return place
    return None


def _named(header: Sequence[str]) -> str:
    """Name the columns, of very many only the first."""
    names = [name[:_LONGEST_NAMED] for name in header if name]
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
