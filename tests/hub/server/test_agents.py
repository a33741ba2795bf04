"""Agents by HTTP: made whole or not at all, and how much they hold at once."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from agent_desktop.hub.protocol import Answer, Refusal, SnapshotFrame
from agent_desktop.model.commands import AnswerOffer
from agent_desktop.model.events import OfferMade
from tests.hub import databases
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, http, make_agent, problem, sign_in
from tests.hub.server.hub_process import ask_database

AGENT = {"type": "define_agent", "name": "Somebody"}
QUEUE = {"type": "define_queue", "name": "Night", "wrap_up_ms": 0}
ENTRY = {"type": "define_entry_point", "channel": "chat", "name": "Night", "queue_id": "night"}


def agents(team: Team) -> dict[str, dict[str, object]]:
    with http(team.url, team.owner) as admin:
        return {one["id"]: one for one in admin.get("/v1/admin/agents").json()["agents"]}


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"password": "short"}, "password"),
        ({"queues": ["nowhere"]}, "queue_id"),
        ({"email": "ann@example.org"}, "email"),
    ],
)
def test_what_is_refused_leaves_no_part_of_an_agent(
    team: Team, wish: dict[str, object], field: str
) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.put("/v1/admin/agents/half", json={**AGENT, **wish}))
    assert said["field"] == field
    assert "half" not in agents(team)


@contextmanager
def failing(data: Path, column: str) -> Iterator[None]:
    """Whoever changes this column of accounts is refused by the database."""
    name = f"no BEFORE UPDATE OF {column} ON accounts"
    if databases.SERVED:
        body = "$$ BEGIN RAISE EXCEPTION 'no'; END $$"
        ask_database(data, f"CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS {body}")
        ask_database(data, f"CREATE TRIGGER {name} FOR EACH ROW EXECUTE FUNCTION no()")
    else:
        ask_database(data, f"CREATE TRIGGER {name} BEGIN SELECT RAISE(ABORT, 'no'); END")
    try:
        yield
    finally:
        gone = "DROP FUNCTION no() CASCADE" if databases.SERVED else "DROP TRIGGER no"
        ask_database(data, gone)


@pytest.mark.expected_log("hub.log: .* (v1 failed: store_failed|not saved: )")
@pytest.mark.parametrize("column", ["scopes", "password_hash"])
def test_an_agent_is_changed_whole_or_not_at_all(team: Team, column: str) -> None:
    wish = {**AGENT, "skills": {"german": 3}}
    token = make_agent(team.url, team.owner, "whole")
    before = agents(team)["whole"]
    with failing(team.hub.data, column), http(team.url, team.owner) as admin:
        more = {"scopes": ["supervisor"], "password": "a better password"}
        for agent in ("whole", "new"):
            answer = admin.put(f"/v1/admin/agents/{agent}", json={**wish, **more})
            assert answer.status_code >= 500
    team.hub.repeat_complaints()
    assert "new" not in agents(team)
    assert agents(team)["whole"] == before
    with http(team.url, token) as client:
        assert client.get("/v1/sessions").status_code == 200


def test_an_agent_comes_with_a_password_and_a_new_one_ends_the_sessions(team: Team) -> None:
    wish = {**AGENT, "email": "gus@example.org", "password": "gus has a password"}
    with http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/agents/gus", json=wish).status_code == 204
        token = sign_in(team.url, "gus").token
        with Desk.open(team.live, token) as desk:
            named = {**wish, "name": "Gus", "password": None}
            assert admin.put("/v1/admin/agents/gus", json=named).status_code == 204
            desk.ready()
            other = {**wish, "password": "another password"}
            assert admin.put("/v1/admin/agents/gus", json=other).status_code == 204
            assert desk.goodbye()[1] == 4401
    assert agents(team)["gus"]["has_password"] is True


@pytest.mark.parametrize("units", [0, -1, 10_001, 1.5])
def test_units_out_of_range_are_refused(team: Team, units: float) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.put("/v1/admin/agents/x", json={**AGENT, "units": units}))
        assert (said["code"], said["field"]) == ("malformed", "$.units")
        costs = {"type": "define_costs", "units": {"chat": -1}}
        assert problem(admin.put("/v1/admin/costs", json=costs))["field"] == "$.units[...]"
        costs = {"type": "define_costs", "units": {"fax": 1}}
        assert problem(admin.put("/v1/admin/costs", json=costs))["code"] == "malformed"


def held(desk: Desk, expected: int) -> int:
    """Accept until `expected` interactions were offered; how many were, once the hub has nothing more to say."""
    accepted: set[str] = set()
    while True:
        offers = [one.event.offer for one in desk.entries if isinstance(one.event, OfferMade)]
        for offer in offers:
            if offer.interaction_id not in accepted:
                accepted.add(offer.interaction_id)
                answer = AnswerOffer(
                    interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True
                )
                assert isinstance(desk.perform(answer), Answer | Refusal)
        if len(offers) >= expected:
            desk.ready()
            made = [one for one in desk.entries if isinstance(one.event, OfferMade)]
            if len(made) == len(offers):
                return len(made)
        else:
            desk.read()


def test_units_and_costs_decide_how_many_chats_an_agent_gets(team: Team) -> None:
    more = {"queues": ["night"], "capacity": {"chat": 9}}
    with ExitStack() as stack, http(team.url, team.owner) as admin:
        assert admin.put("/v1/admin/queues/night", json=QUEUE).status_code == 204
        assert admin.put("/v1/admin/entry-points/night", json=ENTRY).status_code == 204
        usual = admin.get("/v1/admin/costs").json()["units"]
        assert (usual["voice"], usual["chat"], usual["email"]) == (100, 33, 10)
        token = make_agent(team.url, team.owner, "nora", units=66, **more)
        assert agents(team)["nora"]["units"] == 66
        desk = stack.enter_context(Desk.open(team.live, token))
        desk.ready()
        for _ in range(8):
            stack.enter_context(Visitor(team.url, "night")).introduce()
        assert held(desk, 2) == 2
        wish = {**AGENT, "email": "nora@example.org", **more, "units": 99}
        assert admin.put("/v1/admin/agents/nora", json=wish).status_code == 204
        assert held(desk, 3) == 3
        cheap = {"type": "define_costs", "units": {"chat": 16}}
        assert admin.put("/v1/admin/costs", json=cheap).status_code == 204
        assert admin.get("/v1/admin/costs").json()["units"] == {**usual, "chat": 16}
        assert held(desk, 6) == 6
        assert admin.put("/v1/admin/costs", json={"type": "define_costs"}).status_code == 204
        assert admin.get("/v1/admin/costs").json()["units"] == usual


def test_every_agent_has_an_extension_that_colleagues_see(team: Team) -> None:
    make_agent(team.url, team.owner, "dora")
    given = agents(team)["dora"]["extension"]
    assert isinstance(given, str)
    assert given.isdecimal()
    others = [one["extension"] for key, one in agents(team).items() if key != "dora"]
    assert given not in others
    with http(team.url, team.owner) as admin:
        where = "/v1/admin/agents/dora"
        assert admin.put(where, json={**AGENT, "extension": "4711"}).status_code == 204
        assert admin.put(where, json=AGENT).status_code == 204  # who names none leaves it
        assert agents(team)["dora"]["extension"] == "4711"
        said = problem(admin.put("/v1/admin/agents/emil", json={**AGENT, "extension": "4711"}))
        assert (said["code"], said["field"], said["value"]) == ("conflict", "extension", "4711")
        for wrong in ("112", "47110815", "abc", ""):
            answer = admin.put(where, json={**AGENT, "extension": wrong})
            assert problem(answer)["code"] in ("refused", "malformed")
    assert "emil" not in agents(team)
    with Desk.open(team.live, team.ann) as desk:
        snapshot = next(one.snapshot for one in desk.frames if isinstance(one, SnapshotFrame))
    assert {one.id: one.extension for one in snapshot.colleagues}["dora"] == "4711"
