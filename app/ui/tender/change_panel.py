"""The panel under the amounts: change, what is missing, a question, or a problem."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import paint_box

HEIGHT = 92
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own word for no limit; PySide has no name for it."""
_AMOUNT_BESIDE_WORDS = 180
_REST_MS = 600


class ChangePanel(QWidget):
    """As high as ever, so that nothing around it moves; only a long problem makes it higher."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change_panel")
        self._theme = theme
        self._fill = "surface2"
        self.title = Label(theme, "", "section", "text2", wrap=True)
        self.title.setObjectName("change_title")
        self.detail = Label(theme, "", "label", "text2", wrap=True, weight=400)
        self.detail.setObjectName("change_detail")
        self.amount = MoneyLabel(
            theme, "amount-due", "text2", align=Qt.AlignmentFlag.AlignRight, shrink=(40, 32, 24)
        )
        self.amount.setObjectName("change_amount")
        self._spoken = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._say)
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lay_out()
        theme.changed.connect(self.update)

    # What it says

    def show_change(self, amount: str, is_any: bool) -> None:
        self._say_later(self.tr("Change {amount}").format(amount=amount) if is_any else "")
        self._show("success_soft" if is_any else "surface2", "success_text" if is_any else "text2",
                   self.tr("Change"), amount=amount)  # fmt: skip

    def show_missing(self, amount: str) -> None:
        self._say_later(self.tr("Still to pay {amount}").format(amount=amount))
        self._show("surface2", "text2", self.tr("Still to pay"), amount=amount)

    def show_words(self, text: str) -> None:
        self._show("surface2", "text2", text, size="body-lg")

    def show_too_much(self, amount: str) -> None:
        """Say that the parts are more than a total that was changed since."""
        self._show("danger_soft", "danger_text", self.tr("More was taken than is due"),
                   self.tr("Remove a payment from the list."), amount, "body-lg")  # fmt: skip

    def ask(self, title: str, detail: str, amount: str = "") -> None:
        """Ask about what looks like a slip; `detail` says which key answers."""
        self._show("warning_soft", "warning_text", title, detail, amount, "body-lg")
        self._say_later("")
        spoken = f"{title} {amount}".strip()
        announce(self, f"{spoken}. {detail}" if amount else f"{spoken} {detail}", at_once=True)

    def show_problem(self, title: str, detail: str) -> None:
        self._show("danger_soft", "danger_text", title, detail, size="body-lg")
        self._say_later("")
        announce(self, f"{title} {detail}".strip(), at_once=True)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        color, radius = self._theme.color, self._theme.radius("card")
        # In high contrast the quiet fill is the surface itself.
        edge = color("border") if self._theme.tone == "contrast" else None
        paint_box(QPainter(self), QRectF(self.rect()), radius, fill=color(self._fill), edge=edge)

    # Inside

    def _say_later(self, spoken: str) -> None:
        """Say it once typing rests: what the digits come to on the way is nobody's change."""
        self._spoken = spoken
        self._rest.start()

    @Slot()
    def _say(self) -> None:
        if self._spoken and self.isVisible():
            announce(self, self._spoken)

    def _show(
        self,
        fill: str,
        ink: str,
        title: str,
        detail: str = "",
        amount: str = "",
        size: str = "section",
    ) -> None:
        self._fill = fill
        self.title.set_type(size, weight=600)
        self.title.setText(title)
        self.title.set_color(ink)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.amount.set_color(ink)
        self.amount.set_amount(amount)
        self.amount.setVisible(bool(amount))
        self.amount.setMaximumWidth(_AMOUNT_BESIDE_WORDS if detail else QWIDGETSIZE_MAX)
        self.updateGeometry()
        self.update()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.amount)
