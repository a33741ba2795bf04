"""User agents whose network garbles what it carries: header fields, bodies and statuses, in the middle of real flows.

What must hold: no exception, and no call that is over but never forgotten.
"""

import random

import pytest

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.events import SubscriptionAsked, TransferAsked
from agent_desktop.sip.audio_terms import Unacceptable, WrongMoment
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.sdp import BadSdp
from tests.sip.agent_script import Stage, terms_of

VALUES = [
    *("", ";", "<", '"', "\xff", "1" * 400, "*", "a,b", "<sip:x@y>;tag=", "-1", "99999999999", "0"),
    *("terminated;reason=x", "<sip:a@b?Replaces=x>", "sip:[::1", "1 2 INVITE", "refer;id=zz"),
    *("application/sdp", "message/sipfrag", "timer,100rel", "<sip:192.0.2.9;lr>", "<tel:+1>"),
]
NAMES = [
    *("Contact", "To", "From", "CSeq", "RSeq", "RAck", "Require", "Supported", "Event", "Expires"),
    *("Subscription-State", "Refer-To", "Replaces", "Session-Expires", "Min-SE", "Record-Route"),
    *("Route", "Content-Type", "Retry-After", "WWW-Authenticate", "Reason", "Refer-Sub", "Via"),
    *("Call-ID", "Path", "Referred-By", "Min-Expires", "Proxy-Authenticate", "Authorization"),
]
STATUSES = [
    100,
    180,
    183,
    200,
    202,
    302,
    401,
    407,
    408,
    420,
    422,
    423,
    481,
    491,
    500,
    503,
    603,
    699,
]


def garbled(chance: random.Random, message: Message) -> Message:
    """The message with one thing wrong."""
    headers, body, name = message.headers.copy(), message.body, chance.choice(NAMES)
    match chance.randrange(6):
        case 0:
            headers.remove(name)
        case 1:
            headers.set(name, chance.choice(VALUES))
        case 2:
            headers.add(name, chance.choice(VALUES))
        case 3:
            body = chance.randbytes(chance.randrange(60))
        case 4 if body:
            at = chance.randrange(len(body))
            body = body[:at] + chance.randbytes(1) + body[at + 1 :]
        case _ if isinstance(message, Response):
            return Response(chance.choice(STATUSES), message.reason, headers, body)
    if isinstance(message, Request):
        return Request(message.method, message.uri, headers, body)
    return Response(message.status, message.reason, headers, body)


class Attack:
    """People who do things, and a network that is against them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        config = Config(packages=("message-summary", "dialog"), ring_s=60)
        self.stage = Stage("a", "b", "c", config=config)
        self.stage.filter = self.carry

    def carry(self, sender: str, receiver: str, message: Message) -> bool:
        if self.chance.random() > 0.25:
            return True
        stage = self.stage
        data = garbled(self.chance, message).encode()
        stage.agents[receiver].receive(data, stage.flow(receiver, sender), stage.now)
        return self.chance.random() < 0.5

    def step(self) -> None:
        stage, now = self.stage, self.stage.now
        calls = [one for name in stage.agents for one in stage.calls[name]]
        match self.chance.randrange(8):
            case 0 if len(calls) < 6:
                stage.call("a", "b", late=self.chance.random() < 0.3)
            case 1:
                stage.agents["a"].subscribe("a", "sip:b@192.0.2.2", "dialog", now)
            case 2:
                self.react()
            case 3:
                stage.wait(self.chance.choice([0.1, 1, 10, 40]))
            case _ if calls:
                self.do(self.chance.choice(calls))
        stage.run()

    def do(self, call: Call) -> None:
        now = self.stage.now
        try:
            match self.chance.randrange(7):
                case 0:
                    call.ring(now)
                case 1:
                    call.progress(terms_of(5000), now)
                case 2 | 3:
                    call.answer(terms_of(5000), now)
                case 4:
                    (call.resume if call.held else call.hold)(now)
                case 5:
                    call.transfer("sip:c@192.0.2.3", now)
                case 6 if self.chance.random() < 0.3:
                    call.hang_up(now)
        except (Unacceptable, BadSdp, WrongMoment):
            call.refuse(now, 488)

    def react(self) -> None:
        for name in self.stage.agents:
            for event in self.stage.events[name]:
                if isinstance(event, TransferAsked):
                    event.referral.follow(terms_of(7000), self.stage.now)
                elif isinstance(event, SubscriptionAsked):
                    event.notifier.accept("text/plain", b"news", self.stage.now)


@pytest.mark.parametrize("first", range(0, 160, 20))
def test_garbled_messages_harm_nobody(first: int) -> None:
    for seed in range(first, first + 20):
        attack = Attack(seed)
        for _ in range(30):
            attack.step()
        stage = attack.stage
        stage.filter = lambda *_: True
        for name in stage.agents:
            for call in stage.calls[name]:
                call.hang_up(stage.now)
        stage.wait(300)
        for name, agent in stage.agents.items():
            over = [one for one in agent.calls.by_name.values() if one.state == "ended"]
            assert not over, (seed, name)


def test_an_answer_whose_route_cannot_be_read_ends_the_call() -> None:
    stage = Stage()

    def spoil(_: str, __: str, message: Message) -> bool:
        if isinstance(message, Response) and message.status == 200:
            message.headers.add("Record-Route", "nonsense")
        return True

    stage.filter = spoil
    call = stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.run()
    assert call.outcome is not None
    assert (call.outcome.status, call.outcome.local) == (500, True)
    stage.wait(4000)
    assert stage.agents["a"].idle
