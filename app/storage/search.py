"""What typed text asks of names and numbers, as conditions over columns kept for it.

This is the one place that knows how a search is made. Up to some ten thousand rows a scan of a
narrow index answers within a keystroke; beyond that the text index of search_index is asked the
same in its own language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.names import fold, phone_key, typed_words

SHORTEST_INNER_NUMBER = 3
"""Fewer digits are looked for at the beginning of a number only."""

_LONG = 5
"""From its sixth letter on a word is told by its end."""

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

    `match` is the same question to the text index of customers, or one that lets more through.
    """

    sql: str
    values: tuple[str, ...]
    match: str = ""


EVERYTHING = Condition("1", ())


def customers_matching(text: str) -> Condition:
    """Ask for customers in whom every typed word begins a word, or is part of the phone number.

    Nothing typed asks for everybody.
    """
    words = typed_words(text)
    found = _all(tuple(_name_or_number(word, is_alone=len(words) == 1) for word in words))
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
    found = _all(tuple(_account_word(word, is_alone=len(words) == 1) for word in words))
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
    match = " AND ".join(each.match for each in conditions if each.match)
    return Condition(" AND ".join(each.sql for each in conditions), values, match)


def _either(one: Condition, other: Condition) -> Condition:
    match = f"(({one.match}) OR {other.match})"
    return Condition(f"(({one.sql}) OR {other.sql})", (*one.values, *other.values), match)


def _beginning_indexed(column: str, word: str, *, is_alone: bool = True) -> str:
    """Ask for what has a word with this beginning, and perhaps for a little more.

    Beside other words one triple of each tells enough.
    """
    text = f"  {word}"  # two blanks stand before every word
    last = len(text) - 3
    if not is_alone:
        return _triples(column, text, [last])
    return _triples(column, text, sorted({min(2, last) if last < _LONG else last - 2, last}))


def _part_indexed(column: str, digits: str) -> str:
    """Ask for what has these digits anywhere, and perhaps for a little more."""
    last = len(digits) - 3
    return _triples(column, digits, [last, *(at for at in (last - 2, last - 4) if at > 0)])


def _triples(column: str, text: str, places: Iterable[int]) -> str:
    """Ask for a few letter triples only: each costs a walk through everybody who has it.

    The end of what was typed is among them: many people share a beginning.
    """
    wanted = [text[at : at + 3].replace('"', '""') for at in places]
    quoted = " AND ".join([f'"{each}"' for each in wanted])
    return f"{column} : ({quoted})"


def _name_or_number(word: str, *, is_alone: bool) -> Condition:
    match = _beginning_indexed("words", word, is_alone=is_alone)
    name = Condition(_WORD, (f" {word}",), match)
    digits = _number_in(word)
    return _either(name, _number(digits)) if digits else name


def _account_word(word: str, *, is_alone: bool) -> Condition:
    return _either(_name_or_number(word, is_alone=is_alone), Condition(_CODE, (word,)))


def _number(digits: str) -> Condition:
    """People write the zero before a local number or leave it out."""
    bare = digits.lstrip("0")
    if len(bare) >= SHORTEST_INNER_NUMBER:
        return Condition(_NUMBER_HOLDS, (bare,), _part_indexed("digits", bare))
    other = f"0{bare}" if bare else digits
    one, two = (_beginning_indexed("digits", each) for each in (digits, other))
    match = f"({one} OR {two})"
    return Condition(_NUMBER_BEGINS, (f"{digits}*", f"{other}*"), match)


def _number_in(word: str) -> str:
    """Give the digits of a word that is written as phone numbers are, else nothing."""
    return phone_key(word) if all(c in "0123456789+-()./ " for c in word) else ""


def _product_word(word: str) -> Condition:
    ranges = (word, f"{word}{AFTER_EVERY_TEXT}", f"0{word}", f"0{word}{AFTER_EVERY_TEXT}")
    return Condition(_PRODUCT_WORD, (f" {word}", word, *ranges))
