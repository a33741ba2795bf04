"""What every `Administration` keeps: what is ordered is read, refusals name the field, nobody overwrites unseen."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from agent_desktop.model.administration import (
    KeepMember,
    KeepQueue,
    Member,
    Order,
    People,
    QueueRules,
    Queues,
    RemoveQueue,
    Topic,
)
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
    Trunk,
    Trunks,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Offline
from agent_desktop.model.ports import Administration
from agent_desktop.model.work import Channel
from tests.contracts.administration.suite_alerts import AlertsContract
from tests.contracts.administration.suite_audit import AuditContract
from tests.contracts.administration.suite_calls import (
    NO_LETTERS,
    CallsContract,
    Enter,
    refusal,
)
from tests.contracts.administration.suite_consents import ConsentsContract
from tests.contracts.administration.suite_files import FilesContract
from tests.contracts.administration.suite_joining import JoiningContract
from tests.contracts.administration.suite_networks import NetworksContract
from tests.contracts.administration.suite_reports import ReportsContract
from tests.contracts.administration.suite_routing import RoutingContract
from tests.contracts.administration.suite_shifts import ShiftsContract
from tests.contracts.administration.suite_surveys import SurveysContract
from tests.contracts.administration.suite_teams import TeamsContract
from tests.contracts.administration.suite_wallboards import WallboardsContract
from tests.contracts.administration.suite_words import WordsContract
from tests.contracts.asynchronous import asynchronous

Away: TypeAlias = Callable[[], AbstractAsyncContextManager[Administration]]

PASSWORD = "a password of some length"


async def members(port: Administration) -> dict[str, Member]:
    """Everybody by id."""
    kept = await port.read(Topic.PEOPLE)
    assert isinstance(kept, People)
    return {one.id: one for one in kept.members}


async def queues(port: Administration) -> dict[str, QueueRules]:
    """Every queue by id."""
    kept = await port.read(Topic.QUEUES)
    assert isinstance(kept, Queues)
    return {one.id: one for one in kept.queues}


async def trunks(port: Administration) -> dict[str, Trunk]:
    """Every trunk by id."""
    kept = await port.read(Topic.TRUNKS)
    assert isinstance(kept, Trunks)
    return {one.id: one for one in kept.trunks}


def wished(trunk: Trunk) -> Trunk:
    """A trunk without what changes by itself."""
    return replace(trunk, health=Health(), paused=False)


def somebody(**about: object) -> Member:
    """A member whom nobody knows yet."""
    key = new_id()
    return replace(Member(id=key, name="Ann", email=f"{key}@example.org"), **about)


class AdministrationContract(
    AlertsContract,
    AuditContract,
    CallsContract,
    ConsentsContract,
    FilesContract,
    JoiningContract,
    NetworksContract,
    ReportsContract,
    RoutingContract,
    SurveysContract,
    TeamsContract,
    WallboardsContract,
    ShiftsContract,
    WordsContract,
):
    """Subclasses give `enter`: the port of an administrator; and `away`: one whose backend cannot be reached."""

    @asynchronous
    async def test_a_member_is_read_as_it_was_ordered(self, enter: Enter) -> None:
        async with enter() as port:
            queue = QueueRules(id=new_id(), name="Billing")
            await port.carry_out(KeepQueue(queue=queue))
            wish = somebody(
                scopes=("agent", "supervisor"),
                queues=(queue.id,),
                skills={"German": 7},
                capacity={Channel.CHAT: 2, Channel.VOICE: 0},
                units=120,
            )
            await port.carry_out(KeepMember(member=wish, password=PASSWORD))
            known = (await members(port))[wish.id]
            given = known.extension
            assert known == replace(wish, has_password=True, extension=given)
            quiet = replace(known, disabled=True, queues=(), skills={})
            await port.carry_out(KeepMember(member=quiet, before=known))
            assert (await members(port))[wish.id] == quiet, "the password stays"

    @asynchronous
    async def test_a_queue_is_read_as_it_was_ordered_and_goes_when_nothing_needs_it(
        self, enter: Enter
    ) -> None:
        async with enter() as port:
            wish = QueueRules(
                id=new_id(),
                name="Billing",
                priority=5,
                weight=2,
                skills={"billing": 4},
                offer_ms={Channel.CHAT: 45_000},
                wrap_up_ms=None,
                wrap_up_required=False,
                max_waiting=20,
                sticky_ms=0,
                pick="best",
                away_ms=None,
            )
            await port.carry_out(KeepQueue(queue=wish))
            assert (await queues(port))[wish.id] == wish
            served = somebody(queues=(wish.id,))
            await port.carry_out(KeepMember(member=served))
            problem = await refusal(port.carry_out(RemoveQueue(queue_id=wish.id)))
            assert problem.code == "refused"
            assert "Ann" in problem.message
            known = (await members(port))[served.id]
            await port.carry_out(KeepMember(member=replace(known, queues=()), before=known))
            await port.carry_out(RemoveQueue(queue_id=wish.id))
            assert wish.id not in await queues(port)

    @asynchronous
    async def test_a_trunk_is_kept_paused_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            wish = Trunk(
                id=new_id(),
                name=new_id(),
                host="sip.provider.example",
                transport="tcp",
                port=5070,
                networks=("192.0.2.0/24",),
                domain="provider.example",
                user="4930123",
                registers=True,
                encryption="required",
                numbers=(f"+49{new_id()[:9].translate(NO_LETTERS)}",),
                caller_id="+4930123",
                form="digits",
            )
            await port.carry_out(KeepTrunk(trunk=wish, password=PASSWORD))
            known = (await trunks(port))[wish.id]
            assert wished(known) == wished(replace(wish, has_password=True))
            assert PASSWORD not in repr(known)
            await port.carry_out(PauseTrunk(trunk_id=wish.id, paused=True))
            assert (await trunks(port))[wish.id].paused
            changed = KeepTrunk(trunk=replace(known, form="plus"), before=known)
            await port.carry_out(changed)
            known = (await trunks(port))[wish.id]
            assert (known.form, known.paused, known.has_password) == ("plus", True, True)
            assert (await refusal(port.carry_out(changed))).code == "conflict"
            await port.carry_out(RemoveTrunk(trunk_id=wish.id))
            assert wish.id not in await trunks(port)

    @asynchronous
    async def test_servers_that_help_sound_keep_secrets_that_are_not_told(
        self, enter: Enter
    ) -> None:
        async with enter() as port:

            async def kept() -> dict[str, SoundHelper]:
                known = await port.read(Topic.FIREWALLS)
                assert isinstance(known, SoundHelpers)
                return {one.id: replace(one, helping=Helping()) for one in known.helpers}

            stun = SoundHelper(id="stun:a.example.org", uris=("stun:a.example.org",))
            turn = SoundHelper(id="turn:b.example.org", uris=("turn:b.example.org",))
            problem = await refusal(port.carry_out(KeepSoundHelper(helper=turn)))
            assert problem.field == "uris"
            await port.carry_out(KeepSoundHelper(helper=turn, secret=PASSWORD))
            known = (await kept())[turn.id]
            assert known == replace(turn, has_secret=True)
            await port.carry_out(KeepSoundHelper(helper=stun))
            assert (await kept())[turn.id] == known, "it is no affair of the other one"
            seen = replace(known, helping=Helping(answers=False, words="It does not answer."))
            again = KeepSoundHelper(helper=seen, before=seen)
            await port.carry_out(again)  # how it is just now is nobody's wish
            late = KeepSoundHelper(helper=turn, before=turn)
            assert (await refusal(port.carry_out(late))).code == "conflict"
            await port.carry_out(RemoveSoundHelper(helper_id=turn.id))
            await port.carry_out(RemoveSoundHelper(helper_id=stun.id))
            assert not {turn.id, stun.id} & set(await kept())

    @asynchronous
    async def test_trunks_are_put_into_another_order(self, enter: Enter) -> None:
        async with enter() as port:
            mine = [Trunk(id=new_id(), name=new_id(), host="a.example") for _ in range(2)]
            for one in mine:
                await port.carry_out(KeepTrunk(trunk=replace(one, user="u"), password=PASSWORD))
            before = tuple(await trunks(port))
            turned = OrderTrunks(trunks=before[::-1], before=before)
            await port.carry_out(turned)
            assert tuple(await trunks(port)) == before[::-1]
            assert (await refusal(port.carry_out(turned))).code == "conflict"
            for one in mine:
                await port.carry_out(RemoveTrunk(trunk_id=one.id))

    @pytest.mark.parametrize(
        ("order", "field"),
        [
            (KeepMember(member=somebody(name="")), "name"),
            (KeepMember(member=somebody(queues=("no-such-queue",))), "queues"),
            (KeepMember(member=somebody(), password="short"), "password"),
            (KeepQueue(queue=QueueRules(id=new_id())), "name"),
            (
                KeepTrunk(trunk=Trunk(id=new_id(), name="T", host="sip.example", user="u")),
                "password",
            ),
        ],
        ids=["name", "queues", "password", "queue", "trunk"],
    )
    @asynchronous
    async def test_a_refusal_names_the_field_and_nothing_was_done(
        self, enter: Enter, order: Order, field: str
    ) -> None:
        async with enter() as port:
            before = (await members(port), await queues(port))
            problem = await refusal(port.carry_out(order))
            assert problem.field == field
            assert problem.message
            assert (await members(port), await queues(port)) == before

    @asynchronous
    async def test_nothing_is_overwritten_that_was_not_seen(self, enter: Enter) -> None:
        async with enter() as port:
            first = somebody()
            await port.carry_out(KeepMember(member=first))
            seen = (await members(port))[first.id]
            await port.carry_out(KeepMember(member=replace(seen, name="Anna"), before=seen))
            late = KeepMember(member=replace(seen, email=""), before=seen)
            assert (await refusal(port.carry_out(late))).code == "conflict"
            taken = KeepMember(member=replace(first, name="Somebody else"))
            assert (await refusal(port.carry_out(taken))).code == "conflict"
            assert (await members(port))[first.id] == replace(seen, name="Anna")
            queue = QueueRules(id=new_id(), name="One")
            await port.carry_out(KeepQueue(queue=queue))
            assert (
                await refusal(port.carry_out(KeepQueue(queue=replace(queue, name="Two"))))
            ).code == "conflict"

    @asynchronous
    async def test_a_backend_that_is_away_is_said_to_be(self, away: Away) -> None:
        async with away() as port:
            with pytest.raises(Offline):
                await port.read(Topic.PEOPLE)
            with pytest.raises(Offline):
                await port.carry_out(KeepQueue(queue=QueueRules(id="q", name="Q")))
