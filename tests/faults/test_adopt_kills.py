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
    command = [sys.executable, "-m", "tests.faults.adopt_kills", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_kill_at_any_step_on_the_disk_leaves_the_old_shop_or_the_finished_new_one() -> None:
    report = kill("12", "--seed", str(random.randrange(10**6)))
    assert report["problems"] == []
    assert report["steps"] > 40
    assert min(report["found_old"], report["found_new"]) > 10


@pytest.mark.long
def test_two_hundred_kills_find_no_third_state() -> None:
    report = kill("200")
    assert report["problems"] == []
    assert report["kills"] > 200
