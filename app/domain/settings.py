"""What the shop decided about itself."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.product import TaxCode


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The three things the first start asks for, and what was chosen since.

    `vat_rate_bp` is in basis points: 1200 is 12 %.
    """

    shop_name: str
    currency: str = "\N{PESO SIGN}"
    vat_rate_bp: int = 1200
    theme: str = "system"
    text_scale: int = 100
    sounds: bool = True

    def rate_bp(self, code: TaxCode) -> int:
        """Give the VAT rate inside a product's price, in basis points."""
        return self.vat_rate_bp if code is TaxCode.STANDARD else 0
