"""The port between a network's session and the hub.

Each network (a folder of `hub/channels`) offers a `Network`; the hub runs one `NetworkSession` for each entry point
that is not paused, and hands it a `Post`. Everything runs on the hub's event loop; what blocks goes to a thread.

Promises to a session: what `take` returned for is on the disk; the same news again changes nothing; `send` is called
for one letter at a time within a conversation, in order. Asks of it: that `run` and `send` work beside each other;
that `send` raises nothing, and takes two minutes at most and what its files need (`attempts.patience_s`); that no log
line holds addresses, texts or secrets.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Letter, News, Outcome, Standing, Step
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis
from agent_desktop.model.people import Address
from agent_desktop.model.work import Channel


class Post(Protocol):
    """What the hub does for one entry point's session."""

    @property
    def entry_point_id(self) -> str:
        """Whose session it is."""

    def now(self) -> Millis:
        """The hub's clock."""

    async def take(self, news: Sequence[News], memory: Mapping[str, str] | None = None) -> None:
        """Keep what happened, in order, and in the same transaction what the session wants to remember.

        Idempotent by remote id. What cannot be used (an address that is none) is kept as a fault of the entry point and
        told to administrators: it never raises for that. Raises StoreFailed; then nothing was kept, and the session
        tries again later.
        """

    async def memory(self) -> dict[str, str]:
        """What the session wanted to remember: the place up to which it has read."""

    async def keep_secret(self, name: str, value: str) -> None:
        """One of the account's secrets is another one from now on: the network gave a new token. It is sealed like the
        others. Raises StoreFailed."""

    async def allows(self, limits: Limits) -> None:
        """What may be sent here, where the network's own server says so: it holds instead of `Network.limits` until
        the settings change or the hub ends. Raises StoreFailed."""

    async def keep_file(self, name: str, content: bytes | Path) -> Attachment:
        """Keep a file that came with a message; its type is found by its bytes. In memory it has 25 MB at most; one at
        a `landing` place is taken from there. Raises StoreFailed, Malformed (empty), TooLarge."""

    def landing(self, key: str) -> Path:
        """Where a large file is put together before it is kept: the same place for the same key, also after a kill.

        What nobody writes to for a day is removed."""

    async def file(self, attachment_id: str) -> Path:
        """Where the bytes of a letter's file lie. Raises NotFound."""

    async def language(self, address: Address) -> str:
        """The language of whoever has this address (BCP 47), empty where nobody knows."""

    async def customer_types(self, thread: str, address: Address, typing: bool) -> None:
        """A customer types in the network's own thread, or stopped. Whoever is unknown is left out."""

    def stands(self, standing: Standing) -> None:
        """How the connection is, now; for the administrators' page and the desk's notices."""


class NetworkSession(Protocol):
    """One entry point's link to its network."""

    async def run(self) -> None:
        """Receive for ever, reconnecting by itself (backoff 1 s to 5 min with jitter), until cancelled.

        A refusal of the account (wrong password) ends the tries until the settings change: it says so by `stands`, and
        waits.
        """

    async def send(self, letter: Letter) -> Outcome:
        """Carry one letter."""

    async def look(self, letter: Letter) -> Outcome:
        """What became of an earlier attempt of this letter: `Sent`, `NotNow` (certainly not there: send again), or
        `Unclear` (this network cannot tell)."""


@runtime_checkable
class Typing(Protocol):
    """A session whose network shows that somebody types."""

    async def types(self, thread: str, to: str, typing: bool) -> None:
        """An agent types to this address, or stopped. What comes of it is nobody's concern."""


@runtime_checkable
class Amending(Protocol):
    """A session whose network can change what was sent, take it back, or react, as far as its `Limits` say."""

    async def amend(self, letter: Letter) -> Outcome:
        """Do what a letter with a `wish` says. The same once more changes nothing, so what is already so is `Sent`,
        and after `Unclear` it is asked again. Raises nothing, and takes at most two minutes."""


@runtime_checkable
class Webhook(Protocol):
    """A session to which its network speaks by HTTP. The hub serves `/networks/{entry point}/{rest}` by it."""

    async def answer(
        self,
        method: str,
        rest: str,
        query: str,
        headers: Mapping[str, str],
        body: AsyncIterator[bytes],
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body. Header names are in lower case; `query` is raw. Signatures are checked over the
        raw bytes, in constant time, before anything is decoded; a wrong one answers 403 and changes nothing."""


class Network(Protocol):
    """One network: `NETWORK` in `hub/channels/<name>/network.py`."""

    name: str
    channel: Channel
    limits: Limits

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        """Raises Refused with the field's name and value (never of a secret) and the remedy."""

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        """A session for an entry point with these settings, which were checked."""

    def probe(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> AsyncIterator[Step]:
        """Try a connection step by step, each told when it is done. Sends nothing to a customer."""
