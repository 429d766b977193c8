from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.storage.classify import DATABASE_NAME
from app.storage.database import Database
from app.storage.migrations import create
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import FixedClock
from tests.storage.open_files import forbid_moving_open_files


@pytest.fixture(autouse=True)
def _no_open_file_is_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would refuse it, wherever the tests run."""
    forbid_moving_open_files(monkeypatch)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def owner() -> Actor:
    return everyone("Nena")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop's folder, empty still."""
    made = tmp_path / "shop"
    made.mkdir()
    return made


@pytest.fixture(scope="session")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new shop's file, made once: to make one takes longer than most of what is asked of it."""
    made = tmp_path_factory.mktemp("new") / DATABASE_NAME
    create(made)
    return made


@pytest.fixture
def store(folder: Path, clock: FixedClock, new_shop: Path) -> Iterator[WriterStore]:
    """A new shop, open for writing."""
    shutil.copy(new_shop, folder)
    opened = open_store(folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def database(store: WriterStore) -> Database:
    """The store's own connection, to look at rows with."""
    return store.database
