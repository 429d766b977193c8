"""Whoever kills the program while it looks at a PIN has used the try up."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

KILLS = 150


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children that were forked")
def test_no_kill_gives_a_free_guess(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    said = subprocess.run(
        [sys.executable, "-m", "tests.faults.guesser", str(tmp_path), str(KILLS), str(seed)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    rounds = json.loads(said.stdout)
    assert len(rounds) == KILLS
    looked_at = 0
    for looked, counted in rounds:
        looked_at += looked
        assert counted >= looked_at, f"a guess was free, seed {seed}"
    assert sum(1 for looked, _ in rounds if looked) > KILLS // 4, "most were killed too early"
