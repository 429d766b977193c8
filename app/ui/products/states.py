"""What stands around the list: its kinds, the note about unchecked products, an empty shelf."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.product import Stocked
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, SecondaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.exclusive import Exclusive
from app.ui.widgets.labels import Label
from app.ui.widgets.states import EmptyState
from app.ui.widgets.toggles import Chip
from app.ui.wording import Wording

_ICONS = {Stocked.LOW: "triangle-alert", Stocked.OUT: "circle-x"}


class StockChips(QWidget):
    """Which products the list shows, each kind with how many there are."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {
            Stocked.ALL: self.tr("All"),
            Stocked.LOW: self.tr("Low"),
            Stocked.OUT: self.tr("Out"),
            Stocked.TO_CHECK: self.tr("To check"),
            Stocked.ARCHIVED: self.tr("Archived"),
        }
        self._keys = Exclusive(self)
        self._chips: dict[Stocked, Chip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for which, words in self._names.items():
            chip = Chip(theme, words, icon=_ICONS.get(which, ""), height=48)
            chip.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            chip.setObjectName(f"products_{which.value}")
            row.addWidget(chip)
            self._keys.add(which.value, chip)
            self._chips[which] = chip
        row.addStretch(1)
        self._keys.set_current(Stocked.ALL.value)
        self._keys.chosen.connect(self.chosen)

    @property
    def current(self) -> Stocked:
        return Stocked(self._keys.current)

    def set_current(self, which: Stocked) -> None:
        self._keys.set_current(which.value)

    def set_counts(self, counts: Mapping[Stocked, int]) -> None:
        for which, chip in self._chips.items():
            chip.setText(f"{self._names[which]} {counts.get(which, 0):,}")
            chip.refresh()
        self.updateGeometry()

    def empty_words(self) -> str:
        """Say why the list shown is empty where nothing is searched for."""
        words = {
            Stocked.LOW: self.tr("Nothing runs low"),
            Stocked.OUT: self.tr("Nothing is out of stock"),
            Stocked.TO_CHECK: self.tr("Nothing to check"),
            Stocked.ARCHIVED: self.tr("Nothing is archived"),
        }
        return words.get(self.current, self.tr("No products yet"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.step(event.key()):
            super().keyPressEvent(event)


class CheckBanner(Card):
    """Tells the owner how many products were made at the counter and wait for a look."""

    wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="warning_soft", edge="", parent=parent)
        self._wording = wording
        self.setObjectName("products_check_banner")
        self.words = Label(theme, "", "body", "warning_text", weight=500)
        self.button = GhostButton(theme, self.tr("Show them"), icon="arrow-right")
        self.button.setObjectName("products_show_to_check")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.wanted)
        self.hide()

    def show_count(self, count: int) -> None:
        """Show the note, or take it away at zero."""
        self.setVisible(count > 0)
        words = self.tr("{products} made at the counter, to check")
        self.words.setText(words.format(products=self._products(count)))

    def _products(self, count: int) -> str:
        return (self.tr("{count} product") if count == 1 else self.tr("{count} products")).format(
            count=f"{count:,}"
        )


class NoProducts(EmptyState):
    """A shelf without anything: a file brings many at once, the first may be written down."""

    import_clicked = Signal()

    def __init__(self, theme: Theme, *, can_import: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            "package",
            self.tr("No products yet"),
            self.tr("Bring in a list from Excel or another system, or write down the first."),
            button=self.tr("New product"),
            button_icon="plus",
            circled=True,
            parent=parent,
        )
        if self.button is not None:
            self.button.setObjectName("product_first")
        self.import_button = SecondaryButton(theme, self.tr("Import"), icon="upload", height=44)
        self.import_button.setObjectName("product_first_import")
        if not can_import:  # shown before it has a parent it would be a window for a moment
            self.import_button.hide()
        self.import_button.clicked.connect(self._import)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            place = column.count() - 1
            column.insertSpacing(place, 8)
            center = Qt.AlignmentFlag.AlignHCenter
            column.insertWidget(place + 1, self.import_button, 0, center)

    @Slot()
    def _import(self) -> None:
        self.import_clicked.emit()
