"""Who is buying, in the words that chip, tender and sale complete share."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.customer import Contact, CustomerRef
from app.ui.buyer import Buyer, buyer_of
from app.ui.shop import Shop
from app.ui.wording import Wording


def test_nobody_in_particular_is_no_buyer(shop: Shop, wording: Wording) -> None:
    assert buyer_of(None, shop, wording) is None


@pytest.mark.parametrize("typed", ["Maria Santos", "MARIA  santos", " maria santos "])
def test_a_known_name_in_any_case_shows_what_is_known(
    shop: Shop, wording: Wording, typed: str
) -> None:
    buyer = buyer_of(CustomerRef(typed), shop, wording)
    assert buyer is not None
    assert (buyer.name, buyer.is_new) == ("Maria Santos", False)
    assert buyer.detail == "3 purchases  ·  last visit 4 days ago"


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("Mar", None),
        ("Maria Santoz", "Maria Santos"),
        ("Pena Grande Store", "Peña Grande Store"),
    ],
)
def test_a_name_that_only_resembles_one_is_new(
    shop: Shop, wording: Wording, typed: str, alike: str | None
) -> None:
    meant = None if alike is None else shop.reader.customers.named(alike, by=shop.by)
    assert buyer_of(CustomerRef(typed), shop, wording) == Buyer(
        typed, "Will be saved with this sale", is_new=True, alike=meant
    )


def test_a_number_typed_behind_a_new_name_stands_beside_it(shop: Shop, wording: Wording) -> None:
    buyer = buyer_of(CustomerRef("Ana Lim", phone="0917 555 0999"), shop, wording)
    assert buyer is not None
    assert buyer.detail == "0917 555 0999  ·  saved with this sale"


def test_a_shop_that_hides_details_shows_the_name_alone(
    shop: Shop, wording: Wording, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.settings_saved):
        shop.save_settings(replace(shop.settings, hides_customer_details=True))
    known = buyer_of(CustomerRef("Maria Santos"), shop, wording)
    new = buyer_of(CustomerRef("Maria Santoz", phone="0917 555 0999"), shop, wording)
    assert known is not None
    assert new is not None
    assert (known.name, known.detail) == ("Maria Santos", "")
    assert (new.detail, new.alike) == ("Will be saved with this sale", None)


def test_a_chosen_customer_is_shown_under_their_name_of_today(
    shop: Shop, wording: Wording, qtbot: QtBot
) -> None:
    maria = shop.reader.customers.named("Maria Santos", by=shop.by)
    assert maria is not None
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.edit(maria.id, Contact("Maria Santos-Cruz"))
    buyer = buyer_of(CustomerRef("Maria Santos", maria.id), shop, wording)
    assert buyer is not None
    assert (buyer.name, buyer.is_new) == ("Maria Santos-Cruz", False)


def test_an_id_that_is_gone_falls_back_to_the_name(shop: Shop, wording: Wording) -> None:
    buyer = buyer_of(CustomerRef("Marlon Reyes", 9_999), shop, wording)
    assert buyer is not None
    assert buyer.detail == "1 purchase  ·  last visit 3 weeks ago"


def test_somebody_on_record_without_a_purchase_is_not_new(
    shop: Shop, wording: Wording, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.add(Contact("Ana Reyes"))
    buyer = buyer_of(CustomerRef("ana reyes"), shop, wording)
    assert buyer is not None
    assert (buyer.name, buyer.detail, buyer.is_new) == ("Ana Reyes", "no purchase yet", False)


def test_a_name_that_cannot_be_looked_up_is_shown_without_a_claim(
    shop: Shop, wording: Wording
) -> None:
    shop.close()
    assert buyer_of(CustomerRef("Maria Santos"), shop, wording) == Buyer(
        "Maria Santos", "", is_new=False
    )
