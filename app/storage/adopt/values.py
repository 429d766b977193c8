"""Amounts, quantities and words of the old file, as they are written in statements.

The usual forms are read by SQLite itself; a Python function is asked for the others only, and
notes what it had to bend, so that the rows can be found and listed.
"""

from __future__ import annotations

import re
import sqlite3
from decimal import Decimal, InvalidOperation

from app.domain.card_numbers import without_card_numbers
from app.domain.money import LARGEST_MINOR
from app.domain.names import LONGEST_NAME, name_key, one_line
from app.domain.quantity import LARGEST_THOUSANDTHS
from app.storage.fit import storable

_LONGEST_TEXT = 250
_BREAKS = ("'  '", "char(9)", "char(10)", "char(13)")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{0,18})(?:\.[0-9]{0,18})?")
_LARGEST_PLAIN = 1_000_000
"""Up to here a binary fraction tells a thousandth of a centavo."""
_NEAR = Decimal("0.001")
"""So far a binary fraction may lie from a centavo and still mean it."""


def cents(column: str) -> str:
    """Write an amount in whole centavos; NULL stays NULL.

    REAL counts where it lies within 0.001 of a centavo; what does not is rounded and noted.
    """
    return _scaled(column, 2)


def mostly_nothing(column: str) -> str:
    """Write an amount that is zero in most rows, as `cents` does."""
    exact = cents(column)
    return exact if exact == "NULL" else f"iif(+{column} = 0, 0, {exact})"


def thousandths(column: str) -> str:
    """Write a quantity in whole thousandths; NULL stays NULL."""
    return _scaled(column, 3)


def _scaled(column: str, places: int) -> str:
    if column == "NULL":
        return "NULL"
    factor, digits = 10**places, "[0-9]" * places
    whole = f"CAST({column} * {factor} + ({column} >= 0) - 0.5 AS INTEGER)"
    plain = f"CAST({column} * {factor} + 0.5 AS INTEGER)"
    # A number sorts before every text; so asked, no function is called for most of a million,
    # and the usual ones come first. The plus keeps texts from being compared as texts.
    return f"""CASE WHEN +{column} BETWEEN 0 AND {_LARGEST_PLAIN}
            AND {column} * {factor} - {plain} BETWEEN -0.001 AND 0.001 THEN {plain}
        WHEN {column} < '' THEN
            iif({column} * {factor} - {whole} BETWEEN -0.001 AND 0.001
                AND {column} BETWEEN -{_LARGEST_PLAIN} AND {_LARGEST_PLAIN},
                {whole}, odd_number({column}, {places}))
        WHEN {column} IS NULL THEN NULL
        WHEN {column} GLOB '*[0-9].{digits}' AND length({column}) < 14
            AND {column} GLOB '[-0-9]*' AND substr({column}, 2) NOT GLOB '*[^0-9.]*'
            AND {column} NOT GLOB '*.*.*' THEN CAST(replace({column}, '.', '') AS INTEGER)
        ELSE odd_number({column}, {places}) END"""


def words(column: str, longest: int = _LONGEST_TEXT) -> str:
    """Write a text as one line; empty where there is none."""
    if column == "NULL":
        return "''"
    breaks = " OR ".join(f"instr({column}, {sign})" for sign in _BREAKS)
    return f"""CASE WHEN {column} IS NULL THEN '' WHEN {column} < '' THEN CAST({column} AS TEXT)
        WHEN {_is_odd(column, longest)} OR {breaks} THEN odd_text({column}, {longest})
        ELSE trim({column}) END"""


def as_typed(column: str, longest: int) -> str:
    """Write a text as it stands; what is to be tidied is found by its distinct values later."""
    if column == "NULL":
        return "''"
    return f"""CASE WHEN {column} < x'' THEN {column} WHEN {column} IS NULL THEN ''
        ELSE odd_text({column}, {longest}) END"""


def free(column: str, longest: int = _LONGEST_TEXT) -> str:
    """Write what was typed freely, without the numbers of cards, of which four digits stay."""
    if column == "NULL":
        return "''"
    text = words(column, longest)
    return f"iif({column} GLOB '*[0-9][0-9][0-9]*', without_card({text}), {text})"


def code(column: str, longest: int = _LONGEST_TEXT) -> str:
    """Write a number or code, which has no blank; else as `words`."""
    if column == "NULL":
        return "''"
    return f"""CASE WHEN {column} IS NULL THEN '' WHEN {column} < '' THEN CAST({column} AS TEXT)
        WHEN {_is_odd(column, longest)} OR instr({column}, ' ') THEN odd_text({column}, {longest})
        ELSE {column} END"""


def _is_odd(column: str, longest: int) -> str:
    """Write whether there may be more in a text than ASCII; NUL ends what `length` counts."""
    most = f"iif(length({column}) <= {longest}, length({column}), -1)"
    return f"length(CAST({column} AS BLOB)) <> {most} OR {column} >= x''"


class Oddities:
    """Reads what SQLite could not, and keeps which values had to be bent."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the functions of the statements known to a connection."""
        self.numbers: set[object] = set()
        connection.create_function("odd_number", 2, self._number, deterministic=True)
        connection.create_function("odd_text", 2, odd_text, deterministic=True)
        connection.create_function("without_card", 1, without_card_numbers, deterministic=True)

    def _number(self, value: object, places: int) -> int:
        largest = LARGEST_MINOR if places == 2 else LARGEST_THOUSANDTHS
        exact = _decimal(value)
        if exact is None:
            self.numbers.add(value)
            return 0
        scaled = exact.scaleb(places)
        if abs(scaled) > largest:
            self.numbers.add(value)
            return 0
        whole = int(scaled.quantize(Decimal(1), rounding="ROUND_HALF_UP"))
        if abs(scaled - whole) > _NEAR:
            self.numbers.add(value)
        return whole


def odd_text(value: object, longest: int) -> str:
    """Give any text as one line that a table can hold."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return one_line(storable(str(value)))[:longest].strip()


def buyer(text: str) -> str:
    """Give a name as a customer can have it; empty when it names nobody."""
    name = without_card_numbers(one_line(storable(text)))[:LONGEST_NAME].strip()
    return name if name_key(name) else ""


def _decimal(value: object) -> Decimal | None:
    try:
        if isinstance(value, str):
            bare = value.strip()
            if not bare or not _NUMBER.fullmatch(bare) or not any(map(str.isdigit, bare)):
                return None
            return Decimal(bare.replace(",", ""))
        if isinstance(value, int | float):
            number = Decimal(value)
            return number if number.is_finite() else None
    except InvalidOperation:
        pass
    return None
