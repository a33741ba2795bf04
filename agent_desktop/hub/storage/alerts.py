"""Alerts, and what is sent because of them: rows to records and back. In the open transaction.

Promises that an alert which is over is never open again, and that what was to be sent stays with what became of it.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select

from agent_desktop.hub.storage.alert_tables import alert_sends, alerts
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.alerts import Alert, AlertWay
from agent_desktop.model.base import Millis, Record

WAITING, SENT, FAILED = "waiting", "sent", "failed"
_alert = msgspec.json.Decoder(Alert).decode
_encode = msgspec.json.Encoder().encode


class AlertSend(Record, frozen=True):
    """News of an alert on their way. `way` is "mail" or "hook", `body` the alert and what happened to it, as JSON."""

    id: str
    rule_id: str
    way: str
    body: str
    due_at: Millis
    state: str = WAITING
    attempts: int = 0
    at: Millis = 0
    problem: str = ""


def keep_alert(storage: Storage, alert: Alert, ended_at: Millis | None = None) -> None:
    """Keep it as it is now, and whether it is over."""
    row = (alert.id, alert.at, ended_at, _encode(alert).decode())
    storage.put(alerts, (alert.id,), tuple, row)


def open_alerts(storage: Storage) -> dict[str, Alert]:
    """Those that are not over, the oldest first."""
    query = select(alerts.c.body).where(alerts.c.ended_at.is_(None)).order_by(alerts.c.at)
    found = (_alert(row.body) for row in storage.rows(query))
    return {one.id: one for one in found}


def keep_send(storage: Storage, one: AlertSend) -> None:
    """Put it on its way, or write down what became of it."""
    values = (one.state, one.attempts, one.due_at, one.at, one.problem)
    row = (one.id, one.rule_id, one.way, one.body, *values)
    storage.put(alert_sends, (one.id,), tuple, row)


def _send(row: Sequence[Any]) -> AlertSend:
    return AlertSend(
        id=row[0],
        rule_id=row[1],
        way=row[2],
        body=row[3],
        state=row[4],
        attempts=row[5],
        due_at=row[6],
        at=row[7],
        problem=row[8],
    )


def waiting_sends(storage: Storage, limit: int = 1_000) -> list[AlertSend]:
    """What waits to be sent, the earliest due first."""
    query = select(alert_sends).where(alert_sends.c.state == WAITING)
    ordered = query.order_by(alert_sends.c.due_at, alert_sends.c.id).limit(limit)
    return [_send(row) for row in storage.rows(ordered)]


def last_ways(storage: Storage, rule_id: str) -> tuple[AlertWay, ...]:
    """How telling stands by each way of a rule: the newest of each."""
    found: dict[str, AlertWay] = {}
    query = select(alert_sends).where(alert_sends.c.rule_id == rule_id)
    for row in storage.rows(query.order_by(alert_sends.c.at.desc()).limit(20)):
        one = _send(row)
        standing = AlertWay(way=one.way, state=one.state, at=one.at, problem=one.problem)
        found.setdefault(one.way, standing)
    return tuple(found[way] for way in sorted(found))


def forget_sends(storage: Storage, rule_id: str) -> None:
    """A rule is gone: nothing more is sent for it."""
    storage.execute(delete(alert_sends).where(alert_sends.c.rule_id == rule_id))
