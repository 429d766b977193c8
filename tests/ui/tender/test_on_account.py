"""Paying on account: what is shown, what the limit refuses, and an old balance paid along."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.credit import Rider
from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from tests.ui.keys import press, type_text
from tests.ui.tender.conftest import DUE, MARIA, Counter, Milliseconds, said, stand

ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
HELD = Payment("account", Money(100_000), reference="AR-0007")


@pytest.fixture
def on_account(counter: Counter, tender: TenderSheet, watch: Milliseconds) -> Counter:
    """The tender open over 1,779.10, paid on the account of Maria, who owes 1,250 of 5,000."""
    tender.take(DUE, MARIA, stand=stand())
    press(counter, Qt.Key.Key_A, ALT)
    watch.now += DEAF_MS
    return counter


def panel(tender: TenderSheet) -> tuple[str, str, str]:
    account = tender.amounts.account
    return account.owes.text(), account.after.text(), account.limit.text()


def test_the_key_shows_what_is_owed_what_it_will_be_and_the_limit(
    on_account: Counter, tender: TenderSheet
) -> None:
    assert tender.methods.tiles["account"].isChecked()
    assert tender.methods.tiles["account"].detail == "₱3,750 left"
    assert panel(tender) == ("Owes ₱1,250 of 5,000", "₱3,029.10", "₱5,000.00")
    assert tender.amounts.amount.text() == "1,779.10"
    assert not tender.amounts.reference.isVisible()


def test_enter_puts_all_of_it_on_the_account(on_account: Counter, payments: list[Payment]) -> None:
    press(on_account, ENTER)
    assert payments == [Payment("account", DUE, reference="AR-0007")]


def test_a_part_goes_on_account_and_the_rest_is_asked_for_in_cash(
    on_account: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    type_text(on_account, "1000")
    assert panel(tender)[1] == "₱2,250.00"
    press(on_account, ENTER)
    assert tender.parts == (HELD,)
    assert tender.amounts.amount.text() == "779.10"
    assert tender.methods.tiles["cash"].isChecked()
    assert tender.methods.tiles["account"].detail == "₱2,750 left"
    watch.now += DEAF_MS
    press(on_account, ENTER)
    rest = Money(77_910)
    assert payments == [HELD, Payment("cash", rest, tendered=rest)]


def test_over_the_limit_nothing_is_completed_and_two_ways_out_stand_there(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.take(DUE, MARIA, stand=stand(380_000))
    press(counter, Qt.Key.Key_A, ALT)
    watch.now += DEAF_MS
    amounts = tender.amounts
    assert amounts.amount.error == "₱579.10 over this account’s limit"
    assert panel(tender) == ("Owes ₱3,800 of 5,000", "₱5,579.10", "₱5,000.00")
    assert amounts.over.part.text() == "Put ₱1,200.00 on account"
    assert not tender.complete.isEnabled()
    press(counter, ENTER)
    assert payments == []
    QTest.mouseClick(amounts.over.part, Qt.MouseButton.LeftButton)
    assert (amounts.amount.text(), amounts.amount.error) == ("1,200.00", "")
    press(counter, ENTER)
    assert tender.parts == (Payment("account", Money(120_000), reference="AR-0007"),)
    assert amounts.amount.text() == "579.10"


def test_what_somebody_allows_is_asked_with_the_balance_it_comes_to(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    asked: list[Money] = []
    tender.allowance_requested.connect(asked.append)
    tender.take(DUE, MARIA, stand=stand(380_000))
    press(counter, Qt.Key.Key_A, ALT)
    QTest.mouseClick(tender.amounts.over.allow, Qt.MouseButton.LeftButton)
    assert asked == [Money(557_910)]
    tender.set_stand(replace(stand(380_000), allowed=asked[0]), DUE, use=True)
    watch.now += DEAF_MS
    assert tender.amounts.amount.error == ""
    press(counter, ENTER)
    assert payments == [Payment("account", DUE, reference="AR-0007")]


def test_without_a_customer_or_an_account_the_reason_and_the_way_out_stand_there(
    counter: Counter, tender: TenderSheet
) -> None:
    wished: list[bool] = []
    tender.account_requested.connect(lambda: wished.append(True))
    for buyer, reason, way_out in (
        (None, "Choose a customer first", "Pick an account"),
        (MARIA, "No account for this customer", "Open account"),
    ):
        tender.take(DUE, buyer)
        methods = tender.methods
        assert not methods.tiles["account"].isEnabled()
        assert (methods.reason.text(), methods.account.text()) == (reason, way_out)
        press(counter, Qt.Key.Key_A, ALT)
        tender.close_sheet()
    assert wished == [True, True]


def test_the_old_balance_is_offered_and_wished_for_whole(
    counter: Counter, tender: TenderSheet
) -> None:
    wished: list[Money | None] = []
    tender.rider_wished.connect(wished.append)
    tender.take(DUE, MARIA, stand=stand())
    assert tender.amounts.rider.offer.text() == "Also pay the old balance of ₱1,250.00"
    press(counter, Qt.Key.Key_O, ALT)
    assert wished == [Money(125_000)]


def test_with_the_old_balance_the_head_says_what_is_what_and_cash_covers_both(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    due, owed = Money(20_000), Money(50_000)
    rider = Rider("AR-0007", owed)
    tender.take(due + owed, MARIA, stand=replace(stand(50_000, due), rider=rider))
    watch.now += DEAF_MS
    head = tender.amounts.head
    assert head.amount.amount == "₱700.00"
    assert head.of_total.text() == "Sale ₱200.00 + old balance ₱500.00"
    assert tender.amounts.rider.words.text() == "Old balance ₱500.00"
    type_text(counter, "1000")
    assert said(tender) == ("Change", "₱300.00")
    press(counter, ENTER)
    assert payments == [Payment("cash", due + owed, tendered=Money(100_000))]


def test_an_old_balance_cannot_be_put_on_account(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    due, owed = Money(20_000), Money(50_000)
    rider = Rider("AR-0007", owed)
    tender.take(due + owed, MARIA, stand=replace(stand(50_000, due), rider=rider))
    press(counter, Qt.Key.Key_A, ALT)
    watch.now += DEAF_MS
    assert tender.amounts.amount.text() == "200.00", "the goods, and no more"
    type_text(counter, "700")
    press(counter, ENTER)
    assert (payments, tender.parts) == ([], ())
    assert tender.amounts.amount.error == (
        "An old balance cannot be paid by putting it on account."
    )


def test_nothing_at_all_is_not_put_on_account(
    on_account: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(on_account, "0")
    press(on_account, ENTER)
    assert payments == []
    assert tender.amounts.amount.error == "Type how much is put on account."


def test_a_part_on_another_account_is_taken_off_when_somebody_else_buys(
    on_account: Counter, tender: TenderSheet
) -> None:
    kept: list[tuple[Payment, ...]] = []
    tender.parts_changed.connect(kept.append)
    type_text(on_account, "1000")
    press(on_account, ENTER)
    tender.set_stand(None, DUE)
    assert kept[-1] == tender.parts == ()
    assert tender.amounts.amount.text() == "1,779.10"
    assert not tender.methods.tiles["account"].isEnabled()


def test_credit_is_called_credit(counter: Counter, tender: TenderSheet) -> None:
    tender.take(DUE, MARIA, stand=stand(-5_000))
    press(counter, Qt.Key.Key_A, ALT)
    assert panel(tender)[:2] == ("Has credit of ₱50", "₱1,729.10")
    assert not tender.amounts.rider.isVisible()
