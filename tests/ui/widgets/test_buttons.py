"""Buttons: real push buttons under the paint."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, Theme
from app.ui.widgets.buttons import (
    Button,
    DangerButton,
    GhostButton,
    IconButton,
    PrimaryButton,
    SecondaryButton,
    SoftButton,
)

LEFT = Qt.MouseButton.LeftButton
KINDS: list[type[Button]] = [
    PrimaryButton, SecondaryButton, DangerButton, SoftButton, GhostButton,
]  # fmt: skip


def shown(qtbot: QtBot, button: Button, width: int = 200) -> Button:
    qtbot.addWidget(button)
    button.resize(width, button.sizeHint().height())
    button.show()
    return button


@pytest.mark.parametrize("kind", KINDS)
def test_a_press_acts_on_release_inside(theme: Theme, qtbot: QtBot, kind: type[Button]) -> None:
    button = shown(qtbot, kind(theme, "Charge"))
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    QTest.mousePress(button, LEFT)
    assert clicks == []
    QTest.mouseRelease(button, LEFT)
    assert len(clicks) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_sliding_off_before_release_cancels(theme: Theme, qtbot: QtBot, kind: type[Button]) -> None:
    button = shown(qtbot, kind(theme, "Charge"))
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mousePress(button, LEFT, pos=QPoint(10, 10))
        QTest.mouseMove(button, QPoint(10, 300))
        QTest.mouseRelease(button, LEFT, pos=QPoint(10, 300))


@pytest.mark.parametrize(("kind", "times"), [(PrimaryButton, 1), (DangerButton, 1),
                                             (SecondaryButton, 2)])  # fmt: skip
def test_a_double_tap_on_what_counts_counts_once(
    theme: Theme, qtbot: QtBot, kind: type[Button], times: int
) -> None:
    button = shown(qtbot, kind(theme, "Charge"))
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    QTest.mouseClick(button, LEFT)
    second_press = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        QPointF(20, 20),
        button.mapToGlobal(QPointF(20, 20)),
        LEFT,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(button, second_press)
    QTest.mouseRelease(button, LEFT, pos=QPoint(20, 20))
    assert len(clicks) == times


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_focused_button_answers_keys(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    button = shown(qtbot, SecondaryButton(theme, "Park"))
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_click_does_not_take_the_focus(theme: Theme, qtbot: QtBot) -> None:
    button = shown(qtbot, SecondaryButton(theme, "Park"))
    QTest.mouseClick(button, LEFT)
    assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_disabled_button_does_nothing(theme: Theme, qtbot: QtBot) -> None:
    button = shown(qtbot, PrimaryButton(theme, "Charge"))
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, LEFT)
        button.click()


def test_a_button_follows_its_action(theme: Theme, qtbot: QtBot) -> None:
    button = shown(qtbot, PrimaryButton(theme, "Charge"))
    action = QAction(button)
    action.setShortcut(QKeySequence("F12"))
    action.setEnabled(False)
    button.follow(action)
    assert (button.key, button.isEnabled()) == ("F12", False)
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        QTest.mouseClick(button, LEFT)
    action.setShortcut(QKeySequence("Ctrl+Return"))
    assert button.key == "Ctrl+Enter"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_each_state_looks_different(
    theme: Theme, qtbot: QtBot, kind: type[Button], scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    button = shown(qtbot, kind(theme, "Delete", icon="trash-2", key="Del"))
    looks = {"rest": button.grab().toImage()}
    button.setDown(True)
    looks["down"] = button.grab().toImage()
    button.setDown(False)
    button.setEnabled(False)
    looks["off"] = button.grab().toImage()
    assert looks["rest"] != looks["down"]
    assert looks["rest"] != looks["off"]


def test_the_focus_ring_is_inside_the_button(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    button = PrimaryButton(theme, "Charge")
    layout.addWidget(button)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    button.setFocus()
    image = button.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(0, middle).name() == theme.color("focus").name()
    assert image.pixelColor(3, middle).name() != theme.color("accent").name()
    assert image.pixelColor(6, middle).name() == theme.color("accent").name()


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_a_button_is_wide_enough_for_its_words_at_every_text_size(
    theme: Theme, qtbot: QtBot, scale: float
) -> None:
    theme.set_scale(scale)
    button = SecondaryButton(theme, "Exact cash", icon="banknote", key="Ctrl+Enter")
    qtbot.addWidget(button)
    text = theme.metrics("button").horizontalAdvance("Exact cash")
    assert button.sizeHint().width() >= text + 28 + theme.metrics("keycap").horizontalAdvance(
        "Ctrl+Enter"
    )
    assert button.sizeHint().height() == 56


def test_an_icon_button_is_a_finger_wide_and_says_its_name(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "x", "Remove customer")
    qtbot.addWidget(button)
    assert (button.width(), button.height()) == (44, 44)
    heard = QAccessible.queryAccessibleInterface(button)
    assert heard.text(QAccessible.Text.Name) == "Remove customer"
    assert heard.role() == QAccessible.Role.Button
    assert button.toolTip() == "Remove customer"


def test_a_count_sits_on_the_corner_and_follows_the_button(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    button = SecondaryButton(theme, "Parked", parent=window)
    button.setGeometry(100, 50, 172, 56)
    button.set_badge("2")
    window.show()
    bubble = next(w for w in window.findChildren(QWidget) if type(w).__name__ == "CountBubble")
    assert bubble.isVisible()
    assert bubble.geometry().contains(button.geometry().topRight())
    button.move(10, 80)
    assert bubble.geometry().contains(button.geometry().topRight())
    button.set_badge("")
    assert not bubble.isVisible()
