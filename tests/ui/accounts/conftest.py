"""Accounts in a real shop, and a window for what opens over them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.credit import Account, AccountTerms
from app.domain.money import Money
from app.storage.store import open_store
from app.ui.accounts.receivables import ReceivablesPane
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording
from tests.clocks import HeldClock

ROWS = (
    ("AR-0003", "Aling Tess Store", 15_000, 12_480, 46),
    ("AR-0011", "Barangay San Roque", 20_000, 9_800, 38),
    ("AR-0012", "Marlon Reyes", 3_000, 3_310, 61),
    ("AR-0007", "Maria Santos", 5_000, 1_250, 14),
    ("AR-0031", "Ben Paid", 1_500, 0, 0),
)
"""Code, name, limit, what is owed in pesos, and for how many days."""


@pytest.fixture
def owing_folder(shop_folder: Path, clock: HeldClock, owner: Actor) -> Path:
    store = open_store(shop_folder, clock)
    now = clock.now()
    for code, name, limit, owed, days in ROWS:
        customer = store.customers.named(name, by=owner)
        whose = () if customer is None else (customer.id,)
        terms = AccountTerms(name, Money(limit * 100), code, customer_ids=whose)
        account = store.accounts.open(terms, now - timedelta(days=90), by=owner)
        if owed:
            since = now - timedelta(days=days)
            store.accounts.adjust(account.id, Money(owed * 100), "Notebook", since, by=owner)
    store.close()
    return shop_folder


@pytest.fixture
def owing(owing_folder: Path, shop: Shop) -> Shop:
    """The shop with those accounts."""
    return shop


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()


@pytest.fixture
def pane(owing: Shop, theme: Theme, wording: Wording, window: QWidget) -> ReceivablesPane:
    made = ReceivablesPane(owing, theme, wording, ToastHost(theme, window), window, window)
    made.resize(1334, 668)
    made.show()
    made.begin()
    return made


def account(shop: Shop, code: str) -> Account:
    found = shop.reader.accounts.coded(code, by=shop.by)
    assert found is not None
    return found
