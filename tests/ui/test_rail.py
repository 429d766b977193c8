"""The rail: where to go, how it looks, what time it is, and nothing that does not work yet."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui.rail import Rail, RailButton
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects


@pytest.fixture
def rail(theme: Theme, wording: Wording, clock: HeldClock, qtbot: QtBot) -> Rail:
    rail = Rail(theme, wording, clock)
    qtbot.addWidget(rail)
    rail.resize(80, 768)
    rail.show()
    return rail


def test_only_what_works_is_on_the_rail(rail: Rail) -> None:
    buttons = [button for button in rail.findChildren(RailButton) if button.isVisible()]
    words = [button.text() for button in buttons]
    assert words == ["Sell", "Customers", "Products", "Settings", "Help", "Look"]


def test_each_button_is_a_wish(rail: Rail, qtbot: QtBot) -> None:
    for button, signal in (
        (rail.customers, rail.customers_requested),
        (rail.help, rail.help_requested),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for name, button in rail.pages.items():
        with qtbot.waitSignal(rail.page_requested) as wish:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wish.args == [name]


def test_the_light_follows_the_page_and_not_the_tap(rail: Rail) -> None:
    rail.settings.click()
    assert [name for name, button in rail.pages.items() if button.isChecked()] == ["sell"]
    rail.show_page("settings")
    assert [name for name, button in rail.pages.items() if button.isChecked()] == ["settings"]
    rail.settings.click()
    assert rail.settings.isChecked()


def test_a_slip_off_a_button_asks_for_nothing(rail: Rail) -> None:
    asked: list[str] = []
    rail.page_requested.connect(asked.append)
    QTest.mousePress(rail.settings, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(rail.settings, Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    assert asked == []


def test_a_tap_takes_no_focus(rail: Rail) -> None:
    focus = {button.focusPolicy() for button in rail.findChildren(RailButton)}
    assert focus == {Qt.FocusPolicy.TabFocus}


def test_the_menu_of_looks_ticks_the_one_in_use(rail: Rail, theme: Theme) -> None:
    theme.set_scheme(Scheme.CONTRAST)
    menu = rail.looks_menu()
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert [action.text() for action in menu.actions()] == [
        "Same as the system",
        "Light",
        "Dark",
        "High contrast",
    ]
    assert ticked == ["High contrast"]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_look_is_chosen_from_the_menu(rail: Rail, qtbot: QtBot, scheme: Scheme) -> None:
    action = rail.looks_menu().findChild(QAction, f"look_{scheme.value}")
    assert action is not None
    with qtbot.waitSignal(rail.scheme_chosen) as chosen:
        action.trigger()
    assert chosen.args == [scheme]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_look_button_opens_the_menu(rail: Rail, qtbot: QtBot) -> None:
    rail.look.click()
    menu = rail.findChild(QMenu, "looks_menu")
    assert menu is not None
    assert menu.isVisible()
    menu.close()
    qtbot.waitUntil(lambda: rail.findChild(QMenu, "looks_menu") is None)


def test_the_clock_is_painted_again_when_a_minute_has_passed(rail: Rail, clock: HeldClock) -> None:
    before = rail.grab().toImage()
    rail._tick()
    settle()
    assert rail.grab().toImage() == before
    clock.moment = datetime(2026, 11, 12, 9, 12, tzinfo=UTC)
    rail._tick()
    settle()
    assert rail.grab().toImage() != before


@pytest.mark.parametrize("scale", SCALES)
def test_every_word_fits_its_button(rail: Rail, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    settle()
    assert misfits(rail) == []
    for button in rail.findChildren(RailButton):
        advance = QFontMetricsF(button.words_font()).horizontalAdvance(button.text())
        assert advance <= button.width(), button.text()
        assert button.words_font().pixelSize() >= 11


def test_everything_has_a_name(rail: Rail) -> None:
    assert (nameless(rail), unnamed_objects(rail)) == ([], [])


def test_the_last_copy_is_said_at_the_bottom_and_nothing_before_it_is_known(rail: Rail) -> None:
    assert not rail.backup.isVisible()
    rail.backup.show_state(
        "shield-check", ("Backed up", "1:30 PM"), "Your data is safe.", tone="success"
    )
    assert rail.backup.isVisible()
    assert rail.backup.lines == ("Backed up", "1:30 PM")
    assert rail.backup.accessibleName() == "Your data is safe."
    settle()
    assert misfits(rail) == []


def test_a_small_lock_marks_what_asks_for_a_pin(rail: Rail) -> None:
    before = rail.customers.grab().toImage()
    rail.customers.set_locked(True)
    settle()
    assert rail.customers.is_locked
    assert rail.customers.accessibleDescription() == "Locked, asks for a PIN"
    assert rail.customers.grab().toImage() != before
    rail.customers.set_locked(False)
    settle()
    assert rail.customers.grab().toImage() == before
    assert rail.customers.accessibleDescription() == ""


@pytest.mark.parametrize("scale", SCALES)
def test_who_is_at_the_till_stands_at_the_bottom(
    rail: Rail, theme: Theme, scale: float, qtbot: QtBot
) -> None:
    theme.set_scale(scale)
    rail.resize(80, 720)
    rail.lock.show()
    rail.backup.show_state("shield-check", ("Backed up", "1:30 PM"), "Safe.", tone="success")
    for name, spoken in (
        ("", "At the till: nobody by name"),
        ("Maria Concepcion Villanueva", "At the till: Maria Concepcion Villanueva"),
    ):
        rail.person.show_person(name)
        rail.person.show()
        settle()
        assert misfits(rail) == []
        assert rail.person.accessibleName() == spoken
    assert rail.person.geometry().bottom() < rail.height() - 32
    with qtbot.waitSignal(rail.person_requested):
        QTest.mouseClick(rail.person, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(rail.lock_requested):
        QTest.mouseClick(rail.lock, Qt.MouseButton.LeftButton)
