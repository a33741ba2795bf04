"""A hub of two teams that have the same of everything, each under words of its own, and who may knock at it.

East's secret word is quartz, West's zephyr: they are in what customers, agents and leads wrote and named. Ids and names
of agents begin with the team's.
"""

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec

from agent_desktop.hub.protocol import Answer, Introduce, Ping, Pong, Refusal, SayAccepted
from agent_desktop.model.alerts import AlertRaised
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.commands import (
    AddNote,
    ChoosePresence,
    CompleteWrapUp,
    EndInteraction,
    SendMessage,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import Announce, AnnouncementMade, GiveHint, RaiseHand
from agent_desktop.model.work import Channel
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub

Wish = dict[str, Any]
WORDS = {"east": "quartz", "west": "zephyr"}
OTHER = {"east": "west", "west": "east"}
MONDAY = (today := datetime.now(UTC).date()) - timedelta(days=today.weekday())


@dataclass(frozen=True)
class Side:
    """What a team has: a chat in hand, one that is over, a file, an announcement, and the secret of a wallboard."""

    team: str
    conversation: str
    work: str
    customer: str
    file: str
    announcement: str
    wall: str

    @property
    def word(self) -> str:
        """What nobody of the other team may read."""
        return WORDS[self.team]


@dataclass(frozen=True)
class Stage:
    """The hub, both sides, a client for each who asks, and the open desks of agents and leads."""

    hub: HubProcess
    sides: dict[str, Side]
    tokens: dict[str, str]
    clients: dict[str, httpx.Client]
    desks: dict[str, Desk]


def fill(side: Side, template: str) -> str:
    """A path or a text with the ids of a side."""
    values = {name: getattr(side, name) for name in Side.__dataclass_fields__}
    return template.format(word=side.word, monday=MONDAY.isoformat(), **values)


def _people(hub: HubProcess, owner: str) -> dict[str, str]:
    lead, tokens = ["agent", "supervisor"], {"owner": owner, "nobody": ""}
    with http(hub.url, owner) as admin:
        for team in WORDS:
            queue: Wish = {"type": "define_queue", "name": f"{team.title()} queue"}
            place: Wish = {
                "type": "define_entry_point",
                "name": f"{WORDS[team]} web",
                "channel": "chat",
            }
            place |= {"queue_id": f"{team}-queue"}
            _put(admin, f"/v1/admin/queues/{team}-queue", queue)
            _put(admin, f"/v1/admin/entry-points/{team}-web", place)
            done: Wish = {"type": "define_disposition", "label": f"{team.title()} done"}
            done |= {"queue_id": f"{team}-queue"}
            _put(admin, f"/v1/admin/dispositions/{team}-done", done)
            skills = {f"{team}-skill": 5}
            tokens[f"{team}-agent"] = make_agent(
                hub.url, owner, f"{team}-ann", queues=[f"{team}-queue"], skills=skills
            )
            tokens[f"{team}-lead"] = make_agent(
                hub.url, owner, f"{team}-lea", scopes=lead, queues=[]
            )
            wish: Wish = {"type": "define_team", "name": f"{team.title()} {WORDS[team]}"}
            wish |= {"members": [f"{team}-ann"], "leads": [f"{team}-lea"]}
            _put(admin, f"/v1/admin/teams/{team}", wish)
        tokens["spare-lead"] = make_agent(hub.url, owner, "spare-lead", scopes=lead, queues=[])
        tokens["admin"] = make_agent(hub.url, owner, "ada", scopes=["agent", "admin"], queues=[])
        _mailbox(admin)
        solved = {"type": "define_disposition", "label": "Solved"}
        _put(admin, "/v1/admin/dispositions/solved", solved)
        everything = ["agent", "supervisor", "admin"]
        tokens["revoked"] = make_agent(hub.url, owner, "gone", scopes=everything, queues=[])
    with http(hub.url, tokens["revoked"]) as client:
        assert client.post("/v1/sign-out").status_code == 204
    return tokens


def _put(client: httpx.Client, path: str, wish: Mapping[str, object]) -> None:
    answer = client.put(path, json=wish)
    assert answer.status_code == 204, (path, answer.text)


def _lead(client: httpx.Client, team: str) -> str:
    """What a lead keeps; the secret of the wallboard."""
    word, secret = WORDS[team], secrets.token_urlsafe(32)
    wall: Wish = {"type": "define_wallboard", "name": f"{word} wall", "secret": secret}
    _put(client, f"/v1/wallboards/{team}-wall", wall)
    alert: Wish = {"type": "define_alert", "name": f"{word} alert", "figure": "ready"}
    alert |= {"queues": [f"{team}-queue"], "raise_at": 50, "clear_at": 51, "raise_ms": 0}
    _put(client, f"/v1/alerts/{team}-alert", alert)
    report: Wish = {"type": "define_report_schedule", "report": "queues", "entry_point_id": "post"}
    report |= {"receivers": [f"{word}@example.org"]}
    _put(client, f"/v1/report-schedules/{team}-report", report)
    shift: Wish = {"type": "define_shift", "day": MONDAY.isoformat(), "starts": 540, "ends": 1020}
    _put(client, f"/v1/agents/{team}-ann/shifts/{team}-shift", shift)
    return secret


def _sent(desk: Desk, conversation_id: str, text: str, *files: Attachment) -> None:
    wish = SendMessage(
        client_id=new_id(),
        conversation_id=conversation_id,
        channel=Channel.CHAT,
        text=text,
        attachments=files,
    )
    assert isinstance(desk.perform(wish), Answer)


def _came(visitor: Visitor, word: str) -> None:
    client_id = new_id()
    visitor.send(
        Introduce(client_id=client_id, name=f"{word} customer", question=f"my {word} question")
    )
    visitor.until(SayAccepted, lambda frame: frame.client_id == client_id)


def _work(
    hub: HubProcess,
    team: str,
    tokens: dict[str, str],
    desks: dict[str, Desk],
    closing: contextlib.ExitStack,
) -> Side:
    """A chat that is over and one that goes on; with notes, files, hints, a hand and an announcement."""
    word, place = WORDS[team], f"{team}-web"
    with http(hub.url, tokens[f"{team}-agent"]) as client:
        kept = client.put(f"/v1/attachments/{team}-file?name={word}.txt", content=word.encode())
    file = Attachment(**kept.json()["attachment"])
    for who in (f"{team}-agent", f"{team}-lead"):
        desks[who] = closing.enter_context(Desk.open(hub.live, tokens[who]))
    desk, lead = desks[f"{team}-agent"], desks[f"{team}-lead"]
    desk.ready()
    assert isinstance(lead.perform(ChoosePresence(state=PresenceState.BUSY)), Answer)
    with Visitor(hub.url, place) as visitor:
        _came(visitor, word)
        offer = desk.accept().offer
        _sent(desk, offer.conversation_id, f"your {word} answer")
        assert isinstance(desk.perform(EndInteraction(interaction_id=offer.interaction_id)), Answer)
        done = CompleteWrapUp(interaction_id=offer.interaction_id, disposition=f"{team}-done")
        assert isinstance(desk.perform(done), Answer)
    desk.entries.clear()
    visitor = closing.enter_context(Visitor(hub.url, place))
    tokens[f"{team}-visitor"] = visitor.token
    _came(visitor, word)
    offer = desk.accept().offer
    at = offer.conversation_id
    _sent(desk, at, f"your {word} file", file)
    note = AddNote(client_id=new_id(), conversation_id=at, text=f"a {word} note")
    assert isinstance(desk.perform(note), Answer)
    assert isinstance(desk.perform(RaiseHand(text=f"{word} please")), Answer)
    hint = GiveHint(conversation_id=at, text=f"a {word} hint")
    assert isinstance(lead.perform(hint), Answer)
    until = wall_clock() + 3_600_000
    said = Announce(text=f"a {word} announcement", until=until, team_id=team)
    assert isinstance(lead.perform(said), Answer)
    made = lead.event(AnnouncementMade).announcement.id
    with http(hub.url, tokens[f"{team}-lead"]) as client:
        secret = tokens[f"{team}-wall"] = _lead(client, team)
    lead.event(AlertRaised)
    return Side(team, at, offer.interaction_id, offer.customer_id, file.id, made, secret)


def _mailbox(admin: httpx.Client) -> None:
    """A mailbox of the house that reports and alerts may go out by."""
    wish: Wish = {"type": "define_network_entry", "name": "Reports"}
    where = {"imap_host": "imap.invalid", "smtp_host": "smtp.invalid", "address": "p@example.org"}
    wish |= {"network": "email", "queue_id": "support", "secrets": {"password": "p"}}
    _put(admin, "/v1/admin/networks/post", wish | {"settings": where})


@contextlib.contextmanager
def staged() -> Iterator[Stage]:
    """Both sides at work; besides them a lead of no team, an administrator, and tokens that open other doors."""
    with throwaway_hub(voice=True) as hub, contextlib.ExitStack() as closing:
        tokens = _people(hub, owner_token(hub.url, hub.ticket))
        desks: dict[str, Desk] = {}
        sides = {team: _work(hub, team, tokens, desks, closing) for team in WORDS}
        clients = {
            who: closing.enter_context(http(hub.url, token)) for who, token in tokens.items()
        }
        yield Stage(hub, sides, tokens, clients, desks)
        for desk in desks.values():
            heard(desk)  # who does not read cannot say goodbye


def heard(desk: Desk) -> str:
    """All that a desk was told until now, but for refusals, which say what was asked."""
    desk.send(Ping(id="last"))
    desk.until(Pong)
    told = (one for one in desk.frames if not isinstance(one, Refusal))
    return b"".join(map(msgspec.json.encode, told)).decode()
