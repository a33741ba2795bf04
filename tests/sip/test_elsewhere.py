"""A name with several servers, one of which does not do: calls and registrations go to the next (RFC 3263, 4.3)."""

import random

import pytest

from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import CallArrived, OpenFlow, RegistrationChanged
from agent_desktop.sip.agent.silence import Silences
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.transport.dns import Directory
from agent_desktop.sip.transport.udp import UdpSocket
from tests.contracts.asynchronous import asynchronous
from tests.sip.agent_phone import Phone
from tests.sip.agent_script import Stage, state, terms_of
from tests.sip.ears import Ears
from tests.sip.name_server import NameServer
from tests.sip.test_registration import bindings, register, registration, rules_of, stage_of
from tests.sip.transaction_script import Tokens

POOL = Target("udp", "pool.test")


def stage_with_pool(config: Config | None = None) -> Stage:
    """`a` calls by a name behind which are `b` and `c`."""
    account = Account("a", "sip:a@pool.test", (POOL,), registers=False, keep_alive_s=0)
    stage = Stage("a", "b", "c", a=account, config=config)
    stage.pools["pool.test"] = ["b", "c"]
    return stage


def called(stage: Stage) -> None:
    call = stage.agents["a"].call("a", "sip:x@pool.test", terms_of(), stage.now)
    stage.calls["a"].append(call)
    stage.run()


def deaf(stage: Stage, *names: str) -> None:
    """Nothing reaches these."""
    stage.filter = lambda _, receiver, __: receiver not in names


def hangs_up(stage: Stage) -> None:
    stage.calls["a"][0].hang_up(stage.now)
    stage.agents["a"].remove("a")  # else its link would ask for signs of life for ever
    stage.ends_clean()


def test_a_server_that_says_503_is_passed_over() -> None:
    stage = stage_with_pool()
    called(stage)
    stage.play(
        (
            lambda s: s.calls["b"][0].refuse(s.now, 503),
            [
                "b: ended 503",
                "b→a 503",
                "a: open pool.test",
                "a→b ACK",
                "a: open pool.test",
                "a→c INVITE",
                "c: rings",
            ],
        )
    )
    stage.calls["c"][0].answer(terms_of(5000), stage.now)
    stage.run()
    assert state(stage.calls["a"][0]) == "active"
    first, second = stage.sent("INVITE")
    assert first.headers.get("Call-ID") != second.headers.get("Call-ID")
    hangs_up(stage)


def test_a_silent_server_is_passed_over_and_cancelled_when_it_wakes() -> None:
    stage = stage_with_pool()
    deaf(stage, "b")
    called(stage)
    stage.wait(2.1)
    assert len(stage.calls["c"]) == 1
    stage.calls["c"][0].answer(terms_of(5000), stage.now)
    stage.run()
    assert state(stage.calls["a"][0]) == "active"
    stage.filter = lambda *_: True
    stage.wait(4)
    assert len(stage.calls["b"]) == 1, "the INVITE came again"
    assert state(stage.calls["b"][0]) == "ended"
    assert len(stage.sent("CANCEL")) >= 1
    assert state(stage.calls["a"][0]) == "active"
    hangs_up(stage)


def test_who_answers_after_it_was_passed_over_is_hung_up() -> None:
    stage = stage_with_pool()
    stage.filter = lambda sender, _, __: sender != "b"
    called(stage)
    stage.calls["b"][0].answer(terms_of(6000), stage.now)
    stage.wait(2.1)
    stage.calls["c"][0].answer(terms_of(5000), stage.now)
    stage.filter = lambda *_: True
    stage.wait(10)
    assert state(stage.calls["b"][0]) == "ended"
    assert state(stage.calls["a"][0]) == state(stage.calls["c"][0]) == "active"
    hangs_up(stage)


@pytest.mark.parametrize(
    ("silent_s", "wait_s"), [(0.0, 2.0), (0.7, 1.3), (1.9, 0.5), (4.0, 0.5)], ids=str
)
def test_silence_counts_from_the_first_question_that_was_not_answered(
    silent_s: float, wait_s: float
) -> None:
    stage = stage_with_pool()
    called(stage)  # its way is open
    stage.calls["a"][0].hang_up(stage.now)
    stage.wait(1.0)
    deaf(stage, "b")
    if silent_s:
        stage.agents["a"].doubt("a", 60.0, stage.now)
        stage.run()
        stage.wait(silent_s)
    stage.agents["a"].call("a", "sip:x@pool.test", terms_of(), stage.now)
    stage.run()
    stage.wait(wait_s - 0.05)
    assert not stage.calls["c"]
    stage.wait(0.1)
    assert len(stage.calls["c"]) == 1


def test_a_server_that_was_slow_lately_is_waited_for_longer() -> None:
    flow = Flow("udp", ("192.0.2.2", 5060), ("192.0.2.1", 5060), "u")
    silences = Silences({flow: 1})
    silences.asked(flow, 10.0)
    silences.asked(flow, 10.5)
    silences.heard(flow, 11.0)
    assert silences.patience_s(flow, 20.0, 2.0) == 3.0
    silences.asked(flow, 20.0)
    assert silences.patience_s(flow, 21.0, 2.0) == 2.0
    silences.heard(flow, 60.0)
    assert silences.patience_s(flow, 61.0, 2.0) == 15.0
    for at in range(8):
        silences.asked(flow, 70.0 + at)
        silences.heard(flow, 70.1 + at)
    assert silences.patience_s(flow, 80.0, 2.0) == 2.0, "that was long ago"
    silences.asked(flow, 80.0)
    silences.forget(flow)
    assert silences.patience_s(flow, 90.0, 2.0) == 2.0


def test_only_ways_of_accounts_are_remembered() -> None:
    flow = Flow("udp", ("192.0.2.2", 5060), ("192.0.2.1", 5060), "u")
    silences = Silences({})
    silences.asked(flow, 10.0)
    assert silences.patience_s(flow, 20.0, 2.0) == 2.0


def test_each_server_is_tried_once() -> None:
    stage = stage_with_pool()
    deaf(stage, "b", "c")
    called(stage)
    stage.wait(2 + 31.9)
    assert state(stage.calls["a"][0]) == "dialing"
    stage.wait(0.2)
    outcome = stage.calls["a"][0].outcome
    assert outcome is not None
    assert (outcome.status, outcome.can_do) == (408, "check_connection")
    to = {receiver for _, receiver, one in stage.wire if isinstance(one, Request)}
    assert to == {"b", "c"}
    assert len({one.headers.get("Call-ID") for one in stage.sent("INVITE")}) == 2
    hangs_up(stage)


def test_who_has_the_call_keeps_it() -> None:
    stage = stage_with_pool()
    called(stage)
    stage.calls["b"][0].ring(stage.now)
    stage.run()
    deaf(stage, "b")
    stage.wait(60)
    assert not stage.calls["c"]
    assert state(stage.calls["a"][0]) == "early"
    stage.filter = lambda *_: True
    stage.calls["b"][0].refuse(stage.now, 486)
    stage.run()
    assert not stage.calls["c"], "busy is busy everywhere"
    hangs_up(stage)


def test_hanging_up_while_another_is_looked_for() -> None:
    stage = stage_with_pool()
    called(stage)
    asked: list[Target] = []
    stage.open = lambda name, target: asked.append(target)  # type: ignore[method-assign]
    stage.calls["b"][0].refuse(stage.now, 503)
    stage.run()
    [others] = asked
    assert others.besides == {("192.0.2.2", 5060)}
    stage.calls["a"][0].hang_up(stage.now)
    stage.agents["a"].opened(others, stage.flow("a", "c"), stage.now)
    stage.run()
    assert len(stage.sent("INVITE")) == 1
    assert state(stage.calls["a"][0]) == "ended"
    hangs_up(stage)


def test_a_way_that_was_given_has_no_others() -> None:
    stage = stage_with_pool()
    call = stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].refuse(stage.now, 503)
    stage.run()
    assert call.outcome is not None
    assert call.outcome.status == 503
    assert not any(isinstance(one, OpenFlow) for one in stage.events["a"])


def test_a_redirection_of_a_direct_call_leads_to_another_host() -> None:
    stage = Stage("a", "b", "c", config=Config(redirects=1))
    call = stage.agents["a"].call("a", "sip:b@192.0.2.2", terms_of(), 0)
    stage.run()
    stage.calls["b"][0].refuse(0, 302, contacts=["sip:c@192.0.2.3"])
    stage.run()
    assert [one[1] for one in stage.wire if one[2] in stage.sent("INVITE")] == ["b", "c"]
    stage.calls["c"][0].answer(terms_of(5000), 0)
    stage.run()
    assert state(call) == "active"
    call.hang_up(0)
    stage.ends_clean()


def test_a_call_finds_the_next_server_of_the_name() -> None:
    """Real sockets and a real name server: the first one takes datagrams and says nothing."""

    @asynchronous
    async def run() -> None:
        ears = Ears()
        dead = await UdpSocket.bind(ears, "dead", "127.0.0.1")
        hub = Phone(auto=True)
        hub.agent.add(Account("hub", "sip:hub@127.0.0.1", contact_user="hub"))
        alive = await hub.endpoint.ways.listen_udp("127.0.0.1")
        records = {
            ("_sip._udp.pool.test", "SRV"): [
                f"1 0 {dead.local[1]} host.test.",
                f"2 0 {alive.local[1]} host.test.",
            ],
            ("host.test", "A"): ["127.0.0.1"],
        }
        async with NameServer(records) as names:
            phone = Phone(Config(elsewhere_s=0.2))
            phone.endpoint.ways._directory = Directory([names.address])
            phone.agent.add(Account("us", "sip:us@pool.test"))
            call = await phone.call("us", "sip:hub@pool.test")
            await phone.reaches(call, "active")
            arrived = await hub.until(CallArrived)
            phone.act(call.hang_up)
            await hub.reaches(arrived.call, "ended")
            second = await phone.call("us", "sip:hub@pool.test")
            await phone.reaches(second, "active")
            await phone.close()
            asked = [ears.messages.get_nowait()[0] for _ in range(ears.messages.qsize())]
            assert len({one.headers.get("Call-ID") for one in asked}) == 1, "it is left alone now"
        await hub.close()
        await dead.close()

    run()


# Registrations


def test_a_registration_goes_to_the_next_server_at_once() -> None:
    stage = stage_of(servers=(POOL,))
    stage.pools["pool.test"] = ["gone", "a"]
    stage.hosts["gone"] = "192.0.2.66"
    register(stage)
    stage.wait(31.9)
    assert registration(stage).state == "registering"
    stage.wait(0.2)
    assert registration(stage).state == "registered"
    assert len(bindings(stage)) == 1


@pytest.mark.parametrize("status", [500, 503])
def test_a_registrar_that_is_ill_is_passed_over_once(status: int) -> None:
    stage = stage_of(servers=(POOL,))
    stage.pools["pool.test"] = ["c", "d"]
    stage.hosts.update(c="192.0.2.66", d="192.0.2.67")
    register(stage)
    for name in ("c", "d"):
        asked = stage.sent("REGISTER")[-1]
        head = f"Via: {asked.headers.get('Via')}\r\n" + "".join(
            f"{one}: {asked.headers.get(one)}\r\n" for one in ("From", "To", "Call-ID", "CSeq")
        )
        text = f"SIP/2.0 {status} No\r\n{head}Content-Length: 0\r\n\r\n"
        stage.agents["b"].receive(text.encode(), stage.flow("b", name), stage.now)
        stage.run()
    event = registration(stage)
    assert (event.state, event.outcome and event.outcome.status) == ("waiting", status)
    assert [receiver for _, receiver, _ in stage.wire] == ["c", "d"]


def test_a_server_that_was_started_anew_does_not_know_its_nonce() -> None:
    """Nor can it call it stale: the password is proved once more, and a wrong one is given up after that."""
    stage = stage_of()

    def forget(sender: str, _: str, message: Message) -> bool:
        if isinstance(message, Response) and message.status == 401:
            values = [
                one.replace(", stale=true", "") for one in message.headers.all("WWW-Authenticate")
            ]
            message.headers.remove("WWW-Authenticate")
            for value in values:
                message.headers.add("WWW-Authenticate", value)
        return True

    stage.filter = forget
    register(stage)
    registrar = stage.agents["a"].registrar
    assert registrar is not None
    for password, expected in (("secret", "registered"), ("changed", "refused")):
        registrar._rules = rules_of(password, Verifier("hub", password.encode(), Tokens(password)))
        before = len(stage.sent("REGISTER"))
        stage.wait(600)
        assert registration(stage).state == expected
        assert len(stage.sent("REGISTER")) == before + 2
    told = [one for one in stage.events["b"] if isinstance(one, RegistrationChanged)]
    assert [one.state for one in told].count("refused") == 1


def chance_of(stage: Stage, chance: random.Random) -> None:
    """Something that people or time do."""
    now, ours = stage.now, stage.calls["a"]
    ringing = [one for name in "bc" for one in stage.calls[name] if one.state == "ringing"]
    match chance.randrange(6):
        case 0 if len(ours) < 4:
            called(stage)
        case 1 | 2 if ringing:
            one = chance.choice(ringing)
            status = chance.choice([503, 503, 486, 302])
            match chance.randrange(3):
                case 0:
                    one.ring(now)
                case 1:
                    one.answer(terms_of(5000), now)
                case 2:
                    one.refuse(now, status, contacts=[f"sip:y@192.0.2.{chance.randint(2, 5)}"])
        case 3 if ours:
            chance.choice(ours).renew(terms_of(6000), now)
        case 4 if ours and chance.random() < 0.3:
            chance.choice(ours).hang_up(now)
        case _:
            stage.wait(chance.choice([0.1, 1, 6, 40]))
    stage.run()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_every_call_is_over_in_the_end(seed: int) -> None:
    chance = random.Random(seed)
    config = Config(redirects=chance.choice([0, 1]), ring_s=60, elsewhere_s=chance.choice([0.2, 5]))
    stage = stage_with_pool(config)
    loss = chance.choice([0.0, 0.1, 0.4, 0.8])
    stage.filter = lambda *_: chance.random() >= loss
    for _ in range(25):
        chance_of(stage, chance)
    stage.filter = lambda *_: True
    for calls in stage.calls.values():
        for one in calls:
            one.hang_up(stage.now)
    stage.agents["a"].remove("a")
    stage.ends_clean()
