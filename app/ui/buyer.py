"""Who is buying, in the words that chip, tender and sale complete share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.customer import Customer, CustomerRef
from app.domain.errors import NotFound, StoreUnavailable
from app.ui.shop import Shop
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.credit import Account


class Buyer(NamedTuple):
    """The customer of a cart as the cashier should see it before the money is taken."""

    name: str
    detail: str
    is_new: bool
    customer: Customer | None = None
    alike: Customer | None = None
    """Whom a new name looks like, and may have been meant for."""
    account: Account | None = None
    """What they may buy on, and owe."""
    is_private: bool = False
    """Whoever stands at the counter may see this screen: only the name is shown."""


def buyer_of(who: CustomerRef | None, shop: Shop, wording: Wording) -> Buyer | None:
    """Look the cart's customer up; None for nobody in particular."""
    if who is None:
        return None
    try:
        customer = _on_record(who, shop)
        if customer is None:
            return _new_buyer(who, shop)
        account = account_of(customer, shop)
    except StoreUnavailable:
        return Buyer(who.name, "", is_new=False)
    buyer = Buyer(customer.name, "", is_new=False, customer=customer, account=account)
    if shop.settings.hides_customer_details:
        return buyer._replace(is_private=True)
    if not customer.transaction_count:
        return buyer._replace(detail=_tr("no purchase yet"))
    detail = f"{wording.purchases(customer.transaction_count)}  ·  "
    return buyer._replace(detail=detail + wording.visit(customer.last_purchase))


def account_of(customer: Customer, shop: Shop) -> Account | None:
    """Give the open account a customer buys on. Raises StoreUnavailable."""
    account = shop.reader.accounts.of_customer(customer.id, by=shop.by)
    return account if account is not None and account.is_active else None


def _new_buyer(who: CustomerRef, shop: Shop) -> Buyer:
    hidden = shop.settings.hides_customer_details
    alike = [] if hidden else shop.reader.customers.lookalikes(who.name, 1, by=shop.by)
    detail = _tr("Will be saved with this sale")
    if who.phone and not hidden:
        detail = _tr("{phone}  ·  saved with this sale").format(phone=who.phone)
    return Buyer(who.name, detail, is_new=True, alike=alike[0] if alike else None)


def _on_record(who: CustomerRef, shop: Shop) -> Customer | None:
    book = shop.reader.customers
    if who.id is not None:
        try:
            return book.customer(who.id, by=shop.by)
        except NotFound:
            pass
    return book.named(who.name, by=shop.by)


def _tr(text: str) -> str:
    return QCoreApplication.translate("buyer", text)
