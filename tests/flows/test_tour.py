"""The tour plays the main job by itself and leaves pictures; without a screen the till says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.flows.program import complaints_in

PICTURES = (
    "01-ready", "02-scanned", "03-suggestions", "04-customer", "04-customer-dark", "05-payment",
    "06-complete", "07-customers", "08-history", "09-lines", "10-accounts",
    "11-account-payment", "12-import-preview", "13-import-progress", "14-import-report",
    "15-old-pos-preview", "16-old-pos-progress", "17-old-pos-report",
)  # fmt: skip
FEWEST_COLOURS = 64
"""A picture with fewer shows a bare window."""


def suki(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program where no display is, unless the environment says otherwise."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}
    }
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        capture_output=True, text=True, timeout=240, check=False, env=kept | environment,
    )  # fmt: skip


def colours_of(picture: QImage) -> int:
    step = 7
    return len(
        {
            picture.pixel(x, y)
            for x in range(0, picture.width(), step)
            for y in range(0, picture.height(), step)
        }
    )


def test_the_tour_plays_the_main_job_and_saves_its_pictures(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    run = suki("--tour", str(tmp_path / "tour"), TMPDIR=str(temporary))
    said = run.stderr.splitlines()
    assert run.returncode == 0, run.stderr
    assert complaints_in("\n".join(said[1:-3])) == []
    assert [line.split()[0] for line in said[-3:]] == ["Migrations", "The", "Linked"]
    assert list(temporary.iterdir()) == [], "the made-up shop is gone"
    assert said[0] == "Setting up a shop with made-up sales ..."

    saved = sorted(path.stem for path in (tmp_path / "tour").iterdir())
    assert saved == sorted(PICTURES)
    seen = set()
    for name in PICTURES:
        picture = QImage(str(tmp_path / "tour" / f"{name}.png"))
        assert (picture.width(), picture.height()) == (1366, 768), name
        assert colours_of(picture) > FEWEST_COLOURS, name
        seen.add((tmp_path / "tour" / f"{name}.png").read_bytes())
    assert len(seen) == len(PICTURES), "every step shows something of its own"

    sale, history = run.stdout.strip().split("\n\nMaria Santos", 1)
    assert "Customer: Maria Santos" in sale
    number = sale.split()[1].rstrip(",")
    newest = history.split("\n\n")[1].splitlines()[1]
    assert number in newest, "the sale just made is the newest of hers"


@pytest.mark.parametrize("start", [("--demo",), ("--data",)])
def test_without_a_display_the_till_says_so_in_one_sentence(
    tmp_path: Path, start: tuple[str, ...]
) -> None:
    arguments = (*start, str(tmp_path / "shop")) if start == ("--data",) else start
    run = suki(*arguments)
    assert run.returncode == 1
    (sentence,) = run.stderr.splitlines()
    assert sentence.startswith("There is no display to open the till on.")
    assert "suki --tour FOLDER" in sentence
    assert run.stdout == ""
    assert not (tmp_path / "shop").exists()
