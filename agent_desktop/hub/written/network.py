"""A network made of three functions: one reads settings, one opens a session with them, one tries a connection.

Promises that what a session and a try need is read into memory only when there is one: the functions import it
themselves.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Generic, TypeAlias, TypeVar

from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel

S = TypeVar("S")
Texts: TypeAlias = Mapping[str, str]


class PlainNetwork(Generic[S]):
    """The port's `Network`. `read` makes settings and secrets into what the others are given, and raises Refused."""

    def __init__(
        self,
        name: str,
        channel: Channel,
        limits: Limits,
        read: Callable[[Texts, Texts], S],
        session: Callable[[S, Post], NetworkSession],
        steps: Callable[[S], AsyncIterator[Step]],
    ) -> None:
        self.name = name
        self.channel = channel
        self.limits = limits
        self._read = read
        self._session = session
        self._steps = steps

    def check(self, settings: Texts, secrets: Texts) -> None:
        self._read(settings, secrets)

    def open(self, settings: Texts, secrets: Texts, post: Post) -> NetworkSession:
        return self._session(self._read(settings, secrets), post)

    def probe(self, settings: Texts, secrets: Texts) -> AsyncIterator[Step]:
        return self._steps(self._read(settings, secrets))
