"""A text of mysqldump becomes a SQLite file of the same tables, or is refused with its line."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput, StoreUnavailable
from app.exchange.dump import is_dump, to_database
from app.exchange.dump_values import unescaped
from tests.conftest import CHECKOUT

TABLE = """CREATE TABLE `t` (
  `id` int(11) NOT NULL AUTO_INCREMENT COMMENT 'it''s; (a) number',
  `text` varchar(50) DEFAULT 'x',
  `money` decimal(10,2) NOT NULL DEFAULT 0.00,
  `real` double DEFAULT NULL,
  `at` datetime DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `bytes` longblob,
  PRIMARY KEY (`id`),
  KEY `k` (`text`(10)),
  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `o` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4;
"""


def read(tmp_path: Path, text: str | bytes, sql: str = "SELECT * FROM t") -> list[tuple[Any, ...]]:
    dump, made = tmp_path / "dump.sql", tmp_path / "made.db"
    dump.write_bytes(text.encode() if isinstance(text, str) else text)
    made.unlink(missing_ok=True)
    to_database(dump, made)
    with closing(sqlite3.connect(made)) as connection:
        return connection.execute(sql).fetchall()


def value(tmp_path: Path, written: str, column: str = "text") -> Any:
    text = f"{TABLE}INSERT INTO `t` (`{column}`) VALUES ({written});\n"
    return read(tmp_path, text, f"SELECT {column} FROM t")[0][0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"'it\'s'", "it's"),
        ("'it''s'", "it's"),
        (r"'a\\b'", "a\\b"),
        (r"'a\nb\rc\td'", "a\nb\rc\td"),
        (r"'a\0b\Zc'", "ab\x1ac"),
        (r"'100\%\_'", r"100\%\_"),
        (r"'\"quoted\"'", '"quoted"'),
        ("'), (1); -- no'", "), (1); -- no"),
        ("''", ""),
        ("'Niña ₱ 猫'", "Niña ₱ 猫"),
        ("NULL", None),
        ("0x4E69C3B161", "Niña"),
        ("_utf8mb4 'a'", "a"),
        ("N'a'", "a"),
        ("12.50", "12.50"),
    ],
)
def test_a_literal_means_what_it_means_to_mysql(tmp_path: Path, written: str, meant: Any) -> None:
    assert value(tmp_path, written) == meant


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("money", "1234567890.10", "1234567890.10"),
        ("money", "'-0.50'", "-0.50"),
        ("real", "1.5e3", 1500.0),
        ("at", "'2025-01-01 10:00:00'", "2025-01-01 10:00:00"),
        ("at", "'0000-00-00 00:00:00'", None),
        ("bytes", "0x00FF", b"\x00\xff"),
        ("bytes", "X'0a'", b"\n"),
        ("bytes", r"_binary 'a\0\''", b"a\0'"),
        ("id", "b'101'", 5),
        ("id", "'7'", 7),
    ],
)
def test_a_value_is_kept_as_its_column_needs_it(
    tmp_path: Path, column: str, written: str, meant: Any
) -> None:
    assert value(tmp_path, written, column) == meant


def test_only_tables_and_rows_are_taken(tmp_path: Path) -> None:
    text = f"""/*M!999999\\- enable the sandbox mode */
-- MariaDB dump; with INSERT INTO `nothing` VALUES (1);
# and another comment
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `t`;
{TABLE}LOCK TABLES `t` WRITE;
/*!40000 ALTER TABLE `t` DISABLE KEYS */;
INSERT INTO `t` VALUES (1,'a',1.00,NULL,NULL,NULL),(2,'b',2.00,NULL,NULL,NULL);
UNLOCK TABLES;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`%`*/ /*!50003 TRIGGER x AFTER INSERT ON t
FOR EACH ROW BEGIN INSERT INTO t VALUES (9); SET @a = 'it;;s'; END */;;
CREATE DEFINER=`root`@`%` PROCEDURE `p`() BEGIN SELECT 1; END ;;
DELIMITER ;
/*!50001 CREATE VIEW `v` AS SELECT 1 AS `a` */;
REPLACE INTO `shop`.`t` (`text`, `id`) VALUES ('c', 3) ON DUPLICATE KEY UPDATE `id` = 4;
-- Dump completed"""
    assert [row[:2] for row in read(tmp_path, text)] == [(1, "a"), (2, "b"), (3, "c")]
    tables = "SELECT name FROM sqlite_schema"
    assert read(tmp_path, text, tables) == [("t",)]


def test_latin1_is_read_as_windows_writes_it(tmp_path: Path) -> None:
    text = f"/*!40101 SET NAMES latin1 */;\n{TABLE}INSERT INTO t (text) VALUES ('Peña €');\n"
    assert read(tmp_path, text.encode("cp1252"), "SELECT text FROM t") == [("Peña €",)]


def test_what_powershell_and_gzip_make_of_a_dump_is_read_too(tmp_path: Path) -> None:
    text = f"{TABLE}INSERT INTO t (text) VALUES ('Peña');\n"
    for data in (
        text.encode("utf-16"),
        gzip.compress(text.encode()),
        b"\xef\xbb\xbf" + text.encode(),
    ):
        file = tmp_path / "dump.sql"
        file.write_bytes(data)
        assert is_dump(file)
        assert read(tmp_path, data, "SELECT text FROM t") == [("Peña",)]


def test_a_packed_dump_that_is_cut_off_or_damaged_is_refused_in_one_sentence(
    tmp_path: Path,
) -> None:
    rows = "".join(f"INSERT INTO t (text) VALUES ('{n * 7919 % 99991}');\n" for n in range(30_000))
    packed = gzip.compress((TABLE + rows).encode())
    broken = bytearray(packed)
    broken[-6] ^= 0xFF  # in the sum at its end
    for data in (packed[: len(packed) // 2], bytes(broken)):
        with pytest.raises(InvalidInput, match="cut off or damaged"):
            read(tmp_path, data)


def test_no_room_for_the_tables_is_said_in_one_sentence(tmp_path: Path) -> None:
    dump = tmp_path / "dump.sql"
    dump.write_text(TABLE + "INSERT INTO t (text) VALUES ('one');\n")
    with pytest.raises(StoreUnavailable, match="Could not read the dump"):
        to_database(dump, tmp_path / "nowhere" / "made.db")


def test_other_files_are_no_dump(tmp_path: Path) -> None:
    for data in (b"", b"name,price\n", b"SQLite format 3\0 create table", b"\x1f\x8bbroken"):
        (tmp_path / "file").write_bytes(data)
        assert not is_dump(tmp_path / "file")
    assert not is_dump(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("INSERT INTO t VALUES (1,'a' 'b');", 12, "A value cannot be read"),
        ("\nINSERT INTO t VALUES (1,2);", 13, "2 values for 6 columns"),
        ("INSERT INTO t (text) VALUES ('no end);", 12, "A value cannot be read"),
        ("INSERT INTO t (nothing) VALUES (1);", 12, "no column nothing"),
        ("INSERT INTO other VALUES (1);", 12, "which was not made"),
        ("INSERT INTO t (id) VALUES (now());", 12, "A value cannot be read"),
        ("SET NAMES gbk;", 12, "gbk cannot be read"),
        ("INSERT INTO t (text) SELECT 1;", 12, "do not begin with VALUES"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, rows: str, line: int, reason: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(tmp_path, f"{TABLE}{rows}\n")
    assert refused.value.message.startswith(f"Line {line} of the dump cannot be read.")
    assert reason in refused.value.message


def test_a_dump_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no table"):
        read(tmp_path, "-- MySQL dump\n")


def test_values_longer_than_what_is_read_at_once_are_whole(tmp_path: Path) -> None:
    long = "ab''c;\\n" * 40_000
    text = f"{TABLE}INSERT INTO t (text) VALUES ('{long}'),('z');\n"
    one, other = read(tmp_path, text, "SELECT text FROM t")
    assert one[0] == "ab'c;\n" * 40_000
    assert other == ("z",)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_whatever_is_escaped_as_mysqldump_does_comes_back(text: str) -> None:
    escaped = text
    for sign, written in (
        ("\\", "\\\\"),
        ("'", "\\'"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\x1a", "\\Z"),
    ):
        escaped = escaped.replace(sign, written)
    assert unescaped(escaped.encode()) == text.encode()


def test_a_dump_of_any_length_takes_the_same_memory(tmp_path: Path) -> None:
    dump = tmp_path / "dump.sql"
    row = "({0},'" + "x" * 400 + "',1.00,NULL,NULL,NULL)"
    with dump.open("w") as file:
        file.write(TABLE)
        for start in range(0, 60_000, 2_000):
            rows = ",".join(row.format(n) for n in range(start, start + 2_000))
            file.write(f"INSERT INTO `t` VALUES {rows};\n")
    script = (
        "import resource, sys; from pathlib import Path;"
        "from app.exchange.dump import to_database;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "to_database(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-c", script, str(dump), str(tmp_path / "made.db")],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert dump.stat().st_size > 20 << 20
    assert int(done.stdout) < 24_000  # kilobytes; sixteen of them are SQLite's own
