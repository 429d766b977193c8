"""Slips and statements as PDF: a roll as long as it needs to be, or sheets of A4."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import StoreUnavailable
from app.ui.accounts.statement_pages import StatementPages
from app.ui.tender.receipt_lines import ReceiptLine
from app.ui.tender.receipt_view import ReceiptView
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording

ROLL_MM, ROLL_DOTS = 72.0, 360
"""The printed width of an 80 mm roll, and of the same slip on the screen."""

_MM_PER_INCH = 25.4


def save_slip(path: Path, lines: Sequence[ReceiptLine], wording: Wording, title: str) -> None:
    """Write a slip as one page of the roll's width. Raises StoreUnavailable."""
    view = ReceiptView(paper_theme(), wording, "")
    view.show_lines(lines, title)
    height = view.heightForWidth(ROLL_DOTS)
    size = QSizeF(ROLL_MM, ROLL_MM * height / ROLL_DOTS)
    with _Pdf(path, size, round(ROLL_DOTS * _MM_PER_INCH / ROLL_MM), title) as painter:
        view.paint_on(painter, ROLL_DOTS)
    view.deleteLater()


def save_statement(path: Path, pages: StatementPages, title: str) -> None:
    """Write a statement as sheets of A4. Raises StoreUnavailable."""
    size = QPageSize(QPageSize.PageSizeId.A4).size(QPageSize.Unit.Millimeter)
    pdf = _Pdf(path, size, StatementPages.DPI, title)
    with pdf as painter:
        for number in range(pages.count):
            if number:
                pdf.turn_page()
            pages.paint(painter, number)


def save_text(path: Path, text: str) -> None:
    """Write a text as spreadsheets read it, whole or not at all. Raises StoreUnavailable."""
    file = QSaveFile(str(path))
    is_open = file.open(QSaveFile.OpenModeFlag.WriteOnly)
    if not (is_open and file.write(text.encode("utf-8-sig")) >= 0 and file.commit()):
        raise _not_saved(path)


def paper_theme() -> Theme:
    """Give black on white, whatever the screen looks like."""
    return Theme(Scheme.LIGHT, reduce_motion=True)


def ask_where(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Ask where a file is to be saved; None when nobody wants to any more."""
    dialog = QFileDialog(parent, title, "", f"{kind.upper()} (*.{kind})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{name}.{kind}")
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


class _Pdf:
    """A PDF that stands whole in its place or not at all."""

    def __init__(self, path: Path, size_mm: QSizeF, dpi: int, title: str) -> None:
        self._file = QSaveFile(str(path))
        if not self._file.open(QSaveFile.OpenModeFlag.WriteOnly):
            raise _not_saved(path)
        self._path = path
        self._writer = QPdfWriter(self._file)
        self._writer.setTitle(title)
        self._writer.setResolution(dpi)
        page = QPageSize(
            size_mm, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        self._writer.setPageLayout(
            QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self._painter = QPainter()

    def turn_page(self) -> None:
        """Begin another page. Raises StoreUnavailable."""
        if not self._writer.newPage():
            raise _not_saved(self._path)

    def __enter__(self) -> QPainter:
        if not self._painter.begin(self._writer):
            raise _not_saved(self._path)
        return self._painter

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._painter.end()
        if kind is not None:
            self._file.cancelWriting()
        elif not self._file.commit():
            raise _not_saved(self._path)


def _not_saved(path: Path) -> StoreUnavailable:
    words = QCoreApplication.translate("paper", "{file} could not be saved.")
    advice = QCoreApplication.translate("paper", "Choose another folder, or free some space.")
    return StoreUnavailable(words.format(file=path.name), advice=advice)
