"""The tender in every state, size and text size: nothing cut, nothing unnamed, nothing moved."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible

from app.domain.credit import Rider
from app.domain.errors import StoreUnavailable
from app.domain.money import LARGEST_MINOR, Money
from app.domain.sale import Payment
from app.domain.tender import METHODS, MethodKind, PaymentMethod
from app.ui.buyer import Buyer
from app.ui.tender.buyer_line import BuyerLine
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.ui.looks import (
    SCALES,
    SIZES,
    misfits,
    nameless,
    place_in,
    settle,
    spoken_name,
    unnamed_objects,
)
from tests.ui.tender.conftest import DUE, MARIA, Counter, Milliseconds, stand

LONGEST = Buyer("Wilhelmina " * 10 + "Abalos", "Will be saved with this sale", is_new=True)
DAMAGED = StoreUnavailable(
    "Could not save the sale: the shop's file was moved, deleted or replaced while it was open.",
    advice="Do not go on selling. Copy the shop's folder somewhere safe, then restore the last "
    "backup.",
)

A_PART = Payment("gcash", Money(100_000), reference="901344712208")
A_CARD = Payment("card", Money(12_345), reference="4242")
A_CASH = Payment("cash", Money(5_000), tendered=Money(5_000))
WHERE = "Sale 000123  ·  8 Nov 2026, 5:12 PM  ·  ₱1,779.10  ·  Maria Concepcion dela Cruz."

Show = Callable[[TenderSheet], None]


def opened(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA)


def on_account(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA, stand=stand())
    tender.methods.tiles["account"].click()


def over_the_limit(tender: TenderSheet) -> None:
    tender.take(DUE, LONGEST, stand=stand(480_000))
    tender.methods.tiles["account"].click()
    assert tender.amounts.over.isVisible()


def with_an_old_balance(tender: TenderSheet) -> None:
    rider = Rider("AR-0007", Money(12_345_678))
    tender.take(DUE + rider.amount, MARIA, stand=replace(stand(), rider=rider))


def split_with_an_old_balance(tender: TenderSheet) -> None:
    rider = Rider("AR-0007", Money(125_000))
    kept = replace(stand(), rider=rider)
    tender.take(DUE + rider.amount, MARIA, parts=(A_PART, A_CARD, A_CASH), stand=kept)


def nobody(tender: TenderSheet) -> None:
    tender.take(DUE, None)


def eight_with_an_account(tender: TenderSheet) -> None:
    eight_methods(tender)
    tender.set_stand(stand(), DUE, use=True)


def short(tender: TenderSheet) -> None:
    tender.take(DUE, None)
    tender.amounts.amount.set_text("1500")


def unreadable(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA)
    tender.amounts.amount.set_text("12,5")
    tender._submit()


def asking(tender: TenderSheet) -> None:
    tender.take(DUE, LONGEST)
    tender.amounts.amount.set_text("20,000")
    tender._submit()


def largest(tender: TenderSheet) -> None:
    tender.take(Money(LARGEST_MINOR), LONGEST)


def wallet(tender: TenderSheet) -> None:
    tender.take(DUE, LONGEST)
    tender.methods.tiles["gcash"].click()
    tender._submit()
    tender._submit()


def split(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA, parts=(A_PART,))
    tender.amounts.amount.set_text("800")


def many(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA, parts=(A_PART, A_CARD, A_CASH, A_CARD))
    tender.methods.tiles["cheque"].click()
    tender._submit()
    tender._submit()


def huge(tender: TenderSheet) -> None:
    tender.take(Money(LARGEST_MINOR), LONGEST, parts=(A_PART, A_CARD))


def doubting(tender: TenderSheet) -> None:
    tender.doubt_with(lambda method, part, taken: ("This reference was used before", WHERE))
    tender.take(DUE, MARIA, parts=(A_PART, A_CARD))
    tender.methods.tiles["bank"].click()
    tender.amounts.reference.set_text("9013")
    tender._submit()


def cancelling(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA, parts=(A_PART, A_CARD))
    tender.leave()


def covered(tender: TenderSheet) -> None:
    tender.take(A_PART.amount, MARIA, parts=(A_PART,))


def exceeded(tender: TenderSheet) -> None:
    tender.take(Money(50_000), MARIA, parts=(A_PART,))


def eight_methods(tender: TenderSheet) -> None:
    more = [
        PaymentMethod(f"more{n}", "", MethodKind.WALLET, name="Maya and other wallets")
        for n in range(3)
    ]
    tender.take(DUE, MARIA, (*METHODS, *more))


def saving(tender: TenderSheet) -> None:
    tender.take(DUE, MARIA)
    tender._submit()


def refused(tender: TenderSheet) -> None:
    saving(tender)
    tender.show_problem(DAMAGED)


STATES: tuple[Show, ...] = (
    opened, short, unreadable, asking, largest, wallet, saving, refused,
    split, many, huge, doubting, cancelling, covered, exceeded, eight_methods,
    on_account, over_the_limit, with_an_old_balance, split_with_an_old_balance, nobody,
    eight_with_an_account,
)  # fmt: skip


@pytest.fixture
def show(
    tender: TenderSheet, watch: Milliseconds, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Show], None]:
    """Bring the tender into a state, with Enter heard at once."""
    monkeypatch.setattr(tender.questions, "be_deaf", lambda: None)
    watch.now += DEAF_MS

    def bring(state: Show) -> None:
        state(tender)
        settle()

    return bring


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_in_any_state(
    counter: Counter,
    tender: TenderSheet,
    theme: Theme,
    show: Callable[[Show], None],
    state: Show,
    scale: float,
    size: tuple[int, int],
) -> None:
    theme.set_scale(scale)
    counter.resize(*size)
    show(state)
    assert misfits(tender) == []


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_everything_has_a_name(
    tender: TenderSheet, show: Callable[[Show], None], state: Show
) -> None:
    show(state)
    assert (nameless(tender), unnamed_objects(tender)) == ([], [])


def test_complete_pad_and_change_never_move(
    counter: Counter, tender: TenderSheet, show: Callable[[Show], None]
) -> None:
    places = []
    for state in (opened, short, unreadable, asking, wallet, saving, split, many, exceeded):
        show(state)
        parts = (tender.complete, tender.pad, tender.amounts.change, tender.amounts.head.amount)
        places.append([place_in(counter, part) for part in parts])
        tender.close_sheet()
    assert all(place == places[0] for place in places)


def test_a_long_problem_grows_upward_and_pushes_nothing_out(
    tender: TenderSheet, theme: Theme, show: Callable[[Show], None]
) -> None:
    show(opened)
    column, panel = tender.amounts, tender.amounts.change
    below, height = column.height() - panel.geometry().bottom(), panel.height()
    tender.close_sheet()
    theme.set_scale(1.3)
    show(refused)
    assert column.height() - panel.geometry().bottom() == below
    assert panel.height() > height == 92


def test_the_sheet_has_the_size_of_the_picture(
    tender: TenderSheet, show: Callable[[Show], None]
) -> None:
    show(on_account)
    assert (tender.panel.width(), tender.panel.height()) == (1080, 608)
    assert tender.complete.height() == 84
    assert {tile.height() for tile in tender.methods.tiles.values()} == {60}
    assert {tile.height() for tile in tender.amounts.quick.tiles} == {64}


def test_names_are_what_a_listener_needs(tender: TenderSheet, show: Callable[[Show], None]) -> None:
    show(opened)
    names = [
        spoken_name(each)
        for each in (tender.amounts.amount.edit, tender.amounts.reference.edit, tender.complete)
    ]
    assert names == ["Cash received", "Reference number", "Complete sale"]
    assert tender.amounts.quick.tiles[0].accessibleDescription() == "₱1,779.10"


def test_the_question_and_the_problem_are_read_out_at_once(
    tender: TenderSheet, show: Callable[[Show], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: object) -> None:
        if hasattr(event, "message"):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    show(asking)
    assert heard[-1] == "Give this much change? ₱18,220.90. Press Enter again if it is right."
    tender.show_problem(StoreUnavailable("The disk is full.", advice="Free some space."))
    assert heard[-1] == "The disk is full. Free some space."


@pytest.mark.parametrize("tone", list(Scheme))
def test_a_switch_of_looks_while_it_is_open_keeps_what_was_typed(
    tender: TenderSheet, theme: Theme, show: Callable[[Show], None], tone: Scheme
) -> None:
    show(asking)
    theme.set_scheme(tone)
    theme.set_scale(1.15)
    settle()
    assert tender.amounts.amount.text() == "20,000"
    assert tender.amounts.change.title.text() == "Give this much change?"


# The customer in the head


@pytest.fixture
def line(theme: Theme, wording: Wording) -> BuyerLine:
    line = BuyerLine(theme, wording)
    line.resize(820, 72)
    line.show()
    return line


def test_a_known_customer_shows_what_is_known(line: BuyerLine) -> None:
    line.show_buyer(MARIA)
    assert (line.name.text(), line.name.color) == ("Maria Santos", "text")
    assert line.detail.text() == "37 purchases  ·  last visit 4 days ago"
    assert (line.change.text(), line.change.key) == ("Change", "F3")


def test_a_new_customer_stands_in_amber_and_is_called_new(line: BuyerLine) -> None:
    line.show_buyer(Buyer("Mar", "Will be saved with this sale", is_new=True))
    assert (line.name.text(), line.name.color) == ("New: Mar", "warning_text")
    line.show_buyer(MARIA)
    assert line.name.color == "text"


def test_nobody_is_said_to_be_nobody_and_a_name_can_be_added(line: BuyerLine) -> None:
    line.show_buyer(MARIA)
    line.show_buyer(None)
    assert (line.name.text(), line.change.text()) == ("No customer", "Add a name")
    assert not line.detail.isVisible()


def test_the_button_stays_whole_beside_the_longest_name(line: BuyerLine) -> None:
    line.show_buyer(LONGEST)
    settle()
    assert line.name.is_elided
    assert line.name.toolTip() == f"New: {LONGEST.name}"
    assert line.detail.width() >= line.detail.sizeHint().width()
    assert line.change.width() >= line.change.sizeHint().width()
    assert misfits(line) == []
