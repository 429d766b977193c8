from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.domain.backup_text import copy_of, figures_of
from app.storage.backup_files import record_of
from app.storage.backup_list import copies_in
from app.storage.classify import COPIES
from tests.commands.conftest import Suki
from tests.exchange.files import a_file
from tests.storage.old_pos import SHAPES, old_tables, write_sqlite


@pytest.fixture
def file(suki: Suki, tmp_path: Path, folder: Path) -> Path:
    """A shop with two sales to one customer; gives its database."""
    rows = ["2026-01-01,Ana,5.00", "2026-01-02,Ana,7.00"]
    suki("import", "sales", a_file(tmp_path, "date,customer,total", *rows))
    return folder / "shop.db"


def sell_more(suki: Suki, tmp_path: Path) -> None:
    more = a_file(tmp_path, "date,customer,total", "2026-01-03,Ben,9.00")
    assert suki("import", "sales", more).code == 0


def total(suki: Suki) -> list[tuple[str, str]]:
    found = json.loads(suki("customers", "--sort", "name", "--json").out)
    return [(each["name"], each["total_purchases"]) for each in found]


def test_a_backup_says_where_it_is_and_what_is_in_it(suki: Suki, file: Path) -> None:
    said = suki("backup")
    (copy,) = copies_in(file.parent / COPIES)
    assert said.code == 0
    assert said.out == f"{file.parent / COPIES / copy.name}\n"
    assert said.err == (
        "Copied and checked: 2 sales, the last on 2026-01-01 00:00, 12.00 in total, 1 customer, "
        "0 products.\n"
    ).replace("2026-01-01 00:00", said.err.split("on ")[1][:16])


def test_a_backup_to_a_file_or_folder_is_for_scripts(
    suki: Suki, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine.db"
    said = json.loads(suki("backup", target, "--json").out)
    assert said["path"] == str(target)
    assert figures_of(said["figures"]).sales == 2
    assert (said["size"], said["differing"]) == (target.stat().st_size, 0)
    again = suki("backup", target)
    assert (again.code, again.out) == (1, "")
    assert "there is already a file" in again.err
    drive = tmp_path / "drive"
    drive.mkdir()
    made = Path(suki("backup", drive).out.strip())
    assert (made.parent, made.name) == (drive, "suki-2026-11-12-144100.db")
    assert not (file.parent / COPIES).exists()


def test_copies_are_listed(suki: Suki, file: Path) -> None:
    assert suki("backup", "--list").out == "There is no copy yet.\n"
    suki("backup")
    assert "asked" in suki("backup", "--list").out
    assert [each["reason"] for each in json.loads(suki("backup", "--list", "--json").out)] == [
        "asked"
    ]


def test_what_does_not_count_is_listed_too(suki: Suki, file: Path) -> None:
    copies = [Path(suki("backup").out.strip()) for _ in range(3)]
    record_of(copies[0]).write_text("{")
    copies[1].write_bytes(copies[1].read_bytes()[:-1])
    said = suki("backup", "--list")
    assert said.out.count(".db") == 1
    assert said.err == "".join(
        f"Not whole, or its record is not, so it does not count: {path.name}\n"
        for path in sorted(copies[:2])
    )


def test_a_copy_without_its_record_is_looked_through_on_wish(suki: Suki, file: Path) -> None:
    copy = Path(suki("backup").out.strip())
    record_of(copy).unlink()
    refused = suki("restore", copy)
    assert refused.code == 1
    assert "looked through anew (`suki backup --check`)" in refused.err
    said = suki("backup", "--check", copy)
    assert (said.code, said.out) == (0, f"{copy}\n")
    assert said.err.startswith("Checked: 2 sales, ")
    assert suki("restore", copy).code == 0
    assert suki("backup", "--check", copy).code == 1


def test_a_copy_that_is_kept_to_be_put_back_says_so(suki: Suki, file: Path, tmp_path: Path) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["real"]))
    assert suki("adopt", old).code == 0
    suki("backup")
    (kept, line) = [line for line in suki("backup", "--list").out.splitlines() if ".db" in line]
    assert "adoption, kept to be put back" in line
    assert "kept" not in kept


def test_where_no_shop_is_nothing_is_copied(suki: Suki, folder: Path) -> None:
    folder.mkdir()
    said = suki("backup")
    assert (said.code, said.out) == (1, "")
    assert "There is no shop in this folder." in said.err
    assert list(folder.iterdir()) == []


def test_a_restore_brings_back_what_was(suki: Suki, file: Path, tmp_path: Path) -> None:
    copy = suki("backup").out.strip()
    sell_more(suki, tmp_path)
    assert total(suki) == [("Ana", "12.00"), ("Ben", "9.00")]
    looked = suki("restore", copy, "--dry-run")
    assert looked.out.splitlines()[0].startswith("Here now:  3 sales, ")
    assert looked.out.splitlines()[1].startswith("The copy:  2 sales, ")
    assert total(suki) == [("Ana", "12.00"), ("Ben", "9.00")]
    said = suki("restore", copy)
    assert said.code == 0
    assert said.out.startswith("The copy is in place.\nWhat was here before: ")
    assert total(suki) == [("Ana", "12.00")]
    assert suki("verify").code == 0
    safety = said.out.splitlines()[1].split(": ")[1]
    assert suki("restore", safety).code == 0
    assert total(suki) == [("Ana", "12.00"), ("Ben", "9.00")]


def test_a_damaged_copy_is_refused_in_one_sentence(suki: Suki, file: Path) -> None:
    copy = Path(suki("backup").out.strip())
    content = bytearray(copy.read_bytes())
    content[7777] ^= 1
    copy.write_bytes(content)
    said = suki("restore", copy)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "This copy is damaged: it is not what was written, byte for byte. "
        "Choose another copy. Nothing was changed.\n"
    )


def test_while_the_till_is_open_copies_are_made_and_none_restored(
    suki: Suki, file: Path, writing: Any
) -> None:
    with writing():
        copy = suki("backup").out.strip()
        said = suki("restore", copy)
    assert said.code == 1
    assert "Close the till first" in said.err


class Terminal:
    """Somebody at the keyboard, or nobody."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def isatty(self) -> bool:
        return bool(self._answers)

    def readline(self) -> str:
        return self._answers.pop(0)


def till_of(suki: Suki, folder: Path) -> int:
    said = suki("--data", folder, "backup", folder.parent / "again.db", "--json").out
    till: int = json.loads(said)["origin"]["till"]
    return till


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("more", "answers", "till"),
    [(("--retired",), (), 1), (("--till", "5"), (), 5), ((), ("y\n",), 1),
     ((), ("n\n", "3\n"), 3), ((), ("\n", "2\n"), 2)],
)  # fmt: skip
def test_on_another_computer_it_is_asked_whether_the_old_one_is_retired_and_which_till_this_is(
    suki: Suki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...],
    answers: tuple[str, ...], till: int,
) -> None:  # fmt: skip
    copy = tmp_path / "mine.db"
    suki("backup", copy)
    monkeypatch.setattr(sys, "stdin", Terminal(*answers))
    said = suki("--data", tmp_path / "new", "restore", copy, *more)
    assert said.code == 0
    assert ("Is the computer" in said.err) == bool(answers)
    assert ("Known tills: 1." in said.err) == (len(answers) == 2)
    assert (f"This is till {till} now" in said.out) == (till != 1)
    assert till_of(suki, tmp_path / "new") == till


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("answers", [(), ("n\n", "\n"), ("n\n", "two\n"), ("n\n", "9" * 5000)])
def test_a_number_nobody_said_is_never_made_up(
    suki: Suki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...]
) -> None:
    copy = tmp_path / "mine.db"
    suki("backup", copy)
    monkeypatch.setattr(sys, "stdin", Terminal(*answers))
    said = suki("--data", tmp_path / "new", "restore", copy)
    assert (said.code, said.out) == (1, "")
    assert "nobody said which till this one is" in said.err
    assert "Known tills: 1. Nothing was changed.\n" in said.err
    assert not (tmp_path / "new" / "shop.db").exists()
    fed = suki("--data", tmp_path / "new", "restore", copy, "--feed")
    assert "nobody said" in json.loads(fed.out)["problem"]


@pytest.mark.usefixtures("file")
def test_a_number_that_is_taken_is_refused(suki: Suki, tmp_path: Path) -> None:
    copy = tmp_path / "mine.db"
    suki("backup", copy)
    said = suki("--data", tmp_path / "new", "restore", copy, "--till", "1")
    assert said.code == 1
    assert "Till 1 has numbers already." in said.err


def test_a_till_that_cannot_be_is_wrong_usage(suki: Suki) -> None:
    for wrong in ("0", "x", "1000", "-1"):
        assert suki("restore", "a", "--till", wrong).code == 2
    assert suki("restore", "a", "--till", "2", "--retired").code == 2


# What the till's window asks for


def feed(suki: Suki, *arguments: object) -> dict[str, Any]:
    said = suki(*arguments, "--feed")
    found: dict[str, Any] = json.loads(said.out)
    assert (said.code, said.err) == (1 if found["problem"] else 0, "")
    return found


def test_the_window_is_told_of_every_copy(
    suki: Suki, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.nice", lambda _step: 0)
    assert feed(suki, "backup", "--list") == {
        "problem": "",
        "second_problem": "",
        "folder": str(file.parent / COPIES),
        "way_back": "",
        "damaged": [],
        "copies": [],
    }
    said = feed(suki, "backup", "--reason", "timed")
    assert [copy_of(each) for each in said["copies"]] == copies_in(file.parent / COPIES)
    record_of(file.parent / COPIES / said["copies"][0]["name"]).unlink()
    for left in file.parent.glob("shop.db*"):
        left.unlink()
    gone = feed(suki, "backup", "--reason", "timed")
    assert gone["problem"].startswith("There is no shop in this folder.")
    assert gone["copies"] == []


def test_the_window_is_told_what_stands_in_the_way_of_a_place(
    suki: Suki, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.nice", lambda _step: 0)
    drive = tmp_path / "drive"
    drive.mkdir()
    assert feed(suki, "backup", "--place", drive)["problem"] == ""
    assert "inside the shop's own" in feed(suki, "backup", "--place", file.parent)["problem"]
    assert "not there" in feed(suki, "backup", "--place", tmp_path / "gone")["problem"]


def test_the_window_is_shown_both_sides_and_what_came_of_it(
    suki: Suki, file: Path, tmp_path: Path
) -> None:
    copy = suki("backup").out.strip()
    sell_more(suki, tmp_path)
    said = feed(suki, "restore", copy, "--dry-run")
    assert (said["here"]["sales"], said["copy"]["figures"]["sales"]) == (3, 2)
    assert said["is_elsewhere"] is False
    assert file.exists()
    done = feed(suki, "restore", copy)
    assert done["safety"]["figures"]["sales"] == 3
    assert done["till"] == 1
    refused = feed(suki, "restore", file)
    assert refused["problem"].startswith("The record shop.db.json is not")
    assert refused["has_no_record"]
    record_of(Path(copy)).unlink()
    assert feed(suki, "backup", "--check", copy)["problem"] == ""
    again = feed(suki, "restore", file.parent / "gone.db")
    assert (again["has_no_record"], feed(suki, "restore", copy)["problem"]) == (False, "")
