"""Guidance at the desk: what leads ask for their teams, agents of their leads, and what both read about it.

Promises that everything asked has an id under which its answer is found. Refuses to say how any of it is done:
`model.supervising` has the acts, `model.why` the facts.
"""

from typing import TypeAlias

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.looking import Looking
from agent_desktop.model.supervising import Announcement, Supervision


class Guide(Record, frozen=True):
    """Ask for something of supervising. `ask_id` is fresh; under it the desk tells what became of it."""

    ask_id: str
    command: Supervision


class ReadAlong(Record, frozen=True):
    """Show a conversation and follow it live without having it, until another one is shown; empty: no longer."""

    conversation_id: str = ""


class AskWhy(Record, frozen=True):
    """Bring the facts why an interaction is where it is."""

    interaction_id: str


class AskReaders(Record, frozen=True):
    """Bring the announcements that this lead may withdraw, and who has read them."""


Guiding: TypeAlias = Looking | Guide | ReadAlong | AskWhy | AskReaders
"""What a window asks of leading a team, and of being led."""


class Readers(Record, frozen=True):
    """An announcement, and who has read it when."""

    announcement: Announcement
    seen_by: dict[str, Millis]
