"""A drive pulled out at any instant, and disks of every size: a copy is whole or it is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.backup import Copy, Reason
from app.domain.settings import ShopSettings
from app.storage.backup_files import LOCK_NAME
from app.storage.backup_list import copies_in
from app.storage.backup_round import Round, back_up
from app.storage.backup_second import begin_place
from app.storage.classify import COPIES
from app.storage.migrations import NEWEST
from app.storage.restore_sides import look_at
from app.storage.store import open_store
from tests.conftest import CHECKOUT
from tests.people import everyone
from tests.storage.builders import FixedClock, a_sale

BY = everyone("Nena")
CLOCK = FixedClock()
EVENTS = ("open", "os.", "sqlite3.", "shutil.", "fcntl.")
MOST_INSTANTS = 400
SAID = ("is not there", "did not do what it was asked", "is read-only")


def begin_shop(folder: Path, drive: Path) -> None:
    """A closed shop of two sales that keeps copies on a drive too."""
    for place in (folder, drive):
        place.mkdir(exist_ok=True)
    begin_place(drive, folder)
    store = open_store(folder, CLOCK)
    store.settings.save(replace(ShopSettings("Nena's"), second_place=str(drive)), by=BY)
    for name in ("Ana", "Ben"):
        store.sales.record(a_sale(name), by=BY)
    store.close()


def round_of(folder: Path) -> Round:
    return back_up(folder, Reason.TIMED, CLOCK.now(), CLOCK.local, newest=NEWEST)


def whole_in(folder: Path) -> list[Copy]:
    """Give the copies that count; each must be what its record says, byte for byte."""
    found = copies_in(folder)
    assert all(look_at(folder / copy.name) == copy for copy in found)
    return found


# Pulled out


def pulled_out_at(instant: int, folder: Path, drive: Path) -> bool:
    """Fork, make a round, take the drive away at the instant; says whether it got that far.

    Where a drive was, an empty folder is left, as some systems do.
    """
    child = os.fork()
    if child == 0:
        try:
            has_gone = _pull(instant, drive)
            done = round_of(folder)
            problem = done.second_problem
            assert problem is None or any(said in problem.message for said in SAID), problem
            os._exit(0 if has_gone() else 3)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, 3}
    return code == 0


def _pull(instant: int, drive: Path) -> Callable[[], bool]:
    seen = 0

    def watch(event: str, arguments: object) -> None:
        nonlocal seen
        if event.startswith(EVENTS) and str(drive) in repr(arguments):
            seen += 1
            if seen == instant:
                drive.rename(drive.with_name("pulled out"))
                drive.mkdir()

    sys.addaudithook(watch)
    return lambda: seen >= instant


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
def test_a_drive_pulled_out_at_any_instant_costs_only_what_was_not_finished_there(
    tmp_path: Path,
) -> None:
    outcomes = set()
    for instant in range(1, MOST_INSTANTS):
        place = tmp_path / str(instant)
        folder, drive, gone = place / "shop", place / "drive", place / "pulled out"
        place.mkdir()
        begin_shop(folder, drive)
        is_gone = pulled_out_at(instant, folder, drive)
        (here,) = whole_in(folder / COPIES)
        there = whole_in(gone if is_gone else drive)
        outcomes.add((bool(here.second_place), len(there)))
        if not is_gone:
            break
        assert {path.name for path in drive.iterdir()} <= {LOCK_NAME}  # nothing fills the computer
        drive.rename(place / "empty")
        gone.rename(drive)
        assert round_of(folder).second_problem is None  # plugged in again, all is well
        assert len(whole_in(drive)) == len(there) + 1
        assert not list(drive.glob("unfinished*"))
    assert len(list(tmp_path.glob("*/drive"))) > 10
    assert (False, 0) in outcomes
    assert (True, 1) in outcomes
    assert (True, 0) not in outcomes


# Full


FILL = """
import json, subprocess, sys
from pathlib import Path
from app.domain.errors import StoreUnavailable
from app.storage.classify import COPIES
from tests.faults.test_copy_drives import begin_shop, round_of, whole_in

place, which = Path(sys.argv[1]), sys.argv[2]
folder, drive = place / "shop", place / "drive"
begin_shop(folder, drive)
(folder / COPIES).mkdir()
small = folder / COPIES if which == "here" else drive
size = (folder / "shop.db").stat().st_size // 1024 + 4
sign = drive / "suki-copies.txt"
words = sign.read_text()

def sized(kilobytes):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", small], check=True)
    if which == "there":
        sign.write_text(words)

said = []
for kilobytes in (8, 16, size // 2, *range(size - 24, size + 25, 4), 4 * size):
    sized(kilobytes)
    try:
        second = round_of(folder).second_problem
        problem = second if which == "there" else None
    except StoreUnavailable as error:
        problem = error
    found = whole_in(small)
    assert len(found) == (problem is None), (kilobytes, found, problem)
    assert not list(small.glob("unfinished*")), list(small.iterdir())
    assert len(list(small.glob("*.db*"))) == 2 * len(found), list(small.iterdir())
    said.append(problem and problem.message)
    subprocess.run(["umount", small], check=True)
print(json.dumps(said))
"""


RESTORE = """
import json, shutil, subprocess, sys
from pathlib import Path
from app.domain.errors import ShopError
from app.storage.classify import COPIES
from app.storage.migrations import NEWEST
from app.storage.restore import restore
from app.storage.store import open_store
from tests.faults.test_copy_drives import BY, CLOCK, begin_shop, round_of, whole_in
from tests.storage.builders import a_sale

place = Path(sys.argv[1])
folder, drive = place / "shop", place / "drive"
folder.mkdir()

def sized(kilobytes):
    how = f"remount,size={kilobytes}k"
    subprocess.run(["mount", "-o", how, "none", folder], check=True)

subprocess.run(["mount", "-t", "tmpfs", "none", folder], check=True)
begin_shop(folder, drive)
round_of(folder)
(copy,) = whole_in(drive)
shutil.rmtree(folder / COPIES)
store = open_store(folder, CLOCK)
store.sales.record(a_sale("Cora"), by=BY)
store.close()
before = (folder / "shop.db").read_bytes()
used = len(before) // 1024 + 4

def sold():
    store = open_store(folder, CLOCK)
    assert store.verify(by=BY).discrepancies == ()
    names = [name for (name,) in store.database.rows("SELECT customer_name FROM sales")]
    store.close()
    return names

said = []
for more in range(8, 3 * used, used // 9):
    sized(used + more)
    try:
        restore(drive / copy.name, folder, CLOCK.now(), newest=NEWEST, by=BY)
        problem = None
    except ShopError as error:
        problem = error.message
    sized(9 * used)
    assert sold() == ["Ana", "Ben"] + ["Cora"] * (problem is not None), (more, problem)
    assert not list(folder.glob("*restoring*"))
    kept = whole_in(folder / COPIES) if (folder / COPIES).exists() else []
    assert [each.figures.sales for each in kept] == [3] * (problem is None)
    said.append(problem)
    shutil.rmtree(folder / COPIES, ignore_errors=True)
    (folder / "shop.db").write_bytes(before)
print(json.dumps(said))
"""


def on_small_disks(place: Path, script: str, *arguments: str) -> list[str | None]:
    """Run the script where it may mount disks; gives what was said at each size."""
    alone = ["unshare", "--map-root-user", "--mount"]
    try:
        subprocess.run([*alone, "mount", "-t", "tmpfs", "none", str(place)], check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs a system that lets a process have disks of its own")
    done = subprocess.run(
        [*alone, sys.executable, "-c", script, str(place), *arguments],
        capture_output=True,
        check=False,
        cwd=CHECKOUT,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    said: list[str | None] = json.loads(done.stdout)
    return said


def full_then_whole(said: list[str | None]) -> bool:
    """Up to some size it was said each time that the disk is full, and from there on nothing."""
    full = [each for each in said if each]
    assert all("the disk is full" in each for each in full), full
    return 5 < len(full) < len(said) and said == [*full, *[None] * (len(said) - len(full))]


@pytest.mark.parametrize("which", ["here", "there"])
def test_on_a_disk_of_any_size_a_copy_is_whole_or_it_is_said_that_the_disk_is_full(
    tmp_path: Path, which: str
) -> None:
    assert full_then_whole(on_small_disks(tmp_path, FILL, which))


def test_on_a_disk_of_any_size_the_shop_is_restored_or_stays_what_it_was(tmp_path: Path) -> None:
    assert full_then_whole(on_small_disks(tmp_path, RESTORE))
