"""What can be said on the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from app.commands.options import (
    Commands,
    add_command,
    add_customer,
    add_data,
    add_days,
    add_feed,
    add_json,
    add_limit,
    add_timezone,
    number,
    till,
)
from app.domain.actor import LETTER
from app.domain.customer import Sort

_OWNERS = {"import", "customers", "insights", "accounts", "verify", "export", "adopt", "restore"}
_IMPORTED = {
    "products": "sku barcode name brand category unit price cost stock min_stock tax",
    "customers": "name first_name last_name phone email address notes",
    "sales": "sale date customer sku name quantity price total method",
}


def opens_the_till(words: Sequence[str]) -> bool:
    """Say whether nothing but the shop's folder is named, as when the till is started daily."""
    return not words or (len(words) == 2 and words[0] == "--data")


def parser(*, with_commands: bool = True) -> argparse.ArgumentParser:
    """Build the parser; `command` is None where the till is to be opened.

    All the commands take longer to build than the rest of the start has for words.
    """
    top = argparse.ArgumentParser(
        prog="suki",
        description="An offline point of sale that remembers its customers. "
        "Without a command it opens the till.",
        epilog="Exit code: 0 done, 1 refused, 2 wrong usage. What is the owner's asks for a PIN "
        "where the shop has one: on the terminal, else as a line of the standard input.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"suki {__version__}")
    add_data(top, None)
    how = top.add_mutually_exclusive_group()
    how.add_argument("--demo", action="store_true", help="open a throw-away shop with demo data")
    how.add_argument(
        "--tour",
        metavar="FOLDER",
        type=Path,
        help="play the main job in the real window, with or without a display, and save pictures",
    )
    if with_commands:
        _add_commands(top)
    else:
        top.set_defaults(command=None)
    return top


def _add_commands(top: argparse.ArgumentParser) -> None:
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_import(commands)
    _add_customers(commands)
    _add_insights(commands)
    _add_history(commands)
    _add_sale(commands)
    _add_accounts(commands)
    _add_verify(commands)
    _add_export(commands)
    _add_adopt(commands)
    _add_backup(commands)
    _add_restore(commands)


def is_the_owners(options: argparse.Namespace) -> bool:
    """Say whether a command reveals or changes what is the owner's, and asks who is there.

    What a cashier sees at the counter is not; nor are copies among the shop's own. With `--feed`
    the till asks, which has let somebody in already; of files it says whom in a letter.
    """
    if options.command in ("import", "export"):
        return not (options.feed and os.environ.get(LETTER))
    if options.command == "backup":
        return options.file is not None or (options.check is not None and not options.feed)
    return options.command in _OWNERS and not getattr(options, "feed", False)


def _add_import(commands: Commands) -> None:
    command = add_command(commands, "import", "bring in products, customers or sales from a file")
    command.add_argument("what", choices=("products", "customers", "sales"))
    command.add_argument(
        "file", metavar="FILE", type=Path, help="CSV, also packed with gzip, or an Excel workbook"
    )
    add_feed(command)
    command.add_argument(
        "--columns",
        metavar="OURS=THEIRS,...",
        action="append",
        default=[],
        help="which of the file's columns is which of ours, split like one CSV record; may be "
        "repeated; OURS= alone means none. "
        + " ".join(f"{what}: {ours}." for what, ours in _IMPORTED.items()),
    )
    command.add_argument(
        "--refused",
        metavar="FILE",
        type=Path,
        help="write the rows left out into this CSV file as they are, each with its reason at the "
        "end; correct them there and import that file. A sale with a bad row is then left out "
        "with all its rows",
    )
    command.add_argument(
        "--returns", metavar="GLOB", help="sales whose whole number matches are returns, like 'C*'"
    )
    add_timezone(command, "of times that name none")
    command.add_argument(
        "--strict", action="store_true", help="write nothing at all if any row is bad"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="write nothing, say what would happen"
    )


def _add_customers(commands: Commands) -> None:
    command = add_command(commands, "customers", "list the customers and their figures")
    command.add_argument(
        "--search", metavar="TEXT", default="", help="beginnings of words of the name, or phone"
    )
    command.add_argument(
        "--sort",
        choices=[sort.value for sort in Sort],
        default=Sort.TOTAL.value,
        help="descending but for the name; default is total",
    )
    add_limit(command)
    add_json(command)


def _add_insights(commands: Commands) -> None:
    command = add_command(commands, "insights", "name the best customers and who is slipping away")
    command.add_argument(
        "--limit", metavar="N", type=number, help="at most so many of each; default is 20"
    )
    add_feed(command)
    add_json(command)


def _add_history(commands: Commands) -> None:
    command = add_command(commands, "history", "show what one customer bought, newest first")
    add_customer(command, "customer")
    add_days(command)
    add_limit(command)
    add_json(command)


def _add_sale(commands: Commands) -> None:
    command = add_command(commands, "sale", "show one sale with its lines and payments")
    command.add_argument("number", metavar="NUMBER", help="as printed, or of the other system")
    add_customer(command, "--customer")
    add_json(command)


def _add_accounts(commands: Commands) -> None:
    command = add_command(commands, "accounts", "list who owes what, the largest balance first")
    command.add_argument(
        "--search", metavar="TEXT", default="", help="code, words of name or contact, or phone"
    )
    add_json(command)
    command = add_command(commands, "account", "show one account and its ledger, newest first")
    command.add_argument("code", metavar="CODE", help="as it stands on the slips, like AR-0007")
    add_json(command)


def _add_verify(commands: Commands) -> None:
    command = add_command(commands, "verify", "recount every figure from the sales")
    command.add_argument("--repair", action="store_true", help="write the recounted figures")
    add_json(command)


def _add_export(commands: Commands) -> None:
    command = add_command(
        commands, "export", "write customers, products, sales or accounts into a file"
    )
    command.add_argument("what", choices=("customers", "products", "sales", "accounts"))
    command.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="ends in .csv, or in .xlsx for an Excel workbook; sales have a row for each line, "
        "accounts one for each entry of their ledger",
    )
    add_days(command, " of sales or entries")
    add_feed(command)


def _add_adopt(commands: Commands) -> None:
    command = add_command(commands, "adopt", "bring the old POS's database along")
    command.add_argument(
        "file",
        metavar="DATABASE",
        type=Path,
        nargs="?",
        help="a SQLite file, or a text file of mysqldump",
    )
    command.add_argument(
        "--put-back",
        action="store_true",
        help="put the file back that was here before, as long as nothing was sold since",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="write nothing, say what would come of it"
    )
    add_timezone(command, "of its times")
    command.add_argument(
        "--keep-no-names",
        action="store_true",
        help="walk-in and the like are customers; default is that they count as no name",
    )
    add_feed(command)


def _add_backup(commands: Commands) -> None:
    command = add_command(
        commands, "backup", "copy the shop and check the copy, also while it sells"
    )
    command.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        nargs="?",
        help="a new file or a folder; default is among the shop's own copies and, where one is "
        "set, in its second place",
    )
    instead = command.add_mutually_exclusive_group()
    instead.add_argument("--list", action="store_true", help="list the shop's own copies instead")
    instead.add_argument(
        "--check",
        metavar="COPY",
        type=Path,
        help="look a copy through whose record is lost or damaged, and write it another",
    )
    from app.domain.backup import Reason

    reasons = [reason.value for reason in Reason]
    command.add_argument("--reason", choices=reasons, default="asked", help=argparse.SUPPRESS)
    command.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    add_feed(command)
    add_json(command)


def _add_restore(commands: Commands) -> None:
    command = add_command(
        commands,
        "restore",
        "put a copy in place of the shop, which is copied first; the till must be closed",
    )
    command.add_argument(
        "file", metavar="FILE", type=Path, help="the copy; its record, FILE.json, lies beside it"
    )
    numbers = command.add_mutually_exclusive_group()
    numbers.add_argument(
        "--retired",
        action="store_true",
        help="the computer the copy comes from is out of use for good: go on with its numbers",
    )
    numbers.add_argument(
        "--till",
        metavar="N",
        type=till,
        help="that computer is used on: this one is till N, a number that no other one has",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="write nothing, check the copy and show both sides"
    )
    add_feed(command)
    add_json(command)
