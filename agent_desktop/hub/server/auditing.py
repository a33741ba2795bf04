"""What the server adds to the audit trail: acts over HTTP, sign-ins, what was refused, recordings that were heard.

Promises that whatever an administrator or a lead changes over HTTP is written down in the transaction of the change,
for every route, without the route's doing; that a refused attempt, or a reading, is written down once a minute for each
person and thing, so that nobody fills the disk with them. Refuses values: an entry names the fields that were sent,
never what stood in them.
"""

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server.house import House
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Problem

T = TypeVar("T")

AGAIN_AFTER: Final[Millis] = 60_000
MOST_REMEMBERED: Final = 10_000
_PREFIXES: Final = ("/v1/admin/", "/v1/")
_AGENTS: Final = "agents/"


class Act(Record, frozen=True):
    """Who did what, by which path, with which fields."""

    who: str
    act: str
    path: str
    fields: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The path without what all paths have."""
        prefix = next((one for one in _PREFIXES if self.path.startswith(one)), "")
        return self.path.removeprefix(prefix)

    @property
    def whom(self) -> str:
        """The agent whom it concerns, where the path names one."""
        if not self.subject.startswith(_AGENTS):
            return ""
        return self.subject.removeprefix(_AGENTS).partition("/")[0]

    def write(self, centre: Centre) -> None:
        """Add the entry, in the open transaction."""
        detail: dict[str, object] = {"fields": self.fields} if self.fields else {}
        centre.note(self.who, self.act, self.subject, self.whom, **detail)


def fields_of(body: object) -> tuple[str, ...]:
    """The names of the fields of a body that say something else than their default."""
    if not isinstance(body, msgspec.Struct):
        return ()
    found = msgspec.structs.fields(type(body))
    return tuple(sorted(one.name for one in found if getattr(body, one.name) != _default(one)))


def _default(one: msgspec.structs.FieldInfo) -> object:
    made = one.default_factory
    return one.default if made is msgspec.NODEFAULT else made()


class Watched(House):
    """The house as an audited route sees it: its first change takes the entry along."""

    def __init__(self, house: House, act: Act) -> None:
        self.__dict__.update(house.__dict__)
        self._act = act
        self._written = False

    async def ask(self, work: Callable[[Centre], T]) -> T:
        """Do `work` on the centre's thread; if it changes something, the entry is committed with it."""
        if self._written:
            return await super().ask(work)

        def watched(centre: Centre) -> tuple[T, bool]:
            centre.tick()  # what was due anyhow is not this person's doing
            before = centre.storage.changes
            given = work(centre)
            changed = centre.storage.changes != before
            if changed:
                self._act.write(centre)
            return given, changed

        given, self._written = await super().ask(watched)
        return given

    async def rows(self, work: Callable[[Storage], T]) -> T:
        """The same for tables that the server owns."""
        return await self.ask(lambda centre: work(centre.storage))

    async def done(self) -> None:
        """It was done: what changed nothing that is kept here is written down now."""
        if not self._written:
            await super().ask(self._act.write)


async def note(house: House, who: str, act: str, subject: str = "", **detail: object) -> None:
    """Add an entry by itself."""
    await house.ask(lambda centre: centre.note(who, act, subject, "", **detail))


async def note_refused(house: House, who: str, asked: str, problem: Problem) -> None:
    """Somebody asked for what is not theirs."""
    if _is_new(house, who, asked):
        detail = {"asked": asked[:200], "field": problem.field, "value": problem.value}
        await note(house, who, "refused", **{key: one for key, one in detail.items() if one})


async def note_reading(house: House, token: Token, conversation_id: str) -> None:
    """Somebody read a conversation: of a lead or administrator whose work it is not, that is an act."""
    who = token.subject
    if not {"supervisor", "admin"} & set(token.scopes):
        return
    as_lead = await house.ask(lambda centre: centre.reads_as_lead(who, conversation_id))
    if as_lead and _is_new(house, who, f"read {conversation_id}"):
        await note(house, who, "read_conversation", f"conversation/{conversation_id}")


async def note_journey(house: House, who: str, customer_id: str) -> None:
    """Somebody read what a customer went through."""
    if _is_new(house, who, f"journey {customer_id}"):
        await note(house, who, "read_journey", f"customer/{customer_id}")


async def note_sign_in(house: House, who: str, *, refused: bool = False) -> None:
    """An account was signed in, or somebody tried; `who` is empty where there is no such account."""
    if not refused:
        await note(house, who, "sign_in")
    elif _is_new(house, who, "sign_in"):
        await note(house, who, "sign_in_refused")


def _is_new(house: House, who: str, asked: str) -> bool:
    """Whether the same was not written down within the last minute."""
    now, key = house.shared.clock(), (who, asked)
    before = house.noted.pop(key, None)
    if before is not None and before <= now < before + AGAIN_AFTER:
        house.noted[key] = before
        return False
    house.noted[key] = now
    while len(house.noted) > MOST_REMEMBERED:
        del house.noted[next(iter(house.noted))]
    return True
