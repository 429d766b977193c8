"""Puts a card's number of its own into every text of what is handed in at a door."""

from __future__ import annotations

import copy
import inspect
import itertools
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tests.storage.walking import names_of_types

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Plants:
    """What was planted, by the path of its text: a word that is found again, and the digits."""

    def __init__(self, door: str, left: Callable[[str], bool], as_it_is: tuple[Any, ...]) -> None:
        """`left` names the paths to be left alone; so are whole values in `as_it_is`."""
        self._door, self._left, self._as_it_is = door, left, as_it_is
        self._counter = itertools.count(1)
        self.planted: dict[str, list[tuple[str, str]]] = {}

    def in_all(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Give the arguments with every text in them replaced."""
        return {name: self.instead_of(value, name) for name, value in arguments.items()}

    def instead_of(self, value: Any, path: str) -> Any:
        """Give a value with its texts replaced, past every check of its own."""
        if value in self._as_it_is or self._left(f"{self._door} {path}"):
            return value
        if isinstance(value, str):
            return self._text(path)
        if isinstance(value, list | tuple):
            return type(value)(self.instead_of(each, path) for each in value)
        if isinstance(value, Mapping):
            return {key: self.instead_of(each, path) for key, each in value.items()}
        if is_dataclass(value):
            changed = copy.copy(value)
            for field in fields(value):
                new = self.instead_of(getattr(value, field.name), f"{path}.{field.name}")
                object.__setattr__(changed, field.name, new)
            return changed
        return value

    def _text(self, path: str) -> str:
        number = next(self._counter)
        word = f"canary{LETTERS[number // 26]}{LETTERS[number % 26]}"
        digits = card(number)
        self.planted.setdefault(path, []).append((word, digits))
        groups = [digits[at : at + 4] for at in range(0, 16, 4)]
        return f"{word} {(' ' if number % 2 else '').join(groups)}"


def card(number: int) -> str:
    """Make a number that passes for a card's, another for each number."""
    body = f"4{number * 7919:014d}"
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in body[::-2]]
    total = sum(doubled) + sum(int(digit) for digit in body[-2::-2])
    return f"{body}{-total % 10}"


def text_paths(method: Callable[..., Any]) -> set[str]:
    """Name every text that can be handed in at a door, by the types it asks for."""
    function = inspect.unwrap(getattr(method, "__func__", method))
    known = names_of_types(method)
    hints = typing.get_type_hints(function, known)
    names = [name for name in inspect.signature(method).parameters if name != "by"]
    return {path for name in names for path in _paths(hints[name], name, known)}


def _paths(wanted: Any, path: str, known: dict[str, Any]) -> Iterator[str]:
    if wanted is str:
        yield path
    elif typing.get_origin(wanted) is not None or typing.get_args(wanted):
        for part in typing.get_args(wanted):
            yield from _paths(part, path, known)
    elif inspect.isclass(wanted) and is_dataclass(wanted):
        hints = typing.get_type_hints(wanted, known)
        for field in fields(wanted):
            yield from _paths(hints[field.name], f"{path}.{field.name}", known)
