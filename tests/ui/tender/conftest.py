"""A tender over a window with a scan field, and a time that stands still."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.credit import Account
from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.buyer import Buyer
from app.ui.scan_gate import ScanGate
from app.ui.tender.account_stand import AccountStand
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.theme import Theme
from app.ui.wording import Wording

DUE = Money(177910)
MARIA = Buyer("Maria Santos", "37 purchases  ·  last visit 4 days ago", is_new=False)


def stand(balance: int = 125_000, goods: Money = DUE) -> AccountStand:
    """Maria's account in a sale of these goods, in centavos."""
    account = Account(7, "AR-0007", "Maria Santos", Money(500_000), Money(balance))
    return AccountStand(account, goods)


class Milliseconds:
    """The tender's own watch."""

    def __init__(self) -> None:
        self.now = 50_000

    def __call__(self) -> int:
        return self.now


class Counter(QWidget):
    """What lies behind the tender: a window with a field that had the focus, and the gate."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.scans: list[str] = []
        self.gate = ScanGate(self)
        self.gate.scanned.connect(self.scans.append)


@pytest.fixture
def watch() -> Milliseconds:
    return Milliseconds()


@pytest.fixture
def counter(theme: Theme, qtbot: QtBot) -> Iterator[Counter]:
    window = Counter()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    QTest.qWaitForWindowActive(window)
    window.field.setFocus()
    yield window
    window.close()


@pytest.fixture
def tender(theme: Theme, wording: Wording, counter: Counter, watch: Milliseconds) -> TenderSheet:
    return TenderSheet(theme, wording, counter, watch)


@pytest.fixture
def payments(tender: TenderSheet) -> list[Payment]:
    """What the tender asked to be saved."""
    paid: list[Payment] = []
    tender.paid.connect(paid.extend)
    return paid


@pytest.fixture
def till(counter: Counter, tender: TenderSheet, watch: Milliseconds) -> Counter:
    """The window with the tender open, long enough ago that Enter is heard."""
    tender.take(DUE, MARIA)
    watch.now += DEAF_MS
    return counter


def said(tender: TenderSheet) -> tuple[str, str]:
    change = tender.amounts.change
    return change.title.text(), change.amount.amount if change.amount.isVisible() else ""


def shut_parts(tender: TenderSheet) -> list[bool]:
    methods = [tile for code, tile in tender.methods.tiles.items() if code != "account"]
    tiles = [*methods, *tender.amounts.quick.tiles]
    buttons = [*tiles, tender.methods.back, tender.complete, tender.buyer_line.change, tender.pad]
    return [not button.isEnabled() for button in buttons] + [
        tender.amounts.amount.edit.isReadOnly()
    ]
