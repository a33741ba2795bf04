"""We call sipp: what real phones do with calls, played by a program that notices what does not fit."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import CallProgressed, MediaAgreed, TransferChanged
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message, Request
from tests.contracts.asynchronous import asynchronous
from tests.peers.process import free_ports
from tests.peers.sipp import finished, waiting
from tests.sip.agent_phone import Phone
from tests.sip.peers.scenarios import answer, arrive, ask_back, expect, pause, scenario, verified

Deed = Callable[[Phone, Call], Awaitable[None]]
TAKEN = (answer("180 Ringing"), answer("200 OK", sdp="sendrecv", again=True), expect("ACK"))
LEFT = (expect("BYE"), answer("200 OK", tag=""))


def play(
    folder: Path, steps: tuple[str, ...], deed: Deed, *, late: bool = False, lost: str = ""
) -> None:
    """Let us call a sipp that does these steps, and do something with the call."""
    path = folder / "uas.xml"
    path.write_text(scenario(*steps), encoding="utf-8")
    [port] = free_ports(1)
    with waiting(path, port, folder=folder) as sipp:

        @asynchronous
        async def run() -> None:
            phone = Phone(Config(session_s=0))
            lose_first(phone, lost)
            known = Credentials("us", "secret")
            phone.agent.add(Account("us", "sip:us@127.0.0.1", credentials=known))
            call = await phone.call("us", f"sip:sipp@127.0.0.1:{port}", late=late)
            await deed(phone, call)
            await phone.reaches(call, "ended")
            await asyncio.to_thread(finished, sipp)
            await phone.close()

        run()


async def talk_and_leave(phone: Phone, call: Call) -> None:
    await phone.reaches(call, "active")
    phone.act(call.hang_up)


def test_a_call(tmp_path: Path) -> None:
    play(tmp_path, (arrive(), *TAKEN, *LEFT), talk_and_leave)


def test_a_peer_that_hangs_up(tmp_path: Path) -> None:
    async def wait(phone: Phone, call: Call) -> None:
        await phone.reaches(call, "active")

    play(tmp_path, (arrive(), *TAKEN, ask_back("BYE", 1), expect("200")), wait)


@pytest.mark.parametrize(
    ("status", "asks", "proof"),
    [
        ("401 Unauthorized", "WWW-Authenticate", "Authorization"),
        ("407 Proxy Authentication Required", "Proxy-Authenticate", "Proxy-Authorization"),
    ],
)
def test_a_password_is_given(status: str, asks: str, proof: str, tmp_path: Path) -> None:
    steps = (
        arrive(),
        answer(status, headers={asks: 'Digest realm="sipp", nonce="n1", qop="auth"'}),
        expect("ACK"),
        expect("INVITE", holds=f"CSeq: 2 INVITE[^$]*{proof}: Digest username=.us., realm=.sipp."),
        *TAKEN,
    )
    play(tmp_path, (*steps, *LEFT), talk_and_leave)


@pytest.mark.parametrize("qop", ["", ', qop="auth"', ', qop="auth-int"'])
def test_the_proof_of_a_password_is_right(qop: str, tmp_path: Path) -> None:
    """sipp computes it too; of the body as well, where that is asked for."""
    challenge = f'Digest realm="sipp", nonce="n1", algorithm=MD5{qop}'
    steps = (
        arrive(),
        answer("401 Unauthorized", headers={"WWW-Authenticate": challenge}),
        expect("ACK"),
        verified("INVITE", "us", "secret"),
        *TAKEN,
    )
    play(tmp_path, (*steps, *LEFT), talk_and_leave)


def test_early_media(tmp_path: Path) -> None:
    steps = (
        arrive(),
        answer("183 Session Progress", sdp="sendrecv"),
        pause(100),
        answer("200 OK", sdp="sendrecv", again=True),
        expect("ACK"),
    )

    async def hear(phone: Phone, call: Call) -> None:
        await phone.until(MediaAgreed, lambda one: one.early)
        await talk_and_leave(phone, call)

    play(tmp_path, (*steps, *LEFT), hear)


def test_progress_that_arrives_for_sure(tmp_path: Path) -> None:
    steps = (
        arrive(),
        answer("183 Session Progress", sdp="sendrecv", headers={"Require": "100rel", "RSeq": "7"}),
        expect("PRACK", holds="RAck: 7 1 INVITE"),
        answer("200 OK", tag=""),
        answer("200 OK", tag="", again=True, headers={"CSeq": "1 INVITE", "Via": "[$via]"}),
        expect("ACK"),
    )
    first = arrive().replace(
        "<log",
        '<ereg regexp=".*" search_in="hdr" header="Via:" check_it="true" assign_to="via"/>'
        '<log message="[$via]"/><log',
    )
    play(tmp_path, (first, *steps[1:], *LEFT), talk_and_leave)


def test_a_late_offer(tmp_path: Path) -> None:
    steps = (
        arrive(),
        answer("200 OK", sdp="sendrecv", again=True),
        expect("ACK", holds="m=audio 40000"),
    )
    play(tmp_path, (*steps, *LEFT), talk_and_leave, late=True)


def lose_first(phone: Phone, method: str) -> None:
    """Let the network lose the first request of a method."""
    ways = phone.endpoint.ways
    lost: list[Message] = []
    send = ways.send

    def lossy(message: Message, flow: Flow) -> None:
        if isinstance(message, Request) and message.method == method and not lost:
            lost.append(message)
        else:
            send(message, flow)

    ways.send = lossy  # type: ignore[method-assign]


@pytest.mark.parametrize("method", ["INVITE", "BYE"])
def test_what_is_lost_is_sent_again(method: str, tmp_path: Path) -> None:
    play(tmp_path, (arrive(), *TAKEN, *LEFT), talk_and_leave, lost=method)


def test_a_lost_ack_is_sent_again(tmp_path: Path) -> None:
    async def wait(phone: Phone, call: Call) -> None:
        await phone.reaches(call, "active")

    play(tmp_path, (arrive(), *TAKEN, ask_back("BYE", 1), expect("200")), wait, lost="ACK")


def test_a_slow_peer_and_a_bye_that_is_answered_late(tmp_path: Path) -> None:
    steps = (arrive(), pause(1200), *TAKEN, expect("BYE"), pause(1200), answer("200 OK", tag=""))
    play(tmp_path, steps, talk_and_leave)


def test_hold_and_resume(tmp_path: Path) -> None:
    steps = (
        arrive(),
        *TAKEN,
        expect("INVITE", holds="a=sendonly"),
        answer("200 OK", sdp="recvonly", tag="", again=True),
        expect("ACK"),
        expect("INVITE", holds="a=sendrecv"),
        answer("200 OK", sdp="sendrecv", tag="", again=True),
        expect("ACK"),
    )

    async def hold(phone: Phone, call: Call) -> None:
        await phone.reaches(call, "active")
        phone.act(call.hold)
        await phone.reaches(call, "held")
        phone.events.clear()
        phone.act(call.resume)
        await phone.reaches(call, "active")
        phone.act(call.hang_up)

    play(tmp_path, (*steps, *LEFT), hold)


def test_glare(tmp_path: Path) -> None:
    steps = (
        arrive(),
        *TAKEN,
        expect("INVITE"),
        answer("491 Request Pending", tag=""),
        expect("ACK"),
        expect("INVITE", holds="a=sendonly"),
        answer("200 OK", sdp="recvonly", tag="", again=True),
        expect("ACK"),
    )

    async def hold(phone: Phone, call: Call) -> None:
        await phone.reaches(call, "active")
        phone.act(call.hold)
        await phone.reaches(call, "held")
        phone.act(call.hang_up)

    play(tmp_path, (*steps, *LEFT), hold)


@pytest.mark.parametrize("before", ["100 Trying", "180 Ringing", "183 Session Progress"])
def test_cancel(before: str, tmp_path: Path) -> None:
    steps = (
        arrive(),
        answer(before, tag="" if before.startswith("100") else ";tag=x"),
        expect("CANCEL"),
        answer("200 OK", tag=";tag=x"),
        answer("487 Request Terminated", tag=";tag=x", headers={"CSeq": "1 INVITE"}),
        expect("ACK"),
    )

    async def cancel(phone: Phone, call: Call) -> None:
        if before.startswith("100"):  # it leaves when sipp has shown life
            await phone.until_sent("INVITE")
        else:
            await phone.until(CallProgressed)
        phone.act(call.hang_up)

    play(tmp_path, steps, cancel)


def test_cancel_that_crosses_the_answer(tmp_path: Path) -> None:
    crossing = {"CSeq": "1 INVITE"}
    steps = (
        arrive(),
        answer("180 Ringing", tag=";tag=x"),
        expect("CANCEL"),
        answer("200 OK", sdp="sendrecv", tag=";tag=x", headers=crossing),
        expect("ACK"),
        expect("BYE"),
        answer("200 OK", tag=""),
    )

    async def cancel(phone: Phone, call: Call) -> None:
        await phone.until(CallProgressed)
        phone.act(call.hang_up)

    play(tmp_path, steps, cancel)


def test_a_peer_of_rfc_2543_without_tags(tmp_path: Path) -> None:
    steps = (
        arrive(),
        answer("180 Ringing", tag=""),
        answer("200 OK", sdp="sendrecv", tag="", again=True),
        expect("ACK"),
    )
    play(tmp_path, (*steps, *LEFT), talk_and_leave)


@pytest.mark.parametrize("final", ["200 OK", "486 Busy Here"])
def test_blind_transfer(final: str, tmp_path: Path) -> None:
    good = final.startswith("200")
    kind = {"Event": "refer", "Content_Type": "message/sipfrag"}

    def news(number: int, text: str, state: str) -> str:
        return ask_back("NOTIFY", number, f"SIP/2.0 {text}", Subscription_State=state, **kind)

    steps = (
        arrive(),
        *TAKEN,
        expect("REFER", holds="Refer-To: .sip:carol@example.org."),
        answer("202 Accepted", tag=""),
        news(1, "100 Trying", "active;expires=60"),
        expect("200"),
        news(2, final, "terminated;reason=noresource"),
        expect("200"),
    )

    async def hand_on(phone: Phone, call: Call) -> None:
        await phone.reaches(call, "active")
        phone.act(lambda now: call.transfer("sip:carol@example.org", now))
        done = await phone.until(TransferChanged, lambda one: one.done)
        assert done.outcome.good is good
        if not good:
            assert call.state == "active"
            phone.act(call.hang_up)

    play(tmp_path, (*steps, *LEFT), hand_on)
