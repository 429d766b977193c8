"""The list of accounts: pages by key in every order, the figures above it, and who is found."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.credit import Account, AccountSort, Ageing, Owing, Receivables
from app.domain.money import Money
from app.storage import keyset
from app.storage.account_rows import ACCOUNT_COLUMNS, NOT_REVERSED, account_row, account_words
from app.storage.account_rows import code_key as key_of_code
from app.storage.database import Database
from app.storage.search import Condition, accounts_matching

_PAGE = f"SELECT {ACCOUNT_COLUMNS} FROM customer_accounts WHERE "  # noqa: S608 - constants
# The inner query reads one index alone and hands out a few ids.
_FIND = f"""{_PAGE} id IN (
    SELECT id FROM customer_accounts INDEXED BY accounts_by_name WHERE is_active = 1 AND %s
    ORDER BY code_key <> ?, name_folded, id LIMIT ?)
ORDER BY code_key <> ?, name_folded, id"""  # noqa: S608 - constants
_COUNT = "SELECT count(*) FROM customer_accounts WHERE "
_COLUMN = {
    AccountSort.BALANCE: "balance",
    AccountSort.NAME: "name_folded",
    AccountSort.CODE: "code_key",
    AccountSort.LIMIT: "credit_limit",
    AccountSort.AVAILABLE: "credit_limit - balance",
    AccountSort.OLDEST: "oldest_unpaid",
    AccountSort.PROMISE: "promise_date",
}
_LARGEST_FIRST = (AccountSort.BALANCE, AccountSort.LIMIT, AccountSort.AVAILABLE)
_MAY_BE_OPEN = (AccountSort.OLDEST, AccountSort.PROMISE)
_WHICH = {
    Owing.WITH_BALANCE: "is_active = 1 AND balance <> 0",
    Owing.OVERDUE: "oldest_unpaid < ?",
    Owing.PROMISED: "is_active = 1 AND promise_date IS NOT NULL",
    Owing.ALL: "is_active = 1",
    Owing.CLOSED: "is_active = 0",
}
_SUMS = """SELECT coalesce(sum(max(balance, 0)), 0), coalesce(sum(balance > 0), 0),
    coalesce(sum(oldest_unpaid < ?1), 0),
    coalesce(sum(max(balance - credit_limit, 0)) FILTER (WHERE balance > 0), 0),
    coalesce(sum(balance > credit_limit AND balance > 0), 0)
FROM customer_accounts WHERE balance <> 0"""
_COLLECTED = f"""SELECT coalesce(-sum(amount), 0), count(*) FROM ar_transactions AS entry
WHERE kind IN ('payment', 'deposit') AND business_date >= ? AND business_date < ?
    AND {NOT_REVERSED}"""  # noqa: S608 - constants
# The newest debts are the open ones, so of a balance is older than a day what the debts from that
# day on do not come to. Only accounts with something overdue are asked, for three months.
_OLD_DEBTS = f"""WITH late AS (
    SELECT id, balance FROM customer_accounts WHERE oldest_unpaid < ?1),
rests AS (
    SELECT max(balance - coalesce(sum(entry.amount) FILTER (WHERE business_date >= ?1), 0), 0)
            AS over_30,
        max(balance - coalesce(sum(entry.amount) FILTER (WHERE business_date >= ?2), 0), 0)
            AS over_60,
        max(balance - coalesce(sum(entry.amount), 0), 0) AS over_90
    FROM late LEFT JOIN ar_transactions AS entry
        ON account_id = late.id AND business_date >= ?3 AND entry.amount > 0 AND {NOT_REVERSED}
    GROUP BY late.id)
SELECT coalesce(sum(over_30 - over_60), 0), coalesce(sum(over_60 - over_90), 0),
    coalesce(sum(over_90), 0) FROM rests"""  # noqa: S608 - constants


def page(
    database: Database,
    search: str,
    which: Owing,
    sort: AccountSort,
    after: Account | None,
    limit: int,
    today: date,
    *,
    reverse: bool,
    skip: int = 0,
) -> list[Account]:
    """Give the accounts that follow the one given, after so many more; those without the sorted
    date come last.
    """
    rows = keyset.page(
        database,
        ACCOUNT_COLUMNS,
        ("customer_accounts", ()),
        _condition(search, which, today),
        _order(sort, reverse=reverse),
        None if after is None else keyset.After(_key(sort, after), after.id),
        limit,
        skip,
    )
    return list(map(account_row, rows))


def count(database: Database, search: str, which: Owing, today: date) -> int:
    """Count what the list shows."""
    condition = _condition(search, which, today)
    return int(database.value(_COUNT + condition.sql, condition.values))


def find(database: Database, text: str, limit: int) -> list[Account]:
    """Give open accounts by code, or words of the name, contact or phone, by name."""
    asked = accounts_matching(text)
    if not asked.values:
        return []
    exact = key_of_code(text)
    values = (*asked.values, exact, limit, exact)
    return list(map(account_row, database.rows(_FIND % asked.sql, values)))


def figures(database: Database, today: date) -> Receivables:
    """Give what is owed, overdue, over the limit, and was collected in the month of `today`."""
    cutoffs = _cutoffs(today)
    row = database.row(_SUMS, cutoffs[:1]) or (0, 0, 0, 0, 0)
    owed, owing, overdue_count, over_limit, over_count = row
    month = today.replace(day=1)
    following = (month + timedelta(days=32)).replace(day=1)
    days = (month.isoformat(), following.isoformat())
    collected, payments = database.row(_COLLECTED, days) or (0, 0)
    to_60, to_90, older = database.row(_OLD_DEBTS, cutoffs) or (0, 0, 0)
    overdue = to_60 + to_90 + older
    ages = (Money(each) for each in (owed - overdue, to_60, to_90, older))
    return Receivables(
        *(Money(owed), owing, Money(overdue), overdue_count),
        *(Money(over_limit), over_count, Money(collected), payments),
        ageing=Ageing(*ages),
    )


def _cutoffs(today: date) -> tuple[str, ...]:
    """Give the days before which a debt is older than 30, 60 and 90 days."""
    return tuple((today - timedelta(days=days)).isoformat() for days in (30, 60, 90))


def _condition(search: str, which: Owing, today: date) -> Condition:
    found = accounts_matching(search)
    values = _cutoffs(today)[:1] if which is Owing.OVERDUE else ()
    return Condition(f"{_WHICH[which]} AND {found.sql}", (*values, *found.values))


def _order(sort: AccountSort, *, reverse: bool) -> keyset.Order:
    is_up = (sort not in _LARGEST_FIRST) is not reverse
    return keyset.Order(_COLUMN[sort], is_up, is_up, True if sort in _MAY_BE_OPEN else None)


def _key(sort: AccountSort, account: Account) -> str | int | None:
    """Give the value of the sorted column as it stood when the account was read."""
    match sort:
        case AccountSort.BALANCE:
            return account.balance.minor
        case AccountSort.NAME:
            return account_words(account.name, account.contact_person)
        case AccountSort.CODE:
            return key_of_code(account.code)
        case AccountSort.LIMIT:
            return account.limit.minor
        case AccountSort.AVAILABLE:
            return account.available.minor
        case AccountSort.OLDEST:
            return None if account.oldest_unpaid is None else account.oldest_unpaid.isoformat()
        case AccountSort.PROMISE:
            return None if account.promise_date is None else account.promise_date.isoformat()
