"""What a customer said last in each thread, so that an answer to it need not name it: it stands right below.

Keeps the latest `KEPT` threads of a running session; where nothing is known, the answer names what it answers.
"""

from typing import Final

from agent_desktop.hub.written.records import Arrived

KEPT: Final = 1000


class Latest:
    """The remote id of the newest message by thread."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def see(self, news: Arrived) -> None:
        """Somebody wrote."""
        self._known.pop(news.thread, None)
        self._known[news.thread] = news.remote_id
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]

    def of(self, thread: str) -> str:
        """What was said last there; empty where it is not known."""
        return self._known.get(thread, "")
