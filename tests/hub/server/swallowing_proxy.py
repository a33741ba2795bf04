"""A TCP proxy on loopback that swallows: a firewall that has forgotten connections, and tells neither side.

What is swallowed stays open on both sides and is acknowledged by their systems; connections made later pass.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator


class _Pair:
    """A client and the server's side of it."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.sides = (client, server)
        self.swallows = threading.Event()


class SwallowingProxy:
    """Forwards to `port`."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._stopping = threading.Event()
        self._pairs: list[_Pair] = []
        self._threads: list[threading.Thread] = []
        self._run(self._accept)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def swallow(self) -> int:
        """From now on nothing that is said on the connections of this moment arrives; how many they are."""
        for pair in self._pairs:
            pair.swallows.set()
        return len(self._pairs)

    def close(self) -> None:
        """End everything."""
        self._stopping.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for pair in self._pairs:
            for side in pair.sides:
                with contextlib.suppress(OSError):
                    side.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for pair in self._pairs:
            for side in pair.sides:
                side.close()

    def _run(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self._stopping.is_set():
                client, _ = self._listening.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self._target))
                except OSError:
                    client.close()
                    continue
                pair = _Pair(client, server)
                self._pairs.append(pair)
                self._run(self._pump, pair, client, server)
                self._run(self._pump, pair, server, client)

    @staticmethod
    def _pump(pair: _Pair, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                if not pair.swallows.is_set():
                    target.sendall(data)
            if not pair.swallows.is_set():
                target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def swallowing(port: int) -> Iterator[SwallowingProxy]:
    """A proxy before what listens on `port`."""
    proxy = SwallowingProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
