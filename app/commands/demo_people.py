"""The people of the demo shop, and how often they come."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from random import Random

from app.domain.names import name_key
from app.domain.resources import resource

YEAR = 365
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Habit:
    """How a group of customers comes: `people` of them, every `gap` days.

    `newest` and `oldest` say how many days ago the last and the first visit lie.
    """

    people: int
    gap: Span
    newest: Span
    oldest: Span


REGULAR = Habit(38, gap=(7, 16), newest=(0, 9), oldest=(300, YEAR))
ONCE = Habit(70, gap=(YEAR, YEAR), newest=(0, YEAR), oldest=(0, 0))
HABITS = (
    REGULAR,
    Habit(60, gap=(18, 45), newest=(0, 30), oldest=(120, YEAR)),  # now and then
    Habit(36, gap=(7, 18), newest=(95, 240), oldest=(300, YEAR)),  # lapsed
    Habit(14, gap=(8, 13), newest=(30, 60), oldest=(280, YEAR)),  # slipping away
    Habit(25, gap=(5, 14), newest=(0, 8), oldest=(10, 45)),  # new
    ONCE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer. `lines` is a usual basket; a `bulk` buyer takes several of each."""

    name: str
    habit: Habit
    lines: int
    phone: str = ""
    address: str = ""
    bulk: bool = False


def _every(gap: int, newest: int, oldest: int) -> Habit:
    return Habit(1, gap=(gap, gap), newest=(newest, newest), oldest=(oldest, oldest))


# The same in every demo shop: pictures, help and guided tours may count on them.
KNOWN = (
    Person("Maria Santos", _every(10, 4, 350), 7, "0917 555 0142", "Brgy. San Roque, Cebu City"),
    Person("Rodel Pascual", _every(7, 1, YEAR), 5, "0918 555 0190"),
    Person("Aling Tess Store", _every(13, 2, 360), 8, "0922 555 0107", bulk=True),
    Person("Barangay San Roque", _every(30, 35, 340), 9, "0932 555 0111", bulk=True),
    Person("Juan dela Cruz, Cebu", _every(24, 6, 300), 4, "0905 555 0133"),
    Person("Juan dela Cruz, Mandaue", _every(31, 12, 330), 3),
    Person("Ana Peña", _every(15, 3, 240), 4, "0939 555 0126"),
    Person("Ana Pena", _every(40, 20, 180), 2),
)
_AREAS = ("Brgy. Mabolo", "Brgy. Lahug", "Brgy. Guadalupe", "Brgy. Tisa", "Brgy. Banilad")


def people(rng: Random) -> list[Person]:
    """Draw the customers of the shop, the known ones first; no two names are one name."""
    given, surnames = _names()
    taken = {name_key(each.name) for each in KNOWN}
    drawn: list[Person] = []
    for habit in HABITS:
        for _ in range(habit.people):
            name = f"{rng.choice(given)} {rng.choice(surnames)}"
            while name_key(name) in taken:
                name = f"{rng.choice(given)} {rng.choice(surnames)}"
            taken.add(name_key(name))
            drawn.append(_person(rng, name, habit, number=len(drawn)))
    return [*KNOWN, *drawn]


def _person(rng: Random, name: str, habit: Habit, number: int) -> Person:
    """Fill in the rest: few people buy most, and not everybody left a number."""
    lines = min(14, int(2 * rng.paretovariate(1.3)))
    leaves_phone = habit is not ONCE and rng.randrange(3) > 0
    prefix = rng.choice(("0905", "0917", "0918", "0927", "0939", "0998"))
    phone = f"{prefix} 555 {1000 + number:04d}" if leaves_phone else ""
    address = f"{rng.choice(_AREAS)}, Cebu City" if phone and rng.randrange(3) == 0 else ""
    return Person(name, habit, lines, phone, address)


def visits(rng: Random, habit: Habit) -> list[int]:
    """Give how many days ago each visit was, newest first; at least one, none twice."""
    gap = rng.randint(*habit.gap)
    ago, oldest = rng.randint(*habit.newest), rng.randint(*habit.oldest)
    days = [ago]
    while True:
        ago += max(1, gap + rng.randint(-gap // 2, gap // 2))
        if ago > min(oldest, YEAR):
            return days
        days.append(ago)


def _names() -> tuple[list[str], list[str]]:
    with resource("demo", "names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    given = [row["name"] for row in rows if row["kind"] == "given"]
    return given, [row["name"] for row in rows if row["kind"] == "surname"]
