"""What a field looks like around its line edit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from app.ui.theme import Theme
from app.ui.widgets.field_edit import EDIT_MARGIN
from app.ui.widgets.painting import keycap_width, paint_box, paint_keycap, paint_text

PADDING = 14
ERROR_GAP = 3
_ICON_GAP = 10
_LABEL_GAP = 4
_ERROR_LEFT = 19


@dataclass(slots=True)
class FieldFace:
    """Label above, icon and signs and keycap inside, error below; `height` is the frame's."""

    theme: Theme
    height: int
    label: str = ""
    icon: str = ""
    key: str = ""
    prefix: str = ""
    suffix: str = ""
    error: str = ""

    # Measures

    @property
    def line_height(self) -> int:
        return round(18 * self.theme.scale)

    @property
    def label_height(self) -> int:
        return self.line_height + _LABEL_GAP if self.label else 0

    def error_height(self, width: int) -> int:
        """The sentence wraps rather than lose its end."""
        metrics = self.theme.metrics("label", weight=400)
        room = QRectF(0, 0, max(60, width - _ERROR_LEFT), 10_000)
        wanted = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.error)
        return max(self.line_height, round(wanted.height()))

    def whole_height(self, width: int) -> int:
        """Give what all of it needs, the error under the frame too."""
        below = ERROR_GAP + self.error_height(width) if self.error else 0
        return self.label_height + self.height + below

    def inside(self, width: int, *, shows_key: bool) -> tuple[int, int]:
        """Give from where to where inside a frame this wide one may write."""
        left = PADDING
        if self.icon:
            left += self.theme.size("icon") + _ICON_GAP
        if self.prefix:
            left += round(QFontMetricsF(self._affix_font()).horizontalAdvance(self.prefix)) + 8
        right = width - (18 if self.prefix and self.height >= 64 else PADDING)
        if self.suffix:
            right -= round(self.theme.metrics("body").horizontalAdvance(self.suffix)) + 12
        if shows_key:
            right -= round(keycap_width(self.theme, self.key)) + 8
        return left - EDIT_MARGIN, right

    # Painting

    def paint_label(self, painter: QPainter, width: int) -> None:
        rect = QRectF(0, 0, width, self.line_height)
        font = self.theme.font("label")
        paint_text(painter, rect, self.label, font, self.theme.color("text2"))

    def paint_frame(
        self, painter: QPainter, box: QRectF, *, is_enabled: bool, is_focused: bool
    ) -> None:
        fill, edge, width = "surface", "border_strong", 1
        if not is_enabled:
            fill, edge = "surface2", "border"
        elif self.error:
            edge, width = "danger", 2
        elif is_focused:
            edge, width = "focus", self.theme.ring_width
        color = self.theme.color
        radius = self.theme.radius("control")
        paint_box(painter, box, radius, fill=color(fill), edge=color(edge), width=width)

    def paint_inside(
        self,
        painter: QPainter,
        box: QRectF,
        *,
        is_enabled: bool,
        is_focused: bool,
        shows_key: bool,
    ) -> None:
        quiet = "text3" if is_enabled else "disabled"
        middle = box.center().y()
        if self.icon:
            lit = is_focused and not self.error
            at = QPointF(box.left() + PADDING, round(middle - 10))
            self.theme.paint_icon(painter, at, self.icon, "accent_text" if lit else quiet)
        if self.prefix:
            rect = box.adjusted(PADDING, 0, 0, 0)
            paint_text(painter, rect, self.prefix, self._affix_font(), self.theme.color(quiet))
        right = box.right() - PADDING
        if self.suffix:
            rect = QRectF(box.left(), box.top(), right - box.left(), box.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            font = self.theme.font("body")
            paint_text(painter, rect, self.suffix, font, self.theme.color(quiet), align)
        if shows_key:
            paint_keycap(painter, self.theme, right, middle, self.key)

    def paint_error(self, painter: QPainter, top: float, width: int) -> None:
        at = QPointF(0, round(top + self.line_height / 2 - 7))
        self.theme.paint_icon(painter, at, "circle-alert", "danger_text", 14)
        rect = QRectF(_ERROR_LEFT, top, width - _ERROR_LEFT, self.error_height(width))
        painter.setFont(self.theme.font("label", weight=400))
        painter.setPen(self.theme.color("danger_text"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, self.error)

    def _affix_font(self) -> QFont:
        return self.theme.font("field-lg" if self.height >= 64 else "field", weight=600)
