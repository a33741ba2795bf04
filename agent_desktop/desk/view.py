"""The reading side of the desk, over the books and the machines' values.

Promises answers from memory that never change anything. Refuses to know how turns come about: that is the runner's.
"""

from collections.abc import Sequence

from agent_desktop.desk import answering, drafts, inbox, lanes, mail_people, offers
from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import Approved, InboxRow, Load, OutboxSummary, SoundLine, Thread
from agent_desktop.desk.board_state import Board
from agent_desktop.desk.calls_view import CallsReader
from agent_desktop.desk.figures_state import FiguresState
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.desk.listening_view import sound_line
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.desk.state import Paging
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.changes import Section
from agent_desktop.model.commands import Draft
from agent_desktop.model.events import LinkChanged, LinkState, SearchDone
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Activity, Agent, Customer, Kin, Presence
from agent_desktop.model.timeline import Conversation, Delivery
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import (
    Channel,
    Disposition,
    Interaction,
    InteractionState,
    Offer,
    Queue,
    SavedReply,
)

_NEAREST = (
    InteractionState.ACTIVE,
    InteractionState.WRAP_UP,
    InteractionState.OFFERED,
    InteractionState.QUEUED,
)


class Reader(CallsReader):
    """Everything of `DeskView` that only reads."""

    @property
    def manifest(self) -> Manifest:
        """What the backend can do; the last known while there is no session."""
        return self._core.state.team.manifest

    @property
    def me(self) -> Agent:
        """Who is signed in; the last known while there is no session."""
        return self._core.state.team.agent

    @property
    def presence(self) -> Presence:
        """The own presence as the backend last told it."""
        return self._core.state.presence

    @property
    def activity(self) -> tuple[Activity, Millis]:
        """What the agent is doing, and since when."""
        return self._core.state.activity

    @property
    def link(self) -> LinkChanged:
        """The state of the link."""
        return self._core.state.link

    @property
    def outbox(self) -> OutboxSummary:
        """What waits to be sent."""
        waiting, parked = [], []
        for row in self._core.state.outbox.values():
            if not lanes.is_reply(row) or row.delivery is Delivery.SENT:
                continue
            if row.delivery in lanes.PARKED:
                parked.append(row)
            else:
                waiting.append(row)
        first = min(parked or waiting, key=lambda row: row.position, default=None)
        return OutboxSummary(
            waiting=len(waiting),
            needs_you=len(parked),
            first_conversation=first.lane if first is not None else "",
        )

    @property
    def board(self) -> Board:
        """The live board, as far as it is followed."""
        return self._core.state.board

    @property
    def figures(self) -> FiguresState:
        """The figures that were asked for."""
        return self._core.state.figures

    @property
    def reports(self) -> ReportsState:
        """The report that was asked for."""
        return self._core.state.reports

    @property
    def guidance(self) -> Guidance:
        """Acts of leading, hints and announcements."""
        return self._core.state.guidance

    @property
    def queues(self) -> Sequence[Queue]:
        """The queues that this agent serves."""
        return tuple(self._core.state.queues.values())

    @property
    def loads(self) -> Sequence[Load]:
        """How much of each channel's capacity is in use; empty where the backend has no limits."""
        channels = [
            one.channel for one in self._core.books.interactions_of_agent(self.me.id) if self.me.id
        ]
        return tuple(
            Load(channel=channel, used=channels.count(channel), limit=limit)
            for channel, limit in self._core.state.team.capacity.items()
        )

    def row_count(self, section: Section) -> int:
        """How many rows a section of the work list has."""
        return self._core.rows.count(section)

    def row(self, section: Section, at: int) -> InboxRow:
        """The row at `at`. Raises IndexError."""
        books, state = self._core.books, self._core.state
        return self._core.rows.read(section, at, lambda one: inbox.row_of(books, state, one))

    def find_row(self, conversation_id: str) -> tuple[Section, int] | None:
        """Where a conversation stands in the work list."""
        return self._core.rows.find(conversation_id)

    def offers(self) -> Sequence[Offer]:
        """Open offers, the most urgent first: calls, then the oldest."""
        return offers.ordered(self._core.live)

    def answers_at(self, offer_id: str) -> Millis | None:
        """When the call of an offer answers itself; None when the agent must accept it."""
        return answering.answers_at(self._core.live, offer_id)

    @property
    def open_conversation(self) -> str | None:
        """The conversation in the thread pane."""
        return self._core.state.open_conversation

    def thread(self, conversation_id: str) -> Thread | None:
        """The head of a conversation, None when the desk does not know it."""
        books, state = self._core.books, self._core.state
        conversation = books.conversations.get(conversation_id)
        if conversation is None:
            return None
        interaction = self._interaction(conversation_id)
        typing = state.typing.get(conversation_id)
        paging = state.paging.get(conversation_id, Paging())
        live = state.link.state is LinkState.LIVE
        stale_since = None if live else state.current_to or state.link.since
        return Thread(
            conversation=conversation,
            customer=books.customers.get(conversation.customer_id),
            interaction=interaction,
            typing_name=typing.name if typing is not None else "",
            complete=paging.complete,
            loading=paging.loading > 0,
            stale_since=stale_since,
            cannot_reply=self._cannot_reply(conversation, interaction),
        )

    def _interaction(self, conversation_id: str) -> Interaction | None:
        """The live interaction that matters most: our own first."""
        books = self._core.books
        live = [books.interactions[one] for one in books.work.get(conversation_id, ())]
        live.sort(key=lambda one: (one.agent_id != self.me.id, _NEAREST.index(one.state), one.id))
        return live[0] if live else None

    def _cannot_reply(self, conversation: Conversation, interaction: Interaction | None) -> str:
        mine = interaction is not None and interaction.agent_id == self.me.id
        if conversation.agent_id not in (None, self.me.id) and not mine:
            return "not_yours"
        routed = self.manifest.can(Capability.ROUTING)
        if conversation.agent_id is None and routed and not mine and conversation.open:
            return "not_yours"
        if not conversation.open and not mine:
            return "closed"
        channels = self.manifest.channels
        if channels and not any(one is not Channel.VOICE for one in channels):
            return "unsupported"
        if conversation.channel is not Channel.VOICE and conversation.channel not in channels:
            return "unsupported"
        return ""

    def items(self, conversation_id: str) -> Sequence[ShownItem]:
        """The loaded items, oldest first; this desk's unsent messages stand last."""
        timeline = self._core.books.timelines.get(conversation_id)
        return timeline.items() if timeline is not None else ()

    def draft(self, conversation_id: str, note: bool) -> Draft | None:
        """The kept draft."""
        draft = self._core.state.drafts.get((conversation_id, note))
        return draft if draft is not None and drafts.holds(draft) else None

    @property
    def starts(self) -> Sequence[ReplyWay]:
        """The entry points by which the agent can begin a conversation; the routes have no address."""
        return self._core.state.starts if self.manifest.can(Capability.BEGIN) else ()

    def find_mail_people(self, words: str, limit: int) -> Sequence[str]:
        """Colleagues and cached customers, as mail writes people, whose name or mail address begins so."""
        agents = [one.agent for one in self.colleagues]
        return mail_people.found(agents, self._core.books.customers.values(), words, limit)

    def customer(self, customer_id: str) -> Customer | None:
        """What is known of a customer."""
        return self._core.books.customers.get(customer_id)

    def previous(self, customer_id: str) -> Sequence[Conversation]:
        """The customer's conversations, newest first, as far as they were fetched."""
        books = self._core.books
        ids = {*self._core.state.past.get(customer_id, ()), *books.conversations_of(customer_id)}
        known = [books.conversations[one] for one in ids if one in books.conversations]
        known.sort(key=lambda one: (-one.opened_at, one.id))
        return known

    def kin(self, customer_id: str) -> Kin:
        """Who may be the same person, and who became a part of the customer, as the backend told last."""
        return self._core.state.kin.get(customer_id) or Kin()

    def dispositions(self, queue_id: str) -> Sequence[Disposition]:
        """The outcome codes of a queue."""
        codes = self._core.state.team.dispositions
        return tuple(one for one in codes if one.queue_id in ("", queue_id))

    def saved_replies(self) -> Sequence[SavedReply]:
        """The team's prepared texts."""
        return self._core.state.team.saved_replies

    @property
    def payment_pages(self) -> Sequence[str]:
        """The team's payment pages, besides the agent's own."""
        return self._core.state.team.payment_pages

    @property
    def results(self) -> SearchDone | None:
        """The newest search results."""
        return self._core.state.results

    def sound(self, sound_id: str) -> SoundLine:
        """How a sound stands, by its attachment's id."""
        return sound_line(self._core.state.listening, sound_id)

    @property
    def approved(self) -> Approved | None:
        """The templates that were asked for last."""
        return self._core.state.approved

    def uploaded(self, file_id: str) -> int | None:
        """How many bytes of a file that is being sent are at the backend; None while that is not known."""
        known = self._core.state.uploads.get(file_id)
        return None if known is None else known[1]

    def picture(self, attachment_id: str) -> bytes | None:
        """The bytes of a picture that came lately; empty when it cannot be had, None when it is not here."""
        return self._core.state.seen_pictures.files.get(attachment_id)

    @property
    def formatted(self) -> FormattedMail | None:
        """The formatted mail that was asked for last."""
        return self._core.state.formatted

    @property
    def administration(self) -> Administration:
        """What is known of the team's settings, and how orders about them stand."""
        return self._core.state.administration

    def setting(self, name: str, default: str) -> str:
        """A kept setting, or `default`."""
        return self._core.state.settings.get(name, default)
