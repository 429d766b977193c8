"""`insights`: the best customers and who is slipping away, on the command line and for the till."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.clock import business_day
from app.domain.customer import Contact, CustomerRef
from app.domain.money import Money
from app.domain.payment import Payment
from app.domain.quantity import Quantity
from app.domain.sale import Sale, SaleLine
from tests.clocks import HeldClock
from tests.commands.conftest import Suki


@pytest.fixture
def shop(writing: Any, by: Actor, clock: HeldClock) -> None:
    """Ana comes each week and still does; Ben came each week and is away for a month."""
    with writing() as store:
        store.customers.add(Contact("Ben Cruz", "0917 555 0101"), by=by)
        for name, newest in (("Ana Reyes", 1), ("Ben Cruz", 30)):
            for turn in range(12):
                at = clock.now() - timedelta(days=newest + 7 * turn)
                line = SaleLine("Rice", Quantity.of(1), Money(125_000), Money(125_000), sku="S1")
                paid = Payment("cash", Money(125_000), Money(125_000))
                day = business_day(clock, at)
                sale = Sale(f"{name}{turn}", (line,), (paid,), at, day, CustomerRef(name))
                store.sales.record(sale, by=by)


@pytest.mark.usefixtures("shop")
def test_insights_have_exactly_the_promised_keys(suki: Suki) -> None:
    said = json.loads(suki("insights", "--json").out)
    assert set(said) == {"sales", "groups", "best", "slipping"}
    assert said["sales"] == 24
    groups = {each["group"]: (each["customers"], each["spent"]) for each in said["groups"]}
    assert groups["best"] == (1, "15000.00")
    assert groups["slipping"] == (1, "15000.00")
    assert set(groups) == {"best", "regular", "new", "occasional", "slipping", "lapsed"}
    assert [each["name"] for each in said["best"]] == ["Ana Reyes"]
    (ben,) = said["slipping"]
    del ben["id"]
    assert ben == {
        "name": "Ben Cruz",
        "phone": "0917 555 0101",
        "transaction_count": 12,
        "spent": "15000.00",
        "usual_days": 7,
        "away_days": 30,
    }


@pytest.mark.usefixtures("shop")
def test_insights_are_read_as_tables_and_by_the_till_as_one_line(suki: Suki) -> None:
    shown = suki("insights").out
    assert "every 7 days" in shown
    assert "30 days" in shown
    assert shown.index("BEST") < shown.index("Ana Reyes") < shown.index("SLIPPING AWAY")
    said = suki("insights", "--feed", "--limit", "0").out
    assert said.count("\n") == 1
    assert json.loads(said)["best"] == []


def test_a_shop_without_sales_says_so(suki: Suki, writing: Any) -> None:
    with writing():
        pass
    nothing = suki("insights")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "No customer has bought anything yet.\n"
