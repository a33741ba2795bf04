"""The administrator's routes: queues, entry points, outcome codes, prepared texts; agents are in `agents`.

Promises that a signing secret is shown once.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec

from agent_desktop.hub.centre import removals
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.origins import checked_origin
from agent_desktop.hub.server import agents
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import (
    SHORTCUT,
    DefineDisposition,
    DefineEntryPoint,
    DefineJoining,
    DefineQueue,
    DefineSavedReply,
    Dispositions,
    EntryPointInfo,
    EntryPoints,
    JoiningInfo,
    NewSecret,
    OrderDispositions,
    OrderSavedReplies,
    PauseEntryPoint,
    QueueInfo,
    Queues,
    SavedReplies,
)
from agent_desktop.hub.storage.configuration import kept_dispositions, kept_saved_replies
from agent_desktop.hub.storage.settings import EntryPointSettings, QueueSettings
from agent_desktop.model.errors import Refused
from agent_desktop.model.joining import Joining
from agent_desktop.model.work import Disposition, SavedReply

# --- queues and entry points


async def list_queues(call: Call[None]) -> Queues:
    """Every queue with its rules."""
    found = await call.house.ask(lambda centre: centre.queues())
    return Queues(queues=tuple(QueueInfo(**msgspec.structs.asdict(one)) for one in found))


async def define_queue(call: Call[DefineQueue]) -> None:
    """Make a queue or change its rules."""
    fields = msgspec.structs.asdict(call.body)
    queue = QueueSettings(id=call.chosen_id(), **fields)
    await call.house.ask(lambda centre: centre.define_queue(queue))


async def list_entry_points(call: Call[None]) -> EntryPoints:
    """Every entry point, without secrets, the retired ones last."""
    found = await call.house.ask(
        lambda centre: (*centre.entry_points(), *centre.retired_entry_points())
    )
    return EntryPoints(
        entry_points=tuple(
            EntryPointInfo(
                id=one.id,
                channel=one.channel,
                name=one.name,
                queue_id=one.queue_id,
                title=one.title,
                origins=one.origins,
                require_identity=one.require_identity,
                signed=bool(one.secret),
                calls=one.calls,
                paused=one.paused,
                retired=one.retired,
            )
            for one in found
        )
    )


async def define_entry_point(call: Call[DefineEntryPoint]) -> None:
    """Make an entry point or change it; its secret stays, and so does a pause."""
    house, wish, entry_point_id = call.house, call.body, call.chosen_id()
    origins = tuple(dict.fromkeys(checked_origin(origin) for origin in wish.origins))
    found = await house.ask(lambda centre: centre.entry_points())
    known = next((one for one in found if one.id == entry_point_id), None)
    entry_point = EntryPointSettings(
        id=entry_point_id,
        channel=wish.channel,
        name=wish.name,
        queue_id=wish.queue_id,
        title=wish.title,
        origins=origins,
        secret=known.secret if known is not None else "",
        require_identity=wish.require_identity,
        calls=wish.calls,
        paused=known is not None and known.paused,
    )
    await house.ask(lambda centre: centre.define_entry_point(entry_point))


async def rotate_secret(call: Call[None]) -> NewSecret:
    """A fresh secret for signing visitors' identities; the old one is void from now on."""
    fresh = msgspec.structs.replace(await _place(call), secret=secrets.token_hex(32))
    await call.house.ask(lambda centre: centre.define_entry_point(fresh))
    return NewSecret(entry_point_id=fresh.id, secret=fresh.secret)


async def pause_entry_point(call: Call[PauseEntryPoint]) -> None:
    """Pause an entry point that reaches no network, or use it again."""
    kept = msgspec.structs.replace(await _place(call), paused=call.body.paused)

    def define(centre: Centre) -> None:
        if any(one.entry_point_id == kept.id for one in centre.networks()):
            raise Refused(
                f"“{kept.name}” reaches a network.",
                remedy="Pause it among the entry points of networks.",
                field="id",
                value=kept.id,
            )
        centre.define_entry_point(kept)

    await call.house.ask(define)


async def _place(call: Call[Any]) -> EntryPointSettings:
    entry_point_id = call.path("id")
    found = await call.house.ask(lambda centre: centre.entry_points())
    known = next((one for one in found if one.id == entry_point_id), None)
    if known is None:
        raise NotFound("There is no such entry point.", field="id", value=shown(entry_point_id))
    return known


async def show_joining(call: Call[None]) -> JoiningInfo:
    """What the house says of which conversation a message joins."""
    kept = await call.house.ask(lambda centre: centre.joining())
    return JoiningInfo(
        reopen_ms=kept.reopen_ms,
        answer_ms=kept.answer_ms,
        subject_ms=kept.subject_ms,
        orders=kept.orders,
    )


async def define_joining(call: Call[DefineJoining]) -> None:
    """Say which conversation a message joins, as far as a house may."""
    joining = Joining(**msgspec.structs.asdict(call.body))
    await call.house.ask(lambda centre: centre.define_joining(joining))


# --- words


async def list_dispositions(call: Call[None]) -> Dispositions:
    """Every outcome code."""
    return Dispositions(dispositions=tuple(await call.house.rows(kept_dispositions)))


async def list_saved_replies(call: Call[None]) -> SavedReplies:
    """Every prepared text."""
    return SavedReplies(saved_replies=tuple(await call.house.rows(kept_saved_replies)))


async def define_disposition(call: Call[DefineDisposition]) -> None:
    """Make an outcome code or change its words."""
    wish = call.body
    one = Disposition(
        code=call.chosen_id(), label=wish.label, group=wish.group, queue_id=wish.queue_id
    )
    await call.house.ask(lambda centre: centre.define_disposition(one, wish.position))


def _shortcut(text: str) -> str:
    """A shortcut in one spelling: one word that can be typed behind `::`, in any letters. Raises Malformed."""
    word = unicodedata.normalize("NFC", text)
    if re.fullmatch(SHORTCUT, word) is None or not word.isprintable():
        raise Malformed(
            "A shortcut is one word of 1 to 64 characters, without “/” and “:”.",
            field="shortcut",
            value=shown(text),
        )
    return word


async def define_saved_reply(call: Call[DefineSavedReply]) -> None:
    """Make a prepared text or change it."""
    wish = call.body
    one = SavedReply(shortcut=_shortcut(call.path("id")), title=wish.title, text=wish.text)
    await call.house.ask(lambda centre: centre.define_saved_reply(one, wish.position))


async def order_dispositions(call: Call[OrderDispositions]) -> None:
    """Let agents see the outcome codes in another order."""
    await call.house.ask(lambda centre: centre.order_dispositions(call.body.codes))


async def order_saved_replies(call: Call[OrderSavedReplies]) -> None:
    """Let agents see the prepared texts in another order."""
    await call.house.ask(lambda centre: centre.order_saved_replies(call.body.shortcuts))


# --- taking away


async def remove_queue(call: Call[None]) -> None:
    """Retire a queue. Refused while anything waits or is worked on in it, serves it or leads to it."""
    await _remove(call, removals.remove_queue)


async def remove_entry_point(call: Call[None]) -> None:
    """Retire an entry point; chats that are open go to their end, and past work keeps its name."""
    await _remove(call, removals.remove_entry_point)


async def remove_disposition(call: Call[None]) -> None:
    """Retire an outcome code; past work keeps it. Refused for the last one of a queue that asks for one."""
    await _remove(call, removals.remove_disposition)


async def remove_saved_reply(call: Call[None]) -> None:
    """Forget a prepared text."""
    await _remove(call, removals.remove_saved_reply)


async def remove_skill(call: Call[None]) -> None:
    """Take a skill from every agent. Refused while a queue or an interaction asks for it."""
    await _remove(call, removals.remove_skill, "skill")


async def _remove(call: Call[None], how: Callable[[Book, str], None], part: str = "id") -> None:
    def remove(centre: Centre) -> None:
        with centre.request() as book:
            how(book, call.path(part))

    await call.house.ask(remove)


_ENTRY_POINT = "/v1/admin/entry-points/{id}"
_DEFINED = ("refused", "conflict")

OPERATIONS = (
    *agents.OPERATIONS,
    Operation(
        *("GET", "/v1/admin/queues", "List the queues", list_queues),
        scopes=ADMIN,
        answers=Queues,
    ),
    Operation(
        *("PUT", "/v1/admin/queues/{id}", "Make or change a queue", define_queue),
        scopes=ADMIN,
        body=DefineQueue,
        answers=None,
        codes=_DEFINED,
    ),
    Operation(
        *("GET", "/v1/admin/joining", "Show where messages go", show_joining),
        scopes=ADMIN,
        answers=JoiningInfo,
    ),
    Operation(
        *("PUT", "/v1/admin/joining", "Say where messages go", define_joining),
        scopes=ADMIN,
        body=DefineJoining,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("GET", "/v1/admin/entry-points", "List the entry points", list_entry_points),
        scopes=ADMIN,
        answers=EntryPoints,
    ),
    Operation(
        *("PUT", _ENTRY_POINT, "Make or change an entry point", define_entry_point),
        scopes=ADMIN,
        body=DefineEntryPoint,
        answers=None,
        codes=_DEFINED,
    ),
    Operation(
        *("POST", f"{_ENTRY_POINT}/secret", "Rotate an entry point's secret", rotate_secret),
        scopes=ADMIN,
        answers=NewSecret,
        codes=("not_found",),
    ),
    Operation(
        *("POST", f"{_ENTRY_POINT}/pause", "Pause an entry point, or use it", pause_entry_point),
        scopes=ADMIN,
        body=PauseEntryPoint,
        answers=None,
        codes=("not_found", "refused"),
    ),
    Operation(
        *("GET", "/v1/admin/dispositions", "List the outcome codes", list_dispositions),
        scopes=ADMIN,
        answers=Dispositions,
    ),
    Operation(
        *("GET", "/v1/admin/saved-replies", "List the prepared texts", list_saved_replies),
        scopes=ADMIN,
        answers=SavedReplies,
    ),
    Operation(
        *("PUT", "/v1/admin/dispositions", "Put the outcome codes in order", order_dispositions),
        scopes=ADMIN,
        body=OrderDispositions,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("PUT", "/v1/admin/saved-replies", "Put the texts in order", order_saved_replies),
        scopes=ADMIN,
        body=OrderSavedReplies,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("PUT", "/v1/admin/dispositions/{id}", "Make or change a code", define_disposition),
        scopes=ADMIN,
        body=DefineDisposition,
        answers=None,
        codes=_DEFINED,
    ),
    Operation(
        *("PUT", "/v1/admin/saved-replies/{id}", "Make or change a text", define_saved_reply),
        scopes=ADMIN,
        body=DefineSavedReply,
        answers=None,
        codes=_DEFINED,
    ),
    *(
        Operation(
            *("DELETE", path, summary, handler), scopes=ADMIN, answers=None, codes=("refused",)
        )
        for path, summary, handler in (
            ("/v1/admin/queues/{id}", "Retire a queue", remove_queue),
            (_ENTRY_POINT, "Retire an entry point", remove_entry_point),
            ("/v1/admin/dispositions/{id}", "Retire an outcome code", remove_disposition),
            ("/v1/admin/saved-replies/{id}", "Forget a prepared text", remove_saved_reply),
            ("/v1/admin/skills/{skill}", "Take a skill from every agent", remove_skill),
        )
    ),
)
