"""Boards for tests: the one of the design, and ones as large as they come."""

from agent_desktop.desk.board_state import Board
from agent_desktop.model.base import Millis
from agent_desktop.model.board import (
    AgentLine,
    AgentLoad,
    AgentWork,
    QueueLine,
    QueuePart,
    Ratio,
    WatchBoard,
)
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.supervising import Hand
from agent_desktop.model.targets import QueueTargets
from agent_desktop.model.work import Channel
from tests.ui.fake_view import NOON

MINUTE = 60_000
TRAILS = ((3, 4, 3, 5, 6, 7, 6, 8, 9, 8, 10, 9), (2, 1, 3, 1, 0, 2, 4, 1, 0, 1, 2, 1))


def queue(
    name: str, channel: Channel, level: int, waiting: int, waited: Millis, *, on: int = 6
) -> QueueLine:
    """A queue of which `level` of a hundred were answered in time."""
    part = QueuePart(
        channel=channel,
        waiting=waiting,
        oldest_at=NOON - waited if waiting else None,
        service=Ratio(over=level, under=100),
        speed=Ratio(over=24_000 * 95, under=95),
        abandoned=Ratio(over=4, under=100),
    )
    return QueueLine(
        id=name.lower(),
        name=name,
        parts=(part,),
        ready=min(on, 2),
        on=on,
        trail=(*TRAILS[len(name) % 2], waiting),
        within_ms={channel: 60_000},
        targets=QueueTargets(wait_ms={channel: 120_000}),
    )


def work(customer: str, channel: Channel, since: Millis, **more: bool) -> AgentWork:
    """A piece of work that has lasted so long."""
    return AgentWork(
        interaction_id=f"i-{customer}",
        conversation_id=f"c-{customer}",
        channel=channel,
        queue_id="billing",
        queue_name="Billing",
        customer_name=customer,
        since=NOON - since,
        **more,
    )


_FREE = (Activity.IDLE, Activity.MESSAGING, Activity.WRAP_UP)


def agent(
    name: str,
    presence: PresenceState = PresenceState.READY,
    activity: Activity = Activity.IDLE,
    lasted: Millis = 72_000,
    **more: object,
) -> AgentLine:
    """An agent who has done so for `lasted` milliseconds."""
    made = {
        "id": name.split()[0].lower(),
        "name": name,
        "presence": presence,
        "since": NOON - lasted,
        "activity": activity,
        "active_since": NOON - lasted,
        "linked": presence is not PresenceState.OFFLINE,
        "queues": ("billing", "returns"),
        "loads": (AgentLoad(channel=Channel.CHAT, used=0, limit=3),),
        "free": presence is PresenceState.READY and activity in _FREE,
        **more,
    }
    return AgentLine(**made)  # type: ignore[arg-type]


def designed() -> Board:
    """Every kind of queue and agent once."""
    queues = (
        queue("Billing", Channel.VOICE, 61, 9, 401_000),
        queue("Returns", Channel.VOICE, 77, 4, 72_000),
        queue("Web chat", Channel.CHAT, 88, 5, 52_000, on=8),
        queue("SMS", Channel.SMS, 92, 1, 20_000),
        queue("Email care", Channel.EMAIL, 83, 31, 41 * MINUTE),
        queue("Social", Channel.SOCIAL, 79, 6, 12 * MINUTE),
        queue("VIP", Channel.VOICE, 100, 0, 0, on=2),
    )
    talks, writes = Activity.TALKING, Activity.MESSAGING
    call = work("Miriam Cohen", Channel.VOICE, 192_000)
    chats = tuple(work(f"Customer {n}", Channel.CHAT, 31_000) for n in range(3))
    agents = (
        agent("Ann Lee", PresenceState.READY, talks, 192_000, works=(call,)),
        agent(
            "Kwame Mensah", PresenceState.READY, Activity.HOLD, 252_000,
            works=(work("Layla Haddad", Channel.VOICE, 252_000, held=True),),
        ),
        agent("Zanele Dlamini", PresenceState.NOT_RESPONDING, lasted=158_000, missed="Returns"),
        agent(
            "Tomás Herrera", PresenceState.READY, Activity.WRAP_UP, 171_000,
            works=(work("R. Okonkwo", Channel.VOICE, 171_000, wrap_up=True),),
        ),
        agent(
            "Mei Tanaka", PresenceState.READY, writes, 31_000,
            works=(*chats, work("One more", Channel.SMS, 9_000)),
        ),
        agent("Yusuf Demir", lasted=18_000),
        agent("Grace Mwangi", PresenceState.MEAL, lasted=24 * MINUTE, next=PresenceState.READY),
        agent("Ana Popescu", PresenceState.TRAINING, lasted=48 * MINUTE, reason="Until 15:00"),
        agent(
            "Thandi Nkosi", PresenceState.OFFLINE, lasted=4 * MINUTE, lost_at=NOON - 4 * MINUTE
        ),
    )  # fmt: skip
    return Board(
        wish=WatchBoard(),
        at=NOON,
        queues={one.id: one for one in queues},
        agents={one.id: one for one in agents},
        hands={
            "ann": Hand(agent_id="ann", name="Ann Lee", at=NOON - 46_000, text="Refund above €500?")
        },
    )


def crowd(queues: int, agents: int) -> Board:
    """As large as boards come."""
    lines = [
        queue(f"Queue {n}", Channel.CHAT, n % 101, n % 7, 9_000 * (n % 9)) for n in range(queues)
    ]
    people = [
        agent(
            f"Agent {n}",
            tuple(PresenceState)[n % 8],
            Activity.MESSAGING if n % 3 else Activity.IDLE,
            1_000 * (n % 900),
            id=f"a{n}",
            works=(work(f"Customer {n}", Channel.CHAT, 5_000),) if n % 3 else (),
        )
        for n in range(agents)
    ]
    return Board(
        wish=WatchBoard(),
        at=NOON,
        queues={one.id: one for one in lines},
        agents={one.id: one for one in people},
    )
