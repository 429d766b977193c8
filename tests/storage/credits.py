"""Accounts, and sales that touch them, made in a line."""

from __future__ import annotations

import itertools
from datetime import datetime

from app.domain.actor import Actor
from app.domain.clock import business_day
from app.domain.credit import Account, AccountTerms
from app.domain.customer import CustomerRef
from app.domain.money import Money
from app.domain.payment import AccountPayment, Payment
from app.domain.sale import Sale, SaleLine
from app.storage.store import WriterStore
from tests.storage.builders import MANILA_NOON, FixedClock, a_line

_keys = itertools.count(1)


def an_account(
    store: WriterStore,
    by: Actor,
    name: str = "Maria Santos",
    limit: int = 500_000,
    *customers: int,
    **more: str,
) -> Account:
    """Open an account on which these customers buy."""
    terms = AccountTerms(name, Money(limit), customer_ids=customers, **more)  # type: ignore[arg-type]
    return store.accounts.open(terms, MANILA_NOON, by=by)


def on_account(
    code: str,
    total: int = 1250,
    *,
    customer: str | CustomerRef | None = None,
    charged: int | None = None,
    at: datetime = MANILA_NOON,
    key: str = "",
    rider: AccountPayment | None = None,
    lines: tuple[SaleLine, ...] = (),
) -> Sale:
    """A sale of one line, put on account whole or in part; the rest is exact cash."""
    owed = total if charged is None else charged
    parts = [Payment("account", Money(owed), reference=code)] if owed else []
    if total - owed:
        parts.append(Payment("cash", Money(total - owed), Money(total - owed)))
    return Sale(
        key=key or f"credit-{next(_keys)}",
        lines=lines or (a_line(total),),
        payments=tuple(parts),
        sold_at=at,
        business_date=business_day(FixedClock(), at),
        customer=CustomerRef(customer) if isinstance(customer, str) else customer,
        rider=rider,
    )


def paid_on(
    code: str,
    amount: int,
    *,
    method: str = "cash",
    given: int | None = None,
    at: datetime = MANILA_NOON,
    key: str = "",
) -> AccountPayment:
    """What is paid on an account in one part."""
    tendered = Money(given or amount) if method == "cash" else None
    return AccountPayment(
        key or f"pad-{next(_keys)}",
        code,
        (Payment(method, Money(amount), tendered),),
        at,
        business_day(FixedClock(), at),
    )
