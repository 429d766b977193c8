"""Settings in the running till: what is chosen there is so on Sell, now and at the next start."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.embedded import BarcodeRule
from app.ui.settings.page import SettingsPage
from app.ui.theme import Scheme
from tests.flows.conftest import OpenCounter
from tests.flows.counter import COFFEE, CTRL, RICE, Counter


def settings_page(counter: Counter) -> SettingsPage:
    """Open Settings by keys alone."""
    counter.tab_to("rail_settings")
    counter.enter()
    page = counter.window.pages.page
    assert isinstance(page, SettingsPage)
    assert counter.window.rail.settings.isChecked()
    return page


def open_section(counter: Counter, key: str) -> SettingsPage:
    page = settings_page(counter)
    while page.section.key != key:
        counter.press(Qt.Key.Key_Down)
    return page


def test_settings_are_reached_and_left_by_keys_and_the_cart_stays(counter: Counter) -> None:
    counter.scan(RICE)
    settings_page(counter)
    assert counter.focus == "open_shop"
    assert not counter.window.sell.isVisible()
    counter.escape()
    assert counter.is_ready
    assert counter.lines == [("RICE5", "1")]
    settings_page(counter)
    counter.press(Qt.Key.Key_F2)
    assert counter.is_ready
    assert counter.window.rail.sell.isChecked()


def test_keys_of_sell_do_nothing_behind_the_settings(counter: Counter) -> None:
    counter.scan(RICE)
    settings_page(counter)
    for key in (Qt.Key.Key_F12, Qt.Key.Key_F4, Qt.Key.Key_F3, Qt.Key.Key_Delete):
        counter.press(key)
    counter.press(Qt.Key.Key_Z, CTRL)
    assert counter.sheet == ""
    assert counter.lines == [("RICE5", "1")]


def test_a_scan_on_another_page_is_refused_with_a_way_on(counter: Counter) -> None:
    settings_page(counter)
    counter.scan(RICE)
    assert counter.messages == ["Item not added", "Go to Sell first, then scan it again."]
    assert counter.heard == ["refused"]
    assert counter.lines == []


def test_a_look_chosen_in_settings_is_kept_for_the_next_start(
    counter: Counter, open_counter: OpenCounter
) -> None:
    open_section(counter, "look")
    counter.press(Qt.Key.Key_Tab)
    counter.press(Qt.Key.Key_Right, times=2)
    counter.until(lambda: counter.till.theme.scheme is Scheme.DARK)
    page = counter.window.pages.page
    assert isinstance(page, SettingsPage)
    counter.shop.save_settings(
        replace(counter.shop.settings, text_scale=130, reduce_motion=False, volume=50,
                scan_gap_ms=80)
    )  # fmt: skip
    counter.until(lambda: counter.till.theme.scale == 1.3)
    for till in (counter, None):
        if till is None:
            counter.close()
            till = open_counter(counter.folder)
        assert till.till.theme.scheme is Scheme.DARK
        assert till.till.theme.scale == 1.3
        assert not till.till.theme.reduces_motion
        assert till.window.gate.gap == 80
        assert till.window._sounds._volume == 50


@pytest.mark.parametrize("adds", [True, False])
def test_scanning_again_adds_to_the_line_only_where_the_shop_wants_it(
    counter: Counter, adds: bool
) -> None:
    counter.scan(RICE)
    counter.shop.save_settings(replace(counter.shop.settings, adds_to_line=adds))
    counter.settle()
    counter.scan(RICE)
    assert counter.lines == ([("RICE5", "2")] if adds else [("RICE5", "1")] * 2)


def test_a_new_rate_is_for_sales_from_now_on(counter: Counter) -> None:
    counter.scan(COFFEE)
    counter.pay_exactly()
    counter.shop.save_settings(replace(counter.shop.settings, vat_rate_bp=1000, shop_name="Neu"))
    counter.settle()
    counter.enter()
    counter.scan(COFFEE)
    counter.pay_exactly()
    rates = counter.rows("SELECT tax_rate_bp FROM sale_items ORDER BY sale_id DESC LIMIT 2")
    assert rates == [(1000,), (1200,)]
    receipt = counter.find(QWidget, "receipt_panel").receipt  # type: ignore[attr-defined]
    assert receipt.accessibleDescription().startswith("Neu")
    assert counter.window.windowTitle() == "Neu · Suki"


def test_a_scale_label_is_read_by_a_rule_made_in_settings(counter: Counter) -> None:
    rule = BarcodeRule("21", 4, is_weight=True, decimals=3)
    counter.shop.save_settings(replace(counter.shop.settings, barcode_rules=(rule,)))
    counter.settle()
    counter.scan("2140820007259")
    assert counter.lines == [("4082", "0.725")]
