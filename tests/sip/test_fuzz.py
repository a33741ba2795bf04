"""Hostile input at length: mutated messages, others in every run, and long probes against every reading.

Whatever comes is a message or a refusal; nothing larger than the limits gets through. The slowest message is printed
(`pytest -s`); that work grows with the length alone shows there, and in that the probes end at all.
"""

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from agent_desktop.sip import fields
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import CallArrived, OpenFlow
from agent_desktop.sip.agent.user_agent import UserAgent
from agent_desktop.sip.audio_terms import Unacceptable, WrongMoment
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.grammar import BadValue
from agent_desktop.sip.message import Headers, Message, Request, Response
from agent_desktop.sip.parse import DATAGRAM, FIELDS, HEAD, BadMessage, KeepAlive, Stream, parse
from agent_desktop.sip.sdp import BadSdp
from agent_desktop.sip.transactions import Transmit
from agent_desktop.sip.uri import parse_uri
from tests.chances import tries
from tests.sip.agent_script import terms_of
from tests.sip.transaction_script import Tokens

from . import torture
from .mutation import mutated
from .readings import ADDRESS_LISTS, ADDRESSES, ONE_VALUE, TOKENS, read_everything

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "sip"
ROUNDS = tries(5)
MESSAGES = 5000
HERE = Flow("udp", ("192.0.2.1", 5060), ("192.0.2.2", 5060), "udp")

RICH = torture.options(
    'Contact: "A" <sip:a@[2001:db8::1]:5061;ob>;+sip.instance="<urn:uuid:1-2>";reg-id=1;q=0.5, <tel:+1-2>',
    "Route: <sip:p1.example.org;lr>,<sip:p2.example.org:5061;transport=tls;lr>",
    "Refer-To: <sip:c@d?Replaces=1%40h%3Bto-tag%3D2%3Bfrom-tag%3D3>",
    "Replaces: 1@h;to-tag=2;from-tag=3;early-only",
    "Session-Expires: 1800;refresher=uac",
    "Event: dialog;id=4",
    "Subscription-State: terminated;reason=timeout;retry-after=8",
    'Reason: SIP;cause=200;text="Call completed elsewhere"',
    "Retry-After: 5 (a (b)\\)) ;duration=6",
    "RAck: 1 2 INVITE",
    "Content-Type: multipart/mixed;boundary=a",
    "Supported: 100rel, replaces, timer",
    "Min-SE: 90",
    "Expires: 60",
)


def seeds() -> list[bytes]:
    """Our own messages, and the corpus where it is."""
    own = [
        RICH,
        *(case.data for case in [*torture.GOOD, *torture.BAD] if len(case.data) in range(1, 9000)),
    ]
    return own + [path.read_bytes() for path in sorted(CORPUS.rglob("*.dat"))]


def check(message: Message) -> None:
    """What holds for everything that gets through."""
    assert len(message.headers) <= FIELDS
    assert sum(len(name) + len(value) for name, value in message.headers) <= HEAD
    assert message.headers.get("from")
    if isinstance(message, Request):
        cseq = fields.CSeq.parse(message.headers.get("cseq") or "")
        assert cseq.method == message.method
    read_everything(message)


class Target:
    """A telephone that all of it is sent to. It takes calls, refuses them, or lets them ring, by chance."""

    def __init__(self, chance: random.Random, *, only_rings: bool = False) -> None:
        self._chance = chance
        self._most = 1 if only_rings else 4
        self._agent = UserAgent(Config(calls=50), Tokens("t"), random.Random(1))
        self._agent.add(Account("us", "sip:us@192.0.2.2", registers=False))
        self._now = 0.0
        self._count = 0

    def receive(self, data: bytes) -> list[Response]:
        """What it answers to a datagram."""
        self._now += 0.5
        self._agent.tick(self._now)
        self._taken()  # what it says again of earlier ones
        self._agent.receive(data, HERE, self._now)
        return self._taken()

    def is_well(self) -> bool:
        """Whether it answers OPTIONS, once."""
        self._count += 1
        number = self._count
        data = torture.wire(
            "OPTIONS sip:us@192.0.2.2 SIP/2.0",
            f"Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-are-you-well-{number}",
            "From: <sip:them@192.0.2.1>;tag=1",
            "To: <sip:us@192.0.2.2>",
            f"Call-ID: well-{number}",
            f"CSeq: {number} OPTIONS",
            "Max-Forwards: 70",
            "Content-Length: 0",
        )
        self._agent.receive(data, HERE, self._now)
        said = [(one.status, one.headers.get("CSeq")) for one in self._taken()]
        return said == [(200, f"{number} OPTIONS")]

    def _taken(self) -> list[Response]:
        answers = []
        while outputs := self._agent.take():
            for output in outputs:
                match output:
                    case Transmit(Response() as answer):
                        answers.append(answer)
                    case OpenFlow(target):
                        self._agent.unreachable(target, "nobody is there", self._now)
                    case CallArrived(call=call):
                        self._decide(call)
        return answers

    def _decide(self, call: Call) -> None:
        match self._chance.randrange(self._most):
            case 0:
                call.ring(self._now)
            case 1:
                call.refuse(self._now)
            case _:
                try:
                    call.answer(terms_of(4000), self._now)
                except (Unacceptable, BadSdp, WrongMoment):
                    call.refuse(self._now, 488)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_mutated_messages_are_read_or_refused(turn: int) -> None:
    """After each of them the telephone answers OPTIONS; and a refusal is the one that the reading wants."""
    seed = random.SystemRandom().getrandbits(32)
    print(f"turn {turn} is that of seed {seed}")  # noqa: T201
    chance, basis = random.Random(seed), seeds()
    target = Target(chance)
    stream, worst, read, answered = Stream(), (0.0, b""), 0, 0
    for _ in range(MESSAGES):
        data = mutated(chance, basis)
        began = time.thread_time()
        verdict = 0
        try:
            message = parse(data)
        except BadMessage as bad:
            answered += bad.partial is not None
            verdict = bad.status if bad.partial is not None else -1
        else:
            assert len(data) <= DATAGRAM
            check(message)
            read += 1
            if "content-length" in message.headers:
                items = (one for one in Stream().feed(data) if not isinstance(one, KeepAlive))
                first = next(items)
                assert isinstance(first, Message), (data, first)
                assert first.encode() == message.encode()
        said = target.receive(data)
        if verdict:
            assert {one.status for one in said} <= {verdict}, data
        assert target.is_well(), data
        worst = max(worst, (time.thread_time() - began, data))
        if stream.broken:
            stream = Stream()
        for item in stream.feed(data):
            if not isinstance(item, BadMessage | KeepAlive):
                assert item.headers.get("to")
    print(f"seed {seed}: {read} read; slowest {worst[0] * 1e3:.2f} ms for {len(worst[1])} bytes")  # noqa: T201
    assert read > MESSAGES / 20, "mutants must not all be bad"
    assert answered > MESSAGES / 20, "some are bad, and can be answered"


LONG = 20_000
#: Beginnings, what is repeated, and ends: the ways in which an expression could be led to try again and again.
PROBES = [
    *[(start, sign, end) for start in ("", "<", '"', "sip:", "<sip:", "SIP/2.0/UDP ", "a;", "1 ")
      for sign in ("a", " ", "\t", ";", ",", '"', "\\", "<", ">", "=", ":", "@", "%", "[", ".", "1", "(", "é", "*")
      for end in ("", "!\x00")],
    ("sip:", "a@", ""), ("sip:", "a:", "@"), ("sip:a@b", ";a", "\x00"), ("sip:a@b?", "a=b&", " "),
    ("<sip:a@b>", ";a=b", "\x00"), ("<sip:a@b>", ' ;a="b"', "x"), ("<sip:a@b>", ";a = ", ""),
    ("SIP/2.0/UDP h", ";a ", "\x00"), ("SIP / ", "2.0 / ", ""), ("", '"a" ', "<"), ("", "a <", ">"),
    ("", "<sip:a@b>,", ""), ("", "\\\"", ""), ('"', "\\\\", ""), ("5 ", "()", ""), ("5 ", "(", ")"),
    ("tel:+", "1-", ";"), ("a", ";b=c;", "\x00"), ("sip:[", "::", "]"), ("sip:", "1.", "1"),
]  # fmt: skip


def test_no_long_value_makes_a_reading_repeat_itself() -> None:
    worst = (0.0, "")
    for start, middle, end in PROBES:
        value = start + middle * (LONG // len(middle)) + end
        for where, probe in probes_of(value):
            began = time.thread_time()
            with contextlib.suppress(BadMessage, BadValue):
                probe()
            worst = max(worst, (time.thread_time() - began, f"{start}{middle}…{end} {where}"))
    print(f"slowest probe of {LONG} characters: {worst[0] * 1e3:.1f} ms, {worst[1]!r}")  # noqa: T201


def probes_of(value: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every place where `value` may stand, and what reads it there."""
    for name in ("Via", "Contact", "From", "Call-ID", "CSeq"):
        yield f"as {name}", partial(parse, torture.options(f"{name}: {value}"))
    yield "as Request-URI", partial(parse, torture.options(start=f"OPTIONS {value} SIP/2.0"))
    yield "as a line", partial(parse, torture.options(value))
    yield "as the first line", partial(parse, torture.wire(f"{value} sip:a SIP/2.0"))
    yield "as a URI", partial(parse_uri, value)
    for name in (*ADDRESS_LISTS, *ADDRESSES, *ONE_VALUE, *TOKENS, "Via", "Contact"):
        message = Request("OPTIONS", "sip:a", Headers([(name, value)]))
        yield f"read as {name}", partial(read_everything, message)
