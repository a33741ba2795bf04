"""Reach: whose work one person may see, and whose they may act on. Everything that asks goes through here.

Promises one rule for every door. An administrator reaches everything. A supervisor reaches the teams that they lead:
the members, what these have in hand, and what waits in queues that they serve; in a hub without teams, everything.
Everybody else acts on nobody, and reads what concerns their work: their own and their teams' conversations, and those
of the customers in their hands; in a hub without teams, all conversations. Refuses to guess: who is unknown reaches
nothing.
"""

from dataclasses import dataclass

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.storage import accounts, work
from agent_desktop.model.errors import Refused
from agent_desktop.model.supervising import Team
from agent_desktop.model.work import Interaction

SUPERVISOR = "supervisor"
ADMIN = "admin"


class OutOfReach(Refused):
    """Somebody asked for what is not theirs; the audit trail is told."""


@dataclass(frozen=True)
class Sight:
    """Some agents, and queues that they serve; `everything` leaves nothing out."""

    everything: bool = False
    agents: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()

    def agent(self, agent_id: str) -> bool:
        """Whether the agent is among them."""
        return self.everything or agent_id in self.agents

    def queue(self, queue_id: str) -> bool:
        """Whether one of them serves the queue."""
        return self.everything or queue_id in self.queues

    def work(self, agent_id: str | None, queue_id: str) -> bool:
        """Whether it is theirs: in an agent's hands the agent counts, else the queue. So do passages and figures."""
        return self.agent(agent_id) if agent_id else self.queue(queue_id)

    def interaction(self, one: Interaction) -> bool:
        """Whether an interaction is theirs."""
        return self.work(one.agent_id, one.queue_id)


@dataclass(frozen=True)
class Reach:
    """What one person may do. `acts` on as a lead, `reads` as a colleague; `teams` are those that they lead."""

    agent_id: str
    supervises: bool = False
    teams: frozenset[str] = frozenset()
    acts: Sight = Sight()
    reads: Sight = Sight()

    def team(self, team_id: str) -> bool:
        """Whether they lead the team; the empty id stands for everyone."""
        return self.acts.everything or (bool(team_id) and team_id in self.teams)


def reach_of(book: Book, agent_id: str) -> Reach:
    """What this person may see and act on now."""
    account = accounts.account(book.storage, agent_id)
    if account is None or account.disabled:
        return Reach(agent_id)
    scopes, teams = account.scopes, book.live.teams.values()
    supervises = SUPERVISOR in scopes or ADMIN in scopes
    led = [one for one in teams if agent_id in one.leads] if supervises else []
    mine = [one for one in teams if agent_id in one.members]
    own = frozenset((agent_id,))
    return Reach(
        agent_id=agent_id,
        supervises=supervises,
        teams=frozenset(one.id for one in led),
        acts=(
            Sight(everything=True)
            if ADMIN in scopes or (supervises and not teams)
            else _sight(book, led)
        ),
        reads=(
            Sight(everything=True)
            if ADMIN in scopes or not teams
            else _sight(book, [*led, *mine], own)
        ),
    )


def team_sight(book: Book, team_id: str) -> Sight:
    """The members of a team and their queues; nobody of an unknown one."""
    found = book.live.teams.get(team_id)
    return _sight(book, [] if found is None else [found])


def _sight(book: Book, teams: list[Team], also: frozenset[str] = frozenset()) -> Sight:
    agents = also.union(*(one.members for one in teams))
    known = (book.live.agents.get(one) for one in agents)
    queues = (one.profile.queues for one in known if one is not None)
    return Sight(agents=agents, queues=frozenset().union(*queues))


def may_read(book: Book, reach: Reach, conversation_id: str) -> bool:
    """Whether the person may read a conversation, and hear its recordings. Raises Refused when there is none."""
    return (
        reach.reads.everything
        or _is_theirs(book, reach.agent_id, conversation_id)
        or _touches(book, reach.reads, conversation_id)
    )


def reads_as_lead(book: Book, reach: Reach, conversation_id: str) -> bool:
    """Whether somebody who may supervise reads what is neither their own work nor followed by them."""
    return reach.supervises and not _is_theirs(book, reach.agent_id, conversation_id)


def _is_theirs(book: Book, agent_id: str, conversation_id: str) -> bool:
    """Whether the agent hears of it, had it last, or has work of this customer now."""
    thread = book.thread(conversation_id)
    return (
        agent_id in book.hearers(thread)
        or thread.kept.last_agent_id == agent_id
        or has_customer(book, agent_id, thread.shown.customer_id)
    )


def may_follow(book: Book, reach: Reach, conversation_id: str) -> bool:
    """Whether the person may read it as a lead. Raises Refused when there is none."""
    book.thread(conversation_id)
    return reach.supervises and (
        reach.acts.everything or _touches(book, reach.acts, conversation_id)
    )


def has_customer(book: Book, agent_id: str, customer_id: str) -> bool:
    """Whether the agent has work of this customer in hand, is offered some, or is consulted about it."""
    agent = book.live.agents.get(agent_id)
    helped = (one.interaction_id for one in book.live.consulted(agent_id))
    ids = () if agent is None else (*agent.held, *agent.offers, *helped)
    return any(book.live.interactions[one].shown.customer_id == customer_id for one in ids)


def _touches(book: Book, sight: Sight, conversation_id: str) -> bool:
    ways = work.hands_of(book.storage, conversation_id)
    return any(sight.work(agent_id, queue_id) for agent_id, queue_id in ways)


# --- refusals


def check_supervises(reach: Reach) -> None:
    """Raises OutOfReach for who is no supervisor."""
    if not reach.supervises:
        raise OutOfReach(
            "Only supervisors do this.",
            remedy="Ask your administrator.",
            field="agent",
            value=reach.agent_id,
        )


def check_agent(book: Book, reach: Reach, agent_id: str) -> LiveAgent:
    """The agent, whom the person leads. Raises OutOfReach; also for who is not there, so that nobody learns who is."""
    check_supervises(reach)
    found = book.live.agents.get(agent_id)
    if found is None or not reach.acts.agent(agent_id):
        raise not_led("agent_id", agent_id)
    return found


def check_interaction(reach: Reach, one: Interaction) -> None:
    """Raises OutOfReach unless it is the work of the person's teams."""
    check_supervises(reach)
    if not reach.acts.interaction(one):
        raise not_led("interaction_id", one.id)


def check_reads(book: Book, reach: Reach, conversation_id: str) -> None:
    """Raises OutOfReach unless the person may read the conversation."""
    if not may_read(book, reach, conversation_id):
        raise OutOfReach(
            "This conversation belongs to another team.",
            remedy="Ask its team lead.",
            field="conversation_id",
            value=conversation_id,
        )


def check_follows(book: Book, reach: Reach, conversation_id: str) -> None:
    """Raises OutOfReach unless the person leads who works, or worked, on the conversation."""
    check_supervises(reach)
    if not may_follow(book, reach, conversation_id):
        raise not_led("conversation_id", conversation_id)


def check_team(reach: Reach, team_id: str) -> None:
    """Raises OutOfReach unless the person leads the team; everybody, for the empty id."""
    check_supervises(reach)
    if not reach.team(team_id):
        raise not_led("team_id", team_id)


def not_led(field: str, value: str) -> OutOfReach:
    """The refusal of what belongs to somebody else's team."""
    return OutOfReach(
        "This belongs to a team that you do not lead.",
        remedy="Ask its team lead.",
        field=field,
        value=value,
    )
