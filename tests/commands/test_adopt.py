from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.storage.adoption_record import NOTHING_TO_DO
from tests.commands.conftest import Suki
from tests.storage.old_pos import SHAPES, old_tables, write_dump, write_sqlite


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_dump(tmp_path / "old.sql", old_tables(SHAPES["half migrated"]))


def test_a_dump_comes_along_and_the_story_is_told_in_order(
    suki: Suki, dump: Path, folder: Path
) -> None:
    said = suki("adopt", dump, "--timezone", "Asia/Manila")
    assert said.code == 0, said.err
    story = [line for line in said.err.splitlines() if not line.endswith("...")]
    assert story[0].startswith("Migrations completed: ")
    assert story[1].startswith("The customer link was added")
    assert story[2].startswith("Linked ")
    assert f"{story[2]}." in said.out.splitlines()
    assert "The report, with every row to be looked at: adoption-2026-11-12.txt" in said.err
    assert (folder / "adoption-2026-11-12.txt").exists()
    listed = json.loads(suki("customers", "--json").out)
    assert "Maria Santos" in {each["name"] for each in listed}
    assert suki("verify").code == 0


def test_a_dry_run_says_the_same_numbers_and_writes_nothing(
    suki: Suki, dump: Path, folder: Path
) -> None:
    foreseen = suki("adopt", dump, "--dry-run")
    assert foreseen.code == 0
    assert "Nothing was written." in foreseen.err
    assert not folder.exists()
    done = suki("adopt", dump)
    as_done = done.out.replace("Customers made", "Customers would be made")
    assert foreseen.out == as_done


def test_the_window_hears_the_story_too_as_the_log_is_its_own(suki: Suki, dump: Path) -> None:
    told = [json.loads(line) for line in suki("adopt", dump, "--feed").out.splitlines()]
    assert [line.split()[0] for line in told[-1]["story"]] == ["Migrations", "The", "Linked"]
    again = [json.loads(line) for line in suki("adopt", dump, "--feed").out.splitlines()]
    assert again[-1]["story"] == [NOTHING_TO_DO]


def test_a_second_run_has_nothing_to_do(suki: Suki, dump: Path, folder: Path) -> None:
    suki("adopt", dump)
    before = (folder / "shop.db").read_bytes()
    again = suki("adopt", dump)
    assert again.code == 0
    assert NOTHING_TO_DO in again.err
    itself = suki("adopt", folder / "shop.db")
    assert (itself.code, itself.out) == (0, "")
    assert NOTHING_TO_DO in itself.err
    assert (folder / "shop.db").read_bytes() == before


def test_the_old_file_is_put_back_when_asked(suki: Suki, folder: Path) -> None:
    folder.mkdir()
    old = write_sqlite(folder / "shop.db", old_tables(SHAPES["tracking"])).read_bytes()
    assert suki("adopt", "--put-back").code == 1
    assert suki("adopt", folder / "shop.db").code == 0
    foreseen = suki("adopt", "--put-back", "--dry-run")
    assert foreseen.out == "old-pos-2026-11-12.db would be put back.\n"
    told = json.loads(suki("adopt", "--put-back", "--dry-run", "--feed").out)
    assert (told["problem"], told["kept"]) == ("", "old-pos-2026-11-12.db")
    done = suki("adopt", "--put-back")
    assert done.code == 0
    assert "old-pos-2026-11-12.db is the shop again" in done.err
    assert (folder / "shop.db").read_bytes() == old
    assert json.loads(suki("adopt", "--put-back", "--feed").out)["problem"]
    assert suki("adopt").code == 2


def test_what_cannot_be_read_is_refused_in_one_sentence(suki: Suki, tmp_path: Path) -> None:
    file = tmp_path / "old.sql"
    file.write_text(
        "-- phpMyAdmin SQL Dump\nCREATE TABLE `sales` (`id` int);\nINSERT INTO `sales` VALUES (;\n"
    )
    said = suki("adopt", file)
    assert said.code == 1
    assert "Line 3 of the dump cannot be read. A value cannot be read." in said.err
    file.write_text("name,price\n")
    assert suki("adopt", file).err.startswith("old.sql is not the old POS's database.")
    assert suki("adopt", tmp_path / "nowhere").code == 1


def test_reading_commands_say_what_to_do_about_an_old_file(suki: Suki, folder: Path) -> None:
    folder.mkdir()
    write_sqlite(folder / "shop.db", old_tables(SHAPES["merged"]))
    said = suki("customers")
    assert said.code == 1
    assert "is the database of your old POS. Open the till once" in said.err
    assert suki("adopt", folder / "shop.db", "--timezone", "Asia/Manila").code == 0
    assert suki("customers").code == 0


def test_the_window_is_fed_stages_and_a_report(suki: Suki, dump: Path) -> None:
    said = suki("adopt", dump, "--feed")
    told = [json.loads(line) for line in said.out.splitlines()]
    stages = list(dict.fromkeys(each["stage"] for each in told if "stage" in each))
    assert stages == [
        "reading the dump", "looking", "products", "lines", "sales", "payments", "indexes",
        "customers", "checks",
    ]  # fmt: skip
    report = told[-1]["report"]
    assert (told[-1]["trial"], report["sales"]) == (False, 120)
    dump.write_text("-- mysqldump of nothing\n")
    refused = suki("adopt", dump, "--feed")
    assert refused.code == 1
    assert "no table" in json.loads(refused.out.splitlines()[-1])["problem"]
