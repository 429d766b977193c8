from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.domain.actor import Actor
from app.storage.store import WriterStore, open_store
from tests.clocks import HeldClock
from tests.people import everyone


@dataclass(frozen=True, slots=True)
class Said:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


Suki = Callable[..., Said]


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def by() -> Actor:
    return everyone()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shop's folder; nothing is there before something is brought in."""
    return tmp_path / "shop"


@pytest.fixture
def suki(
    folder: Path, clock: HeldClock, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> Suki:
    """The real command, in this process, with the shop's folder in the environment."""
    monkeypatch.setenv("SUKI_DATA", str(folder))

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments], clock=clock)
        except SystemExit as wrong:
            code = int(wrong.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def writing(folder: Path, clock: HeldClock) -> Any:
    """Open the shop for a moment, as the till would."""

    @contextmanager
    def opened() -> Iterator[WriterStore]:
        folder.mkdir(exist_ok=True)
        store = open_store(folder, clock)
        try:
            yield store
        finally:
            store.close()

    return opened
