"""What typed text asks of names and numbers, as conditions over columns kept for it.

This is the one place that knows how a search is made. Up to some ten thousand rows a scan of a
narrow index answers within a keystroke; beyond that the sets of customer_sets tell who may be
meant.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.names import fold, phone_key, typed_words
from app.storage.customer_sets import All, Either, Wanted, first_set, inner_sets, word_set

SHORTEST_INNER_NUMBER = 3
"""Fewer digits are looked for at the beginning of a number only."""

AFTER_EVERY_TEXT = "\U0010ffff"

_WORD = "instr(name_folded, ?)"
_CODE = "instr(code_key, ?)"
_NUMBER_HOLDS = "instr(phone_key, ?)"
_NUMBER_BEGINS = "phone_key GLOB ? OR phone_key GLOB ?"
_PRODUCT_WORD = """(instr(name_folded, ?) OR instr(lower(sku), ?) = 1 OR EXISTS (
    SELECT 1 FROM product_barcodes AS code WHERE code.product_id = products.id AND (
        (code.barcode >= ? AND code.barcode < ?) OR (code.barcode >= ? AND code.barcode < ?))))"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE made of constants, and the values for its question marks in order.

    `wanted` are the sets of customers that hold all who meet it, None where no set does.
    """

    sql: str
    values: tuple[str, ...]
    wanted: Wanted | None = None


EVERYTHING = Condition("1", ())


def customers_matching(text: str) -> Condition:
    """Ask for customers in whom every typed word begins a word, or is part of the phone number.

    Nothing typed asks for everybody.
    """
    words = typed_words(text)
    sets = 3 if len(words) == 1 else 2  # other words leave few already
    found = _all(tuple(_name_or_number(word, sets) for word in words))
    digits = _number_in(fold(text))
    return _either(found, _number(digits)) if digits and len(words) > 1 else found


def products_matching(text: str) -> Condition:
    """Ask for products where every typed word begins a name word, the SKU or a barcode."""
    return _all(tuple(_product_word(word) for word in typed_words(text)))


def accounts_matching(text: str) -> Condition:
    """Ask for accounts where every typed word begins a word of the name or contact, or is a part
    of the code or the phone number.
    """
    words = typed_words(text)
    found = _all(tuple(_account_word(word) for word in words))
    digits = _number_in(fold(text))
    return _either(found, _number(digits)) if digits and len(words) > 1 else found


def beginning_of_name(text: str) -> tuple[str, str] | None:
    """Give the range of `name_folded` in which whole names begin with the text.

    The lower end belongs to it, the upper does not. None for text without letters.
    """
    folded = fold(text)
    return (f" {folded}", f" {folded}{AFTER_EVERY_TEXT}") if folded else None


def _all(conditions: tuple[Condition, ...]) -> Condition:
    if not conditions:
        return EVERYTHING
    values = tuple(value for each in conditions for value in each.values)
    sets = tuple(each.wanted for each in conditions if each.wanted is not None)
    return Condition(
        " AND ".join(each.sql for each in conditions), values, All(sets) if sets else None
    )


def _either(one: Condition, other: Condition) -> Condition:
    sets = None
    if one.wanted is not None and other.wanted is not None:
        sets = Either((one.wanted, other.wanted))
    return Condition(f"(({one.sql}) OR {other.sql})", (*one.values, *other.values), sets)


def _name_or_number(word: str, sets: int = 3) -> Condition:
    name = Condition(_WORD, (f" {word}",), word_set(word))
    digits = _number_in(word)
    return _either(name, _number(digits, sets)) if digits else name


def _account_word(word: str) -> Condition:
    return _either(_name_or_number(word), Condition(_CODE, (word,)))


def _number(digits: str, sets: int = 3) -> Condition:
    """People write the zero before a local number or leave it out."""
    bare = digits.lstrip("0")
    if len(bare) >= SHORTEST_INNER_NUMBER:
        return Condition(_NUMBER_HOLDS, (bare,), inner_sets(bare, sets))
    other = f"0{bare}" if bare else digits
    both = Either(tuple(dict.fromkeys((first_set(digits), first_set(other)))))
    return Condition(_NUMBER_BEGINS, (f"{digits}*", f"{other}*"), both)


def _number_in(word: str) -> str:
    """Give the digits of a word that is written as phone numbers are, else nothing."""
    return phone_key(word) if all(c in "0123456789+-()./ " for c in word) else ""


def _product_word(word: str) -> Condition:
    ranges = (word, f"{word}{AFTER_EVERY_TEXT}", f"0{word}", f"0{word}{AFTER_EVERY_TEXT}")
    return Condition(_PRODUCT_WORD, (f" {word}", word, *ranges))
