"""What `test` asks of the code: form, lint, types, arrows and behaviour, all in one answer."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from dev_setup import DEV_LOCK, PYTHON, ROOT, clean_environment, prepare

ARROWS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test(arguments: Sequence[str]) -> int:
    """Run every check to its end, whatever the others said; 0 only if all passed."""
    prepare(DEV_LOCK)
    steps = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy"],
        "arrows": ["-c", ARROWS, "--no-logo"],
        "tests": ["-m", "pytest", "-n", _workers(), *arguments],
    }
    outcomes = {name: _timed(name, command) for name, command in steps.items()}
    print("\n== summary")
    for name, (code, seconds) in outcomes.items():
        print(f"{name:8} {'FAILED' if code else 'passed'} {seconds:7.1f} s")
    failed = [name for name, (code, _) in outcomes.items() if code]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


def measure(arguments: Sequence[str]) -> int:
    """Run the benchmarks one after the other, since a neighbour would spoil the figures."""
    prepare(DEV_LOCK)
    return _python(["-m", "pytest", "-m", "bench", "-n", "0", "-p", "no:randomly", *arguments])


def mend(arguments: Sequence[str]) -> int:
    """Let the linter repair what it can, then format."""
    prepare(DEV_LOCK)
    where = list(arguments) or ["."]
    left = _python(["-m", "ruff", "check", "--fix", *where])
    return _python(["-m", "ruff", "format", *where]) or left


def _workers() -> str:
    return str(min(os.cpu_count() or 1, 4))


def _timed(name: str, command: list[str]) -> tuple[int, float]:
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    return _python(command), time.monotonic() - begun


def _python(command: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.run(
        [str(PYTHON), *command], cwd=ROOT, env=_test_environment(), check=False
    ).returncode


def _test_environment() -> dict[str, str]:
    """Nobody's desktop, language or shop may change what a test finds."""
    kept = {
        name: value
        for name, value in clean_environment().items()
        if not name.startswith(("QT_", "SUKI_", "LC_", "PYTEST_", "MYPY"))
    }
    return kept | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
