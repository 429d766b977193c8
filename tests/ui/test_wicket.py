"""A command that was typed a PIN while the till is open has it looked at there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from app.domain.actor import Right
from app.domain.people import Person
from app.storage.store import open_reader
from app.ui.doorbell import OPTION
from app.ui.shop import Shop
from app.ui.wicket import Wicket, _name
from tests.storage.cheap_pins import cheap_pins
from tests.ui.test_people_desk import PIN, begin

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

WRONG = "999998"

_COMMAND = """
import io, json, sys
from pathlib import Path
from app.commands import letting_in
from app.domain.errors import ShopError
from tests.clocks import HeldClock
from app.domain.clock import from_utc_text
folder, pin, at = Path(sys.argv[1]), sys.argv[2], from_utc_text(sys.argv[3])
sys.stdin = io.StringIO(pin + "\\n")
waited = []
class Now(HeldClock):
    def now(self):
        return at
try:
    actor = letting_in.enter(folder, Now(), io.StringIO(), waited.append)
    said = {"name": actor.name, "rights": len(actor.rights)}
except ShopError as error:
    said = {"error": type(error).__name__, "message": error.message, "advice": error.advice}
print(json.dumps({**said, "waited": waited}))
"""


@pytest.fixture
def wicket(shop: Shop, tmp_path: Path, qtbot: QtBot) -> Iterator[Wicket]:
    begin(shop, qtbot)
    made = Wicket(str(folder_of(shop)), shop)
    yield made
    made.close()


def folder_of(shop: Shop) -> Path:
    return shop.reader.people._database.path.parent  # type: ignore[attr-defined, no-any-return]


def told(shop: Shop, pin: str, qtbot: QtBot) -> dict[str, object]:
    """Run a command of its own process, and the till meanwhile."""
    from app.domain.clock import utc_text

    command = [
        sys.executable,
        "-c",
        _COMMAND,
        str(folder_of(shop)),
        pin,
        utc_text(shop.clock.now()),
    ]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    out, _ = other.communicate()
    said: dict[str, object] = json.loads(out)
    return said


def tries(shop: Shop) -> int:
    reader = open_reader(folder_of(shop), shop.clock)
    counted: int = reader.database.value("SELECT failed_tries FROM pin_gate")
    reader.close()
    return counted


def test_the_owner_is_let_in_and_the_till_stays_with_whom_it_was(
    wicket: Wicket, shop: Shop, qtbot: QtBot
) -> None:
    counter = shop.reader.people.present()
    shop.serve(counter)
    assert told(shop, PIN, qtbot) == {"name": "Nena", "rights": len(Right), "waited": []}
    assert shop.by is counter


def test_a_wrong_pin_is_counted_by_the_till(wicket: Wicket, shop: Shop, qtbot: QtBot) -> None:
    said = told(shop, WRONG, qtbot)
    assert (said["error"], said["message"]) == ("WrongPin", "Wrong PIN.")
    assert tries(shop) == 1


def test_after_too_many_the_command_waits_as_long_as_the_till_says(
    wicket: Wicket, shop: Shop, qtbot: QtBot
) -> None:
    for _ in range(5):
        with qtbot.waitSignal(shop.people.not_entered):
            shop.people.enter(WRONG)
    said = told(shop, PIN, qtbot)
    waited = said["waited"]
    assert isinstance(waited, list)
    assert len(waited) == 1
    assert 0 < waited[0] <= 30
    assert said["error"] == "TooEarly"
    assert tries(shop) == 5, "a try that comes too early is neither counted nor looked at"


def test_whoever_may_take_nothing_out_gets_no_letter(
    wicket: Wicket, shop: Shop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shop.people.saved) as saved:
        shop.people.save(Person(0, "Joy"))
    with qtbot.waitSignal(shop.people.pin_set):
        shop.people.set_pin(saved.args[0].id, "161803")
    said = told(shop, "161803", qtbot)
    assert said["error"] == "NotAllowed"


def test_a_till_that_was_closed_answers_nobody(wicket: Wicket, shop: Shop, qtbot: QtBot) -> None:
    wicket.close()
    assert told(shop, PIN, qtbot)["error"] == "TillOpen"


def test_no_pin_goes_to_a_wicket_that_has_not_read_the_shop(shop: Shop, qtbot: QtBot) -> None:
    begin(shop, qtbot)
    heard: list[bytes] = []
    server = QLocalServer()
    server.setSocketOptions(OPTION)

    def answer() -> None:
        visitor = server.nextPendingConnection()

        def hear() -> None:
            heard.append(bytes(visitor.readAll().data()))
            visitor.write(b'{"proof": "' + b"0" * 128 + b'"}\n')

        visitor.readyRead.connect(hear)

    server.newConnection.connect(answer)
    assert server.listen(_name(str(folder_of(shop))))
    assert told(shop, PIN, qtbot)["error"] == "TillOpen"
    assert heard
    assert PIN.encode() not in b"".join(heard)
    server.close()


@pytest.mark.parametrize(
    "words", [b"hello\n", b"[]\n", b'{"pin": 7}\n', b"\xff\n", b"x" * 5_000, b"\n" * 20]
)
def test_who_says_what_no_command_says_is_sent_away_and_counts_nothing(
    wicket: Wicket, shop: Shop, qtbot: QtBot, words: bytes
) -> None:
    visitor = QLocalSocket()
    visitor.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
    visitor.connectToServer(_name(str(folder_of(shop))))
    assert visitor.waitForConnected(1_000)
    visitor.write(words)
    visitor.flush()
    state = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: visitor.state() == state)
    assert tries(shop) == 0
    assert told(shop, PIN, qtbot)["name"] == "Nena"


def test_who_leaves_before_the_answer_takes_nobody_elses(
    wicket: Wicket, shop: Shop, qtbot: QtBot
) -> None:
    visitor = QLocalSocket()
    visitor.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
    visitor.connectToServer(_name(str(folder_of(shop))))
    assert visitor.waitForConnected(1_000)
    visitor.write(json.dumps({"pin": WRONG}).encode() + b"\n")
    visitor.flush()
    with qtbot.waitSignal(shop.people.not_lettered):
        visitor.abort()
    assert told(shop, PIN, qtbot)["name"] == "Nena"
    assert tries(shop) == 0
