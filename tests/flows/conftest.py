"""The running till over a real shop, in its own folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from tests.clocks import HeldClock
from tests.flows.counter import Counter
from tests.ui.conftest import clock, owner, shop_folder, stocked_shop  # noqa: F401 - fixtures

OpenCounter = Callable[[Path], Counter]


@pytest.fixture(autouse=True)
def sent_off(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The copies that tills would have had made when they were closed."""
    sent: list[list[str]] = []

    def send(command: list[str]) -> bool:
        sent.append(command)
        return True

    monkeypatch.setattr("app.ui.copies.keeper.send_off", send)
    return sent


@pytest.fixture
def make_counter(
    clock: HeldClock,  # noqa: F811
    owner: Actor,  # noqa: F811
    qapp: QApplication,
    qtbot: QtBot,
) -> Iterator[OpenCounter]:
    """Build a till over a folder; it is not started yet."""
    made: list[Counter] = []

    def make(folder: Path) -> Counter:
        made.append(Counter(folder, clock, owner, qapp, qtbot))
        return made[-1]

    yield make
    for counter in made:
        counter.close()


@pytest.fixture
def open_counter(make_counter: OpenCounter) -> OpenCounter:
    """Start a till over a folder and wait until its shop is open."""

    def start(folder: Path) -> Counter:
        counter = make_counter(folder)
        counter.open()
        return counter

    return start


@pytest.fixture
def counter(open_counter: OpenCounter, shop_folder: Path) -> Counter:  # noqa: F811
    return open_counter(shop_folder)
