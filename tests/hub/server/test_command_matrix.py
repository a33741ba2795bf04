"""Every command of the protocol, tried over real sockets by two teams; and what sockets tell of the other team."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import msgspec
import pytest
from msgspec.structs import replace
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

import agent_desktop.hub
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Answer,
    FromDesk,
    Passing,
    Refusal,
    WallFigures,
)
from agent_desktop.model.alerts import AlertRaised, SeeAlert
from agent_desktop.model.backend_calls import Listening, Supervise
from agent_desktop.model.base import wall_clock
from agent_desktop.model.board import BoardChanged, BoardListed, Listed, WatchBoard
from agent_desktop.model.commands import BackendCommand
from agent_desktop.model.consulting import (
    AnswerConsult,
    ConsultChanged,
    ConsultWork,
    EndConsult,
    HandOverConsult,
)
from tests.hub.centre import test_reach as matrix
from tests.hub.centre.two_teams import House
from tests.hub.server.desk import WITHIN, Desk, body
from tests.hub.server.matrix_stage import OTHER, WORDS, Side, Stage, heard, staged
from tests.hub.server.standing import nothing_changes
from tests.hub.server.test_wallboards import Screen

SOCKETS = {
    "/v1/live": "agents'",
    "/v1/phone": "their telephones'",
    "/wallboard/live": "wallboards'",
    "/chat/v1/live": "customers'",
}
"""Every socket of the hub, and whose it is."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


@pytest.fixture(scope="module")
def spare(stage: Stage) -> Iterator[Desk]:
    """The desk of who may lead, and leads no team."""
    with Desk.open(stage.hub.live, stage.tokens["spare-lead"]) as desk:
        yield desk
        told = heard(desk)
    for side in stage.sides.values():
        for secret in (side.word, side.conversation, side.work):
            assert secret not in told, secret


def _house(side: Side) -> House:
    """What the matrix of the centre asks about, of a side of ours."""
    work = SimpleNamespace(id=side.work, conversation_id=side.conversation)
    return cast(
        House, SimpleNamespace(work=work, message="m", said=SimpleNamespace(id=side.announcement))
    )


def _command(stage: Stage, side: Side, name: str) -> BackendCommand:
    """The command, about what the side has."""
    if name == "SeeAlert":
        raised = stage.desks[f"{side.team}-lead"].event(AlertRaised)
        return SeeAlert(alert_id=raised.alert.id)
    if name == "Supervise":
        return Supervise(interaction_id=side.work, mode=Listening.MONITOR, token="t")
    if name in ("AnswerConsult", "HandOverConsult", "EndConsult"):
        return _about_consult(stage, side, name)
    known = matrix.OWN | matrix.LEADS | matrix.READS | matrix.MEMBERS
    command: Any = known[name](_house(side))
    own = {"agent_id": f"{side.team}-ann", "team_id": side.team, "queue_id": f"{side.team}-queue"}
    fields = type(command).__struct_fields__
    changed: dict[str, object] = {
        key: value for key, value in own.items() if key in fields and getattr(command, key)
    }
    if "reason" in fields:
        changed["reason"] = f"a {side.word} reason for {name}"
    if "until" in fields:
        changed["until"] = wall_clock() + 60_000
    return cast(BackendCommand, replace(command, **changed))


_CONSULTS: dict[str, str] = {}
"""The last one of each side."""


def _about_consult(stage: Stage, side: Side, name: str) -> BackendCommand:
    """A command about a consult that the side's agent has with the side's lead."""
    desk, last = stage.desks[f"{side.team}-agent"], _CONSULTS.get(side.team, "")
    if last:
        desk.perform(EndConsult(consult_id=last))
    wish = ConsultWork(interaction_id=side.work, agent_id=f"{side.team}-lea")
    assert isinstance(desk.perform(wish), Answer)
    told = desk.event(ConsultChanged, lambda event: event.consult.id != last)
    key = _CONSULTS[side.team] = told.consult.id
    if name == "AnswerConsult":
        return AnswerConsult(consult_id=key, accept=True)
    return EndConsult(consult_id=key) if name == "EndConsult" else HandOverConsult(consult_id=key)


NAMES = sorted((*matrix.OWN, *matrix.LEADS, *matrix.READS, *matrix.MEMBERS, "Supervise"))
"""The commands that are about somebody's work; the others are about who asks, or about customers of the house."""
LAST = ("WithdrawAnnouncement", "TakeOver", "Reassign")
"""What takes away what the others are about."""


def test_every_command_and_socket_is_tried() -> None:
    known = {kind.__name__ for kind in get_args(BackendCommand)}
    assert known == {*NAMES, *matrix.ONESELF, *matrix.THE_HOUSE, *matrix.ANY_LEAD, "WatchBoard"}
    assert {kind.__name__ for kind in get_args(FromDesk)} == {"Hello", "Perform", "Ping"}
    sources = Path(agent_desktop.hub.__file__).parent.rglob("*.py")
    found = sum(len(re.findall(r"WebSocketRoute\(", one.read_text("utf-8"))) for one in sources)
    assert found == len(SOCKETS)


@pytest.mark.parametrize("path", SOCKETS)
@pytest.mark.parametrize("who", ["nobody", "revoked", "stranger"])
def test_who_has_no_good_token_hears_nothing(stage: Stage, path: str, who: str) -> None:
    """The stranger's token is good, but of another door: an agent's at a customer's, a wallboard's at an agent's."""
    side = stage.sides["east"]
    strange = side.wall if path == "/v1/live" else stage.tokens["owner"]
    token = {"nobody": "made-up", "revoked": stage.tokens["revoked"], "stranger": strange}[who]
    hello = {"type": "hello", "protocol": PROTOCOL_VERSION, "token": token, "client": "tests"}
    if path != "/v1/live":
        del hello["client"]
    heard: list[str] = []
    try:
        with connect(stage.hub.url.replace("http", "ws", 1) + path) as line:
            line.send(msgspec.json.encode(hello).decode())
            while True:
                heard.append(str(line.recv(timeout=WITHIN)))
    except (InvalidStatus, ConnectionClosed):
        pass
    assert all('"type":"goodbye"' in one for one in heard), heard


@pytest.mark.parametrize("name", NAMES)
def test_the_other_team_may_not(stage: Stage, spare: Desk, name: str) -> None:
    asked = {team: _command(stage, side, name) for team, side in stage.sides.items()}
    with nothing_changes(stage.hub.data):
        for team, command in asked.items():
            assert type(command).__name__ == name
            others = (stage.desks[f"{OTHER[team]}-{role}"] for role in ("lead", "agent"))
            for desk in (*others, spare):
                answer = desk.perform(command)
                assert isinstance(answer, Answer if name in ("MarkRead", "ShowTyping") else Refusal)
                assert WORDS[team] not in body(answer).decode(), team


def _listed(desk: Desk, queue: str) -> BoardListed:
    """Wait for the interactions of a queue."""
    while True:
        told = desk.until(Passing).event
        if isinstance(told, BoardListed) and told.queue_id == queue:
            return told


def test_leads_look_at_their_own_teams(stage: Stage) -> None:
    for team, side in stage.sides.items():
        other = stage.sides[OTHER[team]]
        desk = stage.desks[f"{team}-lead"]
        for listed, queue in ((side, f"{team}-queue"), (other, f"{other.team}-queue")):
            wish = WatchBoard(queue_id=queue, listed=Listed.ACTIVE)
            assert isinstance(desk.perform(wish), Answer)
            told = _listed(desk, queue)
            shown = [side.conversation] if listed is side else []
            assert [one.conversation_id for one in told.lines] == shown
            assert told.total == len(shown)
        passed = [one.event for one in desk.frames if isinstance(one, Passing)]
        boards = [one for one in passed if isinstance(one, BoardChanged)]
        assert {line.id for one in boards for line in one.queues} == {f"{team}-queue"}
        assert {line.id for one in boards for line in one.agents} == {f"{team}-ann"}
        with Screen.open(stage.hub.url, side.wall) as screen:
            screen.until(WallFigures, lambda one: bool(one.queues))
        assert f'"name":"{team.title()} queue"' in "".join(screen.heard)
        assert not [
            one for one in screen.heard if other.team in one.casefold() or other.word in one
        ]


@pytest.mark.parametrize("name", sorted(matrix.LEADS, key=lambda one: (one in LAST, one)))
def test_the_own_lead_may_and_the_agent_may_not(stage: Stage, name: str) -> None:
    for team, side in stage.sides.items():
        command = _command(stage, side, name)
        if name != "LowerHand":  # the own hand
            assert isinstance(stage.desks[f"{team}-agent"].perform(command), Refusal)
        assert isinstance(stage.desks[f"{team}-lead"].perform(command), Answer)


WRITTEN = {
    "TakeOver": "take_over",
    "Reassign": "reassign",
    "SetPresence": "set_presence",
    "GiveHint": "give_hint",
    "FollowConversation": "follow",
    "LowerHand": "lower_hand",
    "SeeAlert": "see_alert",
    "Announce": "announce",
    "WithdrawAnnouncement": "withdraw_announcement",
}
"""What each command of leads is called in the trail."""


def test_every_act_of_a_lead_is_written_down_with_its_reason(stage: Stage) -> None:
    assert set(WRITTEN) == set(matrix.LEADS)
    for team, side in stage.sides.items():
        lead = stage.clients[f"{team}-lead"]
        for name, act in WRITTEN.items():
            found = lead.get(f"/v1/audit?who={team}-lea&act={act}").json()["entries"]
            assert found, act
            assert found[0]["subject"], act
            if "reason" in type(_command(stage, side, name)).__struct_fields__:
                assert f"a {side.word} reason for {name}" in found[0]["detail"]
        upon = lead.get(f"/v1/audit?who={team}-lea&whom={team}-ann").json()["entries"]
        assert {one["act"] for one in upon} >= {"set_presence", "give_hint", "lower_hand"}
        refused = stage.clients["admin"].get(f"/v1/audit?who={OTHER[team]}-lea&act=refused").json()
        assert len(refused["entries"]) >= len(WRITTEN) - 2  # the same within a minute is one
    checked = stage.clients["admin"].get("/v1/audit/check").json()
    assert checked["broken"] is None


def test_nothing_of_the_other_team_was_heard(stage: Stage) -> None:
    """In all that the tests above did: every frame of every desk, from the snapshot on."""
    for who, desk in stage.desks.items():
        told = heard(desk)
        own, other = who.split("-")[0], OTHER[who.split("-")[0]]
        assert WORDS[own] in told
        for secret in (WORDS[other], stage.sides[other].conversation, stage.sides[other].work):
            assert secret not in told, (who, secret)
