"""What the shop's exact values look like on the screen, and what typed text means."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidAmount, InvalidQuantity, StoreUnavailable
from app.domain.money import LARGEST_MINOR, Money
from app.domain.quantity import LARGEST_THOUSANDTHS, Quantity
from app.ui.wording import Wording
from tests.clocks import HeldClock

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("minor", "plain", "signed"),
    [
        (0, "0.00", "₱0.00"),
        (5, "0.05", "₱0.05"),
        (177910, "1,779.10", "₱1,779.10"),
        (100_000_000, "1,000,000.00", "₱1,000,000.00"),
        (-2840, f"{MINUS}28.40", f"{MINUS}₱28.40"),
        (-5, f"{MINUS}0.05", f"{MINUS}₱0.05"),
        (LARGEST_MINOR, "1,000,000,000,000.00", "₱1,000,000,000,000.00"),
    ],
)
def test_amounts_have_groups_two_decimals_and_a_real_minus(
    wording: Wording, minor: int, plain: str, signed: str
) -> None:
    assert wording.amount(Money(minor)) == plain
    assert wording.money(Money(minor)) == signed


def test_a_round_amount_needs_no_decimals_on_a_button(wording: Wording) -> None:
    assert wording.round_money(Money(178000)) == "₱1,780"
    assert wording.round_money(Money(177950)) == "₱1,779.50"


def test_the_currency_is_the_shops(clock: HeldClock) -> None:
    wording = Wording(clock, "Rs.")
    assert wording.money(Money(1250)) == "Rs.12.50"
    wording.set_currency("$")
    assert (wording.currency, wording.money(Money(1250))) == ("$", "$12.50")


@pytest.mark.parametrize(
    ("thousandths", "text"),
    [(2000, "2"), (725, "0.725"), (1_200_000, "1,200"), (1_234_500, "1,234.5"), (-500, "−0.5")],
)
def test_quantities_are_as_short_as_they_are_exact(
    wording: Wording, thousandths: int, text: str
) -> None:
    assert wording.quantity(Quantity(thousandths)) == text


@pytest.mark.parametrize(
    ("rate", "text"), [(1200, "12%"), (0, "0%"), (1250, "12.5%"), (1205, "12.05%")]
)
def test_rates_show_the_decimals_they_have(wording: Wording, rate: int, text: str) -> None:
    assert wording.percent_bp(rate) == text


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12", 1200),
        ("12.5", 1250),
        (" 1,234.50 ", 123450),
        ("₱1,000", 100000),
        ("₱ 20", 2000),
        (".50", 50),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(wording: Wording, text: str, minor: int) -> None:
    assert wording.parse_amount(text) == Money(minor)


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "1,23", "12,5", "1e5", "12.345", "١٢", "NaN", "$5", "1 000", "₱"]
)
def test_an_amount_that_could_mean_two_things_is_refused_in_plain_words(
    wording: Wording, text: str
) -> None:
    with pytest.raises(InvalidAmount) as refusal:
        wording.parse_amount(text)
    assert refusal.value.message == "Use digits and a dot for centavos, like 12.00."


@pytest.mark.parametrize("text", ["-5", "−5.00", "₱-5"])
def test_nobody_hands_over_less_than_nothing(wording: Wording, text: str) -> None:
    with pytest.raises(InvalidAmount, match=r"An amount cannot be below zero\."):
        wording.parse_amount(text)


def test_an_amount_no_shop_sees_is_said_to_be_too_large(wording: Wording) -> None:
    with pytest.raises(InvalidAmount, match=r"This amount is too large\."):
        wording.parse_amount("9" * 30)


@given(minor=st.integers(min_value=0, max_value=LARGEST_MINOR))
def test_every_amount_on_screen_reads_back_as_itself(minor: int) -> None:
    wording = Wording(HeldClock())
    assert wording.parse_amount(wording.money(Money(minor))) == Money(minor)


@pytest.mark.parametrize(("text", "thousandths"), [("3", 3000), (" 2.5 ", 2500), (".725", 725)])
def test_quantities_are_read_as_people_type_them(
    wording: Wording, text: str, thousandths: int
) -> None:
    assert wording.parse_quantity(text) == Quantity(thousandths)


@pytest.mark.parametrize("text", ["", "2,5", "1,2.5", "1,000.5", "1,000", "two", "-1", "1.2345"])
def test_a_quantity_with_a_comma_is_refused_rather_than_guessed_at(
    wording: Wording, text: str
) -> None:
    with pytest.raises(InvalidQuantity) as refusal:
        wording.parse_quantity(text)
    assert refusal.value.message == "Use digits and at most three decimals, like 2.5."


@given(thousandths=st.integers(min_value=1, max_value=999_999))
def test_every_quantity_below_a_thousand_reads_back_as_itself(thousandths: int) -> None:
    wording = Wording(HeldClock())
    quantity = Quantity(thousandths)
    assert wording.parse_quantity(wording.quantity(quantity)) == quantity


def test_a_quantity_of_nothing_or_of_a_barcode_is_refused(wording: Wording) -> None:
    with pytest.raises(InvalidQuantity, match=r"A quantity has to be more than zero\."):
        wording.parse_quantity("0")
    with pytest.raises(InvalidQuantity, match=r"This quantity is too large\."):
        wording.parse_quantity(str(LARGEST_THOUSANDTHS // 1000 + 1))


def test_moments_are_said_in_the_shops_own_day(wording: Wording) -> None:
    before = datetime(2026, 11, 8, 15, 59, tzinfo=UTC)  # 11:59 PM in Manila
    after = datetime(2026, 11, 8, 16, 0, tzinfo=UTC)  # midnight there, still the 8th in UTC
    assert wording.date_time(before) == "8 Nov 2026, 11:59 PM"
    assert wording.date_time(after) == "9 Nov 2026, 12:00 AM"


@pytest.mark.parametrize(
    ("hour_utc", "minute", "text"),
    [(16, 5, "12:05 AM"), (4, 0, "12:00 PM"), (1, 9, "9:09 AM"), (9, 12, "5:12 PM")],
)
def test_times_are_twelve_hours_twice(
    wording: Wording, hour_utc: int, minute: int, text: str
) -> None:
    assert wording.time(datetime(2026, 1, 5, hour_utc, minute, tzinfo=UTC)) == text


def test_every_month_has_its_short_name(wording: Wording) -> None:
    names = [wording.month(date(2026, month, 1)) for month in range(1, 13)]
    assert " ".join(names) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    assert wording.day(date(2026, 5, 3)) == "3 May 2026"


@pytest.mark.parametrize(
    ("days", "ago", "visit"),
    [
        (0, "today", "last visit today"),
        (1, "yesterday", "last visit yesterday"),
        (2, "2 days ago", "last visit 2 days ago"),
        (20, "20 days ago", "last visit 20 days ago"),
        (21, "3 weeks ago", "last visit 3 weeks ago"),
        (27, "3 weeks ago", "last visit 3 weeks ago"),
        (28, "4 weeks ago", "last visit 4 weeks ago"),
        (30, "4 weeks ago", "last visit 4 weeks ago"),
        (31, "12 Oct 2026", "last visit on 12 Oct 2026"),
        (400, "8 Oct 2025", "last visit on 8 Oct 2025"),
        (-1, "13 Nov 2026", "last visit on 13 Nov 2026"),
    ],
)
def test_days_ago_are_counted_up_to_thirty(
    wording: Wording, clock: HeldClock, days: int, ago: str, visit: str
) -> None:
    moment = clock.now() - timedelta(days=days)
    assert (wording.ago(moment), wording.visit(moment)) == (ago, visit)


def test_yesterday_ends_at_the_shops_midnight_not_at_utcs(clock: HeldClock) -> None:
    clock.moment = datetime(2026, 11, 12, 16, 1, tzinfo=UTC)  # 12:01 AM of the 13th in Manila
    wording = Wording(clock)
    assert wording.ago(datetime(2026, 11, 12, 15, 59, tzinfo=UTC)) == "yesterday"
    assert wording.ago(datetime(2026, 11, 12, 16, 0, tzinfo=UTC)) == "today"


def test_somebody_who_never_bought_has_no_visit(wording: Wording) -> None:
    assert wording.visit(None) == "no visit yet"


def test_one_is_counted_differently_from_many(wording: Wording) -> None:
    counted = (wording.purchases, wording.items, wording.lines, wording.sales, wording.customers)
    words = ("purchase", "item", "line", "sale", "customer")
    assert [count(1) for count in counted] == [f"1 {word}" for word in words]
    assert [count(0) for count in counted] == [f"0 {word}s" for word in words]
    assert wording.purchases(1234) == "1,234 purchases"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cash", "Cash"),
        ("gcash", "GCash / QR"),
        ("card", "Card"),
        ("split", "Split"),
        ("other", "Other"),
        ("none", "Nothing due"),
        ("bank_transfer", "Bank transfer"),
    ],
)
def test_methods_have_words_even_when_they_come_from_elsewhere(
    wording: Wording, code: str, text: str
) -> None:
    assert wording.method(code) == text


def test_a_method_is_called_what_the_shop_calls_it(wording: Wording) -> None:
    wording.name_methods({"gcash": "Maya / QR Ph", "cash": "", "points": "Suki points"})
    said = [wording.method(code) for code in ("gcash", "cash", "points", "card")]
    assert said == ["Maya / QR Ph", "Cash", "Suki points", "Card"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("4800123450173", "4800 1234 50173"),
        ("049000028904", "0490 0002 8904"),
        ("12345670", "1234 5670"),
        ("EGGS-30", "EGGS-30"),
        ("4082", "4082"),
        ("٤٨٠٠١٢٣٤", "٤٨٠٠١٢٣٤"),
        ("", ""),
    ],
)
def test_barcodes_are_grouped_so_that_they_can_be_read_aloud(
    wording: Wording, code: str, text: str
) -> None:
    assert wording.barcode(code) == text


def test_an_error_says_what_happened_and_what_to_do(wording: Wording) -> None:
    problem = StoreUnavailable("The disk is full.", advice="Free some space.")
    assert wording.error(problem) == ("The disk is full.", "Free some space.")


def test_a_name_with_braces_is_only_a_name(wording: Wording) -> None:
    assert wording.new_customer("{count} Mar") == "New: {count} Mar"
