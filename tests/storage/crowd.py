"""Many customers at once, written in one go with figures that fit together."""

from __future__ import annotations

import random
from datetime import timedelta

from app.domain.clock import utc_text
from app.domain.customer import Customer
from app.domain.money import Money
from app.domain.names import findable, name_key, phone_key
from app.storage.database import Database
from tests.storage.builders import MANILA_NOON

GIVEN = ["Maria", "Jose", "Ana", "Mark", "Ramon", "Zenaida", "Íñigo", "Łucja", "Marisol", "Ben"]
SURNAMES = ["Santos", "Reyes", "dela Cruz", "Peña", "O’Brien", "Garcia", "Lim", "Marquez"]

_INSERT = """INSERT INTO customers (id, name, name_key, name_folded, phone, phone_key,
    total_purchases, transaction_count, first_purchase_date, last_purchase_date,
    created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)"""


def crowd(
    database: Database, size: int, dice: random.Random | None = None, first_id: int = 1
) -> list[Customer]:
    """Write customers with many ties in count and total; every fifth never bought."""
    dice = dice or random.Random(20_000)
    people = [_somebody(first_id + index, dice) for index in range(size)]
    with database.write("gather a crowd"):
        database.run_many(_INSERT, map(_row, people))
    return people


def _somebody(number: int, dice: random.Random) -> Customer:
    name = f"{dice.choice(GIVEN)} {dice.choice(SURNAMES)} {number}"
    count = dice.choice([0, 1, 1, 2, 30])
    last = MANILA_NOON + timedelta(days=dice.randrange(30), hours=dice.randrange(3))
    return Customer(
        number,
        name,
        phone=f"0917{dice.randrange(10**7):07d}",
        total_purchases=Money(dice.choice([-500, 0, 100, dice.randrange(10**6)])),
        transaction_count=count,
        first_purchase=last - timedelta(days=3) if count else None,
        last_purchase=last if count else None,
    )


def _row(each: Customer) -> tuple[object, ...]:
    first, last = (
        None if at is None else utc_text(at) for at in (each.first_purchase, each.last_purchase)
    )
    return (
        *(each.id, each.name, name_key(each.name), findable(each.name)),
        *(each.phone, phone_key(each.phone), each.total_purchases.minor, each.transaction_count),
        *(first, last, "2026-01-01T00:00:00.000Z"),
    )
