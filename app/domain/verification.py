"""What a recount of everything finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One figure that differs from the recount: `subject` names the row, in plain words."""

    subject: str
    figure: str
    stored: str
    recounted: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found. `unlinked` sales have a name and no customer yet: no discrepancy."""

    sales: int
    customers: int
    unlinked: int
    discrepancies: tuple[Discrepancy, ...]
    repaired: bool = False
