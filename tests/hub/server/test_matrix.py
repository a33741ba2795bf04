"""Nobody gets what is not theirs: every route of a real hub, asked as everybody who may knock.

Promises to fail where a route is not in a table; that the contents of answers are looked through, not only their
status; that who is refused has changed nothing, neither a table nor the journal; that leads who ask for what is
another's stand in the audit trail with it; and that each order of a lead or an administrator that was carried out is
one entry there, with its name and path.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import takewhile

import httpx
import pytest

from agent_desktop.hub.metrics.reports.catalogue import REPORTS as CATALOGUE
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.hub.server.operations import ADMIN, ANYONE
from tests.hub.server import matrix
from tests.hub.server.hub_process import ask_database
from tests.hub.server.matrix import LEAD, OTHER_LEAD, SPARE_LEAD, TABLE, Line
from tests.hub.server.matrix_admin import ORDERS
from tests.hub.server.matrix_peers import Order, Peers
from tests.hub.server.matrix_stage import OTHER, WORDS, Side, Stage, fill, heard, staged
from tests.hub.server.standing import nothing_changes

ROUTES = {f"{one.method} {one.path}": one for one in OPERATIONS}
STRANGERS = (
    *("nobody", "revoked"),
    *(f"{team}-{kind}" for team in WORDS for kind in ("visitor", "wall")),
)
"""No token, one that was given back, and good ones of other doors."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


@pytest.fixture(autouse=True)
def _nobody_sleeps(stage: Stage) -> None:
    """Desks that read nothing for a minute would be away, and their agents, too."""
    for desk in stage.desks.values():
        heard(desk)


def test_every_route_is_in_a_table() -> None:
    assert set(ROUTES) == set(TABLE) | set(ORDERS)
    assert not set(TABLE) & set(ORDERS)
    assert {name for name, one in ROUTES.items() if one.scopes == ADMIN} == set(ORDERS)
    assert {one.name for one in CATALOGUE} == set(matrix.REPORTS)


def _who(role: str, team: str) -> str:
    """The key of who plays a role towards a team."""
    if role in (matrix.ADMIN, SPARE_LEAD):
        return role.replace(" ", "-")
    words = role.split()
    return f"{OTHER[team] if words[1:] else team}-{words[-1]}"


def _ask(stage: Stage, who: str, side: Side, path: str, name: str) -> httpx.Response:
    client, asked, body = stage.clients[who], fill(side, path), TABLE[name].body
    if isinstance(body, dict):
        wish = {key: _filled(side, value) for key, value in body.items()}
        return client.request(name.split()[0], asked, json=wish)
    return client.request(name.split()[0], asked, content=body)


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
    line = TABLE[name]
    asked = _asked(stage, line)
    refused = list(takewhile(lambda role: line.expected[role] >= 400, line.expected))
    with nothing_changes(stage.hub.data):
        for stranger in STRANGERS if ROUTES[name].scopes is not ANYONE else ():
            for side in stage.sides.values():
                answer = _ask(stage, stranger, side, line.asks[0], name)
                assert answer.status_code == 401, stranger
                _nothing_of(side, line, (stranger, line.asks[0]), answer)
        for side, path in asked:
            for role in refused:
                _is_answered(stage, role, side, path, name)
    for side, path in asked:
        if OTHER_LEAD in refused and LEAD not in refused:
            other = _who(OTHER_LEAD, side.team)
            said = f"{name.split()[0]} {fill(side, path)}".partition("?")[0]
            assert _written(stage, other, "refused", words=said), (other, said)
        for role in line.expected:
            if role not in refused:
                with _written_once(stage, _who(role, side.team), name, fill(side, path)) as told:
                    told.append(_is_answered(stage, role, side, path, name))


def _asked(stage: Stage, line: Line) -> list[tuple[Side, str]]:
    """Whose and what; what is the same for both sides once, for everybody plays a role in it."""
    sides = list(stage.sides.values())
    return [
        (side, path)
        for side in sides
        for path in line.asks
        if side is sides[0] or line.body is not None or fill(side, path) != path
    ]


def _is_answered(stage: Stage, role: str, side: Side, path: str, name: str) -> httpx.Response:
    """With the status of the table, and with nothing of a side that is not theirs."""
    line, who = TABLE[name], _who(role, side.team)
    answer = _ask(stage, who, side, path, name)
    assert answer.status_code == line.expected[role], (who, path, answer.text[:300])
    other = stage.sides[OTHER[side.team]]
    strange = [side] if "other" in role else [other]
    if role == SPARE_LEAD:
        strange = [side, other]
    if role != matrix.ADMIN and not line.house:
        for one in strange:
            _nothing_of(one, line, (who, path), answer)
    if line.shows and answer.is_success and len(strange) == 1:
        mine = other if strange == [side] else side
        assert mine.word in _words(answer) or (mine is other and fill(side, path) != path), path
    return answer


@contextmanager
def _written_once(stage: Stage, who: str, name: str, path: str) -> Iterator[list[httpx.Response]]:
    """What is asked in here, and carried out, is one entry of its name by who asked; of what is not, there is none."""
    route, since = ROUTES[name], _newest(stage)
    told: list[httpx.Response] = []
    yield told
    orders = name.split()[0] != "GET" and route.scopes and "agent" not in route.scopes
    person = "ada" if who == "admin" else who.replace("-agent", "-ann").replace("-lead", "-lea")
    person = "spare-lead" if who == "spare-lead" else person
    subject = path.split("?")[0].removeprefix("/v1/").removeprefix("admin/")
    words = "SELECT who, subject FROM trail WHERE seq > :since AND act = :act"
    found = ask_database(stage.hub.data, words, since=since, act=route.name)
    if orders:
        assert found == ([(person, subject)] if told[0].is_success else []), (who, path)


def _newest(stage: Stage) -> int:
    return int(ask_database(stage.hub.data, "SELECT max(seq) FROM trail")[0][0])


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


@pytest.fixture(scope="module")
def peers(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peers]:
    with ExitStack() as closing:
        yield Peers(stage, tmp_path_factory.mktemp("peers"), closing)


@pytest.mark.parametrize("name", ORDERS)
def test_what_is_for_administrators_is_for_nobody_else(
    stage: Stage, peers: Peers, name: str
) -> None:
    """The very same order is refused to everybody else, and carried out for an administrator."""
    made = ORDERS[name]
    order = made if isinstance(made, Order) else made(peers)
    for first in order.first:
        before = ORDERS[first]
        assert isinstance(before, Order)
        assert _order(stage, "admin", first, before).is_success
    people = (*(f"{team}-{role}" for team in WORDS for role in ("agent", "lead")), "spare-lead")
    with nothing_changes(stage.hub.data):
        for who, status in {**dict.fromkeys(STRANGERS, 401), **dict.fromkeys(people, 403)}.items():
            answer = _order(stage, who, name, order)
            assert answer.status_code == status, who
            assert not [word for word in WORDS.values() if word in _words(answer)]
    with _written_once(stage, "admin", name, order.path) as told:
        told.append(_order(stage, "admin", name, order))
    assert told[0].status_code == order.status, told[0].text


def _order(stage: Stage, who: str, name: str, order: Order) -> httpx.Response:
    """Ask for it."""
    client = stage.clients[who]
    if isinstance(order.body, bytes):
        return client.request(name.split()[0], order.path, content=order.body)
    return client.request(name.split()[0], order.path, json=order.body)


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
