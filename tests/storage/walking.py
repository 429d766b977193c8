"""Finds every door of a store, and something to hand in at each."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import app
import app.domain
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.money import Money
from app.domain.quantity import ONE, Quantity
from tests.storage.builders import FixedClock

ROOMS = Path(app.__file__).parent


@dataclass(frozen=True, slots=True)
class Door:
    """A public method of a part of the store, with something fit for each of its arguments."""

    name: str
    method: Callable[..., Any]
    asks_who: bool
    arguments: dict[str, Any]

    def knock(self, by: Actor) -> object:
        named = {"by": by} if self.asks_who else {}
        return self.method(**self.arguments, **named)


def doors(store: object) -> Iterator[Door]:
    """Give every public method of the store itself and of every part it hands out."""
    yield from _doors_of("store", store)
    for name, part in sorted(_parts(store).items()):
        yield from _doors_of(name, part)


def ways_in() -> dict[str, Callable[..., Any]]:
    """Give every function of the storage room that the rest of the program calls, by its name.

    The rooms are read as text: what a file imports, wherever in it, is what it may call.
    """
    found: dict[str, Callable[..., Any]] = {}
    for path in sorted(ROOMS.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if ROOMS / "storage" in path.parents or "app.storage" not in text:
            continue
        for statement in ast.walk(ast.parse(text)):
            if not isinstance(statement, ast.ImportFrom) or statement.module is None:
                continue
            if not statement.module.startswith("app.storage"):
                continue
            module = importlib.import_module(statement.module)
            for alias in statement.names:
                thing = getattr(module, alias.name)
                if inspect.isfunction(thing):
                    found[f"{thing.__module__}.{thing.__name__}"] = thing
    return found


def functions_of_the_room() -> Iterator[Callable[..., Any]]:
    """Give every public function written in the storage room."""
    for path in sorted((ROOMS / "storage").rglob("*.py")):
        parts = path.relative_to(ROOMS.parent).with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for name, thing in vars(module).items():
            is_own = inspect.isfunction(thing) and thing.__module__ == module.__name__
            if is_own and not name.startswith("_"):
                yield thing


def as_door(function: Callable[..., Any]) -> Door:
    """Give a function with something fit for each of its arguments."""
    return _door(function.__name__, function)


def _parts(store: object) -> dict[str, object]:
    """Give the parts by what they are: repositories of the storage room, whatever their names."""
    return {
        name: part
        for name, part in vars(store).items()
        if not name.startswith("_") and type(part).__name__.endswith("Repository")
    }


def _doors_of(name: str, part: object) -> Iterator[Door]:
    for method_name, method in inspect.getmembers(part, callable):
        if method_name.startswith("_") or not inspect.ismethod(method):
            continue
        yield _door(f"{name}.{method_name}", method)


def _door(name: str, method: Callable[..., Any]) -> Door:
    function = inspect.unwrap(getattr(method, "__func__", method))
    hints = typing.get_type_hints(function, names_of_types(method))
    parameters = inspect.signature(method).parameters
    arguments = {
        each.name: _something(hints[each.name])
        for each in parameters.values()
        if each.name != "by" and each.default is inspect.Parameter.empty
    }
    return Door(name, method, "by" in parameters, arguments)


def names_of_types(method: Callable[..., Any]) -> dict[str, Any]:
    """Give the names a module knows only while types are checked."""
    rooms = (f"app.domain.{each.name}" for each in pkgutil.iter_modules(app.domain.__path__))
    known = (vars(importlib.import_module(each)) for each in rooms)
    module = inspect.unwrap(method).__globals__
    return {name: value for each in (*known, module) for name, value in each.items()}


_PLAIN: dict[Any, Any] = {
    int: 1,
    str: "271828",
    bool: False,
    datetime: datetime(2026, 3, 31, 1, tzinfo=UTC),
    date: date(2026, 3, 31),
    bytes: b"",
    Path: Path("nowhere"),
    Money: Money(100),
    Quantity: ONE,
    Clock: FixedClock(),
}


def _something(wanted: Any) -> Any:
    """Make a value of a type, as plain as can be."""
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        options = [each for each in typing.get_args(wanted) if each is not type(None)]
        return None if type(None) in typing.get_args(wanted) else _something(options[0])
    if origin is tuple:
        return (_something(typing.get_args(wanted)[0]),)
    if origin is frozenset:
        return frozenset()
    if origin is Mapping:
        key, value = typing.get_args(wanted)
        return {_something(key): _something(value)}
    if origin is not None:  # a sequence or an iterable
        return [_something(typing.get_args(wanted)[0])]
    if inspect.isclass(wanted) and issubclass(wanted, Enum):
        return next(iter(wanted))
    if is_dataclass(wanted) and inspect.isclass(wanted):
        return _made(wanted)
    raise TypeError(f"the walk has nothing of the type {wanted}")


def _made(wanted: type) -> Any:
    hints = typing.get_type_hints(wanted)
    needed = [
        each
        for each in fields(wanted)
        if each.default is MISSING and each.default_factory is MISSING and each.init
    ]
    return wanted(**{each.name: _something(hints[each.name]) for each in needed})
