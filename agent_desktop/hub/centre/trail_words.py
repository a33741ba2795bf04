"""What people call things, and the ids in the audit trail: who sees which entries, and what words stand for.

Promises that who does not reach everything sees the acts of own teams, of their leads, and upon them, whatever is
asked.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.reach import Reach, reach_of
from agent_desktop.hub.storage import work
from agent_desktop.hub.storage.trail import AuditEntry
from agent_desktop.hub.storage.trail_search import Wanted, Word
from agent_desktop.model.base import Record
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.terms import fold, pieces

MOST_WORDS: Final = 8
_MOST_ACTS: Final = 200


class NamedEntry(Record, frozen=True):
    """An entry with the names of the people and of what it was done to, as they are now, empty where there is none; and
    the conversation that it leads to."""

    entry: AuditEntry
    who_name: str
    whom_name: str
    subject_name: str
    conversation_id: str


def narrowed(book: Book, agent_id: str, wanted: Wanted, words: str = "", means: str = "") -> Wanted:
    """What the person may see of it. `words` are parted by blanks; `means` has for each of them, parted by commas, the
    acts that it stands for in the language of who asks, parted by dots. Mere signs are passed over."""
    texts = words.split()[:MOST_WORDS]
    acts = [[act for act in one.split(".") if act][:_MOST_ACTS] for one in means.split(",")]
    found = tuple(
        _word(book, text, acts[at] if at < len(acts) else [])
        for at, text in enumerate(texts)
        if pieces(text)
    )
    mine = reach_of(book, agent_id)
    people = None if mine.acts.everything else _seen(book, mine)
    return replace(wanted, words=found, people=people)


def _seen(book: Book, mine: Reach) -> tuple[str, ...]:
    led = (one.leads for one in book.live.teams.values() if one.id in mine.teams)
    return tuple(sorted(mine.acts.agents.union((mine.agent_id,), *led)))


def _word(book: Book, text: str, acts: list[str]) -> Word:
    sought, live = fold(text), book.live
    agents = {key: one.profile.name for key, one in live.agents.items()}
    named = {
        "agent": agents,
        "queue": {key: one.name for key, one in live.queues.items()},
        "team": {key: one.name for key, one in live.teams.items()},
    }
    holding = {
        kind: [key for key, name in names.items() if sought in fold(f"{name} {key}")]
        for kind, names in named.items()
    }
    things = [
        f"{form}/{key}"
        for kind, keys in holding.items()
        for form in (kind, f"{kind}s")
        for key in keys
    ]
    return Word(text=text, acts=tuple(acts), people=tuple(holding["agent"]), things=tuple(things))


def people(book: Book, agent_id: str) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Whose acts, and acts upon which queues, the person may look for: by name."""
    mine, live = reach_of(book, agent_id), book.live
    whole = mine.acts.everything
    who = live.agents if whole else [one for one in _seen(book, mine) if one in live.agents]
    agents = [Named(id=one, name=live.agents[one].profile.name) for one in who]
    queues = [
        Named(id=key, name=one.name) for key, one in live.queues.items() if mine.acts.queue(key)
    ]
    return _by_name(agents), _by_name(queues)


def _by_name(found: list[Named]) -> tuple[Named, ...]:
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def named(book: Book, entry: AuditEntry) -> NamedEntry:
    """The entry in names."""
    live = book.live
    kind, _, rest = entry.subject.partition("/")
    key = rest.partition("/")[0]
    name, conversation = "", ""
    match kind:
        case "agent" | "agents":
            name = _agent(book, key)
        case "queue" | "queues" if key in live.queues:
            name = live.queues[key].name
        case "team" | "teams" if key in live.teams:
            name = live.teams[key].name
        case "entry-points" | "networks" if key in live.entry_points:
            name = live.entry_points[key].name
        case "dispositions" if key in live.dispositions:
            name = live.dispositions[key].label
        case "conversation":
            conversation = key
        case "interaction" | "call":
            found = work.interaction(book.storage, key)
            conversation = "" if found is None else found.shown.conversation_id
        case "recording":
            conversation = _said(entry.detail).get("conversation", "")
    return NamedEntry(
        entry=entry,
        who_name=_agent(book, entry.who),
        whom_name=_agent(book, entry.whom),
        subject_name=name,
        conversation_id=conversation,
    )


def _agent(book: Book, agent_id: str) -> str:
    known = book.live.agents.get(agent_id)
    return "" if known is None else known.profile.name


def _said(detail: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(detail or "{}", type=dict[str, str])
    except msgspec.MsgspecError:
        return {}
