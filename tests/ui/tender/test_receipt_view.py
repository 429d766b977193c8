"""The receipt on the screen: every word of the sale, nothing cut, whatever its length."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.domain.money import Money
from app.domain.sale import Kind, Payment
from app.ui.tender.receipt_lines import ReceiptLine, ReceiptWords
from app.ui.tender.receipt_view import ReceiptView
from app.ui.theme import Scheme, Theme
from app.ui.wording import Wording
from tests.ui.looks import SCALES, settle
from tests.ui.tender.results import GOODS, a_line, a_result

LONG = "Hypoallergenic fabric softener with lavender and chamomile, refill pouch of 1.8 litres"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def words(wording: Wording) -> ReceiptWords:
    return ReceiptWords(wording)


def table(lines: list[ReceiptLine]) -> list[tuple[str, str, str]]:
    return [(line.words, line.figure, line.mark) for line in lines]


def test_a_sale_reads_from_shop_to_thanks(words: ReceiptWords) -> None:
    _, sale = a_result(given=Money(200_000), customer="Maria Santos")
    lines = words.lines(sale, "Santos Mini Mart")
    assert table(lines) == [
        ("Santos Mini Mart", "", ""),
        ("Sale 000482", "12 Nov 2026, 2:41 PM", ""),
        ("Till 1  ·  Joy D.", "", ""),
        ("Customer: Maria Santos", "", ""),
        ("2 × Jasmine rice 5 kg", "578.00", "E"),
        ("6 × Evaporated milk 370 ml", "207.00", ""),
        ("0.725 kg × Red onions", "101.50", "E"),
        ("1 × Fresh eggs, tray of 30", "245.00", "E"),
        ("TOTAL", "₱1,131.50", ""),
        ("Cash", "2,000.00", ""),
        ("Change", "868.50", ""),
        ("VATable sales", "184.82", ""),
        ("VAT (12%)", "22.18", ""),
        ("VAT-exempt sales", "924.50", ""),
        ("Salamat po! Keep this receipt for returns.", "", ""),
    ]


def test_rules_stand_before_items_sums_and_taxes(words: ReceiptWords) -> None:
    _, sale = a_result(given=Money(200_000))
    ruled = [line.words for line in words.lines(sale, "S") if line.has_rule]
    assert ruled == ["2 × Jasmine rice 5 kg", "TOTAL", "VATable sales"]


def test_a_sale_to_nobody_has_no_customer_row(words: ReceiptWords) -> None:
    _, sale = a_result()
    assert not any("Customer" in line.words for line in words.lines(sale, "S"))


def test_a_sale_without_cashier_names_only_the_till(words: ReceiptWords) -> None:
    _, sale = a_result()
    sale = replace(sale, head=replace(sale.head, cashier=""))
    assert words.lines(sale, "S")[2].words == "Till 1"


def test_a_wallet_payment_shows_its_reference(words: ReceiptWords) -> None:
    _, sale = a_result(method="gcash", reference="0042 1187")
    assert ("GCash / QR  ·  0042 1187", "1,131.50", "") in table(words.lines(sale, "S"))


def test_discounts_are_taken_off_below_the_lines(words: ReceiptWords) -> None:
    line = replace(a_line("Soap", 1000, 2800), total=Money(2000), discount=Money(800))
    _, sale = a_result(lines=[line])
    rows = table(words.lines(replace(sale, discount=Money(800)), "S"))
    assert ("1 × Soap", "28.00", "") in rows
    assert ("Discounts", "−8.00", "") in rows


def test_a_return_is_called_one_and_its_amounts_are_below_zero(words: ReceiptWords) -> None:
    _, sale = a_result(lines=[a_line("Soap", -1000, 2000)])
    back = Payment("cash", Money(-2000))
    sale = replace(sale, head=replace(sale.head, kind=Kind.RETURN), payments=(back,))
    rows = table(words.lines(sale, "S"))
    assert ("Return 000482", "12 Nov 2026, 2:41 PM", "") in rows
    assert ("−1 × Soap", "−20.00", "") in rows
    assert ("TOTAL", "−₱20.00", "") in rows


# On paper


@pytest.fixture
def view(theme: Theme, wording: Wording, qtbot: QtBot) -> ReceiptView:
    view = ReceiptView(theme, wording, "Santos Mini Mart")
    qtbot.addWidget(view)
    return view


def shown(view: ReceiptView, width: int) -> QImage:
    view.resize(width, view.heightForWidth(width))
    view.show()
    settle()
    return view.grab().toImage()


def inked_rows(image: QImage, paper: QColor) -> list[int]:
    """Give the rows, away from edges, that carry any ink."""
    columns = range(20, image.width() - 20)
    rows = range(4, image.height() - 16)
    return [y for y in rows if any(image.pixelColor(x, y) != paper for x in columns)]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", [LONG, UNBROKEN, "M" * 120])
def test_a_long_name_goes_on_in_the_next_row(
    view: ReceiptView, theme: Theme, scale: float, name: str
) -> None:
    theme.set_scale(scale)
    view.show_sale(a_result(lines=[a_line("Soap")])[1])
    short = view.heightForWidth(320)
    view.show_sale(a_result(lines=[a_line(name, 1000, 99_999_999)])[1])
    assert view.heightForWidth(320) >= short + round(18 * scale)
    shown(view, 320)
    for placed in view.placed_lines:
        assert placed.rect.right() <= 320 - 20


def test_the_moment_stands_beside_the_number_or_below_it(view: ReceiptView, theme: Theme) -> None:
    view.show_sale(a_result()[1])
    shown(view, 320)
    assert view.placed_lines[1].line.figure == "12 Nov 2026, 2:41 PM"
    theme.set_scale(1.3)
    shown(view, 320)
    assert [placed.line.words for placed in view.placed_lines[1:3]] == [
        "Sale 000482",
        "12 Nov 2026, 2:41 PM",
    ]


@pytest.mark.parametrize("scale", SCALES)
def test_no_row_touches_the_next(view: ReceiptView, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    lines = [*GOODS, a_line(LONG), a_line(UNBROKEN)]
    view.show_sale(a_result(lines=lines, given=Money(200_000), customer=LONG)[1])
    shown(view, 320)
    placed = view.placed_lines
    for above, below in pairwise(placed):
        assert above.rect.bottom() <= below.rect.top()
        metrics = theme.metrics(above.line.type_name, weight=above.line.weight)
        assert above.rect.height() >= metrics.capHeight() + metrics.descent()


@pytest.mark.parametrize("tone", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_every_row_is_painted_down_to_the_thanks(
    view: ReceiptView, theme: Theme, tone: Scheme
) -> None:
    theme.set_scheme(tone)
    view.show_sale(a_result(lines=[a_line(f"Item {n}") for n in range(60)])[1])
    image = shown(view, 360)
    rows = set(inked_rows(image, theme.color("surface")))
    for placed in view.placed_lines:
        top, bottom = round(placed.rect.top()), round(placed.rect.bottom())
        assert rows & set(range(top, bottom)), placed.line
    assert max(rows) < image.height() - 16


def test_paper_without_a_sale_is_only_paper(view: ReceiptView, theme: Theme) -> None:
    assert inked_rows(shown(view, 360), theme.color("surface")) == []


def test_a_screen_reader_hears_the_whole_receipt(view: ReceiptView) -> None:
    view.show_sale(a_result(given=Money(200_000))[1])
    assert view.accessibleName() == "Receipt 000482, 4 lines, total ₱1,131.50"
    assert "TOTAL ₱1,131.50" in view.accessibleDescription().splitlines()
    assert "Change 868.50" in view.accessibleDescription().splitlines()
