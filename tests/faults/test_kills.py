from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")


def kill(*arguments: str) -> dict[str, Any]:
    """Run the command in a process of its own, since it forks."""
    command = [sys.executable, "-m", "tests.faults.kills", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_every_acknowledged_sale_outlasts_a_kill_once_and_whole() -> None:
    report = kill("20", "--seed", str(random.randrange(10**6)))
    assert report["problems"] == []
    assert report["kills"] == 20
    assert report["recorded"] >= report["acknowledged"] > 5


def test_the_same_test_catches_a_commit_that_is_split_in_two() -> None:
    report = kill("40", "--seed", "3", "--split-commit")
    assert any("figures" in problem for problem in report["problems"])


@pytest.mark.long
def test_five_hundred_kills_lose_nothing() -> None:
    assert kill("500")["problems"] == []
