"""Settings: how safe the shop's data is, the copies there are, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.settings import ShopSettings
from app.ui.copies import words
from app.ui.copies.keeper import CopyKeeper
from app.ui.settings.copies_list import CopiesHead, CopiesView
from app.ui.settings.section import Section
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

_SIGN = 56
_TONES = {
    "success": ("success_soft", "success_text"),
    "warning": ("warning_soft", "warning_text"),
    "danger": ("danger_soft", "danger_text"),
}


class BackupsSection(Section):
    """Shows what the keeper knows; everything long is done elsewhere."""

    restore_requested = Signal(object)
    """Path of the copy, or None to be asked for one"""

    def __init__(
        self, theme: Theme, wording: Wording, keeper: CopyKeeper, is_selling: Callable[[], bool]
    ) -> None:
        """`is_selling` says whether a sale is open that a restore would take away."""
        super().__init__(theme, "backups", "shield-check")
        self.set_title(self.tr("Backups"))
        self._wording, self._keeper, self._is_selling = wording, keeper, is_selling
        self.sign = _Sign(theme)
        self.headline = Label(theme, "", "title", wrap=True)
        self.headline.setObjectName("backups_headline")
        self.detail = Label(theme, "", "body-lg", "text2", wrap=True)
        self.detail.setObjectName("backups_detail")
        self.now = PrimaryButton(theme, self.tr("Back up now"), icon="download", height=52)
        self.now.setObjectName("backup_now")
        self.restore = GhostButton(theme, self.tr("Restore…"), icon="history", height=44)
        self.restore.setObjectName("restore_copy")
        self.other = GhostButton(theme, self.tr("From a file…"), icon="upload", height=44)
        self.other.setObjectName("restore_file")
        waits = self.tr("Finish or park the open sale to restore.")
        self.selling = Label(theme, waits, "label", "text2")
        self.list = CopiesView(theme, wording)
        self.damaged = Label(theme, "", "label", "warning_text", wrap=True)
        self.damaged.setObjectName("copies_damaged")
        self.damaged.setContentsMargins(20, 6, 20, 6)
        self.empty = EmptyState(theme, "shield-alert", self.tr("No copy yet"))
        self.place = ElidedLabel(theme, "", "body", "text2")
        self.choose = SecondaryButton(theme, self.tr("Choose a second place…"), height=44)
        self.choose.setObjectName("choose_place")
        self.drop = GhostButton(theme, self.tr("Use none"), height=44)
        self.drop.setObjectName("drop_place")
        self._lay_out()
        self._connect()
        self._refresh()

    # Building

    def _lay_out(self) -> None:
        self.column.setContentsMargins(0, 0, 16, 20)
        self.column.addWidget(self._standing())
        self.column.addWidget(self._copies(), 1)
        self.column.addWidget(self.problem)

    def _standing(self) -> QWidget:
        card = Card(self.theme)
        row = QHBoxLayout(card)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(18)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch(1)
        lines.addWidget(self.headline)
        lines.addWidget(self.detail)
        lines.addStretch(1)
        row.addWidget(self.sign)
        row.addLayout(lines, 1)
        row.addWidget(self.now)
        return card

    def _copies(self) -> QWidget:
        card = Card(self.theme, clip=True)
        head = QHBoxLayout()
        head.setContentsMargins(20, 4, 12, 0)
        head.setSpacing(4)
        head.addWidget(Label(self.theme, self.tr("Copies"), "heading"))
        head.addStretch(1)
        head.addWidget(self.selling)
        head.addWidget(self.other)
        head.addWidget(self.restore)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.place, 1)
        foot.addWidget(self.drop)
        foot.addWidget(self.choose)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(CopiesHead(self.theme))
        column.addWidget(self.stack, 1)
        column.addWidget(self.damaged)
        column.addWidget(Divider(self.theme))
        column.addLayout(foot)
        return card

    def _connect(self) -> None:
        self._keeper.changed.connect(self._refresh)
        self._keeper.place_refused.connect(self._refuse)
        self.now.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._restore)
        self.list.activated.connect(self._restore)
        self.other.clicked.connect(self._restore_file)
        self.choose.clicked.connect(self._choose)
        self.drop.clicked.connect(self._drop)

    # What the page asks of it

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self._refresh()

    def show_problem(self, problem: ShopError | None) -> None:
        self.problem.setAccessibleName("")
        super().show_problem(problem)

    def showEvent(self, event: QShowEvent) -> None:
        self._refresh()
        super().showEvent(event)

    # Showing

    @Slot()
    def _refresh(self) -> None:
        """Say how it stands; while a copy is made the rest stays readable."""
        keeper = self._keeper
        found = words.standing(keeper, self._wording)
        title, detail = found.title, found.detail
        if keeper.is_copying:
            title, detail = self.tr("Making a copy …"), self.tr("You can go on selling.")
        elif not keeper.is_known and not keeper.problem:
            title, detail = self.tr("Looking for copies …"), ""
        if title != self.headline.text() and self.isVisible():
            announce(self, f"{title}. {detail}")
        self.headline.setText(title)
        self.detail.setText(detail)
        self.sign.show_tone("neutral" if keeper.is_copying else found.tone, found.icon)
        self.headline.set_color("danger_text" if found.tone == "danger" else "text")
        self.now.setText(self.tr("Try again") if keeper.problem else self.tr("Back up now"))
        self.now.setEnabled(not keeper.is_copying)
        self._show_copies()

    def _show_copies(self) -> None:
        keeper = self._keeper
        shown = self.list.rows
        known = (keeper.copies, keeper.second_place, keeper.way_back)
        if known != (shown.copies, shown.second_place, shown.way_back):
            self.list.show_copies(*known)
        self.damaged.setText(words.damaged(keeper.damaged))
        self.damaged.setVisible(bool(keeper.damaged))
        self.stack.setCurrentWidget(self.list if keeper.copies else self.empty)
        is_selling = self._is_selling()
        self.selling.setVisible(is_selling)
        self.other.setEnabled(not is_selling)
        self.restore.setEnabled(bool(keeper.copies) and not is_selling)
        self.drop.setVisible(bool(keeper.second_place))
        if keeper.second_place:
            said = self.tr("Second place: {place}, {path}")
            place = words.place_words(keeper.second_place)
            self.place.setText(said.format(place=place, path=keeper.second_place))
        else:
            self.place.setText(self.tr("A second place, like a USB drive, survives a broken disk."))

    # Doing

    @Slot()
    def _back_up(self) -> None:
        self._keeper.back_up()

    @Slot()
    def _restore(self) -> None:
        copy = self.list.chosen
        if copy is not None and self.restore.isEnabled():
            self.restore_requested.emit(self._keeper.path_of(copy))

    @Slot()
    def _restore_file(self) -> None:
        self.restore_requested.emit(None)

    @Slot()
    def _choose(self) -> None:
        self._refuse("")
        dialog = QFileDialog(self.window(), self.tr("Choose a folder for the copies"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._keeper.use_place)
        dialog.open()

    @Slot()
    def _drop(self) -> None:
        self._keeper.use_place("")

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


class _Sign(QWidget):
    """A shield in a soft circle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look = ("neutral", "shield-check")
        self.setFixedSize(_SIGN, _SIGN)
        theme.changed.connect(self.update)

    def show_tone(self, tone: str, icon: str) -> None:
        self._look = (tone, icon)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tone, icon = self._look
        fill, ink = _TONES.get(tone, ("surface3", "text2"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(fill))
        painter.drawEllipse(QRectF(self.rect()))
        self._theme.paint_icon(painter, QPointF(16, 16), icon, ink, 24)
