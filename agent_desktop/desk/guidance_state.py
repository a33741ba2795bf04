"""What the desk holds in mind of guidance: acts on their way, hints, announcements, and what was asked about.

Promises values that are replaced and never changed in place. Refuses to keep any of it over a restart: the backend
tells it anew.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.consulting import Consult
from agent_desktop.model.errors import Problem
from agent_desktop.model.guidance import Readers
from agent_desktop.model.shifts import Shift
from agent_desktop.model.supervising import Announcement, Hint, Supervision
from agent_desktop.model.why import Why


class Asked(Record, frozen=True):
    """An act: on its way, `done`, or not done because of `problem`."""

    command: Supervision
    done: bool = False
    problem: Problem | None = None

    @property
    def pending(self) -> bool:
        """Whether the answer has not come."""
        return not self.done and self.problem is None


class WhyState(Record, frozen=True):
    """The facts of an interaction: they, why they cannot be had, or neither yet."""

    interaction_id: str
    why: Why | None = None
    problem: Problem | None = None


class ReadersState(Record, frozen=True):
    """Who has read announcements: they, or why nobody knows; `reading`: an answer is on its way."""

    announced: tuple[Readers, ...] | None = None
    problem: Problem | None = None
    reading: bool = False


class Guidance(Record, frozen=True):
    """All of it. `hints` are by conversation, the oldest first; `followed` what the backend says that we follow.

    `along` is the conversation that we want to read along, empty for none; `not_along` why the last one cannot be.
    `skills` are those of the team. `consults` are those in which we ask, are asked or have joined, by their ids.
    `shifts` are our own, as our leads plan them.
    """

    asks: dict[str, Asked] = {}
    hints: dict[str, tuple[Hint, ...]] = {}
    announcements: tuple[Announcement, ...] = ()
    followed: frozenset[str] = frozenset()
    along: str = ""
    not_along: Problem | None = None
    why: WhyState | None = None
    readers: ReadersState = ReadersState()
    skills: tuple[str, ...] = ()
    consults: dict[str, Consult] = {}
    shifts: tuple[Shift, ...] = ()

    @property
    def reads_along(self) -> bool:
        """Whether what is shown of the conversation is followed live."""
        return bool(self.along) and self.along in self.followed
