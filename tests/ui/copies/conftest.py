"""A keeper over a real shop; its errands answer what the test wants."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.copies.keeper import CopyKeeper
from app.ui.shop import Shop
from tests.ui.copies.errands import Errands


@pytest.fixture
def errands() -> Errands:
    return Errands()


@pytest.fixture
def keeper(shop: Shop, errands: Errands, qtbot: QtBot) -> Iterator[CopyKeeper]:
    made = CopyKeeper(shop, errands, shop)
    yield made
    made.stop()
