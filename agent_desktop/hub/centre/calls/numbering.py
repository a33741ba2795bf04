"""The numbers that agents call: in one shape, checked before anything rings; and the extensions of the team.

Promises a refusal in words that names the number; that those of emergency services are taken as they are; that no two
agents have one extension, and that none of them means anything else. Refuses to know whether anybody has a number.
"""

from typing import Final

import msgspec

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls.house import plan_of
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.voice.dialplan import Kind, normalise, why_not
from agent_desktop.model.errors import Conflict, Refused

_USUAL_DIGITS: Final = 3


def checked(book: Book, number: str, field: str) -> str:
    """A number that an agent wants called, in the shape in which it is dialled. Raises Refused."""
    plan = plan_of(book)
    wrong, remedy = why_not(number, plan)
    if wrong:
        raise Refused(wrong, remedy=remedy, field=field, value=number)
    known = normalise(number, plan)
    if known.kind is Kind.INTERNAL and not plan.internal_by_trunk:
        raise Refused(
            "Nobody of the team has this extension.",
            remedy="Look among the colleagues, or call the whole number.",
            field=field,
            value=number,
        )
    return known.value


# --- extensions


def colleague(book: Book, number: str) -> LiveAgent | None:
    """The agent whose extension this is, however it was typed."""
    digits = number.strip().replace(" ", "")
    if not digits or normalise(digits, plan_of(book)).kind is Kind.EMERGENCY:
        return None
    agents = book.live.agents.values()
    return next((one for one in agents if one.profile.extension == digits), None)


def with_extension(book: Book, profile: AgentProfile) -> AgentProfile:
    """The profile with its extension: the one that is wished for, else the agent's own, else a free one.

    Raises Conflict, Refused.
    """
    known = book.live.agents.get(profile.id)
    wished = profile.extension
    if not wished:
        own = known.profile.extension if known is not None else ""
        return msgspec.structs.replace(profile, extension=own or _free(book))
    if known is not None and known.profile.extension == wished:
        return profile
    if normalise(wished, plan_of(book)).kind is not Kind.INTERNAL:
        raise Refused(
            "This is no extension here: it is too long, or means something else.",
            remedy="Choose another one.",
            field="extension",
            value=wished,
        )
    for one in book.live.agents.values():
        if one.profile.extension == wished and one.profile.id != profile.id:
            raise Conflict(
                f"{one.profile.name} has this extension.",
                remedy="Choose another one.",
                field="extension",
                value=wished,
            )
    return profile


def _free(book: Book) -> str:
    """The next extension that nobody has; empty where the house has none."""
    plan = plan_of(book)
    taken = {one.profile.extension for one in book.live.agents.values()}
    digits = min(_USUAL_DIGITS, plan.internal_digits)
    for number in range(2 * 10 ** max(0, digits - 1), 10**plan.internal_digits):
        text = str(number)
        if text not in taken and normalise(text, plan).kind is Kind.INTERNAL:
            return text
    return ""
