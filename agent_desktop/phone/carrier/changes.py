"""What the system tells of its networks: an address, a link or a route came or went.

Promises one call for a burst of changes, on the loop, and silence where the system tells nothing: who listens looks by
itself, too, only later. Refuses to say what changed: whether a way still leads anywhere only its other end can tell.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
import threading
from collections.abc import Callable
from typing import Final

log = logging.getLogger(__name__)

#: A change comes with others: link, address, routes.
SETTLE_S: Final = 0.5
_READ: Final = 65536
#: rtnetlink(7): groups of links, of addresses of both families, of routes of IPv4.
_GROUPS: Final = 0x1 | 0x10 | 0x100 | 0x40


class NetworkChanges:
    """Listens from `start` to `close`; `changed` is called on the loop."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._source: socket.socket | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    def start(self) -> None:
        """Begin to listen, where the system can be listened to."""
        if sys.platform == "win32":
            threading.Thread(target=self._wait, name="network-changes", daemon=True).start()
            return
        try:
            source = _opened()
        except OSError as error:
            log.info("the system does not tell of its networks: %s", error.strerror)
            return
        if source is not None:
            self.listen(source)

    def listen(self, source: socket.socket) -> None:
        """Take every datagram of this socket for a change; it is closed with us."""
        source.setblocking(False)
        self._source = source
        self._loop.add_reader(source, self._told)

    def _told(self) -> None:
        source = self._source
        assert source is not None
        try:
            while source.recv(_READ):
                pass
        except BlockingIOError:
            pass
        except OSError as error:  # such as too many changes at once: that is one, too
            log.info("the system tells of its networks: %s", error.strerror)
        self._soon()

    def _soon(self) -> None:
        if self._timer is None and not self._closed:
            self._timer = self._loop.call_later(SETTLE_S, self._settled)

    def _settled(self) -> None:
        self._timer = None
        self._changed()

    if sys.platform == "win32":

        def _wait(self) -> None:
            """Until this process ends: the system's call cannot be interrupted."""
            import ctypes

            # Returns when an address of IPv4 came or went; with two nulls it blocks.
            notify = ctypes.windll.iphlpapi.NotifyAddrChange
            while not self._closed and notify(None, None) == 0:
                with contextlib.suppress(RuntimeError):  # the loop is closed
                    self._loop.call_soon_threadsafe(self._soon)

    def close(self) -> None:
        """Listen no longer."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        source, self._source = self._source, None
        if source is not None:
            self._loop.remove_reader(source)
            source.close()


def _opened() -> socket.socket | None:
    """The system's socket that tells of networks; None where there is none. Raises `OSError`."""
    if (netlink := getattr(socket, "AF_NETLINK", None)) is not None:  # Linux
        source = socket.socket(netlink, socket.SOCK_RAW, 0)
        try:
            source.bind((0, _GROUPS))
        except OSError:
            source.close()
            raise
        return source
    family = getattr(socket, "AF_ROUTE", None)  # macOS: route(4)
    return socket.socket(family, socket.SOCK_RAW, 0) if family is not None else None
