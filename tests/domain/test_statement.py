"""What a receipt, a payment slip and a statement say about an account, row by row."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.domain.credit import Account, Charge, EntryKind, LedgerEntry
from app.domain.money import Money
from app.domain.payment import AccountSlip, Payment
from app.domain.quantity import Quantity
from app.domain.receipt import Part, receipt_rows
from app.domain.sale import HistoryRow, Kind, SaleLine, SaleRecord, Status
from app.domain.statement import Statement, StatementPart, is_payment, slip_rows, statement_rows

NOON = datetime(2026, 3, 31, 4, 0, tzinfo=UTC)
DAY = date(2026, 3, 31)
MARIA = Account(7, "AR-0007", "Maria Santos", Money(500_000), Money(125_000))


def an_entry(amount: int, balance: int, day: int = 31, **more: object) -> LedgerEntry:
    kind = EntryKind.PAYMENT if amount < 0 else EntryKind.CHARGE
    when = date(2026, 3, day)
    return LedgerEntry(1, kind, Money(amount), Money(balance), NOON, when, **more)  # type: ignore[arg-type]


def a_record(*payments: Payment, **more: object) -> SaleRecord:
    total = sum(part.amount.minor for part in payments)
    head = HistoryRow(
        *(1, "000377", None, Kind.SALE, Status.COMPLETED, NOON, Money(total), "cash", "", 1)
    )
    line = SaleLine("Rice", Quantity.of(1), Money(total), Money(total))
    paid = (Money(total), Money(0), Money(0), (line,), payments, DAY)
    return SaleRecord(head, None, "", *paid, **more)  # type: ignore[arg-type]


def test_a_charge_slip_ends_with_the_new_balance_and_a_line_to_sign_on() -> None:
    slip = AccountSlip(7, "AR-0007", "Maria Santos", Money(20_000), Money(145_000))
    owed = Payment("account", Money(20_000), reference="AR-0007")
    rows = receipt_rows(a_record(owed, charged=(slip,)))
    assert [(row.part, row.amount.minor) for row in rows[-2:]] == [
        (Part.NEW_BALANCE, 145_000),
        (Part.RECEIVED_BY, 20_000),
    ]
    assert all(row.account == slip for row in rows[-2:])


def test_a_receipt_tells_the_old_balance_apart_and_the_money_as_it_was_handed_over() -> None:
    rest = Payment("cash", Money(50_000), Money(80_000))
    along = AccountSlip(
        *(7, "AR-0007", "Maria Santos", Money(50_000), Money(75_000), "P000012"), parts=(rest,)
    )
    cash = Payment("cash", Money(20_000), Money(20_000))
    rows = receipt_rows(a_record(cash, paid_along=along))
    assert [(row.part, row.amount.minor) for row in rows] == [
        (Part.LINE, 20_000),
        (Part.TOTAL, 20_000),
        (Part.OLD_BALANCE, 50_000),
        (Part.TO_PAY, 70_000),
        (Part.PAYMENT, 100_000),
        (Part.CHANGE, 30_000),
        (Part.EXEMPT, 20_000),
        (Part.NEW_BALANCE, 75_000),
    ]


def test_goods_taken_back_on_account_ask_for_no_signature() -> None:
    slip = AccountSlip(7, "AR-0007", "Maria Santos", Money(-500), Money(100))
    rows = receipt_rows(a_record(Payment("account", Money(-500)), charged=(slip,)))
    assert rows[-1].part is Part.NEW_BALANCE


def test_a_receipt_without_an_account_says_nothing_of_one() -> None:
    parts = {row.part for row in receipt_rows(a_record(Payment("cash", Money(5), Money(5))))}
    assert parts == {Part.LINE, Part.TOTAL, Part.PAYMENT, Part.EXEMPT}


def test_a_payment_slip_says_what_was_owed_paid_and_is_left() -> None:
    cash = Payment("cash", Money(50_000), Money(100_000))
    entry = an_entry(-50_000, 75_000, number="P000012", parts=(cash,))
    assert is_payment(entry)
    assert [(row.part, row.amount.minor) for row in slip_rows(entry)] == [
        (StatementPart.OLD_BALANCE, 125_000),
        (StatementPart.PAYMENT, 50_000),
        (StatementPart.TENDERED, 100_000),
        (StatementPart.CHANGE, 50_000),
        (StatementPart.NEW_BALANCE, 75_000),
        (StatementPart.RECEIVED_BY, 50_000),
    ]


def test_a_payment_slip_calls_what_is_too_much_credit() -> None:
    parts = (Payment("gcash", Money(500), reference="1"),)
    rows = slip_rows(an_entry(-500, -200, parts=parts))
    assert (rows[-2].part, rows[-2].amount) == (StatementPart.CREDIT, Money(200))
    assert StatementPart.CHANGE not in {row.part for row in rows}


def test_a_statement_runs_from_the_balance_before_to_the_ages_of_what_is_open() -> None:
    entries = (an_entry(64_000, 9, 11, sale_number="000187"), an_entry(-40_000, 9, 20))
    unpaid = (Charge("000100", date(2026, 1, 30), Money(1_000)), Charge("", DAY, Money(24_000)))
    statement = Statement(MARIA, date(2026, 3, 1), DAY, Money(1_000), entries, unpaid)
    rows = statement_rows(statement)
    assert [(row.part, row.amount.minor, row.balance and row.balance.minor) for row in rows] == [
        (StatementPart.BROUGHT_FORWARD, 1_000, None),
        (StatementPart.ENTRY, 64_000, 65_000),
        (StatementPart.ENTRY, -40_000, 25_000),
        (StatementPart.CHARGED, 64_000, None),
        (StatementPart.PAID, -40_000, None),
        (StatementPart.BALANCE, 25_000, 25_000),
        (StatementPart.AGE_TO_30, 24_000, None),
        (StatementPart.AGE_TO_60, 1_000, None),
    ]
    assert (statement.charged, statement.paid) == (Money(64_000), Money(40_000))
