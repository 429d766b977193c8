"""Draws every widget in every state into one picture, to look at beside the mock-ups.

python -m tests.ui.gallery PICTURE.png [light|dark|contrast] [text scale] [2 for a sharp screen]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.theme import Scheme, Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.badge import Badge, BarHints, Keycap
from app.ui.widgets.bar_chart import Bar, BarChart
from app.ui.widgets.buttons import (
    Button,
    DangerButton,
    GhostButton,
    IconButton,
    PrimaryButton,
    SecondaryButton,
    SoftButton,
)
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.states import EmptyState, SkeletonRows
from app.ui.widgets.toast import ToastAction, ToastMessage
from app.ui.widgets.toast_view import Toast
from app.ui.widgets.toggles import ChipRow, ChoiceTile

MONTHS = ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
AMOUNTS = (2150, 3400, 3000, 4120, 3790, 5020, 4500, 3380, 4900, 5620, 4750, 3720)
STATES = ("rest", "hover", "press", "focus", "off")


class Gallery(QWidget):
    """All widgets, placed where the mock-up places its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.resize(1366, 1660)
        self._buttons()
        self._fields()
        self._badges()
        self._toasts()
        self._lists()
        self._choices()
        self._numbers()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("canvas"))

    def put(self, widget: QWidget, x: int, y: int, width: int = 0, height: int = 0) -> QWidget:
        widget.setParent(self)
        hint = widget.sizeHint()
        widget.setGeometry(x, y, width or hint.width(), height or hint.height())
        return widget

    def heading(self, text: str, y: int) -> None:
        self.put(Label(self.theme, text, "label", "text2", weight=600), 32, y)

    def _buttons(self) -> None:
        self.heading("Buttons: rest, hover, pressed, focus, disabled", 23)
        kinds: tuple[tuple[type[Button], str, str, str], ...] = (
            (PrimaryButton, "Charge", "banknote", "F12"),
            (SecondaryButton, "Park", "circle-pause", "F7"),
            (DangerButton, "Delete", "trash-2", ""),
            (SoftButton, "All keys", "layout-grid", ""),
        )
        for row, (kind, text, icon, key) in enumerate(kinds[:3]):
            for column, state in enumerate(STATES):
                button = kind(self.theme, text, icon=icon, key=key, height=52)
                self.put(button, 32 + column * 182, 54 + row * 66, 170)
                pretend(button, state)
        ghost = GhostButton(self.theme, "Undo", icon="undo-2", key="Ctrl+Z")
        self.put(ghost, 960, 54)
        self.put(
            SoftButton(self.theme, "All keys", icon="layout-grid", type_name="button-sm"), 1140, 54
        )
        parked = SecondaryButton(self.theme, "Parked", icon="circle-pause", key="F8")
        self.put(parked, 960, 120, 172)
        parked.set_badge("2")
        charge = PrimaryButton(self.theme, "Charge", icon="banknote", key="F12", height=76)
        self.put(charge, 960, 186, 360)
        self.put(IconButton(self.theme, "x", "Close"), 1270, 54)

    def _fields(self) -> None:
        self.heading("Fields: rest, focus, filled, error, disabled", 251)
        fields = (
            Field(
                self.theme,
                label="Rest",
                icon="user",
                placeholder="Customer name (optional)",
                key="F3",
                height=52,
            ),
            Field(self.theme, label="Focus", icon="user", height=52),
            Field(self.theme, label="Filled", icon="user", height=52, clearable=True),
            Field(self.theme, label="Error", prefix="₱", height=52),
            Field(self.theme, label="Disabled", height=52),
        )
        for column, (field, text) in enumerate(
            zip(fields, ("", "mar", "Maria Santos", "12,00", "6"), strict=True)
        ):
            field.set_text(text)
            self.put(field, 32 + column * 250, 282, 238, field.sizeHint().height())
        fields[3].set_error("Use a dot for centavos, like 12.00")
        fields[3].resize(238, fields[3].sizeHint().height())
        fields[4].setEnabled(False)
        self.focused = fields[1]

    def _badges(self) -> None:
        self.heading("Badges always carry a word or an icon", 390)
        badges = (
            ("New", "accent", ""),
            ("Best customer", "success", "crown"),
            ("Paid", "success", "check"),
            ("−5%", "warning", ""),
            ("6 low", "warning", "triangle-alert"),
            ("Out", "danger", "circle-x"),
            ("61 days", "danger", "circle-alert"),
            ("Parked", "neutral", "circle-pause"),
        )
        x = 32
        for text, tone, icon in badges:
            x += self.put(Badge(self.theme, text, tone, icon=icon), x, 423).width() + 10
        x += 20
        for key in ("F2", "Enter", "Ctrl+Z", "Esc", "Del"):
            x += self.put(Keycap(self.theme, key), x, 424).width() + 8
        for name in ("Maria Santos", "Rodel Pascual", "Aling Tess Store", "Barangay San Roque"):
            x += self.put(AvatarView(self.theme, name), x + 8, 412).width() + 8

    def _toasts(self) -> None:
        self.heading("Toasts", 462)
        nothing = print
        messages = (
            ToastMessage("Saved to Maria Santos", "Purchase no. 38", "success"),
            ToastMessage(
                "Removed Fresh eggs, tray of 30",
                "",
                "undo",
                actions=(ToastAction("Undo", nothing),),
            ),
            ToastMessage(
                "Receipt not printed: printer is out of paper",
                "The sale is saved. Load paper, then reprint.",
                "warning",
                "printer",
                (ToastAction("Reprint", nothing),),
            ),
        )
        for row, message in enumerate(messages):
            toast = Toast(self.theme, self)
            toast.show_message(message)
            toast.set_waiting(2 if row == 2 else 0)
            toast.setGeometry(32, 492 + row * 78, 760, 64)
        hints = (("Enter", "Add"), ("↑ ↓", "Choose"), ("3*", "Quantity first"), ("Esc", "Close"))
        self.put(BarHints(self.theme, hints), 820, 500, 500)
        long = "A name that does not fit its place and so ends in three dots"
        self.put(ElidedLabel(self.theme, long, "line-item"), 820, 560, 240, 24)

    def _lists(self) -> None:
        self.heading("Loading rows, and an empty list", 726)
        card = Card(self.theme)
        self.put(card, 32, 756, 643, 172)
        self.put(SkeletonRows(self.theme), 32, 760, 643, 160)
        card = Card(self.theme)
        self.put(card, 691, 756, 643, 172)
        empty = EmptyState(
            self.theme,
            "users",
            "No customers yet",
            "Type a name on the next sale and they appear here.",
            button="New customer",
            button_icon="plus",
        )
        self.put(empty, 691, 756, 643, 172)

    def _choices(self) -> None:
        tabs = SegmentedControl(self.theme)
        tabs.add("customers", "Customers", 412)
        tabs.add("accounts", "Accounts receivable", 38)
        self.put(tabs, 32, 950)
        chips = ChipRow(
            self.theme, [("a", "All"), ("b", "On account"), ("c", "Lapsed"), ("d", "New")]
        )
        self.put(chips, 400, 950, 388, 44)
        tiles = (
            ChoiceTile(self.theme, "Cash", icon="banknote", key="C"),
            ChoiceTile(self.theme, "Card", icon="credit-card", key="D"),
            ChoiceTile(
                self.theme, "On account", icon="notebook-pen", key="A", detail="₱3,750.00 available"
            ),
        )
        tiles[0].setChecked(True)
        for row, tile in enumerate(tiles):
            self.put(tile, 32, 1010 + row * 68, 222)
        quick = (
            ChoiceTile(self.theme, "Exact", key="E", centered=True, height=64),
            ChoiceTile(self.theme, "₱2,000", centered=True, height=64),
        )
        quick[1].setChecked(True)
        for column, tile in enumerate(quick):
            self.put(tile, 270 + column * 219, 1082, 211)
        amount = AmountField(self.theme, label="Cash received")
        amount.set_text("2,000.00")
        self.put(amount, 270, 1154, 430)
        percent = AmountField(self.theme, label="Percent", prefix="", suffix="%")
        percent.set_text("10")
        self.put(percent, 270, 1246, 430)
        self.put(NumberPad(self.theme), 860, 950, 290)

    def _numbers(self) -> None:
        card = Card(self.theme)
        self.put(card, 32, 1330, 400, 160)
        for y, width, type_name in ((1350, 270, "total"), (1420, 270, "amount-due")):
            label = MoneyLabel(self.theme, type_name)
            label.set_amount("₱1,779.10")
            self.put(label, 140, y, width, 60)
        narrow = MoneyLabel(self.theme, "total")
        narrow.set_amount("₱1,234,567.10")
        self.put(narrow, 32, 1500, 270, 72)
        change = MoneyLabel(self.theme, "change", "success_text", align=Qt.AlignmentFlag.AlignLeft)
        change.set_amount("₱220.90")
        self.put(change, 450, 1500, 420, 116)
        card = Card(self.theme)
        self.put(card, 831, 1346, 499, 172)
        chart = BarChart(self.theme)
        chart.set_bars(
            [Bar(m, a * 100, f"₱{a:,}.00") for m, a in zip(MONTHS, AMOUNTS, strict=True)]
        )
        self.put(chart, 847, 1387, 467, 121)
        self.put(Divider(self.theme), 32, 1640, 1300, 1)
        empty = EmptyState(
            self.theme,
            "scan-barcode",
            "Scan the first item",
            "Or type a product name and press Enter. Up and Down choose a line.",
            circled=True,
        )
        self.put(empty, 430, 1330, 390, 200)


def pretend(button: QPushButton, state: str) -> None:
    """Put a button into a state a person would put it into."""
    if state == "hover":
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    elif state == "press":
        button.setDown(True)
    elif state == "off":
        button.setEnabled(False)
    elif state == "focus":
        button.hasFocus = lambda: True  # type: ignore[method-assign]


def render(theme: Theme, ratio: float = 1.0) -> QPixmap:
    """Show the gallery once and return its picture."""
    gallery = Gallery(theme)
    gallery.show()
    gallery.focused.edit.setFocus()
    QApplication.processEvents()
    picture = QPixmap(gallery.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    gallery.render(picture, QPoint())
    gallery.deleteLater()
    return picture


def main(arguments: list[str]) -> None:
    app = QApplication([])
    scheme = Scheme(arguments[1]) if len(arguments) > 1 else Scheme.LIGHT
    scale = float(arguments[2]) if len(arguments) > 2 else 1.0
    theme = Theme(scheme, scale=scale, reduce_motion=True)
    theme.apply(app)
    ratio = float(arguments[3]) if len(arguments) > 3 else 1.0
    render(theme, ratio).save(str(Path(arguments[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
