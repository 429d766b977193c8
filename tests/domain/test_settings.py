from __future__ import annotations

import pytest

from app.domain.product import TaxCode
from app.domain.settings import ShopSettings


@pytest.mark.parametrize(
    ("code", "rate_bp"), [(TaxCode.STANDARD, 700), (TaxCode.EXEMPT, 0), (TaxCode.ZERO, 0)]
)
def test_only_standard_products_carry_the_shops_rate(code: TaxCode, rate_bp: int) -> None:
    assert ShopSettings("Shop", vat_rate_bp=700).rate_bp(code) == rate_bp


def test_a_new_shop_counts_in_pesos_with_twelve_percent_inside() -> None:
    shop = ShopSettings("Shop")
    assert (shop.currency, shop.vat_rate_bp) == ("₱", 1200)
