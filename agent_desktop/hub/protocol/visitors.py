"""Visitors' widgets: their session, what they write and see, their calls."""

from typing import TypeAlias

from agent_desktop.hub.protocol.shared import Goodbye, Ping, Request
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.errors import Problem
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.telephone import SoundServer
from agent_desktop.model.timeline import Author, Delivery


class Identity(Record, frozen=True, forbid_unknown_fields=True):
    """Who the embedding site says the visitor is.

    `signature` is hex HMAC-SHA256 of `id` with the entry point's secret.
    """

    id: str
    signature: str
    name: str = ""
    email: str = ""


class StartChat(Request, frozen=True, tag="start_chat"):
    """Body of `POST /chat/v1/sessions`. `token` continues an earlier session of the same browser."""

    entry_point: str
    token: str = ""
    identity: Identity | None = None
    language: str = ""
    page: str = ""


class ChatStarted(Tagged, frozen=True, tag="chat_started"):
    """The answer. `known` says that the visitor's name is known, so that no pre-chat form is needed."""

    token: str
    entry_point: str
    title: str
    known: bool
    conversation_id: str | None = None
    max_attachment_bytes: int = 0


class ChatPlace(Record, frozen=True, forbid_unknown_fields=True):
    """Where a tab stands: in this conversation, `item_id` at `seq` its newest item. It wants those after `after`."""

    conversation_id: str
    seq: int
    item_id: str
    after: int


class VisitorHello(Request, frozen=True, tag="hello"):
    """First frame of a visitor's socket. `since` is where this tab stands; without it the chat comes whole.

    `call` is the client id of the call that this tab has: the hub says how it stands.
    """

    protocol: int
    token: str
    since: ChatPlace | None = None
    call: str = ""


class Introduce(Request, frozen=True, tag="introduce"):
    """The pre-chat form. Opens the conversation with the question as its first message."""

    client_id: str
    name: str
    email: str = ""
    question: str = ""


class Say(Request, frozen=True, tag="say"):
    """The visitor writes. Idempotent by `client_id`; attachments were uploaded before."""

    client_id: str
    text: str
    attachments: tuple[str, ...] = ()


class VisitorTyping(Request, frozen=True, tag="typing"):
    """The visitor types, or stopped."""

    typing: bool


class Seen(Request, frozen=True, tag="seen"):
    """This tab has received items up to `delivered` and shown items up to `read`."""

    delivered: int
    read: int


class Rate(Request, frozen=True, tag="rate"):
    """The visitor's rating on close: 1 to 5, or on the scale of the survey that `ChatState` asks."""

    score: int
    comment: str = ""


class RefuseSurvey(Request, frozen=True, tag="refuse_survey"):
    """The visitor answers neither the survey that `ChatState` asks nor another one from now on."""


class Leave(Request, frozen=True, tag="leave"):
    """The visitor ends the chat."""


class CallOffer(Request, frozen=True, tag="call_offer"):
    """Call from this page, if `ChatWelcome.calls` says so. The same id again gets the same answer again.

    `sdp` is the browser's offer with all its candidates, of at most `MAX_SDP` characters: voice with BUNDLE, ICE and
    DTLS-SRTP. A visitor has one call at a time.
    """

    client_id: str
    sdp: str


class CallKey(Request, frozen=True, tag="call_key"):
    """A key of the telephone's: 0 to 9, * or #. For menus."""

    client_id: str
    key: str


class CallEnd(Request, frozen=True, tag="call_end"):
    """Hang up. With a `call_id`: give up the place that is kept for the visitor, or do not take the call back now.

    With neither: the agent asked the visitor to talk (`CallInvited`), who would rather write.
    """

    client_id: str = ""
    call_id: str = ""


class CallMeBack(Request, frozen=True, tag="call_me_back"):
    """Who waits in the chat would rather be called at this number, where `ChatState.may_call_back`: the place stays."""

    number: str


FromVisitor: TypeAlias = (
    VisitorHello
    | Introduce
    | Say
    | VisitorTyping
    | Seen
    | Rate
    | RefuseSurvey
    | Leave
    | CallOffer
    | CallKey
    | CallEnd
    | CallMeBack
    | Ping
)


class ChatItem(Record, frozen=True):
    """A message, or a line in the visitor's words (`line`: "joined", "ended", "waiting"), as visitors may see it.

    `mine` is true for what the visitor wrote. `delivery` tells how far a visitor's own message got.
    """

    seq: int
    at: Millis
    id: str
    client_id: str = ""
    mine: bool = False
    name: str = ""
    text: str = ""
    line: str = ""
    attachments: tuple[Attachment, ...] = ()
    delivery: Delivery = Delivery.SENT


class ChatSurvey(Record, frozen=True):
    """A question that the visitor answers with a number from `lowest` to `highest` (`Rate`)."""

    kind: SurveyKind
    question: str
    lowest: int
    highest: int


class ChatState(Record, frozen=True):
    """Where the chat stands: `phase` is "new", "waiting", "with_agent", "ended"; `position` counts from 1.

    Once it has ended, `survey` is what the visitor is asked; without one it may be rated from 1 to 5 while `rates`.

    `expected_ms` is the wait that routing expects, as it was when this was said; None while nobody can tell. With
    `may_call_back` who waits can ask to be called (`CallMeBack`), and is asked when it is `call_back_offered`, since
    they have waited long; `call_back` is the number at which that will be.
    """

    phase: str
    agent: Author | None = None
    position: int | None = None
    expected_ms: Millis | None = None
    rated: bool = False
    agent_read: int = 0
    rates: bool = True
    survey: ChatSurvey | None = None
    may_call_back: bool = False
    call_back_offered: bool = False
    call_back: str = ""


class PageCalls(Record, frozen=True):
    """The visitor may call from the page, with the help of these servers. `staffed`: an agent's telephone is there."""

    servers: tuple[SoundServer, ...] = ()
    staffed: bool = False


class ChatWelcome(Tagged, frozen=True, tag="welcome"):
    """The socket is good; `items` are all after sequence `after`, oldest first, and replace what the tab has there.

    `after` is 0 when the tab stands in another conversation. `behind` says that the hub lost the item that the hello
    named: an older copy of its data was put back, and the tab sends again what is missing of the visitor's words.
    `calls` is None where nobody can call from the page.
    """

    protocol: int
    state: ChatState
    items: tuple[ChatItem, ...]
    at: Millis
    conversation_id: str | None = None
    after: int = 0
    behind: bool = False
    calls: PageCalls | None = None


class ChatItems(Tagged, frozen=True, tag="items"):
    """New or changed items; the same `seq` replaces."""

    items: tuple[ChatItem, ...]


class ChatStateChanged(Tagged, frozen=True, tag="state"):
    """Agent joined, place in the queue moved, chat ended, agent has read further."""

    state: ChatState
    conversation_id: str | None = None


class AgentTyping(Tagged, frozen=True, tag="typing"):
    """The agent types, or stopped; expires after 6 s by itself."""

    name: str
    typing: bool


class CallAnswer(Tagged, frozen=True, tag="call_answer"):
    """The hub takes the call of a `CallOffer`: its description, and the call's id. A refusal comes as `SayRefused`."""

    client_id: str
    call_id: str
    sdp: str


class CallState(Tagged, frozen=True, tag="call_state"):
    """How a call stands, known by either id. `phase` is "waiting", "talking", "held", "survey" (the agent has hung up,
    and keys answer what is asked) or "over"; for who asked to be called back "kept" (there is a place, and no call),
    and "rung" when it is their turn: a `CallOffer` answers then.

    `position` counts from 1. `reason` is why it is over: "hung_up", "busy", "no_answer", "rejected", "not_found",
    "failed", "lost", "cancelled", "missed" (nobody answered on the page any more).
    """

    phase: str
    call_id: str = ""
    client_id: str = ""
    position: int | None = None
    agent: Author | None = None
    reason: str = ""


class CallInvited(Tagged, frozen=True, tag="call_invited"):
    """The agent asks whether the visitor wants to talk, here and now."""

    agent: Author


class SayAccepted(Tagged, frozen=True, tag="accepted"):
    """The hub has it: the answer to `Introduce` and `Say`; to `Rate`, `RefuseSurvey`, `CallMeBack` and `Leave` with an
    empty client id."""

    client_id: str
    item: ChatItem | None = None


class SayRefused(Tagged, frozen=True, tag="refused"):
    """Refused, with the reason; an empty `client_id` means the last frame."""

    client_id: str
    problem: Problem


class ChatPong(Tagged, frozen=True, tag="pong"):
    """The answer to a visitor's `Ping`, and the heartbeat."""

    id: str
    at: Millis


ToVisitor: TypeAlias = (
    ChatWelcome
    | ChatItems
    | ChatStateChanged
    | AgentTyping
    | CallAnswer
    | CallState
    | CallInvited
    | SayAccepted
    | SayRefused
    | ChatPong
    | Goodbye
)
