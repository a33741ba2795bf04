"""The administrator's routes: what they define holds, and wrong definitions are refused by name."""

import re

import pytest

from agent_desktop.hub.protocol import SnapshotFrame
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, http, make_agent, problem

AGENT = {"type": "define_agent", "name": "Somebody"}
QUEUE = {"type": "define_queue", "name": "Billing"}
ENTRY = {"type": "define_entry_point", "channel": "chat", "name": "Shop", "queue_id": "support"}


def test_a_new_hub_has_its_first_content(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        queues = admin.get("/v1/admin/queues").json()["queues"]
        assert [one["id"] for one in queues] == ["support"]
        entries = admin.get("/v1/admin/entry-points").json()["entry_points"]
        assert [one["id"] for one in entries] == ["website"]
    with Desk.open(team.live, team.owner) as desk:
        snapshot = next(f.snapshot for f in desk.frames if hasattr(f, "snapshot"))
    assert len(snapshot.dispositions) >= 8
    assert len(snapshot.saved_replies) >= 5
    assert {one.group for one in snapshot.dispositions} >= {"Solved", "Open", "No result"}


@pytest.mark.parametrize(
    ("path", "wish", "field"),
    [
        ("agents/x", {**AGENT, "name": ""}, "$.name"),
        ("agents/x", {**AGENT, "scopes": ["root"]}, "$.scopes[0]"),
        ("agents/x", {**AGENT, "capacity": {"fax": 1}}, "$"),
        ("agents/x", {**AGENT, "capacity": {"chat": -1}}, "$.capacity"),
        ("agents/x", {**AGENT, "skills": {"billing": 11}}, "$.skills"),
        ("agents/x", {**AGENT, "nmae": "y"}, "$"),
        ("agents/.x", AGENT, "id"),
        ("agents/x%00", AGENT, "id"),
        (f"agents/{'x' * 65}", AGENT, "id"),
        ("queues/x", {**QUEUE, "wrap_up_ms": -1}, "$.wrap_up_ms"),
        ("queues/x", {**QUEUE, "weight": 10**30}, "$.weight"),
        ("queues/x", {**QUEUE, "pick": "worst"}, "$.pick"),
        ("entry-points/x", {**ENTRY, "origins": ["*"]}, "origin"),
        ("entry-points/x", {**ENTRY, "origins": ["https://a.example/path"]}, "origin"),
        ("saved-replies/x", {"type": "define_saved_reply", "title": "x", "text": ""}, "$.text"),
    ],
)
def test_wrong_definitions_are_refused_by_name(
    team: Team, path: str, wish: dict[str, object], field: str
) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.put(f"/v1/admin/{path}", json=wish))
    assert said["code"] == "malformed"
    assert said["field"].startswith(field)


def test_words_are_listed_as_they_were_defined(team: Team) -> None:
    code = {
        "type": "define_disposition",
        "label": "Parcel found",
        "group": "Solved",
        "position": 99,
    }
    text = {"type": "define_saved_reply", "title": "Thanks", "text": "Thank you!", "position": 99}
    with http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/dispositions/found", json=code).status_code == 204
        assert admin.put("/v1/admin/saved-replies/thanks", json=text).status_code == 204
        codes = admin.get("/v1/admin/dispositions").json()["dispositions"]
        texts = admin.get("/v1/admin/saved-replies").json()["saved_replies"]
    assert codes[-1] == {"code": "found", "label": "Parcel found", "group": "Solved"}
    assert texts[-1] == {"shortcut": "thanks", "title": "Thanks", "text": "Thank you!"}


def test_unknown_queues_are_refused(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        wish = {**ENTRY, "queue_id": "nowhere"}
        assert problem(admin.put("/v1/admin/entry-points/shop", json=wish))["value"] == "nowhere"
        agent = {**AGENT, "queues": ["nowhere"]}
        assert problem(admin.put("/v1/admin/agents/lost", json=agent))["value"] == "nowhere"


def test_two_agents_never_share_an_address(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        wish = {**AGENT, "email": "ANN@example.org"}
        said = problem(admin.put("/v1/admin/agents/ann-two", json=wish))
    assert (said["code"], said["field"]) == ("conflict", "email")


@pytest.mark.parametrize("change", [{"disabled": True}, {"scopes": ["agent"]}])
def test_the_last_administrator_stays(team: Team, change: dict[str, object]) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.put("/v1/admin/agents/owner", json={**AGENT, **change}))
        assert said["code"] == "refused"
        assert admin.get("/v1/admin/agents").status_code == 200


def test_a_secret_is_shown_once_and_rotates(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/entry-points/shop", json=ENTRY).status_code == 204
        first = admin.post("/v1/admin/entry-points/shop/secret").json()["secret"]
        second = admin.post("/v1/admin/entry-points/shop/secret").json()["secret"]
        assert first != second
        assert re.fullmatch("[0-9a-f]{64}", first)
        renamed = {**ENTRY, "name": "The shop", "origins": ["https://Shop.example:443"]}
        assert admin.put("/v1/admin/entry-points/shop", json=renamed).status_code == 204
        listed = admin.get("/v1/admin/entry-points")
        assert first not in listed.text
        assert second not in listed.text
        shop = next(one for one in listed.json()["entry_points"] if one["id"] == "shop")
        assert shop["signed"] is True
        assert shop["origins"] == ["https://shop.example"]
        assert problem(admin.post("/v1/admin/entry-points/none/secret"))["code"] == "not_found"


def test_a_disabled_agent_gets_no_work(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/queues/night", json=QUEUE).status_code == 204
        entry = {**ENTRY, "queue_id": "night"}
        assert admin.put("/v1/admin/entry-points/night", json=entry).status_code == 204
    token = make_agent(team.url, team.owner, "nora", queues=["night"])
    with Desk.open(team.live, token) as desk:
        desk.ready()
        with http(team.url, team.owner) as admin:
            wish = {**AGENT, "email": "nora@example.org", "queues": ["night"], "disabled": True}
            assert admin.put("/v1/admin/agents/nora", json=wish).status_code == 204
        assert desk.goodbye()[1] == 4401
    with Visitor(team.url, "night") as visitor:
        visitor.introduce()
    with http(team.url, team.owner) as admin:
        listed = {one["id"]: one for one in admin.get("/v1/admin/agents").json()["agents"]}
    assert listed["nora"]["disabled"] is True
    assert listed["nora"]["queues"] == []


def test_shortcuts_are_words_in_any_letters(team: Team) -> None:
    text = {"type": "define_saved_reply", "title": "Grüße", "text": "Bis bald!"}
    with http(team.url, team.owner) as admin:
        for word in ("grüße", "спасибо", "ありがとう", "re\u0301ponse"):
            assert admin.put(f"/v1/admin/saved-replies/{word}", json=text).status_code == 204
        for word in ("two%20words", "a:b", "%00", "a%0ab", "x" * 65):
            told = problem(admin.put(f"/v1/admin/saved-replies/{word}", json=text))
            assert (told["code"], told["field"]) == ("malformed", "shortcut")
        texts = admin.get("/v1/admin/saved-replies").json()["saved_replies"]
        assert {"grüße", "спасибо", "ありがとう", "réponse"} <= {one["shortcut"] for one in texts}
        assert admin.delete("/v1/admin/saved-replies/спасибо").status_code == 204


def test_what_is_not_used_can_be_taken_away_and_desks_hear_of_it(team: Team) -> None:
    code = {"type": "define_disposition", "label": "Gone soon", "position": 98}
    text = {"type": "define_saved_reply", "title": "Gone soon", "text": "Bye", "position": 98}

    def choices(desk: Desk) -> tuple[bool, bool]:
        snapshot = desk.until(SnapshotFrame).snapshot
        return (
            "gone" in {one.code for one in snapshot.dispositions},
            "gone" in {one.shortcut for one in snapshot.saved_replies},
        )

    with Desk.open(team.live, team.ann) as desk, http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/dispositions/gone", json=code).status_code == 204
        assert choices(desk) == (True, False)
        assert admin.put("/v1/admin/saved-replies/gone", json=text).status_code == 204
        assert choices(desk) == (True, True)
        assert admin.delete("/v1/admin/dispositions/gone").status_code == 204
        assert choices(desk) == (False, True)
        assert admin.delete("/v1/admin/saved-replies/gone").status_code == 204
        assert choices(desk) == (False, False)
        assert problem(admin.delete("/v1/admin/saved-replies/gone"))["value"] == "gone"
        listed = admin.get("/v1/admin/dispositions").json()["dispositions"]
    assert "gone" not in {one["code"] for one in listed}


def test_a_queue_in_use_names_its_users_and_an_empty_one_goes(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.delete("/v1/admin/queues/support"))
        assert said["code"] == "refused"
        assert "Website chat" in said["message"]
        assert "Ann" in said["message"]
        assert admin.put("/v1/admin/queues/short", json=QUEUE).status_code == 204
        assert admin.delete("/v1/admin/queues/short").status_code == 204
        queues = {one["id"] for one in admin.get("/v1/admin/queues").json()["queues"]}
        assert "short" not in queues
        skilled = {**AGENT, "skills": {"sign language": 3}}
        assert admin.put("/v1/admin/agents/skilled", json=skilled).status_code == 204
        assert admin.delete("/v1/admin/skills/sign%20language").status_code == 204
        assert problem(admin.delete("/v1/admin/skills/sign%20language"))["code"] == "refused"
    with http(team.url, team.ann) as agent:
        assert problem(agent.delete("/v1/admin/queues/support"))["code"] == "forbidden"
