"""`accounts` and `account`: who owes what, and why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.credit import AccountTerms
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.domain.quantity import Quantity
from app.domain.sale import Sale, SaleLine
from tests.commands.conftest import Suki

NOON = datetime(2026, 3, 31, 4, 0, tzinfo=UTC)  # twelve in Manila
DAY = date(2026, 3, 31)


@pytest.fixture
def shop(writing: Any, by: Actor) -> None:
    """Tess owes for a sale, less what she paid; Ben has credit; Cora's account is closed."""
    with writing() as store:
        book = store.accounts
        terms = AccountTerms("Aling Tess Store", Money(1_500_000), "AR-0003", "Tess", "0922 555")
        book.open(terms, NOON, by=by)
        book.open(AccountTerms("Ben Cruz", Money(100_000)), NOON, by=by)
        cora = book.open(AccountTerms("Cora"), NOON, by=by)
        book.close(cora.id, by=by)
        line = SaleLine("Rice", Quantity.of(1), Money(125_000), Money(125_000), sku="S1")
        owed = Payment("account", Money(125_000), reference="AR-0003")
        store.sales.record(Sale("k1", (line,), (owed,), NOON, DAY), by=by)
        later = NOON + timedelta(hours=1)
        for key, code, minor in (("p1", "AR-0003", 25_000), ("p2", "AR-0001", 500)):
            part = Payment("cash", Money(minor), Money(minor))
            book.take_payment(AccountPayment(key, code, (part,), later, DAY), by=by)


@pytest.mark.usefixtures("shop")
def test_accounts_have_exactly_the_promised_keys_and_the_largest_balance_comes_first(
    suki: Suki,
) -> None:
    tess, ben = json.loads(suki("accounts", "--json").out)
    assert tess == {
        "code": "AR-0003",
        "name": "Aling Tess Store",
        "limit": "15000.00",
        "balance": "1000.00",
        "available": "14000.00",
        "oldest_unpaid": "2026-03-31",
        "contact_person": "Tess",
        "phone": "0922 555",
        "terms_days": 30,
        "promise_date": None,
        "is_active": True,
    }
    assert (ben["name"], ben["balance"], ben["available"]) == ("Ben Cruz", "-5.00", "1005.00")
    assert ben["oldest_unpaid"] is None


@pytest.mark.usefixtures("shop")
def test_accounts_are_searched_and_shown_as_a_table(suki: Suki) -> None:
    found = json.loads(suki("accounts", "--search", "tess sto", "--json").out)
    assert [each["code"] for each in found] == ["AR-0003"]
    assert suki("accounts", "--search", "ar-0003").out == (
        "CODE     NAME                  LIMIT   BALANCE  AVAILABLE  OLDEST UNPAID\n"
        "AR-0003  Aling Tess Store  15,000.00  1,000.00  14,000.00  2026-03-31\n"
    )
    nobody = suki("accounts", "--search", "zzz")
    assert (nobody.code, nobody.out, nobody.err) == (0, "", "No account found.\n")


@pytest.mark.usefixtures("shop")
def test_an_account_has_its_ledger_newest_first(suki: Suki) -> None:
    said = json.loads(suki("account", "ar-0003", "--json").out)
    assert said["account"]["code"] == "AR-0003"
    paid, sold = said["entries"]
    assert paid == {
        "entry": "payment",
        "amount": "-250.00",
        "balance": "1000.00",
        "made_at": "2026-03-31T05:00:00.000Z",
        "business_date": "2026-03-31",
        "number": "P000001",
        "sale_number": "",
        "payment_method": "cash",
        "reason": "",
        "person": "",
        "approved_by": "",
        "is_reversed": False,
    }
    assert (sold["entry"], sold["sale_number"], sold["balance"]) == ("charge", "000001", "1250.00")
    lines = suki("account", "AR-0003").out.splitlines()
    assert lines[0] == (
        "Aling Tess Store (AR-0003): balance 1,000.00, limit 15,000.00, available 14,000.00,"
        " oldest unpaid 2026-03-31"
    )
    assert "payment, cash" in lines[3]
    assert suki("account", "AR-0002").out.startswith("Cora (AR-0002, closed): balance 0.00")


@pytest.mark.usefixtures("shop")
def test_a_code_nobody_has_is_refused_with_a_hint(suki: Suki) -> None:
    said = suki("account", "tess")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        'There is no account with the code "tess". Did you mean AR-0003 (Aling Tess Store)?\n'
    )
    assert suki("account", "zzz").err == 'There is no account with the code "zzz".\n'
