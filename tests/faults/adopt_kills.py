"""Kill an adoption at random moments and at every step on the disk, and look what is there:
`python -m tests.faults.adopt_kills 200`. Forks, so it needs a system that can.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
import traceback
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import peewee  # noqa: F401 - imported once, before the forks

from app.storage.adopt.adoption import adopt
from app.storage.adopt.work import Wishes
from app.storage.classify import DATABASE_NAME, FileState, classify
from app.storage.migrations import NEWEST
from app.storage.store import open_reader, open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_sale
from tests.storage.old_pos import SHAPES, old_tables, write_sqlite

BY = everyone("Nena")
WISHES = Wishes(zone=ZoneInfo("Asia/Manila"))
SALES = 30
STEPS_OF_THE_DISK = ("link", "replace", "fsync", "rename", "unlink")


@dataclass
class Report:
    """How often which of the two states was found; `problems` is empty when there is no third."""

    kills: int = 0
    found_old: int = 0
    found_new: int = 0
    steps: int = 0
    problems: list[str] = field(default_factory=list)


class Stage:
    """A shop's folder before the adoption, and what may be there after a kill."""

    def __init__(self, place: Path, *, has_shop: bool) -> None:
        self.has_shop = has_shop
        self.clean = place / "clean"
        self.folder = place / "shop"
        self.clean.mkdir()
        tables = old_tables(SHAPES["tracking"], sales=SALES)
        self.source = write_sqlite(place / "old.db", tables)
        if has_shop:
            store = open_store(self.clean, FixedClock())
            store.sales.record(a_sale("Ana"), by=BY)
            store.close()
        else:
            shutil.copy(self.source, self.clean / DATABASE_NAME)
        self.before = (self.clean / DATABASE_NAME).read_bytes()

    def reset(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.clean, self.folder)

    def begin(self) -> None:
        """Do the work, as the program does."""
        if self.has_shop:
            adopt(self.source, self.folder, FixedClock(), WISHES, by=BY)
        else:
            open_store(self.folder, FixedClock(), is_till=False).close()

    def look(self, report: Report) -> None:
        """Find the old shop, whole, or the new one, whole; then let the work be finished."""
        shop = self.folder / DATABASE_NAME
        if not shop.exists():
            report.problems.append("there is no shop")
            return
        if self._sales(shop) == self._sales(self.clean / DATABASE_NAME) and self._is_old(shop):
            report.found_old += 1
        elif not self._is_new():
            report.problems.append(
                f"a third state: {sorted(each.name for each in self.folder.iterdir())}"
            )
            return
        else:
            report.found_new += 1
        self.begin()
        if not self._is_new():
            report.problems.append("it was not finished")
        if left := [p.name for p in self.folder.iterdir() if "adopting" in p.name]:
            report.problems.append(f"left behind: {left}")

    def _is_old(self, shop: Path) -> bool:
        if self.has_shop:
            return classify(shop, NEWEST) is FileState.OK
        return shop.read_bytes() == self.before

    def _is_new(self) -> bool:
        with closing(open_reader(self.folder, FixedClock())) as store:
            found = store.verify(by=BY)
        return found.sales == SALES + self.has_shop and not found.discrepancies

    @staticmethod
    def _sales(shop: Path) -> int:
        with closing(sqlite3.connect(f"file:{shop}?mode=ro", uri=True)) as connection:
            count: int = connection.execute("SELECT count(*) FROM sales").fetchone()[0]
        return count


def run(kills: int, seed: int) -> Report:
    """Kill that many at random moments, half of them into a shop with sales; then at each step."""
    report, chance = Report(), random.Random(seed)
    for has_shop in (False, True):
        place = Path(tempfile.mkdtemp(prefix="suki-adopt-kills-"))
        try:
            stage = Stage(place, has_shop=has_shop)
            stage.reset()
            began = time.monotonic()
            stage.begin()
            longest = (time.monotonic() - began) * 1.2
            for _ in range(kills // 2):
                stage.reset()
                _kill_after(stage, chance.random() * longest)
                report.kills += 1
                stage.look(report)
            report.steps += _kill_at_each_step(stage, report)
        finally:
            shutil.rmtree(place)
        if report.problems:
            break
    return report


def _kill_after(stage: Stage, seconds: float) -> None:
    child = _begin_apart(stage)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _begin_apart(stage: Stage, step: int = -1) -> int:
    """Begin in a process of its own; gives its number. Nothing of ours may run on in it."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        if step >= 0:
            _die_at(step)
        stage.begin()
        code = 0
    except BaseException:  # noqa: BLE001 - told, and over
        traceback.print_exc()
    finally:
        os._exit(code)


def _kill_at_each_step(stage: Stage, report: Report) -> int:
    """Die just before and just after each call by which files change names or reach the disk."""
    step = 0
    while not report.problems:
        stage.reset()
        child = _begin_apart(stage, step)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if status:
                report.problems.append("the work itself failed")
            return step
        report.kills += 1
        stage.look(report)
        step += 1
    return step


def _die_at(step: int) -> None:
    left = [step]

    def count() -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: object, **more: object) -> object:
            count()
            result = real(*arguments, **more)
            count()
            return result

        setattr(os, name, call)

    for name in STEPS_OF_THE_DISK:
        counted(name)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        print(json.dumps(asdict(run(options.kills, options.seed))))


if __name__ == "__main__":
    main()
