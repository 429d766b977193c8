"""Opens the till's window; nothing before this touches Qt."""

from __future__ import annotations

import gc
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.display import has_display
from app.commands.session import Inside, Session

if TYPE_CHECKING:
    from app.domain.ports import Store
    from app.ui.start import Premises
    from app.ui.tour import OldPos

LOG_NAME = "suki.log"

_LOG_BYTES = 1_000_000
_DEMO_SEED = 2026
_NO_DISPLAY = (
    "There is no display to open the till on. To see it without one, let it play the main job "
    "and save pictures: suki --tour FOLDER"
)


def open_till(session: Session) -> int:
    """Open the shop of the session."""
    if not has_display():
        session.tell(_NO_DISPLAY)
        return 1
    session.folder.mkdir(parents=True, exist_ok=True)
    return _open(session, keeps_copies=True)


def open_demo(session: Session) -> int:
    """Open a made-up shop in a folder that is removed at the end."""
    if not has_display():
        session.tell(_NO_DISPLAY)
        return 1
    with _demo_shop(session) as demo:
        return _open(demo)


def play_tour(session: Session, pictures: Path) -> int:
    """Play the main job in a made-up shop, on the screen or without one."""
    pictures.mkdir(parents=True, exist_ok=True)
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _demo_shop(session) as demo, _old_pos(session) as old:
        from app.ui.start import run_tour

        code = run_tour(_premises(demo), pictures, old)
        if code == 0:
            _tell_what_is_saved(demo)
        return code


def _tell_what_is_saved(demo: Session) -> None:
    """Print the tour's sale and customer as they now lie in the file."""
    from app.commands import history, sale

    with demo.reading() as store:
        last = store.sales.last(by=demo.by)
    if last is None:
        return
    demo.answer("")
    sale.run(Namespace(number=last.head.number, customer=None, json=False), demo)
    demo.answer("")
    asked = Namespace(customer=last.customer_name, start=None, end=None, limit=5, json=False)
    history.run(asked, demo)


def _open(session: Session, *, keeps_copies: bool = False) -> int:
    gc.disable()  # until the window's own collector takes over: a start makes no garbage
    from app.ui.start import run_till

    with _logged_to(session.folder / LOG_NAME):
        return run_till(_premises(session, keeps_copies=keeps_copies))


def _premises(session: Session, *, keeps_copies: bool = False) -> Premises:
    """A throw-away shop keeps no copies."""
    from app.ui.start import Premises

    started = session.clock.now()

    def open_writer() -> Store:
        from app.storage.store import open_store

        return open_store(session.folder, session.clock, started=started)

    def open_reader() -> Store:
        from app.storage.store import open_reader as open_file

        return open_file(session.folder, session.clock)

    def run_again(arguments: Sequence[str]) -> list[str]:
        return [*_own_command(), "--data", str(session.folder), *arguments]

    def old_shop() -> Path | None:
        from app.storage.classify import DATABASE_NAME
        from app.storage.old_pos import begins_as_database, is_old_pos

        path = session.folder / DATABASE_NAME
        if is_old_pos(path):
            return path
        if not path.is_file() or begins_as_database(path):
            return None
        from app.exchange.dump import is_dump

        return path if is_dump(path) else None

    folder = str(session.folder)
    copies = run_again if keeps_copies else None
    return Premises(
        open_writer, open_reader, session.clock, None, folder, run_again, copies, old_shop
    )


def _own_command() -> list[str]:
    """Give how this program is started again, from a checkout or as a built program."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]


@contextmanager
def _demo_shop(session: Session) -> Iterator[Session]:
    import tempfile

    from app.commands.demo import make_demo

    with tempfile.TemporaryDirectory(prefix="suki-demo-", ignore_cleanup_errors=True) as name:
        session.tell("Setting up a shop with made-up sales ...")
        make_demo(Path(name), seed=_DEMO_SEED, now=session.clock.now())
        yield replace(session, folder=Path(name), inside=Inside())


@contextmanager
def _old_pos(session: Session) -> Iterator[OldPos]:
    """Give what other systems left, and a folder it comes along into, gone at the end."""
    import tempfile

    from app.commands.demo_old_pos import make_old_pos
    from app.commands.demo_sales_file import make_sales_file
    from app.storage.store import open_store
    from app.ui.tour import OldPos

    with tempfile.TemporaryDirectory(prefix="suki-old-pos-", ignore_cleanup_errors=True) as name:
        path, folder = Path(name) / "old-pos.db", Path(name) / "shop"
        sales, now = Path(name) / "sales.csv", session.clock.local(session.clock.now())
        make_old_pos(path, seed=_DEMO_SEED, now=now)
        make_sales_file(sales, seed=_DEMO_SEED + 1, now=now)
        folder.mkdir()
        open_store(folder, session.clock).close()
        yield OldPos(sales, path, lambda more: [*_own_command(), "--data", str(folder), *more])


class _LogFile(logging.Handler):
    """Opens the log at its first line: what turns the pages needs sockets and pickles, for others.

    Nothing of that is needed before the window is on the screen.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
            )
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


@contextmanager
def _logged_to(path: Path) -> Iterator[None]:
    """Keep the program's log beside the shop; the till opens without one if need be."""
    ours = logging.getLogger("app")
    level = ours.level
    handler = _LogFile(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    try:
        yield
    finally:
        ours.removeHandler(handler)
        ours.setLevel(level)
        handler.close()
