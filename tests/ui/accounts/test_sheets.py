"""The dialogs over an account: opened, changed, adjusted, promised, paid, stated."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.period import Period
from app.ui.accounts.account_sheet import AccountSheet
from app.ui.accounts.paper import save_slip
from app.ui.accounts.payment_sheet import PaymentSheet
from app.ui.accounts.payment_sums import round_sums
from app.ui.accounts.reason_sheet import AdjustSheet, PromiseSheet, TakeBackSheet
from app.ui.accounts.slip import SlipWords
from app.ui.accounts.statement_pages import StatementPages
from app.ui.accounts.statement_sheet import StatementSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.ui.accounts.conftest import account

TODAY = date(2026, 11, 12)


# Opening and changing


def test_an_account_gets_the_next_code_and_its_customers(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    sheet = AccountSheet(owing, theme, wording, window, name="Nene Carinderia")
    sheet.ask()
    sheet.limit.set_text("10,000")
    with qtbot.waitSignal(sheet.saved) as answer:
        sheet.save()
    (opened,) = answer.args
    assert (opened.name, opened.limit, opened.terms_days) == (
        "Nene Carinderia", Money(1_000_000), 30,
    )  # fmt: skip
    assert opened.code.startswith("AR-")


def test_a_taken_code_is_said_at_the_code(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    sheet = AccountSheet(owing, theme, wording, window, name="Nene")
    sheet.ask()
    sheet.code.set_text("ar-0007")
    with qtbot.waitSignal(owing.ledgers.refused):
        sheet.save()
    assert sheet.is_open
    assert sheet.code.error == "Maria Santos has the code AR-0007 already."


def test_another_limit_asks_why(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    maria = account(owing, "AR-0007")
    who = owing.reader.accounts.customers_of(maria.id, by=owing.by)
    sheet = AccountSheet(owing, theme, wording, window, maria, customers=who)
    sheet.ask()
    assert not sheet.reason.isVisible()
    sheet.limit.edit.clear()
    sheet.limit.edit.insert("8000")
    assert sheet.reason.isVisible()
    with qtbot.waitSignal(owing.ledgers.refused):
        sheet.save()
    assert sheet.reason.error
    sheet.reason.set_text("Pays well")
    with qtbot.waitSignal(sheet.saved):
        sheet.save()
    assert account(owing, "AR-0007").limit == Money(800_000)


def test_bad_amounts_and_days_are_pointed_out(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget
) -> None:
    sheet = AccountSheet(owing, theme, wording, window, name="Nene")
    sheet.ask()
    sheet.limit.set_text("12,5")
    sheet.save()
    assert sheet.limit.error
    sheet.limit.set_text("100")
    sheet.terms.set_text("a month")
    sheet.save()
    assert sheet.terms.error == "Type a number of days, like 30."


# By hand


def test_an_adjustment_needs_a_reason_and_goes_both_ways(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    sheet = AdjustSheet(owing, theme, wording, window, account(owing, "AR-0007"))
    sheet.ask()
    sheet.amount.set_text("250")
    sheet.save()
    assert sheet.reason.error == "Say why."
    sheet.way.set_current("less")
    sheet.reason.set_text("Counted twice")
    with qtbot.waitSignal(owing.ledgers.entered):
        sheet.save()
    assert not sheet.is_open
    assert account(owing, "AR-0007").balance == Money(100_000)


def test_an_entry_is_taken_back_by_another_one(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    maria = account(owing, "AR-0007")
    (entry,) = owing.reader.accounts.ledger(maria.id, None, 9, by=owing.by)
    sheet = TakeBackSheet(owing, theme, wording, window, maria, entry)
    sheet.ask()
    sheet.reason.set_text("Wrong page of the notebook")
    with qtbot.waitSignal(owing.ledgers.entered):
        sheet.save()
    assert account(owing, "AR-0007").balance == Money(0)
    entries = owing.reader.accounts.ledger(maria.id, None, 9, by=owing.by)
    assert [each.is_reversed for each in entries] == [False, True]


def test_a_promise_is_a_day_from_today_on_and_can_be_forgotten(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    sheet = PromiseSheet(owing, theme, wording, window, account(owing, "AR-0007"), TODAY)
    sheet.ask()
    sheet.day.set_text("1 Nov 2026")
    sheet.save()
    assert sheet.day.error == "Type a day from today on."
    sheet.day.set_text("20 Nov 2026")
    with qtbot.waitSignal(owing.ledgers.saved):
        sheet.save()
    promised = account(owing, "AR-0007")
    assert promised.promise_date == date(2026, 11, 20)
    again = PromiseSheet(owing, theme, wording, window, promised, TODAY)
    again.ask()
    with qtbot.waitSignal(owing.ledgers.saved):
        again.none.click()
    assert account(owing, "AR-0007").promise_date is None


# Payments


@pytest.fixture
def payment(owing: Shop, theme: Theme, wording: Wording, window: QWidget) -> PaymentSheet:
    sheet = PaymentSheet(owing, theme, wording, window, account(owing, "AR-0007"))
    sheet.ask()
    return sheet


def test_all_that_is_owed_is_proposed_with_two_round_sums(payment: PaymentSheet) -> None:
    assert payment.form.amount.edit.selectedText() == "1,250.00"
    assert [tile.text() for tile, _ in payment.form.sums.tiles] == [
        "Full balance",
        "₱1,000",
        "₱500",
    ]
    assert payment.save_button.text() == "Record ₱1,250.00"
    assert payment.pays.rows[0][0].text() == "Adjustment, 29 Oct"
    assert payment.pays.balance.text() == "₱0.00"
    assert "account" not in payment.form.methods.tiles


def test_round_sums_are_below_the_balance() -> None:
    assert round_sums(Money(9_999)) == []
    assert round_sums(Money(10_001)) == [Money(10_000)]
    assert round_sums(Money(1_248_000)) == [Money(1_000_000), Money(500_000)]


def test_less_cash_than_is_paid_is_refused_at_its_field(payment: PaymentSheet) -> None:
    payment.form.given.set_text("1000")
    payment.save()
    assert payment.form.given.error == "This is less than what is to be paid."
    assert payment.is_open


def test_a_wallet_needs_its_reference(payment: PaymentSheet) -> None:
    payment.form.methods.tiles["gcash"].click()
    assert not payment.form.given.isVisible()
    payment.save()
    assert payment.form.reference.error == "Type the reference number of the payment."


def test_what_could_not_be_saved_is_said_and_sent_again_with_the_same_key(
    payment: PaymentSheet, owing: Shop, qtbot: QtBot
) -> None:
    first = payment.read()
    payment.save()
    payment._on_refused(StoreUnavailable("Not confirmed.", in_doubt=True))
    assert payment.problem.text() == "Not confirmed."
    second = payment.read()
    assert first is not None
    assert second is not None
    assert first.key == second.key
    with qtbot.waitSignal(owing.ledgers.paid):
        payment.save()


def test_a_reference_used_before_is_asked_about_once(
    payment: PaymentSheet, owing: Shop, theme: Theme, wording: Wording, window: QWidget,
    qtbot: QtBot,
) -> None:  # fmt: skip
    payment.form.methods.tiles["gcash"].click()
    payment.form.amount.set_text("100")
    payment.form.reference.set_text("901344712208")
    with qtbot.waitSignal(payment.saved):
        payment.save()
    again = PaymentSheet(owing, theme, wording, window, account(owing, "AR-0007"))
    again.ask()
    again.form.methods.tiles["gcash"].click()
    again.form.reference.set_text("901344712208")
    again.save()
    assert again.form.reference.error.startswith("This reference was used before")
    with qtbot.waitSignal(again.saved):
        again.save()


# Paper


def test_a_slip_says_what_was_owed_paid_and_given_back(
    payment: PaymentSheet, owing: Shop, wording: Wording, qtbot: QtBot, tmp_path: Path
) -> None:
    payment.form.given.set_text("2000")
    with qtbot.waitSignal(payment.saved) as answer:
        payment.save()
    entry = owing.reader.accounts.entry(answer.args[0].id, by=owing.by)
    lines = SlipWords(wording).lines(entry, account(owing, "AR-0007"), "Santos Mini Mart")
    said = [(line.words, line.figure) for line in lines]
    for expected in (
        ("Balance before", "1,250.00"), ("PAID", "₱1,250.00"), ("Cash", "2,000.00"),
        ("Change", "750.00"), ("New balance", "₱0.00"), ("Received by ____________", ""),
    ):  # fmt: skip
        assert expected in said
    save_slip(tmp_path / "slip.pdf", lines, wording, "Payment")
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(StoreUnavailable, match="could not be saved"):
        save_slip(tmp_path / "no such folder" / "slip.pdf", lines, wording, "Payment")


def test_a_statement_is_shown_for_its_days_and_saved_both_ways(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, tmp_path: Path
) -> None:
    sheet = StatementSheet(owing, theme, wording, window, account(owing, "AR-0007"))
    sheet.ask()
    assert sheet.pages is not None
    assert sheet.pages.texts[1] == ("29 Oct 2026, Adjustment  ·  Notebook, +1,250.00, 1,250.00")
    sheet.save_pdf_to(tmp_path / "statement.pdf")
    assert (tmp_path / "statement.pdf").read_bytes().startswith(b"%PDF-")
    sheet.save_csv_to(tmp_path / "statement.csv")
    with (tmp_path / "statement.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["Amount"] == rows[1]["Balance"] == "1250.00"
    assert sheet.said.text() == "Saved as statement.csv"
    sheet.show_period(Period(date(2026, 11, 1), TODAY))
    assert sheet.pages.texts[0] == "1 Nov 2026, Balance brought forward, 1,250.00"
    sheet.save_csv_to(tmp_path / "nowhere" / "statement.csv")
    assert "could not be saved" in sheet.said.text()


def test_a_long_statement_goes_on_over_pages(
    owing: Shop, theme: Theme, wording: Wording, window: QWidget, qtbot: QtBot
) -> None:
    maria = account(owing, "AR-0007")
    for _ in range(70):
        with qtbot.waitSignal(owing.ledgers.entered):
            owing.ledgers.adjust(maria.id, Money(100), "One more", owing.clock.now())
    sheet = StatementSheet(owing, theme, wording, window, account(owing, "AR-0007"))
    assert sheet.pages is not None
    assert sheet.pages.count == 3
    assert sheet.view.sizeHint().height() > StatementPages.HEIGHT * 2
    assert sheet.view.sizeHint() != QSize()
