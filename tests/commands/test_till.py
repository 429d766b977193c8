"""What the entry hands to the window, and what it leaves behind."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.__main__ import main
from app.domain.clock import WallClock
from app.storage.old_pos import is_old_pos
from app.ui import start
from app.ui.start import Premises
from app.ui.tour import OldPos
from tests.commands.conftest import Suki
from tests.people import everyone

Visit = Callable[[Premises], int]


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Callable[[Visit], None]:
    """Put something else in the place of the window."""

    def replaced(visit: Visit) -> None:
        monkeypatch.setattr(start, "run_till", visit)

    return replaced


def test_the_window_gets_a_writer_a_reader_and_a_log_beside_the_shop(
    suki: Suki, folder: Path, window: Callable[[Visit], None]
) -> None:
    def visit(premises: Premises) -> int:
        assert premises.folder == str(folder)
        writer = premises.open_writer()
        reader = premises.open_reader()
        assert reader.customers.count(by=everyone()) == 0
        logging.getLogger("app.anything").info("a sale happened")
        reader.close()
        writer.close()
        return 7

    window(visit)
    assert suki().code == 7
    assert (folder / "shop.db").exists()
    assert "a sale happened" in (folder / "suki.log").read_text()
    logging.getLogger("app.anything").warning("afterwards")
    assert "afterwards" not in (folder / "suki.log").read_text()


def test_a_demo_shop_is_full_while_it_is_open_and_gone_afterwards(
    suki: Suki, folder: Path, window: Callable[[Visit], None]
) -> None:
    places = []

    def visit(premises: Premises) -> int:
        places.append(Path(premises.folder))
        reader = premises.open_reader()
        assert reader.customers.count(by=everyone()) > 100
        assert reader.products.count(by=everyone()) > 100
        assert reader.verify(by=everyone()).discrepancies == ()
        reader.close()
        return 0

    window(visit)
    assert suki("--demo").code == 0
    (place,) = places
    assert not place.exists()
    assert not folder.exists()


def test_a_tour_plays_in_a_made_up_shop_and_needs_no_display(
    suki: Suki, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":4711")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    pictures = tmp_path / "a" / "b"
    seen: list[tuple[str, bool]] = []

    def tour(premises: Premises, into: Path, old_pos: OldPos) -> int:
        seen.append((os.environ["QT_QPA_PLATFORM"], into.is_dir()))
        assert Path(premises.folder) != folder
        assert is_old_pos(old_pos.path)
        assert premises.folder not in old_pos.run_again(["adopt"])
        return 0

    monkeypatch.setattr(start, "run_tour", tour)
    said = suki("--tour", pictures)
    assert (said.code, seen) == (0, [("offscreen", True)])
    assert not folder.exists()


def test_the_clock_of_the_program_is_the_machines_own(
    monkeypatch: pytest.MonkeyPatch, folder: Path, window: Callable[[Visit], None]
) -> None:
    clocks = []

    def visit(premises: Premises) -> int:
        clocks.append(type(premises.clock))
        return 0

    window(visit)
    assert main(["--data", str(folder)]) == 0
    assert clocks == [WallClock]
