"""The command `suki`: log, arguments, the shop's folder, then a command or the till."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from app.commands.arguments import is_the_owners, opens_the_till, parser
from app.commands.session import Session
from app.commands.story import told_on
from app.domain.clock import Clock, WallClock
from app.domain.errors import ShopError


def main(arguments: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Return the exit code: 0 done, 1 refused; wrong usage leaves with 2."""
    _speak_utf8()
    _warn_on_the_terminal()
    words = sys.argv[1:] if arguments is None else arguments
    says = parser(with_commands=not opens_the_till(words))
    options = says.parse_args(words)
    if options.command and (options.demo or options.tour):
        says.error("--demo and --tour take no command")
    folder = _folder(options)
    session = Session(folder, clock or WallClock(), sys.stdout, sys.stderr)
    try:
        with told_on(session.err):
            code = _run(options, session, says)
        if sys.stdout is not None:  # as under pythonw
            sys.stdout.flush()  # here a reader that has left is still ours to handle
        return code
    except ShopError as error:
        session.refuse(error)
    except OSError as error:
        if _is_reader_gone(error):
            return _reader_left()
        session.tell(f"{error.filename or folder}: {error.strerror or error}.")
    except KeyboardInterrupt:
        session.tell("Stopped.")
    return 1


def _run(options: argparse.Namespace, session: Session, says: argparse.ArgumentParser) -> int:
    """Import only what is asked for: a reading command needs no Qt and starts quickly."""
    if is_the_owners(options):
        session.enter()
    match options.command:
        case "import":
            return _import(options, session, says)
        case "customers" | "insights" | "history" | "sale" | "accounts" | "account":
            return _look(options, session)
        case "verify":
            from app.commands import verify

            return verify.run(options, session)
        case "export":
            from app.commands import export

            return export.run(options, session)
        case "adopt":
            from app.commands import adopt

            return adopt.run(options, session)
        case "backup":
            from app.commands import backup

            return backup.run(options, session)
        case "restore":
            from app.commands import restore

            return restore.run(options, session)
        case _:
            return _open_window(options, session)


def _look(options: argparse.Namespace, session: Session) -> int:
    """Answer what only looks."""
    match options.command:
        case "customers":
            from app.commands import customers

            return customers.run(options, session)
        case "insights":
            from app.commands import insights

            return insights.run(options, session)
        case "history":
            from app.commands import history

            return history.run(options, session)
        case "sale":
            from app.commands import sale

            return sale.run(options, session)
        case "accounts":
            from app.commands import accounts

            return accounts.run(options, session)
        case _:
            from app.commands import account

            return account.run(options, session)


def _import(options: argparse.Namespace, session: Session, says: argparse.ArgumentParser) -> int:
    from app.commands import bring_in, feed
    from app.exchange.columns import WrongColumns

    try:
        return feed.run(options, session) if options.feed else bring_in.run(options, session)
    except WrongColumns as error:
        says.error(error.message)


def _open_window(options: argparse.Namespace, session: Session) -> int:
    from app.commands.till import open_demo, open_till, play_tour

    if options.tour:
        return play_tour(session, options.tour)
    return open_demo(session) if options.demo else open_till(session)


def _folder(options: argparse.Namespace) -> Path:
    """Give the shop's folder: as said, else SUKI_DATA, else the system's place for such data."""
    said: Path | None = options.data
    if said is None and (from_environment := os.environ.get("SUKI_DATA")):
        said = Path(from_environment)
    if said is None:
        from platformdirs import user_data_path

        said = user_data_path("suki", appauthor=False)
    return said.expanduser().absolute()


def _warn_on_the_terminal() -> None:
    """Show warnings only, also when the till writes more than that into its log."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    logging.basicConfig(handlers=[handler], format="%(message)s")


def _speak_utf8() -> None:
    """Let every name be written, on whatever terminal or into whatever file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def _is_reader_gone(error: OSError) -> bool:
    """Windows says of a pipe nobody reads that the argument is invalid."""
    if isinstance(error, BrokenPipeError):
        return True
    return sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def _reader_left() -> int:
    """End quietly when whoever read our output (`head`) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
