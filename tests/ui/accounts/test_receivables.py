"""The list of who owes what: figures, order, search, and what stays chosen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.credit import Owing
from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.ui.accounts.list_model import Column
from app.ui.accounts.receivables import ReceivablesPane
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording
from tests.ui.accounts.conftest import account
from tests.ui.keys import press

ROLE = Qt.ItemDataRole.AccessibleTextRole


def names(pane: ReceivablesPane) -> list[str]:
    return [row.account.name for row in pane.list.model.top()]


def find(pane: ReceivablesPane, text: str) -> None:
    pane.list.search.set_text(text)
    pane.list.reload()


def test_it_begins_with_the_largest_balance_and_its_account(pane: ReceivablesPane) -> None:
    assert names(pane)[:2] == ["Aling Tess Store", "Barangay San Roque"]
    assert "Ben Paid" not in names(pane)
    assert pane.account is not None
    assert pane.account.code == "AR-0003"
    assert pane.panel.head.balance.amount == "₱12,480.00"
    assert pane.panel.head.available.amount == "₱2,520.00"


def test_the_figures_are_those_of_the_shop(pane: ReceivablesPane) -> None:
    tiles = pane.list.tiles
    assert tiles.owed.amount.amount == "₱26,840.00"
    assert tiles.overdue.amount.amount == "₱25,590.00"
    assert tiles.over.amount.amount == "₱310.00"
    assert tiles.owed.accessibleName() == "Owed to you: ₱26,840.00, 4 accounts"


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Owing.OVERDUE, ["Aling Tess Store", "Barangay San Roque", "Marlon Reyes"]),
        (Owing.PROMISED, []),
        (Owing.CLOSED, []),
    ],
)
def test_chips_narrow_the_list(pane: ReceivablesPane, which: Owing, expected: list[str]) -> None:
    pane.list.chips.set_current(which.value)
    pane.list.reload()
    assert names(pane) == expected


def test_a_search_finds_by_code_and_by_name(pane: ReceivablesPane) -> None:
    find(pane, "ar-0007")
    assert names(pane) == ["Maria Santos"]
    find(pane, "roque")
    assert names(pane) == ["Barangay San Roque"]
    find(pane, "nobody at all")
    assert pane.list.states.currentWidget() is pane.list.no_match
    assert pane.account is None


def test_a_column_orders_and_the_second_tap_turns_it_round(pane: ReceivablesPane) -> None:
    pane.list.sort_by(Column.NAME)
    assert names(pane) == sorted(names(pane))
    pane.list.sort_by(Column.NAME)
    assert names(pane) == sorted(names(pane), reverse=True)
    said = pane.list.model.headerData(Column.NAME, Qt.Orientation.Horizontal, ROLE)
    assert said == "Customer, sorted descending"
    pane.list.sort_by(Column.OLDEST)
    assert names(pane)[0] == "Marlon Reyes"


def test_the_chosen_account_stays_chosen_in_another_order(pane: ReceivablesPane) -> None:
    pane.list.view.go_to(1)
    chosen = pane.account
    pane.list.sort_by(Column.NAME)
    assert pane.account == chosen


def test_arrows_on_the_names_of_the_columns_order_too(
    pane: ReceivablesPane, window: QWidget
) -> None:
    pane.list.view.horizontalHeader().setFocus()
    press(window, Qt.Key.Key_Right)
    orders = [(pane.list.model.sorted_by, pane.list.model.is_reversed)]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Left):
        press(window, key)
        orders.append((pane.list.model.sorted_by, pane.list.model.is_reversed))
    available, balance = Column.AVAILABLE, Column.BALANCE
    assert orders == [(available, False), (available, True), (balance, False)]


def test_a_row_is_read_out_whole(pane: ReceivablesPane) -> None:
    row = names(pane).index("Marlon Reyes")
    said = pane.list.model.index(row, 0).data(ROLE)
    assert said == (
        "Marlon Reyes, AR-0012, owes ₱3,310.00, available −₱310.00, oldest unpaid 61 days"
    )


def test_badges_begin_at_31_and_61_days(pane: ReceivablesPane) -> None:
    tones = {row.account.code: row.tone for row in pane.list.model.top()}
    assert tones == {"AR-0003": "warning", "AR-0011": "warning", "AR-0012": "danger", "AR-0007": ""}


def test_a_payment_elsewhere_is_seen_at_once_and_the_account_stays(
    pane: ReceivablesPane, owing: Shop, qtbot: QtBot
) -> None:
    owing.changed.connect(lambda changes: pane.refresh(changes) if changes.accounts else None)
    find(pane, "maria")
    assert pane.account is not None
    with qtbot.waitSignal(owing.ledgers.entered):
        less = Money(-125_000)
        owing.ledgers.adjust(pane.account.id, less, "Forgiven", owing.clock.now())
    qtbot.waitUntil(lambda: pane.panel.head.balance.amount == "₱0.00")
    assert names(pane) == []
    assert pane.panel.head.name.text() == "Maria Santos"
    assert pane.list.tiles.owed.amount.amount == "₱25,590.00"


def test_a_promise_is_shown_and_late_is_said(
    pane: ReceivablesPane, owing: Shop, qtbot: QtBot
) -> None:
    tess = account(owing, "AR-0003")
    with qtbot.waitSignal(owing.ledgers.saved):
        owing.ledgers.promise(tess.id, date(2026, 11, 1))
    pane.begin()
    assert pane.account == account(owing, "AR-0003")
    assert pane.panel.promise.text() == "Promised for 1 Nov 2026, late"
    assert "promised 1 Nov, late" in str(pane.list.model.index(0, 0).data(ROLE))


def test_a_shop_without_accounts_offers_the_first_one(
    shop: Shop, theme: Theme, wording: Wording, window: QWidget
) -> None:
    pane = ReceivablesPane(shop, theme, wording, ToastHost(theme, window), window, window)
    pane.begin()
    assert pane.list.states.currentWidget() is pane.list.nothing
    assert pane.panel.account is None


def test_a_list_that_cannot_be_read_says_so_and_tries_again(
    pane: ReceivablesPane, owing: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = owing.reader.accounts

    def broken(*_: object, **__: object) -> None:
        raise StoreUnavailable("The shop cannot be read.")

    with monkeypatch.context() as patch:
        patch.setattr(book, "page", broken)
        pane.list.reload()
        assert pane.list.states.currentWidget() is pane.list.states.broken
    assert pane.list.states.broken.button is not None
    pane.list.states.broken.button.click()
    assert pane.list.states.currentWidget() is pane.list.view


def test_narrow_rooms_hide_what_stands_beside_the_list_too(pane: ReceivablesPane) -> None:
    view = pane.list.view
    assert not any(view.isColumnHidden(each) for each in Column)
    pane.resize(1000, 600)
    assert view.isColumnHidden(Column.PROMISE)
    assert not view.isColumnHidden(Column.NAME)


def test_the_ledger_shows_every_entry_with_the_balance_after_it(pane: ReceivablesPane) -> None:
    assert pane.account is not None
    model = pane.panel.ledger.model
    texts = [model.index(0, column).data() for column in range(4)]
    assert texts == ["27 Sep", "Adjustment", "+12,480.00", "12,480.00"]
    said = model.index(0, 0).data(ROLE)
    assert said == "27 Sep 2026, Adjustment, Notebook, +12,480.00, balance ₱12,480.00"
