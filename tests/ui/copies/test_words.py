"""What is said about copies, as an owner reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.backup import Copy, Reason
from app.ui.copies import words
from app.ui.copies.keeper import CopyKeeper
from app.ui.wording import Wording
from tests.ui.copies.errands import DRIVE, a_copy


@pytest.fixture
def standing(keeper: CopyKeeper, wording: Wording) -> Callable[..., tuple[str, ...]]:
    """Say how it stands with these copies."""

    def say(*copies: Copy, place: str = "", **more: str) -> tuple[str, ...]:
        keeper.copies, keeper.is_known, keeper._place = copies, True, place
        for name, text in more.items():
            setattr(keeper, name, text)
        found = words.standing(keeper, wording)
        return found.tone, found.title, found.detail, found.short

    return say


Standing = Callable[..., tuple[str, ...]]


def test_a_fresh_copy_is_safe(standing: Standing, keeper: CopyKeeper) -> None:
    keeper.next_at = a_copy(-0.5).made_at
    assert standing(a_copy()) == (
        "success",
        "Your data is safe",
        "Last copy today 1:41 PM, checked and readable  ·  next at 3:11 PM",
        "Backed up",
    )


def test_no_copy_is_said(standing: Standing) -> None:
    assert standing()[:2] == ("warning", "No copy yet")


def test_a_late_copy_says_since_when_and_what_to_plug_in(standing: Standing) -> None:
    old = a_copy(29, second_place=DRIVE)
    assert standing(a_copy(), old, place=DRIVE) == (
        "warning",
        "No backup since yesterday 9:41 AM",
        "Plug in the USB drive “POS BACKUP”.",
        "Backup late",
    )
    assert standing(old)[1:3] == ("No backup since yesterday 9:41 AM", "Make one now.")
    assert standing(a_copy(), place=DRIVE)[1] == "No backup there yet"


def test_what_went_wrong_comes_before_everything(standing: Standing) -> None:
    assert standing(a_copy(), problem="The disk is full.") == (
        "danger",
        "The last copy was not made",
        "The disk is full.",
        "No backup",
    )


def test_a_drive_that_was_away_is_a_warning(standing: Standing) -> None:
    copies = (a_copy(0.1), a_copy(second_place=DRIVE))
    found = standing(*copies, place=DRIVE, second_problem="Plug in the drive.")
    assert found[:3] == ("warning", "Your data is in one place only", "Plug in the drive.")


@pytest.mark.parametrize(
    ("hours", "reason", "said"),
    [
        (1, Reason.TIMED, "Today 1:41 PM"),
        (18, Reason.CLOSING, "Yesterday 8:41 PM, end of day"),
        (50, Reason.RESTORE, "10 Nov 2026, 12:41 PM, before a restore"),
        (50, Reason.UPGRADE, "10 Nov 2026, 12:41 PM, before an update of Suki"),
        (50, Reason.ASKED, "10 Nov 2026, 12:41 PM"),
    ],
)
def test_when_and_why(wording: Wording, hours: int, reason: Reason, said: str) -> None:
    assert words.when(a_copy(hours, reason=reason), wording) == said


def test_where_and_whether_checked() -> None:
    both, one = a_copy(second_place=DRIVE), a_copy()
    assert words.where(both, DRIVE) == "This computer and USB drive “POS BACKUP”"
    assert words.where(one, DRIVE) == "This computer only: USB drive “POS BACKUP” was not there"
    assert words.where(one, "") == "This computer"
    assert words.where(one, "", is_way_back=True).startswith("Kept as long as it can be put back")
    assert words.state(both, DRIVE)[0] == "Checked"
    assert words.state(one, DRIVE)[0] == "One place"
    assert words.state(replace(both, differing=2), DRIVE)[0] == "Figures differ"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/media/nena/POS BACKUP", "USB drive “POS BACKUP”"),
        ("/media/nena/POS BACKUP/suki/copies", "USB drive “POS BACKUP”"),
        ("/run/media/nena/STICK", "USB drive “STICK”"),
        ("/media/STICK", "USB drive “STICK”"),
        ("/Volumes/STICK/suki", "USB drive “STICK”"),
        ("/mnt/nas/shop", "folder “shop”"),
        ("/", "folder “/”"),
    ],
)
def test_a_place_is_named_as_a_person_does(path: str, said: str) -> None:
    assert words.place_words(path) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "1 KB"), (999_499, "999 KB"), (14_249_999, "14.2 MB"), (999_949_999, "999.9 MB"),
     (1_250_000_000, "1.2 GB")],
)  # fmt: skip
def test_sizes(count: int, said: str) -> None:
    assert words.size(count) == said
