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

from app.domain.actor import everyone
from app.domain.ports import Store
from app.ui.customers.dialog import CustomersDialog
from app.ui.shop import Shop
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
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


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    theme = Theme(Scheme.LIGHT, reduce_motion=True)
    theme.apply(app)
    clock = HeldClock(NOW)
    shop = staged_shop(mock_shop(), clock)
    window = QWidget()
    window.resize(1366, 768)
    dialog = CustomersDialog(shop, theme, Wording(clock), window)
    window.show()
    dialog.open()

    def shoot(name: str) -> None:
        QTest.qWait(120)
        window.grab().save(str(folder / f"{name}.png"))

    shoot("customers-light")
    theme.set_scheme(Scheme.DARK)
    shoot("customers-dark")
    theme.set_scheme(Scheme.CONTRAST)
    shoot("customers-contrast")
    theme.set_scheme(Scheme.LIGHT)
    dialog.detail.history.view.setFocus()
    dialog.detail.history.view.go_to(5)
    shoot("history-focus-light")
    dialog.pick_period()
    shoot("period-light")
    picker = window.findChildren(QWidget, "period_picker")[0]
    picker.tiles["last_month"].click()  # type: ignore[attr-defined]
    shoot("last-month-light")
    dialog.detail.history._show_all()
    dialog.edit_customer()
    sheet = window.findChildren(QWidget, "contact_sheet")[0]
    shoot("edit-light")
    sheet.name.set_text("rodel PASCUAL")  # type: ignore[attr-defined]
    sheet.save()  # type: ignore[attr-defined]
    shoot("edit-refused-light")
    sheet.close_sheet()  # type: ignore[attr-defined]
    dialog.list.search.set_text("xyz")
    shoot("no-match-light")
    theme.set_scheme(Scheme.DARK)
    dialog.list.search.set_text("mar")
    shoot("search-dark")
    dialog.list.search.set_text("")
    theme.set_scheme(Scheme.LIGHT)
    window.resize(1920, 1080)
    shoot("customers-1920-light")
    shop.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
