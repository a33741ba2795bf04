"""One program per data folder: a second start shows the first one's window and ends.

Promises to answer only programs of the same user. Refuses commands: all it understands is "show".
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QObject

_WAIT_MS = 500
_SHOW = b"show\n"


def _name(data: Path) -> str:
    return "agent-desktop-" + hashlib.sha256(str(data).encode()).hexdigest()[:24]


def show_the_first(data: Path) -> bool:
    """Ask a running program with the same data folder to show itself. True when there is one."""
    if sys.platform != "win32" and not Path(QDir.tempPath(), _name(data)).exists():
        return False  # the usual start, without loading the network for a question
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(data))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_SHOW)
    socket.flush()
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class Single(QObject):
    """Listens for later starts, and calls `show` for each."""

    def __init__(self, data: Path, show: Callable[[], None]) -> None:
        super().__init__()
        from PySide6.QtNetwork import QLocalServer

        self._show = show
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(data)
        if not self._server.listen(name):
            # What a killed program left behind; a living one was asked before.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self._show()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
