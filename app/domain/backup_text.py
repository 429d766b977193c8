"""The record beside a copy: JSON that a person can read too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from app.domain.backup import Copy, Figures, Origin, Reason
from app.domain.clock import from_utc_text, utc_text
from app.domain.errors import InvalidInput
from app.domain.money import Money

FORMAT = 1


class DamagedRecord(InvalidInput):
    """The record beside this copy cannot be read."""


def copy_text(copy: Copy) -> str:
    """Write a record, sealed with a digest of its own; `read_copy` reads it back."""
    text = _unsealed(copy)
    return _written({**json.loads(text), "record_sha256": sha256(text.encode()).hexdigest()})


def read_copy(text: str) -> Copy:
    """Read what `copy_text` wrote. Raises DamagedRecord when a single byte is another."""
    try:
        copy = copy_of(json.loads(text))
        is_as_written = text in (copy_text(copy), _unsealed(copy))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedRecord from error
    if not is_as_written:
        raise DamagedRecord
    return copy


def _unsealed(copy: Copy) -> str:
    """Write a record as the first versions did."""
    return _written({"suki_copy": FORMAT, **copy_object(copy)})


def _written(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1)


def copy_object(copy: Copy) -> dict[str, Any]:
    """Give a copy as JSON does: moments in UTC, amounts as decimal text."""
    return {
        "name": copy.name,
        "made_at": utc_text(copy.made_at),
        "reason": copy.reason.value,
        "schema": copy.schema,
        "size": copy.size,
        "sha256": copy.sha256,
        "origin": asdict(copy.origin),
        "figures": figures_object(copy.figures),
        "differing": copy.differing,
        "second_place": copy.second_place,
    }


def copy_of(raw: Mapping[str, Any]) -> Copy:
    """Read what `copy_object` gave. Raises KeyError, TypeError or ValueError."""
    origin = raw["origin"]
    return Copy(
        name=_text(raw["name"]),
        made_at=from_utc_text(_text(raw["made_at"])),
        reason=Reason(raw["reason"]),
        schema=_whole(raw["schema"]),
        size=_whole(raw["size"]),
        sha256=_text(raw["sha256"]),
        origin=Origin(
            _text(origin["shop_id"]),
            _whole(origin["till"]),
            _text(origin["shop_name"]),
            _text(origin["computer"]),
        ),
        figures=figures_of(raw["figures"]),
        differing=_whole(raw["differing"]),
        second_place=_text(raw["second_place"]),
    )


def figures_object(figures: Figures) -> dict[str, Any]:
    """Give figures as JSON does; `figures_of` reads them back."""
    at = figures.last_sale_at
    return {
        "sales": figures.sales,
        "customers": figures.customers,
        "products": figures.products,
        "total": str(figures.total),
        "last_number": figures.last_number,
        "last_sale_at": None if at is None else utc_text(at),
    }


def figures_of(raw: Mapping[str, Any]) -> Figures:
    """Read what `figures_object` gave. Raises KeyError, TypeError or ValueError."""
    at = raw["last_sale_at"]
    return Figures(
        _whole(raw["sales"]),
        _whole(raw["customers"]),
        _whole(raw["products"]),
        Money(_centavos(_text(raw["total"]))),
        _text(raw["last_number"]),
        None if at is None else from_utc_text(_text(at)),
    )


def _centavos(text: str) -> int:
    """A shop's total may be larger than what a single amount can be."""
    whole, _, part = text.lstrip("-").partition(".")
    if not (whole.isdigit() and part.isdigit() and len(part) == 2):
        raise ValueError(text)
    minor = int(whole) * 100 + int(part)
    return -minor if text.startswith("-") else minor


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw


def _whole(raw: object) -> int:
    if type(raw) is not int:
        raise TypeError
    return raw
