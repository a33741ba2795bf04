"""The book: storage, journal, live state and routing, and the small writes that keep the three of them in step.

Promises that a change goes through one function, which changes the memory, gathers the row and appends the journal
entries for everybody who must hear of it. Refuses to decide; the jobs beside it (work, talk, presence, visits) do.
"""

from collections import deque
from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from msgspec.structs import replace

from agent_desktop.hub.centre import ways
from agent_desktop.hub.centre.known import Known, Links, unknown
from agent_desktop.hub.centre.live import RECENT_ITEMS, LiveInteraction, LiveThread
from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.journal.journal import Journal
from agent_desktop.hub.journal.published import SUPERVISORS, for_agent, for_leads, for_queue
from agent_desktop.hub.routing.decisions import Overflowed
from agent_desktop.hub.routing.engine import Engine
from agent_desktop.hub.storage import threads, work
from agent_desktop.hub.storage.doings import Doing
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.threads import KeptConversation
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.hub.voice.inputs import Input as Order
from agent_desktop.hub.written.records import AgentTypes
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    InteractionChanged,
    JournalEvent,
    LineAdded,
    MessageReceived,
    NoteAdded,
)
from agent_desktop.model.passages import Passage
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    LineKind,
    Message,
    Note,
    SystemLine,
    TimelineItem,
)
from agent_desktop.model.work import Channel, InteractionState

SYSTEM = Author(kind=AuthorKind.SYSTEM)
PREVIEW = 160

WRAP_UP = "wrap_up"
GRACE = "grace"
AWAY = "away"
HOUSEKEEPING = "housekeeping"
STANDING = "standing"
ABSENT = "absent"
CONSULT = "consult"


class Book(Known):
    """Everything that the centre's jobs share. Made inside a transaction."""

    def __init__(self, storage: Storage, journal: Journal, engine: Engine, links: Links) -> None:
        super().__init__(storage, links)
        self.journal = journal
        self.engine = engine
        self.trail = Trail(storage)
        self.written: set[tuple[str, str]] = set()  # (conversation, client id) of this transaction
        self.moved_queues: dict[str, None] = {}  # their length changed in this transaction
        self.finished: dict[str, None] = {}  # agents whose hands may be empty now
        self.waits: dict[str, None] = {}  # queues in which it takes longer or shorter now
        self.stirred: dict[str, None] = {}  # agents of whom something changed
        self.doings: dict[str, Doing] = {}  # what was last written down of them
        self.orders: list[Order] = []  # for the telephones, once it is committed
        self.posted: dict[str | AgentTypes, None] = {}  # whose letters may go on; who types
        self.passed: list[Passage] = []  # ways through queues that are new or farther
        self.overflowed: deque[tuple[Overflowed, bool]] = deque()  # steps to do; were they put off?
        self.undo: list[Callable[[], None]] = []  # for what is not in the database
        self._alarms: list[tuple[Millis, str, str]] = []

    # --- telling

    def tell(self, audience: str, event: JournalEvent) -> None:
        """One journal entry."""
        self.journal.append(self.now, audience, event)

    def tell_agents(self, agents: Iterable[str], event: JournalEvent) -> None:
        """One journal entry for each of these agents."""
        for agent_id in agents:
            self.journal.append(self.now, for_agent(agent_id), event)

    def tell_leads(self, agent_id: str | None, queue_id: str, event: JournalEvent) -> None:
        """One entry for each team whose leads may know of it: the agent's, or those who serve the queue."""
        self.tell(SUPERVISORS, event)
        for team in self.live.teams.values():
            if agent_id in team.members if agent_id else self.live.serves(team, queue_id):
                self.tell(for_leads(team.id), event)

    # --- time

    def set_alarm(self, at: Millis, kind: str, subject: str) -> None:
        """Be woken at `at`; whoever handles it checks that it still holds."""
        heappush(self._alarms, (at, kind, subject))

    def next_alarm(self) -> Millis | None:
        """When the next alarm is due."""
        return self._alarms[0][0] if self._alarms else None

    def due_alarm(self) -> tuple[Millis, str, str] | None:
        """Take the earliest alarm that is due."""
        if self._alarms and self._alarms[0][0] <= self.now:
            return heappop(self._alarms)
        return None

    # --- finding

    def thread(self, conversation_id: str) -> LiveThread:
        """The conversation, read when it is not in memory. Raises Refused."""
        found = self.live.threads.get(conversation_id)
        if found is None:
            kept = threads.conversation(self.storage, conversation_id)
            if kept is None:
                raise unknown("conversation_id", conversation_id)
            found = self.live.threads[conversation_id] = LiveThread(kept)
            ways.refreshed(self, found)
        return found

    def living(self, conversation_id: str) -> LiveThread:
        """The conversation, or the one into which it was merged. Raises Refused."""
        thread = self.thread(conversation_id)
        seen = {conversation_id}
        while thread.shown.joined_into and thread.shown.joined_into not in seen:
            seen.add(thread.shown.joined_into)
            thread = self.thread(thread.shown.joined_into)
        return thread

    # --- changing

    def put_customer(self, customer: Customer) -> list[str]:
        """A customer is as the row (already written by crm) says: tell who works for them, and who sees them wait.

        Returns the agents who were told.
        """
        self.live.customers[customer.id] = customer
        agents: dict[str, None] = {}
        for thread in list(self.live.threads_of(customer.id)):
            agents.update(dict.fromkeys(self.hearers(thread)))
            if ways.refreshed(self, thread):
                self.put_thread(thread, thread.kept)
            for interaction_id in thread.work:
                one = self.live.interactions[interaction_id]
                named = replace(one.shown, customer_name=customer.name, vip=customer.vip)
                if named != one.shown:
                    self.change_interaction(one, shown=named)
                    self.tell_interaction(one)
        self.tell_agents(agents, CustomerChanged(customer=customer))
        return list(agents)

    def put_thread(
        self, thread: LiveThread, kept: KeptConversation, *, tell: bool = True, author: str = ""
    ) -> None:
        """A conversation changed: row, the agents who hear of it, and the `author` of the change."""
        thread.kept = kept
        threads.keep_conversation(self.storage, kept)
        if tell:
            hear = self.hearers(thread)
            if author and author not in hear:
                hear.append(author)
            if hear:
                self.tell_agents(hear, ConversationChanged(conversation=kept.shown))

    def change_interaction(self, one: LiveInteraction, **changes: object) -> None:
        """An interaction changed: memory and row. `changes` are fields of `KeptInteraction`."""
        one.kept = replace(one.kept, **changes)
        work.keep_interaction(self.storage, one.kept)

    def show_interaction(self, one: LiveInteraction, **changes: object) -> None:
        """The same for fields of the `Interaction` itself."""
        kept = one.kept
        self.change_interaction(one, shown=replace(kept.shown, **changes))

    def tell_interaction(self, one: LiveInteraction) -> None:
        """Tell the queue while it waits, the agent who has it and who follows; of a call its guests and leads too."""
        shown = one.shown
        event = InteractionChanged(interaction=shown)
        if shown.state in (InteractionState.QUEUED, InteractionState.OFFERED):
            self.tell(for_queue(shown.queue_id), event)
        elif shown.agent_id is not None:
            self.tell(for_agent(shown.agent_id), event)
        self.tell_agents(self.live.followers(shown.conversation_id), event)
        if shown.channel is Channel.VOICE:
            self.tell_agents(self.guests(shown.id), event)
            self.tell_leads(shown.agent_id, shown.queue_id, event)

    def add_item(self, thread: LiveThread, item: TimelineItem, interaction_id: str = "") -> None:
        """Write an item whose `seq` the caller took from `next_seq`, and tell the agents who hear of it.

        The conversation's own `last_seq` is written by the caller with whatever else changes.
        """
        threads.add_item(self.storage, item, interaction_id)
        if isinstance(item, Message | Note) and item.client_id:
            self.written.add((item.conversation_id, item.client_id))
        if thread.recent is not None:
            thread.recent.append(item)
        hear = self.hearers(thread)
        writer = item.author
        mine = writer.kind is AuthorKind.AGENT and not isinstance(item, SystemLine)
        if mine and writer.id not in hear:
            hear.append(writer.id)
        if hear:
            self.tell_agents(hear, told(item))

    def change_message(self, thread: LiveThread, message: Message) -> None:
        """Write what is new of a message, and tell the agents who hear of it and its author. Nothing for no news."""
        self.change_item(thread, message)

    def change_item(
        self, thread: LiveThread, item: Message | Note, also: Iterable[str] = ()
    ) -> None:
        """The same of a message or a note, told to the agents in `also` too."""
        before = threads.item_at(self.storage, item.conversation_id, item.seq)
        if not isinstance(before, Message | Note) or before == item:
            return
        changed = replace(item, revision=max(before.revision, item.revision) + 1)
        threads.change_item(self.storage, changed)
        thread.recent = None  # read again when it is needed
        hear = dict.fromkeys((*self.hearers(thread), *also))
        if changed.author.kind is AuthorKind.AGENT:
            hear[changed.author.id] = None
        self.tell_agents(hear, told(changed))

    def add_line(
        self,
        thread: LiveThread,
        kind: LineKind,
        author: Author = SYSTEM,
        *,
        detail: str = "",
        channel: Channel | None = None,
        interaction_id: str = "",
        attachments: tuple[Attachment, ...] = (),
    ) -> SystemLine:
        """Write a system line and move the conversation's `last_seq`; the conversation is told by the caller."""
        kept = thread.kept
        seq = kept.shown.last_seq + 1
        line = SystemLine(
            id=f"{kept.shown.id}-{seq}",
            conversation_id=kept.shown.id,
            kind=kind,
            sent_at=self.now,
            author=author,
            channel=channel,
            detail=detail,
            seq=seq,
            attachments=attachments,
        )
        self.add_item(thread, line, interaction_id)
        self.put_thread(thread, replace(kept, shown=replace(kept.shown, last_seq=seq)), tell=False)
        return line

    def open_thread(self, kept: KeptConversation) -> LiveThread:
        """Remember a new conversation; nobody is told before an agent has it."""
        thread = LiveThread(kept, deque(maxlen=RECENT_ITEMS))
        self.live.threads[kept.shown.id] = thread
        self.put_thread(thread, kept, tell=False)
        return thread

    def new_interaction(self, thread: LiveThread, kept: KeptInteraction) -> LiveInteraction:
        """Remember and write a new interaction."""
        one = LiveInteraction(kept)
        work.keep_interaction(self.storage, kept)
        self.live.interactions[kept.shown.id] = one
        thread.work[kept.shown.id] = None
        return one


def told(item: TimelineItem) -> JournalEvent:
    """The event that tells of an item."""
    if isinstance(item, Message):
        return MessageReceived(message=item)
    return NoteAdded(note=item) if isinstance(item, Note) else LineAdded(line=item)


def preview_of(text: str) -> str:
    """The beginning of a text, in one line."""
    return " ".join(text[: 2 * PREVIEW].split())[:PREVIEW]
