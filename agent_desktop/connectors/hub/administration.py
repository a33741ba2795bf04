"""The team's settings at a hub: topics and orders of an administrator, as the hub's HTTP routes.

Promises that nothing is overwritten that the administrator has not seen: what is kept is read just before, and an order
that was made from something else is refused. The hub has no versions of its settings, so two administrators within the
same moment are not told apart. Refuses to keep anything; passwords go through once and are never read.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from agent_desktop.connectors.hub import (
    asking,
    call_rules,
    held_files,
    networks,
    opt_outs,
    prompts,
    teams,
    words,
)
from agent_desktop.connectors.hub import routing_rules as routing
from agent_desktop.connectors.hub.at_fields import told
from agent_desktop.connectors.hub.audit import HubTrail
from agent_desktop.connectors.hub.consents import ConsentOrder, Consents
from agent_desktop.connectors.hub.unchanged import same_order, unchanged
from agent_desktop.model.administration import (
    Found,
    KeepMember,
    KeepQueue,
    Kept,
    Member,
    Order,
    People,
    Queues,
    RemoveQueue,
    Topic,
)
from agent_desktop.model.administration_calls import (
    CallRules,
    KeepCallMenu,
    KeepCallNumber,
    KeepHouseCalls,
    KeepQueueCalls,
    RemoveCallMenu,
    RemoveCallNumber,
)
from agent_desktop.model.administration_consents import RecordConsent
from agent_desktop.model.administration_networks import (
    KeepNetworkEntry,
)
from agent_desktop.model.administration_prompts import KeepPrompt, RemovePrompt
from agent_desktop.model.administration_voice import (
    Health,
    Helping,
    KeepSoundHelper,
    KeepTrunk,
    OrderTrunks,
    PauseTrunk,
    RemoveSoundHelper,
    RemoveTrunk,
    SoundHelper,
    SoundHelpers,
    TrialStep,
    Trunk,
    Trunks,
    TryTrunk,
)
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Conflict, DeskError, Unsupported
from agent_desktop.model.joining import Joining, KeepJoining

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

TOPICS = tuple(Topic)
_AGENTS = "/v1/admin/agents"
_QUEUES = "/v1/admin/queues"
_TRUNKS = "/v1/admin/voice/trunks"
_HELPERS = "/v1/admin/voice/servers"
_POLICY = "/v1/admin/voice/policy"
_JOINING = "/v1/admin/joining"
_TOLD = ("has_password", "paused", "health")
"""Of a trunk, what the hub tells and is not told."""
TRIED_WITHIN_S = 45.0
"""A hub tries a trunk for up to half a minute."""


class _Agents(Record, frozen=True):
    agents: tuple[Member, ...]


class _Server(Record, frozen=True):
    uris: tuple[str, ...]
    user: str = ""
    own_passwords: bool = False
    answers: bool | None = None
    problem: str = ""


class _Servers(Record, frozen=True):
    servers: tuple[_Server, ...]


class _Policy(Record, frozen=True):
    policy: call_rules.Document
    region: str
    warnings: tuple[str, ...]


class HubAdministration(HubTrail):
    """Implements `Administration` through a hub's door."""

    def __init__(self, door: "Door", token: str, consents: Consents | None = None) -> None:
        super().__init__(door, token)
        self._consents = consents or Consents(door, token)

    async def read(self, topic: Topic, sought: str = "") -> Kept:
        """See `Administration`."""
        match topic:
            case Topic.PEOPLE:
                return People(members=await self._members())
            case Topic.AUDIT:
                raise Unsupported("The audit trail is searched.")
            case Topic.TEAMS:
                return await teams.read_teams(self._door, self._token)
            case Topic.QUEUES:
                return await self._door.get(_QUEUES, Queues, self._token)
            case Topic.ROUTING | Topic.VERSIONS:
                return await routing.read_rules(self._door, self._token)
            case Topic.CALENDARS:
                return await routing.read_calendars(self._door, self._token)
            case Topic.OUTCOMES:
                return await words.read_outcomes(self._door, self._token)
            case Topic.REPLIES:
                return await words.read_replies(self._door, self._token)
            case Topic.WEBSITES:
                return await words.read_websites(self._door, self._token)
            case Topic.NETWORKS:
                return await networks.read_networks(self._door, self._token)
            case Topic.TRUNKS:
                return await self._door.get(_TRUNKS, Trunks, self._token)
            case Topic.NUMBERS | Topic.MENUS | Topic.WAITING | Topic.HOUSE:
                return (await self._policy())[0]
            case Topic.FIREWALLS:
                return SoundHelpers(helpers=await self._helpers())
            case (
                Topic.SURVEYS
                | Topic.ALERTS
                | Topic.FIGURES
                | Topic.WALLBOARDS
                | Topic.REPORTS
                | Topic.SHIFTS
            ):
                return await asking.read(self._door, self._token, topic, sought)
            case Topic.JOINING:
                return await self._door.get(_JOINING, Joining, self._token)
            case Topic.PROMPTS:
                return await prompts.read_prompts(self._door, self._token)
            case Topic.CONSENTS:
                return await opt_outs.read_consents(self._door, self._token, sought)
            case Topic.SCANNER:
                return await held_files.read_scanner(self._door, self._token)
            case Topic.QUARANTINE:
                return await held_files.read_quarantine(self._door, self._token)

    async def carry_out(self, order: Order) -> Found:
        """See `Administration`."""
        try:
            if isinstance(order, networks.EntryOrder):
                return await networks.carry_out(self._door, self._token, order)
            if isinstance(order, ConsentOrder):
                return await self._consents.carry_out(order)
            if isinstance(order, routing.RoutingOrder):
                return await routing.carry_out(self._door, self._token, order)
            if isinstance(order, asking.AskingOrder):
                return await asking.carry_out(self._door, self._token, order)
            if isinstance(order, held_files.FileOrder):
                return await held_files.carry_out(self._door, self._token, order)
            match order:
                case KeepMember():
                    await self._keep_member(order)
                case one if isinstance(one, teams.TeamOrder):
                    await teams.carry_out(self._door, self._token, one)
                case KeepQueue():
                    await self._keep_queue(order)
                case RemoveQueue():
                    await self._door.do("DELETE", _path(_QUEUES, order.queue_id), self._token)
                case one if isinstance(one, words.WordOrder):
                    await words.carry_out(self._door, self._token, one)
                case KeepNetworkEntry():
                    await self._keep_entry(order)
                case KeepTrunk():
                    await self._keep_trunk(order)
                case TryTrunk():
                    return await self._try_trunk(order)
                case PauseTrunk():
                    body = {"type": "pause_trunk", "paused": order.paused}
                    await self._do("POST", f"{_path(_TRUNKS, order.trunk_id)}/pause", body)
                case OrderTrunks():
                    await self._order_trunks(order)
                case RemoveTrunk():
                    await self._door.do("DELETE", _path(_TRUNKS, order.trunk_id), self._token)
                case (
                    KeepCallNumber()
                    | RemoveCallNumber()
                    | KeepCallMenu()
                    | RemoveCallMenu()
                    | KeepQueueCalls()
                    | KeepHouseCalls()
                ):
                    await self._change_policy(order)
                case KeepSoundHelper() | RemoveSoundHelper():
                    await self._change_helpers(order)
                case KeepPrompt():
                    kept = await prompts.read_prompts(self._door, self._token)
                    unchanged(order.prompt.id, order.before, call_rules.by_id(kept.prompts))
                    await prompts.keep_prompt(self._door, self._token, order)
                case KeepJoining(joining=joining):
                    kept_now = await self._door.get(_JOINING, Joining, self._token)
                    unchanged(joining.id, order.before, {kept_now.id: kept_now})
                    await self._do("PUT", _JOINING, _body("define_joining", joining))
                case RecordConsent():
                    await opt_outs.record(self._door, self._token, order)
                case RemovePrompt():
                    await prompts.remove_prompt(self._door, self._token, order)
        except DeskError as error:
            error.problem = told(error.problem, order)
            raise
        return ()

    async def _members(self) -> tuple[Member, ...]:
        return (await self._door.get(_AGENTS, _Agents, self._token)).agents

    async def _keep_member(self, order: KeepMember) -> None:
        unchanged(order.member.id, order.before, {one.id: one for one in await self._members()})
        body = _body("define_agent", order.member, "has_password")
        body |= {"extension": order.member.extension or None, "password": order.password}
        await self._do("PUT", _path(_AGENTS, order.member.id), body)

    async def _keep_queue(self, order: KeepQueue) -> None:
        kept = await self._door.get(_QUEUES, Queues, self._token)
        unchanged(order.queue.id, order.before, {one.id: one for one in kept.queues})
        body = _body("define_queue", order.queue)
        await self._do("PUT", _path(_QUEUES, order.queue.id), body)

    async def _keep_entry(self, order: KeepNetworkEntry) -> None:
        kept = await networks.read_networks(self._door, self._token)
        before = None if order.before is None else networks.wished(order.before)
        unchanged(order.entry.id, before, {one.id: networks.wished(one) for one in kept.entries})
        await networks.keep_entry(self._door, self._token, order)

    async def _keep_trunk(self, order: KeepTrunk) -> None:
        kept = await self._door.get(_TRUNKS, Trunks, self._token)
        before = None if order.before is None else _wished(order.before)
        unchanged(order.trunk.id, before, {one.id: _wished(one) for one in kept.trunks})
        await self._do("PUT", _path(_TRUNKS, order.trunk.id), _trunk(order))

    async def _try_trunk(self, order: TryTrunk) -> tuple[TrialStep, ...]:
        path = f"{_path(_TRUNKS, order.trunk.id)}/test"
        body = msgspec.json.encode(_trunk(order))
        return (
            await self._door.ask("POST", path, networks.Tried, self._token, body, TRIED_WITHIN_S)
        ).steps

    async def _order_trunks(self, order: OrderTrunks) -> None:
        kept = await self._door.get(_TRUNKS, Trunks, self._token)
        same_order(order.before, tuple(one.id for one in kept.trunks))
        await self._do("PUT", _TRUNKS, {"type": "order_trunks", "trunks": order.trunks})

    async def _policy(self) -> tuple[CallRules, call_rules.Document]:
        kept = await self._door.get(_POLICY, _Policy, self._token)
        queues = await self._door.get(_QUEUES, Queues, self._token)
        rules = call_rules.rules_of(kept.policy, kept.region, kept.warnings, queues.queues)
        return rules, kept.policy

    async def _change_policy(
        self,
        order: KeepCallNumber
        | RemoveCallNumber
        | KeepCallMenu
        | RemoveCallMenu
        | KeepQueueCalls
        | KeepHouseCalls,
    ) -> None:
        """The hub keeps the policy as a whole: one thing of it is put in place of the one before."""
        rules, policy = await self._policy()
        part, key = "", ""
        fresh: call_rules.Document | None = None
        match order:
            case KeepCallNumber(number=number):
                unchanged(number.id, order.before, call_rules.by_id(rules.numbers))
                part, key = "entry_points", number.id
                fresh = call_rules.with_number(call_rules.found(policy, part, key), number)
            case KeepCallMenu(menu=menu):
                unchanged(menu.id, order.before, call_rules.by_id(rules.menus))
                part, key = "menus", menu.id
                fresh = call_rules.with_menu(call_rules.found(policy, part, key), menu)
            case KeepQueueCalls(queue=queue):
                unchanged(queue.id, order.before, call_rules.by_id(rules.queues))
                part, key = "queues", queue.id
                fresh = call_rules.with_queue(call_rules.found(policy, part, key), queue)
            case KeepHouseCalls(house=house):
                seen, now = (
                    msgspec.structs.replace(one, region_used="")
                    for one in (order.before, rules.house)
                )
                unchanged(house.id, seen, {now.id: now})
                policy = call_rules.with_house(policy, house)
            case RemoveCallNumber():
                part, key = "entry_points", order.number_id
            case RemoveCallMenu():
                part, key = "menus", order.menu_id
        whole = call_rules.put(policy, part, key, fresh) if part else policy
        await self._do("PUT", _POLICY, {"type": "define_voice_policy", "policy": whole})

    async def _helpers(self) -> tuple[SoundHelper, ...]:
        kept = await self._door.get(_HELPERS, _Servers, self._token)
        return tuple(
            SoundHelper(
                id=one.uris[0],
                uris=one.uris,
                user="" if one.own_passwords else one.user,
                has_secret=one.own_passwords,
                has_password=bool(one.user) and not one.own_passwords,
                helping=Helping(answers=one.answers, words=one.problem),
            )
            for one in kept.servers
        )

    async def _change_helpers(self, order: KeepSoundHelper | RemoveSoundHelper) -> None:
        """The hub takes the list as a whole; secrets that are not given again hold for the same addresses."""
        helpers = {one.id: _named_as(one) for one in await self._helpers()}
        secrets: dict[str, object] = {}
        if isinstance(order, KeepSoundHelper):
            before = _named_as(order.before) if order.before is not None else None
            unchanged(order.helper.id, before, helpers)
            helpers[order.helper.id] = order.helper
            secrets = {"secret": order.secret or "", "password": order.password or ""}
        elif helpers.pop(order.helper_id, None) is None:
            raise Conflict("Somebody else removed this meanwhile.", remedy="Nothing was changed.")
        servers = [
            {"uris": one.uris, "user": one.user}
            | (secrets if isinstance(order, KeepSoundHelper) and one is order.helper else {})
            for one in helpers.values()
        ]
        await self._do("PUT", _HELPERS, {"type": "define_sound_servers", "servers": servers})

    async def _do(self, method: str, path: str, body: Mapping[str, object]) -> None:
        await self._door.do(method, path, self._token, msgspec.json.encode(body))


def _wished(trunk: Trunk) -> Trunk:
    """A trunk without what changes by itself."""
    return msgspec.structs.replace(trunk, health=Health(), paused=False)


def _named_as(helper: SoundHelper) -> SoundHelper:
    """A server without how it is just now."""
    return msgspec.structs.replace(helper, helping=Helping())


def _trunk(order: KeepTrunk | TryTrunk) -> dict[str, object]:
    return _body("define_trunk", order.trunk, *_TOLD) | {"password": order.password}


def _path(folder: str, name: str) -> str:
    return f"{folder}/{quote(name, safe='')}"


def _body(kind: str, record: Record, *without: str) -> dict[str, object]:
    """Every field by name, for the hub's defaults are not the desk's; but the id, which stands in the path."""
    fields = msgspec.structs.asdict(record)
    return {"type": kind} | {
        name: value for name, value in fields.items() if name not in ("id", *without)
    }
