"""How far the work is: the stage in words, and a bar that fills as the stages pass."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.labels import Label

# How much of the whole each stage is, in hundredths; measured over a million sales.
_SHARES = {
    "reading the dump": 30, "looking": 1, "products": 1, "lines": 12, "sales": 22, "payments": 8,
    "indexes": 8, "customers": 4, "checks": 14,
}  # fmt: skip
_OF_A_DUMP = "reading the dump"


class Progress(QWidget):
    """Never goes back; a stage whose rows are counted tells their number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = {
            "reading the dump": self.tr("Reading the dump"),
            "looking": self.tr("Looking at the old database"),
            "products": self.tr("Products"),
            "lines": self.tr("What was sold"),
            "sales": self.tr("Sales and who bought"),
            "payments": self.tr("Payments"),
            "indexes": self.tr("Making it quick to search"),
            "customers": self.tr("Customers and accounts"),
            "checks": self.tr("Checking everything"),
        }
        self.stage = Label(theme, "", "body-lg", "text2")
        self.stage.setObjectName("old_pos_stage")
        self._has_dump = False
        self.bar = _Bar(theme)
        self.bar.setAccessibleName(self.tr("Progress"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stage)
        column.addWidget(self.bar)

    def begin(self) -> None:
        self._has_dump = False
        self.bar.part = 0.0
        self.stage.setText(self.tr("Starting …"))

    def tell(self, stage: str, done: int, of: int) -> None:
        words = self._words.get(stage, stage)
        if of and stage == "sales":
            counted = self.tr("{stage}: {done} of {of}")
            words = counted.format(stage=words, done=f"{min(done, of):,}", of=f"{of:,}")
        self.stage.setText(words)
        self._has_dump = self._has_dump or stage == _OF_A_DUMP
        self.bar.part = max(self.bar.part, self._part(stage, min(done, of) / of if of else 0.0))
        self.bar.setAccessibleDescription(words)
        self.bar.update()

    def _part(self, stage: str, inside: float) -> float:
        """Give how much is done; a file that is no dump has a stage less."""
        shares = {n: share for n, share in _SHARES.items() if self._has_dump or n != _OF_A_DUMP}
        if stage not in shares:
            return 0.0
        names = list(shares)
        before = sum(shares[name] for name in names[: names.index(stage)])
        return (before + shares[stage] * inside) / sum(shares.values())


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(self._theme.color("border"))
        painter.drawRoundedRect(whole, 4, 4)
        painter.setBrush(self._theme.color("accent"))
        whole.setWidth(max(8.0, whole.width() * self.part))
        painter.drawRoundedRect(whole, 4, 4)
