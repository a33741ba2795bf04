"""Which transaction a message belongs to, where responses go, and what is dropped or refused."""

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.transactions import (
    Ended,
    RequestArrived,
    TransactionKey,
    TransactionLayer,
    Transmit,
    reply,
)
from tests.sip.transaction_script import Tokens, flow_of, request_of


def send_to(layer: TransactionLayer, request: Request, flow: Flow) -> Transmit:
    layer.receive(request, flow, 0)
    [arrived] = layer.take()
    assert isinstance(arrived, RequestArrived)
    assert arrived.key is not None
    layer.respond(arrived.key, reply(arrived.request, 200, tag="us"), 0)
    sent = layer.take()[0]
    assert isinstance(sent, Transmit)
    return sent


def test_responses_go_where_the_standard_says() -> None:
    layer = TransactionLayer(Tokens())
    nat = Flow("udp", ("203.0.113.7", 40000), ("192.0.2.1", 5060), "udp-1")
    asked = send_to(
        layer, request_of("INFO", via="SIP/2.0/UDP 10.0.0.4;rport;branch=z9hG4bK1"), nat
    )
    assert asked.to == nat
    assert asked.message.headers.get("via") == (
        "SIP/2.0/UDP 10.0.0.4;rport=40000;branch=z9hG4bK1;received=203.0.113.7"
    )
    old = send_to(
        layer, request_of("INFO", via="SIP/2.0/UDP 10.0.0.4;branch=z9hG4bK2", number=2), nat
    )
    assert isinstance(old.to, Flow)
    assert old.to.remote == ("203.0.113.7", 5060)
    liar = "SIP/2.0/UDP 10.0.0.4:5062 ; maddr=198.51.100.1;received=198.51.100.1;branch=z9hG4bK3"
    third = send_to(layer, request_of("INFO", via=liar, number=3), nat)
    assert isinstance(third.to, Flow)
    assert third.to.remote == ("203.0.113.7", 5062)
    assert "received=198.51.100.1" not in (third.message.headers.get("via") or "")
    tcp = flow_of("tcp")
    fourth = send_to(
        layer, request_of("INFO", via="SIP/2.0/TCP a.invalid;branch=z9hG4bK4", number=4), tcp
    )
    assert fourth.to == tcp


def test_hops_below_the_first_stay_as_they_are() -> None:
    layer = TransactionLayer(Tokens())
    via = "SIP/2.0/UDP a;branch=z9hG4bK1;rport, SIP/2.0/TCP  b;branch=z9hG4bK2"
    request = request_of("INFO", via=via)
    request.headers.add("Via", 'SIP/2.0/UDP c;x="1,2";branch=z9hG4bK3')
    sent = send_to(layer, request, flow_of())
    assert sent.message.headers.all("Via") == [
        "SIP/2.0/UDP a;branch=z9hG4bK1;rport=5070;received=192.0.2.2, SIP/2.0/TCP  b;branch=z9hG4bK2",
        'SIP/2.0/UDP c;x="1,2";branch=z9hG4bK3',
    ]


def test_what_answers_nothing_is_dropped() -> None:
    layer = TransactionLayer(Tokens())
    flow = flow_of()
    layer.send(request_of("OPTIONS"), flow, 0)
    [sent] = layer.take()
    assert isinstance(sent, Transmit)
    assert isinstance(sent.message, Request)
    right = reply(sent.message, 200)
    wrong_method = reply(sent.message, 200)
    wrong_method.headers.set("CSeq", "1 INVITE")
    for_another = reply(sent.message, 200)
    for_another.headers.add("Via", "SIP/2.0/UDP x;branch=z9hG4bKx")
    for response in (wrong_method, for_another, Response(200, "OK", Headers())):
        layer.receive(response, flow, 0)
    layer.receive(
        Request("INFO", "sip:x", Headers([("Via", "nonsense"), ("CSeq", "1 INFO")])), flow, 0
    )
    assert layer.take() == []
    layer.receive(right, flow, 0)
    assert len(layer.take()) == 1


def test_a_flood_is_refused_without_memory() -> None:
    layer = TransactionLayer(Tokens(), limit=3)
    statuses = []
    for number in range(5):
        via = f"SIP/2.0/UDP a;branch=z9hG4bK{number}"
        layer.receive(request_of("INFO", via=via, number=number), flow_of(), 0)
        for output in layer.take():
            if isinstance(output, Transmit) and isinstance(output.message, Response):
                statuses.append((output.message.status, output.message.headers.get("retry-after")))
    assert statuses == [(503, "5")] * 2
    assert len(layer) == 3
    layer.tick(32)
    assert sum(isinstance(output, Ended) for output in layer.take()) == 3
    assert len(layer) == 0
    assert layer.due() is None


def test_unknown_keys_mean_nothing() -> None:
    layer = TransactionLayer(Tokens())
    stranger = TransactionKey("server", "x", "INVITE")
    layer.respond(stranger, Response(200, "OK"), 0)
    layer.cancel(stranger, 0)
    layer.transport_failed(stranger, 0)
    assert layer.take() == []


def test_the_name_in_via() -> None:
    layer = TransactionLayer(Tokens())
    ways: list[tuple[Flow | Target, str]] = [
        (flow_of("udp"), "SIP/2.0/UDP 192.0.2.1:5060;"),
        (Flow("tls", ("::1", 5061), ("::1", 40000), "x"), "SIP/2.0/TLS [::1]:40000;"),
        (flow_of("wss"), "SIP/2.0/WSS token1.invalid;"),
        (Target("tcp", "pbx"), "SIP/2.0/TCP token1.invalid;"),
        (Flow("udp", ("1.2.3.4", 5060), ("0.0.0.0", 5060), "x"), "SIP/2.0/UDP token1.invalid;"),
    ]
    for way, start in ways:
        layer.send(request_of("OPTIONS"), way, 0)
        [sent] = layer.take()
        assert isinstance(sent, Transmit)
        assert (sent.message.headers.get("via") or "").startswith(start)
