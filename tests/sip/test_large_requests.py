"""Requests that fit into no datagram: by TCP where the peer takes it, else by UDP all the same (RFC 3261, 18.1.1)."""

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Request
from agent_desktop.sip.transactions import (
    ResponseArrived,
    TransactionKey,
    TransactionLayer,
    Transmit,
    reply,
)
from tests.sip.transaction_script import Tokens, flow_of, request_of

BY_TCP = Target("tcp", "192.0.2.2", 5070)


def large(method: str = "INVITE") -> Request:
    request = request_of(method)
    request.body = b"x" * 1300
    return request


def sent(layer: TransactionLayer) -> list[tuple[Flow | Target, str, str]]:
    """(way, Via's transport, Via's branch) of what left."""
    found = []
    for one in layer.take():
        if isinstance(one, Transmit):
            words = (one.message.headers.get("Via") or "").split()
            branch = words[1].partition("branch=")[2].partition(";")[0]
            found.append((one.to, words[0], branch))
    return found


def layer_of() -> TransactionLayer:
    return TransactionLayer(Tokens(), large=1300)


def test_a_large_request_takes_a_connection_and_a_small_one_a_datagram() -> None:
    layer = layer_of()
    layer.send(large(), flow_of(), 0)
    layer.send(request_of("OPTIONS"), flow_of(), 0)
    ways = sent(layer)
    assert [one[:2] for one in ways] == [(BY_TCP, "SIP/2.0/TCP"), (flow_of(), "SIP/2.0/UDP")]
    opened = flow_of("tcp")
    layer.opened(BY_TCP, opened)
    layer.tick(3)
    assert all(to == flow_of() for to, _, _ in sent(layer)), "it is on its way"
    hub = TransactionLayer(Tokens())
    hub.send(large(), flow_of(), 0)
    assert [to for to, _, _ in sent(hub)] == [flow_of()]


def test_without_a_connection_it_leaves_by_datagram_and_so_do_the_next() -> None:
    layer = layer_of()
    key = layer.send(large(), flow_of(), 0)
    [(_, _, branch)] = sent(layer)
    layer.transport_failed(BY_TCP, 0.1, "refused")
    assert sent(layer) == [(flow_of(), "SIP/2.0/UDP", branch)]
    layer.send(large("MESSAGE"), flow_of(), 0.2)
    assert [to for to, _, _ in sent(layer)] == [flow_of()]
    _answered(layer, key, branch)


def test_a_connection_that_does_not_open_is_not_waited_for() -> None:
    layer = layer_of()
    layer.send(large(), flow_of(), 0)
    [(_, _, branch)] = sent(layer)
    due = layer.due()
    assert due == 2
    layer.tick(1.9)
    assert not sent(layer)
    layer.tick(2)
    assert sent(layer) == [(flow_of(), "SIP/2.0/UDP", branch)]
    layer.tick(2.5)
    assert sent(layer) == [(flow_of(), "SIP/2.0/UDP", branch)], "as any other from here on"


def _answered(layer: TransactionLayer, key: TransactionKey, branch: str) -> None:
    request = large()
    request.headers.add_first("Via", f"SIP/2.0/UDP 192.0.2.1:5060;branch={branch};rport")
    layer.receive(reply(request, 180), flow_of(), 2)
    [heard] = [one for one in layer.take() if isinstance(one, ResponseArrived)]
    assert heard.key == key
