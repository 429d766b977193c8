from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.embedded import BarcodeRule
from app.domain.errors import NotAllowed, StoreUnavailable
from app.domain.ports import Store
from app.domain.settings import ShopSettings
from app.storage.database import Database
from app.storage.store import open_reader
from tests.people import allowed
from tests.storage.builders import FixedClock

CHOSEN = ShopSettings(
    *("Nena's \u20b1 Store", "$", 500, "dark", 130),
    sounds=False,
    volume=40,
    adds_to_line=False,
    hides_customer_details=True,
    scan_gap_ms=50,
    no_names=("walk-in", "wala"),
    barcode_rules=(BarcodeRule("21", 5, False, 2), BarcodeRule("23", 5, True, 3)),
)


def test_a_new_shop_has_answered_nothing(store: Store, owner: Actor) -> None:
    assert store.settings.load(by=owner) is None


def test_what_was_chosen_comes_back_with_its_types(store: Store, owner: Actor) -> None:
    store.settings.save(ShopSettings("first"), by=owner)
    store.settings.save(CHOSEN, by=owner)
    assert store.settings.load(by=owner) == CHOSEN


def test_a_reader_sees_settings_and_cannot_change_them(
    store: Store, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    store.settings.save(CHOSEN, by=owner)
    reader = open_reader(folder, clock)
    assert reader.settings.load(by=owner) == CHOSEN
    with pytest.raises(StoreUnavailable, match="reading only"):
        reader.settings.save(CHOSEN, by=owner)
    reader.close()


def test_a_setting_that_came_later_has_its_default(
    store: Store, owner: Actor, database: Database
) -> None:
    store.settings.save(CHOSEN, by=owner)
    with database.write("forget"):
        database.run("DELETE FROM settings WHERE key = 'shop.theme'")
    loaded = store.settings.load(by=owner)
    assert loaded is not None
    assert (loaded.theme, loaded.shop_name) == ("system", CHOSEN.shop_name)


DAMAGE = {
    "shop_name": ("nonsense", "[]"),
    "vat_rate_bp": ("1e9", '"12"', "true", "null", ""),
    "sounds": ("1", '"yes"'),
    "no_names": ('"cash"', "[1]", "{}"),
    "barcode_rules": (
        *('{"prefix": "21"}', "[[]]", '[{"prefix": "21"}]', '[{"wrong": 1}]'),
        '[{"prefix": "x", "code_length": 5, "is_weight": false, "decimals": 2}]',
        '[{"prefix": 21, "code_length": 5, "is_weight": false, "decimals": 2}]',
        '[{"prefix": "21", "code_length": "5", "is_weight": false, "decimals": 2}]',
    ),
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in DAMAGE.items() for value in values]
)
def test_a_damaged_setting_is_as_in_a_new_shop_and_stops_nothing(
    store: Store, owner: Actor, database: Database, name: str, value: str
) -> None:
    store.settings.save(CHOSEN, by=owner)
    with database.write("damage"):
        database.run("UPDATE settings SET value = ? WHERE key = ?", (value, f"shop.{name}"))
    loaded = store.settings.load(by=owner)
    assert loaded == replace(CHOSEN, **{name: getattr(ShopSettings(""), name)})


def test_settings_ask_for_their_right(store: Store) -> None:
    nobody = allowed("Temp", frozenset())
    seller = allowed("Ana", frozenset({Right.SELL}))
    with pytest.raises(NotAllowed):
        store.settings.load(by=nobody)
    with pytest.raises(NotAllowed):
        store.settings.save(CHOSEN, by=seller)
    assert store.settings.load(by=seller) is None


def test_which_column_was_which_is_known_for_the_same_header_only(
    store: Store, owner: Actor
) -> None:
    drawer = store.settings
    drawer.keep_columns("sales", ["No", "Geld"], {"sale": "No", "price": ""}, by=owner)
    assert drawer.columns("sales", ["No", "Geld"], by=owner) == {"sale": "No", "price": ""}
    assert drawer.columns("products", ["No", "Geld"], by=owner) == {}
    assert drawer.columns("sales", ["NoGeld"], by=owner) == {}


def test_a_row_with_a_cards_number_is_no_header_to_remember(store: Store, owner: Actor) -> None:
    header = ["Rice", "4539 5787 6362 1486"]
    store.settings.keep_columns("sales", header, {"sale": header[1]}, by=owner)
    assert store.settings.columns("sales", header, by=owner) == {}
