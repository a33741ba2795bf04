"""The administrator's routes to agents: who they are, what they may do, how much they hold at once.

Promises that an agent is made or changed whole or not at all; that one who is disabled, or whose scopes or password
change, loses every session at once, and who is disabled their work too; that a team never loses its last administrator.
"""

from agent_desktop.hub.centre import attendance, definitions
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import (
    AgentAccount,
    AgentAccounts,
    Costs,
    DefineAgent,
    DefineCosts,
    Sessions,
    SetPassword,
)
from agent_desktop.hub.server.signing_in import revoke, sessions_of
from agent_desktop.hub.storage.accounts import (
    account,
    accounts_with,
    normal_email,
    set_access,
    set_password_hash,
)
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tokens import revoke_all
from agent_desktop.model.errors import Refused


async def list_agents(call: Call[None]) -> AgentAccounts:
    """Every agent, with what they may do."""

    def look(centre: Centre) -> tuple[AgentAccount, ...]:
        return tuple(_shown(centre.storage, one) for one in centre.agents())

    return AgentAccounts(agents=await call.house.ask(look))


def _shown(storage: Storage, profile: AgentProfile) -> AgentAccount:
    known = account(storage, profile.id)
    assert known is not None
    return AgentAccount(
        id=profile.id,
        name=profile.name,
        email=profile.email,
        scopes=known.scopes,
        queues=profile.queues,
        capacity=profile.capacity,
        units=profile.units,
        blending=profile.blending,
        may_exceed=profile.may_exceed,
        skills=profile.skills,
        disabled=known.disabled,
        has_password=bool(known.password_hash),
        extension=profile.extension,
    )


async def define_agent(call: Call[DefineAgent]) -> None:
    """Make an agent or change one."""
    house, wish, agent_id = call.house, call.body, call.chosen_id()
    new_hash = "" if wish.password is None else await house.passwords.hash(wish.password)
    now = house.shared.clock()
    profile = AgentProfile(
        id=agent_id,
        name=wish.name,
        email=normal_email(wish.email),
        queues=() if wish.disabled else wish.queues,
        capacity=wish.capacity or AgentProfile(id="", name="").capacity,
        skills=wish.skills,
        units=wish.units,
        blending=wish.blending,
        may_exceed=wish.may_exceed,
        extension=wish.extension or "",
    )

    def define(centre: Centre) -> tuple[str, ...]:
        storage = centre.storage
        before = account(storage, agent_id)
        if wish.disabled or "admin" not in wish.scopes:
            _keep_an_administrator(storage, agent_id, "disabled" if wish.disabled else "scopes")
        centre.define_agent(profile)  # the last that may refuse: nothing was written before
        set_access(storage, agent_id, wish.scopes, disabled=wish.disabled)
        if wish.disabled:
            with centre.request() as book:
                attendance.shut_out(book, book.agent(agent_id))
        if new_hash:
            set_password_hash(storage, agent_id, new_hash)
        other_scopes = before is not None and set(before.scopes) != set(wish.scopes)
        if not (wish.disabled or other_scopes or new_hash):
            return ()
        spared = call.token.id if not (wish.disabled or other_scopes) else ""
        return revoke_all(storage, "agent", agent_id, now, but=spared)

    house.shared.keys.revoked(await house.ask(define))


def _keep_an_administrator(storage: Storage, agent_id: str, field: str) -> None:
    if [one.id for one in accounts_with(storage, "admin")] == [agent_id]:
        raise Refused(
            "A team needs an administrator, and this is the last one.",
            field=field,
            remedy="Make somebody else an administrator first.",
        )


async def set_password(call: Call[SetPassword]) -> None:
    """Give an agent a password; their sessions end."""
    house, agent_id = call.house, call.path("id")
    new_hash = await house.passwords.hash(call.body.password)
    now = house.shared.clock()

    def change(storage: Storage) -> tuple[str, ...]:
        if not set_password_hash(storage, agent_id, new_hash):
            raise NotFound("There is no such agent.", field="id", value=shown(agent_id))
        return revoke_all(storage, "agent", agent_id, now, but=call.token.id)

    house.shared.keys.revoked(await house.rows(change))


async def list_agent_sessions(call: Call[None]) -> Sessions:
    """An agent's sessions."""
    return await sessions_of(call.house.shared.keys, call.path("id"), call.token.id)


async def end_agent_session(call: Call[None]) -> None:
    """End one session of an agent; its socket closes at once."""
    await revoke(call.house.shared.keys, call.path("id"), call.path("session"))


async def show_costs(call: Call[None]) -> Costs:
    """What one interaction of each channel takes of an agent's units."""

    def look(centre: Centre) -> Costs:
        with centre.request() as book:
            return Costs(units=definitions.costs(book))

    return await call.house.ask(look)


async def define_costs(call: Call[DefineCosts]) -> None:
    """Let channels cost more or less. Offers beyond an agent's units are taken back; work in hand stays."""

    def define(centre: Centre) -> None:
        with centre.request() as book:
            definitions.define_costs(book, call.body.units)

    await call.house.ask(define)


_AGENT = "/v1/admin/agents/{id}"

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
        codes=("refused", "conflict"),
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
        *("GET", "/v1/admin/costs", "Show what channels cost", show_costs),
        scopes=ADMIN,
        answers=Costs,
    ),
    Operation(
        *("PUT", "/v1/admin/costs", "Define what channels cost", define_costs),
        scopes=ADMIN,
        body=DefineCosts,
        answers=None,
        codes=("refused",),
    ),
)
