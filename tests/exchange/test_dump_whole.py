"""A dump of several databases, one that is cut off, one that names a table twice."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import InvalidInput
from app.exchange.dump import is_dump, to_database

HEAD = """-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
SET @@SESSION.SQL_LOG_BIN= 0;
SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3E11FA47-71CA-11E1-9E33-C80AA9429562:1-5';
"""
FOOT = """/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
-- Dump completed on 2025-03-02  8:00:00
"""
SALES = """DROP TABLE IF EXISTS `sales`;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `sales` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(50) COLLATE utf8mb4_0900_ai_ci DEFAULT (_utf8mb4'x;'),
  `secret` int /*!80023 INVISIBLE */ DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` ((lower(`name`))) /*!80000 INVISIBLE */
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci /*!80016 ENCRYPTION='N' */;
INSERT INTO `sales` (`id`, `name`) VALUES (1,_binary 'Ana'),(2,'%s');
"""
OTHER = """CREATE DATABASE /*!32312 IF NOT EXISTS*/ `blog` /*!40100 DEFAULT CHARSET utf8mb4 */;
USE `blog`;
CREATE TABLE `users` (`id` int);
INSERT INTO `users` VALUES (77);
"""
USERS = """CREATE TABLE `users` (`id` int);
INSERT INTO `users` VALUES (5);
"""


def read(place: Path, text: str, sql: str = "SELECT id, name FROM sales") -> list[tuple[Any, ...]]:
    dump, made = place / "dump.sql", place / "made.db"
    dump.write_text(text, encoding="utf-8")
    assert is_dump(dump)
    to_database(dump, made)
    with closing(sqlite3.connect(made)) as connection:
        return connection.execute(sql).fetchall()


def test_a_dump_of_mysql_8_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + SALES % "Ben" + FOOT) == [(1, "Ana"), (2, "Ben")]


@pytest.mark.parametrize("end", [0, 40, 90, 130])
def test_a_dump_that_ends_too_early_is_refused_also_between_two_statements(
    end: int, tmp_path: Path
) -> None:
    whole = HEAD + SALES % "Ben" + USERS + FOOT
    at_a_statement = whole.index("CREATE TABLE `users`")
    with pytest.raises(InvalidInput, match="The end of this dump is missing"):
        read(tmp_path, whole[: at_a_statement + end])


def test_where_nothing_is_promised_of_the_end_nothing_is_missed(tmp_path: Path) -> None:
    assert len(read(tmp_path, SALES % "Ben")) == 2


def test_a_packed_dump_that_is_cut_off_is_known_as_one(tmp_path: Path) -> None:
    packed = gzip.compress((HEAD + SALES % "Ben" * 50 + FOOT).encode())
    dump = tmp_path / "dump.sql.gz"
    dump.write_bytes(packed[:-30])
    assert is_dump(dump)
    with pytest.raises(InvalidInput, match="cut off or damaged"):
        to_database(dump, tmp_path / "made.db")


def test_of_several_databases_the_one_with_sales_is_taken(tmp_path: Path) -> None:
    shop = "USE `shop`;\n" + SALES % "Ben" + USERS
    for text in (OTHER + shop, shop + OTHER, SALES % "Ben" + USERS + OTHER):
        (tmp_path / "made.db").unlink(missing_ok=True)
        assert read(tmp_path, HEAD + text + FOOT, "SELECT id FROM users") == [(5,)]
        assert read_again(tmp_path) == ["sales", "users"]


def read_again(place: Path) -> list[str]:
    with closing(sqlite3.connect(place / "made.db")) as connection:
        named = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        return [name for (name,) in connection.execute(named)]


def test_two_shops_in_one_dump_are_refused_by_name(tmp_path: Path) -> None:
    two = "".join(f"USE `{name}`;\n{SALES % name}" for name in ("cebu", "davao"))
    with pytest.raises(InvalidInput, match="more than one shop in this dump: cebu, davao"):
        read(tmp_path, HEAD + two + FOOT)


def test_a_table_that_is_dropped_and_made_again_is_the_later_one(tmp_path: Path) -> None:
    text = HEAD + SALES % "Ben" + SALES % "Dina" + FOOT
    assert read(tmp_path, text) == [(1, "Ana"), (2, "Dina")]
