"""What the shop decided about itself."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.embedded import BarcodeRule
from app.domain.names import name_key
from app.domain.product import TaxCode

NO_NAMES = (
    *("walk-in", "walk in", "walkin", "walk-in customer", "walk in customer", "cash"),
    *("customer", "n/a", "na", "none", ".", "-"),
)
"""What cashiers type when there is no name; the owner changes the list in Settings."""


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The three things the first start asks for, and what was chosen since.

    `vat_rate_bp` is in basis points: 1200 is 12 %. `text_scale` and `volume` are percent,
    `scan_gap_ms` is the longest time between two keys of one scan. With `adds_to_line` a product
    scanned again adds to its line. Names in `no_names` count as no name at the till.
    A cashier takes off up to `discount_limit_bp` (basis points) without asking. Whoever is in by
    a PIN has left after `idle_minutes` without a touch. The first start is not over until
    `was_asked_for_pin`.
    Copies of the shop go to the folder `second_place` as well; empty for none.
    """

    shop_name: str
    currency: str = "\N{PESO SIGN}"
    vat_rate_bp: int = 1200
    theme: str = "system"
    text_scale: int = 100
    reduce_motion: bool = False
    sounds: bool = True
    volume: int = 100
    adds_to_line: bool = True
    hides_customer_details: bool = False
    scan_gap_ms: int = 35
    no_names: tuple[str, ...] = NO_NAMES
    barcode_rules: tuple[BarcodeRule, ...] = ()
    second_place: str = ""
    discount_limit_bp: int = 1000
    idle_minutes: int = 5
    was_asked_for_pin: bool = True

    def rate_bp(self, code: TaxCode) -> int:
        """Give the VAT rate inside a product's price, in basis points."""
        return self.vat_rate_bp if code is TaxCode.STANDARD else 0

    def is_no_name(self, text: str) -> bool:
        """Say whether a typed name stands for nobody, whatever its case and spacing.

        A sign of the list counts however often it is typed: `.` means `...` too.
        """
        return _nobody_key(text) in map(_nobody_key, self.no_names)


def _nobody_key(text: str) -> str:
    key = name_key(text)
    if any(map(str.isalnum, key)):
        return key
    return "".join(dict.fromkeys(key.replace(" ", "")))
