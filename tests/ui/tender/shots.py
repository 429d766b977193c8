"""Draws the tender as in the mock-ups: python -m tests.ui.tender.shots FOLDER."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.buyer import Buyer
from app.ui.tender.complete_view import CompleteView
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.ui.looks import settle
from tests.ui.tender.results import a_split_result

DUE = Money(177_910)
MARIA = Buyer("Maria Santos", "37 purchases  ·  last visit 4 days ago", is_new=False)
GCASH = Payment("gcash", Money(100_000), reference="901344712208")
CARD = Payment("card", Money(12_345), reference="4242")
NOTES = Payment("cash", Money(20_000), tendered=Money(20_000))
USED = "Sale 000123  ·  8 Nov 2026, 5:12 PM  ·  ₱500.00  ·  Maria Santos."
BEFORE = ("This reference was used before", USED)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST):
        for scale, size in ((1.0, (1366, 768)), (1.3, (1280, 720))):
            theme = Theme(scheme, reduce_motion=True)
            theme.set_scale(scale)
            theme.apply(app)
            _draw(theme, size, folder, f"{scheme.value}-{round(scale * 100)}")


def _draw(theme: Theme, size: tuple[int, int], folder: Path, name: str) -> None:
    wording = Wording(HeldClock())
    window = QWidget()
    window.resize(*size)
    window.show()

    def shoot(state: str) -> None:
        settle()
        window.grab().save(str(folder / f"{state}-{name}.png"))

    tender = TenderSheet(theme, wording, window, lambda: 1_000_000)
    tender.doubt_with(lambda method, part, taken: BEFORE if part.reference == "7" else None)
    tender.questions.be_deaf = lambda: None  # type: ignore[method-assign]
    tender.take(DUE, MARIA)
    tender.amounts.amount.set_text("2,000.00")
    shoot("cash")
    tender.methods.tiles["gcash"].click()
    tender.amounts.amount.set_text("1000")
    shoot("wallet")
    tender.close_sheet()
    tender.take(DUE, MARIA, parts=(GCASH,))
    tender.amounts.amount.set_text("800.00")
    shoot("split")
    tender.leave()
    shoot("cancel")
    tender.close_sheet()
    tender.take(DUE, MARIA, parts=(GCASH, CARD, NOTES))
    shoot("many-cash")
    tender.methods.tiles["bank"].click()
    tender.amounts.reference.set_text("7")
    tender._submit()
    shoot("many-doubt")
    tender.close_sheet()
    tender.take(Money(90_000), MARIA, parts=(GCASH,))
    shoot("too-much")
    tender.close_sheet()
    tender.take(Money(100_000), MARIA, parts=(GCASH,))
    shoot("covered")
    tender.close_sheet()
    view = CompleteView(theme, wording, window)
    view.setGeometry(20, 20, 853, 596)
    view.show_sale(*a_split_result())
    view.show()
    shoot("complete")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
