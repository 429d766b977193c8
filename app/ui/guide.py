"""A page of the guide as it is read on the screen: Markdown in the shop's type and colours."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
    QTextTableCell,
)

from app.ui.theme import Theme

_MARGIN = 28
_HEADINGS = {1: ("page-title", 0, 10), 2: ("section", 22, 6)}
_SMALL_HEADING = ("line-item", 14, 4)
"""Type, space above and space below of a heading of each level."""
_AFTER_PARAGRAPH = 10
_AFTER_ITEM = 4
_LINE_HEIGHT = 125.0
_PERCENT = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_KEEP = QTextCursor.MoveMode.KeepAnchor


def write_guide(document: QTextDocument, theme: Theme, markdown: str) -> None:
    """Fill the document; call again after the colours or the text size changed."""
    document.setDefaultFont(theme.font("body-lg"))
    document.setDocumentMargin(_MARGIN)
    document.setIndentWidth(22)
    document.setMarkdown(markdown)
    for block in _blocks(document):
        if QTextCursor(block).currentTable() is None and not _is_code(block):
            _style_block(theme, block)
    for first, last in reversed(_code_runs(document)):
        _frame_code(theme, document, first, last)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _style_table(theme, frame)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _style_block(theme: Theme, block: QTextBlock) -> None:
    cursor, shape = QTextCursor(block), block.blockFormat()
    level = shape.headingLevel()
    if level:
        type_name, above, below = _HEADINGS.get(level, _SMALL_HEADING)
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
        cursor.setCharFormat(_letters(theme, type_name))
    else:
        shape.setTopMargin(0)
        shape.setBottomMargin(_AFTER_ITEM if _is_item(block.next()) else _AFTER_PARAGRAPH)
        shape.setLineHeight(_LINE_HEIGHT, _PERCENT)
    cursor.setBlockFormat(shape)


def _letters(theme: Theme, type_name: str, weight: int | None = None) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(theme.font(type_name, weight=weight))
    letters.setForeground(theme.color("text"))
    return letters


def _is_item(block: QTextBlock) -> bool:
    return block.isValid() and block.textList() is not None


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _code_runs(document: QTextDocument) -> list[tuple[int, int]]:
    """Give the first and last position of every group of lines of code."""
    runs: list[tuple[int, int]] = []
    for block in _blocks(document):
        end = block.position() + block.length() - 1
        if _is_code(block) and _is_code(block.previous()):
            runs[-1] = (runs[-1][0], end)
        elif _is_code(block):
            runs.append((block.position(), end))
    return runs


def _frame_code(theme: Theme, document: QTextDocument, first: int, last: int) -> None:
    """Put one box around the lines of a command."""
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, _KEEP)
    cursor.setBlockFormat(QTextBlockFormat())
    box = QTextFrameFormat()
    box.setBackground(theme.color("surface2"))
    box.setBorder(1)
    box.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    box.setBorderBrush(theme.color("border"))
    box.setPadding(10)
    box.setBottomMargin(_AFTER_PARAGRAPH)
    frame = cursor.insertFrame(box)
    _flatten(frame.firstCursorPosition().block().previous())
    _flatten(frame.lastCursorPosition().block().next())


def _flatten(block: QTextBlock) -> None:
    """Take the height from an empty line that Qt needs beside a frame."""
    if block.isValid() and not block.text():
        flat = QTextBlockFormat()
        flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        QTextCursor(block).setBlockFormat(flat)


def _style_table(theme: Theme, table: QTextTable) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(theme.color("border"))
    shape.setBorderCollapse(True)
    shape.setCellPadding(8)
    shape.setCellSpacing(0)
    shape.setTopMargin(4)
    shape.setBottomMargin(_AFTER_PARAGRAPH)
    table.setFormat(shape)
    for column in range(table.columns()):
        _style_head(theme, table.cellAt(0, column))


def _style_head(theme: Theme, cell: QTextTableCell) -> None:
    cursor = cell.firstCursorPosition()
    if not cursor.block().text() and cursor.position() < cell.lastPosition():
        cursor.deleteChar()  # Qt begins the first cell with an empty line
    cursor.setPosition(cell.lastPosition(), _KEEP)
    cursor.setCharFormat(_letters(theme, "body-lg", 600))
