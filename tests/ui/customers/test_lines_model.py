"""One sale laid out as rows that people can read."""

from datetime import UTC, datetime

import pytest
from pytestqt.modeltest import ModelTester

from app.domain.money import Money
from app.domain.sale import Kind, Payment
from app.ui.customers.lines_model import LinesModel
from app.ui.wording import Wording
from tests.ui.customers.examples import a_line, a_sale, mock_shop

AT = datetime(2026, 11, 8, 9, 12, tzinfo=UTC)


@pytest.fixture
def model(wording: Wording) -> LinesModel:
    return LinesModel(wording)


def test_the_model_keeps_qts_rules(model: LinesModel, qtmodeltester: ModelTester) -> None:
    model.show(mock_shop().sales_of[1][10])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show(None)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 0


def test_a_sale_reads_like_its_receipt(model: LinesModel) -> None:
    lines = (a_line("Cooking oil 1 L", 2000, 112_00), a_line("Garlic, kilo", 347, 159_95, "E"))
    total = Money(224_00 + 55_50)
    model.show(a_sale(1, AT, lines, payments=(Payment("cash", total, Money(300_00)),)))
    assert model.texts() == [
        ("2", "Cooking oil 1 L", "224.00"),
        ("0.347", "Garlic, kilo", "55.50"),
        ("", "Total", "₱279.50"),
        ("", "Cash ₱300.00", "Change ₱20.50"),
        ("", "VAT included (12%)", "₱24.00"),
        ("", "VAT-exempt sales", "₱55.50"),
    ]


def test_discounts_stand_under_their_line_and_below_the_subtotal(model: LinesModel) -> None:
    model.show(a_sale(1, AT, (a_line("Rice", 1000, 289_00, "E", 28_90),)))
    assert model.texts() == [
        ("1", "Rice", "289.00"),
        ("", "Discount", "−28.90"),
        ("", "Subtotal", "289.00"),
        ("", "Discounts", "−28.90"),
        ("", "Total", "₱260.10"),
        ("", "Cash ₱260.10", ""),
        ("", "VAT-exempt sales", "₱260.10"),
    ]


def test_every_payment_stands_with_its_reference(model: LinesModel) -> None:
    paid = (Payment("cash", Money(50_00), Money(50_00)), Payment("gcash", Money(50_00), None, "77"))
    model.show(a_sale(1, AT, (a_line("Rice", 1000, 100_00, "E"),), payments=paid))
    assert model.texts()[2:4] == [
        ("", "Cash ₱50.00", ""),
        ("", "GCash / QR ₱50.00", "Ref. 77"),
    ]


def test_a_return_has_minus_signs_all_the_way(model: LinesModel) -> None:
    model.show(a_sale(1, AT, (a_line("Soap", -1000, 96_00),), kind=Kind.RETURN))
    assert model.texts() == [
        ("−1", "Soap", "−96.00"),
        ("", "Total", "−₱96.00"),
        ("", "Cash −₱96.00", ""),
        ("", "VAT included (12%)", "−₱10.29"),
    ]


def test_a_row_is_heard_as_one_sentence(model: LinesModel) -> None:
    model.show(a_sale(1, AT, (a_line("Soap", 2000, 96_00),)))
    assert model.index(0).data() == "2, Soap, 192.00"
