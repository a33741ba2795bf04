"""Alerts: live figures held against the lines that the house draws, and who is told.

Promises that every raising, clearing and seeing is kept and told to the leads who reach the queue; that a restart
neither forgets an alert nor raises it twice; that seeing one leaves an entry in the audit trail. Refuses to send
anything: what is to be sent is kept, and the server's courier sends it.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import alert_rules
from agent_desktop.hub.centre.alert_subjects import Watched, subjects
from agent_desktop.hub.centre.board import Board
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.reach import Reach, not_led, reach_of
from agent_desktop.hub.journal.published import SUPERVISORS, for_leads
from agent_desktop.hub.rules.hysteresis import Lines, Standing, look, reaches_at
from agent_desktop.hub.storage import alerts
from agent_desktop.hub.storage.alerts import AlertSend
from agent_desktop.hub.storage.asked import Asked
from agent_desktop.hub.storage.lock_holder import Held
from agent_desktop.model.alerts import (
    Alert,
    AlertEnded,
    AlertFigure,
    AlertOver,
    AlertRaised,
    AlertRule,
    SeeAlert,
)
from agent_desktop.model.base import Millis, new_id

CALM: Final = Standing()
_encode = msgspec.json.Encoder().encode


# --- the rules


def define(book: Book, who: str, rule: AlertRule) -> None:
    """Make a rule or change it; a new one comes last. What it had raised is judged anew. Raises Refused, and OutOfReach
    for what `who` does not lead."""
    before = next((one for one in book.live.alert_rules if one.id == rule.id), None)
    _check_theirs(book, who, rule.id, before)
    alert_rules.check(rule)
    alert_rules.check_own(book, who, rule, before)
    alert_rules.put(book, rule)
    for one in _let_go(book, rule.id):
        _send(book, rule, one, "cleared")


def remove(book: Book, who: str, rule_id: str) -> None:
    """Watch no more. Raises Refused."""
    before = next((one for one in book.live.alert_rules if one.id == rule_id), None)
    if before is None:
        raise unknown("id", rule_id)
    _check_theirs(book, who, rule_id, before)
    rest = tuple(one for one in book.live.alert_rules if one.id != rule_id)
    alert_rules.keep(book, rest)
    _let_go(book, rule_id)
    alerts.forget_sends(book.storage, rule_id)


def _check_theirs(book: Book, who: str, rule_id: str, before: AlertRule | None) -> None:
    """Raises OutOfReach for a rule of what somebody else leads, too."""
    if before is not None and not alert_rules.governs(book, reach_of(book, who), before):
        raise not_led("id", rule_id)


def _let_go(book: Book, rule_id: str) -> list[Alert]:
    """What a rule had raised is over."""
    raised = [each for each in book.live.alerts.values() if each.rule_id == rule_id]
    for one in raised:
        _end(book, one)
    book.live.alarms = {key: one for key, one in book.live.alarms.items() if key[0] != rule_id}
    return raised


# --- watching


def restored(book: Book) -> None:
    """After a start: what was raised is still raised."""
    live = book.live
    live.alert_rules = alert_rules.rules_of(book.storage)
    live.alerts = alerts.open_alerts(book.storage)
    raised = Standing(raised=True)
    live.alarms = {
        (one.rule_id, one.subject): raised for one in live.alerts.values() if one.rule_id
    }


def watched(book: Book, board: Board) -> Millis | None:
    """Hold the board against the rules; when to look again at the latest, None: when something changes."""
    times: list[Millis] = []
    alarms, before = book.live.alarms, set(book.live.alarms)
    for rule in book.live.alert_rules:
        if not rule.on or rule.figure is AlertFigure.SURVEY:
            continue
        lines = Lines(rule.raise_at, rule.clear_at, rule.raise_ms, rule.clear_ms, rule.falls)
        for subject, figure in subjects(book, board, rule).items():
            key = (rule.id, subject)
            before.discard(key)
            if figure.value is not None or key in alarms:
                times += _watch(book, rule, lines, subject, figure)
    for key in before:  # a queue, team or agent that is gone, or not of the rule any more
        del alarms[key]
        for one in _raised(book, key):
            _end(book, one)
    return min(times, default=None)


def _watch(
    book: Book, rule: AlertRule, lines: Lines, subject: str, figure: Watched
) -> list[Millis]:
    key = (rule.id, subject)
    step = look(lines, book.live.alarms.get(key, CALM), figure.value, book.now)
    if step.standing == CALM:
        book.live.alarms.pop(key, None)
    else:
        book.live.alarms[key] = step.standing
    if step.changed and step.standing.raised:
        alert = _made(book, rule, subject, figure)
        _raise(book, alert)
        _send(book, rule, alert, "raised")
    elif step.changed:
        for one in _raised(book, key):
            _end(book, one)
            _send(book, rule, one, "cleared")
    times = [] if step.next_at is None else [step.next_at]
    at = reaches_at(lines, step.standing, figure.begins, book.now)
    return times if at is None else [*times, at]


def _raised(book: Book, key: tuple[str, str]) -> list[Alert]:
    return [one for one in book.live.alerts.values() if (one.rule_id, one.subject) == key]


def _made(book: Book, rule: AlertRule, subject: str, figure: Watched) -> Alert:
    """The alert of a rule that was just crossed, with the names of today."""
    live = book.live
    alert = Alert(
        id=new_id(),
        figure=rule.figure,
        at=book.now,
        value=figure.value or 0,
        limit=rule.raise_at,
        rule_id=rule.id,
        name=rule.name,
        channels=rule.channels,
        state=figure.state,
    )
    if rule.figure is AlertFigure.IN_STATE:
        return replace(alert, agent_id=subject, agent_name=live.agents[subject].profile.name)
    match rule.over:
        case AlertOver.QUEUES:
            return replace(alert, queue_id=subject, queue_name=live.queues[subject].name)
        case AlertOver.TEAMS:
            return replace(alert, team_id=subject, team_name=live.teams[subject].name)
        case AlertOver.HOUSE:
            return alert


def low_answer(book: Book, asked: Asked, score: int, comment: str) -> None:
    """A customer gave a low answer to a survey."""
    if asked.low is None or score > asked.low:
        return
    survey = next((one for one in book.live.surveys if one.id == asked.survey_id), None)
    queue = book.live.queues.get(asked.queue_id)
    alert = Alert(
        id=new_id(),
        figure=AlertFigure.SURVEY,
        at=book.now,
        value=score,
        limit=asked.low,
        name=survey.name if survey is not None else "",
        queue_id=asked.queue_id,
        queue_name=queue.name if queue is not None else "",
        agent_id=asked.agent_id,
        conversation_id=asked.conversation_id,
        comment=comment,
        survey=asked.kind,
    )
    _raise(book, alert)
    for rule in _rules_of_answers(book, alert):
        _send(book, rule, alert, "raised")


def _rules_of_answers(book: Book, alert: Alert) -> list[AlertRule]:
    """The rules that tell more people of a low answer: of a team of the agent who had helped, or of the house."""
    teams = {one.id for one in book.live.teams.values() if alert.agent_id in one.members}
    return [
        one
        for one in book.live.alert_rules
        if one.on
        and one.figure is AlertFigure.SURVEY
        and (one.over is AlertOver.HOUSE or teams.intersection(one.teams or teams))
    ]


def low_comment(book: Book, asked: Asked, comment: str) -> None:
    """The customer said more: whoever has not looked after a low answer reads that too."""
    for one in list(book.live.alerts.values()):
        about = (one.figure, one.conversation_id, one.agent_id)
        if about == (AlertFigure.SURVEY, asked.conversation_id, asked.agent_id) and not one.comment:
            _raise(book, replace(one, comment=comment))


def lock_was_held(book: Book, held: Held) -> None:
    """Nobody was served for a while, because a stranger had the hub's lock: who sees everything is told who it was."""
    seconds = max(1, round((held.until - held.since) / 1000))
    alert = Alert(
        id=new_id(),
        figure=AlertFigure.LOCK,
        at=book.now,
        value=seconds,
        limit=0,
        stranger=held.stranger.words(),
    )
    _raise(book, alert)


def _raise(book: Book, alert: Alert) -> None:
    book.live.alerts[alert.id] = alert
    alerts.keep_alert(book.storage, alert)
    _tell(book, alert)


def _tell(book: Book, alert: Alert) -> None:
    _tell_leads(book, alert, AlertRaised(alert=alert))


def _end(book: Book, alert: Alert) -> None:
    book.live.alerts.pop(alert.id, None)
    alerts.keep_alert(book.storage, alert, book.now)
    _tell_leads(book, alert, AlertEnded(alert_id=alert.id))


def _tell_leads(book: Book, alert: Alert, event: AlertRaised | AlertEnded) -> None:
    """Those who lead whom it is of; of the house, those alone who see everything."""
    if alert.team_id and not alert.agent_id:
        book.tell(SUPERVISORS, event)
        if alert.team_id in book.live.teams:
            book.tell(for_leads(alert.team_id), event)
    else:
        book.tell_leads(alert.agent_id or None, alert.queue_id, event)


def _send(book: Book, rule: AlertRule, alert: Alert, what: str) -> None:
    ways = [("mail", rule.mail_by), ("hook", rule.hook)]
    told = replace(alert, rule_id=rule.id)
    body = _encode({"what": what, "at": book.now, "alert": told}).decode()
    for way in (name for name, where in ways if where):
        send_id = f"{alert.id}.{rule.id}-{what}-{way}"
        one = AlertSend(
            id=send_id, rule_id=rule.id, way=way, body=body, due_at=book.now, at=book.now
        )
        alerts.keep_send(book.storage, one)


# --- leads


def alerts_for(book: Book, reach: Reach) -> tuple[Alert, ...]:
    """Those of the queues and agents that somebody leads."""
    return tuple(one for one in book.live.alerts.values() if _reaches(reach, one))


def _reaches(reach: Reach, alert: Alert) -> bool:
    if not reach.supervises or reach.acts.everything:
        return reach.supervises
    if alert.team_id and not alert.agent_id:
        return reach.team(alert.team_id)
    return reach.acts.work(alert.agent_id or None, alert.queue_id)


def see(book: Book, lead: LiveAgent, asked: SeeAlert) -> None:
    """A lead looks after it. Over already: nothing happens. Raises OutOfReach."""
    alert = book.live.alerts.get(asked.alert_id)
    if alert is None:
        return
    lead_id = lead.profile.id
    if not _reaches(reach_of(book, lead_id), alert):
        raise not_led("alert_id", asked.alert_id)
    if alert.seen_at is not None:
        return
    seen = replace(alert, seen_by=lead.profile.name, seen_at=book.now)
    book.live.alerts[alert.id] = seen
    alerts.keep_alert(book.storage, seen)
    book.trail.add(book.now, lead_id, "see_alert", f"alert/{alert.id}", alert.agent_id)
    if alert.rule_id:
        _tell(book, seen)
        return
    _end(book, seen)
    if seen.figure is AlertFigure.SURVEY:
        for rule in _rules_of_answers(book, seen):
            _send(book, rule, seen, "cleared")
