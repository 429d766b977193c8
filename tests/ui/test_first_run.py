"""The first start asks three things, refuses what cannot be meant, and opens the till."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.settings import ShopSettings
from app.ui.first_run import FirstRun
from app.ui.shop_fields import parse_rate
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.ui.keys import press, type_text
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects


@pytest.fixture
def page(theme: Theme, wording: Wording, qtbot: QtBot) -> Iterator[FirstRun]:
    page = FirstRun(theme, wording)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    QTest.qWaitForWindowActive(page)
    page.begin()
    yield page
    page.close()


def answers_of(page: FirstRun) -> list[ShopSettings]:
    answers: list[ShopSettings] = []
    page.answered.connect(answers.append)
    return answers


def test_a_name_and_enter_are_enough(page: FirstRun) -> None:
    answers = answers_of(page)
    type_text(page, "Santos Mini Mart")
    press(page, Qt.Key.Key_Return)
    assert answers == [ShopSettings("Santos Mini Mart", "₱", 1200)]


def test_currency_and_rate_are_the_shops_own(page: FirstRun) -> None:
    answers = answers_of(page)
    type_text(page, "Toko Reyes")
    for text in ("Rp.", "11.5"):
        press(page, Qt.Key.Key_Tab)
        press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(page, text)
    press(page, Qt.Key.Key_Tab)
    assert page.start.hasFocus()
    press(page, Qt.Key.Key_Return)
    assert answers == [ShopSettings("Toko Reyes", "Rp.", 1150)]


def test_a_shop_without_vat_types_nought(page: FirstRun) -> None:
    answers = answers_of(page)
    page.shop_name.set_text("Reyes")
    page.rate.set_text("0")
    page.start.click()
    assert answers[0].vat_rate_bp == 0


def test_a_name_is_kept_on_one_line(page: FirstRun) -> None:
    answers = answers_of(page)
    page.shop_name.set_text("  Santos \t Mini\u200b   Mart ")
    page.start.click()
    assert answers[0].shop_name == "Santos Mini Mart"


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_a_shop_needs_a_name(page: FirstRun, name: str) -> None:
    answers = answers_of(page)
    page.shop_name.set_text(name)
    press(page, Qt.Key.Key_Return)
    assert page.shop_name.error == "Type the name of your shop."
    assert page.shop_name.edit.hasFocus()
    assert answers == []


@pytest.mark.parametrize("sign", ["", "  ", "5", "P1", "1,0", "-", "pesos!"])
def test_a_sign_that_could_be_read_as_an_amount_is_refused(page: FirstRun, sign: str) -> None:
    answers = answers_of(page)
    page.shop_name.set_text("Santos")
    page.currency.set_text(sign)
    page.start.click()
    assert page.currency.error == "Type the sign before an amount, like ₱ or Rp."
    assert page.currency.edit.hasFocus()
    assert (answers, page.shop_name.text()) == ([], "Santos")


@pytest.mark.parametrize("rate", ["", "twelve", "12,5", "-1", "100", "12.345", "1e1", "١٢"])
def test_a_rate_that_is_no_rate_is_refused_and_stays_to_be_corrected(
    page: FirstRun, rate: str
) -> None:
    answers = answers_of(page)
    page.shop_name.set_text("Santos")
    page.rate.set_text(rate)
    page.start.click()
    assert page.rate.error == "Type the rate as a number, like 12. Without VAT, type 0."
    assert page.rate.edit.selectedText() == rate
    assert answers == []


def test_typing_takes_the_complaint_away(page: FirstRun) -> None:
    press(page, Qt.Key.Key_Return)
    assert page.shop_name.error
    type_text(page, "S")
    assert page.shop_name.error == ""


def test_two_enters_answer_once(page: FirstRun) -> None:
    answers = answers_of(page)
    type_text(page, "Santos")
    press(page, Qt.Key.Key_Return, times=3)
    assert len(answers) == 1


def test_when_the_answer_cannot_be_saved_it_is_said_and_can_be_given_again(page: FirstRun) -> None:
    answers = answers_of(page)
    type_text(page, "Santos")
    press(page, Qt.Key.Key_Return)
    page.show_problem(StoreUnavailable("The disk is full.", advice="Free some space."))
    assert page.problem.text() == "The disk is full. Free some space."
    press(page, Qt.Key.Key_Return)
    assert len(answers) == 2


def test_a_name_too_long_for_a_receipt_cannot_be_typed(page: FirstRun) -> None:
    answers = answers_of(page)
    page.shop_name.edit.insert("M" * 500)
    press(page, Qt.Key.Key_Return)
    assert len(answers[0].shop_name) == 60


@pytest.mark.parametrize(
    ("text", "basis_points"),
    [("12", 1200), ("12%", 1200), (" 7.5 % ", 750), ("0", 0), ("5.25", 525), ("100", None)],
)
def test_rates_are_read_as_people_write_them(text: str, basis_points: int | None) -> None:
    assert parse_rate(text) == basis_points


@pytest.mark.parametrize("scale", SCALES)
def test_everything_fits_at_every_text_size(page: FirstRun, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    page.resize(1280, 720)
    for field in (page.shop_name, page.currency, page.rate):
        field.set_error("Type the rate as a number, like 12. Without VAT, type 0.")
    page.show_problem(StoreUnavailable("The disk is full.", advice="Free some space, and again."))
    settle()
    assert misfits(page) == []


def test_everything_has_a_name(page: FirstRun) -> None:
    assert (nameless(page), unnamed_objects(page)) == ([], [])


@pytest.mark.parametrize("scale", SCALES)
def test_the_step_of_the_pin_fits_at_every_text_size(
    page: FirstRun, theme: Theme, scale: float
) -> None:
    theme.set_scale(scale)
    page.resize(1280, 720)
    page.ask_pin()
    for field in (page.pin.name, page.pin.pin.first, page.pin.pin.second):
        field.set_error("This PIN is too easy to guess. Choose another one.")
    page.show_problem(StoreUnavailable("The disk is full.", advice="Free some space, and again."))
    settle()
    assert misfits(page) == []
    assert (nameless(page), unnamed_objects(page)) == ([], [])
    page.show_code("ABCDE-FGHJK-MNPQR-STVWX")
    settle()
    assert misfits(page) == []
    assert (nameless(page), unnamed_objects(page)) == ([], [])


def test_the_steps_say_where_one_is(page: FirstRun) -> None:
    assert page.steps.accessibleName() == "Step 1 of 2: Your store"
    before = page.steps.grab().toImage()
    page.ask_pin()
    settle()
    assert page.steps.accessibleName() == "Step 2 of 2: Owner PIN"
    assert page.steps.grab().toImage() != before
