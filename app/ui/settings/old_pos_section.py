"""Settings: what the POS before this one knew, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent

from app.ui.old_pos.desk import OldPosDesk
from app.ui.settings.section import Section
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.labels import Label


class OldPosSection(Section):
    """Brings an old database along, and puts the file from before back while nothing was sold."""

    def __init__(self, theme: Theme, desk: OldPosDesk) -> None:
        super().__init__(theme, "old_pos", "store")
        self.set_title(self.tr("Old POS"))
        self._desk = desk
        self.bring = SecondaryButton(theme, self.tr("Bring an old database along…"), icon="store")
        self.bring.setObjectName("bring_old_pos")
        self.way_back = Label(theme, "", "body-lg", "text2", wrap=True)
        self.way_back.setObjectName("old_pos_way_back")
        self.put_back = SecondaryButton(theme, self.tr("Put the old file back"), icon="history")
        self.put_back.setObjectName("put_old_pos_back")
        said = self.tr(
            "Sales, customers, products and accounts of the POS that was here before come along "
            "from its database or a dump of it. First you see what would come of it."
        )
        box = self.add_card(self.tr("The POS before this one"), said)
        for each in (self.bring, self.way_back, self.put_back):
            box.addWidget(each)
        self.end()
        self._show_way_back("")
        self.bring.clicked.connect(desk.ask)
        self.put_back.clicked.connect(desk.put_back)
        desk.way_back.connect(self._show_way_back)
        desk.refused.connect(self.show_problem)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.find_way_back()

    @Slot(str)
    def _show_way_back(self, kept: str) -> None:
        said = self.tr("{file} was the shop's file before. It can go back until something is sold.")
        self.way_back.setText(said.format(file=kept))
        for each in (self.way_back, self.put_back):
            each.setVisible(bool(kept))
