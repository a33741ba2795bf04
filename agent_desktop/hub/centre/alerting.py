"""Alerts: live figures held against the lines that the house draws, and who is told.

Promises that every raising, clearing and seeing is kept and told to the leads who reach the queue; that a restart
neither forgets an alert nor raises it twice; that seeing one leaves an entry in the audit trail. Refuses to send
anything: what is to be sent is kept, and the server's courier sends it.
"""

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book, unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.reach import Reach, not_led, reach_of
from agent_desktop.hub.rules.hysteresis import Lines, Standing, look, reaches_at
from agent_desktop.hub.storage import alerts, configuration
from agent_desktop.hub.storage.alerts import AlertSend
from agent_desktop.hub.storage.asked import Asked
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.alerts import (
    Alert,
    AlertEnded,
    AlertFigure,
    AlertRaised,
    AlertRule,
    AlertRules,
    SeeAlert,
)
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.board import QueueLine
from agent_desktop.model.errors import Refused

SETTING: Final = "alerts"
MAX_RULES: Final = 100
MAX_MS: Final[Millis] = 24 * 3_600_000
MAX_LINE: Final = 1_000_000
MAX_MAILS: Final = 20
_encode = msgspec.json.Encoder().encode


# --- the rules


def rules_of(storage: Storage) -> tuple[AlertRule, ...]:
    """What is kept; what cannot be read watches nothing."""
    text = configuration.setting(storage, SETTING) or "{}"
    try:
        return msgspec.json.decode(text, type=AlertRules).rules
    except msgspec.MsgspecError:
        return ()


def define(book: Book, rule: AlertRule) -> None:
    """Make a rule or change it; a new one comes last. What it had raised is judged anew. Raises Refused."""
    check(rule)
    known = {one.id: one for one in book.live.alert_rules}
    if rule.id not in known and len(known) >= MAX_RULES:
        raise Refused(f"There are at most {MAX_RULES} rules.", remedy="Remove one first.")
    for queue_id in rule.queues:
        if queue_id not in book.live.queues:
            raise unknown("queues", queue_id)
    if rule.mail_by and rule.mail_by not in book.live.networks:
        raise unknown("mail_by", rule.mail_by)
    _keep(book, (*(known | {rule.id: replace(rule, told=())}).values(),))
    _let_go(book, rule.id)


def remove(book: Book, rule_id: str) -> None:
    """Watch no more. Raises Refused."""
    rest = tuple(one for one in book.live.alert_rules if one.id != rule_id)
    if len(rest) == len(book.live.alert_rules):
        raise unknown("id", rule_id)
    _keep(book, rest)
    _let_go(book, rule_id)
    alerts.forget_sends(book.storage, rule_id)


def _keep(book: Book, rules: tuple[AlertRule, ...]) -> None:
    configuration.keep_setting(book.storage, SETTING, _encode(AlertRules(rules=rules)).decode())
    book.live.alert_rules = rules


def _let_go(book: Book, rule_id: str) -> None:
    """What a rule had raised is over; nothing is sent of that."""
    for one in [each for each in book.live.alerts.values() if each.rule_id == rule_id]:
        _end(book, one)
    book.live.alarms = {key: one for key, one in book.live.alarms.items() if key[0] != rule_id}


def check(rule: AlertRule) -> None:
    """Raises Refused for lines in the wrong order, for times that are none, and for ways without an address."""
    wrong = ""
    if not rule.name.strip():
        raise Refused("A name is needed.", remedy="Give one.", field="name")
    if rule.figure is AlertFigure.SURVEY:
        wrong = "figure"
    for field in ("raise_at", "clear_at"):
        if not 0 <= getattr(rule, field) <= MAX_LINE:
            wrong = field
    for field in ("raise_ms", "clear_ms"):
        if not 0 <= getattr(rule, field) <= MAX_MS:
            wrong = field
    if wrong:
        raise Refused(
            "This number cannot be used here.",
            remedy="Choose another one.",
            field=wrong,
            value=str(getattr(rule, wrong)),
        )
    if (rule.clear_at <= rule.raise_at) if rule.falls else (rule.clear_at >= rule.raise_at):
        raise Refused(
            "The alert would be raised and cleared by the same figure.",
            remedy="Let it clear where things are calmer than where it is raised.",
            field="clear_at",
            value=str(rule.clear_at),
        )
    if bool(rule.mail_by) != bool(rule.mail_to) or len(rule.mail_to) > MAX_MAILS:
        raise Refused(
            f"Mail needs a mailbox and 1 to {MAX_MAILS} addresses.",
            remedy="Give both, or neither.",
            field="mail_to" if rule.mail_by else "mail_by",
        )


# --- watching


def restored(book: Book) -> None:
    """After a start: what was raised is still raised."""
    live = book.live
    live.alert_rules = rules_of(book.storage)
    live.alerts = alerts.open_alerts(book.storage)
    raised = Standing(raised=True)
    live.alarms = {
        (one.rule_id, one.queue_id): raised for one in live.alerts.values() if one.rule_id
    }


def watched(book: Book, lines: Iterable[QueueLine]) -> Millis | None:
    """Hold the figures against the rules; when to look again at the latest, None: when something changes."""
    times: list[Millis] = []
    by_id = {one.id: one for one in lines}
    for rule in book.live.alert_rules:
        if not rule.on:
            continue
        for queue_id in rule.queues or by_id:
            if queue_id in by_id:
                times += _watch(book, rule, by_id[queue_id])
    gone = [key for key in book.live.alarms if key[1] not in book.live.queues]
    for key in gone:
        del book.live.alarms[key]
    for one in list(book.live.alerts.values()):
        if one.rule_id and one.queue_id not in book.live.queues:
            _end(book, one)
    return min(times, default=None)


def _watch(book: Book, rule: AlertRule, line: QueueLine) -> list[Millis]:
    key = (rule.id, line.id)
    lines = Lines(rule.raise_at, rule.clear_at, rule.raise_ms, rule.clear_ms, rule.falls)
    before = book.live.alarms.get(key, Standing())
    value = value_of(rule.figure, line, book.now)
    step = look(lines, before, value, book.now)
    book.live.alarms[key] = step.standing
    if step.changed and step.standing.raised:
        alert = Alert(
            id=new_id(),
            figure=rule.figure,
            at=book.now,
            value=value or 0,
            limit=rule.raise_at,
            rule_id=rule.id,
            name=rule.name,
            queue_id=line.id,
            queue_name=line.name,
        )
        _raise(book, alert)
        _send(book, rule, alert, "raised")
    elif step.changed:
        for one in [each for each in book.live.alerts.values() if _is(each, key)]:
            _end(book, one)
            _send(book, rule, one, "cleared")
    times = [] if step.next_at is None else [step.next_at]
    if rule.figure is AlertFigure.LONGEST_WAIT:
        at = reaches_at(lines, step.standing, line.oldest_at, book.now)
        times += [] if at is None else [at]
    return times


def _is(alert: Alert, key: tuple[str, str]) -> bool:
    return (alert.rule_id, alert.queue_id) == key


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
    )
    _raise(book, alert)


def _raise(book: Book, alert: Alert) -> None:
    book.live.alerts[alert.id] = alert
    alerts.keep_alert(book.storage, alert)
    _tell(book, alert)


def _tell(book: Book, alert: Alert) -> None:
    book.tell_leads(alert.agent_id or None, alert.queue_id, AlertRaised(alert=alert))


def _end(book: Book, alert: Alert) -> None:
    book.live.alerts.pop(alert.id, None)
    alerts.keep_alert(book.storage, alert, book.now)
    book.tell_leads(alert.agent_id or None, alert.queue_id, AlertEnded(alert_id=alert.id))


def _send(book: Book, rule: AlertRule, alert: Alert, what: str) -> None:
    ways = [("mail", rule.mail_by), ("hook", rule.hook)]
    body = _encode({"what": what, "at": book.now, "alert": alert}).decode()
    for way in (name for name, where in ways if where):
        send_id = f"{alert.id}-{what}-{way}"
        one = AlertSend(
            id=send_id, rule_id=rule.id, way=way, body=body, due_at=book.now, at=book.now
        )
        alerts.keep_send(book.storage, one)


# --- leads


def alerts_for(book: Book, reach: Reach) -> tuple[Alert, ...]:
    """Those of the queues and agents that somebody leads."""
    return tuple(one for one in book.live.alerts.values() if _reaches(reach, one))


def _reaches(reach: Reach, alert: Alert) -> bool:
    return reach.supervises and reach.acts.work(alert.agent_id or None, alert.queue_id)


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
    else:
        _end(book, seen)


# --- figures


def value_of(figure: AlertFigure, line: QueueLine, now: Millis) -> float | None:
    """The figure of a queue at a moment; None without data."""
    match figure:
        case AlertFigure.WAITING:
            return line.waiting
        case AlertFigure.LONGEST_WAIT:
            return None if line.oldest_at is None else max(0, now - line.oldest_at) / 1000
        case AlertFigure.SERVICE:
            return _percent(line.service.value)
        case AlertFigure.ABANDONED:
            return _percent(line.abandoned.value)
        case AlertFigure.READY:
            return line.ready
        case AlertFigure.SURVEY:
            return None


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100
