"""The first start: three questions, then the till is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.settings import ShopSettings
from app.ui.actions import keycap
from app.ui.first_pin import FirstPin
from app.ui.first_steps import StepList
from app.ui.shop_fields import ShopFields
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, PrimaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Label
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.copies.restore_desk import RestoreDesk
    from app.ui.old_pos.desk import OldPosDesk


class FirstRun(QWidget):
    """Asks shop name, currency and VAT rate, then for the owner's PIN. Everything else has a
    default.
    """

    pin_wished = Signal(str, str)
    """The owner's name and PIN"""
    finished = Signal()
    """The shop is saved, and the PIN is set or was not wanted"""
    answered = Signal(object)  # ShopSettings
    restore_requested = Signal(object)  # None: the file is asked for

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_run")
        self._theme = theme
        self._wording = wording
        self._fields = ShopFields(theme, wording, self)
        self._fields.fill(ShopSettings(""))
        self.shop_name, self.currency, self.rate = self._fields.all
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName("first_run_problem")
        self.start = PrimaryButton(theme, self.tr("Continue"), key=keycap("complete"))
        self.start.setObjectName("open_the_till")
        self.restore = GhostButton(theme, self.tr("Restore a copy…"), icon="history", height=56)
        self.restore.setObjectName("first_run_restore")
        self.restore.hide()
        self.old_pos = GhostButton(theme, self.tr("Bring old POS…"), icon="store", height=56)
        self.old_pos.setObjectName("first_run_old_pos")
        self.old_pos.hide()
        self.other_ways = QHBoxLayout()
        """Ways to begin with a shop there is already, beside making a new one."""
        self.steps = StepList(
            theme,
            (
                (self.tr("Your store"), self.tr("Name, currency, VAT")),
                (self.tr("Owner PIN"), self.tr("Protects prices and reports")),
            ),
        )
        self.pin = FirstPin(theme)
        self.stack = QStackedWidget()
        self._lay_out(theme)
        # Whoever answers with Tab and Enter opens the till: the other ways come after it.
        self.setTabOrder(self.start, self.restore)
        self.setTabOrder(self.restore, self.old_pos)
        self.start.clicked.connect(self._answer)
        self._fields.submitted.connect(self._answer)
        self._fields.edited.connect(self._forget_problem)
        self.pin.wished.connect(self.pin_wished)
        self.pin.skipped.connect(self.finished)
        self.pin.finished.connect(self.finished)
        theme.changed.connect(self.update)

    def ask_pin(self) -> None:
        """Go on to the owner's PIN: the shop is saved."""
        self.steps.go_to(1)
        self.stack.setCurrentWidget(self.pin)
        self.pin.begin()

    def show_code(self, code: str) -> None:
        """Show the recovery code, once: the PIN is set."""
        self.pin.show_code(code)

    def begin(self) -> None:
        """Put the cursor where the first answer goes."""
        self.shop_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_restore(self, desk: RestoreDesk) -> None:
        """Offer a copy of another shop, or of this one on an earlier computer."""
        self.restore.clicked.connect(self._restore)
        self.restore_requested.connect(desk.ask)
        desk.refused.connect(self.show_problem)
        self.restore.show()

    def offer_old_pos(self, desk: OldPosDesk) -> None:
        """Offer the sales and customers of the POS that was here before."""
        self.old_pos.clicked.connect(desk.ask)
        desk.refused.connect(self.show_problem)
        self.old_pos.show()

    def show_problem(self, problem: ShopError) -> None:
        sentence = self._wording.error_line(problem)
        if self.stack.currentWidget() is self.pin:
            self.pin.show_problem(sentence)
            return
        self.problem.setText(sentence)
        self.start.setEnabled(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        painter.fillRect(self.rect(), color("canvas"))
        painter.fillRect(0, 0, self._side.width(), self.height(), color("rail"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(QRectF(40, 40, 44, 44), 10, 10)
        self._theme.paint_icon(painter, QPointF(50, 50), "store", "on_accent", 24)

    def _lay_out(self, theme: Theme) -> None:
        self._side = QWidget()
        self._side.setFixedWidth(360)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(24, 108, 24, 40)
        side.setSpacing(8)
        title = Label(theme, self.tr("Set up your till"), "page-title", "rail_active", wrap=True)
        title.setContentsMargins(16, 0, 0, 0)
        side.addWidget(title)
        about = self.tr("Under a minute. Works without internet.")
        words = Label(theme, about, "body-lg", "rail_text", wrap=True)
        words.setContentsMargins(16, 0, 0, 0)
        side.addWidget(words)
        side.addSpacing(24)
        side.addWidget(self.steps)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        self.stack.addWidget(self._form(theme))
        self.stack.addWidget(self.pin)
        row.addWidget(self.stack, 1)

    def _form(self, theme: Theme) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(64, 48, 64, 32)
        column.setSpacing(8)
        column.addWidget(Label(theme, self.tr("Your store"), "page-title"))
        said = self.tr("These three stand on every receipt.")
        column.addWidget(Label(theme, said, "body-lg", "text2", wrap=True))
        column.addSpacing(16)
        card = Card(theme)
        card.setMaximumWidth(620)
        box = QVBoxLayout(card)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(20)
        for field in self._fields.all:
            box.addWidget(field)
        column.addWidget(card)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.start.setFixedWidth(240)
        self.other_ways.setSpacing(8)
        self.other_ways.addWidget(self.restore)
        self.other_ways.addWidget(self.old_pos)
        foot = QHBoxLayout()
        foot.addLayout(self.other_ways)
        foot.addStretch(1)
        foot.addWidget(self.start)
        column.addLayout(foot)
        self.setTabOrder(self.start, self.restore)  # Tab leads from the answers to the usual way
        return form

    @Slot()
    def _restore(self) -> None:
        self.restore_requested.emit(None)

    @Slot()
    def _forget_problem(self) -> None:
        self.problem.setText("")

    @Slot()
    def _answer(self) -> None:
        if not self.start.isEnabled():
            return
        settings = self._fields.answer(ShopSettings(""))
        if settings is not None:
            self.start.setEnabled(False)
            self.answered.emit(settings)
