"""A survey by mail through real servers: the question in the customer's mailbox, and what a mail program makes of the
answer."""

import email
import email.policy
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction
from agent_desktop.model.surveys import Answered, SurveyKind, answer_in
from tests.hub.channels.email.test_hub import (
    mail_from,
    reply,
    settings_of,
    there,
    until,
    use_mailbox,
)
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import ask_database, running_hub
from tests.peers.mail import MailServers, Pair

pytestmark = pytest.mark.serial

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SURVEY = {"type": "define_survey", "name": "After help", "channels": ["email"], "pause_ms": 0}


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="agent-desktop-hub-") as name:
        yield Path(name)


def newest(servers: MailServers, pair: Pair, count: int) -> EmailMessage:
    """The customer's newest mail, as soon as there are so many."""
    until(lambda: len(there(servers, pair)) == count)
    files = sorted(servers.box(pair.customer).glob("*"), key=lambda one: one.stat().st_mtime_ns)
    return email.message_from_bytes(files[-1].read_bytes(), policy=email.policy.default)


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def answered(pair: Pair, to: EmailMessage, text: str) -> bytes:
    """A reply as programs write it: in two forms, the question quoted, a signature with the firm's picture."""
    mail = EmailMessage()
    mail["From"] = f"Layla Haddad <{pair.customer}>"
    mail["To"] = pair.house
    mail["Subject"] = f"Re: {to['Subject']}"
    mail["Message-ID"] = f"<{new_id()}@customer.test>"
    mail["In-Reply-To"] = mail["References"] = to["Message-ID"]
    quoted = "".join(f"> {line}\n" for line in plain(to).splitlines())
    head = "On Sun, 22 Nov 2026 at 15:00 Support wrote:"
    mail.set_content(f"{text}\n-- \nLayla Haddad, 10 Harbour Street\n\n{head}\n\n{quoted}")
    mail.add_alternative(f"<p>{text}</p><img src='cid:logo@customer.test'>", subtype="html")
    *_, page = mail.iter_parts()
    assert isinstance(page, EmailMessage)
    page.add_related(PICTURE, "image", "png", cid="<logo@customer.test>")
    return bytes(mail)


def lines(url: str, token: str, conversation_id: str, kind: str) -> list[dict[str, Any]]:
    with http(url, token) as client:
        page = client.get(f"/v1/conversations/{conversation_id}/timeline?limit=100").json()
    return [one for one in page["items"] if one.get("kind") == kind]


def test_the_answer_of_a_mail_program_counts_and_stop_refuses(
    servers: MailServers, folder: Path
) -> None:
    pair = servers.pair()
    with running_hub(folder / "hub") as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        use_mailbox(hub.url, owner, settings_of(servers, pair))
        with http(hub.url, owner) as admin:
            assert admin.put("/v1/admin/surveys/csat", json=SURVEY).status_code == 204
        with Desk.open(hub.live, ann) as desk:
            desk.ready()

            def helped(name: str, mails: int) -> tuple[str, EmailMessage]:
                """The customer writes, is answered, and is asked."""
                desk.entries.clear()  # offers of before are over
                servers.deliver(pair.customer, pair.house, mail_from(pair, name, "Where is it?"))
                offer = desk.accept().offer
                answer = desk.perform(reply(offer.conversation_id, "On its way."))
                assert isinstance(answer, Answer)
                newest(servers, pair, mails)
                for done in (
                    EndInteraction(interaction_id=offer.interaction_id),
                    CompleteWrapUp(interaction_id=offer.interaction_id, disposition="answered"),
                ):
                    assert isinstance(desk.perform(done), Answer)
                return offer.conversation_id, newest(servers, pair, mails + 1)

            thread, asks = helped("one", 1)
            assert "How satisfied were you" in plain(asks)
            assert "Reply STOP" in plain(asks)
            assert asks["Auto-Submitted"] == "auto-generated", "so that no machine answers it"
            said = answered(pair, asks, "Hello Ann,\n\n2\n\nNobody called me back.\n")
            servers.deliver(pair.customer, pair.house, said)
            until(lambda: len(lines(hub.url, ann, thread, "surveyed")) == 1)
            (line,) = lines(hub.url, ann, thread, "surveyed")
            assert answer_in(line["detail"]) == Answered(SurveyKind.CSAT, 2)

            thread, asks = helped("two", 3)
            servers.deliver(pair.customer, pair.house, answered(pair, asks, "Stop\n\nRegards"))
            until(lambda: len(lines(hub.url, ann, thread, "survey_refused")) == 1)
            with http(hub.url, ann) as client:
                work = client.get(f"/v1/conversations/{thread}/timeline?limit=1").json()
            assert not work["conversation"].get("open"), "nobody has work of an answer"
    kept = ask_database(folder / "hub", "SELECT state, score, comment FROM asked ORDER BY asked_at")
    (state, score, comment), (refused, *_) = kept
    assert (state, score, refused) == ("answered", 2, "refused")
    assert "Nobody called me back." in comment
    assert "Harbour" not in comment
