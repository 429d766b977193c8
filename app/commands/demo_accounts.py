"""The accounts of the demo shop: who buys on the list there, and how they pay it off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from app.domain.actor import Actor
from app.domain.credit import AccountTerms
from app.domain.money import ZERO, Money
from app.domain.names import name_key
from app.domain.payment import AccountPayment, Payment
from app.domain.sale import Kind, Sale
from app.domain.tender import CASH, ON_ACCOUNT, QR_WALLET
from app.storage.store import WriterStore

_DAYS = 120
"""So many days back the list was begun."""
_ROUND = 10_000


@dataclass(slots=True)
class _Buyer:
    """Somebody who buys on the list, and pays `per_hundred` of it every so many days."""

    terms: AccountTerms
    pays_every: int
    per_hundred: int
    balance: Money = ZERO
    paid_on: date = field(default=date.min)


def _buyer(code: str, name: str, limit: int, pays_every: int, per_hundred: int) -> _Buyer:
    return _Buyer(AccountTerms(name, Money(limit * 100), code), pays_every, per_hundred)


class DemoList:
    """Puts the latest sales of a few regulars on their accounts, and lets them pay now and then."""

    def __init__(self, store: WriterStore, last_day: date, by: Actor) -> None:
        """The list begins some months before `last_day`."""
        self._store, self._by = store, by
        self._begins = last_day - timedelta(days=_DAYS)
        buyers = (
            _buyer("AR-0003", "Aling Tess Store", 15_000, 21, 50),
            _buyer("AR-0007", "Maria Santos", 5_000, 14, 80),
            _buyer("AR-0011", "Barangay San Roque", 20_000, 45, 40),
            _buyer("AR-0012", "Ana Peña", 1_500, 30, 50),
            _buyer("AR-0021", "Rodel Pascual", 5_000, 10, 90),
            _buyer("AR-0025", "Juan dela Cruz, Cebu", 2_000, 30, 100),
        )
        self._buyers = {name_key(each.terms.name): each for each in buyers}

    def open(self, at: datetime) -> None:
        """Open the accounts, one of them without a customer and with an old balance."""
        book = self._store.accounts
        for buyer in self._buyers.values():
            book.open(buyer.terms, at, by=self._by)
        school = AccountTerms("Mabolo School canteen", Money(800_000), "AR-0009", "Mrs. Lim")
        account = book.open(school, at, by=self._by)
        since = at - timedelta(days=70)
        book.adjust(account.id, Money(264_000), "From the old notebook", since, by=self._by)

    def put_on(self, sale: Sale) -> Sale:
        """Give the sale as it is paid: on the list where its customer has one and there is room."""
        buyer = self._buyers.get(name_key(sale.customer.name)) if sale.customer else None
        if buyer is None or sale.kind is not Kind.SALE or sale.business_date < self._begins:
            return sale
        self._pay_off(buyer, sale.sold_at, sale.business_date)
        room = buyer.terms.limit - buyer.balance
        owed = min(sale.total, max(ZERO, room))
        if owed <= ZERO:
            return sale
        buyer.balance = buyer.balance + owed
        parts = [Payment(ON_ACCOUNT.code, owed, reference=buyer.terms.code)]
        if rest := sale.total - owed:
            parts.append(Payment(CASH.code, rest, rest))
        return replace(sale, payments=tuple(parts))

    def name_customers(self) -> None:
        """Say whose the accounts are, once their customers are known."""
        for buyer in self._buyers.values():
            account = self._store.accounts.coded(buyer.terms.code, by=self._by)
            customer = self._store.customers.named(buyer.terms.name, by=self._by)
            if account is None or customer is None:
                continue
            terms = replace(buyer.terms, phone=customer.phone, customer_ids=(customer.id,))
            self._store.accounts.edit(account.id, terms, "", by=self._by)

    def _pay_off(self, buyer: _Buyer, at: datetime, day: date) -> None:
        if (day - max(buyer.paid_on, self._begins)).days < buyer.pays_every:
            return
        wanted = buyer.balance.minor * buyer.per_hundred // 100
        amount = Money(min(buyer.balance.minor, -(-wanted // _ROUND) * _ROUND))
        if amount <= ZERO:
            return
        buyer.balance, buyer.paid_on = buyer.balance - amount, day
        in_cash = amount.minor % 3 > 0
        part = _part(amount, f"{9_000_000_000_000 + amount.minor}", in_cash=in_cash)
        key = f"demo-{buyer.terms.code}-{day.isoformat()}"
        paid_at = at - timedelta(minutes=1)
        payment = AccountPayment(key, buyer.terms.code, (part,), paid_at, day)
        self._store.accounts.take_payment(payment, by=self._by)


def _part(amount: Money, reference: str, *, in_cash: bool) -> Payment:
    if in_cash:
        return Payment(CASH.code, amount, amount)
    return Payment(QR_WALLET.code, amount, reference=reference)
