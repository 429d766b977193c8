"""The sales put aside as rows: who, how much, since when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.ui.sell.pick_list import PickDelegate, PickList, PickModel, _Index
from app.ui.theme import Theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.painting import CENTER, RIGHT, paint_box, paint_text
from app.ui.widgets.rows import paint_row
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.parked import ParkedSale

_HEIGHT = 72
_EDGE = 28
_AVATAR = 40
_NAME_LEFT = 82
_TOTAL_WIDTH = 150


def parked_name(parked: ParkedSale, wording: Wording) -> str:
    """Name whose sale it is."""
    return parked.customer_name or wording.tr("No name")


def parked_detail(parked: ParkedSale, wording: Wording) -> str:
    """Write `11 items · 12 min ago · Forgot his wallet`."""
    parts = [wording.items(parked.item_count), wording.minutes_ago(parked.parked_at), parked.note]
    return "  ·  ".join(part for part in parts if part)


class ParkedDelegate(PickDelegate):
    """One row over the whole width of the sheet."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, _HEIGHT)
        self._wording = wording

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(240, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, PickModel):
            return
        area = QRectF(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        paint_row(painter, self.theme, area, selected=lit, hovered=hovered)
        self._paint_sale(painter, area, model.rows[index.row()])
        painter.restore()

    def _paint_sale(self, painter: QPainter, area: QRectF, parked: ParkedSale) -> None:
        theme, words = self.theme, self._wording
        picture = QRectF(area.left() + _EDGE, area.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        if parked.customer_name:
            paint_avatar(painter, theme, picture, parked.customer_name)
        else:
            back, ink = theme.color("warning_soft"), theme.color("warning_text")
            paint_box(painter, picture, _AVATAR / 2, fill=back)
            paint_text(painter, picture, "\N{EM DASH}", theme.font("label-strong"), ink, CENTER)
        right = area.right() - _EDGE
        total = QRectF(right - _TOTAL_WIDTH, area.top(), _TOTAL_WIDTH, area.height())
        font = theme.font("section", tabular=True)
        money = words.money(parked.total)
        paint_text(painter, total, money, font, theme.color("text"), RIGHT)
        left = area.left() + _NAME_LEFT
        text = QRectF(left, area.top(), total.left() - left - 12, area.height())
        name, below = two_lines(text, theme.scale)
        ink = theme.color("text")
        paint_text(painter, name, parked_name(parked, words), theme.font("heading"), ink)
        font = theme.font("body")
        paint_text(painter, below, parked_detail(parked, words), font, theme.color("text2"))


class ParkedList(PickList):
    """Takes the focus, so that arrow keys choose; a tap chooses and takes nothing up."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        self._words = wording
        self.parked_model = PickModel(self._spoken)
        super().__init__(theme, self.parked_model, ParkedDelegate(theme, wording), "parked_list")
        self.parked_model.setParent(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Parked sales"))
        self.picked.connect(self.light)

    @property
    def chosen(self) -> ParkedSale | None:
        return self.parked_model.rows[self.lit] if self.lit >= 0 else None

    def show_sales(self, sales: list[ParkedSale], chosen: str = "") -> None:
        """Show them, newest first as given; the one with this key stays chosen."""
        self.parked_model.set_rows(sales)
        keys = [sale.draft.key for sale in sales]
        self.light(keys.index(chosen) if chosen in keys else min(0, len(sales) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        elif self.parked_model.rowCount():
            self.light(min(max(self.lit + step, 0), self.parked_model.rowCount() - 1))

    def _spoken(self, parked: ParkedSale) -> str:
        money = self._words.money(parked.total)
        return f"{parked_name(parked, self._words)}, {money}, {parked_detail(parked, self._words)}"
