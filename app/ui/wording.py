"""Money, dates, quantities and errors between the shop's exact values and words on screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as calendar_date
from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.clock import Clock
from app.domain.errors import InvalidAmount, ShopError
from app.domain.money import Money
from app.domain.quantity import Quantity

MINUS = "\N{MINUS SIGN}"
_RELATIVE_DAYS = 30
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Wording(QObject):
    """Says things as the shop reads them: local time, its currency, English."""

    def __init__(
        self, clock: Clock, currency: str = "\N{PESO SIGN}", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._currency = currency
        self._methods: Mapping[str, str] = {}

    # Numbers

    @property
    def currency(self) -> str:
        return self._currency

    def set_currency(self, symbol: str) -> None:
        self._currency = symbol

    def amount(self, money: Money) -> str:
        """Write `1,779.10` without a symbol; negatives carry a real minus sign."""
        whole, cents = divmod(abs(money.minor), 100)
        sign = MINUS if money.minor < 0 else ""
        return f"{sign}{whole:,}.{cents:02d}"

    def money(self, money: Money) -> str:
        """Write `₱1,779.10`."""
        sign = MINUS if money.minor < 0 else ""
        return f"{sign}{self._currency}{self.amount(Money(abs(money.minor)))}"

    def round_money(self, money: Money) -> str:
        """Write `₱1,780` where there are no centavos, else all of it."""
        text = self.money(money)
        return text.removesuffix(".00")

    def quantity(self, quantity: Quantity) -> str:
        """Write `2`, `1,200` or `0.725`."""
        sign = MINUS if quantity.thousandths < 0 else ""
        whole, _, part = str(Quantity(abs(quantity.thousandths))).partition(".")
        return f"{sign}{int(whole):,}" + (f".{part}" if part else "")

    def percent_bp(self, basis_points: int) -> str:
        """Write 1200 basis points as `12%`."""
        whole, part = divmod(basis_points, 100)
        decimals = f".{part:02d}".rstrip("0") if part else ""
        return f"{whole}{decimals}%"

    def parse_amount(self, text: str) -> Money:
        """Read an amount typed with or without the currency sign. Raises InvalidAmount."""
        bare = text.strip().removeprefix(self._currency).strip()
        money = Money.parse(bare)
        if money.minor < 0:
            raise InvalidAmount(self.tr("An amount cannot be below zero."))
        return money

    def parse_quantity(self, text: str) -> Quantity:
        """Read a quantity. Raises InvalidQuantity; a comma is refused, it means two things."""
        return Quantity.parse(text)

    # Time

    def day(self, day: calendar_date) -> str:
        """Write `8 Nov 2026`."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def date(self, moment: datetime) -> str:
        """Write the local day of a moment: `8 Nov 2026`."""
        return self.day(self._clock.local(moment).date())

    def time(self, moment: datetime) -> str:
        """Write the local time of a moment: `5:12 PM`."""
        local = self._clock.local(moment)
        half = self.tr("AM") if local.hour < 12 else self.tr("PM")
        return f"{(local.hour - 1) % 12 + 1}:{local.minute:02d} {half}"

    def date_time(self, moment: datetime) -> str:
        """Write `8 Nov 2026, 5:12 PM`."""
        return f"{self.date(moment)}, {self.time(moment)}"

    def month(self, day: calendar_date) -> str:
        """Write `Sep`."""
        return _MONTHS[day.month - 1]

    def ago(self, moment: datetime) -> str:
        """Write how long ago a moment's day was: relative up to 30 days, then the date."""
        days = self._days_since(moment)
        if days > _RELATIVE_DAYS or days < 0:  # a clock that was set back
            return self.date(moment)
        if days == 0:
            return self.tr("today")
        if days == 1:
            return self.tr("yesterday")
        if days >= 21:
            return self.tr("{count} weeks ago").format(count=days // 7)
        return self.tr("{count} days ago").format(count=days)

    def recently(self, moment: datetime) -> str:
        """Write `today 1:30 PM`, `yesterday 9:02 PM`, and before that `8 Nov 2026, 5:12 PM`."""
        if self._days_since(moment) in (0, 1):
            return f"{self.ago(moment)} {self.time(moment)}"
        return self.date_time(moment)

    def minutes_ago(self, moment: datetime) -> str:
        """Write `12 min ago`, `3 h ago`, and from a day on what `ago` writes."""
        minutes = round((self._clock.now() - moment).total_seconds()) // 60
        if minutes < 0 or minutes >= 24 * 60:
            return self.ago(moment)
        if minutes >= 60:
            return self.tr("{count} h ago").format(count=minutes // 60)
        if minutes:
            return self.tr("{count} min ago").format(count=minutes)
        return self.tr("just now")

    def visit(self, moment: datetime | None) -> str:
        """Write `last visit 4 days ago`, or that there was none."""
        if moment is None:
            return self.tr("no visit yet")
        when = self.ago(moment)
        if when == self.date(moment):
            return self.tr("last visit on {date}").format(date=when)
        return self.tr("last visit {when}").format(when=when)

    def _days_since(self, moment: datetime) -> int:
        today = self._clock.local(self._clock.now()).date()
        return (today - self._clock.local(moment).date()).days

    # Words

    def purchases(self, count: int) -> str:
        return self._counted(count, self.tr("{count} purchase"), self.tr("{count} purchases"))

    def items(self, count: int) -> str:
        return self._counted(count, self.tr("{count} item"), self.tr("{count} items"))

    def lines(self, count: int) -> str:
        return self._counted(count, self.tr("{count} line"), self.tr("{count} lines"))

    def sales(self, count: int) -> str:
        return self._counted(count, self.tr("{count} sale"), self.tr("{count} sales"))

    def customers(self, count: int) -> str:
        return self._counted(count, self.tr("{count} customer"), self.tr("{count} customers"))

    def new_customer(self, name: str) -> str:
        """Name somebody this shop has no record of yet, the same way everywhere."""
        return self.tr("New: {name}").format(name=name)

    def name_methods(self, names: Mapping[str, str]) -> None:
        """Call methods what the shop calls them; an empty name leaves the program's word."""
        self._methods = {code: name for code, name in names.items() if name}

    def method(self, code: str) -> str:
        """Name a payment method of ours, or show a foreign one as it came."""
        if code in self._methods:
            return self._methods[code]
        names = {
            "cash": self.tr("Cash"),
            "gcash": self.tr("GCash / QR"),
            "card": self.tr("Card"),
            "bank": self.tr("Bank transfer"),
            "cheque": self.tr("Cheque"),
            "account": self.tr("On account"),
            "on-account": self.tr("On account"),
            "split": self.tr("Split"),
            "other": self.tr("Other"),
            "none": self.tr("Nothing due"),
        }
        return names.get(code, code.replace("_", " ").capitalize())

    def barcode(self, code: str) -> str:
        """Group a barcode so that it can be read aloud: `4800 1234 50173`."""
        if len(code) not in (8, 12, 13) or not (code.isascii() and code.isdigit()):
            return code
        return f"{code[:4]} {code[4:8]} {code[8:]}".rstrip()

    def error(self, problem: ShopError) -> tuple[str, str]:
        """Give the two sentences of a refusal: what happened, what to do."""
        return problem.message, problem.advice

    def error_line(self, problem: ShopError) -> str:
        """Give both sentences in one line, for beside a field or above a button."""
        return " ".join(part for part in self.error(problem) if part)

    @staticmethod
    def _counted(count: int, one: str, many: str) -> str:
        return (one if count == 1 else many).format(count=f"{count:,}")
