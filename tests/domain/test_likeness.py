"""Which names may have been meant for each other, and how they are fetched."""

import csv
import gzip
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.likeness import BAR, likeness_keys, looks_like
from app.domain.names import name_key

DUPLICATES = Path(__file__).parents[3] / "shared" / "data" / "duplicates"
NAMES = st.text(alphabet="abcdeimnorsñ .,-'", max_size=24)

MEANT_FOR_EACH_OTHER = [
    ("Pena", "Peña"),
    ("Maria Santso", "Maria Santos"),
    ("Mria Santos", "Maria Santos"),
    ("Maria Sanntos", "Maria Santos"),
    ("Maria Santo", "Maria Santos"),
    ("Marria Santos", "Maria Santos"),
    ("Santos Maria", "Maria Santos"),
    ("Santos, Maria", "Maria Santos"),
    ("Juan de la Cruz", "Juan dela Cruz"),
    ("Juan Delacruz", "Juan Dela Cruz"),
    ("Juan delos Reyes", "Juan de los Reyes"),
    ("Ma. Santos", "Maria Santos"),
    ("Ma Santos", "Maria Santos"),
    ("Sta. Ana Store", "Santa Ana Store"),
    ("Sto. Domingo Bakery", "Santo Domingo Bakery"),
    ("Juan Cruz Jr.", "Juan Cruz, Jr"),
    ("Juan Cruz Junior", "Juan Cruz Jr."),
    ("Juan Cruz", "Juan Cruz Jr."),
    ("Juan Cruz 3rd", "Juan Cruz III"),
    ("Mr. Juan Reyes", "Juan Reyes"),
    ("Dr Maria Santos", "Maria Santos"),
    ("Aling Nena", "Nena"),
    ("Kuya Jun", "Mang Jun"),
    ("J. Reyes", "Juan Reyes"),
    ("J.P. Reyes", "JP Reyes"),
    ("Maria P. Santos", "Maria Santos"),
    ("Mary-Ann Lim", "Mary Ann Lim"),
    ("Maryann Lim", "Mary Ann Lim"),
    ("Cristina Lim", "Kristina Lim"),
    ("Jhon Reyes", "John Reyes"),
    ("Josephine Cruz", "Josefine Cruz"),
    ("O'Brien", "OBrien"),
]

TWO_PEOPLE = [
    ("Maria Santos", "Maria Santos"),
    ("maria  santos", "Maria Santos"),
    ("Mario Cruz", "Maria Cruz"),
    ("Maria Santos", "Maria Cruz"),
    ("Juan Reyes", "Pedro Reyes"),
    ("Ana Lim", "Ann Lee"),
    ("Juan Cruz Jr.", "Juan Cruz Sr."),
    ("Juan Cruz II", "Juan Cruz III"),
    ("Juan Cruz, Cebu", "Juan Cruz"),
    ("Juan Cruz, Cebu", "Juan Cruz, Bohol"),
    ("Maria", "Maria Santos"),
    ("Jun", "Jon"),
    ("", "Maria Santos"),
    ("...", "Maria Santos"),
    ("Rosa", "Rosales"),
]


@pytest.mark.parametrize(("typed", "name"), MEANT_FOR_EACH_OTHER)
def test_a_name_written_in_another_way_looks_like_it(typed: str, name: str) -> None:
    points = looks_like(typed, name)

    assert points is not None
    assert BAR <= points <= 100
    assert looks_like(name, typed) == points


@pytest.mark.parametrize(("typed", "name"), TWO_PEOPLE)
def test_the_same_name_and_another_persons_do_not_look_like_it(typed: str, name: str) -> None:
    assert looks_like(typed, name) is None


@pytest.mark.parametrize(
    ("typed", "name"), [pair for pair in MEANT_FOR_EACH_OTHER if not pair[0].startswith("J.")]
)
def test_names_that_look_alike_are_fetched_by_a_key_they_share(typed: str, name: str) -> None:
    assert likeness_keys(typed) & likeness_keys(name)


def test_the_name_with_fewer_mistakes_is_the_likelier_one() -> None:
    swapped = looks_like("Santos Maria", "Maria Santos")
    dropped = looks_like("Maria Santo", "Maria Santos")
    middle = looks_like("Maria Clara Santos", "Maria Santos")

    assert swapped is not None
    assert dropped is not None
    assert middle is not None
    assert swapped > dropped > middle


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_never_for_equal_names(one: str, other: str) -> None:
    points = looks_like(one, other)

    assert points == looks_like(other, one)
    if name_key(one) == name_key(other):
        assert points is None


@given(st.text(max_size=140))
def test_any_text_has_a_handful_of_short_keys(text: str) -> None:
    keys = likeness_keys(text)

    assert len(keys) <= 36
    assert all(keys)


def _people(file: str, given: str, surname: str, count: int) -> Iterator[tuple[str, str]]:
    path = DUPLICATES / file
    if not path.exists():
        pytest.skip("the shared data is not here")
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode()
    for row in list(csv.DictReader(text.splitlines()))[:count]:
        if row[given].strip() and row[surname].strip():
            yield f"{row[given].strip()} {row[surname].strip()}", row["cluster"]


@pytest.mark.parametrize(
    ("file", "given", "surname", "precision", "recall"),
    [
        ("fake_1000.csv", "first_name", "surname", 0.93, 0.65),
        ("febrl1.csv.gz", "given_name", "surname", 0.9, 0.65),
    ],
)
def test_hints_on_known_duplicates_are_mostly_right(
    file: str, given: str, surname: str, precision: float, recall: float
) -> None:
    people = list(_people(file, given, surname, 600))
    right = wrong = missed = fetched = 0
    for (one, who), (other, whose) in combinations(people, 2):
        if name_key(one) == name_key(other):
            continue
        if looks_like(one, other) is None:
            missed += who == whose
            continue
        right += who == whose
        wrong += who != whose
        fetched += bool(likeness_keys(one) & likeness_keys(other))

    assert right / (right + wrong) > precision
    assert right / (right + missed) > recall
    assert fetched / (right + wrong) > 0.8
