"""What of an open sale somebody has to allow, and how it is said on the pad."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from app.domain.cart import Cart
from app.domain.errors import ShopError
from app.domain.limits import is_reduced, wanted_for
from app.domain.money import Money
from app.domain.people import Act, Wanted
from app.domain.sale_line import SaleLine
from app.ui.shop import Shop
from app.ui.wording import Wording


def wanted_by(shop: Shop, sale_key: str, lines: Iterable[SaleLine]) -> tuple[Wanted, ...]:
    """Give what these lines need approval for, as the door of the store will judge them."""
    reduced = [line for line in lines if is_reduced(line)]
    lowest = _lowest_prices(shop, {line.product_id for line in reduced})
    return wanted_for(sale_key, reduced, lowest, shop.settings.discount_limit_bp)


def wanted_by_edit(shop: Shop, cart: Cart, edit: Callable[[Cart], object]) -> tuple[Wanted, ...]:
    """Give what an edit would need beyond what the cart needs already.

    Raises SaleRefused where the edit itself is refused; the cart is not touched.
    """
    trial = Cart(shop.settings, cart.key)
    trial.restore(cart.content)
    edit(trial)
    before = set(wanted_by(shop, cart.key, cart.lines))
    after = wanted_by(shop, cart.key, trial.lines)
    return for_the_sale([each for each in after if each not in before])


def for_the_sale(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Put discounts on several lines together: one approval of the largest is of them all."""
    wanted = tuple(wanted)
    discounts = [each for each in wanted if each.act is Act.DISCOUNT]
    if len(discounts) < 2:
        return wanted
    largest = max(discounts, key=lambda each: each.up_to)
    whole = Wanted(largest.sale_key, Act.DISCOUNT, "", largest.up_to)
    return (whole, *(each for each in wanted if each.act is not Act.DISCOUNT))


def what_for(
    wanted: tuple[Wanted, ...], lines: Iterable[SaleLine], shop: Shop, wording: Wording
) -> str:
    """Say what is asked for."""
    names = {line.sku or line.name: line.name for line in lines}
    first = wanted[0]
    if len(wanted) > 1:
        text = QCoreApplication.translate("pin", "Prices too low on {count} lines")
        return text.format(count=len(wanted))
    if first.act is Act.CREDIT:
        text = QCoreApplication.translate("pin", "{code} would owe {amount}, above its limit")
        return text.format(code=first.subject, amount=wording.money(Money(first.up_to)))
    name = names.get(first.subject, first.subject)
    if first.act is Act.PRICE:
        text = QCoreApplication.translate("pin", "Price of {amount}, too low, for {name}")
        return text.format(amount=wording.money(Money(first.up_to)), name=name)
    limit = wording.percent_bp(shop.settings.discount_limit_bp)
    if not first.subject:
        text = QCoreApplication.translate("pin", "Discount above {limit} on the whole sale")
        return text.format(limit=limit)
    text = QCoreApplication.translate("pin", "Discount above {limit} on {name}")
    return text.format(limit=limit, name=name)


def _lowest_prices(shop: Shop, ids: Iterable[int | None]) -> dict[int, Money]:
    """Read the lowest prices; what cannot be read the door will judge."""
    found = {}
    for product_id in ids:
        if product_id is None:
            continue
        try:
            product = shop.reader.products.product(product_id, by=shop.by)
        except ShopError:
            continue
        if product.lowest_price is not None:
            found[product_id] = product.lowest_price
    return found
