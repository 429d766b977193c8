import csv
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.commands.demo_people import KNOWN
from app.commands.demo_year import DemoYear, demo_year
from app.domain.money import ZERO, Money, total_of
from app.domain.names import name_key
from app.domain.product import Product, TaxCode
from app.domain.resources import resource
from app.domain.sale import Kind, Sale
from app.domain.settings import ShopSettings

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)  # half past five in the afternoon there
MANILA = ZoneInfo("Asia/Manila")
SHOP = ShopSettings("Demo")


@pytest.fixture(scope="module")
def products() -> list[Product]:
    with resource("demo", "products.csv").open(encoding="utf-8", newline="") as file:
        return [
            Product(
                number,
                row["sku"],
                row["name"],
                Money.parse(row["price"]),
                barcode=row["barcode"],
                unit=row["unit"],
                category=row["category"],
                tax_code=TaxCode(row["tax"]),
            )
            for number, row in enumerate(csv.DictReader(file), start=1)
        ]


@pytest.fixture(scope="module")
def year(products: list[Product]) -> DemoYear:
    return demo_year(products, SHOP, seed=1, now=NOW, zone=MANILA)


def key_of(sale: Sale) -> str:
    return name_key(sale.customer.name) if sale.customer else ""


def test_the_same_seed_and_moment_make_the_same_year(
    products: list[Product], year: DemoYear
) -> None:
    assert demo_year(products, SHOP, seed=1, now=NOW, zone=MANILA) == year


def test_another_seed_makes_another_year(products: list[Product], year: DemoYear) -> None:
    other = demo_year(products, SHOP, seed=2, now=NOW, zone=MANILA)
    assert {sale.key for sale in other.sales}.isdisjoint(sale.key for sale in year.sales)


def test_a_year_is_a_few_thousand_sales_in_order_of_time(year: DemoYear) -> None:
    moments = [sale.sold_at for sale in year.sales]
    assert 4_000 <= len(moments) <= 6_000
    assert moments == sorted(moments)
    assert moments[-1] < NOW
    assert timedelta(days=360) < NOW - moments[0] < timedelta(days=368)


def test_no_sale_key_is_used_twice(year: DemoYear) -> None:
    assert len({sale.key for sale in year.sales}) == len(year.sales)


def test_every_total_is_its_lines_and_its_payments(year: DemoYear) -> None:
    for sale in year.sales:
        lines = total_of(line.total for line in sale.lines)
        assert sale.total == lines == total_of(p.amount for p in sale.payments)


def test_nearly_half_of_the_buyers_leave_no_name(year: DemoYear) -> None:
    unnamed = sum(sale.customer is None for sale in year.sales)
    assert 0.42 < unnamed / len(year.sales) < 0.48


def test_the_shop_is_open_from_six_to_nine_by_its_own_clock(year: DemoYear) -> None:
    local = [sale.sold_at.astimezone(MANILA) for sale in year.sales]
    assert {moment.hour for moment in local} <= set(range(6, 21))
    assert [moment.date() for moment in local] == [sale.business_date for sale in year.sales]


def test_saturday_is_busier_than_tuesday(year: DemoYear) -> None:
    days = Counter(sale.business_date.weekday() for sale in year.sales)
    assert days[5] > days[1] * 1.2


def test_a_fifth_of_the_customers_spend_more_than_half(year: DemoYear) -> None:
    spent: dict[str, int] = defaultdict(int)
    for sale in year.sales:
        spent[key_of(sale)] += sale.total.minor
    del spent[""]
    ranked = sorted(spent.values(), reverse=True)
    assert 240 <= len(ranked) <= 260
    assert sum(ranked[: len(ranked) // 5]) > sum(ranked) / 2


def test_there_are_regulars_people_who_came_once_and_people_who_stay_away(year: DemoYear) -> None:
    visits: dict[str, list[datetime]] = defaultdict(list)
    for sale in year.sales:
        if sale.kind is Kind.SALE and sale.customer:
            visits[key_of(sale)].append(sale.sold_at)
    once = [each for each in visits.values() if len(each) == 1]
    regular = [each for each in visits.values() if len(each) > 20]
    lapsed = [each for each in regular if NOW - max(each) > timedelta(days=90)]
    assert len(once) > 40
    assert len(regular) > 40
    assert len(lapsed) > 5


def test_the_known_customers_are_there_and_maria_came_four_days_ago(year: DemoYear) -> None:
    keys = {key_of(sale) for sale in year.sales}
    assert {name_key(person.name) for person in KNOWN} <= keys
    maria = [sale for sale in year.sales if key_of(sale) == "maria santos"]
    last = max(sale.business_date for sale in maria if sale.kind is Kind.SALE)
    assert NOW.astimezone(MANILA).date() - last == timedelta(days=4)


def test_some_names_are_typed_in_other_letters_or_blanks_but_never_at_first(
    year: DemoYear,
) -> None:
    spellings: dict[str, list[str]] = defaultdict(list)
    for sale in year.sales:
        if sale.customer:
            spellings[key_of(sale)].append(sale.customer.name)
    proper = {name_key(person.name): person.name for person in year.people}
    careless = [names for names in spellings.values() if len(set(names)) > 1]
    assert len(careless) > 20
    assert all(names[0] == proper[key] for key, names in spellings.items())


def test_goods_are_weighed_and_paid_in_three_ways(year: DemoYear) -> None:
    assert {sale.method for sale in year.sales} == {"cash", "gcash", "card"}
    assert any(not line.quantity.is_whole for sale in year.sales for line in sale.lines)
    assert all(p.reference for s in year.sales for p in s.payments if p.method != "cash")


def test_returns_bring_back_a_line_of_an_earlier_sale_to_the_same_customer(
    year: DemoYear,
) -> None:
    by_key = {sale.key: sale for sale in year.sales}
    returns = [sale for sale in year.sales if sale.kind is Kind.RETURN]
    assert 5 <= len(returns) <= 20
    for back in returns:
        original = by_key[year.originals[back.key]]
        assert original.sold_at < back.sold_at
        assert key_of(original) == key_of(back)
        assert back.total < ZERO
        assert -back.total in {line.total for line in original.lines}


def test_vat_is_inside_taxed_goods_and_not_inside_rice(year: DemoYear) -> None:
    rates = {line.sku: line.tax_rate_bp for sale in year.sales for line in sale.lines}
    assert rates["R01"] == 0
    assert rates["H02"] == SHOP.vat_rate_bp


@pytest.mark.parametrize("hour", [0, 6, 15])
def test_a_demo_before_or_just_after_the_doors_open_sells_nothing_in_the_future(
    products: list[Product], hour: int
) -> None:
    now = datetime(2026, 3, 1, hour, 20, tzinfo=MANILA)
    year = demo_year(products, SHOP, seed=3, now=now, zone=MANILA)
    assert max(sale.sold_at for sale in year.sales) < now
