"""The administrator's routes: agents, queues, entry points, outcome codes, prepared texts.

Promises that an agent who is disabled, or whose scopes or password change, loses every session at once; that a team
never loses its last administrator; that a signing secret is shown once.
"""

import re
import secrets
from typing import Any

import msgspec

from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.origins import checked_origin
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import (
    AgentAccount,
    AgentAccounts,
    DefineAgent,
    DefineDisposition,
    DefineEntryPoint,
    DefineQueue,
    DefineSavedReply,
    Dispositions,
    EntryPointInfo,
    EntryPoints,
    NewSecret,
    QueueInfo,
    Queues,
    SavedReplies,
    Sessions,
    SetPassword,
)
from agent_desktop.hub.server.signing_in import revoke, sessions_of
from agent_desktop.hub.storage.accounts import (
    account,
    account_by_email,
    accounts_with,
    normal_email,
    set_access,
    set_password_hash,
)
from agent_desktop.hub.storage.configuration import kept_dispositions, kept_saved_replies
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.work import Disposition, SavedReply

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def _id(call: Call[Any]) -> str:
    """An id that an administrator chose. Raises Malformed."""
    chosen = call.path("id")
    if _ID.fullmatch(chosen) is None:
        raise Malformed(
            "An id has 1 to 64 letters, digits, - and _, and begins with a letter or digit.",
            field="id",
            value=shown(chosen),
        )
    return chosen


# --- agents


async def list_agents(call: Call[None]) -> AgentAccounts:
    """Every agent, with what they may do."""
    profiles = await call.house.ask(lambda centre: centre.agents())
    found = await call.house.rows(
        lambda storage: {one.id: account(storage, one.id) for one in profiles}
    )
    return AgentAccounts(
        agents=tuple(
            AgentAccount(
                id=profile.id,
                name=profile.name,
                email=profile.email,
                scopes=known.scopes,
                queues=profile.queues,
                capacity=profile.capacity,
                skills=profile.skills,
                disabled=known.disabled,
                has_password=bool(known.password_hash),
            )
            for profile in profiles
            if (known := found[profile.id]) is not None
        )
    )


async def define_agent(call: Call[DefineAgent]) -> None:
    """Make an agent or change one."""
    house, wish, agent_id = call.house, call.body, _id(call)
    email = normal_email(wish.email)
    before = await house.rows(lambda storage: account(storage, agent_id))
    same_email = await house.rows(lambda storage: account_by_email(storage, email))
    if email and same_email is not None and same_email.id != agent_id:
        raise Conflict("Another agent has this e-mail address.", field="email", value=shown(email))
    if wish.disabled or "admin" not in wish.scopes:
        admins = await house.rows(lambda storage: accounts_with(storage, "admin"))
        if [one.id for one in admins] == [agent_id]:
            raise Refused(
                "A team needs an administrator, and this is the last one.",
                field="disabled" if wish.disabled else "scopes",
                remedy="Make somebody else an administrator first.",
            )
    profile = AgentProfile(
        id=agent_id,
        name=wish.name,
        email=email,
        queues=() if wish.disabled else wish.queues,
        capacity=wish.capacity or AgentProfile(id="", name="").capacity,
        skills=wish.skills,
    )
    await house.ask(lambda centre: centre.define_agent(profile))
    await house.rows(
        lambda storage: set_access(storage, agent_id, wish.scopes, disabled=wish.disabled)
    )
    if wish.disabled or (before is not None and set(before.scopes) != set(wish.scopes)):
        await house.shared.keys.revoke_all("agent", agent_id)


async def set_password(call: Call[SetPassword]) -> None:
    """Give an agent a password; their sessions end."""
    house, agent_id = call.house, call.path("id")
    new = await house.passwords.hash(call.body.password)
    if not await house.rows(lambda storage: set_password_hash(storage, agent_id, new)):
        raise NotFound("There is no such agent.", field="id", value=shown(agent_id))
    await house.shared.keys.revoke_all("agent", agent_id, but=call.token.id)


async def list_agent_sessions(call: Call[None]) -> Sessions:
    """An agent's sessions."""
    return await sessions_of(call.house.shared.keys, call.path("id"), call.token.id)


async def end_agent_session(call: Call[None]) -> None:
    """End one session of an agent; its socket closes at once."""
    await revoke(call.house.shared.keys, call.path("id"), call.path("session"))


# --- queues and entry points


async def list_queues(call: Call[None]) -> Queues:
    """Every queue with its rules."""
    found = await call.house.ask(lambda centre: centre.queues())
    return Queues(queues=tuple(_info(one, QueueInfo) for one in found))


async def define_queue(call: Call[DefineQueue]) -> None:
    """Make a queue or change its rules."""
    fields = msgspec.structs.asdict(call.body)
    queue = QueueSettings(id=_id(call), **fields)
    await call.house.ask(lambda centre: centre.define_queue(queue))


async def list_entry_points(call: Call[None]) -> EntryPoints:
    """Every entry point, without secrets."""
    found = await call.house.ask(lambda centre: centre.entry_points())
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
            )
            for one in found
        )
    )


async def define_entry_point(call: Call[DefineEntryPoint]) -> None:
    """Make an entry point or change it; its secret stays."""
    house, wish, entry_point_id = call.house, call.body, _id(call)
    origins = tuple(dict.fromkeys(checked_origin(origin) for origin in wish.origins))
    found = await house.ask(lambda centre: centre.entry_points())
    secret = next((one.secret for one in found if one.id == entry_point_id), "")
    entry_point = EntryPointSettings(
        id=entry_point_id,
        channel=wish.channel,
        name=wish.name,
        queue_id=wish.queue_id,
        title=wish.title,
        origins=origins,
        secret=secret,
        require_identity=wish.require_identity,
    )
    await house.ask(lambda centre: centre.define_entry_point(entry_point))


async def rotate_secret(call: Call[None]) -> NewSecret:
    """A fresh secret for signing visitors' identities; the old one is void from now on."""
    house, entry_point_id = call.house, call.path("id")
    found = await house.ask(lambda centre: centre.entry_points())
    known = next((one for one in found if one.id == entry_point_id), None)
    if known is None:
        raise NotFound("There is no such entry point.", field="id", value=shown(entry_point_id))
    fresh = msgspec.structs.replace(known, secret=secrets.token_hex(32))
    await house.ask(lambda centre: centre.define_entry_point(fresh))
    return NewSecret(entry_point_id=entry_point_id, secret=fresh.secret)


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
    one = Disposition(code=_id(call), label=wish.label, group=wish.group, queue_id=wish.queue_id)
    await call.house.ask(lambda centre: centre.define_disposition(one, wish.position))


async def define_saved_reply(call: Call[DefineSavedReply]) -> None:
    """Make a prepared text or change it."""
    wish = call.body
    one = SavedReply(shortcut=_id(call), title=wish.title, text=wish.text)
    await call.house.ask(lambda centre: centre.define_saved_reply(one, wish.position))


def _info(one: QueueSettings, kind: type[QueueInfo]) -> QueueInfo:
    return kind(**msgspec.structs.asdict(one))


_AGENT = "/v1/admin/agents/{id}"
_ENTRY_POINT = "/v1/admin/entry-points/{id}"
_DEFINED = ("refused", "conflict")

OPERATIONS = (
    Operation(
        *("GET", "/v1/admin/agents", "List the agents", list_agents),
        scopes=ADMIN,
        answers=AgentAccounts,
    ),
    Operation(
        *("PUT", _AGENT, "Make or change an agent", define_agent),
        scopes=ADMIN,
        body=DefineAgent,
        answers=None,
        codes=_DEFINED,
    ),
    Operation(
        *("PUT", f"{_AGENT}/password", "Set an agent's password", set_password),
        scopes=ADMIN,
        body=SetPassword,
        answers=None,
        codes=("refused", "not_found"),
    ),
    Operation(
        *("GET", f"{_AGENT}/sessions", "List an agent's sessions", list_agent_sessions),
        scopes=ADMIN,
        answers=Sessions,
    ),
    Operation(
        *("DELETE", f"{_AGENT}/sessions/{{session}}", "End a session", end_agent_session),
        scopes=ADMIN,
        answers=None,
        codes=("not_found",),
    ),
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
)
