"""What lies in a basket of the demo shop, and how it is paid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random

from app.commands.demo_people import Person
from app.domain.cart import Cart
from app.domain.money import Money
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.domain.sale import Payment
from app.domain.tender import CASH, QR_WALLET, MethodKind, PaymentMethod, pay, quick_amounts

CARD = PaymentMethod("card", "D", MethodKind.CARD, needs_reference=True)

_FAVOURITES = 9
_STAPLES = {
    "Eggs": 14_000,
    "Rice": 9_000,
    "House goods": 8_000,
    "Vegetables and fruit": 6_500,
    "Meat and fish": 5_000,
}
_DEAR = Money(30_000)
_CHEAP = Money(1_000)
_PIECES = ((1, 2, 3, 4, 6, 12), (62, 20, 7, 5, 4, 2))


class Shelf:
    """What is for sale, and how often each of it is bought."""

    def __init__(self, rng: Random, products: Sequence[Product]) -> None:
        """Rank the goods once: staples sell steadily, of the rest a few sell most."""
        self._rng = rng
        self._goods = rng.sample(list(products), len(products))
        weights = (
            _STAPLES.get(each.category, 100_000 // (8 + rank)) // (4 if _is_dear(each) else 1)
            for rank, each in enumerate(self._goods)
        )
        self._weights = list(accumulate(weights))
        self._favourites: dict[str, list[Product]] = {}

    def pick(self, person: Person | None) -> Product:
        """Draw a product; people come back for what they like."""
        if person is None or self._rng.randrange(10) < 3:
            return self._draw(1)[0]
        if person.name not in self._favourites:
            self._favourites[person.name] = self._draw(_FAVOURITES)
        return self._rng.choice(self._favourites[person.name])

    def _draw(self, count: int) -> list[Product]:
        return self._rng.choices(self._goods, cum_weights=self._weights, k=count)


def _is_dear(product: Product) -> bool:
    return product.price >= _DEAR


def fill(cart: Cart, rng: Random, shelf: Shelf, person: Person | None) -> None:
    """Put a basket into an empty cart."""
    usual = person.lines if person else rng.choice((1, 1, 2, 2, 3))
    for _ in range(rng.randint(1, 2 * usual - 1)):
        product = shelf.pick(person)
        cart.add(product, _quantity(rng, product, is_bulk=person is not None and person.bulk))


def _quantity(rng: Random, product: Product, *, is_bulk: bool) -> Quantity:
    if product.unit == "kg":
        rice = product.category == "Rice"
        weight = rng.choice((1, 1, 2, 2, 3, 5)) * 1000 if rice else rng.randrange(150, 1_800, 5)
        return Quantity(weight * (5 if is_bulk else 1))
    if product.price <= _CHEAP and product.unit == "pc":
        return Quantity.of(rng.choice((1, 2, 2, 4, 5, 6, 10, 12)) * (4 if is_bulk else 1))
    pieces = 1 if _is_dear(product) else rng.choices(*_PIECES)[0]
    return Quantity.of(pieces * (4 if is_bulk else 1))


def payment_for(rng: Random, due: Money) -> Payment:
    """Pay the whole sum one way: mostly cash, and mostly with notes that are too large."""
    luck = rng.randrange(100)
    if luck < 5 and due > _DEAR:
        return pay(CARD, due, due, f"{rng.randrange(10**6):06d}")
    if luck < 24:
        return pay(QR_WALLET, due, due, f"{rng.randrange(10**13):013d}")
    sums = quick_amounts(due) if rng.randrange(4) else ()
    return pay(CASH, due, rng.choice(sums) if sums else due)
