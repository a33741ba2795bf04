"""Alerts over live figures: raised, kept, seen, cleared, and told to who may know."""

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import alerting
from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.server.alert_courier import next_sends
from agent_desktop.hub.storage import alerts
from agent_desktop.hub.storage.alerts import AlertSend
from agent_desktop.hub.storage.trail_search import Wanted
from agent_desktop.model.alerts import (
    AgentState,
    Alert,
    AlertEnded,
    AlertFigure,
    AlertOver,
    AlertRaised,
    AlertRule,
    SeeAlert,
)
from agent_desktop.model.errors import Refused
from agent_desktop.model.surveys import Survey, SurveyKind
from tests.hub.centre.two_teams import House

LATE = AlertRule(
    id="late",
    name="Late",
    figure=AlertFigure.LONGEST_WAIT,
    queues=("support",),
    raise_at=60,
    clear_at=30,
    raise_ms=10_000,
    clear_ms=0,
    hook="https://example.org/",
)


def define(house: House, rule: AlertRule, who: str = "olga") -> None:
    with house.centre.request() as book:
        alerting.define(book, who, rule)


def look(house: House) -> int | None:
    """A round, as the server makes it."""
    house.centre.board_round(-1, whole=True)
    return house.centre.alert_round()


def seen(house: House, agent_id: str) -> tuple[Alert, ...]:
    return house.centre.snapshot(agent_id)[1].alerts


def sends(house: House) -> list[AlertSend]:
    storage = house.centre.storage
    with storage.transaction():
        return alerts.waiting_sends(storage)


def test_a_wait_that_grows_by_itself_is_told_once_and_over_when_somebody_answers(
    house: House,
) -> None:
    define(house, LATE)
    for number in (1, 2):  # anna holds two already
        house.arrive(f"w{number}")
    waiting = look(house)
    assert waiting is not None
    house.wait(waiting - house.now)
    due = look(house)
    assert due == house.now + 10_000
    assert seen(house, "lea") == ()
    house.wait(10_000)
    house.listen()
    look(house)
    look(house)
    told = [one for one in house.listen() if isinstance(one.event, AlertRaised)]
    assert {one.audience for one in told} == {"supervisors", "leads:east"}
    (alert,) = seen(house, "lea")
    assert (alert.queue_id, alert.value, alert.limit) == ("support", 70, 60)
    assert seen(house, "olga") == (alert,)
    assert seen(house, "lou") == ()  # leads another team
    assert seen(house, "anna") == ()
    house.crash()
    house.centre.connected("lea")
    look(house)
    assert seen(house, "lea") == (alert,)
    with pytest.raises(OutOfReach):
        house.ask("lou", SeeAlert(alert_id=alert.id))
    house.ask("lea", SeeAlert(alert_id=alert.id))
    (mine,) = seen(house, "lea")
    assert mine.seen_by == "Lea"
    entries = house.centre.trail("olga", alerts_wanted(), None, 10)
    assert [one.who for one in entries] == ["lea"]
    for number in (1, 2):
        house.centre.leave(f"w{number}")
    house.listen()
    look(house)
    assert seen(house, "lea") == ()
    assert any(isinstance(one.event, AlertEnded) for one in house.listen())
    assert [one.way for one in sends(house)] == ["hook", "hook"]


def alerts_wanted() -> Wanted:

    return Wanted(act="see_alert")


def test_a_rule_that_goes_takes_its_alerts_along(house: House) -> None:
    nobody = AlertRule(
        id="few",
        name="Few",
        figure=AlertFigure.READY,
        queues=("billing",),
        raise_at=0,
        clear_at=1,
        raise_ms=0,
    )
    define(house, nobody)
    look(house)
    assert len(seen(house, "lou")) == 1
    with house.centre.request() as book:
        alerting.remove(book, "olga", "few")
    assert seen(house, "lou") == ()
    look(house)
    assert seen(house, "lou") == ()


def test_a_low_answer_alerts_who_leads_the_agent_until_somebody_sees_it(house: House) -> None:
    house.centre.define_survey(Survey(id="s", name="After"))
    house.finish("anna", house.work.id)
    house.wait(1)
    house.centre.rate("vera", 1, "Nobody helped.")
    (alert,) = seen(house, "lea")
    assert (alert.figure, alert.value, alert.comment) == (AlertFigure.SURVEY, 1, "Nobody helped.")
    assert alert.conversation_id == house.work.conversation_id
    assert seen(house, "lou") == ()
    house.ask("lea", SeeAlert(alert_id=alert.id))
    assert seen(house, "lea") == ()
    assert sends(house) == []


def test_rules_tell_of_a_low_answer_and_that_somebody_sees_to_it(house: House) -> None:
    """Of a team of the agent, and of the house; each once, also after a restart."""
    low = AlertRule(
        id="low-mail",
        name="Low",
        figure=AlertFigure.SURVEY,
        over=AlertOver.HOUSE,
        hook="https://example.org/",
    )
    define(house, low)
    for team in ("east", "west"):  # of anna, and of somebody else
        define(house, replace(low, id=team, over=AlertOver.TEAMS, teams=(team,)))
    define(house, replace(low, id="off", on=False))
    house.centre.define_survey(Survey(id="s", name="After"))
    house.finish("anna", house.work.id)
    house.wait(1)
    house.centre.rate("vera", 2, "Nobody helped.")
    look(house)
    (alert,) = seen(house, "lea")
    assert alert.survey is SurveyKind.CSAT
    assert sorted((one.rule_id, one.way) for one in sends(house)) == sorted(
        [("low-mail", "hook"), ("east", "hook")]
    )
    house.crash()
    house.centre.connected("lea")
    house.ask("lea", SeeAlert(alert_id=alert.id))
    news = [msgspec.json.decode(one.body) for one in sends(house)]
    assert sorted((one["what"], one["alert"]["rule_id"]) for one in news) == sorted(
        (what, rule) for what in ("raised", "cleared") for rule in ("low-mail", "east")
    )
    assert {one["alert"]["survey"] for one in news} == {"csat"}
    for one in next_sends(sends(house), house.now):
        assert "-raised-" in one.id, "the end comes after it"


def test_the_end_of_an_alert_is_told_when_its_rule_is_changed_or_switched_off(house: House) -> None:
    few = AlertRule(
        id="few",
        name="Few",
        figure=AlertFigure.READY,
        queues=("billing",),
        raise_at=0,
        clear_at=1,
        raise_ms=0,
        hook="https://example.org/",
    )
    define(house, few)
    look(house)
    assert [one.id.rsplit("-", 2)[1] for one in sends(house)] == ["raised"]
    define(house, replace(few, on=False))
    assert seen(house, "lou") == ()
    assert sorted(one.id.rsplit("-", 2)[1] for one in sends(house)) == ["cleared", "raised"]
    assert house.centre.watches(), "they are still sent"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"clear_at": 60}, "clear_at"),
        ({"figure": AlertFigure.READY, "raise_at": 3, "clear_at": 3}, "clear_at"),
        ({"raise_ms": -1}, "raise_ms"),
        ({"mail_to": ("a@b.example",)}, "mail_by"),
        ({"queues": ("nowhere",)}, "queues"),
        ({"figure": AlertFigure.LOCK}, "figure"),
        ({"figure": AlertFigure.SURVEY}, "over"),
        ({"figure": AlertFigure.SURVEY, "over": AlertOver.HOUSE, "hook": ""}, "mail_by"),
        ({"mail_by": "support", "mail_to": ("a@b.example",)}, "mail_by"),
        ({"over": AlertOver.TEAMS, "teams": ("nowhere",)}, "teams"),
        ({"figure": AlertFigure.IN_STATE, "over": AlertOver.TEAMS}, "states"),
        ({"figure": AlertFigure.IN_STATE, "states": (AgentState.AWAY,)}, "over"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(
    house: House, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        define(house, replace(LATE, **wrong))
    assert refused.value.problem.field == field
