"""Alerts' mails on their way through a real hub and real mail servers: raised and over, to everybody who is named; and
of a low answer to a survey, until somebody sees to it.
"""

import email
import email.policy
import tempfile
from pathlib import Path

import pytest

from agent_desktop.hub.protocol import Answer, ChatStateChanged, Rate, SnapshotFrame
from agent_desktop.model.alerts import SeeAlert
from agent_desktop.model.commands import EndInteraction
from tests.hub.channels.email.test_hub import put_mailbox, settings_of, until, use_mailbox
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import running_hub
from tests.peers.mail import MailServers, Pair
from tests.peers.process import free_ports

pytestmark = pytest.mark.serial


def came(servers: MailServers, box: str) -> list[tuple[str, str]]:
    """Subjects and texts of what lies in a box."""
    files = sorted(servers.box(box).glob("*"), key=lambda one: one.stat().st_mtime)
    mails = [
        email.message_from_bytes(one.read_bytes(), policy=email.policy.default) for one in files
    ]
    for mail in mails:
        assert mail["Auto-Submitted"] == "auto-generated"  # nobody's absence answers it
        assert "boss" not in str(mail["To"])
    return [(str(one["Subject"]), one.get_content().strip()) for one in mails]


def test_an_alert_and_its_end_arrive(servers: MailServers) -> None:
    pair, other = servers.pair(), servers.pair()
    with (
        tempfile.TemporaryDirectory(prefix="agent-desktop-hub-") as name,
        running_hub(Path(name) / "hub") as hub,
    ):
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        lea = make_agent(hub.url, owner, "lea", scopes=["agent", "supervisor"], queues=[])
        use_mailbox(hub.url, owner, settings_of(servers, pair))
        team = {"type": "define_team", "name": "East", "members": ["ann"], "leads": ["lea"]}
        with http(hub.url, owner) as admin:
            assert admin.put("/v1/admin/teams/east", json=team).status_code == 204
        _is_made_by_the_lead(hub.url, lea, pair, other)
        with Desk.open(hub.live, ann) as desk, Visitor(hub.url) as visitor:
            visitor.introduce("My secret is 4711")
            until(lambda: bool(came(servers, pair.customer)))
            desk.ready()
            offer = desk.accept()
            until(lambda: len(came(servers, other.customer)) == 2)
            until(lambda: len(came(servers, pair.customer)) == 2)
            with http(hub.url, lea) as client:
                assert client.delete("/v1/alerts/full").status_code == 204
                assert client.put("/v1/alerts/low", json=_low(pair)).status_code == 204
            with http(hub.url, owner) as admin:
                survey = {"type": "define_survey", "name": "After help", "kind": "ces", "low": 3}
                assert admin.put("/v1/admin/surveys/after", json=survey).status_code == 204
            ended = desk.perform(EndInteraction(interaction_id=offer.offer.interaction_id))
            assert isinstance(ended, Answer), ended
            visitor.until(ChatStateChanged, lambda frame: frame.state.survey is not None)
            visitor.send(Rate(score=2, comment="My secret is 4711"))
            until(lambda: len(came(servers, pair.customer)) == 3)
            with Desk.open(hub.live, lea) as lead:
                (shown,) = (one for one in lead.frames if isinstance(one, SnapshotFrame))
                (alert,) = shown.snapshot.alerts
                mailbox = settings_of(servers, pair)
                with http(hub.url, owner) as admin:  # nobody takes mail for a while
                    wrong = mailbox | {"smtp_port": str(free_ports(1)[0])}
                    put_mailbox(admin, wrong)
                lead.perform(SeeAlert(alert_id=alert.id))
            until(lambda: _told(hub.url, lea)["problem"] != "")
            assert _told(hub.url, lea)["state"] == "waiting"
            use_mailbox(hub.url, owner, mailbox)
            until(lambda: len(came(servers, pair.customer)) == 4)
    (low, text), (seen, end) = came(servers, pair.customer)[2:]
    assert (low, seen) == ("Alert: After help (Support)", "Seen: After help (Support)")
    said = "a customer answered 2 of 7 (CES, 7 is easiest); low is 3 or less."
    assert text.startswith(f"Support: {said}")
    assert end.startswith(f"Support: Lea sees to it. It was: {said}")
    assert "4711" not in text + end
    for box in (pair.customer, other.customer):
        (raised, text), (over, end) = came(servers, box)[:2]
        assert (raised, over) == ("Alert: Full (East)", "Over: Full (East)")
        assert text.startswith("East: 1 customer waits; the line is 1.")
        assert end.startswith("East: calm again.")
        assert "4711" not in text + end


def _told(url: str, token: str) -> dict[str, str]:
    """How telling by mail stands, as the page says it."""
    with http(url, token) as client:
        (rule,) = client.get("/v1/alerts").json()["rules"]
    (way,) = rule["told"]
    return {"problem": "", **way}


def _low(pair: Pair) -> dict[str, object]:
    """Who is told of low answers that the lead's team gets."""
    told = {"mail_by": "mailbox", "mail_to": [pair.customer]}
    what = {"figure": "survey", "over": "teams", "teams": ["east"]}
    return {"type": "define_alert", "name": "Low", **what, **told}


def _is_made_by_the_lead(url: str, token: str, pair: Pair, other: Pair) -> None:
    """The mailbox is among what she may choose; what was sent is said on the page."""
    with http(url, token) as client:
        known = client.get("/v1/alerts").json()
        assert known["mailboxes"] == [{"id": "mailbox", "name": "Support by mail"}]
        wish = {
            "type": "define_alert",
            "name": "Full",
            "over": "teams",
            "teams": ["east"],
            "raise_at": 1,
            "clear_at": 0,
            "raise_ms": 0,
            "clear_ms": 0,
            "mail_by": "mailbox",
            "mail_to": [pair.customer, other.customer],
        }
        answer = client.put("/v1/alerts/full", json=wish)
        assert answer.status_code == 204, answer.text
