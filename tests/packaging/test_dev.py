"""The door: what it passes on, what it refuses, and how it speaks to an old Python."""

import ast
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.packaging.conftest import Checkout
from tests.source_code import foreign_imports

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
DEV = CHECKOUT / "packaging" / "dev.py"
OLD_PYTHON = (
    "import runpy, sys\n"
    "sys.version_info, sys.version = (3, 9, 2), '3.9.2 (default)'\n"
    f"runpy.run_path({str(DEV)!r}, run_name='__main__')\n"
)


def test_the_scripts_need_nothing_but_the_standard_library() -> None:
    own = {"dev_checks", "dev_setup", "dev_system"}
    assert foreign_imports(CHECKOUT / "packaging", allowed=own, pattern="dev*.py") == []


def test_an_old_python_is_told_so_in_one_sentence() -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", OLD_PYTHON], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1
    assert outcome.stderr == "Suki needs Python 3.11 or newer; this is Python 3.9.2.\n"


def test_the_door_can_be_read_by_the_pythons_it_refuses() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_help_names_the_commands_on_standard_output(checkout: Checkout) -> None:
    outcome = checkout.dev("--help")
    assert outcome.returncode == 0
    assert "run [ARGUMENTS]" in outcome.stdout
    assert "test [ARGUMENTS]" in outcome.stdout


@pytest.mark.parametrize("arguments", [[], ["tset"]])
def test_a_wrong_command_is_refused_before_anything_is_made(
    checkout: Checkout, arguments: list[str]
) -> None:
    outcome = checkout.dev(*arguments)
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("usage:")
    assert not checkout.venv.exists()


def test_run_hands_the_arguments_to_suki_as_they_are(checkout: Checkout) -> None:
    checkout.stand_in()
    typed = ["customers", "--search", "dela  Cruz", "", "--json", "--help", "*"]
    outcome = checkout.dev("run", *typed)
    passed = [line for line in outcome.stdout.splitlines() if line.startswith("argument=")]
    assert passed == [f"argument={each}" for each in ["-P", "-m", "app", *typed]]
    assert outcome.stderr == ""


def test_run_starts_in_the_folder_of_the_caller(checkout: Checkout, tmp_path: Path) -> None:
    checkout.stand_in()
    elsewhere = tmp_path / "price lists"
    elsewhere.mkdir()
    assert f"cwd={elsewhere}" in checkout.dev("run", cwd=elsewhere).stdout


def test_run_leaves_with_the_exit_code_of_suki(checkout: Checkout) -> None:
    checkout.stand_in()
    checkout.fail_at("verify")
    assert checkout.dev("run", "verify").returncode == 7
    assert checkout.dev("run", "customers").returncode == 0


def test_run_becomes_suki_so_that_signals_reach_it(checkout: Checkout) -> None:
    checkout.stand_in()
    (checkout.venv / "bin" / "python").write_text("#!/bin/sh\necho started\nexec sleep 60\n")
    child = subprocess.Popen(
        [sys.executable, str(checkout.root / "packaging" / "dev.py"), "run"],
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "started\n"
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=20) == -signal.SIGTERM


def test_a_misleading_environment_does_not_reach_suki(checkout: Checkout) -> None:
    checkout.stand_in()
    misleading = {
        "PYTHONPATH": "/nowhere",
        "PYTHONOPTIMIZE": "2",
        "PYTHONSAFEPATH": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONINSPECT": "1",
        "PYTHONUTF8": "1",
    }
    outcome = checkout.dev("run", env={"PATH": os.environ["PATH"], **misleading})
    seen = [line for line in outcome.stdout.splitlines() if line.startswith("PYTHON")]
    assert seen == [f"PYTHONPATH={checkout.root}", "PYTHONUTF8=1"]


def test_run_needs_neither_home_nor_any_other_variable(checkout: Checkout) -> None:
    checkout.stand_in()
    outcome = checkout.dev("run", env={})
    assert outcome.returncode == 0, outcome.stderr


def test_a_folder_named_app_where_the_caller_stands_is_not_ours(
    checkout: Checkout, tmp_path: Path
) -> None:
    for home, word in ((checkout.root, "ours"), (tmp_path / "theirs", "theirs")):
        (home / "app").mkdir(parents=True)
        (home / "app" / "__main__.py").write_text(f"print({word!r})\n")
    checkout.stand_in()
    python = checkout.venv / "bin" / "python"
    python.unlink()
    python.symlink_to(sys.executable)
    assert checkout.dev("run", cwd=tmp_path / "theirs").stdout == "ours\n"


def test_a_second_start_adds_less_than_half_a_second(checkout: Checkout) -> None:
    checkout.stand_in()

    def fastest(*command: str) -> float:
        times = []
        for _ in range(3):
            begun = time.monotonic()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(time.monotonic() - begun)
        return min(times)

    direct = fastest(str(checkout.venv / "bin" / "python"), "-P", "-m", "app")
    through = fastest(sys.executable, str(checkout.root / "packaging" / "dev.py"), "run")
    assert through - direct < 0.5
