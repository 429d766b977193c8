"""The helper that looks for what is cut off finds it: else no test that asks it could fail."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton, PrimaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.toggles import ChoiceTile
from tests.ui.looks import misfits, nameless, settle, unnamed_objects

LONG = "A text that is far too long for so small a place"


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    return page


@pytest.mark.parametrize(
    ("make", "width", "height"),
    [
        (lambda theme: Label(theme, LONG), 80, 30),
        (lambda theme: Label(theme, LONG, wrap=True), 80, 20),
        (lambda theme: PrimaryButton(theme, LONG), 80, 56),
        (lambda theme: PrimaryButton(theme, "Pay"), 200, 20),
        (lambda theme: ChoiceTile(theme, "GCash / QR", icon="qr-code", key="Alt+G"), 160, 60),
        (lambda theme: money(theme, "₱1,000,000,000.00"), 60, 60),
    ],
)
def test_what_does_not_fit_is_found(
    page: QWidget, theme: Theme, make: Callable[[Theme], QWidget], width: int, height: int
) -> None:
    widget = make(theme)
    widget.setParent(page)
    widget.show()
    widget.setFixedSize(400, 80)
    assert [text for text in misfits(page) if "cut" in text or "squeezed" in text] == []
    widget.setFixedSize(width, height)
    assert len(misfits(page)) == 1


def money(theme: Theme, text: str) -> MoneyLabel:
    label = MoneyLabel(theme, "total")
    label.set_amount(text)
    return label


def test_what_sticks_out_is_found(page: QWidget, theme: Theme) -> None:
    label = Label(theme, "here", parent=page)
    label.setGeometry(380, 10, 60, 30)
    label.show()
    (found,) = misfits(page)
    assert "sticks out" in found


def test_what_lies_on_its_neighbour_is_found(page: QWidget, theme: Theme) -> None:
    row = QHBoxLayout(page)
    one, two = Label(theme, "one"), Label(theme, "two")
    row.addWidget(one)
    inner = QVBoxLayout()
    row.addLayout(inner)
    inner.addWidget(two)
    settle()
    assert misfits(page) == []
    two.setGeometry(one.geometry())
    assert misfits(page) == ["Label 'one' lies on Label 'two'"]


def test_controls_without_a_name_are_found(page: QWidget, theme: Theme) -> None:
    for widget in (QLineEdit(page), QPushButton(page), IconButton(theme, "x", "", parent=page)):
        widget.show()
    assert len(nameless(page)) == 3
    assert len(unnamed_objects(page)) == 3
