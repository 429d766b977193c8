"""What accounts and their payments are numbered with: a series of its own at every till."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.verification import Discrepancy
from app.storage.database import Database
from app.storage.till import number_text, till_of

_NEXT_PAYMENT = "UPDATE account_series SET last_payment = last_payment + 1 RETURNING last_payment"
_NEXT_CODE = "UPDATE account_series SET last_code = last_code + 1 RETURNING last_code"
START_ANEW = "UPDATE account_series SET last_code = 0, last_payment = 0"
"""At a till that was given a series of its own; what others gave out stays in the ledgers."""

# Takes till and number out of what `take_payment_number` wrote; entries that came along from
# elsewhere keep the numbers they had there.
_GIVEN = """SELECT iif(instr(number, '-'), CAST(substr(number, 2) AS INTEGER), 1) AS till,
    CAST(substr(number, max(2, 1 + instr(number, '-'))) AS INTEGER) AS given
FROM ar_transactions WHERE entry_key GLOB 'paid:*' AND number GLOB 'P*'"""
_SERIES = f"""WITH series AS (
    SELECT till, count(*) AS entries, count(DISTINCT given) AS different, max(given) AS highest
    FROM ({_GIVEN}) GROUP BY till),
tills AS (
    SELECT ?1 AS till, last_payment AS kept FROM account_series
    UNION ALL SELECT till, highest FROM series WHERE till <> ?1)
SELECT till, kept, coalesce(nullif(different, kept), nullif(entries, kept), highest, 0)
FROM tills LEFT JOIN series USING (till)
WHERE kept <> coalesce(entries, 0) OR kept <> coalesce(different, 0)
    OR kept <> coalesce(highest, 0) ORDER BY till"""  # noqa: S608 - constants
_WRITE = f"""UPDATE account_series SET last_payment =
    (SELECT coalesce(max(given), 0) FROM ({_GIVEN}) WHERE till = ?)"""  # noqa: S608


def take_payment_number(database: Database) -> str:
    """Take the till's next number: `P000001`, or `P2-000001` at another till than the first."""
    return f"P{number_text(till_of(database), database.value(_NEXT_PAYMENT))}"


def take_code(database: Database) -> str:
    """Take the next code for an account: `AR-0001`, or `AR2-0001` at another till."""
    till = till_of(database)
    return f"AR{'' if till == 1 else till}-{database.value(_NEXT_CODE):04d}"


def series_discrepancies(database: Database) -> Iterator[Discrepancy]:
    """Hold the numbers of every till's payments against each other: from 1, none twice, no gap."""
    for till, kept, counted in database.rows(_SERIES, (till_of(database),)):
        figure = "account payment numbers given"
        yield Discrepancy(f"till {till}", figure, str(kept), str(counted))


def repair_series(database: Database) -> None:
    """Go on after the highest number this till gave, inside the caller's transaction."""
    database.run(_WRITE, (till_of(database),))
