"""Routing rules over HTTP: who may, what is wrong at which line, a chat that goes where a rule says, a dry run."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, http, problem

RULES = "/v1/admin/rules"
DRAFT = f"{RULES}/draft"
PUBLISH = {"type": "publish_rules", "note": "Refunds"}
TEXT = """\
rule refunds "Refunds"
  if words refund
  points 5
  tag money
"""


def draft(text: str) -> dict[str, str]:
    return {"type": "define_rules", "text": text}


def test_rules_are_the_administrators(team: Team) -> None:
    with http(team.url, team.sue) as lead:
        assert lead.get(RULES).status_code == 403
        assert lead.put(DRAFT, json=draft(TEXT)).status_code == 403
        assert lead.post(f"{RULES}/publish", json=PUBLISH).status_code == 403
    with http(team.url, team.ann) as agent:
        assert agent.get("/v1/admin/calendars").status_code == 403


def test_faults_are_told_at_their_lines_and_never_run(team: Team) -> None:
    wrong = TEXT + "  to queue nowhere\n"
    with http(team.url, team.owner) as admin:
        checked = admin.post(f"{RULES}/check", json={"type": "check_rules", "text": wrong}).json()
        ((fault),) = checked["faults"]
        assert (fault["line"], fault["fault"], fault["rule"]) == (5, "unknown_queue", "refunds")
        unreadable = admin.put(DRAFT, json=draft("rule a\n  sing"))
        assert (unreadable.status_code, problem(unreadable)["field"]) == (422, "text")
        assert admin.put(DRAFT, json=draft(wrong)).status_code == 204
        refused = admin.post(f"{RULES}/publish", json=PUBLISH)
        assert (refused.status_code, problem(refused)["field"]) == (422, "queue")
        kept = admin.get(RULES).json()
        assert (kept["running"], kept["changed"], len(kept["faults"])) == (0, True, 1)
        other = admin.put(DRAFT, json={**draft(TEXT), "seen": "another"})
        assert (other.status_code, problem(other)["field"]) == (409, "seen")
        assert admin.get(RULES).json()["text"] == wrong
        both = admin.put(DRAFT, json={**draft(TEXT), "rules": []})
        assert both.status_code == 400


def test_a_chat_goes_as_a_rule_says_and_a_draft_is_tried_on_it(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        assert admin.put(DRAFT, json=draft(TEXT)).status_code == 204
        assert admin.post(f"{RULES}/publish", json=PUBLISH).status_code == 204
        assert admin.post(f"{RULES}/publish", json=PUBLISH).status_code == 409
        with Desk.open(team.hub.live, team.ann) as desk, Visitor(team.url) as visitor:
            desk.ready()
            visitor.introduce(question="Where is my refund?")
            key = desk.accept().offer.interaction_id
        why = admin.get(f"/v1/interactions/{key}/why").json()
        came = datetime.fromtimestamp(why["arrived_at"] / 1_000, UTC).date()
        that_day = {"type": "try_rules", "day": came.isoformat()}
        plan = why["plan"]
        assert (plan["version"], plan["tags"]) == (1, ["money"])
        assert plan["because"][0]["facts"] == [{"name": "words", "value": "refund"}]
        same = admin.post(f"{RULES}/dry-run", json=that_day).json()
        assert (same["interactions"], same.get("different", 0)) == (1, 0)
        assert admin.put(DRAFT, json={"type": "define_rules", "rules": []}).status_code == 204
        other = admin.post(f"{RULES}/dry-run", json=that_day).json()
        assert (other["different"], other["by_rule"][0]["count"]) == (1, 1)
        assert other["differences"][0]["rule_before"] == "Refunds"
        yesterday = admin.post(f"{RULES}/dry-run", json={"type": "try_rules"}).json()
        # The chat's own day is yesterday for a test that runs over midnight.
        assert yesterday["day"] in (f"{came - timedelta(days=1)}", f"{came}")
        assert yesterday.get("interactions", 0) == (yesterday["day"] == f"{came}")
        kept = admin.get(RULES).json()
        assert (kept["running"], kept["changed"], kept["rules"]) == (1, True, [])
        assert admin.post(f"{RULES}/revert", json={"type": "revert_rules", "number": 1}).is_success
        assert admin.get(RULES).json()["text"] == TEXT
        assert admin.get(f"{RULES}/versions/1").json()["text"] == TEXT
        assert admin.get(f"{RULES}/versions/x").status_code == 404


@pytest.mark.parametrize("day", ["tomorrow", "0001-01-01", "2026-02-30"])
def test_a_day_that_is_none(team: Team, day: str) -> None:
    with http(team.url, team.owner) as admin:
        answer = admin.post(f"{RULES}/dry-run", json={"type": "try_rules", "day": day})
    assert (answer.status_code, problem(answer)["field"]) == (400, "day")


def test_calendars_are_kept_and_judged(team: Team) -> None:
    wish = {
        "type": "define_calendar",
        "name": "Office",
        "zone": "Europe/Berlin",
        "hours": [{"weekday": 0, "opens": 540, "closes": 1020}],
        "special": [{"day": "12-25", "name": "Christmas"}],
    }
    with http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/calendars/office", json=wish).status_code == 204
        meets = {**wish, "hours": [*wish["hours"], {"weekday": 0, "opens": 60, "closes": 600}]}
        refused = admin.put("/v1/admin/calendars/office", json=meets)
        assert (refused.status_code, problem(refused)["field"]) == (422, "hours")
        nowhere = admin.put("/v1/admin/calendars/office", json={**wish, "zone": "Mars/City"})
        assert problem(nowhere)["field"] == "zone"
        (kept,) = admin.get("/v1/admin/calendars").json()["calendars"]
        assert kept["zone"] == "Europe/Berlin"
        text = "rule a\n  if open office\n  points 1\n"
        assert admin.put(DRAFT, json=draft(text)).status_code == 204
        assert admin.delete("/v1/admin/calendars/office").status_code == 422
        assert admin.put(DRAFT, json=draft("")).status_code == 204
        assert admin.delete("/v1/admin/calendars/office").status_code == 204
