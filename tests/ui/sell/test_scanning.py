"""Codes and names become lines; a code nobody knows becomes one clear message."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.sell.conftest import EVAP, RICE, Counter


def test_a_scan_adds_its_product_with_a_tick(counter: Counter) -> None:
    counter.scan(RICE)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.heard == ["added"]
    assert counter.is_ready
    assert counter.scan_text == ""
