"""The Products page in the real window over a real shop, stocked like the mock-ups."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.money import Money
from app.domain.product import Product
from app.domain.settings import ShopSettings
from app.storage.store import open_store
from app.ui.pages import PRODUCTS
from app.ui.products.page import ProductsPage
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.ui.products.examples import SHELF

Saved = Callable[[], Product]


@pytest.fixture
def shelf() -> tuple[Product, ...]:
    """What the shop sells; a test module may say otherwise."""
    return SHELF


@pytest.fixture
def made_at_counter() -> tuple[str, ...]:
    """Names of what cashiers made of unknown barcodes; a test class may say some."""
    return ()


@pytest.fixture
def shop_folder(
    tmp_path: Path,
    clock: HeldClock,
    owner: Actor,
    shelf: tuple[Product, ...],
    made_at_counter: tuple[str, ...],
) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    store = open_store(folder, clock)
    store.settings.save(ShopSettings("Santos Mini Mart", theme="light"), by=owner)
    store.products.bring_in(shelf, by=owner)
    for number, name in enumerate(made_at_counter):
        code = f"480987654321{number}"
        store.products.make_at_counter(code, name, Money(6000), by=owner)
    store.close()
    return folder


@pytest.fixture
def window(shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(shop, theme, wording, Sounds(enabled=False))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ProductsPage:
    window.areas.show_page(PRODUCTS)
    made = window.pages.page
    assert isinstance(made, ProductsPage)
    return made


@pytest.fixture
def save(page: ProductsPage, shop: Shop, qtbot: QtBot) -> Saved:
    """Save what is in the editor and give what the shop kept."""

    def do() -> Product:
        with qtbot.waitSignal(page.editor.saved) as answer:
            page.editor.save()
        return answer.args[0]  # type: ignore[no-any-return]

    return do
