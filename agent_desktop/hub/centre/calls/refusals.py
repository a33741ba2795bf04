"""What the switch refuses although the centre ordered it: whoever asked is told.

The centre checks orders by the last picture of a call; what changes in the same moment only the switch knows. Promises
the agent a word for every order of theirs that was not carried out. Refuses sentences: they are made at the desk.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.voice import inputs as order
from agent_desktop.hub.voice.decisions import Refused
from agent_desktop.hub.voice.records import Target
from agent_desktop.model.backend_calls import Asked, CallRefused

_ASKED: dict[type, Asked] = {
    order.CallPlaced: Asked.CALL,
    order.Held: Asked.HOLD,
    order.Resumed: Asked.RESUME,
    order.Transferred: Asked.TRANSFER,
    order.ConsultStarted: Asked.CONSULT,
    order.ConsultSwapped: Asked.SWAP,
    order.ConsultCompleted: Asked.COMPLETE,
    order.ConsultCancelled: Asked.CANCEL,
    order.ConsultJoined: Asked.JOIN,
    order.PartyAdded: Asked.ADD,
    order.PartyDropped: Asked.DROP,
    order.HungUp: Asked.LEAVE,
    order.Supervised: Asked.SUPERVISE,
    order.SupervisionEnded: Asked.END_SUPERVISION,
}
_RECORDING = {"start": Asked.RECORD, "pause": Asked.PAUSE, "resume": Asked.GO_ON}


def tell(book: Book, refused: Refused) -> None:
    """Tell who asked, if somebody did and their order was not one that came true by itself."""
    asked = refused.order
    if asked is None:
        return
    agent_id = _asker(asked)
    if agent_id not in book.live.agents or _came_true(refused):
        return
    event = CallRefused(
        interaction_id=asked.call,
        asked=_what(asked),
        why=refused.code,
        name=_name(book, asked),
    )
    book.journal.pass_on(book.now, for_agent(agent_id), event)


def _asker(asked: order.AgentOrder) -> str:
    if isinstance(asked, order.Supervised | order.SupervisionEnded):
        return asked.supervisor
    return asked.agent


def _what(asked: order.AgentOrder) -> Asked:
    if isinstance(asked, order.RecordingAsked):
        return _RECORDING[asked.what]
    return _ASKED[type(asked)]


def _came_true(refused: Refused) -> bool:
    """Who wanted to be out of a call, and is: nothing is left to say."""
    out = order.HungUp | order.SupervisionEnded | order.ConsultCancelled
    over = refused.code in ("unknown_call", "not_in_call", "not_talking", "not_consulting")
    gone = isinstance(refused.order, order.PartyDropped) and refused.code == "unknown_leg"
    return gone or (isinstance(refused.order, out) and over)


def _name(book: Book, asked: order.AgentOrder) -> str:
    """Whom or where it was about."""
    target = getattr(asked, "target", None)
    if isinstance(target, Target):
        agent, queue = book.live.agents.get(target.id), book.live.queues.get(target.id)
        if target.kind == "agent" and agent is not None:
            return agent.profile.name
        return queue.name if target.kind == "queue" and queue is not None else target.number
    return asked.number if isinstance(asked, order.CallPlaced) else ""
