"""The largest text in the smallest windows, on every screen: nothing cut off, nothing covered."""

from __future__ import annotations

import pytest

from app.ui.settings.page import SettingsPage
from app.ui.widgets.switch import Switch
from tests.flows.counter import Counter
from tests.flows.screens import SCREENS, show
from tests.ui.looks import misfits, settle


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)], ids=["1280", "1366"])
@pytest.mark.parametrize("name", SCREENS)
def test_the_largest_text_fits_on_every_screen(
    counter: Counter, name: str, size: tuple[int, int]
) -> None:
    counter.till.theme.set_scale(1.3)
    counter.window.resize(*size)
    window = show(counter, name)
    counter.till.theme.set_scale(1.3)  # settings saved by a screen brought back their own
    settle()
    assert misfits(window) == []
    page = counter.window.pages.page
    if isinstance(page, SettingsPage):
        assert misfits(page.section) == []
        assert [each.text() for each in page.findChildren(Switch) if each.is_cut] == []
