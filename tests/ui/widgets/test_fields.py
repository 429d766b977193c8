"""Fields and the number pad that types into them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.pad import NumberPad, PadKey

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, field: Field, width: int = 300) -> Field:
    qtbot.addWidget(field)
    field.resize(width, field.sizeHint().height())
    field.show()
    return field


def test_typing_is_told_apart_from_text_that_is_set(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme, placeholder="Customer name (optional)"))
    with qtbot.assertNotEmitted(field.text_edited), qtbot.waitSignal(field.text_changed):
        field.set_text("Maria")
    with qtbot.waitSignal(field.text_edited):
        QTest.keyClicks(field.edit, "n")


def test_enter_submits(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme, label="Name"))
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_press_anywhere_in_the_frame_goes_to_the_text(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme, icon="user", placeholder="Name"))
    with qtbot.waitActive(field):
        field.activateWindow()
    field.edit.clearFocus()
    QTest.mouseClick(field, LEFT, pos=QPoint(20, 28))
    assert field.edit.hasFocus()


def test_the_clear_button_is_there_only_with_text_and_says_so(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme, clearable=True, key="F2"))
    clear = field.findChildren(IconButton)[0]
    assert not clear.isVisible()
    field.set_text("milk")
    assert clear.isVisible()
    with qtbot.waitSignal(field.cleared):
        QTest.mouseClick(clear, LEFT)
    assert field.text() == ""
    assert not clear.isVisible()


def test_an_error_is_text_beside_the_field_and_is_heard(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, AmountField(theme, label="Cash received"))
    before = field.sizeHint().height()
    field.set_error("Use a dot for centavos, like 12.00")
    heard = QAccessible.queryAccessibleInterface(field.edit)
    assert heard.text(QAccessible.Text.Description) == "Use a dot for centavos, like 12.00"
    assert field.sizeHint().height() > before
    field.set_error("")
    assert field.sizeHint().height() == before


def test_a_long_error_wraps_instead_of_losing_its_end(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme), width=160)
    field.set_error("No.")
    short = field.sizeHint().height()
    field.set_error("Use a dot for centavos, like 12.00, and no more than two digits after it")
    assert field.sizeHint().height() > short + 18


@pytest.mark.parametrize(("label", "heard"), [("Name", "Name"), ("", "Customer name")])
def test_every_field_has_a_name(theme: Theme, qtbot: QtBot, label: str, heard: str) -> None:
    field = shown(qtbot, Field(theme, label=label, placeholder="Customer name"))
    assert field.edit.accessibleName() == heard


def test_the_edge_shows_focus_and_error(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme))
    with qtbot.waitActive(field):
        field.activateWindow()

    def edge() -> str:
        return field.grab().toImage().pixelColor(100, 0).name()

    field.edit.clearFocus()
    assert edge() == theme.color("border_strong").name()
    field.setFocus()
    assert edge() == theme.color("focus").name()
    field.set_error("No.")
    assert edge() == theme.color("danger").name()
    field.setEnabled(False)
    assert edge() == theme.color("border").name()


def test_text_never_runs_under_keycap_or_clear_button(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, Field(theme, icon="search", key="Ctrl+F", clearable=True))
    field.set_text("a long name that fills the whole field and more")
    clear = field.findChildren(IconButton)[0]
    assert field.edit.geometry().right() <= clear.geometry().center().x() - 10
    assert field.edit.geometry().left() > 14 + 20


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_a_field_grows_with_the_text_size_and_keeps_its_frame(
    theme: Theme, qtbot: QtBot, scale: float
) -> None:
    theme.set_scale(scale)
    field = shown(qtbot, Field(theme, label="Percent", height=64))
    assert field.sizeHint().height() == round(18 * scale) + 4 + 64
    assert field.edit.height() >= field.edit.fontMetrics().height()


def keys(pad: NumberPad) -> dict[str, QPushButton]:
    return {key.objectName(): key for key in pad.findChildren(PadKey)}


def test_the_pad_types_like_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, AmountField(theme))
    pad = NumberPad(theme)
    qtbot.addWidget(pad)
    pad.feed(field.edit)
    field.set_text("1779.10")
    field.select_all()
    typed: list[str] = []
    field.text_edited.connect(typed.append)
    for name in ("2", "0", "0", "dot", "5", "backspace"):
        keys(pad)[f"pad_{name}"].click()
    assert field.text() == "200."
    assert typed == ["2", "20", "200", "200.", "200.5", "200."]


def test_the_pad_says_what_was_pressed(theme: Theme, qtbot: QtBot) -> None:
    pad = NumberPad(theme)
    qtbot.addWidget(pad)
    with qtbot.waitSignal(pad.digit_pressed) as pressed:
        keys(pad)["pad_7"].click()
    assert pressed.args == ["7"]
    with qtbot.waitSignals([pad.dot_pressed, pad.backspace_pressed]):
        keys(pad)["pad_dot"].click()
        keys(pad)["pad_backspace"].click()


def test_whole_pieces_have_no_dot(theme: Theme, qtbot: QtBot) -> None:
    pad = NumberPad(theme, dot=False)
    qtbot.addWidget(pad)
    with qtbot.assertNotEmitted(pad.dot_pressed):
        keys(pad)["pad_dot"].click()


def test_pad_keys_are_heard_and_never_take_the_focus(theme: Theme, qtbot: QtBot) -> None:
    pad = NumberPad(theme)
    qtbot.addWidget(pad)
    for key in keys(pad).values():
        assert key.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert key.accessibleName()
        assert key.sizeHint().width() >= 44
        assert key.height() >= 44
