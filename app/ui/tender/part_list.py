"""The parts of a payment taken so far, each with its way back, and how far they reach."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.money import Money
from app.domain.sale import Payment
from app.domain.tender import MethodKind, Taken
from app.ui.tender.methods import ICONS
from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.card import Card
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording

_ONE, _MANY, _GAP = 56, 48, 4
_LEAST = 66
"""One row and a half of many are always to be seen, so that one sees there are more."""
_BAR = 8
_LONG = 8


class PaidBar(QWidget):
    """How much of the total is covered; the amounts beside it say the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paid_bar")
        self._theme = theme
        self.share = 0.0
        self.setFixedHeight(_BAR)
        theme.changed.connect(self.update)

    def show_taken(self, paid: Money, total: Money) -> None:
        self.share = min(1.0, paid.minor / total.minor) if total.minor else 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, whole = QPainter(self), QRectF(self.rect())
        color = self._theme.color
        edge = color("border") if self._theme.tone == "contrast" else None
        paint_box(painter, whole, _BAR / 2, fill=color("surface3"), edge=edge)
        done = QRectF(0, 0, max(_BAR, whole.width() * self.share), _BAR)
        if self.share:
            paint_box(painter, done, _BAR / 2, fill=color("accent"))


class PartRow(Card):
    """One part: by what, its reference, how much, and a cross that takes it out."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        words: tuple[str, str, str],
        remove_name: str,
        height: int,
    ) -> None:
        """`words` are the method, the reference or nothing, and the amount."""
        super().__init__(theme, fill="surface2", radius="control", outside="surface")
        self._icon = icon
        self.words = words
        self.remove = IconButton(theme, "x", remove_name)
        self.setFixedHeight(height)
        self.setAccessibleName(", ".join(word for word in words if word))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self.remove)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme, middle = QPainter(self), self.theme, self.height() / 2
        theme.paint_icon(painter, QPointF(14, round(middle - 10)), self._icon, "text2", 20)
        name, reference, amount = self.words
        rect = QRectF(44, 0, self.remove.x() - 12 - 44, self.height())
        font = theme.font("line-amount", tabular=True)
        paint_text(painter, rect, amount, font, theme.color("text"), RIGHT)
        width = QFontMetricsF(font).horizontalAdvance(amount)
        self._paint_words(painter, rect.adjusted(0, 0, -width - 12, 0), name, reference)

    def _paint_words(self, painter: QPainter, rect: QRectF, name: str, reference: str) -> None:
        theme = self.theme
        if reference:
            below = rect.translated(0, 10 * theme.scale)
            rect = rect.translated(0, -9.5 * theme.scale)
            small = theme.font("label", tabular=True, weight=400)
            paint_text(painter, below, reference, small, theme.color("text2"))
        paint_text(painter, rect, name, theme.font("body-lg", weight=600), theme.color("text"))


class PartList(QScrollArea):
    """The rows; as high as they need, less where there is no room, the newest in sight."""

    removed = Signal(int)

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parts")
        self._theme, self._wording = theme, wording
        self.rows: list[PartRow] = []
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        style_view(theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self._holder)
        self._holder.setAutoFillBackground(False)  # setWidget turned it on
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalScrollBar().rangeChanged.connect(self._show_newest)

    def show_parts(self, taken: Taken, kinds: dict[str, MethodKind]) -> None:
        """Show these parts; `kinds` tells what a method is, by its code."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        height = _ONE if len(taken.parts) == 1 else _MANY
        self.rows = [self._row(part, kinds, height) for part in taken.parts]
        for index, row in enumerate(self.rows):
            row.setObjectName(f"part_{index}")
            row.remove.setObjectName(f"remove_part_{index}")
            row.remove.setProperty("part", index)
            row.remove.clicked.connect(self._remove)
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))
        self.setMinimumHeight(min(_LEAST, self._height_of(len(self.rows))))
        self.updateGeometry()

    def set_shut(self, shut: bool) -> None:
        for row in self.rows:
            row.remove.setEnabled(not shut)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(200, self._height_of(len(self.rows)))

    # Inside

    def _row(self, part: Payment, kinds: dict[str, MethodKind], height: int) -> PartRow:
        name, amount = self._wording.method(part.method), self._wording.money(part.amount)
        reference = (
            self.tr("Ref {reference}").format(reference=grouped(part.reference))
            if part.reference
            else ""
        )
        remove = self.tr("Remove {method} {amount}").format(method=name, amount=amount)
        icon = ICONS[kinds.get(part.method, MethodKind.CASH)]
        return PartRow(self._theme, icon, (name, reference, amount), remove, height)

    def _height_of(self, count: int) -> int:
        return sum(row.height() for row in self.rows[:count]) + _GAP * max(0, count - 1)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(int(self.sender().property("part")))

    @Slot()
    def _show_newest(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())


def grouped(reference: str) -> str:
    """Write a long number in fours, so that it can be read aloud."""
    if not reference.isdecimal() or len(reference) <= _LONG:
        return reference
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))


def sum_of_parts(wording: Wording, parts: Sequence[Payment]) -> str:
    """Write how it was paid: `GCash / QR ₱1,000.00 + Cash ₱800.00`, as handed over."""
    return " + ".join(
        f"{wording.method(part.method)} {wording.money(part.given)}" for part in parts
    )
