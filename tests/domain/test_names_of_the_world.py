"""The names of many languages, and what ICU says of pairs of spellings."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.domain.customer import Verdict, decide
from app.domain.names import clean_name, findable, fold, initials, name_key, typed_words
from tests.domain.examples import somebody


@pytest.fixture(scope="module")
def pairs(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "names" / "name_equivalence_icu.csv"
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 1_768
    return rows


@pytest.fixture(scope="module")
def names(shared_data: Path) -> list[str]:
    folder = shared_data / "names"
    with gzip.open(folder / "faker_names.csv.gz", "rt", encoding="utf-8") as text:
        found = [row["name"] for row in csv.DictReader(text)]
    with (folder / "filipino_names.csv").open(encoding="utf-8", newline="") as text:
        found += [row["name"] for row in csv.DictReader(text)]
    with (folder / "cldr_sample_names.csv").open(encoding="utf-8", newline="") as text:
        found += [_whole(row) for row in csv.DictReader(text)]
    assert len(found) > 9_000
    return found


def _whole(row: dict[str, str]) -> str:
    parts = ("title", "given", "given2", "surname-prefix", "surname-core", "surname", "surname2")
    return " ".join(row[part] for part in parts if row[part])


def _found(text: str, name: str) -> bool:
    wanted = typed_words(text)
    return bool(wanted) and all(f" {word}" in findable(name) for word in wanted)


def _names_of(rows: Iterable[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in rows]


def test_the_same_letters_whatever_the_case_are_one_customer(pairs: list[dict[str, str]]) -> None:
    differ = [
        row
        for row in pairs
        if (name_key(row["a"]) == name_key(row["b"])) != (row["same_letters_ignoring_case"] == "1")
    ]
    # Case folding itself joins the German sharp s with ss; ICU calls that an accent.
    assert _names_of(differ) == [("Weiß", "WEISS")]


def test_the_same_letters_without_accents_are_found_either_way(pairs: list[dict[str, str]]) -> None:
    related = [row for row in pairs if row["same_letters_ignoring_case_and_accents"] == "1"]
    assert len(related) > 1_000
    missed = [
        (a, b)
        for a, b in _names_of(related)
        if fold(a) != fold(b) or not _found(a, b) or not _found(b, a)
    ]
    assert missed == []


def test_accents_and_other_letters_stay_another_customer(pairs: list[dict[str, str]]) -> None:
    other = [
        row for row in pairs if row["same_letters_ignoring_case"] == "0" and row["a"] != "Weiß"
    ]
    assert len(other) > 400
    assert [(a, b) for a, b in _names_of(other) if name_key(a) == name_key(b)] == []


def test_a_complete_name_is_never_taken_for_one_with_other_accents(
    pairs: list[dict[str, str]],
) -> None:
    """The till offers it, and leaves the choice to a person."""
    accents = [
        (row["a"], row["b"])
        for row in pairs
        if row["same_letters_ignoring_case_and_accents"] == "1"
        and row["same_letters_ignoring_case"] == "0"
        and name_key(row["a"]) != name_key(row["b"])
    ]
    assert len(accents) > 200
    for name, text in accents:
        assert decide(text, None, [somebody(name)]).verdict is Verdict.CHOOSE


def test_every_name_is_kept_as_typed_and_found_by_its_beginning(names: list[str]) -> None:
    for name in names:
        assert clean_name(name) == " ".join(
            name.replace("\u200c", "").replace("\u200d", "").split()
        )
        assert _found(name, name)
        assert fold(name).startswith(fold(name[:1]))
        assert initials(name)


def test_every_name_in_capitals_is_the_same_customer_but_for_the_dotless_i(
    names: list[str],
) -> None:
    turned = [name for name in names if name_key(name.upper()) != name_key(name)]
    # Capitals lose the dotless i of Turkish and its sisters; a search still finds them.
    assert [name for name in turned if "ı" not in name] == []
    assert [name for name in turned if fold(name.upper()) != fold(name)] == []
