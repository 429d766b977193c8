"""Draws the Products page as in the mock-ups: python -m tests.ui.products.shots FOLDER."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.settings import ShopSettings
from app.storage.store import open_reader, open_store
from app.ui.pages import PRODUCTS
from app.ui.products.leave_sheet import LeaveSheet
from app.ui.products.page import ProductsPage
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Scheme, Theme
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.people import everyone
from tests.ui.products.examples import SHELF


def stocked_folder(folder: Path, clock: HeldClock) -> None:
    store = open_store(folder, clock)
    by = everyone("Joy D.")
    store.settings.save(ShopSettings("Santos Mini Mart", theme="light"), by=by)
    store.products.bring_in(SHELF, by=by)
    store.close()


class Studio:
    """The real window on the Products page, photographed state by state."""

    def __init__(self, shop_folder: Path, pictures: Path) -> None:
        self.pictures = pictures
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        self.theme = Theme(Scheme.LIGHT, reduce_motion=True)
        self.theme.apply(self.app)  # type: ignore[arg-type]
        clock = HeldClock()
        self.shop = Shop(
            lambda: open_store(shop_folder, clock),
            lambda: open_reader(shop_folder, clock),
            clock,
            everyone("Joy D."),
        )
        self.window = MainWindow(self.shop, self.theme, Wording(clock), Sounds(enabled=False))
        loop = QEventLoop()
        self.shop.opened.connect(loop.quit)
        self.window.show()
        self.shop.open()
        loop.exec()
        QTest.qWait(100)
        self.window.areas.show_page(PRODUCTS)
        page = self.window.pages.page
        assert isinstance(page, ProductsPage)
        self.page = page

    def shoot(self, name: str, scheme: Scheme = Scheme.LIGHT) -> None:
        self.theme.set_scheme(scheme)
        QTest.qWait(220)
        self.window.grab().save(str(self.pictures / f"{name}-{scheme.value}.png"))
        self.theme.set_scheme(Scheme.LIGHT)

    def close(self) -> None:
        self.window.hide()
        self.shop.close()
        self.window.deleteLater()
        QTest.qWait(10)


def main(pictures: Path) -> None:
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        stocked_folder(Path(name), HeldClock())
        studio = Studio(Path(name), pictures)
        _walk(studio)
        studio.close()
    with tempfile.TemporaryDirectory() as name:
        store = open_store(Path(name), HeldClock())
        store.settings.save(ShopSettings("Santos Mini Mart", theme="light"), by=everyone())
        store.close()
        studio = Studio(Path(name), pictures)
        studio.shoot("products-empty")
        studio.close()


def _walk(studio: Studio) -> None:
    page = studio.page
    studio.shoot("products-list")
    page.handle_scan("4800771920015")
    page.editor.form.price.setFocus()
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST):
        studio.shoot("products", scheme)
    bar = page.editor.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.shoot("products-lower")
    page.editor.form.barcodes.add_button.click()
    studio.shoot("products-pack")
    page.editor.form.name.set_text("")
    page.editor.form.price.set_text("1,23")
    page.editor.save()
    studio.shoot("products-refused")
    page.opening.leave()
    studio.shoot("products-leave")
    sheet = studio.window.findChild(LeaveSheet)
    assert isinstance(sheet, LeaveSheet)
    sheet.discard_button.click()
    page.handle_scan("4801234567890")
    studio.shoot("products-unknown")
    page.list.forget_search()
    studio.window.resize(1280, 720)
    page.handle_scan("4800771920015")
    studio.theme.set_scale(1.3)
    studio.shoot("products-1280-large-text")
    studio.theme.set_scale(1.0)
    studio.window.resize(1366, 768)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
