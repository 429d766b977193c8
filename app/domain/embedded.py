"""Scale labels: an EAN-13 that carries a price or a weight (GS1 restricted circulation numbers)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.product import has_right_check_digit
from app.domain.quantity import Quantity

_LENGTH = 13


@dataclass(frozen=True, slots=True)
class BarcodeRule:
    """How to read a label that begins with `prefix`.

    After the prefix come `code_length` digits that name the product (its SKU), then the value up
    to the check digit: a price or a weight with `decimals` decimals.
    """

    prefix: str
    code_length: int
    is_weight: bool
    decimals: int

    def __post_init__(self) -> None:
        """Refuse a rule no label can follow."""
        if not (self.prefix.isascii() and self.prefix.isdigit()):
            raise InvalidInput("The prefix of a label has digits only, like 21.")
        if self.code_length < 1 or self.value_length < 1:
            raise InvalidInput("Prefix, code and value have to fit into twelve digits.")
        if not 0 <= self.decimals <= (3 if self.is_weight else 2):
            raise InvalidInput("A price has at most two decimals, a weight at most three.")

    @property
    def value_length(self) -> int:
        """Give how many digits the price or weight has."""
        return _LENGTH - 1 - len(self.prefix) - self.code_length


@dataclass(frozen=True, slots=True)
class Label:
    """What a scale label says: the product's code, and a price or a quantity."""

    code: str
    price: Money | None = None
    quantity: Quantity | None = None


def read_label(barcode: str, rules: Iterable[BarcodeRule]) -> Label | None:
    """Read a scale label by the longest prefix that fits; None when it is an ordinary barcode.

    The check digit is verified; a label whose value is zero is none.
    """
    if len(barcode) != _LENGTH or not has_right_check_digit(barcode):
        return None
    fitting = [rule for rule in rules if barcode.startswith(rule.prefix)]
    if not fitting:
        return None
    rule = max(fitting, key=lambda each: len(each.prefix))
    end = len(rule.prefix) + rule.code_length
    code, value = barcode[len(rule.prefix) : end], int(barcode[end : _LENGTH - 1])
    if not value:
        return None
    if rule.is_weight:
        return Label(code, quantity=Quantity(value * 10 ** (3 - rule.decimals)))
    return Label(code, price=Money(value * 10 ** (2 - rule.decimals)))
