from __future__ import annotations

import sqlite3

import peewee
import pytest

from app.domain.errors import NameTaken, SaleRefused, ShopError, StoreUnavailable
from app.storage.faults import NOT_CONFIRMED, raise_plain, true_error


def sqlite_error(name: str, text: str = "something") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorname = name
    return error


def masked_by_a_rollback(first: BaseException) -> BaseException:
    """The chain peewee leaves behind when SQLite has ended the transaction by itself."""
    complaint = sqlite_error("SQLITE_ERROR", "cannot rollback - no transaction is active")
    complaint.__context__ = first
    wrapped = peewee.OperationalError(complaint, *complaint.args)
    wrapped.__context__ = complaint
    return wrapped


def plain(error: BaseException, what: str, *, in_doubt: bool = False) -> BaseException:
    with pytest.raises((ShopError, sqlite3.Error)) as raised:
        raise_plain(error, what, in_doubt=in_doubt)
    return raised.value


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_FULL", "the disk is full"),
        ("SQLITE_READONLY", "read-only"),
        ("SQLITE_READONLY_DIRECTORY", "read-only"),
        ("SQLITE_READONLY_DBMOVED", "moved, deleted or replaced"),
        ("SQLITE_BUSY", "another program"),
        ("SQLITE_BUSY_SNAPSHOT", "another program"),
        ("SQLITE_LOCKED", "another program"),
        ("SQLITE_CORRUPT", "damaged"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_IOERR_FSYNC", "the disk did not do"),
        ("SQLITE_PERM", "does not let"),
        ("SQLITE_AUTH", "does not let"),
        ("SQLITE_NOMEM", "out of memory"),
    ],
)
def test_each_cause_has_its_own_sentence_even_behind_a_rollback(name: str, words: str) -> None:
    for error in (sqlite_error(name), masked_by_a_rollback(sqlite_error(name))):
        said = plain(error, "save the sale")
        assert isinstance(said, StoreUnavailable)
        assert said.message.startswith("Could not save the sale: ")
        assert words in said.message
        assert said.advice.endswith(".")
        assert not said.in_doubt


def test_a_failed_commit_says_that_pay_may_be_pressed_again() -> None:
    said = plain(sqlite_error("SQLITE_FULL"), "save the sale", in_doubt=True)
    assert isinstance(said, StoreUnavailable)
    assert (said.message, said.in_doubt) == (NOT_CONFIRMED, True)
    assert said.advice.startswith("The disk is full. Free")


@pytest.mark.parametrize("name", ["SQLITE_ERROR", "SQLITE_CONSTRAINT_CHECK", "SQLITE_MISUSE"])
def test_a_bug_stays_what_it_is(name: str) -> None:
    bug = sqlite_error(name)
    assert plain(bug, "save") is bug
    assert plain(masked_by_a_rollback(bug), "save") is bug


def test_a_refusal_behind_a_lost_transaction_comes_out() -> None:
    refusal = SaleRefused("no")
    assert plain(masked_by_a_rollback(refusal), "save") is refusal


def test_the_newest_cause_counts_and_not_one_that_was_dealt_with() -> None:
    newest = sqlite_error("SQLITE_FULL")
    newest.__context__ = sqlite_error("SQLITE_CONSTRAINT", "dealt with")
    assert true_error(masked_by_a_rollback(newest)) is newest


def test_what_is_no_fault_of_the_file_has_no_cause() -> None:
    assert true_error(NameTaken()) is None
