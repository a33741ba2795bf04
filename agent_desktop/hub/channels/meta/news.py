"""What the webhooks of all three networks are translated to."""

from collections.abc import Mapping
from typing import Any

from agent_desktop.hub.written.found import number
from agent_desktop.hub.written.records import News
from agent_desktop.model.base import Millis, Record


class File(Record, frozen=True):
    """A file that a message names: by its id at Meta, or by its URL."""

    name: str
    id: str = ""
    url: str = ""


class Found(Record, frozen=True):
    """What happened, with the files that are to be fetched first. `person`: whose name may be asked for."""

    news: News
    files: tuple[File, ...] = ()
    person: str = ""


class Taken(Record, frozen=True):
    """Meta says that it has one part of a letter, under that name."""

    letter_id: str
    number: int
    remote_id: str


def stamp(of: Mapping[str, Any], name: str, unit_ms: int, now: Millis) -> Millis:
    """A time in units of so many milliseconds; never later than now."""
    value = number(of, name)
    return min(value * unit_ms, now) if value else now
