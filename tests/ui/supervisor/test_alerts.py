"""Alerts at a lead's desk."""

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.model.alerts import AgentState, Alert, AlertFigure
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.work import Channel
from agent_desktop.ui.supervisor.alert_bar import MOST, AlertBar
from agent_desktop.ui.supervisor.alert_words import alert_words, seen_words
from agent_desktop.ui.theme.theme import Theme

LATE = Alert(
    id="a",
    figure=AlertFigure.LONGEST_WAIT,
    at=1_000,
    value=70,
    limit=60,
    name="Late",
    queue_name="Support",
)


def test_each_figure_has_words() -> None:
    said = {
        AlertFigure.WAITING: "Support: 7 wait",
        AlertFigure.LONGEST_WAIT: "Support: the first in line waits for 0:07",
        AlertFigure.SERVICE: "Support: 7% were answered in time",
        AlertFigure.ABANDONED: "Support: 7% gave up",
        AlertFigure.READY: "Support: 7 agents are ready",
        AlertFigure.SURVEY: "Support: a customer answered 7",  # kept before scales were
    }
    assert {*said, AlertFigure.IN_STATE, AlertFigure.LOCK} == set(AlertFigure)
    for figure, words in said.items():
        assert alert_words(replace(LATE, figure=figure, value=7)) == words
    assert seen_words(replace(LATE, seen_by="Lea", seen_at=2)) == "Lea sees to it"


def test_an_answer_names_its_scale_and_the_good_end_of_it() -> None:
    low = replace(LATE, figure=AlertFigure.SURVEY, value=2, comment="Nobody came")
    said = {
        SurveyKind.CSAT: "Support: a customer answered 2 of 5 (CSAT, 5 is best): “Nobody came”",
        SurveyKind.NPS: "Support: a customer answered 2 of 10 (NPS, 10 is best): “Nobody came”",
        SurveyKind.CES: "Support: a customer answered 2 of 7 (CES, 7 is easiest): “Nobody came”",
    }
    for kind in SurveyKind:
        assert alert_words(replace(low, survey=kind)) == said[kind]


def test_a_stranger_who_held_the_lock_is_told_with_the_remedy(theme: Theme, qtbot: QtBot) -> None:
    held = Alert(
        id="h", figure=AlertFigure.LOCK, at=900, value=185, limit=0, stranger="charts, psql"
    )
    bar = AlertBar(theme)
    qtbot.addWidget(bar)
    bar.show_alerts([held, LATE], 61_000)
    first, second = bar.lines
    told = "Nobody was served for 3:05: a stranger held the lock of the hub’s database"
    assert first.words.text() == told
    assert first.remedy.text().startswith("It was charts, psql. Let nobody but the hub connect")
    assert first.remedy.isVisibleTo(bar)
    assert not second.remedy.isVisibleTo(bar)
    assert not first.about.isVisibleTo(bar), "its words have all the room"
    assert second.about.isVisibleTo(bar)


def test_what_it_is_of_has_words() -> None:
    many = replace(LATE, figure=AlertFigure.WAITING, value=7)
    team = replace(many, queue_name="", team_name="East", channels=(Channel.CHAT, Channel.VOICE))
    assert alert_words(team) == "East (chat, call): 7 wait"
    assert alert_words(replace(many, queue_name="")) == "The whole house: 7 wait"
    ann = replace(LATE, figure=AlertFigure.IN_STATE, agent_name="Ann", value=700)
    said = {
        AgentState.NOT_RESPONDING: "Ann: not responding for 11:40",
        AgentState.AWAY: "Ann: not ready for 11:40",
        AgentState.TALKING: "Ann: in a call for 11:40",
        AgentState.HOLD: "Ann: a customer has been on hold for 11:40",
        AgentState.WRAP_UP: "Ann: in wrap-up for 11:40",
        AgentState.IDLE: "Ann: ready without work for 11:40",
        AgentState.LINK_LOST: "Ann: the link has been lost for 11:40",
    }
    assert set(said) == set(AgentState)
    for state, words in said.items():
        assert alert_words(replace(ann, state=state)) == words


def test_the_bar_shows_what_nobody_looks_after_first(theme: Theme, qtbot: QtBot) -> None:
    bar = AlertBar(theme)
    qtbot.addWidget(bar)
    bar.show_alerts([], 1_000)
    assert bar.isHidden()
    seen = replace(LATE, id="seen", seen_by="Lea", seen_at=1_500)
    many = [replace(LATE, id=f"m{n}", at=2_000 + n) for n in range(MOST)]
    bar.show_alerts([seen, LATE, *many], 61_000)
    assert not bar.isHidden()
    assert [one.alert.id for one in bar.lines] == ["a", "m0", "m1", "m2"]
    assert bar.more.text() == "2 more alerts"
    with qtbot.waitSignal(bar.seen) as told:
        bar.lines[0].see.click()
    assert told.args == ["a"]
    assert bar.lines[0].since.text()
    bar.show_alerts([seen], 61_000)
    (line,) = bar.lines
    assert line.see.isHidden()
    assert line.open.isHidden()
