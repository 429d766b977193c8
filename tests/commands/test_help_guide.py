"""Every example of the guide that F1 opens is run, and says what the guide shows."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.domain.actor import Actor
from app.domain.customer import CustomerRef
from app.domain.money import Money, total_of
from app.domain.quantity import Quantity, price_times
from app.domain.resources import resource
from app.domain.sale import Payment, Sale, SaleLine
from app.domain.tender import ASK_ABOUT_CHANGE_FROM
from tests.clocks import HeldClock

BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
GOODS = {"Rice 5 kg": 28_900, "Coffee sachet": 1_200, "Eggs (tray)": 24_500, "Oil 1 L": 9_850}
SALES = (
    ("2026-11-03T01:12", "Maria Santos", {"Rice 5 kg": 1, "Coffee sachet": 3}),
    ("2026-11-05T08:40", "Juan dela Cruz", {"Oil 1 L": 2}),
    ("2026-11-08T03:05", "", {"Coffee sachet": 10}),
    ("2026-11-10T09:31", "maria  SANTOS", {"Rice 5 kg": 1, "Eggs (tray)": 1}),
    ("2026-11-11T00:20", "Ana Peña", {"Eggs (tray)": 2}),
    ("2026-11-11T10:02", "Ana Pena", {"Oil 1 L": 1}),
)


def guide() -> str:
    return resource("help", "customer-tracking.md").read_text(encoding="utf-8")


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Give each command of the guide with what it shows."""
    for block in BLOCK.finditer(text):
        if block["kind"] == "console":
            command, _, shown = block["text"].partition("\n")
            yield command, shown


def a_sale(number: int, at: str, name: str, basket: dict[str, int], clock: HeldClock) -> Sale:
    lines = tuple(
        SaleLine(
            item,
            Quantity.of(count),
            Money(GOODS[item]),
            price_times(Money(GOODS[item]), Quantity.of(count)),
            sku=f"S{list(GOODS).index(item) + 1}",
            tax_rate_bp=1200,
        )
        for item, count in basket.items()
    )
    due = total_of(line.total for line in lines)
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Sale(
        f"key {number}",
        lines,
        (Payment("cash", due, tendered=max(due, ASK_ABOUT_CHANGE_FROM)),),
        moment,
        clock.local(moment).date(),
        CustomerRef(name) if name else None,
    )


@pytest.fixture
def shop(tmp_path: Path, writing: Any, clock: HeldClock, by: Actor, monkeypatch: Any) -> None:
    """The shop of the guide, a week old, and its files in the folder the examples run in."""
    with writing() as store:
        for number, (at, name, basket) in enumerate(SALES):
            store.sales.record(a_sale(number, at, name, basket, clock), by=by)
    for block in BLOCK.finditer(guide()):
        if block["name"]:
            (tmp_path / block["name"]).write_text(block["text"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUKI_DATA", str(tmp_path / "shop"))


def run(command: str, clock: HeldClock) -> str:
    program, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "suki"
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        main(arguments, clock=clock)
    return said.getvalue()


@pytest.mark.usefixtures("shop")
def test_every_example_of_the_guide_says_what_the_guide_shows(clock: HeldClock) -> None:
    told = [(command, run(command, clock)) for command, _ in examples(guide())]
    assert len(told) >= 14
    assert told == list(examples(guide()))


def test_the_guide_shows_every_command_and_option_there_is() -> None:
    text = guide()
    for command in (
        *("customers", "insights", "history", "sale", "verify"),
        *("import sales", "import customers"),
    ):
        assert f"$ suki {command}" in text
    for option in ("--search", "--sort", "--limit", "--json", "--from", "--to", "--customer"):
        assert option in text
    for option in ("--columns", "--returns", "--timezone", "--strict", "--dry-run", "--repair"):
        assert option in text
