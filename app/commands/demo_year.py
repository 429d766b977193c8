"""A year of a shop that never was: the same seed and the same moment give the same sales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import accumulate
from random import Random

from app.commands.demo_baskets import Shelf, fill, payment_for
from app.commands.demo_people import YEAR, Person, people, visits
from app.domain.cart import Cart
from app.domain.customer import CustomerRef
from app.domain.product import Product
from app.domain.sale import Kind, Payment, Sale, SaleLine
from app.domain.settings import ShopSettings

WALK_INS_PER_HUNDRED = 45
RETURNS = 14

_WEEKDAYS = (85, 80, 85, 90, 115, 140, 120)  # Monday first
_OPENS, _CLOSES = 6, 21
_HOURS = (4, 9, 10, 7, 6, 8, 7, 4, 4, 5, 7, 11, 12, 8, 3)  # from six in the morning


@dataclass(frozen=True, slots=True)
class DemoYear:
    """Who came, and what they bought and brought back, oldest first.

    `originals` names, by the key of each return, the key of the sale its goods come from.
    """

    people: tuple[Person, ...]
    sales: tuple[Sale, ...]
    originals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Visit:
    at: datetime
    day: date
    person: Person | None


def demo_year(
    products: Sequence[Product],
    settings: ShopSettings,
    *,
    seed: int,
    now: datetime,
    zone: tzinfo | None = None,
) -> DemoYear:
    """Make up a year of sales that ends before `now`; `zone` None is the machine's."""
    rng = Random(seed)  # noqa: S311 -- a demo has to come out the same every time
    everybody = tuple(people(rng))
    calendar = _Calendar(rng, now, zone)
    came = sorted(_all_visits(rng, calendar, everybody), key=lambda visit: visit.at)
    shelf = Shelf(rng, products)
    sales = _typed_carelessly([_ring_up(rng, shelf, settings, visit) for visit in came])
    taken_back = _returns(rng, sales, calendar)
    ordered = sorted([*sales, *(back for back, _ in taken_back)], key=lambda each: each.sold_at)
    return DemoYear(everybody, tuple(ordered), {back.key: key for back, key in taken_back})


class _Calendar:
    """When the shop is open, and how busy it is."""

    def __init__(self, rng: Random, now: datetime, zone: tzinfo | None) -> None:
        self._rng = rng
        self._now = now.astimezone(UTC)
        self._zone = zone
        local = now.astimezone(zone)
        opens = datetime.combine(local.date(), time(_OPENS), local.tzinfo)
        # Before the doors open the newest day is yesterday.
        self.today = local.date() - timedelta(days=local < opens + timedelta(hours=1))

    def busy(self, ago: int) -> int:
        """Weigh a day: weekends, paydays and December are busier."""
        day = self.today - timedelta(days=ago)
        weight = _WEEKDAYS[day.weekday()] * (130 if day.day in (15, 16, 30, 31) else 100)
        return weight * (135 if day.month == 12 else 100)

    def moment(self, ago: int) -> tuple[datetime, date]:
        """Draw a moment of that day at which the shop was open, before now."""
        day = self.today - timedelta(days=ago)
        while True:
            hour = self._rng.choices(range(_OPENS, _CLOSES), _HOURS)[0]
            clock = time(hour, self._rng.randrange(60), self._rng.randrange(60))
            at = self.utc(datetime.combine(day, clock))
            if at < self._now:
                return at, day

    def utc(self, local: datetime) -> datetime:
        """Turn what the clock on the wall says into UTC."""
        return (local if self._zone is None else local.replace(tzinfo=self._zone)).astimezone(UTC)

    def later(self, sale: Sale) -> tuple[datetime, date] | None:
        """Draw a moment one to three days after a sale; None when that is not over yet."""
        ago = (self.today - sale.business_date).days - self._rng.randint(1, 3)
        return self.moment(ago) if ago > 0 else None


def _all_visits(rng: Random, calendar: _Calendar, everybody: Sequence[Person]) -> Iterator[_Visit]:
    named = 0
    for person in everybody:
        newest, *older = visits(rng, person.habit)
        for ago in (newest, *(_pulled(rng, calendar, each) for each in older)):
            named += 1
            yield _Visit(*calendar.moment(ago), person)
    walk_ins = named * WALK_INS_PER_HUNDRED // (100 - WALK_INS_PER_HUNDRED)
    days = range(YEAR)
    weights = list(accumulate(calendar.busy(ago) for ago in days))
    for ago in rng.choices(days, cum_weights=weights, k=walk_ins):
        yield _Visit(*calendar.moment(ago), None)


def _pulled(rng: Random, calendar: _Calendar, ago: int) -> int:
    """Let a visit fall on the busier of the days around it more often."""
    near = [ago - 1, ago, ago + 1] if ago > 1 else [ago]
    return rng.choices(near, [calendar.busy(each) for each in near])[0]


def _ring_up(rng: Random, shelf: Shelf, settings: ShopSettings, visit: _Visit) -> Sale:
    cart = Cart(settings, key=f"{rng.getrandbits(128):032x}")
    fill(cart, rng, shelf, visit.person)
    if visit.person:
        cart.set_customer(CustomerRef(visit.person.name))
    return cart.complete((payment_for(rng, cart.total),), visit.at, visit.day)


def _typed_carelessly(sales: list[Sale]) -> list[Sale]:
    """Let now and then a cashier type a known name in other letters or with more blanks."""
    ways = (str.upper, str.lower, _with_wide_blanks, str.swapcase)
    met: set[str] = set()
    typed = []
    for number, sale in enumerate(sales):
        customer = sale.customer
        if customer and customer.name in met and number % 40 == 0:
            name = ways[number // 40 % len(ways)](customer.name)
            sale = replace(sale, customer=CustomerRef(name))
        if customer:
            met.add(customer.name)
        typed.append(sale)
    return typed


def _with_wide_blanks(name: str) -> str:
    return f" {'   '.join(name.split())} "


def _returns(rng: Random, sales: Sequence[Sale], calendar: _Calendar) -> list[tuple[Sale, str]]:
    """Bring a line of a few sales back, for cash, one to three days later."""
    taken_back: list[tuple[Sale, str]] = []
    for sale in rng.sample(sales, len(sales)):
        lines = [line for line in sale.lines if line.quantity.is_whole]
        later = calendar.later(sale) if lines and sale.customer else None
        if later:
            taken_back.append((_return_of(rng, rng.choice(lines), sale, *later), sale.key))
        if len(taken_back) == RETURNS:
            break
    return taken_back


def _return_of(rng: Random, line: SaleLine, sale: Sale, at: datetime, day: date) -> Sale:
    back = replace(line, quantity=-line.quantity, total=-line.total)
    return Sale(
        f"{rng.getrandbits(128):032x}",
        (back,),
        (Payment("cash", back.total),),
        at,
        day,
        sale.customer,
        kind=Kind.RETURN,
    )
