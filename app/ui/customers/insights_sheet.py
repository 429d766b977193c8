"""The best customers and who is slipping away; looked through in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.insights import FEWEST_SALES, Insights, Regular, Standing
from app.domain.money import Money
from app.ui.customers.regulars_list import RegularsList
from app.ui.customers.standing_bars import StandingBars
from app.ui.long_errand import LongErrand
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.states import EmptyState, SkeletonRows
from app.ui.wording import Wording

LISTED = 50
_SIZE, _GROUPS = (1240, 650), 300
Run = Callable[[Sequence[str]], Sequence[str]]


class InsightsSheet(Sheet):
    """A row opens that customer, behind this sheet."""

    customer_requested = Signal(int)

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, run: Run
    ) -> None:
        """`run` gives the command that starts this program again with these arguments."""
        width, height = _SIZE
        super().__init__(
            theme, window, self.tr("Best and slipping away"), width=width, height=height,
            fill="canvas", delete_on_close=True,
        )  # fmt: skip
        self.setObjectName("insights_sheet")
        self.set_subtitle(self.tr("the last 12 months"))
        self._shop, self._wording, self._run = shop, wording, run
        self._errand: LongErrand | None = None
        self.bars = StandingBars(theme)
        best, slipping = self.tr("Best customers"), self.tr("Slipping away")
        self.best = RegularsList(theme, wording, "best_list", best, tells_absence=False)
        self.slipping = RegularsList(theme, wording, "slipping_list", slipping, tells_absence=True)
        self.state = EmptyState(
            theme, "users", "", button=self.tr("Try again"), button_icon="refresh-cw"
        )
        self._loading = SkeletonRows(theme, 9, row_height=56)
        self._lay_out(theme)
        self.state.button_clicked.connect(self.look)
        for people in (self.best, self.slipping):
            people.opened.connect(self._open)
        self.closed.connect(self._stop)

    def _lay_out(self, theme: Theme) -> None:
        self._people = QWidget()
        row = QHBoxLayout(self._people)
        row.setContentsMargins(20, 14, 20, 20)
        row.setSpacing(14)
        groups = _card(theme, self.tr("Groups"), self.tr("share of sales"), self.bars)
        groups.setFixedWidth(_GROUPS)
        row.addWidget(groups)
        spent = self.tr("by what they spent")
        row.addWidget(_card(theme, self.tr("Best customers"), spent, self.best), 1)
        call = self.tr("worth a call")
        row.addWidget(_card(theme, self.tr("Slipping away"), call, self.slipping), 1)
        self._stack = QStackedWidget()
        for page in (self._loading, self._people, self.state):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def ask(self) -> None:
        """Open, and look everybody through."""
        self.open()
        self.look()

    @Slot()
    def look(self) -> None:
        """Look again; the till goes on selling meanwhile."""
        self._stop()
        self._stack.setCurrentWidget(self._loading)
        try:
            letter = self._shop.reader.people.letter(by=self._shop.by)
        except ShopError as problem:
            self._say(*self._wording.error(problem))
            return
        command = self._run(["insights", "--feed", "--limit", str(LISTED)])
        self._errand = LongErrand(command, self, letter=letter)
        self._errand.done.connect(self._on_done)
        self._errand.begin()

    # Answers

    @Slot(object)
    def _on_done(self, said: dict[str, Any]) -> None:
        self._errand = None
        if problem := said.get("problem"):
            self._say(str(problem), str(said.get("advice", "")))
            return
        found = _read(said)
        if found.is_too_early:
            words = self.tr("There are {count} of {fewest} sales with a name so far.")
            words = words.format(count=found.sales, fewest=FEWEST_SALES)
            self._say(self.tr("Too early to tell"), words)
            return
        self.bars.show_insights(found)
        self.best.show_people(found.best)
        self.slipping.show_people(found.slipping)
        self._stack.setCurrentWidget(self._people)
        (self.best if found.best else self.slipping).setFocus()
        announce(self.best, self.bars.accessibleDescription())

    def _say(self, title: str, sentence: str) -> None:
        self.state.set(title, sentence)
        self._stack.setCurrentWidget(self.state)
        announce(self, f"{title} {sentence}".strip())

    @Slot(int)
    def _open(self, customer_id: int) -> None:
        self.close_sheet()
        self.customer_requested.emit(customer_id)

    @Slot()
    def _stop(self) -> None:
        if self._errand is not None:
            self._errand.stop()
            self._errand = None


def _card(theme: Theme, title: str, about: str, content: QWidget) -> Card:
    card = Card(theme)
    heading = QHBoxLayout()
    heading.setSpacing(10)
    heading.addWidget(Label(theme, title, "heading"))
    heading.addWidget(Label(theme, about, "label", "text3", weight=400))
    heading.addStretch(1)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 14, 16, 12)
    column.setSpacing(10)
    column.addLayout(heading)
    column.addWidget(content, 1)
    return card


def _read(said: dict[str, Any]) -> Insights:
    """Read what the command says of insights."""
    groups = {Standing(each["group"]): each for each in said["groups"]}
    return Insights(
        said["sales"],
        {each: group["customers"] for each, group in groups.items()},
        {each: Money.parse(group["spent"]) for each, group in groups.items()},
        tuple(map(_regular, said["best"])),
        tuple(map(_regular, said["slipping"])),
    )


def _regular(said: dict[str, Any]) -> Regular:
    return Regular(
        said["id"],
        said["name"],
        said["phone"],
        said["transaction_count"],
        Money.parse(said["spent"]),
        said["usual_days"],
        said["away_days"],
    )
