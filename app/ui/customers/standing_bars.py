"""How many customers there are of each standing, and what share of the spending is theirs."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.insights import Insights, Standing
from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_box, paint_text

_ROW, _BAR = 58, 10
_NAMES: dict[Standing, object] = {
    Standing.BEST: QT_TRANSLATE_NOOP("standing", "Best customers"),
    Standing.REGULAR: QT_TRANSLATE_NOOP("standing", "Regulars"),
    Standing.NEW: QT_TRANSLATE_NOOP("standing", "New"),
    Standing.OCCASIONAL: QT_TRANSLATE_NOOP("standing", "Occasional"),
    Standing.SLIPPING: QT_TRANSLATE_NOOP("standing", "Slipping away"),
    Standing.LAPSED: QT_TRANSLATE_NOOP("standing", "Lapsed"),
}
_MEANINGS: dict[Standing, object] = {
    Standing.BEST: QT_TRANSLATE_NOOP("standing", "the fifth of the regulars that spent most"),
    Standing.REGULAR: QT_TRANSLATE_NOOP("standing", "come as they usually do"),
    Standing.NEW: QT_TRANSLATE_NOOP("standing", "first purchase in the last 30 days"),
    Standing.OCCASIONAL: QT_TRANSLATE_NOOP("standing", "one or two purchases"),
    Standing.SLIPPING: QT_TRANSLATE_NOOP("standing", "away longer than they usually are"),
    Standing.LAPSED: QT_TRANSLATE_NOOP("standing", "have not come for very long"),
}
_INKS = {
    Standing.BEST: "chart3",
    Standing.REGULAR: "chart1",
    Standing.NEW: "chart4",
    Standing.OCCASIONAL: "chart_muted",
    Standing.SLIPPING: "chart2",
    Standing.LAPSED: "danger",
}


def standing_name(standing: Standing) -> str:
    """Give what a group is called."""
    return QCoreApplication.translate("standing", str(_NAMES[standing]))


class StandingBars(QWidget):
    """A row for each: name and number, what it means, and a bar for their share."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standing_bars")
        self.setAccessibleName(self.tr("Customers and their share of sales"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self._rows: list[tuple[Standing, int, int]] = []
        theme.changed.connect(self.update)

    def show_insights(self, found: Insights) -> None:
        """Show the groups; who brought more back than they spent has no share."""
        spent = {each: max(0, found.spent[each].minor) for each in Standing}
        whole = sum(spent.values()) or 1
        self._rows = [
            (each, found.counts[each], round(100 * spent[each] / whole)) for each in Standing
        ]
        words = self.tr("{name}: {count}, {share}% of sales")
        self.setAccessibleDescription(
            "; ".join(
                words.format(name=standing_name(each), count=f"{count:,}", share=share)
                for each, count, share in self._rows
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, len(Standing) * round(_ROW * self._theme.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, height = QPainter(self), min(_ROW * self._theme.scale, self.height() / len(_NAMES))
        for at, (each, count, share) in enumerate(self._rows):
            row = QRectF(0, at * height, self.width(), height)
            self._paint_row(painter, row, each, f"{count:,}", share)

    def _paint_row(
        self, painter: QPainter, row: QRectF, each: Standing, count: str, share: int
    ) -> None:
        theme, line = self._theme, 20 * self._theme.scale
        top = QRectF(row.left(), row.top(), row.width(), line)
        paint_text(painter, top, standing_name(each), theme.font("button-sm"), theme.color("text"))
        strong = theme.font("button-sm", tabular=True)
        paint_text(painter, top, count, strong, theme.color("text"), RIGHT)
        below = top.translated(0, line - 2)
        small = theme.font("caption")
        meaning = QCoreApplication.translate("standing", str(_MEANINGS[each]))
        paint_text(painter, below, meaning, small, theme.color("text2"))
        paint_text(painter, below, f"{share}%", small, theme.color("text2"), RIGHT)
        bar = QRectF(row.left(), below.bottom() + 1, row.width(), _BAR - 4)
        paint_box(painter, bar, bar.height() / 2, fill=theme.color("surface3"))
        bar.setWidth(bar.width() * share / 100)
        if share:
            paint_box(painter, bar, bar.height() / 2, fill=theme.color(_INKS[each]))
