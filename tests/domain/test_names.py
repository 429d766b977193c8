from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.card_numbers import without_card_numbers
from app.domain.errors import InvalidName
from app.domain.names import (
    clean_name,
    findable,
    fold,
    initials,
    is_only_digits,
    name_key,
    one_line,
    phone_key,
    phone_numbers,
    same_phone,
    split_phone,
    typed_words,
)

typed = st.text(max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Reyes", "ana  REYES"),
        ("Ana Reyes", "\tAna\u00a0Reyes\r\n"),
        ("Ana Reyes", "Ana\u2003Reyes"),
        ("Ana Reyes", "A\u200bna Re\u00adyes"),
        ("Ana Reyes", "\ufeffAna Reyes\u202c"),
        ("Ana Reyes", "Ana\nReyes"),
        ("Peña", "Pen\u0303a"),
        ("Ａｎａ", "ana"),
        ("ﬁona", "FIONA"),
        ("Weiß", "WEISS"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
    ],
)
def test_case_spacing_and_form_are_one_customer(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("Peña", "Pena"), ("Łukasz", "Lukasz"), ("Işık", "işik"), ("O’Brien", "O'Brien")],
        *[("Dela Cruz", "Delacruz"), ("Saint-Jean", "Saint Jean"), ("Juan", "Juan, Cebu")],
    ],
)
def test_an_accent_or_a_spelling_is_another_customer(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(typed)
@example("\u00b4")
@example("\u037a x")
@example("\u0345\u0342")
def test_keys_and_folds_are_settled_and_evenly_spaced(text: str) -> None:
    for settled in (name_key, fold, one_line):
        once = settled(text)
        assert settled(once) == once
        assert once == " ".join(once.split())


@given(typed)
def test_the_key_knows_no_case_no_form_and_no_outer_blanks(text: str) -> None:
    key = name_key(text)
    for same in (
        f" {text}\t",
        unicodedata.normalize("NFD", text),
        unicodedata.normalize("NFC", text),
    ):
        assert name_key(same) == key


@given(typed)
def test_one_customer_is_never_found_under_two_folds(text: str) -> None:
    assert fold(name_key(text)) == fold(text)


@given(st.text(max_size=130))
def test_a_name_is_shown_as_typed_on_one_line_or_refused(text: str) -> None:
    try:
        name = clean_name(text)
    except InvalidName:
        assert not name_key(text) or len(one_line(text)) > 120
        return
    assert 1 <= len(name) <= 120
    assert name_key(name) == name_key(text)
    assert not {unicodedata.category(c) for c in name} & {"Cc", "Cf", "Zl", "Zp"}


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\n\t", "\ud800"])
def test_nothing_visible_is_no_name(text: str) -> None:
    with pytest.raises(InvalidName, match="between 1 and 120"):
        clean_name(text)


def test_a_name_has_at_most_120_letters() -> None:
    assert clean_name("x" * 120) == "x" * 120
    with pytest.raises(InvalidName, match="at most 120"):
        clean_name("x" * 121)


def test_half_a_surrogate_pair_never_reaches_the_disk() -> None:
    assert clean_name("Ana\ud83d Reyes").encode() == b"Ana Reyes"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        *[("Peña", "pena"), ("José", "jose"), ("Łukasz", "lukasz"), ("Đặng", "dang")],
        *[("Weiß", "weiss"), ("İbrahim", "ibrahim"), ("Øystein", "oystein"), ("Æsa", "aesa")],
        *[("O’Brien", "o'brien"), ("Oʻahu", "o'ahu"), ("Anne‑Marie", "anne-marie")],
    ],
)
def test_a_search_is_blind_to_accents_and_related_letters(name: str, plain: str) -> None:
    assert fold(name) == plain


def _found(text: str, name: str) -> bool:
    return all(f" {word}" in findable(name) for word in typed_words(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *[("m", "Maria Santos"), ("san", "Maria Santos"), ("san mar", "Maria Santos")],
        *[("obr", "Mary O’Brien"), ("o'b", "Mary O’Brien"), ("brien", "Mary O’Brien")],
        *[("jean", "Saint-Jean"), ("saint jean", "Saint-Jean"), ("saintj", "Saint-Jean")],
        *[("cruz, juan", "Juan dela Cruz"), ("ceb", "Juan (Cebu)"), ("(ceb", "Juan (Cebu)")],
        *[("50%", "50% Off Store"), ("a_", "a_b"), ("100", "100% Juice")],
    ],
)
def test_every_typed_word_begins_a_word_of_the_name(text: str, name: str) -> None:
    assert _found(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *[("aria", "Maria Santos"), ("mar sar", "Maria Santos"), ("50%", "500 Store")],
        *[("a_", "aab"), ("marias", "Maria Santos"), ("o'brien brien x", "O'Brien")],
    ],
)
def test_the_inside_of_a_word_or_a_missing_word_finds_nothing(text: str, name: str) -> None:
    assert not _found(text, name)


@given(typed, typed)
def test_names_sort_in_the_index_as_their_folded_letters_do(one: str, other: str) -> None:
    assert (findable(one) < findable(other)) == (fold(one) < fold(other))


@given(typed, typed)
def test_the_whole_name_begins_with_a_text_where_the_index_says_so(text: str, name: str) -> None:
    for start in (text, name[: len(text)]):
        if folded := fold(start):
            assert findable(name).startswith(f" {folded}") == fold(name).startswith(folded)


@given(typed)
def test_every_name_is_found_by_itself(text: str) -> None:
    assert _found(text, text)


def test_only_the_digits_of_a_phone_number_count() -> None:
    assert phone_key("+63 (917) 123-45.67 ext ٣") == "639171234567"


@pytest.mark.parametrize("text", ["0917", "0917 123-4567", "+63 917", "１２３", "٣٤", "#1"])
def test_digits_alone_are_no_name(text: str) -> None:
    assert is_only_digits(text)


@pytest.mark.parametrize("text", ["Ana 2", "7-Eleven", "x1", "", "!?"])
def test_a_letter_or_no_digit_at_all_is_not_a_number(text: str) -> None:
    assert not is_only_digits(text)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maria Santos", "MS"),
        ("juan dela cruz", "JC"),
        ("Cher", "C"),
        ("ñora (x)", "Ñ"),
        ("!", "?"),
    ],
)
def test_an_avatar_shows_first_and_last_initial(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("typed", "name", "phone"),
    [
        ("Maria Cruz 0917 555 0142", "Maria Cruz", "0917 555 0142"),
        ("Maria Cruz, 09175550142", "Maria Cruz", "09175550142"),
        ("Maria Cruz  +63 917-555-0142 ", "Maria Cruz", "+63 917-555-0142"),
        ("Maria Cruz (02) 8555 0142", "Maria Cruz", "(02) 8555 0142"),
        ("Maria Cruz - 555.0142", "Maria Cruz", "555.0142"),
        ("Juan Cruz Jr. 5550142", "Juan Cruz Jr.", "5550142"),
        ("Tindahan 24 0917 555 0142", "Tindahan 24", "0917 555 0142"),
    ],
)
def test_a_phone_number_typed_behind_a_name_is_taken_apart_from_it(
    typed: str, name: str, phone: str
) -> None:
    assert split_phone(typed) == (name, phone)


@pytest.mark.parametrize(
    "typed", ["Maria Cruz", "Store 24", "Maria Cruz 555 014", "0917 555 0142", "", "A1234567"]
)
def test_a_name_without_a_phone_number_behind_it_stays_whole(typed: str) -> None:
    assert split_phone(typed) == (typed, "")


def test_the_end_of_a_cards_number_is_no_phone_number() -> None:
    assert split_phone("Ben 4539 1488 0343 6467") == ("Ben ...6467", "")


@given(st.text(max_size=140))
def test_taking_a_phone_number_apart_leaves_something_to_call_the_customer(text: str) -> None:
    name, phone = split_phone(text)

    is_whole = name == without_card_numbers(one_line(text))
    assert is_whole or (name and phone and any(c.isalpha() for c in name))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0917 555 0142", "+63 917 555 0142", True),
        ("09175550142", "917-555-0142", True),
        ("0917 555 0142", "0917 555 0143", False),
        ("555 0142", "0917 555 0142", False),
        ("", "", False),
        ("142", "142", False),
        ("0917 555 0142 / 0918 333 4444", "+63 917 555 0142", True),
        ("0917 555 0142 / 0918 333 4444", "0918-333-4444", True),
        ("0917 555 0142, 255 1234", "255 1234", True),
        ("0917 555 0142 0918 333 4444", "09175550142", True),
        ("0917 555 0142 / 0918 333 4444", "0918 333 4444 / 0999 111 2222", True),
        ("0917 555 0142 / 0918 333 4444", "0142 0918 333", False),
        ("0917 555 0142 / 3", "0917 555 0142", True),
    ],
)
def test_a_number_is_the_same_with_and_without_the_country(
    one: str, other: str, same: bool
) -> None:
    assert same_phone(one, other) is same
    assert same_phone(other, one) is same


@given(
    st.lists(st.from_regex(r"09[0-9]{9}", fullmatch=True), min_size=1, max_size=3),
    st.sampled_from([" / ", ", ", "; ", "/", " & ", " "]),
)
def test_two_numbers_in_one_field_are_two_numbers(numbers: list[str], mark: str) -> None:
    spaced = [f"{each[:4]} {each[4:7]} {each[7:]}" for each in numbers]
    assert phone_numbers(mark.join(spaced)) == numbers
