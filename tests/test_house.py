"""The house as drawn: who may know whom, and what no line anywhere may do."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app import __version__
from tests.conftest import CHECKOUT
from tests.source_code import built_texts, files_in_whatever_encoding, foreign_imports

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# Forbidden lines, one for each contract of pyproject.toml and more where a contract has parts.
INTRUDERS = [
    ("star", "app/storage/intruder.py", "import app.ui"),
    ("star", "app/ui/intruder.py", "import app.exchange"),
    ("star", "app/domain/intruder.py", "import app.storage"),
    ("star", "app/storage/intruder.py", "import app.commands"),
    ("star", "app/manager.py", ""),  # a room that nobody has drawn
    ("domain", "app/domain/intruder.py", "import peewee"),
    ("domain", "app/domain/intruder.py", "def later() -> None:\n    import PySide6.QtCore"),
    ("qt", "app/storage/intruder.py", "from PySide6.QtCore import QObject"),
    ("peewee", "app/ui/intruder.py", "import peewee"),
    ("sqlite", "app/ui/intruder.py", "import sqlite3"),
    ("tables", "app/commands/intruder.py", "import app.storage.tables"),
    ("cycles", "app/ui/intruder.py", "import app.ui.accomplice"),
]


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copytree(
        CHECKOUT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def arrows(checkout: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache", *options],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_arrow_of_the_house_points_the_drawn_way() -> None:
    outcome = arrows(CHECKOUT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(("contract", "file", "line"), INTRUDERS)
def test_an_import_against_the_arrows_is_caught(
    copy_of_the_house: Path, contract: str, file: str, line: str
) -> None:
    (copy_of_the_house / file).write_text(f"{line}\n")
    if contract == "cycles":
        (copy_of_the_house / "app/ui/accomplice.py").write_text("import app.ui.intruder\n")
    outcome = arrows(copy_of_the_house, "--contract", contract)
    assert outcome.returncode == 1
    assert "0 kept, 1 broken" in outcome.stdout, outcome.stdout + outcome.stderr


def test_every_contract_has_an_intruder() -> None:
    contracts = project_file()["tool"]["importlinter"]["contracts"]
    assert {each["id"] for each in contracts} == {contract for contract, _, _ in INTRUDERS}


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    assert foreign_imports(CHECKOUT / "app/domain", allowed={"app"}) == []


def test_a_library_in_the_domain_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "sale.py").write_text("import json\nif json:\n    from attr.filters import x\n")
    assert foreign_imports(tmp_path, allowed={"app"}) == ["sale.py:3 attr"]


def test_the_program_imports_only_libraries_it_declares() -> None:
    declared = {"app", "argon2", "openpyxl", "peewee", "platformdirs", "PySide6", "shiboken6"}
    assert foreign_imports(CHECKOUT / "app", allowed=declared) == []


def test_no_text_is_built_before_it_is_translated() -> None:
    assert built_texts(CHECKOUT / "app") == []


@pytest.mark.parametrize(
    "argument", ['f"{n} sales"', '"%d sales" % n', '"{} sales".format(n)', '"sales " + n']
)
def test_a_built_text_is_found_wherever_tr_is_called(tmp_path: Path, argument: str) -> None:
    (tmp_path / "page.py").write_text(f"self.tr({argument})\ntranslate('Page', {argument})\n")
    assert built_texts(tmp_path) == ["page.py:1", "page.py:2"]


def test_every_text_file_is_opened_in_an_encoding_of_our_choice() -> None:
    for folder in ("app", "packaging"):
        assert files_in_whatever_encoding(CHECKOUT / folder) == []


@pytest.mark.parametrize(
    "line",
    [
        "path.read_text()",
        "path.write_text('₱')",
        "open(path)",
        "path.open('w', newline='')",
        "RotatingFileHandler(path, maxBytes=1)",
    ],
)
def test_a_text_file_in_the_systems_encoding_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "planted.py").write_text(f"{line}\nopen(path, 'rb')\nsheet.open(first)\n", "utf-8")
    assert files_in_whatever_encoding(tmp_path) == ["planted.py:1"]


def test_package_and_project_file_name_one_version() -> None:
    assert project_file()["project"]["version"] == __version__


def project_file() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
