"""What is to be paid, or still to be paid with what was taken already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from app.domain.credit import Rider
from app.domain.tender import MethodKind, Taken
from app.ui.tender.part_list import PaidBar, PartList
from app.ui.theme import Theme
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import RIGHT
from app.ui.wording import Wording

_GAP = 12


class DueHead(QWidget):
    """The amount in large figures; a bar and the parts as soon as there are any."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.title = Label(theme, "", "body", "text2")
        self.title.setObjectName("due_title")
        self.of_total = ElidedLabel(theme, "", "body", "text2", tabular=True, align=RIGHT)
        self.of_total.setObjectName("due_of_total")
        self.amount = MoneyLabel(
            theme, "amount-due", align=Qt.AlignmentFlag.AlignLeft, shrink=(40, 32, 24)
        )
        self.amount.setObjectName("amount_due")
        self.bar = PaidBar(theme)
        self.parts = PartList(theme, wording)
        self._lay_out()

    def show_taken(
        self, taken: Taken, kinds: dict[str, MethodKind], rider: Rider | None = None
    ) -> None:
        """Say what is open of a total; `kinds` tells what a method is, by its code.

        Of an old balance paid along it is said what is the sale's and what is not.
        """
        is_split = bool(taken.parts)
        self.title.setText(self.tr("Still to pay") if is_split else self.tr("Amount due"))
        self.amount.set_amount(self._wording.money(taken.due))
        of_total = self.tr("of {total}").format(total=self._wording.money(taken.total))
        if rider is not None and not is_split:
            of_total = self.tr("Sale {sale} + old balance {old}").format(
                sale=self._wording.money(taken.total - rider.amount),
                old=self._wording.money(rider.amount),
            )
        self.of_total.setText(of_total if is_split or rider is not None else "")
        self.bar.setVisible(is_split)
        self.bar.show_taken(taken.paid, taken.total)
        self.parts.show_parts(taken, kinds)
        fixed = QSizePolicy.Policy.Fixed
        for gap in self._gaps:
            gap.changeSize(0, _GAP if is_split else 0, fixed, fixed)
        self._column.invalidate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.of_total, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self.amount)
        self._gaps = [QSpacerItem(0, 0), QSpacerItem(0, 0)]
        for gap, widget in zip(self._gaps, (self.bar, self.parts), strict=True):
            column.addSpacerItem(gap)
            column.addWidget(widget)
