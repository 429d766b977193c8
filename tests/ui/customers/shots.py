"""Draws the customers dialog as in the mock-ups: python -m tests.ui.customers.shots FOLDER."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import cast

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.ports import Store
from app.ui.customers.contact_sheet import ContactSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.period_picker import PeriodPicker
from app.ui.shop import Shop
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.people import everyone
from tests.ui.customers.examples import NOW, mock_shop
from tests.ui.customers.staged import StagedStore


def staged_shop(store: StagedStore, clock: HeldClock) -> Shop:
    """Open a shop on a store in memory and wait for it."""
    both = cast(Store, store)
    shop = Shop(lambda: both, lambda: both, clock, everyone("Joy D."))
    loop = QEventLoop()
    shop.opened.connect(loop.quit)
    shop.open()
    loop.exec()
    return shop


class Studio:
    """A window with the dialog in it, photographed state by state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = QApplication(sys.argv[:1])
        self.theme = Theme(Scheme.LIGHT, reduce_motion=True)
        self.theme.apply(self.app)
        self.clock = HeldClock(NOW)
        self.window = QWidget()
        self.window.resize(1366, 768)
        self.window.show()

    def open(self, store: StagedStore) -> CustomersDialog:
        self.shop = staged_shop(store, self.clock)
        dialog = CustomersDialog(self.shop, self.theme, Wording(self.clock), self.window)
        dialog.open()
        return dialog

    def shoot(self, name: str, scheme: Scheme = Scheme.LIGHT) -> None:
        self.theme.set_scheme(scheme)
        QTest.qWait(220)
        self.window.grab().save(str(self.folder / f"{name}-{scheme.value}.png"))

    def shoot_all(self, name: str) -> None:
        for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST):
            self.shoot(name, scheme)


def main(folder: Path) -> None:
    studio = Studio(folder)
    dialog = studio.open(mock_shop())
    studio.shoot_all("customers")
    _walk(studio, dialog)
    _ask(studio, dialog)
    _miss(studio, dialog)
    studio.window.resize(1920, 1080)
    studio.shoot("customers-1920")
    studio.shoot("customers-1920", Scheme.DARK)
    studio.window.resize(1280, 720)
    studio.shoot("customers-1280")
    studio.theme.set_scale(1.3)
    studio.shoot("customers-1280-large-text")
    studio.theme.set_scale(1.0)
    dialog.close_sheet()
    studio.shop.close()
    studio.window.resize(1366, 768)
    studio.open(StagedStore())
    studio.shoot("empty")
    studio.shop.close()


def _walk(studio: Studio, dialog: CustomersDialog) -> None:
    dialog.list.view.setFocus()
    studio.shoot("list-focus")
    view = dialog.detail.history.view
    view.setFocus()
    for row, name in ((3, "return"), (5, "voided"), (8, "split")):
        view.go_to(row)
        studio.shoot(name)
    dialog.list.sort_button.setFocus()
    dialog.list.sort_button.open_menu()
    dialog.list.sort_button.menu_of_orders.grab().save(str(studio.folder / "sort-menu.png"))
    dialog.list.sort_button.menu_of_orders.close()
    studio.shoot("sort-focus")


def _ask(studio: Studio, dialog: CustomersDialog) -> None:
    window = studio.window
    dialog.pick_period()
    studio.shoot("period")
    picker = window.findChild(PeriodPicker)
    assert isinstance(picker, PeriodPicker)
    picker.first.set_text("11/8/2026")
    picker.show_button.click()
    studio.shoot("period-refused")
    picker.tiles["last_month"].click()
    studio.shoot("last-month")
    dialog.detail.history.all_button.click()
    dialog.edit_customer()
    sheet = window.findChild(ContactSheet)
    assert isinstance(sheet, ContactSheet)
    studio.shoot_all("edit")
    sheet.name.set_text("rodel PASCUAL")
    sheet.save()
    studio.shoot("edit-refused")
    sheet.close_sheet()


def _miss(studio: Studio, dialog: CustomersDialog) -> None:
    dialog.list.search.set_text("xyz")
    studio.shoot("no-match")
    dialog.list.search.set_text("mar")
    studio.shoot("search", Scheme.DARK)
    dialog.list.search.set_text("")
    QTest.qWait(100)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
