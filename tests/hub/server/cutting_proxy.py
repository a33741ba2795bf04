"""A TCP proxy on loopback that cuts connections: after so many bytes of an answer, so that the hub has acted.

The case that makes duplicates: the request arrived and took effect, and whoever asked never hears of it.
"""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator


class CuttingProxy:
    """Forwards to `port`. While `cut_after` is not None, a connection is reset after so many bytes came back."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.1)
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self.cut_after: int | None = None
        self.cuts = 0
        self._run(self._accept)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def close(self) -> None:
        """End everything."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _run(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                client, _ = self._listening.accept()
            except TimeoutError:
                continue
            self._run(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._target)) as hub:
            for line in (client, hub):
                line.settimeout(0.05)
            passed = 0
            while not self._stopping.is_set():
                with contextlib.suppress(TimeoutError):
                    data = client.recv(65_536)
                    if not data:
                        return
                    hub.sendall(data)
                try:
                    data = hub.recv(65_536)
                except TimeoutError:
                    continue
                except ConnectionResetError:
                    return
                if not data:
                    return
                if self.cut_after is not None:
                    room = max(0, self.cut_after - passed)
                    if len(data) > room:
                        client.sendall(data[:room])
                        self.cuts += 1
                        linger = struct.pack("ii", 1, 0)
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                        return
                    passed += len(data)
                client.sendall(data)


@contextlib.contextmanager
def cutting(port: int) -> Iterator[CuttingProxy]:
    """A proxy before the hub on `port`."""
    proxy = CuttingProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
