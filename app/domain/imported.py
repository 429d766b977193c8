"""What comes from another system, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class ImportedSale:
    """A sale of another system with the identity that makes a second import change nothing.

    `identity` is stable for the same row or invoice, whatever file it comes in.
    """

    identity: str
    sale: Sale


@dataclass(frozen=True, slots=True)
class LaidOutSale:
    """An imported sale as the store will write it, made in the process that read the file.

    So the till only writes; what stands where in `rows` is the store's affair.
    """

    rows: Sequence[Any]


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What a batch did; `known` sales were there already and changed nothing.

    `differing` are the known ones that have other content in the file, by foreign number.
    """

    added: int = 0
    known: int = 0
    new_customers: int = 0
    differing: tuple[str, ...] = ()
