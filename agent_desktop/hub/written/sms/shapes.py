"""What an HTTP provider of SMS is asked for, and what its session does with it: the shapes that all of them share.

Pure records and one protocol. A provider knows its own paths, fields, signatures and words; it does no I/O.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import Arrived, Letter, Outcome, Receipt
from agent_desktop.hub.written.sms.rules import SmsRules
from agent_desktop.model.base import Millis


class Call(NamedTuple):
    """A request to our webhook. Header names are in lower case; `query` is raw."""

    method: str
    rest: str
    query: str
    headers: Mapping[str, str]
    body: bytes


class Request(NamedTuple):
    """A request to the provider: `about` as httpx takes it (params, json, data)."""

    method: str
    path: str
    about: dict[str, Any]


class Came(NamedTuple):
    """A customer's message, and where its pictures are: by URL, or by a request whose answer tells their URLs.

    `answered`: the provider has answered STOP itself.
    """

    arrived: Arrived
    media: tuple[str, ...] = ()
    album: Request | None = None
    answered: bool = False


class Report(NamedTuple):
    """What the provider says of a letter: a receipt where it changes something, our own id of it where it is named."""

    remote_id: str
    letter_id: str = ""
    receipt: Receipt | None = None


class Provider(Protocol):
    """One account at a provider."""

    @property
    def base(self) -> str:
        """The URL of its API."""

    @property
    def address(self) -> str:
        """How our webhook is reached from outside."""

    @property
    def rules(self) -> SmsRules:
        """The rules of the entry point."""

    @property
    def key(self) -> bytes:
        """A secret of this entry point, for the URLs of files that the provider fetches from us."""

    def headers(self, now: Millis) -> dict[str, str]:
        """What proves who we are, for each request anew."""

    def signed(self, call: Call, now: Millis) -> bool:
        """Whether a call to our webhook is the provider's, by its raw bytes and in constant time."""

    def read(self, call: Call, now: Millis) -> Sequence[Came | Report]:
        """What a signed call tells. Raises ValueError for what is none of the provider's shapes."""

    def thanks(self) -> tuple[int, dict[str, str], bytes]:
        """The answer to a call that was kept."""

    def submission(self, letter: Letter, links: Sequence[str]) -> Request:
        """A letter; `links` are public URLs of its files."""

    def verdict(self, letter: Letter, reply: Reply) -> Outcome | None:
        """What an answer to it means; None where status 401, 429 or 5xx say it all."""

    def check(self) -> Request:
        """A request that costs and sends nothing."""

    def knows_us(self, reply: Reply) -> bool:
        """Whether the answer to it says that the account is right."""

    def refusal(self) -> tuple[str, str]:
        """That the account is wrong, in words, and the remedy: both name the fields."""

    def missed(self, since: Millis) -> Request | None:
        """What came in since then, where the provider can be asked."""

    def following(self, request: Request, reply: Reply) -> Request | None:
        """The next page of that list, None after the last. Raises ValueError for one that cannot be asked for."""

    def listed(self, reply: Reply) -> Sequence[Came]:
        """The messages of one page. Raises ValueError or LookupError for what is none."""

    def pictures(self, reply: Reply) -> tuple[str, ...]:
        """The URLs in the answer to an album's request."""

    def search(self, letter: Letter) -> Request | None:
        """Whether it has a letter, where it can be asked."""

    def found(self, letter: Letter, reply: Reply, known: frozenset[str]) -> tuple[str, ...]:
        """The ids under which it may have the letter, without those `known` to be other letters."""
