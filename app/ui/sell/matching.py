"""Where the letters someone typed stand in a name, accents and case aside."""

from __future__ import annotations

from functools import lru_cache

from app.domain.names import fold, typed_words

Span = tuple[int, int]


def matched_spans(text: str, typed: str) -> tuple[Span, ...]:
    """Give the parts `[start, end)` of the text whose words begin with a word typed."""
    wanted = typed_words(typed)
    if not wanted:
        return ()
    letters, origin = _folded(text)
    spans: list[Span] = []
    for at in range(len(letters)):
        if not _begins_word(letters, at):
            continue
        fitting = [word for word in wanted if letters.startswith(word, at)]
        if fitting:
            last = at + len(max(fitting, key=len)) - 1
            spans.append((origin[at], origin[last] + 1))
    return tuple(spans)


def _begins_word(letters: str, at: int) -> bool:
    return letters[at].isalnum() and (at == 0 or not letters[at - 1].isalnum())


@lru_cache(maxsize=512)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold letter by letter, and remember which letter of the text each one came from."""
    letters: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        folded = fold(letter) or (" " if letter.isspace() else "")
        letters.append(folded)
        origin.extend([index] * len(folded))
    return "".join(letters), tuple(origin)
