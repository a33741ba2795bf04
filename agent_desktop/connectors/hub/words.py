"""Outcomes, saved replies and the chats of websites at a hub: read and defined.

Promises that a website which is refused is named, and that other channels' entry points are left alone.
"""

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec

from agent_desktop.connectors.hub.unchanged import same_order, unchanged
from agent_desktop.model.administration_words import (
    KeepOutcome,
    KeepReply,
    KeepWebsite,
    OrderOutcomes,
    OrderReplies,
    Outcomes,
    PauseWebsite,
    RemoveOutcome,
    RemoveReply,
    RemoveWebsite,
    Replies,
    Website,
    Websites,
)
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.work import Channel, Disposition, SavedReply

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

WordOrder = (
    KeepOutcome
    | RemoveOutcome
    | OrderOutcomes
    | KeepReply
    | RemoveReply
    | OrderReplies
    | KeepWebsite
    | PauseWebsite
    | RemoveWebsite
)

_OUTCOMES: Final = "/v1/admin/dispositions"
_REPLIES: Final = "/v1/admin/saved-replies"
_TOLD: Final = ("id", "signed", "paused")
"""What the form of a website does not say."""
_ENTRY_POINTS: Final = "/v1/admin/entry-points"


class _Outcomes(Record, frozen=True):
    dispositions: tuple[Disposition, ...]


class _Replies(Record, frozen=True):
    saved_replies: tuple[SavedReply, ...]


class _EntryPoint(Website, frozen=True, kw_only=True):
    channel: Channel
    retired: bool = False


class _EntryPoints(Record, frozen=True):
    entry_points: tuple[_EntryPoint, ...]


async def read_outcomes(door: "Door", token: str) -> Outcomes:
    """Every outcome code."""
    return Outcomes(outcomes=(await door.get(_OUTCOMES, _Outcomes, token)).dispositions)


async def read_replies(door: "Door", token: str) -> Replies:
    """Every prepared text."""
    return Replies(replies=(await door.get(_REPLIES, _Replies, token)).saved_replies)


async def read_websites(door: "Door", token: str) -> Websites:
    """Every chat on web pages."""
    found = (await door.get(_ENTRY_POINTS, _EntryPoints, token)).entry_points
    sites = (
        Website(**{name: getattr(one, name) for name in Website.__struct_fields__})
        for one in found
        if one.channel is Channel.CHAT and not one.retired
    )
    return Websites(websites=tuple(sites), hub=door.address.base)


async def carry_out(door: "Door", token: str, order: WordOrder) -> None:
    """Carry one order out. Raises Conflict where it was made from something else than what is kept."""
    match order:
        case KeepOutcome() | OrderOutcomes():
            codes = {one.code: one for one in (await read_outcomes(door, token)).outcomes}
            if isinstance(order, OrderOutcomes):
                same_order(order.before, tuple(codes))
            else:
                unchanged(order.outcome.code, order.before, codes)
        case KeepReply() | OrderReplies():
            texts = {one.shortcut: one for one in (await read_replies(door, token)).replies}
            if isinstance(order, OrderReplies):
                same_order(order.before, tuple(texts))
            else:
                unchanged(order.reply.shortcut, order.before, texts)
        case KeepWebsite(website=site):
            sites = {one.id: one for one in (await read_websites(door, token)).websites}
            kept = {one.id: _paused_or_not(one) for one in sites.values()}
            unchanged(site.id, order.before and _paused_or_not(order.before), kept)
        case _:
            pass
    await _define(door, token, order)


def _paused_or_not(site: Website) -> Website:
    """What a form changes of it."""
    return msgspec.structs.replace(site, paused=False)


async def _define(door: "Door", token: str, order: WordOrder) -> None:
    async def put(path: str, kind: str, **fields: object) -> None:
        body = msgspec.json.encode({"type": kind} | fields)
        await door.do("PUT", path, token, body)

    match order:
        case KeepOutcome(outcome=one):
            path = _path(_OUTCOMES, one.code)
            words = {"label": one.label, "group": one.group, "queue_id": one.queue_id}
            await put(path, "define_disposition", **words)
        case RemoveOutcome():
            await door.do("DELETE", _path(_OUTCOMES, order.code), token)
        case OrderOutcomes():
            await put(_OUTCOMES, "order_dispositions", codes=order.codes)
        case KeepReply(reply=reply):
            path = _path(_REPLIES, reply.shortcut)
            await put(path, "define_saved_reply", title=reply.title, text=reply.text)
        case RemoveReply():
            await door.do("DELETE", _path(_REPLIES, order.shortcut), token)
        case OrderReplies():
            await put(_REPLIES, "order_saved_replies", shortcuts=order.shortcuts)
        case KeepWebsite(website=site):
            fields = msgspec.structs.asdict(site)
            wish = {name: one for name, one in fields.items() if name not in _TOLD}
            path = _path(_ENTRY_POINTS, site.id)
            await put(path, "define_entry_point", channel=Channel.CHAT.value, **wish)
        case PauseWebsite():
            path = f"{_path(_ENTRY_POINTS, order.website_id)}/pause"
            body = msgspec.json.encode({"type": "pause_entry_point", "paused": order.paused})
            await door.do("POST", path, token, body)
        case RemoveWebsite():
            await door.do("DELETE", _path(_ENTRY_POINTS, order.website_id), token)


def _path(folder: str, name: str) -> str:
    return f"{folder}/{quote(name, safe='')}"


def at_its_field(problem: Problem, order: WordOrder) -> Problem:
    """The problem at the field of the form, in words for people."""
    if isinstance(order, KeepWebsite) and problem.field == "origin":
        return Refused(
            f"“{problem.value}” is not the address of a website.",
            remedy="Write scheme, host and port alone, for example https://www.example.com.",
            field="origins",
            value=problem.value,
        ).problem
    if isinstance(order, KeepReply) and problem.field == "id":
        return msgspec.structs.replace(problem, field="shortcut")
    return problem
