"""Nobody gets what is not theirs: every route and every command of the protocol, tried as everybody who may knock.

Promises to fail where a route is not in the table. The contents of answers are looked through, not only their status.
"""

import io
import json
import zipfile
from collections.abc import Iterator

import httpx
import pytest

from agent_desktop.hub.metrics.reports.catalogue import REPORTS as CATALOGUE
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.hub.server.operations import ADMIN, ANYONE
from agent_desktop.hub.server.team_routes import LEADS
from tests.hub.server import matrix
from tests.hub.server.matrix import ADMINISTRATORS, TABLE, Line
from tests.hub.server.matrix_stage import OTHER, WORDS, Side, Stage, fill, staged

ROUTES = {f"{one.method} {one.path}": one for one in OPERATIONS}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


def test_every_route_is_in_the_table() -> None:
    assert set(ROUTES) == set(TABLE) | ADMINISTRATORS
    assert not set(TABLE) & ADMINISTRATORS
    assert {name for name, one in ROUTES.items() if one.scopes == ADMIN} == ADMINISTRATORS
    assert {one.name for one in CATALOGUE} == set(matrix.REPORTS)


def _who(role: str, team: str) -> str:
    """The key of who plays a role towards a team."""
    words = role.split()
    return "admin" if role == matrix.ADMIN else f"{OTHER[team] if words[1:] else team}-{words[-1]}"


def _ask(stage: Stage, who: str, side: Side, method: str, path: str, line: Line) -> httpx.Response:
    client, asked = stage.clients[who], fill(side, path)
    if isinstance(line.body, dict):
        wish = {key: _filled(side, value) for key, value in line.body.items()}
        return client.request(method, asked, json=wish)
    return client.request(method, asked, content=line.body)


def _filled(side: Side, value: object) -> object:
    if isinstance(value, str):
        return fill(side, value)
    return [fill(side, str(one)) for one in value] if isinstance(value, list) else value


def _words(answer: httpx.Response) -> str:
    """All that can be read in an answer, in small letters."""
    found = answer.content
    if found.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(found)) as book:
            found = b"".join(book.read(one) for one in book.namelist())
    return found.decode("utf-8", "replace").casefold()


@pytest.mark.parametrize("name", TABLE)
def test_each_gets_what_is_theirs(stage: Stage, name: str) -> None:
    line, route = TABLE[name], ROUTES[name]
    method = name.split()[0]
    for team, side in stage.sides.items():
        other = stage.sides[OTHER[team]]
        for path in line.asks:
            if route.scopes is not ANYONE:
                for stranger in ("nobody", "revoked"):
                    refused = _ask(stage, stranger, side, method, path, line)
                    assert refused.status_code == 401, (stranger, path)
            for role, status in line.expected.items():
                who = _who(role, team)
                answer = _ask(stage, who, side, method, path, line)
                assert answer.status_code == status, (who, path, answer.text[:300])
                if route.scopes == LEADS and method != "GET" and answer.is_success:
                    assert _written(stage, who, route.name), (who, path)
                strange = side if "other" in role else other
                if role != matrix.ADMIN and not line.house:
                    _nothing_of(strange, line, (who, path), answer)
                if line.shows and status == 200 and "other" not in role:
                    assert side.word in _words(answer), (who, path)


def _written(stage: Stage, who: str, act: str, **more: str) -> bool:
    """Whether the audit trail has such an act of who asked."""
    person = "ada" if who == "admin" else who.replace("-lead", "-lea").replace("-agent", "-ann")
    asked = {"who": person, "act": act, **more}
    return bool(stage.clients["admin"].get("/v1/audit", params=asked).json()["entries"])


def _nothing_of(side: Side, line: Line, asked: tuple[str, str], answer: httpx.Response) -> None:
    """The answer has no word of this side, nor of who is in its team; a refusal says what was asked for."""
    found = _words(answer)
    words = [side.word]
    if not line.repeats and answer.status_code == 200:
        words += [side.conversation, side.work, side.customer, f"{side.team}-", f"{side.team} "]
    assert not [word for word in words if word in found], asked


@pytest.mark.parametrize("name", sorted(ADMINISTRATORS))
def test_what_is_for_administrators_is_for_nobody_else(stage: Stage, name: str) -> None:
    method, path = name.split()
    asked = path.replace("{", "").replace("}", "")
    strangers = {"nobody": 401, "revoked": 401}
    others = {f"{team}-{role}": 403 for team in WORDS for role in ("agent", "lead")}
    for who, status in (strangers | others).items():
        answer = stage.clients[who].request(method, asked, json={})
        assert answer.status_code == status, who
        assert not [word for word in WORDS.values() if word in _words(answer)]
    let_in = stage.clients["admin"].request(method, asked, json={})
    assert let_in.status_code not in (401, 403, 500), let_in.text


@pytest.mark.parametrize("team", WORDS)
def test_a_journey_is_of_who_may_read_it(stage: Stage, team: str) -> None:
    side = stage.sides[team]
    asked = f"/v1/reports/journey?period=this_week&customer={side.customer}"
    for made_as in ("json", "csv", "xlsx"):
        shown = stage.clients[f"{team}-lead"].get(f"{asked}&format={made_as}")
        assert shown.status_code == 200
        assert side.word in _words(shown)
        other = stage.clients[f"{OTHER[team]}-lead"].get(f"{asked}&format={made_as}")
        assert side.word not in _words(other)
        assert side.conversation not in _words(other)
    assert stage.clients[f"{team}-agent"].get(asked).status_code == 403


@pytest.mark.parametrize("team", WORDS)
def test_figures_and_reports_count_the_own_alone(stage: Stage, team: str) -> None:
    lead, admin = stage.clients[f"{team}-lead"], stage.clients["admin"]
    for client, counted in ((lead, 2), (admin, 4)):
        made = client.get("/v1/figures?period=this_week").json()
        assert made["total"]["sums"]["answered"] == counted
        report = client.get("/v1/reports/queues?period=this_week&format=json").json()
        at = [one["name"] for one in report["columns"]].index("answered")
        assert report["total"][at] == counted
    for narrowed in ("team={0}", "queue={0}-queue", "agent={0}-ann", "entry_point={0}-web"):
        asked = f"/v1/figures?period=this_week&{narrowed.format(OTHER[team])}"
        answer = lead.get(asked)
        assert answer.status_code == 422 or not answer.json()["total"]["sums"].get("answered")
        assert json.dumps(stage.sides[OTHER[team]].word) not in answer.text


@pytest.mark.parametrize("team", WORDS)
def test_a_customer_is_the_houses_and_conversations_are_not(stage: Stage, team: str) -> None:
    side = stage.sides[team]
    asked = f"/v1/customers/{side.customer}/conversations"
    for who, shown in ((f"{team}-lead", True), (f"{OTHER[team]}-lead", False)):
        answer = stage.clients[who].get(asked)
        assert bool(answer.json()["conversations"]) == shown
        assert shown or not [one for one in ("question", "answer", "note") if one in answer.text]


@pytest.mark.parametrize("team", WORDS)
def test_the_audit_trail_is_of_the_own_team(stage: Stage, team: str) -> None:
    lead = stage.clients[f"{team}-lead"]
    own = {f"{team}-ann", f"{team}-lea"}
    entries = lead.get("/v1/audit?limit=500").json()["entries"]
    assert {one["act"] for one in entries} >= {"announce", "give_hint", "define_alert", "sign_in"}
    lines = lead.get("/v1/audit/export?format=jsonl").text.splitlines()
    for one in (*entries, *map(json.loads, lines[:-1])):
        assert one["who"] in own or one.get("whom") in own, one
    for narrowed in ("who={0}-ann", "who={0}-lea", "whom={0}-ann"):
        asked = f"/v1/audit?{narrowed.format(OTHER[team])}"
        assert not [one for one in lead.get(asked).json()["entries"] if one["who"] not in own]


def test_reading_of_leads_is_written_down_and_that_of_who_has_the_work_is_not(stage: Stage) -> None:
    for team, side in stage.sides.items():
        lead, talk = f"{team}-lead", f"conversation/{side.conversation}"
        timeline = f"/v1/conversations/{side.conversation}/timeline"
        journey = f"/v1/reports/journey?period=this_week&customer={side.customer}"
        for who, path, act, subject in (
            (lead, timeline, "read_conversation", talk),
            ("admin", timeline, "read_conversation", talk),
            (lead, journey, "read_journey", f"customer/{side.customer}"),
            (lead, "/v1/reports/queues?format=csv", "export_report", "report/queues"),
        ):
            assert stage.clients[who].get(path).status_code == 200
            assert _written(stage, who, act, subject=subject), (who, act)
        assert stage.clients[f"{team}-agent"].get(timeline).status_code == 200
        assert not _written(stage, f"{team}-agent", "read_conversation")
