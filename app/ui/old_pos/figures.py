"""What would come of an old database, or came of it, in figures one below the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QGridLayout

from app.domain.money import Money
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.wording import Wording

_MOST_NAMED = 3
"""Pairs of names; all of them are in the report."""


class Figures(Card):
    """The same rows before and after, so that one can be held against the other."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, fill="surface2", outside="surface")
        self._wording = wording
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 14, 20, 14)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_report(self, report: dict[str, Any], *, is_done: bool) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        rows = [*self._of_sales(report), *self._of_the_rest(report, is_done=is_done)]
        for row, (name, value) in enumerate(rows):
            self._grid.addWidget(Label(self.theme, name, "body", "text2"), row, 0)
            shown = ElidedLabel(self.theme, value, "body-lg", tabular=True)
            self._grid.addWidget(shown, row, 1)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in rows))
        self.show()

    def _of_sales(self, report: dict[str, Any]) -> list[tuple[str, str]]:
        total = self._wording.money(Money(report["total"]))
        said = self.tr("{count}, of them {voided} voided; {total}")
        count, voided = f"{report['sales']:,}", f"{report['voided_sales']:,}"
        rows = [(self.tr("Sales"), said.format(count=count, voided=voided, total=total))]
        if report["known_sales"]:
            rows.append((self.tr("In the shop already"), f"{report['known_sales']:,}"))
        return [
            *rows,
            (self.tr("With a name"), f"{report['named_sales']:,}"),
            (self.tr("Counted as no name"), f"{report['no_name_sales']:,}"),
        ]

    def _of_the_rest(self, report: dict[str, Any], *, is_done: bool) -> list[tuple[str, str]]:
        people = self.tr("{count} to be made, {new} of them only from names on sales")
        if is_done:
            people = self.tr("{count} made, {new} of them only from names on sales")
        made, new = f"{report['customers_made']:,}", f"{report['customers_new']:,}"
        alike = (f"{one} / {other}" for one, other in report["alike"][:_MOST_NAMED])
        look_at: dict[str, int] = report["look_at"]
        most_first = sorted(look_at.items(), key=lambda each: -each[1])
        kinds = (f"{kind} ({count:,})" for kind, count in most_first)
        homeless = ", ".join(f"{table} {count:,}" for table, count in report["homeless"])
        rows = [
            (self.tr("Customers"), people.format(count=made, new=new)),
            (self.tr("Names that look alike"), _counted(len(report["alike"]), alike)),
            (self.tr("New products"), f"{report['products_added']:,}"),
            (self.tr("Accounts"), f"{report['accounts']:,}"),
            (self.tr("Rows to be looked at"), _counted(sum(look_at.values()), kinds)),
        ]
        return [*rows, (self.tr("Stays in the old file"), homeless)] if homeless else rows


def _counted(count: int, examples: Iterable[str]) -> str:
    """Give a number and what is behind it, as much of it as there is room for."""
    return ": ".join(filter(None, (f"{count:,}", "; ".join(examples))))
