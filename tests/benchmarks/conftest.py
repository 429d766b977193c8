"""Prints what the benchmarks measured as one table at the end."""

from __future__ import annotations

import pytest

from tests.benchmarks.measuring import LINES
from tests.ui.conftest import clock, owner, shop, shop_folder, theme, wording

__all__ = ["clock", "owner", "shop", "shop_folder", "theme", "wording"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LINES:
        terminalreporter.section("what | ours | floor | ratio | limit")
        for line in LINES:
            terminalreporter.write_line(line)
