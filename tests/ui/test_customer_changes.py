"""Wishes about whose a sale is: the figures of everybody touched are announced."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.customer import Customer, CustomerRef
from app.domain.errors import SaleRefused
from app.domain.sale_customer import CustomerChange
from app.ui.shop import Shop


def named(shop: Shop, name: str) -> Customer:
    found = shop.reader.customers.named(name, by=shop.by)
    assert found is not None
    return found


def newest_sale(shop: Shop, customer: Customer) -> int:
    (row,) = shop.reader.customers.history(customer.id, None, 1, by=shop.by)
    return row.sale_id


@pytest.fixture
def heard(shop: Shop) -> list[object]:
    facts: list[object] = []
    for signal in (shop.customers.sales_given, shop.customers.change_undone, shop.changed):
        signal.connect(facts.append)
    return facts


def test_a_sale_given_to_another_is_announced_for_both(
    shop: Shop, heard: list[object], qtbot: QtBot
) -> None:
    maria, marlon = named(shop, "Maria Santos"), named(shop, "Marlon Reyes")
    sale = newest_sale(shop, maria)

    shop.customers.give_sales([sale], CustomerRef(marlon.name, marlon.id))

    qtbot.waitUntil(lambda: len(heard) == 2)
    change, changes = heard
    assert isinstance(change, CustomerChange)
    assert change.to_customer_id == marlon.id
    assert changes == Changes(frozenset({maria.id, marlon.id}), frozenset({sale}))
    assert named(shop, "Marlon Reyes").transaction_count == marlon.transaction_count + 1


def test_a_change_taken_back_is_announced_for_both(
    shop: Shop, heard: list[object], qtbot: QtBot
) -> None:
    maria, marlon = named(shop, "Maria Santos"), named(shop, "Marlon Reyes")
    sale = newest_sale(shop, maria)
    shop.customers.give_sales([sale], CustomerRef(marlon.name, marlon.id))
    qtbot.waitUntil(lambda: len(heard) == 2)
    change = heard[0]
    assert isinstance(change, CustomerChange)
    heard.clear()

    shop.customers.undo_change(change.id)

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == Changes(frozenset({maria.id, marlon.id}), frozenset({sale}))
    assert named(shop, "Maria Santos") == maria


def test_a_sale_given_to_nobody_is_announced_for_who_had_it(
    shop: Shop, heard: list[object], qtbot: QtBot
) -> None:
    maria = named(shop, "Maria Santos")
    sale = newest_sale(shop, maria)

    shop.customers.give_sales([sale], None)

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == Changes(frozenset({maria.id}), frozenset({sale}))


def test_a_change_that_would_change_nothing_is_refused(shop: Shop, qtbot: QtBot) -> None:
    maria = named(shop, "Maria Santos")

    with (
        qtbot.assertNotEmitted(shop.changed, wait=0),
        qtbot.waitSignal(shop.customers.change_refused) as answer,
    ):
        shop.customers.give_sales([newest_sale(shop, maria)], CustomerRef(maria.name, maria.id))

    assert isinstance(answer.args[0], SaleRefused)


def test_linking_when_nothing_waits_links_nothing(shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shop.customers.sales_linked) as answer:
        shop.customers.link_unlinked()

    assert answer.args == [0]
