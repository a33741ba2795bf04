"""Who listens to which audience: the bookkeeping between what is published and the sockets.

Promises that a subscriber gets each published thing once and in order, whatever audiences overlap; that fan-out costs
the number of receivers, not of subscribers. Refuses to know what a subscriber is: any hashable thing.
"""

from collections.abc import Collection, Hashable, Sequence
from typing import Generic, TypeVar

from agent_desktop.hub.journal.published import Published

S = TypeVar("S", bound=Hashable)


class Fanout(Generic[S]):
    """Subscribers and their audiences."""

    def __init__(self) -> None:
        self._audiences: dict[S, frozenset[str]] = {}
        self._listeners: dict[str, dict[S, None]] = {}

    def __len__(self) -> int:
        return len(self._audiences)

    def listen(self, subscriber: S, audiences: Collection[str]) -> None:
        """Let `subscriber` hear exactly these audiences from now on."""
        new = frozenset(audiences)
        old = self._audiences.get(subscriber, frozenset())
        for audience in old - new:
            self._drop(audience, subscriber)
        for audience in new - old:
            self._listeners.setdefault(audience, {})[subscriber] = None
        self._audiences[subscriber] = new

    def listeners(self, audience: str) -> tuple[S, ...]:
        """Who hears this audience now."""
        return tuple(self._listeners.get(audience, ()))

    def leave(self, subscriber: S) -> None:
        """Forget `subscriber`; unknown ones are ignored."""
        for audience in self._audiences.pop(subscriber, frozenset()):
            self._drop(audience, subscriber)

    def _drop(self, audience: str, subscriber: S) -> None:
        listeners = self._listeners[audience]
        del listeners[subscriber]
        if not listeners:
            del self._listeners[audience]

    def share(self, published: Sequence[Published]) -> dict[S, list[Published]]:
        """What each subscriber hears of `published`, in order."""
        heard: dict[S, list[Published]] = {}
        for one in published:
            for subscriber in self._listeners.get(one.audience, ()):
                heard.setdefault(subscriber, []).append(one)
        return heard
