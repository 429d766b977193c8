"""What stands between a start and the painted till."""

from __future__ import annotations

import subprocess
import sys

from pytestqt.qtbot import QtBot

from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.conftest import CHECKOUT

LATER = (
    "peewee", "sqlite3", "openpyxl", "PySide6.QtNetwork", "app.storage", "app.exchange",
    "app.domain.ports", "app.domain.receipt", "app.ui.widgets.sheet", "app.ui.tender.tender_sheet",
    "app.ui.products", "app.ui.customers", "app.ui.settings",
)  # fmt: skip


def _imported_by(code: str) -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
    )
    return set(said.stdout.split())


def test_what_no_empty_counter_shows_is_not_imported_before_it() -> None:
    assert _imported_by("import app.ui.start").isdisjoint(LATER)


def test_pyside_leaves_the_import_of_python_as_it_was() -> None:
    plain = "import builtins; plain = builtins.__import__; import app.ui"
    _imported_by(f"{plain}\nassert builtins.__import__ is plain")


def test_the_first_paint_is_told_once(
    shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot
) -> None:
    window = MainWindow(shop, theme, wording, Sounds(player=lambda sound, volume: None))
    qtbot.addWidget(window)
    told: list[bool] = []
    window.first_painted.connect(lambda: told.append(window.isVisible()))
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.repaint()
    qtbot.wait(0)
    assert told == [True]
    assert not window.windowIcon().isNull()
    window.gate.release()
