"""After the sale: the change first, then whose sale it was, and it stays until the next one."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.money import Money
from app.domain.sale import Outcome, Payment
from app.ui.tender.complete_view import CompleteView, ReceiptPanel
from app.ui.theme import Scheme, Theme
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.wording import Wording
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.tender.results import a_line, a_result, a_split_result

LONG_NAME = "Maria Concepcion Immaculada de la Cruz y Villanueva-Santos, Barangay San Roque, Cebu"


@pytest.fixture
def view(theme: Theme, wording: Wording, qtbot: QtBot) -> CompleteView:
    view = CompleteView(theme, wording)
    qtbot.addWidget(view)
    view.resize(853, 596)
    view.show()
    return view


def said(view: CompleteView) -> dict[str, str]:
    """Read everything on the view by its object names."""
    words = {label.objectName(): label.text() for label in view.findChildren(Label)}
    change = view.findChild(MoneyLabel, "complete_change")
    assert change is not None
    return words | {"amount": change.amount, "saved": view.saved.label.text()}


def test_change_stands_largest_with_how_it_came_about(view: CompleteView) -> None:
    view.show_sale(*a_result(given=Money(200_000), customer="Maria Santos", purchase=38))
    words = said(view)
    assert words["complete_title"] == "Sale complete"
    assert (words["complete_what"], words["amount"]) == ("Change", "₱868.50")
    assert words["complete_how"] == "Cash ₱2,000.00   −   Total ₱1,131.50"
    assert words["saved"] == "Saved to Maria Santos  ·  purchase no. 38"
    change = view.findChild(MoneyLabel, "complete_change")
    assert change is not None
    assert change.shown_px == 96


def test_every_part_is_named_with_what_was_handed_over(view: CompleteView) -> None:
    view.show_sale(*a_split_result())
    words = said(view)
    assert (words["complete_what"], words["amount"]) == ("Change", "₱68.50")
    assert words["complete_how"] == ("GCash / QR ₱1,000.00 + Cash ₱200.00   −   Total ₱1,131.50")


def test_parts_without_change_are_counted_and_named(view: CompleteView) -> None:
    recorded, sale = a_split_result()
    card = Payment("card", Money(13_150), reference="4242")
    sale = replace(sale, payments=(sale.payments[0], card))
    view.show_sale(replace(recorded, change=Money(0)), sale)
    words = said(view)
    assert (words["complete_what"], words["amount"]) == ("Paid in 2 parts", "₱1,131.50")
    assert words["complete_how"] == "GCash / QR ₱1,000.00 + Card ₱131.50"


def test_two_equal_payments_in_cash_are_two_parts(view: CompleteView) -> None:
    recorded, sale = a_split_result()
    cash = [Payment("cash", Money(m), tendered=Money(m)) for m in (100_000, 13_150)]
    view.show_sale(replace(recorded, change=Money(0)), replace(sale, payments=tuple(cash)))
    assert said(view)["complete_how"] == "Cash ₱1,000.00 + Cash ₱131.50"


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_parts_are_not_cut_at_any_text_size(
    view: CompleteView, theme: Theme, scale: float, count: int
) -> None:
    theme.set_scale(scale)
    recorded, sale = a_split_result()
    view.show_sale(recorded, replace(sale, payments=sale.payments * count))
    settle()
    assert misfits(view) == []


def test_more_parts_than_can_be_read_at_a_glance_are_counted(view: CompleteView) -> None:
    recorded, sale = a_split_result()
    view.show_sale(recorded, replace(sale, payments=sale.payments * 2))
    assert said(view)["complete_how"] == "4 parts, ₱2,400.00   −   Total ₱1,131.50"


def test_exact_cash_says_so_with_the_total(view: CompleteView) -> None:
    view.show_sale(*a_result())
    words = said(view)
    assert (words["complete_what"], words["amount"]) == ("Paid exactly", "₱1,131.50")
    assert words["complete_how"] == ""


def test_a_wallet_is_named_with_its_reference(view: CompleteView) -> None:
    view.show_sale(*a_result(method="gcash", reference="0042 1187"))
    words = said(view)
    assert (words["complete_what"], words["amount"]) == ("Paid by GCash / QR", "₱1,131.50")
    assert words["complete_how"] == "Reference 0042 1187"


@pytest.mark.parametrize(
    ("name", "more", "text", "color"),
    [
        ("", {}, "No customer name on this sale", "text"),
        ("Maria Santos", {}, "Saved to Maria Santos  ·  purchase no. 1,038", "text"),
        ("Mar", {"is_new_customer": True}, "New: Mar  ·  purchase no. 1,038", "warning_text"),
        (
            "Maria Santos",
            {"is_unlinked": True},
            "Maria Santos could not be linked now. It happens by itself later.",
            "warning_text",
        ),
    ],
)
def test_it_says_whose_sale_it_was(
    view: CompleteView, name: str, more: dict[str, Any], text: str, color: str
) -> None:
    view.show_sale(*a_result(customer=name, purchase=1038, **more))
    assert (view.saved.label.text(), view.saved.label.color) == (text, color)
    assert view.saved.accessibleName() == text


def test_a_name_with_braces_is_shown_as_it_is(view: CompleteView) -> None:
    view.show_sale(*a_result(customer="{count} {name}", purchase=2))
    assert view.saved.label.text() == "Saved to {count} {name}  ·  purchase no. 2"


def test_a_sale_that_was_already_saved_is_said_to_be(view: CompleteView) -> None:
    view.show_sale(*a_result(given=Money(200_000), outcome=Outcome.OTHER_CONTENT))
    words = said(view)
    assert words["complete_title"] == "This sale was already saved. Nothing was charged again."
    assert words["amount"] == "₱868.50"
    view.show_sale(*a_result())
    assert said(view)["complete_title"] == "Sale complete"


def test_the_result_is_read_out(view: CompleteView, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append(event.message())
    )
    view.show_sale(*a_result(given=Money(200_000)))
    assert heard == ["Sale complete. Change. ₱868.50"]


def test_new_sale_is_a_wish(view: CompleteView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.new_sale_requested):
        view.again.click()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", [(808, 616), (853, 596), (1100, 900)])
def test_everything_fits_at_every_text_size(
    view: CompleteView, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    theme.set_scale(scale)
    view.resize(*size)
    lines = [a_line("A house", 1000, 99_999_999_999)]
    for result in (
        a_result(given=Money(200_000), customer=LONG_NAME, purchase=38),
        a_result(lines=lines, given=Money(999_999_999_999), customer="Mar"),
        a_result(outcome=Outcome.OTHER_CONTENT, customer=LONG_NAME, is_unlinked=True),
    ):
        view.show_sale(*result)
        settle()
        assert misfits(view) == []


def test_everything_has_a_name(view: CompleteView) -> None:
    view.show_sale(*a_result())
    assert (nameless(view), unnamed_objects(view)) == ([], [])


# The receipt beside it


@pytest.fixture
def panel(theme: Theme, wording: Wording, qtbot: QtBot) -> ReceiptPanel:
    panel = ReceiptPanel(theme, wording, "Santos Mini Mart")
    qtbot.addWidget(panel)
    panel.resize(400, 768)
    panel.show()
    return panel


def scroll_of(panel: QWidget) -> QScrollArea:
    area = panel.findChild(QScrollArea, "receipt_scroll")
    assert area is not None
    return area


def test_a_short_receipt_needs_no_scrolling(panel: ReceiptPanel) -> None:
    _, sale = a_result(given=Money(200_000), customer="Maria Santos")
    panel.show_sale(sale)
    settle()
    assert scroll_of(panel).verticalScrollBar().maximum() == 0
    assert panel.findChildren(Label)[0].text() == "Receipt 000482"


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [360, 400, 456])
def test_sixty_lines_scroll_down_to_the_last(
    panel: ReceiptPanel, theme: Theme, scale: float, width: int
) -> None:
    theme.set_scale(scale)
    panel.resize(width, 720)
    _, sale = a_result(lines=[a_line(f"Item {number}") for number in range(60)])
    panel.show_sale(sale)
    settle()
    area = scroll_of(panel)
    receipt = panel.receipt
    assert area.verticalScrollBar().maximum() > 400
    assert receipt.width() == area.viewport().width()
    assert receipt.height() == receipt.heightForWidth(receipt.width())
    assert misfits(panel) == []


def test_the_next_receipt_begins_at_its_top(panel: ReceiptPanel) -> None:
    _, long = a_result(lines=[a_line(f"Item {number}") for number in range(60)])
    panel.show_sale(long)
    settle()
    scroll_of(panel).verticalScrollBar().setValue(300)
    panel.show_sale(long)
    settle()
    assert scroll_of(panel).verticalScrollBar().value() == 0


def test_a_renamed_shop_heads_the_next_receipt(panel: ReceiptPanel, theme: Theme) -> None:
    _, sale = a_result()
    panel.show_sale(sale)
    panel.receipt.set_shop_name("Reyes Store")
    panel.show_sale(sale)
    assert "Reyes Store" in panel.receipt.accessibleDescription()
    theme.set_scheme(Scheme.CONTRAST)
    settle()
    assert panel.receipt.isVisible()
