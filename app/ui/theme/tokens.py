"""The design tokens of resources/tokens.json, read once and typed."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from app.domain.resources import resource


class TypeStyle(NamedTuple):
    """One step of the type scale; `px` is at 100 % text size."""

    px: int
    weight: int
    display: bool = False
    shrink: tuple[int, ...] = ()


# Sizes the mock-ups use for button words and small headings, beside the scale of tokens.json.
_OWN_TYPES = {
    "caption-strong": TypeStyle(12, 600),
    "label-strong": TypeStyle(13, 600),
    "button-sm": TypeStyle(14, 600),
    "button": TypeStyle(15, 600),
    "button-md": TypeStyle(18, 600),
    "button-lg": TypeStyle(20, 600),
    "charge": TypeStyle(24, 600),
    "heading": TypeStyle(17, 600),
    "pad": TypeStyle(24, 600),
}


class Tokens(NamedTuple):
    """Every design value by its token name; sizes are logical pixels, times milliseconds."""

    colors: dict[str, dict[str, str]]
    avatars: dict[str, list[list[str]]]
    types: dict[str, TypeStyle]
    radii: dict[str, int]
    sizes: dict[str, int]
    motion: dict[str, int]
    times: dict[str, int]
    scrim: dict[str, float]
    families: dict[str, str]
    fallbacks: tuple[str, ...]


def load_tokens() -> Tokens:
    """Read the bundled token file."""
    raw: dict[str, Any] = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return Tokens(
        colors=raw["color"],
        avatars=raw["avatar"],
        types=_OWN_TYPES | {name: _type_style(entry) for name, entry in raw["type"].items()},
        radii=raw["radius"],
        sizes={name: value for name, value in raw["size"].items() if isinstance(value, int)},
        motion={k: v for k, v in raw["motion"].items() if isinstance(v, int)},
        times=raw["time"],
        scrim=raw["elevation"]["scrim"],
        families={"text": raw["font"]["text"], "display": raw["font"]["display"]},
        fallbacks=tuple(raw["font"]["fallback"]),
    )


def _type_style(entry: dict[str, Any]) -> TypeStyle:
    return TypeStyle(
        entry["px"], entry["weight"], entry.get("display", False), tuple(entry.get("shrink", ()))
    )
