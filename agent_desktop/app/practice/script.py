"""What practice customers say: the shipped scripts, read and checked.

Promises a cast in a stable order for a given seed. Refuses scripts without a question or an answer.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec

from agent_desktop.files import resource
from agent_desktop.model.base import Record


class Shown(Record, frozen=True):
    """A file that the visitor sends with their first answer, and the words that go with it."""

    name: str
    text: str

    @property
    def path(self) -> Path:
        """Where the shipped file lies."""
        return resource("practice", self.name)


class Role(Record, frozen=True):
    """One practice customer: who they are, what they ask, and what they answer, in order."""

    name: str
    question: str
    answers: tuple[str, ...]
    email: str = ""
    language: str = ""
    patience_s: int = 300
    rating: int = 5
    file: Shown | None = None


class _Cast(Record, frozen=True):
    visitors: tuple[Role, ...]


def roles() -> tuple[Role, ...]:
    """All shipped roles, in the order of the file."""
    cast = msgspec.json.decode(resource("practice", "visitors.json").read_bytes(), type=_Cast)
    for role in cast.visitors:
        if not role.question or not role.answers:
            raise ValueError(f"The practice customer {role.name!r} lacks a question or an answer.")
    return cast.visitors


def endless(seed: int | None = None) -> Iterator[Role]:
    """Roles for ever: the file's order first, then shuffled anew each round."""
    dice = random.Random(seed)
    cast = list(roles())
    while True:
        yield from cast
        dice.shuffle(cast)
