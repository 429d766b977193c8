"""F1: the keys that work here, and how customers are tracked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from app.domain.resources import resource
from app.ui.actions import ACTIONS, DIALOGS, SELL, TENDER
from app.ui.theme import Theme
from app.ui.widgets.badge import Keycap
from app.ui.widgets.card import Divider
from app.ui.widgets.labels import Label
from app.ui.widgets.rows import style_view
from app.ui.widgets.sheet import Sheet


class HelpSheet(Sheet):
    """Keys at the left, from the table of actions; the guide at the right."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(
            theme, window, self.tr("Help"), width=1180, height=680, delete_on_close=True
        )
        self.setObjectName("help")
        self.guide = QTextBrowser()
        self.guide.setObjectName("help_guide")
        self.guide.setAccessibleName(self.tr("How customers are tracked"))
        self.guide.setOpenLinks(False)
        style_view(theme, self.guide)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 16)
        row.setSpacing(0)
        keys = self._keys(theme)
        keys.setFixedWidth(360)
        row.addWidget(keys)
        row.addWidget(Divider(theme, vertical=True))
        row.addWidget(self.guide, 1)
        self._write_guide()
        theme.changed.connect(self._write_guide)

    def _keys(self, theme: Theme) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 16, 16, 16)
        column.setSpacing(6)
        heads = {SELL: self.tr("Sell"), TENDER: self.tr("Payment"), DIALOGS: self.tr("Dialogs")}
        for group, head in heads.items():
            column.addWidget(Label(theme, head, "section"))
            for action in ACTIONS.values():
                if action.group == group:
                    column.addLayout(_key_row(theme, action.label, action.keys[0]))
            column.addSpacing(12)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("help_keys")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        style_view(theme, scroll)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turned it on
        return scroll

    def _write_guide(self) -> None:
        theme = self.theme
        document = QTextDocument(self.guide)
        document.setDefaultFont(theme.font("body-lg"))
        document.setDocumentMargin(24)
        text = resource("help", "customer-tracking.md").read_text(encoding="utf-8")
        document.setMarkdown(text)
        self.guide.setDocument(document)


def _key_row(theme: Theme, text: str, key: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(theme, text, "body", "text2"), 1)
    row.addWidget(Keycap(theme, key.replace("Return", "Enter")))
    return row
