"""What typed text asks of names and numbers, as conditions over columns kept for it.

This is the one place that knows how a search is made. Up to some ten thousand rows a scan of a
narrow index answers within a keystroke; beyond that the text index of search_index is asked the
same in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.names import fold, phone_key, typed_words

SHORTEST_INNER_NUMBER = 3
"""Fewer digits are looked for at the beginning of a number only."""

AFTER_EVERY_TEXT = "\U0010ffff"

_WORD = "instr(name_folded, ?)"
_NUMBER_HOLDS = "instr(phone_key, ?)"
_NUMBER_BEGINS = "phone_key GLOB ? OR phone_key GLOB ?"
_PRODUCT_WORD = """(instr(name_folded, ?) OR instr(lower(sku), ?) = 1 OR id IN (
    SELECT product_id FROM product_barcodes
    WHERE (barcode >= ? AND barcode < ?) OR (barcode >= ? AND barcode < ?)))"""


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
    found = _all(tuple(_name_or_number(word) for word in words))
    digits = _number_in(fold(text))
    return _either(found, _number(digits)) if digits and len(words) > 1 else found


def products_matching(text: str) -> Condition:
    """Ask for products where every typed word begins a name word, the SKU or a barcode."""
    return _all(tuple(_product_word(word) for word in typed_words(text)))


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


def _indexed(column: str, text: str) -> str:
    """Ask for all letter triples of a text; two blanks stand before the beginning of a word."""
    triples = [text[at : at + 3].replace('"', '""') for at in range(len(text) - 2)]
    wanted = " AND ".join(f'"{each}"' for each in triples)
    return f"{column} : ({wanted})"


def _name_or_number(word: str) -> Condition:
    name = Condition(_WORD, (f" {word}",), _indexed("words", f"  {word}"))
    digits = _number_in(word)
    return _either(name, _number(digits)) if digits else name


def _number(digits: str) -> Condition:
    """People write the zero before a local number or leave it out."""
    bare = digits.lstrip("0")
    if len(bare) >= SHORTEST_INNER_NUMBER:
        return Condition(_NUMBER_HOLDS, (bare,), _indexed("digits", bare))
    other = f"0{bare}" if bare else digits
    match = f"({_indexed('digits', f'  {digits}')} OR {_indexed('digits', f'  {other}')})"
    return Condition(_NUMBER_BEGINS, (f"{digits}*", f"{other}*"), match)


def _number_in(word: str) -> str:
    """Give the digits of a word that is written as phone numbers are, else nothing."""
    return phone_key(word) if all(c in "0123456789+-()./ " for c in word) else ""


def _product_word(word: str) -> Condition:
    ranges = (word, f"{word}{AFTER_EVERY_TEXT}", f"0{word}", f"0{word}{AFTER_EVERY_TEXT}")
    return Condition(_PRODUCT_WORD, (f" {word}", word, *ranges))
