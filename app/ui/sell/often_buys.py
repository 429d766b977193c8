"""What the customer of the sale often buys, where there is room to show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.errors import ShopError
from app.domain.habits import HABIT
from app.ui.actions import ACTIONS, keycap, make_action
from app.ui.buyer import Buyer
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.changes import Changes
    from app.domain.habits import Habit
    from app.ui.sell.often_tile import OftenTile
    from app.ui.widgets.labels import Label

SHOWN = len(ACTIONS["often_buys"].keys)
_GAP, _ABOVE, _TIGHT, _HEAD = 8, 12, 4, 20
_LOW, _LINE = 44, 17
_WAIT_MS = 80
"""Read when nobody waits: what is scanned with the name on its way goes first."""


class Form(NamedTuple):
    """How the tiles stand: so many, in columns, with or without a heading."""

    tiles: int
    columns: int
    height: int
    top: int
    has_head: bool


NOTHING = Form(0, 1, 0, 0, has_head=False)


def form_for(count: int, room: int, head: int, tile: int) -> Form:
    """Give the best form for so many tiles in a room of this height.

    All below each other; else two beside each other, as many rows as fit; else none.
    """
    top = _ABOVE + head + _GAP
    if count and room >= top + count * (_LOW + _GAP):
        return Form(count, 1, _LOW, top, has_head=True)
    columns = min(count, 2)
    for above, has_head in ((top, True), (_TIGHT, False)):
        rows = (room - above) // (tile + _GAP)
        if count and rows > 0:
            return Form(min(count, columns * rows), columns, tile, above, has_head=has_head)
    return NOTHING


class OftenBuys(QWidget):
    """Takes the room that is left over in the panel, and so moves nothing.

    Its tiles are made for the first regular who comes.
    """

    wished = Signal(object)  # QuickKey
    squeezed = Signal(bool)
    """Whether there is something to show and no room for a heading, or for any of it."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, after: QWidget, parent: QWidget
    ) -> None:
        """Tab comes here from the widget `after`."""
        super().__init__(parent)
        self.setObjectName("often_buys")
        self.setAccessibleName(self.tr("Often buys"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._shop, self._theme, self._wording, self._after = shop, theme, wording, after
        self._who = 0
        self._is_squeezed = self._is_shut = False
        self.habits: list[Habit] = []
        self.tiles: list[OftenTile] = []
        self._labels: list[Label] = []
        self._pause = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._pause.timeout.connect(self.read_now)
        for at in range(SHOWN):
            self.addAction(make_action("often_buys", self, partial(self.press, at), which=at))
        shop.changed.connect(self._on_changed)
        theme.changed.connect(self.arrange)

    @Slot(object)
    def show_buyer(self, buyer: Buyer | None) -> None:
        """Show what they often buy, a moment later; whoever is no regular has no habits."""
        customer = None if buyer is None or buyer.is_private else buyer.customer
        is_regular = customer is not None and customer.transaction_count >= HABIT
        who = customer.id if customer is not None and is_regular else 0
        if who == self._who:
            return
        self._who = who
        self._pause.stop()
        self._show([])
        if who:
            self._pause.start()

    def set_shut(self, shut: bool) -> None:
        """While a sale is being saved nothing is added."""
        self._is_shut = shut
        for tile in self.tiles:
            tile.setEnabled(not shut)

    def press(self, at: int) -> None:
        """Wish for the one at this place, if it is to be seen; else show what there is."""
        if self._is_shut or not self.isVisible():
            return
        if at < len(self.tiles) and self.tiles[at].isVisible():
            self.wished.emit(self.tiles[at].held)
        elif self._is_squeezed:
            self.show_menu()

    @Slot()
    def show_menu(self) -> None:
        """Let one be chosen from a menu, where there is no room for tiles."""
        from app.ui.widgets.menu import Menu

        menu = Menu(self._theme, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        for tile in self.tiles[: len(self.habits)]:
            action = menu.addAction(f"{tile.accessibleName()}  ·  {tile.price}")
            action.triggered.connect(partial(self.wished.emit, tile.held))
        menu.popup(self.mapToGlobal(QPoint(0, 0)))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    # Inside

    @Slot()
    def read_now(self) -> None:
        """Read what they often buy, without waiting longer."""
        self._pause.stop()
        try:
            book = self._shop.reader.customers
            self._show(book.often_buys(self._who, SHOWN, by=self._shop.by) if self._who else [])
        except ShopError:
            self._show([])  # nothing is missing that anybody asked for

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._who and (changes.products or self._who in changes.customers):
            self._pause.start()

    def _make_tiles(self) -> None:
        from app.ui.sell.often_tile import OftenTile
        from app.ui.widgets.labels import Label

        theme = self._theme
        self._labels = [
            Label(theme, self.tr("Often buys"), "label-strong", parent=self),
            Label(theme, "", "caption", "text3", parent=self),
        ]
        before: QWidget = self._after
        for at in range(SHOWN):
            tile = OftenTile(theme, self._wording, self)
            tile.setObjectName(f"often_{at}")
            tile.setEnabled(not self._is_shut)
            tile.clicked.connect(partial(self.press, at))
            self.setTabOrder(before, tile)
            self.tiles.append(tile)
            before = tile

    def _show(self, habits: Sequence[Habit]) -> None:
        self.habits = list(habits)
        if habits and not self.tiles:
            self._make_tiles()
        for tile, habit in zip(self.tiles, self.habits, strict=False):
            tile.hold(habit)
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Give what fits its place, and say where nothing does."""
        scale = self._theme.scale
        head, height = round(_HEAD * scale), max(_LOW, round(2 * _LINE * scale) + 10)
        form = form_for(len(self.habits), self.height(), head, height)
        if self._labels:
            self._labels[1].setText(self._hint(form.tiles))
        for label, is_right in zip(self._labels, (False, True), strict=False):
            width = label.sizeHint().width()
            label.setGeometry((self.width() - width) * is_right, _ABOVE, width, head)
            label.setVisible(form.has_head)
        for at, tile in enumerate(self.tiles):
            tile.is_wide = form.columns == 1
            tile.setVisible(at < form.tiles)
            if at < form.tiles:
                tile.setGeometry(self._place(form, at))
        self._say_squeezed(is_squeezed=bool(self.habits) and not form.has_head)

    def _hint(self, tiles: int) -> str:
        """Say which keys add what is shown."""
        keys = self.tr("Tap, or {key}") if tiles == 1 else self.tr("Tap, or {key} to {last}")
        return keys.format(key=keycap("often_buys"), last=tiles)

    def _place(self, form: Form, at: int) -> QRect:
        row, column = divmod(at, form.columns)
        width = (self.width() - (form.columns - 1) * _GAP) // form.columns
        top = form.top + row * (form.height + _GAP)
        return QRect(column * (width + _GAP), top, width, form.height)

    def _say_squeezed(self, *, is_squeezed: bool) -> None:
        if is_squeezed != self._is_squeezed:
            self._is_squeezed = is_squeezed
            self.squeezed.emit(is_squeezed)
