"""A team's settings in memory, behind the port `Administration`.

Promises the contract of that port (`tests/contracts/administration`). Refuses everything while `fault` is set.
"""

from pathlib import Path

from msgspec.structs import replace

from agent_desktop.model.administration import (
    Found,
    KeepMember,
    KeepQueue,
    Kept,
    Member,
    Order,
    People,
    QueueRules,
    Queues,
    RemoveQueue,
    Scope,
    Topic,
)
from agent_desktop.model.administration_calls import (
    CallMenu,
    CallNumber,
    CallRules,
    HouseCalls,
    KeepCallMenu,
    KeepCallNumber,
    KeepHouseCalls,
    KeepQueueCalls,
    QueueCalls,
    RemoveCallMenu,
    RemoveCallNumber,
)
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    ConsentAsked,
    EndConsent,
    EntryStanding,
    EntryState,
    KeepNetworkEntry,
    NetworkEntry,
    Networks,
    PauseNetworkEntry,
    RemoveNetworkEntry,
    TryNetworkEntry,
)
from agent_desktop.model.administration_prompts import (
    KeepPrompt,
    Prompt,
    Prompts,
    PromptWish,
    RemovePrompt,
)
from agent_desktop.model.administration_teams import KeepTeam, RemoveTeam, Teams
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
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.errors import DeskError, Refused
from agent_desktop.model.supervising import Team
from tests.desk.fake_networks import KINDS
from tests.desk.fake_trail import FakeTrail
from tests.desk.fake_words import FakeWords, WordOrder, named, same

_TOLD = {"health": Health(), "paused": False}
"""What the backend alone changes."""
_FRESH = EntryStanding()


SHIPPED = {
    one.id: one
    for one in (
        Prompt(name="welcome", language="de", shipped=True, text="Willkommen."),
        Prompt(name="welcome", language="en", shipped=True, text="Welcome."),
        Prompt(name="closed", language="en", shipped=True, text="We are closed."),
        Prompt(name="music/waiting", shipped=True),
    )
}


_UNTIL = 1_800_000_000_000


class FakeTeam(FakeTrail, FakeWords):
    """An owner and a queue. `orders` is everything that was asked; `fault` is raised instead of an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.members = {
            "owner": Member(
                id="owner",
                name="Olga",
                scopes=(Scope.AGENT, Scope.SUPERVISOR, Scope.ADMIN),
                queues=("support",),
            )
        }
        self.teams: dict[str, Team] = {}
        self.numbers: dict[str, CallNumber] = {}
        self.calendars: dict[str, Calendar] = {}
        self.menus: dict[str, CallMenu] = {}
        self.calls: dict[str, QueueCalls] = {}
        self.helpers: dict[str, SoundHelper] = {}
        self.trunks: dict[str, Trunk] = {}
        self.entries: dict[str, NetworkEntry] = {}
        self.house = HouseCalls()
        self.own: dict[str, Prompt] = {}
        self.speech = True
        self.steps: tuple[TrialStep, ...] = ()
        self.address = "https://login.example.org/authorize"
        self.denied: DeskError | None = None
        self.consents: set[str] = set()
        self.orders: list[Order] = []
        self.fault: DeskError | None = None

    async def read(self, topic: Topic, sought: str = "") -> Kept:
        if self.fault is not None:
            raise self.fault
        if topic is Topic.PEOPLE:
            return People(members=tuple(sorted(self.members.values(), key=lambda one: one.name)))
        if topic is Topic.TEAMS:
            return Teams(teams=tuple(sorted(self.teams.values(), key=lambda one: one.name)))
        if topic is Topic.FIREWALLS:
            return SoundHelpers(helpers=tuple(self.helpers.values()))
        if topic is Topic.NETWORKS:
            return Networks(kinds=KINDS, entries=tuple(self.entries.values()))
        if topic in (Topic.OUTCOMES, Topic.REPLIES, Topic.WEBSITES):
            return self.read_words(topic)
        if topic is Topic.TRUNKS:
            return Trunks(trunks=tuple(self.trunks.values()))
        if topic is Topic.PROMPTS:
            languages = ("de", "en", "fr", "pl") if self.speech else ()
            prompts = tuple((SHIPPED | self.own).values())
            return Prompts(prompts=prompts, speech=self.speech, languages=languages)
        if topic in (Topic.NUMBERS, Topic.MENUS, Topic.WAITING, Topic.HOUSE):
            return CallRules(
                numbers=tuple(self.numbers.values()),
                menus=tuple(self.menus.values()),
                queues=tuple(self._calls(one) for one in self.queues.values()),
                house=replace(self.house, region_used=self.house.region),
            )
        return Queues(queues=tuple(self.queues.values()))

    async def carry_out(self, order: Order) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        match order:
            case KeepMember(member=member):
                same(self.members.get(member.id), order.before)
                named(member.name)
                for queue in member.queues:
                    if queue not in self.queues:
                        raise Refused("There is no such queue.", field="queues", value=queue)
                if order.password is not None and len(order.password) < 10:
                    raise Refused("A password has 10 characters.", field="password")
                known = self.members.get(member.id)
                had = known is not None and known.has_password
                has = had or order.password is not None
                self.members[member.id] = replace(member, has_password=has)
            case KeepTeam(team=team):
                same(self.teams.get(team.id), order.before)
                named(team.name)
                for field, found in (("members", team.members), ("leads", team.leads)):
                    for agent_id in found:
                        if agent_id not in self.members:
                            raise Refused("There is nobody.", field=field, value=agent_id)
                self.teams[team.id] = team
            case RemoveTeam(team_id=team_id):
                if self.teams.pop(team_id, None) is None:
                    raise Refused("There is no such team.", field="team_id", value=team_id)
            case KeepQueue(queue=queue):
                same(self.queues.get(queue.id), order.before)
                named(queue.name)
                self.queues[queue.id] = queue
            case RemoveQueue(queue_id=queue_id):
                users = [one.name for one in self.members.values() if queue_id in one.queues]
                if users:
                    raise Refused(f"It is in use: {users[0]}.", field="id", value=queue_id)
                if self.queues.pop(queue_id, None) is None:
                    raise Refused("There is no such queue.", field="id", value=queue_id)
            case one if isinstance(one, WordOrder):
                self.define_words(one)
            case KeepNetworkEntry():
                self._keep_entry(order)
            case TryNetworkEntry():
                return self.steps
            case BeginConsent(by=by):
                code = "WDJB-MJHT" if by == "code" else ""
                return ConsentAsked(id="consent", address=self.address, until=_UNTIL, code=code)
            case AwaitConsent():
                self._await_consent()
            case EndConsent():
                pass
            case PauseNetworkEntry(entry_id=entry_id):
                known_entry = self.entries[entry_id]
                self.entries[entry_id] = replace(
                    known_entry,
                    paused=order.paused,
                    standing=EntryStanding(code=EntryState.PAUSED) if order.paused else _FRESH,
                )
            case RemoveNetworkEntry(entry_id=entry_id):
                if self.entries.pop(entry_id, None) is None:
                    raise Refused("There is no such entry point.", field="id", value=entry_id)
            case KeepTrunk(trunk=trunk):
                now = self.trunks.get(trunk.id)
                same(now and replace(now, **_TOLD), order.before and replace(order.before, **_TOLD))
                named(trunk.name)
                if trunk.registers and not (order.password or trunk.has_password):
                    raise Refused("A password is needed.", field="password")
                has = trunk.has_password or order.password is not None
                paused = now is not None and now.paused
                self.trunks[trunk.id] = replace(trunk, has_password=has, paused=paused)
            case TryTrunk():
                return self.steps
            case PauseTrunk(trunk_id=trunk_id):
                known_trunk = self.trunks[trunk_id]
                self.trunks[trunk_id] = replace(known_trunk, paused=order.paused)
            case OrderTrunks():
                same(tuple(self.trunks), order.before)
                self.trunks = {key: self.trunks[key] for key in order.trunks}
            case RemoveTrunk(trunk_id=trunk_id):
                if self.trunks.pop(trunk_id, None) is None:
                    raise Refused("There is no such trunk.", field="id", value=trunk_id)
            case KeepSoundHelper(helper=helper):
                seen = self.helpers.get(helper.id)
                same(_wish(seen), _wish(order.before))
                has_secret = bool(order.secret or helper.has_secret)
                has_password = bool(helper.user and (order.password or helper.has_password))
                if helper.uris[0].startswith("turn") and not (has_secret or has_password):
                    raise Refused("A relay needs its secret.", field="uris")
                self.helpers.pop(helper.id, None)
                self.helpers[helper.uris[0]] = replace(
                    helper, id=helper.uris[0], has_secret=has_secret, has_password=has_password
                )
            case RemoveSoundHelper():
                del self.helpers[order.helper_id]
            case KeepCallNumber(number=number):
                if number.calendar and number.calendar not in self.calendars:
                    raise Refused("There is no such calendar.", field="calendar")
                same(self.numbers.get(number.id), order.before)
                taken = {key for one in self.numbers.values() for key in one.numbers}
                if order.before is None and taken & set(number.numbers):
                    raise Refused("This number leads elsewhere.", field="numbers")
                self.numbers[number.id] = number
            case RemoveCallNumber():
                del self.numbers[order.number_id]
            case KeepCallMenu(menu=menu):
                same(self.menus.get(menu.id), order.before)
                self.menus[menu.id] = menu
            case RemoveCallMenu():
                if any(one.menu == order.menu_id for one in self.numbers.values()):
                    raise Refused("Something still leads to this menu.")
                del self.menus[order.menu_id]
            case KeepQueueCalls(queue=calls):
                same(self._calls(self.queues[calls.id]), order.before)
                self.calls[calls.id] = calls
            case KeepHouseCalls(house=house):
                same(self.house, replace(order.before, region_used=""))
                if house.region == "AQ":
                    raise Refused("Its numbers are not known.", field="region")
                self.house = replace(house, region_used="")
            case KeepPrompt(prompt=prompt):
                same((SHIPPED | self.own).get(prompt.id), order.before)
                self._keep_prompt(prompt)
            case RemovePrompt():
                if self.own.pop(f"{order.language}/{order.name}", None) is None:
                    raise Refused("There is no such prompt.", field="name")
        return ()

    def _await_consent(self) -> None:
        if self.denied is not None:
            raise self.denied
        begun = [one for one in self.orders if isinstance(one, BeginConsent)][-1].entry
        known = self.entries.get(begun.id)
        if known is not None:
            secrets = tuple(sorted({*known.secrets, "refresh_token"}))
            self.entries[begun.id] = replace(known, secrets=secrets, standing=_FRESH)
        else:
            self.consents.add(begun.id)

    def _keep_entry(self, order: KeepNetworkEntry) -> None:
        entry = order.entry
        now = self.entries.get(entry.id)
        told = {"standing": _FRESH, "paused": False}
        same(now and replace(now, **told), order.before and replace(order.before, **told))
        named(entry.name)
        if entry.queue_id not in self.queues:
            raise Refused("There is no such queue.", field="queue_id", value=entry.queue_id)
        kind = {one.name: one for one in KINDS}[entry.network]
        secrets = (set(now.secrets) if now is not None else set()) | set(order.secrets)
        secrets -= {name for name, value in order.secrets.items() if not value}
        secrets |= {"refresh_token"} if entry.id in self.consents else set()
        for one in kind.fields:
            if one.secret and one.required and one.name not in secrets:
                raise Refused("The token is missing.", field=f"settings.{one.name}")
        if entry.settings.get("server", "https://").startswith("http://e"):
            raise Refused("This is no secure address.", field="settings.server")
        self.entries[entry.id] = replace(
            entry,
            secrets=tuple(sorted(secrets)),
            standing=now.standing if now is not None else _FRESH,
            paused=now is not None and now.paused,
        )

    def _keep_prompt(self, prompt: Prompt) -> None:
        if prompt.wish.file:
            try:
                data = Path(prompt.wish.file).read_bytes()
            except OSError:
                raise Refused("This file cannot be read.", field="wish") from None
            if not data.startswith(b"RIFF"):
                raise Refused("This is no WAV file.", field="wish")
        sound = Attachment(id=new_id(), name=prompt.name, media_type="audio/wav", size=1)
        self.own[prompt.id] = replace(prompt, own=True, sound=sound, wish=PromptWish())

    def _calls(self, queue: QueueRules) -> QueueCalls:
        known = self.calls.get(queue.id, QueueCalls(id=queue.id))
        return replace(known, name=queue.name)


def _wish(helper: SoundHelper | None) -> SoundHelper | None:
    return None if helper is None else replace(helper, helping=Helping())
