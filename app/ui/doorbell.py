"""A second start of the same shop shows the first one's window instead of opening it twice."""

from __future__ import annotations

import hashlib
import logging
import os
import sys

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

_WAIT_MS = 1_000


OPTION = (
    # No file: nothing to be left behind by a killed till, and no path that could be too long.
    QLocalServer.SocketOption.AbstractNamespaceOption
    if sys.platform == "linux"
    else QLocalServer.SocketOption.UserAccessOption
)


def name_of(folder: str) -> str:
    """Give the name a shop's till listens under, on this machine."""
    one_way = os.path.normcase(folder)  # on Windows capitals and slashes make no other folder
    return "suki-" + hashlib.sha256(one_way.encode()).hexdigest()[:24]


class Doorbell(QObject):
    """Listens for another start on this machine. The file lock decides who may write, not this."""

    rung = Signal()

    def __init__(self, folder: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(OPTION)
        self._server.newConnection.connect(self._answer)
        # Only the holder of the shop's lock gets here, so a name left by a killed till is stale.
        QLocalServer.removeServer(name_of(folder))
        if not self._server.listen(name_of(folder)):
            reason = self._server.errorString()
            log.warning("this till cannot be asked to show its window: %s", reason)

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    @Slot()
    def _answer(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnectFromServer()
            visitor.deleteLater()
            self.rung.emit()


def ring(folder: str) -> bool:
    """Ask the till that has the shop open to show its window; says whether one answered."""
    socket = QLocalSocket()
    if sys.platform == "linux":
        socket.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
    socket.connectToServer(name_of(folder))
    answered = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return answered
