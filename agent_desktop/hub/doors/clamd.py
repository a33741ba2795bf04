"""A client of ClamAV's scanner daemon: INSTREAM over a Unix socket or TCP, as the manual page clamd(8) describes it.

Promises one of two answers, clean or what was found, and `ScannerDown` for everything else. Refuses to name paths to
the scanner: it may run elsewhere, so it gets the bytes.
"""

import asyncio
import contextlib
import io
import re
import socket
import struct
import time
from pathlib import Path
from typing import Final

from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

CONNECT_WITHIN_S: Final = 5.0
ANSWER_WITHIN_S: Final = 60.0
_CHUNK: Final = 128 * 1024
_LONGEST_ANSWER: Final = 4096
_TOO_LARGE: Final = "INSTREAM size limit exceeded"
_FOUND: Final = re.compile(r"stream: (?P<what>.+) FOUND")
_HOST: Final = re.compile(
    r"(?:tcp:)?(?P<host>\[[0-9A-Fa-f:]+\]|[A-Za-z0-9_.-]{1,253}):(?P<port>\d{1,5})"
)


class ScannerDown(Exception):
    """The scanner cannot be asked, or gave no verdict; the words say why."""


class NotThere(ScannerDown):
    """Nobody listens there, or it cannot be reached."""


class TooLargeToScan(ScannerDown):
    """The scanner takes no file of this size, however often it is asked."""


Place = Path | tuple[str, int]


def place_of(address: str) -> Place:
    """Where the scanner listens: a socket's path (`/run/clamav/clamd.ctl`), or `host:port`. Raises Refused."""
    path = address.removeprefix("unix:")
    if path.startswith("/"):
        return Path(path)
    found = _HOST.fullmatch(address)
    if found is not None and 0 < int(found["port"]) < 65_536:
        return found["host"].strip("[]"), int(found["port"])
    raise Refused(
        "This is no address of a virus scanner.",
        remedy=later("Write the path of its socket, or its host and port with a colon between."),
        field="address",
        value=address,
    )


async def ping(address: str) -> None:
    """Ask whether it is there. Raises ScannerDown."""
    answer = await _asked(address, b"zPING\0", None)
    if answer != "PONG":
        raise ScannerDown(later(f"It answered: {answer[:80]}"))


async def scan(address: str, file: Path | bytes) -> str:
    """What it finds in a file or in these bytes, empty when that is nothing. Raises ScannerDown, and OSError for the
    file."""
    answer = await _asked(address, b"zINSTREAM\0", file)
    if answer == "stream: OK":
        return ""
    found = _FOUND.fullmatch(answer)
    if found is not None:
        return found["what"][:200]
    if answer.startswith(_TOO_LARGE):
        raise TooLargeToScan("The file is larger than the scanner takes.")
    raise ScannerDown(later(f"It answered: {answer[:80]}"))


async def _asked(address: str, command: bytes, file: Path | bytes | None) -> str:
    place = place_of(address)
    return await asyncio.to_thread(_ask, place, command, file)


def _ask(place: Place, command: bytes, file: Path | bytes | None) -> str:
    """In a thread, with a plain socket: an answer that came before the connection broke can still be read from it."""
    try:
        line = _connected(place)
    except (
        OSError,
        AttributeError,
    ) as error:  # a system without Unix sockets has no such attribute
        raise NotThere(later(f"It cannot be reached: {_why(error)}.")) from None
    with line:
        line.settimeout(ANSWER_WITHIN_S)
        until = time.monotonic() + ANSWER_WITHIN_S
        try:
            line.sendall(command)
            if file is not None:
                _stream(line, file, until)
            return _answer(line, until)
        except (OSError, EOFError) as error:
            raise ScannerDown(later(f"It gave no answer: {_why(error)}.")) from None


def _connected(place: Place) -> socket.socket:
    if not isinstance(place, Path):
        return socket.create_connection(place, timeout=CONNECT_WITHIN_S)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(CONNECT_WITHIN_S)
        line.connect(str(place))
    except BaseException:
        line.close()
        raise
    return line


def _stream(line: socket.socket, file: Path | bytes, until: float) -> None:
    """Each piece after its length (4 bytes, network order); an empty one ends it."""
    with io.BytesIO(file) if isinstance(file, bytes) else file.open("rb") as source:
        # a scanner that wants no more closes; what it said before is read then
        with contextlib.suppress(ConnectionError):
            while (piece := source.read(_CHUNK)) and time.monotonic() < until:
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < _LONGEST_ANSWER:
        line.settimeout(max(0.01, until - time.monotonic()))
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    if b"\0" not in said:
        raise EOFError
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _why(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return later("it took too long")
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return later("the connection was closed")
