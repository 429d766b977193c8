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


@pytest.mark.parametrize(
    "typed",
    ["walk-in", " Walk  IN ", "CASH", "n/a", ".", "...", ". .", "\N{HORIZONTAL ELLIPSIS}", "--"],
)
def test_what_cashiers_type_for_nobody_is_no_name(typed: str) -> None:
    assert ShopSettings("Shop").is_no_name(typed)


@pytest.mark.parametrize("typed", ["Cash Aquino", "None Such", "J.", "?", "", ".-"])
def test_a_name_is_a_name_whatever_it_holds(typed: str) -> None:
    assert not ShopSettings("Shop").is_no_name(typed)


def test_the_list_is_the_owners() -> None:
    shop = ShopSettings("Shop", no_names=("Suki", "*"))
    assert shop.is_no_name("***")
    assert shop.is_no_name("suki")
    assert not shop.is_no_name("walk-in")
