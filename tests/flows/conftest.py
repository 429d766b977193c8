"""The whole window over a real shop."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.ui.wording import Wording
from tests.ui.conftest import (  # noqa: F401 - fixtures
    clock,
    owner,
    shop,
    shop_folder,
    theme,
    wording,
)


@pytest.fixture
def window(shop: Shop, theme: Theme, wording: Wording, qtbot: QtBot) -> MainWindow:  # noqa: F811
    made = MainWindow(shop, theme, wording, Sounds(enabled=False))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    return made
