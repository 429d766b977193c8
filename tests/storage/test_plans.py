from __future__ import annotations

import re

import pytest

from app.storage import (
    account_ledger,
    account_moves,
    account_payments,
    account_rows,
    account_sales,
    customer_change,
    drafts,
    entries,
    linking,
    parked,
    receipts,
    returns,
    sales,
    unlinked,
    voids,
)
from app.storage.database import Database

LARGE = (
    r"SCAN (sales|customers|products|product_barcodes|sale_items|payments|stock_moves|"
    r"customer_accounts|account_customers|ar_transactions|ar_payments|entry|account)\b"
)
STATEMENTS = [
    pytest.param(sql, id=f"{module.__name__.rsplit('.', 1)[-1]}{name}")
    for module in (
        *(customer_change, drafts, entries, linking, parked),
        *(receipts, returns, sales, unlinked, voids),
        *(account_ledger, account_moves, account_payments, account_rows, account_sales),
    )
    for name, sql in vars(module).items()
    if isinstance(sql, str)
    and re.match(r"(SELECT|INSERT|UPDATE|DELETE|WITH)\b", sql)
    and not sql.endswith("WHERE ")
]


def parameters(sql: str) -> list[int]:
    numbered = [int(number) for number in re.findall(r"\?(\d)", sql)]
    return [1] * (max(numbered) if numbered else sql.count("?"))


@pytest.mark.parametrize("sql", STATEMENTS)
def test_no_statement_of_a_sale_reads_through_a_large_table(database: Database, sql: str) -> None:
    plan = [row[3] for row in database.rows(f"EXPLAIN QUERY PLAN {sql}", parameters(sql))]
    through = [step for step in plan if re.match(LARGE, step) and "sales_unlinked" not in step]
    assert through == []
