"""When two names are written so much alike that one may have been meant for the other.

Never a decision: a hint for whoever types. Equal names are not alike, they are the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from app.domain.names import fold, name_key

_SHORT = 4

BAR = 60
"""Points of 100 that a pair of names needs."""

_BREAKS = re.compile(r"[-.,;:/&()\"]+")
_WHOLE = {
    "ma": "maria", "sta": "santa", "sto": "santo", "jno": "juan", "jn": "juan", "fco": "francisco",
    "junior": "jr", "senior": "sr", "2nd": "ii", "3rd": "iii",
}  # fmt: skip
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mister", "sir", "madam", "maam", "mam", "don", "dona",
        "dr", "dra", "doc", "engr", "atty", "prof", "hon", "fr", "rev",
        "aling", "mang", "ate", "kuya", "tita", "tito", "tiya", "tiyo", "lola", "lolo",
        "nanay", "tatay", "nay", "tay", "manong", "manang", "ninong", "ninang",
    }
)  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = ("de la", "de los", "de las", "dela", "delos", "delas", "del", "de", "di", "da")
_BEFORE_NAMES = frozenset(word for particle in _PARTICLES for word in particle.split())
_JOINED = re.compile(rf"\b({'|'.join(_PARTICLES)}) (?=\w)")
_PREFIX = re.compile(r"^(?:delos|delas|dela|del|de)(?=\w{3})")
_HARD, _SOFT = re.compile(r"ck|qu|q|c(?![eiyh])"), re.compile(r"c(?=[eiy])|z")
_ALIKE = str.maketrans({"v": "b", "y": "i", "h": ""})
_TWICE = re.compile(r"(.)\1+")

_SOUND_COST, _LETTER_COST, _INITIAL_COST = 4, 70, 14
_SWAP_COST, _EXTRA_INITIAL, _EXTRA_WORD, _PARTICLE_COST = 4, 8, 26, 16
_SUFFIX_COST = 12


class _Parts(NamedTuple):
    """A name taken apart: its own words, whether something tells it apart, Jr. and the like."""

    words: tuple[str, ...]
    suffix: str
    base: tuple[str, ...]


def looks_like(typed: str, name: str) -> int | None:
    """Give how much two names look alike, 60 to 100 points; None when they do not, or are equal.

    A name made on purpose from another, like `Juan Cruz, Cebu`, does not look like it.
    """
    one, other = _parts(typed), _parts(name)
    if not one.words or not other.words or ((one.base or other.base) and _told_apart(one, other)):
        return None
    cost = _suffix_cost(one.suffix, other.suffix)
    cost += _words_cost(one.words, other.words)
    points = 100 - cost
    if points < BAR or name_key(typed) == name_key(name):
        return None
    return points


def likeness_keys(name: str) -> frozenset[str]:
    """Give short keys; two names that look alike nearly always have one in common.

    Each names one word as it sounds, and the first or the last two sounds of another: mistakes
    are seldom in two words at once, and seldom at both ends of one. An initial fetches nobody:
    too many are called that.
    """
    words = sorted({sound for word in _parts(name).words[:4] if (sound := _sound(_bare(word)))})
    if len(words) == 1:
        return frozenset(_ends("", words[0]))
    return frozenset(
        key
        for whole, other in permutations(words, 2)
        if len(whole) > 1
        for key in _ends(whole, other)
    )


def _ends(whole: str, other: str) -> tuple[str, ...]:
    ends = f"{whole}.{other[:2]}", f"{whole}:{other[-2:]}"
    # Two letters swapped in the middle of a short word touch both ends: Jaun, Juan.
    return (*ends, f"{whole}/{other[:1]}{other[-1:]}") if len(other) <= _SHORT else ends


@lru_cache(maxsize=2048)
def _parts(name: str) -> _Parts:
    head, comma, _rest = name.partition(",")
    words, suffix = _split(name)
    base = _split(head)[0] if comma else ()
    return _Parts(words, suffix, base)


def _split(text: str) -> tuple[tuple[str, ...], str]:
    words = [_WHOLE.get(word, word) for word in _spaced(fold(text)).split()]
    suffix = next((word for word in words[1:] if word in _SUFFIXES), "")
    kept = [word for word in words if word not in _TITLES and word != suffix] or words
    if _BEFORE_NAMES.isdisjoint(kept):
        return tuple(kept), suffix
    joined = _JOINED.sub(lambda found: found[1].replace(" ", ""), " ".join(kept))
    return tuple(joined.split()), suffix


def _spaced(folded: str) -> str:
    """Give a blank for each sign between words; most names have none."""
    if folded.replace(" ", "").isalnum():
        return folded
    return _BREAKS.sub(" ", folded).replace("'", "")


def _told_apart(one: _Parts, other: _Parts) -> bool:
    """True when what stands behind a comma in one was added to the other to tell them apart."""
    if one.base and other.base:
        return one.base == other.base and one.words != other.words
    return any(a.base and a.base != a.words and a.base == b.words for a, b in _both(one, other))


def _both(one: _Parts, other: _Parts) -> tuple[tuple[_Parts, _Parts], ...]:
    return (one, other), (other, one)


def _suffix_cost(one: str, other: str) -> int:
    """Father and son may be mixed up by leaving the word out, hardly by writing the other one."""
    if one == other:
        return 0
    return 100 if one and other else _SUFFIX_COST


def _words_cost(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Pair the words, cheapest first, wherever they stand, and charge for what is left over."""
    split = len(one) != len(other)
    whole = _pair_cost("".join(one), "".join(other)) if split else None
    pairs = sorted(
        (cost, i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if (cost := _pair_cost(a, b)) is not None
    )
    taken: dict[int, int] = {}
    total = 0
    for cost, i, j in pairs:
        if i not in taken and j not in taken.values():
            taken[i] = j
            total += cost
    total += _left_over_cost(one, other, taken)
    order = [taken[i] for i in sorted(taken)]
    total += _SWAP_COST if order != sorted(order) else 0
    return total if whole is None else min(total, whole + _SWAP_COST)


def _left_over_cost(one: tuple[str, ...], other: tuple[str, ...], taken: dict[int, int]) -> int:
    extra = [word for i, word in enumerate(one) if i not in taken]
    missing = [word for j, word in enumerate(other) if j not in taken.values()]
    full = [word for word in (*extra, *missing) if len(word) > 1]
    clear = sum(len(one[i]) > 1 and len(other[j]) > 1 for i, j in taken.items())
    if (extra and missing) or (full and clear < 2) or not clear:
        return 100
    return _EXTRA_WORD * len(full) + _EXTRA_INITIAL * (len(extra) + len(missing) - len(full))


@lru_cache(maxsize=8192)
def _pair_cost(one: str, other: str) -> int | None:
    """Give what it costs to take one word for the other; None where nobody would."""
    if one == other:
        return 0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL_COST if one[0] == other[0] else None
    if _sound(one) == _sound(other):
        return _SOUND_COST
    if (cost := _letters_cost(one, other)) is not None:
        return cost
    if one[0] == other[0] == "d" or one.startswith("de") or other.startswith("de"):
        bare = _bare(one), _bare(other)
        if bare != (one, other) and _sound(bare[0]) == _sound(bare[1]):
            return _PARTICLE_COST
    return None


def _letters_cost(one: str, other: str) -> int | None:
    longest = max(len(one), len(other))
    shortest = min(len(one), len(other))
    allowed = 0 if longest < 4 else 1 if shortest < 7 else 2
    if longest - shortest > allowed or not allowed:
        return None
    if allowed == 1 and one[0] != other[0] and one[-1] != other[-1]:
        return None  # one edit never touches both ends of a word
    if one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}:
        return None  # Maria and Mario are two people
    if len(set(one) ^ set(other)) > 2 * allowed:
        return None  # one edit brings in one letter and takes another out, at most
    edits = _edits(one, other)
    if edits > allowed or (edits and longest == 4 == shortest and one[0] != other[0]):
        return None
    return _LETTER_COST * edits // longest


def _edits(one: str, other: str) -> int:
    """Count letters to drop, add, change, or swap with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def _bare(word: str) -> str:
    return _PREFIX.sub("", word)


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """Give a word as it sounds where Spanish, English and Tagalog spellings meet."""
    word = word.replace("ph", "f")
    if "c" in word or "q" in word:
        word = _HARD.sub("k", word)
    if "c" in word or "z" in word:
        word = _SOFT.sub("s", word)
    return _TWICE.sub(r"\1", word.translate(_ALIKE))
