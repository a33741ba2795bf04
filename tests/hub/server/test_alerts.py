"""Alerts over real sockets: told to leads, and to a web address that proves whose they are."""

import asyncio
import ssl
from functools import partial
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import alerting
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.protocol import Answer
from agent_desktop.hub.server import alert_courier
from agent_desktop.hub.server.alert_words import mail_of
from agent_desktop.hub.server.founding import OWNER
from agent_desktop.hub.storage.alerts import FAILED, SENT, WAITING, AlertSend, last_ways
from agent_desktop.model.alerts import (
    AgentState,
    Alert,
    AlertEnded,
    AlertFigure,
    AlertOver,
    AlertRaised,
    AlertRule,
    AlertWay,
    SeeAlert,
)
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, http
from tests.hub.server.report_stage import staged
from tests.journeys.running import wait_for
from tests.sip.certificates import Authority

RULE = {"type": "define_alert", "name": "Nobody", "figure": "ready", "queues": ["support"]}
LINES = {"raise_at": 0, "clear_at": 1, "raise_ms": 0, "clear_ms": 0}
SEND = AlertSend(id="a-raised-hook", rule_id="r", way="hook", body="{}", due_at=0)


def test_a_lead_is_told_sees_to_it_and_the_page_says_what_was_not_sent(team: Team) -> None:
    with (
        http(team.url, team.owner) as admin,
        Desk.open(team.live, team.owner) as lead,
        Desk.open(team.live, team.ann) as ann,
    ):
        wish = RULE | LINES | {"hook": "https://127.0.0.1:9/hook", "secret": "a secret"}
        assert admin.put("/v1/alerts/few", json=wish).status_code == 204
        found = lead.event(AlertRaised)
        assert found.alert.queue_id == "support"
        assert isinstance(lead.perform(SeeAlert(alert_id=found.alert.id)), Answer)
        lead.event(AlertRaised, lambda one: bool(one.alert.seen_by))
        refused = ann.perform(SeeAlert(alert_id=found.alert.id))
        assert not isinstance(refused, Answer)
        plain = {"hook": "http://example.org/"}
        assert admin.put("/v1/alerts/few", json=wish | plain).status_code == 422

        def told() -> str:
            (rule,) = admin.get("/v1/alerts").json()["rules"]
            assert rule["has_hook_secret"]
            assert "secret" not in rule
            return "".join(one.get("problem", "") for one in rule.get("told", []))

        wait_for("the word", lambda: told() == "The address lies inside a private network.")
        assert admin.delete("/v1/alerts/few").status_code == 204
        lead.event(AlertEnded)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        *((one, True) for one in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254")),
        *((one, True) for one in ("::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "0.0.0.0")),
        *((one, True) for one in ("100.64.0.1", "224.0.0.1", "ff02::1")),
        *((one, False) for one in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8")),
    ],
)
def test_which_addresses_are_private(address: str, private: bool) -> None:
    assert alert_courier.is_private(address) is private


@pytest.mark.parametrize(
    "address", ["http://example.org/", "https:///x", "https://u:p@example.org/", "ftp://x", "x", ""]
)
def test_addresses_that_nothing_is_sent_to(address: str) -> None:
    assert alert_courier.trouble(address)


def test_it_is_tried_again_with_longer_waits_and_then_given_up() -> None:
    one, now = SEND, 0
    waits = []
    while one.state == WAITING:
        one = alert_courier.after(one, alert_courier.Tried("No."), now)
        waits.append(one.due_at - now)
        now = one.due_at
    assert (one.state, one.problem) == (FAILED, "No.")
    assert waits[:-1] == list(alert_courier.WAITS_MS)
    assert alert_courier.after(SEND, alert_courier.Tried(""), 5).state == SENT
    assert alert_courier.after(SEND, alert_courier.Tried("No.", final=True), 5).state == FAILED


def test_an_alerts_end_waits_for_the_alert_and_others_do_not() -> None:
    late = {"due_at": 9_000, "attempts": 1}
    raised = replace(SEND, id="a-raised-hook", **late)
    ended = replace(SEND, id="a-cleared-hook", due_at=1_000)
    mailed = replace(SEND, id="a-cleared-mail", way="mail", due_at=500)
    other = replace(SEND, id="b-raised-hook", due_at=1_000)
    for waiting in ([ended, raised, other, mailed], [raised, mailed, ended, other]):
        assert alert_courier.next_sends(waiting, 2_000) == [mailed, other]
        assert alert_courier.next_sends(waiting, 9_000) == [mailed, other, raised]
    assert alert_courier.next_sends([ended], 1_000) == [ended]


async def _posted(folder: Path, answer: bytes) -> tuple[str, list[bytes]]:
    """What became of a request to a server of our own, and what came in."""
    authority = Authority(folder)
    files = authority.issue("localhost")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(files.certificate, files.key)
    came: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        came.extend((head, await reader.readexactly(2)))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    rule = AlertRule(id="r", name="R", hook=f"https://localhost:{port}/hook?x=1")
    trust = ssl.create_default_context(cafile=str(authority.file))
    async with server:
        return await alert_courier.post(rule, "a secret", b"{}", 5_000, trust), came


def test_a_request_is_signed_and_follows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_courier, "ALLOW_PRIVATE", True)
    problem, came = asyncio.run(
        _posted(tmp_path, b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
    )
    assert problem == ""
    head, body = came
    assert head.startswith(b"POST /hook?x=1 HTTP/1.1\r\nhost: localhost:")
    assert alert_courier.signature("a secret", 5, body).encode() in head
    moved = b"HTTP/1.1 302 Found\r\nlocation: https://localhost/\r\nconnection: close\r\n\r\n"
    problem, came = asyncio.run(_posted(tmp_path, moved))
    assert problem == "The answer was 302."
    monkeypatch.setattr(alert_courier, "ALLOW_PRIVATE", False)
    problem, came = asyncio.run(_posted(tmp_path, b""))
    assert (problem, came) == ("The address lies inside a private network.", [])


@asynchronous
async def test_a_request_that_failed_is_sent_again_and_signed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real server answers 500 once; what the courier keeps survives each try."""
    authority = Authority(tmp_path)
    files = authority.issue("localhost")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(files.certificate, files.key)
    came: list[tuple[str, bytes]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0])
        came.append((head, await reader.readexactly(length)))
        code = b"500 Oh" if len(came) == 1 else b"204 No Content"
        writer.write(b"HTTP/1.1 " + code + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async def secret(house: object, rule_id: str) -> str:
        return "a secret"

    trust = ssl.create_default_context(cafile=str(authority.file))
    monkeypatch.setattr(alert_courier, "ALLOW_PRIVATE", True)
    monkeypatch.setattr(alert_courier, "hook_secret", secret)
    monkeypatch.setattr(alert_courier, "post", partial(alert_courier.post, trust=trust))
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    hook = f"https://localhost:{server.sockets[0].getsockname()[1]}/hook"
    async with staged(tmp_path) as stage, server:

        def crossed(centre: Centre) -> None:
            with centre.request() as book:
                few = AlertRule(id="few", name="Few", figure=AlertFigure.READY, hook=hook)
                lines = {"raise_at": 0, "clear_at": 1, "raise_ms": 0}
                alerting.define(book, OWNER, replace(few, over=AlertOver.HOUSE, **lines))
            centre.board_round(-1, whole=True)
            centre.alert_round()

        async def tried(ms: int) -> AlertWay:
            stage.now += ms
            await alert_courier.send_due(stage.house)
            (way,) = await stage.rows(lambda storage: last_ways(storage, "few"))
            assert isinstance(way, AlertWay)
            return way

        await stage.ask(crossed)
        first = await tried(0)
        assert (first.state, first.problem) == (WAITING, "The answer was 500.")
        await tried(alert_courier.WAITS_MS[0] - 1)
        assert len(came) == 1  # not before it is due
        assert (await tried(1)).state == SENT
        await tried(10 * alert_courier.WAITS_MS[-1])
        assert len(came) == 2
    heads, bodies = zip(*came, strict=True)
    assert bodies[0] == bodies[1]
    assert msgspec.json.decode(bodies[0])["alert"]["rule_id"] == "few"
    signed = [
        one.lower().partition("x-agent-desktop-signature: ")[2].split("\r\n")[0] for one in heads
    ]
    for said, body in zip(signed, bodies, strict=True):
        at = int(said.removeprefix("t=").partition(",")[0])
        assert said == alert_courier.signature("a secret", at, body)
    assert signed[0] != signed[1]


def test_what_a_mail_says() -> None:
    alert = '{"id":"a","figure":"waiting","at":1,"value":12.0,"limit":10.0,"name":"Many","queue_name":"Support"}'
    subject, text = mail_of(f'{{"what":"raised","at":2,"alert":{alert}}}', "Our team")
    assert subject == "Alert: Many (Support)"
    assert text == "Support: 12 customers wait; the line is 10.\n\nOur team"
    subject, _ = mail_of(f'{{"what":"cleared","at":2,"alert":{alert}}}', "Our team")
    assert subject == "Over: Many (Support)"
    said = {
        figure: mail_of(f'{{"what":"raised","at":2,"alert":{encoded(figure)}}}', "")[1].split("\n")[
            0
        ]
        for figure in AlertFigure
    }
    assert said[AlertFigure.LONGEST_WAIT].endswith("waits for 1 s; the line is 2 s.")
    assert said[AlertFigure.READY] == "East (chat): 1 agent is ready; the line is 2."
    assert said[AlertFigure.WAITING] == "East (chat): 1 customer waits; the line is 2."
    assert len(set(said.values())) == len(AlertFigure)
    low = '{"id":"a","figure":"survey","at":1,"value":3,"limit":6,"name":"After","survey":"nps"}'
    _, text = mail_of(f'{{"what":"raised","at":2,"alert":{low}}}', "")
    assert "a customer answered 3 of 10 (NPS, 10 is best); low is 6 or less." in text
    long = alert.replace("waiting", "longest_wait").replace("12.0", "725").replace("10.0", "7200")
    _, text = mail_of(f'{{"what":"raised","at":2,"alert":{long}}}', "")
    assert text.startswith("Support: the first in line waits for 12:05 min; the line is 2:00 h.")
    for state in AgentState:
        late = f'{{"what":"raised","at":2,"alert":{encoded(AlertFigure.IN_STATE, state)}}}'
        assert mail_of(late, "")[0] == "Alert: Few (Ann)"
        assert mail_of(late, "")[1].startswith("Ann: ")


def encoded(figure: AlertFigure, state: AgentState | None = None) -> str:
    """An alert of a team, or of an agent in a state."""
    alert = Alert(id="a", figure=figure, at=1, value=1, limit=2, name="Few", state=state)
    if state is not None:
        return msgspec.json.encode(replace(alert, agent_id="ann", agent_name="Ann")).decode()
    team = replace(alert, team_id="e", team_name="East", channels=(Channel.CHAT,))
    return msgspec.json.encode(team).decode()
