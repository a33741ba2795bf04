"""Somebody of one team knows ids of the other's, by whatever way, and asks with them: every place that takes an id.

Promises that what is refused changes nothing, and that neither an answer nor a desk says a word of the other team. The
routes and commands themselves, with whole orders, are the matrix's (test_matrix.py, test_command_matrix.py).
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from agent_desktop.hub.metrics import issues, self_service
from agent_desktop.hub.metrics.definitions import definitions
from agent_desktop.hub.protocol import Answer, Refusal
from agent_desktop.hub.server.desk_routes import RECORDED
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import (
    MarkRead,
    SendMessage,
)
from agent_desktop.model.figures import Variant
from agent_desktop.model.supervising import SeeAnnouncement
from agent_desktop.model.work import Channel
from tests.hub.server.desk import Desk, http
from tests.hub.server.guesses import VISITORS, commands, orders
from tests.hub.server.hub_process import ask_database
from tests.hub.server.matrix_stage import OTHER, WORDS, Side, Stage, heard, staged
from tests.hub.server.standing import nothing_changes

TEAMS = pytest.mark.parametrize("team", WORDS)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


@pytest.fixture(autouse=True)
def _nobody_hears(stage: Stage) -> Iterator[None]:
    """After each test nobody was told anything of the other team."""
    yield
    for who, desk in stage.desks.items():
        other = stage.sides[OTHER[who.split("-")[0]]]
        told = heard(desk)
        for secret in (other.word, other.conversation, other.work):
            assert secret not in told, (who, secret)


def _item(stage: Stage, side: Side) -> str:
    """The id of the last message of a side's conversation."""
    path = f"/v1/conversations/{side.conversation}/timeline"
    page = stage.clients[f"{side.team}-agent"].get(path).json()
    return str([one for one in page["items"] if one["type"] == "message"][-1]["id"])


@TEAMS
def test_one_strange_id_spoils_an_order(stage: Stage, team: str) -> None:
    mine, strange = stage.sides[team], stage.sides[OTHER[team]]
    for who in (f"{team}-lead", "spare-lead"):
        with nothing_changes(stage.hub.data):
            for what, (method, path, body) in orders(mine, strange).items():
                answer = stage.clients[who].request(method, path, json=body)
                assert answer.status_code in (404, 422), (who, what, answer.text)
                assert strange.word not in answer.text, what


@TEAMS
def test_what_narrows_a_question_by_a_strange_id_finds_nothing(stage: Stage, team: str) -> None:
    mine, strange = stage.clients[f"{team}-lead"], stage.sides[OTHER[team]]
    other = strange.team
    narrowed = (
        *(f"queue={other}-queue", f"team={other}", f"agent={other}-ann", f"agent={other}-lea"),
        f"entry_point={other}-web",
    )
    for one in narrowed:
        for measure in ("answered", "handled", "offered", "ended"):
            asked = f"/v1/figures/behind?period=this_week&measure={measure}&{one}"
            answer = mine.get(asked)
            assert answer.status_code == 422 or not answer.json()["lines"], asked
            _says_nothing(strange, answer.text)
    for one in narrowed:
        for path in (
            "/v1/figures",
            "/v1/reports/queues",
            "/v1/reports/agents",
            "/v1/reports/service",
        ):
            answer = mine.get(f"{path}?period=this_week&{one}")
            _says_nothing(strange, answer.text)
            assert f"{other.title()}-" not in answer.text, (path, one)  # as its agents are called
            assert f"{other.title()} " not in answer.text, (path, one)  # as its queue is called
    assert mine.get(f"/v1/shifts?team={other}").status_code == 422
    for one in (
        *(f"about=conversation/{strange.conversation}", f"about=interaction/{strange.work}"),
        *(f"about=queue/{other}-queue", f"about=team/{other}", f"subject=alerts/{other}-alert"),
        *(f"subject=announcement/{strange.announcement}", f"act=announce&whom={other}-ann"),
        *(f"words={other}-ann", f"words={strange.conversation}"),
    ):
        for path in ("/v1/audit", "/v1/audit/export"):
            text = mine.get(f"{path}?{one}").text
            assert strange.word not in text, one
            assert f'"who":"{other}-' not in text, one


def _says_nothing(side: Side, text: str) -> None:
    for secret in (side.word, side.conversation, side.work, side.customer):
        assert secret not in text


@TEAMS
def test_behind_no_measure_stands_what_is_anothers(stage: Stage, team: str) -> None:
    strange = stage.sides[OTHER[team]]
    for one in (*definitions(Variant.IGNORE), *issues.DEFINITIONS, *self_service.DEFINITIONS):
        asked = f"/v1/figures/behind?period=this_week&measure={one.name}"
        for who in (f"{team}-lead", "spare-lead"):
            answer = stage.clients[who].get(asked)
            assert answer.status_code in (200, 422), asked
            _says_nothing(strange, answer.text)


@TEAMS
def test_the_place_of_anothers_page_leads_nowhere(stage: Stage, team: str) -> None:
    asked = "/v1/figures/behind?period=this_week&measure=answered&limit=1"
    strange = stage.sides[OTHER[team]]
    theirs = stage.clients[f"{strange.team}-lead"].get(asked).json()
    assert theirs["after"]
    page = stage.clients[f"{team}-lead"].get(asked, params={"after": theirs["after"]})
    _says_nothing(strange, page.text)


@TEAMS
def test_files_are_their_owners_whatever_id_is_guessed(stage: Stage, team: str) -> None:
    strange = stage.sides[OTHER[team]]
    mine, theirs = stage.clients[f"{team}-agent"], stage.clients[f"{strange.team}-agent"]
    kept = mine.put(f"/v1/attachments/{strange.team}-file?name=x.txt", content=b"mine")
    assert kept.json()["attachment"]["id"] != strange.file
    assert theirs.get(f"/v1/attachments/{strange.file}").content == strange.word.encode()
    part = f"/v1/uploads/{strange.team}-part"
    begun = theirs.post(f"{part}?name=a.txt&size=8")
    assert begun.status_code == 200
    assert theirs.put(f"{part}?offset=0", content=b"half").status_code == 200
    with nothing_changes(stage.hub.data):
        assert mine.put(f"{part}?offset=4", content=b"evil").status_code == 404
        assert mine.delete(part).status_code == 204
    done = theirs.put(f"{part}?offset=4", content=b"good").json()
    whole = theirs.get(f"/v1/attachments/{done['attachment']['id']}")
    assert whole.content == b"halfgood"
    unsent = f"/v1/attachments/{done['attachment']['id']}"
    for who in (f"{team}-agent", f"{team}-lead", f"{strange.team}-lead", "admin"):
        assert stage.clients[who].get(unsent).status_code == 404, who


@TEAMS
def test_recordings_are_heard_by_who_may_read_the_conversation(stage: Stage, team: str) -> None:
    side = stage.sides[team]
    path, words = (
        f"/v1/attachments/{side.file}",
        "UPDATE attachments SET owner = :owner WHERE id = :id",
    )
    ask_database(stage.hub.data, words, owner=RECORDED, id=side.file)
    with nothing_changes(stage.hub.data):
        for who in (f"{OTHER[team]}-lead", f"{OTHER[team]}-agent", "spare-lead"):
            refused = stage.clients[who].get(path)
            assert refused.status_code == 422
            assert side.word not in refused.text
    assert stage.clients[f"{team}-lead"].get(path).content == side.word.encode()
    found = stage.clients[f"{team}-lead"].get("/v1/audit?act=play_recording").json()["entries"]
    assert [(one["who"], one["subject"]) for one in found] == [
        (f"{team}-lea", f"recording/{side.file}")
    ]


@TEAMS
def test_sessions_end_by_their_owner(stage: Stage, team: str) -> None:
    theirs = stage.clients[f"{OTHER[team]}-lead"].get("/v1/sessions").json()["sessions"]
    with nothing_changes(stage.hub.data):
        for who in (f"{team}-lead", f"{team}-agent", "admin"):
            ended = stage.clients[who].delete(f"/v1/sessions/{theirs[0]['id']}")
            assert ended.status_code == 404
        wrong = f"/v1/admin/agents/{team}-lea/sessions/{theirs[0]['id']}"
        assert stage.clients["admin"].delete(wrong).status_code == 404


@TEAMS
def test_one_strange_id_spoils_a_command(stage: Stage, team: str) -> None:
    mine, strange = stage.sides[team], stage.sides[OTHER[team]]
    item, own = _item(stage, strange), _item(stage, mine)
    for who in (f"{team}-agent", f"{team}-lead"):
        with nothing_changes(stage.hub.data):
            for what, command in commands(mine, strange, item, own).items():
                answer = stage.desks[who].perform(command)
                assert isinstance(answer, Refusal), (who, what, answer)
                assert strange.word not in msgspec.json.encode(answer).decode(), what


@TEAMS
def test_the_id_of_anothers_command_brings_the_own_answer(stage: Stage, team: str) -> None:
    """Commands are remembered by who sent them: nobody reads an answer that another got."""
    mine, strange = stage.sides[team], stage.sides[OTHER[team]]
    key = f"guessed-{team}-command"
    theirs = stage.desks[f"{strange.team}-agent"]
    sent = SendMessage(
        client_id=new_id(), conversation_id=strange.conversation, channel=Channel.CHAT,
        text=f"a {strange.word} secret",
    )  # fmt: skip
    assert isinstance(theirs.perform(sent, key), Answer)
    own = MarkRead(conversation_id=mine.conversation, seq=1)
    answer = stage.desks[f"{team}-agent"].perform(own, key)
    assert isinstance(answer, Answer)
    again = stage.desks[f"{team}-lead"].perform(sent, key)
    assert isinstance(again, Refusal)
    for one in (answer, again):
        assert strange.word not in msgspec.json.encode(one).decode()


@TEAMS
def test_an_answer_to_a_strange_message_brings_nothing_of_it(stage: Stage, team: str) -> None:
    mine, strange = stage.sides[team], stage.sides[OTHER[team]]
    wish = SendMessage(
        client_id=new_id(), conversation_id=mine.conversation, channel=Channel.CHAT,
        text="as you said", answers=_item(stage, strange),
    )  # fmt: skip
    stage.desks[f"{team}-agent"].perform(wish)
    path = f"/v1/conversations/{mine.conversation}/timeline"
    for who in (f"{team}-agent", f"{team}-lead"):
        assert strange.word not in stage.clients[who].get(path).text


@TEAMS
def test_a_visitor_reaches_no_file_but_the_own(stage: Stage, team: str) -> None:
    side, other = stage.sides[team], stage.sides[OTHER[team]]
    with http(stage.hub.url, stage.tokens[f"{team}-visitor"]) as page:
        assert page.get(f"/chat/v1/attachments/{side.file}").content == side.word.encode()
        strange = page.get(f"/chat/v1/attachments/{other.file}")
        assert strange.status_code == 404
        assert other.word not in strange.text
        assert other.word not in page.get("/chat/v1/transcript").text
    ids = {"attachment_id": side.file, "upload_id": "somebodys-part"}
    with nothing_changes(stage.hub.data):
        for who in ("nobody", "revoked", f"{team}-agent", f"{team}-wall", "admin"):
            for path, methods in VISITORS.items():
                for method in methods:
                    query = "?name=a&size=1&offset=0" if "upload" in path else "?name=a"
                    asked = path.format(**ids) + ("" if method == "GET" else query)
                    answer = stage.clients[who].request(method, asked)
                    assert answer.status_code == 401, (who, method, path)
                    assert side.word not in answer.text


@TEAMS
def test_who_leads_no_more_sees_nothing_more(stage: Stage, team: str) -> None:
    """At once, with the token and the open socket of before; and again what one leads, when one leads again."""
    side, admin, desk = stage.sides[team], stage.clients["admin"], stage.desks[f"{team}-lead"]
    lead, path = stage.clients[f"{team}-lead"], f"/v1/conversations/{side.conversation}/timeline"
    wish = {
        "type": "define_team",
        "name": f"{team.title()} {side.word}",
        "members": [f"{team}-ann"],
    }
    assert lead.get(path).status_code == 200
    heard(desk)
    before = len(desk.frames)
    assert admin.put(f"/v1/admin/teams/{team}", json=wish).status_code == 204
    with nothing_changes(stage.hub.data):
        assert lead.get(path).status_code == 422
        assert lead.get(f"/v1/attachments/{side.file}").status_code == 422
        for asked in ("/v1/figures/names", "/v1/alerts", "/v1/shifts", "/v1/figures?by=agent"):
            assert side.word not in lead.get(asked).text, asked
            assert f"{team}-ann" not in lead.get(asked).text, asked
    _reads_and_writes(stage, side)
    (said,) = lead.get("/v1/announcements").json()["announcements"]  # the own words
    assert said["seen_by"] == {}
    heard(desk)
    told = b"".join(map(msgspec.json.encode, desk.frames[before:])).decode()
    for secret in ("fresh words", side.conversation, "AnnouncementSeen"):
        assert secret not in told, secret
    with Desk.open(stage.hub.live, stage.tokens[f"{team}-lead"]) as fresh:
        assert side.conversation not in heard(fresh)
    again = {**wish, "leads": [f"{team}-lea"]}
    assert admin.put(f"/v1/admin/teams/{team}", json=again).status_code == 204
    assert lead.get(path).status_code == 200
    (said,) = lead.get("/v1/announcements").json()["announcements"]
    assert list(said["seen_by"]) == [f"{team}-ann"]


def _reads_and_writes(stage: Stage, side: Side) -> None:
    """What the agent does meanwhile."""
    desk = stage.desks[f"{side.team}-agent"]
    assert isinstance(desk.perform(SeeAnnouncement(announcement_id=side.announcement)), Answer)
    wish = SendMessage(
        client_id=new_id(),
        conversation_id=side.conversation,
        channel=Channel.CHAT,
        text="fresh words",
    )
    assert isinstance(desk.perform(wish), Answer)


def test_two_leads_who_choose_one_id_at_once_do_not_take_it_from_each_other(stage: Stage) -> None:
    report = {"type": "define_report_schedule", "report": "queues", "entry_point_id": "post"}
    clients = [stage.clients[f"{team}-lead"] for team in WORDS]
    with ThreadPoolExecutor(2) as both:
        for number in range(12):
            path = f"/v1/report-schedules/both-{number}"
            wish = {**report, "receivers": ["a@example.org"]}
            asked = [both.submit(one.put, path, json=wish) for one in clients]
            codes = [one.result().status_code for one in asked]
            assert sorted(codes) == [204, 404]
            theirs = clients[codes.index(404)].get("/v1/report-schedules").json()["schedules"]
            assert f"both-{number}" not in [one["id"] for one in theirs]
