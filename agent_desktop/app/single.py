"""One program per data folder: a second start shows the first one's window and ends; other programs may say a word.

Promises to answer only programs of the same user. Refuses commands: all it understands is "show" (which is also what
it makes of anything else), "shield on", "shield off" and "servers".
"""

import hashlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QDir, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_WAIT_MS = 500
_ANSWER_MS = 8_000
_LONGEST = 64
_LONGEST_ANSWER = 65_536
_ORDERS = ("shield on", "shield off", "servers")

Answer: TypeAlias = Callable[[str], None]


def _name(data: Path) -> str:
    return "agent-desktop-" + hashlib.sha256(str(data).encode()).hexdigest()[:24]


def _reach(data: Path) -> "QLocalSocket | None":
    """A connection to the running program with this data folder; None when there is none."""
    if sys.platform != "win32" and not Path(QDir.tempPath(), _name(data)).exists():
        return None  # the usual start, without loading the network for a question
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(data))
    return socket if socket.waitForConnected(_WAIT_MS) else None


def show_the_first(data: Path) -> bool:
    """Ask a running program with the same data folder to show itself. True when there is one."""
    socket = _reach(data)
    if socket is None:
        return False
    _write(socket, b"show\n")
    socket.disconnectFromServer()
    return True


def ask_the_first(data: Path, words: str) -> str | None:
    """What a running program with the same data folder answers to `words`; empty when it says nothing in time.

    None when there is no such program.
    """
    socket = _reach(data)
    if socket is None:
        return None
    _write(socket, words.encode() + b"\n")
    while not socket.canReadLine() and socket.waitForReadyRead(_ANSWER_MS):
        pass
    answer = bytes(socket.readLine(_LONGEST_ANSWER).data())
    socket.disconnectFromServer()
    return answer.decode(errors="replace").strip()


def _write(socket: "QLocalSocket", line: bytes) -> None:
    socket.write(line)
    socket.flush()
    socket.waitForBytesWritten(_WAIT_MS)


class Single(QObject):
    """Listens for later starts, and calls `show` for each.

    `obey` is called with what another program said, and with what takes the answer, one line.
    """

    def __init__(
        self,
        data: Path,
        show: Callable[[], None],
        obey: Callable[[str, Answer], None] | None = None,
    ) -> None:
        super().__init__()
        from PySide6.QtNetwork import QLocalServer

        self._show = show
        self._obey = obey
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        name = _name(data)
        if not self._server.listen(name):
            # What a killed program left behind; a living one was asked before.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._hear, socket))
            QTimer.singleShot(_ANSWER_MS, socket, socket.abort)  # whoever says nothing goes
            self._hear(socket)  # what came before we listened

    def _hear(self, socket: "QLocalSocket") -> None:
        if not socket.canReadLine() and socket.bytesAvailable() < _LONGEST:
            return
        socket.readyRead.disconnect()
        words = bytes(socket.readLine(_LONGEST).data()).decode(errors="replace").rstrip("\n")
        if words in _ORDERS and self._obey is not None:
            self._obey(words, partial(_answer, socket))
        else:
            self._show()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


def _answer(socket: "QLocalSocket", word: str) -> None:
    """Say it to whoever asked, unless they are gone."""
    import shiboken6

    if shiboken6.isValid(socket):
        socket.write(word.encode() + b"\n")
        socket.disconnectFromServer()
