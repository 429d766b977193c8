"""The three things that stand on every receipt, asked at the first start and in Settings."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.names import one_line
from app.domain.settings import ShopSettings
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.wording import Wording

_RATE = re.compile(r"(?P<whole>[0-9]{1,2})(?:\.(?P<part>[0-9]{1,2}))?\s*%?")
_SIGN = re.compile(r"[^\s\d+,−-]{1,5}")
"""A sign may be letters and a dot (`Rs.`), but nothing that could be read as part of an amount."""
_LONGEST_NAME = 60


def parse_rate(text: str) -> int | None:
    """Read a VAT rate such as `12` or `12.5 %` into basis points; None when it is not one."""
    found = _RATE.fullmatch(text.strip())
    if not found:
        return None
    return int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0"))


class ShopFields(QObject):
    """Shop name, currency sign and VAT rate, each with its own refusal beside it."""

    submitted = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._wording = wording
        self.shop_name = Field(theme, label=self.tr("Shop name"), icon="store",
                               placeholder=self.tr("As it stands on the receipt"))  # fmt: skip
        self.shop_name.setObjectName("shop_name")
        self.shop_name.edit.setMaxLength(_LONGEST_NAME)
        self.currency = Field(theme, label=self.tr("Currency sign"), icon="banknote")
        self.currency.setObjectName("currency")
        self.rate = Field(
            theme, label=self.tr("VAT inside your prices"), icon="receipt-text", suffix="%"
        )
        self.rate.setObjectName("vat_rate")
        self.all = (self.shop_name, self.currency, self.rate)
        for field in self.all:
            field.submitted.connect(self.submitted)
            field.text_changed.connect(self._on_edited)

    def fill(self, settings: ShopSettings) -> None:
        self.shop_name.set_text(settings.shop_name)
        self.currency.set_text(settings.currency)
        self.rate.set_text(self._wording.percent_bp(settings.vat_rate_bp).rstrip("%"))

    def differ_from(self, settings: ShopSettings) -> bool:
        """Say whether something else is typed than what is saved."""
        return (
            one_line(self.shop_name.text()) != settings.shop_name
            or self.currency.text().strip() != settings.currency
            or parse_rate(self.rate.text()) != settings.vat_rate_bp
        )

    def answer(self, settings: ShopSettings) -> ShopSettings | None:
        """Give the settings with the three answers, or point at the first that is none."""
        name = one_line(self.shop_name.text())
        currency = self.currency.text().strip()
        rate = parse_rate(self.rate.text())
        if not name:
            self._point_at(self.shop_name, self.tr("Type the name of your shop."))
        elif not _SIGN.fullmatch(currency):
            self._point_at(self.currency, self.tr("Type the sign before an amount, like ₱ or Rp."))
        elif rate is None:
            self._point_at(
                self.rate, self.tr("Type the rate as a number, like 12. Without VAT, type 0.")
            )
        else:
            return replace(settings, shop_name=name, currency=currency, vat_rate_bp=rate)
        return None

    @Slot()
    def _on_edited(self) -> None:
        for field in self.all:
            field.set_error("")
        self.edited.emit()

    @staticmethod
    def _point_at(field: Field, text: str) -> None:
        field.set_error(text)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.select_all()
