"""The locks: every library with its hash, and no address of anybody's registry."""

import re
import tomllib

import pytest

from tests.conftest import CHECKOUT

NAMES = ["requirements.lock", "requirements-dev.lock"]


def lock_text(name: str) -> str:
    return (CHECKOUT / "packaging" / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """Map each library to everything its entry says: version, marker, hashes."""
    entries = re.split(r"\n(?=\S)", lock_text(name).strip())
    return {entry.partition("==")[0]: entry.partition("==")[2].strip() for entry in entries}


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_carries_no_address(name: str) -> None:
    text = lock_text(name).lower()
    assert not [word for word in ("http", "://", "index-url", "find-links", "@") if word in text]


@pytest.mark.parametrize("name", NAMES)
def test_every_library_is_pinned_with_hashes(name: str) -> None:
    assert pins(name)
    for library, rest in pins(name).items():
        assert re.match(r"\d[\w.]*( ;[^\\]*)?( \\\n    --hash=sha256:[0-9a-f]{64})+$", rest), (
            library
        )


def test_the_dev_lock_contains_the_runtime_lock() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_everything_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = {re.split(r"[<>=]", each)[0] for each in project["dependencies"]}
    dev = {re.split(r"[<>=]", each)[0] for each in project["optional-dependencies"]["dev"]}
    assert runtime <= pins("requirements.lock").keys()
    assert runtime | dev <= pins("requirements-dev.lock").keys()


def test_the_qt_that_loses_references_is_not_locked() -> None:
    assert pins("requirements.lock")["pyside6-essentials"].startswith("6.11.")
