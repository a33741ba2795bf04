"""Alerts over teams, channels, the house and the states of agents; and whose rules a lead may make."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import alert_rules, alerting
from agent_desktop.hub.centre.reach import OutOfReach, reach_of
from agent_desktop.hub.centre.teams import remove_team
from agent_desktop.model.alerts import (
    AgentState,
    Alert,
    AlertEnded,
    AlertFigure,
    AlertOver,
    AlertRaised,
    AlertRule,
)
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from tests.hub.centre.leading import team
from tests.hub.centre.test_alerting import define, look, seen
from tests.hub.centre.two_teams import House

MINUTE = 60_000
AT_ONCE = AlertRule(id="r", name="Rule", raise_at=1, clear_at=0, raise_ms=0, clear_ms=0)
FEW = replace(AT_ONCE, figure=AlertFigure.READY, raise_at=0, clear_at=1)
STANDING = replace(
    AT_ONCE,
    figure=AlertFigure.IN_STATE,
    over=AlertOver.TEAMS,
    teams=("west",),
    states=(AgentState.AWAY, AgentState.NOT_RESPONDING),
    raise_at=600,
)


def ended(house: House) -> list[str]:
    """Whom the end of an alert was told, since the test last looked."""
    return [one.audience for one in house.listen() if isinstance(one.event, AlertEnded)]


def test_too_few_of_a_team_could_take_somebody(house: House) -> None:
    define(house, replace(FEW, over=AlertOver.TEAMS, teams=("west",)))
    look(house)
    (alert,) = seen(house, "lou")
    assert (alert.team_id, alert.team_name, alert.value) == ("west", "West", 0)
    assert seen(house, "olga") == (alert,)
    assert seen(house, "lea") == seen(house, "ben") == ()
    house.crash()
    house.centre.connected("lou")
    house.listen()
    look(house)
    assert seen(house, "lou") == (alert,)  # still the same one
    house.ready("ben")
    look(house)
    assert seen(house, "lou") == ()
    assert set(ended(house)) == {"supervisors", "leads:west"}


def test_a_team_is_its_members_and_who_waits_in_their_queues(house: House) -> None:
    define(house, replace(AT_ONCE, over=AlertOver.TEAMS))  # every team
    house.arrive("w1")
    house.arrive("w2")
    look(house)
    (alert,) = seen(house, "lea")
    assert (alert.team_id, alert.value) == ("east", 2)  # an offer is no answer yet
    assert seen(house, "lou") == ()  # Ben does not serve Support


def test_only_chosen_channels_count(house: House) -> None:
    define(house, replace(AT_ONCE, queues=("support",), channels=(Channel.VOICE,)))
    define(house, replace(AT_ONCE, id="chats", queues=("support",), channels=(Channel.CHAT,)))
    calls = replace(FEW, id="free", queues=("billing",), channels=(Channel.VOICE,))
    define(house, calls)
    house.ready("ben")  # for chats alone: he has no telephone
    house.arrive("w1")
    house.arrive("w2")
    look(house)
    assert [one.rule_id for one in seen(house, "lea")] == ["chats"]
    assert seen(house, "lea")[0].channels == (Channel.CHAT,)
    assert [one.rule_id for one in seen(house, "lou")] == ["free"]


def test_the_house_is_for_those_who_see_all_of_it(house: House) -> None:
    define(house, replace(AT_ONCE, over=AlertOver.HOUSE))
    house.arrive("w1")
    house.arrive("w2")
    look(house)
    (alert,) = seen(house, "olga")
    assert (alert.subject, alert.value) == ("", 2)
    assert seen(house, "lea") == seen(house, "lou") == ()


def test_an_agent_is_in_a_state_for_too_long(house: House) -> None:
    """Ben is busy; the clock alone makes it too long. Leaving the state ends it, and the time begins anew."""
    define(house, STANDING)
    first = look(house)
    (line,) = [one for one in house.centre.board.agents.values() if one.id == "ben"]
    assert first == line.since + 600_000
    house.wait(first - house.now)
    house.listen()
    look(house)
    told = [one for one in house.listen() if isinstance(one.event, AlertRaised)]
    assert {one.audience for one in told} == {"supervisors", "leads:west"}
    (alert,) = seen(house, "lou")
    assert (alert.agent_id, alert.agent_name, alert.state) == ("ben", "Ben", AgentState.AWAY)
    assert alert.value == 600
    assert seen(house, "lea") == ()
    house.ready("ben")
    look(house)
    assert seen(house, "lou") == ()
    house.ask("ben", ChoosePresence(state=PresenceState.BREAK))
    assert look(house) == house.now + 600_000


def test_a_missed_offer_alerts_at_once(house: House) -> None:
    define(
        house, replace(STANDING, raise_at=1, states=(AgentState.NOT_RESPONDING,), teams=("east",))
    )
    house.arrive("w1")
    house.wait(MINUTE)  # she did not answer
    look(house)
    house.wait(1_000)
    look(house)
    (alert,) = seen(house, "lea")
    assert (alert.agent_id, alert.state) == ("anna", AgentState.NOT_RESPONDING)


def test_who_leaves_the_team_is_not_watched_any_more(house: House) -> None:
    define(house, replace(STANDING, raise_at=1))
    house.wait(2_000)
    look(house)
    assert [one.agent_id for one in seen(house, "olga")] == ["ben"]
    team(house, "west", (), ("lou",))
    look(house)
    assert seen(house, "olga") == ()
    define(house, replace(FEW, over=AlertOver.TEAMS, teams=("west",)))
    look(house)
    assert len(seen(house, "olga")) == 1
    with house.centre.request() as book:
        remove_team(book, "west")
    look(house)
    assert seen(house, "olga") == ()


# --- whose rules

MINE = replace(AT_ONCE, queues=("support",))
OURS = replace(AT_ONCE, over=AlertOver.TEAMS, teams=("east",))
RULES = {
    "my queue": (MINE, True, False),
    "their queue": (replace(AT_ONCE, queues=("billing",)), False, True),
    "both queues": (replace(AT_ONCE, queues=("support", "billing")), False, False),
    "every queue": (AT_ONCE, False, False),
    "my team": (OURS, True, False),
    "their team": (replace(OURS, teams=("west",)), False, True),
    "both teams": (replace(OURS, teams=("east", "west")), False, False),
    "every team": (replace(OURS, teams=()), False, False),
    "the house": (replace(AT_ONCE, over=AlertOver.HOUSE), False, False),
    "my agents": (replace(STANDING, teams=("east",)), True, False),
    "their agents": (STANDING, False, True),
    "all agents": (replace(STANDING, over=AlertOver.HOUSE, teams=()), False, False),
    "my queue, with their team said beside": (replace(MINE, teams=("west",)), True, False),
}


@pytest.mark.parametrize("name", RULES)
def test_leads_make_rules_of_what_they_lead_alone(house: House, name: str) -> None:
    rule, *may = RULES[name]
    for who, allowed in zip(("lea", "lou"), may, strict=True):
        _tries(house, who, rule, allowed=allowed, there=False)
    for who in ("anna", "ben"):
        _tries(house, who, rule, allowed=False, there=False)
    define(house, rule)
    for who, allowed in (*zip(("lea", "lou"), may, strict=True), ("anna", False), ("olga", True)):
        with house.centre.request() as book:
            assert alert_rules.governs(book, reach_of(book, who), rule) == allowed, who
    for who, allowed in (*zip(("lea", "lou"), may, strict=True), ("anna", False)):
        _tries(house, who, rule, allowed=allowed, there=True)


def _tries(house: House, who: str, rule: AlertRule, *, allowed: bool, there: bool) -> None:
    """Make the rule, or change and remove the one that is there."""
    before = house.centre.position, rules(house)
    if allowed:
        define(house, replace(rule, name="Changed"), who)
        with house.centre.request() as book:
            alerting.remove(book, who, rule.id)
        if there:
            define(house, rule)
        return
    with pytest.raises(Refused):
        define(house, replace(rule, name="Changed"), who)
    if there:
        mine = replace(OURS, teams=("west" if who == "lou" else "east",))
        with pytest.raises(OutOfReach):
            define(house, mine, who)  # somebody else's is not made one's own
        with house.centre.request() as book, pytest.raises(OutOfReach):
            alerting.remove(book, who, rule.id)
    assert before == (house.centre.position, rules(house))


def rules(house: House) -> tuple[AlertRule, ...]:
    """What is kept."""
    with house.centre.request() as book:
        return alert_rules.rules_of(book.storage)


def test_a_lead_changes_a_rule_whose_queue_is_gone(house: House) -> None:
    """What was chosen before may be gone: it stays, and is no reason to refuse the rest."""
    both = replace(MINE, queues=("support", "old"))
    with house.centre.request() as book:
        alert_rules.keep(book, (both,))
    define(house, replace(both, name="Changed"), "lea")
    with pytest.raises(Refused) as refused:
        define(house, replace(both, queues=("support", "older")), "lea")
    assert refused.value.problem.field == "queues"


def test_seen_by_its_lead_alone(house: House) -> None:
    """Of an alert of one team no other lead's snapshot says a word."""
    define(house, replace(STANDING, raise_at=1, name="Secret name"))
    house.wait(2_000)
    look(house)
    found: dict[str, tuple[Alert, ...]] = {
        who: seen(house, who) for who in ("anna", "ben", "lea", "lou", "olga")
    }
    assert [bool(one) for one in found.values()] == [False, False, False, True, True]
