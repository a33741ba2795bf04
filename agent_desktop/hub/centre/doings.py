"""What agents do, written down when it changes: presence with its reason, work in hand, offers, a lost link.

Promises that what is written is what held, from the moment on at which it began to; that the time in which the hub was
not there is nobody's: from its last sign of life on, which is five minutes old at the most, everybody counts as signed
out.
"""

from typing import Final

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage import doings as kept
from agent_desktop.hub.storage.doings import OFFLINE, Doing
from agent_desktop.model.base import Millis
from agent_desktop.model.people import PresenceState

ALIVE: Final = "alive"
"""The alarm, and the setting in which the hub's last sign of life is kept."""
ALIVE_MS: Final[Millis] = 300_000
AWAY: Final = "hub_away"


def note(book: Book) -> None:
    """Write down what the agents do now of whom anything changed."""
    while book.stirred:
        agent_id, _ = book.stirred.popitem()
        agent = book.live.agents.get(agent_id)
        now = _GONE if agent is None else _doing(book, agent)
        if book.doings.get(agent_id, _GONE) != now:
            book.doings[agent_id] = now
            kept.note(book.storage, agent_id, book.now, now)


_GONE = Doing(OFFLINE, "", "")


def _doing(book: Book, agent: LiveAgent) -> Doing:
    presence = agent.presence
    if agent.held or presence.in_call or book.live.consulted(agent.profile.id):
        doing = "busy"
    elif agent.offers:
        doing = "offered"
    elif presence.state is PresenceState.OFFLINE:
        doing = ""
    else:
        doing = "idle" if agent.profile.id in book.links.sockets else "lost"
    return Doing(presence.state._value_, presence.reason, doing)


def restored(book: Book, epoch: str) -> None:
    """What was known last; of a hub that starts, also until when anybody was there to know."""
    before = kept.last(book.storage, book.live.agents)
    book.doings = {agent_id: doing for agent_id, (_, doing) in before.items()}
    was, _, at = configuration.setting(book.storage, ALIVE).partition(" ")
    if (
        was == epoch
    ):  # only read again: where the disk is full, writing here would keep others from reading
        book.set_alarm(book.now + ALIVE_MS, ALIVE, epoch)
        return
    until = max((int(at or 0), *(since for since, _ in before.values())))
    for agent_id, (_, doing) in before.items():
        if doing.state != OFFLINE:
            book.doings[agent_id] = gone = Doing(OFFLINE, AWAY, "")
            kept.note(book.storage, agent_id, min(until, book.now), gone)
    alive(book, epoch)
    book.stirred.update(dict.fromkeys(book.live.agents))


def alive(book: Book, epoch: str) -> None:
    """The hub is there."""
    configuration.keep_setting(book.storage, ALIVE, f"{epoch} {book.now}")
    book.set_alarm(book.now + ALIVE_MS, ALIVE, epoch)
