"""The administration machine: an administrator looks at what the team has, and changes it.

Promises that every order is answered: done, or refused with the field at fault; that what an order changed is read anew
before the order is called done, so that the screen never shows the old as if nothing had happened; that what was typed
last is what is looked for. Refuses to keep orders for later: without a link nothing of the team is changed, and what
was typed stays in its form.
"""

from msgspec.structs import replace

from agent_desktop.desk import trail
from agent_desktop.desk.administration_state import Administration, OrderState, TopicState
from agent_desktop.desk.errands import CarryOut, ReadTopic
from agent_desktop.desk.items import OrderAnswered, TopicRead
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_files import TryScanner
from agent_desktop.model.administration_networks import TryNetworkEntry
from agent_desktop.model.administration_topics import topic_of
from agent_desktop.model.administration_voice import TryTrunk
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import Administer, LookInto
from agent_desktop.model.rules import TryRules

ORDERS_KEPT = 20
"""So many orders are remembered; a form asks after its own at once."""

NO_LINK = Problem(
    code="offline",
    message="The link is down, so nothing was changed.",
    remedy="What you typed stays here. Save it when the link is back.",
)
NOT_TRIED = Problem(
    code="offline",
    message="The link is down, so nothing was tried.",
    remedy="What you typed stays here. Try again when the link is back.",
)
NOT_READ = Problem(
    code="offline",
    message="The link is down.",
    remedy="This is read when the link is back.",
)
_TRIALS = (TryNetworkEntry, TryRules, TryScanner, TryTrunk)
UNSUPPORTED = Problem(code="unsupported", message="This account cannot change that.")


def _change(turn: Turn, **values: object) -> None:
    turn.state.administration = replace(turn.state.administration, **values)


def _topic(turn: Turn, topic: Topic, known: TopicState) -> None:
    _change(turn, topics=put(turn.state.administration.topics, topic, known))


def _order(turn: Turn, ask_id: str, order: OrderState) -> None:
    orders = put(turn.state.administration.orders, ask_id, order)
    _change(turn, orders=dict(list(orders.items())[-ORDERS_KEPT:]))


def _may(turn: Turn, topic: Topic) -> bool:
    return topic in turn.state.team.manifest.administration


def look(turn: Turn, intent: LookInto) -> None:
    """Bring what the backend keeps of a topic, unless it is on its way."""
    topic = intent.topic
    if not _may(turn, topic):
        return
    known = replace(turn.state.administration.topic(topic), wanted=intent.words)
    if known.reading:
        _topic(turn, topic, known)
    elif turn.live:
        _read_anew(turn, topic, known)
    else:
        _topic(turn, topic, replace(known, problem=NOT_READ))


def _read_anew(turn: Turn, topic: Topic, known: TopicState) -> None:
    _topic(turn, topic, replace(known, reading=True))
    turn.send(ReadTopic(topic=topic, words=known.wanted))


def administer(turn: Turn, intent: Administer) -> None:
    """Send an order on its way, or say why not."""
    topic = topic_of(intent.order)
    problem = None
    if not _may(turn, topic):
        problem = UNSUPPORTED
    elif not turn.live:
        problem = NOT_TRIED if isinstance(intent.order, _TRIALS) else NO_LINK
    _order(turn, intent.ask_id, OrderState(topic=topic, problem=problem))
    if problem is None:
        words = turn.state.administration.topic(topic).wanted
        turn.send(CarryOut(ask_id=intent.ask_id, order=intent.order, words=words))


def read(turn: Turn, answer: TopicRead) -> None:
    """The backend told of a topic, or did not: then what was known before is still shown, with the reason."""
    known = turn.state.administration.topic(answer.topic)
    if answer.kept is not None:
        known = replace(known, kept=answer.kept, words=answer.words)
    known = replace(known, reading=False, problem=answer.problem)
    if answer.words != known.wanted and turn.live:
        _read_anew(turn, answer.topic, known)  # something else was typed meanwhile
    else:
        _topic(turn, answer.topic, known)


def answered(turn: Turn, answer: OrderAnswered) -> None:
    """An order was carried out, or not."""
    known = turn.state.administration.orders.get(answer.ask_id)
    if known is not None:
        done = answer.problem is None
        fresh = replace(known, done=done, problem=answer.problem, found=answer.found)
        _order(turn, answer.ask_id, fresh)


def attached(turn: Turn) -> None:
    """Somebody is signed in: what they may not look after is forgotten."""
    now = turn.state.administration
    topics = {topic: known for topic, known in now.topics.items() if _may(turn, topic)}
    turn.state.administration = Administration(topics=topics, orders=now.orders, trail=now.trail)
    trail.attached(turn)
