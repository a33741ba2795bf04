"""Registering, and being a registrar: both ends of it against each other, and against answers written by hand."""

import itertools
import random
from dataclasses import replace

import pytest

from agent_desktop.sip.agent.auth import Authenticator
from agent_desktop.sip.agent.config import Account, Config, Refused
from agent_desktop.sip.agent.events import BindingsChanged, CloseFlow, RegistrationChanged
from agent_desktop.sip.agent.server import Rules, judged
from agent_desktop.sip.digest import Credentials, ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Flow, Target, Transport
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import reply
from tests.sip.agent_script import Stage, state, terms_of
from tests.sip.transaction_script import Tokens

INSTANCE = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"


def rules_of(password: str = "secret", verifier: Verifier | None = None) -> Rules:
    """Everybody has the same password; who is `b` may be b."""
    return Rules(
        verifier or Verifier("hub", b"key", Tokens("nonce")),
        lambda user, algorithm: ha1(user, "hub", password, algorithm),
        lambda user, aor: aor == f"sip:{user}@192.0.2.1",
    )


def stage_of(
    transport: Transport = "udp",
    *,
    password: str = "secret",
    servers: tuple[Target, ...] | None = None,
    **more: object,
) -> Stage:
    """`a` is the hub, `b` a phone."""
    account = Account(
        "b",
        "sip:b@192.0.2.1",
        servers or (Target(transport, "192.0.2.1"),),
        Credentials("b", password),
        instance=INSTANCE,
    )
    account = replace(account, **more)  # type: ignore[arg-type]
    return Stage("a", "b", transport=transport, rules=rules_of(), b=account)


def register(stage: Stage) -> None:
    """Let the phone register."""
    stage.agents["b"].register("b", stage.now)
    stage.run()


def registration(stage: Stage) -> RegistrationChanged:
    """What the phone said last of its registration."""
    event = stage.last("b", RegistrationChanged)
    assert isinstance(event, RegistrationChanged)
    return event


def bindings(stage: Stage) -> list[str]:
    """Where the hub reaches the phone."""
    registrar = stage.agents["a"].registrar
    assert registrar is not None
    return [one.contact for one in registrar.lookup("sip:b@192.0.2.1")]


def test_a_registration_from_its_begin_to_its_end() -> None:
    stage = stage_of().play(
        (
            lambda s: s.agents["b"].register("b", s.now),
            [
                "b: 0 connecting",
                "b: open 192.0.2.1",
                "b: 0 registering",
                "b→a REGISTER",
                "a→b 401",
                "b: warned digest-in-clear",
                "b→a REGISTER",
                "a→b 200",
                "b: 0 registered",
            ],
        ),
        ("wait 20", []),
    )
    [contact] = bindings(stage)
    assert contact.endswith("@192.0.2.2:5060;ob")
    assert registration(stage).expires_s == 600
    first, second = stage.sent("REGISTER")
    assert "reg-id=1" in (first.headers.get("Contact") or "")
    assert INSTANCE in (second.headers.get("Contact") or "")
    assert second.headers.get("CSeq") == "2 REGISTER"
    stage.wait(3000)
    assert registration(stage).state == "registered"
    assert len(bindings(stage)) == 1
    stage.play(
        (
            lambda s: s.agents["b"].unregister("b", s.now),
            [
                "b: 0 leaving",
                "b→a REGISTER",
                "a→b 401",
                "b→a REGISTER",
                "a→b 200",
                "b: close",
                "b: 0 off",
            ],
        )
    )
    assert bindings(stage) == []
    stage.ends_clean()


def test_a_secure_way_is_not_warned_of_and_never_left() -> None:
    stage = stage_of("tls")
    register(stage)
    assert registration(stage).state == "registered"
    assert "b: warned digest-in-clear" not in stage.said
    flow = stage.flow("b", "a")
    line = stage.agents["b"].lines["b"]
    assert line.way("sip:x@elsewhere.example;transport=udp", None) == flow
    stage.agents["b"].flow_lost(flow, "gone", 1)
    assert line.way("sip:x@elsewhere.example;transport=udp", None) == Target("tls", "192.0.2.1")


def test_servers_in_the_clear_are_no_reserve_for_protected_ones() -> None:
    servers = (Target("tls", "192.0.2.1"), Target("udp", "192.0.2.1"))
    with pytest.raises(ValueError, match="protected ways only"):
        stage_of(servers=servers)


def test_a_wrong_password_is_tried_once() -> None:
    stage = stage_of(password="wrong")
    register(stage)
    event = registration(stage)
    assert (event.state, event.outcome and event.outcome.can_do) == ("refused", "check_password")
    assert len(stage.sent("REGISTER")) == 2
    stage.wait(4000)
    assert len(stage.sent("REGISTER")) == 2
    assert bindings(stage) == []


def test_nobody_may_take_the_address_of_another() -> None:
    stage = stage_of(aor="sip:boss@192.0.2.1")
    register(stage)
    outcome = registration(stage).outcome
    assert outcome is not None
    assert outcome.status == 403


def test_an_interval_that_is_too_brief_is_raised() -> None:
    stage = stage_of(expires_s=10)
    register(stage)
    assert registration(stage).expires_s == 60
    stage.wait(600)
    assert registration(stage).state == "registered"


def test_a_lost_connection_is_formed_anew_and_its_binding_replaced() -> None:
    stage = stage_of("tcp")
    register(stage)
    flow, back = stage.flow("b", "a"), stage.flow("a", "b")
    stage.agents["a"].flow_lost(back, "gone", stage.now)
    assert bindings(stage) == []
    stage.run()
    assert stage.last("a", BindingsChanged) == BindingsChanged("sip:b@192.0.2.1", ())
    stage.agents["b"].flow_lost(flow, "gone", stage.now)
    stage.wait(1)
    assert registration(stage).state == "registered"
    assert len(bindings(stage)) == 1
    assert stage.last("b", CloseFlow) == CloseFlow(flow, failed=True)


def test_tries_come_at_the_pauses_of_the_standard() -> None:
    stage = stage_of(servers=(Target("tcp", "192.0.2.77"),))
    tries: list[float] = []
    register(stage)
    for _ in range(4):
        tries.append(stage.now)
        before = stage.said.count("b: open 192.0.2.77")
        while stage.said.count("b: open 192.0.2.77") == before:
            stage.wait(1)
    pauses = [after - begin for begin, after in itertools.pairwise(tries)]
    for number, pause in enumerate(pauses, 1):
        assert 30 * 2**number / 2 <= pause <= 30 * 2**number + 1
    event = registration(stage)
    assert event.outcome is not None
    assert event.outcome.can_do == "check_connection"
    stage.agents["b"].unregister("b", stage.now)
    stage.run()
    assert registration(stage).state == "off"


def test_two_servers_at_once_by_outbound() -> None:
    stage = stage_of(servers=(Target("udp", "192.0.2.1"), Target("udp", "192.0.2.77")))
    register(stage)
    states = {
        one.number: one.state for one in stage.events["b"] if isinstance(one, RegistrationChanged)
    }
    assert states == {0: "registered", 1: "waiting"}
    line = stage.agents["b"].lines["b"]
    assert line.flow == stage.flow("b", "a")


@pytest.mark.parametrize("status", [439, 420])
def test_a_first_hop_without_outbound_is_done_without_it(status: int) -> None:
    stage = stage_of()
    stage.filter = lambda sender, *_: sender != "b"
    register(stage)

    def answer(code: int, **headers: str) -> None:
        response = reply(stage.sent("REGISTER")[-1], code, tag="x")
        for name, value in headers.items():
            response.headers.add(name, value)
        stage.agents["b"].receive(response, stage.flow("b", "a"), stage.now)
        stage.run()

    answer(status)
    again = stage.sent("REGISTER")[-1]
    assert "reg-id" not in (again.headers.get("Contact") or "")
    assert "outbound" not in (again.headers.get("Supported") or "")
    answer(200, Contact=f"{again.headers.get('Contact')}".replace("600", "120"))
    assert registration(stage).expires_s == 120


def test_a_busy_server_is_left_alone_for_as_long_as_it_says() -> None:
    stage = stage_of()
    stage.filter = lambda sender, *_: sender != "b"
    register(stage)
    response = reply(stage.sent("REGISTER")[-1], 503, tag="x")
    response.headers.add("Retry-After", "300 (maintenance)")
    stage.agents["b"].receive(response, stage.flow("b", "a"), stage.now)
    stage.wait(299)
    assert len(stage.sent("REGISTER")) == 1
    stage.wait(2)
    assert len(stage.sent("REGISTER")) > 1
    outcome = next(
        one.outcome
        for one in stage.events["b"]
        if isinstance(one, RegistrationChanged) and one.outcome is not None
    )
    assert (outcome.retry_after_s, outcome.can_do) == (300, "try_later")


def hand_made(stage: Stage, contact: str, number: int, **headers: str) -> Response:
    """A REGISTER written by hand, with a good answer to the challenge."""
    auth = Authenticator(Credentials("b", "secret"), Tokens("c"))

    def once(turn: int) -> Response:
        request = Request("REGISTER", "sip:192.0.2.1")
        branch = f"z9hG4bKhand{number}-{turn}-{random.random()}"
        request.headers.add("Via", f"SIP/2.0/UDP 192.0.2.2:5060;branch={branch}")
        request.headers.add("From", "<sip:b@192.0.2.1>;tag=1")
        request.headers.add("To", "<sip:b@192.0.2.1>")
        request.headers.add("Call-ID", "by-hand")
        request.headers.add("CSeq", f"{number + turn} REGISTER")
        if contact:
            request.headers.add("Contact", contact)
        for name, value in headers.items():
            request.headers.add(name, value)
        auth.sign(request)
        stage.agents["a"].receive(request.encode(), stage.flow("a", "b"), stage.now)
        stage.run()
        found = next(one for _, _, one in reversed(stage.wire) if isinstance(one, Response))
        auth.learn(found, request)
        return found

    first = once(0)
    return once(1) if first.status == 401 else first


def test_the_registrar_keeps_the_rules_of_contacts() -> None:
    stage = stage_of()
    stage.hosts["b"] = "192.0.2.2"

    def ask(contact: str, number: int, **headers: str) -> int:
        return hand_made(stage, contact, number, **headers).status

    assert ask("<sip:b@h1>;expires=100, <sip:b@h2>;q=0.5", 10, Expires="200") == 200
    assert bindings(stage) == ["sip:b@h1", "sip:b@h2"]
    assert ask("<sip:b@h1>", 5) == 500, "an older one"
    assert ask("<sip:b@h1>;expires=30", 20) == 423
    assert ask("*", 30) == 400
    assert ask("", 40) == 200
    assert bindings(stage) == ["sip:b@h1", "sip:b@h2"]
    assert ask("<sip:b@h1>;expires=0", 50) == 200
    assert bindings(stage) == ["sip:b@h2"]
    stage.wait(150)
    assert bindings(stage) == ["sip:b@h2"]
    stage.wait(51)
    assert bindings(stage) == []
    assert ask("<sip:b@h1>", 60, Path="<sip:edge;lr>") == 200
    registrar = stage.agents["a"].registrar
    assert registrar is not None
    assert registrar.lookup("sip:b@192.0.2.1")[0].path == ("<sip:edge;lr>",)
    assert ask("*", 70, Expires="0") == 200
    assert bindings(stage) == []
    many = ", ".join(f"<sip:b@h{number}>" for number in range(11))
    assert ask(many, 80) == 403
    assert bindings(stage) == []
    for number in range(12):
        assert ask(f"<sip:b@h{number}>", 10 * (9 + number)) == 200
    assert ask("<sip:b@h2>", 300) == 200, "it lives, so it counts as new"
    assert ask("<sip:b@h12>", 310) == 200, "telephones that died do not keep a new one out"
    assert set(bindings(stage)) == {f"sip:b@h{number}" for number in (2, *range(4, 13))}


def test_the_hub_calls_a_phone_where_it_registered() -> None:
    stage = stage_of("ws")
    register(stage)
    registrar = stage.agents["a"].registrar
    assert registrar is not None
    [binding] = registrar.lookup("sip:b@192.0.2.1")
    assert ".invalid" in binding.contact
    call = stage.agents["a"].call(
        "a", "sip:b@192.0.2.1", terms_of(), 0, uri=binding.contact, way=binding.flow
    )
    stage.run()
    stage.calls["b"][-1].answer(terms_of(5000), 0)
    stage.run()
    assert state(call) == "active"
    stage.calls["b"][-1].hang_up(0)
    stage.run()
    assert state(call) == "ended"


def test_a_phone_calls_with_the_answer_to_a_challenge() -> None:

    rules = rules_of()

    def gate(request: Request, flow: Flow, now: float) -> Refused | None:
        if request.method == "REGISTER":
            return None
        return judged(rules.verifier, rules.secrets, request, now, proxy=True)[0]

    stage = stage_of()
    stage.agents["a"]._core.config = Config(gate=gate)
    register(stage)
    call = stage.agents["b"].call("b", "sip:a@192.0.2.1", terms_of(), 0)
    stage.run()
    stage.calls["a"][-1].answer(terms_of(5000), 0)
    stage.run()
    assert state(call) == "active"
    [ack] = [one for one in stage.sent("ACK") if one.headers.get("CSeq") == "2 ACK"]
    assert ack.headers.get("Proxy-Authorization")
    stage.agents["b"].lines["b"].auth._credentials = Credentials("b", "wrong")
    other = stage.agents["b"].call("b", "sip:a@192.0.2.1", terms_of(), 0)
    stage.run()
    assert other.outcome is not None
    assert (other.outcome.status, other.outcome.can_do) == (407, "check_password")
