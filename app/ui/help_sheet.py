"""F1: the keys that work here, and how customers are tracked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from app.domain.resources import resource
from app.ui.actions import ACTIONS, DIALOGS, SELL, TENDER
from app.ui.guide import write_guide
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
        self.keys = QWidget()
        listed = self._list_keys(theme)
        listed.setFixedWidth(360)
        row.addWidget(listed)
        row.addWidget(Divider(theme, vertical=True))
        row.addWidget(self.guide, 1)
        self._write_guide()
        self.guide.anchorClicked.connect(self._follow)
        theme.changed.connect(self._write_guide)

    def open(self, focus: QWidget | None = None) -> None:
        """Open with the guide in hand: Page Down turns its pages."""
        super().open(focus or self.guide)

    def _list_keys(self, theme: Theme) -> QWidget:
        column = QVBoxLayout(self.keys)
        column.setContentsMargins(28, 16, 16, 16)
        column.setSpacing(6)
        heads = {
            SELL: self.tr("Sell"),
            TENDER: self.tr("Payment"),
            DIALOGS: self.tr("Dialogs and pages"),
        }
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
        scroll.setWidget(self.keys)
        self.keys.setAutoFillBackground(False)  # setWidget turned it on
        return scroll

    @Slot()
    def _write_guide(self) -> None:
        text = resource("help", "customer-tracking.md").read_text(encoding="utf-8")
        bar = self.guide.verticalScrollBar()
        read_so_far = bar.value()
        write_guide(self.guide.document(), self.theme, text)
        self.guide.moveCursor(QTextCursor.MoveOperation.Start)
        bar.setValue(read_so_far)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.guide.scrollToAnchor(link.fragment())
        else:
            QDesktopServices.openUrl(link)


def _key_row(theme: Theme, text: str, key: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(theme, text, "body", "text2"), 1)
    row.addWidget(Keycap(theme, key.replace("Return", "Enter")))
    return row
