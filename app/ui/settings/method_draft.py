"""Ways to pay as the owner types them, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.domain.errors import InvalidInput
from app.domain.names import fold, name_key
from app.domain.tender import MethodKind, PaymentMethod

EXACT_LETTER = "E"
"""Alt and this letter fill in the exact amount."""

_LETTER = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class MethodDraft:
    """A method whose letter and pattern may still be wrong. One that is new has no code."""

    code: str
    name: str
    kind: MethodKind
    letter: str
    needs_reference: bool = False
    pattern: str = ""
    opens_drawer: bool = False
    is_shown: bool = True

    def method(self, code: str) -> PaymentMethod:
        """Give the method. Raises InvalidInput for a wrong pattern.

        Cash has no reference, and that of what is put on account is the account's code.
        """
        is_free = self.kind not in (MethodKind.CASH, MethodKind.ACCOUNT)
        return PaymentMethod(
            code,
            self.letter,
            self.kind,
            self.name,
            self.needs_reference and is_free,
            self.pattern if is_free else "",
            self.opens_drawer,
            self.is_shown,
        )


class Trouble(Enum):
    """Why a list of methods cannot be saved."""

    NO_NAME = auto()
    SAME_NAME = auto()
    NO_LETTER = auto()
    SAME_LETTER = auto()
    EXACT_LETTER = auto()
    PATTERN = auto()
    NO_CASH = auto()


def draft_of(method: PaymentMethod) -> MethodDraft:
    return MethodDraft(
        method.code,
        method.name,
        method.kind,
        method.letter,
        method.needs_reference,
        method.pattern,
        method.opens_drawer,
        method.is_shown,
    )


def methods_of(drafts: Sequence[MethodDraft]) -> tuple[PaymentMethod, ...]:
    """Give each its code; a new one is called after its name, and like no other."""
    taken = {draft.code for draft in drafts}
    made = []
    for draft in drafts:
        code = draft.code or _new_code(draft.name, taken)
        taken.add(code)
        made.append(draft.method(code))
    return tuple(made)


def trouble_in(drafts: Sequence[MethodDraft], names: Sequence[str]) -> tuple[int, Trouble] | None:
    """Find the first entry that cannot be saved; `names` is what each is called on screen."""
    for row, draft in enumerate(drafts):
        trouble = _trouble_with(draft, names[row], drafts[:row], names[:row])
        if trouble is not None:
            return row, trouble
    if not any(draft.kind is MethodKind.CASH and draft.is_shown for draft in drafts):
        return 0, Trouble.NO_CASH
    return None


def _trouble_with(
    draft: MethodDraft, name: str, before: Sequence[MethodDraft], names: Sequence[str]
) -> Trouble | None:
    if not name_key(name):
        return Trouble.NO_NAME
    if name_key(name) in {name_key(each) for each in names}:
        return Trouble.SAME_NAME
    return _trouble_with_letter(draft, before) or _trouble_with_pattern(draft)


def _trouble_with_letter(draft: MethodDraft, before: Sequence[MethodDraft]) -> Trouble | None:
    if not _LETTER.fullmatch(draft.letter):
        return Trouble.NO_LETTER
    if draft.letter == EXACT_LETTER:
        return Trouble.EXACT_LETTER
    same = any(draft.letter == other.letter for other in before)
    return Trouble.SAME_LETTER if same else None


def _trouble_with_pattern(draft: MethodDraft) -> Trouble | None:
    try:
        draft.method("trial")
    except InvalidInput:
        return Trouble.PATTERN
    return None


def _new_code(name: str, taken: set[str]) -> str:
    plain = "_".join(re.findall(r"[a-z0-9]+", fold(name))) or "method"
    code, number = plain, 2
    while code in taken:
        code, number = f"{plain}_{number}", number + 1
    return code
