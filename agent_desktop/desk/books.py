"""What the desk knows that grows with its work: conversations, customers, live interactions, loaded timelines.

Promises lookups by key in constant time. Refuses to decide: a settled turn writes, everyone else reads.
"""

from agent_desktop.desk.timelines import Timelines
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import LoggedItem
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Conversation, Delivery
from agent_desktop.model.work import Interaction


class Books:
    """The tables. `work` lists the live interactions of a conversation, `by_agent` those of an agent, `work_for`
    those of a customer, `of_customer` a customer's conversations.

    `last_word` is when the customer last wrote; `marks` how far receipts reach, per conversation. `logged` is what this
    desk itself wrote into timelines, `logged_in` the ids of it in a conversation.
    """

    __slots__ = (
        "by_agent",
        "conversations",
        "customers",
        "interactions",
        "last_word",
        "logged",
        "logged_in",
        "marks",
        "of_customer",
        "timelines",
        "work",
        "work_for",
    )

    def __init__(self) -> None:
        self.conversations: dict[str, Conversation] = {}
        self.customers: dict[str, Customer] = {}
        self.interactions: dict[str, Interaction] = {}
        self.work: dict[str, tuple[str, ...]] = {}
        self.by_agent: dict[str, set[str]] = {}
        self.work_for: dict[str, set[str]] = {}
        self.of_customer: dict[str, set[str]] = {}
        self.last_word: dict[str, Millis] = {}
        self.marks: dict[str, dict[Delivery, int]] = {}
        self.logged: dict[str, LoggedItem] = {}
        self.logged_in: dict[str, set[str]] = {}
        self.timelines = Timelines()

    def put_logged(self, item: LoggedItem) -> None:
        """Insert or replace what this desk wrote into a timeline."""
        old = self.logged.get(item.id)
        if old is not None and old.conversation_id != item.conversation_id:
            _leave(self.logged_in, old.conversation_id, item.id)
        self.logged[item.id] = item
        if item.conversation_id:
            self.logged_in.setdefault(item.conversation_id, set()).add(item.id)

    def put_conversation(self, conversation: Conversation) -> None:
        """Insert or replace a conversation."""
        old = self.conversations.get(conversation.id)
        if old is not None and old.customer_id != conversation.customer_id:
            _leave(self.of_customer, old.customer_id, old.id)
        self.conversations[conversation.id] = conversation
        self.of_customer.setdefault(conversation.customer_id, set()).add(conversation.id)

    def put_interaction(self, interaction: Interaction) -> None:
        """Insert or replace an interaction; one that is over is forgotten."""
        old = self.interactions.pop(interaction.id, None)
        if old is not None:
            _leave(self.by_agent, old.agent_id, old.id)
            _leave(self.work_for, old.customer_id, old.id)
        if old is not None and (
            old.conversation_id != interaction.conversation_id or not interaction.state.live
        ):
            rest = tuple(one for one in self.work[old.conversation_id] if one != old.id)
            if rest:
                self.work[old.conversation_id] = rest
            else:
                del self.work[old.conversation_id]
        if not interaction.state.live:
            return
        self.interactions[interaction.id] = interaction
        if interaction.agent_id is not None:
            self.by_agent.setdefault(interaction.agent_id, set()).add(interaction.id)
        self.work_for.setdefault(interaction.customer_id, set()).add(interaction.id)
        ids = self.work.get(interaction.conversation_id, ())
        if interaction.id not in ids:
            self.work[interaction.conversation_id] = (*ids, interaction.id)

    def interactions_of_agent(self, agent_id: str) -> list[Interaction]:
        """An agent's live interactions, by id."""
        return [self.interactions[one] for one in sorted(self.by_agent.get(agent_id, ()))]

    def conversations_of(self, customer_id: str) -> set[str]:
        """The ids of a customer's known conversations."""
        return self.of_customer.get(customer_id, set())

    def rows_of(self, customer_id: str) -> set[str]:
        """The conversations whose row may show this customer."""
        work = self.work_for.get(customer_id, ())
        return self.conversations_of(customer_id) | {
            self.interactions[one].conversation_id for one in work
        }


def _leave(index: dict[str, set[str]], key: str | None, one: str) -> None:
    if key is not None and key in index:
        index[key].discard(one)
        if not index[key]:
            del index[key]
