"""A wicket of the open till: a command that was typed a PIN has it looked at here.

The till alone counts the tries, so no command may look at one itself while it is open. Both are
on this machine. Whoever asks first hears a proof that the till behind the wicket has read this
shop's file; only then the PIN goes through, and a letter comes back, which lets the command in.
"""

from __future__ import annotations

import json
import logging
import sys
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.domain.errors import NotAllowed, ShopError, TillOpen, TooEarly, WrongPin
from app.ui.doorbell import OPTION, name_of

if TYPE_CHECKING:
    from app.ui.shop import Shop

log = logging.getLogger(__name__)

_WAIT_MS = 10_000
"""A till that is busy with a long sale answers within this."""
_LONGEST = 1_000
_MOST_WAITING = 8


def _name(folder: str) -> str:
    return f"{name_of(folder)}-pin"


class Wicket(QObject):
    """Listens while the shop is open, and hands every PIN to the thread that counts the tries."""

    def __init__(self, folder: str, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._waiting: deque[QLocalSocket | None] = deque()  # who left keeps the place
        self._server = QLocalServer(self)
        self._server.setSocketOptions(OPTION)
        self._server.newConnection.connect(self._greet)
        shop.people.lettered.connect(self._let_in)
        shop.people.not_lettered.connect(self._send_away)
        QLocalServer.removeServer(_name(folder))
        if not self._server.listen(_name(folder)):
            log.warning("commands cannot ask this till: %s", self._server.errorString())

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.readyRead.connect(partial(self._hear, visitor))
            visitor.disconnected.connect(partial(self._forget, visitor))
            self._hear(visitor)

    def _hear(self, visitor: QLocalSocket) -> None:
        if visitor.bytesAvailable() > _LONGEST:
            visitor.abort()
            return
        while visitor.canReadLine():
            said = _read(visitor)
            nonce, pin = said.get("nonce"), said.get("pin")
            if isinstance(nonce, str):
                _say(visitor, proof=self._shop.reader.people.vouch(nonce))
            elif isinstance(pin, str) and len(self._waiting) < _MOST_WAITING:
                self._waiting.append(visitor)
                self._shop.people.send_letter(pin)
            else:
                visitor.abort()
                return

    def _forget(self, visitor: QLocalSocket) -> None:
        for place, waiting in enumerate(self._waiting):
            if waiting is visitor:
                self._waiting[place] = None
        visitor.deleteLater()

    @Slot(str)
    def _let_in(self, letter: str) -> None:
        self._answer(letter=letter)

    @Slot(object)
    def _send_away(self, problem: ShopError) -> None:
        facts: dict[str, object] = {"message": problem.message, "advice": problem.advice}
        if isinstance(problem, WrongPin | TooEarly):
            facts["wait"] = problem.wait_seconds
        if isinstance(problem, WrongPin):
            facts["tries"] = problem.tries_left
        self._answer(problem=type(problem).__name__, **facts)

    def _answer(self, **words: object) -> None:
        visitor = self._waiting.popleft() if self._waiting else None
        if visitor is not None:
            _say(visitor, **words)


class Visit:
    """A command before the wicket of the till that has the shop open."""

    def __init__(self, folder: str) -> None:
        """Go there. Raises TillOpen where nobody answers: then another program has the shop."""
        self._application = QCoreApplication.instance() or QCoreApplication([])
        self._socket = QLocalSocket()
        if sys.platform == "linux":
            self._socket.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
        self._socket.connectToServer(_name(folder))
        if not self._socket.waitForConnected(_WAIT_MS):
            raise TillOpen

    def proof(self, nonce: str) -> str:
        """Hear what shows that the till has read the shop's file."""
        return str(self._asked(nonce=nonce).get("proof", ""))

    def letter(self, pin: str) -> str:
        """Have a PIN looked at. Raises WrongPin, TooEarly, NotAllowed as the till does."""
        said = self._asked(pin=pin)
        if isinstance(letter := said.get("letter"), str):
            return letter
        raise _problem(said)

    def leave(self) -> None:
        """Go away."""
        self._socket.abort()

    def _asked(self, **words: object) -> dict[str, object]:
        _say(self._socket, **words)
        while not self._socket.canReadLine():
            if not self._socket.waitForReadyRead(_WAIT_MS):
                raise TillOpen
        return _read(self._socket)


def _problem(said: dict[str, object]) -> ShopError:
    wait, tries = said.get("wait", 0), said.get("tries", 0)
    seconds, left = (each if isinstance(each, int) else 0 for each in (wait, tries))
    match said.get("problem"):
        case "WrongPin":
            return WrongPin(tries_left=left, wait_seconds=seconds)
        case "TooEarly":
            return TooEarly(wait_seconds=seconds)
        case "NotAllowed":
            return NotAllowed(str(said.get("message", "")))
    return TillOpen(advice=" ".join(str(said.get(key, "")) for key in ("message", "advice")))


def _say(socket: QLocalSocket, **words: object) -> None:
    socket.write(json.dumps(words).encode() + b"\n")
    socket.flush()


def _read(socket: QLocalSocket) -> dict[str, object]:
    """Give one line's words; what is none of ours says nothing."""
    try:
        said = json.loads(bytes(socket.readLine(_LONGEST).data()))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
