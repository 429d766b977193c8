"""What became of every cart that was ever at the counter: no line goes without a reason."""

from __future__ import annotations

from collections import Counter as Bag

from app.domain.cart_line import CartLine
from app.domain.draft import draft_of
from app.domain.sale import RecordedSale, SaleLine
from tests.flows.counter import Counter

Goods = tuple[str, str]
SoldRow = tuple[str, int, int, int]


def goods_of(items: tuple[CartLine, ...]) -> Bag[Goods]:
    """Count how much of each thing there is, on however many lines."""
    goods: Bag[Goods] = Bag()
    for line in items:
        goods[line.sku, line.name] += line.quantity.thousandths
    return goods


def row_of(line: SaleLine) -> SoldRow:
    return line.name, line.quantity.thousandths, line.discount.minor, line.total.minor


class Ledger:
    """Looks at the cart after every deed, and keeps the last it saw of each."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._lines: dict[str, tuple[SaleLine, ...]] = {}
        self._discarded: set[str] = set()
        self._key, self._items = counter.cart.key, counter.cart.items
        self.recorded: list[RecordedSale] = []
        counter.shop.sale_recorded.connect(self.recorded.append)
        counter.shop.counter.discarded.connect(self._discarded.add)
        counter.shop.counter.parked.connect(lambda sale: self._discarded.discard(sale.draft.key))

    @property
    def sold_keys(self) -> set[str]:
        return {str(key) for (key,) in self._counter.rows("SELECT sale_key FROM sales")}

    def look(self, *, may_lose: bool) -> None:
        """See the cart after a deed; only some deeds may take anything out of it."""
        cart = self._counter.cart
        if cart.key == self._key and not may_lose:
            lost = goods_of(self._items) - goods_of(cart.items)
            assert not lost, f"lost without an edit that removes: {dict(lost)}"
        self._key, self._items = cart.key, cart.items
        self._lines[cart.key] = cart.lines

    def check(self) -> None:
        """Find every cart where it belongs, once: sold as it was shown, parked, open or emptied."""
        counter = self._counter
        counter.settle()
        counter.settle()  # scans that waited for a sale to be saved are drafts only now
        self.look(may_lose=True)
        parked: dict[str, str] = dict(counter.rows("SELECT sale_key, content FROM parked_carts"))
        sold = self.sold_keys
        assert not sold & set(parked), "sold and parked"
        self._check_draft(sold)
        gone = self._discarded | {self._key} | set(parked) | sold
        forgotten = [key for key, lines in self._lines.items() if lines and key not in gone]
        assert not forgotten, f"neither sold nor parked: {forgotten}"
        for key in self._lines.keys() & sold:
            self._check_sold(key)
            del self._lines[key]  # a sale changes no more

    def _check_draft(self, sold: set[str]) -> None:
        rows = self._counter.rows("SELECT sale_key, content FROM cart_drafts")
        kept = [row for row in rows if row[0] not in sold]
        cart = self._counter.cart
        is_nothing = cart.is_empty and cart.customer is None and not cart.parts
        wanted = [] if is_nothing else [(cart.key, draft_of(cart).content)]
        assert kept == wanted, f"draft {kept} is not the cart {wanted}"

    def _check_sold(self, key: str) -> None:
        rows = self._counter.rows(
            "SELECT name, quantity, discount_amount, total_price FROM sale_items "
            "WHERE sale_id = (SELECT id FROM sales WHERE sale_key = ?) ORDER BY line_no",
            key,
        )
        shown = [row_of(line) for line in self._lines[key]]
        assert rows == shown, f"sold {rows}, shown {shown}"
