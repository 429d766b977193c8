"""What a commit touched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids one commit touched; every open window decides for itself what to refresh."""

    customers: frozenset[int] = frozenset()
    sales: frozenset[int] = frozenset()
    products: bool = False
    settings: bool = False
    accounts: frozenset[int] = frozenset()
    people: bool = False
