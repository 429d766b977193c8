"""A statement of one account: days to choose, the page as it will be, PDF and CSV."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.credit import Account
from app.domain.errors import ShopError
from app.domain.period import Period
from app.domain.statement import Statement
from app.ui.account_words import DOT
from app.ui.accounts.file_note import FileNote
from app.ui.accounts.paper import ask_where, paper_theme, save_statement, save_text
from app.ui.accounts.statement_csv import statement_csv
from app.ui.accounts.statement_pages import StatementPages
from app.ui.period_picker import PeriodPicker
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.rows import style_view
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_DAYS = 92
_SCALE = 0.82
_GAP = 12


class PagesView(QWidget):
    """The pages under each other, white whatever the screen looks like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statement_pages")
        self._pages: StatementPages | None = None

    def show_pages(self, pages: StatementPages) -> None:
        self._pages = pages
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        count = self._pages.count if self._pages else 1
        height = round(StatementPages.HEIGHT * _SCALE)
        return QSize(round(StatementPages.WIDTH * _SCALE), count * (height + _GAP) - _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pages is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = round(StatementPages.HEIGHT * _SCALE) + _GAP
        for number in range(self._pages.count):
            painter.save()
            painter.translate(0, number * step)
            painter.scale(_SCALE, _SCALE)
            if QRectF(event.rect()).intersects(QRectF(0, number * step, self.width(), step)):
                self._pages.paint(painter, number)
            painter.restore()


class StatementSheet(Sheet):
    """Begins with the last three months."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, account: Account
    ) -> None:
        super().__init__(
            theme, window, self.tr("Statement"), width=880, height=736, fill="canvas",
            delete_on_close=True,
        )  # fmt: skip
        self.setObjectName("statement_sheet")
        self.set_subtitle(f"{account.name}{DOT}{account.code}")
        self._shop, self._wording, self._account = shop, wording, account
        self._paper = paper_theme()
        self._today = shop.today
        self._period = Period(self._today - timedelta(days=_DAYS), self._today)
        self.statement: Statement | None = None
        self.pages: StatementPages | None = None
        self.dates = SecondaryButton(theme, "", icon="calendar-days", height=44)
        self.dates.setObjectName("statement_dates")
        self.csv_button = SecondaryButton(
            theme, self.tr("Save as CSV"), icon="file-spreadsheet", height=56
        )
        self.csv_button.setObjectName("statement_csv")
        self.pdf_button = PrimaryButton(theme, self.tr("Save as PDF"), icon="download")
        self.pdf_button.setObjectName("statement_pdf")
        self.said = FileNote(theme, wording, "statement_said")
        self.view = PagesView()
        self._lay_out()
        self.set_primary(self.pdf_button)
        self.dates.clicked.connect(self.pick_dates)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.csv_button.clicked.connect(self.save_csv)
        self._read()

    def ask(self) -> None:
        self.open(self.pdf_button)

    # Days

    @Slot()
    def pick_dates(self) -> None:
        picker = PeriodPicker(self.theme, self._wording, self._window, self._period, self._today)
        picker.picked.connect(self.show_period)
        picker.open(picker.first_focus)

    @Slot(object)
    def show_period(self, period: Period) -> None:
        """Show other days; where one end is open, from the first entry or until today."""
        self._period = period
        self._read()

    def _read(self) -> None:
        book, by = self._shop.reader.accounts, self._shop.by
        start = self._period.start or self._today.replace(year=2000, month=1, day=1)
        end = self._period.end or self._today
        try:
            before, entries = book.statement(self._account.id, start, end, by=by)
            unpaid = book.unpaid(self._account.id, by=by) if end >= self._today else []
        except ShopError as problem:
            self.said.say(self._wording.error_line(problem), wrong=True)
            return
        if self._period.start is None and entries:
            start = entries[0].business_date
        self.statement = Statement(self._account, start, end, before, tuple(entries), tuple(unpaid))
        made = self.tr("Made {moment}").format(
            moment=self._wording.date_time(self._shop.clock.now())
        )
        name = self._shop.settings.shop_name
        self.pages = StatementPages(self.statement, self._paper, self._wording, name, made)
        self.view.show_pages(self.pages)
        self.view.setAccessibleName(self.tr("Statement of {name}").format(name=self._account.name))
        self.view.setAccessibleDescription("\n".join(self.pages.texts))
        words = self._wording
        self.dates.setText(f"{words.day(start)} – {words.day(end)}")
        self.dates.refresh()

    # Files

    @Slot()
    def save_pdf(self) -> None:
        path = ask_where(self, self.tr("Save statement"), self._name, "pdf")
        if path is not None:
            self.save_pdf_to(path)

    @Slot()
    def save_csv(self) -> None:
        path = ask_where(self, self.tr("Save statement"), self._name, "csv")
        if path is not None:
            self.save_csv_to(path)

    def save_pdf_to(self, path: Path) -> None:
        if self.pages is not None:
            title = self.view.accessibleName()
            self.said.save(path, partial(save_statement, path, self.pages, title))

    def save_csv_to(self, path: Path) -> None:
        if self.statement is not None:
            text = statement_csv(self.statement, self._wording)
            self.said.save(path, partial(save_text, path, text))

    @property
    def _name(self) -> str:
        return f"{self._account.code} {self._period.end or self._today}"

    def _lay_out(self) -> None:
        self.add_to_header(self.dates, at_right=True)
        area = QScrollArea()
        area.setObjectName("statement_area")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        style_view(self.theme, area)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(self.view)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.csv_button)
        buttons.addWidget(self.pdf_button, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(12)
        column.addWidget(area, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)
