"""A window that can start the program for files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.ui.products.conftest import made_at_counter, shelf, shop_folder

__all__ = ["made_at_counter", "shelf", "shop_folder"]

PATIENCE_MS = 20_000
_ROOT = Path(__file__).parents[3]

Run = Callable[[Sequence[str]], list[str]]


@pytest.fixture
def run_again(shop_folder: Path) -> Run:
    """The real command over the shop of the test."""
    start = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
    clock = "from tests.clocks import HeldClock; "
    run = f"{clock}from app.__main__ import main; sys.exit(main(clock=HeldClock()))"
    return lambda words: [sys.executable, "-c", start + run, "--data", str(shop_folder), *words]


@pytest.fixture
def window(
    shop: Shop, run_again: Run, theme: Theme, wording: Wording, qtbot: QtBot
) -> Iterator[MainWindow]:
    made = MainWindow(shop, theme, wording, Sounds(enabled=False), None, run_again)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    while (sheet := Sheet.top(made)) is not None:
        sheet.close_sheet()
    made.hide()
