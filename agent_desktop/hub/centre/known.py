"""What the centre knows: what is in memory, and what is read from the database when it is asked for.

Promises that whatever was read once is found in memory from then on, and that an id that means nothing is refused in
words. Refuses to change anything of it: that is for the book.
"""

from collections import deque

from agent_desktop.hub.centre.live import RECENT_ITEMS, Live, LiveAgent, LiveInteraction, LiveThread
from agent_desktop.hub.storage import people, threads, work
from agent_desktop.hub.storage.people import Visitor
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.written.limits import Limits
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Message, TimelineItem


class Links:
    """Who is there now: sockets for each agent, visitors online, telephones and what the calls look like.

    Survives a reload of the rest.
    """

    def __init__(self) -> None:
        self.sockets: dict[str, int] = {}
        self.online: set[str] = set()
        self.phones: set[str] = set()  # agents whose telephone is registered here
        self.tickets: dict[str, str] = {}  # calls that visitors may make: call id to visitor id
        self.invited: dict[str, str] = {}  # visitors whom an agent asked to talk: id to agent id
        self.pictures: dict[str, VoiceCall] = {}  # the calls that the telephones carry now
        self.limits: dict[str, Limits] = {}  # by entry point: what its network lets people do


class Known:
    """Storage, live state and links at the moment `now`, and how anything of them is found."""

    def __init__(self, storage: Storage, links: Links) -> None:
        self.storage = storage
        self.links = links
        self.live = Live()
        self.now: Millis = 0

    def agent(self, agent_id: str) -> LiveAgent:
        """The agent. Raises Refused."""
        found = self.live.agents.get(agent_id)
        if found is None:
            raise unknown("agent", agent_id)
        return found

    def interaction(self, interaction_id: str) -> LiveInteraction:
        """The interaction, which is not over. Raises Refused, Conflict."""
        found = self.live.interactions.get(interaction_id)
        if found is None:
            if work.interaction(self.storage, interaction_id) is None:
                raise unknown("interaction_id", interaction_id)
            raise Conflict(
                "This is over already.",
                remedy="Look at the conversation again.",
                field="interaction_id",
                value=interaction_id,
            )
        return found

    def customer(self, customer_id: str) -> Customer:
        """The customer (for a merged one, the one that was kept). Raises Refused."""
        found = self.live.customers.get(customer_id)
        if found is None:
            found = people.customer(self.storage, customer_id)
            if found is None:
                raise unknown("customer_id", customer_id)
            self.live.customers[found.id] = found
        return found

    def visitor(self, visitor_id: str) -> Visitor:
        """The visitor, read when not in memory. Raises Refused."""
        found = self.live.visitors.get(visitor_id)
        if found is None:
            found = people.visitor(self.storage, visitor_id)
            if found is None:
                raise unknown("visitor", visitor_id)
            self.live.visitors[visitor_id] = found
        return found

    def recent(self, thread: LiveThread) -> deque[TimelineItem]:
        """The newest items of a conversation, oldest first."""
        if thread.recent is None:
            found = threads.items_before(self.storage, thread.shown.id, None, RECENT_ITEMS)
            thread.recent = deque(found, maxlen=RECENT_ITEMS)
        return thread.recent

    def said(self, thread: LiveThread) -> list[Message]:
        """The newest messages that stand in a conversation now, the newest first."""
        newest = reversed(self.recent(thread))
        return [one for one in newest if isinstance(one, Message) and not one.moved_to]

    def guests(self, interaction_id: str) -> list[str]:
        """The agents whose telephones colleagues rang into a call: it is not their work."""
        call = self.links.pictures.get(interaction_id)
        if call is None:
            return []
        agents, holder = self.live.agents, self.live.interactions[interaction_id].shown.agent_id
        rung = (leg.agent for leg in call.legs if leg.part == "agent" and leg.state != "awaited")
        return [one for one in dict.fromkeys(rung) if one in agents and one != holder]

    def readers(self, thread: LiveThread) -> list[str]:
        """The agents who see a conversation as it goes on: who has work on it, who follows it, who is consulted."""
        holders = self.live.holders(thread)
        followers = self.live.followers(thread.shown.id)
        return list(dict.fromkeys((*holders, *followers))) if followers else holders

    def hearers(self, thread: LiveThread) -> list[str]:
        """The agents who hear of a conversation: who reads it, and who is a guest in a call of it."""
        readers = self.readers(thread)
        if not self.links.pictures:
            return readers
        found = dict.fromkeys(readers)
        for interaction_id in thread.work:
            found.update(dict.fromkeys(self.guests(interaction_id)))
        return list(found)


def unknown(field: str, value: str) -> Refused:
    """The refusal of an id that means nothing here."""
    return Refused(
        "The hub knows nothing with this id.",
        remedy="Look again; it may have been merged or removed.",
        field=field,
        value=value,
    )
