"""The visitors' side of the hub's writer: what a channel may ask, and the records that it asks with.

A visitor is one browser with its unguessable key, or, when the embedding site signed who it is, that person in all
their browsers. Promises that a visitor reads and writes only the visitor's own conversations: an e-mail address that
somebody merely typed finds the customer for the agent's eyes, and opens nobody's history.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.protocol import CallState, ChatItem, ChatState
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.model.base import Record

T = TypeVar("T")


class VisitorCard(Record, frozen=True):
    """Who asks, when a chat session starts.

    `id` is the visitor's key: random for an anonymous browser; for a signed identity derived from entry point and
    account, so that all browsers of that person are one visitor. `account` is the embedding site's id and is given
    only when its signature was checked; `name` and `email` are then believed as well.
    """

    id: str
    entry_point_id: str
    account: str = ""
    name: str = ""
    email: str = ""
    language: str = ""
    page: str = ""


class VisitorChat(Record, frozen=True):
    """Where a visitor stands: `known` when the name is known and no form is needed, and the conversation to show."""

    known: bool
    conversation_id: str | None = None


class WebCallTicket(Record, frozen=True):
    """A call that a visitor may make.

    `call` is its id; `conversation_id` is empty until there is one. With a `leg` and no entry point it is the call that
    is calling the visitor.
    """

    call: str
    entry_point_id: str
    conversation_id: str = ""
    leg: str = ""


class VisitorDoor(Protocol):
    """What channels may ask of the writer. All of it is committed when it returns, and raises only `DeskError`.

    Unknown visitors and entry points are `Refused`; a client id used again with another body is `Conflict`; the same
    body gives the same answer again.
    """

    def entry_point(self, entry_point_id: str) -> EntryPointSettings:
        """The entry point. Refused when there is none."""

    def admit(self, entry_point_id: str, visitor_id: str) -> None:
        """Refused where the entry point is paused or retired, and this visitor has no chat there that goes on."""

    def chat_origins(self) -> frozenset[str]:
        """Every web origin that may embed the chat of some entry point: what a preflight request is judged by."""

    def start_chat(self, card: VisitorCard) -> VisitorChat:
        """Remember the visitor (or what is new of them). No customer is made before they write."""

    def introduce(
        self, visitor_id: str, client_id: str, name: str, email: str = "", question: str = ""
    ) -> ChatItem | None:
        """The pre-chat form: find or make the customer, then write `question` (if any) as their first message.

        Joins the visitor's open conversation, else opens a new one. Returns the message's item.
        """

    def say(
        self, visitor_id: str, client_id: str, text: str, attachments: tuple[str, ...] = ()
    ) -> ChatItem:
        """The visitor writes. Attachments are ids of files that this visitor uploaded.

        Without an open conversation the last one goes on if it closed within a day, else a new one opens; either way
        a new interaction is queued, and the agent of last time is preferred.
        """

    def seen(self, visitor_id: str, delivered: int, read: int) -> None:
        """A tab has received items up to `delivered` and shown items up to `read`. Going back is ignored."""

    def visitor_typing(self, visitor_id: str, typing: bool) -> None:
        """The visitor types, or stopped; passes to the agent and is not kept."""

    def visitor_online(self, visitor_id: str, online: bool) -> None:
        """The visitor's first socket opened, or the last one closed."""

    def rate(self, visitor_id: str, score: int, comment: str = "") -> None:
        """Rate the last interaction that an agent has ended (or that the visitor left), 1 to 5."""

    def refuse_survey(self, visitor_id: str) -> None:
        """Do not answer what is asked, and be asked no more. The same again changes nothing."""

    def leave(self, visitor_id: str) -> None:
        """End the chat: an interaction that still waits is abandoned; an agent who has it is told."""

    def chat(self, visitor_id: str) -> VisitorChat:
        """Where the visitor stands now."""

    def chat_items(self, visitor_id: str, since: int = 0, limit: int = 500) -> tuple[ChatItem, ...]:
        """What the visitor may see of the current conversation after item `since`, oldest first.

        At most `limit` items: the newest ones for `since` 0, else the first after it.
        """

    def has_item(self, conversation_id: str, seq: int, item_id: str) -> bool:
        """Whether the hub keeps this item in this place. What a tab saw and the hub lacks was lost here."""

    def chat_state(self, visitor_id: str) -> ChatState:
        """The phase, the agent, the place in the queue."""

    def telephones_here(self) -> bool:
        """Whether any agent's telephone is registered."""

    def web_call(self, visitor_id: str, entry_point_id: str) -> WebCallTicket:
        """A fresh call for the visitor, to be offered to the telephones' entry point, or the one that is calling them.

        Conflict when one is on.
        """

    def decline_call(self, visitor_id: str, call_id: str) -> str:
        """Give up a kept place; or, when it is their turn, do not talk now: the leg to end, empty without one.

        Without a call: an agent asked the visitor to talk, who would rather write.
        """

    def call_me_back(self, visitor_id: str, number: str) -> None:
        """Who waits in the chat is called at this number instead, from the same place. Conflict when that is so already
        at another number."""

    def web_call_state(self, visitor_id: str) -> CallState | None:
        """How the visitor's call stands; None before it waits for anybody."""


class VisitorCalls(Protocol):
    """The writer's thread as channels see it."""

    async def call(self, job: Callable[[VisitorDoor], T]) -> T:
        """Run `job` on the writer's thread; its changes are on the disk when this returns."""

    def subscribe(self, listener: Callable[[Sequence[Published]], None]) -> Callable[[], None]:
        """Call `listener` on the event loop with everything published from now on; the result ends it."""
