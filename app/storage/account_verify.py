"""Recount accounts and the cash of each day from entries and sales, and write the recount."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.money import Money
from app.domain.names import phone_key
from app.domain.verification import Discrepancy
from app.storage.account_rows import NOT_REVERSED, account_words, code_key
from app.storage.account_series import repair_series, series_discrepancies
from app.storage.database import Database

_CASH_METHODS = "SELECT code FROM payment_methods WHERE kind = 'cash'"
# Payments lie in the order of their sales; those of sales that were brought along are skipped.
# The plus has the first sale looked for in the index of tills, not among all sales.
_OF_TILLS = "sale_id >= (SELECT min(+id) FROM sales WHERE till_id > 0) AND till_id > 0"
CASH_RECOUNTED = f"""SELECT business_date, sum(amount) AS cash_amount FROM (
    SELECT business_date, payments.amount FROM payments CROSS JOIN sales ON sales.id = sale_id
    WHERE {_OF_TILLS} AND status = 'completed' AND method IN ({_CASH_METHODS})
    UNION ALL
    SELECT business_date, ar_payments.amount FROM ar_payments
    JOIN ar_transactions AS entry ON entry.id = entry_id
    WHERE method IN ({_CASH_METHODS}) AND {NOT_REVERSED})
GROUP BY business_date"""  # noqa: S608 - constants
_CASH = f"""WITH recount AS ({CASH_RECOUNTED}), days AS (
    SELECT business_date FROM sales_days UNION SELECT business_date FROM recount)
SELECT days.business_date, coalesce(kept.cash_amount, 0), coalesce(recount.cash_amount, 0)
FROM days LEFT JOIN sales_days AS kept USING (business_date) LEFT JOIN recount USING (business_date)
WHERE coalesce(kept.cash_amount, 0) <> coalesce(recount.cash_amount, 0)
ORDER BY 1"""  # noqa: S608 - constants
_BALANCES = """SELECT code, name, balance, coalesce(total, 0) FROM customer_accounts LEFT JOIN (
    SELECT account_id, sum(amount) AS total FROM ar_transactions GROUP BY account_id)
ON account_id = id WHERE balance <> coalesce(total, 0) ORDER BY id"""
_RUNNING = """SELECT id, account_id, balance_after,
    sum(amount) OVER (PARTITION BY account_id ORDER BY id) AS running FROM ar_transactions"""
_CHAIN = f"""SELECT code, name, running.id, balance_after, running FROM ({_RUNNING}) AS running
JOIN customer_accounts AS account ON account.id = account_id
WHERE balance_after <> running ORDER BY running.id"""  # noqa: S608 - constants
# From the entries alone: the newest debts that come to what is owed are open, the first of them
# is the oldest.
OLDEST_RECOUNTED = f"""WITH owed AS (
    SELECT account_id, sum(amount) AS total FROM ar_transactions
    GROUP BY account_id HAVING sum(amount) > 0),
debts AS (
    SELECT account_id, total, business_date AS day,
        sum(amount) OVER (PARTITION BY account_id ORDER BY business_date DESC, entry.id DESC)
            - amount AS newer
    FROM ar_transactions AS entry JOIN owed USING (account_id)
    WHERE amount > 0 AND {NOT_REVERSED})
SELECT account_id, min(day) AS oldest FROM debts WHERE newer < total
GROUP BY account_id"""  # noqa: S608 - constants
_OLDEST = f"""SELECT code, name, oldest_unpaid, oldest FROM customer_accounts AS account
LEFT JOIN ({OLDEST_RECOUNTED}) AS recount ON recount.account_id = account.id
WHERE oldest_unpaid IS NOT oldest ORDER BY account.id"""  # noqa: S608 - constants
# What a sale's payments put on account is what its entries that still stand come to.
_CHARGES = f"""WITH paid AS (
    SELECT sale_id, sum(amount) AS amount FROM payments CROSS JOIN sales ON sales.id = sale_id
    WHERE {_OF_TILLS} AND status = 'completed' AND method IN (
        SELECT code FROM payment_methods WHERE kind = 'account') GROUP BY sale_id),
entered AS (
    SELECT sale_id, sum(amount) AS amount FROM ar_transactions AS entry
    CROSS JOIN sales ON sales.id = sale_id
    WHERE till_id > 0 AND entry.kind IN ('charge', 'correction') AND {NOT_REVERSED}
    GROUP BY sale_id),
both AS (SELECT sale_id FROM paid UNION SELECT sale_id FROM entered)
SELECT sale_number, coalesce(entered.amount, 0), coalesce(paid.amount, 0) FROM both
JOIN sales ON sales.id = both.sale_id
LEFT JOIN paid ON paid.sale_id = both.sale_id LEFT JOIN entered ON entered.sale_id = both.sale_id
WHERE coalesce(entered.amount, 0) <> coalesce(paid.amount, 0)
ORDER BY both.sale_id"""  # noqa: S608 - constants
# How what was paid at the old POS was paid stands in its reason; it moved no drawer of ours.
_PARTS = """SELECT coalesce(nullif(number, ''), entry.id), -entry.amount, coalesce(parts.amount, 0)
FROM ar_transactions AS entry LEFT JOIN (
    SELECT entry_id, sum(amount) AS amount FROM ar_payments GROUP BY entry_id) AS parts
ON parts.entry_id = entry.id
WHERE (kind IN ('payment', 'deposit') AND entry_key NOT LIKE 'old-pos:%'
        OR parts.amount IS NOT NULL)
    AND -entry.amount <> coalesce(parts.amount, 0) ORDER BY entry.id"""
_REVERSALS = """SELECT back.id, back.amount, -entry.amount FROM ar_transactions AS back
JOIN ar_transactions AS entry ON entry.id = back.reverses_id
WHERE back.amount <> -entry.amount OR back.account_id <> entry.account_id ORDER BY back.id"""
_KEYS = """SELECT id, code, code_key, name, contact_person, name_folded, phone, phone_key
FROM customer_accounts ORDER BY id"""

_WRITE_BALANCES = """UPDATE customer_accounts SET oldest_unpaid = NULL, balance = coalesce(
    (SELECT sum(amount) FROM ar_transactions WHERE account_id = customer_accounts.id), 0)"""
_WRITE_OLDEST = f"""UPDATE customer_accounts SET oldest_unpaid = oldest
FROM ({OLDEST_RECOUNTED}) AS recount WHERE recount.account_id = customer_accounts.id"""  # noqa: S608
_WRITE_CHAIN = f"""UPDATE ar_transactions SET balance_after = running
FROM ({_RUNNING}) AS running
WHERE running.id = ar_transactions.id AND ar_transactions.balance_after <> running"""  # noqa: S608
_WRITE_CASH = f"""INSERT INTO sales_days
    (business_date, sale_count, return_count, total_amount, tax_amount, cash_amount)
SELECT business_date, 0, 0, 0, 0, cash_amount FROM ({CASH_RECOUNTED}) WHERE true
ON CONFLICT (business_date) DO UPDATE SET cash_amount = excluded.cash_amount"""  # noqa: S608
_WRITE_KEYS = "UPDATE customer_accounts SET name_folded = ?2, phone_key = ?3 WHERE id = ?1"


def account_discrepancies(database: Database) -> Iterator[Discrepancy]:
    """Compare accounts and cash with entries, sales and payments; changes nothing."""
    for code, name, kept, counted in database.rows(_BALANCES):
        yield money_differs(f"account {code} {name}", "balance", kept, counted)
    for code, name, entry, kept, counted in database.rows(_CHAIN):
        yield money_differs(f"account {code} {name}", f"balance after entry {entry}", kept, counted)
    for code, name, kept, counted in database.rows(_OLDEST):
        subject = f"account {code} {name}"
        yield Discrepancy(subject, "oldest unpaid", kept or "none", counted or "none")
    for number, kept, counted in database.rows(_CHARGES):
        yield money_differs(f"sale {number}", "put on account", kept, counted)
    for number, kept, counted in database.rows(_PARTS):
        yield money_differs(f"account payment {number}", "how it was paid", kept, counted)
    for entry, kept, counted in database.rows(_REVERSALS):
        yield money_differs(f"account entry {entry}", "what it takes back", kept, counted)
    for day, kept, counted in database.rows(_CASH):
        yield money_differs(f"day {day}", "cash", kept, counted)
    yield from series_discrepancies(database)
    yield from _keys(database)


def repair_accounts(database: Database) -> None:
    """Write the recount, inside the caller's transaction, after the days were made again.

    Entries and how they were paid are facts and stay.
    """
    repair_series(database)
    database.run(_WRITE_BALANCES)
    database.run(_WRITE_OLDEST)
    database.run(_WRITE_CHAIN)
    database.run("UPDATE sales_days SET cash_amount = 0")
    database.run(_WRITE_CASH)
    for account_id, _, _, name, contact, _, phone, _ in database.rows(_KEYS):
        words = account_words(name, contact)
        database.run(_WRITE_KEYS, (account_id, words, phone_key(phone)))


def _keys(database: Database) -> Iterator[Discrepancy]:
    for _, code, key, name, contact, folded, phone, digits in database.rows(_KEYS):
        for figure, kept, made in (
            ("code key", key, code_key(code)),
            ("search name", folded, account_words(name, contact)),
            ("phone digits", digits, phone_key(phone)),
        ):
            if kept != made:
                yield Discrepancy(f"account {code} {name}", figure, kept, made)


def money_differs(subject: str, figure: str, kept: int, counted: int) -> Discrepancy:
    """Tell of two amounts in centavos."""
    return Discrepancy(subject, figure, str(Money(kept)), str(Money(counted)))
