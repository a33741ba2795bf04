"""sipp calls us: answered, cancelled at every state, late, held, at the same time as us, in the old way, with a
password."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from agent_desktop.sip.agent.config import Account, Config, Refused
from agent_desktop.sip.agent.events import (
    CallArrived,
    CallChanged,
    DigitArrived,
    MediaAgreed,
    TransferAsked,
)
from agent_desktop.sip.agent.server import judged
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message, Request, Response
from tests.contracts.asynchronous import asynchronous
from tests.peers import sipp
from tests.peers.process import free_ports
from tests.sip.agent_phone import Phone, voice
from tests.sip.peers.scenarios import answer, ask, expect, keep, pause, scenario
from tests.sip.transaction_script import Tokens

Deed = Callable[[Phone, CallArrived], Awaitable[None]]
CALLED = (
    ask("INVITE", 1, sdp="sendrecv", first=True),
    expect("100", optional=True),
    expect("180", optional=True),
    expect("200", holds="m=audio 40000"),
    ask("ACK", 1),
)
LEFT = (ask("BYE", 9), expect("200"))


def refused(branch: str) -> str:
    """The ACK of a refusal: in the INVITE's own transaction, so many steps back."""
    return ask("ACK", 1).replace("[branch]", branch).replace("[next_url]", "sip:us@127.0.0.1")


async def take(phone: Phone, arrived: CallArrived) -> None:
    phone.act(arrived.call.ring)
    phone.act(lambda now: arrived.call.answer(voice(), now))


def play(folder: Path, steps: tuple[str, ...], deed: Deed, *, config: Config | None = None) -> None:
    """Let sipp do these steps to us."""
    path = folder / "uac.xml"
    path.write_text(scenario(*steps), encoding="utf-8")
    [port] = free_ports(1)

    @asynchronous
    async def run() -> None:
        phone = Phone(config or Config(session_s=0))
        phone.agent.add(Account("us", "sip:us@127.0.0.1", contact_user="us"))
        here = (await phone.endpoint.ways.listen_udp("127.0.0.1")).local[1]
        # Left to itself sipp signs another address than that of its request.
        words = ["-s", "us", "-auth_uri", f"us@127.0.0.1:{here}"]
        called = asyncio.create_task(
            asyncio.to_thread(sipp.call, path, port, here, *words, folder=folder)
        )
        await deed(phone, await phone.until(CallArrived))
        await called
        await phone.until(CallChanged, lambda one: one.state == "ended")
        await phone.close()

    run()


def test_a_call(tmp_path: Path) -> None:
    play(tmp_path, (*CALLED, *LEFT), take)


def test_we_hang_up(tmp_path: Path) -> None:
    async def take_and_leave(phone: Phone, arrived: CallArrived) -> None:
        await take(phone, arrived)
        phone.act(arrived.call.hang_up)

    play(tmp_path, (*CALLED, expect("BYE"), answer("200 OK", tag="")), take_and_leave)


@pytest.mark.parametrize("state", ["100", "180", "183"])
def test_cancel(state: str, tmp_path: Path) -> None:
    steps = (
        ask("INVITE", 1, sdp="sendrecv", first=True),
        expect("100", optional=state != "100"),
        *([] if state == "100" else [expect(state)]),
        ask("CANCEL", 1).replace("[branch-2]", "[branch-2]" if state == "100" else "[branch-3]"),
        expect("200"),
        expect("487"),
        refused("[branch-5]" if state == "100" else "[branch-6]"),
    )

    async def ring(phone: Phone, arrived: CallArrived) -> None:
        if state == "180":
            phone.act(arrived.call.ring)
        elif state == "183":
            phone.act(lambda now: arrived.call.progress(voice(), now))
        ended = await phone.reaches(arrived.call, "ended")
        assert ended.outcome is not None
        assert ended.outcome.status == 487

    play(tmp_path, steps, ring)


def test_a_late_offer(tmp_path: Path) -> None:
    steps = (
        ask("INVITE", 1, first=True),
        expect("100", optional=True),
        expect("180", optional=True),
        expect("200", holds="m=audio 40000"),
        ask("ACK", 1, sdp="sendrecv"),
    )

    async def check(phone: Phone, arrived: CallArrived) -> None:
        assert arrived.call.offers is None
        await take(phone, arrived)
        await phone.reaches(arrived.call, "ended")
        assert arrived.call.agreed is not None
        assert arrived.call.agreed.remote == ("127.0.0.1", 41000)

    play(tmp_path, (*steps, *LEFT), check)


def test_the_answer_is_repeated_until_the_ack(tmp_path: Path) -> None:
    """sipp itself keeps repetitions to itself: that there were some is seen at our end."""
    sent: list[int] = []

    async def count(phone: Phone, arrived: CallArrived) -> None:
        ways = phone.endpoint.ways
        send = ways.send

        def counting(message: Message, flow: Flow) -> None:
            if isinstance(message, Response) and message.body:
                sent.append(message.status)
            send(message, flow)

        ways.send = counting  # type: ignore[method-assign]
        await take(phone, arrived)

    play(tmp_path, (*CALLED[:-1], pause(1200), ask("ACK", 1), *LEFT), count)
    assert sent[:2] == [200, 200]


def test_hold_by_the_caller(tmp_path: Path) -> None:
    steps = (
        *CALLED,
        ask("INVITE", 2, sdp="sendonly"),
        expect("100", optional=True),
        expect("200", holds="a=recvonly"),
        ask("ACK", 2),
        ask("INVITE", 3, sdp="sendrecv"),
        expect("100", optional=True),
        expect("200", holds="a=sendrecv"),
        ask("ACK", 3),
    )

    async def watch(phone: Phone, arrived: CallArrived) -> None:
        await take(phone, arrived)
        assert (await phone.reaches(arrived.call, "held")).held == "remote"

    play(tmp_path, (*steps, *LEFT), watch)


def test_glare(tmp_path: Path) -> None:
    """Both change the call at once: we turn theirs away, they take ours."""
    mine = {"Via": "[$via]", "CSeq": "[$cseq]", "From": "[last_To:]", "To": "[last_From:]"}
    taken = answer("200 OK", sdp="recvonly", tag="", headers=mine, again=True)
    taken = taken.replace("From: [last_To:]", "From: [$from]").replace(
        "To: [last_From:]", "To: [$to]"
    )
    kept = keep("INVITE").replace(
        "<log",
        '<ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="from"/>'
        '<ereg regexp=".*" search_in="hdr" header="To:" check_it="true" assign_to="to"/>'
        '<log message="[$from][$to]"/><log',
    )
    steps = (
        *CALLED,
        kept,
        ask("INVITE", 2, sdp="sendonly").replace("[last_To:]", "To: [$from]"),
        expect("100", optional=True),
        expect("491"),
        ask("ACK", 2).replace("[branch]", "[branch-3]"),
        taken,
        expect("ACK"),
    )

    async def hold(phone: Phone, arrived: CallArrived) -> None:
        await take(phone, arrived)
        phone.act(arrived.call.hold)
        assert (await phone.reaches(arrived.call, "held")).held == "local"

    bye = (ask("BYE", 3).replace("[last_To:]", "To: [$from]"), expect("200"))
    play(tmp_path, (*steps, *bye), hold)


def test_a_caller_of_rfc_2543(tmp_path: Path) -> None:
    def old(step: str) -> str:
        return step.replace(";branch=[branch]", "").replace(";tag=[pid]s[call_number]", "")

    play(tmp_path, tuple(old(one) for one in (*CALLED, *LEFT)), take)


def test_digits_and_a_transfer_that_we_do_not_follow(tmp_path: Path) -> None:
    info = {"Content-Type": "application/dtmf-relay"}
    steps = (
        *CALLED,
        ask("INFO", 2, headers=info, body="Signal=7\nDuration=120"),
        expect("200"),
        ask("REFER", 3, headers={"Refer-To": "<sip:elsewhere@127.0.0.1>"}),
        expect("603"),
    )

    async def watch(phone: Phone, arrived: CallArrived) -> None:
        await take(phone, arrived)
        assert (await phone.until(DigitArrived)).digit == "7"
        referral = (await phone.until(TransferAsked)).referral
        phone.act(referral.refuse)

    play(tmp_path, (*steps, *LEFT), watch)


def test_progress_for_sure_and_changes_before_and_after_the_answer(tmp_path: Path) -> None:
    """PRACK (RFC 3262), then UPDATE with an offer, then UPDATE as a refresh (RFC 3311, 4028)."""
    number = '<ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" check_it="true" assign_to="n"/>'
    steps = (
        ask("INVITE", 1, sdp="sendrecv", first=True, headers={"Require": "100rel"}),
        expect("100", optional=True),
        f'<recv response="183" rrs="true"><action>{number}<log message="[$n]"/></action></recv>',
        ask("PRACK", 2, headers={"RAck": "[$n] 1 INVITE"}),
        '<recv response="200"/>',
        ask("UPDATE", 3, sdp="sendonly"),
        expect("200", holds="a=recvonly"),
        expect("200", holds="CSeq: 1 INVITE"),
        ask("ACK", 1),
        ask("UPDATE", 4, headers={"Supported": "timer", "Session-Expires": "120;refresher=uac"}),
        expect("200", holds="Session-Expires: 120;refresher=uac"),
    )

    async def be_sure(phone: Phone, arrived: CallArrived) -> None:
        phone.act(lambda now: arrived.call.progress(voice(), now))
        await phone.until(MediaAgreed, lambda one: one.agreed.direction == "recvonly")
        phone.act(lambda now: arrived.call.answer(voice(), now))

    play(tmp_path, (*steps, *LEFT), be_sure)


def test_a_transfer_that_we_follow_is_told_to_its_end(tmp_path: Path) -> None:
    [port] = free_ports(1)
    them = '<ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="them"/>'
    done = '<ereg regexp="SIP/2.0 200" search_in="body" check_it="true" assign_to="unused"/>'
    steps = (
        *CALLED,
        ask("REFER", 2, headers={"Refer-To": f"<sip:third@127.0.0.1:{port}>"}),
        expect("202"),
        expect("NOTIFY", holds="Subscription-State: active[^$]*SIP/2.0 100"),
        answer("200 OK", tag=""),
        f'<recv request="NOTIFY"><action>{them}{done}<log message="[$them][$unused]"/></action></recv>',
        answer("200 OK", tag=""),
    )

    async def follow(phone: Phone, arrived: CallArrived) -> None:
        third = Phone(Config(session_s=0), auto=True)
        third.agent.add(Account("third", "sip:third@127.0.0.1", contact_user="third"))
        await third.endpoint.ways.listen_udp("127.0.0.1", port)
        await take(phone, arrived)
        referral = (await phone.until(TransferAsked)).referral
        made = phone.act(lambda now: referral.follow(voice(), now))
        assert made is not None
        await phone.reaches(made, "active")
        await phone.reaches(arrived.call, "ended")
        phone.act(made.hang_up)
        await third.reaches((await third.until(CallArrived)).call, "ended")
        await third.close()

    bye = (ask("BYE", 3).replace("[last_To:]", "To: [$them]"), expect("200"))
    play(tmp_path, (*steps, *bye), follow)


@pytest.mark.parametrize("qop", ["auth", "auth-int"])
def test_a_password_is_asked_for(qop: str, tmp_path: Path) -> None:
    verifier = Verifier("us", b"key", Tokens("n"), algorithms=("MD5",))

    def secrets(user: str, algorithm: str) -> str:
        return ha1(user, "us", "secret", algorithm)

    def gate(request: Request, flow: Flow, now: float) -> Refused | None:
        refused = judged(verifier, secrets, request, now, proxy=True)[0]
        if refused is None:
            return None
        asked = tuple((name, one.replace("auth,auth-int", qop)) for name, one in refused.headers)
        return Refused(refused.status, asked)

    steps = (
        ask("INVITE", 1, sdp="sendrecv", first=True),
        expect("100", optional=True),
        expect("407", auth=True),
        refused("[branch-3]"),
        ask("INVITE", 2, sdp="sendrecv", first=True).replace(
            "Max-Forwards: 70", "Max-Forwards: 70\n[authentication username=joe password=secret]"
        ),
        *CALLED[1:-1],
        ask("ACK", 2),
    )
    play(tmp_path, (*steps, *LEFT), take, config=Config(gate=gate))


def test_a_call_that_is_refused_or_sent_elsewhere(tmp_path: Path) -> None:
    steps = (
        ask("INVITE", 1, sdp="sendrecv", first=True),
        expect("100", optional=True),
        expect("302", holds="Contact: .sip:there@example.org."),
        refused("[branch-3]"),
    )

    async def redirect(phone: Phone, arrived: CallArrived) -> None:
        phone.act(lambda now: arrived.call.refuse(now, 302, contacts=["sip:there@example.org"]))

    play(tmp_path, steps, redirect)
