"""PINs that cost a test little; what is kept names its own cost, so all else is the same."""

from __future__ import annotations

import pytest

from app.storage import pins


@pytest.fixture
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "TIME_COST", 1)
    monkeypatch.setattr(pins, "MEMORY_KIB", 8)
