"""Every route and who may ask for what of another team there: a real hub, two teams, everyone who may knock."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from agent_desktop.hub.protocol import Answer, Passing, Refusal
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.hub.server.operations import ADMIN, ANYONE, DESK, SIGNED_IN
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.board import BoardChanged, BoardListed, Listed, WatchBoard
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token, problem
from tests.hub.server.hub_process import HubProcess, throwaway_hub

READS = {
    "GET /v1/conversations/{conversation}/timeline",
    "GET /v1/customers/{customer}/conversations",
    "GET /v1/attachments/{id}",
    "GET /v1/interactions/{id}/why",
}
"""What is read of a conversation: by the agent's team, its lead, and who has the customer."""
OWN = {
    *("PUT /v1/attachments/{id}", "POST /v1/uploads/{id}", "PUT /v1/uploads/{id}"),
    *("DELETE /v1/uploads/{id}", "GET /v1/phone/line"),
    *("POST /v1/sign-out", "GET /v1/sessions", "DELETE /v1/sessions/{session}"),
    "PUT /v1/password",
}
"""What is the own: kept under the name of who asks."""
THE_HOUSE = {"GET /v1/entry-points/{id}/templates"}
"""For every agent: prepared texts of the house."""
OPEN = {"GET /v1/health", "POST /v1/sign-in", "POST /v1/sign-in/ticket"}
LED = {
    "GET /v1/figures",
    "GET /v1/figures/names",
    "GET /v1/figures/behind",
    "GET /v1/reports",
    "GET /v1/reports/{name}",
    "GET /v1/reports/journey/customers",
    "GET /v1/report-schedules",
    "PUT /v1/report-schedules/{id}",
    "POST /v1/report-schedules/{id}/sending",
    "DELETE /v1/report-schedules/{id}",
    "GET /v1/alerts",
    "PUT /v1/alerts/{id}",
    "DELETE /v1/alerts/{id}",
    "GET /v1/wallboards",
    "PUT /v1/wallboards/{id}",
    "DELETE /v1/wallboards/{id}",
    "GET /v1/shifts",
    "POST /v1/shifts/copy",
    "POST /v1/shifts/import",
    "PUT /v1/agents/{agent}/shifts/{id}",
    "DELETE /v1/agents/{agent}/shifts/{id}",
    "GET /v1/announcements",
    "GET /v1/audit",
    "GET /v1/audit/export",
}
"""For leads, as far as they reach."""


def test_every_route_is_classified() -> None:
    """A route that is for administrators alone needs no other word; every other one does."""
    for operation in OPERATIONS:
        name = f"{operation.method} {operation.path}"
        classes = [one for one in (READS, OWN, THE_HOUSE, OPEN, LED) if name in one]
        if operation.scopes == ADMIN:
            assert not classes, name
            assert operation.path.startswith(("/v1/admin/", "/v1/audit/check")), name
        else:
            assert len(classes) == 1, f"{name} is not classified"
            assert (operation.scopes is ANYONE) == (name in OPEN)
            if name in LED:
                assert "agent" not in (operation.scopes or ()), name
            elif name in READS | THE_HOUSE:
                assert operation.scopes == DESK
    known = {f"{one.method} {one.path}" for one in OPERATIONS}
    assert known >= READS | OWN | THE_HOUSE | OPEN | LED
    assert set(LEADS) == {"supervisor", "admin"}
    assert SIGNED_IN == ()


@dataclass(frozen=True)
class Teams:
    """A hub with two teams, a chat that Ann has, and the tokens of everybody."""

    hub: HubProcess
    tokens: dict[str, str]
    conversation: str
    work: str
    customer: str
    file: str


@pytest.fixture(scope="module")
def teams() -> Iterator[Teams]:
    """Ann is led by Lea, Ben by Lou; Ada administers, and is an agent too."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        lead = ["agent", "supervisor"]
        queue = {"type": "define_queue", "name": "Billing"}
        with http(hub.url, owner) as client:
            assert client.put("/v1/admin/queues/billing", json=queue).status_code == 204
        tokens = {
            "ann": make_agent(hub.url, owner, "ann"),
            "amy": make_agent(hub.url, owner, "amy"),
            "ben": make_agent(hub.url, owner, "ben", queues=["billing"]),
            "lea": make_agent(hub.url, owner, "lea", scopes=lead, queues=[]),
            "lou": make_agent(hub.url, owner, "lou", scopes=lead, queues=[]),
            "ada": make_agent(hub.url, owner, "ada", scopes=["agent", "admin"], queues=[]),
            "out": "",
        }
        with http(hub.url, owner) as client:
            for name, members, leads in (("east", ["ann", "amy"], "lea"), ("west", ["ben"], "lou")):
                wish = {"type": "define_team", "name": name, "members": members, "leads": [leads]}
                assert client.put(f"/v1/admin/teams/{name}", json=wish).status_code == 204
        with http(hub.url, tokens["ann"]) as client:
            kept = client.put("/v1/attachments/upload-secret?name=a.txt", content=b"secret")
        attachment = Attachment(**kept.json()["attachment"])
        with Desk.open(hub.live, tokens["ann"]) as desk, Visitor(hub.url) as visitor:
            desk.ready()
            visitor.introduce("My secret is otter")
            offer = desk.accept().offer
            sent = desk.perform(
                SendMessage(
                    client_id=new_id(),
                    conversation_id=offer.conversation_id,
                    channel=Channel.CHAT,
                    text="here",
                    attachments=(attachment,),
                )
            )
            assert isinstance(sent, Answer)
            tokens["visitor"] = visitor.token
            work = (offer.conversation_id, offer.interaction_id, offer.customer_id)
            yield Teams(hub, tokens, *work, attachment.id)


EXPECTED = {
    "ann": 200,
    "amy": 200,  # the same team
    "lea": 200,
    "ada": 200,
    "ben": 422,
    "lou": 422,
    "out": 401,
    "visitor": 401,
}


@pytest.mark.parametrize("who", EXPECTED)
def test_who_reads_a_conversation_and_its_files(teams: Teams, who: str) -> None:
    with http(teams.hub.url, teams.tokens[who]) as client:
        page = client.get(f"/v1/conversations/{teams.conversation}/timeline")
        file = client.get(f"/v1/attachments/{teams.file}")
        why = client.get(f"/v1/interactions/{teams.work}/why")
        listed = client.get(f"/v1/customers/{teams.customer}/conversations")
    assert {one.status_code for one in (page, file, why)} == {EXPECTED[who]}
    if EXPECTED[who] != 200:
        assert "otter" not in page.text + listed.text
        assert file.content != b"secret"
    if EXPECTED[who] == 422:
        assert listed.status_code == 200
        assert listed.json()["conversations"] == []
    elif EXPECTED[who] == 200:
        assert [one["id"] for one in listed.json()["conversations"]] == [teams.conversation]


def test_what_leads_are_told_is_of_their_teams(teams: Teams) -> None:
    for who, sees in {"lea": True, "lou": False, "ada": True}.items():
        with http(teams.hub.url, teams.tokens[who]) as client:
            found = client.get("/v1/audit?limit=500").json()["entries"]
            assert bool([one for one in found if one["who"] == "ann"]) == sees, who
            exported = client.get("/v1/audit/export").text
            assert ('"who":"ann"' in exported) == sees, who
            announced = client.get("/v1/announcements").json()
            assert announced["announcements"] == []


def _looked(hub: HubProcess, token: str) -> tuple[set[str], set[str], list[str]]:
    """Queues and agents of the board, and the conversations behind Support's."""
    with Desk.open(hub.live, token) as desk:
        wish = WatchBoard(queue_id="support", listed=Listed.ACTIVE)
        answered = desk.perform(wish)
        assert isinstance(answered, Answer)
        queues: set[str] = set()
        agents: set[str] = set()
        told = [one for one in desk.frames if isinstance(one, Passing)]
        while True:
            for one in told:
                if isinstance(one.event, BoardChanged):
                    queues |= {each.id for each in one.event.queues}
                    agents |= {each.id for each in one.event.agents}
                elif isinstance(one.event, BoardListed):
                    return queues, agents, [each.conversation_id for each in one.event.lines]
            told = [desk.until(Passing)]


def test_the_board_shows_what_one_leads(teams: Teams) -> None:
    support = [teams.conversation]
    assert _looked(teams.hub, teams.tokens["lea"]) == ({"support"}, {"ann", "amy"}, support)
    assert _looked(teams.hub, teams.tokens["lou"]) == ({"billing"}, {"ben"}, [])
    queues, agents, listed = _looked(teams.hub, teams.tokens["ada"])
    assert queues >= {"support", "billing"}
    assert agents >= {"ann", "amy", "ben", "lea", "lou"}
    assert listed == support
    with Desk.open(teams.hub.live, teams.tokens["ann"]) as desk:
        assert isinstance(desk.perform(WatchBoard()), Refusal)


def test_figures_are_of_the_teams_that_one_leads(teams: Teams) -> None:
    expected = {
        "lea": (["east"], {"ann", "amy"}, ["support"], [("east", 1)]),
        "lou": (["west"], {"ben"}, ["billing"], []),
        "ada": (["east", "west"], {"ann", "amy", "ben", "lea", "lou"}, None, [("east", 1)]),
    }
    for who, (led, agents, queues, counted) in expected.items():
        with http(teams.hub.url, teams.tokens[who]) as client:
            names = client.get("/v1/figures/names").json()
            assert [one["id"] for one in names["teams"]] == led, who
            seen = {one["id"] for one in names["agents"]}
            assert seen >= agents if who == "ada" else seen == agents, who
            if queues is not None:
                assert [one["id"] for one in names["queues"]] == queues
            made = client.get("/v1/figures?by=team&period=this_week").json()
            rows = [(one["team_id"], one["sums"].get("answered")) for one in made["rows"]]
            assert [one for one in rows if one[1]] == counted, who
            assert made["total"]["team_id"] is None
            assert made["total"]["sums"].get("answered", 0) == len(counted), who
            other = client.get("/v1/figures?by=team&team=east")
            assert other.status_code == (200 if "east" in led else 422), who
    with http(teams.hub.url, teams.tokens["ann"]) as client:
        assert client.get("/v1/figures/names").status_code == 403


def test_whom_a_figure_counts_is_told_to_who_leads_them(teams: Teams) -> None:
    asked = "/v1/figures/behind?measure=answered&period=this_week"
    for who, sees in {"lea": True, "lou": False, "ada": True}.items():
        with http(teams.hub.url, teams.tokens[who]) as client:
            found = client.get(asked).json()
            lines = [(one["conversation_id"], one["agent_id"]) for one in found["lines"]]
            assert lines == ([(teams.conversation, "ann")] if sees else []), who
            assert found["figure"] == int(sees), who
            narrowed = client.get(f"{asked}&agent=ann&queue=support").json()
            assert bool(narrowed["lines"]) == sees, who
            other = client.get(f"{asked}&team=east")
            assert other.status_code == (422 if who == "lou" else 200), who
            written = client.get("/v1/audit?act=look_behind").json()["entries"]
            assert ("figure/answered", who) in [(one["subject"], one["who"]) for one in written]
    with http(teams.hub.url, teams.tokens["ann"]) as client:
        assert client.get(asked).status_code == 403
    with http(teams.hub.url, teams.tokens["lea"]) as client:
        for wrong in ("which=moon", "after=moon", "limit=0", "since=-1", "limit=201"):
            assert client.get(f"{asked}&{wrong}").status_code == 400, wrong
        for wrong in ("measure=moon", "measure=answered&since=900001"):
            refused = client.get(f"/v1/figures/behind?{wrong}")
            assert refused.status_code == 422, wrong


def test_whose_journey_can_be_seen_is_found_by_who_may_read_it(teams: Teams) -> None:
    asked = "/v1/reports/journey/customers"
    with http(teams.hub.url, teams.tokens["ada"]) as client:
        whole = client.get(asked, params={"find": "ve"}).json()["customers"]
        (name,) = [one["name"] for one in whole if one["id"] == teams.customer]
    for who, sees in {"lea": True, "lou": False, "ada": True}.items():
        with http(teams.hub.url, teams.tokens[who]) as client:
            for words in (name, name.lower(), name[1:4], f"{name[:2]} {name[-2:]}"):
                found = client.get(asked, params={"find": words}).json()["customers"]
                assert (teams.customer in [one["id"] for one in found]) == sees, (who, words)
            for nobody in ("%%", "__", "no such customer"):
                assert client.get(asked, params={"find": nobody}).json()["customers"] == []
            for wrong in ("", "x", "x" * 101):
                assert client.get(asked, params={"find": wrong}).status_code == 400
    with http(teams.hub.url, teams.tokens["ann"]) as client:
        assert client.get(asked, params={"find": name}).status_code == 403


def test_shifts_are_planned_by_who_leads_the_agent(teams: Teams) -> None:
    wish = {"type": "define_shift", "day": "2026-06-01", "starts": 540, "ends": 1020}
    wish["parts"] = [{"starts": 720, "ends": 750}]
    path, week = "/v1/agents/ann/shifts/one", "/v1/shifts?from=2026-06-01"
    copied = {"type": "copy_shifts", "first": "2026-06-01", "to": "2026-06-08"}
    lines = "agent,day,start,end\nann,2026-06-15,9:00,17:00\n"
    sent = {"type": "import_shifts", "text": lines}
    expected = {"lea": (204, ["one"]), "ada": (204, ["one"]), "lou": (422, []), "ann": (403, [])}
    for who, (status, shown) in expected.items():
        with http(teams.hub.url, teams.tokens[who]) as client:
            assert client.put(path, json=wish).status_code == status, who
            if status == 403:
                assert client.get(week).status_code == 403
                assert client.post("/v1/shifts/copy", json=copied).status_code == 403
                assert client.post("/v1/shifts/import", json=sent).status_code == 403
                assert client.delete(path).status_code == 403
                continue
            told = client.get(week).json()
            assert [one["id"] for one in told["shifts"]] == shown, who
            assert client.get(f"{week}&team=east").status_code == (422 if who == "lou" else 200)
            answers = [
                client.post("/v1/shifts/copy", json=copied),
                client.post("/v1/shifts/import", json=sent),
            ]
            assert {one.status_code for one in answers} == {200 if shown else 422}, who
            if who == "lou":
                assert "line 2 " in problem(answers[1])["remedy"]
                assert client.delete(path).status_code == 422
    with http(teams.hub.url, teams.tokens["lea"]) as client:
        told = client.get(week).json()
        (shift,) = told["shifts"]
        assert (shift["paid_ms"], shift["zone"]) == (27_000_000, "UTC")
        assert {one["id"] for one in told["agents"]} == {"ann", "amy"}
        ahead = client.get("/v1/shifts?from=2026-06-08&days=31").json()
        assert [one["day"] for one in ahead["shifts"]] == ["2026-06-08", "2026-06-15"]
        for wrong in ({"day": "2026-02-30"}, {"zone": "Mars"}, {"ends": 120}, {"starts": -1}):
            refused = client.put("/v1/agents/ann/shifts/two", json=wish | wrong)
            assert refused.status_code == 422, wrong
            assert problem(refused)["field"] in (*wrong, "ends"), wrong
        assert problem(client.put("/v1/agents/ann/shifts/two", json=wish))["field"] == "starts"
        for wrong_week in ("from=moon", "from=2026-06-01&days=0", "days=32"):
            assert client.get(f"/v1/shifts?{wrong_week}").status_code in (400, 422)
        assert client.delete(path).status_code == 204
        assert client.delete(path).status_code == 422
        assert client.get(week).json()["shifts"] == []
        found = client.get("/v1/audit?whom=ann&limit=500").json()["entries"]
        acts = {one["act"] for one in found if one["subject"] == "agents/ann/shifts/one"}
        assert acts == {"define_shift", "remove_shift"}
        acts = {one["act"] for one in client.get("/v1/audit?who=lea").json()["entries"]}
        assert acts >= {"copy_shifts", "import_shifts"}


def test_what_was_refused_is_written_down(teams: Teams) -> None:
    with http(teams.hub.url, teams.tokens["lou"]) as client:
        client.get(f"/v1/conversations/{teams.conversation}/timeline")
    with http(teams.hub.url, teams.tokens["ada"]) as client:
        found = client.get("/v1/audit?who=lou&act=refused").json()["entries"]
    assert [one for one in found if teams.conversation in one["detail"]]
