"""sipp is an exchange that has a mailbox, and a colleague who talks: it lets us know, and we give it up."""

import asyncio
from pathlib import Path

import pytest

from agent_desktop.sip.agent import dialog_info, message_summary
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.dialog_info import DialogInfo
from agent_desktop.sip.agent.events import Notified, SubscriptionChanged
from agent_desktop.sip.agent.message_summary import MessageSummary
from tests.contracts.asynchronous import asynchronous
from tests.peers.process import free_ports
from tests.peers.sipp import finished, waiting
from tests.sip.agent_phone import Phone
from tests.sip.peers.scenarios import answer, ask_back, scenario

MAILBOX = """Messages-Waiting: yes
Message-Account: sip:*97@pbx.test
Voice-Message: 2/8 (0/2)"""
#: As Asterisk writes it, which names no tags.
COLLEAGUE = """<?xml version="1.0"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="7" state="full" entity="sip:bob@pbx.test">
<dialog id="bob" direction="recipient"><state>confirmed</state></dialog></dialog-info>"""


def asked(expires: str) -> str:
    """Expect a SUBSCRIBE and keep who asks."""
    who = '<ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="peer"/>'
    long = f'<ereg regexp="{expires}" search_in="hdr" header="Expires:" check_it="true" assign_to="s"/>'
    return (
        f'<recv request="SUBSCRIBE" rrs="true"><action>{who}{long}<log message="[$peer][$s]"/>'
        "</action></recv>"
    )


def told(number: int, package: str, kind: str, body: str, state: str) -> tuple[str, str]:
    words = {"Event": package, "Subscription_State": state, "Content_Type": kind}
    return ask_back("NOTIFY", number, body, **words), '<recv response="200"/>'


@pytest.mark.parametrize(
    ("package", "kind", "body", "news"),
    [
        ("message-summary", message_summary.KIND, MAILBOX, MessageSummary),
        ("dialog", dialog_info.KIND, COLLEAGUE, DialogInfo),
    ],
)
def test_what_another_exchange_tells_is_heard(
    package: str, kind: str, body: str, news: type, tmp_path: Path
) -> None:
    granted = {"Expires": "3600"}
    steps = (
        asked("3600"),
        answer("200 OK", headers=granted),
        *told(1, package, kind, body, "active;expires=3600"),
        asked("0"),
        answer("200 OK", tag="", headers={"Expires": "0"}),
        *told(2, package, kind, body, "terminated;reason=timeout"),
    )
    path = tmp_path / "notifier.xml"
    path.write_text(scenario(*steps), encoding="utf-8")
    [port] = free_ports(1)
    with waiting(path, port, folder=tmp_path) as sipp:

        @asynchronous
        async def run() -> None:
            phone = Phone()
            phone.agent.add(Account("us", "sip:us@127.0.0.1"))
            made = phone.act(
                lambda now: phone.agent.subscribe("us", f"sip:bob@127.0.0.1:{port}", package, now)
            )
            heard = (await phone.until(Notified)).news
            assert isinstance(heard, news)
            if isinstance(heard, MessageSummary):
                assert (heard.new, heard.old, heard.account) == (2, 8, "sip:*97@pbx.test")
            else:
                assert isinstance(heard, DialogInfo)
                assert [one.state for one in heard.dialogs] == ["confirmed"]
            phone.act(made.stop)
            await phone.until(SubscriptionChanged, lambda one: one.state == "terminated")
            await asyncio.to_thread(finished, sipp)
            await phone.close()

        run()
