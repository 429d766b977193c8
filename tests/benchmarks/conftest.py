"""Prints what the benchmarks measured as one table at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.large_shop import make_large_shop, prepare_searches
from tests.benchmarks.measuring import LINES
from tests.ui.conftest import clock, owner, shop, shop_folder, stocked_shop, theme, wording

__all__ = ["clock", "owner", "shop", "shop_folder", "stocked_shop", "theme", "wording"]


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the large shop once for all, with all that searches are made by."""
    folder = tmp_path_factory.mktemp("large")
    make_large_shop(folder)
    prepare_searches(folder)
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LINES:
        terminalreporter.section("what | ours | floor | ratio | limit")
        for line in LINES:
            terminalreporter.write_line(line)
