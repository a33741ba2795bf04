"""What every `Administration` keeps of alerts."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_figures import HouseFigures, KeepHouseFigures
from agent_desktop.model.alerts import (
    AlertFigure,
    AlertRule,
    AlertRules,
    KeepAlertRule,
    RemoveAlertRule,
)
from agent_desktop.model.calendars import Calendar, KeepCalendar, RemoveCalendar
from agent_desktop.model.ports import Administration
from agent_desktop.model.work import Channel
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

RULE = AlertRule(id="late", name="Late", figure=AlertFigure.LONGEST_WAIT, raise_at=120, clear_at=60)


async def rules(port: Administration) -> tuple[AlertRule, ...]:
    """What is kept."""
    kept = await port.read(Topic.ALERTS)
    assert isinstance(kept, AlertRules)
    return kept.rules


class AlertsContract:
    """When leads are told."""

    @asynchronous
    async def test_a_rule_of_alerts_is_made_changed_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            await port.carry_out(KeepAlertRule(rule=RULE))
            assert await rules(port) == (RULE,)
            changed = replace(RULE, raise_at=90, hook="https://example.org/hook")
            order = KeepAlertRule(rule=changed, before=RULE, secret="a secret")
            await port.carry_out(order)
            (kept,) = await rules(port)
            assert kept == replace(changed, has_hook_secret=True)
            assert (await refusal(port.carry_out(order))).code == "conflict"
            wrong = KeepAlertRule(rule=replace(kept, clear_at=90), before=kept)
            problem = await refusal(port.carry_out(wrong))
            assert (problem.code, problem.field) == ("refused", "clear_at")
            await port.carry_out(RemoveAlertRule(rule_id="late"))
            assert await rules(port) == ()
            assert (
                await refusal(port.carry_out(RemoveAlertRule(rule_id="late")))
            ).code == "refused"

    @asynchronous
    async def test_figures_and_targets_are_changed_and_what_is_wrong_named(
        self, enter: Enter
    ) -> None:
        async with enter() as port:
            kept = await port.read(Topic.FIGURES)
            assert isinstance(kept, HouseFigures)
            within = {Channel.CHAT: 45_000}
            shift = Calendar(id="shift", name="Late shift")
            await port.carry_out(KeepCalendar(calendar=shift, before=None))
            wish = replace(
                kept,
                service=90,
                away_ms=600_000,
                within_ms=within,
                short_ms=7_000,
                calendars={"support": "shift", "billing": ""},
            )
            order = KeepHouseFigures(figures=wish, before=kept)
            await port.carry_out(order)
            assert await port.read(Topic.FIGURES) == wish
            assert (await refusal(port.carry_out(order))).code == "conflict"
            for wrong in (
                {"service": 101},
                {"hold_ms": 0},
                {"zone": "Europe/Atlantis"},
                {"calendar": "moon"},
                {"calendars": {"support": "moon"}},
            ):
                problem = await refusal(
                    port.carry_out(KeepHouseFigures(figures=replace(wish, **wrong), before=wish))
                )
                assert problem.field == next(iter(wrong))
            assert await port.read(Topic.FIGURES) == wish
            await port.carry_out(KeepHouseFigures(figures=kept, before=wish))
            await port.carry_out(RemoveCalendar(calendar_id="shift"))
