"""What a sale does to accounts: all of it or nothing, and all of it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.actor import AT_THE_COUNTER, Actor, Right
from app.domain.clock import utc_text
from app.domain.credit import Account, AccountTerms, EntryKind
from app.domain.customer import CustomerRef
from app.domain.errors import NotAllowed, SaleRefused, ShopError
from app.domain.money import Money
from app.domain.payment import AccountSlip, Payment
from app.domain.sale import Kind, Outcome
from app.storage.database import Database
from app.storage.store import WriterStore
from tests import people
from tests.storage.builders import FixedClock, a_line, a_sale
from tests.storage.credits import an_account, on_account, paid_on

CASH_OF_DAYS = "SELECT business_date, cash_amount FROM sales_days ORDER BY 1"


def balance(store: WriterStore, account: Account, by: Actor) -> int:
    return store.accounts.account(account.id, by=by).balance.minor


def kinds(store: WriterStore, account: Account, by: Actor) -> list[tuple[EntryKind, int]]:
    page = store.accounts.ledger(account.id, None, 100, by=by)
    return [(entry.kind, entry.amount.minor) for entry in reversed(page)]


def known(store: WriterStore, name: str, by: Actor) -> int:
    return store.sales.record(a_sale(name, [a_line(0)]), by=by).customer_id or 0


def is_untouched(store: WriterStore, account: Account, by: Actor) -> bool:
    return (
        balance(store, account, by) == 0
        and store.accounts.ledger(account.id, None, 1, by=by) == []
        and store.sales.last(by=by) is None
        and store.verify(by=by).discrepancies == ()
    )


@pytest.fixture
def account(store: WriterStore, owner: Actor) -> Account:
    return an_account(store, owner)


# Put on account


def test_a_sale_on_account_is_owed_and_is_a_purchase_like_any_other(
    store: WriterStore, owner: Actor, account: Account, database: Database
) -> None:
    receipt = store.sales.record(on_account("ar-0001", 20_000, customer="Maria Santos"), by=owner)
    slip = AccountSlip(account.id, "AR-0001", "Maria Santos", Money(20_000), Money(20_000))
    assert receipt.charged == (slip,)
    assert receipt.paid_along is None
    record = store.sales.sale(receipt.sale_id, by=owner)
    assert record.charged == (slip,)
    (entry,) = store.accounts.ledger(account.id, None, 5, by=owner)
    assert (entry.kind, entry.sale_number, entry.person) == (EntryKind.CHARGE, "000001", "Nena")
    maria = store.customers.customer(receipt.customer_id or 0, by=owner)
    assert (maria.total_purchases, maria.transaction_count) == (Money(20_000), 1)
    assert database.rows(CASH_OF_DAYS) == [("2026-03-02", 0)]


def test_a_part_on_account_and_the_rest_in_cash(
    store: WriterStore, owner: Actor, account: Account, database: Database
) -> None:
    receipt = store.sales.record(on_account(account.code, 1_000, charged=400), by=owner)
    assert [slip.amount for slip in receipt.charged] == [Money(400)]
    assert balance(store, account, owner) == 400
    assert database.rows(CASH_OF_DAYS) == [("2026-03-02", 600)]


def test_the_same_sale_twice_is_owed_once(
    store: WriterStore, owner: Actor, account: Account
) -> None:
    sale = on_account(account.code, 700, charged=200, rider=paid_on(account.code, 50, given=100))
    first = store.sales.record(sale, by=owner)
    again = store.sales.record(sale, by=owner)
    assert again == replace(first, outcome=Outcome.ALREADY_RECORDED)
    assert balance(store, account, owner) == 150
    other = store.sales.record(replace(sale, rider=None), by=owner)
    assert other.outcome is Outcome.OTHER_CONTENT


@pytest.mark.parametrize("code", ["AR-0009", "", " "])
def test_on_an_account_that_is_not_there_nothing_is_saved(
    store: WriterStore, owner: Actor, account: Account, code: str
) -> None:
    with pytest.raises(SaleRefused, match=r"no account AR-0009|Choose the account"):
        store.sales.record(on_account(code), by=owner)
    assert is_untouched(store, account, owner)


def test_on_a_closed_account_nothing_is_saved(
    store: WriterStore, owner: Actor, account: Account
) -> None:
    store.accounts.close(account.id, by=owner)
    for sale in (
        on_account(account.code),
        on_account(account.code, charged=0, rider=paid_on(account.code, 5)),
    ):
        with pytest.raises(SaleRefused, match="closed"):
            store.sales.record(sale, by=owner)
    assert is_untouched(store, account, owner)


@pytest.mark.parametrize("table", ["customer_accounts", "ar_transactions", "ar_payments"])
def test_an_account_that_cannot_be_written_refuses_its_tender_before_anything_is_saved(
    store: WriterStore, owner: Actor, account: Account, database: Database, table: str
) -> None:
    event = "UPDATE" if table == "customer_accounts" else "INSERT"
    with database.write("plant"):
        database.run(
            f"CREATE TEMP TRIGGER no_write BEFORE {event} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'planted'); END"
        )
    sale = on_account(account.code, charged=400, rider=paid_on(account.code, 5))
    with pytest.raises(SaleRefused, match="could not be written"):
        store.sales.record(sale, by=owner)
    with database.write("mend"):
        database.run("DROP TRIGGER no_write")
    assert is_untouched(store, account, owner)
    store.sales.record(sale, by=owner)
    assert balance(store, account, owner) == 395


def test_when_the_customer_cannot_be_written_nothing_goes_on_account(
    store: WriterStore, owner: Actor, account: Account
) -> None:
    with pytest.raises(SaleRefused, match="customer could not be saved"):
        store.sales.record(on_account(account.code, customer="Z" * 121), by=owner)
    assert is_untouched(store, account, owner)


def test_a_balance_no_column_can_hold_refuses_the_tender(
    store: WriterStore, owner: Actor, account: Account, clock: FixedClock
) -> None:
    store.accounts.adjust(account.id, Money(10**14), "brought forward", clock.now(), by=owner)
    with pytest.raises(SaleRefused, match="could not be written"):
        store.sales.record(on_account(account.code), by=owner)


# The limit


@pytest.fixture
def cashier() -> Actor:
    return people.cashier("Ben")


def approve(database: Database, key: str, code: str, up_to: int, act: str = "credit") -> None:
    with database.write("approve"):
        database.run(
            "INSERT INTO approvals (sale_key, act, subject, up_to, approved_by, approved_at)"
            " VALUES (?, ?, ?, ?, 'Nena', ?)",
            (key, act, code, up_to, utc_text(FixedClock().now())),
        )


def test_over_the_limit_only_with_the_right_or_an_approval_of_this_sale_that_covers_it(
    store: WriterStore, owner: Actor, cashier: Actor, database: Database
) -> None:
    small = an_account(store, owner, limit=1_000)
    store.sales.record(on_account(small.code, 1_000), by=cashier)
    sale = on_account(small.code, 1, key="over")
    approve(database, "another", small.code, 5_000)
    approve(database, "over", "AR-0009", 5_000)
    approve(database, "over", small.code, 1_000)
    approve(database, "over", small.code, 5_000, act="price")
    with pytest.raises(NotAllowed, match=r"would owe 10\.01, over the limit of 10\.00"):
        store.sales.record(sale, by=cashier)
    assert balance(store, small, owner) == 1_000
    approve(database, "over", small.code, 1_001)
    store.sales.record(sale, by=cashier)
    (entry,) = store.accounts.ledger(small.id, None, 1, by=owner)
    assert (entry.person, entry.approved_by) == ("Ben", "Nena")
    store.sales.record(on_account(small.code, 1), by=owner)
    assert balance(store, small, owner) == 1_002


def test_what_is_paid_along_makes_room_first(
    store: WriterStore, owner: Actor, cashier: Actor
) -> None:
    small = an_account(store, owner, limit=1_000)
    store.sales.record(on_account(small.code, 1_000), by=cashier)
    store.sales.record(on_account(small.code, 600, rider=paid_on(small.code, 600)), by=cashier)
    assert balance(store, small, owner) == 1_000


def test_an_account_is_opened_in_the_tender_by_an_approval_of_its_name_and_limit(
    store: WriterStore, cashier: Actor, database: Database, owner: Actor
) -> None:
    approve(database, "cart", "Ana", 50_000, act="open_account")
    now = FixedClock().now()
    for terms in (AccountTerms("Ben", Money(500)), AccountTerms("Ana", Money(50_001))):
        with pytest.raises(NotAllowed):
            store.accounts.open(terms, now, by=cashier, sale_key="cart")
    terms = AccountTerms("Ana", Money(50_000))
    with pytest.raises(NotAllowed):
        store.accounts.open(terms, now, by=cashier, sale_key="other")
    assert store.accounts.open(terms, now, by=cashier, sale_key="cart").code == "AR-0001"


# Paid along


def test_an_old_balance_paid_along_is_no_purchase_and_its_cash_comes_in(
    store: WriterStore, owner: Actor, account: Account, database: Database
) -> None:
    store.sales.record(on_account(account.code, 50_000), by=owner)
    rider = paid_on(account.code, 50_000, given=80_000)
    sale = on_account(account.code, 20_000, charged=0, customer="Maria Santos", rider=rider)
    receipt = store.sales.record(sale, by=owner)
    assert receipt.total == Money(20_000)
    assert receipt.change == Money(30_000)
    slip = receipt.paid_along
    assert slip == AccountSlip(
        *(account.id, "AR-0001", "Maria Santos", Money(50_000), Money(0), "P000001"),
        parts=rider.parts,
    )
    record = store.sales.sale(receipt.sale_id, by=owner)
    assert (record.paid_along, record.change) == (slip, Money(30_000))
    maria = store.customers.customer(receipt.customer_id or 0, by=owner)
    assert (maria.total_purchases, maria.transaction_count) == (Money(20_000), 1)
    assert kinds(store, account, owner) == [
        (EntryKind.CHARGE, 50_000),
        (EntryKind.PAYMENT, -50_000),
    ]
    assert database.rows(CASH_OF_DAYS) == [("2026-03-02", 70_000)]


# Void and return


def test_a_void_gives_everything_back(
    store: WriterStore, owner: Actor, account: Account, clock: FixedClock, database: Database
) -> None:
    store.sales.record(on_account(account.code, 300), by=owner)
    sale = on_account(account.code, 1_000, charged=400, rider=paid_on(account.code, 250))
    receipt = store.sales.record(sale, by=owner)
    assert balance(store, account, owner) == 450
    clock.advance(days=2)
    store.sales.void(receipt.sale_id, "wrong goods", clock.now(), by=owner)
    assert balance(store, account, owner) == 300
    assert database.rows(CASH_OF_DAYS) == [("2026-03-02", 0)]
    back = store.accounts.ledger(account.id, None, 2, by=owner)
    assert {entry.reason for entry in back} == {"wrong goods"}
    record = store.sales.sale(receipt.sale_id, by=owner)
    assert (record.charged, record.paid_along) == ((), None)
    assert store.verify(by=owner).discrepancies == ()


def test_a_return_is_taken_off_the_account_and_a_void_of_it_puts_it_on_again(
    store: WriterStore, owner: Actor, account: Account, clock: FixedClock
) -> None:
    sold = store.sales.record(on_account(account.code, 2_000, customer="Maria Santos"), by=owner)
    line = a_line(2_000, "-1")
    back = replace(
        a_sale(lines=[line], kind=Kind.RETURN, original=sold.sale_id),
        payments=(Payment("account", Money(-2_000), reference=account.code),),
    )
    receipt = store.sales.record(back, by=owner)
    assert balance(store, account, owner) == 0
    assert kinds(store, account, owner)[-1] == (EntryKind.CORRECTION, -2_000)
    store.sales.void(receipt.sale_id, "slip", clock.now(), by=owner)
    assert balance(store, account, owner) == 2_000
    assert store.verify(by=owner).discrepancies == ()


# Whose it is


def test_a_changed_customer_takes_what_is_owed_along(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    ana, ben = known(store, "Ana", owner), known(store, "Ben", owner)
    anas = an_account(store, owner, "Ana", 500_000, ana)
    bens = an_account(store, owner, "Ben", 500_000, ben)
    sold = store.sales.record(on_account(anas.code, 900, charged=700, customer="Ana"), by=owner)
    clock.advance(days=40)
    change = store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    assert (balance(store, anas, owner), balance(store, bens, owner)) == (0, 700)
    assert kinds(store, anas, owner) == [(EntryKind.CHARGE, 700), (EntryKind.REVERSAL, -700)]
    debt = store.accounts.account(bens.id, by=owner)
    assert debt.oldest_unpaid == clock.now().date() - timedelta(days=40)
    assert store.sales.sale(sold.sale_id, by=owner).charged[0].code == bens.code
    store.sales.undo_change(change.id, clock.now(), by=owner)
    assert (balance(store, anas, owner), balance(store, bens, owner)) == (700, 0)
    again = store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    store.sales.undo_change(again.id, clock.now(), by=owner)
    store.sales.void(sold.sale_id, "slip", clock.now(), by=owner)
    assert (balance(store, anas, owner), balance(store, bens, owner)) == (0, 0)
    assert store.verify(by=owner).discrepancies == ()


def test_changes_are_taken_back_one_after_the_other(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    book = [
        an_account(store, owner, name, 500_000, known(store, name, owner))
        for name in ("Ana", "Ben", "Carla")
    ]
    sold = store.sales.record(on_account(book[0].code, 900, customer="Ana"), by=owner)
    changes = [
        store.sales.change_customer([sold.sale_id], CustomerRef(name), clock.now(), by=owner)
        for name in ("Ben", "Carla")
    ]
    owed = [[0, 0, 900], [0, 900, 0], [900, 0, 0]]
    for expected in owed:
        assert [balance(store, each, owner) for each in book] == expected
        if changes:
            store.sales.undo_change(changes.pop().id, clock.now(), by=owner)
    assert store.verify(by=owner).discrepancies == ()


def test_on_a_shared_account_nothing_moves(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    ids = (known(store, "Ana", owner), known(store, "Ben", owner))
    shared = an_account(store, owner, "Reyes family", 500_000, *ids)
    sold = store.sales.record(on_account(shared.code, 900, customer="Ana"), by=owner)
    store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    assert kinds(store, shared, owner) == [(EntryKind.CHARGE, 900)]


def test_an_account_chosen_by_its_code_has_nothing_to_do_with_who_bought(
    store: WriterStore, owner: Actor, account: Account, clock: FixedClock
) -> None:
    known(store, "Ben", owner)
    first = store.sales.record(on_account(account.code, 900), by=owner)
    second = store.sales.record(on_account(account.code, 100, customer="Ana"), by=owner)
    for sale in (first, second):
        store.sales.change_customer([sale.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    assert balance(store, account, owner) == 1_000
    assert len(kinds(store, account, owner)) == 2


@pytest.mark.parametrize(
    ("to", "advice"),
    [(CustomerRef("Ben"), "Open an account for Ben first"), (None, "Choose a customer with")],
)
def test_whoever_has_no_account_cannot_take_what_is_owed(
    store: WriterStore, owner: Actor, clock: FixedClock, to: CustomerRef | None, advice: str
) -> None:
    ana = an_account(store, owner, "Ana", 500_000, known(store, "Ana", owner))
    sold = store.sales.record(on_account(ana.code, 900, customer="Ana"), by=owner)
    with pytest.raises(SaleRefused, match=f"Sale {sold.number} is on account") as refused:
        store.sales.change_customer([sold.sale_id], to, clock.now(), by=owner)
    assert advice in refused.value.advice
    assert store.sales.sale(sold.sale_id, by=owner).customer_id == sold.customer_id
    assert store.customers.named("Ben", by=owner) is None
    assert balance(store, ana, owner) == 900


def test_what_is_owed_moves_over_a_limit_or_to_a_closed_account_only_by_right(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    ana = an_account(store, owner, "Ana", 500_000, known(store, "Ana", owner))
    ben = an_account(store, owner, "Ben", 100, known(store, "Ben", owner))
    sold = store.sales.record(on_account(ana.code, 900, customer="Ana"), by=owner)
    helper = people.allowed("Carla", [*AT_THE_COUNTER, Right.CHANGE_OLD_SALES])
    with pytest.raises(NotAllowed, match="over the limit"):
        store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=helper)
    store.accounts.close(ben.id, by=owner)
    with pytest.raises(ShopError, match="closed"):
        store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    assert balance(store, ana, owner) == 900


def test_what_came_back_since_goes_home_with_its_sale(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    ana = an_account(store, owner, "Ana", 500_000, known(store, "Ana", owner))
    ben = an_account(store, owner, "Ben", 500_000, known(store, "Ben", owner))
    sold = store.sales.record(
        on_account(ana.code, 1_000, customer="Ana", lines=(a_line(500, "2"),)), by=owner
    )
    change = store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    back = replace(
        a_sale(lines=[a_line(500, "-1")], kind=Kind.RETURN, original=sold.sale_id),
        payments=(Payment("account", Money(-500), reference=ben.code),),
    )
    store.sales.record(back, by=owner)
    assert (balance(store, ana, owner), balance(store, ben, owner)) == (0, 500)
    store.sales.undo_change(change.id, clock.now(), by=owner)
    assert (balance(store, ana, owner), balance(store, ben, owner)) == (500, 0)
    assert store.verify(by=owner).discrepancies == ()


def test_a_mixed_up_return_moves_with_its_sale_forward_too(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    ana = an_account(store, owner, "Ana", 500_000, known(store, "Ana", owner))
    ben = an_account(store, owner, "Ben", 500_000, known(store, "Ben", owner))
    lines = (a_line(500, "2"),)
    sold = store.sales.record(on_account(ana.code, 1_000, customer="Ana", lines=lines), by=owner)
    back = replace(
        a_sale(lines=[a_line(500, "-1")], kind=Kind.RETURN, original=sold.sale_id),
        payments=(Payment("account", Money(-500), reference=ana.code),),
    )
    store.sales.record(back, by=owner)
    store.sales.change_customer([sold.sale_id], CustomerRef("Ben"), clock.now(), by=owner)
    assert (balance(store, ana, owner), balance(store, ben, owner)) == (0, 500)
    assert store.verify(by=owner).discrepancies == ()
