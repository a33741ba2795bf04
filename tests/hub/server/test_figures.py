"""Figures over HTTP: who may, what is asked wrongly, and a chat that was served, counted in the house's days."""

import pytest

from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.figure_questions import By
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, http, problem

RULES = "/v1/admin/figures"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"every": "20"}, "every"),
        ({"every": ""}, "every"),
        ({"days": "32"}, "days"),
        ({"days": "367", "every": "week"}, "days"),
        ({"days": "8", "agent": "ann"}, "days"),
        ({"from": "yesterday"}, "from"),
        ({"from": "0001-01-01"}, "from"),
        ({"from": "9999-12-31"}, "from"),
        ({"by": "queue,moon"}, "by"),
        ({"period": "tomorrow"}, "period"),
        ({"period": "today", "from": "2026-03-29"}, "period"),
        ({"period": "last_month", "by": "team,interval"}, "days"),
        ({"by": "team,tag"}, "by"),
        ({"also": "moon"}, "also"),
    ],
)
def test_what_is_asked_wrongly(team: Team, asked: dict[str, str], field: str) -> None:
    with http(team.url, team.sue) as lead:
        answer = lead.get("/v1/figures", params=asked)
    assert answer.status_code == 400
    assert problem(answer)["field"] == field


@pytest.mark.parametrize("by", ["", *By])
def test_every_way_to_divide_figures_also_counts_matters_and_self_service(
    team: Team, by: str
) -> None:
    with http(team.url, team.sue) as lead:
        found = lead.get("/v1/figures", params={"by": by, "also": "issues,self_service"})
    assert found.status_code == 200, found.text
    named = {one["name"] for one in found.json()["definitions"]}
    assert {"first_contact_resolution", "promoter_score", "contained_strictly"} <= named


def test_a_chat_is_counted_for_team_leads(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        zone = admin.put(RULES, json={"type": "define_figures", "zone": "Nowhere/There"})
        assert problem(zone)["field"] == "zone"
        wish = {"type": "define_figures", "zone": "Pacific/Auckland", "variant": "negative"}
        assert admin.put(RULES, json=wish).status_code == 204
        assert admin.get(RULES).json()["zone"] == "Pacific/Auckland"
    with Desk.open(team.hub.live, team.ann) as desk, Visitor(team.url) as visitor:
        desk.ready()
        visitor.introduce()
        offer = desk.accept().offer
        desk.perform(EndInteraction(interaction_id=offer.interaction_id))
    with http(team.url, team.ann) as agent:
        assert agent.get("/v1/figures").status_code == 403
    with http(team.url, team.sue) as lead:
        by = {"by": "channel,agent,interval", "every": "60", "days": "2"}
        made = lead.get("/v1/figures", params=by).json()
        same = lead.get("/v1/figures", params=by | {"queue": "support", "agent": "ann"}).json()
        year = lead.get("/v1/figures", params={"days": "366", "by": "", "every": "month"}).json()
        also = lead.get("/v1/figures", params={"by": "queue", "also": "issues"}).json()
        tags = lead.get("/v1/figures", params={"by": "tag"}).json()
        empty = lead.get("/v1/figures", params={"from": "2001-01-01", "days": "31"}).json()
    assert (made["zone"], made["variant"]) == ("Pacific/Auckland", "negative")
    assert "service_level" in [one["name"] for one in made["definitions"]]
    (row,) = [one for one in made["rows"] if one["agent_id"] == "ann" and "answered" in one["sums"]]
    assert (row["channel"], row["sums"]["offered"], row["queue_id"]) == ("chat", 1, None)
    assert row["until_at"] - row["from_at"] == 3_600_000
    assert row["figures"]["service_level"] == 1.0
    assert row["figures"]["handle_time"] is None  # the wrap-up goes on
    assert [one for one in same["rows"] if "answered" in one["sums"]] == [row]
    assert [one["sums"] for one in year["rows"]] == [year["total"]["sums"]]
    assert year["until_at"] - year["from_at"] == 366 * 86_400_000
    assert also["total"]["sums"]["created"] == 1
    assert also["total"]["figures"]["first_contact_resolution"] is None  # a week is not over
    assert {one["name"] for one in also["definitions"]} == set(also["total"]["figures"])
    assert (tags["rows"], tags["total"]["sums"]["offered"]) == ([], 1)
    assert empty["rows"] == []
    assert empty["total"]["figures"]["service_level"] is None
