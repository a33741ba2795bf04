"""The page of alerts."""

from msgspec.structs import replace

from agent_desktop.model.administration import QueueRules, Topic
from agent_desktop.model.alerts import (
    AlertFigure,
    AlertRule,
    AlertWay,
    KeepAlertRule,
    RemoveAlertRule,
)
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from tests.ui.settings.conftest import Office


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
    office.type(page, "raise_at", "120")
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
    assert entry.detail == "Longest wait: 120 seconds or more · Support"
    page.open(order.rule.id)
    page.form.removed.emit()
    office.work()
    assert office.asked(RemoveAlertRule) == [RemoveAlertRule(rule_id=order.rule.id)]


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
