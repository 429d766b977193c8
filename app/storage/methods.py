"""The ways to pay, in the order the shop gave them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from app.domain.actor import Actor, Right
from app.domain.clock import Clock
from app.domain.errors import InvalidInput
from app.domain.names import one_line
from app.domain.tender import MethodKind, PaymentMethod
from app.storage.audit import note
from app.storage.database import Database, Row
from app.storage.fit import typed
from app.storage.rights import guarded, require

log = logging.getLogger(__name__)

LONGEST_NAME = 40
LONGEST_PATTERN = 200

_ALL = """SELECT code, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown
FROM payment_methods ORDER BY position, code"""
_PUT = """INSERT INTO payment_methods
    (position, code, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_KINDS = "SELECT code, kind FROM payment_methods ORDER BY position"
_ACCOUNT_CODE = "SELECT code FROM payment_methods WHERE kind = 'account'"
_USED = """SELECT 1 WHERE EXISTS (SELECT 1 FROM payments WHERE method = ?1)
    OR EXISTS (SELECT 1 FROM ar_payments WHERE method = ?1)"""


@guarded
class MethodRepository:
    """The ways to pay on disk; see MethodDrawer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open shop."""
        self._database = database
        self._clock = clock

    def methods(self, *, by: Actor) -> tuple[PaymentMethod, ...]:
        require(by, Right.SELL)
        return tuple(_method(row) for row in self._database.rows(_ALL))

    def save(self, methods: Sequence[PaymentMethod], *, by: Actor) -> None:
        require(by, Right.SETTINGS)
        rows = [_row(each) for each in methods]
        _refuse_unusable(methods, rows)
        with self._database.write("save the ways to pay"):
            self._refuse_lost({row[0]: row[2] for row in rows})
            before = self._database.rows(_ALL)
            self._database.run("DELETE FROM payment_methods")
            self._database.run_many(_PUT, [(place, *row) for place, row in enumerate(rows, 1)])
            if before != rows:
                old, new = (" ".join(row[0] for row in each) for each in (before, rows))
                act = "ways to pay changed"
                note(self._database, by, act, "", old, new, at=self._clock.now())

    def _refuse_lost(self, kinds: Mapping[str, str]) -> None:
        """What was paid in cash stays cash, and what was put on account stays on account."""
        for code, kind in self._database.rows(_KINDS):
            after = kinds.get(code)
            if after == kind:
                continue
            if kind == MethodKind.ACCOUNT.value:
                raise InvalidInput("The way to pay on account stays; it can be hidden.")
            is_about_cash = MethodKind.CASH.value in (kind, after)
            if is_about_cash and self._database.row(_USED, (code,)):
                raise InvalidInput(
                    "Sales were paid this way, so it stays cash or stays none.",
                    advice="Hide it and make a new one.",
                )
        known = self._database.value(_ACCOUNT_CODE)
        if any(kind == MethodKind.ACCOUNT.value and code != known for code, kind in kinds.items()):
            raise InvalidInput("There is one way to pay on account already.")


def _refuse_unusable(methods: Sequence[PaymentMethod], rows: Sequence[Row]) -> None:
    if not any(each.is_cash and each.is_shown for each in methods):
        raise InvalidInput("A shop needs one way to pay in cash.")
    letters = [row[1] for row in rows if row[1]]
    if len(set(letters)) < len(letters):
        raise InvalidInput("Two ways to pay have the same letter.")
    if len({row[0] for row in rows}) < len(rows):
        raise InvalidInput("Two ways to pay have the same code.")


def _row(method: PaymentMethod) -> Row:
    code, letter = typed(one_line(method.code)), typed(one_line(method.letter)).upper()
    name = typed(one_line(method.name))
    pattern = typed(method.pattern)
    if not code or max(len(code), len(name)) > LONGEST_NAME:
        raise InvalidInput(f"A way to pay has a name of at most {LONGEST_NAME} letters.")
    if len(letter) > 1:
        raise InvalidInput("A way to pay is chosen by one letter.")
    if len(pattern) > LONGEST_PATTERN:
        raise InvalidInput(f"A pattern can have at most {LONGEST_PATTERN} letters.")
    flags = (int(method.opens_drawer), int(method.is_shown))
    return (code, letter, method.kind.value, name, int(method.needs_reference), pattern, *flags)


def _method(row: Row) -> PaymentMethod:
    code, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown = row
    try:
        return _made(code, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown)
    except InvalidInput:
        # Nobody waits at the counter for a pattern that was damaged on disk.
        log.warning("the pattern of the way to pay %s cannot be read", code)
        return _made(code, letter, kind, name, needs_reference, "", opens_drawer, is_shown)


def _made(*row: object) -> PaymentMethod:
    code, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown = row
    return PaymentMethod(
        str(code),
        str(letter),
        MethodKind(kind),
        str(name),
        needs_reference=bool(needs_reference),
        pattern=str(pattern),
        opens_drawer=bool(opens_drawer),
        is_shown=bool(is_shown),
    )
