"""A statement laid out on A4: the same picture for the preview and the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from app.domain.credit import LedgerEntry
from app.domain.money import Money
from app.domain.statement import Statement, StatementPart, StatementRow, statement_rows
from app.ui.account_words import DOT, entry_words
from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.wording import MINUS, Wording

_LEFT, _RIGHT, _TOP = 64, 730, 64
_ROW = 26
_FIRST_ROWS, _ROWS = 29, 36
"""Rows below the head of the first page, and on every other one."""

_ENTRY, _AMOUNT, _BALANCE = 170, 520, 625
"""Where the columns begin, and the figures end 105 further right."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One line: day, words, what it moved, what was owed after it."""

    day: str
    words: str
    amount: str
    balance: str
    is_strong: bool = False


class StatementPages:
    """One statement, cut into pages."""

    WIDTH, HEIGHT, DPI = 794, 1123, 96

    def __init__(
        self, statement: Statement, theme: Theme, wording: Wording, shop_name: str, made: str
    ) -> None:
        """`theme` should be a light one: paper is white; `made` says when it was made."""
        self._statement, self._theme, self._wording = statement, theme, wording
        self._shop_name, self._made = shop_name, made
        self.rows = [self._page_row(row) for row in statement_rows(statement)]
        rest = self.rows[_FIRST_ROWS:]
        self._pages = [self.rows[:_FIRST_ROWS]]
        self._pages += [rest[at : at + _ROWS] for at in range(0, len(rest), _ROWS)]

    @property
    def count(self) -> int:
        return len(self._pages)

    @property
    def texts(self) -> list[str]:
        """Every row in words, as a screen reader gets it."""
        return [
            ", ".join(part for part in (row.day, row.words, row.amount, row.balance) if part)
            for row in self.rows
        ]

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint one page at its own size, 794 by 1123."""
        painter.fillRect(QRectF(0, 0, self.WIDTH, self.HEIGHT), self._theme.color("surface"))
        top = self._paint_head(painter) if number == 0 else _TOP
        top = self._paint_titles(painter, top)
        for row in self._pages[number]:
            self._paint_row(painter, top, row)
            top += _ROW
        page = _tr("Page {number} of {count}").format(number=number + 1, count=self.count)
        foot = QRectF(_LEFT, self.HEIGHT - 60, _RIGHT - _LEFT, 20)
        self._text(painter, foot, self._made, "label", "text3")
        paint_text(painter, foot, page, self._theme.font("label", weight=400),
                   self._theme.color("text3"), RIGHT)  # fmt: skip

    # Inside

    def _paint_head(self, painter: QPainter) -> float:
        account, words = self._statement.account, self._wording
        whole = _RIGHT - _LEFT
        self._text(painter, QRectF(_LEFT, _TOP, whole, 34), self._shop_name, "title", "text")
        title = _tr("Statement of account")
        self._text(painter, QRectF(_LEFT, _TOP + 40, whole, 24), title, "section", "text2")
        who = DOT.join(part for part in (account.name, account.code) if part)
        self._text(painter, QRectF(_LEFT, _TOP + 84, whole, 24), who, "heading", "text")
        contact = DOT.join(part for part in (account.contact_person, account.phone) if part)
        self._text(painter, QRectF(_LEFT, _TOP + 108, whole, 22), contact, "body", "text2")
        period = f"{words.day(self._statement.start)} – {words.day(self._statement.end)}"
        terms = _tr("terms {days} days").format(days=account.terms_days)
        line = DOT.join((period, terms))
        self._text(painter, QRectF(_LEFT, _TOP + 132, whole, 22), line, "body", "text2")
        return _TOP + 172

    def _paint_titles(self, painter: QPainter, top: float) -> float:
        row = PageRow(_tr("Date"), _tr("Entry"), _tr("Amount"), _tr("Balance"), is_strong=True)
        self._paint_row(painter, top, row)
        return top + _ROW + 4

    def _paint_row(self, painter: QPainter, top: float, row: PageRow) -> None:
        theme = self._theme
        weight = 600 if row.is_strong else 400
        font = theme.font("body", tabular=True, weight=weight)
        ink = theme.color("text")
        paint_text(painter, QRectF(_LEFT, top, _ENTRY - _LEFT - 8, _ROW), row.day, font, ink)
        paint_text(painter, QRectF(_ENTRY, top, _AMOUNT - _ENTRY - 8, _ROW), row.words, font, ink)
        for left, text in ((_AMOUNT, row.amount), (_BALANCE, row.balance)):
            paint_text(painter, QRectF(left, top, 105, _ROW), text, font, ink, RIGHT)
        edge = QRectF(_LEFT, top + _ROW - 1, _RIGHT - _LEFT, 1)
        painter.fillRect(edge, theme.color("text" if row.is_strong else "border"))

    def _text(self, painter: QPainter, rect: QRectF, text: str, type_name: str, ink: str) -> None:
        paint_text(painter, rect, text, self._theme.font(type_name), self._theme.color(ink))

    def _page_row(self, row: StatementRow) -> PageRow:
        words = self._wording
        day = words.day(row.day) if row.day else ""
        balance = "" if row.balance is None else words.amount(row.balance)
        if row.entry is not None:
            return PageRow(day, self._entry(row.entry), signed(row.amount, words), balance)
        if row.part is StatementPart.BROUGHT_FORWARD:
            return PageRow(day, part_words(row.part), "", words.amount(row.amount))
        amount = "" if row.part is StatementPart.BALANCE else words.amount(row.amount)
        is_strong = row.part is StatementPart.BALANCE
        return PageRow(day, part_words(row.part), amount, balance, is_strong)

    def _entry(self, entry: LedgerEntry) -> str:
        said = (entry_words(entry, self._wording), entry.number, entry.reason)
        return DOT.join(part for part in said if part)


def signed(amount: Money, words: Wording) -> str:
    """Write `+2,250.00` and `−1,000.00`."""
    text = words.amount(amount)
    return text if text.startswith(MINUS) or not amount else f"+{text}"


def part_words(part: StatementPart) -> str:
    """Name the sums and ages of a statement."""
    names = {
        StatementPart.BROUGHT_FORWARD: _tr("Balance brought forward"),
        StatementPart.CHARGED: _tr("Charged in these days"),
        StatementPart.PAID: _tr("Paid in these days"),
        StatementPart.BALANCE: _tr("Balance to pay"),
        StatementPart.AGE_TO_30: _tr("Owed up to 30 days"),
        StatementPart.AGE_TO_60: _tr("Owed 31 to 60 days"),
        StatementPart.AGE_TO_90: _tr("Owed 61 to 90 days"),
        StatementPart.AGE_OVER_90: _tr("Owed over 90 days"),
    }
    return names[part]


def _tr(text: str) -> str:
    return QCoreApplication.translate("statement", text)
