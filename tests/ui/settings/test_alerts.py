"""The page of alerts."""

from msgspec.structs import replace

from agent_desktop.model.administration import QueueRules, Topic
from agent_desktop.model.alerts import (
    AgentState,
    AlertFigure,
    AlertOver,
    AlertRule,
    AlertWay,
    KeepAlertRule,
    RemoveAlertRule,
)
from agent_desktop.ui.settings.alert_form import AlertForm
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from tests.ui.settings.conftest import Office


def _choose(row: PickRow, key: str) -> None:
    """As a click in the list does."""
    row.list.choose(key)
    row.list.chosen.emit(key)


def test_an_alert_is_written_kept_and_removed(office: Office) -> None:
    office.team.queues["support"] = QueueRules(id="support", name="Support")
    page = office.open(Topic.ALERTS)
    page.begin_new()
    office.work()
    office.type(page, "name", "Late")
    figure, queues = page.form.rows["figure"], page.form.rows["queues"]
    assert isinstance(figure, PickRow)
    assert isinstance(queues, SomeRow)
    figure.list.choose("longest_wait")
    queues.boxes["support"].click()
    figure.list.chosen.emit("longest_wait")
    office.type(page, "raise_at", "soon")
    page.form.submit()
    assert "no time" in page.form.rows["raise_at"].notice.words
    office.type(page, "raise_at", "2:00")
    office.type(page, "clear_at", "200")
    page.form.submit()
    office.work()
    assert page.form.rows["clear_at"].notice.isVisible()
    office.type(page, "clear_at", "60")
    office.type(page, "hook_secret", "a secret")
    page.form.submit()
    office.work()
    order = office.asked(KeepAlertRule)[-1]
    assert order.secret == "a secret"
    assert order.rule == AlertRule(
        id=order.rule.id,
        name="Late",
        figure=AlertFigure.LONGEST_WAIT,
        queues=("support",),
        raise_at=120,
        clear_at=60,
    )
    (entry,) = page.rows.entries
    assert entry.detail == "Longest wait: 2 min or more · Support"
    page.open(order.rule.id)
    page.form.removed.emit()
    office.work()
    assert office.asked(RemoveAlertRule) == [RemoveAlertRule(rule_id=order.rule.id)]


def test_only_what_means_something_is_asked_for(office: Office) -> None:
    page = office.open(Topic.ALERTS)
    page.begin_new()
    office.work()
    form = page.form
    assert isinstance(form, AlertForm)
    assert [one.isHidden() for one in (form.queues, form.teams, form.states)] == [False, True, True]
    _choose(form.figure, "in_state")
    assert form.over.value() == AlertOver.TEAMS
    hidden = (form.queues, form.channels, form.rows["clear_at"], form.rows["raise_ms"])
    assert all(one.isHidden() for one in hidden)
    form.submit()
    assert form.rows["name"].notice.isVisible()
    office.type(page, "name", "Long breaks")
    office.type(page, "raise_at", "15 min")
    form.teams.boxes["east"].click()
    form.submit()
    office.work()
    assert "No state is chosen" in form.states.notice.words
    form.states.boxes["away"].click()
    form.submit()
    office.work()
    order = office.asked(KeepAlertRule)[-1]
    assert order.rule == AlertRule(
        id=order.rule.id,
        name="Long breaks",
        figure=AlertFigure.IN_STATE,
        over=AlertOver.TEAMS,
        teams=("east",),
        states=(AgentState.AWAY,),
        raise_at=900,
        clear_at=0,
        raise_ms=0,
        clear_ms=0,
    )
    (entry,) = page.rows.entries
    assert entry.detail == "Not ready (break, meal, meeting, busy): longer than 15 min · East"
    page.open(order.rule.id)
    assert form.figure.list.current == "in_state"
    assert form.rows["raise_at"].control().text() == "15 min"  # type: ignore[attr-defined]
    assert form.rows["raise_at"].label.text() == "Longer than"
    _choose(form.figure, "")
    _choose(form.over, "house")
    assert form.teams.isHidden()
    assert form.states.isHidden()
    form.channels.boxes["chat"].click()
    office.type(page, "clear_at", "1")
    form.submit()
    office.work()
    whole = office.asked(KeepAlertRule)[-1].rule
    assert (whole.over, whole.teams, whole.states) == (AlertOver.HOUSE, (), ())
    assert page.rows.entries[0].detail == "Waiting: 900 or more · the whole house, chat"


def test_a_rule_of_low_answers_has_no_lines_and_needs_somebody_to_tell(office: Office) -> None:
    page = office.open(Topic.ALERTS)
    page.begin_new()
    office.work()
    form = page.form
    assert isinstance(form, AlertForm)
    office.type(page, "name", "Low answers")
    _choose(form.figure, "survey")
    assert form.over.value() == AlertOver.TEAMS
    hidden = (form.queues, form.channels, form.states, form.rows["raise_at"])
    assert not any(one.isVisibleTo(form) for one in hidden)
    assert form.figure.about.isVisibleTo(form)
    form.teams.boxes["east"].click()
    form.submit()
    office.work()
    assert "tells nobody else" in form.rows["mail_by"].notice.words
    office.type(page, "hook", "https://example.org/low")
    form.submit()
    office.work()
    rule = office.asked(KeepAlertRule)[-1].rule
    assert (rule.figure, rule.teams) == (AlertFigure.SURVEY, ("east",))
    (entry,) = page.rows.entries
    assert entry.detail == "Low answers to surveys · East"
    page.open(rule.id)
    _choose(form.figure, "")
    assert form.rows["raise_at"].isVisibleTo(form)
    assert not form.figure.about.isVisibleTo(form)


def test_the_house_is_not_offered_to_who_leads_a_part_of_it(office: Office) -> None:
    office.team.leads_all = False  # type: ignore[attr-defined]
    page = office.open(Topic.ALERTS)
    page.begin_new()
    office.work()
    assert isinstance(page.form, AlertForm)
    assert page.form.over.list.choices == 2
    page.form.over.list.choose("house")
    assert page.form.over.value() == ""


def test_what_could_not_be_told_is_said(office: Office) -> None:
    way = AlertWay(
        way="hook", state="failed", at=office.desk.now(), problem="There was no answer in time."
    )
    rule = AlertRule(id="late", name="Late", figure=AlertFigure.READY, raise_at=0, clear_at=1)
    office.team.alerts = {"late": replace(rule, told=(way,))}  # type: ignore[attr-defined]
    page = office.open(Topic.ALERTS)
    (entry,) = page.rows.entries
    assert (entry.state, entry.level) == ("Not told", "danger")
    assert entry.detail == "Ready agents: 0 or less · every queue"
