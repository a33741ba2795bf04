"""What every `Administration` keeps of routing rules, their versions, and calendars."""

import asyncio

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import (
    Calendar,
    Calendars,
    KeepCalendar,
    RemoveCalendar,
    SpecialDay,
)
from agent_desktop.model.ports import Administration
from agent_desktop.model.rules import (
    AfterHours,
    DryRun,
    Fault,
    Hour,
    KeepRule,
    OrderRules,
    Overflow,
    PublishRules,
    RemoveRule,
    RevertRules,
    RoutingRules,
    Rule,
    Step,
    TryRules,
)
from agent_desktop.model.work import Channel
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

OFFICE = Calendar(
    id="office",
    name="Office",
    zone="Europe/Berlin",
    hours=(OpenHours(weekday=0, opens=540, closes=1_020),),
    special=(SpecialDay(day="12-25", name="Christmas"),),
)


async def rules(port: Administration) -> RoutingRules:
    """The draft and the versions."""
    kept = await port.read(Topic.ROUTING)
    assert isinstance(kept, RoutingRules)
    return kept


async def calendars(port: Administration) -> Calendars:
    """All of them."""
    kept = await port.read(Topic.CALENDARS)
    assert isinstance(kept, Calendars)
    return kept


class RoutingContract:
    """Rules and calendars of the house."""

    @asynchronous
    async def test_rules_are_drafted_published_and_taken_back(self, enter: Enter) -> None:
        async with enter() as port:
            await port.carry_out(KeepCalendar(calendar=OFFICE))
            first = Rule(
                id="first",
                name="First",
                channels=(Channel.CHAT,),
                words=("refund", "money back"),
                calendar="office",
                hour=Hour.CLOSED,
                points=5,
                overflow=(Overflow(step=Step.MESSAGE, target="Soon", expected_ms=60_000),),
                after_hours=AfterHours.HOLD,
                message="Tomorrow",
                go_on=True,
            )
            second = Rule(id="second", vip=True, points=-3)
            for rule in (first, second):
                await port.carry_out(KeepRule(rule=rule))
            kept = await rules(port)
            assert (kept.rules, kept.faults, kept.changed) == ((first, second), (), True)
            again = KeepRule(rule=second)
            assert (await refusal(port.carry_out(again))).code == "conflict"
            order = OrderRules(rules=("second", "first"), before=("first", "second"))
            await port.carry_out(order)
            assert (await refusal(port.carry_out(order))).code == "conflict"
            await port.carry_out(PublishRules(note="Good"))
            assert (await refusal(port.carry_out(PublishRules()))).code == "conflict"
            kept = await rules(port)
            assert (kept.running, kept.changed, kept.versions[0].note) == (1, False, "Good")
            assert kept.rules == (second, first)
            found = await port.carry_out(TryRules(day="2026-11-21"))
            assert isinstance(found, DryRun)
            assert (found.day, found.different) == ("2026-11-21", 0)
            await port.carry_out(RemoveRule(rule_id="second"))
            await port.carry_out(RevertRules(number=1))
            assert (await rules(port)).rules == (second, first)
            for one in (second, first):
                await port.carry_out(RemoveRule(rule_id=one.id))
            await port.carry_out(PublishRules())
            await port.carry_out(RemoveCalendar(calendar_id="office"))

    @asynchronous
    async def test_administrators_who_save_in_one_moment_lose_nothing(self, enter: Enter) -> None:
        async with enter() as port:
            several = [Rule(id=f"rule{one}", words=(f"word{one}",), points=1) for one in range(4)]
            await asyncio.gather(*(port.carry_out(KeepRule(rule=one)) for one in several))
            seen = await rules(port)
            assert sorted(one.id for one in seen.rules) == [one.id for one in several]
            other = replace(several[0], points=9)
            await port.carry_out(KeepRule(rule=other, before=several[0]))
            unseen = await refusal(port.carry_out(PublishRules(seen=seen.mark)))
            assert (unseen.code, unseen.field) == ("conflict", "seen")
            assert (await rules(port)).running == seen.running
            await port.carry_out(PublishRules(seen=(await rules(port)).mark))
            for one in several:
                await port.carry_out(RemoveRule(rule_id=one.id))
            await port.carry_out(PublishRules())

    @asynchronous
    async def test_what_is_wrong_is_told_and_never_runs(self, enter: Enter) -> None:
        async with enter() as port:
            wrong = Rule(id="wrong", queue="nowhere")
            await port.carry_out(KeepRule(rule=wrong))
            (fault,) = (await rules(port)).faults
            assert (fault.fault, fault.rule, fault.field) == (
                Fault.UNKNOWN_QUEUE,
                "wrong",
                "queue",
            )
            assert (await refusal(port.carry_out(PublishRules()))).code == "refused"
            await port.carry_out(RemoveRule(rule_id="wrong"))

    @asynchronous
    async def test_calendars_are_kept_and_judged(self, enter: Enter) -> None:
        async with enter() as port:
            other = replace(OFFICE, id="other")
            await port.carry_out(KeepCalendar(calendar=other))
            assert other in (await calendars(port)).calendars
            later = replace(other, name="Later")
            await port.carry_out(KeepCalendar(calendar=later, before=other))
            stale = KeepCalendar(calendar=other, before=other)
            assert (await refusal(port.carry_out(stale))).code == "conflict"
            nowhere = KeepCalendar(calendar=replace(later, zone="Mars/City"), before=later)
            assert (await refusal(port.carry_out(nowhere))).field == "zone"
            await port.carry_out(RemoveCalendar(calendar_id="other"))
            assert later not in (await calendars(port)).calendars
