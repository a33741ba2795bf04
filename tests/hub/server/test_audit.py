"""The audit trail of a real hub: who did what, who may read it, what no crash takes away."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.hub.protocol import Answer, Refusal
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import SetPresence
from tests.hub import databases
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, http, make_agent, owner_token, problem, sign_in
from tests.hub.server.hub_process import (
    _MAIN,
    ROOT,
    HubProcess,
    ask_database,
    database_of,
    running_hub,
    where,
)

QUEUE = {"type": "define_queue", "name": "Refunds", "wrap_up_ms": 5_000}


def lines(url: str, token: str, **wanted: Any) -> list[dict[str, Any]]:
    """What the trail gives, newest first."""
    with http(url, token) as client:
        answer = client.get("/v1/audit", params={"limit": 500, **wanted})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["entries"]
        return found


def verify(data: Path) -> tuple[int, str]:
    """What is said of the trail of the hub in this folder."""
    words, secret = where(data)
    return said_by(*(words or ("--data", str(data))), **secret)


def said_by(*words: str, **more: str) -> tuple[int, str]:
    """`agent-desktop hub audit verify …`: its code and what it said; `more` stands in its environment."""
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, "hub", "audit", "verify", *words],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "", **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_change_is_written_with_its_fields_and_without_its_values(team: Team) -> None:
    with http(team.url, team.owner) as client:
        assert client.put("/v1/admin/queues/refunds", json=QUEUE).status_code == 204
        wish = {
            "type": "define_saved_reply",
            "title": "Sorry",
            "text": "Dear Ms Very-Secret, we are sorry",
        }
        assert client.put("/v1/admin/saved-replies/sorry", json=wish).status_code == 204
        wish = {"type": "define_disposition", "label": "Paid back"}
        assert client.put("/v1/admin/dispositions/paid", json=wish).status_code == 204
    (queue,) = lines(team.url, team.owner, subject="queues/refunds")
    assert (queue["who"], queue["act"], queue["whom"]) == ("owner", "define_queue", "")
    assert queue["who_name"] == "Olga Owner"
    assert json.loads(queue["detail"]) == {"fields": ["name", "wrap_up_ms"]}
    (outcome,) = lines(team.url, team.owner, subject="dispositions/paid")
    assert outcome["subject_name"] == "Paid back"
    (reply,) = lines(team.url, team.owner, subject="saved-replies/sorry")
    assert json.loads(reply["detail"]) == {"fields": ["text", "title"]}
    said = json.dumps(lines(team.url, team.owner))
    assert "Very-Secret" not in said
    assert "has a password" not in said


def test_a_week_of_many_shifts_is_planned_and_written_down_once(team: Team) -> None:
    days = "".join(
        f"ann,2030-01-{day:02},9:00,17:00\nben,2030-01-{day:02},9:00,17:00\n"
        for day in range(7, 12)
    )
    with http(team.url, team.owner) as client:
        wish = {"type": "import_shifts", "text": f"agent,day,start,end\n{days}"}
        assert client.post("/v1/shifts/import", json=wish).json()["planned"] == 10
        copy = {"type": "copy_shifts", "first": "2030-01-07", "to": "2030-01-14"}
        assert client.post("/v1/shifts/copy", json=copy).json()["planned"] == 10
        assert client.post("/v1/shifts/copy", json=copy).json()["known"] == 10
        wish = {
            "type": "import_shifts",
            "text": "agent,day,start,end\nann,2030-01-22,9:00,17:00\nann,2030-01-22,16:00,18:00\n",
        }
        refused = client.post("/v1/shifts/import", json=wish)
        assert refused.status_code == 422
        assert "line 3" in problem(refused)["remedy"]
        assert not client.get("/v1/shifts", params={"from": "2030-01-21"}).json()["shifts"]
    assert len(lines(team.url, team.owner, act="import_shifts")) == 1
    fields = [one["detail"] for one in lines(team.url, team.owner, act="copy_shifts")]
    assert len(fields) == 2, "what changed nothing is written down, too"


def test_what_is_refused_as_wrong_leaves_no_entry_of_the_change(team: Team) -> None:
    with http(team.url, team.owner) as client:
        gone = client.delete("/v1/admin/queues/support")
        assert gone.status_code == 422
    assert not lines(team.url, team.owner, act="remove_queue")


def test_signing_in_and_trying_to(team: Team) -> None:
    before = len(lines(team.url, team.owner, who="ann", act="sign_in"))
    sign_in(team.url, "ann")
    wrong = {"type": "sign_in", "email": "ann@example.org", "password": "a wrong password"}
    with http(team.url) as client:
        for _ in range(3):
            assert client.post("/v1/sign-in", json=wrong).status_code == 401
        nobody = {**wrong, "email": "my-password@example.org"}
        assert client.post("/v1/sign-in", json=nobody).status_code == 401
    found = lines(team.url, team.owner, who="ann", act="sign_in")
    acts = [one["act"] for one in found]
    assert len(found) == before + 2
    assert acts[:2] == ["sign_in_refused", "sign_in"]  # once a minute, however often
    assert "my-password" not in json.dumps(lines(team.url, team.owner))


def test_refused_attempts_over_both_doors(team: Team) -> None:
    with http(team.url, team.ann) as client:
        assert client.get("/v1/admin/agents").status_code == 403
        assert client.get("/v1/admin/agents").status_code == 403
    with Desk.open(team.live, team.ann) as desk:
        wish = SetPresence(agent_id="ben", state=PresenceState.BREAK, reason="Now")
        refused = desk.perform(wish)
        assert isinstance(refused, Refusal)
    found = lines(team.url, team.owner, who="ann", act="refused")
    asked = [json.loads(one["detail"])["asked"] for one in found]
    assert asked.count("GET /v1/admin/agents") == 1
    assert asked.count("SetPresence") == 1


def test_leads_read_of_their_own_teams_and_agents_nothing(team: Team) -> None:
    url = team.url
    lead = make_agent(url, team.owner, "lea", scopes=["agent", "supervisor"])
    other = make_agent(url, team.owner, "lou", scopes=["agent", "supervisor"])
    with http(url, team.owner) as client:
        for name, who, leads in (("east", "ann", "lea"), ("west", "ben", "lou")):
            wish = {"type": "define_team", "name": name, "members": [who], "leads": [leads]}
            assert client.put(f"/v1/admin/teams/{name}", json=wish).status_code == 204
    with Desk.open(team.live, team.ann), Desk.open(team.live, lead) as desk:
        wish_ = SetPresence(agent_id="ann", state=PresenceState.MEETING, reason="Come")
        assert isinstance(desk.perform(wish_), Answer)
    mine = lines(url, lead)
    assert ("lea", "set_presence", "ann") in [(o["who"], o["act"], o["whom"]) for o in mine]
    assert all({"ann", "lea"} & {one["who"], one["whom"]} for one in mine)
    theirs = lines(url, other)
    assert not [one for one in theirs if "set_presence" in one["act"]]
    with http(url, team.ann) as client:
        for path in ("/v1/audit", "/v1/audit/export", "/v1/audit/check"):
            assert client.get(path).status_code == 403
    with http(url, lead) as client:
        assert client.get("/v1/audit/check").status_code == 403
        page = client.get("/v1/audit").json()
        assert [one["id"] for one in page["people"]] == ["ann", "lea"]
        for asked in (
            "words=ben",
            "about=agent/ben",
            "words=lou",
            "words=west",
            "words=x&means=define_team",
        ):
            for one in client.get(f"/v1/audit?{asked}").json()["entries"]:
                assert {"ann", "lea"} & {one["who"], one["whom"]}
        said = client.get("/v1/audit/export?format=csv").text
        assert "set_presence" in said
        assert "define_team" not in said
    with http(url, team.owner) as client:
        for name in ("east", "west"):
            assert client.delete(f"/v1/admin/teams/{name}").status_code == 204


def test_pages_lead_to_the_beginning(team: Team) -> None:
    everything = [one["seq"] for one in lines(team.url, team.owner)]
    seen: list[int] = []
    with http(team.url, team.owner) as client:
        before: dict[str, int] = {}
        while True:
            page = client.get("/v1/audit", params={"limit": 7, **before}).json()
            seen += [one["seq"] for one in page["entries"]]
            if not page["more"]:
                break
            before = {"before": seen[-1]}
    assert seen == everything
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 1


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "from=x", "until=-1", "before=0", "nobody=1", "who=a&who=b"]
)
def test_wrong_questions(team: Team, query: str) -> None:
    with http(team.url, team.owner) as client:
        answer = client.get(f"/v1/audit?{query}")
        if query != "who=a&who=b":
            assert answer.status_code == 400
            assert problem(answer)["code"] == "malformed"
        assert client.get("/v1/audit/export?format=pdf").status_code == 400


def test_an_export_is_judged_away_from_the_hub(team: Team, tmp_path: Path) -> None:
    with http(team.url, team.owner) as client:
        exported = client.get("/v1/audit/export")
        assert "attachment" in exported.headers["content-disposition"]
        table = list(csv.reader(io.StringIO(client.get("/v1/audit/export?format=csv").text)))
        checked = client.get("/v1/audit/check").json()
        part = client.get("/v1/audit/export?who=owner")
    assert checked["broken"] is None
    *entries, end = [json.loads(one) for one in exported.text.splitlines()]
    assert [one["seq"] for one in entries] == list(range(1, len(entries) + 1))
    assert entries[-1]["act"] == "export_audit"
    assert (end["head"], end["digest"]) == (entries[-1]["seq"], entries[-1]["digest"])
    assert table[0][:3] == ["seq", "at", "who"]
    assert [row[-1] for row in table[1 : len(entries) + 1]] == [one["digest"] for one in entries]
    path = tmp_path / "audit.jsonl"
    path.write_bytes(exported.content)
    code, said = said_by("--file", str(path))
    assert (code, said.split(":")[0]) == (0, "The audit trail is whole")
    assert entries[-1]["digest"] in said
    path.write_text(exported.text.replace('"who":"owner"', '"who":"ann"', 1))
    first = next(at for at, one in enumerate(entries, 1) if one["who"] == "owner")
    code, said = said_by("--file", str(path))
    assert code == 1
    assert f"broken at entry {first} (line {first} of the file)" in said
    path.write_bytes(part.content)
    code, said = said_by("--file", str(path))
    assert code == 2
    assert "only a part of the trail" in said
    (noted,) = lines(team.url, team.owner, act="export_audit")[:1]
    assert json.loads(noted["detail"]) == {"format": "jsonl", "fields": ["who"]}


def test_words_find_names_acts_and_reasons_and_lead_to_what_it_was(team: Team) -> None:
    """In the words of who asks: people by their names, acts by what their language calls them."""
    with http(team.url, team.owner) as client:
        wish = {**QUEUE, "name": "Lost parcels"}
        assert client.put("/v1/admin/queues/q77", json=wish).status_code == 204
        page = client.get("/v1/audit", params={"words": "olga parcels"}).json()
        assert [one["subject"] for one in page["entries"]] == ["queues/q77"]
        assert page["entries"][0]["subject_name"] == "Lost parcels"
        assert (page["count"], page["counted"], page["more"]) == (1, True, False)
        assert {"id": "q77", "name": "Lost parcels"} in page["queues"]
        assert {"id": "owner", "name": "Olga Owner"} in page["people"]
        german = {"words": "parcels warteschlange", "means": ",define_queue.remove_queue"}
        found = client.get("/v1/audit", params=german).json()["entries"]
        assert [one["subject"] for one in found] == ["queues/q77"]
        about = client.get("/v1/audit", params={"about": "queue/q77"}).json()["entries"]
        assert [one["subject"] for one in about] == ["queues/q77"]
        assert not client.get("/v1/audit", params={"words": "50% nowhere"}).json()["entries"]


def test_the_running_hub_is_verified_and_a_changed_one_found(team: Team) -> None:
    data = team.hub.data
    code, said = verify(data)
    assert code == 0, said
    for words in ((), ("--data", str(data), "--file", "x"), ("--data", str(data / "nothing"))):
        assert said_by(*words)[0] == 2


def test_no_crash_takes_an_entry_away(tmp_path: Path) -> None:
    """Killed right after each answer: whatever was answered is in the trail, once."""
    data = tmp_path / "hub"
    asked: list[str] = []
    for life in range(3):
        hub = HubProcess(data)
        owner = owner_token(hub.url, hub.ticket)
        with http(hub.url, owner) as client:
            for number in range(5):
                name = f"q{life}-{number}"
                assert client.put(f"/v1/admin/queues/{name}", json=QUEUE).status_code == 204
                asked.append(f"queues/{name}")
        hub.kill()
    words = "SELECT subject FROM trail WHERE act = 'define_queue' ORDER BY seq"
    assert [row[0] for row in ask_database(data, words)] == asked
    code, said = verify(data)
    assert code == 0, said
    with databases.unguarded(database_of(data)):
        ask_database(data, "UPDATE trail SET who = 'somebody' WHERE seq = 3")
    assert "broken at entry 3" in verify(data)[1]
    with (
        running_hub(data) as again,
        http(again.url, owner_token(again.url, again.ticket)) as client,
    ):
        checked = client.get("/v1/audit/check").json()
        assert (checked["broken"], checked["why"]) == (3, "its digest does not fit")
        assert checked["entries"] == 2
