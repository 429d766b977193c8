"""Options that several commands have, and the kinds of values they take."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MOST_TILLS = 999

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(commands: Commands, name: str, what: str) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=what, description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False
    )
    add_data(command, argparse.SUPPRESS)
    return command


def add_data(command: argparse.ArgumentParser, default: str | None) -> None:
    command.add_argument(
        "--data",
        metavar="FOLDER",
        type=Path,
        default=default,
        help="the shop's folder; default is SUKI_DATA, else the system's place for such data",
    )


def add_customer(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument(
        name, metavar="CUSTOMER", help="the exact name, else the id; id:17 is always the id"
    )


def add_limit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", metavar="N", type=number, help="at most so many; default all")


def add_days(command: argparse.ArgumentParser, of: str = "") -> None:
    first = f"first business day{of}, 2026-03-31"
    command.add_argument("--from", dest="start", metavar="DATE", type=day, help=first)
    command.add_argument("--to", dest="end", metavar="DATE", type=day, help="last business day")


def add_timezone(command: argparse.ArgumentParser, of: str) -> None:
    words = f"{of}, like Asia/Manila; default is this computer's"
    command.add_argument("--timezone", metavar="ZONE", type=zone, help=words)


def add_feed(command: argparse.ArgumentParser) -> None:
    """Let the window follow a command it started, line by line."""
    command.add_argument("--feed", action="store_true", help=argparse.SUPPRESS)


def add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON on the standard output")


def number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 up")
    return int(text)


def till(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_TILLS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a till from 1 to {_MOST_TILLS}")
    return int(text)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-03-31") from cause


def zone(text: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo  # asks the system where zones lie; few commands need one

    try:
        return ZoneInfo(text)
    except (ValueError, OSError, LookupError) as cause:
        raise argparse.ArgumentTypeError(f"{text!r} is not a zone like Asia/Manila") from cause
