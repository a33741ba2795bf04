"""Every route of the hub and what comes of it for everybody who may knock: the table that the matrix tries.

`{team}`, `{conversation}` and the other fields of a `Side` stand for what the side that is asked about has.
"""

from dataclasses import dataclass
from typing import Any, Final

from agent_desktop.model.figure_questions import By

AGENT, OTHER_AGENT, LEAD, OTHER_LEAD, ADMIN = "agent", "other agent", "lead", "other lead", "admin"
"""Of the side that is asked about, of the other side, and of the whole house."""
SPARE_LEAD: Final = "spare lead"
"""Who may lead, and leads no team."""
Expected = dict[str, int]
"""The status for each, in the order in which they ask: who is refused first, so that there is something to refuse."""


def _leads(own: int, other: int, admin: int | None = None) -> Expected:
    return {
        AGENT: 403,
        OTHER_AGENT: 403,
        OTHER_LEAD: other,
        SPARE_LEAD: other,
        LEAD: own,
        ADMIN: own if admin is None else admin,
    }


def _desks(own: int, other: int) -> Expected:
    return {
        OTHER_AGENT: other,
        OTHER_LEAD: other,
        SPARE_LEAD: other,
        AGENT: own,
        LEAD: own,
        ADMIN: own,
    }


LISTED: Final = _leads(200, 200)
"""For leads: each has the own, and nothing of the other's."""
CHANGED: Final = _leads(204, 422)
READ: Final = _desks(200, 422)
"""For who may read the conversation."""
OWN: Final = _desks(200, 200)
"""Of who asks alone."""


@dataclass(frozen=True)
class Line:
    """What is asked of a route, and with which status it answers whom.

    `shows`: who may see it finds the word of the side in the answer. `repeats`: answers say what was asked for, or what
    one did oneself, so that only the word of the other side is looked for. `house`: it is of the whole house, too.
    """

    asks: tuple[str, ...]
    expected: Expected
    body: dict[str, Any] | bytes | None = None
    shows: bool = False
    repeats: bool = False
    house: bool = False


_DAYS = "period=this_week"
_REPORTS: Final = (
    *("service", "agents", "channels", "queues", "entry_points", "teams", "tags", "resolution"),
    *("surveys", "self_service", "dispositions", "preferences", "backlog", "ageing"),
)
REPORTS: Final = (*_REPORTS, "journey")
"""Every report that there is."""
_SHIFT: Final = {"type": "define_shift", "day": "{monday}", "starts": 540, "ends": 1020}
_ALERT: Final = {
    "type": "define_alert",
    "name": "{word} alert",
    "figure": "ready",
    "queues": ["{team}-queue"],
    "raise_at": 50,
    "clear_at": 51,
    "raise_ms": 0,
}

TABLE: Final[dict[str, Line]] = {
    # what is read of conversations
    "GET /v1/conversations/{conversation}/timeline": Line(
        ("/v1/conversations/{conversation}/timeline",), READ, shows=True
    ),
    "GET /v1/customers/{customer}/conversations": Line(
        ("/v1/customers/{customer}/conversations",), OWN, house=True
    ),
    "GET /v1/attachments/{id}": Line(("/v1/attachments/{file}",), READ, shows=True),
    "GET /v1/interactions/{id}/why": Line(("/v1/interactions/{work}/why",), READ),
    # the own
    "PUT /v1/attachments/{id}": Line(
        ("/v1/attachments/mine-{team}?name=a.txt",), OWN, body=b"mine"
    ),
    "POST /v1/uploads/{id}": Line(("/v1/uploads/part-{team}?name=a.txt&size=4",), OWN),
    "PUT /v1/uploads/{id}": Line(("/v1/uploads/part-{team}?offset=0",), OWN, body=b"mine"),
    "DELETE /v1/uploads/{id}": Line(("/v1/uploads/part-{team}",), _desks(204, 204)),
    "GET /v1/sessions": Line(("/v1/sessions",), OWN),
    "DELETE /v1/sessions/{session}": Line(("/v1/sessions/none",), _desks(404, 404)),
    "PUT /v1/password": Line(("/v1/password",), _desks(400, 400), body={"type": "none"}),
    "GET /v1/phone/line": Line(("/v1/phone/line",), OWN),
    "POST /v1/sign-out": Line(("/v1/sign-out",), {}),
    "GET /v1/entry-points/{id}/templates": Line(
        ("/v1/entry-points/{team}-web/templates",), _desks(422, 422), house=True
    ),
    # for everybody
    "GET /v1/health": Line(("/v1/health",), _desks(200, 200)),
    "POST /v1/sign-in": Line(("/v1/sign-in",), _desks(400, 400), body={"type": "none"}),
    "POST /v1/sign-in/ticket": Line(
        ("/v1/sign-in/ticket",), _desks(400, 400), body={"type": "none"}
    ),
    # figures and reports
    "GET /v1/figures": Line(
        (
            *(f"/v1/figures?{_DAYS}&by={by.value}&also=issues,self_service" for by in By),
            f"/v1/figures?{_DAYS}&by=queue,agent,entry_point",
        ),
        LISTED,
    ),
    "GET /v1/figures/names": Line(("/v1/figures/names",), LISTED, shows=True),
    "GET /v1/figures/behind": Line(
        tuple(
            f"/v1/figures/behind?{_DAYS}&measure={measure}"
            for measure in ("answered", "service_level", "handled", "handle_time", "offered")
        ),
        LISTED,
        shows=True,
    ),
    "GET /v1/reports": Line(("/v1/reports",), LISTED),
    "GET /v1/reports/{name}": Line(
        tuple(
            f"/v1/reports/{name}?{_DAYS}&format={made_as}"
            for name in _REPORTS
            for made_as in ("json", "csv", "xlsx")
        ),
        LISTED,
    ),
    "GET /v1/reports/journey/customers": Line(
        ("/v1/reports/journey/customers?find={word}",), LISTED, shows=True
    ),
    "GET /v1/report-schedules": Line(("/v1/report-schedules",), LISTED, shows=True),
    "PUT /v1/report-schedules/{id}": Line(
        ("/v1/report-schedules/{team}-report",),
        _leads(204, 404),
        body={
            "type": "define_report_schedule",
            "report": "queues",
            "entry_point_id": "post",
            "receivers": ["{word}@example.org"],
        },
    ),
    "POST /v1/report-schedules/{id}/sending": Line(
        ("/v1/report-schedules/{team}-report/sending",), _leads(204, 404)
    ),
    "DELETE /v1/report-schedules/{id}": Line(
        ("/v1/report-schedules/{team}-report",), _leads(204, 404, 404)
    ),
    # alerts, wallboards, shifts
    "GET /v1/alerts": Line(("/v1/alerts",), LISTED, shows=True),
    "PUT /v1/alerts/{id}": Line(("/v1/alerts/{team}-alert",), CHANGED, body=_ALERT),
    "DELETE /v1/alerts/{id}": Line(("/v1/alerts/{team}-alert",), _leads(204, 422, 422)),
    "GET /v1/wallboards": Line(("/v1/wallboards",), LISTED, shows=True),
    "PUT /v1/wallboards/{id}": Line(
        ("/v1/wallboards/{team}-wall",),
        _leads(204, 404),
        body={"type": "define_wallboard", "name": "{word} wall"},
    ),
    "DELETE /v1/wallboards/{id}": Line(("/v1/wallboards/{team}-wall",), _leads(204, 404, 404)),
    "GET /v1/shifts": Line(("/v1/shifts?from={monday}",), LISTED, shows=True),
    "PUT /v1/agents/{agent}/shifts/{id}": Line(
        ("/v1/agents/{team}-ann/shifts/{team}-shift",), CHANGED, body=_SHIFT
    ),
    "POST /v1/shifts/copy": Line(
        ("/v1/shifts/copy",),
        _leads(200, 422),
        body={"type": "copy_shifts", "first": "{monday}", "to": "2030-01-07", "team": "{team}"},
    ),
    "POST /v1/shifts/import": Line(
        ("/v1/shifts/import",),
        _leads(200, 422),
        body={
            "type": "import_shifts",
            "text": "agent,day,start,end\n{team}-ann,2031-01-07,9:00,17:00\n",
        },
        repeats=True,
    ),
    "DELETE /v1/agents/{agent}/shifts/{id}": Line(
        ("/v1/agents/{team}-ann/shifts/{team}-shift",), _leads(204, 422, 422)
    ),
    # what was said and done
    "GET /v1/announcements": Line(("/v1/announcements",), LISTED, shows=True),
    "GET /v1/audit": Line(
        (
            *("/v1/audit?limit=500", "/v1/audit?who={team}-lea", "/v1/audit?whom={team}-ann"),
            *("/v1/audit?about=agent/{team}-ann", "/v1/audit?about=interaction/{work}"),
            "/v1/audit?words={word}",
        ),
        LISTED,
        repeats=True,
    ),
    "GET /v1/audit/export": Line(
        (
            *("/v1/audit/export?format=csv", "/v1/audit/export?format=jsonl"),
            "/v1/audit/export?words={word}&from=1",
        ),
        LISTED,
        repeats=True,
    ),
}
"""Every route that is not for administrators alone; those are in matrix_admin."""
