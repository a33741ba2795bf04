"""Every route that is for administrators alone, with an order that the hub carries out: the matrix tries them all.

What is named there is of the house, and spare: nobody's work hangs on it. All others than administrators get the same
refusal, whatever they ask about.
"""

import shutil
from typing import Final

from tests.hub.server import matrix_peers
from tests.hub.server.matrix_peers import Order, Prepared
from tests.hub.server.test_voice_admin import SPOKEN, sound


def _get(path: str, status: int = 200) -> Order:
    return Order(path, status=status)


_ADMIN: Final = "/v1/admin"
_QUEUE: Final = {"type": "define_queue", "name": "Spare queue"}
_WEB: Final = {
    "type": "define_entry_point",
    "name": "Spare web",
    "channel": "chat",
    "queue_id": "support",
}
_TRUNK: Final = {"type": "define_trunk", "name": "Spare", "host": "127.0.0.1", "networks": []}
_MAILBOX: Final = {
    "type": "define_network_entry",
    "name": "Spare mail",
    "network": "email",
    "queue_id": "support",
    "settings": {"imap_host": "127.0.0.1", "smtp_host": "127.0.0.1", "address": "s@example.org"},
    "secrets": {"password": "p"},
}
_OUTCOMES: Final = (
    *("answered", "fixed", "changed", "refund", "follow-up", "handed-on", "no-answer", "spam"),
    *("solved", "east-done", "west-done"),
)
_REPLIES: Final = ("hello", "moment", "number", "more", "bye")
_RULES: Final = 'rule spare "Spare"\n  if words nothing-like-this\n  points 5\n'

ORDERS: Final[dict[str, Order | Prepared]] = {
    # people and teams
    "GET /v1/admin/agents": _get(f"{_ADMIN}/agents"),
    "PUT /v1/admin/agents/{id}": Order(
        f"{_ADMIN}/agents/spare",
        {
            "type": "define_agent",
            "name": "Spare",
            "email": "spare@example.org",
            "skills": {"spare-skill": 3},
        },
    ),
    "PUT /v1/admin/agents/{id}/password": Order(
        f"{_ADMIN}/agents/spare/password",
        {"type": "set_password", "password": "spare has a password"},
        first=("PUT /v1/admin/agents/{id}",),
    ),
    "GET /v1/admin/agents/{id}/sessions": _get(f"{_ADMIN}/agents/spare-lead/sessions"),
    "DELETE /v1/admin/agents/{id}/sessions/{session}": matrix_peers.end_session,
    "GET /v1/admin/teams": _get(f"{_ADMIN}/teams"),
    "PUT /v1/admin/teams/{id}": Order(
        f"{_ADMIN}/teams/spare-team", {"type": "define_team", "name": "Spare team"}
    ),
    "DELETE /v1/admin/teams/{id}": Order(
        f"{_ADMIN}/teams/spare-team", first=("PUT /v1/admin/teams/{id}",)
    ),
    # queues, doors and what agents choose from
    "GET /v1/admin/queues": _get(f"{_ADMIN}/queues"),
    "PUT /v1/admin/queues/{id}": Order(f"{_ADMIN}/queues/spare-queue", _QUEUE),
    "DELETE /v1/admin/queues/{id}": Order(
        f"{_ADMIN}/queues/spare-queue", first=("PUT /v1/admin/queues/{id}",)
    ),
    "DELETE /v1/admin/skills/{skill}": Order(
        f"{_ADMIN}/skills/spare-skill", first=("PUT /v1/admin/agents/{id}",)
    ),
    "GET /v1/admin/entry-points": _get(f"{_ADMIN}/entry-points"),
    "PUT /v1/admin/entry-points/{id}": Order(f"{_ADMIN}/entry-points/spare-web", _WEB),
    "POST /v1/admin/entry-points/{id}/secret": Order(
        f"{_ADMIN}/entry-points/spare-web/secret",
        status=200,
        first=("PUT /v1/admin/entry-points/{id}",),
    ),
    "POST /v1/admin/entry-points/{id}/pause": Order(
        f"{_ADMIN}/entry-points/spare-web/pause",
        {"type": "pause_entry_point", "paused": True},
        first=("PUT /v1/admin/entry-points/{id}",),
    ),
    "DELETE /v1/admin/entry-points/{id}": Order(
        f"{_ADMIN}/entry-points/spare-web", first=("PUT /v1/admin/entry-points/{id}",)
    ),
    "GET /v1/admin/dispositions": _get(f"{_ADMIN}/dispositions"),
    "PUT /v1/admin/dispositions/{id}": Order(
        f"{_ADMIN}/dispositions/spare", {"type": "define_disposition", "label": "Spare"}
    ),
    "PUT /v1/admin/dispositions": Order(
        f"{_ADMIN}/dispositions",
        {"type": "order_dispositions", "codes": ["spare", *_OUTCOMES]},
        first=("PUT /v1/admin/dispositions/{id}",),
    ),
    "DELETE /v1/admin/dispositions/{id}": Order(
        f"{_ADMIN}/dispositions/spare", first=("PUT /v1/admin/dispositions/{id}",)
    ),
    "GET /v1/admin/saved-replies": _get(f"{_ADMIN}/saved-replies"),
    "PUT /v1/admin/saved-replies/{id}": Order(
        f"{_ADMIN}/saved-replies/spare",
        {"type": "define_saved_reply", "title": "Spare", "text": "Spare words"},
    ),
    "PUT /v1/admin/saved-replies": Order(
        f"{_ADMIN}/saved-replies",
        {"type": "order_saved_replies", "shortcuts": ["spare", *_REPLIES]},
        first=("PUT /v1/admin/saved-replies/{id}",),
    ),
    "DELETE /v1/admin/saved-replies/{id}": Order(
        f"{_ADMIN}/saved-replies/spare", first=("PUT /v1/admin/saved-replies/{id}",)
    ),
    # how work goes
    "GET /v1/admin/costs": _get(f"{_ADMIN}/costs"),
    "PUT /v1/admin/costs": Order(f"{_ADMIN}/costs", {"type": "define_costs", "units": {}}),
    "GET /v1/admin/joining": _get(f"{_ADMIN}/joining"),
    "PUT /v1/admin/joining": Order(f"{_ADMIN}/joining", {"type": "define_joining"}),
    "GET /v1/admin/rules": _get(f"{_ADMIN}/rules"),
    "POST /v1/admin/rules/check": Order(
        f"{_ADMIN}/rules/check", {"type": "check_rules", "text": _RULES}, 200
    ),
    "PUT /v1/admin/rules/draft": Order(
        f"{_ADMIN}/rules/draft", {"type": "define_rules", "text": _RULES}
    ),
    "POST /v1/admin/rules/dry-run": Order(
        f"{_ADMIN}/rules/dry-run", {"type": "try_rules"}, 200, ("PUT /v1/admin/rules/draft",)
    ),
    "POST /v1/admin/rules/publish": Order(
        f"{_ADMIN}/rules/publish",
        {"type": "publish_rules", "note": "Spare"},
        first=("PUT /v1/admin/rules/draft",),
    ),
    "GET /v1/admin/rules/versions/{number}": _get(f"{_ADMIN}/rules/versions/1"),
    "POST /v1/admin/rules/revert": Order(
        f"{_ADMIN}/rules/revert", {"type": "revert_rules", "number": 1}
    ),
    "GET /v1/admin/calendars": _get(f"{_ADMIN}/calendars"),
    "PUT /v1/admin/calendars/{id}": Order(
        f"{_ADMIN}/calendars/spare", {"type": "define_calendar", "name": "Spare"}
    ),
    "DELETE /v1/admin/calendars/{id}": Order(
        f"{_ADMIN}/calendars/spare", first=("PUT /v1/admin/calendars/{id}",)
    ),
    # figures and surveys
    "GET /v1/admin/figures": _get(f"{_ADMIN}/figures"),
    "PUT /v1/admin/figures": Order(f"{_ADMIN}/figures", {"type": "define_figures"}),
    "GET /v1/admin/targets": _get(f"{_ADMIN}/targets"),
    "PUT /v1/admin/targets": Order(f"{_ADMIN}/targets", {"type": "define_targets"}),
    "GET /v1/admin/surveys": _get(f"{_ADMIN}/surveys"),
    "GET /v1/admin/surveys/sound": _get(f"{_ADMIN}/surveys/sound?kind=csat&language=en"),
    "PUT /v1/admin/surveys/{id}": Order(
        f"{_ADMIN}/surveys/spare", {"type": "define_survey", "name": "Spare", "on": False}
    ),
    "DELETE /v1/admin/surveys/{id}": Order(
        f"{_ADMIN}/surveys/spare", first=("PUT /v1/admin/surveys/{id}",)
    ),
    # telephones
    "GET /v1/admin/voice": _get(f"{_ADMIN}/voice"),
    "GET /v1/admin/voice/policy": _get(f"{_ADMIN}/voice/policy"),
    "PUT /v1/admin/voice/policy": Order(
        f"{_ADMIN}/voice/policy", {"type": "define_voice_policy", "policy": {}}
    ),
    "GET /v1/admin/voice/prompts": _get(f"{_ADMIN}/voice/prompts"),
    "GET /v1/admin/voice/prompts/sound": _get(
        f"{_ADMIN}/voice/prompts/sound?name=welcome&language=de"
    ),
    "PUT /v1/admin/voice/prompts": Order(f"{_ADMIN}/voice/prompts?name=spare", sound()),
    "POST /v1/admin/voice/prompts/spoken": Order(
        f"{_ADMIN}/voice/prompts/spoken", SPOKEN, 204 if shutil.which("espeak-ng") else 422
    ),
    "DELETE /v1/admin/voice/prompts": Order(
        f"{_ADMIN}/voice/prompts?name=spare", first=("PUT /v1/admin/voice/prompts",)
    ),
    "GET /v1/admin/voice/servers": _get(f"{_ADMIN}/voice/servers"),
    "PUT /v1/admin/voice/servers": Order(
        f"{_ADMIN}/voice/servers", {"type": "define_sound_servers", "servers": []}
    ),
    "GET /v1/admin/voice/trunks": _get(f"{_ADMIN}/voice/trunks"),
    "PUT /v1/admin/voice/trunks/{id}": Order(f"{_ADMIN}/voice/trunks/spare", _TRUNK),
    "PUT /v1/admin/voice/trunks": Order(
        f"{_ADMIN}/voice/trunks",
        {"type": "order_trunks", "trunks": ["spare"]},
        first=("PUT /v1/admin/voice/trunks/{id}",),
    ),
    "POST /v1/admin/voice/trunks/{id}/pause": Order(
        f"{_ADMIN}/voice/trunks/spare/pause",
        {"type": "pause_trunk", "paused": True},
        first=("PUT /v1/admin/voice/trunks/{id}",),
    ),
    "POST /v1/admin/voice/trunks/{id}/test": Order(
        f"{_ADMIN}/voice/trunks/spare/test", _TRUNK, 200
    ),
    "DELETE /v1/admin/voice/trunks/{id}": Order(
        f"{_ADMIN}/voice/trunks/spare", first=("PUT /v1/admin/voice/trunks/{id}",)
    ),
    # networks, and whom they may write to
    "GET /v1/admin/networks": _get(f"{_ADMIN}/networks"),
    "PUT /v1/admin/networks/{id}": Order(f"{_ADMIN}/networks/spare-mail", _MAILBOX),
    "POST /v1/admin/networks/{id}/pause": Order(
        f"{_ADMIN}/networks/spare-mail/pause",
        {"type": "pause_network_entry", "paused": True},
        first=("PUT /v1/admin/networks/{id}",),
    ),
    "POST /v1/admin/networks/{id}/test": Order(f"{_ADMIN}/networks/spare-mail/test", _MAILBOX, 200),
    "POST /v1/admin/networks/{id}/consent": matrix_peers.begin_consent,
    "DELETE /v1/admin/networks/{id}": Order(
        f"{_ADMIN}/networks/spare-mail", first=("PUT /v1/admin/networks/{id}",)
    ),
    "POST /v1/admin/consents/{id}/answer": matrix_peers.answer_consent,
    "POST /v1/admin/consents/{id}/wait": matrix_peers.await_consent,
    "DELETE /v1/admin/consents/{id}": matrix_peers.end_consent,
    "GET /v1/admin/opt-outs": _get(f"{_ADMIN}/opt-outs"),
    "POST /v1/admin/opt-outs": Order(
        f"{_ADMIN}/opt-outs",
        {
            "type": "record_consent",
            "kind": "email",
            "address": "vera@example.org",
            "given": False,
            "reason": "Asked for it",
        },
    ),
    # files that are held back
    "GET /v1/admin/scanner": _get(f"{_ADMIN}/scanner"),
    "PUT /v1/admin/scanner": Order(f"{_ADMIN}/scanner", {"type": "define_scanner", "address": ""}),
    "POST /v1/admin/scanner/test": Order(
        f"{_ADMIN}/scanner/test", {"type": "define_scanner", "address": "127.0.0.1:1"}, 200
    ),
    "GET /v1/admin/quarantine": _get(f"{_ADMIN}/quarantine"),
    "POST /v1/admin/quarantine/{id}/release": matrix_peers.release,
    "DELETE /v1/admin/quarantine/{id}": matrix_peers.delete,
    # the audit trail as a whole
    "GET /v1/audit/check": _get("/v1/audit/check"),
}
"""Every such route."""
